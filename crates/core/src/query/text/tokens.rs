//! Text taken apart into words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::query::fold::{is_apostrophe, is_ideograph};

/// The words of a text as byte ranges: runs of letters and digits with apostrophes among them, and
/// each ideograph by itself.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (from, first) = chars.by_ref().find(|(_, c)| c.is_alphanumeric())?;
        let mut to = from + first.len_utf8();
        if is_ideograph(first) {
            return Some(from..to);
        }
        let letter = |c: char| (c.is_alphanumeric() || is_combining_mark(c)) && !is_ideograph(c);
        let goes_on = |at: usize, c: char| {
            let next = || text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            letter(c) || is_apostrophe(c) && next().is_some_and(letter)
        };
        while let Some((at, c)) = chars.next_if(|(at, c)| goes_on(*at, *c)) {
            to = at + c.len_utf8();
        }
        Some(from..to)
    })
}

/// As [`tokens`], as texts.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter_map(|range| text.get(range))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_each_ideograph() {
        let all: Vec<_> = words("Gate 友谊关: Hữu-Nghị, 1.116 km0").collect();
        assert_eq!(all, ["Gate", "友", "谊", "关", "Hữu", "Nghị", "1", "116", "km0"]);
        assert_eq!(words("People's 'Hữu' Pu’er").collect::<Vec<_>>(), ["People's", "Hữu", "Pu’er"]);
        let apart: String = "Hữu Nghị".nfd().collect();
        assert_eq!(words(&apart).count(), 2);
        assert_eq!(words(" – ").count(), 0);
    }
}
