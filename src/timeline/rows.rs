//! Which row of its lane an event stands in, and which events become a counted group.
//!
//! Rows are laid for a zoom level (seconds per point, a power of two), never for a window: so
//! nothing jumps while time is panned. They are laid for the coarse end of the level, where
//! things are tightest, and so nothing overlaps at its fine end either.

use std::collections::BTreeMap;

/// What of a row an event takes, apart from its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Seconds; may be infinite.
    pub from: f64,
    pub to: f64,
    /// Points that its shape needs left of `from` and right of `to` at any zoom.
    pub before: f32,
    pub after: f32,
    /// Points that its text wants, gap included; it may begin at the shape's left edge.
    pub label: f32,
    /// Whether the text stands inside of a shape that is wide enough for it.
    pub inside: bool,
}

/// One thing in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub what: What,
    /// Seconds.
    pub from: f64,
    pub to: f64,
    /// Points around it, as in [`Extent`].
    pub before: f32,
    pub after: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The index that was given for the event.
    One(u32),
    /// An index into [`Rows::groups`].
    Many(u32),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows {
    /// In the order of time; the shapes of a row never overlap.
    pub rows: Vec<Vec<Slot>>,
    pub groups: Vec<Vec<u32>>,
}

/// The zoom level of a scale: its seconds per point lie in `[2^level, 2^(level + 1))`.
pub(super) fn level(seconds_per_point: f64) -> i32 {
    seconds_per_point.max(1e-3).log2().floor() as i32
}

/// The seconds per point that rows of a level are laid for.
pub(super) fn coarsest(level: i32) -> f64 {
    2.0_f64.powi(level + 1)
}

/// Half the width in points of a group's badge.
pub(super) const BADGE: f32 = 17.0;
/// Shapes that begin and end this close to each other, in points, are near enough to be counted.
const NEAR: f64 = 10.0;
/// Points of text that are worth a row of their own before text is left out.
const SHORT: f32 = 84.0;
/// Points between things in a row.
const GAP: f32 = 6.0;

/// Stacks events (sorted by start) in at most `budget` rows (at least one).
pub(super) fn stack(events: &[(u32, Extent)], seconds_per_point: f64, budget: usize) -> Rows {
    let mut stack = Stack { spp: seconds_per_point, budget: budget.max(1), rows: Vec::new(), groups: Vec::new() };
    for lump in lumps(events, seconds_per_point, stack.budget) {
        match lump {
            Lump::One(at, extent) => stack.put(&[at], extent),
            Lump::Many(members, extent) => stack.put(&members, extent),
        }
    }
    Rows { rows: stack.rows.into_iter().map(|row| row.slots).collect(), groups: stack.groups }
}

enum Lump {
    One(u32, Extent),
    Many(Vec<u32>, Extent),
}

/// Events that would stand on top of each other and are too many for the rows become one.
fn lumps(events: &[(u32, Extent)], spp: f64, budget: usize) -> Vec<Lump> {
    // a float cast saturates, so an infinite side has a cell of its own
    let cell = |time: f64| (time / (NEAR * spp)).floor() as i64;
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (n, (_, extent)) in events.iter().enumerate() {
        cells.entry((cell(extent.from), cell(extent.to))).or_default().push(n);
    }
    let mut lumped: Vec<(Extent, Lump)> = Vec::new();
    for members in cells.into_values() {
        let found: Vec<(u32, Extent)> = members.iter().filter_map(|n| events.get(*n).copied()).collect();
        if found.len() > budget {
            let extent = hull(found.iter().map(|(_, extent)| extent));
            lumped.push((extent, Lump::Many(found.into_iter().map(|(at, _)| at).collect(), extent)));
        } else {
            lumped.extend(found.into_iter().map(|(at, extent)| (extent, Lump::One(at, extent))));
        }
    }
    lumped.sort_by(|(a, _), (b, _)| a.from.total_cmp(&b.from).then(b.to.total_cmp(&a.to)));
    lumped.into_iter().map(|(_, lump)| lump).collect()
}

