//! One series as a chart: time to the right, the measure upwards from nought.
//!
//! A figure stands over the whole time that it is of. Marks say what the source leaves open: dashes
//! for a date that is written as uncertain, arrows for "over" and "under", a hollow end for "about",
//! a light field for a range.

use egui::{Color32, FontId, Pos2, Rect, Response, Shape, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, GridMark, Plot, PlotBounds, PlotTransform};

use super::axis;
use super::rows;
use super::series::{Bound, FigurePoint, Series};
use crate::context::{Emphasis, Pointed, ViewCtx, kind_style};
use crate::ui::text;
use km0_core::model::Kind;

/// Figures that a chart shows, at most.
pub(super) const MOST: usize = 300;
const SMALL: f32 = 10.5;
/// Points within which the pointer finds a figure.
const REACH: f32 = 14.0;
/// Points that a mark is wide.
const MARK: f32 = 3.5;

/// Paints the chart in what room there is. Hovering shows a figure in the other panels, a click
/// selects it.
pub(super) fn ui(ui: &mut Ui, ctx: &ViewCtx<'_>, series: &Series, size: egui::Vec2) -> Response {
    let (from, to) = series.time();
    let (low, high) = series.values();
    // above the highest line there is room for its number
    let room = (high - low).max(f64::MIN_POSITIVE) * 0.22;
    let bounds = PlotBounds::from_min_max([from, if low < 0.0 { low - room } else { low }], [to, high + room]);
    let shown = plot(ctx, series, size).show(ui, |plot| plot.set_plot_bounds(bounds));
    let (response, transform) = (shown.response, shown.transform);
    let places: Vec<FigurePlace> =
        series.points().iter().take(MOST).map(|point| FigurePlace::of(point, &transform)).collect();
    let near = response.hover_pos().and_then(|at| nearest(&places, at));
    let pointed = near.and_then(|near| series.points().get(near)).and_then(|point| ctx.record(point.ix));
    if let Some(record) = pointed {
        ctx.hover.set(record.item());
        if response.clicked() {
            ctx.click(record.item(), ui.input(|input| input.modifiers.command));
        }
    }
    let painter = ui.painter().with_clip_rect(transform.frame().expand(2.0));
    for (point, place) in series.points().iter().zip(&places) {
        painter.extend(shapes(ctx, point, place, transform.frame()));
    }
    numbers(ui, ctx, series, &places, transform.frame());
    response
}

fn plot<'a>(ctx: &'a ViewCtx<'_>, series: &'a Series, size: egui::Vec2) -> Plot<'a> {
    let font = FontId::proportional(SMALL);
    let x = AxisHints::new_x()
        .formatter(move |mark: GridMark, shown| {
            let step = months(mark.step_size);
            axis::label(ctx.words, mark.value, step, axis::is_first(mark.value, step, *shown.start()))
        })
        .label_spacing(egui::Rangef::new(1.0, 2.0))
        .tick_label_font(font.clone())
        .tick_label_color(ctx.palette.weak);
    let y = AxisHints::new_y()
        .formatter(move |mark: GridMark, _| ctx.words.number(mark.value))
        .label_spacing(egui::Rangef::new(1.0, 2.0))
        .min_thickness(34.0)
        .tick_label_font(font)
        .tick_label_color(ctx.palette.weak);
    Plot::new(("figures", series.measure()))
        .width(size.x)
        .height(size.y)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_background(false)
        .show_crosshair(false)
        .show_x(false)
        .show_y(false)
        .sense(egui::Sense::CLICK)
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .grid_color(ctx.palette.line)
        .y_grid_spacer(|input| {
            let step_size = axis::rung(input.bounds.0, input.bounds.1);
            let first = (input.bounds.0 / step_size).ceil() as i64;
            let last = (input.bounds.1 / step_size).floor() as i64;
            (first..=last).map(|at| GridMark { value: at as f64 * step_size, step_size }).collect()
        })
        .x_grid_spacer(|input| {
            let marks = axis::marks(input.bounds.0, input.bounds.1);
            let step_size = marks.months as f64 * MONTH;
            marks.at.into_iter().map(|value| GridMark { value, step_size }).collect()
        })
}

