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

/// Some of the few values of a key, one bit each.
pub(super) type ValueBits = u32;

pub(super) fn kind(dataset: &Dataset, ix: Ix) -> ValueBits {
    let kind = dataset.kind(ix);
    Kind::ALL.iter().position(|other| Some(*other) == kind).map_or(0, |at| 1 << at)
}

/// The sides of the border that it belongs to, or that those who take part in it act for.
pub(super) fn sides(dataset: &Dataset, ix: Ix) -> ValueBits {
    let Some(record) = dataset.record(ix) else { return 0 };
    let mut sides = of_word(record);
    for seat in record.seats() {
        sides |= match seat.side {
            Some(Side::Vn) => VN,
            Some(Side::Cn) => CN,
            Some(Side::Both) => VN | CN,
            None => 0,
        };
    }
    let acting = |field| {
        matches!(field, Field::Parties | Field::ProposedBy | Field::By | Field::Host | Field::Place | Field::Seat)
    };
    for link in dataset.links(ix).iter().filter(|link| acting(link.field)) {
        sides |= dataset.record(link.to).map_or(0, of_word);
    }
    sides
}

/// The sides as they stand among the words of their key.
const VN: ValueBits = 1;
const CN: ValueBits = 1 << 1;

fn of_word(record: &Record) -> ValueBits {
    match record.choice(Field::Side) {
        Some("Vn") => VN,
        Some("Cn") => CN,
        Some("Both") => VN | CN,
        _ => 0,
    }
}

/// The layers of the sources that it cites; of a source, its own. What is laid over the dataset is
/// the person's own, whatever it cites.
pub(super) fn layers(dataset: &Dataset, ix: Ix) -> ValueBits {
    if dataset.is_laid(ix) {
        return among(Key::Layer, Some("mine"));
    }
    let of = |source: Ix| dataset.record(source)?.choice(Field::Layer);
    let layers = sources(dataset, ix).fold(0, |layers, source| layers | among(Key::Layer, of(source)));
    if layers == 0 { among(Key::Layer, None) } else { layers }
}

pub(super) fn confidence(dataset: &Dataset, ix: Ix) -> ValueBits {
    among(Key::Confidence, dataset.record(ix).and_then(|record| record.choice(Field::Confidence)))
}

/// The word among the key's values, of which "none" is the last.
fn among(key: Key, word: Option<&str>) -> ValueBits {
    let words = words(key);
    let found = word.and_then(|word| words.iter().position(|other| other.eq_ignore_ascii_case(word)));
    1 << found.unwrap_or(words.len() - 1)
}

pub(super) fn precision(dataset: &Dataset, ix: Ix) -> ValueBits {
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
    among(Key::Precision, word)
}

/// The record, what it refers to, and what those places lie in. `see` points a reader elsewhere;
/// it does not make a record be about that.
pub(super) fn links(dataset: &Dataset, ix: Ix, rows: &mut Vec<u32>) {
    let targets = dataset.links(ix).iter().filter(|link| link.field != Field::See).map(|link| link.to);
    let date = dataset.record(ix).and_then(|record| record.date.as_ref());
    for at in std::iter::once(ix).chain(targets) {
        rows.push(at.0);
        rows.extend(dataset.above_then(at, date).iter().map(|place| place.0));
    }
}

/// The sources that are cited; of a source, itself.
pub(super) fn sources(dataset: &Dataset, ix: Ix) -> impl Iterator<Item = Ix> {
    let own = (dataset.kind(ix) == Some(Kind::Source)).then_some(ix);
    dataset.cited(ix).iter().copied().chain(own)
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
