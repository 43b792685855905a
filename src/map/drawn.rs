//! Lines and areas that records have of their own, on the map under its symbols.

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke};

use super::camera::Camera;
use super::geo::{Extent, World};
use crate::context::ViewCtx;
use crate::ui::vector::Medium;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::geometry::Point;
use km0_core::model::{Field, Geometry, Kind};
use km0_core::query::bits::Bits;

/// Points that are drawn of all shapes together; a file may have any number.
const MOST_POINTS: usize = 2_000_000;
/// Points between which nothing is seen.
const SEEN: f32 = 0.7;
/// How much of an area's colour its fill has.
const FILL: f32 = 0.12;
const WIDTH: f32 = 2.0;

/// A line or area of a record.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) ix: Ix,
    extent: Extent,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Dot(World),
    Line(Vec<World>),
    /// Rings, and the triangles between their points.
    Area(Vec<Vec<World>>, Vec<u32>),
}

/// The shapes of the gates and places that match, or that a matching record names.
pub(super) fn drawn(dataset: &Dataset, matched: &Bits) -> Vec<Drawn> {
    let mut left = MOST_POINTS;
    let places = dataset.of_kind(Kind::Gate).chain(dataset.of_kind(Kind::Place));
    let shaped = places.filter_map(|(ix, record)| Some((ix, record.word(Field::Geometry)?)));
    let concerned =
        |ix: Ix| matched.has(ix.row()) || dataset.back_links(ix).iter().any(|link| matched.has(link.to.row()));
    shaped
        .filter(|(ix, _)| concerned(*ix))
        .filter_map(|(ix, wkt)| one(ix, &Geometry::from_wkt(wkt)?, &mut left))
        .collect()
}

fn one(ix: Ix, shape: &Geometry, left: &mut usize) -> Option<Drawn> {
    let mut extent = Extent::NOTHING;
    let mut count = 0;
    shape.each_point(&mut |[lon, lat]| {
        extent.add(World::of(lat, lon));
        count += 1;
    });
    *left = left.checked_sub(count)?;
    let mut parts = Vec::new();
    let line = |points: &[Point]| points.iter().map(|[lon, lat]| World::of(*lat, *lon)).collect::<Vec<_>>();
    let area = |rings: &[Vec<Point>]| {
        let rings: Vec<Vec<World>> = rings.iter().map(|ring| line(ring)).collect();
        let corners = corners(&rings);
        Part::Area(rings, corners)
    };
    shape.each_part(&mut |part| match part {
        Geometry::Point([lon, lat]) => parts.push(Part::Dot(World::of(*lat, *lon))),
        Geometry::Points(points) => parts.extend(line(points).into_iter().map(Part::Dot)),
        Geometry::Line(points) => parts.push(Part::Line(line(points))),
        Geometry::Lines(lines) => parts.extend(lines.iter().map(|points| Part::Line(line(points)))),
        Geometry::Area(rings) => parts.push(area(rings)),
        Geometry::Areas(areas) => parts.extend(areas.iter().map(|rings| area(rings))),
        Geometry::Many(_) => {}
    });
    Some(Drawn { ix, extent, parts })
}

/// The triangles that fill an area, by the points of all its rings in order.
fn corners(rings: &[Vec<World>]) -> Vec<u32> {
    let mut holes = Vec::new();
    let mut count = 0_u32;
    for ring in rings {
        if count > 0 {
            holes.push(count);
        }
        count += u32::try_from(ring.len()).unwrap_or(0);
    }
    let mut corners: Vec<u32> = Vec::new();
    earcut::Earcut::new().earcut(rings.iter().flatten().map(|at| [at.x, at.y]), &holes, &mut corners);
    corners
}

