//! Dates in words.
//!
//! The patterns stand in `common.ftl`, once in full (`date-…`) and once for a table cell
//! (`short-…`); this picks the pattern that fits a date and fills it in.

use fluent_bundle::FluentValue;

use super::Words;
use crate::model::Edtf;
use crate::model::date::{Clock, Date, DateForm, DateParts, End, Moment, Qualifier, Season, Zone};

/// What a pattern may use of the one date, and of the second date of an interval.
const NAMES: [&str; 7] = ["year", "month", "mon", "m", "mm", "d", "dd"];
const NAMES2: [&str; 7] = ["year2", "month2", "mon2", "m2", "mm2", "d2", "dd2"];

impl Words {
    /// A date in full, to stand inside a sentence: `9 April 2021`, `from 17 February 2024 on`.
    pub fn date(&self, date: &Edtf) -> String {
        DateWriter::long(self).parts(date.parts())
    }

    /// A date for a table cell: `9 Apr 2021`, `09/04/2021`, `2021-04-09`. `~` and `?` mark what is
    /// approximate and uncertain; a day or month that is not stated is left out.
    pub fn date_short(&self, date: &Edtf) -> String {
        DateWriter { words: self, set: "short" }.parts(date.parts())
    }

    /// The two ends of an interval that has both, in full.
    pub(super) fn date_ends(&self, date: &Edtf) -> Option<(String, String)> {
        match date.parts() {
            DateParts::Interval { start: End::Date(start), end: End::Date(end) } => {
                let writer = DateWriter::long(self);
                Some((writer.single(start), writer.single(end)))
            }
            _ => None,
        }
    }

    /// The name of a month, 1 to 12; empty for any other number.
    pub fn month_name(&self, month: u8) -> &str {
        self.numbered("month", month)
    }

    /// The name of a month, 1 to 12, in a few letters; empty for any other number.
    pub fn month_short(&self, month: u8) -> &str {
        self.numbered("month-short", month)
    }

    /// The name of the day of the week on which a moment falls.
    pub fn weekday(&self, moment: Moment) -> &str {
        // 1970-01-01 was a Thursday, the fourth day of the week
        let day = (moment.0.div_euclid(86_400) + 3).rem_euclid(7) + 1;
        self.numbered("weekday", u8::try_from(day).unwrap_or(1))
    }

    fn numbered(&self, key: &str, number: u8) -> &str {
        self.plain.get(&format!("{key}-{number}")).map_or("", String::as_str)
    }
}

/// Writes dates with one set of patterns.
#[derive(Clone, Copy)]
pub(super) struct DateWriter<'a> {
    words: &'a Words,
    set: &'static str,
}

impl<'a> DateWriter<'a> {
    pub(super) fn long(words: &'a Words) -> Self {
        Self { words, set: "date" }
    }

    fn say(self, name: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.words.with(&format!("{}-{name}", self.set), values)
    }

    fn parts(self, parts: DateParts) -> String {
        let around = |name: &str, date: Date| self.say(name, &[("date", self.single(date).into())]);
        match parts {
            DateParts::Single(date) => self.single(date),
            DateParts::Interval { start, end } => match (start, end) {
                (End::Date(start), End::Date(end)) => self.between(start, end),
                (End::Date(start), End::Open) => around("from", start),
                (End::Date(start), End::Unknown) => around("from-unknown", start),
                (End::Open, End::Date(end)) => around("until", end),
                (End::Unknown, End::Date(end)) => around("until-unknown", end),
                // no EDTF is without any date
                (End::Open | End::Unknown, End::Open | End::Unknown) => String::new(),
            },
        }
    }

    fn single(self, date: Date) -> String {
        let around = |name: &str, form: DateForm| self.say(name, &[("date", self.form(form).into())]);
        match date.qualifier {
            Qualifier::None => self.form(date.form),
            Qualifier::Uncertain => around("uncertain", date.form),
            Qualifier::Approximate => around("about", unit(date.form)),
            Qualifier::Both => around("about-uncertain", unit(date.form)),
        }
    }

    /// From one date to another, without saying twice what they share.
    pub(super) fn between(self, start: Date, end: Date) -> String {
        if start == end {
            return self.single(start);
        }
        let marked = start.qualifier != Qualifier::None || end.qualifier != Qualifier::None;
        let name = if marked { "between" } else { interval_pattern(start.form, end.form) };
        if matches!(name, "alike" | "between") {
            return self.say(name, &[("from", self.single(start).into()), ("to", self.single(end).into())]);
        }
        let mut values = self.values(NAMES, start.form);
        values.extend(self.values(NAMES2, end.form));
        self.say(name, &values)
    }

