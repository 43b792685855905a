//! A record in a list of details: what it is, how it stands, when and by whom, and what it says.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Align2, FontId, Galley, Label, Layout, RichText, Role, Sense, Stroke, Ui, Vec2, vec2};

use super::cited::{LetterStyle, PagePainter, cited};
use super::paint::{OUT_OF_PLAY, mark_of};
use crate::context::links::follow;
use crate::context::{Item, ViewCtx, pill};
use crate::ui::text::whole_words;
use crate::ui::{fonts, widgets};
use km0_core::model::Kind;
use km0_core::pages::ListEntry;
use km0_core::promises::is_proposal;

/// Points between a name and its state.
const GAP: f32 = 6.0;
/// The part of the width that a state may take beside a name.
const MOST_PILL: f32 = 0.46;
/// Points that a promise in brief is high at least: what can be clicked is no lower.
const BRIEF: f32 = 24.0;
/// Points across of its state.
const BRIEF_STATE: f32 = 92.0;
/// Points across of the line that binds records of one state to its name.
const BOUND: f32 = 3.0;

/// How the text of a promise in brief is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct BriefText {
    /// Points of its letters, and from one line to the next.
    size: f32,
    line: f32,
    /// Lines of its name at most.
    rows: usize,
    /// Points between promises.
    gap: f32,
}

impl Default for BriefText {
    fn default() -> Self {
        Self { size: 12.0, line: 14.5, rows: 3, gap: 3.0 }
    }
}

impl BriefText {
    /// So that many promises are in view in `room` points, as far as that can be: smaller, then without gaps.
    pub(super) fn fitting(count: usize, room: f32) -> Self {
        /// So many are little.
        const FEW: usize = 6;
        /// Points of a promise of the usual text: some names take a third line.
        const USUAL: f32 = 36.0;
        let own = room / count.max(1) as f32;
        if count <= FEW || own >= USUAL {
            return Self::default();
        }
        let small = Self { size: 11.5, line: 13.0, rows: 2, gap: 0.0 };
        Self { gap: (own - 2.0 * small.line).clamp(0.0, 3.0), ..small }
    }

    fn laid(self, ui: &Ui, mut job: LayoutJob, width: f32, rows: usize) -> Arc<Galley> {
        job.wrap = TextWrapping { max_width: width, max_rows: rows, ..TextWrapping::default() };
        for section in &mut job.sections {
            section.format.line_height = Some(self.line);
        }
        whole_words(ui.painter(), job)
    }
}

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
                let look = LetterStyle { font: FontId::proportional(12.5), color: ctx.palette.ink, rows: 4 };
                cited(ui, brush, &said.text, look, &said.cites);
            }
        });
    });
    ui.add_space(4.0);
}

/// A promise in brief: its name and year in a few lines, its state beside it in the colour of a line that runs
/// down the list. The whole of it is told on hover.
pub(super) fn brief(ui: &mut Ui, brush: &PagePainter<'_>, entry: &ListEntry, text: BriefText) {
    let ctx = brush.ctx;
    // lines close up with each other, not with what follows them
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
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
            state_in_brief(ui, ctx, entry, text);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| name_in_brief(ui, ctx, entry, text));
        });
    });
    if let Some(state) = &entry.pill {
        let at = line.response.rect;
        let bound = at.with_min_x(at.right() - BOUND).with_max_y(at.bottom() + text.gap);
        ui.painter().rect_filled(bound, 0.0, pill::base(state.tone, ctx.palette));
    }
    ui.add_space(text.gap);
    ui.spacing_mut().item_spacing.y = gap;
}

fn state_in_brief(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &ListEntry, text: BriefText) {
    let Some(state) = &entry.pill else { return };
    let ink = pill::colors(state.tone, ctx.palette).1;
    let format = TextFormat::simple(FontId::proportional(text.size - 1.0), ink);
    let galley = text.laid(ui, LayoutJob::single_section(state.text.clone(), format), BRIEF_STATE, 3);
    let (rect, response) = ui.allocate_exact_size(vec2(BRIEF_STATE, galley.size().y), Sense::hover());
    ui.painter().galley(rect.min, galley, ink);
    widgets::name(&response, Role::Label, &state.text);
}

fn name_in_brief(ui: &mut Ui, ctx: &ViewCtx<'_>, entry: &ListEntry, text: BriefText) {
    let color = if ctx.answer.has(entry.ix) { ctx.palette.ink } else { ctx.palette.weak };
    let width = ui.available_width();
    let mut format = TextFormat::simple(FontId::proportional(text.size), color);
    if ctx.is_hovered(&entry.id) {
        format.underline = Stroke::new(1.0, color);
    }
    let mut job = LayoutJob::single_section(entry.name.clone(), format);
    // a state that has a date says what a reader wants to know
    if entry.pill.as_ref().is_none_or(|state| !state.text.contains(|c: char| c.is_ascii_digit())) {
        job.append(&entry.year, 6.0, TextFormat::simple(FontId::proportional(text.size - 0.5), ctx.palette.weak));
    }
    let galley = text.laid(ui, job, width, text.rows);
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
    let caution = if entry.caution.is_empty() { "" } else { ctx.words.t("caution") };
    let parts = [caution, &entry.date, &entry.note].into_iter().filter(|text| !text.is_empty());
    let text = parts.collect::<Vec<_>>().join(" · ");
    if !text.is_empty() {
        let look = LetterStyle { font: FontId::proportional(12.0), color: ctx.palette.weak, rows: 2 };
        cited(ui, brush, &text, look, &entry.cites);
    }
}
