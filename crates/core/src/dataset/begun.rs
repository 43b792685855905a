//! By when a record has surely begun: what lists stand in the order of.

use super::index::{Dataset, Ix};
use crate::model::Edtf;

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

impl Begun {
    /// For an order in time alone, whatever the dataset is about.
    #[must_use]
    pub fn in_any_period(self) -> Self {
        Self { early: false, ..self }
    }
}

/// None where a record has no date, or only one by which it had ended.
pub fn begun(dataset: &Dataset, ix: Ix) -> Option<Begun> {
    let about = dataset.record(ix)?.date.as_ref().filter(|date| date.is_approximate());
    let bounds = about.map(Edtf::bounds_as_written).or(dataset.bounds(ix))?;
    let at = bounds.latest_start?;
    let within = bounds.earliest_start.map_or(i64::MAX, |from| at.0.saturating_sub(from.0));
    Some(Begun { early: dataset.period().is_some_and(|(from, _)| at < from), at: at.0, within })
}
