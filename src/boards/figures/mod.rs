//! Figures: all that match in a table, and in charts those that agree in place, measure and unit.

mod axis;
mod chart;
mod rows;
mod series;
mod strip;

use egui::Ui;

use super::BoardArrangement;
use super::table::BoardTable;
use crate::context::{Cached, ViewCtx};
use km0_core::dataset::Ix;
use km0_core::model::Kind;

use rows::FigureRows;
use series::Series;
use strip::Strip;

/// The board. Keeps the series until the answer changes.
#[derive(Debug, Default)]
pub(super) struct Figures {
    table: BoardTable<FigureRows>,
    series: Cached<u64, Vec<Series>>,
    strip: Strip,
}

impl Figures {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, arrangement: &mut BoardArrangement) {
        let all = self.series.get(ctx.revision, || {
            let rows: Vec<Ix> = ctx.matching(Kind::Figure).map(|(ix, _)| ix).collect();
            series::gather(ctx.dataset, &rows)
        });
        let strip = &mut self.strip;
        self.table.ui(ui, ctx, arrangement, |ui| strip.ui(ui, ctx, all));
    }
}
