//! The shapes of a file as triangles, kept for a zoom step and somewhat more than what is in view: a
//! frame only moves them.

use std::collections::HashSet;

use egui::epaint::{TessellationOptions, Tessellator};
use egui::{Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2};

use super::Read;
use super::classes::Classes;
use super::look::{UnderlayStyle, looks};
use crate::map::camera::Camera;
use crate::map::drawn::fill;
use crate::map::geo::{Extent, MercatorPoint};
use crate::map::group::ZoomStep;
use crate::map::outline::{OutlinePart, runs};
use crate::ui::theme::Palette;

/// How much of an area's colour its fill has.
const FILL: f32 = 0.35;
/// Points that a place is drawn with.
const DOT: f32 = 2.6;
/// Points within which only one place is drawn.
const CELL: f32 = 3.0;
/// How much wider and higher than the view is kept.
const AROUND: f32 = 2.0;
/// Points under which nothing is seen of a shape.
const SEEN: f64 = 0.7;

/// What the triangles hold for, beside where they lie.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeshKey {
    step: ZoomStep,
    pixels: u32,
    palette: [egui::Color32; 3],
}

impl MeshKey {
    pub(super) fn new(painter: &Painter, palette: &Palette, camera: &Camera) -> Self {
        let palette = [palette.map.road, palette.map.land, palette.accent];
        Self { step: ZoomStep::of(camera.zoom()), pixels: painter.pixels_per_point().to_bits(), palette }
    }
}

#[derive(Debug)]
pub(super) struct CachedMesh {
    key: MeshKey,
    /// Stands at the point 0, 0 of the triangles.
    origin: MercatorPoint,
    scale: f64,
    held: Extent,
    mesh: Mesh,
}

impl CachedMesh {
    pub(super) fn new(read: &Read, classes: &Classes, palette: &Palette, camera: &Camera, key: MeshKey) -> Self {
        let scale = key.step.scale();
        let rect = Rect::from_center_size(Pos2::ZERO, camera.rect.size() * AROUND);
        let own = Camera { centre: camera.centre, scale, rect };
        let mut mesh = Mesh::default();
        let options = TessellationOptions::default();
        let mut tessellator = Tessellator::new(f32::from_bits(key.pixels), options, [1, 1], Vec::new());
        for shape in shapes(read, classes, palette, &own, rect, true) {
            tessellator.tessellate_shape(shape, &mut mesh);
        }
        Self { key, origin: camera.centre, scale, held: own.visible(), mesh }
    }

    pub(super) fn is_for(&self, key: &MeshKey, camera: &Camera) -> bool {
        let seen = camera.visible();
        let held = &self.held;
        let inside = held.min.x <= seen.min.x
            && held.min.y <= seen.min.y
            && held.max.x >= seen.max.x
            && held.max.y >= seen.max.y;
        self.key == *key && inside
    }

    pub(super) fn shape(&self, camera: &Camera) -> Shape {
        let mut mesh = self.mesh.clone();
        let (at, by) = (camera.to_screen(self.origin).to_vec2(), (camera.scale / self.scale) as f32);
        mesh.vertices.iter_mut().for_each(|vertex| vertex.pos = (vertex.pos.to_vec2() * by + at).to_pos2());
        Shape::mesh(mesh)
    }
}

/// What may be seen in a rectangle of points: areas below lines below places, the thin below the wide.
pub(super) fn shapes(
    read: &Read,
    classes: &Classes,
    palette: &Palette,
    camera: &Camera,
    rect: Rect,
    with_fills: bool,
) -> Vec<Shape> {
    let looks = looks(&classes.all, palette);
    let seen = Extent { min: camera.to_world(rect.min), max: camera.to_world(rect.max) };
    let least = SEEN / camera.scale;
    let mut areas = Vec::new();
    let mut lines: Vec<(f32, Vec<Shape>)> = Vec::new();
    let mut dots = Vec::new();
    let mut taken = HashSet::new();
    for (outline, class) in read.outlines.iter().zip(&classes.of) {
        let Some(look) = looks.get(usize::from(*class)).filter(|_| outline.extent.meets(&seen)) else { continue };
        let size = outline.extent.width().max(outline.extent.height());
        for part in &outline.parts {
            match part {
                OutlinePart::Dot(at) => {
                    let at = camera.to_screen(*at);
                    if taken.insert(((at.x / CELL) as i32, (at.y / CELL) as i32)) {
                        dots.push(Shape::circle_filled(at, DOT, look.color));
                    }
                }
                _ if size < least => {}
                OutlinePart::Line(line) => lines.push(drawn(line, false, camera, rect, look)),
                OutlinePart::Area(rings, corners) => {
                    if with_fills {
                        areas.push(fill(rings, corners, camera, look.color.gamma_multiply(FILL)));
                    }
                    let edge = UnderlayStyle { width: 0.8, ..*look };
                    lines.extend(rings.iter().map(|ring| drawn(ring, true, camera, rect, &edge)));
                }
            }
        }
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    areas.into_iter().chain(lines.into_iter().flat_map(|(_, shapes)| shapes)).chain(dots).collect()
}

/// A line as far as it is in view, and how wide it is.
fn drawn(
    points: &[MercatorPoint],
    closed: bool,
    camera: &Camera,
    rect: Rect,
    look: &UnderlayStyle,
) -> (f32, Vec<Shape>) {
    let ends = points.first().filter(|_| closed);
    let screen = points.iter().chain(ends).map(|at| camera.to_screen(*at));
    let stroke = Stroke::new(look.width, look.color);
    let mut shapes = Vec::new();
    for run in runs(screen, rect.expand2(Vec2::splat(look.width * 2.0))) {
        match look.dash {
            Some([dash, gap]) => shapes.extend(Shape::dashed_line(&run, stroke, dash, gap)),
            None => shapes.push(Shape::line(run, stroke)),
        }
    }
    (look.width, shapes)
}
