//! By value of a key, how many records a click on it would leave.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind};

use super::bits::FixedBitSet;
use super::corpus::{Corpus, ProfileCounts};
use super::run::Answer;
use super::{Clause, Key, Query, Term};

/// The keys that have a facet, in the order in which they are shown.
pub const FACETS: [Key; 13] = [
    Key::Kind,
    Key::Year,
    Key::Gate,
    Key::Province,
    Key::Mechanism,
    Key::Topic,
    Key::Person,
    Key::Org,
    Key::Side,
    Key::Layer,
    Key::Confidence,
    Key::Precision,
    Key::Source,
];

/// What a facet has for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetSubject {
    Word(&'static str),
    Year(i32),
    Record(Ix),
}

/// One value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetValue {
    pub named: FacetSubject,
    /// The records that the query would leave if this were all that it asked of the key.
    pub count: u32,
    pub state: ValueChoice,
}

impl FacetValue {
    /// The value as it stands in a query.
    pub fn value<'a>(&self, dataset: &'a Dataset) -> Cow<'a, str> {
        match self.named {
            FacetSubject::Word(word) => Cow::Borrowed(word),
            FacetSubject::Year(year) => Cow::Owned(year.to_string()),
            FacetSubject::Record(ix) => {
                dataset.record(ix).map_or(Cow::Borrowed(""), |record| Cow::Borrowed(&*record.id))
            }
        }
    }

    /// The record that it names; none for words and years.
    pub fn record(&self) -> Option<Ix> {
        if let FacetSubject::Record(ix) = self.named { Some(ix) } else { None }
    }
}

/// What the query says of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ValueChoice {
    #[default]
    Open,
    Included,
    Excluded,
}

/// Every value of a key, with counts. Words are in their own order, years the latest first,
/// records by count. For several keys of one answer, [`Recount`] counts but once.
pub fn facet(key: Key, query: &Query, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> Vec<FacetValue> {
    Recount::new(query, answer, dataset, corpus).facet(key)
}

/// Counts the facets of one answer. Keys that are not asked for are counted together.
#[derive(Debug)]
pub struct Recount<'a> {
    query: &'a Query,
    answer: &'a Answer,
    dataset: &'a Dataset,
    corpus: &'a Corpus,
    only: Option<&'a FixedBitSet>,
    /// What is counted of the answer.
    matched: OnceCell<FixedBitSet>,
    facts: OnceCell<ProfileCounts>,
    links: OnceCell<Vec<u32>>,
}

impl<'a> Recount<'a> {
    /// Counts of an answer to a query; of all of its records until [`Self::only`] says otherwise.
    pub fn new(query: &'a Query, answer: &'a Answer, dataset: &'a Dataset, corpus: &'a Corpus) -> Self {
        let (matched, facts, links) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { query, answer, dataset, corpus, only: None, matched, facts, links }
    }

    /// Counts these records alone, as where a list shows no others. Kinds are counted all the same: to ask
    /// for one by name shows it.
    pub fn only(self, rows: Option<&'a FixedBitSet>) -> Self {
        Self { only: rows, ..self }
    }

    fn matched(&self) -> &FixedBitSet {
        let Some(only) = self.only else { return &self.answer.matched };
        self.matched.get_or_init(|| {
            let mut rows = self.answer.matched.clone();
            rows.intersect_with(only);
            rows
        })
    }

    fn masked(&self, key: Key, mut rows: FixedBitSet) -> FixedBitSet {
        if let Some(only) = self.only.filter(|_| key != Key::Kind) {
            rows.intersect_with(only);
        }
        rows
    }

    /// Every value of a key, as [`facet`] gives them.
    pub fn facet(&self, key: Key) -> Vec<FacetValue> {
        let counted = self.answer.facets.iter().find(|(other, _)| *other == key);
        counted.map_or_else(|| self.count(key), |(_, values)| values.clone())
    }

