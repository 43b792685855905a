//! Draws rows. What they say is given; only how it looks is decided here.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2};

use super::columns::{Column, ListSetup};
use super::galleys::Galleys;
use crate::context::{Emphasis, Standing, ViewCtx, kind_style};
use crate::ui::marks;
use crate::ui::table::RowPlace;
use km0_core::dataset::Ix;
use km0_core::model::Field;

/// Points between a cell's edge and its text.
pub(super) const PAD: f32 = 5.0;
/// Points that the mark of a kind takes before the kind's name.
pub(super) const MARK: f32 = 15.0;

pub(super) struct RowPainter<'a> {
    pub(super) ui: &'a Ui,
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) setup: &'a ListSetup,
    /// Of columns, from the table's left edge on.
    pub(super) edges: &'a [(f32, f32)],
}

impl RowPainter<'_> {
    pub(super) fn row(&self, galleys: &mut Galleys, ix: Ix, standing: Standing, place: &RowPlace) {
        let (rect, palette) = (place.rect, self.ctx.palette);
        standing.ground(self.ui.painter(), palette, rect, place.striped);
        if place.cursor {
            let ring = Stroke::new(1.5, palette.accent);
            self.ui.painter().rect_stroke(rect, 2.0, ring, StrokeKind::Inside);
        }
        let strong = standing.emphasis.is_strong();
        let quiet = place.at.is_none() || standing.emphasis <= Emphasis::Background;
        let (ink, weak) = match (quiet, strong) {
            (true, true) => (palette.weak, palette.weak),
            (true, false) => (palette.weak, palette.faded(palette.weak)),
            (false, _) => (palette.ink, palette.weak),
        };
        let cells = galleys.row(self.ui, self.ctx, ix, strong);
        for ((shown, (left, right)), galley) in self.setup.columns().iter().zip(self.edges).zip(cells) {
            let (left, right) = (place.left + left, place.left + right);
            if shown.column == Column::Kind {
                self.mark(ix, pos2(left + PAD + 5.0, rect.center().y), quiet);
            }
            let Some(galley) = galley else { continue };
            let from = match shown.column {
                Column::Kind => left + PAD + MARK,
                Column::Sources => right - PAD - galley.size().x,
                Column::Name if self.warns(ix) => {
                    self.warning(pos2(left + PAD + 5.0, rect.center().y));
                    left + PAD + MARK
                }
                _ => left + PAD,
            };
            let at = pos2(from, rect.center().y - galley.size().y / 2.0);
            let ink = if shown.column == Column::Name { ink } else { weak };
            let cell = Rect::from_x_y_ranges(left..=right, rect.y_range());
            self.ui.painter().with_clip_rect(cell.intersect(self.ui.clip_rect())).galley(at, galley.clone(), ink);
        }
    }

    /// Whether a reader must be told something before relying on the record.
    fn warns(&self, ix: Ix) -> bool {
        self.ctx.record(ix).is_some_and(|record| record.get(Field::Caveat).is_some())
    }

    fn warning(&self, center: egui::Pos2) {
        let font = egui::FontId::proportional(11.0);
        self.ui.painter().text(center, egui::Align2::CENTER_CENTER, "△", font, self.ctx.palette.warn);
    }

    fn mark(&self, ix: Ix, center: egui::Pos2, quiet: bool) {
        let Some(record) = self.ctx.record(ix) else { return };
        let color = kind_style::color(record.kind, self.ctx.palette);
        let color = if quiet { self.ctx.palette.page.lerp_to_gamma(color, 0.55) } else { color };
        marks::paint(self.ui.painter(), kind_style::mark(record.kind), center, 4.5, kind_style::fill(record, color));
        if self.ctx.dataset.is_laid(ix) {
            marks::own(self.ui.painter(), center, 4.5, self.ctx.palette.page);
        }
    }
}
