//! Paints the palette: the text field, the rows in view, and which keys do what.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Area, Color32, FontId, Frame, Galley, Id, Layout, Modal, Rect, Response, RichText, Role, ScrollArea,
    Sense, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::search::{Entity, Matches, PaletteRow};
use super::{Finder, filter_by};
use crate::app::app_ctx::AppCtx;
use crate::app::input::WindowCommand;
use crate::context::kind_style;
use crate::ui::marks;
use crate::ui::{fonts, text};

/// Points.
const WIDTH: f32 = 640.0;
const TOP: f32 = 72.0;
const ROW: f32 = 28.0;
const ROWS: f32 = 13.0;
const SIDE: f32 = 12.0;
/// Where text begins: right of the mark.
const INDENT: f32 = 34.0;

/// Shows the palette. When a row was clicked, whether a filter by it was asked for.
pub(super) fn ui(finder: &mut Finder, ui: &Ui, ctx: &AppCtx<'_>, opened: bool) -> Option<bool> {
    let id = Id::unique("palette");
    let window = ui.ctx().content_rect();
    let area: Area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, TOP.min(window.height() * 0.1)));
    let frame = Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(0, 8));
    let mut clicked = None;
    let response = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(window.width() - 24.0));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        field(finder, ui, ctx, opened);
        let line = ui.allocate_space(vec2(ui.available_width(), 9.0)).1;
        ui.painter().hline(line.x_range(), line.center().y, (1.0, ctx.palette.line));
        let most = (window.height() - 190.0).clamp(ROW, ROW * ROWS);
        clicked = rows(finder, ui, ctx, most);
        foot(finder, ui, ctx);
    });
    if response.should_close() {
        ctx.send(WindowCommand::CloseDialog);
    }
    clicked
}

fn field(finder: &mut Finder, ui: &mut Ui, ctx: &AppCtx<'_>, opened: bool) {
    Frame::new().inner_margin(egui::Margin::symmetric(SIDE as i8, 2)).show(ui, |ui| {
        let edit = TextEdit::singleline(&mut finder.text)
            .id(Id::unique("palette-text"))
            .frame(Frame::NONE)
            .font(FontId::proportional(17.0))
            .hint_text(RichText::new(ctx.words.t("palette-hint")).size(17.0))
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        if opened || !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            // what is typed in this frame is looked for in the next
            ui.ctx().request_repaint();
        }
    });
}

fn rows(finder: &mut Finder, ui: &mut Ui, ctx: &AppCtx<'_>, most: f32) -> Option<bool> {
    let Finder { found, at, offset, follow, .. } = finder;
    let found = found.value()?;
    let high = (found.rows.len() as f32 * ROW).min(most);
    let mut scroll = ScrollArea::vertical()
        .id_salt("palette-rows")
        .min_scrolled_height(0.0)
        .max_height(high)
        .auto_shrink([false, true]);
    if std::mem::take(follow) {
        let top = *at as f32 * ROW;
        // a heading above the first row comes into view with it
        let top_of_all = if *at <= 1 { 0.0 } else { top };
        *offset = offset.clamp((top + ROW - high).max(0.0), top_of_all.max((top + ROW - high).max(0.0)));
        scroll = scroll.vertical_scroll_offset(*offset);
    }
    let mut clicked = None;
    let output = scroll.show_rows(ui, ROW, found.rows.len(), |ui, range| {
        for row in range {
            let Some(one) = found.rows.get(row) else { continue };
            let response = line(ui, ctx, one, row == *at);
            if matches!(one.what, Entity::Heading(_)) {
                continue;
            }
            let moved = ui.input(|input| input.pointer.is_moving());
            if response.hovered() && moved {
                *at = row;
            }
            if response.clicked() {
                *at = row;
                clicked = Some(ui.input(|input| input.modifiers.command));
            }
        }
    });
    *offset = output.state.clamped_offset().y;
    if let Some(PaletteRow { what: Entity::Thing(ix), .. }) = found.rows.get(*at)
        && let Some(record) = ctx.record(*ix)
    {
        ctx.hover.set(record.item());
    }
    clicked
}

/// One row: mark, name with what was asked for in bold, and at the right what it is or its keys.
pub(super) fn line(ui: &mut Ui, ctx: &AppCtx<'_>, row: &PaletteRow, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let inner = rect.shrink2(vec2(SIDE, 0.0));
    if let Entity::Heading(key) = row.what {
        let at = inner.left_bottom() - vec2(0.0, 6.0);
        let font = fonts::bold_id(12.0);
        ui.painter().text(at, Align2::LEFT_BOTTOM, ctx.words.t(key), font, ctx.palette.weak);
        return response;
    }
    if chosen {
        ui.painter().rect_filled(rect.shrink2(vec2(5.0, 0.0)), 5.0, ctx.palette.accent_fill);
    }
    let (right, able) = right_of(ui, ctx, row);
    let ink = if able { ctx.palette.ink } else { ctx.palette.weak };
    icon(ui, ctx, row, pos2(inner.left() + 9.0, inner.center().y));
    let right = galley(ui, job(ctx, &[TextPart::weak(&right)], ink), inner.width() * 0.5);
    let left = Rect::from_min_max(
        pos2(rect.left() + INDENT, rect.top()),
        pos2(inner.right() - right.size().x - 12.0, rect.bottom()),
    );
    let mut parts = vec![TextPart { text: &row.text, marks: &row.marks, weak: false }];
    if let Some((other, marks)) = &row.other {
        parts.push(TextPart::weak("   "));
        parts.push(TextPart { text: other, marks, weak: true });
    }
    let name = galley(ui, job(ctx, &parts, ink), left.width());
    let middle = |galley: &Galley| rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(inner.right() - right.size().x, middle(&right)), right, ink);
    ui.painter().galley(pos2(left.left(), middle(&name)), name, ink);
    let said = said(ctx, row);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, able, chosen, &said));
    response
}

