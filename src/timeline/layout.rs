//! Where everything stands: lanes with their rows for a zoom level, and what of them is seen.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Rangef, Rect, pos2};

use super::event::{Edge, Event, Form};
use super::lanes::LaneKey;
use super::model::Model;
use super::rows::{self, Extent, Rows, Slot, What};
use crate::context::TimeScale;
use crate::model::Kind;

/// Points.
pub(super) const ROW: f32 = 22.0;
/// Above and below the rows of a lane.
pub(super) const LANE_PAD: f32 = 4.0;
/// Half the size of a mark.
pub(super) const MARK: f32 = 5.0;
/// How far an end that nobody knows fades out.
pub(super) const FADE: f32 = 36.0;
/// Between a shape and its text.
pub(super) const LABEL_GAP: f32 = 5.0;
/// From the left edge of a bar to its text, its mark included.
pub(super) const INSET: f32 = 18.0;
/// What the small mark between a narrow bar and its text takes.
pub(super) const ICON: f32 = 13.0;
/// Text wider than this may be shortened to make room for others.
const LABEL: f32 = 260.0;
/// A bar this wide holds the beginning of its text.
const HOLDS_TEXT: f64 = 72.0;
/// A day narrower than this is a mark.
const DAY_BAR: f64 = 16.0;
const MOST_ROWS: usize = 14;
const FEWEST_ROWS: usize = 3;

/// A lane on the level it was laid for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LaneBox {
    pub rows: Rows,
    /// By group: how many of which kind, in the order of kinds.
    pub tallies: Vec<Vec<(Kind, usize)>>,
    /// From the top of the first lane.
    pub top: f32,
    pub height: f32,
    pub collapsed: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stacked {
    pub lanes: Vec<LaneBox>,
    pub height: f32,
    /// The seconds per point that it was laid for.
    pub coarsest: f64,
}

/// How to stack: the zoom level, and the height in points that lanes should fit in if they can.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    pub level: i32,
    pub height: f32,
}

/// Lays all lanes. `widths`: by event, the points its text takes.
pub(super) fn arrange(model: &Model, widths: &[f32], collapsed: &BTreeSet<LaneKey>, room: Room) -> Stacked {
    let spp = rows::coarsest(room.level);
    let most = if model.lanes.len() == 1 { whole(room.height / ROW) } else { MOST_ROWS }.max(FEWEST_ROWS);
    let lay = |events: &[u32], closed: bool, budget: usize| {
        let extent = |at: &u32| {
            let label = if closed { 0.0 } else { widths.get(*at as usize).copied().unwrap_or(0.0) };
            model.event(*at).map(|event| (*at, extent(event, label, spp)))
        };
        let extents: Vec<(u32, Extent)> = events.iter().filter_map(extent).collect();
        rows::stack(&extents, spp, budget)
    };
    let mut lanes: Vec<LaneBox> = Vec::new();
    for lane in &model.lanes {
        let closed = collapsed.contains(&lane.key);
        let rows = lay(&lane.events, closed, if closed { 1 } else { most });
        lanes.push(LaneBox { rows, tallies: Vec::new(), top: 0.0, height: 0.0, collapsed: closed });
    }
    let needs: Vec<usize> = lanes.iter().map(|lane| lane.rows.rows.len().max(1)).collect();
    for ((lane, laid), budget) in model.lanes.iter().zip(&mut lanes).zip(shares(&needs, room.height)) {
        if laid.rows.rows.len() > budget {
            laid.rows = lay(&lane.events, laid.collapsed, budget);
        }
    }
    let mut top = 0.0;
    for lane in &mut lanes {
        lane.tallies = lane.rows.groups.iter().map(|group| tally(model, group)).collect();
        lane.top = top;
        lane.height = lane.rows.rows.len().max(1) as f32 * ROW + 2.0 * LANE_PAD;
        top += lane.height;
    }
    Stacked { lanes, height: top, coarsest: spp }
}

/// The whole part of a number of rows or the like; none of a negative one.
#[expect(clippy::cast_sign_loss, reason = "the sign is taken off before")]
pub(super) fn whole(number: f32) -> usize {
    number.max(0.0) as usize
}

