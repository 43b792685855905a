//! The dated events of a dataset in columns, in the order of time. They depend on the dataset
//! alone: a question only leaves some of them out.

use std::cmp::Reverse;

use crate::context::TimeView;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Kind};

use super::event::{DateShape, TimelineEvent};

/// What of an event's form matters for its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u8);

impl Traits {
    const DAY: u8 = 1;
    const RANGE: u8 = 2;

    fn of(event: &TimelineEvent) -> Self {
        let flag = |is: bool, bit: u8| if is { bit } else { 0 };
        Self(flag(event.form == DateShape::Day, Self::DAY) | flag(event.form == DateShape::Range, Self::RANGE))
    }

    /// It fills a day or a second and no other time.
    pub(super) fn day(self) -> bool {
        self.0 & Self::DAY != 0
    }

    /// It goes from one date to another.
    pub(super) fn range(self) -> bool {
        self.0 & Self::RANGE != 0
    }
}

/// Where an event stands in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct EventTime {
    pub ix: Ix,
    pub kind: Kind,
    /// Seconds; an open side is infinite.
    pub from: f64,
    pub to: f64,
    pub traits: Traits,
}

impl EventTime {
    /// The time by which it is counted: its start, or its end when it has none.
    pub(super) fn anchor(&self) -> f64 {
        let finite = |time: f64| time.is_finite().then_some(time);
        finite(self.from).or(finite(self.to)).unwrap_or(0.0)
    }

    /// Where its mark stands: what lasts is marked where it begins, what happened some time within a
    /// month or a year in the middle of it.
    pub(super) fn marked_at(&self) -> f64 {
        if self.traits.range() || !(self.from.is_finite() && self.to.is_finite()) {
            self.anchor()
        } else {
            f64::midpoint(self.from, self.to)
        }
    }

    /// Whether some of it lies in a stretch of time.
    pub(super) fn overlaps(&self, view: TimeView) -> bool {
        self.from < view.to && self.to > view.from
    }

    /// The finite part: an open side ends at the other one.
    pub(super) fn core(&self) -> (f64, f64) {
        match (self.from.is_finite(), self.to.is_finite()) {
            (true, true) => (self.from, self.to),
            _ => (self.anchor(), self.anchor()),
        }
    }
}

/// No event.
const NONE: u32 = u32::MAX;

/// An event is known by its place in the columns: by start, longer ones first where the start is
/// the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct EventColumns {
    rows: Vec<EventTime>,
    /// The events, the most important first: what much else refers to, then what is dated exactly.
    ranked: Vec<u32>,
    /// By event: its place in that order.
    ranks: Vec<u32>,
    /// By row of the dataset: the event, or [`NONE`].
    of: Vec<u32>,
    /// Events without a date, in the dataset's order.
    pub undated: Vec<Ix>,
}

