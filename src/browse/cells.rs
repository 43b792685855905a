//! What stands in a cell, and what can be asked for from there.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::columns::Column;
use km0_core::dataset::{Ix, place};
use km0_core::model::{Field, Id, Kind, Record};
use km0_core::pages::Reader;
use km0_core::query::{Clause, Corpus, Key, Term};

/// The text of a cell, whole.
pub(super) fn text<'a>(ctx: &Reader<'a>, ix: Ix, column: Column) -> Cow<'a, str> {
    let Some(record) = ctx.record(ix) else { return Cow::Borrowed("") };
    match column {
        Column::Kind => Cow::Borrowed(ctx.words.kind(record.kind)),
        Column::Date => record.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default().into(),
        Column::Name => Cow::Borrowed(ctx.name(record)),
        Column::Place => joined(places(ctx, record).map(|place| ctx.name(place))),
        Column::Side => words(ctx, ix, Key::Side),
        Column::Mechanism => {
            let mechanism = record.link(Field::Mechanism).and_then(|id| ctx.dataset.by_id(id));
            Cow::Borrowed(mechanism.map_or("", |record| ctx.name(record)))
        }
        Column::Topics => joined(record.topics.iter().filter_map(|id| ctx.dataset.by_id(id)).map(|to| ctx.name(to))),
        Column::Sources => Cow::Owned(match sources(record).len() {
            0 => String::new(),
            count => count.to_string(),
        }),
        Column::Layer => words(ctx, ix, Key::Layer),
        Column::Confidence => words(ctx, ix, Key::Confidence),
        Column::Id => Cow::Borrowed(&record.id),
    }
}

/// As [`text`], with dates as the data writes them, which spreadsheets can sort.
pub(super) fn plain<'a>(ctx: &Reader<'a>, ix: Ix, column: Column) -> Cow<'a, str> {
    match (column, ctx.record(ix).and_then(|record| record.date.as_ref())) {
        (Column::Date, Some(date)) => Cow::Borrowed(date.as_str()),
        _ => text(ctx, ix, column),
    }
}

/// How many sources it cites.
pub(super) fn count(record: &Record) -> usize {
    sources(record).len()
}

fn sources(record: &Record) -> BTreeSet<&Id> {
    record.all_cites().into_iter().map(|cite| &cite.source).collect()
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    Cow::Owned(names.collect::<Vec<_>>().join(" · "))
}

fn places<'a>(ctx: &Reader<'a>, record: &Record) -> impl Iterator<Item = &'a Record> {
    let dataset = ctx.dataset;
    let gates = place::linked(dataset, record, Kind::Gate);
    gates.into_iter().chain(place::linked(dataset, record, Kind::Place))
}

/// The values of a key that has few; nothing where the record has none.
fn words<'a>(ctx: &Reader<'a>, ix: Ix, key: Key) -> Cow<'a, str> {
    let values = Corpus::words_of(key, ctx.dataset, ix).into_iter().filter(|value| *value != "none");
    Cow::Owned(values.map(|value| word(ctx, key, value)).collect::<Vec<_>>().join(" · "))
}

fn word(ctx: &Reader<'_>, key: Key, value: &str) -> String {
    ctx.words.t(&format!("facet-{}-{value}", key.name())).to_owned()
}

/// Something a cell holds that can be asked for, in words and as a term.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    pub(super) text: String,
    pub(super) term: Term,
}

/// Values of one cell that are offered, at most.
const MOST: usize = 8;

/// What can be asked for from a cell, at most [`MOST`] values.
pub(super) fn offers(ctx: &Reader<'_>, ix: Ix, column: Column) -> Vec<Offer> {
    let Some(record) = ctx.record(ix) else { return Vec::new() };
    let offer = |text: &str, what: Clause| Offer { text: text.to_owned(), term: Term::included(what) };
    let is = |key: Key, to: &Record| offer(ctx.name(to), Clause::Is(key, to.id.to_string()));
    let few = |key: Key| {
        let values = Corpus::words_of(key, ctx.dataset, ix).into_iter();
        values.map(|value| offer(&word(ctx, key, value), Clause::Is(key, value.to_owned()))).collect::<Vec<_>>()
    };
    let by_id = |id: &Id| ctx.dataset.by_id(id);
    let mut offers = match column {
        Column::Kind => {
            vec![offer(ctx.words.kinds(record.kind), Clause::Is(Key::Kind, record.kind.slug().to_owned()))]
        }
        Column::Date => dates(ctx, ix, record),
        Column::Name | Column::Id => Vec::new(),
        Column::Place => {
            let key = |to: &Record| if to.kind == Kind::Gate { Key::Gate } else { Key::Place };
            places(ctx, record).map(|to| is(key(to), to)).collect()
        }
        Column::Side => few(Key::Side),
        Column::Mechanism => {
            record.link(Field::Mechanism).and_then(by_id).map(|to| is(Key::Mechanism, to)).into_iter().collect()
        }
        Column::Topics => record.topics.iter().filter_map(by_id).map(|to| is(Key::Topic, to)).collect(),
        Column::Sources => sources(record).into_iter().filter_map(by_id).map(|to| is(Key::Source, to)).collect(),
        Column::Layer => few(Key::Layer),
        Column::Confidence => few(Key::Confidence),
    };
    offers.truncate(MOST);
    offers
}

/// The date itself, and the year that it begins in.
fn dates(ctx: &Reader<'_>, ix: Ix, record: &Record) -> Vec<Offer> {
    let Some(date) = &record.date else { return Vec::new() };
    let own = Offer { text: ctx.words.date(date), term: Term::included(Clause::During(date.clone())) };
    let year = ctx.dataset.bounds(ix).and_then(|bounds| bounds.possible().from).map(|from| from.ymd().0.to_string());
    let year = year.filter(|year| *year != date.as_str());
    let year = year.map(|year| Offer { term: Term::is(Key::Year, &year), text: year });
    std::iter::once(own).chain(year).collect()
}
