//! One sheet: what it is called and what was asked for, map and timeline, what the signs mean, and
//! whom it is from.

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Rect, Stroke, StrokeKind, Ui, UiBuilder, Vec2, pos2};

use super::tags::{Region, Role};
use super::{PrintRequest, foot, legend};
use crate::boards::{BoardArrangement, Gates};
use crate::context::{MapAction, ViewCtx};
use crate::map::{MapPanel, MapView};
use crate::timeline::Timeline;
use crate::ui::fonts;
use km0_core::saved::SheetContent;

/// Points from the edge of the sheet to what is on it: a centimetre.
pub(super) const MARGIN: f32 = 38.0;
/// Points between the parts of a sheet.
const BETWEEN: f32 = 9.0;
/// Points of lanes that may be lost to rounding before a sheet is said to be too small.
const LOST: f32 = 1.0;
/// Points of the timeline at both ends of the span that is shown.
const ENDS: f32 = 18.0;
/// Points of a title of one line.
const TITLE: f32 = 27.0;

/// Where the parts of a sheet stand.
#[derive(Clone, Copy, Debug)]
struct SheetParts {
    map: Rect,
    timeline: Rect,
    legend: Rect,
}

/// What of the panels a sheet keeps from one pass to the next.
#[derive(Debug)]
pub(super) struct SheetPanels {
    map: Option<MapPanel>,
    timeline: Option<Timeline>,
    gates: Option<Gates>,
    framed: bool,
    /// Whether the window shows tiles under its map.
    tiles: bool,
    /// How many matching records have no date, and the last lines of the foot.
    said: Option<(usize, Vec<String>)>,
    /// Where head, map, timeline, legend and foot stood in the last pass.
    stood: Option<(Rect, SheetParts)>,
}

impl SheetPanels {
    pub(super) fn new(order: &PrintRequest) -> Self {
        let what = order.sheet.what;
        let map = matches!(what, SheetContent::Map | SheetContent::Both).then(|| {
            let mut map = MapPanel::default();
            map.wait_for_detail();
            map
        });
        let timeline = matches!(what, SheetContent::Timeline | SheetContent::Both).then(|| {
            let mut timeline = Timeline::default();
            timeline.set_arrangement(order.arrangement.clone());
            timeline.wait_for_layout();
            timeline
        });
        let gates = (what == SheetContent::Gates).then(Gates::on_paper);
        Self { map, timeline, gates, framed: false, tiles: order.tiles, said: None, stood: None }
    }

    /// Points of lanes and rows that have no room.
    pub(super) fn lost(&self) -> f32 {
        let timeline = self.timeline.as_ref().map_or(0.0, Timeline::hidden);
        timeline.max(self.gates.as_ref().map_or(0.0, Gates::hidden))
    }

