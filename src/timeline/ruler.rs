//! The ruler: calendar cells, below coarser ones unless they are years, hairlines down the lanes,
//! today.

use egui::{Align2, FontId, Painter, Rangef, Rect, Stroke, TextStyle, Ui, pos2};

use super::calendar;
use super::ticks::{self, Cell, TickUnit};
use crate::context::{TimeScale, ViewCtx};
use crate::ui::fonts;

/// Points.
const ROW: f32 = 18.0;
/// Of a ruler with one row.
const ONE_ROW: f32 = 24.0;
/// Between a cell's edge and its label.
const PAD: f32 = 5.0;

/// The cells in view, worked out once a frame.
pub(super) struct Ruler {
    coarse: (TickUnit, Vec<Cell>),
    fine: (TickUnit, Vec<Cell>),
}

impl Ruler {
    pub(super) fn new(scale: &TimeScale) -> Self {
        let unit = TickUnit::fine(scale.seconds_per_point());
        let above = unit.coarse();
        Self { coarse: (above, ticks::cells(above, scale)), fine: (unit, ticks::cells(unit, scale)) }
    }

    fn one_row(&self) -> bool {
        self.fine.0 >= TickUnit::Year
    }

    /// Points.
    pub(super) fn height(&self) -> f32 {
        if self.one_row() { ONE_ROW } else { 2.0 * ROW }
    }

    /// Hairlines behind the lanes.
    pub(super) fn grid(&self, painter: &Painter, rect: Rect, ctx: &ViewCtx<'_>) {
        let faint = ctx.palette.page.lerp_to_gamma(ctx.palette.line, 0.55);
        let lines = |cells: &[Cell], color| {
            for cell in cells {
                painter.vline(cell.x.min.round() + 0.5, rect.y_range(), Stroke::new(1.0, color));
            }
        };
        lines(&self.fine.1, faint);
        lines(&self.coarse.1, ctx.palette.line);
    }

    /// `flag`: where the fine row is taken already.
    pub(super) fn paint(&self, ui: &Ui, rect: Rect, flag: Option<Rangef>, ctx: &ViewCtx<'_>) {
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, ctx.palette.raised);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
        let font = TextStyle::Small.resolve(ui.style());
        let (unit, cells) = &self.coarse;
        let fine_top = if self.one_row() { rect.top() } else { rect.top() + ROW };
        for cell in cells.iter().filter(|_| !self.one_row()) {
            let label = |_| calendar::coarse(ctx.words, *unit, cell.start);
            paint_cell(&painter, cell, rect.with_max_y(fine_top), ctx, &font, LabelPlace::Along, label);
        }
        let (unit, cells) = &self.fine;
        let font = if self.one_row() { fonts::bold_id(12.5) } else { font };
        for cell in cells {
            let label = |width| calendar::fine(ctx.words, *unit, cell.start, width);
            let taken = flag.unwrap_or(Rangef::NOTHING);
            let place = match unit {
                _ if self.one_row() => LabelPlace::Along,
                TickUnit::Week => LabelPlace::Start { taken },
                _ => LabelPlace::Middle { taken },
            };
            paint_cell(&painter, cell, rect.with_min_y(fine_top), ctx, &font, place, label);
        }
    }
}

/// Where a cell has its label.
#[derive(Clone, Copy)]
enum LabelPlace {
    /// In view as long as the cell is: the coarse row, or the only one.
    Along,
    /// In the middle, but not over what is taken.
    Middle { taken: Rangef },
    /// Where the cell begins, on the day that it names.
    Start { taken: Rangef },
}

/// A hairline and, where it fits, a label. `rect`: the row as far as it is in view.
fn paint_cell(
    painter: &Painter,
    cell: &Cell,
    rect: Rect,
    ctx: &ViewCtx<'_>,
    font: &FontId,
    place: LabelPlace,
    label: impl Fn(f32) -> String,
) {
    let (view, row) = (rect.x_range(), rect.y_range());
    painter.vline(cell.x.min.round() + 0.5, row, Stroke::new(1.0, ctx.palette.line));
    let seen = Rangef::new(cell.x.min.max(view.min), cell.x.max.min(view.max));
    if seen.span() < 10.0 {
        return;
    }
    let color = if matches!(place, LabelPlace::Along) { ctx.palette.ink } else { ctx.palette.weak };
    let galley = painter.layout_no_wrap(label(cell.x.span()), font.clone(), color);
    let (width, y) = (galley.size().x, row.center() - galley.size().y / 2.0);
    let middle = if cell.x.span() <= view.span() { cell.x.center() } else { seen.center() };
    let (x, room, taken) = match place {
        LabelPlace::Along => (seen.min + PAD, seen, Rangef::NOTHING),
        LabelPlace::Middle { taken } => (middle - width / 2.0, cell.x, taken),
        LabelPlace::Start { taken } => (cell.x.min + PAD, cell.x, taken),
    };
    let hits = x < taken.max && taken.min < x + width;
    // half a number reads as another
    let whole = x >= view.min + 1.0 && x + width <= view.max;
    if whole && x + width + 2.0 <= room.max && x >= room.min + 1.0 && !hits {
        painter.galley(pos2(x, y), galley, color);
    }
}

/// The line at today, with its word on the ruler; gives where the word stands.
pub(super) fn today(ui: &Ui, ruler: Rect, lanes: Rect, x: f32, ctx: &ViewCtx<'_>) -> Option<Rangef> {
    if !ruler.x_range().contains(x) {
        return None;
    }
    let color = ctx.palette.warn;
    ui.painter_at(lanes).vline(x, lanes.y_range(), Stroke::new(1.5, color));
    let galley = word(ui, ctx);
    let half = galley.size().x / 2.0 + 5.0;
    let center = x.clamp(ruler.left() + half, (ruler.right() - half).max(ruler.left() + half));
    Some(Rangef::new(center - half, center + half))
}

/// The flag with the word for today.
pub(super) fn flag(ui: &Ui, ruler: Rect, at: Rangef, ctx: &ViewCtx<'_>) {
    let row = Rangef::new(ruler.bottom() - ROW + 1.5, ruler.bottom() - 1.5);
    let flag = Rect::from_x_y_ranges(at, row);
    let painter = ui.painter_at(ruler);
    painter.rect_filled(flag, 4.0, ctx.palette.warn);
    let galley = word(ui, ctx);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), flag).min;
    painter.galley(at, galley, ctx.palette.page);
}

fn word(ui: &Ui, ctx: &ViewCtx<'_>) -> std::sync::Arc<egui::Galley> {
    let font = TextStyle::Small.resolve(ui.style());
    ui.painter().layout_no_wrap(ctx.words.t("timeline-today").to_owned(), font, ctx.palette.page)
}
