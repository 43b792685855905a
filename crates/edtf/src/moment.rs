//! A point of civil time, counted over the whole proleptic Gregorian calendar.

use chrono::{DateTime, NaiveDateTime};

/// Seconds in a civil day: leap seconds are not counted.
pub(super) const DAY: i64 = 86_400;

/// Years past which seconds no longer fit; 290 thousand million years of at most 366 days do.
const YEAR_LIMIT: i64 = 290_000_000_000;

/// Seconds of civil time since 1970-01-01T00:00:00 in the proleptic Gregorian calendar.
///
/// Civil time is what the source wrote: no time zone is applied and no leap second counted. The
/// year 0 exists and is 1 BC, as in ISO 8601. Every value is a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(
    /// The count of seconds, negative before 1970.
    pub i64,
);

impl Moment {
    /// The first second of a day, or `None` when the calendar has no such day.
    ///
    /// Saturates to the first or last moment for years beyond ±290 000 000 000.
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Self> {
        if day < 1 || day > days_in_month(year, month)? {
            return None;
        }
        Some(Self::month_start(year, i64::from(month)).plus_days(i64::from(day) - 1))
    }

    /// The first second of a year; saturates as [`Moment::from_ymd`] does.
    pub fn year_start(year: i64) -> Self {
        Self::month_start(year, 1)
    }

    /// The first second of a month, counted from 1 and running on into other years: 13 is the
    /// next January and 0 the last December.
    pub fn month_start(year: i64, month: i64) -> Self {
        let month = month.saturating_sub(1);
        let year = year.saturating_add(month.div_euclid(12));
        if year > YEAR_LIMIT {
            return Self(i64::MAX);
        }
        if year < -YEAR_LIMIT {
            return Self(i64::MIN);
        }
        Self(days_before_month(year, month.rem_euclid(12)) * DAY)
    }

    /// This moment and a number of days, which may be negative; saturates.
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY)))
    }

    /// The year, the month (1 to 12) and the day (1 to 31) of this moment.
    pub fn ymd(self) -> (i64, u8, u8) {
        // years are counted from March, so that what differs among them comes last, and 400 years are alike
        let days = self.0.div_euclid(DAY) + 719_468;
        let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // from March on, every five months have 153 days
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        let small = |number: i64| u8::try_from(number).unwrap_or(1);
        (year + cycle * 400, small(month), small(day))
    }

    /// The moment as chrono writes it, or `None` beyond its years of about ±262 000.
    pub fn to_naive(self) -> Option<NaiveDateTime> {
        DateTime::from_timestamp(self.0, 0).map(|moment| moment.naive_utc())
    }

    /// The moment of a chrono time; a part of a second is dropped.
    pub fn from_naive(time: NaiveDateTime) -> Self {
        Self(time.and_utc().timestamp())
    }
}

/// Whether a year has a 29 February in the proleptic Gregorian calendar.
pub(super) const fn is_leap_year(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// The days of a month, or `None` when the month is not 1 to 12.
pub(super) const fn days_in_month(year: i64, month: u8) -> Option<u8> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap_year(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// Days from 1970-01-01 to the first of a month counted from 0 (January) to 11.
///
/// Years are counted from March, so that the leap day comes last and months follow the
/// 153-days-in-five-months pattern.
const fn days_before_month(year: i64, month: i64) -> i64 {
    let from_march = (month + 10) % 12;
    let year = if month < 2 { year - 1 } else { year };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719 468 days lie between 0000-03-01 and 1970-01-01
    year * 365 + leap_days + (153 * from_march + 2) / 5 - 719_468
}
