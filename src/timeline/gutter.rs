//! The lanes' titles at the left: name, count, and whether the lane is open.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, FontId, Painter, Rect, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::lanes::LaneKey;
use super::layout::{LANE_PAD, ROW, Stacked};
use super::model::{Lane, Model};
use crate::context::{ViewCtx, kind_style};
use crate::ui::fonts;
use crate::ui::marks::{self, Look};
use crate::ui::widgets;

/// The gutter's width in points in a panel of some width.
pub(super) fn width(panel: f32) -> f32 {
    (panel * 0.19).clamp(172.0, 210.0)
}

/// Stripes behind every other lane, over the whole width.
pub(super) fn stripes(ui: &Ui, rect: Rect, stacked: &Stacked, scroll: f32, ctx: &ViewCtx<'_>) {
    let painter = ui.painter_at(rect);
    for (n, lane) in stacked.lanes.iter().enumerate() {
        let band =
            Rect::from_min_size(pos2(rect.left(), rect.top() + lane.top - scroll), vec2(rect.width(), lane.height));
        if !band.intersects(rect) {
            continue;
        }
        if n % 2 == 1 {
            painter.rect_filled(band, 0.0, ctx.palette.stripe);
        }
        painter.hline(rect.x_range(), band.bottom(), Stroke::new(1.0, ctx.palette.line));
    }
}

/// Paints the titles; gives the lane whose title was clicked.
pub(super) fn ui(
    ui: &Ui,
    rect: Rect,
    (model, stacked): (&Model, &Stacked),
    scroll: f32,
    ctx: &ViewCtx<'_>,
) -> Option<LaneKey> {
    let mut clicked = None;
    for (lane, laid) in model.lanes.iter().zip(&stacked.lanes) {
        let whole =
            Rect::from_min_size(pos2(rect.left(), rect.top() + laid.top - scroll), vec2(rect.width(), laid.height));
        let seen = whole.intersect(rect);
        if seen.height() < 2.0 {
            continue;
        }
        let response = ui.interact(seen, ui.scope_id().with(("lane", lane.key)), Sense::click());
        let state = if laid.collapsed { "timeline-lane-closed" } else { "timeline-lane-open" };
        let name = format!("{}, {}, {}", lane.title, lane.events.len(), ctx.words.t(state));
        widgets::name(&response, Role::Button, &name);
        if response.has_focus() || response.hovered() {
            ui.painter_at(rect).rect_filled(seen.shrink(1.0), 4.0, ctx.palette.accent_fill.gamma_multiply(0.6));
        }
        let lines = laid.rows.rows.len().clamp(1, 2);
        // the title stays in view while a part of its lane does
        let height = lines as f32 * ROW + 2.0 * LANE_PAD;
        let top = whole.top().max(rect.top()).min(whole.bottom() - height);
        let place = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        title(&ui.painter_at(rect), place, lane, (lines, laid.collapsed), ctx);
        if response.clicked() {
            clicked = Some(lane.key);
        }
        response.on_hover_text(&lane.title);
    }
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, ctx.palette.line));
    clicked
}

fn title(painter: &Painter, place: Rect, lane: &Lane, (lines, collapsed): (usize, bool), ctx: &ViewCtx<'_>) {
    let palette = ctx.palette;
    let y = place.top() + LANE_PAD + ROW / 2.0;
    chevron(painter, pos2(place.left() + 12.0, y), collapsed, palette.weak);
    let mut left = place.left() + 22.0;
    if let LaneKey::Kind(kind) = lane.key {
        let color = kind_style::color(kind, palette);
        marks::paint(painter, kind_style::mark(kind), pos2(left + 6.0, y), 5.0, Look::solid(color));
        left += 17.0;
    }
    let small = FontId::proportional(11.5);
    let at = pos2(place.right() - 9.0, y);
    let count = painter.text(at, Align2::RIGHT_CENTER, lane.events.len(), small, palette.weak);
    let room = (count.left() - 6.0 - left).max(10.0);
    let mut job = LayoutJob::simple(lane.title.clone(), fonts::bold_id(12.5), palette.ink, room);
    job.wrap = TextWrapping { max_rows: lines, break_anywhere: lines == 1, ..TextWrapping::wrap_at_width(room) };
    let galley = painter.layout_job(job);
    let first = galley.rows.first().map_or(0.0, |row| row.height());
    painter.galley(pos2(left, y - first / 2.0), galley, palette.ink);
}

fn chevron(painter: &egui::Painter, at: egui::Pos2, collapsed: bool, color: egui::Color32) {
    let points =
        if collapsed { [(-2.0, -3.5), (2.0, 0.0), (-2.0, 3.5)] } else { [(-3.5, -2.0), (0.0, 2.0), (3.5, -2.0)] };
    let points = points.map(|(x, y)| at + vec2(x, y)).to_vec();
    painter.add(Shape::line(points, Stroke::new(1.5, color)));
}
