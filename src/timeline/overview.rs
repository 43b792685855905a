//! The strip below: the whole time as a curve of how much happens, with the view as a frame.

use egui::{CursorIcon, Mesh, Painter, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, pos2};

use super::calendar;
use super::density::Density;
use super::filter;
use super::ticks::TickUnit;
use crate::context::{TimeScale, TimeView, ViewCtx};
use crate::ui::widgets;
use km0_core::model::{Moment, Span};

/// Points.
pub(super) const HEIGHT: f32 = 36.0;
/// Of the years below the curve.
const AXIS: f32 = 17.0;
/// How near an edge of the frame is taken for it.
const GRIP: f32 = 6.0;

/// What a drag that began on the strip does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum OverviewDrag {
    Move,
    Left,
    Right,
    /// A new frame from this time on.
    New(f64),
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overview {
    drag: Option<OverviewDrag>,
}

impl Overview {
    /// Paints the strip; gives the view that the person drags it to.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        density: &Density,
        bound: Option<Span>,
        view: TimeView,
        ctx: &ViewCtx<'_>,
    ) -> Option<TimeView> {
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, ctx.palette.raised);
        painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, ctx.palette.line));
        let scale = TimeScale::new(density.span?, rect.left(), rect.right());
        let curve = Rect::from_min_max(rect.min + egui::vec2(0.0, 3.0), pos2(rect.right(), rect.bottom() - AXIS));
        let palette = ctx.palette;
        area(&painter, curve, &density.all, palette.page.lerp_to_gamma(palette.weak, 0.35));
        area(&painter, curve, &density.matching, palette.accent);
        if let Some(bound) = bound {
            filter::veil(&painter, curve, &scale, bound, ctx);
        }
        if let Some(play) = ctx.play {
            let x = scale.x_of_seconds(play.at);
            painter.vline(x, curve.y_range(), Stroke::new(1.5, palette.warn));
        }
        let dragged = self.interact(ui, rect, &scale, view, ctx);
        frame(&painter, rect, &scale, dragged.unwrap_or(view), ctx);
        // over the veil: years are to be read outside of the frame too
        years(ui, &painter, rect, &scale, ctx);
        dragged
    }

    fn interact(
        &mut self,
        ui: &Ui,
        rect: Rect,
        scale: &TimeScale,
        view: TimeView,
        ctx: &ViewCtx<'_>,
    ) -> Option<TimeView> {
        let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
        let help = ctx.words.t("timeline-overview-help");
        widgets::name(&response, Role::Slider, help);
        let pointer = response.interact_pointer_pos().or(response.hover_pos())?;
        let here = grip(pointer.x, scale, view);
        ui.ctx().set_cursor_icon(match self.drag.or(here) {
            Some(OverviewDrag::Left | OverviewDrag::Right) => CursorIcon::ResizeHorizontal,
            Some(OverviewDrag::Move) if self.drag.is_some() => CursorIcon::Grabbing,
            Some(OverviewDrag::Move) => CursorIcon::Grab,
            _ => CursorIcon::Crosshair,
        });
        let time = scale.time_at(pointer.x.clamp(rect.left(), rect.right()));
        if response.drag_started() {
            let origin = ui.input(|i| i.pointer.press_origin()).map_or(pointer.x, |at| at.x);
            self.drag = Some(grip(origin, scale, view).unwrap_or(OverviewDrag::New(scale.time_at(origin))));
        }
        let moved = if response.dragged() {
            let by = f64::from(response.drag_delta().x) * scale.seconds_per_point();
            self.drag.map(|drag| match drag {
                OverviewDrag::Move => view.panned(by),
                OverviewDrag::Left => TimeView::new(time.min(view.to - 86_400.0), view.to),
                OverviewDrag::Right => TimeView::new(view.from, time.max(view.from + 86_400.0)),
                OverviewDrag::New(from) => TimeView::new(from.min(time), from.max(time)),
            })
        } else if response.clicked() {
            Some(view.panned(time - f64::midpoint(view.from, view.to)))
        } else {
            None
        };
        if response.drag_stopped() {
            self.drag = None;
        }
        moved
    }
}

