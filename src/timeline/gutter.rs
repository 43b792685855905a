//! The lanes' titles at the left: name, count, whether the lane is open, and its place among the
//! others.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, CursorIcon, FontId, Id, Key, Modifiers, Painter, Rect, Response, Role, Sense, Shape};
use egui::{Stroke, Ui, pos2, vec2};

use super::arrangement::Arrangement;
use super::lanes::LaneKey;
use super::layout::{LANE_PAD, LaneBox, Stacked};
use super::model::{Lane, Model};
use crate::context::{ViewCtx, kind_style};
use crate::ui::fonts;
use crate::ui::marks::{self, MarkFill};
use crate::ui::stops::Stops;
use crate::ui::text::whole_words;
use crate::ui::widgets;

/// What the person asked of the titles. Lanes by the name that they are remembered under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LaneAction {
    Toggle(String),
    /// The lane goes to this place among the others.
    Move(String, usize),
    /// Everything in the lane, by its place in the model.
    Frame(usize),
}

/// Points of the text of a title, and of its count.
pub(super) const FONT: f32 = 12.5;
pub(super) const COUNT_FONT: f32 = 11.5;
/// Points of what stands before a title, and what a count takes at least.
const BEFORE: f32 = 26.0;
const COUNT: f32 = 44.0;
/// Points of a line of a title.
const LINE: f32 = 16.0;

/// Points of a title and its count, with what parts them.
pub(super) fn with_count(title: f32, count: f32) -> f32 {
    title + (count + 16.0).max(COUNT)
}

/// The gutter's width in points in a panel of some width: room for the widest title with its count,
/// but no more than a quarter, or than a third of a narrow panel.
pub(super) fn width(panel: f32, titles: f32) -> f32 {
    (titles + BEFORE).clamp(120.0, (panel * 0.25).max(190.0)).min(panel / 3.0)
}

/// Points by which the title of a part stands in.
const INDENT: f32 = 14.0;

/// Stripes behind every other lane, over the whole width.
pub(super) fn stripes(ui: &Ui, rect: Rect, stacked: &Stacked, scroll: f32, ctx: &ViewCtx<'_>) {
    let painter = ui.painter_at(rect);
    for (n, lane) in stacked.lanes.iter().enumerate() {
        let band = place(rect, lane, scroll);
        if !band.intersects(rect) {
            continue;
        }
        if n % 2 == 1 {
            painter.rect_filled(band, 0.0, ctx.palette.stripe);
        }
        painter.hline(rect.x_range(), band.bottom(), Stroke::new(1.0, ctx.palette.line));
    }
}

fn place(rect: Rect, lane: &LaneBox, scroll: f32) -> Rect {
    Rect::from_min_size(pos2(rect.left(), rect.top() + lane.top - scroll), vec2(rect.width(), lane.height))
}

fn lane_id(ui: &Ui, key: LaneKey) -> Id {
    ui.scope_id().with(("lane", key))
}

/// The titles that can be moved, in their order: those of lanes that are no part of another.
fn movable(model: &Model) -> Vec<&str> {
    model.lanes.iter().filter(|lane| !lane.is_part).map(|lane| lane.stored.as_str()).collect()
}

/// Does to the arrangement what was asked; framing is for others.
pub(super) fn arrange(arrangement: &mut Arrangement, model: &Model, asked: &LaneAction) {
    match asked {
        LaneAction::Toggle(lane) => arrangement.toggle(lane),
        LaneAction::Move(lane, to) => arrangement.move_lane(&movable(model), lane, *to),
        LaneAction::Frame(_) => {}
    }
}

/// The titles of the lanes, and where they stand.
#[derive(Clone, Copy)]
pub(super) struct Titles<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) model: &'a Model,
    pub(super) stacked: &'a Stacked,
    pub(super) rect: Rect,
    /// Points by which the lanes are scrolled.
    pub(super) scroll: f32,
    pub(super) paper: bool,
}

/// Paints the titles; gives what the person asked of them.
pub(super) fn ui(ui: &Ui, titles: Titles<'_>, stops: &mut Stops) -> Option<LaneAction> {
    let Titles { ctx, model, stacked, rect, scroll, paper } = titles;
    let mut asked = None;
    for laid in &stacked.lanes {
        let Some(lane) = model.lanes.get(laid.lane) else { continue };
        let whole = place(rect, laid, scroll);
        let seen = whole.intersect(rect);
        if seen.height() < 2.0 {
            continue;
        }
        let response = ui.interact(seen, lane_id(ui, lane.key), stops.sense(Sense::click_and_drag()));
        stops.add(&response);
        let state = if laid.collapsed { "timeline-lane-closed" } else { "timeline-lane-open" };
        let name = format!("{}, {}, {}", lane.title, laid.count, ctx.words.t(state));
        widgets::name(&response, Role::Button, &name);
        if response.has_focus() || response.hovered() || response.dragged() {
            ui.painter_at(rect).rect_filled(seen.shrink(1.0), 4.0, ctx.palette.accent_fill.gamma_multiply(0.6));
        }
        let lines = if laid.header || whole.height() < 2.0 * LINE + 2.0 * LANE_PAD { 1 } else { 2 };
        // the title stays in view while a part of its lane does
        let height = lines as f32 * LINE + 2.0 * LANE_PAD;
        let top = whole.top().max(rect.top()).min(whole.bottom() - height);
        let at = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        // the sign for open or folded is shown under the pointer or focus, and always where folded
        let pointed = response.hovered() || response.has_focus();
        let sign = (!paper && (pointed || laid.collapsed || laid.header)).then_some(laid.collapsed);
        title(&ui.painter_at(rect), at, lane, laid.count, lines, sign, ctx);
        let moved = if lane.is_part { None } else { moved(ui, &response, lane, titles) };
        asked = taken(&response, laid.lane, lane).or(moved).or(asked);
        response.on_hover_text(format!("{}\n{}", lane.title, ctx.words.t("timeline-lane-help")));
    }
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, ctx.palette.line));
    asked
}

