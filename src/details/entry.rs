//! A record in a list of details: what it is, how it stands, when and by whom, and what it says.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Align2, FontId, Label, Layout, RichText, Role, Sense, Stroke, Ui, Vec2, vec2};

use super::cited::{LetterStyle, PagePainter, cited};
use super::paint::{OUT_OF_PLAY, mark_of};
use crate::context::links::follow;
use crate::context::{Item, ViewCtx, pill};
use crate::ui::{fonts, widgets};
use km0_core::model::Kind;
use km0_core::pages::ListEntry;
use km0_core::promises::is_proposal;

/// Points between a name and its state.
const GAP: f32 = 6.0;
/// The part of the width that a state may take beside a name.
const MOST_PILL: f32 = 0.46;
/// Points that a record in one line is high: what can be clicked is no lower.
const BRIEF: f32 = 24.0;
/// Points of a page's height from which a list of promises in brief has room for names of two lines.
const ROOMY: f32 = 600.0;
/// Points across of the line that binds records of one state to its name.
const BOUND: f32 = 3.0;

pub(super) fn entry(ui: &mut Ui, brush: &PagePainter<'_>, entry: &ListEntry) {
    let ctx = brush.ctx;
    ui.horizontal_top(|ui| {
        if !ctx.is_played(entry.ix) {
            ui.multiply_opacity(OUT_OF_PLAY);
        }
        ui.spacing_mut().item_spacing = Vec2::new(6.0, 0.0);
        let hollow = ctx.record(entry.ix).is_some_and(is_proposal);
        mark_of(ui, ctx, entry.kind, ctx.dataset.is_laid(entry.ix), hollow);
        let width = ui.available_width();
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(width);
            head(ui, ctx, entry, width);
            below(ui, brush, entry);
            for said in &entry.said {
                let look = LetterStyle { font: FontId::proportional(13.0), color: ctx.palette.ink, rows: 4 };
                cited(ui, brush, &said.text, look, &said.cites);
            }
        });
    });
    ui.add_space(4.0);
}

/// A record in one line: its name as far as there is room, and its year. The first of a state bears
/// the state: above it, or in a dense list in its line; a line in its colour runs down beside all of
/// them. The whole of it is told on hover.
pub(super) fn brief(ui: &mut Ui, brush: &PagePainter<'_>, entry: &ListEntry, dense: bool) {
    let ctx = brush.ctx;
    // lines close up with each other, not with what follows them
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    if let Some(state) = entry.group.as_ref().filter(|_| !dense) {
        pill::paint(ui, ctx, state, ui.available_width());
    }
    let line = ui.horizontal(|ui| {
        if !ctx.is_played(entry.ix) {
            ui.multiply_opacity(OUT_OF_PLAY);
        }
        ui.spacing_mut().item_spacing = Vec2::new(6.0, 0.0);
        ui.set_min_height(BRIEF);
        let hollow = ctx.record(entry.ix).is_some_and(is_proposal);
        mark_of(ui, ctx, entry.kind, ctx.dataset.is_laid(entry.ix), hollow);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(BOUND + GAP);
            match entry.group.as_ref().filter(|_| dense) {
                Some(state) => drop(pill::paint(ui, ctx, state, ui.available_width() * MOST_PILL)),
                None => drop(ui.label(RichText::new(&entry.year).size(12.0).color(ctx.palette.weak))),
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| name_in_brief(ui, ctx, entry));
        });
    });
    if let Some(state) = &entry.pill {
        let at = line.response.rect;
        let bound = at.with_min_x(at.right() - BOUND);
        ui.painter().rect_filled(bound, 0.0, pill::base(state.tone, ctx.palette));
    }
    ui.spacing_mut().item_spacing.y = gap;
}

/// A long name takes a second line where the page has room for that: many that are cut tell nobody what was promised.
fn name_in_brief(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &ListEntry) {
    let color = if ctx.answer.has(entry.ix) { ctx.palette.ink } else { ctx.palette.weak };
    let width = ui.available_width();
    let roomy = ui.clip_rect().height() >= ROOMY;
    let mut format = TextFormat::simple(FontId::proportional(if roomy { 12.0 } else { 13.0 }), color);
    if ctx.is_hovered(&entry.id) {
        format.underline = Stroke::new(1.0, color);
    }
    format.line_height = roomy.then_some(14.5);
    let mut job = LayoutJob::single_section(entry.name.clone(), format);
    job.wrap = TextWrapping { max_width: width, max_rows: if roomy { 2 } else { 1 }, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, BRIEF.max(galley.size().y)), Sense::click());
    let at = Align2::LEFT_CENTER.anchor_size(rect.left_center(), galley.size()).min;
    ui.painter().galley(at, galley, color);
    if response.has_focus() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, color));
    }
    widgets::name(&response, Role::Link, &entry.name);
    follow(ui, ctx, &Item::Record(entry.id.clone()), &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.label(&entry.name);
        for told in [&entry.date, &entry.told()].into_iter().filter(|told| !told.is_empty()) {
            ui.label(RichText::new(told).size(12.0).color(ctx.palette.weak));
        }
    });
}

/// The name, with its state at the right.
fn head(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &ListEntry, width: f32) {
    let Some(state) = &entry.pill else {
        name(ui, ctx, entry, width);
        return;
    };
    let wide = pill::width(ui, state);
    if wide > width * MOST_PILL {
        // beside a name in a narrow panel it would be cut, so it stands below
        name(ui, ctx, entry, width);
        pill::paint(ui, ctx, state, width);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let rest = width - wide - GAP;
        ui.allocate_ui_with_layout(vec2(rest, 0.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(rest);
            name(ui, ctx, entry, rest);
        });
        pill::paint(ui, ctx, state, wide);
    });
}

fn name(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &ListEntry, width: f32) {
    let inside = ctx.answer.has(entry.ix);
    let color = if inside { ctx.palette.ink } else { ctx.palette.weak };
    let font = if entry.kind == Kind::Agreement { fonts::bold_id(13.5) } else { FontId::proportional(13.5) };
    let mut text = RichText::new(&entry.name).font(font).color(color);
    if ctx.is_hovered(&entry.id) {
        text = text.underline();
    }
    ui.set_max_width(width);
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    widgets::name(&response, Role::Link, &entry.name);
    let item = Item::Record(entry.id.clone());
    follow(ui, ctx, &item, &response);
    if !entry.caution.is_empty() {
        response.on_hover_text(ctx.words.with("details-caution", &[("text", entry.caution.as_str().into())]));
    }
}

/// When and by whom, with what says so.
fn below(ui: &mut Ui, brush: &PagePainter<'_>, entry: &ListEntry) {
    let ctx = brush.ctx;
    let caution = if entry.caution.is_empty() { "" } else { "△" };
    let parts = [caution, &entry.date, &entry.note].into_iter().filter(|text| !text.is_empty());
    let text = parts.collect::<Vec<_>>().join(" · ").replacen("△ · ", "△ ", 1);
    if !text.is_empty() {
        let look = LetterStyle { font: FontId::proportional(12.0), color: ctx.palette.weak, rows: 2 };
        cited(ui, brush, &text, look, &entry.cites);
    }
}