/// The extent of a group: from the first start to the last end.
fn hull<'a>(extents: impl Iterator<Item = &'a Extent>) -> Extent {
    let start =
        Extent { from: f64::INFINITY, to: f64::NEG_INFINITY, before: BADGE, after: BADGE, label: 0.0, inside: true };
    extents.fold(start, |hull, e| Extent { from: hull.from.min(e.from), to: hull.to.max(e.to), ..hull })
}

struct Row {
    slots: Vec<Slot>,
    /// Seconds at which shapes and texts so far end.
    shape_end: f64,
    short_end: f64,
    full_end: f64,
}

struct Stack {
    spp: f64,
    budget: usize,
    rows: Vec<Row>,
    groups: Vec<Vec<u32>>,
}

impl Stack {
    fn put(&mut self, members: &[u32], extent: Extent) {
        let start = extent.from - f64::from(extent.before) * self.spp;
        let full = self.rows.iter().position(|row| row.full_end <= start);
        let at = match full {
            Some(at) => Some(at),
            None if self.rows.len() < self.budget => {
                self.rows.push(Row {
                    slots: Vec::new(),
                    shape_end: f64::NEG_INFINITY,
                    short_end: f64::NEG_INFINITY,
                    full_end: f64::NEG_INFINITY,
                });
                Some(self.rows.len() - 1)
            }
            None => self.least(start, |row| row.short_end).or_else(|| self.least(start, |row| row.shape_end)),
        };
        match at {
            Some(at) => self.place(at, members, extent),
            None => self.merge(members, extent),
        }
    }

    /// Of the rows that are free from `start` on when `end` counts, the one that loses least text.
    fn least(&self, start: f64, end: impl Fn(&Row) -> f64) -> Option<usize> {
        let free = self.rows.iter().enumerate().filter(|(_, row)| end(row) <= start);
        free.min_by(|(_, a), (_, b)| a.full_end.total_cmp(&b.full_end)).map(|(at, _)| at)
    }

    fn ends(&self, extent: &Extent) -> [f64; 3] {
        let points = |points: f32| f64::from(points) * self.spp;
        let shape = extent.to + points(extent.after + GAP);
        let origin = if extent.inside { extent.from - points(extent.before) } else { extent.to + points(extent.after) };
        [0.0, extent.label.min(SHORT), extent.label].map(|label| shape.max(origin + points(label + GAP)))
    }

    fn place(&mut self, at: usize, members: &[u32], extent: Extent) {
        let [shape_end, short_end, full_end] = self.ends(&extent);
        let what = match members {
            [one] => What::One(*one),
            many => {
                self.groups.push(many.to_vec());
                What::Many(u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX))
            }
        };
        let Some(row) = self.rows.get_mut(at) else { return };
        let Extent { from, to, before, after, .. } = extent;
        row.slots.push(Slot { what, from, to, before, after });
        (row.shape_end, row.short_end, row.full_end) = (shape_end, short_end, full_end);
    }

    /// No row has room: the events join the last thing of the row that ends at the nearest start.
    fn merge(&mut self, members: &[u32], extent: Extent) {
        let last = |row: &Row| row.slots.last().map_or(f64::NEG_INFINITY, |slot| slot.from);
        let nearest = self.rows.iter_mut().rev().max_by(|a, b| last(a).total_cmp(&last(b)));
        let Some(row) = nearest else { return };
        let Some(slot) = row.slots.last_mut() else { return };
        let group = match slot.what {
            What::Many(group) => group,
            What::One(one) => {
                self.groups.push(vec![one]);
                u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX)
            }
        };
        if let Some(list) = self.groups.get_mut(group as usize) {
            list.extend_from_slice(members);
        }
        // counted where they start: a group does not claim the whole time of its longest member
        let to = if slot.from.is_finite() { extent.from.max(slot.from) } else { slot.to.max(extent.from) };
        // the left edge stays, as something may stand right before it
        let after = 2.0 * BADGE - slot.before;
        *slot = Slot { what: What::Many(group), to, after, ..*slot };
        let end = to + f64::from(after + GAP) * self.spp;
        (row.shape_end, row.short_end, row.full_end) = (end, end, end);
    }
}
