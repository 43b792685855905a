//! Work on many rows, shared among threads.

use std::num::NonZero;
use std::ops::Range;
use std::sync::mpsc::sync_channel;
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

/// What both come to, each beside the other.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Batches that may wait for one thread, and results of one that may wait to be taken.
const AHEAD: usize = 2;

/// Work on a stream: `find` gives one batch after another until it is told that it is enough, and
/// several threads, each with a worker of its own, make something of them. `take` gets that in the
/// order in which the batches were found, until it says that it is enough. What `find` comes to
/// comes back.
pub(crate) fn in_order<B: Send, T: Send, R: Send, W: FnMut(B) -> T>(
    find: impl FnOnce(&mut dyn FnMut(B) -> bool) -> R + Send,
    worker: impl Fn() -> W + Sync,
    mut take: impl FnMut(T) -> bool,
) -> R {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let worker = &worker;
    thread::scope(|scope| {
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..threads {
            let (batches, waiting) = sync_channel::<B>(AHEAD);
            let (results, made) = sync_channel::<T>(AHEAD);
            scope.spawn(move || {
                let mut work = worker();
                // nobody takes any more once it is enough
                waiting.into_iter().map(&mut work).all(|result| results.send(result).is_ok())
            });
            to.push(batches);
            from.push(made);
        }
        let finder = scope.spawn(move || {
            let mut turns = to.iter().cycle();
            find(&mut |batch| turns.next().is_some_and(|to| to.send(batch).is_ok()))
        });
        // each thread's turn comes as it came to be given a batch
        for made in from.iter().cycle() {
            if !made.recv().is_ok_and(&mut take) {
                break;
            }
        }
        drop(from);
        finder.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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

    #[test]
    fn results_come_in_order_until_it_is_enough() {
        let find = |to: &mut dyn FnMut(usize) -> bool| (0..1_000).take_while(|n| to(*n)).count();
        let mut taken = Vec::new();
        let found = in_order(
            find,
            || |n: usize| n * 2,
            |n| {
                taken.push(n);
                true
            },
        );
        assert_eq!((found, taken), (1_000, (0..1_000).map(|n| n * 2).collect::<Vec<_>>()));
        let mut count = 0;
        let found = in_order(
            find,
            || |n: usize| n,
            |_| {
                count += 1;
                count < 3
            },
        );
        assert!(found < 1_000 && count == 3, "{found} {count}");
    }
}
