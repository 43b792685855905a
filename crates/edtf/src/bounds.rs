//! From what is written to the time that may and must be meant.

use super::moment::Moment;
use super::parts::{Clock, Date, DateForm, DateParts, End, Precision, Qualifier};
use super::span::Bounds;

/// The bounds of a date or interval, as [`Bounds`] describes them.
pub(super) fn bounds_of(parts: &DateParts) -> Bounds {
    match *parts {
        DateParts::Single(date) => {
            let reach = Reach::of(date);
            Bounds {
                earliest_start: Some(reach.from),
                latest_start: Some(reach.latest_start()),
                earliest_end: Some(reach.earliest_end()),
                latest_end: Some(reach.to),
            }
        }
        DateParts::Interval { start, end } => of_interval(start, end),
    }
}

fn of_interval(start: End, end: End) -> Bounds {
    let first = start.date().map(Reach::of);
    let last = end.date().map(Reach::of);
    // it starts no later than the last date allows and ends no earlier than the first one does
    let starts = first.into_iter().chain(last).map(Reach::latest_start);
    let ends = first.into_iter().chain(last).map(Reach::earliest_end);
    Bounds {
        earliest_start: first.map(|reach| reach.from),
        latest_start: starts.min().filter(|_| start != End::Open),
        earliest_end: ends.max().filter(|_| end != End::Open),
        latest_end: last.map(|reach| reach.to),
    }
}

/// The bounds of what is written, which `~` and `%` don't widen.
pub(super) fn bounds_as_written(parts: &DateParts) -> Bounds {
    let plain = |date: Date| Date { qualifier: Qualifier::None, ..date };
    let end = |end: End| end.date().map_or(end, |date| End::Date(plain(date)));
    bounds_of(&match *parts {
        DateParts::Single(date) => DateParts::Single(plain(date)),
        DateParts::Interval { start, end: last } => DateParts::Interval { start: end(start), end: end(last) },
    })
}

/// Whether an interval may run from the one date to the other, taking both as written: `~` is no
/// excuse for a start after the end.
pub(super) fn in_order(start: Date, end: Date) -> bool {
    extent(start.form, 0).0 < extent(end.form, 0).1
}

/// The time `[from, to)` that a date may mean, and whether it means all of it.
#[derive(Clone, Copy)]
struct Reach {
    from: Moment,
    to: Moment,
    whole: bool,
}

impl Reach {
    fn of(date: Date) -> Self {
        let approximate = date.qualifier.approximate();
        let (from, to) = extent(date.form, i64::from(approximate));
        let fine = matches!(date.form.precision(), Precision::Instant | Precision::Day);
        Self { from, to, whole: fine && !approximate }
    }

    const fn latest_start(self) -> Moment {
        if self.whole { self.from } else { self.to }
    }

    const fn earliest_end(self) -> Moment {
        if self.whole { self.to } else { self.from }
    }
}

/// The half-open extent of a date, widened by a number of its own units on each side.
fn extent(form: DateForm, slack: i64) -> (Moment, Moment) {
    match form {
        DateForm::Century { first, last } => years(first - 100 * slack, last + 100 * slack),
        DateForm::Decade { first, last } => years(first - 10 * slack, last + 10 * slack),
        DateForm::Year(year) | DateForm::SomeMonth { year } | DateForm::SomeDate { year } => {
            years(year - slack, year + slack)
        }
        DateForm::Season { year, season } => months(year, season.first_month(), 3, slack),
        DateForm::Month { year, month } | DateForm::SomeDay { year, month } => months(year, month, 1, slack),
        DateForm::Day { year, month, day } => {
            let from = day_start(year, month, day);
            (from.plus_days(-slack), from.plus_days(1 + slack))
        }
        DateForm::DateTime { year, month, day, clock } => {
            let from = day_start(year, month, day).0 + seconds(clock);
            (Moment(from - slack), Moment(from + 1 + slack))
        }
    }
}

fn years(first: i64, last: i64) -> (Moment, Moment) {
    (Moment::year_start(first), Moment::year_start(last + 1))
}

fn months(year: i64, first: u8, count: i64, slack: i64) -> (Moment, Moment) {
    let first = i64::from(first);
    (Moment::month_start(year, first - count * slack), Moment::month_start(year, first + count * (1 + slack)))
}

fn day_start(year: i64, month: u8, day: u8) -> Moment {
    Moment::month_start(year, i64::from(month)).plus_days(i64::from(day) - 1)
}

fn seconds(clock: Clock) -> i64 {
    i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second)
}
