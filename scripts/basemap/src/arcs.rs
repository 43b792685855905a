//! Shared arcs of the coverage, and the rings and lines made of them.

use std::collections::BTreeMap;

use crate::chain::{Edge, Line, chain};
use crate::grid::{Pt, area, pt};
use crate::mesh::{Mesh, NONE};
use crate::units::{SEA, country};

pub type Arc = Line<Pt, u8>;

/// An arc seen in its own direction (`true`) or against it.
pub type Step = (usize, bool);

/// East end of the land border: point 1 of the Gulf of Tonkin delimitation.
const EAST_END: [f64; 2] = [108.101_194_4, 21.470_138_9];

fn grid(p: [f64; 2]) -> Pt {
    Pt { x: p[0].round() as i32, y: p[1].round() as i32 }
}

/// The edges between different labels, joined to arcs. Rounding to the grid may
/// fold a hairline onto itself: such doubled edges cancel.
pub fn extract(mesh: &Mesh, label: &[u8]) -> Vec<Arc> {
    let mut sides: BTreeMap<(Pt, Pt), Vec<(u8, u8)>> = BTreeMap::new();
    for t in 0..mesh.triangles.len() {
        for k in 0..3 {
            let o = mesh.across[t][k];
            let right = if o == NONE { SEA } else { label[o as usize] };
            // each edge once, from the side with the lower number
            if right == label[t] || (o != NONE && (o as usize) < t) {
                continue;
            }
            let c = mesh.corners(t);
            let (a, b) = (grid(c[k]), grid(c[(k + 1) % 3]));
            if a < b {
                sides.entry((a, b)).or_default().push((label[t], right));
            } else if b < a {
                sides.entry((b, a)).or_default().push((right, label[t]));
            }
        }
    }
    let mut edges = Vec::new();
    for ((a, b), list) in sides {
        let mut left: Vec<u8> = list.iter().map(|s| s.0).collect();
        let mut right: Vec<u8> = Vec::new();
        for r in list.iter().map(|s| s.1) {
            match left.iter().position(|&l| l == r) {
                Some(i) => drop(left.remove(i)),
                None => right.push(r),
            }
        }
        if let (Some(&left), Some(&right)) = (left.first(), right.first()) {
            edges.push(Edge { a, b, left, right });
        }
    }
    chain(&edges)
}

/// The border line over tidal water, down to its east end.
pub fn tidal(mesh: &Mesh, label: &[u8], claims: &[&str]) -> Vec<Arc> {
    let end = pt(EAST_END[0], EAST_END[1]);
    let near = |p: Pt| p.x > pt(107.9, 0.0).x && p.x <= end.x && p.y >= end.y;
    let claim = |t: usize| claims[mesh.face[t] as usize];
    let mut edges = Vec::new();
    for t in 0..mesh.triangles.len() {
        for k in 0..3 {
            let o = mesh.across[t][k] as usize;
            if mesh.across[t][k] == NONE || label[t] != SEA || label[o] != SEA {
                continue;
            }
            let c = mesh.corners(t);
            let (a, b) = (grid(c[k]), grid(c[(k + 1) % 3]));
            if claim(t) == "vn" && claim(o) == "cn" && near(a) && near(b) && a != b {
                edges.push(Edge { a, b, left: SEA, right: SEA });
            }
        }
    }
    chain(&edges)
}

/// Polygons (outer ring first, counter-clockwise) of everything `of` says yes to.
pub fn polygons(arcs: &[Arc], of: impl Fn(u8) -> bool) -> Vec<Vec<Vec<Step>>> {
    let mut out: BTreeMap<Pt, Vec<Step>> = BTreeMap::new();
    for (i, a) in arcs.iter().enumerate() {
        let (l, r) = (of(a.left), of(a.right));
        if l != r {
            let from = if l { a.nodes[0] } else { a.nodes[a.nodes.len() - 1] };
            out.entry(from).or_default().push((i, l));
        }
    }
    let mut rings = Vec::new();
    while let Some((_, list)) = out.iter_mut().find(|(_, l)| !l.is_empty()) {
        let mut ring = vec![list.remove(0)];
        let start = path(arcs, ring[0])[0];
        loop {
            let here = path(arcs, ring[ring.len() - 1]);
            let node = here[here.len() - 1];
            if node == start {
                break;
            }
            let next = turn(arcs, &here, out.get_mut(&node));
            ring.push(next);
        }
        rings.push(ring);
    }
    nest(arcs, rings)
}