fn tally(model: &Model, group: &[u32]) -> Vec<(Kind, usize)> {
    let mut counts = BTreeMap::new();
    for event in group.iter().filter_map(|at| model.event(*at)) {
        *counts.entry(event.kind).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// How many rows each lane gets: a few in any case, and of what height is left one after the
/// other as many as it needs.
fn shares(needs: &[usize], height: f32) -> Vec<usize> {
    let mut shares: Vec<usize> = needs.iter().map(|need| (*need).min(FEWEST_ROWS)).collect();
    let taken: f32 = shares.iter().map(|rows| *rows as f32 * ROW + 2.0 * LANE_PAD).sum();
    let mut free = whole((height - taken) / ROW);
    loop {
        let mut given = false;
        for (share, need) in shares.iter_mut().zip(needs) {
            if free > 0 && *share < *need {
                *share += 1;
                free -= 1;
                given = true;
            }
        }
        if !given {
            return shares;
        }
    }
}

/// Whether an event is a mark, not a bar, on a level.
pub(super) fn is_mark(event: &Event, coarsest: f64) -> bool {
    event.form == Form::Day && (event.to - event.from) / coarsest < DAY_BAR
}

fn extent(event: &Event, label: f32, spp: f64) -> Extent {
    let label = label.min(LABEL);
    if is_mark(event, spp) {
        let middle = f64::midpoint(event.from, event.to);
        return Extent { from: middle, to: middle, before: MARK, after: MARK, label: label + LABEL_GAP, inside: false };
    }
    let width = (event.to - event.from) / spp;
    // too narrow to be seen: a little more than it is
    let thin = if width < 6.0 { 3.0 } else { 0.0 };
    let side = |edge: Edge| if edge == Edge::Unknown { FADE } else { thin };
    let inside = width >= HOLDS_TEXT;
    Extent {
        from: event.from,
        to: event.to,
        before: side(event.start),
        after: side(event.end),
        label: label + if inside { INSET } else { LABEL_GAP + ICON },
        inside,
    }
}

/// One thing on screen, in points; x may lie far outside of the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub what: What,
    pub lane: usize,
    /// The shape, cut to a little more than the view.
    pub shape: Rect,
    /// Where its text may stand.
    pub text: Rangef,
    pub slot: Slot,
}

impl Placed {
    pub(super) fn center_y(&self) -> f32 {
        self.shape.center().y
    }
}

/// Points that shapes are kept beyond the view, so that their cut sides are not seen.
const BEYOND: f32 = 60.0;

/// What of the lanes is seen in `view` (points), whose top is `scroll` points below that of the
/// first lane. Touches what is on screen and a binary search for each row.
pub(super) fn seen(stacked: &Stacked, scale: &TimeScale, view: Rect, scroll: f32) -> Vec<Placed> {
    let mut found = Vec::new();
    let first = stacked.lanes.partition_point(|lane| lane.top + lane.height < scroll);
    for (at, lane) in stacked.lanes.iter().enumerate().skip(first) {
        if lane.top > scroll + view.height() {
            break;
        }
        for (n, row) in lane.rows.rows.iter().enumerate() {
            let y = view.top() + lane.top - scroll + LANE_PAD + n as f32 * ROW;
            seen_in_row(row, scale, view, (at, y), &mut found);
        }
    }
    found
}

fn seen_in_row(row: &[Slot], scale: &TimeScale, view: Rect, (lane, y): (usize, f32), found: &mut Vec<Placed>) {
    let left = scale.time_at(view.left());
    // the thing before the first one seen may still show its text
    let first = row.partition_point(|slot| slot.to < left).saturating_sub(1);
    for (n, slot) in row.iter().enumerate().skip(first) {
        let x0 = scale.x_of_seconds(slot.from) - slot.before;
        if x0 > view.right() {
            break;
        }
        let x1 = (scale.x_of_seconds(slot.to) + slot.after).max(x0 + 2.0);
        let next = row.get(n + 1).map_or(f32::INFINITY, |next| scale.x_of_seconds(next.from) - next.before);
        let shape_left = x0.max(view.left() - BEYOND);
        let shape_right = x1.min(view.right() + BEYOND).max(shape_left);
        found.push(Placed {
            what: slot.what,
            lane,
            shape: Rect::from_min_max(pos2(shape_left, y + 2.0), pos2(shape_right, y + ROW - 2.0)),
            text: text_room(x0, x1, next - LABEL_GAP, view),
            slot: *slot,
        });
    }
}

/// From where to where text may run: beside a narrow shape or from the beginning of a wide one,
/// of which it never leaves the part in view; up to the next thing in the row.
fn text_room(x0: f32, x1: f32, next: f32, view: Rect) -> Rangef {
    let holds = f64::from(x1 - x0) >= HOLDS_TEXT;
    let latest = (x1 - HOLDS_TEXT as f32).max(x0);
    let from = if holds { x0.max(view.left()).min(latest) + INSET } else { x1 + LABEL_GAP };
    Rangef::new(from, next.max(from))
}
