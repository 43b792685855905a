//! The parts of the panel's area.

use egui::{Rect, pos2};

use super::{gutter, head, overview, player};

/// Points that the end of the time keeps from the panel's edge: the last mark and the scroll bar.
pub(super) const EDGE: f32 = 10.0;

/// What is there besides the lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extras {
    /// The controls of playing.
    pub player: bool,
    /// The ruler's height in points, and that of the lane of the selected gate.
    pub ruler: f32,
    pub gate: f32,
    /// What the titles of lanes with their counts would like.
    pub titles: f32,
    /// Not all of the time is in view.
    pub overview: bool,
    /// On paper there is nothing to press: neither head nor overview.
    pub paper: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Areas {
    pub head: Rect,
    pub player: Rect,
    /// Beside the ruler, and beside the overview.
    pub corners: [Rect; 2],
    pub ruler: Rect,
    pub gate_title: Rect,
    pub gate: Rect,
    pub gutter: Rect,
    pub lanes: Rect,
    pub overview: Rect,
}

impl Areas {
    pub(super) fn of(whole: Rect, extras: Extras) -> Self {
        let left = whole.left() + gutter::width(whole.width(), extras.titles);
        let end = whole.right() - EDGE;
        let heights = [
            if extras.paper { 0.0 } else { head::HEIGHT },
            if extras.player { player::HEIGHT } else { 0.0 },
            extras.ruler,
            extras.gate,
        ];
        let mut top = whole.top();
        let [head, player, ruler, gate] = heights.map(|height| {
            let part = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height));
            top += height;
            part
        });
        let strip = if extras.paper || !extras.overview { 0.0 } else { overview::HEIGHT };
        let bottom = (whole.bottom() - strip).max(top);
        let lanes = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), bottom));
        let foot = Rect::from_min_max(pos2(whole.left(), bottom), whole.max);
        let beside = |rect: Rect| Rect::from_min_max(rect.min, pos2(left, rect.bottom()));
        let right = |rect: Rect| Rect::from_min_max(pos2(left, rect.top()), pos2(end, rect.bottom()));
        Self {
            head,
            player,
            corners: [beside(ruler), beside(foot)],
            ruler: right(ruler),
            gate_title: beside(gate),
            gate: right(gate),
            gutter: beside(lanes),
            lanes: right(lanes),
            overview: right(foot),
        }
    }
}
