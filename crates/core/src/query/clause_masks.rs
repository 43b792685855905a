//! A query taken apart into sets of rows, so that any one part can be left out again.

use crate::dataset::Dataset;
use crate::model::{Edtf, Moment, Span};

use super::bits::{FixedBitSet, all_rows, rows_among};
use super::corpus::Corpus;
use super::text::{FreeWords, SearchTerm};
use super::{Clause, Key, Query, Term, resolve};

/// The rows that each part of a query lets through. A part that does not ask lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseMasks {
    /// Free words, all of them.
    words: FixedBitSet,
    /// By key that is asked for: any of its values.
    keys: Vec<(Key, FixedBitSet)>,
    /// What is not wanted.
    excluded: Vec<(Term, FixedBitSet)>,
    pub(super) time: FixedBitSet,
    pub(super) area: FixedBitSet,
}

impl ClauseMasks {
    /// What the free words find.
    pub(super) fn free(query: &Query, dataset: &Dataset, corpus: &Corpus) -> FreeWords {
        let text = |term: &'_ Term| match &term.clause {
            Clause::Words(words) if !term.exclude => Some(words.clone()),
            _ => None,
        };
        let texts: Vec<String> = query.terms.iter().filter_map(text).collect();
        if texts.is_empty() {
            return FreeWords::none(corpus.len());
        }
        FreeWords::new(texts.iter().map(String::as_str), corpus.text(dataset), &corpus.same)
    }

    pub(super) fn new(query: &Query, dataset: &Dataset, corpus: &Corpus, free: &FreeWords) -> Self {
        let all = all_rows(corpus.len());
        let mut masks =
            Self { words: free.rows.clone(), keys: Vec::new(), excluded: Vec::new(), time: all.clone(), area: all };
        for term in &query.terms {
            if term.exclude && term.clause.is_time() {
                // a record without a date is not known to lie there, and so stays
                masks.time.difference_with(&rows(term, dataset, corpus));
            } else if term.exclude {
                masks.excluded.push((term.clone(), rows(term, dataset, corpus)));
            } else {
                masks.include(term, dataset, corpus);
            }
        }
        masks
    }

    fn include(&mut self, term: &Term, dataset: &Dataset, corpus: &Corpus) {
        match &term.clause {
            Clause::Words(_) => {}
            Clause::Is(key, _) => {
                let rows = rows(term, dataset, corpus);
                match self.keys.iter_mut().find(|(other, _)| other == key) {
                    Some((_, any)) => any.union_with(&rows),
                    None => self.keys.push((*key, rows)),
                }
            }
            Clause::Area(_) => self.area.intersect_with(&rows(term, dataset, corpus)),
            _ => self.time.intersect_with(&rows(term, dataset, corpus)),
        }
    }

    /// The rows that everything but time and area lets through; what is asked for of `but` is
    /// left out, what is not wanted of it is not.
    pub(super) fn fitting(&self, but: Option<Key>) -> FixedBitSet {
        let mut rows = self.words.clone();
        self.keys.iter().filter(|(key, _)| Some(*key) != but).for_each(|(_, any)| rows.intersect_with(any));
        self.excluded.iter().for_each(|(_, unwanted)| rows.difference_with(unwanted));
        rows
    }

    /// The rows that a value of the key is counted among: everything but what is asked for of the
    /// key itself.
    pub fn base(&self, key: Key) -> FixedBitSet {
        let mut rows = self.fitting(Some(key));
        rows.intersect_with(&self.time);
        rows.intersect_with(&self.area);
        rows
    }

    /// As [`Self::base`], with the one value that is not wanted let through again.
    pub fn base_but(&self, key: Key, term: &Term) -> FixedBitSet {
        let mut open = self.clone();
        open.excluded.retain(|(other, _)| other != term);
        open.base(key)
    }

    /// Whether values of the key are asked for, so that its base differs from the answer.
    pub fn asks(&self, key: Key) -> bool {
        self.keys.iter().any(|(other, _)| *other == key)
    }
}

/// The rows that a term speaks of, wanted or not.
pub(super) fn rows(term: &Term, dataset: &Dataset, corpus: &Corpus) -> FixedBitSet {
    let times = &corpus.times;
    match &term.clause {
        Clause::Words(words) => SearchTerm::new(words, &corpus.same).rows(corpus.text(dataset)),
        Clause::After(date) => times.possibly(Span { from: begin(date), to: None }),
        Clause::Before(date) => times.possibly(Span { from: None, to: begin(date) }),
        Clause::During(date) => times.possibly(date.bounds().possible()),
        Clause::Surely(date) => times.surely(date.bounds().possible()),
        Clause::Area(area) => corpus.sites.inside(*area),
        Clause::Is(Key::Year, value) => value.parse().map_or_else(
            |_| FixedBitSet::with_capacity(corpus.len()),
            |year: i64| times.possibly(Span::new(Moment::year_start(year), Moment::year_start(year.saturating_add(1)))),
        ),
        Clause::Is(Key::Id, value) => {
            let found = resolve::named(Key::Id, value, dataset, corpus);
            rows_among(corpus.len(), found)
        }
        Clause::Is(key, value) => {
            let Some(column) = corpus.column(*key) else { return FixedBitSet::with_capacity(corpus.len()) };
            if Corpus::words(*key).is_empty() {
                return column
                    .any(resolve::named(*key, value, dataset, corpus).into_iter().map(crate::dataset::Ix::row));
            }
            column.any(Corpus::words(*key).iter().position(|word| word == value))
        }
    }
}

fn begin(date: &Edtf) -> Option<Moment> {
    date.bounds().possible().from
}
