//! What a term of free words finds, and how well.

use super::index::{BREAK, TextIndex, Word};
use super::same::Synonyms;
use super::{tokens, typo};
use crate::dataset::Ix;
use crate::query::bits::{FixedBitSet, all_rows, rows_among, rows_where};
use crate::query::fold::{bare, has_marks, is_ideograph, plain, tone_moved};

/// One word as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypedWord {
    /// Folded.
    pub(super) typed: String,
    /// Whether marks were typed, and so must be there.
    pub(super) marked: bool,
    /// Whether the word may go on in the text, for it may still be being typed.
    pub(super) open: bool,
    /// The same word as it may also be written: with its tone on the other vowel, or as a Roman
    /// number.
    pub(super) also: Option<String>,
    /// Written in capitals as an abbreviation is: then it is no beginning of a word and no slip.
    pub(super) fixed: bool,
    /// Words that may have been meant by it, for want of its own.
    pub(super) near: Vec<Word>,
}

/// The words of a term, that must stand next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchTerm {
    pub(super) words: Vec<TypedWord>,
    /// The same with a known expression in its other forms: an abbreviation written out, another
    /// language. Empty where none of the words are one.
    pub(super) others: Vec<Vec<TypedWord>>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct TermHits {
    pub(super) rows: FixedBitSet,
    /// By row: how well it fits, from [`NAMED`] on where a name does; 0 where it does not.
    pub(super) scores: Vec<u8>,
}

/// How well a word of the index fits one that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WordFit {
    Typo = 1,
    Begins = 2,
    Whole = 3,
}

/// A name says more about a record than what is said in it.
pub(super) const NAMED: u8 = 64;
/// A phrase says more than a word.
const PHRASE: u8 = 2;
/// Words that a slip may have meant, at most.
const MOST_NEAR: usize = 64;
/// Other forms of an expression that are looked for, at most.
const MOST_FORMS: usize = 16;
/// Letters of an abbreviation, at most.
const ABBREVIATION: usize = 6;
/// Numbers as they stand in names, from one on.
const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];

impl TypedWord {
    /// A word that was typed, before it is known whether it is the last.
    fn new(word: &str) -> Self {
        let marked = has_marks(word);
        let typed = if marked { plain(word) } else { bare(word) };
        let number = typed.parse().ok().and_then(|number: usize| number.checked_sub(1));
        let roman = || number.and_then(|at| ROMAN.get(at)).map(|roman| (*roman).to_owned());
        let also = if marked { tone_moved(&typed) } else { roman() };
        let fixed = (2..=ABBREVIATION).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        Self { typed, marked, also, fixed, ..Self::default() }
    }

    /// How well a word of the index is what was typed.
    pub(super) fn fit(&self, index: &TextIndex, word: Word) -> Option<WordFit> {
        let text = if self.marked { index.plain(word) } else { index.bare(word) };
        for typed in std::iter::once(&self.typed).chain(&self.also).filter(|typed| text.starts_with(*typed)) {
            if text.len() == typed.len() {
                return Some(WordFit::Whole);
            }
            if self.open && (self.marked || *typed == self.typed) {
                return Some(WordFit::Begins);
            }
        }
        self.near.contains(&word).then_some(WordFit::Typo)
    }

    /// The words of the index that are it, or with `open` begin with it.
    pub(super) fn words(&self, index: &TextIndex) -> Vec<(Word, WordFit)> {
        let mut words = index.words(self);
        if let Some(also) = &self.also {
            // a number is meant whole
            let open = self.open && self.marked;
            words.extend(index.words(&Self { typed: also.clone(), marked: self.marked, open, ..Self::default() }));
        }
        words
    }
}