/// What of the frame is under the pointer.
fn grip(x: f32, scale: &TimeScale, view: TimeView) -> Option<OverviewDrag> {
    let (left, right) = (scale.x_of_seconds(view.from), scale.x_of_seconds(view.to));
    if (x - left).abs() <= GRIP && (x - left).abs() <= (x - right).abs() {
        Some(OverviewDrag::Left)
    } else if (x - right).abs() <= GRIP {
        Some(OverviewDrag::Right)
    } else {
        (left..=right).contains(&x).then_some(OverviewDrag::Move)
    }
}

/// The ground under a curve with one value for each equal stretch.
fn area(painter: &Painter, rect: Rect, values: &[f32], color: egui::Color32) {
    let mut mesh = Mesh::default();
    let step = rect.width() / values.len().max(1) as f32;
    for (n, value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let left = rect.left() + n as f32 * step;
        let top = rect.bottom() - (value * rect.height()).max(1.0);
        mesh.add_colored_rect(Rect::from_min_max(pos2(left, top), pos2(left + step, rect.bottom())), color);
    }
    painter.add(Shape::mesh(mesh));
}

fn years(ui: &Ui, painter: &Painter, rect: Rect, scale: &TimeScale, ctx: &ViewCtx<'_>) {
    let font = TextStyle::Small.resolve(ui.style());
    let year = 365.25 * 86_400.0 / scale.seconds_per_point();
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|step| f64::from(*step) * year >= 44.0);
    let step = i64::from(step.unwrap_or(1000));
    let (first, last) = (scale.view().span().from, scale.view().span().to);
    let (Some(first), Some(last)) = (first.map(|at| at.ymd().0), last.map(|at| at.ymd().0)) else { return };
    let mut at = first - first.rem_euclid(step) + step;
    while at <= last {
        let label = calendar::fine(ctx.words, TickUnit::Year, Moment::year_start(at), 0.0);
        let galley = painter.layout_no_wrap(label, font.clone(), ctx.palette.weak);
        let x = scale.x_of(Moment::year_start(at));
        if x + 3.0 + galley.size().x <= rect.right() {
            painter.vline(x, rect.bottom() - AXIS..=rect.bottom(), Stroke::new(1.0, ctx.palette.line));
            let at = pos2(x + 3.0, rect.bottom() - AXIS / 2.0 - 1.0 - galley.size().y / 2.0);
            // an edge of the frame does not run through a year
            painter.rect_filled(Rect::from_min_size(at, galley.size()), 0.0, ctx.palette.raised);
            painter.galley(at, galley, ctx.palette.weak);
        }
        at += step;
    }
}

/// The view as a window; what is outside steps back.
fn frame(painter: &Painter, rect: Rect, scale: &TimeScale, view: TimeView, ctx: &ViewCtx<'_>) {
    let x = |time: f64| scale.x_of_seconds(time).clamp(rect.left() + 1.0, rect.right() - 1.0);
    let left = x(view.from);
    let right = x(view.to).max(left + 4.0);
    let window = Rect::from_min_max(pos2(left, rect.top() + 1.0), pos2(right, rect.bottom() - 1.0));
    let veil = ctx.palette.raised.gamma_multiply(0.62);
    painter.rect_filled(Rect::from_min_max(rect.min, pos2(left, rect.bottom())), 0.0, veil);
    painter.rect_filled(Rect::from_min_max(pos2(right, rect.top()), rect.max), 0.0, veil);
    painter.rect_stroke(window, 3.0, Stroke::new(1.5, ctx.palette.accent), StrokeKind::Inside);
    for x in [left, right] {
        let grip = Rect::from_center_size(pos2(x, window.center().y), egui::vec2(5.0, 14.0));
        painter.rect_filled(grip, 2.5, ctx.palette.accent);
    }
}
