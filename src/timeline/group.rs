//! Counted groups: what has no room in its lane, by cells of time.

use std::rc::Rc;

use super::columns::{Columns, Row};
use super::index::{Index, Run};
use super::tiles::{Grid, Tile};
use km0_core::model::Kind;

/// What is counted in one cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Badge {
    /// Seconds: where its cell begins.
    pub cell_from: f64,
    /// The first of its members in the order of time.
    pub first: u32,
    /// Seconds: where its first member begins.
    pub from: f64,
    /// Seconds: by when its last member has begun.
    pub last: f64,
    pub total: usize,
    /// How many of which kind, in the order of kinds.
    pub tally: Vec<(Kind, usize)>,
    runs: Vec<Run>,
}

impl Badge {
    /// Its members, as events in the order of time.
    pub(super) fn members(&self, index: &Index) -> Vec<u32> {
        let mut members: Vec<u32> = self.runs.iter().flat_map(|run| index.members(*run)).copied().collect();
        members.sort_unstable();
        members
    }

    pub(super) fn contains(&self, index: &Index, event: u32) -> bool {
        self.runs.iter().any(|run| index.members(*run).binary_search(&event).is_ok())
    }

    /// Those of `events`, which are in the order of time, that are its members.
    pub(super) fn of<'a>(&'a self, index: &'a Index, events: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        self.runs.iter().flat_map(move |run| {
            let members = index.members(*run);
            let (first, last) = (members.first().copied().unwrap_or(0), members.last().copied().unwrap_or(0));
            let begin = events.partition_point(|event| *event < first);
            let near = events.iter().skip(begin).copied().take_while(move |event| *event <= last);
            near.filter(move |event| members.binary_search(event).is_ok())
        })
    }
}

/// The badges of a tile of scale 0, in the order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Badges(pub Vec<Rc<Badge>>);

impl Badges {
    /// Counts what a tile has no room for and that is counted between two times.
    pub(super) fn take(&mut self, columns: &Columns, index: &Index, grid: Grid, tile: &Tile, (begin, end): (f64, f64)) {
        let first = tile.spill.partition_point(|(at, _)| *at < begin);
        for (at, run) in tile.spill.iter().skip(first).take_while(|(at, _)| *at < end) {
            let width = super::tiles::CELL * grid.spp();
            let cell_from = grid.cell(*at) as f64 * width;
            let place = self.0.partition_point(|badge| badge.cell_from < cell_from);
            if self.0.get(place).is_none_or(|badge| badge.cell_from > cell_from) {
                let badge = Badge {
                    cell_from,
                    first: u32::MAX,
                    from: *at,
                    last: *at,
                    total: 0,
                    tally: Vec::new(),
                    runs: Vec::new(),
                };
                self.0.insert(place, Rc::new(badge));
            }
            if let Some(badge) = self.0.get_mut(place).map(Rc::make_mut) {
                badge.add(columns, index, *run);
                badge.from = badge.from.min(*at);
                let end = index.members(*run).last().and_then(|event| columns.row(*event));
                badge.last = badge.last.max(end.map_or(*at, Row::anchor));
            }
        }
    }
}

impl Badge {
    fn add(&mut self, columns: &Columns, index: &Index, run: Run) {
        self.total += run.len();
        self.first = index.members(run).first().map_or(self.first, |first| self.first.min(*first));
        for row in index.members(run).iter().filter_map(|at| columns.row(*at)) {
            match self.tally.binary_search_by_key(&row.kind, |(kind, _)| *kind) {
                Ok(found) => {
                    if let Some((_, count)) = self.tally.get_mut(found) {
                        *count += 1;
                    }
                }
                Err(place) => self.tally.insert(place, (row.kind, 1)),
            }
        }
        match self.runs.last_mut() {
            Some(last) if last.class == run.class && last.end == run.first => last.end = run.end,
            _ => self.runs.push(run),
        }
    }
}
