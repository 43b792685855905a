//! The charts over the whole width, as many beside each other as there is room for, each with an
//! axis of its own.

use egui::{Frame, Id, Margin, Panel, Rect, RichText, Role, ScrollArea, Stroke, Ui, UiBuilder, Vec2, vec2};

use super::chart;
use super::rows;
use super::series::Series;
use crate::context::ViewCtx;
use crate::ui::widgets::{self, strong};
use crate::ui::{fonts, text};
use km0_core::dataset::Ix;
use km0_core::model::Field;

/// Points that a chart is wide at least, with its title, and between two.
const WIDTH: f32 = 480.0;
const GAP: f32 = 10.0;
const PAD: f32 = 8.0;
/// Kept free at the right.
const SCROLL_BAR: f32 = 10.0;
/// Points that a title takes.
const TITLE: f32 = 38.0;
const TITLE_LINE: f32 = 17.0;
/// Points that the strip is high at first, at least and at most.
const HIGH: f32 = 2.0 * CHART + GAP + MARGINS;
const MARGINS: f32 = 10.0;
const LEAST: f32 = 150.0;
/// Points that a chart is high.
const CHART: f32 = 168.0;

/// Where the person is in the strip.
#[derive(Debug, Default)]
pub(super) struct Strip {
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
}

impl Strip {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, all: &[Series]) {
        if all.is_empty() {
            ui.label(RichText::new(ctx.words.t("figures-no-charts")).color(ctx.palette.weak));
            return;
        }
        chart::legend(ui, ctx);
        let most = (ui.available_height() * 0.64).max(LEAST);
        // a whole number of rows: none is cut at first
        let rows = ((most - MARGINS + GAP) / (CHART + GAP)).floor().clamp(1.0, 2.0);
        let high = (rows * (CHART + GAP) - GAP + MARGINS).min(HIGH);
        Panel::top(Id::unique("figure-charts"))
            .frame(Frame::new().inner_margin(Margin { left: 0, right: 0, top: 2, bottom: 8 }))
            .resizable(true)
            .default_size(high.min(most))
            .size_range(LEAST..=most)
            .show(ui, |ui| self.charts(ui, ctx, all));
    }

    fn charts(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, all: &[Series]) {
        let room = ui.available_width() - SCROLL_BAR;
        let (across, wide) = columns(room, all.len());
        let (step, high) = (CHART + GAP, ui.available_height());
        let rows = all.len().div_ceil(across);
        let mut area = ScrollArea::vertical().id_salt("charts").auto_shrink([false, false]).animated(false);
        let selected = ctx.focus.selected().last().copied();
        if selected != self.followed {
            self.followed = selected;
            let at = selected.and_then(|ix| all.iter().position(|series| series.has(ix)));
            if let Some(at) = at {
                let top = (at / across) as f32 * step;
                area = area.vertical_scroll_offset((top - (high - CHART).max(0.0) / 2.0).max(0.0));
            }
        }
        area.show_viewport(ui, |ui, seen| {
            ui.set_width(room);
            ui.set_height(rows as f32 * step - GAP);
            // no place among the charts is negative
            #[allow(clippy::cast_sign_loss)]
            let [first, last] = [seen.top() / step, seen.bottom() / step + 1.0].map(|at| at.max(0.0) as usize * across);
            let origin = ui.min_rect().min;
            for (at, series) in all.iter().enumerate().take(last).skip(first) {
                let place = vec2((at % across) as f32 * (wide + GAP), (at / across) as f32 * step);
                let rect = Rect::from_min_size(origin + place, vec2(wide, CHART));
                ui.scope_builder(UiBuilder::new().id_salt(series.measure()).max_rect(rect), |ui| {
                    card(ui, ctx, series, rect);
                });
            }
        });
    }
}

/// How many charts stand beside each other in so much room, and how wide each is: together they
/// take all of it.
fn columns(room: f32, charts: usize) -> (usize, f32) {
    // no room is negative
    #[allow(clippy::cast_sign_loss)]
    let fit = ((room + GAP) / (WIDTH + GAP)).floor().max(1.0) as usize;
    let across = fit.min(charts.max(1));
    (across, ((room + GAP) / across as f32 - GAP).max(1.0))
}

