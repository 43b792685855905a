//! How far a word is from another.

/// Slips that are forgiven in a word: none below four letters, one below eight, else two. Digits
/// and ideographs are meant as written.
pub(super) fn forgiven(word: &str) -> usize {
    if word.chars().any(|c| !c.is_alphabetic() || super::super::fold::is_ideograph(c)) {
        return 0;
    }
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Slips of the finger in a word of so many letters beyond which another is none that somebody is offered instead.
pub(in crate::query) fn slips_to_offer(letters: usize) -> Option<usize> {
    match letters {
        0..3 => None,
        3..6 => Some(1),
        6..9 => Some(2),
        _ => Some(3),
    }
}

/// The bit of [`letters`] for a word with a digit.
pub(super) const NUMBER: u32 = 1 << 27;
/// The bit for whatever is neither from a to z nor a digit.
const OTHER: u32 = 1 << 26;

/// The letters that a bare word has, one bit each.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| {
        letters
            | match byte {
                b'a'..=b'z' => 1 << (byte - b'a'),
                b'0'..=b'9' => NUMBER,
                _ => OTHER,
            }
    })
}

/// Letters of words that are compared: longer ones are not mistaken for each other.
const LONGEST: usize = 40;

/// Fewest slips (a letter wrong, missing, too many, or two swapped: optimal string alignment
/// distance) that make `typed` the beginning of `word`; `None` above `most`.
pub(super) fn slips(typed: &[char], word: &[char], most: usize) -> Option<usize> {
    // what follows in the word is not typed yet
    let fewest = last_row(typed, word, most)?.into_iter().take(word.len() + 1).min().map(usize::from);
    fewest.filter(|slips| *slips <= most)
}

/// As [`slips`], for all of the word.
pub(in crate::query) fn apart(typed: &[char], word: &[char], most: usize) -> Option<usize> {
    let row = last_row(typed, word, most).filter(|_| word.len() <= typed.len() + most)?;
    row.get(word.len()).map(|slips| usize::from(*slips)).filter(|slips| *slips <= most)
}

/// By letters of the word: the fewest slips between what was typed and so many of them.
fn last_row(typed: &[char], word: &[char], most: usize) -> Option<[u8; LONGEST + 1]> {
    if typed.len() > LONGEST || typed.len() > word.len() + most {
        return None;
    }
    let word = word.get(..word.len().min(typed.len() + most).min(LONGEST)).unwrap_or(word);
    let at = |row: &[u8; LONGEST + 1], at: usize| row.get(at).copied().unwrap_or(u8::MAX / 2);
    let mut before = [0_u8; LONGEST + 1];
    let mut last: [u8; LONGEST + 1] = std::array::from_fn(|at| at as u8);
    for (i, a) in typed.iter().enumerate() {
        let mut row = [i as u8 + 1; LONGEST + 1];
        let mut left = i as u8 + 1;
        let mut fewest = left;
        for (j, b) in word.iter().enumerate() {
            let mut best = (at(&last, j) + u8::from(a != b)).min(at(&last, j + 1) + 1).min(left + 1);
            let swapped = i > 0 && j > 0 && typed.get(i - 1) == Some(b) && word.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.get_mut(j + 1).into_iter().for_each(|slot| *slot = best);
            fewest = fewest.min(best);
            left = best;
        }
        if usize::from(fewest) > most {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(typed: &str, word: &str, most: usize) -> Option<usize> {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        slips(&chars(typed), &chars(word), most)
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(between("nghi", "nghi", 1), Some(0));
        assert_eq!(between("ngih", "nghi", 1), Some(1));
        assert_eq!(between("gnhi", "nghi", 2), Some(1));
        assert_eq!(between("quangx", "quangxi", 1), Some(0));
        assert_eq!(between("guagxi", "guangxi", 1), Some(1));
        assert_eq!(between("guangsi", "guangxi", 1), Some(1));
        assert_eq!(between("yunan", "yunnan", 1), Some(1));
        assert_eq!(between("hanoi", "guangxi", 2), None);
    }

    #[test]
    fn a_whole_word_is_held_against_a_whole_word() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(apart(&chars("ngi"), &chars("nghi"), 1), Some(1));
        assert_eq!(apart(&chars("ngi"), &chars("giao"), 1), None);
        assert_eq!(apart(&chars("linnh"), &chars("linh"), 1), Some(1));
    }

    #[test]
    fn short_words_numbers_and_ideographs_are_meant_as_written() {
        assert_eq!(["ta", "lung", "guangxi", "friendship", "2021", "友谊关口"].map(forgiven), [0, 1, 1, 2, 0, 0]);
    }
}