fn taken(response: &Response, at: usize, lane: &Lane) -> Option<LaneAction> {
    if response.double_clicked() {
        return Some(LaneAction::Frame(at));
    }
    response.clicked().then(|| LaneAction::Toggle(lane.stored.clone()))
}

/// Where a title is dragged to, or moved to with Alt and the arrows.
fn moved(ui: &Ui, response: &Response, lane: &Lane, titles: Titles<'_>) -> Option<LaneAction> {
    let Titles { ctx, model, stacked, rect, scroll, .. } = titles;
    if !(response.has_focus() || response.dragged() || response.drag_stopped()) {
        return None;
    }
    let order = movable(model);
    let here = order.iter().position(|other| *other == lane.stored)?;
    if response.has_focus() {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::ALT, key));
        if pressed(Key::ArrowUp) {
            return Some(LaneAction::Move(lane.stored.clone(), here.saturating_sub(1)));
        }
        if pressed(Key::ArrowDown) {
            return Some(LaneAction::Move(lane.stored.clone(), here + 1));
        }
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged() || response.drag_stopped())?;
    let whole = stacked.lanes.iter().filter(|laid| model.lanes.get(laid.lane).is_some_and(|lane| !lane.is_part));
    let tops: Vec<Rect> = whole.map(|laid| place(rect, laid, scroll)).collect();
    let above = tops.iter().filter(|other| other.center().y < pointer.y).count();
    let edge = tops.get(above).map_or_else(|| tops.last().map_or(rect.bottom(), Rect::bottom), Rect::top);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let y = edge.clamp(rect.top() + 1.0, rect.bottom() - 1.0);
    ui.painter_at(rect).hline(rect.x_range().shrink(4.0), y, Stroke::new(2.5, ctx.palette.accent));
    let to = if above > here { above - 1 } else { above };
    (response.drag_stopped() && to != here).then(|| LaneAction::Move(lane.stored.clone(), to))
}

/// With a sign of whether the lane is collapsed, in place of its mark, and how many of its events
/// are in the shown time.
fn title(
    painter: &Painter,
    place: Rect,
    lane: &Lane,
    count: usize,
    lines: usize,
    collapsed: Option<bool>,
    ctx: &ViewCtx<'_>,
) {
    let palette = ctx.palette;
    let y = place.top() + LANE_PAD + LINE / 2.0;
    let indent = if lane.is_part { INDENT } else { 0.0 };
    let sign = pos2(place.left() + 13.0 + indent, y);
    if let Some(collapsed) = collapsed {
        chevron(painter, sign, collapsed, palette.weak);
    } else if let LaneKey::Kind(kind) = lane.key {
        let color = kind_style::color(kind, palette);
        marks::paint(painter, kind_style::mark(kind), sign, 4.5, MarkFill::solid(color));
    }
    let left = place.left() + BEFORE + indent - 2.0;
    let small = FontId::proportional(COUNT_FONT);
    let at = pos2(place.right() - 9.0, y);
    let count = painter.text(at, Align2::RIGHT_CENTER, ctx.words.number(count as f64), small, palette.weak);
    let room = (count.left() - 6.0 - left).max(10.0);
    let font = if lane.is_part { FontId::proportional(FONT) } else { fonts::bold_id(FONT) };
    let ink = if lane.index.len() == 0 { palette.weak } else { palette.ink };
    let mut job = LayoutJob::simple(lane.title.clone(), font, ink, room);
    job.wrap = TextWrapping { max_rows: lines, break_anywhere: lines == 1, ..TextWrapping::wrap_at_width(room) };
    let galley = whole_words(painter, job);
    let first = galley.rows.first().map_or(0.0, |row| row.height());
    painter.galley(pos2(left, y - first / 2.0), galley, ink);
}

fn chevron(painter: &egui::Painter, at: egui::Pos2, collapsed: bool, color: egui::Color32) {
    let points =
        if collapsed { [(-2.0, -3.5), (2.0, 0.0), (-2.0, 3.5)] } else { [(-3.5, -2.0), (0.0, 2.0), (3.5, -2.0)] };
    let points = points.map(|(x, y)| at + vec2(x, y)).to_vec();
    painter.add(Shape::line(points, Stroke::new(1.5, color)));
}