impl EventColumns {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut columns = Self { of: vec![NONE; dataset.len()], ..Self::default() };
        for (ix, record) in dataset.rows().zip(dataset.records()).filter(|(_, record)| record.kind.is_event()) {
            match TimelineEvent::new(ix, record) {
                Some(event) => columns.rows.push(EventTime {
                    ix,
                    kind: event.kind,
                    from: event.from,
                    to: event.to,
                    traits: Traits::of(&event),
                }),
                None => columns.undated.push(ix),
            }
        }
        columns
            .rows
            .sort_unstable_by(|a, b| a.from.total_cmp(&b.from).then(b.to.total_cmp(&a.to)).then(a.ix.cmp(&b.ix)));
        for (at, row) in (0_u32..).zip(&columns.rows) {
            if let Some(slot) = columns.of.get_mut(row.ix.row()) {
                *slot = at;
            }
        }
        columns.ranked = ranked(dataset, &columns.rows);
        columns.ranks = vec![NONE; columns.rows.len()];
        for (rank, at) in (0_u32..).zip(&columns.ranked) {
            if let Some(slot) = columns.ranks.get_mut(*at as usize) {
                *slot = rank;
            }
        }
        columns
    }

    /// The place among all by importance.
    pub(super) fn rank(&self, at: u32) -> u32 {
        self.ranks.get(at as usize).copied().unwrap_or(NONE)
    }

    pub(super) fn ranked(&self) -> &[u32] {
        &self.ranked
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn row(&self, at: u32) -> Option<&EventTime> {
        self.rows.get(at as usize)
    }

    pub(super) fn rows(&self) -> &[EventTime] {
        &self.rows
    }

    /// The event that a record is.
    pub(super) fn event_of(&self, ix: Ix) -> Option<u32> {
        self.of.get(ix.row()).copied().filter(|at| *at != NONE)
    }

    /// The start in seconds; infinite for what is not there.
    pub(super) fn from(&self, at: u32) -> f64 {
        self.row(at).map_or(f64::INFINITY, |row| row.from)
    }

    /// The time by which an event is counted, in seconds.
    pub(super) fn anchor(&self, at: u32) -> f64 {
        self.row(at).map_or(f64::INFINITY, EventTime::anchor)
    }

    /// From the first to the last known time of some events.
    pub(super) fn span_of<'a>(&self, events: impl IntoIterator<Item = &'a u32>) -> Option<TimeView> {
        let mut span: Option<(f64, f64)> = None;
        for (from, to) in events.into_iter().filter_map(|at| self.row(*at)).map(EventTime::core) {
            let (first, last) = span.unwrap_or((from, to));
            span = Some((first.min(from), last.max(to)));
        }
        span.map(|(from, to)| TimeView::new(from, to))
    }
}

/// By importance. What is only known to have been so by some day comes last: nobody knows that it belongs
/// to the time that is looked at. Of equal ones the order has nothing to do with time, so that no part of
/// it is labelled before the others.
fn ranked(dataset: &Dataset, rows: &[EventTime]) -> Vec<u32> {
    let importance = |at: u32, row: &EventTime| {
        let referred = dataset.back_links(row.ix).iter().filter(|link| link.field != Field::Topics).count();
        let vague = u32::from(!row.traits.day()) + u32::from(row.to - row.from > 32.0 * 86_400.0);
        (row.from.is_infinite(), Reverse(referred), vague, at.wrapping_mul(2_654_435_761))
    };
    let mut keyed: Vec<_> = (0_u32..).zip(rows).map(|(at, row)| (importance(at, row), at)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// A time as a number that is never negative, so that halving it again and again parts time into
/// a binary tree. Times past 1.1 million years from now stand at its ends.
fn tick(time: f64) -> u64 {
    let time = time.clamp(-HALF, HALF - 1.0).floor() as i64;
    u64::try_from(time + HALF as i64).unwrap_or(0)
}

/// Seconds: 2 to the power of 45.
const HALF: f64 = 35_184_372_088_832.0;
/// The class of what has an open side.
pub(super) const ENDLESS: usize = 47;

/// The length class of a stretch: the smallest exponent of a stretch of the binary tree of time
/// that holds it whole.
pub(super) fn class_of(from: f64, to: f64) -> usize {
    if !(from.is_finite() && to.is_finite()) {
        return ENDLESS;
    }
    let last = (to - 1.0).max(from);
    let apart = tick(from) ^ tick(last);
    (u64::BITS - apart.leading_zeros()) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_stretch_lies_in_one_node_of_its_class_and_in_two_of_the_class_below(
            from in -9e10_f64..9e10, length in 1.0..1e10_f64
        ) {
            let (from, to) = (from.floor(), (from + length).floor());
            let class = class_of(from, to);
            let last = tick((to - 1.0).max(from));
            prop_assert_eq!(tick(from) >> class, last >> class);
            prop_assert!(class == 0 || tick(from) >> (class - 1) != last >> (class - 1));
        }
    }
}
