//! The drawn border between Vietnam and China from one end to the other, so that what lies along it
//! has an order.

use std::sync::OnceLock;

// the coarsest base map tells neighbours apart as well as the finest
use crate::basemap::{Outline, REGION};

/// What the ids of the runs of the border begin with.
const OURS: &str = "vn-cn";

/// Metres in a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// The line, from its western end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Border {
    /// Longitude and latitude in degrees.
    points: Vec<[f64; 2]>,
}

/// Where something stands beside the line, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BorderPosition {
    /// From the western end to the nearest point of the line.
    pub along: f64,
    /// From there.
    pub off: f64,
}

/// The border, as the base map draws it.
pub fn border() -> &'static Border {
    static CELL: OnceLock<Border> = OnceLock::new();
    CELL.get_or_init(|| Border { points: joined(runs()) })
}

impl Border {
    /// Where a position stands beside it; none where nothing is drawn.
    pub fn beside(&self, lat: f64, lon: f64) -> Option<BorderPosition> {
        let wide = lat.to_radians().cos();
        let plane = |[x, y]: &[f64; 2]| [(x - lon) * wide * DEGREE, (y - lat) * DEGREE];
        let mut along = 0.0;
        let mut best: Option<BorderPosition> = None;
        for pair in self.points.windows(2) {
            let [a, b] = pair else { continue };
            let ([ax, ay], [bx, by]) = (plane(a), plane(b));
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx.hypot(dy);
            let part = if length > 0.0 { (-(ax * dx + ay * dy) / (length * length)).clamp(0.0, 1.0) } else { 0.0 };
            let off = (ax + part * dx).hypot(ay + part * dy);
            if best.is_none_or(|best| off < best.off) {
                best = Some(BorderPosition { along: along + part * length, off });
            }
            along += length;
        }
        best
    }
}

/// The runs of the line, in whatever order and direction they are drawn.
fn runs() -> Vec<Vec<[f64; 2]>> {
    let ours = REGION.object("border").iter().filter(|line| line.text("id").starts_with(OURS));
    let arcs = ours.filter_map(|line| match &line.shape {
        Outline::Lines(lines) => Some(lines.iter().flatten()),
        _ => None,
    });
    arcs.flatten().map(|arc| REGION.line(&[*arc])).filter(|run| !run.is_empty()).collect()
}

/// The runs as one line: from the end that lies furthest in the west on, each time with the run that
/// ends nearest.
fn joined(mut runs: Vec<Vec<[f64; 2]>>) -> Vec<[f64; 2]> {
    let mut line: Vec<[f64; 2]> = Vec::new();
    while !runs.is_empty() {
        let tail = line.last().copied();
        let far = |end: Option<&[f64; 2]>| match (end, tail) {
            (Some(end), Some(tail)) => (end[0] - tail[0]).hypot(end[1] - tail[1]),
            (Some(end), None) => end[0],
            (None, _) => f64::INFINITY,
        };
        let near = |run: &Vec<[f64; 2]>| far(run.first()).min(far(run.last()));
        let next = (0..runs.len()).min_by(|a, b| {
            let of = |at: &usize| runs.get(*at).map_or(f64::INFINITY, near);
            of(a).total_cmp(&of(b))
        });
        let Some(next) = next else { break };
        let mut run = runs.swap_remove(next);
        if far(run.last()) < far(run.first()) {
            run.reverse();
        }
        line.extend(run);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_runs_from_the_corner_of_three_countries_to_the_sea_without_a_gap() {
        let points = &border().points;
        let (first, last) = (points[0], points[points.len() - 1]);
        assert!((first[0] - 102.14).abs() < 0.02 && (first[1] - 22.40).abs() < 0.02, "{first:?}");
        assert!((last[0] - 108.10).abs() < 0.02 && (last[1] - 21.47).abs() < 0.02, "{last:?}");
        let widest = points.windows(2).map(|w| (w[0][0] - w[1][0]).hypot(w[0][1] - w[1][1])).fold(0.0, f64::max);
        assert!(widest < 0.2, "a step of {widest} degrees");
    }

    #[test]
    fn what_lies_further_along_it_comes_later() {
        // Lào Cai, Thanh Thủy, Hữu Nghị, Móng Cái
        let along = [(22.5065, 103.9659), (22.9358, 104.8502), (21.9711, 106.7108), (21.5358, 107.9698)]
            .map(|(lat, lon)| border().beside(lat, lon).unwrap());
        assert!(along.windows(2).all(|pair| pair[0].along < pair[1].along), "{along:?}");
        assert!(along.iter().all(|one| one.off < 3_000.0), "{along:?}");
        assert!(along[3].along > 900_000.0, "{along:?}");
        assert!(border().beside(10.8, 106.7).unwrap().off > 900_000.0, "far away in the south");
    }
}
