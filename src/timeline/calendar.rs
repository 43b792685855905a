//! Ticks and ranges in words of the interface language.

use super::event::moment;
use super::ticks::TickUnit;
use crate::context::TimeView;
use km0_core::model::Moment;
use km0_core::words::Words;

/// A day's cell this wide, in points, names the day of the week too.
const WEEKDAY: f32 = 58.0;

/// The label of a cell that stands alone in its row: a month names its year too.
pub(super) fn coarse(words: &Words, unit: TickUnit, start: Moment) -> String {
    if unit == TickUnit::Month { words.span(start, unit.next(start)) } else { fine(words, unit, start, 0.0) }
}

/// The label of a cell `width` points wide under a coarser one that names the rest.
pub(super) fn fine(words: &Words, unit: TickUnit, start: Moment, width: f32) -> String {
    let (year, month, day) = start.ymd();
    match unit {
        TickUnit::Day if width >= WEEKDAY => {
            let weekday = (start.0.div_euclid(86_400) + 3).rem_euclid(7) + 1;
            let weekday = words.t(&format!("timeline-weekday-{weekday}")).to_owned();
            words.with("timeline-weekday-day", &[("weekday", weekday.into()), ("day", day.to_string().into())])
        }
        TickUnit::Day => day.to_string(),
        TickUnit::Week => {
            let values = [
                ("day", day.to_string().into()),
                ("month", words.month_short(month).into()),
                ("n", month.to_string().into()),
            ];
            words.with("timeline-day-month", &values)
        }
        TickUnit::Month => words.month_short(month).to_owned(),
        TickUnit::Quarter => {
            let quarter = month.saturating_sub(1) / 3 + 1;
            words.with("timeline-quarter", &[("n", quarter.to_string().into())])
        }
        TickUnit::Year => year.to_string(),
        TickUnit::Decade => words.with("timeline-decade", &[("year", year.to_string().into())]),
        TickUnit::Century | TickUnit::Millennium => {
            let last = year + if unit == TickUnit::Century { 99 } else { 999 };
            words.with("timeline-years", &[("from", year.to_string().into()), ("to", last.to_string().into())])
        }
    }
}

/// The shown range in words.
pub(super) fn range(words: &Words, view: TimeView) -> String {
    words.span(moment(view.from), moment(view.to))
}
