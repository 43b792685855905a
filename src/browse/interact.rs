//! The table on screen: which rows are in view, and what the pointer and the keyboard do there.

use egui::{Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::cells;
use super::columns::{Column, Setup};
use super::galleys::Galleys;
use super::keys;
use super::lines::{self, Lines};
use super::menu::{self, Asked};
use super::paint::{Brush, Stance};
use super::rows::{self, Rows};
use super::says;
use super::walk::Walk;
use super::{Act, ROW, Sorting, head};
use crate::context::{Command, Emphasis, Item, Pointed, ViewCtx};
use crate::ui::widgets;
use km0_core::dataset::Ix;
use km0_core::pages::report::caution;

/// Points of a row of one line of title.
const OUTSIDE: f32 = 46.0;

pub(super) struct Table<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) setup: &'a Setup,
    pub(super) rows: &'a [Ix],
    pub(super) lines: &'a Lines,
    /// Paints rows of two lines; none in the table view.
    pub(super) two_lines: Option<&'a mut Rows>,
    /// The row at which the time that is played begins.
    pub(super) played: Option<usize>,
    pub(super) sorting: Sorting,
    pub(super) galleys: &'a mut Galleys,
    pub(super) walk: &'a mut Walk,
    /// Points that there are from left to right.
    pub(super) room: f32,
    /// Points that a row is wide.
    pub(super) across: f32,
}

/// Points from left to right that the scroll bar leaves to rows.
pub(super) fn across(ui: &Ui) -> f32 {
    (ui.available_width() - ui.spacing().scroll.allocated_width()).max(1.0)
}

