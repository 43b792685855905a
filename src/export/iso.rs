//! Moments as ISO 8601 text.

use crate::model::{Bounds, Moment};

const DAY: i64 = 86_400;

/// `2021-04-09` at the beginning of a day, else `2021-04-09T10:30:00`. Years of more than four
/// digits have a sign, as the standard asks.
#[must_use]
pub(super) fn moment(moment: Moment) -> String {
    let (year, month, day) = moment.ymd();
    let year = if (0..=9999).contains(&year) { format!("{year:04}") } else { format!("{year:+05}") };
    let second = moment.0.rem_euclid(DAY);
    if second == 0 {
        return format!("{year}-{month:02}-{day:02}");
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// The names of the four bounds, in the order of [`bounds`].
pub(super) const BOUNDS: [&str; 4] = ["earliest_start", "latest_start", "earliest_end", "latest_end"];

/// The four bounds; none where there is no bound. Ends are the first moment after.
pub(super) fn bounds(bounds: Option<Bounds>) -> [Option<String>; 4] {
    let all = bounds.map_or([None; 4], |b| [b.earliest_start, b.latest_start, b.earliest_end, b.latest_end]);
    all.map(|bound| bound.map(moment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Edtf;

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let day = Edtf::parse("2021-04-09").unwrap().bounds();
        let text = bounds(Some(day)).map(Option::unwrap);
        assert_eq!(text, ["2021-04-09", "2021-04-09", "2021-04-10", "2021-04-10"]);
    }

    #[test]
    fn times_of_day_and_far_years_keep_their_form() {
        let clock = Edtf::parse("2021-04-09T08:05:09").unwrap().bounds();
        assert_eq!(moment(clock.earliest_start.unwrap()), "2021-04-09T08:05:09");
        assert_eq!(moment(Moment::year_start(-44)), "-0044-01-01");
        assert_eq!(moment(Moment::year_start(12_000)), "+12000-01-01");
    }

    #[test]
    fn an_open_end_has_no_text() {
        let open = Edtf::parse("2024-02-17/..").unwrap().bounds();
        assert_eq!(bounds(Some(open)).map(|b| b.is_some()), [true, true, false, false]);
    }
}
