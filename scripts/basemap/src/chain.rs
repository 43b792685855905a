//! Joins single edges into lines that run from junction to junction.

use std::collections::BTreeMap;

/// An edge from `a` to `b` with what lies to its left and to its right.
#[derive(Clone, Copy)]
pub struct Edge<N, S> {
    pub a: N,
    pub b: N,
    pub left: S,
    pub right: S,
}

pub struct Line<N, S> {
    pub nodes: Vec<N>,
    pub left: S,
    pub right: S,
}

/// Lines end where other than two edges meet, or where a side changes. A line
/// without any end is closed: its first node is repeated at its end.
pub fn chain<N: Copy + Ord, S: Copy + Ord>(edges: &[Edge<N, S>]) -> Vec<Line<N, S>> {
    let mut at: BTreeMap<N, Vec<usize>> = BTreeMap::new();
    for (i, e) in edges.iter().enumerate() {
        at.entry(e.a).or_default().push(i);
        at.entry(e.b).or_default().push(i);
    }
    let sides = |i: usize| {
        let e = &edges[i];
        (e.left.min(e.right), e.left.max(e.right))
    };
    let passes = |n: &N| at[n].len() == 2 && sides(at[n][0]) == sides(at[n][1]);
    let mut used = vec![false; edges.len()];
    let mut lines = Vec::new();
    let mut walk = |start: N, first: usize, used: &mut Vec<bool>| {
        let e = edges[first];
        let ahead = e.a == start;
        let (left, right) = if ahead { (e.left, e.right) } else { (e.right, e.left) };
        let mut line = Line { nodes: vec![start], left, right };
        let (mut node, mut edge) = (start, first);
        loop {
            used[edge] = true;
            node = if edges[edge].a == node { edges[edge].b } else { edges[edge].a };
            line.nodes.push(node);
            if node == start || !passes(&node) {
                break;
            }
            edge = at[&node][usize::from(at[&node][0] == edge)];
        }
        lines.push(line);
    };
    for (&n, list) in &at {
        if !passes(&n) {
            for &i in list {
                if !used[i] {
                    walk(n, i, &mut used);
                }
            }
        }
    }
    for i in 0..edges.len() {
        if !used[i] {
            walk(edges[i].a, i, &mut used);
        }
    }
    lines
}
