//! The free words of a query: every record that has them all, written as people write them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::find::{NAMED, SearchTerm, TermHits, TypedWord, WordFit};
use super::index::TextIndex;
use super::same::Synonyms;
use super::typo;
use crate::query::bits::{FixedBitSet, all_rows};
use crate::query::fold::{bare, is_ideograph};

/// What the free words of a query find.
#[derive(Clone, Debug, Default)]
pub(crate) struct FreeWords {
    /// By term: its text and words.
    terms: Vec<(String, SearchTerm)>,
    found: Vec<TermHits>,
    runs: Vec<TermRun>,
    pub(in crate::query) rows: FixedBitSet,
    /// By term that slipped: the words that were found for it.
    pub(in crate::query) instead: Vec<(String, Vec<String>)>,
    /// Whether only names are looked through.
    only_names: bool,
    /// Whether some were found by their letters alone.
    by_letters: bool,
}

/// Several terms that were found as one word.
#[derive(Clone, Debug)]
struct TermRun {
    terms: Range<usize>,
    /// Whether the word is the initials of the terms.
    initials: bool,
    word: TypedWord,
    found: TermHits,
}

/// Terms that may be parts of one word, at most.
const LONGEST: usize = 6;
/// Terms that may be one expression, at most.
const MOST_TERMS: usize = 12;
/// Letters that a word needs to be looked for within others.
const LEAST_WITHIN: usize = 3;
/// Letters that a word needs to have been typed in parts: fewer come about by chance.
const LEAST_LETTERS: usize = 5;
/// Words that initials stand for, at least: fewer letters make too many other words.
const LEAST_INITIALS: usize = 4;

