//! Numbers as a language writes them.

use fluent_bundle::FluentValue;

use super::Words;
use crate::model::Lang;

/// The number with the language's separators, to three decimals.
pub(super) fn said(lang: Lang, number: f64) -> String {
    let (point, group) = match lang {
        Lang::Vi => (',', '.'),
        Lang::En | Lang::Zh => ('.', ','),
    };
    let text = format!("{:.3}", number.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let zero = text.chars().all(|c| matches!(c, '0' | '.'));
    let mut out = String::from(if number < 0.0 && !zero { "-" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if !part.is_empty() {
        out.push(point);
        out.push_str(part);
    }
    out
}

impl Words {
    /// So many records as the window's lists count them: "490 events and 1,084 other records"; none where they are all
    /// of one sort.
    pub fn events_and_others(&self, events: usize, all: usize) -> Option<String> {
        let others = all.checked_sub(events).filter(|others| *others > 0 && events > 0)?;
        Some(self.with("report-count-both", &[("events", events.into()), ("others", others.into())]))
    }

    /// What is said of so many records, and how many of them are events where not all are.
    pub fn of_which(&self, said: String, events: usize, all: usize) -> String {
        match self.events_and_others(events, all) {
            Some(counts) => self.with("report-of-which", &[("said", said.into()), ("counts", counts.into())]),
            None => said,
        }
    }
}

/// How messages in the language write the numbers that they are given.
pub(super) fn formatter<M>(lang: Lang) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    fn written(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
        if let FluentValue::Number(number) = value { Some(said(lang, number.value)) } else { None }
    }
    match lang {
        Lang::Vi => |value, _| written(Lang::Vi, value),
        Lang::En => |value, _| written(Lang::En, value),
        Lang::Zh => |value, _| written(Lang::Zh, value),
    }
}
