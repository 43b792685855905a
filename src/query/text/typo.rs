//! How far a word is from another.

/// Slips that are forgiven in a word: none below four letters, one below eight, else two. Digits
/// and ideographs are meant as written.
#[must_use]
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

/// Fewest slips (a letter wrong, missing, too many, or two swapped: optimal string alignment
/// distance) that make `typed` the beginning of `word`; `None` above `most`.
#[must_use]
pub(super) fn slips(typed: &[char], word: &[char], most: usize) -> Option<usize> {
    if typed.len() > word.len() + most {
        return None;
    }
    let word = word.get(..word.len().min(typed.len() + most)).unwrap_or(word);
    let wide = word.len() + 1;
    let mut before: Vec<usize> = vec![0; wide];
    let mut last: Vec<usize> = (0..wide).collect();
    for (i, a) in typed.iter().enumerate() {
        let mut row = Vec::with_capacity(wide);
        row.push(i + 1);
        for (j, b) in word.iter().enumerate() {
            let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(a != b)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && typed.get(i - 1) == Some(b) && word.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().all(|slips| *slips > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    // what follows in the word is not typed yet
    last.into_iter().min().filter(|slips| *slips <= most)
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
    fn short_words_numbers_and_ideographs_are_meant_as_written() {
        assert_eq!(["ta", "lung", "guangxi", "friendship", "2021", "友谊关口"].map(forgiven), [0, 1, 1, 2, 0, 0]);
    }
}