impl FreeWords {
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a str>, index: &TextIndex, same: &Synonyms) -> Self {
        Self::within(texts, index, same, false)
    }

    /// As [`Self::new`], in names alone; and where they have not the words, by their letters.
    pub(crate) fn of_names<'a>(texts: impl Iterator<Item = &'a str>, index: &TextIndex, same: &Synonyms) -> Self {
        Self::within(texts, index, same, true)
    }

    /// Nothing that is asked for, which all of so many rows have.
    pub(crate) fn none(rows: usize) -> Self {
        Self { rows: all_rows(rows), ..Self::default() }
    }

    fn within<'a>(texts: impl Iterator<Item = &'a str>, index: &TextIndex, same: &Synonyms, only_names: bool) -> Self {
        let texts: Vec<&str> = texts.collect();
        let put_together = together(&texts, same);
        let free = Self::of(&put_together, index, same, only_names);
        // words of an expression that stand apart, where they stand nowhere together
        let apart = put_together.len() < texts.len() && (free.rows.is_clear() || !free.instead.is_empty());
        if apart { Self::of(&texts, index, &Synonyms::default(), only_names) } else { free }
    }

    fn of(texts: &[impl AsRef<str>], index: &TextIndex, same: &Synonyms, only_names: bool) -> Self {
        let text = |text: &str| (text.to_owned(), SearchTerm::new(text, same));
        let mut terms: Vec<(String, SearchTerm)> = texts.iter().map(|each| text(each.as_ref())).collect();
        // a dash between words asks for nothing
        terms.retain(|(_, find)| !find.words.is_empty());
        terms.iter_mut().for_each(|(_, find)| find.know_abbreviations(index));
        let mut free = Self { terms, only_names, ..Self::default() };
        free.found = free.terms.iter().map(|(_, find)| free.limited(find.exact(index))).collect();
        free.runs = free.runs(index, false);
        free.rows = free.together(index.len(), |found| &found.rows);
        if free.rows.is_clear() {
            free.runs = free.runs(index, true);
            free.rows = free.together(index.len(), |found| &found.rows);
        }
        if free.rows.is_clear() && only_names {
            free.take_letters(index);
        }
        if free.rows.is_clear() {
            free.forgive_many(index);
        } else if free.terms.len() > 1 && !free.rows.ones().any(|row| free.is_named(row)) {
            free.forgive_one(index);
        }
        free.tell_what_was_meant(index);
        free
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words that were asked for, in order.
    pub(super) fn asked(&self) -> impl Iterator<Item = &TypedWord> {
        self.terms.iter().flat_map(|(_, find)| &find.words)
    }

    /// By term: the ways in which it may be written.
    pub(super) fn ways(&self) -> impl Iterator<Item = &SearchTerm> {
        self.terms.iter().map(|(_, find)| find)
    }

    /// The words that several others were found as, with which of [`Self::asked`] those are, and
    /// whether by their initials.
    pub(super) fn joined(&self) -> impl Iterator<Item = (Range<usize>, &TypedWord, bool)> {
        let before = |term: usize| self.terms.iter().take(term).map(|(_, find)| find.words.len()).sum::<usize>();
        self.runs.iter().map(move |run| (before(run.terms.start)..before(run.terms.end), &run.word, run.initials))
    }

    /// How well a row fits, from what is known of its words; [`super::cost`] looks closer.
    pub(crate) fn score(&self, row: usize) -> u32 {
        (0..self.found.len()).map(|at| u32::from(self.term_score(at, row))).sum()
    }

    fn term_score(&self, at: usize, row: usize) -> u8 {
        let own = self.found.get(at).map_or(0, |found| found.score(row));
        let runs = self.runs.iter().filter(|run| run.terms.contains(&at)).map(|run| run.found.score(row));
        runs.fold(own, u8::max)
    }

    /// Whether the names of a row have every word, the last one perhaps unfinished.
    fn is_named(&self, row: usize) -> bool {
        let last = self.found.len().saturating_sub(1);
        let enough = |at: usize| NAMED + if at < last { WordFit::Whole as u8 } else { 0 };
        (0..self.found.len()).all(|at| self.term_score(at, row) >= enough(at))
    }

    /// Rows that have every term, some of them together as one word perhaps.
    fn together(&self, len: usize, rows: impl Fn(&TermHits) -> &FixedBitSet) -> FixedBitSet {
        // what has all terms from each on
        let mut after = vec![all_rows(len); self.found.len() + 1];
        for (at, found) in self.found.iter().enumerate().rev() {
            let mut here = rows(found).clone();
            after.get(at + 1).into_iter().for_each(|rest| here.intersect_with(rest));
            for run in self.runs.iter().filter(|run| run.terms.start == at) {
                let mut run_rows = rows(&run.found).clone();
                after.get(run.terms.end).into_iter().for_each(|rest| run_rows.intersect_with(rest));
                here.union_with(&run_rows);
            }
            after.get_mut(at).into_iter().for_each(|slot| std::mem::swap(slot, &mut here));
        }
        after.into_iter().next().unwrap_or_default()
    }

    /// Terms side by side that are one word in names (`you yi guan` is `youyiguan`), or the words
    /// that its letters stand for; with `open`, the beginning of one.
    fn runs(&self, index: &TextIndex, open: bool) -> Vec<TermRun> {
        let single = |(_, find): &'_ (String, SearchTerm)| match find.words.as_slice() {
            [word] if !word.typed.contains(is_ideograph) => Some((bare(&word.typed), word.marked)),
            _ => None,
        };
        let words: Vec<Option<(String, bool)>> = self.terms.iter().map(single).collect();
        let mut runs = Vec::new();
        for from in 0..words.len() {
            let (mut joined, mut initials, mut marked) = (String::new(), String::new(), false);
            for (to, word) in (1..).zip(&words).skip(from).take(LONGEST) {
                let Some((word, marks)) = word else { break };
                joined.push_str(word);
                initials.extend(word.chars().next());
                marked |= marks;
                let open = open && to == words.len();
                let long = !marked && to > from + 1 && joined.chars().count() >= LEAST_LETTERS;
                let run = |initials, typed: &str, open| TermRun::new(from..to, initials, typed, open, index);
                runs.extend(long.then(|| run(false, &joined, open)).flatten());
                let many = to >= from + LEAST_INITIALS;
                runs.extend(many.then(|| run(true, &initials, false)).flatten());
            }
        }
        runs
    }

    fn limited(&self, found: TermHits) -> TermHits {
        if self.only_names { found.in_names() } else { found }
    }

    /// Whether this is what may have been meant, and not what was asked for.
    pub(in crate::query) fn is_guessed(&self) -> bool {
        self.by_letters || !self.instead.is_empty()
    }

    /// Takes words that no name has for letters of names.
    fn take_letters(&mut self, index: &TextIndex) {
        for ((_, find), found) in self.terms.iter().zip(&mut self.found) {
            let [word] = find.words.as_slice() else { continue };
            if found.rows.is_clear() && !word.marked && word.typed.chars().count() >= LEAST_WITHIN {
                *found = index.by_letters(&word.typed);
                self.by_letters |= !found.rows.is_clear();
            }
        }
        self.rows = self.together(index.len(), |found| &found.rows);
    }

    /// Nothing has the words: looks for what may have been meant by those that stand nowhere, then
    /// by any of them, in names and then anywhere.
    fn forgive_many(&mut self, index: &TextIndex) {
        let passes = if self.only_names { 2 } else { 3 };
        for (known, only_names) in [(false, true), (true, true), (true, false)].into_iter().take(passes) {
            for ((_, find), found) in self.terms.iter_mut().zip(&mut self.found) {
                if known || found.rows.is_clear() {
                    find.words.iter_mut().for_each(|word| word.near = index.near(word, only_names));
                    let forgiven = find.forgiving(index);
                    *found = if self.only_names { forgiven.in_names() } else { forgiven };
                }
            }
            self.rows = self.together(index.len(), |found| &found.rows);
            if !self.rows.is_clear() {
                return;
            }
        }
    }

    /// The words stand somewhere, but not in one name: adds what is called so but for one word.
    fn forgive_one(&mut self, index: &TextIndex) {
        let named: Vec<FixedBitSet> = self.found.iter().map(TermHits::named).collect();
        let mut more = Vec::new();
        for (at, (_, find)) in self.terms.iter_mut().enumerate() {
            let mut others = all_rows(index.len());
            named
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .for_each(|(_, rows)| others.intersect_with(rows));
            let [word] = find.words.as_mut_slice() else { continue };
            if others.is_clear() || typo::forgiven(&word.typed) == 0 {
                continue;
            }
            word.near = index.near(word, true);
            let found = find.forgiving(index);
            others.intersect_with(&found.named());
            if others.is_clear() {
                find.words.iter_mut().for_each(|word| word.near.clear());
            } else {
                more.push((at, others, found));
            }
        }
        for (at, rows, found) in more {
            self.rows.union_with(&rows);
            self.found.get_mut(at).into_iter().for_each(|slot| *slot = found.clone());
        }
    }

    /// Keeps of the near words those that a record of the answer has, and says which they are.
    fn tell_what_was_meant(&mut self, index: &TextIndex) {
        let rows = &self.rows;
        for (text, find) in &mut self.terms {
            for word in &mut find.words {
                word.near
                    .retain(|near| index.anywhere.get(*near as usize).iter().any(|row| rows.contains(*row as usize)));
            }
            let near = find.words.iter().flat_map(|word| &word.near);
            let mut told = BTreeSet::new();
            let words = near.filter(|near| told.insert(index.bare(**near)));
            let mut words: Vec<String> = words.map(|near| index.plain(*near).to_owned()).collect();
            // "Guangxi's" is no other word than "Guangxi"
            let plain = words.clone();
            words.retain(|word| word.strip_suffix('s').is_none_or(|word| !plain.iter().any(|other| other == word)));
            if !words.is_empty() {
                self.instead.push((text.clone(), words));
            }
        }
    }
}

/// The texts, those side by side that are a known expression as one.
fn together(texts: &[&str], same: &Synonyms) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        let mut ends = (at + 2..=texts.len().min(at + MOST_TERMS)).rev();
        let whole =
            |end: &usize| texts.get(at..*end).map(|texts| texts.join(" ")).filter(|t| SearchTerm::is_known(t, same));
        let known = ends.find_map(|end| Some((whole(&end)?, end)));
        let (text, end) = known.unwrap_or_else(|| (texts.get(at).copied().unwrap_or_default().to_owned(), at + 1));
        out.push(text);
        at = end;
    }
    out
}

impl TermRun {
    /// Nothing when no name has the word.
    fn new(terms: Range<usize>, initials: bool, typed: &str, open: bool, index: &TextIndex) -> Option<Self> {
        let word = TypedWord { typed: typed.to_owned(), open, ..TypedWord::default() };
        let mut words = word.words(index);
        words.retain(|(word, _)| !index.in_names.get(*word as usize).is_empty());
        (!words.is_empty()).then(|| Self { terms, initials, word, found: index.in_names(&words) })
    }
}
