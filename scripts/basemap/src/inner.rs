//! Lines inside provinces, which are approximate as those between them are: between districts as they were until
//! 30 June 2025, and between communes as they are since.

use std::collections::BTreeSet;

use crate::cells::{Cells, Node, Provinces, Side, smooth};
use crate::chain::{Edge, chain};
use crate::grid::{METRES, Pt, in_box};
use crate::read::Commune;

/// Metres within which a line that comes to a province's edge is led to the smoothed one.
const REACH: f64 = 4_000.0;
/// Grid steps between the places of a line that are tested for land.
const STEP: f64 = 100.0;

/// Lines on land alone.
pub struct Inner {
    pub districts: Vec<Vec<Pt>>,
    pub communes: Vec<Vec<Pt>>,
}

impl Inner {
    pub fn new(cells: &Cells<'_>, provinces: &Provinces, land: impl Fn([f64; 2]) -> bool) -> Self {
        Self {
            districts: lines(cells, provinces, &land, |c| &c.district, |c| &c.province),
            communes: lines(cells, provinces, &land, |c| &c.commune_since, |c| &c.province_since),
        }
    }
}

type Key = fn(&Commune) -> &str;

/// Between different parts of the same whole.
fn lines(
    cells: &Cells<'_>,
    provinces: &Provinces,
    land: &impl Fn([f64; 2]) -> bool,
    part: Key,
    whole: Key,
) -> Vec<Vec<Pt>> {
    let differ = |side: &Side<'_>, key: Key| side.left.zip(side.right).is_some_and(|(l, r)| key(l) != key(r));
    let within = cells.sides.iter().filter(|side| differ(side, part) && !differ(side, whole));
    let edges: Vec<_> = within.map(|side| Edge { a: side.a, b: side.b, left: 0, right: 0 }).collect();
    let outer: BTreeSet<Node> =
        cells.sides.iter().filter(|side| differ(side, whole)).flat_map(|side| [side.a, side.b]).collect();
    let led = |node: &Node, end: Pt| outer.contains(node).then(|| nearest(provinces, end)).flatten();
    let mut all = Vec::new();
    for line in chain(&edges) {
        let mut places = smooth(&line.nodes);
        let (first, last) = (line.nodes[0], line.nodes[line.nodes.len() - 1]);
        places.extend(led(&last, places[places.len() - 1]));
        if let Some(start) = led(&first, places[0]) {
            places.insert(0, start);
        }
        all.extend(on_land(&places, land));
    }
    all
}

/// The place on a province's edge that is nearest, where one is near.
fn nearest(provinces: &Provinces, p: Pt) -> Option<Pt> {
    let metres = |q: Pt| (f64::from(q.x - p.x) * METRES[0]).hypot(f64::from(q.y - p.y) * METRES[1]);
    let all = provinces.lines.iter().flatten().copied();
    all.min_by(|a, b| metres(*a).total_cmp(&metres(*b))).filter(|q| metres(*q) < REACH)
}

/// The runs of a line on land, cut where they leave it to about a metre.
fn on_land(places: &[Pt], land: &impl Fn([f64; 2]) -> bool) -> Vec<Vec<Pt>> {
    let dry = |p: [f64; 2]| in_box(p) && land(p);
    let grid = |p: [f64; 2]| Pt { x: p[0].round() as i32, y: p[1].round() as i32 };
    let mut runs: Vec<Vec<Pt>> = Vec::new();
    let mut run: Vec<Pt> = Vec::new();
    for pair in places.windows(2) {
        let (a, b) = (pair[0].f(), pair[1].f());
        let at = |t: f64| [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
        let steps = ((b[0] - a[0]).hypot(b[1] - a[1]) / STEP).ceil().max(1.0) as usize;
        if run.is_empty() && dry(a) {
            run.push(pair[0]);
        }
        for k in 1..=steps {
            let (from, to) = ((k - 1) as f64 / steps as f64, k as f64 / steps as f64);
            match (run.is_empty(), dry(at(to))) {
                (true, true) => run = vec![grid(at(shore(from, to, |t| dry(at(t)))))],
                (false, false) => {
                    run.push(grid(at(shore(to, from, |t| dry(at(t))))));
                    runs.push(std::mem::take(&mut run));
                }
                _ => {}
            }
        }
        if !run.is_empty() {
            run.push(pair[1]);
        }
    }
    runs.push(run);
    runs.iter_mut().for_each(Vec::dedup);
    runs.retain(|run| run.len() > 1);
    runs
}

/// Between a place off the land and one on it: the last that is on it.
fn shore(mut off: f64, mut on: f64, dry: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..12 {
        let middle = (off + on) / 2.0;
        if dry(middle) { on = middle } else { off = middle }
    }
    on
}
