//! The fields of a calendar date: year, month or season, day.

use super::error::{EdtfError, Rule};
use super::moment::{days_in_month, is_leap_year};
use super::parse::number;
use super::parts::{DateForm, Season};

/// The year after a `Y`.
pub(super) fn long_year(text: &str) -> Result<i64, EdtfError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || !(5..=11).contains(&digits.len()) || digits.starts_with('0') {
        return Err(EdtfError::new(Rule::LongYear, text));
    }
    text.parse().ok().ok_or_else(|| EdtfError::new(Rule::LongYear, text))
}

/// A year, a year and a month or season, or a year, month and day.
pub(super) fn calendar(text: &str) -> Result<DateForm, EdtfError> {
    let (negative, plain) = match text.strip_prefix('-') {
        Some(plain) => (true, plain),
        None => (false, text),
    };
    let mut fields = plain.splitn(4, '-');
    let year = fields.next().unwrap_or_default();
    let (month, day) = (fields.next(), fields.next());
    if let Some(rest) = fields.next() {
        return Err(EdtfError::new(Rule::TooManyParts, rest));
    }
    let Some(month) = month else {
        return year_alone(year, negative);
    };
    if year.contains('X') {
        return Err(EdtfError::new(Rule::Unspecified, text));
    }
    let year = four_digits(year, negative)?;
    match day {
        None => year_month(year, month),
        Some(day) => year_month_day(text, year, month, day),
    }
}

fn year_alone(text: &str, negative: bool) -> Result<DateForm, EdtfError> {
    let known = text.trim_end_matches('X');
    let (form, unit): (fn(i64, i64) -> DateForm, i64) = match text.len() - known.len() {
        0 => return four_digits(text, negative).map(DateForm::Year),
        1 => (|first, last| DateForm::Decade { first, last }, 10),
        2 => (|first, last| DateForm::Century { first, last }, 100),
        _ => return Err(EdtfError::new(Rule::Unspecified, text)),
    };
    let leading = text.len() == 4 && known.bytes().all(|byte| byte.is_ascii_digit());
    let known: i64 = match known.parse() {
        Ok(known) if leading => known,
        _ => return Err(EdtfError::new(Rule::Unspecified, text)),
    };
    let (low, high) = (known * unit, known * unit + unit - 1);
    Ok(if negative {
        // the year zero has no sign, so -000X begins with -9 and ends with -1
        form(-high, -low.max(1))
    } else {
        form(low, high)
    })
}

fn four_digits(text: &str, negative: bool) -> Result<i64, EdtfError> {
    if text.contains('X') {
        return Err(EdtfError::new(Rule::Unspecified, text));
    }
    match (number(text, 4), negative) {
        (Some(0), true) => Err(EdtfError::new(Rule::MinusZero, "-0000")),
        (Some(year), true) => Ok(-i64::from(year)),
        (Some(year), false) => Ok(i64::from(year)),
        (None, _) => Err(EdtfError::new(Rule::YearDigits, text)),
    }
}

fn year_month(year: i64, month: &str) -> Result<DateForm, EdtfError> {
    let season = match month {
        "XX" => return Ok(DateForm::SomeMonth { year }),
        "21" => Season::Spring,
        "22" => Season::Summer,
        "23" => Season::Autumn,
        "24" => Season::Winter,
        _ => {
            let month = month_number(month)?;
            return Ok(DateForm::Month { year, month });
        }
    };
    Ok(DateForm::Season { year, season })
}

fn year_month_day(text: &str, year: i64, month: &str, day: &str) -> Result<DateForm, EdtfError> {
    match (month, day) {
        ("XX", "XX") => return Ok(DateForm::SomeDate { year }),
        ("21" | "22" | "23" | "24", _) => return Err(EdtfError::new(Rule::SeasonDay, day)),
        _ => {}
    }
    let month = month_number(month)?;
    if day == "XX" {
        return Ok(DateForm::SomeDay { year, month });
    }
    if day.contains('X') {
        return Err(EdtfError::new(Rule::Unspecified, day));
    }
    let number = number(day, 2).ok_or_else(|| EdtfError::new(Rule::DayDigits, day))?;
    let length = days_in_month(year, month).unwrap_or_default();
    match u8::try_from(number) {
        Ok(day) if (1..=length).contains(&day) => Ok(DateForm::Day { year, month, day }),
        Ok(29) if month == 2 && !is_leap_year(year) => Err(EdtfError::new(Rule::LeapDay, text)),
        _ => Err(EdtfError::new(Rule::DayRange, text)),
    }
}

fn month_number(text: &str) -> Result<u8, EdtfError> {
    if text.contains('X') {
        return Err(EdtfError::new(Rule::Unspecified, text));
    }
    let number = number(text, 2).ok_or_else(|| EdtfError::new(Rule::MonthDigits, text))?;
    match u8::try_from(number) {
        Ok(month @ 1..=12) => Ok(month),
        // ISO 8601-2 gives 25 to 41 to seasons of a hemisphere, quarters and the like
        Ok(25..=41) => Err(EdtfError::new(Rule::LevelTwo, text)),
        _ => Err(EdtfError::new(Rule::MonthRange, text)),
    }
}
