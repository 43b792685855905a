//! The land around the map: countries of Natural Earth at small scale with nothing told of them, the
//! borders of the countries next to the map, and the two Chinese regions that reach beyond its box.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// ISO numbers of the countries whose common borders are drawn: China, Vietnam, Laos, Myanmar, Thailand,
/// Cambodia, Malaysia.
const NEAR: [&str; 7] = ["156", "704", "418", "104", "764", "116", "458"];
/// Antarctica has no place on the map's projection.
const LEFT_OUT: [&str; 1] = ["010"];
/// Regions drawn beyond the box, with their id on the map.
const REGIONS: [(&str, &str); 2] = [("Guangxi", "guangxi"), ("Yunnan", "yunnan")];

/// Writes `out` from the packages' files; returns its size in bytes.
pub fn write(atlas: &Path, china: &Path, out: &Path) -> Result<usize> {
    let text = fs::read_to_string(atlas).with_context(|| atlas.display().to_string())?;
    let atlas: Value = serde_json::from_str(&text)?;
    let transform = &atlas["transform"];
    let mut arcs = atlas["arcs"].as_array().context("arcs")?.clone();
    let countries = atlas["objects"]["countries"]["geometries"].as_array().context("countries")?;
    let mut land = Vec::new();
    let mut users: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for country in countries {
        let id = country["id"].as_str().unwrap_or("");
        if LEFT_OUT.contains(&id) || country["arcs"].is_null() {
            continue;
        }
        each_arc(&country["arcs"], &mut |arc| users.entry(if arc < 0 { !arc } else { arc }).or_default().push(id));
        land.push(json!({"type": country["type"], "properties": {}, "arcs": country["arcs"]}));
    }
    let near = |users: &Vec<&str>| users.len() == 2 && users.iter().all(|id| NEAR.contains(id));
    let borders: Vec<Value> = users.iter().filter(|(_, ids)| near(ids)).map(|(arc, _)| line(*arc)).collect();
    let coast: Vec<Value> = users.iter().filter(|(_, ids)| ids.len() == 1).map(|(arc, _)| line(*arc)).collect();
    if borders.len() < 5 {
        bail!("borders of the neighbours are missing");
    }
    let regions = regions(china, transform, &mut arcs)?;
    let collection = |geometries: Vec<Value>| json!({"type": "GeometryCollection", "geometries": geometries});
    let map = json!({
        "type": "Topology",
        "bbox": [-180, -60, 180, 84],
        "transform": transform,
        "objects": {
            "land": collection(land), "coast": collection(coast), "borders": collection(borders),
            "regions": collection(regions),
        },
        "arcs": arcs,
    });
    let text = format!("{map}\n");
    fs::write(out, &text).with_context(|| out.display().to_string())?;
    Ok(text.len())
}

fn line(arc: i64) -> Value {
    json!({"type": "LineString", "properties": {}, "arcs": [arc]})
}

fn each_arc(value: &Value, tell: &mut dyn FnMut(i64)) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| each_arc(one, tell)),
        other => other.as_i64().into_iter().for_each(tell),
    }
}

/// The regions' rings as arcs of their own, on the atlas's grid.
fn regions(china: &Path, transform: &Value, arcs: &mut Vec<Value>) -> Result<Vec<Value>> {
    let text = fs::read_to_string(china).with_context(|| china.display().to_string())?;
    let china: Value = serde_json::from_str(&text)?;
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let (scale, origin) = (&transform["scale"], &transform["translate"]);
    let grid =
        |place: &Value| [0, 1].map(|k| ((number(&place[k]) - number(&origin[k])) / number(&scale[k])).round() as i64);
    let mut regions = Vec::new();
    for (name, id) in REGIONS {
        let features = china["features"].as_array().context("features")?;
        let feature = features.iter().find(|f| f["properties"]["name"] == name).context(name)?;
        let geometry = &feature["geometry"];
        let polygons = match geometry["type"].as_str() {
            Some("Polygon") => vec![geometry["coordinates"].clone()],
            _ => geometry["coordinates"].as_array().context("polygons")?.clone(),
        };
        // islands are part of the atlas's coast
        let ring = |polygon: &Value| polygon[0].as_array().cloned().unwrap_or_default();
        let widest = polygons.iter().map(ring).max_by_key(Vec::len).context("ring")?;
        let mut last = [0, 0];
        let mut deltas: Vec<Value> = Vec::new();
        for place in widest.iter().map(grid) {
            if !deltas.is_empty() && place == last {
                continue;
            }
            deltas.push(json!([place[0] - last[0], place[1] - last[1]]));
            last = place;
        }
        regions.push(json!({"type": "Polygon", "properties": {"id": id}, "arcs": [[arcs.len()]]}));
        arcs.push(Value::Array(deltas));
    }
    Ok(regions)
}