    /// Whether something has no room.
    pub(super) fn is_crowded(&self) -> bool {
        self.lost() > LOST
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, order: &PrintRequest) {
        let page = ui.ctx().content_rect();
        // to the last pixel, of which there may be a part only
        ui.painter().rect_filled(page.expand(2.0), 0.0, ctx.palette.page);
        let inner = page.shrink(MARGIN);
        let top = head(ui, ctx, order, inner) + BETWEEN;
        let bottom = self.foot(ui, ctx, inner) - BETWEEN;
        let room = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), bottom));
        let signs = self.signs(ctx);
        let beside = self.map.is_some() && self.timeline.is_some() && room.width() > room.height() * 1.2;
        // beside the timeline the map has the legend under it, else both have
        let column = if beside { room.width() * 0.4 } else { room.width() };
        let legend = legend::height(ui, ctx, &signs, column);
        let parts = if beside { columns(room, column, legend) } else { self.stacked(room, legend) };
        legend::paint(ui, ctx, &signs, parts.legend);
        self.panels(ui, ctx, order, &parts);
        self.stood = Some((room, parts));
    }

    /// What is what on the sheet, in reading order: what it is called, what was asked for, map and
    /// timeline, the signs, the foot.
    pub(super) fn regions(&self, title: &str, about: &str) -> Vec<Region> {
        let Some((room, parts)) = &self.stood else { return Vec::new() };
        let mut regions = Vec::new();
        let mut add = |rect: Rect, role: Role| {
            regions.push(Region { page: 0, rect, order: (regions.len(), 0), role });
        };
        let wide = |top: f32, bottom: f32| Rect::from_x_y_ranges(0.0..=f32::INFINITY, top..=bottom);
        // a title of two lines is cut from the sentence below it by its size, which is not known here
        let split = MARGIN + TITLE;
        add(wide(0.0, split), Role::Heading(1, title.to_owned()));
        add(wide(split, room.top()), Role::Text);
        if self.map.is_some() {
            add(parts.map, Role::Figure(about.to_owned()));
        }
        if self.timeline.is_some() {
            add(parts.timeline, Role::Figure(about.to_owned()));
        }
        if self.gates.is_some() {
            add(parts.map, Role::Figure(about.to_owned()));
        }
        add(parts.legend, Role::Text);
        add(wide(room.bottom(), f32::INFINITY), Role::Text);
        regions
    }

    /// Map above timeline above legend.
    fn stacked(&self, room: Rect, legend: f32) -> SheetParts {
        let end = room.bottom() - legend - BETWEEN;
        let (body, legend) = (room.with_max_y(end), room.with_min_y(end + BETWEEN));
        if self.map.is_none() || self.timeline.is_none() {
            return SheetParts { map: body, timeline: body, legend };
        }
        let split = body.top() + (body.height() * 0.42).min(body.width() * 0.62);
        SheetParts { map: body.with_max_y(split), timeline: body.with_min_y(split + BETWEEN), legend }
    }

    fn panels(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, order: &PrintRequest, parts: &SheetParts) {
        let edge = Stroke::new(1.0, ctx.palette.line);
        if let Some(map) = &mut self.map {
            if !std::mem::replace(&mut self.framed, true) {
                frame(map, ctx, order, parts.map);
            }
            map.ui(&mut ui.new_child(UiBuilder::new().max_rect(parts.map).id_salt("map")), ctx);
            ui.painter().rect_stroke(parts.map, 0.0, edge, StrokeKind::Inside);
        }
        if let Some(gates) = &mut self.gates {
            let mut inside = ui.new_child(UiBuilder::new().max_rect(parts.map).id_salt("gates"));
            gates.ui(&mut inside, ctx, &mut BoardArrangement::default());
        }
        if let Some(timeline) = &mut self.timeline {
            // what stands at the ends of the span is not cut by the edge
            let part = f64::from(ENDS / parts.timeline.width().max(1.0));
            let ctx = ViewCtx { time: ctx.time.padded(part), ..*ctx };
            timeline.ui(&mut ui.new_child(UiBuilder::new().max_rect(parts.timeline).id_salt("timeline")), &ctx);
            ui.painter().rect_stroke(parts.timeline, 0.0, edge, StrokeKind::Inside);
        }
    }

    fn signs(&self, ctx: &ViewCtx<'_>) -> Vec<legend::LegendSign> {
        let mut signs = if self.timeline.is_some() { legend::kinds(ctx) } else { Vec::new() };
        let map = self.map.as_ref().map(MapPanel::legend).unwrap_or_default();
        signs.extend(map.iter().map(|entry| legend::LegendSign::Map(*entry)));
        signs
    }

    /// Paints the foot; gives its top.
    fn foot(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, inner: Rect) -> f32 {
        let with_map = self.map.is_some();
        let (undated, last) = self.said.get_or_insert_with(|| (undated(ctx), foot::lines(ctx, with_map))).clone();
        let mut lines = Vec::new();
        let mut missing = Vec::new();
        if self.timeline.is_some() && undated > 0 {
            missing.push(ctx.words.with("print-undated", &[("n", undated.into())]));
        }
        let unplaced = self.map.as_ref().map_or(0, MapPanel::unplaced);
        if unplaced > 0 {
            missing.push(ctx.words.with("print-unplaced", &[("n", unplaced.into())]));
        }
        if self.tiles && self.map.is_some() {
            missing.push(ctx.words.t("print-tiles").to_owned());
        }
        if self.is_crowded() {
            missing.push(ctx.words.t("print-hidden").to_owned());
        }
        if !missing.is_empty() {
            lines.push(missing.join(" "));
        }
        lines.extend(last);
        foot::paint(ui, ctx, &lines, inner)
    }
}

