//! What lies in a polygon, and where its middle is.

use super::{Local, build};
use crate::map::geo::{Extent, MercatorPoint};

/// Whether an odd number of rings goes around the place. Rings need no closing point.
pub(super) fn holds<R: AsRef<[Local]>>(rings: impl IntoIterator<Item = R>, at: Local) -> bool {
    let mut odd = false;
    for ring in rings {
        for (a, b) in edges(ring.as_ref()) {
            if (a[1] > at[1]) != (b[1] > at[1]) {
                let crossing = a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                odd ^= at[0] < crossing;
            }
        }
    }
    odd
}

fn edges(ring: &[Local]) -> impl Iterator<Item = (&Local, &Local)> {
    ring.iter().zip(ring.iter().skip(1).chain(ring.first()))
}

/// About the place inside that is furthest from every edge, in the part of the polygon that
/// `extent` goes around: the best of a grid, then the best of a finer grid around that.
pub(super) fn heart(rings: &[Vec<Local>], extent: &Extent) -> MercatorPoint {
    let (mut middle, mut half) = (extent.center(), (extent.width() / 2.0, extent.height() / 2.0));
    for _ in 0..2 {
        middle = best_of_grid(rings, middle, half);
        half = (half.0 / 7.0, half.1 / 7.0);
    }
    middle
}

fn best_of_grid(rings: &[Vec<Local>], middle: MercatorPoint, half: (f64, f64)) -> MercatorPoint {
    const STEPS: i32 = 8;
    let part = |i: i32| f64::from(i) / f64::from(STEPS);
    let grid = (-STEPS..=STEPS).flat_map(|i| (-STEPS..=STEPS).map(move |j| (i, j)));
    let mut best = (middle, f32::NEG_INFINITY);
    for (i, j) in grid {
        let at = MercatorPoint { x: middle.x + half.0 * part(i), y: middle.y + half.1 * part(j) };
        let here = build::local(at);
        if holds(rings, here) {
            let room = room(rings, here);
            if room > best.1 {
                best = (at, room);
            }
        }
    }
    best.0
}

/// Places inside, the nearest to the heart first: where a name may stand.
pub(super) fn spots(rings: &[Vec<Local>], extent: &Extent, heart: MercatorPoint) -> Vec<MercatorPoint> {
    const STEPS: i32 = 9;
    let part = |i: i32| (f64::from(i) + 0.5) / f64::from(STEPS);
    let grid = (0..STEPS).flat_map(|i| (0..STEPS).map(move |j| (i, j)));
    let places = grid.map(|(i, j)| MercatorPoint {
        x: extent.min.x + extent.width() * part(i),
        y: extent.min.y + extent.height() * part(j),
    });
    // a name does not stand on an edge, as far as there is another place
    let least = room(rings, build::local(heart)) * 0.1;
    let near_edge = |at: &MercatorPoint| room(rings, build::local(*at)) < least;
    let mut spots: Vec<MercatorPoint> = places.filter(|at| holds(rings, build::local(*at))).collect();
    spots.sort_by(|a, b| near_edge(a).cmp(&near_edge(b)).then(a.distance(heart).total_cmp(&b.distance(heart))));
    spots.insert(0, heart);
    spots
}

/// The square of the distance to the nearest edge. Labels are wider than high, so what is above
/// and below counts as further away than what is beside.
fn room(rings: &[Vec<Local>], at: Local) -> f32 {
    const FLAT: f32 = 2.0;
    let shift = |p: &Local| [p[0] - at[0], (p[1] - at[1]) * FLAT];
    let distance = |(a, b): (&Local, &Local)| {
        let (a, b) = (shift(a), shift(b));
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let square = dx * dx + dy * dy;
        let part = if square > 0.0 { (-(a[0] * dx + a[1] * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
        let (x, y) = (a[0] + dx * part, a[1] + dy * part);
        x * x + y * y
    };
    rings.iter().flat_map(|ring| edges(ring)).map(distance).fold(f32::INFINITY, f32::min)
}

#[cfg(test)]
mod tests {
    use super::super::origin;
    use super::*;

    fn ring(places: &[(f32, f32)]) -> Vec<Local> {
        places.iter().map(|(x, y)| [*x, *y]).collect()
    }

    #[test]
    fn a_hole_is_not_inside() {
        let outer = ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
        let hole = ring(&[(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]);
        let rings = [outer, hole];
        assert!(holds(&rings, [1.0, 1.0]));
        assert!(!holds(&rings, [5.0, 5.0]));
        assert!(!holds(&rings, [11.0, 5.0]));
    }

    #[test]
    fn the_heart_of_a_hook_lies_in_its_broad_part() {
        let scale = |v: f32| v * 1e-3;
        let hook: Vec<Local> = ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 1.0), (4.0, 1.0), (4.0, 10.0), (0.0, 10.0)])
            .into_iter()
            .map(|p| [scale(p[0]), scale(p[1])])
            .collect();
        let base = origin();
        let mut extent = Extent::NOTHING;
        extent.add(base);
        extent.add(MercatorPoint { x: base.x + 0.01, y: base.y + 0.01 });
        let heart = build::local(heart(std::slice::from_ref(&hook), &extent));
        assert!(holds(&[hook], heart));
        assert!(heart[0] < 4e-3, "{heart:?}");
    }
}
