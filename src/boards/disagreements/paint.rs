//! Paints a disagreement: its claims side by side, what was decided below them.

use egui::{
    Button, CornerRadius, Frame, Label, Margin, Rect, Response, RichText, Role, Sense, Stroke, Ui, UiBuilder, Vec2,
    pos2, vec2,
};

use super::copy;
use super::layout::{self, GAP};
use super::model::{Case, DisagreementSide};
use crate::boards::table::menu::whereabouts;
use crate::context::links::link;
use crate::context::{Emphasis, Item, Pointed, ViewCtx, kind_style, record_menu};
use crate::ui::marks::{self, MarkFill};
use crate::ui::widgets::{self, strong};
use km0_core::model::{Cite, Kind};
use km0_core::words::platform_keys;

/// Points between two cases.
const BELOW: f32 = 10.0;
const PAD: f32 = 12.0;
/// Points of the line at a claim's or finding's left edge.
const EDGE: f32 = 2.0;

/// Paints a case, which takes the pointer where it was painted last, and gives how high it is with
/// the room below it.
pub(super) fn case(ui: &mut Ui, ctx: &ViewCtx<'_>, case: &Case, sensed: Rect, body: &Response) -> f32 {
    let Some(record) = ctx.record(case.ix) else { return 0.0 };
    let standing = ctx.standing(case.ix);
    let quiet = standing.emphasis == Emphasis::Dimmed;
    let (fill, edge) = match (standing.emphasis, standing.pointed) {
        (Emphasis::Selected, _) => (ctx.palette.raised, Stroke::new(2.0, ctx.palette.accent)),
        (_, Pointed::Here) | (Emphasis::Related, _) => (ctx.palette.raised, Stroke::new(1.0, ctx.palette.accent)),
        _ => (ctx.palette.raised, Stroke::new(1.0, ctx.palette.line)),
    };
    let background = ui.painter().add(egui::Shape::Noop);
    // sensed before its content, which lies above it
    let response = ui.interact(sensed.shrink2(vec2(0.0, BELOW / 2.0)), ui.scope_id().with("case"), Sense::CLICK);
    let inner = Frame::new().inner_margin(PAD).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        if quiet {
            ui.multiply_opacity(crate::ui::theme::FADED);
        }
        heading(ui, ctx, case);
        claims(ui, ctx, &case.claims);
        finding(ui, ctx, case);
    });
    let rect = inner.response.rect;
    let frame = egui::epaint::RectShape::new(rect, 8.0, fill, edge, egui::StrokeKind::Inside);
    ui.painter().set(background, frame);
    widgets::name(&response, Role::Article, &case.name);
    standing.tell(ctx, &response);
    if response.hovered() {
        ctx.hover.set(record.item());
    }
    if response.clicked() || (response.secondary_clicked() && standing.emphasis != Emphasis::Selected) {
        body.request_focus();
        ctx.click(record.item(), ui.input(|input| input.modifiers.command));
    }
    response.context_menu(|ui| {
        ui.set_min_width(200.0);
        if ui.add(Button::new(ctx.words.t("disagreements-copy")).shortcut_text(platform_keys("Ctrl+C"))).clicked() {
            ctx.send(crate::context::Command::CopyText(copy::text(ctx, &[case])));
            ui.close();
        }
        ui.separator();
        whereabouts(ui, ctx, record);
        ui.separator();
        record_menu::entries(ui, ctx, &record.id);
    });
    rect.height() + BELOW
}

fn heading(ui: &mut Ui, ctx: &ViewCtx<'_>, case: &Case) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 20.0), Sense::hover());
        let color = kind_style::color(Kind::Discrepancy, ctx.palette);
        let mark = kind_style::mark(Kind::Discrepancy);
        marks::paint(ui.painter(), mark, rect.center(), 5.0, MarkFill::solid(color));
        ui.add(Label::new(strong(&case.name, 15.0)).wrap());
    });
    if !case.about.is_empty() {
        flow(ui, |ui| {
            ui.label(RichText::new(ctx.words.field("about")).small().color(ctx.palette.weak));
            for (at, (id, name)) in case.about.iter().enumerate() {
                if at > 0 {
                    ui.label(RichText::new("·").small().color(ctx.palette.weak));
                }
                link(ui, ctx, &Item::Record(id.clone()), RichText::new(name).small());
            }
        });
    }
    ui.add_space(2.0);
}

