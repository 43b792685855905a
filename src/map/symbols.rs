//! The symbol of every sign: told apart by shape and fill, in grey as well as in colour.

use egui::{Color32, Pos2, Shape, Stroke, Vec2, pos2, vec2};

use super::history::Standing;
use super::model::Sign;
use crate::ui::marks::{self, Look, Mark};

/// In which colours a symbol is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    pub line: Color32,
    pub fill: Color32,
    /// Around the whole symbol, so that it stands off the ground.
    pub halo: Color32,
}

/// Points, of the sign alone.
#[must_use]
pub(super) fn radius(sign: Sign) -> f32 {
    match sign {
        Sign::International => 6.6,
        Sign::Rail | Sign::Main => 5.6,
        Sign::Secondary | Sign::Route | Sign::Opening | Sign::Tourism => 5.2,
        Sign::Unstated | Sign::Place => 4.4,
        Sign::Marker => 3.6,
    }
}

/// The symbol around `center`; `radius` in points.
#[must_use]
pub(super) fn shapes(sign: Sign, standing: Standing, center: Pos2, radius: f32, ink: Ink) -> Vec<Shape> {
    let mut out = vec![base(sign, center, radius + 1.6, Look::solid(ink.halo))];
    if standing == Standing::Pending {
        out.push(base(sign, center, radius, Look::solid(ink.fill)));
        dashed_outline(sign, center, radius, ink.line, &mut out);
        return out;
    }
    body(sign, center, radius, ink, &mut out);
    if standing == Standing::Suspended {
        let arm = Vec2::splat(radius * 0.95);
        out.push(Shape::line_segment([center - arm, center + arm], Stroke::new(3.4, ink.halo)));
        out.push(Shape::line_segment([center - arm, center + arm], Stroke::new(1.5, ink.line)));
    }
    out
}

fn body(sign: Sign, center: Pos2, radius: f32, ink: Ink, out: &mut Vec<Shape>) {
    let hollow = Look { fill: ink.fill, stroke: Stroke::new(1.5, ink.line) };
    let solid = Look::solid(ink.line);
    let filled = matches!(sign, Sign::Rail | Sign::Main | Sign::Route | Sign::Marker);
    out.push(base(sign, center, radius, if filled { solid } else { hollow }));
    match sign {
        Sign::International => out.push(Shape::circle_filled(center, radius * 0.52, ink.line)),
        Sign::Rail => {
            let track = Stroke::new(1.1, ink.fill);
            for x in [-0.32, 0.32] {
                let rail = [vec2(x, -0.55), vec2(x, 0.55)].map(|at| center + at * radius);
                out.push(Shape::line_segment(rail, track));
            }
            let tie = [vec2(-0.6, 0.0), vec2(0.6, 0.0)].map(|at| center + at * radius);
            out.push(Shape::line_segment(tie, track));
        }
        Sign::Tourism => {
            out.push(Shape::circle_filled(pos2(center.x, center.y + radius * 0.2), radius * 0.24, ink.line));
        }
        Sign::Main | Sign::Secondary | Sign::Route | Sign::Opening | Sign::Unstated | Sign::Place | Sign::Marker => {}
    }
}

fn base(sign: Sign, center: Pos2, radius: f32, look: Look) -> Shape {
    let mark = match sign {
        Sign::International | Sign::Main | Sign::Secondary | Sign::Place => Mark::Disc,
        Sign::Rail | Sign::Unstated => Mark::Square,
        Sign::Route | Sign::Opening => Mark::Diamond,
        Sign::Tourism => Mark::Triangle,
        Sign::Marker => Mark::Bar,
    };
    marks::shape(mark, center, radius, look)
}

fn dashed_outline(sign: Sign, center: Pos2, radius: f32, color: Color32, out: &mut Vec<Shape>) {
    let corners: Vec<Vec2> = match sign {
        Sign::International | Sign::Main | Sign::Secondary | Sign::Place => {
            (0..24).map(|i| Vec2::angled(i as f32 * std::f32::consts::TAU / 24.0)).collect()
        }
        Sign::Rail | Sign::Unstated | Sign::Marker => {
            [(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)].map(Vec2::from).to_vec()
        }
        Sign::Route | Sign::Opening => [(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)].map(Vec2::from).to_vec(),
        Sign::Tourism => [(0.0, -1.05), (1.0, 0.8), (-1.0, 0.8)].map(Vec2::from).to_vec(),
    };
    let mut path: Vec<Pos2> = corners.into_iter().map(|at| center + at * radius).collect();
    path.extend(path.first().copied());
    Shape::dashed_line_many(&path, Stroke::new(1.4, color), 2.6, 2.0, out);
}

/// Around a place that is known only roughly.
#[must_use]
pub(super) fn rough_ring(center: Pos2, radius: f32, color: Color32) -> Vec<Shape> {
    let steps = (radius * 1.2).clamp(20.0, 90.0);
    let at = |i: f32| center + Vec2::angled(i / steps * std::f32::consts::TAU) * radius;
    let path: Vec<Pos2> = (0..=steps as i32).map(|i| at(i as f32)).chain([at(0.0)]).collect();
    Shape::dashed_line(&path, Stroke::new(1.0, color), 2.5, 3.0)
}
