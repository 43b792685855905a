//! Where everything stands: lanes with their heights for a zoom level, and what of them is seen.

use std::rc::Rc;

use egui::{Rangef, Rect, pos2};

use super::arrangement::Arrangement;
use super::event::{Event, Form};
use super::group::Badge;
use super::lane_box::{LaneBox, Source, Widths};
use super::model::Model;
use super::tiles::{self, Grid, Room, Slot};
use crate::context::{TimeScale, TimeView};

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
/// A bar this wide holds the beginning of its text.
pub(super) const HOLDS_TEXT: f64 = 72.0;
/// A day narrower than this is a mark.
pub(super) const DAY_BAR: f64 = 16.0;
const MOST_ROWS: usize = 14;
/// Where lanes can be scrolled.
pub(super) const FEWEST_ROWS: usize = 4;

#[derive(Debug, Default)]
pub(super) struct Stacked {
    pub lanes: Vec<LaneBox>,
    pub height: f32,
    /// The seconds per point that it was laid for.
    pub coarsest: f64,
    grid: Grid,
}

/// How to stack: the zoom level, the height in points that lanes should fit in if they can, and the
/// rows that a lane has in any case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Space {
    pub level: i32,
    pub height: f32,
    pub fewest: usize,
}

/// The lanes that are shown, with their heights. What stands in them is laid when it is seen.
pub(super) fn arrange(source: Source<'_>, arrangement: &Arrangement, space: Space, widths: Widths<'_>) -> Stacked {
    let grid = Grid { level: space.level };
    let mut lanes = shown(source.model, arrangement, grid);
    let single = lanes.iter().filter(|lane| !lane.header).count() == 1;
    let most = if single { whole(space.height / ROW) } else { MOST_ROWS }.max(FEWEST_ROWS);
    let (mut needs, shown) = (Vec::new(), lanes.len());
    for lane in &mut lanes {
        needs.push(match (lane.header, lane.collapsed) {
            (true, _) => (1, false),
            (_, true) => (1, true),
            _ => lane.measure(source, (grid, most), shown, &mut *widths),
        });
    }
    let asked: Vec<usize> = needs.iter().map(|(rows, over)| rows + usize::from(*over)).collect();
    for ((lane, (rows, over)), share) in lanes.iter_mut().zip(needs).zip(shares(&asked, space)) {
        match (lane.header, lane.collapsed) {
            (true, _) => {}
            (_, true) => (lane.counts, lane.room) = (true, Room::default()),
            // with shorter labels it may do with fewer rows than it would like
            _ if share < rows && lane.measure(source, (grid, share), shown, &mut *widths) == (share, false) => {}
            _ => lane.give(rows, over, share),
        }
    }
    let mut top = 0.0;
    for lane in &mut lanes {
        lane.top = top;
        lane.height = lane.rows() as f32 * ROW + 2.0 * LANE_PAD;
        top += lane.height;
    }
    Stacked { lanes, height: top, coarsest: grid.spp(), grid }
}

fn shown(model: &Model, arrangement: &Arrangement, grid: Grid) -> Vec<LaneBox> {
    let mut shown = Vec::new();
    let mut hidden = 0;
    for (at, lane) in model.lanes.iter().enumerate() {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        let collapsed = arrangement.is_collapsed(&lane.stored);
        hidden = if collapsed { lane.parts } else { 0 };
        shown.push(LaneBox::new(at, lane, grid, collapsed));
    }
    shown
}

/// The whole part of a number of rows or the like; none of a negative one.
#[expect(clippy::cast_sign_loss, reason = "the sign is taken off before")]
pub(super) fn whole(number: f32) -> usize {
    number.max(0.0) as usize
}

/// How many rows each lane gets: a few in any case, and of what height is left one after the
/// other as many as it needs.
fn shares(needs: &[usize], space: Space) -> Vec<usize> {
    let mut shares: Vec<usize> = needs.iter().map(|need| (*need).min(space.fewest)).collect();
    let taken: f32 = shares.iter().map(|rows| *rows as f32 * ROW + 2.0 * LANE_PAD).sum();
    let mut free = whole((space.height - taken) / ROW);
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

/// What stands somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Thing {
    One(u32),
    Many(Rc<Badge>),
}

/// One thing on screen, in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub thing: Thing,
    /// Its place in [`Stacked::lanes`].
    pub lane: usize,
    /// The shape, cut to a little more than the view.
    pub shape: Rect,
    /// Where its text may stand.
    pub text: Rangef,
    /// The event, or the first one that is counted: events are numbered in the order of time.
    pub first: u32,
}

impl Placed {
    pub(super) fn center_y(&self) -> f32 {
        self.shape.center().y
    }
}

/// Points that shapes are kept beyond the view, so that their cut sides are not seen.
const BEYOND: f32 = 60.0;

impl Stacked {
    /// What of the lanes is seen in `view` (points), whose top is `scroll` points below that of
    /// the first lane, in the order of time. Lays the tiles in view that were not seen before.
    pub(super) fn seen(
        &mut self,
        source: Source<'_>,
        scale: &TimeScale,
        view: Rect,
        scroll: f32,
        widths: Widths<'_>,
    ) -> Vec<Placed> {
        let mut found = Vec::new();
        let first = self.lanes.partition_point(|lane| lane.top + lane.height < scroll);
        for at in first..self.lanes.len() {
            let Some(lane) = self.lanes.get(at).filter(|lane| lane.top <= scroll + view.height()) else { break };
            if !lane.header {
                let top = view.top() + lane.top - scroll + LANE_PAD;
                self.seen_in_lane(source, scale, (view, top), at, &mut found, &mut *widths);
            }
        }
        found.sort_by_key(|placed| (placed.first, placed.lane));
        found
    }

