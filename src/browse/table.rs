//! Paints the table. Only rows in view are touched.

use egui::{Key, Label, Modifiers, RichText, Role, Sense, Ui, Vec2};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::order::{Column, Order};
use crate::context::{Emphasis, Item, ViewCtx, kind_style};
use crate::dataset::Ix;
use crate::ui::marks::{self, Look};
use crate::ui::widgets::{self, strong};

const ROW: f32 = 22.0;

pub(super) fn empty(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.add_space(28.0);
    ui.vertical_centered(|ui| {
        ui.label(strong(ctx.words.t("list-empty-title"), 15.0));
        ui.label(RichText::new(ctx.words.t("list-empty-hint")).color(ctx.palette.weak));
    });
}

/// Shows the rows; gives the new order when a column's head was clicked. `follow` is scrolled to.
pub(super) fn ui(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &[Ix], order: Order, follow: Option<Ix>) -> Option<Order> {
    let mut clicked = None;
    keyboard(ui, ctx, rows);
    ui.spacing_mut().item_spacing = Vec2::new(6.0, 0.0);
    let mut table = TableBuilder::new(ui)
        .id_salt("records")
        .striped(true)
        .sense(Sense::click())
        .resizable(false)
        .auto_shrink([false, false])
        .animate_scrolling(false)
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
        .column(Width::exact(20.0))
        .column(Width::remainder().clip(true).at_least(80.0))
        .column(Width::exact(94.0).clip(true));
    if let Some(at) = follow.and_then(|ix| rows.iter().position(|row| *row == ix)) {
        table = table.scroll_to_row(at, None);
    }
    table
        .header(ROW + 2.0, |mut header| {
            for (column, key) in [(Column::Kind, "list-kind"), (Column::Name, "list-name"), (Column::Date, "list-date")]
            {
                header.col(|ui| {
                    if head(ui, ctx, column, key, order) {
                        clicked = Some(order.clicked(column));
                    }
                });
            }
        })
        .body(|body| {
            body.rows(ROW, rows.len(), |mut row| {
                if let Some(ix) = rows.get(row.index()) {
                    self::row(&mut row, ctx, *ix);
                }
            });
        });
    clicked
}

/// A column's head: its name, or only the direction where there is no room for one.
fn head(ui: &mut Ui, ctx: &ViewCtx<'_>, column: Column, key: &str, order: Order) -> bool {
    let arrow = match (order.column == column, order.descending) {
        (true, false) => "↑",
        (true, true) => "↓",
        (false, _) => "",
    };
    let name = ctx.words.t(key);
    let text = if column == Column::Kind { format!("●{arrow}") } else { format!("{name} {arrow}") };
    let label = Label::new(RichText::new(text).small().color(ctx.palette.weak)).sense(Sense::click());
    let hint = ctx.words.with("list-sort", &[("column", name.into())]);
    let response = ui.add(label.truncate().selectable(false)).on_hover_text(&hint);
    widgets::name(&response, Role::Button, &hint);
    response.clicked()
}

fn row(row: &mut TableRow<'_, '_>, ctx: &ViewCtx<'_>, ix: Ix) {
    let Some(record) = ctx.record(ix) else { return };
    let emphasis = ctx.emphasis(ix);
    row.set_selected(emphasis == Emphasis::Selected);
    row.set_hovered(ctx.is_hovered(&record.id));
    let quiet = emphasis == Emphasis::Background;
    let ink = if quiet { ctx.palette.weak } else { ctx.palette.ink };
    row.col(|ui| {
        let mut color = kind_style::color(record.kind, ctx.palette);
        if quiet {
            color = color.gamma_multiply(0.55);
        }
        let center = ui.max_rect().center();
        marks::paint(ui.painter(), kind_style::mark(record.kind), center, 4.5, Look::solid(color));
    });
    let name = ctx.name(record);
    row.col(|ui| {
        let text = RichText::new(name).color(ink);
        let text = if emphasis == Emphasis::Related { text.font(crate::ui::fonts::bold_id(13.5)) } else { text };
        ui.add(Label::new(text).truncate().selectable(false));
    });
    row.col(|ui| {
        if let Some(date) = &record.date {
            let text = RichText::new(ctx.words.date_short(date)).small().color(ctx.palette.weak);
            ui.add(Label::new(text).truncate().selectable(false));
        }
    });
    let response = row.response();
    widgets::name(&response, Role::Row, &format!("{}: {name}", ctx.words.kind(record.kind)));
    let item = Item::Record(record.id.clone());
    if response.hovered() {
        ctx.hover.set(item.clone());
    }
    if response.clicked() {
        ctx.click(item, response.ctx.input(|input| input.modifiers.command));
    }
}

/// With nothing else in focus, Alt with an arrow walks the rows.
fn keyboard(ui: &Ui, ctx: &ViewCtx<'_>, rows: &[Ix]) {
    let step = ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::ALT, Key::ArrowDown);
        let up = input.consume_key(Modifiers::ALT, Key::ArrowUp);
        i64::from(down) - i64::from(up)
    });
    if step == 0 {
        return;
    }
    let at = ctx.focus.selected().last().and_then(|ix| rows.iter().position(|row| row == ix));
    let next = match at {
        Some(at) if step > 0 => at + 1,
        Some(at) => at.saturating_sub(1),
        None => 0,
    };
    if let Some(record) = rows.get(next.min(rows.len() - 1)).and_then(|ix| ctx.record(*ix)) {
        ctx.send(crate::context::Command::Select(Item::Record(record.id.clone())));
    }
}
