//! What free words find, and how well.

use super::index::{BREAK, TextIndex, Word};
use super::{tokens, typo};
use crate::query::bits::Bits;
use crate::query::fold::{bare, has_marks, is_ideograph, plain};

/// What a term of free words asks for: its words, folded, that must stand next to each other. The
/// last may go on in the text, for it may still be being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Find {
    words: Vec<String>,
    /// Whether marks were typed, and so must be there.
    marked: bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub rows: Bits,
    /// By row: how well it fits; 0 where it does not.
    pub scores: Vec<u8>,
    /// The words that were found instead of the one that was typed, when nothing has that one.
    pub instead: Vec<String>,
}

/// How well a word of the index fits one that was typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Slip = 1,
    Begins = 2,
    Whole = 3,
}

impl Fit {
    /// A name says more about a record than what is said in it.
    fn score(self, in_name: bool) -> u8 {
        self as u8 + if in_name { 4 } else { 0 }
    }
}

/// A phrase says more than a word.
const PHRASE: u8 = 2;
/// Words that a slip may have meant, at most.
const MOST_INSTEAD: usize = 12;

impl Find {
    #[must_use]
    pub(crate) fn new(text: &str) -> Self {
        let marked = has_marks(text);
        let folded = if marked { plain(text) } else { bare(text) };
        Self { words: tokens::words(&folded).map(str::to_owned).collect(), marked }
    }

    /// Every record that has the words; where none has, those that have what may have been meant.
    #[must_use]
    pub(crate) fn run(&self, index: &TextIndex) -> Found {
        let exact = self.with(index, |at, word| index.words(word, self.marked, at + 1 == self.words.len()));
        if exact.rows.count() > 0 || self.words.iter().all(|word| typo::forgiven(word) == 0) {
            return exact;
        }
        let mut instead = Vec::new();
        let near = self.with(index, |at, word| {
            let words = index.words(word, self.marked, at + 1 == self.words.len());
            if !words.is_empty() {
                return words;
            }
            let near = index.near(word, self.marked);
            instead.extend(near.iter().map(|(word, _)| index.text(*word).to_owned()));
            near
        });
        if near.rows.count() > 0 { Found { instead, ..near } } else { exact }
    }

    fn with(&self, index: &TextIndex, mut words: impl FnMut(usize, &str) -> Vec<(Word, Fit)>) -> Found {
        let asked: Vec<Vec<(Word, Fit)>> = self.words.iter().enumerate().map(|(at, word)| words(at, word)).collect();
        let mut found = Found { rows: Bits::none(index.len()), scores: vec![0; index.len()], instead: Vec::new() };
        match asked.as_slice() {
            [] => {}
            [one] => index.single(one, &mut found),
            many => index.phrase(many, &mut found),
        }
        found
    }
}

impl TextIndex {
    pub(super) fn text(&self, word: Word) -> &str {
        self.plain.get(word as usize).map_or("", |text| text)
    }

    /// The words that are, or with `open` begin with, what was typed.
    fn words(&self, typed: &str, marked: bool, open: bool) -> Vec<(Word, Fit)> {
        let open = open && !typed.contains(is_ideograph);
        let fit = |text: &str| if text.len() == typed.len() { Fit::Whole } else { Fit::Begins };
        let wanted = |text: &str| if open { text.starts_with(typed) } else { text == typed };
        if marked {
            let from = self.by_plain.partition_point(|word| self.text(*word) < typed);
            let rest = self.by_plain.get(from..).unwrap_or_default();
            let words = rest.iter().map(|word| (self.text(*word), *word));
            return words.take_while(|(text, _)| wanted(text)).map(|(text, word)| (word, fit(text))).collect();
        }
        let from = self.by_bare.partition_point(|(text, _)| text.as_ref() < typed);
        let rest = self.by_bare.get(from..).unwrap_or_default();
        rest.iter().take_while(|(text, _)| wanted(text)).map(|(text, word)| (*word, fit(text))).collect()
    }

    /// The words that somebody who typed this may have meant, the nearest first.
    fn near(&self, typed: &str, marked: bool) -> Vec<(Word, Fit)> {
        let most = typo::forgiven(typed);
        let typed: Vec<char> = typed.chars().collect();
        let mut letters = Vec::new();
        let mut slips = |text: &str| {
            letters.clear();
            letters.extend(text.chars());
            typo::slips(&typed, &letters, most).map(|slips| (slips, letters.len().abs_diff(typed.len())))
        };
        let mut near: Vec<((usize, usize), Word)> = if marked {
            self.by_plain.iter().filter_map(|word| Some((slips(self.text(*word))?, *word))).collect()
        } else {
            self.by_bare.iter().filter_map(|(text, word)| Some((slips(text)?, *word))).collect()
        };
        near.sort_unstable();
        let best = near.first().map_or(0, |((slips, _), _)| *slips);
        let near = near.into_iter().filter(|((slips, _), _)| *slips == best).take(MOST_INSTEAD);
        near.map(|(_, word)| (word, Fit::Slip)).collect()
    }

    fn single(&self, words: &[(Word, Fit)], found: &mut Found) {
        for (word, fit) in words {
            for (lists, in_name) in [(&self.anywhere, false), (&self.in_names, true)] {
                let score = fit.score(in_name);
                for row in lists.get(*word as usize) {
                    found.rows.set(*row as usize);
                    if let Some(slot) = found.scores.get_mut(*row as usize) {
                        *slot = (*slot).max(score);
                    }
                }
            }
        }
    }

    /// Rows that have every word, and where they stand in a row.
    fn phrase(&self, words: &[Vec<(Word, Fit)>], found: &mut Found) {
        let mut rows: Option<Bits> = None;
        for alternatives in words {
            let mut any = Bits::none(self.len());
            for row in alternatives.iter().flat_map(|(word, _)| self.anywhere.get(*word as usize)) {
                any.set(*row as usize);
            }
            match &mut rows {
                Some(rows) => rows.and(&any),
                None => rows = Some(any),
            }
        }
        let sorted: Vec<Vec<Word>> = words.iter().map(|words| sorted(words)).collect();
        for row in rows.iter().flat_map(Bits::rows) {
            let score = self.stands(row, &sorted);
            if score > 0 {
                found.rows.set(row);
                if let Some(slot) = found.scores.get_mut(row) {
                    *slot = score;
                }
            }
        }
    }

    /// How well the row has the words next to each other; 0 where it does not.
    fn stands(&self, row: usize, words: &[Vec<Word>]) -> u8 {
        let sequence = self.rows.get(row);
        let here = |window: &[Word]| {
            window.iter().zip(words).all(|(word, any)| *word != BREAK && any.binary_search(word).is_ok())
        };
        let named = self.named.get(row).copied().unwrap_or(0) as usize;
        match sequence.windows(words.len()).position(here) {
            Some(at) => Fit::Whole.score(at < named) + PHRASE,
            None => 0,
        }
    }
}

fn sorted(words: &[(Word, Fit)]) -> Vec<Word> {
    let mut words: Vec<Word> = words.iter().map(|(word, _)| *word).collect();
    words.sort_unstable();
    words
}
