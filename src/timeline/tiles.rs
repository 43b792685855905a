//! Which row of its lane an event stands in, and which events become a counted group, worked out
//! for one tile of time at a time.
//!
//! Rows are laid for a zoom level (seconds per point, a power of two) and never for a window: so
//! nothing jumps while time is panned. They are laid for the coarse end of the level, where things
//! are tightest, and so nothing overlaps at its fine end either.
//!
//! ```text
//!  scale 2  |                                 long ones                                   |
//!  scale 1  |         longer ones                  |                                      |
//!  scale 0  | short ones | short ones | short ones | short ones | …
//! ```
//!
//! An event belongs to the smallest tile that its time lies in whole. A tile is laid after those
//! above it, around what they hold, and knows nothing of its neighbours: so the cost of a window
//! is that of the tiles it shows. Near the border of two tiles the left one has the odd rows and
//! the right one the even ones.

use std::rc::Rc;

use super::columns::{Columns, ENDLESS, Row, tick, time_of};
use super::index::{Index, Run, from_on};

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

/// An event in its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub at: u32,
    /// Seconds.
    pub from: f64,
    pub to: f64,
    /// Points around it, as in [`Extent`].
    pub before: f32,
    pub after: f32,
    /// Seconds at which it begins, and at which its shape, a short label and its full one end.
    start: f64,
    ends: [f64; 3],
}

impl Slot {
    fn end(&self, pass: usize) -> f64 {
        self.ends.get(pass).copied().unwrap_or(f64::INFINITY)
    }
}

/// What is laid in one tile.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tile {
    /// By row, in the order of time.
    pub rows: Vec<Vec<Slot>>,
    /// What found no room, with the time that it is counted at, in the order of that.
    pub spill: Vec<(f64, Run)>,
}

/// How the lanes are laid.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Grid {
    pub level: i32,
}

/// What a lane gives its events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Room {
    /// Rows for events.
    pub rows: usize,
    /// How many of them long events may take.
    pub long: usize,
    /// Of more events of a class that begin in one cell than this only some are laid, those that
    /// have room for a label; the others are counted with them.
    pub dense: usize,
}

/// The zoom level of a scale: its seconds per point lie in `[2^level, 2^(level + 1))`.
pub(super) fn level(seconds_per_point: f64) -> i32 {
    seconds_per_point.max(1e-2).log2().floor() as i32
}

/// The seconds per point that rows of a level are laid for.
pub(super) fn coarsest(level: i32) -> f64 {
    2.0_f64.powi(level + 1)
}

/// Half the width in points of a group's badge.
pub(super) const BADGE: f32 = 15.0;
/// Points of a cell that has one badge; tiles are whole cells.
pub(super) const CELL: f64 = 32.0;
/// Points of text that are worth a row of their own before text is left out.
const SHORT: f32 = 84.0;
/// Points between things in a row.
const GAP: f32 = 6.0;
/// A tile of scale 0 has 2 to the power of this points, and one of the next scale so many times more.
const TILE: i32 = 13;
const STEP: usize = 3;
/// Points by which a shape may reach over its time.
pub(super) const REACH: f64 = 44.0;
/// Points that a shape's ends and its label take together, at most.
const LONGEST: f64 = 400.0;
/// The scale of what has an open side.
pub(super) const ROOT: u8 = u8::MAX;

impl Room {
    /// How many of so many events that begin in one cell are tried to be laid.
    fn tried(self, count: usize) -> usize {
        if count > 20 * self.dense.max(1) { self.rows.min(1) } else { self.rows.min(count) }
    }
}

impl Grid {
    pub(super) fn spp(self) -> f64 {
        coarsest(self.level)
    }

    /// The exponent of a tile's seconds.
    fn exponent(self, scale: u8) -> usize {
        if scale == ROOT { 63 } else { usize::try_from(self.level + 1 + TILE).unwrap_or(0) + STEP * usize::from(scale) }
    }

    /// The tile that a time lies in.
    pub(super) fn tile(self, scale: u8, time: f64) -> u64 {
        tick(time) >> self.exponent(scale)
    }

    /// From where to where a tile reaches, in seconds.
    pub(super) fn bounds(self, scale: u8, tile: u64) -> (f64, f64) {
        if scale == ROOT {
            return (f64::NEG_INFINITY, f64::INFINITY);
        }
        let exponent = self.exponent(scale);
        (time_of(tile << exponent), time_of((tile + 1) << exponent))
    }

