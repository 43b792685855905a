//! The text of a cell: its language, its letters in one character each, and where it links to.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::dataset::format::book::LINK;
use crate::model::{Lang, fold};

/// The language that a text seems to be in.
pub(in crate::dataset) fn seen_lang(text: &str) -> Lang {
    // ideographs begin with no smaller byte, and most texts have none of these
    let may_be_zh = text.bytes().any(|byte| byte >= 0xE2);
    if may_be_zh && text.chars().any(fold::is_ideograph) {
        Lang::Zh
    } else if text.chars().any(is_marked) {
        Lang::Vi
    } else {
        Lang::En
    }
}

/// The text with letters and their marks in one character, as some systems part them.
pub(super) fn composed(cell: &str) -> Cow<'_, str> {
    let mut marks = cell.chars().filter(|c| matches!(c, '\u{300}'..='\u{36f}')).peekable();
    let parted = memchr::memchr2(0xCC, 0xCD, cell.as_bytes()).is_some() && marks.peek().is_some();
    // letters of other scripts stay as they were written
    let stays = |c: char| is_vietnamese(c) || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    if parted && marks.all(is_vietnamese) && cell.chars().all(stays) {
        Cow::Owned(cell.nfc().collect())
    } else {
        Cow::Borrowed(cell)
    }
}

/// Whether Vietnamese sets the mark on letters.
fn is_vietnamese(mark: char) -> bool {
    "\u{300}\u{301}\u{302}\u{303}\u{306}\u{309}\u{31b}\u{323}".contains(mark)
}

/// The text of a cell and the address that it links to, as workbooks have them.
pub(super) fn linked(cell: &str) -> (&str, Option<&str>) {
    cell.split_once(LINK).map_or((cell, None), |(text, link)| (text.trim(), Some(link)))
}

/// Whether a letter, or the mark after one, is of those that Latin script has beyond its first 26.
fn is_marked(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{300}'..='\u{36f}') && !matches!(c, '×' | '÷')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parted_vietnamese_is_composed_and_other_scripts_stay() {
        assert_eq!(composed("Ho\u{323}p \u{111}a\u{302}\u{300}u"), "Họp đầu");
        for kept in ["#\u{309} \u{f4d}", "\u{f4d}", "e\u{308}\u{301}"] {
            assert_eq!(composed(kept), kept);
        }
    }
}
