//! Says of every triangle which unit of the map it belongs to.

use std::collections::BTreeMap;

use crate::cells::Provinces;
use crate::grid::{Pt, in_box, metres_to_segment};
use crate::mesh::{Mesh, NONE};
use crate::shape::Shape;
use crate::units::{SEA, country, label_of};

/// Land whose province is still to be found.
const GAP: u8 = 254;
/// Land of no country yet: a hairline between two outlines.
const NOBODY: u8 = 255;

/// Water smaller than this (km²), cut off from the open sea, is a seam of the coast package.
const SEAM: f64 = 34.0;
/// Islets and hairline faces (km²).
const HAIRLINE: f64 = 0.05;
/// Scraps of a province inside its neighbour of the same country (km²).
const SCRAP: f64 = 15.0;

pub struct Sources<'a> {
    pub countries: &'a BTreeMap<String, Shape>,
    pub coast: &'a BTreeMap<String, Shape>,
    pub vietnam: &'a Provinces,
    pub china: &'a BTreeMap<String, Shape>,
}

/// Country of each face by OpenStreetMap, the sea claimed by it included.
pub fn claims(mesh: &Mesh, s: &Sources) -> Vec<&'static str> {
    let codes = [("VNM", "vn"), ("CHN", "cn"), ("LAO", "la"), ("MMR", "mm"), ("THA", "th")];
    let of = |p: &[f64; 2]| {
        // Vietnam's ring is the border line, so it has the first word
        codes.iter().find(|(iso, _)| s.countries[*iso].contains(*p)).map_or("", |c| c.1)
    };
    mesh.inside_points().iter().map(of).collect()
}

pub fn labels(mesh: &Mesh, s: &Sources, claims: &[&str]) -> Vec<u8> {
    let inside = mesh.inside_points();
    let landlocked = |c: &str| matches!(c, "la" | "mm" | "th");
    let mut land: Vec<bool> = (0..mesh.faces)
        .map(|f| in_box(inside[f]) && (landlocked(claims[f]) || s.coast.values().any(|c| c.contains(inside[f]))))
        .collect();
    close_seams(mesh, &inside, &mut land);
    let face_label: Vec<u8> = (0..mesh.faces)
        .map(|f| match (land[f], claims[f]) {
            (false, _) => SEA,
            (true, "vn") => s.vietnam.at(inside[f]),
            (true, "cn") => chinese(s.china, inside[f]),
            (true, "") => NOBODY,
            (true, other) => label_of(other).unwrap_or(NOBODY),
        })
        .collect();
    let mut label: Vec<u8> = mesh.face.iter().map(|&f| face_label[f as usize]).collect();
    absorb(mesh, &mut label, |l, _| l == NOBODY, |_, o| o != SEA && o != NOBODY);
    fill_gaps(mesh, s.china, &mut label);
    for _ in 0..3 {
        absorb(mesh, &mut label, |_, km2| km2 < HAIRLINE, |_, _| true);
        absorb(mesh, &mut label, |l, km2| l != SEA && km2 < SCRAP, |l, o| country(l) == country(o));
    }
    label
}

fn close_seams(mesh: &Mesh, inside: &[[f64; 2]], land: &mut [bool]) {
    let wet = |t: usize| !land[mesh.face[t] as usize];
    let (group, count) = mesh.components(|t, _, o| wet(t) == wet(o));
    let mut km2 = vec![0.0; count];
    for t in 0..group.len() {
        km2[group[t] as usize] += mesh.area(t);
    }
    for t in 0..group.len() {
        let f = mesh.face[t] as usize;
        if !land[f] && in_box(inside[f]) && km2[group[t] as usize] < SEAM {
            land[f] = true;
        }
    }
}

fn chinese(provinces: &BTreeMap<String, Shape>, p: [f64; 2]) -> u8 {
    let name = provinces.iter().find(|(_, s)| s.contains(p)).map(|(n, _)| n);
    name.and_then(|n| label_of(n)).unwrap_or(GAP)
}

/// Land between Natural Earth's outline and the border or coast goes to the province
/// it touches; where it touches two, triangle by triangle to the nearer outline.
fn fill_gaps(mesh: &Mesh, china: &BTreeMap<String, Shape>, label: &mut [u8]) {
    let (group, count) = mesh.components(|t, _, o| label[t] == GAP && label[o] == GAP);
    let mut touches: Vec<BTreeMap<u8, f64>> = vec![BTreeMap::new(); count];
    let mut km2 = vec![0.0; count];
    for t in (0..label.len()).filter(|&t| label[t] == GAP) {
        let g = group[t] as usize;
        km2[g] += mesh.area(t);
        for k in 0..3 {
            let o = mesh.across[t][k];
            if o != NONE && country(neighbour(label, o)) == "cn" {
                *touches[g].entry(label[o as usize]).or_default() += mesh.side(t, k);
            }
        }
    }
    let outlines: Vec<(u8, Vec<(Pt, Pt)>)> =
        china.iter().filter_map(|(n, s)| Some((label_of(n)?, s.clipped().collect()))).collect();
    let nearest = |p: [f64; 2]| {
        let d = |e: &[(Pt, Pt)]| e.iter().map(|e| metres_to_segment(p, e.0, e.1)).fold(f64::MAX, f64::min);
        outlines.iter().map(|(l, e)| (d(e), *l)).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(SEA, |b| b.1)
    };
    for t in 0..label.len() {
        if label[t] == GAP {
            let g = group[t] as usize;
            let one = touches[g].len() == 1 || (km2[g] < 2.0 && !touches[g].is_empty());
            label[t] = if one { longest(&touches[g]) } else { nearest(mesh.centre(t)) };
        }
    }
}

fn neighbour(label: &[u8], o: u32) -> u8 {
    match label[o as usize] {
        GAP | NOBODY => SEA,
        l => l,
    }
}

fn longest(touches: &BTreeMap<u8, f64>) -> u8 {
    touches.iter().max_by(|a, b| a.1.total_cmp(b.1)).map_or(SEA, |t| *t.0)
}

/// Gives the patches picked by `pick(label, km²)` to the neighbour with the longest
/// common edge among those `may(label, neighbour)` lets take them.
fn absorb(mesh: &Mesh, label: &mut [u8], pick: impl Fn(u8, f64) -> bool, may: impl Fn(u8, u8) -> bool) {
    let (group, count) = mesh.components(|t, _, o| label[t] == label[o]);
    let mut km2 = vec![0.0; count];
    let mut touches: Vec<BTreeMap<u8, f64>> = vec![BTreeMap::new(); count];
    for t in 0..label.len() {
        let g = group[t] as usize;
        km2[g] += mesh.area(t);
        for k in 0..3 {
            let o = mesh.across[t][k];
            if o != NONE && group[o as usize] != group[t] && may(label[t], label[o as usize]) {
                *touches[g].entry(label[o as usize]).or_default() += mesh.side(t, k);
            }
        }
    }
    for t in 0..label.len() {
        let g = group[t] as usize;
        if !touches[g].is_empty() && pick(label[t], km2[g]) {
            label[t] = longest(&touches[g]);
        }
    }
}
