//! Programme periods behind the lanes, named in a strip above them.

use egui::{Direction, Painter, Rangef, Rect, Role, Sense, Shape, Stroke, TextStyle, Ui, pos2};

use super::columns::Columns;
use super::text::Glyphs;
use crate::context::{Item, TimeScale, ViewCtx, kind_style};
use crate::ui::widgets;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Kind};

/// Points of a row of names.
const ROW: f32 = 16.0;
const MOST_ROWS: usize = 2;
/// What lasts shorter than this is an event, not a period: seconds.
const LEAST: f64 = 200.0 * 86_400.0;

/// A period, in seconds; an open side is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    pub ix: Ix,
    pub from: f64,
    pub to: f64,
    pub row: usize,
}

/// The programme periods of a dataset, in rows without overlap, the longest first; what has no
/// room there is left to the lanes, where all of them stand as well.
pub(super) fn bands(dataset: &Dataset, columns: &Columns) -> Vec<Band> {
    let programmes = dataset.of_kind(Kind::Milestone).filter(|(_, r)| r.choice(Field::Form) == Some("Programme"));
    let rows = programmes.filter_map(|(ix, _)| columns.event_of(ix)).filter_map(|at| columns.row(at));
    let mut found: Vec<Band> = rows
        .filter(|row| row.to - row.from >= LEAST)
        .map(|row| Band { ix: row.ix, from: row.from, to: row.to, row: 0 })
        .collect();
    found.sort_by(|a, b| (b.to - b.from).total_cmp(&(a.to - a.from)).then(a.from.total_cmp(&b.from)));
    let mut placed: Vec<Band> = Vec::new();
    for band in found {
        let free = |row: &usize| {
            placed.iter().filter(|other| other.row == *row).all(|other| band.to <= other.from || other.to <= band.from)
        };
        if let Some(row) = (0..MOST_ROWS).find(free) {
            placed.push(Band { row, ..band });
        }
    }
    placed
}

/// Points that the strip takes.
pub(super) fn height(bands: &[Band]) -> f32 {
    bands.iter().map(|band| band.row + 1).max().unwrap_or(0) as f32 * ROW
}

/// A breath of colour down the lanes.
pub(super) fn ground(painter: &Painter, lanes: Rect, scale: &TimeScale, bands: &[Band], ctx: &ViewCtx<'_>) {
    for band in bands {
        let x = |time: f64| scale.x_of_seconds(time).clamp(lanes.left() - 1.0, lanes.right() + 1.0);
        let rect = Rect::from_x_y_ranges(Rangef::new(x(band.from), x(band.to)), lanes.y_range());
        if rect.width() > 0.0 {
            let color = kind_style::color(Kind::Milestone, ctx.palette);
            painter.rect_filled(rect, 0.0, color.gamma_multiply(0.012));
            for x in [rect.left(), rect.right()] {
                let dashes = Shape::dashed_line(
                    &[pos2(x, lanes.top()), pos2(x, lanes.bottom())],
                    Stroke::new(1.0, color.gamma_multiply(0.35)),
                    3.0,
                    5.0,
                );
                painter.extend(dashes);
            }
        }
    }
}

/// The strip of names.
pub(super) fn strip(ui: &Ui, rect: Rect, scale: &TimeScale, bands: &[Band], ctx: &ViewCtx<'_>, glyphs: &mut Glyphs) {
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, ctx.palette.raised);
    let color = kind_style::color(Kind::Milestone, ctx.palette);
    for band in bands {
        let x = |time: f64| scale.x_of_seconds(time).clamp(rect.left() - 8.0, rect.right() + 8.0);
        let top = rect.top() + band.row as f32 * ROW;
        let shape = Rect::from_min_max(pos2(x(band.from), top + 1.0), pos2(x(band.to), top + ROW - 1.0));
        let seen = shape.intersect(rect);
        let Some(record) = ctx.record(band.ix).filter(|_| seen.width() > 3.0) else { continue };
        let response = ui.interact(seen, ui.scope_id().with(("band", band.ix)), Sense::click());
        let said = super::card::full_name(ctx, band.ix, None);
        widgets::name(&response, Role::Button, &said);
        let strong = response.hovered() || response.has_focus() || ctx.is_hovered(&record.id);
        let mix = |share: f32| ctx.palette.raised.lerp_to_gamma(color, share);
        let fill = if strong || ctx.focus.is_selected(band.ix) { 0.32 } else { 0.15 };
        painter.rect_filled(seen, 3.0, mix(fill));
        if !band.to.is_finite() {
            let end = Rect::from_x_y_ranges(Rangef::new(seen.right() - 30.0, seen.right()), seen.y_range());
            painter.add(Shape::gradient_rect(end, Direction::LeftToRight, [mix(fill), mix(0.0)]));
        }
        if response.has_focus() {
            painter.rect_stroke(seen, 3.0, (1.5, ctx.palette.accent), egui::StrokeKind::Inside);
        }
        let font = TextStyle::Small.resolve(ui.style());
        let from = seen.left() + 6.0;
        if let Some(text) = glyphs.fit(ui.ctx(), &font, ctx.name(record), seen.right() - 4.0 - from) {
            let galley = painter.layout_no_wrap(text, font, ctx.palette.ink);
            painter.galley(pos2(from, seen.center().y - galley.size().y / 2.0), galley, ctx.palette.ink);
        }
        if response.hovered() || response.has_focus() {
            ctx.hover.set(Item::Record(record.id.clone()));
        }
        if response.clicked() {
            ctx.click(Item::Record(record.id.clone()), ui.input(|i| i.modifiers.command));
        }
        response.on_hover_ui_at_pointer(|ui| super::card::event(ui, ctx, band.ix));
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
}