/// Seconds of an average month.
const MONTH: f64 = 2_629_746.0;

fn months(step: f64) -> i64 {
    (step / MONTH).round() as i64
}

/// Where a figure is on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct FigurePlace {
    left: f32,
    right: f32,
    /// Of its number, and of the other end of a range.
    y: f32,
    y_to: f32,
    nought: f32,
}

impl FigurePlace {
    /// What its line covers, with the sign at its end.
    fn line(&self) -> Rect {
        let (low, high) = (self.y.max(self.y_to), self.y.min(self.y_to));
        Rect::from_min_max(pos2(self.left, high - 1.0), pos2(self.right + MARK, low + 1.0))
    }
}

impl FigurePlace {
    fn of(point: &FigurePoint, transform: &PlotTransform) -> Self {
        let frame = transform.frame();
        let x = |time: Option<f64>, open: f32| time.map_or(open, |time| transform.position_from_point_x(time));
        let (low, high) = point.range();
        let (left, right) = (x(point.from, frame.left()), x(point.to, frame.right()));
        // a day is thinner than anything that can be seen
        let middle = f32::midpoint(left, right);
        let half = if point.is_moment() { 0.0 } else { ((right - left) / 2.0).max(1.0) };
        Self {
            left: middle - half,
            right: middle + half,
            y: transform.position_from_point_y(high),
            y_to: transform.position_from_point_y(low),
            nought: transform.position_from_point_y(0.0),
        }
    }

    /// Points from a place on screen to the figure's line.
    fn distance(&self, at: Pos2) -> f32 {
        let x = at.x - at.x.clamp(self.left, self.right);
        let y = at.y - at.y.clamp(self.y.min(self.y_to), self.y.max(self.y_to));
        vec2(x, y).length()
    }
}

/// The figure whose line is nearest to a place, within reach.
fn nearest(places: &[FigurePlace], at: Pos2) -> Option<usize> {
    let distances = places.iter().map(|place| place.distance(at)).enumerate();
    let (near, distance) = distances.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (distance <= REACH).then_some(near)
}

fn shapes(ctx: &ViewCtx<'_>, point: &FigurePoint, place: &FigurePlace, frame: &Rect) -> Vec<Shape> {
    let standing = ctx.standing(point.ix);
    let base = kind_style::color(Kind::Figure, ctx.palette);
    let quiet = standing.emphasis == Emphasis::Dimmed;
    let lit = standing.emphasis == Emphasis::Selected || standing.pointed == Pointed::Here;
    let ink = match (lit, quiet) {
        (true, _) => ctx.palette.accent,
        (false, true) => ctx.palette.page.lerp_to_gamma(base, 0.55),
        (false, false) => base,
    };
    let stroke = Stroke::new(if lit { 3.0 } else { 2.0 }, ink);
    let mut shapes = Vec::new();
    let body = Rect::from_two_pos(pos2(place.left, place.y), pos2(place.right, place.nought)).intersect(*frame);
    if point.is_moment() {
        let stem = [pos2(place.left, place.nought), pos2(place.left, place.y)];
        shapes.extend(line(stem, Stroke::new(1.0, ink), point.doubtful));
        shapes.push(disc(ctx, point, pos2(place.left, place.y), stroke));
    } else {
        shapes.push(Shape::rect_filled(body, 0.0, ink.gamma_multiply(if lit { 0.28 } else { 0.13 })));
        shapes.extend(line([pos2(place.left, place.y), pos2(place.right, place.y)], stroke, point.doubtful));
    }
    if point.value_to.is_some() {
        let range = Rect::from_two_pos(pos2(place.left, place.y), pos2(place.right, place.y_to));
        shapes.push(Shape::rect_filled(range, 0.0, ink.gamma_multiply(0.25)));
        shapes.extend(line([range.left_bottom(), range.right_bottom()], stroke, point.doubtful));
    }
    shapes.extend(bound(ctx, point, place, stroke));
    shapes
}

