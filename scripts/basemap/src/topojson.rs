//! Writes one level of the map as TopoJSON.

use serde_json::{Map, Value, json};

use crate::arcs::{Arc, Step, border, join, polygons};
use crate::grid::{BOX, ORIGIN, Pt, UNIT};
use crate::rivers::ClassedLine;
use crate::towns::Town;
use crate::units::{UNITS, country};

/// Names of the objects of lines inside provinces.
pub const INNER: [&str; 2] = ["districts", "communes"];

pub struct Level<'a> {
    pub arcs: &'a [Arc],
    /// Arcs from this index on are the border over tidal water.
    pub tidal: usize,
    /// Rivers and their class, in arcs of their own.
    pub rivers: &'a [ClassedLine],
    /// Lines inside provinces, likewise; their class is the place of their object's name in [`INNER`].
    pub inner: &'a [ClassedLine],
    pub towns: &'a [Town],
}

pub fn write(level: &Level) -> String {
    let land_arcs = &level.arcs[..level.tidal];
    let mut lines: Vec<Vec<Pt>> = level.arcs.iter().map(|a| a.nodes.clone()).collect();
    let mut objects = Map::new();
    let land = ["vn", "cn", "la"].map(|c| area(land_arcs, json!({"id": c}), |l| country(l) == c));
    objects.insert("land".into(), collection(land.to_vec()));
    // not asked for by any layer, but without them the box would show sea there
    let around = ["mm", "th"].map(|c| area(land_arcs, json!({"id": c}), |l| country(l) == c));
    objects.insert("neighbours".into(), collection(around.to_vec()));
    objects.insert("provinces".into(), collection(provinces(land_arcs)));
    objects.insert("border".into(), collection(borders(level)));
    let mut own = |line: &Vec<Pt>| {
        lines.push(line.clone());
        [lines.len() - 1]
    };
    let river =
        |(class, line): &ClassedLine| json!({"type": "LineString", "properties": {"class": class}, "arcs": own(line)});
    objects.insert("rivers".into(), collection(level.rivers.iter().map(river).collect()));
    for (class, name) in INNER.into_iter().enumerate() {
        let arcs: Vec<_> =
            level.inner.iter().filter(|(of, _)| usize::from(*of) == class).map(|(_, line)| own(line)).collect();
        if !arcs.is_empty() {
            objects.insert(name.into(), json!({"type": "MultiLineString", "properties": {}, "arcs": arcs}));
        }
    }
    objects.insert("towns".into(), collection(level.towns.iter().map(town).collect()));
    let [x0, y0, x1, y1] = BOX.map(|v| f64::from(v) / UNIT);
    let map = json!({
        "type": "Topology",
        "bbox": [ORIGIN[0] + x0, ORIGIN[1] + y0, ORIGIN[0] + x1, ORIGIN[1] + y1],
        "transform": {"scale": [1.0 / UNIT, 1.0 / UNIT], "translate": ORIGIN},
        "objects": objects,
        "arcs": lines.iter().map(|l| delta(l)).collect::<Vec<_>>(),
    });
    format!("{map}\n")
}

fn delta(line: &[Pt]) -> Vec<[i32; 2]> {
    let mut last = Pt { x: 0, y: 0 };
    line.iter()
        .map(|&p| {
            let d = [p.x - last.x, p.y - last.y];
            last = p;
            d
        })
        .collect()
}

fn collection(geometries: Vec<Value>) -> Value {
    json!({"type": "GeometryCollection", "geometries": geometries})
}

/// TopoJSON counts arcs taken backwards as the ones' complement of their number.
fn steps(list: &[Step]) -> Vec<i64> {
    list.iter().map(|&(i, ahead)| if ahead { i as i64 } else { !(i as i64) }).collect()
}

fn area(arcs: &[Arc], properties: Value, of: impl Fn(u8) -> bool) -> Value {
    let mut parts: Vec<Vec<Vec<i64>>> =
        polygons(arcs, of).iter().map(|p| p.iter().map(|r| steps(r)).collect()).collect();
    if parts.len() == 1 {
        json!({"type": "Polygon", "properties": properties, "arcs": parts.remove(0)})
    } else {
        json!({"type": "MultiPolygon", "properties": properties, "arcs": parts})
    }
}

fn provinces(arcs: &[Arc]) -> Vec<Value> {
    let mut list = Vec::new();
    for (i, u) in UNITS.iter().enumerate() {
        let label = i as u8 + 1;
        let used = arcs.iter().any(|a| a.left == label || a.right == label);
        if used && matches!(u.country, "vn" | "cn") {
            let mut properties = json!({"id": u.id, "vi": u.vi, "en": u.en, "zh": u.zh,
                "country": u.country, "front": u.front});
            if !u.since_2025.is_empty() {
                properties["since_2025"] = json!(u.since_2025);
            }
            list.push(area(arcs, properties, |l| l == label));
        }
    }
    list
}

fn borders(level: &Level) -> Vec<Value> {
    let land_arcs = &level.arcs[..level.tidal];
    let mut list = Vec::new();
    for (id, one, two) in [("vn-cn", "vn", "cn"), ("vn-la", "vn", "la"), ("cn-la", "cn", "la")] {
        for line in border(land_arcs, one, two) {
            list.push(json!({"type": "LineString", "properties": {"id": id}, "arcs": steps(&line)}));
        }
    }
    for line in join(level.arcs, (level.tidal..level.arcs.len()).collect()) {
        list.push(json!({"type": "LineString", "properties": {"id": "vn-cn-tidal"}, "arcs": steps(&line)}));
    }
    list
}

fn town(t: &Town) -> Value {
    let mut properties = json!({"id": t.id, "vi": t.vi, "en": t.en, "pop": t.pop, "rank": t.rank});
    if !t.zh.is_empty() {
        properties["zh"] = json!(t.zh);
    }
    json!({"type": "Point", "properties": properties, "coordinates": [t.at.x, t.at.y]})
}