    /// The length classes whose events belong to tiles of a scale.
    fn classes(self, scale: u8) -> (usize, usize) {
        match scale {
            ROOT => (ENDLESS, ENDLESS + 1),
            0 => (0, (self.exponent(0) + 1).min(ENDLESS)),
            _ => ((self.exponent(scale - 1) + 1).min(ENDLESS), (self.exponent(scale) + 1).min(ENDLESS)),
        }
    }

    /// The scales that a lane has events of, the coarsest first; scale 0 always.
    pub(super) fn scales(self, index: &Index) -> Vec<u8> {
        let mut scales = Vec::new();
        if index.has_endless() {
            scales.push(ROOT);
        }
        let highest = index.longest().saturating_sub(self.exponent(0)).div_ceil(STEP);
        for scale in (1..=u8::try_from(highest).unwrap_or(ROOT - 1)).rev() {
            let (first, end) = self.classes(scale);
            if index.classes(first, end).next().is_some() {
                scales.push(scale);
            }
        }
        scales.push(0);
        scales
    }

    /// The cell whose badge counts an event.
    pub(super) fn cell(self, time: f64) -> i64 {
        (time / (CELL * self.spp())).floor() as i64
    }
}

/// Everything that laying a tile needs to know.
pub(super) struct Laying<'a> {
    pub columns: &'a Columns,
    pub index: &'a Index,
    pub grid: Grid,
    pub room: Room,
    /// How an event lies in its row.
    pub extent: &'a mut dyn FnMut(u32, &Row) -> Extent,
}

impl Laying<'_> {
    /// Lays a tile around what those above it hold.
    pub(super) fn lay(&mut self, scale: u8, tile: u64, above: &[Rc<Tile>]) -> Tile {
        let (begin, end) = self.grid.bounds(scale, tile);
        let mut laid = Tile::default();
        let mut single: Vec<Single> = Vec::new();
        let (first_class, end_class) = self.grid.classes(scale);
        for (class, events) in self.index.classes(first_class, end_class) {
            self.gather(class, events, (begin, end), &mut single, &mut laid.spill);
        }
        single.sort_unstable_by_key(|one| one.at);
        let rows = if scale == 0 { self.room.rows } else { self.room.long };
        let mut stack = Stack::new(rows, above, (begin, end), self.grid.spp());
        for Single { at, run, needs_label } in single {
            let Some(row) = self.columns.row(at) else { continue };
            let slot = stack.slot(at, (self.extent)(at, row));
            if !stack.put(slot, needs_label) {
                laid.spill.push((row.anchor(), run));
            }
        }
        laid.rows = stack.own;
        laid.spill.sort_unstable_by(|(a, x), (b, y)| a.total_cmp(b).then(x.first.cmp(&y.first)));
        laid
    }

    /// The events of a class that begin within a tile: each by itself, or where too many begin
    /// close to each other some by themselves and the others as what has no room.
    fn gather(
        &self,
        class: usize,
        events: &[u32],
        (begin, end): (f64, f64),
        single: &mut Vec<Single>,
        spill: &mut Vec<(f64, Run)>,
    ) {
        let (mut at, last) = (from_on(self.columns, events, begin), from_on(self.columns, events, end));
        let run = |first: usize, end: usize| Run {
            class: u8::try_from(class).unwrap_or(u8::MAX),
            first: u32::try_from(first).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        };
        let width = CELL * self.grid.spp();
        while at < last {
            let from = events.get(at).map_or(f64::INFINITY, |event| self.columns.from(*event));
            let within = if from.is_finite() {
                let cell_end = (self.grid.cell(from) + 1) as f64 * width;
                // most cells hold few: look near before looking far
                let near = at.saturating_add(self.room.dense).saturating_add(1).min(last);
                let far = events.get(near.saturating_sub(1)).is_some_and(|event| self.columns.from(*event) < cell_end);
                let rest = events.get(at..if far { last } else { near }).unwrap_or_default();
                at + from_on(self.columns, rest, cell_end)
            } else {
                at + 1
            };
            let next = within.max(at + 1);
            let needs_label = next - at > self.room.dense;
            let tried = if needs_label { self.room.tried(next - at) } else { next - at };
            let some = events.get(at..at + tried).unwrap_or_default();
            single.extend((at..).zip(some).map(|(n, event)| Single { at: *event, run: run(n, n + 1), needs_label }));
            if needs_label {
                let counted_at = events.get(at).map_or(from, |event| self.columns.anchor(*event));
                spill.push((counted_at, run(at + tried, next)));
            }
            at = next;
        }
    }
}

