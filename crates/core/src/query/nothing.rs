//! Why a query finds nothing, and what to ask instead.

use crate::dataset::Dataset;

use super::{Clause, Corpus, Query, Term};

/// A term without which something is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    pub term: Term,
    /// Records that the query finds without it.
    pub without: usize,
    /// No record has the word at all.
    pub unknown: bool,
    /// Words that are written much like it, each with how many records the query finds with that.
    pub near: Vec<(String, usize)>,
}

/// Terms that are tried, at most: each asks a query of its own.
const MOST_TERMS: usize = 12;
/// Near words that are told, and tried, at most.
const TOLD: usize = 3;
const TRIED: usize = 12;

impl Query {
    /// The terms that keep the query from finding anything, those that nothing has first, then those
    /// without which most is found. Empty where the query finds something, and where no one term is
    /// to blame. Takes a query a term: not for every frame.
    pub fn hindrances(&self, dataset: &Dataset, corpus: &Corpus) -> Vec<Hindrance> {
        if !self.run(dataset, corpus).rows.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Hindrance> = self
            .terms
            .iter()
            .take(MOST_TERMS)
            .map(|term| self.hindrance(term, dataset, corpus))
            .filter(|one| one.without > 0 || !one.near.is_empty())
            .collect();
        found.sort_by_key(|one| (!one.unknown, std::cmp::Reverse(one.without)));
        found
    }

    fn hindrance(&self, term: &Term, dataset: &Dataset, corpus: &Corpus) -> Hindrance {
        let count = |query: &Self| query.run(dataset, corpus).rows.len();
        let mut rest = self.clone();
        rest.remove(term);
        let without = if rest.is_empty() { dataset.len() } else { count(&rest) };
        let alone = Self { terms: vec![Term { exclude: false, ..term.clone() }] };
        let unknown = !term.exclude && count(&alone) == 0;
        let mut near = Vec::new();
        if let (Clause::Words(words), false) = (&term.clause, term.exclude) {
            let tried = corpus.text(dataset).alike(words, TRIED);
            let with = |word: String| {
                let other = self.replaced(term, &word);
                let rows = count(&other);
                (rows > 0).then_some((word, rows))
            };
            near = tried.into_iter().filter_map(with).take(TOLD).collect();
        }
        Hindrance { term: term.clone(), without, unknown, near }
    }

    /// With other words in place of a term's.
    pub fn replaced(&self, term: &Term, words: &str) -> Self {
        let other = Term::included(Clause::Words(words.to_owned()));
        let swap = |own: &Term| if own == term { other.clone() } else { own.clone() };
        Self { terms: self.terms.iter().map(swap).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;

    fn hindrances(text: &str) -> Vec<Hindrance> {
        let dataset = builtin().dataset;
        let corpus = Corpus::new(&dataset);
        Query::parse(text).unwrap().hindrances(&dataset, &corpus)
    }

    #[test]
    fn the_word_that_nothing_has_is_told_first_with_what_is_near() {
        let found = hindrances("kind:meeting qqzwx");
        assert!(matches!(&found[0].term.clause, Clause::Words(word) if word == "qqzwx"));
        assert!(found[0].unknown && found[0].without > 50);
        let found = hindrances("kind:gate cqi");
        assert!(found[0].unknown, "{found:?}");
        assert!(found[0].near.iter().all(|(_, rows)| *rows > 0), "{found:?}");
        assert!(!found[0].near.is_empty(), "{found:?}");
    }

    #[test]
    fn a_term_without_which_nothing_is_found_either_is_not_to_blame() {
        let found = hindrances("kind:gate kind:agreement after:2050");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(matches!(found[0].term.clause, Clause::After(_)));
        let found = hindrances("kind:agreement gate:nowhere");
        assert_eq!(found.len(), 1, "no gate is called so: {found:?}");
        assert!(hindrances("ta lung").is_empty(), "something is found");
    }
}
