//! From what a term names to the rows that are meant.

use std::collections::BTreeSet;

use crate::dataset::{Dataset, Ix};
use crate::model::Field;

use super::corpus::Corpus;
use super::{Clause, Key, Term};

/// The records a value names: by id, else by name.
pub(super) fn named(key: Key, value: &str, dataset: &Dataset, corpus: &Corpus) -> Vec<Ix> {
    let right_kind = |ix: &Ix| dataset.record(*ix).is_some_and(|record| Corpus::asks_for(key, record.kind));
    if let Some(ix) = dataset.ix(value).filter(right_kind) {
        return vec![ix];
    }
    let index = corpus.text(dataset);
    let called = dataset.rows().filter(right_kind).filter_map(|ix| Some((index.called(ix.row(), value)?, ix)));
    let called: Vec<(u32, Ix)> = called.collect();
    // what has just this name, else all that go by it
    let own = called.iter().any(|(behind, _)| *behind == 0);
    called.into_iter().filter(|(behind, _)| !own || *behind == 0).map(|(_, ix)| ix).collect()
}

/// Whether a term asks for a record that is not there.
pub(super) fn is_doubtful(term: &Term, dataset: &Dataset, corpus: &Corpus) -> bool {
    match &term.clause {
        Clause::Is(key, value) if Corpus::words(*key).is_empty() && *key != Key::Year => {
            named(*key, value, dataset, corpus).is_empty()
        }
        _ => false,
    }
}

/// The units that came to lie in the places a term names.
pub(super) fn mergers(term: &Term, dataset: &Dataset, corpus: &Corpus) -> Vec<(Ix, Ix)> {
    let Clause::Is(key @ (Key::Place | Key::Province), value) = &term.clause else { return Vec::new() };
    let named = named(*key, value, dataset, corpus);
    let inside: BTreeSet<Ix> = named.iter().flat_map(|ix| dataset.within(*ix)).collect();
    // a unit that is named itself is not reached through its merger
    let reached = inside.iter().filter(|ix| !named.contains(ix));
    reached
        .flat_map(|ix| dataset.links(*ix).iter().map(move |link| (*ix, link)))
        .filter(|(_, link)| link.field == Field::MergedInto && inside.contains(&link.to))
        .map(|(ix, link)| (ix, link.to))
        .collect()
}