/// The map over the legend, with the timeline at their side.
fn columns(room: Rect, column: f32, legend: f32) -> SheetParts {
    let left = room.with_max_x(room.left() + column);
    let split = (left.top() + column * 0.95).min(left.bottom() - legend - BETWEEN);
    SheetParts {
        map: left.with_max_y(split),
        timeline: room.with_min_x(left.right() + BETWEEN),
        legend: left.with_min_y(split + BETWEEN),
    }
}

/// Shows the part of the world that was asked for, else what matches.
fn frame(map: &mut MapPanel, ctx: &ViewCtx<'_>, order: &PrintRequest, rect: Rect) {
    match order.map {
        None => map.act(MapAction::FitMatches, ctx),
        Some(view) => {
            let sides = |was: Vec2| (rect.width() / was.x.max(1.0)).min(rect.height() / was.y.max(1.0));
            let closer = order.map_size.map_or(1.0, sides).max(1e-3);
            map.set_view(MapView { zoom: view.zoom + f64::from(closer).log2(), ..view });
        }
    }
}

/// How many matching records of what happened have no date.
fn undated(ctx: &ViewCtx<'_>) -> usize {
    let rows = ctx.answer.rows.iter().filter(|ix| ctx.dataset.bounds(**ix).is_none());
    rows.filter(|ix| ctx.record(**ix).is_some_and(|record| record.kind.is_event())).count()
}

/// What stands above the sheet.
pub(super) fn title(ctx: &ViewCtx<'_>, order: &PrintRequest) -> String {
    let own = order.sheet.title.trim();
    if own.is_empty() { ctx.dataset.about.name.get(ctx.words.lang()).to_owned() } else { own.to_owned() }
}

/// What was asked for, and what is selected.
pub(super) fn sentence(ctx: &ViewCtx<'_>, order: &PrintRequest) -> String {
    let count = ctx.answer.rows.len();
    let mut said = ctx.words.sentence_text(&order.query, ctx.dataset, count);
    let records = order.selection.iter().filter_map(|item| ctx.dataset.by_id(item.record()));
    let names: Vec<&str> = records.map(|record| ctx.name(record)).collect();
    if !names.is_empty() {
        said = format!("{said}. {}", ctx.words.with("print-selected", &[("names", ctx.words.list(&names).into())]));
    }
    said
}

/// Paints title and sentence; gives their bottom.
fn head(ui: &Ui, ctx: &ViewCtx<'_>, order: &PrintRequest, inner: Rect) -> f32 {
    let text = |text: String, font: FontId, ink, rows: usize| {
        let mut job = LayoutJob::simple(text, font, ink, inner.width());
        job.wrap = TextWrapping { max_rows: rows, ..TextWrapping::wrap_at_width(inner.width()) };
        ui.painter().layout_job(job)
    };
    let palette = ctx.palette;
    let title = text(title(ctx, order), fonts::bold_id(19.0), palette.ink, 2);
    let said = text(sentence(ctx, order), FontId::proportional(12.5), palette.weak, 3);
    let below = inner.min + Vec2::new(0.0, title.size().y + 2.0);
    let bottom = below.y + said.size().y;
    ui.painter().galley(inner.min, title, palette.ink);
    ui.painter().galley(below, said, palette.weak);
    bottom
}
