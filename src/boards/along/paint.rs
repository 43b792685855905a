//! Rows on screen: name and state, bands, marks, counts.

use egui::{Align2, Color32, FontId, Painter, Popup, Rangef, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui};
use egui::{pos2, vec2};

use super::laid::{LaidRows, Own, SIGN};
use super::{AlongScene, card};
use crate::context::{Emphasis, Pointed, Standing, ViewCtx, kind_style};
use crate::ui::fonts;
use crate::ui::marks::{self, MarkFill};
use crate::ui::theme::Palette;
use crate::ui::widgets;
use km0_core::pages::along::{Band, Cluster, GateMark, GateRow, MARK, Working, rank};
use km0_core::pages::stages::HeldStage;

/// What a person did with a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowActions {
    pub(super) clicked: bool,
    /// The mark that the keyboard is on.
    pub(super) focused: Option<usize>,
}

/// How a class is filled: the higher it stands, the fuller.
pub(super) fn class_fill(palette: &Palette, rank: u8) -> Color32 {
    let share = [0.12, 0.26, 0.46, 0.92].get(usize::from(rank)).copied().unwrap_or(0.92);
    palette.page.lerp_to_gamma(first(palette), share)
}

fn first(palette: &Palette) -> Color32 {
    let [first, ..] = palette.series;
    first
}

/// How a band of a gate's state is drawn.
pub(super) fn status(painter: &Painter, palette: &Palette, band: Band, rect: Rect) {
    let [_, second, third, ..] = palette.series;
    let mix = |color: Color32, share: f32| palette.page.lerp_to_gamma(color, share);
    match band {
        Band::Trial => {
            painter.rect(rect, 2.0, mix(third, 0.28), Stroke::new(1.0, mix(third, 0.8)), StrokeKind::Inside);
        }
        Band::Reopened => {
            painter.rect_filled(rect, 2.0, mix(second, 0.42));
            painter.rect_filled(rect.with_max_x(rect.right().min(rect.left() + 2.5)), 0.0, second);
        }
        Band::Open => _ = painter.rect_filled(rect, 2.0, mix(second, 0.24)),
        Band::Suspended => {
            let thin = rect.height() * 0.3;
            painter.rect_filled(rect.shrink2(vec2(0.0, thin)), 1.0, mix(palette.error, 0.75));
        }
        Band::NotOpen => {
            let edge = Stroke::new(1.0, mix(palette.weak, 0.6));
            painter.rect_stroke(rect.shrink2(vec2(0.0, 1.5)), 2.0, edge, StrokeKind::Inside);
        }
    }
}

/// The sign before a name: how the gate stands at the moment shown.
fn sign(painter: &Painter, palette: &Palette, working: Working, center: egui::Pos2) {
    let [_, second, ..] = palette.series;
    match working {
        Working::Open => _ = painter.circle_filled(center, 4.0, second),
        Working::Suspended => {
            _ = painter.rect_filled(Rect::from_center_size(center, vec2(9.0, 3.0)), 1.0, palette.error);
        }
        Working::NotOpen => _ = painter.circle_stroke(center, 3.5, Stroke::new(1.2, palette.weak)),
        Working::Unknown => _ = painter.circle_filled(center, 1.3, palette.weak),
    }
}

/// The head of a province.
pub(super) fn head(ui: &Ui, scene: &AlongScene<'_>, group: usize, rect: Rect) {
    let Some(group) = scene.model.groups.get(group) else { return };
    let (ctx, painter) = (scene.ctx, ui.painter());
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
    let title = if group.title.is_empty() { ctx.words.t("along-no-province") } else { group.title.as_str() };
    let at = pos2(rect.left(), rect.bottom() - 2.0);
    let title = painter.text(at, Align2::LEFT_BOTTOM, title, fonts::bold_id(12.0), ctx.palette.ink);
    if !group.note.is_empty() {
        let at = pos2(title.right() + 8.0, at.y - 0.5);
        painter.text(at, Align2::LEFT_BOTTOM, &group.note, FontId::proportional(11.0), ctx.palette.weak);
    }
}

/// The moment that is shown, through all rows.
pub(super) fn cursor(ui: &Ui, scene: &AlongScene<'_>, across: Rangef, down: Rangef) {
    let x = scene.scale.x_of_seconds(scene.now);
    if across.contains(x) {
        ui.painter().vline(x, down, Stroke::new(1.5, scene.ctx.palette.accent));
    }
}

