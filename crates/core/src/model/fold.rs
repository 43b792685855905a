//! Letters made comparable: case, composition, and marks where the asker leaves them out.

mod traditional;

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::hidden::is_ignorable;

/// Lower case, one form of composition, no apostrophes, nothing that cannot be seen: `Hữu Nghị` in NFD and NFC become the same
/// text.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    plain_into(text, &mut out);
    out
}

/// As [`plain`], in place of what `out` was, for whoever folds many texts.
pub fn plain_into(text: &str, out: &mut String) {
    out.clear();
    for c in text.chars() {
        match PLAIN.get(c as usize) {
            Some(Folded::None) => {}
            Some(Folded::One(c)) => out.push(*c),
            None if matches!(c, '\u{4e00}'..='\u{9fff}') => out.push(traditional::simplified(c)),
            Some(Folded::Many) | None => return *out = composed(text),
        }
    }
}

/// What [`plain`] is of any text; for most a look at each letter is enough.
fn composed(text: &str) -> String {
    let letters = text.nfkc().flat_map(char::to_lowercase).filter(|c| !is_left_out(*c));
    letters.nfc().map(|c| if c == ETH { 'đ' } else { traditional::simplified(c) }).collect()
}

/// As [`plain`], without marks, and with đ as d: `Hữu Nghị` becomes `huu nghi`.
pub fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_bare(text, |c| out.push(c));
    out
}

/// The characters of [`bare`] one by one, for whoever needs no text of them.
pub fn each_bare(text: &str, mut take: impl FnMut(char)) {
    let bare = &**BARE;
    for c in text.chars() {
        // most letters of most texts need not be looked up
        if c.is_ascii() && !is_apostrophe(c) {
            take(c.to_ascii_lowercase());
            continue;
        }
        match bare.get(c as usize) {
            Some(Folded::None) => {}
            Some(Folded::One(c)) => take(*c),
            Some(Folded::Many) | None => bare_letter(c).for_each(&mut take),
        }
    }
}

/// What becomes of one letter: marks go, so that their order is of no matter.
fn bare_letter(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c)
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_left_out(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, 'đ' | ETH) { 'd' } else { traditional::simplified(c) })
}

/// What becomes of a letter wherever it stands, looked up: the words of a million records are folded.
enum Folded {
    None,
    One(char),
    Many,
}

impl Folded {
    fn of(mut letters: impl Iterator<Item = char>) -> Self {
        match (letters.next(), letters.next()) {
            (None, _) => Self::None,
            (Some(one), None) => Self::One(one),
            _ => Self::Many,
        }
    }
}

/// What [`bare_letter`] makes of a letter, by code as far as Latin script goes.
static BARE: LazyLock<Vec<Folded>> = LazyLock::new(|| ('\0'..'\u{1f00}').map(|c| Folded::of(bare_letter(c))).collect());

/// What [`composed`] makes of a letter that never joins another, by code as far as the punctuation of Chinese goes.
static PLAIN: LazyLock<Vec<Folded>> = LazyLock::new(|| {
    let joins = |c: char| is_combining_mark(c) || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes;
    let entry = |c: char| {
        let folded = composed(c.encode_utf8(&mut [0; 4]));
        if joins(c) || folded.chars().any(joins) { Folded::Many } else { Folded::of(folded.chars()) }
    };
    ('\0'..'\u{3100}').map(entry).collect()
});

/// A letter of another language that looks like đ in capitals and is often typed for it.
const ETH: char = 'ð';

/// What a text is the same with and without.
fn is_left_out(c: char) -> bool {
    is_apostrophe(c) || is_ignorable(c)
}

/// Whether this may stand within a word without being a letter: `kǒu'àn`, `People's`.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// Vietnamese puts the tone of `oa`, `oe` and `uy` on either vowel: the other way of writing a plain
/// word, where there is one.
pub fn tone_moved(word: &str) -> Option<String> {
    const FIRST: [(&str, &str); 3] = [("òóỏõọ", "oa"), ("òóỏõọ", "oe"), ("ùúủũụ", "uy")];
    const SECOND: [&str; 3] = ["àáảãạ", "èéẻẽẹ", "ỳýỷỹỵ"];
    let pairs = FIRST.iter().zip(SECOND).flat_map(|((first, both), second)| {
        let (head, tail) = both.split_at(1);
        first.chars().zip(second.chars()).map(move |(one, two)| (format!("{one}{tail}"), format!("{head}{two}")))
    });
    let (from, to) =
        pairs.flat_map(|(one, two)| [(one.clone(), two.clone()), (two, one)]).find(|(from, _)| word.contains(from))?;
    Some(word.replacen(&from, &to, 1))
}

/// Whether the text has a mark that [`bare`] would take away.
pub fn has_marks(text: &str) -> bool {
    plain(text) != bare(text)
}

/// Whether a character is written without spaces between words, so that any place in a text can
/// begin one.
pub fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
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
    fn a_name_is_the_same_with_signs_that_cannot_be_seen() {
        for text in ["Hữu\u{200B} Nghị", "Hữu Ng\u{AD}hị", "\u{202E}Hữu Nghị\u{202C}", "\u{FEFF}Hữu Nghị"]
        {
            assert_eq!((plain(text), bare(text)), (plain("Hữu Nghị"), bare("Hữu Nghị")), "{text:?}");
        }
    }

    #[test]
    fn letters_are_folded_one_by_one_as_whole_texts_are() {
        let whole = |text: &str| -> String {
            let letters = text.nfkd().filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c));
            letters.flat_map(char::to_lowercase).map(|c| if matches!(c, 'đ' | ETH) { 'd' } else { c }).collect()
        };
        for text in ["Nghị định thư", "ǆ ŉ ﬁ ½ İ", "u\u{31b}\u{323}", "口岸 가각", "A\u{302}\u{301}’Б"]
        {
            assert_eq!(bare(text), whole(text));
        }
    }

    #[test]
    fn letters_that_are_looked_up_are_what_whole_texts_become() {
        for c in ('\0'..'\u{3200}').chain('\u{4e00}'..'\u{a000}').chain('\u{ac00}'..'\u{ac40}') {
            // marks join what stands before, and are put in order
            for around in [["", ""], ["a", "b"], ["ă", "\u{323}"], ["\u{1100}", "\u{11a8}"], ["관", "'"]] {
                let text = format!("{}{c}{}", around[0], around[1]);
                assert_eq!(plain(&text), composed(&text), "{c:?} in {text:?}");
            }
        }
    }

    #[test]
    fn marks_are_noticed_only_where_there_are_some() {
        assert!(has_marks("Hữu"));
        assert!(has_marks("đ"));
        assert!(!has_marks("Huu Nghi 友谊关"));
    }

    #[test]
    fn the_tone_may_stand_on_either_vowel() {
        for (one, other) in [("thủy", "thuỷ"), ("hòa", "hoà"), ("khỏe", "khoẻ"), ("ủy", "uỷ"), ("quý", "qúy")]
        {
            assert_eq!(tone_moved(one).as_deref(), Some(other));
            assert_eq!(tone_moved(other).as_deref(), Some(one));
        }
        assert_eq!(["của", "guān", "hữu"].map(tone_moved), [None, None, None]);
    }

    #[test]
    fn apostrophes_and_the_other_d_make_no_difference() {
        assert_eq!(bare("Kǒu'àn"), "kouan");
        assert_eq!(plain("People’s"), "peoples");
        assert_eq!((plain("Ðiện"), bare("Ðiện")), (plain("Điện"), bare("Điện")));
    }
}
