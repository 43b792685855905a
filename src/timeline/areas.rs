//! The parts of the panel's area.

use egui::{Rect, pos2};

use super::{gate_lane, gutter, head, overview, player, ruler};

/// What is there besides the lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extras {
    /// The controls of playing.
    pub player: bool,
    /// The strip of periods, in points.
    pub bands: f32,
    /// The lane of the selected gate.
    pub gate: bool,
    /// On paper there is nothing to press: neither head nor overview.
    pub paper: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Areas {
    pub head: Rect,
    pub player: Rect,
    /// Beside ruler and periods, and beside the overview.
    pub corners: [Rect; 2],
    pub ruler: Rect,
    pub bands: Rect,
    pub gate_title: Rect,
    pub gate: Rect,
    pub gutter: Rect,
    pub lanes: Rect,
    pub overview: Rect,
}

impl Areas {
    pub(super) fn of(whole: Rect, extras: Extras) -> Self {
        let left = whole.left() + gutter::width(whole.width());
        let heights = [
            if extras.paper { 0.0 } else { head::HEIGHT },
            if extras.player { player::HEIGHT } else { 0.0 },
            ruler::HEIGHT,
            extras.bands,
            if extras.gate { gate_lane::HEIGHT } else { 0.0 },
        ];
        let mut top = whole.top();
        let [head, player, ruler, bands, gate] = heights.map(|height| {
            let part = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height));
            top += height;
            part
        });
        let strip = if extras.paper { 0.0 } else { overview::HEIGHT };
        let bottom = (whole.bottom() - strip).max(top);
        let lanes = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), bottom));
        let foot = Rect::from_min_max(pos2(whole.left(), bottom), whole.max);
        let beside = |rect: Rect| Rect::from_min_max(rect.min, pos2(left, rect.bottom()));
        let right = |rect: Rect| Rect::from_min_max(pos2(left, rect.top()), rect.max);
        Self {
            head,
            player,
            corners: [beside(ruler.union(bands)), beside(foot)],
            ruler: right(ruler),
            bands: right(bands),
            gate_title: beside(gate),
            gate: right(gate),
            gutter: beside(lanes),
            lanes: right(lanes),
            overview: right(foot),
        }
    }
}
