//! A property of records that takes some of a list of values.

use crate::dataset::Ix;
use crate::query::bits::{FixedBitSet, all_rows, counted, rows_among};
use crate::query::lists::RowLists;

/// By value the rows, and by row those of its values that are counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueColumn {
    len: usize,
    by_value: RowLists,
    /// The values that are counted, in order.
    counted: Vec<u32>,
    /// By value: its place in `counted`, or [`NOWHERE`].
    places: Vec<u32>,
    /// Places in `counted`: few and close together, which makes counting quick.
    by_row: RowLists,
}

const NOWHERE: u32 = u32::MAX;

impl ValueColumn {
    /// From the values of so many rows, which `values_of` puts into a list and which are below `values`; of them,
    /// those for which `is_counted` holds are counted.
    pub(super) fn new(
        values: usize,
        rows: usize,
        values_of: impl Fn(Ix, &mut Vec<u32>),
        is_counted: impl Fn(usize) -> bool,
    ) -> Self {
        let mut all = RowLists::default();
        let mut own = Vec::new();
        for row in 0..rows as u32 {
            own.clear();
            values_of(Ix(row), &mut own);
            own.sort_unstable();
            own.dedup();
            all.list(own.iter().copied().filter(|value| (*value as usize) < values));
        }
        let counted: Vec<u32> = (0..values as u32).filter(|value| is_counted(*value as usize)).collect();
        let mut places = if counted.is_empty() { Vec::new() } else { vec![NOWHERE; values] };
        for (at, value) in (0_u32..).zip(&counted) {
            places.get_mut(*value as usize).into_iter().for_each(|slot| *slot = at);
        }
        let mut by_row = RowLists::default();
        if !counted.is_empty() {
            for row in 0..all.len() {
                let place = |value: &u32| places.get(*value as usize).copied().filter(|place| *place != NOWHERE);
                by_row.list(all.get(row).iter().filter_map(place));
            }
        }
        Self { len: all.len(), by_value: all.turned(values), counted, places, by_row }
    }

    /// The rows that have the value, in order.
    pub(crate) fn rows(&self, value: usize) -> &[u32] {
        self.by_value.get(value)
    }

    /// The rows that have any of the values.
    pub(crate) fn any(&self, values: impl IntoIterator<Item = usize>) -> FixedBitSet {
        rows_among(self.len, values.into_iter().flat_map(|value| self.rows(value)).map(|row| Ix(*row)))
    }

    /// By value that is counted: how many of the rows have it. See [`Self::place`].
    pub(crate) fn counts(&self, rows: &FixedBitSet) -> Vec<u32> {
        // whichever is fewer: those that are there, or those that are not
        let many = rows.count_ones(..) * 2 > self.len;
        let missing = many.then(|| {
            let mut missing = all_rows(self.len);
            missing.difference_with(rows);
            missing
        });
        let mut counts = counted(missing.as_ref().unwrap_or(rows), self.counted.len(), |row, counts| {
            for value in self.by_row.get(row) {
                if let Some(count) = counts.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        });
        if many {
            for (count, value) in counts.iter_mut().zip(&self.counted) {
                *count = self.rows(*value as usize).len() as u32 - *count;
            }
        }
        counts
    }

    /// Where a value stands among the counts.
    pub(crate) fn place(&self, value: usize) -> Option<usize> {
        self.places.get(value).filter(|place| **place != NOWHERE).map(|place| *place as usize)
    }
}
