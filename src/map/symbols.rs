//! The symbol of a place: its shape says what it is, its colour how it stands, its size how much
//! happened there.

use egui::{Color32, Pos2, Shape, Stroke, Vec2, vec2};

use super::model::PlaceSign;
use crate::ui::marks::{self, Mark, MarkFill};
use crate::ui::theme::Palette;
use km0_core::pages::along::Working;

/// In which colours a symbol is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SymbolColours {
    pub line: Color32,
    pub fill: Color32,
    /// Around the whole symbol, so that it stands off the ground.
    pub halo: Color32,
}

impl SymbolColours {
    /// The colours of how a place stands; what is no gate has none to tell.
    pub(super) fn of(palette: &Palette, sign: PlaceSign, working: Working) -> Self {
        let map = &palette.map;
        let [_, open, ..] = palette.series;
        let line = match working {
            _ if matches!(sign, PlaceSign::Place | PlaceSign::Marker) => map.gate,
            Working::Open => open,
            Working::Suspended => palette.error,
            Working::NotOpen | Working::Unknown => palette.weak,
        };
        Self { line, fill: map.gate_fill, halo: map.halo }
    }
}

/// The largest that a symbol becomes, in points.
const LARGEST: f32 = 9.0;

/// Points from the middle of a symbol to its edge; its area grows with what happened there.
pub(super) fn radius(sign: PlaceSign, count: usize) -> f32 {
    let least = match sign {
        PlaceSign::Marker => 2.8,
        PlaceSign::Place => 3.2,
        PlaceSign::International | PlaceSign::Rail => 4.4,
        _ => 3.6,
    };
    (least + (count as f32).sqrt() * 0.5).min(LARGEST)
}

/// The symbol around `center`; `radius` in points.
pub(super) fn shapes(sign: PlaceSign, working: Working, center: Pos2, radius: f32, ink: SymbolColours) -> Vec<Shape> {
    let mut out = vec![base(sign, center, radius + 1.5, MarkFill::solid(ink.halo))];
    // what is not open yet is an outline, in grey as well as in colour
    let hollow = working == Working::NotOpen;
    let look = if hollow {
        MarkFill { fill: ink.fill, stroke: Stroke::new(1.4, ink.line) }
    } else {
        MarkFill::solid(ink.line)
    };
    out.push(base(sign, center, if hollow { radius - 0.5 } else { radius }, look));
    let inner = if hollow { ink.line } else { ink.fill };
    match sign {
        PlaceSign::International => {
            out.push(Shape::circle_stroke(center, radius * 0.52, Stroke::new((radius * 0.2).max(1.0), inner)));
        }
        PlaceSign::Rail => {
            let track = Stroke::new(1.1, inner);
            for x in [-0.3, 0.3] {
                let rail = [vec2(x, -0.6), vec2(x, 0.6)].map(|at| center + at * radius);
                out.push(Shape::line_segment(rail, track));
            }
        }
        _ => {}
    }
    if working == Working::Suspended {
        // told apart without colour: struck through
        let arm = vec2(radius * 0.62, 0.0);
        out.push(Shape::line_segment([center - arm, center + arm], Stroke::new(1.6, ink.fill)));
    }
    out
}

fn base(sign: PlaceSign, center: Pos2, radius: f32, look: MarkFill) -> Shape {
    let mark = match sign {
        PlaceSign::International | PlaceSign::Main => Mark::Disc,
        PlaceSign::Rail | PlaceSign::Unstated => Mark::Square,
        PlaceSign::Secondary => Mark::Triangle,
        PlaceSign::Route => Mark::Diamond,
        PlaceSign::Opening => Mark::TriangleDown,
        PlaceSign::Tourism => Mark::Hexagon,
        PlaceSign::Place => Mark::Ring,
        PlaceSign::Marker => Mark::Bar,
    };
    marks::shape(mark, center, radius, look)
}

/// Around a place that is known only roughly.
pub(super) fn rough_ring(center: Pos2, radius: f32, color: Color32) -> Vec<Shape> {
    let steps = (radius * 1.2).clamp(20.0, 90.0);
    let at = |i: f32| center + Vec2::angled(i / steps * std::f32::consts::TAU) * radius;
    let path: Vec<Pos2> = (0..=steps as i32).map(|i| at(i as f32)).chain([at(0.0)]).collect();
    Shape::dashed_line(&path, Stroke::new(1.0, color), 2.5, 3.0)
}
