//! A date taken apart, so that it can be said in the words of any language.

/// What an EDTF text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateParts {
    /// One date or date-time.
    Single(Date),
    /// A start and an end, of which at least one is dated.
    Interval {
        /// What stands before the slash.
        start: End,
        /// What stands after the slash.
        end: End,
    },
}

impl DateParts {
    /// The start of an interval; `None` for a single date.
    pub const fn start(&self) -> Option<End> {
        match *self {
            Self::Single(_) => None,
            Self::Interval { start, .. } => Some(start),
        }
    }

    /// The end of an interval; `None` for a single date.
    pub const fn end(&self) -> Option<End> {
        match *self {
            Self::Single(_) => None,
            Self::Interval { end, .. } => Some(end),
        }
    }

    /// The one or two dates that are written, in order.
    pub fn dates(&self) -> impl Iterator<Item = Date> + use<> {
        let (first, second) = match *self {
            Self::Single(date) => (Some(date), None),
            Self::Interval { start, end } => (start.date(), end.date()),
        };
        first.into_iter().chain(second)
    }
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// A date, never with a time of day.
    Date(Date),
    /// `..`: there is no start or end, it goes on.
    Open,
    /// Nothing: there is a start or end, and it is not known.
    Unknown,
}

impl End {
    /// The date, where there is one.
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// A date and how sure the source is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The date itself.
    pub form: DateForm,
    /// The mark after it. Always [`Qualifier::None`] on a date-time.
    pub qualifier: Qualifier,
}

/// The shapes of a date. Years are astronomical, -99 999 999 999 to 99 999 999 999, and year 0 is
/// 1 BC; months are 1 to 12, and days 1 to 31 and in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// `20XX`: some time from the first to the last year, both included.
    Century {
        /// 2000 for `20XX`, -2099 for `-20XX`.
        first: i64,
        /// 2099 for `20XX`, -2000 for `-20XX`.
        last: i64,
    },
    /// `201X`: some time from the first to the last year, both included.
    Decade {
        /// 2010 for `201X`, -2019 for `-201X`.
        first: i64,
        /// 2019 for `201X`, -2010 for `-201X`.
        last: i64,
    },
    /// `1985`, `-1985`, `Y170000002`.
    Year(i64),
    /// `2001-21`.
    Season {
        /// The year in which the season begins.
        year: i64,
        /// Which one.
        season: Season,
    },
    /// `1985-04`.
    Month {
        /// The year.
        year: i64,
        /// The month.
        month: u8,
    },
    /// `1985-04-12`.
    Day {
        /// The year.
        year: i64,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// `1985-04-12T23:20:30Z`.
    DateTime {
        /// The year.
        year: i64,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
        /// The time of day.
        clock: Clock,
    },
    /// `2004-XX`: some month of the year.
    SomeMonth {
        /// The year.
        year: i64,
    },
    /// `1985-04-XX`: some day of the month.
    SomeDay {
        /// The year.
        year: i64,
        /// The month.
        month: u8,
    },
    /// `1985-XX-XX`: some day of the year.
    SomeDate {
        /// The year.
        year: i64,
    },
}

impl DateForm {
    /// How exactly the date is known: `1985-04-XX` is a month, as which day is not said.
    pub const fn precision(self) -> Precision {
        match self {
            Self::Century { .. } => Precision::Century,
            Self::Decade { .. } => Precision::Decade,
            Self::Year(_) | Self::SomeMonth { .. } | Self::SomeDate { .. } => Precision::Year,
            Self::Season { .. } => Precision::Season,
            Self::Month { .. } | Self::SomeDay { .. } => Precision::Month,
            Self::Day { .. } => Precision::Day,
            Self::DateTime { .. } => Precision::Instant,
        }
    }
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// To the second.
    Instant,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the season of three months.
    Season,
    /// To the year.
    Year,
    /// To ten years that share all but the last digit.
    Decade,
    /// To a hundred years that share all but the last two digits.
    Century,
    /// An interval, whose ends each have a precision of their own.
    Interval,
}

/// A season, of the northern hemisphere by house rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// 21: March to May.
    Spring,
    /// 22: June to August.
    Summer,
    /// 23: September to November.
    Autumn,
    /// 24: December to February of the next year.
    Winter,
}

impl Season {
    /// The month in which the season begins: 3, 6, 9 or 12.
    pub const fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// The mark after a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// No mark.
    #[default]
    None,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: the date is near this one.
    Approximate,
    /// `%`: both.
    Both,
}

impl Qualifier {
    /// Whether the mark is `?` or `%`.
    pub const fn uncertain(self) -> bool {
        matches!(self, Self::Uncertain | Self::Both)
    }

    /// Whether the mark is `~` or `%`.
    pub const fn approximate(self) -> bool {
        matches!(self, Self::Approximate | Self::Both)
    }
}

/// A time of day, 00:00:00 to 23:59:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59: the format names a leap second nowhere.
    pub second: u8,
    /// The zone written after the time, which no computation applies; `None` when none is.
    pub zone: Option<Zone>,
}

/// A time zone as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// `Z`: UTC.
    Utc,
    /// `-04` or `+04:30`: minutes ahead of UTC, -1439 to 1439.
    Ahead(i16),
}
