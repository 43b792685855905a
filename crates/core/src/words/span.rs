//! A shown stretch of time in words.

use super::Words;
use super::dates::{DateWriter, time_of_day};
use crate::model::date::{Clock, Date, DateForm, Moment, Qualifier};

const DAY: i64 = 86_400;

/// What a stretch is told in.
#[derive(Clone, Copy, PartialEq)]
enum SpanUnit {
    Year,
    Month,
    Day,
    Clock,
}

impl Words {
    /// The stretch `[from, to)` in words, in units that fit its width: years from ten years on,
    /// months from three months, days from two days, else the time of day. Bounds that fall on
    /// whole units are told in those: `2020–2025`, `March 2021 – June 2023`, `9 April 2021`.
    pub fn span(&self, from: Moment, to: Moment) -> String {
        let unit = unit(from, to);
        if unit == SpanUnit::Clock {
            return self.span_of_hours(from, to);
        }
        // the last moment inside, so that a year does not reach into the next
        let last = Moment(to.0.saturating_sub(1).max(from.0));
        DateWriter::long(self).between(whole(unit, from), whole(unit, last))
    }

    fn span_of_hours(&self, from: Moment, to: Moment) -> String {
        let fine = to.0.saturating_sub(from.0) < 120;
        let (start, end) = (clock(from, fine), clock(to, fine));
        if from.ymd() == to.ymd() && from < to {
            let date = DateWriter::long(self).between(whole(SpanUnit::Day, from), whole(SpanUnit::Day, from));
            let values = [("date", date.into()), ("from", time_of_day(start).into()), ("to", time_of_day(end).into())];
            return self.with("span-hours", &values);
        }
        DateWriter::long(self).between(at(from, start), at(to, end))
    }
}

fn unit(from: Moment, to: Moment) -> SpanUnit {
    let days = to.0.saturating_sub(from.0) / DAY;
    let both = |on_bound: fn(Moment) -> bool| from < to && on_bound(from) && on_bound(to);
    if days >= 3652 || both(|moment| Moment::year_start(moment.ymd().0) == moment) {
        SpanUnit::Year
    } else if days >= 90 || both(|moment| moment.0.rem_euclid(DAY) == 0 && moment.ymd().2 == 1) {
        SpanUnit::Month
    } else if days >= 2 || both(|moment| moment.0.rem_euclid(DAY) == 0) {
        SpanUnit::Day
    } else {
        SpanUnit::Clock
    }
}

/// The year, month or day in which a moment falls.
fn whole(unit: SpanUnit, moment: Moment) -> Date {
    let (year, month, day) = moment.ymd();
    let form = match unit {
        SpanUnit::Year => DateForm::Year(year),
        SpanUnit::Month => DateForm::Month { year, month },
        SpanUnit::Day | SpanUnit::Clock => DateForm::Day { year, month, day },
    };
    Date { form, qualifier: Qualifier::None }
}

fn at(moment: Moment, clock: Clock) -> Date {
    let (year, month, day) = moment.ymd();
    Date { form: DateForm::DateTime { year, month, day, clock }, qualifier: Qualifier::None }
}

/// The time of day, with seconds only when they are wanted.
fn clock(moment: Moment, fine: bool) -> Clock {
    let second = moment.0.rem_euclid(DAY);
    let part = |length: i64, count: i64| u8::try_from(second / length % count).unwrap_or(0);
    Clock { hour: part(3600, 24), minute: part(60, 60), second: if fine { part(1, 60) } else { 0 }, zone: None }
}