/// What the marks say, each with its sign.
pub(super) fn legend(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let ink = kind_style::color(Kind::Figure, ctx.palette);
    let stroke = Stroke::new(2.0, ink);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 2.0);
        for key in ["exact", "about", "over", "under", "range", "doubtful"] {
            let name = format!("figures-mark-{key}");
            let said = ctx.words.t(&name);
            let font = FontId::proportional(12.0);
            let wide = ui.painter().layout_no_wrap(said.to_owned(), font, ctx.palette.weak).size().x;
            // the sign stays with its words
            if wide + 32.0 > ui.available_size_before_wrap().x {
                ui.end_row();
            }
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 16.0), egui::Sense::hover());
            let rect = rect.shrink2(vec2(MARK, 0.0));
            let (left, right, middle) = (rect.left(), rect.right(), rect.center().y);
            let place = FigurePlace { left, right, y: middle, y_to: middle, nought: rect.bottom() };
            let mut shapes = line([rect.left_center(), rect.right_center()], stroke, key == "doubtful");
            let bound_of = match key {
                "about" => Bound::About,
                "over" => Bound::Over,
                "under" => Bound::Under,
                _ => Bound::Exact,
            };
            shapes.extend(sign(ctx, bound_of, false, &place, stroke));
            if key == "range" {
                let field = Rect::from_min_max(pos2(left, middle - 5.0), pos2(right, middle));
                shapes.push(Shape::rect_filled(field, 0.0, ink.gamma_multiply(0.25)));
            }
            ui.painter().extend(shapes);
            ui.add(egui::Label::new(egui::RichText::new(said).size(12.0).color(ctx.palette.weak)).extend());
            ui.add_space(6.0);
        }
    });
}

fn line(ends: [Pos2; 2], stroke: Stroke, dashed: bool) -> Vec<Shape> {
    if dashed { Shape::dashed_line(&ends, stroke, 5.0, 3.0) } else { vec![Shape::line_segment(ends, stroke)] }
}

fn disc(ctx: &ViewCtx<'_>, point: &FigurePoint, at: Pos2, stroke: Stroke) -> Shape {
    ring(ctx, point.bound == Bound::About || point.doubtful, at, stroke)
}

fn ring(ctx: &ViewCtx<'_>, hollow: bool, at: Pos2, stroke: Stroke) -> Shape {
    let fill = if hollow { ctx.palette.page } else { stroke.color };
    Shape::Circle(egui::epaint::CircleShape { center: at, radius: MARK, fill, stroke: Stroke::new(1.5, stroke.color) })
}

/// What the source says of the number, at the right end of its line.
fn bound(ctx: &ViewCtx<'_>, point: &FigurePoint, place: &FigurePlace, stroke: Stroke) -> Option<Shape> {
    sign(ctx, point.bound, point.is_moment(), place, stroke)
}

fn sign(ctx: &ViewCtx<'_>, bound: Bound, moment: bool, place: &FigurePlace, stroke: Stroke) -> Option<Shape> {
    let end = pos2(place.right, place.y);
    let arrow = |up: f32| {
        let at = |x: f32, y: f32| end + vec2(x - MARK, y * up);
        let points = vec![at(-MARK, 0.0), at(MARK, 0.0), at(0.0, -2.0 * MARK)];
        Shape::convex_polygon(points, stroke.color, Stroke::NONE)
    };
    match bound {
        Bound::Exact => None,
        Bound::Over => Some(arrow(1.0)),
        Bound::Under => Some(arrow(-1.0)),
        Bound::About if moment => None,
        Bound::About => Some(ring(ctx, true, end, stroke)),
    }
}

