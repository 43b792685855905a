//! The table on screen: its head, what is selected and does not match, and the rows in view.

use egui::{Rect, Ui, UiBuilder, Vec2, vec2};

use super::columns::ListSetup;
use super::galleys::Galleys;
use super::menu::MenuCell;
use super::rows::TwoLineRows;
use super::{ListAction, ROW, Sorting, head};
use crate::context::{Pointed, ViewCtx};
use crate::ui::table::{self, Body, RowPlace, TableLines, TableRecords, Walk};
use km0_core::dataset::Ix;

/// Points of a row of one line of title.
const ONE_LINE: f32 = 46.0;

pub(super) struct ListTable<'a> {
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) setup: &'a ListSetup,
    pub(super) lines: &'a TableLines<Ix>,
    /// Paints rows of two lines; none in the table view.
    pub(super) two_lines: Option<&'a mut TwoLineRows>,
    pub(super) sorting: Sorting,
    pub(super) galleys: &'a mut Galleys,
    /// The cell whose menu was asked for.
    pub(super) asked: &'a mut Option<MenuCell>,
    pub(super) acts: &'a mut Vec<ListAction>,
    /// The left and right edges of the columns from the table's left edge on; none in rows of two lines.
    pub(super) edges: Vec<(f32, f32)>,
    /// Points that a row is wide.
    pub(super) across: f32,
}

/// Points from left to right that the scroll bar leaves to rows.
pub(super) fn across(ui: &Ui) -> f32 {
    (ui.available_width() - ui.spacing().scroll.allocated_width()).max(1.0)
}

impl ListTable<'_> {
    /// `lead` is the row at which the time that is played begins.
    pub(super) fn ui(&mut self, ui: &mut Ui, walk: &mut Walk<Ix>, lead: Option<usize>) {
        let columns = self.two_lines.is_none();
        let height = match (self.lines.is_empty(), columns) {
            (false, _) => ui.available_height(),
            (true, true) => head::HEIGHT,
            (true, false) => 0.0,
        };
        let room = ui.available_width();
        let whole = Rect::from_min_size(ui.cursor().min, vec2(room, height));
        ui.scope_builder(UiBuilder::new().id_salt("records").max_rect(whole), |ui| {
            let title = self.ctx.words.t("list-title");
            table::announce(ui, title, self.lines.rows.len(), self.setup.columns().len());
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            if columns {
                self.edges = self.setup.lay(room);
                self.galleys.refresh(ui, self.ctx, self.setup, &self.edges);
            }
            let high = if columns { head::HEIGHT } else { 0.0 };
            let (_, head_rect) = ui.allocate_space(vec2(room, high));
            self.outside(ui);
            let mut left = ui.cursor().left();
            if !self.lines.is_empty() {
                let wide = self.edges.last().map(|(_, right)| *right);
                let row = if columns { ROW } else { ONE_LINE };
                let look = Body { title, wide, across: self.across, row, fade: 0.0, lead };
                left = table::body(ui, self, self.lines, walk, &look);
            }
            if columns {
                let Self { ctx, setup, sorting, edges, acts, .. } = self;
                head::ListHead { ctx, setup, sorting: *sorting, edges, left }.ui(ui, head_rect, acts);
            }
        });
    }

    /// What is selected and does not match, above what does.
    fn outside(&mut self, ui: &mut Ui) {
        for ix in self.above() {
            let high = if self.two_lines.is_some() { ONE_LINE } else { ROW };
            let (_, rect) = ui.allocate_space(vec2(self.across, high));
            let place = RowPlace { rect, left: rect.left(), at: None, striped: false, cursor: false };
            let response = table::row(ui, self, ix, &place);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.said_outside(ix)));
            response.on_hover_text(self.ctx.words.t("list-outside"));
        }
    }

    fn said_outside(&self, ix: Ix) -> String {
        let words = self.ctx.words;
        let pointed = if self.ctx.hover.pointed(ix) == Pointed::Here { words.t("standing-pointed") } else { "" };
        let said = [words.t("standing-selected"), words.t("list-outside"), pointed];
        said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
