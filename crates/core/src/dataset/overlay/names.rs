//! What the open dataset calls its gates, places, people, bodies and mechanisms, to find them by
//! whole name in what somebody else has written.
//!
//! A name that is written with its marks is looked for with them, so that two people whose names
//! differ in a tone stay two; one written without is looked for without.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use unicode_normalization::UnicodeNormalization;

use crate::dataset::table::gazetteer::{AFTER, BEFORE, PlaceClass};
use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind, Record, Text, Value, fold};

/// Words that a name may have.
const LONGEST: usize = 16;
/// Words of a text that are looked at; what comes after them stands in no title.
const MOST_WORDS: usize = 2_000;
/// Before the name of a person, folded and word by word.
const HONORIFICS: [&[&str]; 9] =
    [&["dong", "chi"], &["d", "c"], &["dc"], &["ong"], &["ba"], &["mr"], &["mrs"], &["ms"], &["dr"]];

/// The names of a dataset.
#[derive(Debug)]
pub(super) struct KnownNames<'a> {
    dataset: &'a Dataset,
    marked: NameRows,
    bare: NameRows,
    /// Words of the longest name.
    longest: usize,
}

type NameRows = HashMap<String, Vec<Ix>, RandomState>;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NameMeaning {
    One(Ix),
    Several(Vec<Ix>),
    None,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// As it is written there.
    pub(super) said: String,
    pub(super) meant: NameMeaning,
}

/// A word of a text, or one character of a script without spaces.
#[derive(Clone, Debug)]
struct NameWord {
    from: usize,
    to: usize,
    marked: String,
    bare: String,
    ideograph: bool,
    capital: bool,
    /// Whether nothing but space, a hyphen or a full stop stands between it and the word before.
    joined: bool,
}

impl<'a> KnownNames<'a> {
    pub(super) fn new(dataset: &'a Dataset) -> Self {
        let mut names = Self { dataset, marked: NameRows::default(), bare: NameRows::default(), longest: 1 };
        for (ix, record) in dataset.rows().zip(dataset.records()) {
            if is_named(record.kind) {
                for form in forms(record) {
                    names.add(form, ix);
                }
            }
        }
        names
    }

    fn add(&mut self, name: &str, ix: Ix) {
        let words = words(name);
        if words.is_empty() || words.len() > LONGEST {
            return;
        }
        self.longest = self.longest.max(words.len());
        for (index, key) in [(&mut self.marked, key(&words, true)), (&mut self.bare, key(&words, false))] {
            let rows = index.entry(key).or_default();
            if !rows.contains(&ix) {
                rows.push(ix);
            }
        }
    }

    /// What a whole text means as a name, of these kinds only.
    pub(super) fn whole(&self, text: &str, takes: impl Fn(Kind) -> bool) -> NameMeaning {
        if text.len() > 400 {
            return NameMeaning::None;
        }
        let all = words(text);
        let mut words = all.as_slice();
        if words.is_empty() || words.len() > LONGEST {
            return NameMeaning::None;
        }
        let mut wanted = None;
        if self.rows(words).is_empty() {
            let (rest, kind) = stripped(words);
            (words, wanted) = (rest, kind);
        }
        // one letter or character is no name
        if words.iter().map(|word| word.bare.chars().count()).sum::<usize>() < 2 {
            return NameMeaning::None;
        }
        self.choose(self.rows(words), wanted, &takes)
    }

    /// The names in a text, each of at least two words or three characters of Chinese, the longest
    /// at each place.
    pub(super) fn within(&self, text: &str) -> Vec<Hit> {
        let text: String = text.nfc().collect();
        let words = words(&text);
        let (mut hits, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let Some((hit, taken)) = self.hit(&text, &words, at) else {
                at += 1;
                continue;
            };
            hits.push(hit);
            at += taken;
        }
        hits
    }

    /// The longest name that begins with this word, and how many words it takes.
    fn hit(&self, text: &str, words: &[NameWord], at: usize) -> Option<(Hit, usize)> {
        let most = self.longest.min(words.len() - at);
        let run = 1 + words.get(at + 1..at + most)?.iter().take_while(|word| word.joined).count();
        for long in (2..=run).rev() {
            let span = words.get(at..at + long)?;
            let (first, last) = (span.first()?, span.last()?);
            let behind = after(words.get(at + long..)?);
            // two characters may stand in any word: what follows must say that they are a name
            if long < 3 && span.iter().all(|word| word.ideograph) && behind.is_none() {
                continue;
            }
            let rows: Vec<Ix> = self.rows(span).iter().copied().filter(|ix| self.reads(*ix, first)).collect();
            if rows.is_empty() {
                continue;
            }
            let wanted = before(words.get(..at)?).and_then(|(kind, _)| kind).or(behind.and_then(|(kind, _)| kind));
            let said = text.get(first.from..last.to)?.to_owned();
            let fitting: Vec<Ix> = rows.iter().copied().filter(|ix| self.fits(*ix, wanted)).collect();
            let rows = if fitting.is_empty() { rows } else { fitting };
            return Some((Hit { said, meant: self.choose(&rows, None, &|_| true) }, long));
        }
        None
    }

