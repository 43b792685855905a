//! A set of rows, one bit each.

use std::ops::Range;

use crate::dataset::parallel::by_parts_from;

/// Rows of a dataset, for sets that are combined more often than walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    /// Rows that there are; bits beyond stay unset.
    len: usize,
}

const WIDTH: usize = 64;
/// Words that are worth a second thread.
const LARGE: usize = 1_000;

impl Bits {
    /// No row of `len`.
    #[must_use]
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(WIDTH)], len }
    }

    /// Every row of `len`.
    #[must_use]
    pub fn all(len: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(WIDTH)], len };
        if let (Some(last), rest @ 1..) = (bits.words.last_mut(), len % WIDTH) {
            *last = (1 << rest) - 1;
        }
        bits
    }

    /// The rows of `len` for which the test holds.
    #[must_use]
    pub fn of(len: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let word = |at: usize| {
            let rows = at * WIDTH..len.min((at + 1) * WIDTH);
            rows.enumerate().fold(0, |word, (bit, row)| word | u64::from(holds(row)) << bit)
        };
        Self { words: (0..len.div_ceil(WIDTH)).map(word).collect(), len }
    }

    /// The rows for whose value the test holds.
    #[must_use]
    pub fn of_column<T>(column: &[T], holds: impl Fn(&T) -> bool) -> Self {
        let word = |values: &[T]| values.iter().rev().fold(0, |word, value| word << 1 | u64::from(holds(value)));
        Self { words: column.chunks(WIDTH).map(word).collect(), len: column.len() }
    }

    /// The given rows of `len`.
    #[must_use]
    pub fn of_rows(len: usize, rows: &[u32]) -> Self {
        let mut bits = Self::none(len);
        for row in rows {
            bits.set(*row as usize);
        }
        bits
    }

    /// Rows that there are, set or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether no row is set.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn set(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / WIDTH).filter(|_| row < self.len) {
            *word |= 1 << (row % WIDTH);
        }
    }

    #[must_use]
    pub fn has(&self, row: usize) -> bool {
        self.words.get(row / WIDTH).is_some_and(|word| word >> (row % WIDTH) & 1 == 1)
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes away what is in the other.
    pub fn minus(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// How many rows are set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows that are set, in order.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows_of(0..self.words.len())
    }

    fn rows_of(&self, words: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = words.start;
        let words = self.words.get(words).unwrap_or_default();
        words.iter().zip(first..).flat_map(|(word, at)| Ones(*word).map(move |bit| at * WIDTH + bit))
    }

    /// `counts` numbers that `each` adds to, row by row; threads share large sets.
    pub(super) fn counted(&self, counts: usize, each: impl Fn(usize, &mut [u32]) + Sync) -> Vec<u32> {
        let parts = by_parts_from(LARGE, self.words.len(), |words| {
            let mut counted = vec![0; counts];
            self.rows_of(words).for_each(|row| each(row, &mut counted));
            counted
        });
        let add = |mut sum: Vec<u32>, part: Vec<u32>| {
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
            sum
        };
        parts.into_iter().reduce(add).unwrap_or_default()
    }
}

/// The places of the bits that are set, lowest first.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn sets() -> impl Strategy<Value = (usize, BTreeSet<usize>, BTreeSet<usize>)> {
        (1_usize..200).prop_flat_map(|len| {
            let set = proptest::collection::btree_set(0..len, 0..len);
            (Just(len), set.clone(), set)
        })
    }

    proptest! {
        #[test]
        fn bits_are_sets((len, a, b) in sets()) {
            let bits = |set: &BTreeSet<usize>| Bits::of(len, |row| set.contains(&row));
            let rows = |bits: &Bits| bits.rows().collect::<BTreeSet<_>>();
            prop_assert_eq!(rows(&bits(&a)), a.clone());
            let (mut and, mut or, mut minus) = (bits(&a), bits(&a), bits(&a));
            and.and(&bits(&b));
            or.or(&bits(&b));
            minus.minus(&bits(&b));
            prop_assert_eq!(rows(&and), &a & &b);
            prop_assert_eq!(rows(&or), &a | &b);
            prop_assert_eq!(rows(&minus), &a - &b);
            prop_assert_eq!(or.count(), (&a | &b).len());
            prop_assert_eq!(Bits::all(len).count(), len);
            prop_assert!((0..len + 70).all(|row| bits(&a).has(row) == a.contains(&row)));
        }
    }
}
