//! [`Query`] × [`Dataset`] → [`Answer`].

use crate::dataset::{Dataset, Ix};

use super::bits::{FixedBitSet, all_rows};
use super::clause_masks::ClauseMasks;
use super::corpus::Corpus;
use super::text::Marker;
use super::{FacetValue, Key, Query, Term, rank, resolve};

/// The records that match, and what the query could not make sense of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// In the dataset's order.
    pub rows: Vec<Ix>,
    /// The same as a set.
    pub matched: FixedBitSet,
    /// The rows that fit the free words best, the best first: at most `rank::MOST`. Empty
    /// without free words.
    pub best: Vec<Ix>,
    /// Records that everything but the time fits, and that have no date to tell by.
    pub undated: Vec<Ix>,
    /// Records that everything but the area fits, and that have no place to tell by.
    pub unplaced: Vec<Ix>,
    /// Units that a place in the query has taken in, each with the place that it became part of:
    /// their records count as that place's.
    pub through: Vec<(Ix, Ix)>,
    pub doubts: Vec<Doubt>,
    /// Words that no record has, or none together with the others in its name, each with those that
    /// were looked for instead.
    pub instead: Vec<(String, Vec<String>)>,
    /// What to mark in the texts of records that match.
    pub marker: Marker,
    /// The parts of the answer, from which facets are counted.
    pub masks: ClauseMasks,
    /// The facets, where they were counted beforehand: see [`Self::with_facets`].
    pub facets: Vec<(Key, Vec<FacetValue>)>,
}

/// A term that no record can match because of how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub term: Term,
}

impl Answer {
    /// Whether a record matches.
    pub fn has(&self, ix: Ix) -> bool {
        self.matched.contains(ix.row())
    }
}

impl Query {
    /// The records that match.
    pub fn run(&self, dataset: &Dataset, corpus: &Corpus) -> Answer {
        let free = ClauseMasks::free(self, dataset, corpus);
        let masks = ClauseMasks::new(self, dataset, corpus, &free);
        let fitting = masks.fitting(None);
        let mut matched = fitting.clone();
        matched.intersect_with(&masks.time);
        matched.intersect_with(&masks.area);
        let left = |lacking: &FixedBitSet, but: &FixedBitSet| {
            let mut rows = fitting.clone();
            rows.difference_with(lacking);
            rows.intersect_with(but);
            to_ix(&rows)
        };
        // a record that lacks both a date and a place waits with the undated ones
        let somewhere = either(&masks.area, corpus.sites.placed());
        let undated = if self.asks_for_time() { left(corpus.times.dated(), &somewhere) } else { Vec::new() };
        let unplaced = if self.asks_for_area() { left(corpus.sites.placed(), &masks.time) } else { Vec::new() };
        Answer {
            rows: to_ix(&matched),
            best: rank::best(dataset, corpus, &matched, &free),
            undated,
            unplaced,
            through: self.terms.iter().flat_map(|term| resolve::mergers(term, dataset, corpus)).collect(),
            doubts: self.terms.iter().filter(|term| resolve::is_doubtful(term, dataset, corpus)).map(doubt).collect(),
            marker: if free.is_empty() { Marker::default() } else { Marker::new(&free, corpus.text(dataset)) },
            instead: free.instead,
            matched,
            masks,
            facets: Vec::new(),
        }
    }
}

fn to_ix(rows: &FixedBitSet) -> Vec<Ix> {
    rows.ones().map(|row| Ix(row as u32)).collect()
}

/// What is in the one, or not in the other.
fn either(inside: &FixedBitSet, known: &FixedBitSet) -> FixedBitSet {
    let mut rows = all_rows(known.len());
    rows.difference_with(known);
    rows.union_with(inside);
    rows
}

fn doubt(term: &Term) -> Doubt {
    Doubt { term: term.clone() }
}
