//! Text with small raised numbers for its citations: hover tells the source, a click goes there.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Label, Rect, RichText, Role, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::context::links::follow;
use crate::context::{Item, ViewCtx};
use crate::ui::text::whole_words;
use crate::ui::widgets::{self, strong};
use km0_core::model::Cite;
use km0_core::pages::{Notes, card};

/// What blocks are painted with: what a panel may read, and the numbers of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PagePainter<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) notes: &'a Notes,
}

/// Letters of a text.
#[derive(Clone, Debug)]
pub(super) struct LetterStyle {
    pub(super) font: FontId,
    pub(super) color: Color32,
    /// More rows than this end in an ellipsis; 0 for as many as there are.
    pub(super) rows: usize,
}

/// Points of a raised number and the gap before it.
const NUMBER: f32 = 9.5;
const DIGIT: f32 = 5.6;
const GAP: f32 = 3.0;

fn room(numbers: &[usize]) -> f32 {
    numbers.iter().map(|n| n.to_string().len() as f32 * DIGIT + GAP).sum()
}

/// A text of which the numbers stand at the end of its last row, or below it where they don't fit.
#[allow(clippy::needless_pass_by_value)]
pub(super) fn cited(ui: &mut Ui, brush: &PagePainter<'_>, text: &str, look: LetterStyle, cites: &[Cite]) {
    let numbers = brush.notes.numbers(cites);
    let (width, room) = (ui.available_width(), room(&numbers));
    let beside = room < width * 0.3;
    let cut = look.rows > 0 && beside;
    let format = TextFormat { font_id: look.font.clone(), color: look.color, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: if cut { width - room } else { width }, ..TextWrapping::default() };
    if look.rows > 0 {
        job.wrap.max_rows = look.rows;
    }
    let last_row = |galley: &Galley| galley.rows.last().map_or(Rect::ZERO, egui::epaint::text::PlacedRow::rect);
    let mut galley = whole_words(ui.painter(), job.clone());
    if beside && last_row(&galley).right() + room > width {
        // the last word goes down with them: numbers alone in a row belong to nothing
        job.wrap.max_width = width - room;
        galley = whole_words(ui.painter(), job);
    }
    let last = last_row(&galley);
    let rows = galley.rows.len();
    let response = ui.add(Label::new(galley).selectable(true));
    if numbers.is_empty() {
        return;
    }
    let end = response.rect.min + last.max.to_vec2();
    if last.right() + room <= width {
        let top = response.rect.top() + last.top() - 1.0;
        let rect = Rect::from_min_size(pos2(end.x + 1.0, top), vec2(room + GAP, last.height()));
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Min)));
        self::numbers(&mut child, brush, &numbers);
    } else if rows > 0 {
        ui.horizontal_wrapped(|ui| self::numbers(ui, brush, &numbers));
    }
}

/// Numbers one after another.
pub(super) fn marks(ui: &mut Ui, brush: &PagePainter<'_>, cites: &[Cite]) {
    let numbers = brush.notes.numbers(cites);
    if !numbers.is_empty() {
        self::numbers(ui, brush, &numbers);
    }
}

fn numbers(ui: &mut Ui, brush: &PagePainter<'_>, numbers: &[usize]) {
    ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
    for number in numbers {
        if let Some(cite) = brush.notes.cite(*number) {
            self::number(ui, brush.ctx, *number, cite);
        }
    }
}

/// One number as a link to its source.
pub(super) fn number(ui: &mut Ui, ctx: &ViewCtx<'_>, number: usize, cite: &Cite) {
    let text = number.to_string();
    let galley = ui.painter().layout_no_wrap(text, FontId::proportional(NUMBER), ctx.palette.accent);
    let size = vec2(galley.size().x, galley.size().y.max(ui.spacing().interact_size.y.min(12.0)));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || response.has_focus() {
        let line = rect.shrink2(Vec2::ZERO);
        ui.painter().hline(line.x_range(), line.top() + galley.size().y, egui::Stroke::new(1.0, ctx.palette.accent));
    }
    ui.painter().galley(rect.min, galley, ctx.palette.accent);
    widgets::named(&response, Role::Link, || {
        let title = card(&ctx.reader(), cite).title;
        ctx.words.with("details-note-number", &[("number", number.into()), ("title", title.into())])
    });
    let response =
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| source_card(ui, ctx, cite));
    follow(ui, ctx, &Item::cited(cite), &response);
}

/// Publisher, title, date and paragraph.
pub(super) fn source_card(ui: &mut Ui, ctx: &ViewCtx<'_>, cite: &Cite) {
    let card = card(&ctx.reader(), cite);
    ui.set_max_width(320.0);
    ui.label(strong(card.title, 13.5));
    ui.label(RichText::new(card.line).color(ctx.palette.weak));
}
