//! Figures: all that match in a table, and in charts those that agree in place, measure and unit.

mod axis;
mod chart;
mod rows;
mod series;
mod strip;

use egui::Ui;

use super::Arrangement;
use super::table::Table;
use crate::context::ViewCtx;
use km0_core::dataset::Ix;
use km0_core::model::Kind;

use rows::Rows;
use series::Series;
use strip::Strip;

/// The board. Keeps the series until the answer changes.
#[derive(Debug, Default)]
pub(super) struct Figures {
    table: Table<Rows>,
    series: Option<(u64, Vec<Series>)>,
    strip: Strip,
}

impl Figures {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, arrangement: &mut Arrangement) {
        if self.series.as_ref().is_none_or(|(known, _)| *known != ctx.revision) {
            let rows: Vec<Ix> = ctx.matching(Kind::Figure).map(|(ix, _)| ix).collect();
            self.series = Some((ctx.revision, series::gather(ctx.dataset, &rows)));
        }
        let all = self.series.as_ref().map_or(&[][..], |(_, all)| all);
        let strip = &mut self.strip;
        self.table.ui(ui, ctx, arrangement, |ui| strip.ui(ui, ctx, all));
    }
}
