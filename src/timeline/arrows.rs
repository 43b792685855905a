//! The curves of relations: from thing to thing, around labels. Pure but for the painting.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

/// A curve from the upper or lower edge of one thing to that of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arrow {
    points: [Pos2; 4],
}

/// Points from the left of a wide shape to where an arrow stands on it.
const FOOT: f32 = 9.0;
/// How far a curve leaves an edge before it turns.
const BENDS: [f32; 3] = [16.0, 34.0, 60.0];
const STEPS: usize = 24;

/// The curve that crosses the least of `labels`; of those the flattest.
pub(super) fn route(from: Rect, to: Rect, view: Rect, labels: &[Rect]) -> Arrow {
    let mut best: Option<(usize, Arrow)> = None;
    for bend in BENDS {
        for (up_from, up_to) in sides(from, to) {
            let arrow = Arrow::new(Foot { rect: from, up: up_from }, Foot { rect: to, up: up_to }, bend, view);
            let crossed = arrow.crossed(labels);
            if best.is_none_or(|(least, _)| crossed < least) {
                best = Some((crossed, arrow));
            }
        }
    }
    best.map_or_else(
        || Arrow::new(Foot { rect: from, up: true }, Foot { rect: to, up: true }, 16.0, view),
        |(_, arrow)| arrow,
    )
}

/// Which edges to leave and reach, the most natural first.
fn sides(from: Rect, to: Rect) -> [(bool, bool); 4] {
    if to.center().y > from.center().y + 1.0 {
        [(false, true), (false, false), (true, true), (true, false)]
    } else if to.center().y < from.center().y - 1.0 {
        [(true, false), (true, true), (false, false), (false, true)]
    } else {
        [(true, true), (false, false), (true, false), (false, true)]
    }
}

/// Where an arrow leaves or reaches a label: over it or below it.
#[derive(Clone, Copy)]
struct Foot {
    rect: Rect,
    up: bool,
}

impl Arrow {
    fn new(from: Foot, to: Foot, bend: f32, view: Rect) -> Self {
        let foot = |Foot { rect, up }: Foot| {
            let x = rect.left() + (rect.width() / 2.0).min(FOOT);
            let at = pos2(x, if up { rect.top() } else { rect.bottom() });
            // what is out of view is pointed to from its edge
            pos2(at.x.clamp(view.left() + 4.0, view.right() - 14.0), at.y.clamp(view.top() + 2.0, view.bottom() - 2.0))
        };
        let (start, end) = (foot(from), foot(to));
        let away = |up: bool| vec2(0.0, if up { -bend } else { bend });
        Self { points: [start, start + away(from.up), end + away(to.up), end] }
    }

    fn at(&self, t: f32) -> Pos2 {
        let [start, leave, reach, end] = self.points.map(Pos2::to_vec2);
        let rest = 1.0 - t;
        let ends = start * rest.powi(3) + end * t.powi(3);
        (ends + leave * (3.0 * rest * rest * t) + reach * (3.0 * rest * t * t)).to_pos2()
    }

    /// How many of its steps lie on labels.
    pub(super) fn crossed(&self, labels: &[Rect]) -> usize {
        let on = |step: &usize| {
            let at = self.at(*step as f32 / STEPS as f32);
            labels.iter().any(|label| label.contains(at))
        };
        (1..STEPS).filter(on).count()
    }

    pub(super) fn paint(&self, painter: &Painter, color: Color32) {
        let [.., before, tip] = self.points;
        let way = (tip - before).normalized();
        let way = if way == Vec2::ZERO { vec2(0.0, 1.0) } else { way };
        let neck = tip - way * 6.0;
        let mut points = self.points;
        points[3] = neck;
        let stroke = Stroke::new(1.8, color);
        painter.add(CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke));
        let head = vec![tip, neck + way.rot90() * 4.0, neck - way.rot90() * 4.0];
        painter.add(Shape::convex_polygon(head, color, Stroke::NONE));
        painter.circle_filled(self.points[0], 2.5, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(10.0, 18.0))
    }

    const VIEW: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(800.0, 400.0) };

    #[test]
    fn a_curve_goes_around_a_label_when_it_can() {
        let (from, to) = (rect(100.0, 100.0), rect(300.0, 100.0));
        let label = Rect::from_min_max(pos2(150.0, 70.0), pos2(260.0, 98.0));
        assert!(route(from, to, VIEW, &[]).crossed(&[label]) > 0, "the flattest one would cross it");
        assert_eq!(route(from, to, VIEW, &[label]).crossed(&[label]), 0);
    }

    #[test]
    fn an_arrow_ends_at_the_view_where_its_end_is_out_of_it() {
        let arrow = route(rect(100.0, 100.0), rect(5_000.0, 900.0), VIEW, &[]);
        assert!(VIEW.contains(arrow.points[3]) && VIEW.contains(arrow.points[0]));
    }
}
