//! The events of a lane by length and start, so that a part of time finds its own without
//! touching the others, and by importance.

use super::columns::{ENDLESS, EventColumns, class_of};
use crate::context::TimeView;

/// Events in classes of like length, each in the order of time. What begins within a stretch is
/// one slice of each class.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Index {
    classes: Vec<Vec<u32>>,
    /// Where the events end, in order.
    ends: Vec<f64>,
    /// Where their marks stand, in order.
    marks: Vec<f64>,
    /// The most important first.
    ranked: Vec<u32>,
}

impl Index {
    /// Must be called in the order of time.
    pub(super) fn push(&mut self, columns: &EventColumns, at: u32) {
        let Some(row) = columns.row(at) else { return };
        let class = class_of(row.from, row.to);
        if self.classes.len() <= class {
            self.classes.resize(class + 1, Vec::new());
        }
        if let Some(events) = self.classes.get_mut(class) {
            events.push(at);
            self.ends.push(row.to);
            self.marks.push(row.marked_at());
        }
    }

    /// Must be called in the order of importance, for every event.
    pub(super) fn rank(&mut self, at: u32) {
        self.ranked.push(at);
    }

    /// Once everything is there.
    pub(super) fn finish(&mut self) {
        self.ends.sort_unstable_by(f64::total_cmp);
        self.marks.sort_unstable_by(f64::total_cmp);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn classes(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.classes.iter().enumerate().map(|(class, events)| (class, events.as_slice()))
    }

    /// How many have to do with a stretch of time.
    pub(super) fn count(&self, columns: &EventColumns, view: TimeView) -> usize {
        let begun: usize = self.classes().map(|(_, events)| from_on(columns, events, view.to)).sum();
        begun.saturating_sub(self.ends.partition_point(|end| *end <= view.from))
    }

    /// How many are marked from one time up to another.
    pub(super) fn marked(&self, from: f64, to: f64) -> usize {
        let before = |time: f64| self.marks.partition_point(|mark| *mark < time);
        before(to).saturating_sub(before(from))
    }

    /// Those that have to do with a stretch of time, class by class.
    pub(super) fn overlapping<'a>(
        &'a self,
        columns: &'a EventColumns,
        view: TimeView,
    ) -> impl Iterator<Item = u32> + 'a {
        self.classes().flat_map(move |(class, events)| {
            // what began longer ago than it can last is over
            let longest =
                if class >= ENDLESS { f64::INFINITY } else { 2.0_f64.powi(i32::try_from(class).unwrap_or(0)) };
            let near = from_on(columns, events, view.from - longest)..from_on(columns, events, view.to);
            let near = events.get(near).unwrap_or_default().iter().copied();
            near.filter(move |at| columns.row(*at).is_some_and(|row| row.overlaps(view)))
        })
    }

    /// The most important first.
    pub(super) fn ranked(&self) -> &[u32] {
        &self.ranked
    }

    pub(super) fn contains(&self, columns: &EventColumns, event: u32) -> bool {
        let class = columns.row(event).map(|row| class_of(row.from, row.to));
        class.and_then(|class| self.classes.get(class)).is_some_and(|events| events.binary_search(&event).is_ok())
    }

    /// Every event, class by class.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        self.classes.iter().flatten().copied()
    }
}

/// Where in `events`, which are in the order of time, those begin that start at `time` or later.
fn from_on(columns: &EventColumns, events: &[u32], time: f64) -> usize {
    events.partition_point(|at| columns.from(*at) < time)
}
