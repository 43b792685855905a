//! Lines and areas that records have of their own, on the map under its symbols.

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Painter, Shape, Stroke};

use super::camera::Camera;
use super::geo::MercatorPoint;
use super::outline::{OutlinePart, PlacedOutline, runs};
use crate::context::ViewCtx;
use crate::ui::vector::Medium;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Geometry, Kind};
use km0_core::query::bits::FixedBitSet;

/// Points that are drawn of all shapes together; a file may have any number.
const MOST_POINTS: usize = 2_000_000;
/// How much of an area's colour its fill has.
const FILL: f32 = 0.12;
const WIDTH: f32 = 2.0;

/// A line or area of a record.
#[derive(Clone, Debug)]
pub(super) struct DrawnShape {
    pub(super) ix: Ix,
    outline: PlacedOutline,
}

/// The shapes of the gates and places that match, or that a matching record names.
pub(super) fn drawn(dataset: &Dataset, matched: &FixedBitSet) -> Vec<DrawnShape> {
    let mut left = MOST_POINTS;
    let places = dataset.of_kind(Kind::Gate).chain(dataset.of_kind(Kind::Place));
    let shaped = places.filter_map(|(ix, record)| Some((ix, record.word(Field::Geometry)?)));
    let concerned = |ix: Ix| {
        matched.contains(ix.row()) || dataset.back_links(ix).iter().any(|link| matched.contains(link.to.row()))
    };
    shaped
        .filter(|(ix, _)| concerned(*ix))
        .filter_map(|(ix, wkt)| one(ix, &Geometry::from_wkt(wkt)?, &mut left))
        .collect()
}

fn one(ix: Ix, shape: &Geometry, left: &mut usize) -> Option<DrawnShape> {
    let mut count = 0;
    shape.each_point(&mut |_| count += 1);
    *left = left.checked_sub(count)?;
    Some(DrawnShape { ix, outline: PlacedOutline::of(shape) })
}

/// Paints what is in view. Lines and text that can be searched have no room for fills.
pub(super) fn paint(painter: &Painter, ctx: &ViewCtx<'_>, drawn: &[DrawnShape], camera: &Camera) {
    let medium = Medium::of(painter.ctx());
    let visible = camera.visible();
    for DrawnShape { ix, outline } in drawn.iter().filter(|shape| shape.outline.extent.meets(&visible)) {
        let selected =
            ctx.selection.iter().any(|item| ctx.dataset.record(*ix).is_some_and(|record| *item.record() == record.id));
        let palette = ctx.palette;
        let color = if selected { palette.accent } else { palette.map.gate };
        let stroke = Stroke::new(if selected { WIDTH + 1.0 } else { WIDTH }, color);
        for part in &outline.parts {
            match part {
                OutlinePart::Dot(at) => {
                    painter.circle_filled(camera.to_screen(*at), WIDTH + 1.0, color);
                }
                OutlinePart::Line(line) => lines(painter, line, false, camera, stroke),
                OutlinePart::Area(rings, corners) => {
                    if medium != Medium::Lines {
                        painter.add(fill(rings, corners, camera, color.gamma_multiply(FILL)));
                    }
                    rings.iter().for_each(|ring| lines(painter, ring, true, camera, stroke));
                }
            }
        }
    }
}

/// An area in one colour.
pub(super) fn fill(rings: &[Vec<MercatorPoint>], corners: &[u32], camera: &Camera, color: Color32) -> Shape {
    let vertex = |at: &MercatorPoint| Vertex { pos: camera.to_screen(*at), uv: WHITE_UV, color };
    let vertices = rings.iter().flatten().map(vertex).collect();
    Shape::mesh(Mesh { vertices, indices: corners.to_vec(), ..Mesh::default() })
}

fn lines(painter: &Painter, points: &[MercatorPoint], closed: bool, camera: &Camera, stroke: Stroke) {
    let ends = points.first().filter(|_| closed);
    let screen = points.iter().chain(ends).map(|at| camera.to_screen(*at));
    for run in runs(screen, camera.rect.expand(WIDTH * 4.0)) {
        painter.add(Shape::line(run, stroke));
    }
}
