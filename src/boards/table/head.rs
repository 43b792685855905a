//! Above the rows: how many match, what they are put together by, and the columns' heads.

use egui::{Rect, Role, Sense, Stroke, Ui, UiBuilder, pos2};

use super::super::bar::{self, Choice};
use super::super::sheet::{BoardColumn, BoardSheet, ColumnStyle};
use super::TableAction;
use super::layout::Fitted;
use super::model::ColumnOrder;
use super::paint::PAD;
use crate::context::ViewCtx;
use crate::ui::table::ColumnHead;

pub(super) const HEIGHT: f32 = 26.0;

/// How many records match, and the choice of groups.
pub(super) fn bar<S: BoardSheet>(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    rows: usize,
    grouping: usize,
    acts: &mut Vec<TableAction>,
) {
    let count = ctx.words.with(S::COUNT, &[("count", rows.into())]);
    let all: Vec<usize> = (0..S::GROUPINGS.len()).collect();
    let choice = Choice { id: S::COUNT, label: "board-group", all: &all, chosen: grouping };
    let title = |at: usize| ctx.words.t(S::GROUPINGS.get(at).map_or("", |grouping| grouping.title)).to_owned();
    acts.extend(bar::ui(ui, ctx, &count, &choice, title).map(TableAction::GroupBy));
}

pub(super) struct Heads<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) all: &'static [BoardColumn],
    pub(super) shown: &'a [Fitted],
    pub(super) order: ColumnOrder,
}

impl Heads<'_> {
    pub(super) fn ui(&self, ui: &mut Ui, rect: Rect, acts: &mut Vec<TableAction>) {
        ui.scope_builder(UiBuilder::new().id_salt("heads").max_rect(rect), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::Row));
            let line = Stroke::new(1.0, self.ctx.palette.line);
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
            for (at, fitted) in self.shown.iter().enumerate() {
                let left = pos2(rect.left() + fitted.left, rect.top());
                let cell = Rect::from_min_max(left, pos2(rect.left() + fitted.right, rect.bottom()));
                self.column(ui, at, fitted.column, cell, acts);
            }
        });
    }

    fn column(&self, ui: &Ui, at: usize, column: usize, rect: Rect, acts: &mut Vec<TableAction>) {
        let ctx = self.ctx;
        let Some(spec) = self.all.get(column) else { return };
        let response = ui.interact(rect, ui.scope_id().with(("head", column)), Sense::click());
        let title = ctx.words.t(spec.title);
        let sorted = (self.order.column == column).then_some(self.order.descending);
        let hint = ctx.words.with("list-sort", &[("column", title.into())]);
        let head = ColumnHead { title, hint: &hint, at, sorted, pad: PAD, right: spec.look == ColumnStyle::Number };
        head.tell(&response);
        head.paint(ui, ctx.palette, &response, rect);
        if response.clicked() {
            acts.push(TableAction::Sort(column));
        }
        response.on_hover_text(hint);
    }
}