    fn form(self, form: DateForm) -> String {
        match form {
            DateForm::DateTime { year, month, day, clock } => {
                let date = self.form(DateForm::Day { year, month, day });
                self.say("time", &[("date", date.into()), ("clock", self.clock(clock).into())])
            }
            DateForm::Century { first, last } | DateForm::Decade { first, last } => {
                // before Christ a decade does not begin with a round year
                let round = first > 0 && matches!(form, DateForm::Decade { .. });
                let values = [("year", self.year(first).into()), ("year2", self.year(last).into())];
                self.say(if round { "decade" } else { "century" }, &values)
            }
            DateForm::Season { year, season } => {
                let values = [("year", self.year(year).into()), ("year2", self.year(year + 1).into())];
                self.say(season_pattern(season), &values)
            }
            DateForm::Year(_) => self.say("year", &self.values(NAMES, form)),
            DateForm::Month { .. } => self.say("month", &self.values(NAMES, form)),
            DateForm::Day { .. } => self.say("day", &self.values(NAMES, form)),
            DateForm::SomeMonth { .. } => self.say("some-month", &self.values(NAMES, form)),
            DateForm::SomeDay { .. } => self.say("some-day", &self.values(NAMES, form)),
            DateForm::SomeDate { .. } => self.say("some-date", &self.values(NAMES, form)),
        }
    }

    /// What a pattern may use of a date that counts in years, months and days.
    fn values(self, names: [&'static str; 7], form: DateForm) -> Vec<(&'static str, FluentValue<'a>)> {
        let (year, month, day) = match form {
            DateForm::Day { year, month, day } | DateForm::DateTime { year, month, day, .. } => (year, month, day),
            DateForm::Month { year, month } | DateForm::SomeDay { year, month } => (year, month, 0),
            DateForm::Year(year)
            | DateForm::SomeMonth { year }
            | DateForm::SomeDate { year }
            | DateForm::Season { year, .. } => (year, 0, 0),
            DateForm::Decade { first, .. } | DateForm::Century { first, .. } => (first, 0, 0),
        };
        let values: [FluentValue<'a>; 7] = [
            self.year(year).into(),
            self.words.month_name(month).into(),
            self.words.month_short(month).into(),
            month.to_string().into(),
            format!("{month:02}").into(),
            day.to_string().into(),
            format!("{day:02}").into(),
        ];
        names.into_iter().zip(values).collect()
    }

    /// The number of a year in the era of the reader: the year 0 is 1 BC.
    fn year(self, year: i64) -> String {
        match year {
            ..=0 => self.words.with("year-bc", &[("year", digits(self.words, 1 - year).into())]),
            _ => digits(self.words, year),
        }
    }

    fn clock(self, clock: Clock) -> String {
        let time = time_of_day(clock);
        match clock.zone {
            Some(zone) if self.set == "date" => format!("{time} {}", zone_name(zone)),
            _ => time,
        }
    }
}

/// `14:30`, or `14:30:05` where there are seconds.
pub(super) fn time_of_day(Clock { hour, minute, second, .. }: Clock) -> String {
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

/// Years of up to four digits are written without separators.
fn digits(words: &Words, year: i64) -> String {
    if year < 10_000 { year.to_string() } else { words.number(year as f64) }
}

/// The month or year whose day is not stated: what `~` says is that it is near that one.
fn unit(form: DateForm) -> DateForm {
    match form {
        DateForm::SomeDay { year, month } => DateForm::Month { year, month },
        DateForm::SomeMonth { year } | DateForm::SomeDate { year } => DateForm::Year(year),
        other => other,
    }
}

/// The pattern for an interval between two dates that carry no mark.
fn interval_pattern(start: DateForm, end: DateForm) -> &'static str {
    match (start, end) {
        (DateForm::Year(_), DateForm::Year(_)) => "years",
        (DateForm::Month { year, .. }, DateForm::Month { year: year2, .. }) if year == year2 => "months",
        (DateForm::Day { year, month, .. }, DateForm::Day { year: year2, month: month2, .. }) if year == year2 => {
            if month == month2 {
                "days"
            } else {
                "days-of-year"
            }
        }
        (DateForm::Month { .. }, DateForm::Month { .. })
        | (DateForm::Day { .. }, DateForm::Day { .. })
        | (DateForm::DateTime { .. }, DateForm::DateTime { .. }) => "alike",
        _ => "between",
    }
}

fn season_pattern(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

/// `UTC`, `UTC+7`, `UTC−4:30`.
fn zone_name(zone: Zone) -> String {
    match zone {
        Zone::Utc | Zone::Ahead(0) => "UTC".to_owned(),
        Zone::Ahead(minutes) => {
            let sign = if minutes < 0 { '−' } else { '+' };
            let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
            if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
        }
    }
}
