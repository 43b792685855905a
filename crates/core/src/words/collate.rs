//! In which order names stand: as in a Vietnamese dictionary, which also suits English; numbers by
//! their value.
//!
//! A name becomes bytes whose order is the order of names. Syllables are compared one after the
//! other, first by letters (a ă â b c d đ e ê …), then by tone, so that all that begins with `Hà`
//! stands together.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Ends the letters of a syllable; its tone follows. Below every letter, so that `ba` is before
/// `bac`.
const END: u8 = 0x01;
/// The first letter. Numbers are below, other scripts above.
const LETTERS: u8 = 0x20;
const NUMBER: u8 = 0x10;
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Adds the bytes of a name to `out`: bytes that are in order where the names are.
pub fn push(name: &str, out: &mut Vec<u8>) {
    // only names that carry marks of their own have to be composed first
    if name.chars().any(|c| c >= '\u{300}' && is_combining_mark(c)) {
        let composed: String = name.nfc().collect();
        push_composed(&composed, out);
    } else {
        push_composed(name, out);
    }
}

fn push_composed(name: &str, out: &mut Vec<u8>) {
    let (mut tone, mut open) = (0, false);
    let mut digits = 0..0;
    for (at, c) in name.char_indices() {
        if c.is_ascii_digit() {
            digits = if digits.end == at { digits.start..at + 1 } else { at..at + 1 };
            continue;
        }
        push_number(name.get(std::mem::take(&mut digits)).unwrap_or_default(), out);
        match known(c) {
            Some((rank, own)) => {
                out.push(rank);
                tone = tone.max(own);
                open = true;
            }
            None if c.is_alphanumeric() => {
                c.to_lowercase().for_each(|c| out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
                open = true;
            }
            None if is_combining_mark(c) => {}
            None => {
                if open {
                    out.extend([END, END + 1 + tone]);
                }
                (tone, open) = (0, false);
            }
        }
    }
    push_number(name.get(digits).unwrap_or_default(), out);
    if open {
        out.extend([END, END + 1 + tone]);
    }
}

/// Letters up to the end of those of Vietnamese, by their number: worked out once, since taking a
/// letter apart costs more than all else in a name.
static KNOWN: LazyLock<Vec<Option<(u8, u8)>>> = LazyLock::new(|| {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    ('\0'..'\u{1F00}').map(|c| letter(lower(c))).collect()
});

fn known(c: char) -> Option<(u8, u8)> {
    KNOWN.get(c as usize).copied().flatten()
}

/// Longer numbers are larger ones.
fn push_number(digits: &str, out: &mut Vec<u8>) {
    if digits.is_empty() {
        return;
    }
    let value = digits.trim_start_matches('0');
    let length = u8::try_from(value.len()).unwrap_or(u8::MAX).min(LETTERS - NUMBER - 1);
    out.push(NUMBER + length);
    out.extend_from_slice(value.as_bytes());
}

/// A letter's place in the alphabet, and its tone.
fn letter(c: char) -> Option<(u8, u8)> {
    let mut base = c;
    let mut tone = 0;
    for part in std::iter::once(c).nfd() {
        match part {
            '\u{300}' => tone = 1,
            '\u{309}' => tone = 2,
            '\u{303}' => tone = 3,
            '\u{301}' => tone = 4,
            '\u{323}' => tone = 5,
            mark if is_combining_mark(mark) => base = [base, mark].into_iter().nfc().next().unwrap_or(base),
            other => base = other,
        }
    }
    // letters of other languages count as what they are without their marks
    let plain = || std::iter::once(base).nfd().next().and_then(rank);
    rank(base).or_else(plain).map(|rank| (rank, tone))
}

fn rank(c: char) -> Option<u8> {
    let at = ALPHABET.chars().position(|letter| letter == c)?;
    u8::try_from(at).ok().map(|at| LETTERS + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let key = |name: &String| {
            let mut key = Vec::new();
            push(name, &mut key);
            key
        };
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort_by_key(key);
        names
    }

    #[track_caller]
    fn is_in_order(names: &[&str]) {
        let mut turned = names.to_vec();
        turned.reverse();
        assert_eq!(sorted(&turned), names);
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        is_in_order(&["An", "Ăn", "Ân", "Bắc", "Cao", "Dũng", "Đồng", "Em", "Êm", "On", "Ôn", "Ơn", "Un", "Ưng", "Ý"]);
    }

    #[test]
    fn tones_count_after_the_letters_of_a_syllable() {
        is_in_order(&["ba", "ba ngày", "bà", "bà con", "bả", "bã", "bá", "bạ", "bác"]);
        is_in_order(&["Hà Giang", "Hà Nội", "Hạ Long", "Hải Phòng"]);
    }

    #[test]
    fn numbers_stand_by_value() {
        is_in_order(&["Mốc 9", "Mốc 10", "Mốc 108", "Mốc 834/1", "Mốc 1116"]);
    }

    #[test]
    fn forms_of_composition_and_case_make_no_difference() {
        let composed = "Tà Lùng";
        let decomposed: String = "TÀ LÙNG".nfd().collect();
        let (mut a, mut b) = (Vec::new(), Vec::new());
        push(composed, &mut a);
        push(&decomposed, &mut b);
        assert_eq!(a, b);
    }

    #[test]
    fn other_scripts_come_after_letters() {
        is_in_order(&["2021", "Zone", "友谊关"]);
    }
}
