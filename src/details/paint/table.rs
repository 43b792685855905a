//! Paints a table: as a grid where there is room, else each row as a card of its cells.

use egui::{Layout, RichText, Ui, Vec2};

use super::{caution, flow, indented, marks, runs};
use crate::context::ViewCtx;
use crate::details::cited::PagePainter;
use crate::ui::widgets::strong;
use km0_core::pages::{PageRow, PageRun, PageTable};

/// Points that a column needs to be read well.
const COLUMN: f32 = 130.0;
/// Points between columns.
const GAP: f32 = 12.0;

pub(super) fn table(ui: &mut Ui, brush: &PagePainter<'_>, table: &PageTable) {
    let ctx = brush.ctx;
    if ui.available_width() >= COLUMN * table.columns.len() as f32 {
        return grid(ui, brush, table);
    }
    for row in &table.rows {
        match row {
            PageRow::Cells { cells, caution, cites } => card(ui, ctx, table, cells, |ui| {
                super::caution(ui, ctx, caution);
                flow(ui, |ui| marks(ui, brush, cites));
            }),
            PageRow::Gap { text } => gap(ui, ctx, text),
        }
    }
}

fn gap(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &str) {
    indented(ui, ctx.palette.warn, |ui| {
        ui.add(egui::Label::new(RichText::new(text).color(ctx.palette.weak)).wrap().selectable(true));
    });
}

/// The first cell as a title, the others below it, each with the head of its column.
fn card(ui: &mut Ui, ctx: &ViewCtx<'_>, table: &PageTable, cells: &[Vec<PageRun>], foot: impl FnOnce(&mut Ui)) {
    indented(ui, ctx.palette.accent, |ui| {
        for (at, (head, cell)) in table.columns.iter().zip(cells).enumerate().filter(|(_, (_, cell))| !cell.is_empty())
        {
            flow(ui, |ui| {
                if at > 0 {
                    ui.label(RichText::new(head).small().color(ctx.palette.weak));
                }
                runs(ui, ctx, cell);
            });
        }
        foot(ui);
    });
}

fn grid(ui: &mut Ui, brush: &PagePainter<'_>, table: &PageTable) {
    let ctx = brush.ctx;
    let count = table.columns.len().max(1) as f32;
    let width = ((ui.available_width() - GAP * (count - 1.0)) / count).max(40.0);
    let columns = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui, usize)| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for at in 0..table.columns.len() {
                ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(egui::Align::LEFT), |ui| {
                    ui.set_width(width);
                    add(ui, at);
                });
            }
        });
    };
    columns(ui, &mut |ui, at| {
        if let Some(head) = table.columns.get(at) {
            ui.add(egui::Label::new(strong(head, 12.0)).wrap());
        }
    });
    for row in &table.rows {
        let line = ui.available_rect_before_wrap();
        ui.painter().hline(line.x_range(), line.top(), egui::Stroke::new(1.0, ctx.palette.line));
        ui.add_space(3.0);
        match row {
            PageRow::Gap { text } => gap(ui, ctx, text),
            PageRow::Cells { cells, caution, cites } => {
                columns(ui, &mut |ui, at| flow(ui, |ui| runs(ui, ctx, cells.get(at).map_or(&[], Vec::as_slice))));
                self::caution(ui, ctx, caution);
                flow(ui, |ui| marks(ui, brush, cites));
            }
        }
    }
}
