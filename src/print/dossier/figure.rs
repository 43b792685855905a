//! A drawing of a report → shapes, as outlines on a sheet of lines and as triangles on one of pixels.

use earcut::Earcut;
use egui::epaint::CircleShape;
use egui::{Align2, Color32, FontFamily, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use crate::context::kind_style;
use crate::ui::fonts;
use crate::ui::theme::Palette;
use crate::ui::vector::{Drawing, Medium, VectorOutline, VectorPart};
use km0_core::export::figure::{Anchor, Figure, FigureMark, FigureShape, FigureTone};
use km0_core::model::Kind;
use km0_core::pages::along::Band;

/// How a drawing is painted.
#[derive(Clone, Copy)]
pub(super) struct FigurePainting<'a> {
    pub(super) painter: &'a Painter,
    pub(super) palette: &'a Palette,
}

/// The drawing with its upper left corner there.
pub(super) fn shapes(figure: &Figure, corner: Pos2, ink: FigurePainting<'_>) -> Vec<Shape> {
    let [width, height] = figure.size;
    let rect = Rect::from_min_size(corner, Vec2::new(width, height));
    figure.marks.iter().map(|mark| shape(mark, rect, ink)).collect()
}

fn shape(mark: &FigureMark, rect: Rect, ink: FigurePainting<'_>) -> Shape {
    let mut color = color(mark.tone, ink.palette);
    if mark.tone == FigureTone::Weak && matches!(mark.form, FigureShape::Disc { .. } | FigureShape::Bar { .. }) {
        // faint marks are mixed with the colour of the page
        color = color.lerp_to_gamma(ink.palette.page, 0.5);
    }
    let at = |[x, y]: &[f32; 2]| rect.min + Vec2::new(*x, *y);
    match &mark.form {
        FigureShape::Area(rings) => {
            let rings: Vec<Vec<Pos2>> = rings.iter().map(|ring| ring.iter().map(at).collect()).collect();
            area(rings, color, rect, Medium::of(ink.painter.ctx()))
        }
        FigureShape::Line(line) => {
            let width = if mark.tone == FigureTone::Border { 1.4 } else { 0.7 };
            Shape::line(line.iter().map(at).collect(), Stroke::new(width, color))
        }
        FigureShape::Disc { at: centre, radius, filled: true } => {
            // a ring tells places apart that lie over each other
            let ring = if mark.tone == FigureTone::Site { Stroke::new(0.6, ink.palette.page) } else { Stroke::NONE };
            CircleShape { center: at(centre), radius: *radius, fill: color, stroke: ring }.into()
        }
        FigureShape::Disc { at: centre, radius, filled: false } => {
            Shape::circle_stroke(at(centre), radius - 0.5, Stroke::new(1.0, color))
        }
        FigureShape::Bar { from, size: [width, height], filled } => {
            let bar = Rect::from_min_size(at(from), Vec2::new(*width, *height));
            match filled {
                true => Shape::rect_filled(bar, 1.5, color),
                false => Shape::rect_stroke(bar, 1.5, Stroke::new(1.0, color), StrokeKind::Inside),
            }
        }
        FigureShape::Text { at: [x, y], anchor, size, bold, text } => {
            let family = if *bold { fonts::bold() } else { FontFamily::Proportional };
            let galley = ink.painter.layout_no_wrap(text.clone(), FontId::new(*size, family), color);
            let align = match anchor {
                Anchor::Start => Align2::LEFT_TOP,
                Anchor::Middle => Align2::CENTER_TOP,
                Anchor::End => Align2::RIGHT_TOP,
            };
            let rows = galley.rows.first();
            let baseline = rows.and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
            let place = align.anchor_size(at(&[*x, y - baseline.unwrap_or(*size)]), galley.size());
            Shape::galley(place.min, galley, color)
        }
    }
}

fn area(rings: Vec<Vec<Pos2>>, fill: Color32, rect: Rect, medium: Medium) -> Shape {
    if medium == Medium::Lines {
        let stroke = Stroke::new(0.3, fill);
        let outline = VectorOutline { rings, closed: true, fill, stroke, dash: None };
        return Drawing(vec![VectorPart::Outline(outline)]).shape(rect);
    }
    let mut mesh = Mesh::default();
    for ring in &rings {
        let mut corners: Vec<u32> = Vec::new();
        Earcut::new().earcut(ring.iter().map(|at| [at.x, at.y]), &[], &mut corners);
        let first = mesh.vertices.len() as u32;
        ring.iter().for_each(|at| mesh.colored_vertex(*at, fill));
        mesh.indices.extend(corners.into_iter().map(|corner| first + corner));
    }
    Shape::mesh(mesh)
}

fn color(tone: FigureTone, palette: &Palette) -> Color32 {
    match tone {
        FigureTone::Sea => palette.map.sea,
        FigureTone::Land => palette.map.land,
        FigureTone::Front => palette.map.front[0],
        FigureTone::Across => palette.map.front[1],
        FigureTone::Unit => palette.map.unit_line,
        FigureTone::Border => palette.map.border,
        FigureTone::Grid => palette.line,
        FigureTone::Ink => palette.ink,
        FigureTone::Weak | FigureTone::Abroad | FigureTone::Band(Band::NotOpen) => palette.weak,
        FigureTone::Site => palette.accent,
        FigureTone::Kind(kind) => kind_style::color(kind, palette),
        FigureTone::Class(rank) => palette.page.lerp_to_gamma(palette.accent, 0.2 + 0.25 * f32::from(rank.min(3))),
        FigureTone::Band(Band::Open | Band::Reopened) => {
            palette.page.lerp_to_gamma(kind_style::color(Kind::Agreement, palette), 0.35)
        }
        FigureTone::Band(Band::Trial) => palette.page.lerp_to_gamma(palette.warn, 0.35),
        FigureTone::Band(Band::Suspended) => palette.error,
    }
}