    fn count(&self, key: Key) -> Vec<FacetValue> {
        let Self { query, answer, dataset, corpus, .. } = self;
        let values = if answer.masks.asks(key) {
            ValueCounts::over(key, &self.masked(key, answer.masks.base(key)), corpus).values(key, dataset, corpus)
        } else if corpus.is_of_links(key) {
            let counts = self.links.get_or_init(|| corpus.links.counts(self.matched()));
            ValueCounts::Links(counts.into()).values(key, dataset, corpus)
        } else if key == Key::Kind {
            ValueCounts::over(key, &answer.matched, corpus).values(key, dataset, corpus)
        } else if ValueCounts::is_of_facts(key) {
            let tally = self.facts.get_or_init(|| corpus.profiles.tally(self.matched()));
            ValueCounts::of_facts(key, tally, corpus).values(key, dataset, corpus)
        } else {
            ValueCounts::over(key, self.matched(), corpus).values(key, dataset, corpus)
        };
        let value = |(named, count)| FacetValue { named, count, state: ValueChoice::Open };
        let mut values: Vec<FacetValue> = values.into_iter().map(value).collect();
        for (term, named) in asked(query, key) {
            // of two terms that ask for one value, the first tells its state
            let of = |value: &&mut FacetValue| value.state == ValueChoice::Open && value.value(dataset) == *named;
            let Some(value) = values.iter_mut().find(of) else { continue };
            if term.exclude {
                // what is not wanted now is counted as if it were
                value.state = ValueChoice::Excluded;
                let mut rows = answer.masks.base_but(key, term);
                rows.intersect_with(&super::clause_masks::rows(term, dataset, corpus));
                value.count = u32::try_from(self.masked(key, rows).count_ones(..)).unwrap_or(u32::MAX);
            } else {
                value.state = ValueChoice::Included;
            }
        }
        if Corpus::words(key).is_empty() && key != Key::Year {
            values.sort_by_key(|value| (value.state == ValueChoice::Open, std::cmp::Reverse(value.count)));
        }
        values
    }
}

impl Answer {
    /// With every facet counted over these records, or all: where that takes long, it is done before the
    /// answer is shown.
    pub fn with_facets(
        mut self,
        query: &Query,
        dataset: &Dataset,
        corpus: &Corpus,
        only: Option<&FixedBitSet>,
    ) -> Self {
        let recount = Recount::new(query, &self, dataset, corpus).only(only);
        self.facets = FACETS.into_iter().map(|key| (key, recount.count(key))).collect();
        self
    }
}

/// By value of a key, how many of the records that matched have it; in the order of [`facet`], with
/// records in that of the dataset.
pub fn tally(key: Key, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> Vec<(String, u32)> {
    let counts = ValueCounts::over(key, &answer.matched, corpus).values(key, dataset, corpus);
    let value = |named| FacetValue { named, count: 0, state: ValueChoice::Open }.value(dataset).into_owned();
    counts.into_iter().map(|(named, count)| (value(named), count)).collect()
}

/// How many rows have each value.
#[derive(Debug)]
enum ValueCounts<'a> {
    /// By word, or by year from the first.
    Facts(Vec<u32>),
    /// By place in the column.
    Links(Cow<'a, [u32]>),
}

impl ValueCounts<'_> {
    fn is_of_facts(key: Key) -> bool {
        key == Key::Year || !Corpus::words(key).is_empty()
    }

    fn over(key: Key, rows: &FixedBitSet, corpus: &Corpus) -> Self {
        match corpus.column(key).filter(|_| !Self::is_of_facts(key)) {
            Some(column) => Self::Links(column.counts(rows).into()),
            None => Self::of_facts(key, &corpus.profiles.tally(rows), corpus),
        }
    }

    fn of_facts(key: Key, tally: &ProfileCounts, corpus: &Corpus) -> Self {
        Self::Facts(if key == Key::Year {
            let years = corpus.times.years().map_or(0, |(first, last)| usize::try_from(last - first + 1).unwrap_or(0));
            corpus.profiles.by_year(years, tally)
        } else {
            corpus.profiles.by_value(key, Corpus::words(key).len(), tally)
        })
    }

    fn values(&self, key: Key, dataset: &Dataset, corpus: &Corpus) -> Vec<(FacetSubject, u32)> {
        match self {
            Self::Facts(counts) if key == Key::Year => {
                let years = corpus.times.years().into_iter().flat_map(|(first, last)| first..=last);
                let years: Vec<_> = years.zip(counts).map(|(year, count)| (FacetSubject::Year(year), *count)).collect();
                years.into_iter().rev().collect()
            }
            Self::Facts(counts) => {
                let words = Corpus::words(key).iter().zip(counts);
                words.map(|(word, count)| (FacetSubject::Word(word), *count)).collect()
            }
            Self::Links(counts) => {
                let Some(column) = corpus.column(key) else { return Vec::new() };
                let count = |ix: Ix| column.place(ix.row()).and_then(|at| counts.get(at)).copied().unwrap_or(0);
                let fits = corpus.asked_for(key).filter(|ix| key != Key::Province || is_province(dataset, *ix));
                fits.map(|ix| (FacetSubject::Record(ix), count(ix))).collect()
            }
        }
    }
}

fn is_province(dataset: &Dataset, ix: Ix) -> bool {
    let form = dataset.record(ix).and_then(|record| record.choice(Field::Form));
    dataset.kind(ix) == Some(Kind::Place) && matches!(form, Some("Province" | "Region"))
}

/// The terms that ask for values of the key, with these.
fn asked(query: &Query, key: Key) -> impl Iterator<Item = (&Term, &String)> {
    query.terms.iter().filter_map(move |term| match &term.clause {
        Clause::Is(other, named) if *other == key => Some((term, named)),
        _ => None,
    })
}
