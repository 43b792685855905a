//! Which part of a text matched, in the text as it is written.

use std::ops::Range;

use super::{Found, tokens};
use crate::query::fold::{bare, has_marks, is_ideograph, plain};

/// Finds what free words matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// Folded words, with whether marks count.
    wanted: Vec<(String, bool)>,
}

impl Marker {
    /// For the texts of terms, and what was found in place of some.
    pub(in crate::query) fn new<'a>(terms: impl Iterator<Item = (&'a str, &'a Found)>) -> Self {
        let mut wanted = Vec::new();
        for (text, found) in terms {
            let marked = has_marks(text);
            let folded = if marked { plain(text) } else { bare(text) };
            wanted.extend(tokens::words(&folded).map(|word| (word.to_owned(), marked)));
            wanted.extend(found.instead.iter().map(|word| (word.clone(), true)));
        }
        Self { wanted }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// The parts of a text that matched: byte ranges, in order, apart from each other.
    #[must_use]
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.wanted.is_empty() {
            return Vec::new();
        }
        let hits = tokens::tokens(text).filter_map(|range| {
            let word = text.get(range.clone())?;
            let length = self.wanted.iter().filter_map(|(wanted, marked)| begins(word, wanted, *marked)).max()?;
            Some(range.start..range.start + length)
        });
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for hit in hits {
            match ranges.last_mut() {
                Some(last) if last.end == hit.start => last.end = hit.end,
                _ => ranges.push(hit),
            }
        }
        ranges
    }
}

/// How many bytes of the word, as written, the folded beginning takes; `None` when it does not
/// begin so.
fn begins(word: &str, wanted: &str, marked: bool) -> Option<usize> {
    let fold = |text: &str| if marked { plain(text) } else { bare(text) };
    let folded = fold(word);
    if !folded.starts_with(wanted) || (wanted.contains(is_ideograph) && folded != wanted) {
        return None;
    }
    if folded.len() == wanted.len() {
        return Some(word.len());
    }
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.into_iter().rfind(|end| word.get(..*end).is_some_and(|head| fold(head).len() <= wanted.len()))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let found = Found::default();
        let marker = Marker::new(query.split(' ').map(|word| (word, &found)));
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
    }

    #[test]
    fn decomposed_letters_are_marked_whole() {
        let text: String = "Tà Lùng".nfd().collect();
        assert_eq!(marked("lu", &text), ["Lu\u{300}"]);
    }
}
