//! One triangulation of all line-work: the noded coverage everything is cut from.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use spade::handles::FixedVertexHandle;
use spade::{ConstrainedDelaunayTriangulation, Point2, Triangulation};

use crate::grid::{METRES, Pt};

pub const NONE: u32 = u32::MAX;

pub struct Mesh {
    pub points: Vec<[f64; 2]>,
    /// Corners, counter-clockwise.
    pub triangles: Vec<[u32; 3]>,
    /// Triangle across the side that starts at the same-numbered corner, or `NONE`.
    pub across: Vec<[u32; 3]>,
    /// Number of the face (area bounded by input lines) of each triangle.
    pub face: Vec<u32>,
    pub faces: usize,
}

/// Triangulates the segments; they split each other where they cross.
pub fn build(segments: &BTreeSet<(Pt, Pt)>) -> Result<Mesh> {
    let mut index: BTreeMap<Pt, usize> = BTreeMap::new();
    for &(a, b) in segments {
        index.insert(a, 0);
        index.insert(b, 0);
    }
    for (i, v) in index.values_mut().enumerate() {
        *v = i;
    }
    let vertices = index.keys().map(|p| Point2::new(p.f()[0], p.f()[1])).collect();
    let mut cdt =
        ConstrainedDelaunayTriangulation::<Point2<f64>>::bulk_load_cdt(vertices, vec![]).context("triangulate")?;
    for (p, &i) in &index {
        let q = cdt.vertex(FixedVertexHandle::from_index(i)).position();
        ensure!([q.x, q.y] == p.f(), "the triangulation renumbered its points");
    }
    for (a, b) in segments {
        let (a, b) = (index[a], index[b]);
        cdt.add_constraint_and_split(FixedVertexHandle::from_index(a), FixedVertexHandle::from_index(b), |p| p);
    }
    Ok(read(&cdt))
}

fn read(cdt: &ConstrainedDelaunayTriangulation<Point2<f64>>) -> Mesh {
    let points = cdt.vertices().map(|v| [v.position().x, v.position().y]).collect();
    // spade numbers the outer face 0 and the triangles from 1
    let number = |i: usize| if i == 0 { NONE } else { i as u32 - 1 };
    let (mut triangles, mut across, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for t in cdt.inner_faces() {
        let sides = t.adjacent_edges();
        triangles.push(sides.map(|e| e.from().fix().index() as u32));
        across.push(sides.map(|e| number(e.rev().face().fix().index())));
        open.push(sides.map(|e| !e.is_constraint_edge()));
    }
    let mut mesh = Mesh { points, triangles, across, face: Vec::new(), faces: 0 };
    (mesh.face, mesh.faces) = mesh.components(|t, k, _| open[t][k]);
    mesh
}

impl Mesh {
    /// Numbers the groups of triangles joined by sides that `joined(triangle, side, other)` lets through.
    pub fn components(&self, joined: impl Fn(usize, usize, usize) -> bool) -> (Vec<u32>, usize) {
        let mut group = vec![NONE; self.triangles.len()];
        let mut count = 0;
        let mut stack = Vec::new();
        for first in 0..group.len() {
            if group[first] != NONE {
                continue;
            }
            group[first] = count;
            stack.push(first);
            while let Some(t) = stack.pop() {
                for k in 0..3 {
                    let o = self.across[t][k];
                    if o != NONE && group[o as usize] == NONE && joined(t, k, o as usize) {
                        group[o as usize] = count;
                        stack.push(o as usize);
                    }
                }
            }
            count += 1;
        }
        (group, count as usize)
    }

    pub fn corners(&self, t: usize) -> [[f64; 2]; 3] {
        self.triangles[t].map(|v| self.points[v as usize])
    }

    pub fn centre(&self, t: usize) -> [f64; 2] {
        let [a, b, c] = self.corners(t);
        [(a[0] + b[0] + c[0]) / 3.0, (a[1] + b[1] + c[1]) / 3.0]
    }

    /// Area in km², to a few per cent: only thresholds hang on it.
    pub fn area(&self, t: usize) -> f64 {
        let [a, b, c] = self.corners(t);
        let twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        twice / 2e6 * METRES[0] * METRES[1]
    }

    /// Length of a side in grid steps.
    pub fn side(&self, t: usize, k: usize) -> f64 {
        let c = self.corners(t);
        let (a, b) = (c[k], c[(k + 1) % 3]);
        (b[0] - a[0]).hypot(b[1] - a[1])
    }

    /// The centre of each face's largest triangle: a point safely inside it.
    pub fn inside_points(&self) -> Vec<[f64; 2]> {
        let mut best = vec![(-1.0, [0.0; 2]); self.faces];
        for (t, &f) in self.face.iter().enumerate() {
            let a = self.area(t);
            if a > best[f as usize].0 {
                best[f as usize] = (a, self.centre(t));
            }
        }
        best.into_iter().map(|b| b.1).collect()
    }
}
