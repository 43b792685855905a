//! The events of a lane by length and start, so that a part of time finds its own without
//! touching the others.

use super::columns::{Columns, ENDLESS, class_of};

/// Events in classes of like length, each in the order of time. What begins within a stretch is
/// one slice of each class.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Index {
    classes: Vec<Vec<u32>>,
    len: usize,
}

/// Some events of a class that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub class: u8,
    pub first: u32,
    /// The first one after.
    pub end: u32,
}

impl Run {
    pub(super) fn len(self) -> usize {
        self.end.saturating_sub(self.first) as usize
    }
}

impl Index {
    /// Must be called in the order of time.
    pub(super) fn push(&mut self, columns: &Columns, at: u32) {
        let Some(row) = columns.row(at) else { return };
        let class = class_of(row.from, row.to);
        if self.classes.len() <= class {
            self.classes.resize(class + 1, Vec::new());
        }
        if let Some(events) = self.classes.get_mut(class) {
            events.push(at);
            self.len += 1;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The classes from `first` up to and without `end` that hold anything.
    pub(super) fn classes(&self, first: usize, end: usize) -> impl Iterator<Item = (usize, &[u32])> {
        let chosen = self.classes.iter().enumerate().skip(first).take(end.saturating_sub(first));
        chosen.filter(|(_, events)| !events.is_empty()).map(|(class, events)| (class, events.as_slice()))
    }

    /// The longest class of what has both ends.
    pub(super) fn longest(&self) -> usize {
        self.classes(0, ENDLESS).last().map_or(0, |(class, _)| class)
    }

    pub(super) fn has_endless(&self) -> bool {
        self.classes(ENDLESS, ENDLESS + 1).next().is_some()
    }

    pub(super) fn members(&self, run: Run) -> &[u32] {
        let events = self.classes.get(usize::from(run.class)).map_or(&[][..], Vec::as_slice);
        events.get(run.first as usize..run.end as usize).unwrap_or_default()
    }

    pub(super) fn contains(&self, columns: &Columns, event: u32) -> bool {
        let class = columns.row(event).map(|row| class_of(row.from, row.to));
        class.and_then(|class| self.classes.get(class)).is_some_and(|events| events.binary_search(&event).is_ok())
    }

    /// Every event, class by class.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        self.classes.iter().flatten().copied()
    }
}

/// Where in `events`, which are in the order of time, those begin that start at `time` or later.
pub(super) fn from_on(columns: &Columns, events: &[u32], time: f64) -> usize {
    events.partition_point(|at| columns.from(*at) < time)
}
