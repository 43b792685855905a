//! A lane on one zoom level: how many rows it has, and the tiles of it that were laid so far.

use std::collections::HashMap;
use std::rc::Rc;

use super::columns::{Columns, Row};
use super::group::Badges;
use super::index::Index;
use super::layout::{DAY_BAR, FADE, HOLDS_TEXT, ICON, INSET, LABEL_GAP, MARK};
use super::model::{Lane, Model};
use super::tiles::{self, Extent, Grid, Laying, Room, Tile};

/// Text wider than this may be shortened to make room for others: points.
const LABEL: f32 = 260.0;
/// Events of all lanes together up to which heights are exact; beyond that they are told from
/// so many samples of all lanes together.
const EXACT: usize = 6_000;
const SAMPLES: usize = 80;

/// A lane on the level it is laid for.
#[derive(Debug, Default)]
pub(super) struct LaneBox {
    /// Its place in [`Model::lanes`].
    pub lane: usize,
    pub room: Room,
    /// Whether its last row counts what has no room in the others.
    pub counts: bool,
    /// From the top of the first lane.
    pub top: f32,
    pub height: f32,
    pub collapsed: bool,
    /// It only names its parts, which follow.
    pub header: bool,
    /// Those that laying needs, the coarsest first.
    pub scales: Vec<u8>,
    tiles: HashMap<(u8, u64), Rc<Tile>>,
    badges: HashMap<u64, Rc<Badges>>,
}

/// The width of an event's text in points.
pub(super) type Widths<'a> = &'a mut dyn FnMut(&Row) -> f32;

/// What is laid.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub columns: &'a Columns,
    pub model: &'a Model,
}

impl LaneBox {
    pub(super) fn new(at: usize, lane: &Lane, grid: Grid, collapsed: bool) -> Self {
        let header = lane.parts > 0 && !collapsed;
        Self { lane: at, collapsed, header, scales: grid.scales(&lane.index), ..Self::default() }
    }

    /// A tile, laid when it is asked for the first time.
    pub(super) fn tile(
        &mut self,
        columns: &Columns,
        index: &Index,
        grid: Grid,
        (scale, tile): (u8, u64),
        widths: Widths<'_>,
    ) -> Rc<Tile> {
        if let Some(found) = self.tiles.get(&(scale, tile)) {
            return Rc::clone(found);
        }
        let middle = grid.bounds(scale, tile).0;
        let above: Vec<u8> = self.scales.iter().copied().take_while(|other| *other > scale).collect();
        let above: Vec<Rc<Tile>> = above
            .into_iter()
            .map(|other| self.tile(columns, index, grid, (other, grid.tile(other, middle)), &mut *widths))
            .collect();
        let (spp, closed) = (grid.spp(), self.collapsed);
        let mut extent = |_: u32, row: &Row| extent(row, if closed { 0.0 } else { widths(row) }, spp);
        let mut laying = Laying { columns, index, grid, room: self.room, extent: &mut extent };
        let laid = Rc::new(laying.lay(scale, tile, &above));
        self.tiles.insert((scale, tile), Rc::clone(&laid));
        laid
    }

    /// The counted groups of a tile of scale 0: what it and those above it have no room for.
    pub(super) fn badges(
        &mut self,
        columns: &Columns,
        index: &Index,
        grid: Grid,
        tile: u64,
        widths: Widths<'_>,
    ) -> Rc<Badges> {
        if let Some(found) = self.badges.get(&tile) {
            return Rc::clone(found);
        }
        let (begin, end) = grid.bounds(0, tile);
        let mut badges = Badges::default();
        for scale in self.scales.clone() {
            let held = self.tile(columns, index, grid, (scale, grid.tile(scale, begin)), &mut *widths);
            badges.take(columns, index, grid, &held, (begin, end));
        }
        let badges = Rc::new(badges);
        self.badges.insert(tile, Rc::clone(&badges));
        badges
    }

    /// How many rows its events need if they may have `MOST_ROWS` at most, and whether even those
    /// leave something out.
    pub(super) fn measure(
        &mut self,
        source: Source<'_>,
        (grid, most): (Grid, usize),
        lanes: usize,
        widths: Widths<'_>,
    ) -> (usize, bool) {
        let Some(lane) = source.model.lanes.get(self.lane) else { return (1, false) };
        let exact = lane.index.len() <= EXACT / lanes.max(1);
        self.tiles.clear();
        self.room = Room { rows: most, long: most, dense: if exact { usize::MAX } else { 3 * most } };
        let step = if exact { 1 } else { lane.index.len() / (SAMPLES / lanes.max(1)).clamp(2, 12) };
        let mut looked_at: Vec<u64> = sample(source.columns, &lane.index, grid, step);
        looked_at.sort_unstable();
        looked_at.dedup();
        let (mut rows, mut over) = (1, !exact);
        for tile in looked_at {
            let begin = grid.bounds(0, tile).0;
            for scale in self.scales.clone() {
                let held = self.tile(source.columns, &lane.index, grid, (scale, grid.tile(scale, begin)), &mut *widths);
                rows = rows.max(tiles::height([&held]));
                over |= !held.spill.is_empty();
            }
        }
        (rows, over)
    }

    /// Gives the lane so many rows; what was laid in more is laid again when it is asked for.
    pub(super) fn give(&mut self, needs: usize, over: bool, rows: usize) {
        self.counts = over || rows < needs;
        if !self.counts {
            self.room = Room { rows: needs, ..self.room };
            return;
        }
        let own = rows.saturating_sub(1).min(needs);
        self.room = Room { rows: own, long: (own / 2).max(1).min(own), dense: 3 * own };
        self.tiles.clear();
    }

    pub(super) fn rows(&self) -> usize {
        if self.header { 1 } else { (self.room.rows + usize::from(self.counts)).max(1) }
    }
}

/// Tiles of scale 0 in which every so manieth event begins.
fn sample(columns: &Columns, index: &Index, grid: Grid, step: usize) -> Vec<u64> {
    let tile = |at: u32| columns.row(at).map(|row| grid.tile(0, row.anchor()));
    index.all().step_by(step.max(1)).filter_map(tile).collect()
}

fn extent(row: &Row, label: f32, spp: f64) -> Extent {
    let label = label.min(LABEL);
    let width = (row.to - row.from) / spp;
    if row.traits.day() && width < DAY_BAR {
        let middle = f64::midpoint(row.from, row.to);
        return Extent { from: middle, to: middle, before: MARK, after: MARK, label: label + LABEL_GAP, inside: false };
    }
    // too narrow to be seen: a little more than it is
    let thin = if width < 6.0 { 3.0 } else { 0.0 };
    let side = |unknown: bool| if unknown { FADE } else { thin };
    let inside = width >= HOLDS_TEXT;
    Extent {
        from: row.from,
        to: row.to,
        before: side(row.traits.unknown_start()),
        after: side(row.traits.unknown_end()),
        label: label + if inside { INSET } else { LABEL_GAP + ICON },
        inside,
    }
}
