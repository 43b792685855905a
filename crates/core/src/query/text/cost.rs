//! How far a record's names are from what was asked for.

use std::ops::Range;

use super::find::{SearchTerm, TypedWord, WordFit};
use super::free::FreeWords;
use super::index::{TextIndex, Word};

/// Points for a name of which nothing was asked for, as many fewer as more of it was.
const REST: u32 = 300;
/// Points for a word that only another name of the record has.
const ELSEWHERE: u32 = 200;
/// Points for a word that no name of the record has.
const MISSING: u32 = 400;
/// Points where the name begins with another word, where words stand between those that were asked
/// for, and where their order is another: each.
const ORDER_PENALTY: u32 = 50;
const TYPO: u32 = 100;
/// Points for the letters that words stand for.
const INITIALS: u32 = 100;
/// Points for words that stand run together, or apart, where the name has them otherwise.
const JOINED: u32 = 5;
/// Words of a question and of a name that are looked at.
const MOST: usize = 32;

/// Points for a known expression in another of its forms.
const OTHER_FORM: u32 = 5;
/// Ways to write what was asked for that are looked at, at most.
const MOST_WAYS: usize = 8;

/// What was asked for, made ready for many names: as it was typed, and with known expressions in
/// their other forms.
#[derive(Debug)]
pub(in crate::query) struct NameCosts<'a> {
    ways: Vec<Spelling<'a>>,
}

/// One way to write what was asked for.
#[derive(Debug)]
struct Spelling<'a> {
    index: &'a TextIndex,
    /// The words, in order.
    asked: Vec<TermMatches<'a>>,
    /// Several of them that were found as one.
    joined: Vec<(Range<usize>, TermMatches<'a>, bool)>,
    /// All of them run together; empty where marks were typed, which must be looked at one by one.
    together: String,
}

/// A word that was asked for, with what of the index fits it: looked up, for every word of every
/// name is held against it.
#[derive(Debug)]
struct TermMatches<'a> {
    asked: &'a TypedWord,
    /// By word of the index: how well it fits, 0 where it does not.
    fits: Vec<u8>,
}

impl<'a> TermMatches<'a> {
    fn new(asked: &'a TypedWord, index: &TextIndex) -> Self {
        let mut fits = vec![0; index.words_len()];
        let near = asked.near.iter().map(|word| (*word, WordFit::Typo));
        for (word, fit) in asked.words(index).into_iter().chain(near) {
            fits.get_mut(word as usize).into_iter().for_each(|slot: &mut u8| *slot = (*slot).max(fit as u8));
        }
        Self { asked, fits }
    }

    fn fit(&self, word: Word) -> Option<WordFit> {
        match self.fits.get(word as usize) {
            Some(3) => Some(WordFit::Whole),
            Some(2) => Some(WordFit::Begins),
            Some(1) => Some(WordFit::Typo),
            _ => None,
        }
    }
}

/// What one name has of the words that were asked for.
#[derive(Default)]
struct NameMatch {
    points: u32,
    /// The words that it has, one bit each.
    has: u32,
}

impl<'a> NameCosts<'a> {
    pub(in crate::query) fn new(free: &'a FreeWords, index: &'a TextIndex) -> Self {
        let typed = Spelling::new(free.asked(), free, index);
        let finds: Vec<&SearchTerm> = free.ways().collect();
        let others = finds.iter().enumerate().flat_map(|(at, find)| find.others.iter().map(move |other| (at, other)));
        let others = others.map(|(replaced, other)| {
            let words = |(at, find): (usize, &&'a SearchTerm)| if at == replaced { other } else { &find.words };
            Spelling::new(finds.iter().enumerate().flat_map(words), &NONE, index)
        });
        Self { ways: std::iter::once(typed).chain(others).take(MOST_WAYS).collect() }
    }

    /// The points by which the best of a record's names misses what was asked for: 0 where it is
    /// the record's own name, whole.
    pub(in crate::query) fn of(&self, row: usize) -> u32 {
        let behind = |at: usize| if at == 0 { 0 } else { OTHER_FORM };
        self.ways.iter().enumerate().map(|(at, way)| way.of(row) + behind(at)).min().unwrap_or(REST)
    }
}

static NONE: std::sync::LazyLock<FreeWords> = std::sync::LazyLock::new(FreeWords::default);

impl<'a> Spelling<'a> {
    /// `free` tells which of the words were found as one.
    fn new(words: impl Iterator<Item = &'a TypedWord>, free: &'a FreeWords, index: &'a TextIndex) -> Self {
        let asked: Vec<TermMatches<'_>> = words.take(MOST).map(|word| TermMatches::new(word, index)).collect();
        let joined = free.joined().filter(|(words, ..)| words.end <= MOST);
        let joined = joined.map(|(words, asked, initials)| (words, TermMatches::new(asked, index), initials)).collect();
        let marked = asked.iter().any(|word| word.asked.marked);
        let typed = asked.iter().map(|word| word.asked.typed.as_str());
        let together = if marked { String::new() } else { typed.collect() };
        Self { index, asked, joined, together }
    }

