//! [`Query`] × [`Dataset`] → [`Answer`].

use std::collections::BTreeSet;

use super::fold::{self, bare, has_marks, plain};
use super::{Key, Query, Term, What};
use crate::dataset::index::{Dataset, Ix};
use crate::model::{Field, Id, Kind, Record, Span, Text, Value};

/// What free words are looked for in: by row, every text of the record and the names of what it
/// is about, folded once.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    plain: Vec<String>,
    bare: Vec<String>,
    names: Vec<String>,
}

/// The records that match, and what the query could not make sense of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// In the dataset's order.
    pub rows: Vec<Ix>,
    /// By row: whether it matches.
    pub matched: Vec<bool>,
    /// Records that everything but the time fits, and that have no date to tell by.
    pub undated: usize,
    /// Units that a place in the query has taken in, each with the place that it became part of:
    /// their records count as that place's.
    pub through: Vec<(Ix, Ix)>,
    pub doubts: Vec<Doubt>,
}

/// A term that no record can match because of how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub term: Term,
}

impl Answer {
    #[must_use]
    pub fn has(&self, ix: Ix) -> bool {
        self.matched.get(ix.row()).copied().unwrap_or(false)
    }
}

impl Corpus {
    #[must_use]
    pub fn new(dataset: &Dataset) -> Self {
        let mut corpus = Self::default();
        for (ix, record) in dataset.rows().zip(dataset.records()) {
            let text = texts(dataset, ix, record);
            corpus.plain.push(plain(&text));
            corpus.bare.push(bare(&text));
            let names: Vec<_> = record.name.forms().chain(record.aliases.iter().flat_map(Text::forms)).collect();
            corpus.names.push(bare(&names.join("\n")));
        }
        corpus
    }

    fn has(&self, ix: Ix, words: &Words) -> bool {
        let column = if words.marked { &self.plain } else { &self.bare };
        column.get(ix.row()).is_some_and(|text| fold::find(text, &words.folded).is_some())
    }

    /// Whether a name of the record begins with, or is, the folded text.
    fn named(&self, ix: Ix, name: &str) -> bool {
        self.names.get(ix.row()).is_some_and(|names| names.lines().any(|line| line == name))
    }
}

struct Words {
    folded: String,
    marked: bool,
}

/// One term, ready to be held against every row.
enum Test {
    Words(Words),
    Kind(Kind),
    /// The record is one of these, or refers to one of these.
    Touches(BTreeSet<Ix>),
    /// The record is one of these.
    Is(Vec<Ix>),
    Cites(Vec<Id>),
    Overlaps(Span),
}

struct Prepared {
    key: Option<Key>,
    exclude: bool,
    test: Test,
}

impl Query {
    /// The records that match.
    #[must_use]
    pub fn run(&self, dataset: &Dataset, corpus: &Corpus) -> Answer {
        let mut doubts = Vec::new();
        let tests: Vec<Prepared> = self.terms.iter().map(|term| prepare(term, dataset, corpus, &mut doubts)).collect();
        let timed = self.asks_for_time();
        let mut answer = Answer { matched: vec![false; dataset.len()], doubts, ..Answer::default() };
        answer.through = self.terms.iter().flat_map(|term| mergers(term, dataset, corpus)).collect();
        answer.through.dedup();
        for (ix, record) in dataset.rows().zip(dataset.records()) {
            if !fits(&tests, dataset, corpus, ix, record) {
                continue;
            }
            if timed && dataset.bounds(ix).is_none() {
                answer.undated += 1;
            } else if in_time(&tests, dataset, ix) {
                answer.rows.push(ix);
                if let Some(slot) = answer.matched.get_mut(ix.row()) {
                    *slot = true;
                }
            }
        }
        answer
    }
}

fn prepare(term: &Term, dataset: &Dataset, corpus: &Corpus, doubts: &mut Vec<Doubt>) -> Prepared {
    let (key, test) = match &term.what {
        What::Words(words) => {
            let marked = has_marks(words);
            let folded = if marked { plain(words) } else { bare(words) };
            (None, Test::Words(Words { folded, marked }))
        }
        What::After(date) => (None, Test::Overlaps(Span { from: date.bounds().possible().from, to: None })),
        What::Before(date) => (None, Test::Overlaps(Span { from: None, to: date.bounds().possible().from })),
        What::During(date) | What::Surely(date) => (None, Test::Overlaps(date.bounds().possible())),
        What::Area(_) => (None, Test::Overlaps(Span::ALL)),
        What::Is(Key::Kind, value) => {
            (Some(Key::Kind), Kind::from_slug(value).map_or(Test::Touches(BTreeSet::new()), Test::Kind))
        }
        What::Is(key, value) => {
            let targets = resolve(*key, value, dataset, corpus);
            if targets.is_empty() {
                doubts.push(Doubt { term: term.clone() });
            }
            let test = match key {
                Key::Source => {
                    Test::Cites(targets.iter().filter_map(|ix| Some(dataset.record(*ix)?.id.clone())).collect())
                }
                Key::Id => Test::Is(targets),
                _ => Test::Touches(targets.into_iter().flat_map(|ix| spread(*key, ix, dataset)).collect()),
            };
            (Some(*key), test)
        }
    };
    Prepared { key, exclude: term.exclude, test }
}

