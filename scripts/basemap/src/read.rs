//! Reads polygons out of GeoJSON and communes out of their table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::grid::{Pt, pt};
use crate::shape::Shape;

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<Feature<'a>>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    properties: BTreeMap<String, serde_json::Value>,
    // most features are of other continents: their coordinates stay text
    #[serde(borrow)]
    geometry: &'a RawValue,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow, default)]
    geometries: Vec<Geometry<'a>>,
}

type Ring = Vec<[f64; 2]>;

/// Shapes of the features whose `property` is one of `names`.
pub fn shapes(path: &Path, property: &str, names: &[&str]) -> Result<BTreeMap<String, Shape>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let all: Collection = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    let mut found = BTreeMap::new();
    for f in &all.features {
        let name = f.properties.get(property).and_then(|v| v.as_str()).unwrap_or("");
        if names.contains(&name) {
            let mut rings = Vec::new();
            collect(&serde_json::from_str(f.geometry.get())?, &mut rings)?;
            found.insert(name.to_owned(), Shape::new(&rings));
        }
    }
    for n in names {
        if !found.contains_key(*n) {
            bail!("{}: no feature {n}", path.display());
        }
    }
    Ok(found)
}

fn collect(g: &Geometry, rings: &mut Vec<Vec<Pt>>) -> Result<()> {
    let text = g.coordinates.map_or("[]", RawValue::get);
    let polygons: Vec<Vec<Ring>> = match g.kind.as_str() {
        "Polygon" => vec![serde_json::from_str(text)?],
        "MultiPolygon" => serde_json::from_str(text)?,
        _ => Vec::new(),
    };
    for ring in polygons.into_iter().flatten() {
        rings.push(ring.into_iter().map(|[x, y]| pt(x, y)).collect());
    }
    g.geometries.iter().try_for_each(|g| collect(g, rings))
}

#[derive(Deserialize)]
pub struct Commune {
    pub province: String,
    pub lat: f64,
    pub lon: f64,
    district_lat: Option<f64>,
    district_lon: Option<f64>,
    pub district: String,
    /// Of the commune that it has been a part of since 1 July 2025, and that commune.
    pub province_since: String,
    pub commune_since: String,
}

/// Communes in and around the box, without those geocoded far from their district.
pub fn communes(path: &Path) -> Result<Vec<Commune>> {
    let mut list = Vec::new();
    for row in csv::Reader::from_path(path).with_context(|| path.display().to_string())?.deserialize() {
        let c: Commune = row?;
        let off = match (c.district_lat, c.district_lon) {
            (Some(lat), Some(lon)) => ((c.lat - lat) * 111.0).hypot((c.lon - lon) * 103.0),
            _ => 0.0,
        };
        let near = (101.5..108.6).contains(&c.lon) && (18.5..23.8).contains(&c.lat);
        if near && off <= 40.0 {
            list.push(c);
        }
    }
    Ok(list)
}