impl SearchTerm {
    pub(crate) fn new(text: &str, same: &Synonyms) -> Self {
        let mut words = asked(text);
        let known = (0..words.len()).find_map(|from| {
            let (count, group, at) = same.begins(words.get(from..)?)?;
            Some((from..from + count, group, at))
        });
        let whole = known.as_ref().is_some_and(|(known, ..)| known.end == words.len());
        if let Some(last) = words.last_mut() {
            // an expression that is known is whole
            last.open = !whole && !last.typed.contains(is_ideograph);
        }
        let other = |form: &str, known: &std::ops::Range<usize>| {
            let (before, after) = (words.get(..known.start), words.get(known.end..));
            let parts = [before.unwrap_or_default(), &asked(form), after.unwrap_or_default()];
            parts.concat()
        };
        let others = known.into_iter().flat_map(|(known, group, at)| {
            same.others(group, at).take(MOST_FORMS).map(|form| other(form, &known)).collect::<Vec<_>>()
        });
        let others = others.collect();
        Self { words, others }
    }

    /// Whether the text, of several terms, is as a whole a known expression.
    pub(super) fn is_known(text: &str, same: &Synonyms) -> bool {
        let words = asked(text);
        same.begins(&words).is_some_and(|(count, ..)| count == words.len())
    }

    /// Capitals are those of an abbreviation where no word is written so, and else only loud. It is no slip of
    /// another word, but it may be the beginning of one that is still being typed.
    pub(super) fn know_abbreviations(&mut self, index: &TextIndex) {
        for word in &mut self.words {
            let whole = TypedWord { open: false, near: Vec::new(), ..word.clone() };
            word.fixed &= whole.words(index).is_empty();
        }
    }

    /// The ways to write it: as it was typed, then in other forms.
    pub(super) fn ways(&self) -> impl Iterator<Item = &[TypedWord]> {
        std::iter::once(self.words.as_slice()).chain(self.others.iter().map(Vec::as_slice))
    }

    /// The records that have the words as they were typed; none when there are no words.
    pub(crate) fn rows(&self, index: &TextIndex) -> FixedBitSet {
        self.exact(index).rows
    }

    /// Every record that has the words as they were typed.
    pub(super) fn exact(&self, index: &TextIndex) -> TermHits {
        self.with(index, |word| word.words(index))
    }

    /// As [`Self::exact`], with what is near a word taken for it as well.
    pub(super) fn forgiving(&self, index: &TextIndex) -> TermHits {
        self.with(index, |word| {
            let mut words = word.words(index);
            words.extend(word.near.iter().map(|near| (*near, WordFit::Typo)));
            words
        })
    }

    fn with(&self, index: &TextIndex, words: impl FnMut(&TypedWord) -> Vec<(Word, WordFit)>) -> TermHits {
        let mut found = index.together(&self.words.iter().map(words).collect::<Vec<_>>());
        for other in &self.others {
            found.join(&index.together(&other.iter().map(|word| word.words(index)).collect::<Vec<_>>()));
        }
        found
    }
}

/// The words of a text.
fn asked(text: &str) -> Vec<TypedWord> {
    tokens::words(text).map(TypedWord::new).filter(|word| !word.typed.is_empty()).collect()
}

impl TermHits {
    fn none(len: usize) -> Self {
        Self { rows: FixedBitSet::with_capacity(len), scores: vec![0; len] }
    }

    fn add(&mut self, row: usize, score: u8) {
        if let Some(slot) = self.scores.get_mut(row) {
            *slot = (*slot).max(score);
            self.rows.insert(row);
        }
    }

    /// Takes in what another way of writing it found.
    fn join(&mut self, other: &Self) {
        for row in other.rows.ones() {
            self.add(row, other.score(row));
        }
    }

    pub(super) fn score(&self, row: usize) -> u8 {
        self.scores.get(row).copied().unwrap_or(0)
    }

    /// What of it stands in names.
    pub(super) fn in_names(mut self) -> Self {
        self.rows = self.named();
        self.scores.iter_mut().filter(|score| **score < NAMED).for_each(|score| *score = 0);
        self
    }