/// What stands at the right of a row, and whether the row can be chosen.
fn right_of(ui: &Ui, ctx: &AppCtx<'_>, row: &PaletteRow) -> (String, bool) {
    match row.what {
        Entity::Heading(_) => (String::new(), false),
        Entity::Texts => (String::new(), true),
        Entity::Command(entry) => match (entry.able)(ctx.state) {
            Ok(()) => (entry.keys_text(ui.ctx()), true),
            Err(reason) => (ctx.words.t(reason).to_owned(), false),
        },
        Entity::View(_) => (ctx.words.t("recent-view").to_owned(), true),
        Entity::Thing(ix) => {
            (ctx.record(ix).map(|record| ctx.words.kind(record.kind).to_owned()).unwrap_or_default(), true)
        }
    }
}

/// What a screen reader says of a row.
fn said(ctx: &AppCtx<'_>, row: &PaletteRow) -> String {
    match row.what {
        Entity::Thing(ix) => {
            let kind = ctx.record(ix).map(|record| ctx.words.kind(record.kind)).unwrap_or_default();
            format!("{kind}: {}", row.text)
        }
        _ => row.text.clone(),
    }
}

fn icon(ui: &Ui, ctx: &AppCtx<'_>, row: &PaletteRow, at: egui::Pos2) {
    let painter = ui.painter();
    match row.what {
        Entity::Thing(ix) => {
            if let Some(record) = ctx.record(ix) {
                let look = kind_style::fill(record, kind_style::color(record.kind, ctx.palette));
                marks::paint(painter, kind_style::mark(record.kind), at, 4.5, look);
            }
        }
        Entity::Command(_) => {
            let tip = |y: f32| pos2(at.x - 2.0, at.y + y);
            painter.line(vec![tip(-3.5), at + vec2(1.5, 0.0), tip(3.5)], (1.4, ctx.palette.weak));
        }
        Entity::View(_) => {
            painter.rect_stroke(
                Rect::from_center_size(at, vec2(10.0, 8.0)),
                1.5,
                (1.2, ctx.palette.weak),
                egui::StrokeKind::Middle,
            );
        }
        Entity::Texts => {
            painter.circle_stroke(at - vec2(1.0, 1.0), 3.6, (1.4, ctx.palette.weak));
            painter.line_segment([at + vec2(1.8, 1.8), at + vec2(5.0, 5.0)], (1.4, ctx.palette.weak));
        }
        Entity::Heading(_) => {}
    }
}

/// A piece of a row's text.
struct TextPart<'a> {
    text: &'a str,
    marks: &'a [Range<usize>],
    weak: bool,
}

impl<'a> TextPart<'a> {
    fn weak(text: &'a str) -> Self {
        Self { text, marks: &[], weak: true }
    }
}

fn job(ctx: &AppCtx<'_>, parts: &[TextPart<'_>], ink: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for part in parts {
        let color = if part.weak { ctx.palette.weak } else { ink };
        let size = if part.weak { 12.5 } else { 14.0 };
        let plain = TextFormat { valign: Align::Center, ..TextFormat::simple(FontId::proportional(size), color) };
        let marked =
            TextFormat { valign: Align::Center, ..TextFormat::simple(fonts::bold_id(size), ctx.palette.accent) };
        text::append_marked(&mut job, part.text, part.marks, &plain, &marked);
    }
    job
}

fn galley(ui: &Ui, mut job: LayoutJob, width: f32) -> std::sync::Arc<Galley> {
    job.wrap = text::cut_at(width.max(10.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// What the keys do with the chosen row, and how many there are.
fn foot(finder: &Finder, ui: &mut Ui, ctx: &AppCtx<'_>) {
    let Some((text, found)) = finder.found.kept() else { return };
    ui.add_space(8.0);
    Frame::new().inner_margin(egui::Margin::symmetric(SIDE as i8, 0)).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_height(18.0);
            let weak = |text: String| RichText::new(text).small().color(ctx.palette.weak);
            if !text.trim().is_empty() {
                ui.label(weak(ctx.words.with("palette-count", &[("count", found.total.into())])));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.label(weak(keys(found, finder.at, ctx)));
            });
        });
    });
}

fn keys(found: &Matches, at: usize, ctx: &AppCtx<'_>) -> String {
    match found.rows.get(at).map(|row| row.what) {
        Some(Entity::Thing(ix)) if filter_by(ctx, ix).is_some() => ctx.words.t("palette-keys-thing").to_owned(),
        _ => ctx.words.t("palette-keys").to_owned(),
    }
}
