//! The columns' heads: a click sorts, a drag moves the column, its right edge sets the width.

use egui::{CursorIcon, EventFilter, Key, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::bar;
use super::columns::{Column, ListSetup};
use super::paint::PAD;
use super::{ListAction, Sorting};
use crate::context::ViewCtx;
use crate::ui::table::ColumnHead;
use crate::ui::widgets::strong;

pub(super) const HEIGHT: f32 = 24.0;
/// Points on both sides of an edge that take hold of it.
const REACH: f32 = 4.0;
/// Points that a key makes a column wider or narrower.
const STEP: f32 = 12.0;

pub(super) struct ListHead<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) setup: &'a ListSetup,
    pub(super) sorting: Sorting,
    pub(super) edges: &'a [(f32, f32)],
    /// Where the first column begins on the screen.
    pub(super) left: f32,
}

impl ListHead<'_> {
    pub(super) fn ui(&self, ui: &mut Ui, rect: Rect, acts: &mut Vec<ListAction>) {
        ui.scope_builder(UiBuilder::new().id_salt("heads").max_rect(rect), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::Row));
            ui.set_clip_rect(ui.clip_rect().intersect(rect));
            let line = Stroke::new(1.0, self.ctx.palette.line);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
            for (at, (shown, (left, right))) in self.setup.columns().iter().zip(self.edges).enumerate() {
                let (left, right) = (self.left + left, self.left + right);
                let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
                self.column(ui, at, shown.column, cell, acts);
            }
            // edges last: they are above the heads that they part
            for (shown, (_, right)) in self.setup.columns().iter().zip(self.edges) {
                self.edge(ui, shown.column, self.left + right, rect, acts);
            }
        });
    }

    fn column(&self, ui: &Ui, at: usize, column: Column, rect: Rect, acts: &mut Vec<ListAction>) {
        let ctx = self.ctx;
        let response = ui.interact(rect, ui.scope_id().with(("head", column)), Sense::click_and_drag());
        let title = ctx.words.t(column.title());
        let Sorting { order, best_first, .. } = self.sorting;
        let sorted = (!best_first && order.column == column).then_some(order.descending);
        let hint = ctx.words.with("list-sort", &[("column", title.into())]);
        let head = ColumnHead { title, hint: &hint, at, sorted, pad: PAD, right: false };
        head.tell(&response);
        head.paint(ui, ctx.palette, &response, rect);
        if response.clicked() {
            acts.push(ListAction::Sort(column));
        }
        self.drag(ui, &response, column, rect, acts);
        keys(ui, &response, column, acts);
        response.context_menu(|ui| bar::columns(ui, ctx, self.setup, acts));
        if !response.dragged() {
            response.on_hover_ui(|ui| {
                ui.label(strong(title, 13.5));
                ui.label(ctx.words.t("list-head-hint"));
            });
        }
    }

    /// A column that is dragged goes where it is let go; until then a line shows where that is.
    fn drag(&self, ui: &Ui, response: &Response, column: Column, rect: Rect, acts: &mut Vec<ListAction>) {
        if !(response.dragged() || response.drag_stopped()) {
            return;
        }
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let over =
            self.edges.iter().position(|(left, right)| (self.left + left..self.left + right).contains(&pointer.x));
        let last = self.edges.len().saturating_sub(1);
        let to = over.unwrap_or(if pointer.x < self.left { 0 } else { last });
        if response.drag_stopped() {
            acts.push(ListAction::Relocate(column, to));
            return;
        }
        ui.set_cursor_icon(CursorIcon::Grabbing);
        let own = self.setup.columns().iter().position(|shown| shown.column == column);
        let Some((left, right)) = self.edges.get(to) else { return };
        let x = self.left + if own.is_some_and(|own| own < to) { *right } else { *left };
        ui.painter().vline(x, rect.y_range(), Stroke::new(3.0, self.ctx.palette.accent));
    }

    fn edge(&self, ui: &Ui, column: Column, x: f32, rect: Rect, acts: &mut Vec<ListAction>) {
        let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(2.0 * REACH, rect.height()));
        let response = ui.interact(grip, ui.scope_id().with(("edge", column)), Sense::DRAG);
        let palette = self.ctx.palette;
        let held = response.hovered() || response.dragged();
        if held {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        let stroke = if held { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
        ui.painter().vline(x - 0.5, rect.y_range().shrink(5.0), stroke);
        let by = response.drag_delta().x;
        if by != 0.0 {
            acts.push(ListAction::Widen(column, by));
        }
    }
}

/// What the pointer does by dragging, for the keyboard.
fn keys(ui: &Ui, response: &Response, column: Column, acts: &mut Vec<ListAction>) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input(|input| {
        let way = i8::from(input.key_pressed(Key::ArrowRight)) - i8::from(input.key_pressed(Key::ArrowLeft));
        if way == 0 {
        } else if input.modifiers.command {
            acts.push(ListAction::Shift(column, isize::from(way)));
        } else if input.modifiers.shift {
            acts.push(ListAction::Widen(column, f32::from(way) * STEP));
        }
    });
}