/// Paints a row and takes what the person does with it.
pub(super) fn row(
    ui: &Ui,
    scene: &AlongScene<'_>,
    at: usize,
    own: &Own,
    laid: &LaidRows,
    rect: Rect,
    cursor: bool,
) -> RowActions {
    let (ctx, palette) = (scene.ctx, scene.ctx.palette);
    let Some((row, record)) = scene.model.rows.get(at).and_then(|row| Some((row, ctx.record(row.ix)?))) else {
        return RowActions::default();
    };
    let response = ui.interact(rect, scene.base.with(("gate", row.ix)), Sense::CLICK);
    widgets::named(&response, Role::Row, || card::spoken(scene, row));
    let standing = ctx.standing(row.ix);
    standing.tell(ctx, &response);
    let painter = ui.painter();
    standing.ground(painter, palette, rect, at % 2 == 1);
    if cursor {
        painter.rect_stroke(rect, 0.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
    let tracks = scene.model.has_tracks();
    if tracks {
        sign(painter, palette, row.working(scene.now), rect.left_center() + vec2(7.0, 0.0));
    }
    let indent = if tracks { SIGN } else { 4.0 };
    // what hangs below the second line belongs to this row
    let lifted = if own.name.rows.len() > 1 { 1.5 } else { 0.0 };
    let corner = rect.left_center() + vec2(indent, -own.name.size().y / 2.0 - lifted);
    painter.galley(corner, own.name.clone(), palette.ink);
    let lane = Rangef::new(scene.left + laid.columns.lane[0], scene.left + laid.columns.lane[1]);
    bands(ui, scene, row, own, laid, Rect::from_x_y_ranges(lane, rect.y_range()));
    for ((count, ends), number) in own.counts.iter().zip(&laid.columns.counts).zip(&row.counts) {
        let at = pos2(scene.left + ends[1] - 4.0 - count.size().x, rect.center().y - count.size().y / 2.0);
        painter.galley(at, count.clone(), if *number == 0 { palette.weak } else { palette.ink });
    }
    if response.hovered() {
        ctx.hover.set(record.item());
    }
    let clicked = response.clicked();
    if clicked {
        ctx.click(record.item(), ui.input(|input| input.modifiers.command));
        scene.body.request_focus();
    }
    response.context_menu(|ui| {
        crate::boards::table::menu::whereabouts(ui, ctx, record);
        ui.separator();
        crate::context::record_menu::entries(ui, ctx, &record.id);
    });
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.hovered());
    let time = pointer.filter(|at| lane.contains(at.x)).map(|at| scene.scale.time_at(at.x));
    response.on_hover_ui_at_pointer(|ui| card::row(ui, scene, row, time));
    let middle = rect.top() + f32::midpoint(laid.bands.status[0], laid.bands.status[1]);
    let middle = if tracks { middle } else { rect.center().y };
    let mut focused = None;
    for (n, cluster) in own.clusters.iter().enumerate() {
        if mark(ui, scene, at, row, n, cluster, middle) {
            focused = Some(n);
        }
    }
    RowActions { clicked, focused }
}

/// Class above, state below it.
fn bands(ui: &Ui, scene: &AlongScene<'_>, row: &GateRow, own: &Own, laid: &LaidRows, lane: Rect) {
    let palette = scene.ctx.palette;
    let painter = ui.painter();
    let x = |time: f64| scene.scale.x_of_seconds(time).clamp(lane.left(), lane.right());
    let place = |stage: &HeldStage, [top, bottom]: [f32; 2]| {
        let rect = Rect::from_min_max(pos2(x(stage.from), lane.top() + top), pos2(x(stage.to), lane.top() + bottom));
        (rect.width() > 0.5).then_some(rect)
    };
    for (n, stage) in row.class.iter().enumerate() {
        let (Some(rect), Some(rank)) = (place(stage, laid.bands.class), rank(stage.value)) else { continue };
        let known = x(stage.known()).clamp(rect.left(), rect.right());
        let fill = class_fill(palette, rank);
        // before the first statement with a date it may have been so
        painter.rect_filled(rect.with_max_x(known), 0.0, palette.page.lerp_to_gamma(fill, 0.35));
        painter.rect_filled(rect.with_min_x(known), 1.0, fill);
        painter.rect_stroke(rect, 1.0, Stroke::new(0.6, first(palette).gamma_multiply(0.6)), StrokeKind::Inside);
        if row.rises(n) {
            rise(painter, palette, rect.left_center());
        }
        if let Some(text) = own.classes.get(n).filter(|text| text.size().x + 12.0 <= rect.width()) {
            let ink = if rank == 3 { palette.page } else { palette.ink };
            painter.galley(pos2(rect.left() + 8.0, rect.center().y - text.size().y / 2.0), text.clone(), ink);
        }
    }
    for stage in &row.status {
        if let (Some(rect), Some(band)) = (place(stage, laid.bands.status), Band::from_status(stage.value)) {
            status(painter, palette, band, rect);
        }
    }
}

/// The sign that a class rose.
pub(super) fn rise(painter: &Painter, palette: &Palette, at: egui::Pos2) {
    let points = [(0.0, -5.0), (5.0, 4.0), (-5.0, 4.0)].map(|(x, y)| at + vec2(x, y)).to_vec();
    painter.add(Shape::convex_polygon(points, palette.ink, Stroke::new(1.0, palette.page)));
}

/// A mark, or several that stand together. Whether the keyboard is on it.
fn mark(ui: &Ui, scene: &AlongScene<'_>, at: usize, row: &GateRow, n: usize, cluster: &Cluster, middle: f32) -> bool {
    let ctx = scene.ctx;
    let center = pos2(scene.left + cluster.x, middle);
    let rect = Rect::from_center_size(center, vec2(cluster.width.max(12.0), 4.0 * MARK));
    let marks = row.marks.get(cluster.marks.clone()).unwrap_or_default();
    let standing = Standing::of_all(marks.iter().map(|mark| ctx.standing(mark.ix)));
    let id = scene.mark_id(at, n);
    let focused = ui.memory(|memory| memory.has_focus(id));
    // nobody could do anything with one that is neither pointed at nor told of
    let near =
        scene.told || focused || ui.rect_contains_pointer(rect.expand(3.0)) || Popup::is_id_open(ui.ctx(), popup(id));
    let mut lit = focused;
    if near {
        let response = ui.interact(rect, id, if focused { Sense::click() } else { Sense::CLICK });
        widgets::named(&response, Role::Button, || card::cluster_name(scene, row, cluster));
        standing.tell(ctx, &response);
        lit |= response.hovered();
        if let ([only], true) = (marks, response.hovered() || focused)
            && let Some(record) = ctx.record(only.ix)
        {
            ctx.hover.set(record.item());
        }
        choose(ui, scene, marks, &response);
        response.on_hover_ui_at_pointer(|ui| card::cluster(ui, scene, row, cluster));
    }
    paint(ui, scene, row, cluster, center, standing, lit);
    focused
}

fn popup(id: egui::Id) -> egui::Id {
    id.with("list")
}

/// A click selects the record; of several it asks which.
fn choose(ui: &Ui, scene: &AlongScene<'_>, marks: &[GateMark], response: &egui::Response) {
    let ctx = scene.ctx;
    let select = |ix, ctrl: bool| {
        if let Some(record) = ctx.record(ix) {
            ctx.click(record.item(), ctrl);
        }
    };
    if let [only] = marks {
        if response.clicked() {
            select(only.ix, ui.input(|input| input.modifiers.command));
        }
        return;
    }
    Popup::menu(response).id(popup(response.id)).show(|ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for mark in marks {
                if ui.button(card::dated(ctx, mark)).clicked() {
                    select(mark.ix, false);
                    ui.close();
                }
            }
        });
    });
}

