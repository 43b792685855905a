//! By word, the records that have it.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::names::{SearchName, parts};
use super::{tokens, typo};
use crate::dataset::parallel::both;
use crate::query::fold::{bare, is_ideograph, plain, plain_into};
use crate::query::lists::RowLists;

/// A word of the index.
pub(super) type Word = u32;
/// Stands between texts, so that no phrase runs from one into the next.
pub(super) const BREAK: Word = u32::MAX;
/// Names longer than this are not also kept as one word.
const LONGEST_JOINED: usize = 20;

/// What a record says, the part that names it apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SearchTexts<'a> {
    pub names: Vec<SearchName<'a>>,
    pub rest: Vec<&'a str>,
}

impl<'a> SearchTexts<'a> {
    /// Names that are equally good, and nothing else.
    pub(crate) fn of_names(names: Vec<&'a str>) -> Self {
        let name = |text| SearchName { text: Cow::Borrowed(text), behind: 0 };
        Self { names: names.into_iter().map(name).collect(), rest: Vec::new() }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct TextIndex {
    /// By word, with its marks.
    pub(super) plain: Vec<Box<str>>,
    /// By word, without.
    pub(super) bare: Vec<Box<str>>,
    /// By word: the letters that its bare form has (see [`typo::letters`]).
    pub(super) letters: Vec<u32>,
    /// Words in the order of their plain form.
    pub(super) by_plain: Vec<Word>,
    /// Words in the order of their bare form.
    pub(super) by_bare: Vec<Word>,
    /// By row: its words in order, names first.
    pub(super) rows: RowLists,
    /// By row: how many of its words belong to names.
    pub(super) named: Vec<u32>,
    /// By word: rows that have it in a name.
    pub(super) in_names: RowLists,
    /// By word: rows that have it anywhere.
    pub(super) anywhere: RowLists,
    /// By row: its names and their parts; of each, the points that it stands behind, how many words
    /// it has, and those.
    names: RowLists,
}

#[derive(Default)]
struct IndexBuilder {
    words: HashMap<Box<str>, Word, RandomState>,
    index: TextIndex,
    /// By row: its names run together.
    joined: RowLists,
    // used again from text to text, for a million records have several million
    folded: String,
    sequence: Vec<Word>,
    of_names: Vec<u32>,
}

impl TextIndex {
    pub(crate) fn new<'a>(records: impl Iterator<Item = SearchTexts<'a>>) -> Self {
        let mut builder = IndexBuilder::default();
        records.for_each(|parts| builder.add(&parts));
        builder.finish()
    }

    /// By how many points the record's name that is this one, but for marks, case and punctuation,
    /// stands behind its own; `None` when it is not called so.
    pub(crate) fn called(&self, row: usize, name: &str) -> Option<u32> {
        let folded = bare(name);
        let same = |words: &[Word]| words.iter().map(|word| self.bare(*word)).eq(tokens::words(&folded));
        self.names(row).filter(|(_, words)| same(words)).map(|(behind, _)| behind).min()
    }

    /// The names of a row and their parts: how many points each stands behind, and its words.
    pub(super) fn names(&self, row: usize) -> impl Iterator<Item = (u32, &[Word])> {
        let mut rest = self.names.get(row);
        std::iter::from_fn(move || {
            let (&[behind, count], after) = rest.split_first_chunk::<2>()?;
            let (words, after) = after.split_at_checked(count as usize)?;
            rest = after;
            Some((behind, words))
        })
    }

    /// A word with its marks.
    pub(super) fn plain(&self, word: Word) -> &str {
        self.plain.get(word as usize).map_or("", |text| text)
    }

    /// A word without its marks.
    pub(super) fn bare(&self, word: Word) -> &str {
        self.bare.get(word as usize).map_or("", |text| text)
    }

    /// How many words there are.
    pub(super) fn words_len(&self) -> usize {
        self.bare.len()
    }

    pub(crate) fn len(&self) -> usize {
        self.named.len()
    }
}

impl IndexBuilder {
    fn add(&mut self, said: &SearchTexts<'_>) {
        let mut joined = Vec::new();
        self.sequence.clear();
        self.of_names.clear();
        for name in &said.names {
            let from = self.sequence.len();
            self.text(&name.text);
            let words = self.sequence.get(from..self.sequence.len().saturating_sub(1)).unwrap_or_default();
            self.of_names.extend([u32::from(name.behind), words.len() as u32]);
            self.of_names.extend(words);
            if matches!(name.text, Cow::Borrowed(_)) {
                joined.extend(self.joined(&name.text));
                self.parts(name);
            }
        }
        self.joined.list(joined);
        self.index.names.list(self.of_names.iter().copied());
        self.index.named.push(self.sequence.len() as u32);
        for text in &said.rest {
            self.text(text);
        }
        self.index.rows.list(self.sequence.iter().copied());
    }

    fn text(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        plain_into(text, &mut folded);
        for word in tokens::words(&folded) {
            let word = self.word(word);
            self.sequence.push(word);
        }
        self.sequence.push(BREAK);
        self.folded = folded;
    }

    /// What may stand for a name that has several parts.
    fn parts(&mut self, name: &SearchName<'_>) {
        for (part, behind) in parts(&name.text) {
            let words: Vec<Word> = tokens::words(&plain(part)).map(|word| self.word(word)).collect();
            self.of_names.extend([u32::from(name.behind + behind), words.len() as u32]);
            self.of_names.extend(words);
        }
    }

    /// A name run together, as people type it: `huunghi`, `youyiguan`.
    fn joined(&mut self, name: &str) -> Option<Word> {
        let folded = bare(name);
        let mut words = 0;
        let joined: String = tokens::words(&folded).inspect(|_| words += 1).collect();
        let fits = words > 1 && joined.len() <= LONGEST_JOINED && !joined.contains(is_ideograph);
        fits.then(|| self.word(&joined))
    }

    fn word(&mut self, text: &str) -> Word {
        if let Some(word) = self.words.get(text) {
            return *word;
        }
        let word = self.words.len() as Word;
        self.words.insert(text.into(), word);
        word
    }

    fn finish(self) -> TextIndex {
        let Self { words, mut index, joined, .. } = self;
        let count = words.len();
        let mut texts: Vec<(Word, Box<str>)> = words.into_iter().map(|(text, word)| (word, text)).collect();
        texts.sort_unstable_by_key(|(word, _)| *word);
        index.plain = texts.into_iter().map(|(_, text)| text).collect();
        index.bare = index.plain.iter().map(|text| bare(text).into()).collect();
        index.letters = index.bare.iter().map(|text| typo::letters(text)).collect();
        let ordered = |texts: &[Box<str>]| {
            let text = |word: &Word| texts.get(*word as usize).map_or("", |text| text);
            let mut words: Vec<Word> = (0..count as Word).collect();
            words.sort_unstable_by(|a, b| text(a).cmp(text(b)));
            words
        };
        let rows = index.rows.len();
        let named = |row: usize| index.named.get(row).map_or(0, |count| *count as usize);
        let in_names = |row: usize| index.rows.get(row).iter().take(named(row)).chain(joined.get(row));
        let anywhere = |row: usize| index.rows.get(row).iter().chain(joined.get(row));
        ((index.by_plain, index.by_bare), (index.in_names, index.anywhere)) = both(
            || (ordered(&index.plain), ordered(&index.bare)),
            || (RowLists::by_item(count, rows, in_names), RowLists::by_item(count, rows, anywhere)),
        );
        index
    }
}
