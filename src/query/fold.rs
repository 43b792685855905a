//! Letters made comparable: case, composition, and marks where the asker leaves them out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, one form of composition: `Hữu Nghị` in NFD and NFC become the same text.
#[must_use]
pub fn plain(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).nfc().collect()
}

/// As [`plain`], without marks, and with đ as d: `Hữu Nghị` becomes `huu nghi`.
#[must_use]
pub fn bare(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// Whether the text has a mark that [`bare`] would take away.
#[must_use]
pub fn has_marks(text: &str) -> bool {
    plain(text) != bare(text)
}

/// Whether a character is written without spaces between words, so that any place in a text can
/// begin one.
#[must_use]
pub fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Where in `text` the folded `words` begin a word: a byte offset.
#[must_use]
pub fn find(text: &str, words: &str) -> Option<usize> {
    let begins_word = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() || is_ideograph(c)) || words.starts_with(is_ideograph)
    };
    text.match_indices(words).map(|(at, _)| at).find(|at| begins_word(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_marks_case_and_composition_away() {
        assert_eq!(bare("Hữu Nghị"), "huu nghi");
        assert_eq!(bare("Đồng Đăng"), "dong dang");
        assert_eq!(bare("Lâm Thị Phương Thanh"), "lam thi phuong thanh");
        let decomposed: String = "Tà Lùng".nfd().collect();
        assert_eq!(plain(&decomposed), plain("Tà Lùng"));
        assert_eq!(bare("友谊关"), "友谊关");
    }

    #[test]
    fn marks_are_noticed_only_where_there_are_some() {
        assert!(has_marks("Hữu"));
        assert!(has_marks("đ"));
        assert!(!has_marks("Huu Nghi 友谊关"));
    }

    #[test]
    fn words_are_found_where_words_begin() {
        assert_eq!(find("ta lung", "lung"), Some(3));
        assert_eq!(find("talung", "lung"), None);
        assert_eq!(find("通过友谊关口岸", "友谊关"), Some(6));
    }
}