/// The records a value names: by id, else by name.
fn resolve(key: Key, value: &str, dataset: &Dataset, corpus: &Corpus) -> Vec<Ix> {
    let fits = |kind: Kind| match key {
        Key::Gate => kind == Kind::Gate,
        Key::Place | Key::Province => matches!(kind, Kind::Place | Kind::Gate),
        Key::Mechanism => kind == Kind::Mechanism,
        Key::Person => kind == Kind::Person,
        Key::Org => kind == Kind::Organisation,
        Key::Project => kind == Kind::Project,
        Key::Topic => kind == Kind::Topic,
        Key::Source => kind == Kind::Source,
        _ => true,
    };
    let right_kind = |ix: &Ix| dataset.record(*ix).is_some_and(|record| fits(record.kind));
    if let Some(ix) = dataset.ix(value).filter(right_kind) {
        return vec![ix];
    }
    let name = bare(value);
    dataset.rows().filter(right_kind).filter(|ix| corpus.named(*ix, &name)).collect()
}

/// The units that came to lie in the places a term names.
fn mergers(term: &Term, dataset: &Dataset, corpus: &Corpus) -> Vec<(Ix, Ix)> {
    let What::Is(key @ Key::Place, value) = &term.what else { return Vec::new() };
    let named = resolve(*key, value, dataset, corpus);
    let inside: BTreeSet<Ix> = named.iter().flat_map(|ix| dataset.within(*ix)).collect();
    // a unit that is named itself is not reached through its merger
    let reached = inside.iter().filter(|ix| !named.contains(ix));
    reached
        .flat_map(|ix| dataset.links(*ix).iter().map(move |link| (*ix, link)))
        .filter(|(_, link)| link.field == Field::MergedInto && inside.contains(&link.to))
        .map(|(ix, link)| (ix, link.to))
        .collect()
}

/// What counts as the named thing: a gate with its routes, a place with all that lies in it.
fn spread(key: Key, ix: Ix, dataset: &Dataset) -> Vec<Ix> {
    match key {
        Key::Gate | Key::Place | Key::Province => dataset.within(ix),
        _ => vec![ix],
    }
}

fn fits(tests: &[Prepared], dataset: &Dataset, corpus: &Corpus, ix: Ix, record: &Record) -> bool {
    let holds = |prepared: &Prepared| match &prepared.test {
        Test::Words(words) => corpus.has(ix, words),
        Test::Kind(kind) => record.kind == *kind,
        Test::Touches(targets) => {
            targets.contains(&ix)
                || dataset.links(ix).iter().any(|link| touching(link.field) && targets.contains(&link.to))
        }
        Test::Is(targets) => targets.contains(&ix),
        Test::Cites(sources) => record.all_cites().iter().any(|cite| sources.contains(&cite.source)),
        Test::Overlaps(_) => true,
    };
    tests.iter().all(|test| match (test.exclude, test.key) {
        (true, _) => matches!(test.test, Test::Overlaps(_)) || !holds(test),
        (false, None) => holds(test),
        (false, Some(_)) => tests.iter().any(|other| !other.exclude && other.key == test.key && holds(other)),
    })
}

/// `see` points a reader elsewhere; it does not make a record be about that.
fn touching(field: Field) -> bool {
    field != Field::See
}

fn in_time(tests: &[Prepared], dataset: &Dataset, ix: Ix) -> bool {
    tests.iter().all(|prepared| match &prepared.test {
        Test::Overlaps(window) => {
            let inside = dataset.bounds(ix).is_some_and(|bounds| bounds.possible().overlaps(window));
            inside != prepared.exclude
        }
        _ => true,
    })
}

/// Everything a record says, and the names of what it is directly about.
fn texts(dataset: &Dataset, ix: Ix, record: &Record) -> String {
    let mut all: Vec<&str> = vec![&record.id];
    let head = [&record.name, &record.summary, &record.note];
    all.extend(head.into_iter().chain(&record.aliases).flat_map(Text::forms));
    for (_, value) in &record.fields {
        match value {
            Value::Text(text) => all.extend(text.forms()),
            Value::Word(word) => all.push(word),
            Value::Statements(list) => all.extend(list.iter().flat_map(|s| s.text.forms())),
            Value::Seats(list) => all.extend(list.iter().flat_map(|s| s.post.forms())),
            Value::History(list) => all.extend(list.iter().flat_map(|c| c.text.forms())),
            Value::Posts(list) => all.extend(list.iter().flat_map(|p| p.post.forms())),
            Value::Claims(list) => all.extend(list.iter().flat_map(|c| c.text.forms())),
            Value::Counts(list) => all.extend(list.iter().flat_map(|c| c.text.forms())),
            Value::Names(list) => all.extend(list.iter().flat_map(|n| n.text.forms())),
            _ => {}
        }
    }
    let named = |field: Field| {
        matches!(field, Field::About | Field::Seats | Field::Parties | Field::Venues | Field::Host | Field::Place)
    };
    for link in dataset.links(ix).iter().filter(|link| named(link.field)) {
        all.extend(dataset.record(link.to).into_iter().flat_map(|to| to.name.forms()));
    }
    all.join("\n")
}
