//! The table on screen, and what is done with its rows.

use egui::{Rect, Response, Role, Ui, UiBuilder, Vec2, WidgetInfo, vec2};

use super::super::sheet::{BoardSheet, Dress};
use super::super::title;
use super::cells::CellPainter;
use super::layout::Fitted;
use super::model::ColumnOrder;
use super::paint::RowPainter;
use super::{TableAction, head, menu};
use crate::context::rows::COPIED;
use crate::context::{Command, ViewCtx, tsv};
use crate::ui::table::{self, Body, GroupHead, RowPlace, RowSelection, TableLines, TableRecords, Walk};
use km0_core::dataset::Ix;

/// Points at the end of what scrolls that are hard to read.
const FADE: f32 = 18.0;

pub(super) struct View<'a, S> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) sheet: &'a S,
    pub(super) lines: &'a TableLines<Ix>,
    /// Records, each counted once.
    pub(super) records: usize,
    pub(super) order: ColumnOrder,
    pub(super) cells: &'a mut CellPainter,
    pub(super) columns: Vec<Fitted>,
    pub(super) acts: &'a mut Vec<TableAction>,
}

impl<S: BoardSheet> View<'_, S> {
    pub(super) fn ui(&mut self, ui: &mut Ui, walk: &mut Walk<Ix>) {
        let whole = ui.available_rect_before_wrap();
        let title = self.ctx.words.t(title(S::BOARD));
        ui.scope_builder(UiBuilder::new().id_salt(("table", S::BOARD)).max_rect(whole), |ui| {
            table::announce(ui, title, self.records, self.columns.len());
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            let (_, rect) = ui.allocate_space(vec2(whole.width(), head::HEIGHT));
            let look = Body { title, wide: None, across: whole.width(), row: S::ROW, fade: FADE, lead: None };
            table::body(ui, self, self.lines, walk, &look);
            let heads = head::Heads { ctx: self.ctx, all: S::COLUMNS, shown: &self.columns, order: self.order };
            heads.ui(ui, rect, self.acts);
        });
    }
}

impl<S: BoardSheet> TableRecords for View<'_, S> {
    type Row = Ix;

    fn selection(&self) -> &dyn RowSelection<Row = Ix> {
        self.ctx
    }

    fn row(&mut self, ui: &Ui, ix: Ix, place: &RowPlace, response: Response) -> Response {
        let ctx = self.ctx;
        let texts = self.cells.row(ctx, self.sheet, ix);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken(texts)));
        let standing = ctx.standing(ix);
        standing.tell(ctx, &response);
        let dress = ctx.record(ix).map(|record| self.sheet.dress(ctx, ix, record)).unwrap_or_default();
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.hovered()).map(|at| at.x);
        let brush = RowPainter { ui, ctx, all: S::COLUMNS, shown: &self.columns, dress };
        let cut = brush.row(texts, standing, place, pointer).and_then(|column| texts.get(column)).cloned();
        let Some(record) = ctx.record(ix) else { return response };
        if response.hovered() {
            ctx.hover.set(record.item());
        }
        response.context_menu(|ui| menu::ui(ui, self, ix, record));
        match cut {
            Some(text) => response.on_hover_text(text),
            None => response,
        }
    }

    fn head(&self, ui: &Ui, head: &GroupHead, rect: Rect, response: &Response) {
        let dress = Dress::default();
        RowPainter { ui, ctx: self.ctx, all: S::COLUMNS, shown: &self.columns, dress }.head(head, rect, response);
    }

    fn fold(&mut self, head: &GroupHead) {
        self.acts.push(TableAction::Fold(head.id.clone()));
    }

    /// Brings the details to the selection.
    fn open(&self) {
        self.ctx.send(Command::ShowDetails);
    }

    /// As a table with all columns, shown or not.
    fn copy(&self, rows: &[Ix]) {
        let ctx = self.ctx;
        let titles = S::COLUMNS.iter().map(|column| ctx.words.t(column.title).to_owned());
        let mut out = tsv::line(titles.chain([ctx.words.t("list-id").to_owned()]));
        for ix in rows.iter().take(COPIED) {
            let Some(record) = ctx.record(*ix) else { continue };
            let cells = (0..S::COLUMNS.len()).map(|column| self.sheet.plain(ctx, *ix, record, column).into_owned());
            out.push('\n');
            out.push_str(&tsv::line(cells.chain([record.id.to_string()])));
        }
        ctx.send(Command::CopyText(out));
    }
}

/// What a screen reader says of a row: its cells.
fn spoken(texts: &[String]) -> String {
    let said: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    said.join(", ")
}
