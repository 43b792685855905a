//! A property of records that takes some of a list of values.

use crate::query::bits::Bits;
use crate::query::lists::Lists;

/// By row the values, and by value the rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    by_row: Lists,
    by_value: Lists,
}

impl Column {
    /// From each row's values, which are below `values`.
    pub(super) fn new(values: usize, rows: impl Iterator<Item = Vec<usize>>) -> Self {
        let mut by_row = Lists::default();
        for mut row in rows {
            row.sort_unstable();
            row.dedup();
            by_row.list(row.into_iter().filter(|value| *value < values).map(|value| value as u32));
        }
        Self { by_value: by_row.turned(values), by_row }
    }

    /// How many values there are.
    #[must_use]
    pub(crate) fn values(&self) -> usize {
        self.by_value.len()
    }

    /// The rows that have the value, in order.
    #[must_use]
    pub(crate) fn rows(&self, value: usize) -> &[u32] {
        self.by_value.get(value)
    }

    /// The rows that have any of the values.
    #[must_use]
    pub(crate) fn any(&self, values: impl IntoIterator<Item = usize>) -> Bits {
        let mut bits = Bits::none(self.by_row.len());
        values.into_iter().flat_map(|value| self.rows(value)).for_each(|row| bits.set(*row as usize));
        bits
    }

    /// By value: how many of the rows have it.
    #[must_use]
    pub(crate) fn counts(&self, rows: &Bits) -> Vec<u32> {
        let mut counts = vec![0; self.values()];
        for row in rows.rows() {
            for value in self.by_row.get(row) {
                if let Some(count) = counts.get_mut(*value as usize) {
                    *count += 1;
                }
            }
        }
        counts
    }
}
