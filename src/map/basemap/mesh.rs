//! A [`Level`] → the triangles of one frame: only moved, scaled and coloured.

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Pos2, Shape, Stroke, pos2};

use super::{Country, Ground, Level, Line, LineClass, Local, origin};
use crate::map::camera::Camera;
use crate::map::geo::Extent;
use crate::ui::theme::MapPalette;

/// How much a unit stands out, from 0 to 1.
pub(crate) type Light = f32;

/// What a frame of the base map depends on beside the level.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub camera: Camera,
    /// By place in [`Level::units`].
    pub light: Vec<Light>,
    pub palette: MapPalette,
    /// Width in points of the feathered edge of a line: one pixel.
    pub feather: f32,
}

impl Frame {
    /// Whether the triangles of this frame, moved, are those of the other.
    #[must_use]
    pub(crate) fn differs_in_centre_only(&self, other: &Self) -> bool {
        let camera = Camera { centre: self.camera.centre, ..other.camera };
        let scale = (self.camera.scale - camera.scale).abs() <= camera.scale * 1e-9;
        scale
            && self.camera.rect == camera.rect
            && self.light == other.light
            && self.palette == other.palette
            && (self.feather - other.feather).abs() < 1e-6
    }
}

/// Local → screen.
#[derive(Clone, Copy)]
struct Place {
    scale: f32,
    x: f32,
    y: f32,
}

impl Place {
    fn new(camera: &Camera) -> Self {
        let zero = camera.to_screen(origin());
        Self { scale: camera.scale as f32, x: zero.x, y: zero.y }
    }

    fn of(self, at: Local) -> Pos2 {
        pos2(at[0] * self.scale + self.x, at[1] * self.scale + self.y)
    }
}

/// Fills and lines of `area` in the order of painting.
#[must_use]
pub(crate) fn build(level: &Level, frame: &Frame, area: &Extent) -> Mesh {
    let mut mesh = Mesh::default();
    let place = Place::new(&frame.camera);
    // what is smaller than this cannot be seen
    let least = 0.6 / frame.camera.scale;
    let seen = |extent: &Extent| extent.meets(area) && extent.width().max(extent.height()) > least;
    for fill in level.fills.iter().filter(|fill| seen(&fill.extent)) {
        let color = ground_color(level, fill.ground, frame);
        let base = mesh.vertices.len() as u32;
        mesh.vertices.extend(fill.vertices.iter().map(|at| vertex(place.of(*at), color)));
        mesh.indices.extend(fill.indices.iter().map(|i| i + base));
    }
    for line in level.lines.iter().filter(|line| seen(&line.extent)) {
        if let Some(stroke) = stroke(line.class, frame) {
            add_line(&mut mesh, line, place, stroke, frame.feather);
        }
    }
    mesh
}

/// The border over tidal water, which is dashed.
#[must_use]
pub(crate) fn tidal(level: &Level, frame: &Frame) -> Vec<Shape> {
    let place = Place::new(&frame.camera);
    let visible = frame.camera.visible();
    let stroke = border_stroke(frame);
    let mut shapes = Vec::new();
    let tidal = |line: &&Line| line.class == LineClass::TidalBorder && line.extent.meets(&visible);
    for line in level.lines.iter().filter(tidal) {
        let points: Vec<Pos2> = line.points.iter().map(|at| place.of(*at)).collect();
        Shape::dashed_line_many(&points, stroke, 4.0, 3.0, &mut shapes);
    }
    shapes
}

fn vertex(pos: Pos2, color: Color32) -> Vertex {
    Vertex { pos, uv: WHITE_UV, color }
}

fn ground_color(level: &Level, ground: Ground, frame: &Frame) -> Color32 {
    let palette = &frame.palette;
    let at = match ground {
        Ground::Land => return palette.land,
        Ground::Lake => return palette.water,
        Ground::Unit(at) => at,
    };
    let Some(unit) = level.units.get(at) else { return palette.land };
    let light = frame.light.get(at).copied().unwrap_or(0.0);
    let [vn, cn] = palette.front;
    let [vn_lit, cn_lit] = palette.front_lit;
    let (plain, lit) = match unit.country {
        Country::Vn => (vn, vn_lit),
        Country::Cn => (cn, cn_lit),
    };
    let plain = if unit.front { plain } else { palette.land };
    plain.lerp_to_gamma(lit, light)
}

fn border_stroke(frame: &Frame) -> Stroke {
    let zoom = frame.camera.zoom();
    let width = if zoom < 7.0 {
        1.6
    } else if zoom < 10.0 {
        2.0
    } else {
        2.4
    };
    Stroke::new(width, frame.palette.border)
}

fn stroke(class: LineClass, frame: &Frame) -> Option<Stroke> {
    let palette = &frame.palette;
    Some(match class {
        LineClass::River if frame.camera.zoom() < 7.0 => {
            Stroke::new(0.7, palette.water.lerp_to_gamma(palette.land, 0.45))
        }
        LineClass::River => Stroke::new(0.9, palette.water),
        LineClass::Unit => Stroke::new(0.9, palette.unit_line),
        LineClass::Coast => Stroke::new(0.9, palette.coast),
        LineClass::OtherBorder => Stroke::new(1.2, palette.unit_line),
        LineClass::Border => border_stroke(frame),
        LineClass::TidalBorder => return None,
    })
}

/// A line of three rows of vertices (edge, middle, edge) when it is about a pixel wide, else of
/// four; the outer rows are transparent and so the edge is smooth.
fn add_line(mesh: &mut Mesh, line: &Line, place: Place, stroke: Stroke, feather: f32) {
    let inner = (stroke.width - feather) / 2.0;
    let outer = inner.max(0.0) + feather;
    let rows: &[(f32, bool)] = if inner > 0.25 {
        &[(-outer, false), (-inner, true), (inner, true), (outer, false)]
    } else {
        &[(-outer, false), (0.0, true), (outer, false)]
    };
    let color = |solid: bool| if solid { stroke.color } else { Color32::TRANSPARENT };
    let last = line.points.len().saturating_sub(1);
    let mut before: Option<(Pos2, u32)> = None;
    for (i, (at, normal)) in line.points.iter().zip(&line.normals).enumerate() {
        let pos = place.of(*at);
        // what is nearer than this to the point before cannot be told from it
        if i != last && before.is_some_and(|(old, _)| (old - pos).length_sq() < 1.5) {
            continue;
        }
        let base = mesh.vertices.len() as u32;
        for (offset, solid) in rows {
            let out = pos2(pos.x + normal[0] * offset, pos.y + normal[1] * offset);
            mesh.vertices.push(vertex(out, color(*solid)));
        }
        if let Some((_, old)) = before {
            for row in 0..rows.len() as u32 - 1 {
                let (a, b, c, d) = (old + row, old + row + 1, base + row, base + row + 1);
                mesh.indices.extend([a, b, c, c, b, d]);
            }
        }
        before = Some((pos, base));
    }
}