    fn seen_in_lane(
        &mut self,
        source: Source<'_>,
        scale: &TimeScale,
        (view, top): (Rect, f32),
        at: usize,
        found: &mut Vec<Placed>,
        widths: Widths<'_>,
    ) {
        let (grid, columns) = (self.grid, source.columns);
        let Some(laid) = self.lanes.get_mut(at) else { return };
        let Some(index) = source.model.lanes.get(laid.lane).map(|lane| &lane.index) else { return };
        let reach = tiles::REACH * grid.spp();
        let (left, right) = (scale.time_at(view.left()) - reach, scale.time_at(view.right()) + reach);
        let mut rows: Vec<Vec<Slot>> = vec![Vec::new(); laid.room.rows];
        for scale in laid.scales.clone() {
            for tile in grid.tile(scale, left)..=grid.tile(scale, right) {
                let held = laid.tile(columns, index, grid, (scale, tile), &mut *widths);
                for (row, slots) in rows.iter_mut().zip(&held.rows) {
                    let first = slots.partition_point(|slot| slot.to < left);
                    row.extend(slots.iter().skip(first).take_while(|slot| slot.from <= right));
                }
            }
        }
        for (n, mut row) in rows.into_iter().enumerate() {
            row.sort_unstable_by(|a, b| a.from.total_cmp(&b.from));
            place_row(&row, scale, view, (at, top + n as f32 * ROW), found);
        }
        if !laid.counts {
            return;
        }
        let y = top + laid.room.rows as f32 * ROW;
        for tile in grid.tile(0, left)..=grid.tile(0, right) {
            let badges = laid.badges(columns, index, grid, tile, &mut *widths);
            for badge in &badges.0 {
                let shape = badge_shape(badge, scale, y);
                if shape.right() > view.left() && shape.left() < view.right() {
                    let text = Rangef::new(shape.right(), shape.right());
                    found.push(Placed {
                        thing: Thing::Many(Rc::clone(badge)),
                        lane: at,
                        shape,
                        text,
                        first: badge.first,
                    });
                }
            }
        }
    }

    /// The lanes in which an event stands, each with what it stands there as and where, also
    /// where that is out of view.
    pub(super) fn find(
        &mut self,
        source: Source<'_>,
        scale: &TimeScale,
        (view, scroll): (Rect, f32),
        event: u32,
        widths: Widths<'_>,
    ) -> Option<Placed> {
        let row = source.columns.row(event)?;
        let far = Rect::from_min_max(pos2(view.left(), f32::MIN / 4.0), pos2(view.right(), f32::MAX / 4.0));
        let here = TimeScale::new(centered(scale.view(), row.anchor()), view.left(), view.right());
        for at in 0..self.lanes.len() {
            let Some(lane) = self.lanes.get(at).filter(|lane| !lane.header) else { continue };
            let Some(index) = source.model.lanes.get(lane.lane).map(|lane| &lane.index) else { continue };
            if !index.contains(source.columns, event) {
                continue;
            }
            let mut found = Vec::new();
            let top = view.top() + lane.top - scroll + LANE_PAD;
            self.seen_in_lane(source, &here, (far, top), at, &mut found, &mut *widths);
            let is_it = |placed: &Placed| match &placed.thing {
                Thing::One(one) => *one == event,
                Thing::Many(badge) => badge.contains(index, event),
            };
            if let Some(mut placed) = found.into_iter().find(is_it) {
                // as seen from where the view really is
                let by = scale.x_of_seconds(row.anchor()) - here.x_of_seconds(row.anchor());
                placed.shape = placed.shape.translate(egui::vec2(by, 0.0));
                return Some(placed);
            }
        }
        None
    }
}

fn centered(view: TimeView, time: f64) -> TimeView {
    view.panned(time - f64::midpoint(view.from, view.to))
}

/// A badge stands at the beginning of its cell.
fn badge_shape(badge: &Badge, scale: &TimeScale, y: f32) -> Rect {
    let left = scale.x_of_seconds(badge.cell_from);
    Rect::from_min_max(pos2(left, y + 2.0), pos2(left + 2.0 * tiles::BADGE, y + ROW - 2.0))
}

fn place_row(row: &[Slot], scale: &TimeScale, view: Rect, (lane, y): (usize, f32), found: &mut Vec<Placed>) {
    for (n, slot) in row.iter().enumerate() {
        let x0 = scale.x_of_seconds(slot.from) - slot.before;
        let x1 = (scale.x_of_seconds(slot.to) + slot.after).max(x0 + 2.0);
        if x0 > view.right() || x1 < view.left() {
            continue;
        }
        let next = row.get(n + 1).map_or(f32::INFINITY, |next| scale.x_of_seconds(next.from) - next.before);
        let shape_left = x0.max(view.left() - BEYOND);
        let shape_right = x1.min(view.right() + BEYOND).max(shape_left);
        found.push(Placed {
            thing: Thing::One(slot.at),
            lane,
            shape: Rect::from_min_max(pos2(shape_left, y + 2.0), pos2(shape_right, y + ROW - 2.0)),
            text: text_room(x0, x1, next - LABEL_GAP, view),
            first: slot.at,
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
