//! Small shapes that stand for a kind of thing, told apart without colour.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    Disc,
    Square,
    Diamond,
    Triangle,
    TriangleDown,
    Hexagon,
    Bar,
    Cross,
    Ring,
}

/// How a mark is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkFill {
    pub fill: Color32,
    pub stroke: Stroke,
}

impl MarkFill {
    pub fn solid(color: Color32) -> Self {
        Self { fill: color, stroke: Stroke::NONE }
    }

    pub fn hollow(color: Color32) -> Self {
        Self { fill: Color32::TRANSPARENT, stroke: Stroke::new(1.5, color) }
    }
}

/// A mark in a circle of `radius` points around `center`.
pub fn paint(painter: &Painter, mark: Mark, center: Pos2, radius: f32, look: MarkFill) {
    painter.add(shape(mark, center, radius, look));
}

/// The dot in the middle of a mark by which a person's own is told apart.
pub fn own(painter: &Painter, center: Pos2, radius: f32, ground: Color32) {
    painter.circle_filled(center, radius * 0.4, ground);
}

/// A mark to add to a painter later.
pub fn shape(mark: Mark, center: Pos2, radius: f32, look: MarkFill) -> Shape {
    let polygon = |points: &[(f32, f32)]| {
        let points = points.iter().map(|(x, y)| pos2(center.x + x * radius, center.y + y * radius)).collect();
        Shape::convex_polygon(points, look.fill, look.stroke)
    };
    match mark {
        Mark::Disc => Shape::Circle(egui::epaint::CircleShape {
            center,
            radius: radius * 0.95,
            fill: look.fill,
            stroke: look.stroke,
        }),
        Mark::Ring => {
            let stroke = Stroke::new(
                radius * 0.45,
                if look.fill == Color32::TRANSPARENT { look.stroke.color } else { look.fill },
            );
            Shape::circle_stroke(center, radius * 0.7, stroke)
        }
        Mark::Square => square(center, Vec2::splat(radius * 1.65), look),
        Mark::Bar => square(center, Vec2::new(radius * 1.2, radius * 1.9), look),
        Mark::Diamond => polygon(&[(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)]),
        Mark::Triangle => polygon(&[(0.0, -1.05), (1.0, 0.8), (-1.0, 0.8)]),
        Mark::TriangleDown => polygon(&[(0.0, 1.05), (-1.0, -0.8), (1.0, -0.8)]),
        Mark::Hexagon => polygon(&[(0.5, -0.9), (1.0, 0.0), (0.5, 0.9), (-0.5, 0.9), (-1.0, 0.0), (-0.5, -0.9)]),
        Mark::Cross => {
            let arm = Stroke::new(
                radius * 0.5,
                if look.fill == Color32::TRANSPARENT { look.stroke.color } else { look.fill },
            );
            let r = radius * 0.75;
            Shape::Vec(vec![
                Shape::line_segment([pos2(center.x - r, center.y - r), pos2(center.x + r, center.y + r)], arm),
                Shape::line_segment([pos2(center.x - r, center.y + r), pos2(center.x + r, center.y - r)], arm),
            ])
        }
    }
}

fn square(center: Pos2, size: Vec2, look: MarkFill) -> Shape {
    let rect = Rect::from_center_size(center, size);
    Shape::Rect(egui::epaint::RectShape::new(rect, 1.5, look.fill, look.stroke, StrokeKind::Inside))
}
