//! Edges of a polygon and an even-odd test against them.

use crate::grid::{BOX, MARGIN, Pt, clip};

const BAND: i32 = 2_000;

/// A bag of edges; the order of rings does not matter to the test.
pub struct Shape {
    pub edges: Vec<(Pt, Pt)>,
    bands: Vec<Vec<[f64; 4]>>,
}

fn band(y: f64) -> usize {
    ((y - f64::from(BOX[1] - MARGIN)) / f64::from(BAND)).max(0.0) as usize
}

impl Shape {
    pub fn new(rings: &[Vec<Pt>]) -> Self {
        Self::from_edges(rings.iter().flat_map(|r| r.windows(2).map(|w| (w[0], w[1]))))
    }

    /// Keeps the edges of the latitudes at hand; those east and west of the box count in the test.
    pub fn from_edges(edges: impl Iterator<Item = (Pt, Pt)>) -> Self {
        let (low, high) = (BOX[1] - MARGIN, BOX[3] + MARGIN);
        let last = ((high - low) / BAND) as usize;
        let mut shape = Self { edges: Vec::new(), bands: vec![Vec::new(); last + 1] };
        for (a, b) in edges {
            if a == b || a.y.max(b.y) < low || a.y.min(b.y) > high {
                continue;
            }
            shape.edges.push((a, b));
            let e = [a.f()[0], a.f()[1], b.f()[0], b.f()[1]];
            let to = band(e[1].max(e[3])).min(last);
            for k in band(e[1].min(e[3]))..=to {
                shape.bands[k].push(e);
            }
        }
        shape
    }

    /// Even-odd test; points in question never lie on an edge (they are triangle centres).
    pub fn contains(&self, p: [f64; 2]) -> bool {
        let Some(edges) = self.bands.get(band(p[1])) else { return false };
        edges.iter().fold(false, |odd, &[ax, ay, bx, by]| {
            let hit = (ay > p[1]) != (by > p[1]) && p[0] < ax + (p[1] - ay) / (by - ay) * (bx - ax);
            odd != hit
        })
    }

    /// The edges cut to the box plus margin.
    pub fn clipped(&self) -> impl Iterator<Item = (Pt, Pt)> + '_ {
        self.edges.iter().filter_map(|&(a, b)| clip(a, b))
    }
}
