//! The line above the rows: in which order it stands, how much is selected, which columns it has.

use egui::{Align, Button, Layout, Popup, PopupCloseBehavior, Rect, RichText, Role, Stroke, Ui, pos2, vec2};

use super::columns::{Column, ListSetup};
use super::order::ListOrder;
use super::{ListAction, Sorting};
use crate::context::{Command, LeftTab, ViewCtx};
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::model::Record;

const HEIGHT: f32 = 24.0;
/// Things that are named, at most.
const NAMED: usize = 2;

/// What the rows are related to. While a person walks through them, a click leads back to it.
pub(super) fn related_to(ui: &mut Ui, ctx: &ViewCtx<'_>, of: &[Ix]) {
    let records = of.iter().filter_map(|ix| ctx.record(*ix));
    let names: Vec<&str> = records.clone().map(|record| ctx.name(record)).take(NAMED).collect();
    if names.is_empty() || of.iter().any(|ix| ctx.focus.is_selected(*ix)) {
        return;
    }
    let text = ctx.words.with("list-related-to", &[("name", names.join(" · ").into())]);
    let button = Button::new(RichText::new(format!("← {text}")).color(ctx.palette.accent))
        .frame_when_inactive(false)
        .truncate()
        .min_size(vec2(24.0, 24.0));
    let response = ui.add(button);
    widgets::name(&response, Role::Button, &text);
    if response.clicked() {
        let items = records.map(Record::item);
        ctx.send(Command::SelectAll(items.collect()));
    }
}

/// That the filter leaves some out; a click shows them, another hides them. Whether it was clicked.
pub(super) fn outside(ui: &mut Ui, ctx: &ViewCtx<'_>, count: usize, shown: bool) -> bool {
    let key = if shown { "list-outside-shown" } else { "list-outside-hidden" };
    count > 0 && widgets::action(ui, ctx.palette, &ctx.words.with(key, &[("count", count.into())])).clicked()
}

pub(super) fn ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    setup: &ListSetup,
    sorting: Sorting,
    tab: LeftTab,
    acts: &mut Vec<ListAction>,
) {
    ui.allocate_ui_with_layout(vec2(ui.available_width(), HEIGHT), Layout::right_to_left(Align::Center), |ui| {
        table_button(ui, ctx, setup, acts);
        if setup.table {
            columns_button(ui, ctx, setup, acts);
        }
        let selected = ctx.focus.selected().len();
        if selected > 1 {
            let text = ctx.words.with("list-selected", &[("count", selected.into())]);
            ui.label(RichText::new(text).small().color(ctx.palette.accent));
        }
        if setup.table || tab != LeftTab::Register {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| order_button(ui, ctx, sorting, tab, acts));
        }
    });
}

/// Between rows of two lines and columns.
fn table_button(ui: &mut Ui, ctx: &ViewCtx<'_>, setup: &ListSetup, acts: &mut Vec<ListAction>) {
    let name = ctx.words.t("list-table");
    let response =
        ui.add(Button::new("").min_size(vec2(26.0, HEIGHT)).frame_when_inactive(setup.table).selected(setup.table));
    response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, setup.table, name));
    let ink = if response.hovered() || response.has_focus() { ctx.palette.ink } else { ctx.palette.weak };
    let grid = Rect::from_center_size(response.rect.center(), vec2(13.0, 11.0));
    let stroke = Stroke::new(1.0, ink);
    ui.painter().rect_stroke(grid, 1.0, stroke, egui::StrokeKind::Inside);
    ui.painter().hline(grid.x_range(), grid.top() + 3.5, stroke);
    ui.painter().vline(grid.center().x, grid.y_range(), stroke);
    if response.on_hover_text(name).clicked() {
        acts.push(ListAction::Columns(!setup.table));
    }
}

/// Says the order; opens the choice of another.
fn order_button(ui: &mut Ui, ctx: &ViewCtx<'_>, sorting: Sorting, tab: LeftTab, acts: &mut Vec<ListAction>) {
    let ranked = ctx.words.t(if tab == LeftTab::Related { "list-by-kind" } else { "list-ranked" });
    let ListOrder { column, descending } = sorting.order;
    let column = ctx.words.t(column.title()).to_lowercase();
    let text = match (sorting.best_first, descending) {
        (true, _) => ranked.to_owned(),
        (false, false) => ctx.words.with("list-sorted", &[("column", column.into())]),
        (false, true) => ctx.words.with("list-descending", &[("column", column.into())]),
    };
    let button = Button::new(RichText::new(&text).small().color(ctx.palette.weak))
        .frame(false)
        .truncate()
        .min_size(vec2(24.0, HEIGHT));
    let mut response = ui.add(button);
    if sorting.best_first && tab != LeftTab::Related {
        let best = ctx.answer.best.len();
        response = response.on_hover_text(ctx.words.with("list-ranked-hint", &[("count", best.into())]));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &text));
    Popup::menu(&response).show(|ui| {
        if ui.add_enabled(sorting.can_rank, Button::selectable(sorting.best_first, ranked)).clicked() {
            acts.push(ListAction::BestFirst);
        }
        ui.separator();
        for column in Column::ALL {
            let own = !sorting.best_first && sorting.order.column == column;
            if ui.add(Button::selectable(own, ctx.words.t(column.title()))).clicked() {
                acts.push(ListAction::Order(ListOrder { column, descending: own && !sorting.order.descending }));
            }
        }
    });
}

/// Three bars, for which the fonts have no sign.
fn columns_button(ui: &mut Ui, ctx: &ViewCtx<'_>, setup: &ListSetup, acts: &mut Vec<ListAction>) {
    let name = ctx.words.t("list-columns");
    let response = ui.add(Button::new("").min_size(vec2(26.0, HEIGHT)).frame_when_inactive(false)).on_hover_text(name);
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
pub(super) fn columns(ui: &mut Ui, ctx: &ViewCtx<'_>, setup: &ListSetup, acts: &mut Vec<ListAction>) {
    for column in Column::ALL {
        let mut shown = setup.has(column);
        let last = shown && setup.columns().len() == 1;
        let choice = egui::Checkbox::new(&mut shown, ctx.words.t(column.title()));
        if ui.add_enabled(!last, choice).clicked() {
            acts.push(ListAction::Toggle(column));
        }
    }
    ui.separator();
    if ui.button(ctx.words.t("list-columns-reset")).clicked() {
        acts.push(ListAction::Reset);
        ui.close();
    }
}
