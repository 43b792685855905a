//! Points, lines and areas on the Mercator square, ready to be drawn.

use egui::{Pos2, Rect};

use super::geo::{Extent, MercatorPoint};
use km0_core::model::Geometry;
use km0_core::model::geometry::Point;

/// Points between which nothing is seen.
const SEEN: f32 = 0.7;

/// A shape with where it lies.
#[derive(Clone, Debug)]
pub(super) struct PlacedOutline {
    pub(super) extent: Extent,
    pub(super) parts: Vec<OutlinePart>,
}

#[derive(Clone, Debug)]
pub(super) enum OutlinePart {
    Dot(MercatorPoint),
    Line(Vec<MercatorPoint>),
    /// Rings, and the triangles between their points.
    Area(Vec<Vec<MercatorPoint>>, Vec<u32>),
}

impl PlacedOutline {
    pub(super) fn of(shape: &Geometry) -> Self {
        let mut extent = Extent::NOTHING;
        shape.each_point(&mut |[lon, lat]| extent.add(MercatorPoint::of(lat, lon)));
        let mut parts = Vec::new();
        let line = |points: &[Point]| points.iter().map(|[lon, lat]| MercatorPoint::of(*lat, *lon)).collect::<Vec<_>>();
        let area = |rings: &[Vec<Point>]| {
            let rings: Vec<Vec<MercatorPoint>> = rings.iter().map(|ring| line(ring)).collect();
            let corners = corners(&rings);
            OutlinePart::Area(rings, corners)
        };
        shape.each_part(&mut |part| match part {
            Geometry::Point([lon, lat]) => parts.push(OutlinePart::Dot(MercatorPoint::of(*lat, *lon))),
            Geometry::Points(points) => parts.extend(line(points).into_iter().map(OutlinePart::Dot)),
            Geometry::Line(points) => parts.push(OutlinePart::Line(line(points))),
            Geometry::Lines(lines) => parts.extend(lines.iter().map(|points| OutlinePart::Line(line(points)))),
            Geometry::Area(rings) => parts.push(area(rings)),
            Geometry::Areas(areas) => parts.extend(areas.iter().map(|rings| area(rings))),
            Geometry::Many(_) => {}
        });
        Self { extent, parts }
    }
}

/// The triangles that fill an area, by the points of all its rings in order.
fn corners(rings: &[Vec<MercatorPoint>]) -> Vec<u32> {
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

/// The parts of a line that may be seen, without points that lie in others.
pub(super) fn runs(points: impl Iterator<Item = Pos2>, rect: Rect) -> Vec<Vec<Pos2>> {
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
            [(low, low), (high, low), (high, high), (low, high), (low, low)]
                .map(|(x, y)| MercatorPoint { x, y })
                .to_vec()
        };
        let rings = vec![ring(0.0, 1.0), ring(0.4, 0.6)];
        let points: Vec<MercatorPoint> = rings.iter().flatten().copied().collect();
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
