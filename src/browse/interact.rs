//! The table on screen: which rows are in view, and what the pointer and the keyboard do there.

use egui::{Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::columns::Setup;
use super::galleys::Galleys;
use super::keys::{self, Typed};
use super::menu::{self, Asked};
use super::paint::{Brush, Stance};
use super::{Act, ROW, Sorting, copy, head};
use crate::context::{Command, Item, Panel, Pointed, ViewCtx};
use crate::dataset::Ix;
use crate::ui::widgets;

/// Selected records that do not match and are shown above the rows, at most.
const OUTSIDE: usize = 3;
/// Rows that are selected at once, at most.
const SELECTED: usize = 1_000;

/// Where the person is in the rows.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Where Shift extends from.
    anchor: Option<Ix>,
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
    /// Points that the rows are scrolled down.
    offset: f32,
    /// The rows are others than before.
    fresh: bool,
    pub(super) typed: Typed,
    asked: Option<Asked>,
}

impl Walk {
    pub(super) fn begin_anew(&mut self) {
        self.fresh = true;
        self.followed = None;
    }

    /// The row to scroll to: the selection when it is another one. Other rows begin at the top.
    fn follow(&mut self, rows: &[Ix], selected: Option<Ix>, height: f32) -> Option<f32> {
        let fresh = std::mem::take(&mut self.fresh);
        if selected == self.followed && !fresh {
            return None;
        }
        self.followed = selected;
        let at = selected.and_then(|ix| rows.iter().position(|row| *row == ix));
        match at {
            Some(at) => offset_for(at, self.offset, height),
            None => fresh.then_some(0.0),
        }
    }
}

/// How far to scroll so that a row is in view; none when it is. A row that is far away comes to
/// the middle.
fn offset_for(at: usize, offset: f32, height: f32) -> Option<f32> {
    let top = at as f32 * ROW;
    let bottom = top + ROW;
    let far = bottom < offset - height || top > offset + 2.0 * height;
    if far {
        Some((top - height / 2.0).max(0.0))
    } else if top < offset {
        Some(top)
    } else {
        (bottom > offset + height).then_some((bottom - height).max(0.0))
    }
}

pub(super) struct Table<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) setup: &'a Setup,
    pub(super) rows: &'a [Ix],
    pub(super) sorting: Sorting,
    pub(super) galleys: &'a mut Galleys,
    pub(super) walk: &'a mut Walk,
    /// Points that there are from left to right.
    pub(super) room: f32,
}