/// The claims beside each other, all of a row as high as the highest.
fn claims(ui: &mut Ui, ctx: &ViewCtx<'_>, sides: &[DisagreementSide]) {
    let room = ui.available_width();
    let (beside, wide) = layout::columns(sides.len(), room);
    for row in sides.chunks(beside) {
        let top = ui.cursor().min;
        let mut bottom = top.y;
        let grounds: Vec<_> = row.iter().map(|_| ui.painter().add(egui::Shape::Noop)).collect();
        for (at, side) in row.iter().enumerate() {
            let left = top.x + at as f32 * (wide + GAP);
            let rect = Rect::from_min_size(pos2(left, top.y), vec2(wide, f32::INFINITY));
            let shown =
                ui.scope_builder(UiBuilder::new().id_salt(("claim", at)).max_rect(rect), |ui| claim(ui, ctx, side));
            bottom = bottom.max(shown.response.rect.bottom());
        }
        for (at, ground) in grounds.into_iter().enumerate() {
            let left = top.x + at as f32 * (wide + GAP);
            let rect = Rect::from_min_max(pos2(left, top.y), pos2(left + wide, bottom));
            let fill = egui::Shape::rect_filled(rect, CornerRadius::same(4), ctx.palette.stripe);
            let line = Rect::from_min_size(rect.min, vec2(EDGE, rect.height()));
            let color = kind_style::color(Kind::Discrepancy, ctx.palette);
            ui.painter().set(ground, egui::Shape::Vec(vec![fill, egui::Shape::rect_filled(line, 1.0, color)]));
        }
        ui.advance_cursor_after_rect(Rect::from_min_max(top, pos2(top.x + room, bottom)));
    }
}

fn claim(ui: &mut Ui, ctx: &ViewCtx<'_>, side: &DisagreementSide) {
    Frame::new().inner_margin(Margin { left: 10, right: 8, top: 7, bottom: 7 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(5.0, 3.0);
        says(ui, ctx, &side.cites);
        ui.add(Label::new(&side.text).wrap());
    });
}

fn finding(ui: &mut Ui, ctx: &ViewCtx<'_>, case: &Case) {
    ui.add_space(2.0);
    let inner = Frame::new().inner_margin(Margin { left: 10, right: 0, top: 2, bottom: 2 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(strong(ctx.words.t("disagreements-decided"), 12.0).color(ctx.palette.accent));
        let text = if case.finding.is_empty() { ctx.words.t("disagreements-open") } else { &case.finding };
        ui.add(Label::new(text).wrap());
        if !case.note.is_empty() {
            ui.add(Label::new(RichText::new(&case.note).small().color(ctx.palette.weak)).wrap());
        }
    });
    let rect = inner.response.rect;
    ui.painter().vline(rect.left() + 1.0, rect.y_range(), Stroke::new(EDGE, ctx.palette.accent));
}

/// Who says it, each a link to where: "Vietnam News Agency, 17 Feb 2024 ¶28 · ¶30".
fn says(ui: &mut Ui, ctx: &ViewCtx<'_>, cites: &[Cite]) {
    flow(ui, |ui| {
        for (at, cite) in cites.iter().enumerate() {
            if at > 0 {
                ui.label(RichText::new("·").small().color(ctx.palette.weak));
            }
            let again =
                at.checked_sub(1).and_then(|at| cites.get(at)).is_some_and(|before| before.source == cite.source);
            let text = match cite.paragraph {
                Some(number) if again => format!("¶{number}"),
                Some(number) => format!("{} ¶{number}", ctx.source_label(cite)),
                None => ctx.source_label(cite),
            };
            link(ui, ctx, &Item::cited(cite), strong(text, 12.0));
        }
    });
}

/// Widgets one after another, wrapping like words.
fn flow(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(5.0, 1.0);
        add(ui);
    });
}