    /// The rows whose names fit.
    pub(super) fn named(&self) -> FixedBitSet {
        rows_where(&self.scores, |score| *score >= NAMED)
    }
}

impl TextIndex {
    fn words(&self, asked: &TypedWord) -> Vec<(Word, WordFit)> {
        let typed = asked.typed.as_str();
        let order = if asked.marked { &self.by_plain } else { &self.by_bare };
        let text = |word: &Word| if asked.marked { self.plain(*word) } else { self.bare(*word) };
        let from = order.partition_point(|word| text(word) < typed);
        let wanted = |text: &str| if asked.open { text.starts_with(typed) } else { text == typed };
        let fit = |text: &str| if text.len() == typed.len() { WordFit::Whole } else { WordFit::Begins };
        let words = order.get(from..).unwrap_or_default().iter().map(|word| (*word, text(word)));
        words.take_while(|(_, text)| wanted(text)).map(|(word, text)| (word, fit(text))).collect()
    }

    /// Words that somebody who typed this one may have meant, the nearest first: of all that are
    /// not it, those with the fewest slips, and whole words rather than beginnings.
    pub(super) fn near(&self, asked: &TypedWord, only_names: bool) -> Vec<Word> {
        let most = typo::forgiven(&asked.typed);
        if asked.fixed || most == 0 {
            return Vec::new();
        }
        let typed: Vec<char> = asked.typed.chars().collect();
        let has = typo::letters(&bare(&asked.typed));
        let mut letters = Vec::new();
        let mut near: Vec<((usize, usize), Word)> = Vec::new();
        for (word, own) in (0..).zip(&self.letters) {
            // a letter that the word lacks takes a slip, so most words are passed by at a glance
            if own & typo::NUMBER != 0
                || (has & !own).count_ones() as usize > most
                || (only_names && self.in_names.get(word as usize).is_empty())
                || asked.fit(self, word).is_some()
            {
                continue;
            }
            letters.clear();
            letters.extend(if asked.marked { self.plain(word) } else { self.bare(word) }.chars());
            if let Some(slips) = typo::slips(&typed, &letters, most) {
                near.push(((slips.max(1), letters.len().abs_diff(typed.len())), word));
            }
        }
        near.sort_unstable();
        let (fewest, whole) = near.first().map_or((0, true), |((slips, more), _)| (*slips, more <= slips));
        near.retain(|((slips, more), _)| *slips == fewest && (!whole || more <= slips));
        near.into_iter().take(MOST_NEAR).map(|(_, word)| word).collect()
    }

    /// Words of names that are written much like a single word, the most alike first, with their
    /// marks: for somebody to choose from, so further from it than what is taken without asking.
    pub(in crate::query) fn alike(&self, typed: &str, most: usize) -> Vec<String> {
        let words = asked(typed);
        let [word] = words.as_slice() else { return Vec::new() };
        let letters: Vec<char> = bare(&word.typed).chars().collect();
        let Some(slips) = typo::slips_to_offer(letters.len()) else { return Vec::new() };
        let mut near: Vec<(usize, bool, usize, &str)> = Vec::new();
        for (word, text) in (0..).zip(&self.bare) {
            let names = self.in_names.get(word).len();
            if names == 0 || text.chars().count().abs_diff(letters.len()) > slips {
                continue;
            }
            let own: Vec<char> = text.chars().collect();
            // a whole word for a whole word, and slips are rare in the first letter
            if let Some(far) = typo::apart(&letters, &own, slips) {
                near.push((far, own.first() != letters.first(), usize::MAX - names, self.plain(word as Word)));
            }
        }
        near.sort_unstable();
        let mut seen = std::collections::HashSet::new();
        let each = near.into_iter().filter(|(.., text)| seen.insert(bare(text)));
        each.take(most).map(|(.., text)| text.to_owned()).collect()
    }

