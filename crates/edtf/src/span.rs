//! Stretches of time: a window, and what a date says about its start and end.

use super::moment::Moment;

/// A half-open stretch of time `[from, to)`; `None` is without bound on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first moment inside.
    pub from: Option<Moment>,
    /// The first moment after.
    pub to: Option<Moment>,
}

impl Span {
    /// All time.
    pub const ALL: Self = Self { from: None, to: None };

    /// The stretch from a moment up to, and without, another.
    pub const fn new(from: Moment, to: Moment) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// Whether no moment lies inside: both bounds are set and `from` is not before `to`.
    pub fn is_empty(&self) -> bool {
        !before(self.from, self.to)
    }

    /// Whether the moment lies inside.
    pub fn contains(&self, moment: Moment) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.to.is_none_or(|to| moment < to)
    }

    /// Whether all of the other span lies inside. True of an empty one.
    pub fn encloses(&self, other: &Self) -> bool {
        other.is_empty()
            || (self.from.is_none_or(|from| other.from.is_some_and(|other| from <= other))
                && self.to.is_none_or(|to| other.to.is_some_and(|other| other <= to)))
    }

    /// Whether some moment lies in both. Never true when one is empty.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && before(self.from, other.to) && before(other.from, self.to)
    }
}

/// Whether a lower bound leaves room below an upper one.
fn before(from: Option<Moment>, to: Option<Moment>) -> bool {
    match (from, to) {
        (Some(from), Some(to)) => from < to,
        _ => true,
    }
}

/// When something starts and ends, each between an earliest and a latest moment.
///
/// Ends are half-open: the end is the first moment after. `None` is without bound: in
/// `earliest_start` and `latest_end` for an open or unknown end of an interval, in `latest_start`
/// and `earliest_end` only for an open one, which certainly goes on.
///
/// * A day or a second is covered whole: it starts and ends with itself.
/// * Anything coarser or approximate means *some time within*: start and end both lie in it.
/// * An interval starts within its first date and ends within its last. No start is placed after
///   the latest end or its last whole day, and no end before the earliest start or its first
///   whole day, so an interval with an unknown end is certain about the known day only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// It does not start before this.
    pub earliest_start: Option<Moment>,
    /// It has started by this.
    pub latest_start: Option<Moment>,
    /// It has not ended before this.
    pub earliest_end: Option<Moment>,
    /// It has ended by this.
    pub latest_end: Option<Moment>,
}

impl Bounds {
    /// All the time that may be meant: `[earliest_start, latest_end)`. Never empty for a date.
    pub const fn possible(&self) -> Span {
        Span { from: self.earliest_start, to: self.latest_end }
    }

    /// The time that is meant for sure: `[latest_start, earliest_end)`, or `None` when empty.
    ///
    /// Lies in [`Bounds::possible`]. Takes the date at its word: whether the source doubts it
    /// (`?`) is [`Edtf::is_uncertain`](super::Edtf::is_uncertain).
    pub fn certain(&self) -> Option<Span> {
        let span = Span { from: self.latest_start, to: self.earliest_end };
        (!span.is_empty()).then_some(span)
    }
}