fn paint(
    ui: &Ui,
    scene: &AlongScene<'_>,
    row: &GateRow,
    cluster: &Cluster,
    center: egui::Pos2,
    standing: Standing,
    lit: bool,
) {
    let (ctx, palette, painter) = (scene.ctx, scene.ctx.palette, ui.painter());
    let share = match standing.emphasis {
        Emphasis::Dimmed => 0.3,
        Emphasis::Background => 0.45,
        _ => 1.0,
    };
    let color = |kind| palette.page.lerp_to_gamma(kind_style::color(kind, palette), share);
    whiskers(painter, scene, row, cluster, center.y, &color);
    let ground = Rect::from_center_size(center, vec2(cluster.width, 2.0 * MARK + 1.0));
    let chosen = standing.emphasis == Emphasis::Selected || standing.pointed == Pointed::Here;
    if lit || chosen {
        let edge = Stroke::new(if chosen { 2.0 } else { 1.2 }, palette.accent);
        painter.rect(ground.expand(2.0), 4.0, palette.raised, edge, StrokeKind::Outside);
    }
    let mut x = ground.left();
    for sign in &cluster.signs {
        let at = pos2(x + MARK + 0.5, center.y);
        let mark = kind_style::mark(sign.kind);
        // a mark stands out from the band below it
        painter.add(marks::shape(mark, at, MARK + 1.2, MarkFill::solid(palette.page)));
        let look = if sign.hollow { MarkFill::hollow(color(sign.kind)) } else { MarkFill::solid(color(sign.kind)) };
        painter.add(marks::shape(mark, at, MARK, look));
        if sign.count > 1 {
            let at = pos2(x + 2.0 * MARK + 1.5, center.y);
            painter.text(at, Align2::LEFT_CENTER, sign.count.to_string(), fonts::bold_id(10.0), ink(ctx, share));
        }
        x += sign.width();
    }
}

fn ink(ctx: &ViewCtx<'_>, share: f32) -> Color32 {
    if share < 1.0 { ctx.palette.weak } else { ctx.palette.ink }
}

/// Seconds beyond which a date is drawn by its mark alone: what lasts for years, or began nobody knows
/// when, would cross out the whole row.
const LONG: f64 = 400.0 * 86_400.0;

/// The time that may be meant, where that is more than a mark is wide.
fn whiskers(
    painter: &Painter,
    scene: &AlongScene<'_>,
    row: &GateRow,
    cluster: &Cluster,
    y: f32,
    color: &dyn Fn(km0_core::model::Kind) -> Color32,
) {
    let ends = scene.model.span.map(|time| scene.scale.x_of_seconds(time));
    for mark in row.marks.get(cluster.marks.clone()).unwrap_or_default() {
        let [from, to] = [mark.from, mark.to].map(|time| scene.scale.x_of_seconds(time).clamp(ends[0], ends[1]));
        if to - from > 3.0 * MARK && mark.to - mark.from <= LONG {
            painter.hline(from..=to, y, Stroke::new(1.2, color(mark.kind)));
        }
    }
}
