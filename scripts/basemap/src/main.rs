//! Builds the offline base map of Km0 from the files laid out by `fetch`.
//!
//! Usage: `km0-basemap CACHE_DIR OUT_DIR [CROSSINGS_CSV]`

#![forbid(unsafe_code)]

mod arcs;
mod cells;
mod chain;
mod check;
mod grid;
mod inner;
mod label;
mod mesh;
mod meta;
mod names;
mod read;
mod relief;
mod rivers;
mod shape;
mod simplify;
mod topojson;
mod towns;
mod units;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::arcs::Arc;
use crate::cells::{Cells, Provinces};
use crate::grid::{BOX, Pt, clip};
use crate::inner::Inner;
use crate::rivers::ClassedLine;
use crate::shape::Shape;

/// A level of detail: its name in the file's, the smallest triangles kept of areas, rivers and lines inside provinces
/// (metres), and the smallest island kept (km²).
struct Detail {
    name: &'static str,
    areas: f64,
    islet: f64,
    rivers: f64,
    inner: f64,
    /// How many of the objects of lines inside provinces it has.
    objects: u8,
}

const LEVELS: [Detail; 3] = [
    Detail { name: "full", areas: 8.0, islet: 0.0, rivers: 100.0, inner: 120.0, objects: 2 },
    Detail { name: "mid", areas: 200.0, islet: 0.3, rivers: 400.0, inner: 300.0, objects: 1 },
    Detail { name: "low", areas: 500.0, islet: 2.0, rivers: 1_000.0, inner: 0.0, objects: 0 },
];

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(cache), Some(out)) = (args.next(), args.next()) else {
        bail!("usage: km0-basemap CACHE_DIR OUT_DIR [CROSSINGS_CSV]");
    };
    let data = cache.join("data");
    let Coverage { areas: base, tidal, inner } = coverage(&data)?;
    let towns = towns::towns(&data.join("cities.json"))?;
    fs::create_dir_all(&out).with_context(|| out.display().to_string())?;

    let mut report = check::Report::default();
    let mut full: Vec<Arc> = base.into_iter().chain(tidal).collect();
    let rivers = rivers::rivers(&data.join("rivers.nc"), &full)?;
    let inner: Vec<ClassedLine> = [inner.districts, inner.communes]
        .into_iter()
        .zip(0..)
        .flat_map(|(lines, class)| lines.into_iter().map(move |line| (class, line)))
        .collect();
    for detail in LEVELS {
        let name = detail.name;
        let level = simplify::simplify(&full, detail.areas, detail.islet);
        let first_tidal = level.iter().position(|a| a.left == a.right).unwrap_or(level.len());
        let rivers = rivers::thin(&rivers, detail.rivers);
        let inner: Vec<ClassedLine> = inner.iter().filter(|(class, _)| *class < detail.objects).cloned().collect();
        let inner = rivers::thin(&inner, detail.inner);
        let text = topojson::write(&topojson::Level {
            arcs: &level,
            tidal: first_tidal,
            rivers: &rivers,
            inner: &inner,
            towns: &towns,
        });
        let path = out.join(format!("region-{name}.topojson"));
        fs::write(&path, &text).with_context(|| path.display().to_string())?;
        let vertices: usize = level.iter().map(|a| a.nodes.len()).sum();
        let river: usize = rivers.iter().map(|r| r.1.len()).sum();
        println!(
            "{name}: {} arcs, {vertices} vertices, {} rivers with {river}, {} lines inside provinces, {} bytes",
            level.len(),
            rivers.len(),
            inner.len(),
            text.len()
        );
        check::level(&mut report, name, &level, first_tidal);
        if name == LEVELS[0].name {
            if let Some(path) = args.next() {
                check::crossings(&mut report, &path, &level)?;
            }
            full = level;
        }
    }
    let bytes = relief::write(&data.join("relief.jpg"), &out.join("relief.png"))?;
    println!("relief: {bytes} bytes");
    let bytes = world::write(&data.join("world.json"), &data.join("chn.json"), &out.join("world.topojson"))?;
    println!("around the map: {bytes} bytes");
    let count = names::write(&data.join("places.csv"), &towns, &out.join("places.tsv"))?;
    println!("names: {count} districts and communes");
    meta::write(&out)?;
    report.finish()
}

/// The unsimplified map.
struct Coverage {
    areas: Vec<Arc>,
    /// The border over tidal water.
    tidal: Vec<Arc>,
    inner: Inner,
}

fn coverage(data: &Path) -> Result<Coverage> {
    let countries = read::shapes(&data.join("borders.json"), "isoA3", &["VNM", "CHN", "LAO", "MMR", "THA"])?;
    let coast = read::shapes(&data.join("coast.json"), "A3", &["VNM", "CHN"])?;
    let china = read::shapes(&data.join("chn.json"), "name", &["Guangxi", "Yunnan", "Guizhou", "Guangdong", "Hainan"])?;
    let communes = read::communes(&data.join("communes.csv"))?;
    let cells = Cells::new(&communes)?;
    let vietnam = Provinces::new(&cells);
    let land = |p: [f64; 2]| countries["VNM"].contains(p) && coast["VNM"].contains(p);
    let inner = Inner::new(&cells, &vietnam, land);
    let segments = linework(&countries, &coast, &china, &vietnam);
    println!("line-work: {} segments", segments.len());
    let mesh = mesh::build(&segments)?;
    println!("mesh: {} triangles in {} faces", mesh.triangles.len(), mesh.faces);
    let sources = label::Sources { countries: &countries, coast: &coast, vietnam: &vietnam, china: &china };
    let claims = label::claims(&mesh, &sources);
    let labels = label::labels(&mesh, &sources, &claims);
    let (areas, tidal) = (arcs::extract(&mesh, &labels), arcs::tidal(&mesh, &labels, &claims));
    Ok(Coverage { areas, tidal, inner })
}

fn linework(
    countries: &BTreeMap<String, Shape>,
    coast: &BTreeMap<String, Shape>,
    china: &BTreeMap<String, Shape>,
    vietnam: &Provinces,
) -> BTreeSet<(Pt, Pt)> {
    let mut all: BTreeSet<(Pt, Pt)> = BTreeSet::new();
    let mut add = |a: Pt, b: Pt| {
        all.insert((a.min(b), a.max(b)));
    };
    for shape in countries.values().chain(coast.values()) {
        shape.clipped().for_each(|(a, b)| add(a, b));
    }
    let (vn, cn) = (&countries["VNM"], &countries["CHN"]);
    // inner lines only inside their country, and one edge beyond
    let touches = |s: &Shape, a: Pt, b: Pt| s.contains(a.f()) || s.contains(b.f());
    for shape in china.values() {
        shape.clipped().filter(|&(a, b)| touches(cn, a, b)).for_each(|(a, b)| add(a, b));
    }
    for w in vietnam.lines.iter().flat_map(|l| l.windows(2)) {
        if touches(vn, w[0], w[1])
            && let Some((a, b)) = clip(w[0], w[1])
        {
            add(a, b);
        }
    }
    let [x0, y0, x1, y1] = BOX;
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|(x, y)| Pt { x, y });
    for k in 0..4 {
        add(corners[k], corners[(k + 1) % 4]);
    }
    all
}
