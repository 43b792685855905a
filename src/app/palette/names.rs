//! The names of a dataset, folded once for comparing, and where in a name the letters stand.

use std::ops::Range;

use nucleo_matcher::Utf32Str;
use unicode_normalization::char::is_combining_mark;

use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Record, Text};
use km0_core::query::fold;

/// Every form of every name of a dataset.
#[derive(Clone, Debug, Default)]
pub(super) struct FoldedNames {
    /// The forms of one record stand together.
    pub(super) forms: Vec<NameForm>,
}

/// One form of a record's name.
#[derive(Clone, Debug)]
pub(super) struct NameForm {
    pub(super) ix: Ix,
    /// Which of the record's forms, as [`forms`] gives them.
    pub(super) which: u16,
    pub(super) letters: Letters,
}

impl FoldedNames {
    #[must_use]
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut all = Self::default();
        for (ix, record) in dataset.rows().zip(dataset.records()) {
            for (which, form) in forms(record).enumerate() {
                let which = u16::try_from(which).unwrap_or(u16::MAX);
                all.forms.push(NameForm { ix, which, letters: Letters::new(form) });
            }
        }
        all
    }
}

/// Records from which on names are folded beside the thread that paints.
pub(super) const MANY: usize = 10_000;

/// No names yet.
pub(super) static NONE: FoldedNames = FoldedNames { forms: Vec::new() };

/// What a record goes by: its name and other names in every language, for a gate what the other
/// side calls it, and its id.
pub(super) fn forms(record: &Record) -> impl Iterator<Item = &str> {
    let across = record.text(Field::Counterpart);
    let names = std::iter::once(&record.name).chain(&record.aliases).chain(across).flat_map(Text::forms);
    names.chain(std::iter::once(&*record.id))
}

/// A text folded both ways.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    bare: Folded,
    /// Where it differs from `bare`.
    plain: Option<Folded>,
}

/// Characters to look through. Most names are plain Latin letters once their marks are off, and
/// those take a byte each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    Latin(Box<str>),
    Wide(Box<[char]>),
}

impl Folded {
    pub(super) fn new(text: String) -> Self {
        if text.is_ascii() { Self::Latin(text.into()) } else { Self::Wide(text.chars().collect()) }
    }

    pub(super) fn view(&self) -> Utf32Str<'_> {
        match self {
            Self::Latin(text) => Utf32Str::Ascii(text.as_bytes()),
            Self::Wide(chars) => Utf32Str::Unicode(chars),
        }
    }
}

impl Letters {
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() && !text.contains(fold::is_apostrophe) {
            return Self { bare: Folded::Latin(text.to_ascii_lowercase().into()), plain: None };
        }
        let (bare, plain) = (fold::bare(text), fold::plain(text));
        let plain = (plain != bare).then(|| Folded::new(plain));
        Self { bare: Folded::new(bare), plain }
    }

    /// The letters to look through for a question with marks, or without.
    pub(super) fn view(&self, marked: bool) -> Utf32Str<'_> {
        self.plain.as_ref().filter(|_| marked).unwrap_or(&self.bare).view()
    }
}

/// For each folded letter of a text the bytes that it stands for.
pub(super) fn places(text: &str, marked: bool) -> Vec<Range<usize>> {
    let starts = text.char_indices().filter(|(_, c)| !is_combining_mark(*c)).map(|(at, _)| at);
    let starts: Vec<usize> = starts.chain(std::iter::once(text.len())).collect();
    let mut places = Vec::new();
    for pair in starts.windows(2) {
        let &[from, to] = pair else { continue };
        let cluster = text.get(from..to).unwrap_or_default();
        let folded = if marked { fold::plain(cluster) } else { fold::bare(cluster) };
        places.extend(folded.chars().map(|_| from..to));
    }
    places
}
