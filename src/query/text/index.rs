//! By word, the records that have it.

use std::collections::HashMap;

use super::tokens;
use crate::query::fold::{bare, is_ideograph, plain};
use crate::query::lists::Lists;

/// A word of the index.
pub(super) type Word = u32;
/// Stands between texts, so that no phrase runs from one into the next.
pub(super) const BREAK: Word = u32::MAX;
/// Names longer than this are not also kept as one word.
const LONGEST_JOINED: usize = 40;

/// What a record says, the part that names it apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub names: Vec<&'a str>,
    pub rest: Vec<&'a str>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct TextIndex {
    /// By word, with its marks.
    pub(super) plain: Vec<Box<str>>,
    /// Words in the order of their plain form.
    pub(super) by_plain: Vec<Word>,
    /// Bare forms in order, each with a word that has it.
    pub(super) by_bare: Vec<(Box<str>, Word)>,
    /// By row: its words in order, names first.
    pub(super) rows: Lists,
    /// By row: how many of its words belong to names.
    pub(super) named: Vec<u32>,
    /// By word: rows that have it in a name.
    pub(super) in_names: Lists,
    /// By word: rows that have it anywhere.
    pub(super) anywhere: Lists,
    /// By row: its names, folded, one a line.
    names: Vec<Box<str>>,
}

#[derive(Default)]
struct Builder {
    words: HashMap<Box<str>, Word>,
    index: TextIndex,
    /// By row: the words of its names, each once, names run together included.
    names: Lists,
    all: Lists,
}

impl TextIndex {
    #[must_use]
    pub(crate) fn new<'a>(records: impl Iterator<Item = Parts<'a>>) -> Self {
        let mut builder = Builder::default();
        records.for_each(|parts| builder.add(&parts));
        builder.finish()
    }

    /// The record's names, folded as [`bare`] does, one a line.
    #[must_use]
    pub(crate) fn names(&self, row: usize) -> &str {
        self.names.get(row).map_or("", |names| names)
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

impl Builder {
    fn add(&mut self, parts: &Parts<'_>) {
        let mut sequence = Vec::new();
        let mut joined = Vec::new();
        for name in &parts.names {
            self.text(name, &mut sequence);
            joined.extend(self.joined(name));
        }
        self.index.named.push(sequence.len() as u32);
        let mut names: Vec<Word> = sequence.iter().copied().filter(|word| *word != BREAK).chain(joined).collect();
        for text in &parts.rest {
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
        let folded: Vec<String> = parts.names.iter().map(|name| bare(name)).collect();
        self.index.names.push(folded.join("\n").into());
    }

    fn text(&mut self, text: &str, sequence: &mut Vec<Word>) {
        for word in tokens::words(&plain(text)) {
            sequence.push(self.word(word));
        }
        sequence.push(BREAK);
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
        index.by_plain = (0..count as Word).collect();
        let plain = std::mem::take(&mut index.plain);
        let text = |word: Word| plain.get(word as usize).map_or("", |text| text.as_ref());
        index.by_plain.sort_unstable_by(|a, b| text(*a).cmp(text(*b)));
        index.by_bare = (0..count as Word).map(|word| (bare(text(word)).into(), word)).collect();
        index.by_bare.sort_unstable();
        index.plain = plain;
        index.in_names = names.turned(count);
        index.anywhere = all.turned(count);
        index
    }
}
