//! What was probably meant by a single date that is no EDTF.

use super::advice::choose;
use super::error::Fix;
use super::parse::{self, number};

/// What people put between the numbers of a date.
const SEPARATORS: [char; 4] = ['/', '.', '-', ' '];

/// Whether three numbers are there of which one is a year, but not as year-month-day.
pub(super) fn is_shuffled(text: &str) -> bool {
    fields(text).is_some_and(|fields| match fields.as_slice() {
        [year, month, day] if year.len() == 4 => month.len() <= 2 && day.len() <= 2 && text != fields.join("-"),
        [one, other, year] => year.len() == 4 && one.len() <= 2 && other.len() <= 2,
        _ => false,
    })
}

/// Two or three numbers, in an order or with separators of some other convention.
pub(super) fn numbers(text: &str) -> Option<Fix> {
    let fields = fields(text)?;
    match fields.as_slice() {
        [year, month, day] if year.len() == 4 => choose([ymd(year, month, day)]),
        [one, other, year] if year.len() == 4 => choose([ymd(year, other, one), ymd(year, one, other)]),
        [first, last] if first.len() == 4 && last.len() == 4 => choose([format!("{first}/{last}")]),
        [year, short] if year.len() == 4 => {
            let century = year.get(..2)?;
            choose([ym(year, short), format!("{year}/{century}{short}")])
        }
        [month, year] if year.len() == 4 => choose([ym(year, month)]),
        [basic] if basic.len() == 8 => {
            let (year, rest) = basic.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            choose([ymd(year, month, day), format!("Y{basic}")])
        }
        _ => None,
    }
}

/// One date in another spelling.
pub(super) fn single(text: &str) -> Option<Fix> {
    letters(text)
        .or_else(|| decade(text))
        .or_else(|| mark(text))
        .or_else(|| year(text))
        .or_else(|| before_christ(text))
        .or_else(|| late_day(text))
        .or_else(|| clock(text))
}

/// The numbers between separators, when the text is nothing else.
fn fields(text: &str) -> Option<Vec<&str>> {
    let fields: Vec<&str> = text.split(SEPARATORS).collect();
    fields.iter().all(|field| is_digits(field)).then_some(fields)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn ymd(year: &str, month: &str, day: &str) -> String {
    format!("{year}-{month:0>2}-{day:0>2}")
}

/// A year and month; empty, which is no date, where the number would be a season.
fn ym(year: &str, month: &str) -> String {
    match month.parse() {
        Ok(1..=12_u8) => format!("{year}-{month:0>2}"),
        _ => String::new(),
    }
}

/// `198u` of the draft of 2012, and lower case.
fn letters(text: &str) -> Option<Fix> {
    choose([text.to_ascii_uppercase().replace('U', "X")])
}

/// `1980s`; `1900s` is a decade or a century.
fn decade(text: &str) -> Option<Fix> {
    let year = text.strip_suffix('s')?;
    let year = year.strip_suffix(['\'', '\u{2019}']).unwrap_or(year);
    let decade = year.strip_suffix('0').map(|known| format!("{known}X"));
    let century = year.strip_suffix("00").map(|known| format!("{known}XX"));
    choose(decade.into_iter().chain(century))
}

/// `c. 1980`, `~1980`, `1980?~`.
fn mark(text: &str) -> Option<Fix> {
    let lower = text.to_ascii_lowercase();
    for (prefix, mark) in [
        ("circa", '~'),
        ("about", '~'),
        ("ca.", '~'),
        ("ca", '~'),
        ("c.", '~'),
        ("c", '~'),
        ("~", '~'),
        ("?", '?'),
        ("%", '%'),
    ] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            let date = rest.trim().to_ascii_uppercase();
            return choose([format!("{date}{mark}")]);
        }
    }
    let body = text.strip_suffix("?~").or_else(|| text.strip_suffix("~?"))?;
    choose([format!("{body}%")])
}

/// A year with too few or too many digits, or with a needless `Y`.
fn year(text: &str) -> Option<Fix> {
    let plain = text.strip_prefix('Y').unwrap_or(text);
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain),
    };
    // two digits can be of any century
    if !is_digits(digits) || (sign.is_empty() && digits.len() < 3) {
        return None;
    }
    choose([match digits.trim_start_matches('0') {
        "" => "0000".to_owned(),
        long if long.len() > 4 => format!("Y{sign}{long}"),
        short => format!("{sign}{short:0>4}"),
    }])
}

/// `44 BC`, which is the year -43 as there is a year 0.
fn before_christ(text: &str) -> Option<Fix> {
    let upper = text.to_ascii_uppercase();
    let year = upper.strip_suffix("BCE").or_else(|| upper.strip_suffix("BC"))?;
    let year: i64 = year.trim().parse().ok()?;
    choose([match year {
        1 => "0000".to_owned(),
        2..=10_000 => format!("-{:04}", year - 1),
        _ => format!("Y-{}", year.checked_sub(1)?),
    }])
}

/// A 29th to 31st that the month does not have: its last day, or the first of the next.
fn late_day(text: &str) -> Option<Fix> {
    let (month, day) = text.rsplit_once('-')?;
    if !matches!(number(day, 2)?, 29..=31) {
        return None;
    }
    let (year, number) = month.rsplit_once('-')?;
    let next: u8 = number.parse().ok()?;
    let last = (28..=30).rev().map(|day| format!("{month}-{day}")).find(|text| parse::parts(text).is_ok());
    choose(last.into_iter().chain([format!("{year}-{:02}-01", next.checked_add(1)?)]))
}

/// A time without seconds, with a fraction of one, or with a zone without a colon.
fn clock(text: &str) -> Option<Fix> {
    let (day, time) = text.split_once('T')?;
    let (time, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let zone = match (zone.get(..3), zone.get(3..)) {
        (Some("-00"), Some("" | "00" | ":00")) => "Z".to_owned(),
        (Some(hour), Some(minute)) if minute.len() == 2 => format!("{hour}:{minute}"),
        _ => zone.to_owned(),
    };
    let whole = time.split(['.', ',']).next().unwrap_or(time);
    let example = [format!("{day}T{whole}{zone}"), format!("{day}T{whole}:00{zone}")]
        .into_iter()
        .find(|text| parse::parts(text).is_ok())?;
    // adding or dropping seconds is the author's to decide
    Some(if example.len() == day.len() + 1 + time.len() + zone.len() {
        Fix::Rewrite(example)
    } else {
        Fix::Example(example)
    })
}
