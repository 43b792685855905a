//! Things found by their names alone, as a palette asks for them.

use std::borrow::Cow;

use crate::dataset::Dataset;
use crate::model::Record;

use super::Corpus;
use super::corpus::names;
use super::rank::{ranked, standing};
use super::text::{FreeWords, Marker, SearchTexts, Synonyms, TextIndex};

/// Names of things that are no records, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct NameIndex(TextIndex);

/// What a search for names found.
#[derive(Clone, Debug, Default)]
pub struct NameHits {
    /// The best first, at most `rank::MOST`: the points by which its names miss what was asked for, and
    /// the row.
    pub best: Vec<(u32, usize)>,
    /// Rows that were found, in all.
    pub count: usize,
    /// Whether nothing is called so, and this is what may have been meant.
    pub guessed: bool,
    /// What to mark in names.
    pub marker: Marker,
}

impl NameIndex {
    /// From the names of each thing, its own first.
    pub fn new<'a>(things: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let texts = |names: Vec<&'a str>| SearchTexts::of_names(names);
        Self(TextIndex::new(things.map(texts)))
    }

    /// The things that are called so, but for case and for marks that were not typed.
    pub fn search(&self, text: &str) -> NameHits {
        hits(&self.0, &Synonyms::default(), text, |_| 0)
    }
}

impl Corpus {
    /// The records that are called so, or so in another of the dataset's expressions for it.
    pub fn search_names(&self, dataset: &Dataset, text: &str) -> NameHits {
        hits(self.text(dataset), &self.same, text, standing(self))
    }
}

fn hits(index: &TextIndex, same: &Synonyms, text: &str, standing: impl Fn(usize) -> u32) -> NameHits {
    let free = FreeWords::of_names(text.split_whitespace(), index, same);
    if free.is_empty() {
        return NameHits::default();
    }
    NameHits {
        best: ranked(index, &free.rows, &free, standing),
        count: free.rows.count_ones(..),
        guessed: free.is_guessed(),
        marker: Marker::new(&free, index),
    }
}

/// Every name that people look for a record by, its own first.
pub fn names_of(record: &Record) -> impl Iterator<Item = Cow<'_, str>> {
    names(record).into_iter().map(|name| name.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Vec<usize>, bool) {
        let things = [vec!["Tà Lùng", "Ta Lung gate"], vec!["Trà Lĩnh"], vec!["Hội nghị quan chức"], vec!["友谊关"]];
        let hits = NameIndex::new(things.into_iter()).search(text);
        (hits.best.into_iter().map(|(_, row)| row).collect(), hits.guessed)
    }

    #[test]
    fn names_are_found_by_words_letters_and_slips() {
        assert_eq!(found("ta lung"), (vec![0], false));
        assert_eq!(found("tlung"), (vec![0], true), "by the beginnings of its words");
        assert_eq!(found("hnq"), (vec![2], true));
        assert_eq!(found("ghị"), (vec![], false), "a mark that is typed is no letter within a word");
        assert_eq!(found("ghi"), (vec![2], true), "within a word");
        assert_eq!(found("tra linnh"), (vec![1], true), "but for a slip");
        assert_eq!(found("谊关"), (vec![3], false));
        assert_eq!(found(""), (vec![], false));
    }
}
