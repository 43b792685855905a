//! Dates with something around them: two moments, digits alone, a remark in brackets.

use super::single::DateBits;
use super::{DateOutcome, FROM, attempt, clock, spread, starts};
use crate::model::Edtf;

/// `2023 (du kien)`: a date, and a remark in brackets that says no other.
pub(super) fn remarked(text: &str, month_first: bool) -> Option<DateOutcome> {
    let (date, remark) = text.strip_suffix(')')?.rsplit_once('(')?;
    if remark.chars().any(|c| c.is_ascii_digit()) || remark.trim().is_empty() {
        return None;
    }
    let (date, beyond, weekday) = attempt(date.trim(), month_first)?;
    Some((date, beyond.or(Some("it says something else in brackets")), weekday))
}

/// `2023-04-25T08:30/2023-04-25T10:00`, `25/4/2023, 8h - 26/4/2023, 17h`: EDTF's intervals have no times
/// of day.
pub(super) fn moments(text: &str, month_first: bool) -> Option<DateOutcome> {
    let exact = text.split_once('/').filter(|(start, end)| start.contains('t') && end.contains(':'));
    let moment = |text: &str| {
        let (date, ..) = attempt(text, month_first).filter(|_| clock::split(text).found)?;
        (!date.is_interval() && date.as_str().len() >= 10).then_some(date)
    };
    let spaced = || {
        if !clock::split(text).found {
            return None;
        }
        let spread = spread(starts(text, &FROM).unwrap_or(text));
        let (start, end) = spread.split_once(" - ").filter(|(_, end)| !end.contains(" - "))?;
        Some((moment(start)?, moment(end)?))
    };
    let (start, end) = match exact {
        Some((start, end)) => (attempt(start, month_first)?.0, attempt(end, month_first)?.0),
        None => spaced()?,
    };
    let day = |date: &Edtf| date.as_str().split_once('T').map_or(date.to_string(), |(day, _)| day.to_owned());
    let until = Some("it says until when, to the minute");
    if day(&start) == day(&end) {
        return Some((start, until, None));
    }
    Some((Edtf::parse(&format!("{}/{}", day(&start), day(&end))).ok()?, Some("it says times of day"), None))
}

/// `20230425`, `202304250830`, `20230425T083000+0700`: digits alone.
pub(super) fn run_together(text: &str) -> Option<String> {
    let offset = text.rfind(['+', '-']).filter(|at| text.get(..*at).is_some_and(|before| before.contains('t')));
    let (digits, zone) = match offset.map(|at| text.split_at(at)) {
        Some((digits, zone)) => (digits, format!("{}:{}", zone.get(..3)?, zone.get(3..)?.trim_start_matches(':'))),
        None => text.strip_suffix('z').map_or((text, String::new()), |rest| (rest, "Z".to_owned())),
    };
    let digits: String = digits.chars().filter(|c| *c != 't').collect();
    if !matches!(digits.len(), 6 | 8 | 12 | 14) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let at = |from: usize, to: usize| digits.get(from..to);
    let year: u16 = at(0, 4)?.parse().ok()?;
    if digits.len() == 6 && !(1900..2100).contains(&year) {
        return None;
    }
    let part = |at: Option<&str>| at.map_or(Some(0), |text| text.parse::<u8>().ok());
    let date =
        DateBits { year: Some(year), month: Some(part(at(4, 6))?), day: Some(part(at(6, 8))?), ..DateBits::default() };
    let date = date.edtf()?;
    match (at(8, 10), at(10, 12)) {
        (Some(hour), Some(minute)) => {
            let second = at(12, 14).unwrap_or("00");
            let midnight = zone.is_empty() && [hour, minute, second].iter().all(|part| *part == "00");
            Some(if midnight { date } else { format!("{date}T{hour}:{minute}:{second}{zone}") })
        }
        _ => Some(date),
    }
}