    /// Whether a name in the middle of a text may be that of the record: countries are named
    /// everywhere, and people and places have capitals.
    fn reads(&self, ix: Ix, first: &NameWord) -> bool {
        let Some(record) = self.dataset.record(ix) else { return false };
        let country = record.choice(Field::Form) == Some("Country");
        let proper = matches!(record.kind, Kind::Gate | Kind::Place | Kind::Person);
        record.kind != Kind::Topic && !country && (!proper || first.capital || first.ideograph)
    }

    fn rows(&self, words: &[NameWord]) -> &[Ix] {
        let marked = words.iter().any(|word| word.marked != word.bare);
        let index = if marked { &self.marked } else { &self.bare };
        index.get(&key(words, marked)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The one that is meant: a province goes before a gate or town of its name.
    fn choose(&self, rows: &[Ix], wanted: Option<PlaceClass>, takes: &impl Fn(Kind) -> bool) -> NameMeaning {
        let takes = |ix: &Ix| self.dataset.kind(*ix).is_some_and(takes) && self.fits(*ix, wanted);
        let rows: Vec<Ix> = rows.iter().copied().filter(takes).collect();
        let mut provinces = rows.iter().copied().filter(|ix| self.fits(*ix, Some(PlaceClass::Province)));
        match (rows.as_slice(), provinces.next(), provinces.next()) {
            ([], ..) => NameMeaning::None,
            ([one], ..) => NameMeaning::One(*one),
            (_, Some(province), None) => NameMeaning::One(province),
            _ => NameMeaning::Several(rows),
        }
    }

    fn fits(&self, ix: Ix, wanted: Option<PlaceClass>) -> bool {
        let Some(record) = self.dataset.record(ix) else { return false };
        let is_province = matches!(record.choice(Field::Form), Some("Province" | "Region"));
        match wanted {
            None => true,
            Some(PlaceClass::Gate) => record.kind == Kind::Gate,
            Some(PlaceClass::Province) => is_province,
            Some(PlaceClass::Town) => record.kind != Kind::Gate && !is_province,
        }
    }
}

/// Kinds that are found by name.
pub(super) fn is_named(kind: Kind) -> bool {
    matches!(kind, Kind::Gate | Kind::Place | Kind::Person | Kind::Organisation | Kind::Mechanism | Kind::Topic)
}

/// Every name of a record: in all languages, with what it is or was also called. What a name adds
/// in brackets is left out where the rest is a name.
fn forms(record: &Record) -> impl Iterator<Item = &str> {
    let dated = match record.get(Field::Former) {
        Some(Value::Names(names)) => names.as_slice(),
        _ => &[],
    };
    let opposite = record.text(Field::Counterpart).filter(|_| record.kind == Kind::Gate);
    let texts = std::iter::once(&record.name).chain(record.aliases.iter()).chain(dated.iter().map(|name| &name.text));
    texts.chain(opposite).flat_map(Text::forms)
}

/// The words of a text as they are compared.
fn words(text: &str) -> Vec<NameWord> {
    let text: String = text.nfc().collect();
    let mut words: Vec<NameWord> = Vec::new();
    let mut joined = true;
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if words.len() > MOST_WORDS {
            break;
        }
        let ideograph = fold::is_ideograph(c);
        let letter = !ideograph && (c.is_alphanumeric() || fold::is_apostrophe(c));
        if let Some(from) = open.filter(|_| !letter) {
            words.extend(word(&text, from, at, joined));
            (open, joined) = (None, true);
        }
        if ideograph {
            words.extend(word(&text, at, at + c.len_utf8(), joined));
            joined = true;
        } else if letter {
            open = open.or(Some(at));
        } else {
            joined &= c.is_whitespace() && c != '\n' || matches!(c, '-' | '–' | '.' | '/' | '·');
        }
    }
    words
}

fn word(text: &str, from: usize, to: usize, joined: bool) -> Option<NameWord> {
    let said = text.get(from..to)?;
    let first = said.chars().next()?;
    let plain = fold::plain(said);
    // the tone of oa, oe and uy on its first vowel or its second is the same word
    let marked = fold::tone_moved(&plain).filter(|other| *other < plain).unwrap_or(plain);
    let bare = fold::bare(said);
    let word = NameWord {
        from,
        to,
        marked,
        bare,
        ideograph: fold::is_ideograph(first),
        capital: first.is_uppercase() || first.is_numeric(),
        joined,
    };
    (!word.bare.is_empty()).then_some(word)
}

fn key(words: &[NameWord], marked: bool) -> String {
    let words: Vec<&str> = words.iter().map(|word| if marked { word.marked.as_str() } else { &word.bare }).collect();
    words.join(" ")
}

/// The words without those that say what they name.
fn stripped(words: &[NameWord]) -> (&[NameWord], Option<PlaceClass>) {
    let (mut rest, mut wanted) = (words, None);
    if let Some(titled) = HONORIFICS.iter().find(|title| begins(rest, title)) {
        rest = rest.get(titled.len()..).unwrap_or_default();
    }
    let leading = BEFORE.iter().find_map(|(said, kind)| {
        let said: Vec<&str> = said.split([' ', '.']).filter(|word| !word.is_empty()).collect();
        begins(rest, &said).then_some((*kind, said.len()))
    });
    if let Some((kind, count)) = leading.filter(|(_, count)| *count < rest.len()) {
        (rest, wanted) = (rest.get(count..).unwrap_or_default(), kind);
    }
    for (said, kind) in AFTER {
        let said = parts(said);
        if rest.len() > said.len() && ends(rest, &said) {
            (rest, wanted) = (rest.get(..rest.len() - said.len()).unwrap_or_default(), kind.or(wanted));
            break;
        }
    }
    (rest, wanted)
}

/// What the words before a name say that it is, and how many they are.
fn before(words: &[NameWord]) -> Option<(Option<PlaceClass>, usize)> {
    BEFORE.iter().find_map(|(said, kind)| {
        let said: Vec<&str> = said.split([' ', '.']).filter(|word| !word.is_empty()).collect();
        ends(words, &said).then_some((*kind, said.len()))
    })
}

/// What the words behind a name say that it is.
fn after(words: &[NameWord]) -> Option<(Option<PlaceClass>, usize)> {
    AFTER.iter().find_map(|(said, kind)| {
        let said = parts(said);
        begins(words, &said).then_some((*kind, said.len()))
    })
}

/// The words of what stands behind names, characters one by one.
fn parts(said: &'static str) -> Vec<&'static str> {
    if said.starts_with(' ') { said.split_whitespace().collect() } else { said.split_inclusive(|_| true).collect() }
}

fn begins(words: &[NameWord], said: &[&str]) -> bool {
    words.len() >= said.len() && words.iter().zip(said).all(|(word, said)| word.bare == *said)
}

fn ends(words: &[NameWord], said: &[&str]) -> bool {
    words.len().checked_sub(said.len()).and_then(|from| words.get(from..)).is_some_and(|tail| begins(tail, said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;

    fn id(dataset: &Dataset, meant: &NameMeaning) -> String {
        let name = |ix: &Ix| dataset.record(*ix).map(|record| record.id.to_string()).unwrap_or_default();
        match meant {
            NameMeaning::One(ix) => name(ix),
            NameMeaning::Several(all) => format!("several: {}", all.iter().map(name).collect::<Vec<_>>().join(", ")),
            NameMeaning::None => "none".to_owned(),
        }
    }

    #[test]
    fn whole_names_are_known_in_three_languages_with_and_without_marks() {
        let dataset = builtin().dataset;
        let names = KnownNames::new(&dataset);
        for (said, wanted) in [
            ("Tà Lùng", "ta-lung"),
            ("cửa khẩu Tà Lùng", "ta-lung"),
            ("CỬA KHẨU QUỐC TẾ TÀ LÙNG", "ta-lung"),
            ("ta lung", "ta-lung"),
            ("Ta Lung border gate", "ta-lung"),
            ("驮隆口岸", "ta-lung"),
            ("友谊口岸", "huu-nghi"),
            ("Đ/c Quản Minh Cường", "quan-minh-cuong"),
            ("ông Quản Minh Cường", "quan-minh-cuong"),
            ("Quan Minh Cuong", "quan-minh-cuong"),
            ("Quán Minh Cường", "none"),
            ("UBND tỉnh Cao Bằng", "ubnd-cao-bang"),
            ("tỉnh Lào Cai", "lao-cai"),
            ("Tà", "none"),
            ("", "none"),
        ] {
            assert_eq!(id(&dataset, &names.whole(said, |_| true)), wanted, "{said}");
        }
    }

    #[test]
    fn names_in_a_text_are_whole_words_and_the_longest() {
        let dataset = builtin().dataset;
        let names = KnownNames::new(&dataset);
        let found = |text: &str| -> Vec<String> {
            names.within(text).iter().map(|hit| format!("{}={}", hit.said, id(&dataset, &hit.meant))).collect()
        };
        assert_eq!(
            found("Đồng chí Quản Minh Cường kiểm tra cửa khẩu Tà Lùng, Trung Quốc"),
            ["Quản Minh Cường=quan-minh-cuong", "Tà Lùng=ta-lung"]
        );
        assert_eq!(found("Tài liệu; tà lùng; Tà, Lùng"), [""; 0]);
        assert_eq!(found("驮隆口岸恢复通关，驮隆"), ["驮隆=ta-lung"]);
        assert_eq!(found("Họp tại Tỉnh ủy Cao Bằng"), ["Tỉnh ủy Cao Bằng=tinh-uy-cao-bang"]);
    }
}
