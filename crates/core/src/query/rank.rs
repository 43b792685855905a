//! Which of the records that match fit the free words best.

use std::cmp::Reverse;

use crate::dataset::{Dataset, Ix};

use super::bits::FixedBitSet;
use super::corpus::Corpus;
use super::text::{FreeWords, NameCosts, TextIndex};

/// Rows that are ranked, at most.
pub(super) const MOST: usize = 400;
/// Points that one step of [`FreeWords::score`] weighs against what a record is.
const STEP: u32 = 16;

/// The rows that fit best, the best first; none when no free words are asked for.
///
/// What a row's names have of the words, and how much else ([`NameCosts::of`]), together with what the
/// record is ([`Corpus::standing`]); a rougher measure chooses the rows for which that is worked out.
pub(super) fn best(dataset: &Dataset, corpus: &Corpus, matched: &FixedBitSet, free: &FreeWords) -> Vec<Ix> {
    if free.is_empty() {
        return Vec::new();
    }
    ranked(corpus.text(dataset), matched, free, standing(corpus)).into_iter().map(|(_, row)| Ix(row as u32)).collect()
}

/// How far behind a record comes among what fits as well, in points.
pub(super) fn standing(corpus: &Corpus) -> impl Fn(usize) -> u32 {
    |row| u32::from(corpus.standing.get(row).copied().unwrap_or(u16::MAX))
}

/// The rows that fit best with their points, the fewest first.
pub(super) fn ranked(
    index: &TextIndex,
    matched: &FixedBitSet,
    free: &FreeWords,
    standing: impl Fn(usize) -> u32,
) -> Vec<(u32, usize)> {
    let rough = |row: usize| Reverse((free.score(row) * STEP + u32::from(u16::MAX)).saturating_sub(standing(row)));
    let mut rows: Vec<(Reverse<u32>, u32)> = matched.ones().map(|row| (rough(row), row as u32)).collect();
    if rows.len() > MOST {
        rows.select_nth_unstable(MOST);
        rows.truncate(MOST);
    }
    let costs = NameCosts::new(free, index);
    let points = |row: usize| costs.of(row) + standing(row);
    let mut ranked: Vec<_> = rows.into_iter().map(|(rough, row)| (points(row as usize), rough, row)).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(points, _, row)| (points, row as usize)).collect()
}