/// Paints what is in view. Lines and text that can be searched have no room for fills.
pub(super) fn paint(painter: &Painter, ctx: &ViewCtx<'_>, drawn: &[Drawn], camera: &Camera) {
    let medium = Medium::of(painter.ctx());
    let visible = camera.visible();
    for shape in drawn.iter().filter(|shape| shape.extent.meets(&visible)) {
        let selected = ctx
            .selection
            .iter()
            .any(|item| ctx.dataset.record(shape.ix).is_some_and(|record| *item.record() == record.id));
        let palette = ctx.palette;
        let color = if selected { palette.accent } else { palette.map.gate };
        let stroke = Stroke::new(if selected { WIDTH + 1.0 } else { WIDTH }, color);
        for part in &shape.parts {
            match part {
                Part::Dot(at) => {
                    painter.circle_filled(camera.to_screen(*at), WIDTH + 1.0, color);
                }
                Part::Line(line) => lines(painter, line, false, camera, stroke),
                Part::Area(rings, corners) => {
                    if medium != Medium::Lines {
                        painter.add(fill(rings, corners, camera, color.gamma_multiply(FILL)));
                    }
                    rings.iter().for_each(|ring| lines(painter, ring, true, camera, stroke));
                }
            }
        }
    }
}

fn fill(rings: &[Vec<World>], corners: &[u32], camera: &Camera, color: Color32) -> Shape {
    let vertex = |at: &World| Vertex { pos: camera.to_screen(*at), uv: WHITE_UV, color };
    let vertices = rings.iter().flatten().map(vertex).collect();
    Shape::mesh(Mesh { vertices, indices: corners.to_vec(), ..Mesh::default() })
}

fn lines(painter: &Painter, points: &[World], closed: bool, camera: &Camera, stroke: Stroke) {
    let ends = points.first().filter(|_| closed);
    let screen = points.iter().chain(ends).map(|at| camera.to_screen(*at));
    for run in runs(screen, camera.rect.expand(WIDTH * 4.0)) {
        painter.add(Shape::line(run, stroke));
    }
}

/// The parts of a line that may be seen, without points that lie in others.
fn runs(points: impl Iterator<Item = Pos2>, rect: Rect) -> Vec<Vec<Pos2>> {
    let mut runs: Vec<Vec<Pos2>> = Vec::new();
    let mut last: Option<Pos2> = None;
    let mut joined = false;
    for at in points {
        let Some(from) = last else {
            last = Some(at);
            continue;
        };
        if from.distance(at) < SEEN {
            continue;
        }
        if Rect::from_two_pos(from, at).intersects(rect) {
            match runs.last_mut().filter(|_| joined) {
                Some(run) => run.push(at),
                None => runs.push(vec![from, at]),
            }
            joined = true;
        } else {
            joined = false;
        }
        last = Some(at);
    }
    runs
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn only_what_may_be_seen_of_a_line_is_drawn() {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
        let line = [
            (-50.0, 5.0),
            (-20.0, 5.0),
            (5.0, 5.0),
            (5.1, 5.0),
            (9.0, 5.0),
            (50.0, 50.0),
            (60.0, 60.0),
            (5.0, -9.0),
            (5.0, 9.0),
        ];
        let runs = runs(line.into_iter().map(|(x, y)| pos2(x, y)), rect);
        let lengths: Vec<usize> = runs.iter().map(Vec::len).collect();
        assert_eq!(lengths, [4, 3]);
        assert_eq!(runs[0][0], pos2(-20.0, 5.0));
    }

    #[test]
    fn an_area_is_filled_but_for_its_holes() {
        let ring = |low: f64, high: f64| {
            [(low, low), (high, low), (high, high), (low, high), (low, low)].map(|(x, y)| World { x, y }).to_vec()
        };
        let rings = vec![ring(0.0, 1.0), ring(0.4, 0.6)];
        let points: Vec<World> = rings.iter().flatten().copied().collect();
        let corners = corners(&rings);
        let area: f64 = corners
            .chunks(3)
            .map(|three| {
                let [a, b, c] = [0, 1, 2].map(|at| points[three[at] as usize]);
                ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
            })
            .sum();
        assert!((area - 0.96).abs() < 1e-9, "{area}");
    }
}
