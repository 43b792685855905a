//! Work on many rows, shared among threads.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// Rows that are not worth a second thread.
const SMALL: usize = 10_000;
const MOST_THREADS: usize = 8;

/// What `each` makes of every part of `0..rows`, in the order of the parts; of few rows there is
/// one part.
pub(crate) fn by_parts<T: Send>(rows: usize, each: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    by_parts_from(SMALL, rows, each)
}

/// As [`by_parts`], for work of which `small` is not worth a second thread.
pub(crate) fn by_parts_from<T: Send>(small: usize, rows: usize, each: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    if rows < small || threads == 1 {
        return vec![each(0..rows)];
    }
    let size = rows.div_ceil(threads);
    let each = &each;
    thread::scope(|scope| {
        let begun = (0..rows).step_by(size).map(|start| scope.spawn(move || each(start..(start + size).min(rows))));
        let begun: Vec<_> = begun.collect();
        begun.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_part_and_parts_are_in_order() {
        for rows in [0, 1, SMALL - 1, SMALL, SMALL * 3 + 1] {
            let parts = by_parts(rows, Iterator::collect::<Vec<usize>>);
            assert_eq!(parts.concat(), (0..rows).collect::<Vec<_>>());
        }
    }
}
