//! Names of Vietnamese districts and communes with a point each: those until 30 June 2025, and the
//! communes since.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::grid::{in_box, pt};
use crate::towns::Town;

#[derive(Deserialize)]
struct Row {
    /// `d` a district, `c` a commune of it, `n` a commune since 1 July 2025.
    kind: String,
    name: String,
    lat: f64,
    lon: f64,
    district_lat: Option<f64>,
    district_lon: Option<f64>,
}

/// Kilometres from its district beyond which a commune's point is wrong.
const ASTRAY: f64 = 40.0;
/// Kilometres within which a town of the same name is the same.
const SAME: f64 = 20.0;

fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    ((a.0 - b.0) * 111.0).hypot((a.1 - b.1) * 103.0)
}

/// Writes `out`, a line each; returns how many there are.
pub fn write(table: &Path, towns: &[Town], out: &Path) -> Result<usize> {
    let mut text = String::new();
    let mut count = 0;
    for row in csv::Reader::from_path(table).with_context(|| table.display().to_string())?.deserialize() {
        let row: Row = row?;
        let at = (row.lat, row.lon);
        let astray = row.district_lat.zip(row.district_lon).is_some_and(|district| km(at, district) > ASTRAY);
        let same = |town: &Town| town.vi == row.name && km(at, (town.at.lat(), town.at.lon())) < SAME;
        let shown = in_box(pt(row.lon, row.lat).f()) && !astray && !(row.kind == "d" && towns.iter().any(same));
        // numbered wards of cities name nothing
        if shown && !row.name.chars().all(|c| c.is_ascii_digit()) {
            writeln!(text, "{}\t{}\t{:.3}\t{:.3}", row.kind, row.name, row.lat, row.lon)?;
            count += 1;
        }
    }
    fs::write(out, text).with_context(|| out.display().to_string())?;
    Ok(count)
}
