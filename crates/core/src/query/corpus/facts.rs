//! What a record says of itself, value by value.

use std::sync::LazyLock;

use crate::dataset::{Dataset, Ix};
use crate::model::parts::Side;
use crate::model::{Field, Kind, Precision, Record, Value};
use crate::query::Key;
use crate::query::text::SearchTexts;

use super::called;

/// The values of a key that has few, in the order in which they are listed.
pub(in crate::query) fn words(key: Key) -> &'static [&'static str] {
    match key {
        Key::Kind => &KINDS,
        Key::Side => &["vn", "cn"],
        Key::Layer => &["document", "press", "reference", "mine", "none"],
        Key::Confidence => &["high", "medium", "low", "none"],
        Key::Precision => &["second", "day", "month", "season", "year", "decade", "century", "interval", "none"],
        _ => &[],
    }
}

/// The kinds as they stand in queries.
static KINDS: LazyLock<Vec<&str>> = LazyLock::new(|| Kind::ALL.iter().map(|kind| kind.slug()).collect());

pub(super) fn kind(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    let kind = dataset.record(ix).map(|record| record.kind);
    Kind::ALL.iter().position(|other| Some(*other) == kind).into_iter().collect()
}

/// The sides of the border that it belongs to, or that those who take part in it act for.
pub(super) fn sides(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    let Some(record) = dataset.record(ix) else { return Vec::new() };
    let mut sides = of_word(record);
    for seat in record.seats() {
        sides.extend(match seat.side {
            Some(Side::Vn) => vec![0],
            Some(Side::Cn) => vec![1],
            Some(Side::Both) => vec![0, 1],
            None => Vec::new(),
        });
    }
    let acting = |field| {
        matches!(field, Field::Parties | Field::ProposedBy | Field::By | Field::Host | Field::Place | Field::Seat)
    };
    for link in dataset.links(ix).iter().filter(|link| acting(link.field)) {
        sides.extend(dataset.record(link.to).map(of_word).unwrap_or_default());
    }
    sides
}

fn of_word(record: &Record) -> Vec<usize> {
    match record.choice(Field::Side) {
        Some("Vn") => vec![0],
        Some("Cn") => vec![1],
        Some("Both") => vec![0, 1],
        _ => Vec::new(),
    }
}

/// The layers of the sources that it cites; of a source, its own. What is laid over the dataset is
/// the person's own, whatever it cites.
pub(super) fn layers(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    if dataset.is_laid(ix) {
        return vec![among(Key::Layer, Some("mine"))];
    }
    let sources = sources(dataset, ix);
    let of = |row: usize| dataset.record(Ix(row as u32))?.choice(Field::Layer);
    let mut layers: Vec<usize> = sources.into_iter().map(|row| among(Key::Layer, of(row))).collect();
    if layers.is_empty() {
        layers.push(among(Key::Layer, None));
    }
    layers
}

pub(super) fn confidence(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    vec![among(Key::Confidence, dataset.record(ix).and_then(|record| record.choice(Field::Confidence)))]
}

/// The word's place among the key's values, in which "none" is the last.
fn among(key: Key, word: Option<&str>) -> usize {
    let words = words(key);
    let found = word.and_then(|word| words.iter().position(|other| other.eq_ignore_ascii_case(word)));
    found.unwrap_or(words.len() - 1)
}

pub(super) fn precision(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    let word = dataset.record(ix).and_then(|record| record.date.as_ref()).map(|date| match date.precision() {
        Precision::Instant => "second",
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Season => "season",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
        Precision::Interval => "interval",
    });
    vec![among(Key::Precision, word)]
}

/// The record, what it refers to, and what those places lie in. `see` points a reader elsewhere;
/// it does not make a record be about that.
pub(super) fn links(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    let targets = dataset.links(ix).iter().filter(|link| link.field != Field::See).map(|link| link.to);
    let date = dataset.record(ix).and_then(|record| record.date.as_ref());
    let mut rows = Vec::new();
    for at in std::iter::once(ix).chain(targets) {
        rows.push(at.row());
        rows.extend(dataset.above_then(at, date).iter().map(|place| place.row()));
    }
    rows
}

/// The sources that are cited; of a source, itself.
pub(super) fn sources(dataset: &Dataset, ix: Ix) -> Vec<usize> {
    let Some(record) = dataset.record(ix) else { return Vec::new() };
    let own = (record.kind == Kind::Source).then_some(ix);
    let cited = record.all_cites().into_iter().filter_map(|cite| dataset.ix(&cite.source));
    cited.chain(own).map(Ix::row).collect()
}

/// Everything a record says, and the names of what it is directly about.
pub(super) fn texts(dataset: &Dataset, ix: Ix) -> SearchTexts<'_> {
    let names = dataset.record(ix).map(called::names).unwrap_or_default();
    SearchTexts { names, rest: said(dataset, ix) }
}

/// The same without the record's own names.
pub(super) fn said(dataset: &Dataset, ix: Ix) -> Vec<&str> {
    let Some(record) = dataset.record(ix) else { return Vec::new() };
    let mut rest: Vec<&str> = vec![&record.id];
    rest.extend(record.summary.forms().chain(record.note.forms()));
    for (field, value) in &record.fields {
        match value {
            Value::Text(_) if matches!(field, Field::Counterpart | Field::Measure) => {}
            Value::Text(text) => rest.extend(text.forms()),
            Value::Word(word) => rest.push(word),
            Value::Statements(list) => rest.extend(list.iter().flat_map(|s| s.text.forms())),
            Value::Seats(list) => rest.extend(list.iter().flat_map(|s| s.post.forms())),
            Value::History(list) => rest.extend(list.iter().flat_map(|c| c.text.forms())),
            Value::Posts(list) => rest.extend(list.iter().flat_map(|p| p.post.forms())),
            Value::Claims(list) => rest.extend(list.iter().flat_map(|c| c.text.forms())),
            Value::Counts(list) => rest.extend(list.iter().flat_map(|c| c.text.forms())),
            _ => {}
        }
    }
    let telling = |field: Field| {
        matches!(field, Field::About | Field::Seats | Field::Parties | Field::Venues | Field::Host | Field::Place)
    };
    for link in dataset.links(ix).iter().filter(|link| telling(link.field)) {
        rest.extend(dataset.record(link.to).into_iter().flat_map(|to| to.name.forms()));
    }
    // what could not be taken, or has no field, is found all the same
    record.extra.iter().for_each(|(_, node)| node.each_text(&mut |text| rest.push(text)));
    rest
}
