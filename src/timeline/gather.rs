//! What of the lanes there is to place around a view: kept while time moves on within a window, so
//! that a frame does not depend on how many events there are.

use super::columns::EventColumns;
use super::index::Index;
use super::model::Model;
use crate::context::TimeView;

/// A lane with more events than this in the window shows how dense they are, and labels the most
/// important.
const MANY: usize = 800;
/// How many of those are candidates for a label.
const LABELLED: usize = 160;
/// Of the less important ones so many are looked at in search of them.
const LOOKED_AT: usize = 30_000;
/// Cells of a density strip in a view.
const CELLS: f64 = 180.0;

/// How many events are marked in equal stretches of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct EventCounts {
    /// Seconds.
    pub from: f64,
    pub step: f64,
    pub counts: Vec<usize>,
}

/// What of a lane there is to place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The most important first.
    pub ranked: Vec<u32>,
    /// There are more, told only by their density.
    pub cells: Option<EventCounts>,
}

/// By lane of the model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GatheredLanes {
    window: TimeView,
    /// Seconds in the view that it was gathered for.
    width: f64,
    pub lanes: Vec<Found>,
}

impl GatheredLanes {
    pub(super) fn new(columns: &EventColumns, model: &Model, view: TimeView) -> Self {
        let window = view.padded(0.5);
        let lanes = model.lanes.iter().map(|lane| found(columns, &lane.index, window, view.width())).collect();
        Self { window, width: view.width(), lanes }
    }

    /// Whether it serves for another view too.
    pub(super) fn covers(&self, view: TimeView) -> bool {
        let like = (0.8..=1.25).contains(&(view.width() / self.width));
        like && view.from >= self.window.from && view.to <= self.window.to
    }
}

fn found(columns: &EventColumns, index: &Index, window: TimeView, width: f64) -> Found {
    let count = index.count(columns, window);
    if count <= MANY {
        let mut ranked: Vec<u32> = index.overlapping(columns, window).collect();
        ranked.sort_unstable_by_key(|at| columns.rank(*at));
        return Found { ranked, cells: None };
    }
    let inside = |at: &u32| columns.row(*at).is_some_and(|row| row.overlaps(window));
    let ranked = index.ranked().iter().take(LOOKED_AT).copied().filter(inside).take(LABELLED).collect();
    // on a grid of their own, so that nothing flickers while time moves
    let step = 2.0_f64.powf((width / CELLS).log2().round());
    let from = (window.from / step).floor() * step;
    let n = ((window.to - from) / step).ceil().clamp(0.0, 4.0 * CELLS) as i32;
    let edge = |n: i32| from + f64::from(n) * step;
    let counts = (0..n).map(|n| index.marked(edge(n), edge(n + 1))).collect();
    Found { ranked, cells: Some(EventCounts { from, step, counts }) }
}
