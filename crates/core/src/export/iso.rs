//! Moments as ISO 8601 text.

use crate::model::{Bounds, Moment};

const DAY: i64 = 86_400;

/// `2021-04-09` at the beginning of a day, else `2021-04-09T10:30:00`. Years of more than four
/// digits have a sign, as the standard asks.
pub(super) fn push(moment: Moment, out: &mut Vec<u8>) {
    let (year, month, day) = moment.ymd();
    if !(0..=9999).contains(&year) {
        out.push(if year < 0 { b'-' } else { b'+' });
    }
    digits(year.unsigned_abs(), 4, out);
    two_digits(b'-', month, out);
    two_digits(b'-', day, out);
    let second = moment.0.rem_euclid(DAY);
    if second != 0 {
        for (mark, part) in [(b'T', second / 3600), (b':', second / 60 % 60), (b':', second % 60)] {
            two_digits(mark, u8::try_from(part).unwrap_or_default(), out);
        }
    }
}

fn two_digits(mark: u8, number: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(&[mark, b'0' + number / 10, b'0' + number % 10]);
}

/// The number with zeros before it, to at least so many digits.
pub(super) fn digits(number: u64, least: u32, out: &mut Vec<u8>) {
    let mut power = 10_u64.pow(least - 1);
    while power <= number / 10 {
        power *= 10;
    }
    while power > 0 {
        out.push(b'0' + (number / power % 10) as u8);
        power /= 10;
    }
}

/// The text in quotes.
pub(super) fn push_quoted(moment: Moment, out: &mut Vec<u8>) {
    out.push(b'"');
    push(moment, out);
    out.push(b'"');
}

/// The text.
pub(super) fn moment(moment: Moment) -> String {
    let mut out = Vec::new();
    push(moment, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The names of the four bounds, in the order of [`bounds`].
pub(super) const BOUNDS: [&str; 4] = ["earliest_start", "latest_start", "earliest_end", "latest_end"];

/// The four bounds as days; none where there is no bound: the first and the last day that it may begin
/// on, and the first and the last day that may be its last. Of what has a time of day they are seconds.
pub(super) fn bounds(bounds: Option<Bounds>) -> [Option<Moment>; 4] {
    let Some(b) = bounds else { return [None; 4] };
    // what begins some day of a year has begun before the year is over, and may be over on its first day
    let begins_within = b.latest_start > b.earliest_start;
    let ends_within = b.earliest_end.is_some() && b.earliest_end != b.latest_end;
    let latest_start = if begins_within { b.latest_start.map(last) } else { b.latest_start };
    let earliest_end = if ends_within { b.earliest_end } else { b.earliest_end.map(last) };
    [b.earliest_start, latest_start, earliest_end, b.latest_end.map(last)]
}

/// The last day of what ends before this moment; the last second where that is no beginning of a day.
pub(super) fn last(end: Moment) -> Moment {
    if end.0.rem_euclid(DAY) == 0 { end.plus_days(-1) } else { Moment(end.0 - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Edtf;

    #[test]
    fn the_last_day_is_the_last_day() {
        let day = Edtf::parse("2021-04-09").unwrap().bounds();
        let text = bounds(Some(day)).map(|bound| moment(bound.unwrap()));
        assert_eq!(text, ["2021-04-09"; 4]);
    }

    #[test]
    fn what_is_known_to_a_year_begins_and_ends_on_days_of_that_year() {
        let days = |date: &str| bounds(Some(Edtf::parse(date).unwrap().bounds())).map(|bound| bound.map(moment));
        let said = |days: [&str; 4]| days.map(|day| Some(day.to_owned()));
        assert_eq!(days("2009"), said(["2009-01-01", "2009-12-31", "2009-01-01", "2009-12-31"]));
        assert_eq!(days("2017-09"), said(["2017-09-01", "2017-09-30", "2017-09-01", "2017-09-30"]));
        assert_eq!(days("2021/2025"), said(["2021-01-01", "2021-12-31", "2025-01-01", "2025-12-31"]));
        assert_eq!(days("2021-04-09/2021-04-11"), said(["2021-04-09", "2021-04-09", "2021-04-11", "2021-04-11"]));
    }

    #[test]
    fn times_of_day_and_far_years_keep_their_form() {
        let clock = Edtf::parse("2021-04-09T08:05:09").unwrap().bounds();
        assert_eq!(moment(clock.earliest_start.unwrap()), "2021-04-09T08:05:09");
        assert_eq!(moment(Moment::year_start(-44)), "-0044-01-01");
        assert_eq!(moment(Moment::year_start(12_000)), "+12000-01-01");
        assert_eq!(moment(Moment::year_start(0)), "0000-01-01");
    }

    #[test]
    fn an_open_end_has_no_text() {
        let open = Edtf::parse("2024-02-17/..").unwrap().bounds();
        assert_eq!(bounds(Some(open)).map(|b| b.is_some()), [true, true, false, false]);
    }
}
