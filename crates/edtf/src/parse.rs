//! The grammar of EDTF, read strictly.

use super::bounds;
use super::error::{EdtfError, Rule};
use super::parse_calendar::{calendar, long_year};
use super::parse_time;
use super::parts::{Date, DateForm, DateParts, End, Qualifier};

/// The longest text that is read, in bytes; the longest date is much shorter.
pub const MAX_LENGTH: usize = 64;

/// The characters that level 1 uses.
const LEVEL_ONE: &str = "0123456789-/:+.?~%XYTZ";
/// The characters that only level 2 uses: sets, lists, exponents and significant digits.
const LEVEL_TWO: &str = "{}[],ES";

/// Reads a whole text.
pub(super) fn parts(text: &str) -> Result<DateParts, EdtfError> {
    check(text)?;
    match text.split_once('/') {
        None => date(text).map(DateParts::Single),
        Some((start, end)) => interval(text, start, end),
    }
}

fn check(text: &str) -> Result<(), EdtfError> {
    if text.is_empty() {
        return Err(EdtfError::new(Rule::Empty, text));
    }
    if text.len() > MAX_LENGTH {
        return Err(EdtfError::new(Rule::TooLong, text));
    }
    let fault = |rule, part: &str| Err(EdtfError::new(rule, part));
    if let Some(space) = text.matches(char::is_whitespace).next() {
        return fault(Rule::Space, space);
    }
    let strange = |c| !LEVEL_ONE.contains(c) && !LEVEL_TWO.contains(c);
    if let Some(part) = text.matches(strange).next() {
        return fault(Rule::Character, part);
    }
    if let Some(part) = text.matches(|c| LEVEL_TWO.contains(c)).next() {
        return fault(Rule::LevelTwo, part);
    }
    Ok(())
}

fn interval(text: &str, start: &str, end: &str) -> Result<DateParts, EdtfError> {
    if end.contains('/') {
        return Err(EdtfError::new(Rule::Slashes, text));
    }
    let (start, end) = (interval_end(start)?, interval_end(end)?);
    match (start.date(), end.date()) {
        (None, None) => Err(EdtfError::new(Rule::NoDatedEnd, text)),
        (Some(first), Some(last)) if !bounds::in_order(first, last) => Err(EdtfError::new(Rule::StartAfterEnd, text)),
        _ => Ok(DateParts::Interval { start, end }),
    }
}

fn interval_end(text: &str) -> Result<End, EdtfError> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ if text.contains('T') => Err(EdtfError::new(Rule::TimeInInterval, text)),
        _ => date(text).map(End::Date),
    }
}

fn date(text: &str) -> Result<Date, EdtfError> {
    let (body, qualifier) = split_qualifier(text);
    if body.contains(['?', '~', '%']) {
        return Err(EdtfError::new(Rule::Qualifier, text));
    }
    if body.contains("..") {
        return Err(EdtfError::new(Rule::Dots, text));
    }
    let form = match (body.split_once('T'), body.strip_prefix('Y')) {
        (Some(_), _) if qualifier != Qualifier::None => {
            return Err(EdtfError::new(Rule::QualifiedTime, text));
        }
        (Some((day, clock)), _) => date_time(day, clock)?,
        (None, Some(year)) => DateForm::Year(long_year(year)?),
        (None, None) => calendar(body)?,
    };
    Ok(Date { form, qualifier })
}

fn split_qualifier(text: &str) -> (&str, Qualifier) {
    let mark = |mark, qualifier| text.strip_suffix(mark).map(|body| (body, qualifier));
    mark('?', Qualifier::Uncertain)
        .or_else(|| mark('~', Qualifier::Approximate))
        .or_else(|| mark('%', Qualifier::Both))
        .unwrap_or((text, Qualifier::None))
}

fn date_time(day: &str, clock: &str) -> Result<DateForm, EdtfError> {
    match calendar(day)? {
        DateForm::Day { year, month, day } => {
            Ok(DateForm::DateTime { year, month, day, clock: parse_time::clock(clock)? })
        }
        _ => Err(EdtfError::new(Rule::TimeWithoutDay, day)),
    }
}

/// The number that exactly so many ASCII digits spell.
pub(super) fn number(text: &str, digits: usize) -> Option<u16> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