impl Table<'_> {
    pub(super) fn ui(&mut self, ui: &mut Ui, acts: &mut Vec<Act>) {
        let nothing = self.rows.is_empty() && self.lines.heads.is_empty();
        let height = if !nothing {
            ui.available_height()
        } else if self.two_lines.is_some() {
            0.0
        } else {
            head::HEIGHT
        };
        let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        ui.scope_builder(UiBuilder::new().id_salt("records").max_rect(whole), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Grid);
                node.set_label(self.ctx.words.t("list-title"));
                node.set_row_count(self.rows.len());
                node.set_column_count(self.setup.columns().len());
            });
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            if self.two_lines.is_some() {
                self.outside(ui, &[]);
                self.body(ui, &[], acts);
                return;
            }
            let edges = self.setup.lay(self.room);
            self.galleys.refresh(ui, self.ctx, self.setup, &edges);
            let (_, head_rect) = ui.allocate_space(vec2(self.room, head::HEIGHT));
            self.outside(ui, &edges);
            let left = self.body(ui, &edges, acts);
            let head = head::Head { ctx: self.ctx, setup: self.setup, sorting: self.sorting, edges: &edges, left };
            head.ui(ui, head_rect, acts);
        });
    }

    /// What is selected and does not match, above what does.
    fn outside(&mut self, ui: &mut Ui, edges: &[(f32, f32)]) {
        let ctx = self.ctx;
        for ix in self.left_out().collect::<Vec<_>>() {
            let high = if self.two_lines.is_some() { OUTSIDE } else { ROW };
            let (_, rect) = ui.allocate_space(vec2(self.across, high));
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
    fn body(&mut self, ui: &mut Ui, edges: &[(f32, f32)], acts: &mut Vec<Act>) -> f32 {
        if self.rows.is_empty() && self.lines.heads.is_empty() {
            return ui.cursor().left();
        }
        let view = ui.available_rect_before_wrap();
        let body = ui.interact(view, table_id(ui), Sense::click());
        widgets::name(&body, Role::Group, self.ctx.words.t("list-title"));
        // no height is negative
        #[allow(clippy::cast_sign_loss)]
        let page = (view.height() / if edges.is_empty() { OUTSIDE } else { ROW }).floor().max(1.0) as usize;
        keys::ui(ui, self, &body, page);
        let selected = self.ctx.focus.selected().last().copied();
        let mut area =
            ScrollArea::new([!edges.is_empty(), true]).id_salt("rows").auto_shrink([false, false]).animated(false);
        if let Some(offset) = self.walk.follow(self.lines, selected, self.played, view.height()) {
            area = area.vertical_scroll_offset(offset);
        }
        let wide = edges.last().map_or(view.width(), |(_, right)| *right);
        let shown = area.show_viewport(ui, |ui, seen| {
            ui.set_width(wide);
            ui.set_height(self.lines.height() as f32);
            let cursor = selected.filter(|_| body.has_focus());
            self.heads(ui, view.min, seen, acts);
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
        let left = at.x - seen.left();
        let (rows, lines) = (self.rows, self.lines);
        let mut clicked = None;
        let first = lines.first_below(f64::from(seen.top()));
        for (n, ix) in rows.iter().copied().enumerate().skip(first) {
            // far down a long list a row's own place is too coarse a number for the screen
            let top = (lines.top(n) - f64::from(seen.top())) as f32 + at.y;
            if top > at.y + seen.height() {
                break;
            }
            let rect = Rect::from_min_size(pos2(at.x, top), vec2(self.across, lines.row_height(n)));
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
        let many = rows::are_many(self.rows.len());
        let cut_title = if let Some(rows) = &mut self.two_lines {
            rows.paint(ui, ctx, ix, rect, stance, many)
        } else {
            let brush = Brush { ui, ctx, setup: self.setup, edges, left };
            brush.row(self.galleys, ix, rect, stance);
            false
        };
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
        let table = response.hovered() && self.two_lines.is_none();
        let cut = if table { self.cut(ui, ix, edges, left) } else { cut_title.then_some(Column::Name) };
        let caution = response.hovered().then(|| caution(&ctx.reader(), record)).flatten();
        let said: Vec<String> =
            cut.map(|column| cells::text(&ctx.reader(), ix, column).into_owned()).into_iter().chain(caution).collect();
        if said.is_empty() { response } else { response.on_hover_text(said.join("\n")) }
    }

    /// The heads of groups that are in view. A click folds or unfolds one.
    fn heads(&self, ui: &Ui, at: egui::Pos2, seen: Rect, acts: &mut Vec<Act>) {
        for (which, head) in self.lines.heads.iter().enumerate() {
            let top = (self.lines.head_top(which) - f64::from(seen.top())) as f32 + at.y;
            let rect = Rect::from_min_size(pos2(at.x, top), vec2(self.across, lines::HEAD));
            if !rect.intersects(ui.clip_rect()) {
                continue;
            }
            let response = ui.interact(rect, ui.scope_id().with(("group", head.kind)), Sense::click());
            let words = self.ctx.words;
            widgets::named(&response, Role::DisclosureTriangle, || {
                let values = [("group", words.kinds(head.kind).into()), ("count", head.count.into())];
                words.with(if head.open { "board-fold" } else { "board-unfold" }, &values)
            });
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(head.open));
            rows::head(ui, self.ctx, *head, rect, response.hovered(), response.has_focus());
            if response.clicked() {
                acts.push(Act::Fold(head.kind));
            }
        }
    }

    /// The column that the pointer is over, where its text in the row is cut short.
    fn cut(&mut self, ui: &Ui, ix: Ix, edges: &[(f32, f32)], left: f32) -> Option<Column> {
        let at = ui.input(|input| input.pointer.hover_pos())?;
        let under = edges.iter().position(|(from, to)| (left + from..left + to).contains(&at.x))?;
        let strong = matches!(self.ctx.emphasis(ix), Emphasis::Selected | Emphasis::Related);
        let is_cut = self.galleys.row(ui, self.ctx, ix, strong).get(under)?.as_ref()?.elided;
        self.setup.columns().get(under).filter(|_| is_cut).map(|shown| shown.column)
    }

    /// "Meeting: Early-spring meeting 2021, 9 April 2021".
    fn spoken(&self, ix: Ix) -> String {
        let Some(record) = self.ctx.record(ix) else { return String::new() };
        let kind = says::kind(&self.ctx.reader(), record);
        let values = [("kind", kind.into()), ("name", self.ctx.name(record).into())];
        let name = self.ctx.words.with("list-row", &values);
        let date = record.date.as_ref().map(|date| self.ctx.words.date(date));
        let state = says::is_promise(record).then(|| says::state_or_place(&self.ctx.reader(), ix, record));
        let caution = caution(&self.ctx.reader(), record);
        std::iter::once(name).chain(date).chain(state).chain(caution).collect::<Vec<_>>().join(", ")
    }
}

fn table_id(ui: &Ui) -> Id {
    ui.scope_id().with("table")
}
