//! Moments as dates that read back as the same moments.

use crate::model::{Edtf, Moment, Span};

const DAY: i64 = 86_400;
/// The years that have four digits.
const YEARS: std::ops::RangeInclusive<i64> = -9999..=9999;

/// The span from the beginning of the one date to the end of the other; a missing one is open.
pub fn window(from: Option<&Edtf>, to: Option<&Edtf>) -> Span {
    Span {
        from: from.and_then(|date| date.bounds().possible().from),
        to: to.and_then(|date| date.bounds().possible().to),
    }
}

/// The date that begins at a moment, to the day where that says it, else to the second. None in a
/// year that has not four digits.
pub fn first(moment: Moment) -> Option<String> {
    edtf_text(moment, moment.0.rem_euclid(DAY) == 0)
}

/// The date that ends at a moment, which is itself not in it any more.
pub fn last(moment: Moment) -> Option<String> {
    let before = Moment(moment.0.checked_sub(1)?);
    edtf_text(before, moment.0.rem_euclid(DAY) == 0)
}

fn edtf_text(moment: Moment, whole_day: bool) -> Option<String> {
    let (year, month, day) = moment.ymd();
    if !YEARS.contains(&year) {
        return None;
    }
    let sign = if year < 0 { "-" } else { "" };
    let date = format!("{sign}{:04}-{month:02}-{day:02}", year.abs());
    if whole_day {
        return Some(date);
    }
    let second = moment.0.rem_euclid(DAY);
    Some(format!("{date}T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60))
}
