//! Figures and pass/fail tests of the finished levels.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::arcs::{Arc, border, polygons, ring_points};
use crate::grid::{Pt, area, cross, length, metres_to_segment, pt};
use crate::units::{UNITS, country};

/// Official areas of the seven border provinces, km² (recalled in the project's notes).
const OFFICIAL: [(&str, f64); 7] = [
    ("quang-ninh", 6178.0),
    ("lang-son", 8310.0),
    ("cao-bang", 6700.0),
    ("ha-giang", 7929.0),
    ("lao-cai", 6364.0),
    ("lai-chau", 9069.0),
    ("dien-bien", 9541.0),
];

#[derive(Default)]
pub struct Report {
    failed: Vec<String>,
}

impl Report {
    fn test(&mut self, good: bool, what: String) {
        println!("  {} {what}", if good { "ok  " } else { "FAIL" });
        if !good {
            self.failed.push(what);
        }
    }

    pub fn finish(self) -> Result<()> {
        if !self.failed.is_empty() {
            bail!("{} checks failed:\n{}", self.failed.len(), self.failed.join("\n"));
        }
        Ok(())
    }
}

fn km2(arcs: &[Arc], of: impl Fn(u8) -> bool) -> f64 {
    polygons(arcs, of).iter().flatten().map(|r| area(&ring_points(arcs, r))).sum()
}

pub fn level(report: &mut Report, name: &str, all: &[Arc], tidal: usize) {
    let arcs = &all[..tidal];
    for c in ["vn", "cn"] {
        let land = km2(arcs, |l| country(l) == c);
        let sum: f64 = (1..=UNITS.len() as u8).filter(|&l| country(l) == c).map(|l| km2(arcs, |m| m == l)).sum();
        report.test(
            (sum / land - 1.0).abs() < 1e-6,
            format!("{name}: {c} land {land:.1} km², provinces / land = {:.9}", sum / land),
        );
    }
    edges_once(report, name, all);
    let cuts = crossings_of_edges(all);
    report.test(cuts == 0, format!("{name}: {cuts} places where edges cross or overlap"));
    border_shared(report, name, arcs);
    let over_water: f64 = all[tidal..].iter().map(|a| length(&a.nodes)).sum();
    println!("       {name}: border over tidal water {:.1} km in {} arcs", over_water / 1e3, all.len() - tidal);
    for (id, official) in OFFICIAL {
        let label = UNITS.iter().position(|u| u.id == id).map_or(0, |i| i as u8 + 1);
        let got = km2(arcs, |l| l == label);
        let off = got / official - 1.0;
        report.test(off.abs() < 0.2, format!("{name}: {id} {got:.0} km² ({:+.1} % of official)", off * 100.0));
    }
}

/// Each edge lies in one arc only, and an arc has one unit to each side: overlap is 0.
fn edges_once(report: &mut Report, name: &str, all: &[Arc]) {
    let mut uses: HashMap<(Pt, Pt), u32> = HashMap::new();
    for w in all.iter().flat_map(|a| a.nodes.windows(2)) {
        *uses.entry((w[0].min(w[1]), w[0].max(w[1]))).or_default() += 1;
    }
    let twice = uses.values().filter(|&&n| n > 1).count();
    report.test(twice == 0, format!("{name}: {twice} of {} edges in more than one arc", uses.len()));
}

/// The border line drawn and the edge Vietnamese and Chinese fills share, each
/// counted for itself: by country of the line's arcs, and by rings of the provinces.
fn border_shared(report: &mut Report, name: &str, arcs: &[Arc]) {
    let lines = border(arcs, "vn", "cn");
    let drawn: f64 = lines.iter().map(|l| length(&ring_points(arcs, l))).sum();
    let mut owner: HashMap<(Pt, Pt), [bool; 2]> = HashMap::new();
    for l in 1..=UNITS.len() as u8 {
        let Some(k) = ["vn", "cn"].iter().position(|c| *c == country(l)) else { continue };
        for ring in polygons(arcs, |m| m == l).iter().flatten() {
            for w in ring_points(arcs, ring).windows(2) {
                owner.entry((w[0].min(w[1]), w[0].max(w[1]))).or_default()[k] = true;
            }
        }
    }
    let shared: f64 = owner.iter().filter(|(_, o)| o[0] && o[1]).map(|(e, _)| length(&[e.0, e.1])).sum();
    report.test(
        (shared - drawn).abs() < 1.0,
        format!(
            "{name}: edge shared by Vietnamese and Chinese fills {:.1} km, border line {:.1} km in {} line(s)",
            shared / 1e3,
            drawn / 1e3,
            lines.len()
        ),
    );
}