pub fn path(arcs: &[Arc], step: Step) -> Vec<Pt> {
    let mut p = arcs[step.0].nodes.clone();
    if !step.1 {
        p.reverse();
    }
    p
}

/// Of the ways on, the sharpest left turn: rings that only touch stay apart.
fn turn(arcs: &[Arc], here: &[Pt], ways: Option<&mut Vec<Step>>) -> Step {
    let Some(ways) = ways.filter(|w| !w.is_empty()) else {
        unreachable!("a ring of the coverage does not close at {:?}", here.last());
    };
    let (before, node) = (here[here.len() - 2], here[here.len() - 1]);
    let angle = |p: Pt| f64::from(p.y - node.y).atan2(f64::from(p.x - node.x));
    let back = angle(before);
    let sweep = |s: &Step| {
        let a = back - angle(path(arcs, *s)[1]);
        if a > 0.0 { a } else { a + std::f64::consts::TAU }
    };
    let best = (0..ways.len()).min_by(|&a, &b| sweep(&ways[a]).total_cmp(&sweep(&ways[b])));
    ways.remove(best.unwrap_or(0))
}

pub fn ring_points(arcs: &[Arc], ring: &[Step]) -> Vec<Pt> {
    let mut points: Vec<Pt> = Vec::new();
    for &step in ring {
        let p = path(arcs, step);
        points.extend(&p[usize::from(!points.is_empty())..]);
    }
    points
}

fn nest(arcs: &[Arc], rings: Vec<Vec<Step>>) -> Vec<Vec<Vec<Step>>> {
    let mut outer: Vec<(f64, Vec<Pt>, Vec<Vec<Step>>)> = Vec::new();
    let mut holes = Vec::new();
    for ring in rings {
        let points = ring_points(arcs, &ring);
        let a = area(&points);
        if a > 0.0 { outer.push((a, points, vec![ring])) } else { holes.push((points, ring)) }
    }
    // the smallest ring around a hole is its owner
    outer.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (points, ring) in holes {
        let inside = |o: &&mut (f64, Vec<Pt>, Vec<Vec<Step>>)| {
            points.iter().find(|p| !o.1.contains(p)).is_some_and(|p| encloses(&o.1, *p))
        };
        if let Some(o) = outer.iter_mut().find(inside) {
            o.2.push(ring);
        }
    }
    outer.reverse();
    outer.into_iter().map(|o| o.2).collect()
}

fn encloses(ring: &[Pt], p: Pt) -> bool {
    ring.windows(2).fold(false, |odd, w| {
        let (a, b) = if w[0].y < w[1].y { (w[0], w[1]) } else { (w[1], w[0]) };
        odd != (a.y <= p.y && p.y < b.y && crate::grid::cross(a, b, p) > 0)
    })
}

/// Arcs between two countries, joined end to end, each line from west to east.
pub fn border(arcs: &[Arc], one: &str, two: &str) -> Vec<Vec<Step>> {
    let between = |a: &Arc| {
        let (l, r) = (country(a.left), country(a.right));
        (l == one && r == two) || (l == two && r == one)
    };
    join(arcs, (0..arcs.len()).filter(|&i| between(&arcs[i])).collect())
}

pub fn join(arcs: &[Arc], mut rest: Vec<usize>) -> Vec<Vec<Step>> {
    let mut lines = Vec::new();
    while let Some(first) = rest.pop() {
        let mut line = vec![(first, true)];
        while let Some(k) = rest.iter().position(|&i| follows(arcs, line[line.len() - 1], i).is_some()) {
            let i = rest.remove(k);
            line.extend(follows(arcs, line[line.len() - 1], i));
        }
        line = line.iter().rev().map(|s| (s.0, !s.1)).collect();
        while let Some(k) = rest.iter().position(|&i| follows(arcs, line[line.len() - 1], i).is_some()) {
            let i = rest.remove(k);
            line.extend(follows(arcs, line[line.len() - 1], i));
        }
        let p = ring_points(arcs, &line);
        if p[0].x > p[p.len() - 1].x {
            line = line.iter().rev().map(|s| (s.0, !s.1)).collect();
        }
        lines.push(line);
    }
    lines.sort_by_key(|l| ring_points(arcs, l)[0]);
    lines
}

fn follows(arcs: &[Arc], last: Step, i: usize) -> Option<Step> {
    let end = path(arcs, last).pop()?;
    let nodes = &arcs[i].nodes;
    if nodes[0] == end { Some((i, true)) } else { (nodes[nodes.len() - 1] == end).then_some((i, false)) }
}
