//! A dated record as the timeline sees it: numbers, no pixels.

use crate::context::seconds;
use km0_core::dataset::Ix;
use km0_core::model::{Bounds, Edtf, Field, Kind, Moment, Precision, Record};
use km0_core::promises::is_proposal;

/// What the date of an event looks like on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DateShape {
    /// A day or a second: it fills that time and no other.
    Day,
    /// Some time within a month, a season, a year …
    Vague,
    /// From one date to another.
    Range,
}

/// How a side of an event ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum EventEdge {
    Known,
    /// It goes on.
    Open,
    /// It ends somewhere, nobody says where.
    Unknown,
}

/// Times are seconds as [`seconds`] gives them; an open side is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
// each is a trait of its own, drawn by itself
#[allow(clippy::struct_excessive_bools)]
pub(super) struct TimelineEvent {
    pub ix: Ix,
    pub kind: Kind,
    /// The time it may take; on an unknown side the time that is known of.
    pub from: f64,
    pub to: f64,
    /// The part of it that is certain.
    pub sure: Option<(f64, f64)>,
    pub form: DateShape,
    pub start: EventEdge,
    pub end: EventEdge,
    pub approximate: bool,
    pub uncertain: bool,
    /// Planned, and nothing says that it took place.
    pub planned: bool,
    /// It is of a person's own file, laid over the dataset.
    pub own: bool,
}

impl TimelineEvent {
    /// `None` when the record is no event or has no date.
    pub(super) fn new(ix: Ix, record: &Record) -> Option<Self> {
        if !record.kind.is_event() {
            return None;
        }
        let date = record.date.as_ref()?;
        let bounds = date.bounds();
        let (start, end) = edges(date);
        let (from, to) = extent(&bounds, start, end);
        Some(Self {
            ix,
            kind: record.kind,
            from,
            to,
            sure: bounds
                .certain()
                .map(|span| (span.from.map_or(f64::NEG_INFINITY, seconds), span.to.map_or(f64::INFINITY, seconds))),
            form: form(date),
            start,
            end,
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
            planned: is_planned(record) || is_proposal(record),
            own: false,
        })
    }

    /// The finite part: an open side ends at the other one.
    pub(super) fn core(&self) -> (f64, f64) {
        match (self.from.is_finite(), self.to.is_finite()) {
            (true, true) => (self.from, self.to),
            (true, false) => (self.from, self.from),
            (false, true) => (self.to, self.to),
            (false, false) => (0.0, 0.0),
        }
    }
}

/// Whether a meeting or agreement is only planned as far as the sources know.
pub(super) fn is_planned(record: &Record) -> bool {
    [Field::Status, Field::Standing].iter().any(|field| record.choice(*field) == Some("Planned"))
}

fn form(date: &Edtf) -> DateShape {
    match date.precision() {
        Precision::Interval => DateShape::Range,
        Precision::Instant | Precision::Day if !date.is_approximate() => DateShape::Day,
        _ => DateShape::Vague,
    }
}

fn edges(date: &Edtf) -> (EventEdge, EventEdge) {
    let edge = |open, unknown| match (open, unknown) {
        (true, _) => EventEdge::Open,
        (_, true) => EventEdge::Unknown,
        _ => EventEdge::Known,
    };
    (edge(date.open_start(), date.unknown_start()), edge(date.open_end(), date.unknown_end()))
}

fn extent(bounds: &Bounds, start: EventEdge, end: EventEdge) -> (f64, f64) {
    let known = [bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end];
    let first = || known.iter().flatten().min().copied().map_or(0.0, seconds);
    let last = || known.iter().flatten().max().copied().map_or(0.0, seconds);
    let from = match start {
        EventEdge::Open => f64::NEG_INFINITY,
        EventEdge::Known | EventEdge::Unknown => first(),
    };
    let to = match end {
        EventEdge::Open => f64::INFINITY,
        EventEdge::Known | EventEdge::Unknown => last(),
    };
    (from, to.max(from))
}

/// The moment a number of seconds stands for.
pub(super) fn moment(seconds: f64) -> Moment {
    Moment(seconds.floor() as i64)
}
