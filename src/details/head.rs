//! What stays in view while a page scrolls: what it is about, how that stands, and what can be done.

use egui::{FontId, Label, Layout, RichText, Role, Sense, Stroke, Ui, Vec2};

use crate::context::links::follow;
use crate::context::record_menu::{self, RecordAction};
use crate::context::{ViewCtx, kind_style, pill};
use crate::ui::fonts;
use crate::ui::marks::{self, MarkFill};
use crate::ui::text::one_line;
use crate::ui::widgets::{self, strong};
use km0_core::pages::Page;

/// Points between a title and its names in other languages.
const GAP: f32 = 8.0;

pub(super) fn head(ui: &mut Ui, ctx: &ViewCtx<'_>, page: &Page) {
    ui.spacing_mut().item_spacing.y = 3.0;
    eyebrow(ui, ctx, page);
    title(ui, ctx, page);
    if !page.pills.is_empty() {
        let most = ui.available_width();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 3.0);
            for state in &page.pills {
                pill::paint(ui, ctx, state, most);
            }
        });
    }
    actions(ui, ctx, page);
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top() + 1.0, Stroke::new(1.0, ctx.palette.line));
    ui.add_space(3.0);
}

/// The title, with its names in other languages behind it where they fit, else below.
fn title(ui: &mut Ui, ctx: &ViewCtx<'_>, page: &Page) {
    let names = RichText::new(page.other_names.join(" · ")).size(12.0).color(ctx.palette.weak);
    let wide = |ui: &Ui, text: &str, font| ui.painter().layout_no_wrap(text.to_owned(), font, ctx.palette.ink).size().x;
    let title = wide(ui, &page.title, fonts::bold_id(18.0));
    let others = wide(ui, names.text(), FontId::proportional(12.0));
    let fits = title + others + 2.0 * GAP < ui.available_width();
    let paint = |ui: &mut Ui| {
        let title = ui.add(Label::new(strong(&page.title, 18.0)).wrap().selectable(true));
        if let Some(ix) = ctx.dataset.ix(page.item.record()) {
            ctx.standing(ix).tell(ctx, &title);
        }
        if !page.other_names.is_empty() {
            ui.add(Label::new(names).truncate().selectable(true));
        }
    };
    if fits {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            paint(ui);
        });
    } else {
        paint(ui);
    }
}

fn eyebrow(ui: &mut Ui, ctx: &ViewCtx<'_>, page: &Page) {
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
        let color = kind_style::color(page.kind, ctx.palette);
        let record = ctx.dataset.by_id(page.item.record());
        let look = record.map_or(MarkFill::solid(color), |record| kind_style::fill(record, color));
        marks::paint(ui.painter(), kind_style::mark(page.kind), rect.center(), 5.5, look);
        if ctx.dataset.ix(page.item.record()).is_some_and(|ix| ctx.dataset.is_laid(ix)) {
            marks::own(ui.painter(), rect.center(), 5.5, ctx.palette.page);
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            record_menu::button(ui, ctx, page.item.record());
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                let font = FontId::proportional(12.0);
                let room = ui.available_width();
                let whole = one_line(ui, &page.eyebrow, font.clone(), ctx.palette.weak, f32::INFINITY);
                if whole.size().x <= room + 1.0 {
                    ui.add(Label::new(whole));
                    return;
                }
                let response = ui.add(Label::new(one_line(ui, &page.eyebrow, font, ctx.palette.weak, room)));
                widgets::name(&response, Role::Label, &page.eyebrow);
                response.on_hover_text(&page.eyebrow);
            });
        });
    });
}

/// The same as the menu of a record offers.
fn actions(ui: &mut Ui, ctx: &ViewCtx<'_>, page: &Page) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
        for act in RecordAction::ALL {
            let text = RichText::new(ctx.words.t(act.key())).size(12.0);
            if ui.add(egui::Button::new(text).min_size(Vec2::new(24.0, 24.0))).clicked() {
                act.send(ctx, page.item.record());
            }
        }
    });
}

/// The sources at the end of a page, each with the numbers that cite it.
pub(super) fn sources(ui: &mut Ui, ctx: &ViewCtx<'_>, cited: &[km0_core::pages::NumberedSource]) {
    for source in cited {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 0.0);
            let first = source.notes.first().map(|(number, _)| *number).unwrap_or_default();
            let number = RichText::new(first.to_string()).size(11.5).color(ctx.palette.weak);
            ui.add_sized([22.0, 16.0], Label::new(number));
            let width = ui.available_width();
            ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(egui::Align::LEFT), |ui| {
                ui.set_width(width);
                let title = RichText::new(&source.card.title).size(12.5).color(ctx.palette.accent);
                let response = ui.add(Label::new(title).wrap().sense(Sense::click()));
                widgets::name(&response, egui::Role::Link, &source.card.title);
                let item = crate::context::Item::Record(source.source.clone());
                follow(ui, ctx, &item, &response.on_hover_cursor(egui::CursorIcon::PointingHand));
                if !source.card.line.is_empty() {
                    ui.add(Label::new(RichText::new(&source.card.line).size(12.0).color(ctx.palette.weak)).wrap());
                }
                paragraphs(ui, ctx, &source.notes);
            });
        });
        ui.add_space(5.0);
    }
}

/// "3: paragraph 12", a link for each paragraph that is cited.
fn paragraphs(ui: &mut Ui, ctx: &ViewCtx<'_>, notes: &[(usize, km0_core::model::Cite)]) {
    if notes.iter().all(|(_, cite)| cite.paragraph.is_none()) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(8.0, 1.0);
        for (number, cite) in notes {
            let Some(paragraph) = cite.paragraph else { continue };
            let said = ctx.words.with("details-paragraph-short", &[("number", paragraph.into())]);
            let text = RichText::new(format!("{number}: {said}")).size(12.0).color(ctx.palette.accent);
            let response = widgets::link(ui, text);
            follow(ui, ctx, &crate::context::Item::cited(cite), &response);
        }
    });
}
