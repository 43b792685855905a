//! The line above the table: in which order it stands, how much is selected, which columns it has.

use egui::{Align, Button, Layout, Popup, PopupCloseBehavior, Rect, RichText, Role, Stroke, Ui, pos2, vec2};

use super::columns::{Column, Setup};
use super::order::Order;
use super::{Act, Sorting};
use crate::context::ViewCtx;
use crate::ui::widgets;

const HEIGHT: f32 = 22.0;

pub(super) fn ui(ui: &mut Ui, ctx: &ViewCtx<'_>, setup: &Setup, sorting: Sorting, acts: &mut Vec<Act>) {
    ui.allocate_ui_with_layout(vec2(ui.available_width(), HEIGHT), Layout::right_to_left(Align::Center), |ui| {
        columns_button(ui, ctx, setup, acts);
        let selected = ctx.focus.selected().len();
        if selected > 1 {
            let text = ctx.words.with("list-selected", &[("count", selected.into())]);
            ui.label(RichText::new(text).small().color(ctx.palette.accent));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| order_button(ui, ctx, sorting, acts));
    });
}

/// Says the order; opens the choice of another.
fn order_button(ui: &mut Ui, ctx: &ViewCtx<'_>, sorting: Sorting, acts: &mut Vec<Act>) {
    let Order { column, descending } = sorting.order;
    let column = ctx.words.t(column.title()).to_lowercase();
    let text = match (sorting.best_first, descending) {
        (true, _) => ctx.words.t("list-ranked").to_owned(),
        (false, false) => ctx.words.with("list-sorted", &[("column", column.into())]),
        (false, true) => ctx.words.with("list-descending", &[("column", column.into())]),
    };
    let button = Button::new(RichText::new(&text).small().color(ctx.palette.weak)).frame(false).truncate();
    let mut response = ui.add(button);
    if sorting.best_first {
        let best = ctx.answer.best.len();
        response = response.on_hover_text(ctx.words.with("list-ranked-hint", &[("count", best.into())]));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &text));
    Popup::menu(&response).show(|ui| {
        if ui
            .add_enabled(sorting.can_rank, Button::selectable(sorting.best_first, ctx.words.t("list-ranked")))
            .clicked()
        {
            acts.push(Act::BestFirst);
        }
        ui.separator();
        for column in Column::ALL {
            let own = !sorting.best_first && sorting.order.column == column;
            if ui.add(Button::selectable(own, ctx.words.t(column.title()))).clicked() {
                acts.push(Act::Order(Order { column, descending: own && !sorting.order.descending }));
            }
        }
    });
}

/// Three bars, for which the fonts have no sign.
fn columns_button(ui: &mut Ui, ctx: &ViewCtx<'_>, setup: &Setup, acts: &mut Vec<Act>) {
    let name = ctx.words.t("list-columns");
    let response = ui.add(Button::new("").min_size(vec2(26.0, 20.0)).frame_when_inactive(false)).on_hover_text(name);
    widgets::name(&response, Role::Button, name);
    let ink = if response.hovered() || response.has_focus() { ctx.palette.ink } else { ctx.palette.weak };
    let center = response.rect.center();
    for x in [-5.0, 0.0, 5.0] {
        let bar = Rect::from_center_size(pos2(center.x + x, center.y), vec2(3.6, 11.0));
        ui.painter().rect_stroke(bar, 1.0, Stroke::new(1.0, ink), egui::StrokeKind::Inside);
    }
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| columns(ui, ctx, setup, acts));
}

/// The choice of columns.
pub(super) fn columns(ui: &mut Ui, ctx: &ViewCtx<'_>, setup: &Setup, acts: &mut Vec<Act>) {
    for column in Column::ALL {
        let mut shown = setup.has(column);
        let last = shown && setup.columns().len() == 1;
        let choice = egui::Checkbox::new(&mut shown, ctx.words.t(column.title()));
        if ui.add_enabled(!last, choice).clicked() {
            acts.push(Act::Toggle(column));
        }
    }
    ui.separator();
    if ui.button(ctx.words.t("list-columns-reset")).clicked() {
        acts.push(Act::Reset);
        ui.close();
    }
}
