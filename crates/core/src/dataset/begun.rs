//! By when a record has surely begun: what lists stand in the order of.

use super::index::{Dataset, Ix};

/// By when a record has surely begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Begun {
    /// Before the time that the dataset is about: such records come after those of that time.
    pub early: bool,
    /// In seconds since 1970.
    pub at: i64,
    /// The seconds within which it began: of what may have begun at one time the vaguest is last,
    /// and an open beginning is the vaguest.
    within: i64,
}

/// None where a record has no date, or only one by which it had ended.
pub fn begun(dataset: &Dataset, ix: Ix) -> Option<Begun> {
    let bounds = dataset.bounds(ix)?;
    let at = bounds.latest_start?;
    let within = bounds.earliest_start.map_or(i64::MAX, |from| at.0.saturating_sub(from.0));
    Some(Begun { early: dataset.period().is_some_and(|(from, _)| at < from), at: at.0, within })
}
