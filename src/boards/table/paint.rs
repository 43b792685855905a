//! Draws rows and the heads of groups. What they say is given; only how it looks is decided here.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Galley, Rect, Response, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::sheet::{BoardColumn, ColumnStyle, Dress};
use super::layout::Fitted;
use crate::context::{Emphasis, Standing, ViewCtx, pill};
use crate::ui::table::{self, GroupHead, RowPlace};
use crate::ui::{fonts, marks, text};

/// Points between a cell's edge and its text.
pub(super) const PAD: f32 = 8.0;
const BODY: f32 = 13.5;
const SMALL: f32 = 12.0;
/// Points that a mark takes before a name.
const SIGN: f32 = 16.0;
/// Lines of text in a cell, at most.
const LINES: usize = 2;

pub(super) struct RowPainter<'a> {
    pub(super) ui: &'a Ui,
    pub(super) ctx: &'a ViewCtx<'a>,
    pub(super) all: &'static [BoardColumn],
    pub(super) shown: &'a [Fitted],
    pub(super) dress: Dress,
}

impl RowPainter<'_> {
    /// Paints a row. Gives the place among the shown ones of a column whose text is cut short and
    /// is under the pointer at `x`.
    pub(super) fn row(&self, texts: &[String], standing: Standing, place: &RowPlace, x: Option<f32>) -> Option<usize> {
        let (rect, palette) = (place.rect, self.ctx.palette);
        let painter = self.ui.painter();
        standing.ground(painter, palette, rect, place.striped);
        if place.cursor {
            painter.rect_stroke(rect, 2.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
        }
        // what the selection has nothing to do with is still what the board is about
        let quiet = standing.emphasis == Emphasis::Dimmed;
        let strong = standing.emphasis.is_strong();
        let mut cut = None;
        for fitted in self.shown {
            let (Some(text), Some(column)) = (texts.get(fitted.column), self.all.get(fitted.column)) else { continue };
            if text.is_empty() {
                continue;
            }
            let sign = if column.look == ColumnStyle::Name && self.dress.sign.is_some() { SIGN } else { 0.0 };
            let galley = self.cell(text, column.look, strong, fitted.width() - 2.0 * PAD - sign);
            let left = rect.left() + fitted.left;
            let from = match column.look {
                ColumnStyle::Number => rect.left() + fitted.right - PAD,
                ColumnStyle::Name | ColumnStyle::Plain | ColumnStyle::State => left + PAD + sign,
            };
            let mut at = pos2(from, rect.center().y - galley.size().y / 2.0);
            let below = texts.get(self.all.len()).filter(|below| column.look == ColumnStyle::Name && !below.is_empty());
            if let Some(below) = below {
                let room = fitted.width() - 2.0 * PAD - sign;
                let said = self.below(below, room, LINES);
                at.y -= said.size().y / 2.0;
                if x.is_some_and(|x| (left..rect.left() + fitted.right).contains(&x)) && said.elided {
                    cut = Some(self.all.len());
                }
                painter.galley(at + vec2(0.0, galley.size().y), said, palette.weak);
            }
            if let Some((mark, look)) = self.dress.sign.filter(|_| sign > 0.0) {
                let first = galley.rows.first().map_or(0.0, |row| row.height());
                marks::paint(painter, mark, pos2(left + PAD + 5.0, at.y + first / 2.0), 4.5, look);
            }
            let state = self.dress.tone.filter(|_| column.look == ColumnStyle::State);
            if let Some((fill, _)) = state.map(|tone| pill::colors(tone, palette)) {
                let around = Rect::from_min_size(at, galley.size()).expand2(vec2(6.0, 2.0));
                painter.rect_filled(around, 5.0, fill);
            }
            let over = x.is_some_and(|x| (left..rect.left() + fitted.right).contains(&x));
            if over && galley.elided {
                cut = Some(fitted.column);
            }
            let ink = match (column.look, quiet) {
                (ColumnStyle::State, _) => state.map_or(palette.weak, |tone| pill::colors(tone, palette).1),
                (ColumnStyle::Plain, true) => palette.faded(palette.weak),
                (ColumnStyle::Plain, false) | (_, true) => palette.weak,
                (_, false) => palette.ink,
            };
            painter.galley(at, galley, ink);
        }
        cut
    }

    /// What stands below a name, in at most so many lines.
    fn below(&self, said: &str, room: f32, lines: usize) -> Arc<Galley> {
        let format = TextFormat::simple(FontId::proportional(SMALL), self.ctx.palette.weak);
        let mut job = LayoutJob::single_section(said.to_owned(), format);
        job.wrap = TextWrapping {
            max_width: room.max(0.0),
            max_rows: lines,
            break_anywhere: false,
            overflow_character: Some('…'),
        };
        text::whole_words(self.ui.painter(), job)
    }

    fn cell(&self, text: &str, look: ColumnStyle, strong: bool, room: f32) -> Arc<Galley> {
        let font = match look {
            ColumnStyle::Name if strong => fonts::bold_id(BODY),
            ColumnStyle::Name | ColumnStyle::Number => FontId::proportional(BODY),
            ColumnStyle::Plain | ColumnStyle::State => FontId::proportional(SMALL),
        };
        // the colour comes with the row
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, egui::Color32::PLACEHOLDER));
        job.wrap = TextWrapping {
            max_width: room.max(0.0),
            max_rows: if look == ColumnStyle::Number { 1 } else { LINES },
            break_anywhere: false,
            overflow_character: Some('…'),
        };
        if look == ColumnStyle::Number {
            job.halign = egui::Align::RIGHT;
        }
        text::whole_words(self.ui.painter(), job)
    }

    /// The head of a group.
    pub(super) fn head(&self, head: &GroupHead, rect: Rect, response: &Response) {
        let palette = self.ctx.palette;
        let painter = self.ui.painter();
        painter.rect_filled(rect, 0.0, palette.raised);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
        table::head_frame(self.ui, palette, rect, response, head.open, 12.0);
        let ink = if response.hovered() { palette.accent } else { palette.ink };
        let count = self.ui.painter().layout_no_wrap(head.count.to_string(), FontId::proportional(SMALL), palette.weak);
        let room = rect.width() - 24.0 - 10.0 - count.size().x - PAD;
        let galley = text::one_line(self.ui, &head.title, fonts::bold_id(BODY), ink, room);
        let end = rect.left() + 24.0 + galley.size().x + 8.0;
        painter.galley(pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0), galley, ink);
        painter.galley(pos2(end, rect.center().y - count.size().y / 2.0 + 0.5), count, palette.weak);
    }
}
