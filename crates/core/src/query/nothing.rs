//! Why a query finds nothing, and what to ask instead.

use crate::dataset::Dataset;

use super::text::{apart, slips_to_offer};
use super::{Clause, Corpus, Key, Query, Term};
use crate::model::{Id, Kind};

/// A term without which something is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindrance {
    pub term: Term,
    /// Records that the query finds without it.
    pub without: usize,
    /// No record has the word at all.
    pub unknown: bool,
    /// Words that are written much like it, and what is found with them.
    pub near: Vec<Instead>,
}

/// A query of which words that nothing has are written as they stand in the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The words in place of the term's; with those of other terms where these are written differently too.
    pub words: String,
    pub query: Query,
    /// Records that it finds.
    pub rows: usize,
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
        let tried = || self.terms.iter().take(MOST_TERMS);
        let unknown: Vec<&Term> = tried().filter(|term| term.is_unknown(dataset, corpus)).collect();
        let mut found: Vec<Hindrance> = tried()
            .map(|term| self.hindrance(term, &unknown, dataset, corpus))
            .filter(|one| one.unknown || one.without > 0 || !one.near.is_empty())
            .collect();
        found.sort_by_key(|one| (!one.unknown, std::cmp::Reverse(one.without)));
        found
    }

    fn hindrance(&self, term: &Term, unknown: &[&Term], dataset: &Dataset, corpus: &Corpus) -> Hindrance {
        let alike = |term: &Term| match &term.clause {
            Clause::Words(words) if !term.exclude => corpus.text(dataset).alike(words, TRIED),
            _ => Vec::new(),
        };
        // one word that nothing has does not hide what is wrong with another
        let mut others = self.clone();
        for other in unknown.iter().filter(|other| **other != term && matches!(other.clause, Clause::Words(_))) {
            match alike(other).first() {
                Some(word) => others = others.replaced(other, word),
                None => others.remove(other),
            }
        }
        let mut rest = self.clone();
        rest.remove(term);
        let without = if rest.is_empty() { dataset.len() } else { rest.run(dataset, corpus).rows.len() };
        let instead = |word: String| {
            let query = others.replaced(term, &word);
            let rows = query.run(dataset, corpus).rows.len();
            let words = if unknown.len() > 1 { query.words_alone().to_string() } else { word };
            (rows > 0).then_some(Instead { words, query, rows })
        };
        let of_id = |(key, id): (Key, &Id)| {
            let other = Clause::Is(key, id.to_string());
            let query = others.with_clause(term, &other);
            let rows = query.run(dataset, corpus).rows.len();
            let name = dataset.by_id(id)?.name.forms().next().unwrap_or_default().to_owned();
            (rows > 0).then_some(Instead { words: name, query, rows })
        };
        let near = alike(term).into_iter().filter_map(instead);
        let near = near.chain(term.alike_ids(dataset).into_iter().filter_map(of_id)).take(TOLD).collect();
        Hindrance { term: term.clone(), without, unknown: unknown.contains(&term), near }
    }

    /// With other words in place of a term's.
    fn replaced(&self, term: &Term, words: &str) -> Self {
        self.with_clause(term, &Clause::Words(words.to_owned()))
    }

    /// With another clause in place of a term.
    fn with_clause(&self, term: &Term, clause: &Clause) -> Self {
        let other = Term::included(clause.clone());
        let swap = |own: &Term| if own == term { other.clone() } else { own.clone() };
        Self { terms: self.terms.iter().map(swap).collect() }
    }
}

impl Term {
    /// What the term asks for by an id that nothing has, by ids that are written much like it, the most alike first.
    fn alike_ids<'a>(&self, dataset: &'a Dataset) -> Vec<(Key, &'a Id)> {
        let Clause::Is(key, typed) = &self.clause else { return Vec::new() };
        let kind = match key {
            Key::Gate => Kind::Gate,
            Key::Place => Kind::Place,
            Key::Mechanism => Kind::Mechanism,
            Key::Person => Kind::Person,
            Key::Org => Kind::Organisation,
            Key::Project => Kind::Project,
            Key::Topic => Kind::Topic,
            _ => return Vec::new(),
        };
        let typed: Vec<char> = typed.chars().collect();
        let Some(slips) = slips_to_offer(typed.len()).filter(|_| !self.exclude) else { return Vec::new() };
        let of_kind = dataset.of_kind(kind).filter_map(|(_, record)| {
            let id: Vec<char> = record.id.chars().collect();
            let near = id.len().abs_diff(typed.len()) <= slips;
            Some((near.then(|| apart(&typed, &id, slips))??, *key, &record.id))
        });
        let mut found: Vec<(usize, Key, &Id)> = of_kind.collect();
        found.sort_by_key(|(far, _, id)| (*far, *id));
        found.into_iter().map(|(_, key, id)| (key, id)).collect()
    }

    /// Whether no record has what the term asks for.
    fn is_unknown(&self, dataset: &Dataset, corpus: &Corpus) -> bool {
        let alone = Query { terms: vec![self.clone()] };
        !self.exclude && alone.run(dataset, corpus).rows.is_empty()
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
        assert!(found[0].near.iter().all(|near| near.rows > 0), "{found:?}");
        assert!(!found[0].near.is_empty(), "{found:?}");
    }

    #[test]
    fn two_words_that_nothing_has_are_both_told_and_mended_together() {
        let found = hindrances("cqi mqi");
        assert!(found.len() == 2 && found.iter().all(|one| one.unknown), "{found:?}");
        let first = &found[0].near[0];
        assert!(first.rows > 0 && first.words.split(' ').count() == 2, "{first:?}");
        let found = hindrances("qqzwx wxqqz");
        assert!(found.len() == 2 && found.iter().all(|one| one.near.is_empty()), "{found:?}");
    }

    #[test]
    fn a_term_without_which_nothing_is_found_either_is_not_to_blame() {
        let found = hindrances("kind:gate kind:agreement after:2050");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(matches!(found[0].term.clause, Clause::After(_)));
        let found = hindrances("kind:agreement gate:nowhere");
        assert_eq!(found.len(), 1, "no gate is called so: {found:?}");
        let found = hindrances("gate:huu-ngi");
        assert_eq!(found[0].near[0].query.to_string(), "gate:huu-nghi");
        assert_eq!(found[0].near[0].words, "Hữu Nghị");
        assert!(hindrances("ta lung").is_empty(), "something is found");
    }
}