/// An event that is to be laid by itself, and what it is counted as where it has no room.
struct Single {
    at: u32,
    run: Run,
    /// It is one of many: without a label it would say less than their count.
    needs_label: bool,
}

/// The rows of a tile while it is filled in the order of time.
struct Stack {
    own: Vec<Vec<Slot>>,
    /// What tiles above hold here, by row, in the order of time.
    given: Vec<Vec<Slot>>,
    begin: f64,
    end: f64,
    spp: f64,
}

impl Stack {
    fn new(rows: usize, above: &[Rc<Tile>], (begin, end): (f64, f64), spp: f64) -> Self {
        let mut given: Vec<Vec<Slot>> = vec![Vec::new(); rows];
        // as far as the longest label may run
        let (left, right) = (begin - LONGEST * spp, end + LONGEST * spp);
        for tile in above {
            for (row, held) in given.iter_mut().zip(&tile.rows) {
                let first = held.partition_point(|slot| slot.ends[0] < left);
                row.extend(held.iter().skip(first).take_while(|slot| slot.start < right));
            }
        }
        for row in &mut given {
            row.sort_unstable_by(|a, b| a.start.total_cmp(&b.start));
        }
        Self { own: vec![Vec::new(); rows], given, begin, end, spp }
    }

    fn slot(&self, at: u32, extent: Extent) -> Slot {
        let points = |points: f32| f64::from(points) * self.spp;
        let start = extent.from - points(extent.before);
        let shape = extent.to + points(extent.after + GAP);
        let origin = if extent.inside { start } else { extent.to + points(extent.after) };
        let ends = [0.0, extent.label.min(SHORT), extent.label].map(|label| shape.max(origin + points(label + GAP)));
        let Extent { from, to, before, after, .. } = extent;
        Slot { at, from, to, before, after, start, ends }
    }

    /// Puts it in the first row where its whole label fits, else where a short one does, else
    /// where its shape does, if it need not have a label. False when there is none.
    fn put(&mut self, slot: Slot, needs_label: bool) -> bool {
        let reach = REACH * self.spp;
        let (early, late) = (slot.start < self.begin + reach, slot.ends[0] > self.end - reach);
        let allowed = |row: &usize| if row.is_multiple_of(2) { !late } else { !early };
        let passes: &[usize] = if needs_label { &[2, 1] } else { &[2, 1, 0] };
        for pass in passes.iter().copied() {
            let fits = (0..self.own.len()).filter(allowed).filter_map(|row| Some((row, self.left(row, slot, pass)?)));
            let found = if pass == 2 { fits.take(1).next() } else { fits.min_by(|(_, a), (_, b)| a.total_cmp(b)) };
            if let Some((row, _)) = found {
                if let Some(row) = self.own.get_mut(row) {
                    row.push(slot);
                }
                return true;
            }
        }
        false
    }

    /// Where the full label of what stands left of it in a row ends, if the row is free.
    fn left(&self, row: usize, slot: Slot, pass: usize) -> Option<f64> {
        let (own, given) = (self.own.get(row)?, self.given.get(row)?);
        let behind = given.partition_point(|other| other.start <= slot.start);
        let before = [own.last(), behind.checked_sub(1).and_then(|at| given.get(at))];
        let end = |of: usize| before.iter().flatten().map(|other| other.end(of)).fold(f64::NEG_INFINITY, f64::max);
        let free = end(pass) <= slot.start && given.get(behind).is_none_or(|next| slot.end(pass) <= next.start);
        free.then(|| end(2))
    }
}

/// The rows that a tile and those above it take.
pub(super) fn height<'a>(tiles: impl IntoIterator<Item = &'a Rc<Tile>>) -> usize {
    let used = |tile: &Rc<Tile>| tile.rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    tiles.into_iter().map(used).max().unwrap_or(0)
}