fn card(ui: &mut Ui, ctx: &ViewCtx<'_>, series: &Series, rect: Rect) {
    let painter = ui.painter();
    painter.rect(rect, 6.0, ctx.palette.raised, Stroke::new(1.0, ctx.palette.line), egui::StrokeKind::Inside);
    let first = series.points().first().and_then(|point| ctx.record(point.ix));
    let what = first.and_then(|record| record.text(Field::Measure)).map_or("", |text| text.get(ctx.words.lang()));
    let room = rect.width() - 2.0 * PAD;
    let mut job = egui::text::LayoutJob::simple(what.to_owned(), fonts::bold_id(12.0), ctx.palette.ink, room);
    job.wrap.max_rows = 2;
    let title = text::whole_words(ui.painter(), job);
    let cut = title.elided;
    // a second line of the title takes its room from the chart
    let more = (title.size().y - TITLE_LINE).max(0.0);
    ui.painter().galley(rect.min + vec2(PAD, 6.0), title, ctx.palette.ink);
    let under = text::one_line(ui, &below(ctx, series), egui::FontId::proportional(11.0), ctx.palette.weak, room);
    ui.painter().galley(rect.min + vec2(PAD, 22.0 + more), under, ctx.palette.weak);
    let heading = ui.interact(
        Rect::from_min_size(rect.min, vec2(rect.width(), TITLE)),
        ui.scope_id().with("title"),
        egui::Sense::hover(),
    );
    if cut {
        heading.on_hover_text(what);
    }
    let plot = Rect::from_min_max(rect.min + vec2(2.0, TITLE + 4.0 + more), rect.max - vec2(PAD, 4.0));
    ui.scope_builder(UiBuilder::new().max_rect(plot), |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let response = chart::ui(ui, ctx, series, plot.size());
        let said = || {
            let values = [("what", what.into()), ("rest", below(ctx, series).into())];
            ctx.words.with("figures-chart", &values)
        };
        widgets::named(&response, Role::Figure, said);
        let under_pointer = ctx.hover.item().and_then(|item| ctx.dataset.ix(item.record()));
        if let Some(ix) = under_pointer.filter(|ix| response.hovered() && series.has(*ix)) {
            response.on_hover_ui_at_pointer(|ui| tip(ui, ctx, ix));
        }
    });
}

/// "Lạng Sơn · billion USD · 7 figures".
fn below(ctx: &ViewCtx<'_>, series: &Series) -> String {
    let measure = series.measure();
    let place = ctx.dataset.by_id(&measure.place).map_or(&*measure.place, |place| ctx.name(place));
    let points = series.points().len();
    let count = ctx.words.with("figures-count", &[("count", points.into())]);
    let mut parts = vec![place.to_owned(), ctx.words.unit(&measure.unit).to_owned(), count];
    if series.left_out() > 0 {
        parts.push(ctx.words.with("figures-undated", &[("count", series.left_out().into())]));
    }
    if points > chart::MOST {
        parts.push(ctx.words.with("figures-first", &[("count", chart::MOST.into())]));
    }
    parts.join(" · ")
}

/// What a figure says, with its source.
fn tip(ui: &mut Ui, ctx: &ViewCtx<'_>, ix: Ix) {
    let Some(record) = ctx.record(ix) else { return };
    ui.set_max_width(320.0);
    ui.label(strong(ctx.name(record), 13.5));
    let unit = record.word(Field::Unit).map_or("", |unit| ctx.words.unit(unit));
    let value = rows::value(ctx.words, record).unwrap_or_default();
    ui.label(format!("{value} {unit}"));
    if let Some(date) = &record.date {
        ui.label(
            RichText::new(format!("{} · {}", ctx.words.date(date), ctx.words.precision(date))).color(ctx.palette.weak),
        );
    }
    ui.label(RichText::new(super::super::who::sources(ctx, &record.cite)).small().color(ctx.palette.weak));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_take_the_whole_width() {
        assert_eq!(columns(680.0, 9), (1, 680.0));
        assert_eq!(columns(1_300.0, 9), (2, 645.0));
        assert_eq!(columns(1_300.0, 1), (1, 1_300.0));
        assert_eq!(columns(200.0, 9), (1, 200.0));
    }
}
