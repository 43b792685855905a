//! How old a promise is, as exactly as its date is known.

use crate::dataset::{Dataset, Ix};
use crate::model::{Bounds, Edtf, Field, Moment};

const DAY: i64 = 86_400;

/// The days between a promise and a later moment: at least and at most so many, for a promise of
/// "2023" may be from January or from December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Age {
    /// Whole days, not negative.
    pub least: i64,
    /// Whole days, not below `least`.
    pub most: i64,
}

/// How old the promise is at a moment; none where it has no date, a date without a beginning, or
/// cannot have been made by then.
pub fn age(dataset: &Dataset, ix: Ix, at: Moment) -> Option<Age> {
    let bounds = made(dataset, ix)?;
    let days = |from: Moment| at.0.saturating_sub(from.0).div_euclid(DAY);
    let most = days(bounds.earliest_start?);
    let least = bounds.latest_start.map_or(0, days);
    (most >= 0).then(|| Age { least: least.clamp(0, most), most })
}

/// When the promise was made: its own date, that of the occasion on which it was made, or the day
/// by which it is known to have stood.
pub(super) fn made(dataset: &Dataset, ix: Ix) -> Option<Bounds> {
    let record = dataset.record(ix)?;
    let occasion = || {
        let at = record.link(Field::UndertakenAt).or_else(|| record.link(Field::SignedAt))?;
        dataset.bounds(dataset.ix(at)?)
    };
    let known = || record.date_in(Field::KnownBy).map(Edtf::bounds);
    dataset.bounds(ix).or_else(occasion).or_else(known)
}

/// The moment up to which ages are counted; see [`Dataset::last_word`].
pub fn last_word(dataset: &Dataset) -> Option<Moment> {
    dataset.last_word()
}