    fn of(&self, row: usize) -> u32 {
        let all = bits(&(0..self.asked.len()));
        let mut has = 0;
        let mut best: Vec<NameMatch> = Vec::with_capacity(16);
        for (behind, words) in self.index.names(row) {
            let mut found = self.compare(words);
            if found.has != all
                && let Some(points) = self.run_together(words)
            {
                found = NameMatch { points, has: all };
            }
            if found.has != 0 {
                has |= found.has;
                best.push(NameMatch { points: found.points + behind, ..found });
            }
        }
        let missing = (all & !has).count_ones() * MISSING;
        let total = |found: &NameMatch| found.points + (has & !found.has).count_ones() * ELSEWHERE;
        missing + best.iter().map(total).min().unwrap_or(REST)
    }

    fn compare(&self, words: &[Word]) -> NameMatch {
        let mut found = NameMatch::default();
        let mut taken = 0;
        let (mut matched, mut first, mut last) = (0, usize::MAX, None::<usize>);
        let (mut gaps, mut back) = (false, false);
        let mut take = |sought: &TermMatches<'_>, which: &Range<usize>, points: u32| {
            let next = last.map_or(0, |last| last + 1);
            let Some((at, fit)) = place(words, sought, taken, next) else { return false };
            taken |= 1 << at;
            found.has |= bits(which);
            let letters = self.length(words, at);
            matched += if fit == WordFit::Begins { sought.asked.typed.len().min(letters) } else { letters };
            found.points += points + if fit == WordFit::Typo { TYPO } else { 0 };
            back |= last.is_some_and(|last| at < last);
            gaps |= last.is_some() && at != next;
            first = first.min(at);
            last = Some(at);
            true
        };
        let mut at = 0;
        while let Some(word) = self.asked.get(at) {
            let mut runs = self.joined.iter().filter(|(which, ..)| which.start == at);
            let run = runs.find(|(which, word, initials)| take(word, which, if *initials { INITIALS } else { 0 }));
            if run.is_none() {
                take(word, &(at..at + 1), 0);
            }
            at = run.map_or(at + 1, |(which, ..)| which.end);
        }
        if found.has == 0 {
            return found;
        }
        let all: usize = (0..words.len()).map(|at| self.length(words, at)).sum();
        found.points += REST * all.saturating_sub(matched) as u32 / all.max(1) as u32;
        found.points += ORDER_PENALTY * (u32::from(first != 0) + u32::from(gaps) + u32::from(back));
        found
    }

    fn length(&self, words: &[Word], at: usize) -> usize {
        words.get(at).map_or(0, |word| self.index.bare(*word).len())
    }

    /// The points of a name that is, or begins with, what was asked for when spaces don't count.
    fn run_together(&self, words: &[Word]) -> Option<u32> {
        let mut rest = self.together.as_str();
        let (mut letters, mut left) = (0, 0);
        for word in words {
            let text = self.index.bare(*word);
            letters += text.len();
            if rest.is_empty() {
                left += text.len();
            } else if let Some(after) = rest.strip_prefix(text) {
                rest = after;
            } else if text.starts_with(rest) {
                left += text.len() - rest.len();
                rest = "";
            } else {
                return None;
            }
        }
        let points = JOINED + REST * left as u32 / letters.max(1) as u32;
        (rest.is_empty() && !self.together.is_empty()).then_some(points)
    }
}

/// The word of a name, not taken yet, that fits best: the next one if it fits, else the first of
/// those that fit most wholly.
fn place(words: &[Word], sought: &TermMatches<'_>, taken: u32, next: usize) -> Option<(usize, WordFit)> {
    let fit = |at: usize| {
        let word = words.get(at).filter(|_| at < MOST && taken >> at & 1 == 0)?;
        sought.fit(*word)
    };
    if let Some(fit) = fit(next) {
        return Some((next, fit));
    }
    let mut best: Option<(usize, WordFit)> = None;
    for at in 0..words.len() {
        match fit(at) {
            Some(WordFit::Whole) => return Some((at, WordFit::Whole)),
            Some(fit) if best.is_none_or(|(_, other)| fit > other) => best = Some((at, fit)),
            _ => {}
        }
    }
    best
}

fn bits(which: &Range<usize>) -> u32 {
    which.clone().fold(0, |bits, at| bits | 1 << at)
}
