//! Visvalingam's simplification of all arcs at once. A vertex goes only when the
//! triangle it leaves behind is empty of other vertices: arcs never come to cross.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::arcs::Arc;
use crate::grid::{METRES, Pt, area, cross};
use crate::units::SEA;

const CELL: i32 = 2_000;

/// `metres`: square root of the smallest triangle kept. `islet`: km² below which islands go.
pub fn simplify(arcs: &[Arc], metres: f64, islet: f64) -> Vec<Arc> {
    let kept: Vec<&Arc> = arcs.iter().filter(|a| !(is_islet(a) && area(&a.nodes).abs() < islet)).collect();
    let mut index = Index::default();
    for a in &kept {
        a.nodes.iter().for_each(|&p| index.add(p));
    }
    let mut twins: HashMap<(Pt, Pt), usize> = HashMap::new();
    for a in &kept {
        *twins.entry(ends(a)).or_default() += 1;
    }
    kept.iter()
        .map(|a| {
            let closed = a.nodes[0] == a.nodes[a.nodes.len() - 1];
            // arcs with common ends must not fall onto one another
            let least = if closed { 4 } else { 2 + usize::from(twins[&ends(a)] > 1) };
            Arc { nodes: thin(&a.nodes, metres * metres, least, &mut index), ..**a }
        })
        .collect()
}

fn ends(a: &Arc) -> (Pt, Pt) {
    let (p, q) = (a.nodes[0], a.nodes[a.nodes.len() - 1]);
    (p.min(q), p.max(q))
}

fn is_islet(a: &Arc) -> bool {
    a.nodes[0] == a.nodes[a.nodes.len() - 1] && (a.left == SEA || a.right == SEA)
}

/// Live vertices by grid cell.
#[derive(Default)]
struct Index {
    cells: HashMap<(i32, i32), Vec<Pt>>,
}

impl Index {
    fn add(&mut self, p: Pt) {
        self.cells.entry((p.x.div_euclid(CELL), p.y.div_euclid(CELL))).or_default().push(p);
    }

    fn remove(&mut self, p: Pt) {
        if let Some(list) = self.cells.get_mut(&(p.x.div_euclid(CELL), p.y.div_euclid(CELL)))
            && let Some(i) = list.iter().position(|&q| q == p)
        {
            list.swap_remove(i);
        }
    }

    /// Whether a vertex other than the corners lies in or on the triangle.
    fn blocks(&self, t: [Pt; 3]) -> bool {
        let span = |f: fn(Pt) -> i32| {
            let v = t.map(f);
            (v.iter().min().map_or(0, |m| m.div_euclid(CELL)), v.iter().max().map_or(0, |m| m.div_euclid(CELL)))
        };
        let ((x0, x1), (y0, y1)) = (span(|p| p.x), span(|p| p.y));
        (x0..=x1)
            .flat_map(|x| (y0..=y1).map(move |y| (x, y)))
            .any(|c| self.cells.get(&c).is_some_and(|l| l.iter().any(|&p| !t.contains(&p) && within(t, p))))
    }
}

fn within([a, b, c]: [Pt; 3], p: Pt) -> bool {
    let s = [cross(a, b, p), cross(b, c, p), cross(c, a, p)];
    let inside = s.iter().all(|&v| v >= 0) || s.iter().all(|&v| v <= 0);
    let (low, high) = (a.min(b).min(c), a.max(b).max(c));
    // flat triangles: only what lies between the ends counts
    inside && p.x >= low.x && p.x <= high.x && {
        let ys = [a.y, b.y, c.y];
        ys.iter().any(|&y| y <= p.y) && ys.iter().any(|&y| y >= p.y)
    }
}

fn thin(line: &[Pt], limit: f64, least: usize, index: &mut Index) -> Vec<Pt> {
    let n = line.len();
    let (mut before, mut after): (Vec<usize>, Vec<usize>) =
        ((0..n).map(|i| i.wrapping_sub(1)).collect(), (1..=n).collect());
    let m2 = METRES[0] * METRES[1];
    let size = |a: usize, i: usize, b: usize| cross(line[a], line[i], line[b]).unsigned_abs();
    let mut heap = BinaryHeap::new();
    let mut current = vec![0_u64; n];
    for (i, c) in current.iter_mut().enumerate().take(n.saturating_sub(1)).skip(1) {
        *c = size(i - 1, i, i + 1);
        heap.push(Reverse((*c, i)));
    }
    let mut live = vec![true; n];
    let mut count = n;
    while let Some(Reverse((s, i))) = heap.pop() {
        if s as f64 / 2.0 * m2 > limit || count <= least {
            break;
        }
        if !live[i] || s != current[i] {
            continue;
        }
        let (a, b) = (before[i], after[i]);
        if index.blocks([line[a], line[i], line[b]]) {
            continue;
        }
        live[i] = false;
        count -= 1;
        index.remove(line[i]);
        (after[a], before[b]) = (b, a);
        for k in [a, b] {
            if k > 0 && k < n - 1 {
                // never smaller than what has gone already, or small steps eat a whole bend
                current[k] = size(before[k], k, after[k]).max(s);
                heap.push(Reverse((current[k], k)));
            }
        }
    }
    (0..n).filter(|&i| live[i]).map(|i| line[i]).collect()
}