    /// Rows that have the words next to each other, each in one of its forms.
    fn together(&self, words: &[Vec<(Word, WordFit)>]) -> TermHits {
        match words {
            [] => TermHits::none(self.len()),
            [one] => self.single(one),
            many if many.iter().any(Vec::is_empty) => TermHits::none(self.len()),
            many => self.phrase(many),
        }
    }

    /// Rows that have any of the words.
    fn single(&self, words: &[(Word, WordFit)]) -> TermHits {
        let mut found = TermHits::none(self.len());
        for (word, fit) in words {
            for (lists, more) in [(&self.anywhere, 0), (&self.in_names, NAMED)] {
                for row in lists.get(*word as usize) {
                    found.add(*row as usize, *fit as u8 + more);
                }
            }
        }
        found
    }

    /// Rows that a word may stand for by its letters alone: one of their names has it within a word, or
    /// words one after the other of whose beginnings it is made up (`tlung`).
    pub(super) fn by_letters(&self, typed: &str) -> TermHits {
        let within = (0..).zip(&self.bare).filter(|(_, text)| text.contains(typed));
        let mut found = self.in_names(&within.map(|(word, _)| (word, WordFit::Typo)).collect::<Vec<_>>());
        let spelled = |row: &usize| {
            let tails = |words: &[Word]| (0..words.len()).any(|at| self.spells(typed, words.get(at..).unwrap_or(&[])));
            self.names(*row).any(|(_, words)| tails(words))
        };
        (0..self.len()).filter(spelled).for_each(|row| found.add(row, WordFit::Typo as u8 + NAMED));
        found
    }

    /// Whether the letters are the beginnings of the first words, one after the other.
    fn spells(&self, letters: &str, words: &[Word]) -> bool {
        let Some((first, rest)) = words.split_first() else { return letters.is_empty() };
        let shared = self.bare(*first).bytes().zip(letters.bytes()).take_while(|(a, b)| a == b).count();
        letters.is_empty() || (1..=shared).any(|taken| letters.get(taken..).is_some_and(|left| self.spells(left, rest)))
    }

    /// Rows that have any of the words in a name.
    pub(super) fn in_names(&self, words: &[(Word, WordFit)]) -> TermHits {
        let mut found = TermHits::none(self.len());
        for (word, fit) in words {
            for row in self.in_names.get(*word as usize) {
                found.add(*row as usize, *fit as u8 + NAMED);
            }
        }
        found
    }

    /// Rows that have every word, and where they stand in a row.
    fn phrase(&self, words: &[Vec<(Word, WordFit)>]) -> TermHits {
        let mut rows = all_rows(self.len());
        for alternatives in words {
            let any = alternatives.iter().flat_map(|(word, _)| self.anywhere.get(*word as usize));
            rows.intersect_with(&rows_among(self.len(), any.map(|row| Ix(*row))));
        }
        let sorted: Vec<Vec<Word>> = words.iter().map(|words| sorted(words)).collect();
        let mut found = TermHits::none(self.len());
        for row in rows.ones() {
            if let Some(score) = self.stands(row, &sorted) {
                found.add(row, score);
            }
        }
        found
    }

    /// How well the row has the words next to each other.
    fn stands(&self, row: usize, words: &[Vec<Word>]) -> Option<u8> {
        let here = |window: &[Word]| {
            window.iter().zip(words).all(|(word, any)| *word != BREAK && any.binary_search(word).is_ok())
        };
        let named = self.named.get(row).copied().unwrap_or(0) as usize;
        let at = self.rows.get(row).windows(words.len()).position(here)?;
        Some(WordFit::Whole as u8 + PHRASE + if at < named { NAMED } else { 0 })
    }
}

fn sorted(words: &[(Word, WordFit)]) -> Vec<Word> {
    let mut words: Vec<Word> = words.iter().map(|(word, _)| *word).collect();
    words.sort_unstable();
    words
}
