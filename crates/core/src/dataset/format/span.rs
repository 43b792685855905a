//! Times of KML, GPX and JSON that run from one moment to another → the values of a row. Intervals
//! have days and no times of day; those stand beside, so that an hour is not made a second.

use crate::dataset::problem::Rule;
use crate::dataset::table::ColumnTarget;
use crate::dataset::table::entries::RawEntry;
use crate::model::{Edtf, Moment};

/// Says a moment.
pub(super) fn put_moment(entry: &mut RawEntry, name: &'static str, text: &str) {
    entry.know(ColumnTarget::Date, name, without_midnight(text));
}

/// Says a span, either end of which may be open; the last day is in it, unless it ends at midnight.
pub(super) fn put(entry: &mut RawEntry, name: &'static str, begin: &str, end: &str) {
    let (begin, end) = (begin.trim(), end.trim());
    // what goes on until midnight ends on the day before
    let until_midnight = is_midnight(end) && begin.contains('T');
    let (first, last) = (day(begin), if until_midnight { day_before(end, begin) } else { day(end) });
    // what is no date is told where it is read
    let reads = |text: &str| text.is_empty() || Edtf::parse(text).is_ok();
    if !reads(&first) || !reads(&last) {
        entry.know(ColumnTarget::Date, name, begin);
        return entry.know(ColumnTarget::End, name, end);
    }
    match (first.is_empty(), last.is_empty()) {
        (true, true) => return,
        (false, true) => entry.know(ColumnTarget::Date, name, format!("{first}/..")),
        (true, false) => entry.know(ColumnTarget::Date, name, format!("../{last}")),
        (false, false) if begin == end => return put_moment(entry, name, begin),
        (false, false) if first != last && Edtf::parse(&format!("{first}/{last}")).is_err() => {
            let what = format!("it ends ({end}) before it begins ({begin}); the end is kept aside");
            entry.tell(Rule::ContradictoryDates, what, "mend one of the two");
            put_moment(entry, name, begin);
            return entry.keep("end", end);
        }
        (false, false) => {
            entry.know(ColumnTarget::Date, name, first);
            entry.know(ColumnTarget::End, name, last);
        }
    }
    for (name, text) in [("begin", begin), ("end", end)] {
        if text.contains('T') && (!is_midnight(text) || name == "end" && !is_midnight(begin)) {
            entry.keep(name, text);
        }
    }
}

/// A moment that an instrument has written: where it is midnight, what it wrote is kept beside the day.
pub(super) fn put_measured(entry: &mut RawEntry, name: &'static str, text: &str) {
    put_moment(entry, name, text);
    if is_midnight(text) {
        entry.keep("moment", text);
    }
}

/// Times of day are mostly midnight because a date was wanted.
fn without_midnight(text: &str) -> String {
    let text = text.trim();
    let whole = text.split_once('T').filter(|_| is_midnight(text)).map_or(text, |(day, _)| day);
    // EDTF has seconds, and no parts of them
    match whole.split_once('T') {
        Some((day, clock)) => {
            let at = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
            let (time, zone) = clock.split_at_checked(at).unwrap_or((clock, ""));
            let time = time.split('.').next().unwrap_or_default();
            let seconds = if time.matches(':').count() == 1 { ":00" } else { "" };
            let zone = match zone.len() {
                5 if !zone.contains(':') => {
                    format!("{}:{}", zone.get(..3).unwrap_or_default(), zone.get(3..).unwrap_or_default())
                }
                _ => zone.to_owned(),
            };
            let zone = if zone == "+00:00" { "Z".to_owned() } else { zone };
            format!("{day}T{time}{seconds}{zone}")
        }
        None => whole.to_owned(),
    }
}

fn is_midnight(text: &str) -> bool {
    let clock = text.split_once('T').map(|(_, clock)| clock);
    clock.is_some_and(|clock| {
        let time = clock.split(['Z', '+', '-']).next().unwrap_or_default();
        time.starts_with("00:00") && time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'))
    })
}

fn day(text: &str) -> String {
    text.split_once('T').map_or(text, |(day, _)| day).to_owned()
}

/// The day before that of `end`, unless that is before `begin`.
fn day_before(end: &str, begin: &str) -> String {
    let start: Option<Moment> = Edtf::parse(&day(end)).ok().and_then(|date| date.bounds().earliest_start);
    let Some(start) = start.filter(|_| day(end) > day(begin)) else { return day(end) };
    let (year, month, day) = start.plus_days(-1).ymd();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(begin: &str, end: &str) -> String {
        let mut entry = RawEntry::default();
        put(&mut entry, "span", begin, end);
        entry.values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn spans_have_days_and_their_times_beside() {
        assert_eq!(said("2008-08-12T03:00:00Z", "2008-08-12T04:00:00Z").split(" | ").next(), Some("2008-08-12"));
        assert_eq!(said("2008-08-12", ""), "2008-08-12/..");
        assert_eq!(said("2008-08-12T04:00:00Z", ""), "2008-08-12/.. | 2008-08-12T04:00:00Z");
        assert_eq!(said("", "2008"), "../2008");
        assert_eq!(said("2023-04-25T00:00:00Z", "2023-04-28T00:00:00Z"), "2023-04-25 | 2023-04-27");
        assert_eq!(said("2023-04-25T00:00:00Z", "2023-04-25T00:00:00Z"), "2023-04-25");
        assert_eq!(said("2021", "2023-04"), "2021 | 2023-04");
        assert_eq!(said("soon", "2023-04"), "soon | 2023-04");
        assert_eq!(said("2023-05", "2023-04"), "2023-05 | 2023-04");
        assert_eq!(without_midnight("2023-04-25T08:30:00.250+0700"), "2023-04-25T08:30:00+07:00");
        assert_eq!(without_midnight("2023-04-25T00:00:00+07:00"), "2023-04-25");
    }
}
