//! Ticks and ranges in words of the interface language.

use super::event::moment;
use super::ticks::Unit;
use crate::context::TimeView;
use crate::model::{Edtf, Moment};
use crate::words::Words;

/// The label of a cell that stands alone in its row: it names its year too.
pub(super) fn coarse(words: &Words, unit: Unit, start: Moment) -> String {
    let (year, month, _) = start.ymd();
    match unit {
        Unit::Month => month_of_year(words, year, month),
        _ => fine(words, unit, start, 0.0),
    }
}

/// The label of a cell `width` points wide under a coarser one that names the rest.
pub(super) fn fine(words: &Words, unit: Unit, start: Moment, width: f32) -> String {
    let (year, month, day) = start.ymd();
    let year_text = || year.to_string();
    match unit {
        Unit::Day if width >= 58.0 => {
            let weekday = (start.0.div_euclid(86_400) + 3).rem_euclid(7) + 1;
            words.with(
                "timeline-weekday-day",
                &[("weekday", words.t(&format!("timeline-weekday-{weekday}")).into()), ("day", day.to_string().into())],
            )
        }
        Unit::Day => day.to_string(),
        Unit::Week => day_and_month(words, month, day),
        Unit::Month => words.t(&format!("timeline-month-short-{month}")).to_owned(),
        Unit::Quarter => words.with("timeline-quarter", &[("n", (month.saturating_sub(1) / 3 + 1).to_string().into())]),
        Unit::Year => year_text(),
        Unit::Decade => words.with("timeline-decade", &[("year", year_text().into())]),
        Unit::Century | Unit::Millennium => words.with(
            "timeline-years",
            &[
                ("from", year_text().into()),
                ("to", (year + if unit == Unit::Century { 99 } else { 999 }).to_string().into()),
            ],
        ),
    }
}

fn day_and_month(words: &Words, month: u8, day: u8) -> String {
    let name = words.t(&format!("timeline-month-short-{month}")).to_owned();
    let values = [("day", day.to_string().into()), ("month", name.into()), ("n", month.to_string().into())];
    words.with("timeline-day-month", &values)
}

/// A language takes the month's name or its number, as it likes.
fn month_of_year(words: &Words, year: i64, month: u8) -> String {
    let name = words.t(&format!("timeline-month-{month}")).to_owned();
    let values = [("month", name.into()), ("n", month.to_string().into()), ("year", year.to_string().into())];
    words.with("timeline-month-year", &values)
}

fn full_day(words: &Words, at: Moment) -> String {
    let (year, month, day) = at.ymd();
    let name = words.t(&format!("timeline-month-{month}")).to_owned();
    let values = [
        ("day", day.to_string().into()),
        ("month", name.into()),
        ("n", month.to_string().into()),
        ("year", year.to_string().into()),
    ];
    words.with("timeline-day-full", &values)
}

/// The shown range in words, to the day where days are told apart and to the month else.
pub(super) fn range(words: &Words, view: TimeView) -> String {
    let (from, to) = (moment(view.from), moment(view.to - 1.0));
    let years = view.width() / (365.25 * 86_400.0);
    let say = |at: Moment| {
        let (year, month, _) = at.ymd();
        match years {
            0.0..3.0 => full_day(words, at),
            3.0..60.0 => month_of_year(words, year, month),
            _ => year.to_string(),
        }
    };
    let (from, to) = (say(from), say(to));
    if from == to { from } else { words.with("timeline-range", &[("from", from.into()), ("to", to.into())]) }
}

/// A date in words.
pub(super) fn date(_words: &Words, date: &Edtf) -> String {
    date.as_str().to_owned()
}
