//! By value of a key, how many records a click on it would leave.

use std::cell::OnceCell;

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind};

use super::bits::Bits;
use super::corpus::Corpus;
use super::run::Answer;
use super::{Key, Query, Term, What};

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

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// As it stands in a query.
    pub value: String,
    /// The record that it names; none for words and years.
    pub record: Option<Ix>,
    /// The records that the query would leave if this were all that it asked of the key.
    pub count: u32,
    pub state: Choice,
}

/// What the query says of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    #[default]
    Open,
    Included,
    Excluded,
}

/// Every value of a key, with counts. Words are in their own order, years the latest first,
/// records by count. For several keys of one answer, [`Recount`] counts but once.
#[must_use]
pub fn facet(key: Key, query: &Query, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> Vec<FacetValue> {
    Recount::new(query, answer, dataset, corpus).facet(key)
}

/// Counts the facets of one answer. All keys whose values are linked records and that are not
/// asked for are counted in one pass.
#[derive(Debug)]
pub struct Recount<'a> {
    query: &'a Query,
    answer: &'a Answer,
    dataset: &'a Dataset,
    corpus: &'a Corpus,
    links: OnceCell<Counts>,
}

impl<'a> Recount<'a> {
    #[must_use]
    pub fn new(query: &'a Query, answer: &'a Answer, dataset: &'a Dataset, corpus: &'a Corpus) -> Self {
        Self { query, answer, dataset, corpus, links: OnceCell::new() }
    }

    /// Every value of a key, as [`facet`] gives them.
    #[must_use]
    pub fn facet(&self, key: Key) -> Vec<FacetValue> {
        let Self { query, answer, dataset, corpus, links } = self;
        let own;
        let counts = if corpus.is_of_links(key) && !answer.sieve.asks(key) {
            links.get_or_init(|| Counts::over(key, &answer.matched, corpus))
        } else {
            own = Counts::new(key, answer, corpus);
            &own
        };
        let mut values: Vec<FacetValue> = counts
            .values(key, dataset, corpus)
            .into_iter()
            .map(|(value, record, count)| FacetValue { state: choice(query, key, &value), value, record, count })
            .collect();
        for value in values.iter_mut().filter(|value| value.state == Choice::Excluded) {
            value.count = reopened(key, value, query, answer, dataset, corpus);
        }
        if Corpus::words(key).is_empty() && key != Key::Year {
            values.sort_by_key(|value| (value.state == Choice::Open, std::cmp::Reverse(value.count)));
        }
        values
    }
}

/// By value of a key, how many of the records that matched have it; in the order of [`facet`], with
/// records in that of the dataset.
#[must_use]
pub fn tally(key: Key, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> Vec<(String, u32)> {
    let counts = Counts::over(key, &answer.matched, corpus).values(key, dataset, corpus);
    counts.into_iter().map(|(value, _, count)| (value, count)).collect()
}

/// Counts by the number of the value in its column, or by year.
#[derive(Debug)]
struct Counts(Vec<u32>);

impl Counts {
    fn new(key: Key, answer: &Answer, corpus: &Corpus) -> Self {
        let own;
        let base: &Bits = if answer.sieve.asks(key) {
            own = answer.sieve.base(key);
            &own
        } else {
            &answer.matched
        };
        Self::over(key, base, corpus)
    }

    fn over(key: Key, rows: &Bits, corpus: &Corpus) -> Self {
        Self(corpus.column(key).map_or_else(|| corpus.times.counts(rows), |column| column.counts(rows)))
    }

    fn values(&self, key: Key, dataset: &Dataset, corpus: &Corpus) -> Vec<(String, Option<Ix>, u32)> {
        let count = |at: usize| self.0.get(at).copied().unwrap_or(0);
        if key == Key::Year {
            let years = corpus.times.years().into_iter().flat_map(|(first, last)| first..=last);
            let years = years.enumerate().map(|(at, year)| (year.to_string(), None, count(at)));
            return years.collect::<Vec<_>>().into_iter().rev().collect();
        }
        let words = Corpus::words(key);
        if !words.is_empty() {
            return words.iter().enumerate().map(|(at, word)| ((*word).to_owned(), None, count(at))).collect();
        }
        let fits = corpus.asked_for(key).filter_map(|ix| Some((ix, dataset.record(ix)?)));
        let fits =
            fits.filter(|(_, record)| key != Key::Province || is_province(record.choice(Field::Form), record.kind));
        fits.map(|(ix, record)| (record.id.to_string(), Some(ix), count(ix.row()))).collect()
    }
}

fn is_province(form: Option<&str>, kind: Kind) -> bool {
    kind == Kind::Place && matches!(form, Some("Province" | "Region"))
}

fn choice(query: &Query, key: Key, value: &str) -> Choice {
    let of = |term: &&Term| matches!(&term.what, What::Is(other, named) if *other == key && named == value);
    match query.terms.iter().find(of) {
        None => Choice::Open,
        Some(term) if term.exclude => Choice::Excluded,
        Some(_) => Choice::Included,
    }
}

/// What is not wanted now is counted as if it were.
fn reopened(key: Key, value: &FacetValue, query: &Query, answer: &Answer, dataset: &Dataset, corpus: &Corpus) -> u32 {
    let of = |term: &&Term| matches!(&term.what, What::Is(other, named) if *other == key && *named == value.value);
    let Some(term) = query.terms.iter().find(of) else { return 0 };
    let mut rows = answer.sieve.base_but(key, term);
    rows.and(&super::sieve::rows(term, dataset, corpus));
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}
