//! The table on screen: which lines are in view, and what the pointer and the keyboard do there.

use egui::{
    Event, EventFilter, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2,
    vec2,
};

use super::super::sheet::{Dress, Sheet};
use super::super::title;
use super::cells::Cells;
use super::layout::Fitted;
use super::model::{Line, Lines, Order};
use super::paint::{Brush, Stance};
use super::{Act, Walk, head, menu};
use crate::context::{Command, Item, ViewCtx};
use crate::ui::walking::{WALKING, target};
use crate::ui::widgets;
use km0_core::dataset::Ix;

/// Points at the end of what scrolls that are hard to read.
const FADE: f32 = 18.0;

pub(super) struct View<'a, S> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) sheet: &'a S,
    pub(super) lines: &'a Lines,
    pub(super) order: Order,
    pub(super) cells: &'a mut Cells,
    pub(super) walk: &'a mut Walk,
    pub(super) columns: Vec<Fitted>,
}

impl<S: Sheet> View<'_, S> {
    pub(super) fn ui(&mut self, ui: &mut Ui, acts: &mut Vec<Act>) {
        let whole = ui.available_rect_before_wrap();
        let name = self.ctx.words.t(title(S::BOARD));
        ui.scope_builder(UiBuilder::new().id_salt(("table", S::BOARD)).max_rect(whole), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Grid);
                node.set_label(name);
                node.set_row_count(self.lines.records());
                node.set_column_count(self.columns.len());
            });
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            let (_, rect) = ui.allocate_space(vec2(whole.width(), head::HEIGHT));
            self.body(ui, name, acts);
            let heads = head::Heads { ctx: self.ctx, all: S::COLUMNS, shown: &self.columns, order: self.order };
            heads.ui(ui, rect, acts);
        });
    }

    fn body(&mut self, ui: &mut Ui, title: &str, acts: &mut Vec<Act>) {
        let view = ui.available_rect_before_wrap();
        let body = ui.interact(view, ui.scope_id().with("body"), Sense::click());
        widgets::name(&body, Role::Group, title);
        self.keys(ui, &body, view.height());
        let selected = self.ctx.focus.selected().last().copied();
        let mut area = ScrollArea::vertical().id_salt("lines").auto_shrink([false, false]).animated(false);
        if let Some(offset) = self.follow(selected, view.height()) {
            area = area.vertical_scroll_offset(offset);
        }
        let shown = area.show_viewport(ui, |ui, seen| {
            ui.set_width(view.width());
            ui.set_height(self.lines.height() as f32);
            self.in_view(ui, view, seen, selected.filter(|_| body.has_focus()), &body, acts);
        });
        self.walk.offset = shown.state.clamped_offset().y;
    }

    fn in_view(&mut self, ui: &Ui, view: Rect, seen: Rect, cursor: Option<Ix>, body: &Response, acts: &mut Vec<Act>) {
        let lines = self.lines;
        let mut clicked = None;
        for at in lines.within(f64::from(seen.top()), f64::from(seen.bottom())) {
            let Some(line) = lines.lines().get(at).copied() else { continue };
            // far down a long list a line's own place is too coarse a number for the screen
            let top = (lines.top(at) - f64::from(seen.top())) as f32 + view.top();
            let rect = Rect::from_min_size(pos2(view.left(), top), vec2(view.width(), lines.line_height(line)));
            match line {
                Line::Head(section) => self.head(ui, at, section, rect, acts),
                Line::Row(ix) => {
                    let here = cursor == Some(ix) && lines.line_of(ix, self.walk.at) == Some(at);
                    let response = self.row(ui, at, ix, rect, here);
                    if here {
                        ui.ctx().accesskit_node_builder(body.id, |node| {
                            node.set_active_descendant(response.id.accesskit_id());
                        });
                    }
                    if response.clicked() {
                        clicked = Some((at, ix, response.double_clicked()));
                    }
                }
            }
        }
        if let Some((at, ix, twice)) = clicked {
            body.request_focus();
            self.click(ui, at, ix, twice);
        } else if body.clicked_by(egui::PointerButton::Primary) {
            body.request_focus();
        }
    }

    fn head(&self, ui: &Ui, at: usize, section: usize, rect: Rect, acts: &mut Vec<Act>) {
        let Some(section) = self.lines.section(section) else { return };
        let response = ui.interact(rect, ui.scope_id().with(("group", at)), Sense::click());
        widgets::named(&response, Role::DisclosureTriangle, || {
            let values = [("group", section.title.as_str().into()), ("count", section.count.into())];
            self.ctx.words.with(if section.open { "board-fold" } else { "board-unfold" }, &values)
        });
        let dress = Dress::default();
        let brush = Brush { ui, ctx: self.ctx, all: S::COLUMNS, shown: &self.columns, dress };
        brush.head(section, rect, response.hovered(), response.has_focus());
        if response.clicked() {
            acts.push(Act::Fold(section.id.clone()));
        }
    }

    /// Paints a row and takes what it is asked but for clicks.
    fn row(&mut self, ui: &Ui, at: usize, ix: Ix, rect: Rect, cursor: bool) -> Response {
        let ctx = self.ctx;
        // reached by arrows from the table, not one by one by Tab
        let response = ui.interact(rect, ui.scope_id().with(("row", at)), Sense::CLICK);
        let texts = self.cells.row(ctx, self.sheet, ix);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken(texts)));
        let standing = ctx.standing(ix);
        standing.tell(ctx, &response);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_row_index(at));
        let dress = ctx.record(ix).map(|record| self.sheet.dress(ctx, ix, record)).unwrap_or_default();
        let brush = Brush { ui, ctx, all: S::COLUMNS, shown: &self.columns, dress };
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.hovered()).map(|at| at.x);
        let look = Stance { standing, striped: at % 2 == 1, cursor };
        let cut = brush.row(texts, rect, look, pointer).and_then(|column| texts.get(column)).cloned();
        let Some(record) = ctx.record(ix) else { return response };
        if response.hovered() {
            ctx.hover.set(Item::Record(record.id.clone()));
        }
        if response.secondary_clicked() && !ctx.focus.is_selected(ix) {
            self.walk.at = Some(at);
            ctx.send(Command::Select(Item::Record(record.id.clone())));
        }
        response.context_menu(|ui| menu::ui(ui, self, ix, record));
        match cut {
            Some(text) => response.on_hover_text(text),
            None => response,
        }
    }

    /// How far to scroll: to the selection when it is another one. Other lines begin at the top.
    fn follow(&mut self, selected: Option<Ix>, high: f32) -> Option<f32> {
        let fresh = std::mem::take(&mut self.walk.fresh);
        if selected == self.walk.followed && !fresh {
            return None;
        }
        self.walk.followed = selected;
        let Some(at) = selected.and_then(|ix| self.lines.line_of(ix, self.walk.at)) else {
            return fresh.then_some(0.0);
        };
        let top = self.lines.top(at) as f32;
        // what scrolls fades out at the end
        offset_for(top, self.lines.row_height(), self.walk.offset, high - FADE)
    }

    fn keys(&mut self, ui: &Ui, body: &Response, high: f32) {
        if !body.has_focus() {
            return;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(body.id, filter));
        let (modifiers, pressed) = ui.input(|input| {
            let pressed = WALKING.into_iter().find(|key| input.key_pressed(*key));
            (input.modifiers, pressed)
        });
        let selected = self.ctx.focus.selected().last().copied();
        if let Some(key) = pressed {
            // no height is negative
            #[allow(clippy::cast_sign_loss)]
            let page = (high / self.lines.row_height()).floor().max(1.0) as usize;
            let rows: Vec<(usize, Ix)> = self.lines.rows().collect();
            let line = selected.and_then(|ix| self.lines.line_of(ix, self.walk.at));
            let at = line.and_then(|line| rows.iter().position(|(at, _)| *at == line));
            if let Some((line, ix)) = target(key, at, rows.len(), page).and_then(|to| rows.get(to)).copied() {
                if modifiers.shift { self.extend_to(line, ix) } else { self.go_to(line, ix) }
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            self.select_all();
        }
        if ui.input(|input| input.key_pressed(Key::Enter)) && selected.is_some() {
            self.open();
        }
        if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
            self.copy(&self.chosen());
        }
    }
}

/// What a screen reader says of a row: its cells.
fn spoken(texts: &[String]) -> String {
    let said: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    said.join(", ")
}

/// How far to scroll so that a row is in view; none when it is. A row that is far away comes to
/// the middle.
fn offset_for(top: f32, row: f32, offset: f32, high: f32) -> Option<f32> {
    let bottom = top + row;
    if bottom < offset - high || top > offset + 2.0 * high {
        Some((top - high / 2.0).max(0.0))
    } else if top < offset {
        Some(top)
    } else {
        (bottom > offset + high).then_some((bottom - high).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_in_view_moves_nothing_and_a_far_one_comes_to_the_middle() {
        const ROW: f32 = 42.0;
        let offset_for = |top, offset, high| offset_for(top, ROW, offset, high);
        assert_eq!(offset_for(5.0 * ROW, 0.0, 10.0 * ROW), None);
        assert_eq!(offset_for(10.0 * ROW, 0.0, 10.0 * ROW), Some(ROW));
        assert_eq!(offset_for(ROW, 2.0 * ROW, 10.0 * ROW), Some(ROW));
        assert_eq!(offset_for(100.0 * ROW, 0.0, 10.0 * ROW), Some(95.0 * ROW));
    }
}