impl Table<'_> {
    pub(super) fn ui(&mut self, ui: &mut Ui, acts: &mut Vec<Act>) {
        let height = if self.rows.is_empty() { head::HEIGHT } else { ui.available_height() };
        let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        ui.scope_builder(UiBuilder::new().id_salt("records").max_rect(whole), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Grid);
                node.set_label(self.ctx.words.t("list-title"));
                node.set_row_count(self.rows.len());
                node.set_column_count(self.setup.columns().len());
            });
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            let edges = self.setup.lay(self.room);
            self.galleys.refresh(ui, self.ctx, self.setup, &edges);
            let (_, head_rect) = ui.allocate_space(vec2(self.room, head::HEIGHT));
            self.outside(ui, &edges);
            let left = self.body(ui, &edges);
            let head = head::Head { ctx: self.ctx, setup: self.setup, sorting: self.sorting, edges: &edges, left };
            head.ui(ui, head_rect, acts);
        });
    }

    /// What is selected and does not match, above what does.
    fn outside(&mut self, ui: &mut Ui, edges: &[(f32, f32)]) {
        let ctx = self.ctx;
        let outside: Vec<Ix> =
            ctx.focus.selected().iter().copied().filter(|ix| !ctx.answer.has(*ix)).take(OUTSIDE).collect();
        for ix in outside {
            let (_, rect) = ui.allocate_space(vec2(self.room, ROW));
            let stance = Stance { standing: ctx.standing(ix), striped: false, cursor: false, outside: true };
            let response = self.row(ui, ix, rect, stance, edges, rect.left());
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.said_outside(ix)));
            response.on_hover_text(ctx.words.t("list-outside"));
        }
    }

    fn said_outside(&self, ix: Ix) -> String {
        let words = self.ctx.words;
        let pointed = if self.ctx.hover.pointed(ix) == Pointed::Here { words.t("standing-pointed") } else { "" };
        let said = [words.t("standing-selected"), words.t("list-outside"), pointed];
        said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The rows in view. Gives where the first column begins on the screen.
    fn body(&mut self, ui: &mut Ui, edges: &[(f32, f32)]) -> f32 {
        if self.rows.is_empty() {
            return ui.cursor().left();
        }
        let view = ui.available_rect_before_wrap();
        let body = ui.interact(view, table_id(ui), Sense::click());
        widgets::name(&body, Role::Group, self.ctx.words.t("list-title"));
        let page = (view.height() / ROW).floor().max(1.0) as usize;
        keys::ui(ui, self, &body, page);
        let selected = self.ctx.focus.selected().last().copied();
        let mut area = ScrollArea::both().id_salt("rows").auto_shrink([false, false]).animated(false);
        if let Some(offset) = self.walk.follow(self.rows, selected, view.height()) {
            area = area.vertical_scroll_offset(offset);
        }
        let wide = edges.last().map_or(0.0, |(_, right)| *right);
        let shown = area.show_viewport(ui, |ui, seen| {
            ui.set_width(wide);
            ui.set_height(self.rows.len() as f32 * ROW);
            let cursor = selected.filter(|_| body.has_focus());
            self.in_view(ui, view.min, seen, edges, cursor, &body);
        });
        self.walk.offset = shown.state.clamped_offset().y;
        view.left() - shown.state.clamped_offset().x
    }

    fn in_view(
        &mut self,
        ui: &Ui,
        at: egui::Pos2,
        seen: Rect,
        edges: &[(f32, f32)],
        cursor: Option<Ix>,
        body: &Response,
    ) {
        // seen is not negative
        #[allow(clippy::cast_sign_loss)]
        let first = (seen.top().max(0.0) / ROW) as usize;
        let count = (seen.height() / ROW).ceil() as usize + 1;
        let left = at.x - seen.left();
        let rows = self.rows;
        let mut clicked = None;
        for (n, ix) in rows.iter().copied().enumerate().skip(first).take(count) {
            // far down a long list a row's own place is too coarse a number for the screen
            let top = (n as f64 * f64::from(ROW) - f64::from(seen.top())) as f32 + at.y;
            let rect = Rect::from_min_size(pos2(at.x, top), vec2(ui.clip_rect().width(), ROW));
            let stance = Stance {
                standing: self.ctx.standing(ix),
                striped: n % 2 == 1,
                cursor: cursor == Some(ix),
                outside: false,
            };
            let response = self.row(ui, ix, rect, stance, edges, left);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_row_index(n);
                node.set_position_in_set(n + 1);
                node.set_size_of_set(rows.len());
            });
            if cursor == Some(ix) {
                ui.ctx().accesskit_node_builder(body.id, |node| {
                    node.set_active_descendant(response.id.accesskit_id());
                });
            }
            if response.clicked() {
                clicked = Some((ix, response.double_clicked()));
            }
        }
        if let Some((ix, twice)) = clicked {
            body.request_focus();
            self.click(ui, ix, twice);
        } else if body.clicked_by(egui::PointerButton::Primary) {
            body.request_focus();
        }
    }

    /// Paints a row and takes what it is asked but for clicks.
    fn row(&mut self, ui: &Ui, ix: Ix, rect: Rect, stance: Stance, edges: &[(f32, f32)], left: f32) -> Response {
        let ctx = self.ctx;
        // reached by arrows from the table, not one by one by Tab
        let response = ui.interact(rect, ui.scope_id().with(("row", ix)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, self.spoken(ix)));
        stance.standing.tell(ctx, &response);
        let brush = Brush { ui, ctx, setup: self.setup, edges, left };
        brush.row(self.galleys, ix, rect, stance);
        let Some(record) = ctx.record(ix) else { return response };
        if response.hovered() {
            ctx.hover.set(Item::Record(record.id.clone()));
        }
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos().map_or(0.0, |at| at.x - left);
            self.walk.asked = Some(Asked::new(self.setup, edges, ix, at));
            if !ctx.focus.is_selected(ix) {
                ctx.send(Command::Select(Item::Record(record.id.clone())));
            }
        }
        if let Some(asked) = self.walk.asked.filter(|asked| asked.ix == ix) {
            response.context_menu(|ui| menu::ui(ui, self, asked));
        }
        if response.hovered() && self.is_cut(ui, ix, edges, left) {
            return response.on_hover_text(ctx.name(record));
        }
        response
    }

    /// Whether the pointer is over text that is cut short.
    fn is_cut(&mut self, ui: &Ui, ix: Ix, edges: &[(f32, f32)], left: f32) -> bool {
        let Some(at) = ui.input(|input| input.pointer.hover_pos()) else { return false };
        let under = edges.iter().position(|(from, to)| (left + from..left + to).contains(&at.x));
        let cells = self.galleys.row(ui, self.ctx, ix, false);
        under.and_then(|under| cells.get(under)).is_some_and(|cell| cell.as_ref().is_some_and(|cell| cell.elided))
    }

    /// "Meeting: Early-spring meeting 2021, 9 April 2021".
    fn spoken(&self, ix: Ix) -> String {
        let Some(record) = self.ctx.record(ix) else { return String::new() };
        let values = [("kind", self.ctx.words.kind(record.kind).into()), ("name", self.ctx.name(record).into())];
        let name = self.ctx.words.with("list-row", &values);
        match &record.date {
            Some(date) => format!("{name}, {}", self.ctx.words.date(date)),
            None => name,
        }
    }

    fn click(&mut self, ui: &Ui, ix: Ix, twice: bool) {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.shift {
            self.extend_to(ix);
            return;
        }
        self.walk.anchor = Some(ix);
        self.walk.followed = Some(ix);
        if let Some(record) = self.ctx.record(ix) {
            self.ctx.click(Item::Record(record.id.clone()), modifiers.command);
        }
        if twice {
            self.open();
        }
    }

    /// Selects a row and nothing else.
    pub(super) fn go_to(&mut self, ix: Ix) {
        self.walk.anchor = Some(ix);
        if let Some(record) = self.ctx.record(ix) {
            self.ctx.send(Command::Select(Item::Record(record.id.clone())));
        }
    }

    /// Selects from where the selection began up to a row, which becomes the last of it.
    pub(super) fn extend_to(&mut self, ix: Ix) {
        let at = |wanted: Ix| self.rows.iter().position(|row| *row == wanted);
        let anchor = self.walk.anchor.or_else(|| self.ctx.focus.selected().last().copied());
        let Some(to) = at(ix) else { return };
        let from = anchor.and_then(at).unwrap_or(to);
        let mut span: Vec<Ix> = if from <= to {
            self.rows.get(from..=to).unwrap_or_default().to_vec()
        } else {
            self.rows.get(to..=from).unwrap_or_default().iter().rev().copied().collect()
        };
        span.drain(..span.len().saturating_sub(SELECTED));
        self.walk.anchor = self.rows.get(from).copied();
        self.select(&span);
    }

    /// Selects all rows, or as many as can be; details go on showing what they show.
    pub(super) fn select_all(&self) {
        let mut all: Vec<Ix> = self.rows.iter().copied().take(SELECTED).collect();
        if let Some(shown) = self.ctx.focus.selected().last().filter(|ix| self.ctx.answer.has(**ix)) {
            all.retain(|ix| ix != shown);
            all.push(*shown);
        }
        self.select(&all);
    }

    fn select(&self, rows: &[Ix]) {
        let items = rows.iter().filter_map(|ix| self.ctx.record(*ix)).map(|record| Item::Record(record.id.clone()));
        self.ctx.send(Command::SelectAll(items.collect()));
    }

    /// Brings the details and the map to the selection.
    pub(super) fn open(&self) {
        self.ctx.send(Command::Reveal(Panel::Details));
        self.ctx.send(Command::MapToSelection);
    }

    /// The selected rows in the order in which they stand, those that do not match first.
    pub(super) fn chosen(&self) -> Vec<Ix> {
        let focus = self.ctx.focus;
        let outside = focus.selected().iter().copied().filter(|ix| !self.ctx.answer.has(*ix)).take(OUTSIDE);
        outside.chain(self.rows.iter().copied().filter(|ix| focus.is_selected(*ix))).collect()
    }

    pub(super) fn copy(&self, rows: &[Ix]) {
        if !rows.is_empty() {
            self.ctx.send(Command::CopyText(copy::table(self.ctx, self.setup, rows)));
        }
    }
}

fn table_id(ui: &Ui) -> Id {
    ui.scope_id().with("table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_in_view_moves_nothing_and_a_far_one_comes_to_the_middle() {
        assert_eq!(offset_for(5, 0.0, 220.0), None);
        assert_eq!(offset_for(10, 0.0, 220.0), Some(22.0));
        assert_eq!(offset_for(1, 44.0, 220.0), Some(22.0));
        assert_eq!(offset_for(100, 0.0, 220.0), Some(2_090.0));
        assert_eq!(offset_for(0, 2_000.0, 220.0), Some(0.0));
    }
}
