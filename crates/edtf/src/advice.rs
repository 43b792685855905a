//! What was probably meant by a text that is no EDTF.
//!
//! Only texts that parse are proposed, so a guess here can be unhelpful but never wrong EDTF.

use super::advice_date;
use super::error::{EdtfError, Fix, Rule};
use super::parse::{self, MAX_LENGTH};

/// The error with the best advice that can be given for this text.
pub(super) fn advise(text: &str, broken: EdtfError) -> EdtfError {
    if text.len() > MAX_LENGTH {
        return broken;
    }
    let tidy = tidy(text);
    let broken = if advice_date::is_shuffled(&tidy) { EdtfError::new(Rule::Order, text) } else { broken };
    match choose([tidy.clone()])
        .or_else(|| advice_date::numbers(&tidy))
        .or_else(|| advice_date::single(&tidy))
        .or_else(|| interval(&tidy))
    {
        Some(fix) => EdtfError { fix, ..broken },
        None => broken,
    }
}

/// The first two different texts that parse, as advice.
pub(super) fn choose(texts: impl IntoIterator<Item = String>) -> Option<Fix> {
    let mut valid = texts.into_iter().filter(|text| parse::parts(text).is_ok());
    let first = valid.next()?;
    Some(match valid.find(|other| *other != first) {
        Some(second) => Fix::Either(first, second),
        None => Fix::Rewrite(first),
    })
}

/// Without needless spaces, and with ASCII for the dashes that typography puts into dates.
fn tidy(text: &str) -> String {
    let plain = text.replace('\u{2212}', "-");
    // a dash of typography runs from one date to another
    let plain = plain.replace(['\u{2013}', '\u{2014}'], "/");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    match joined.split_once(' ') {
        Some((day, clock)) if clock.contains(':') && !day.contains(':') => {
            format!("{day}T{}", clock.replace(' ', ""))
        }
        _ => joined.replace(" / ", "/").replace(" - ", "/"),
    }
}

/// An interval of which each end can be put right.
fn interval(text: &str) -> Option<Fix> {
    let (start, end) = match text.split_once("..") {
        Some((start, "")) if !start.contains('/') => (start, ".."),
        Some(("", end)) if !end.contains('/') => ("..", end),
        Some((start, end)) if !text.contains('/') => (start, end),
        _ => text.split_once('/')?,
    };
    let (start, end) = (interval_end(start)?, interval_end(end)?);
    let swapped = format!("{end}/{start}");
    choose([format!("{start}/{end}")]).or_else(|| parse::parts(&swapped).is_ok().then_some(Fix::Example(swapped)))
}

fn interval_end(text: &str) -> Option<String> {
    match text.trim().to_lowercase().as_str() {
        "" | "unknown" | "?" => return Some(String::new()),
        ".." | "open" | "now" | "present" => return Some("..".to_owned()),
        _ => {}
    }
    // times of day have no place in an interval
    let day = text.trim().split('T').next().unwrap_or_default();
    if parse::parts(day).is_ok() {
        return Some(day.to_owned());
    }
    match advice_date::numbers(day).or_else(|| advice_date::single(day))? {
        Fix::Rewrite(text) => Some(text),
        Fix::Either(..) | Fix::Example(_) => None,
    }
}
