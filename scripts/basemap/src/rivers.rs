//! Rivers out of the binned WDBII file that comes with GSHHG.
//!
//! Good to about zoom 8: nearer they lie half a kilometre to one kilometre off. Near the border they would contradict
//! the line, so they stop short of it.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use hdf5_reader::{H5Type, Hdf5File};

use crate::arcs::Arc;
use crate::chain::{Edge, chain};
use crate::grid::{Pt, clip, in_box, metres_to_segment, pt};
use crate::simplify::simplify;
use crate::units::country;

/// Classes 0 (double-lined) to 4; from 5 on come intermittent rivers and canals.
const LAST_CLASS: i16 = 4;
/// Distance from the border within which no river is drawn (metres).
const CLEAR: f64 = 1_500.0;

/// A line that bounds no area, with its class: of a river the one in the file.
pub type ClassedLine = (u8, Vec<Pt>);

pub fn rivers(path: &Path, arcs: &[Arc]) -> Result<Vec<ClassedLine>> {
    let border: Vec<(Pt, Pt)> = arcs
        .iter()
        .filter(|a| matches!((country(a.left), country(a.right)), ("vn", "cn") | ("cn", "vn")))
        .flat_map(|a| a.nodes.windows(2).map(|w| (w[0], w[1])))
        .collect();
    let near = |p: Pt| border.iter().any(|e| metres_to_segment(p.f(), e.0, e.1) < CLEAR);
    let mut edges = Vec::new();
    for (class, line) in read(path)? {
        let keep: Vec<bool> = line.iter().map(|&p| in_box(p.f()) && !near(p)).collect();
        for (w, k) in line.windows(2).zip(keep.windows(2)) {
            if k[0] && k[1] && w[0] != w[1] {
                edges.push(Edge { a: w[0], b: w[1], left: class, right: class });
            }
        }
    }
    edges.sort_by_key(|e| (e.a.min(e.b), e.a.max(e.b), e.left));
    edges.dedup_by_key(|e| (e.a.min(e.b), e.a.max(e.b)));
    // the file cuts its lines at the edges of two-degree bins: this joins them again
    Ok(chain(&edges).into_iter().map(|l| (l.left, l.nodes)).collect())
}

pub fn thin(lines: &[ClassedLine], metres: f64) -> Vec<ClassedLine> {
    // both sides alike and not sea, so that no line counts as an island's shore
    let arcs: Vec<Arc> = lines.iter().map(|(c, l)| Arc { nodes: l.clone(), left: c + 1, right: c + 1 }).collect();
    simplify(&arcs, metres, 0.0).into_iter().map(|a| (a.left - 1, a.nodes)).collect()
}

fn column<T: H5Type>(file: &Hdf5File, name: &str) -> Result<Vec<T>> {
    let array = file.dataset(name).and_then(|d| d.read_array::<T>()).with_context(|| name.to_owned())?;
    Ok(array.into_iter().collect())
}

fn read(path: &Path) -> Result<Vec<ClassedLine>> {
    let file = Hdf5File::open(path).with_context(|| path.display().to_string())?;
    let size = f64::from(column::<i32>(&file, "Bin_size_in_minutes")?[0]) / 60.0;
    let columns = column::<i32>(&file, "N_bins_in_360_longitude_range")?[0] as usize;
    let first: Vec<i32> = column(&file, "Id_of_first_segment_in_a_bin")?;
    let count: Vec<i16> = column(&file, "N_segments_in_a_bin")?;
    let points: Vec<i16> = column(&file, "N_points_for_a_segment")?;
    let class: Vec<i16> = column(&file, "Hierarchial_level_of_a_segment")?;
    let start: Vec<i32> = column(&file, "Id_of_first_point_in_a_segment")?;
    let x: Vec<i16> = column(&file, "Relative_longitude_from_SW_corner_of_bin")?;
    let y: Vec<i16> = column(&file, "Relative_latitude_from_SW_corner_of_bin")?;
    ensure!(columns > 0 && first.len() == count.len(), "unexpected river file");
    let mut list = Vec::new();
    for bin in 0..first.len() {
        // bins run west to east, then north to south
        let west = (bin % columns) as f64 * size;
        let south = 90.0 - ((bin / columns) as f64 + 1.0) * size;
        if clip(pt(west, south), pt(west + size, south + size)).is_none() {
            continue;
        }
        for s in first[bin] as usize..first[bin] as usize + count[bin] as usize {
            if class[s] > LAST_CLASS {
                continue;
            }
            // places in a bin are unsigned in truth: 65535 steps across
            let at = |k: usize| {
                let step = |v: i16| f64::from(v as u16) * size / 65_535.0;
                pt(west + step(x[k]), south + step(y[k]))
            };
            let from = start[s] as usize;
            list.push((class[s] as u8, (from..from + points[s] as usize).map(at).collect()));
        }
    }
    Ok(list)
}