/// Pairs of edges with more than an end in common.
fn crossings_of_edges(all: &[Arc]) -> usize {
    const CELL: i32 = 4_000;
    let mut cells: HashMap<(i32, i32), Vec<(Pt, Pt)>> = HashMap::new();
    for w in all.iter().flat_map(|a| a.nodes.windows(2)) {
        let (a, b) = (w[0], w[1]);
        for x in a.x.min(b.x).div_euclid(CELL)..=a.x.max(b.x).div_euclid(CELL) {
            for y in a.y.min(b.y).div_euclid(CELL)..=a.y.max(b.y).div_euclid(CELL) {
                cells.entry((x, y)).or_default().push((a, b));
            }
        }
    }
    let mut found = std::collections::BTreeSet::new();
    for list in cells.values() {
        for (i, &e) in list.iter().enumerate() {
            found.extend(list[..i].iter().filter(|&&f| cut(e, f)).map(|&f| (e.min(f), e.max(f))));
        }
    }
    for (e, f) in found.iter().take(5) {
        println!("       crossing at {:.5} {:.5} / {:.5} {:.5}", e.0.lon(), e.0.lat(), f.0.lon(), f.0.lat());
    }
    found.len()
}

fn cut(e: (Pt, Pt), f: (Pt, Pt)) -> bool {
    if e == f || e == (f.1, f.0) {
        return e != f;
    }
    let on = |e: (Pt, Pt), p: Pt| {
        p != e.0
            && p != e.1
            && cross(e.0, e.1, p) == 0
            && p.x >= e.0.x.min(e.1.x)
            && p.x <= e.0.x.max(e.1.x)
            && p.y >= e.0.y.min(e.1.y)
            && p.y <= e.0.y.max(e.1.y)
    };
    let s = |e: (Pt, Pt), p: Pt| cross(e.0, e.1, p).signum();
    on(e, f.0) || on(e, f.1) || on(f, e.0) || on(f, e.1) || (s(e, f.0) * s(e, f.1) < 0 && s(f, e.0) * s(f, e.1) < 0)
}

#[derive(Deserialize)]
struct Gate {
    id: String,
    kind: String,
    lat: f64,
    lon: f64,
    point_is: String,
    dist_border_m: f64,
    est_error_m: f64,
}

/// A point passes within its stated error of the line, or at the distance its
/// own table measured: gate houses and stations stand off the line.
pub fn crossings(report: &mut Report, path: &Path, all: &[Arc]) -> Result<()> {
    let line: Vec<(Pt, Pt)> = all
        .iter()
        .filter(|a| {
            let pair = [country(a.left), country(a.right)];
            pair == ["vn", "cn"] || pair == ["cn", "vn"] || a.left == a.right
        })
        .flat_map(|a| a.nodes.windows(2).map(|w| (w[0], w[1])))
        .collect();
    for row in csv::Reader::from_path(path).with_context(|| path.display().to_string())?.deserialize() {
        let g: Gate = row?;
        if g.kind == "venue" {
            continue;
        }
        let p = pt(g.lon, g.lat).f();
        let d = line.iter().map(|e| metres_to_segment(p, e.0, e.1)).fold(f64::MAX, f64::min);
        let near = d <= g.est_error_m;
        let why = if near {
            String::new()
        } else {
            format!("; stands off the line: {}, {:.0} m in the table", g.point_is, g.dist_border_m)
        };
        report.test(
            near || (d - g.dist_border_m).abs() <= 30.0,
            format!("{}: {d:.0} m from the border, stated error {:.0} m{why}", g.id, g.est_error_m),
        );
    }
    Ok(())
}
