//! By word, the records that have it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::names::{SearchName, parts};
use super::{tokens, typo};
use crate::query::fold::{bare, is_ideograph, plain};
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
    words: HashMap<Box<str>, Word>,
    index: TextIndex,
    /// By row: the words of its names, each once, names run together included.
    names: RowLists,
    all: RowLists,
}

impl TextIndex {
    #[must_use]
    pub(crate) fn new<'a>(records: impl Iterator<Item = SearchTexts<'a>>) -> Self {
        let mut builder = IndexBuilder::default();
        records.for_each(|parts| builder.add(&parts));
        builder.finish()
    }

    /// By how many points the record's name that is this one, but for marks, case and punctuation,
    /// stands behind its own; `None` when it is not called so.
    #[must_use]
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

    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.named.len()
    }

    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

impl IndexBuilder {
    fn add(&mut self, said: &SearchTexts<'_>) {
        let mut sequence = Vec::new();
        let mut joined = Vec::new();
        let mut names = Vec::new();
        for name in &said.names {
            let from = sequence.len();
            self.text(&name.text, &mut sequence);
            let words = sequence.get(from..sequence.len().saturating_sub(1)).unwrap_or_default();
            names.extend([u32::from(name.behind), words.len() as u32]);
            names.extend(words);
            if matches!(name.text, Cow::Borrowed(_)) {
                joined.extend(self.joined(&name.text));
                self.parts(name, &mut names);
            }
        }
        self.index.names.list(names);
        self.index.named.push(sequence.len() as u32);
        let mut names: Vec<Word> = sequence.iter().copied().filter(|word| *word != BREAK).chain(joined).collect();
        for text in &said.rest {
            self.text(text, &mut sequence);
        }
        let mut all: Vec<Word> = sequence.iter().copied().filter(|word| *word != BREAK).collect();
        all.extend(&names);
        for list in [&mut names, &mut all] {
            list.sort_unstable();
            list.dedup();
        }
        self.names.list(names);
        self.all.list(all);
        self.index.rows.list(sequence);
    }

    fn text(&mut self, text: &str, sequence: &mut Vec<Word>) {
        for word in tokens::words(&plain(text)) {
            sequence.push(self.word(word));
        }
        sequence.push(BREAK);
    }

    /// What may stand for a name that has several parts.
    fn parts(&mut self, name: &SearchName<'_>, names: &mut Vec<u32>) {
        for (part, behind) in parts(&name.text) {
            let words: Vec<Word> = tokens::words(&plain(part)).map(|word| self.word(word)).collect();
            names.extend([u32::from(name.behind + behind), words.len() as u32]);
            names.extend(words);
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
        let word = self.index.plain.len() as Word;
        self.index.plain.push(text.into());
        self.words.insert(text.into(), word);
        word
    }

    fn finish(self) -> TextIndex {
        let Self { mut index, names, all, .. } = self;
        let count = index.plain.len();
        index.bare = index.plain.iter().map(|text| bare(text).into()).collect();
        index.letters = index.bare.iter().map(|text| typo::letters(text)).collect();
        let ordered = |texts: &[Box<str>]| {
            let text = |word: &Word| texts.get(*word as usize).map_or("", |text| text);
            let mut words: Vec<Word> = (0..count as Word).collect();
            words.sort_unstable_by(|a, b| text(a).cmp(text(b)));
            words
        };
        index.by_plain = ordered(&index.plain);
        index.by_bare = ordered(&index.bare);
        index.in_names = names.turned(count);
        index.anywhere = all.turned(count);
        index
    }
}
