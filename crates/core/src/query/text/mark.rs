//! Which part of a text matched, in the text as it is written.

use std::ops::Range;

use super::find::{SearchTerm, TypedWord};
use super::free::FreeWords;
use super::index::TextIndex;
use super::tokens;
use crate::query::fold::{bare, is_ideograph, plain};

/// Finds what free words matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    wanted: Vec<MarkedWord>,
    /// Expressions, of which only the whole counts.
    phrases: Vec<Vec<MarkedWord>>,
}

/// A folded word.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MarkedWord {
    text: String,
    /// Whether marks count.
    marked: bool,
    /// Whether it may be the beginning of a word.
    open: bool,
}

/// Letters of a word that is also looked for in parts: `huunghi`.
const LEAST_JOINED: usize = 4;

impl Marker {
    /// For free words, and what was found in place of some.
    pub(in crate::query) fn new(free: &FreeWords, index: &TextIndex) -> Self {
        let known = free.ways().filter(|find| !find.others.is_empty());
        let phrases =
            known.flat_map(SearchTerm::ways).map(|words| words.iter().map(MarkedWord::typed).collect()).collect();
        let single = free.ways().filter(|find| find.others.is_empty()).flat_map(|find| &find.words);
        let mut wanted: Vec<MarkedWord> = single.map(MarkedWord::typed).collect();
        wanted.extend(free.joined().map(|(_, word, _)| MarkedWord::typed(word)));
        let near = free.asked().flat_map(|word| &word.near);
        wanted.extend(near.map(|word| MarkedWord { text: index.plain(*word).to_owned(), marked: true, open: false }));
        let also = free.asked().filter_map(|word| Some((word.also.clone()?, word)));
        wanted.extend(also.map(|(text, word)| MarkedWord {
            text,
            marked: word.marked,
            open: word.open && word.marked,
        }));
        Self { wanted, phrases }
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.phrases.is_empty()
    }

    /// Whether the text holds a whole expression that was asked for, in any of its wordings.
    pub fn finds_expression(&self, text: &str) -> bool {
        let tokens: Vec<Range<usize>> = tokens::tokens(text).collect();
        let begins = |at| tokens.get(at..).unwrap_or_default();
        self.phrases.iter().any(|phrase| (0..tokens.len()).any(|at| end_of(phrase, text, begins(at)).is_some()))
    }

    /// The parts of a text that matched: byte ranges, in order, apart from each other.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let tokens: Vec<Range<usize>> = tokens::tokens(text).collect();
        let ends = tokens.iter().enumerate().filter_map(|(at, token)| {
            let following = tokens.get(at..).unwrap_or_default();
            let single = self.wanted.iter().filter_map(|wanted| wanted.end(text, following));
            let phrases = self.phrases.iter().filter_map(|phrase| end_of(phrase, text, following));
            let end = single.chain(phrases).max()?;
            Some(token.start..end)
        });
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for hit in ends {
            match ranges.last_mut() {
                Some(last) if last.end >= hit.start => last.end = last.end.max(hit.end),
                _ => ranges.push(hit),
            }
        }
        ranges
    }
}

/// Where a phrase ends in a text, when the words that follow are it.
fn end_of(phrase: &[MarkedWord], text: &str, following: &[Range<usize>]) -> Option<usize> {
    let words = following.get(..phrase.len())?;
    let is = |(wanted, word): (&MarkedWord, &Range<usize>)| text.get(word.clone()).is_some_and(|word| wanted.is(word));
    phrase.iter().zip(words).all(is).then(|| words.last().map(|word| word.end))?
}

impl MarkedWord {
    /// Whether a word is it, whole or as far as it was typed.
    fn is(&self, word: &str) -> bool {
        let folded = self.fold(word);
        folded == self.text || self.open && folded.starts_with(&self.text)
    }

    fn typed(word: &TypedWord) -> Self {
        Self { text: word.typed.clone(), marked: word.marked, open: word.open }
    }

    fn fold(&self, text: &str) -> String {
        if self.marked { plain(text) } else { bare(text) }
    }

    /// Where it ends in a text, when it begins with the first of the words that follow.
    fn end(&self, text: &str, following: &[Range<usize>]) -> Option<usize> {
        let mut rest = self.text.as_str();
        let mut before: Option<&Range<usize>> = None;
        for token in following {
            let apart = before.is_some_and(|before| token.start - before.end > 1);
            let word = text.get(token.clone()).filter(|_| !apart)?;
            let folded = self.fold(word);
            if folded == rest {
                return Some(token.end);
            }
            if folded.starts_with(rest) {
                return self.open.then(|| token.start + self.beginning(word, rest));
            }
            let together = !self.marked && self.text.len() >= LEAST_JOINED && !self.text.contains(is_ideograph);
            rest = rest.strip_prefix(folded.as_str()).filter(|_| together)?;
            before = Some(token);
        }
        None
    }

    /// How many bytes of the word, as written, its folded beginning takes.
    fn beginning(&self, word: &str, beginning: &str) -> usize {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        let fits = |end: &usize| word.get(..*end).is_some_and(|head| self.fold(head).len() <= beginning.len());
        ends.take_while(fits).last().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::super::same::Synonyms;
    use super::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let index = TextIndex::default();
        let marker = Marker::new(&FreeWords::new(query.split(' '), &index, &Synonyms::default()), &index);
        marker.ranges(text).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn what_matched_is_marked_in_the_original() {
        assert_eq!(marked("huu ng", "Cửa khẩu Hữu Nghị"), ["Hữu", "Ng"]);
        assert_eq!(marked("dong", "Đồng Đăng"), ["Đồng"]);
        assert_eq!(marked("友谊关", "通过友谊关口岸"), ["友谊关"]);
        assert_eq!(marked("lung", "Tà Lùng, talung"), ["Lùng"]);
        assert_eq!(marked("hữu", "Huu Hữu"), ["Hữu"]);
        assert!(marked("zzz", "Hữu").is_empty());
        assert_eq!(marked("huunghi", "Cửa khẩu Hữu Nghị"), ["Hữu Nghị"]);
        assert_eq!(marked("luan 2", "Bắc Luân II"), ["Luân", "II"]);
    }

    #[test]
    fn decomposed_letters_are_marked_whole() {
        let text: String = "Tà Lùng".nfd().collect();
        assert_eq!(marked("lu", &text), ["Lu\u{300}"]);
    }
}