/// The numbers beside their lines, the highest first, where they hide neither another nor a line.
fn numbers(ui: &Ui, ctx: &ViewCtx<'_>, series: &Series, places: &[FigurePlace], frame: &Rect) {
    let mut order: Vec<(&FigurePoint, &FigurePlace)> = series.points().iter().zip(places).collect();
    order.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut taken: Vec<Rect> = Vec::new();
    let painter = ui.painter();
    for (point, place) in order {
        let Some(said) = ctx.record(point.ix).and_then(|record| rows::value(ctx.words, record)) else { continue };
        let standing = ctx.standing(point.ix);
        let lit = standing.emphasis == Emphasis::Selected || standing.pointed == Pointed::Here;
        let ink: Color32 = if lit { ctx.palette.ink } else { ctx.palette.weak };
        let galley = text::one_line(ui, &said, FontId::proportional(SMALL), ink, frame.width());
        let spots = spots(place, galley.size(), frame);
        let free = |rect: &&Rect| {
            let clear = taken.iter().all(|other| !other.intersects(rect.expand(1.0)));
            clear && places.iter().all(|other| !other.line().intersects(**rect))
        };
        if let Some(rect) = spots.iter().find(free).or(spots.first().filter(|_| lit)) {
            taken.push(*rect);
            painter.galley(rect.min, galley, ink);
        }
    }
}

/// Where a number of this size may stand, the best first: above its line in the middle or at an end, below
/// it, before it, behind it; all within the frame.
fn spots(place: &FigurePlace, size: egui::Vec2, frame: &Rect) -> Vec<Rect> {
    let middle = f32::midpoint(place.left, place.right);
    let (above, below) = (place.y - size.y / 2.0 - 4.0, place.y + size.y / 2.0 + 3.0);
    let ends = [place.left + size.x / 2.0, place.right - size.x / 2.0 - 2.0 * MARK];
    let along = [middle, ends[0], ends[1]].map(|x| x.clamp(frame.left() + size.x / 2.0, frame.right() - size.x / 2.0));
    let over = along.map(|x| pos2(x, above)).into_iter().chain(along.map(|x| pos2(x, below)));
    let beside = [place.left - size.x / 2.0 - 4.0, place.right + size.x / 2.0 + 2.0 * MARK].map(|x| pos2(x, place.y));
    let spots = over.chain(beside).map(|center| Rect::from_center_size(center, size));
    spots.filter(|rect| frame.expand(4.0).contains_rect(*rect)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: FigurePlace = FigurePlace { left: 10.0, right: 110.0, y: 20.0, y_to: 20.0, nought: 100.0 };
    const HIGH: FigurePlace = FigurePlace { left: 50.0, right: 50.0, y: 60.0, y_to: 40.0, nought: 100.0 };

    #[test]
    fn the_pointer_finds_the_nearest_line_within_reach() {
        let places = [WIDE, HIGH];
        assert_eq!(nearest(&places, pos2(20.0, 26.0)), Some(0));
        assert_eq!(nearest(&places, pos2(55.0, 50.0)), Some(1));
        assert_eq!(nearest(&places, pos2(20.0, 80.0)), None);
        assert_eq!(nearest(&[], pos2(20.0, 80.0)), None);
    }

    #[test]
    fn a_number_has_a_place_above_below_and_beside_its_line_within_the_frame() {
        let frame = Rect::from_min_max(pos2(0.0, 0.0), pos2(200.0, 100.0));
        let spots = spots(&WIDE, vec2(30.0, 12.0), &frame);
        assert!(spots.iter().all(|rect| frame.expand(4.0).contains_rect(*rect)), "{spots:?}");
        assert!(spots.iter().any(|rect| rect.bottom() < WIDE.y) && spots.iter().any(|rect| rect.top() > WIDE.y));
        assert!(spots.iter().any(|rect| rect.left() > WIDE.right));
    }
}
