//! Voronoi cells of communes, and the Vietnamese provinces that they dissolve into.

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
struct Site<'a> {
    at: Point2<f64>,
    /// None of the far points that bound the outermost cells.
    commune: Option<&'a Commune>,
}

impl HasPosition for Site<'_> {
    type Scalar = f64;
    fn position(&self) -> Point2<f64> {
        self.at
    }
}

/// Whole metres.
pub type Node = (i32, i32);

/// Where the cells of two communes meet.
pub struct Side<'a> {
    pub a: Node,
    pub b: Node,
    pub left: Option<&'a Commune>,
    pub right: Option<&'a Commune>,
}

impl Side<'_> {
    /// Where it parts two different values of what `value` gives.
    fn parts<T: Copy + PartialEq>(&self, value: impl Fn(Option<&Commune>) -> T) -> Option<Edge<Node, T>> {
        let (left, right) = (value(self.left), value(self.right));
        (left != right).then_some(Edge { a: self.a, b: self.b, left, right })
    }
}

/// Voronoi cells of communes.
pub struct Cells<'a> {
    sites: Vec<Site<'a>>,
    pub sides: Vec<Side<'a>>,
}

impl<'a> Cells<'a> {
    pub fn new(communes: &'a [Commune]) -> Result<Self> {
        let mut sites: Vec<Site<'a>> = Vec::new();
        for commune in communes {
            let p = crate::grid::pt(commune.lon, commune.lat).f();
            let at = Point2::new(p[0] * METRES[0], p[1] * METRES[1]);
            if sites.iter().all(|s| (s.at.x - at.x).hypot(s.at.y - at.y) > SAME) {
                sites.push(Site { at, commune: Some(commune) });
            }
        }
        println!("communes: {} points", sites.len());
        // far points, so that every cell of a commune is bounded
        for k in 0..24 {
            let a = f64::from(k) * std::f64::consts::TAU / 24.0;
            sites.push(Site { at: Point2::new(5.5e5 + 1.5e6 * a.cos(), 2.8e5 + 1.5e6 * a.sin()), commune: None });
        }
        let net = DelaunayTriangulation::bulk_load_stable(sites.clone()).context("commune cells")?;
        Ok(Self { sides: sides(&net), sites })
    }
}

fn sides<'a>(net: &DelaunayTriangulation<Site<'a>>) -> Vec<Side<'a>> {
    let node = |c: Point2<f64>| (c.x.round() as i32, c.y.round() as i32);
    let mut sides = Vec::new();
    for e in net.undirected_edges() {
        let e = e.as_directed();
        let (Some(l), Some(r)) = (e.face().as_inner(), e.rev().face().as_inner()) else { continue };
        let (a, b) = (node(r.circumcenter()), node(l.circumcenter()));
        if a != b {
            // walking from the right face to the left one, the edge's origin lies to the left
            sides.push(Side { a, b, left: e.from().data().commune, right: e.to().data().commune });
        }
    }
    sides
}

/// The label of a commune's province; provinces south of the box have none: their cells only bound the others.
fn province(commune: Option<&Commune>) -> u8 {
    commune.and_then(|commune| label_of(&commune.province)).unwrap_or(SEA)
}

pub struct Provinces {
    pub lines: Vec<Vec<Pt>>,
    shapes: BTreeMap<u8, Shape>,
    sites: Vec<(Point2<f64>, u8)>,
}

impl Provinces {
    pub fn new(cells: &Cells<'_>) -> Self {
        let edges: Vec<_> = cells.sides.iter().filter_map(|side| side.parts(province)).collect();
        let mut lines = Vec::new();
        let mut sides: BTreeMap<u8, Vec<(Pt, Pt)>> = BTreeMap::new();
        for line in chain(&edges) {
            let smooth = smooth(&line.nodes);
            for label in [line.left, line.right].into_iter().filter(|&l| l != SEA) {
                sides.entry(label).or_default().extend(smooth.windows(2).map(|w| (w[0], w[1])));
            }
            lines.push(smooth);
        }
        let shapes = sides.into_iter().map(|(l, e)| (l, Shape::from_edges(e.into_iter()))).collect();
        Self { lines, shapes, sites: cells.sites.iter().map(|site| (site.at, province(site.commune))).collect() }
    }

    /// The province at a point: by the smoothed lines, or else by the nearest commune.
    pub fn at(&self, p: [f64; 2]) -> u8 {
        let mut inside = self.shapes.iter().filter(|(_, s)| s.contains(p)).map(|(&l, _)| l);
        if let (Some(label), None) = (inside.next(), inside.next()) {
            return label;
        }
        let d = |at: &Point2<f64>| (at.x - p[0] * METRES[0]).hypot(at.y - p[1] * METRES[1]);
        let nearest = self.sites.iter().filter(|s| s.1 != SEA).min_by(|a, b| d(&a.0).total_cmp(&d(&b.0)));
        nearest.map_or(SEA, |s| s.1)
    }
}

/// Cell edges zigzag at the spacing of communes: run through their middles, then cut corners.
pub fn smooth(nodes: &[Node]) -> Vec<Pt> {
    let line: Vec<[f64; 2]> = nodes.iter().map(|n| [f64::from(n.0) / METRES[0], f64::from(n.1) / METRES[1]]).collect();
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
