//! Vietnamese provinces out of commune points: Voronoi cells dissolved by province.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};

use crate::chain::{Edge, chain};
use crate::grid::{METRES, Pt};
use crate::read::Commune;
use crate::shape::Shape;
use crate::units::{SEA, label_of};

/// Points this close share a grid point or nearly so (metres).
const SAME: f64 = 2.0;

#[derive(Clone, Copy)]
struct Site {
    at: Point2<f64>,
    label: u8,
}

impl HasPosition for Site {
    type Scalar = f64;
    fn position(&self) -> Point2<f64> {
        self.at
    }
}

pub struct Provinces {
    pub lines: Vec<Vec<Pt>>,
    shapes: BTreeMap<u8, Shape>,
    sites: Vec<Site>,
}

impl Provinces {
    /// The province at a point: by the smoothed lines, or else by the nearest commune.
    pub fn at(&self, p: [f64; 2]) -> u8 {
        let mut inside = self.shapes.iter().filter(|(_, s)| s.contains(p)).map(|(&l, _)| l);
        if let (Some(label), None) = (inside.next(), inside.next()) {
            return label;
        }
        let d = |s: &Site| (s.at.x - p[0] * METRES[0]).hypot(s.at.y - p[1] * METRES[1]);
        let nearest = self.sites.iter().filter(|s| s.label != SEA).min_by(|a, b| d(a).total_cmp(&d(b)));
        nearest.map_or(SEA, |s| s.label)
    }
}

pub fn provinces(communes: &[Commune]) -> Result<Provinces> {
    let mut sites: Vec<Site> = Vec::new();
    for c in communes {
        let p = crate::grid::pt(c.lon, c.lat).f();
        let at = Point2::new(p[0] * METRES[0], p[1] * METRES[1]);
        // provinces south of the box have no label: their cells only bound the others
        let label = label_of(&c.province).unwrap_or(SEA);
        if sites.iter().all(|s| (s.at.x - at.x).hypot(s.at.y - at.y) > SAME) {
            sites.push(Site { at, label });
        }
    }
    println!("communes: {} points", sites.len());
    // far points, so that every cell of a commune is bounded
    for k in 0..24 {
        let a = f64::from(k) * std::f64::consts::TAU / 24.0;
        let at = Point2::new(5.5e5 + 1.5e6 * a.cos(), 2.8e5 + 1.5e6 * a.sin());
        sites.push(Site { at, label: SEA });
    }
    let edges = dual(&triangulate(&sites)?);
    let mut lines = Vec::new();
    let mut sides: BTreeMap<u8, Vec<(Pt, Pt)>> = BTreeMap::new();
    for line in chain(&edges) {
        let points: Vec<[f64; 2]> =
            line.nodes.iter().map(|n| [f64::from(n.0) / METRES[0], f64::from(n.1) / METRES[1]]).collect();
        let smooth = smooth(&points);
        for label in [line.left, line.right].into_iter().filter(|&l| l != SEA) {
            sides.entry(label).or_default().extend(smooth.windows(2).map(|w| (w[0], w[1])));
        }
        lines.push(smooth);
    }
    let shapes = sides.into_iter().map(|(l, e)| (l, Shape::from_edges(e.into_iter()))).collect();
    Ok(Provinces { lines, shapes, sites })
}

fn triangulate(sites: &[Site]) -> Result<DelaunayTriangulation<Site>> {
    DelaunayTriangulation::bulk_load_stable(sites.to_vec()).context("commune cells")
}

/// Voronoi edges between different provinces, between nodes rounded to whole metres.
fn dual(net: &DelaunayTriangulation<Site>) -> Vec<Edge<(i32, i32)>> {
    let node = |c: Point2<f64>| (c.x.round() as i32, c.y.round() as i32);
    let mut edges = Vec::new();
    for e in net.undirected_edges() {
        let e = e.as_directed();
        let (from, to) = (e.from().data().label, e.to().data().label);
        let (Some(l), Some(r)) = (e.face().as_inner(), e.rev().face().as_inner()) else { continue };
        let (a, b) = (node(r.circumcenter()), node(l.circumcenter()));
        if from != to && a != b {
            // walking from the right face to the left one, the edge's origin lies to the left
            edges.push(Edge { a, b, left: from, right: to });
        }
    }
    edges
}

/// Cell edges zigzag at the spacing of communes: run through their middles, then cut corners.
fn smooth(line: &[[f64; 2]]) -> Vec<Pt> {
    let mix = |a: [f64; 2], b: [f64; 2], t: f64| [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    let mut run = vec![line[0]];
    run.extend(line.windows(2).map(|w| mix(w[0], w[1], 0.5)));
    run.push(line[line.len() - 1]);
    for _ in 0..2 {
        let mut next = vec![run[0]];
        for w in run.windows(2) {
            next.push(mix(w[0], w[1], 0.25));
            next.push(mix(w[0], w[1], 0.75));
        }
        next.push(run[run.len() - 1]);
        run = next;
    }
    let mut out: Vec<Pt> = run.iter().map(|p| Pt { x: p[0].round() as i32, y: p[1].round() as i32 }).collect();
    out.dedup();
    out
}
