//! Sets of rows, for what is combined more often than walked: [`FixedBitSet`] and what makes one.

use crate::dataset::Ix;
use crate::dataset::parallel::by_parts_from;

pub use fixedbitset::FixedBitSet;

const WIDTH: usize = usize::BITS as usize;
/// Rows that are worth a second thread.
const LARGE: usize = 64_000;

/// Every row of `len`.
pub fn all_rows(len: usize) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(len);
    set.insert_range(..);
    set
}

/// The given rows of `len`; what is beyond is left out.
pub fn rows_among(len: usize, rows: impl IntoIterator<Item = Ix>) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(len);
    rows.into_iter().map(Ix::row).filter(|row| *row < len).for_each(|row| set.insert(row));
    set
}

/// The rows for whose value the test holds.
pub fn rows_where<T>(column: &[T], holds: impl Fn(&T) -> bool) -> FixedBitSet {
    let block = |values: &[T]| values.iter().rev().fold(0, |block, value| block << 1 | usize::from(holds(value)));
    FixedBitSet::with_capacity_and_blocks(column.len(), column.chunks(WIDTH).map(block))
}

/// `counts` numbers that `each` adds to, row by row of the set; threads share large sets.
pub(super) fn counted(set: &FixedBitSet, counts: usize, each: impl Fn(usize, &mut [u32]) + Sync) -> Vec<u32> {
    let blocks = set.as_slice();
    let parts = by_parts_from(LARGE / WIDTH, blocks.len(), |part| {
        let first = part.start * WIDTH;
        let own = blocks.get(part).unwrap_or_default();
        let mut counted = vec![0; counts];
        let own = FixedBitSet::with_capacity_and_blocks(own.len() * WIDTH, own.iter().copied());
        own.ones().for_each(|row| each(first + row, &mut counted));
        counted
    });
    let add = |mut sum: Vec<u32>, part: Vec<u32>| {
        sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        sum
    };
    parts.into_iter().reduce(add).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_hold_the_rows_that_they_are_made_of(
            (len, rows) in (1_usize..200_000).prop_flat_map(|len| (Just(len), prop::collection::btree_set(0..len, 0..200)))
        ) {
            let set = rows_among(len, rows.iter().map(|row| Ix(*row as u32)).chain([Ix(len as u32)]));
            prop_assert_eq!(set.ones().collect::<BTreeSet<_>>(), rows.clone());
            prop_assert_eq!((all_rows(len).count_ones(..), all_rows(len).ones().next_back()), (len, Some(len - 1)));
            let column: Vec<bool> = (0..len).map(|row| rows.contains(&row)).collect();
            prop_assert_eq!(&rows_where(&column, |is| *is), &set);
            let counts = counted(&set, 2, |row, counts| counts[row % 2] += 1);
            let odd = rows.iter().filter(|row| *row % 2 == 1).count();
            prop_assert_eq!(counts, vec![(rows.len() - odd) as u32, odd as u32]);
        }
    }
}
