//! Soft relief: the light and shade of a shaded world map, without its colours, as a small grey image in
//! the map's own projection.

use std::path::Path;

use anyhow::{Context, Result};
use image::{GrayImage, ImageReader, Luma};

/// West, south, east, north in degrees.
pub const FRAME: [f64; 4] = [96.0, 16.0, 114.0, 30.0];
/// Pixels of the image made, for each degree of longitude: those of the source.
const PER_DEGREE: f64 = 30.0;
/// Pixels around one that say how light its ground is of itself.
const AROUND: usize = 7;
/// How much of the difference from its surroundings a pixel keeps.
const STRENGTH: f64 = 1.5;
/// The grey of flat ground.
const FLAT: f64 = 128.0;
/// So far apart are the greys that are kept: it halves the file, and is not seen.
const STEP: f64 = 4.0;

fn mercator(lat: f64) -> f64 {
    lat.to_radians().tan().asinh()
}

/// Writes `out`; returns its size in bytes.
pub fn write(source: &Path, out: &Path) -> Result<u64> {
    let image = ImageReader::open(source).with_context(|| source.display().to_string())?.decode()?.to_rgb8();
    let [west, south, east, north] = FRAME;
    let (wide, high) = (f64::from(image.width()), f64::from(image.height()));
    let [x0, x1] = [west, east].map(|lon| ((lon + 180.0) / 360.0 * wide).round() as usize);
    let [y0, y1] = [north, south].map(|lat| ((90.0 - lat) / 180.0 * high).round() as usize);
    let (columns, rows) = (x1 - x0, y1 - y0);
    let light: Vec<f64> = (y0..y1)
        .flat_map(|y| (x0..x1).map(move |x| (x, y)))
        .map(|(x, y)| {
            let [r, g, b] = image.get_pixel(x as u32, y as u32).0.map(f64::from);
            // what is blue is sea, which has no relief
            if b > r + 8.0 && b > g + 2.0 { f64::NAN } else { 0.3 * r + 0.59 * g + 0.11 * b }
        })
        .collect();
    let shade = |x: usize, y: usize| {
        let own = light[y * columns + x];
        if own.is_nan() {
            return FLAT;
        }
        let (mut sum, mut count) = (0.0, 0.0);
        for v in y.saturating_sub(AROUND)..(y + AROUND + 1).min(rows) {
            for u in x.saturating_sub(AROUND)..(x + AROUND + 1).min(columns) {
                let other = light[v * columns + u];
                if !other.is_nan() {
                    sum += other;
                    count += 1.0;
                }
            }
        }
        FLAT + STRENGTH * (own - sum / count)
    };
    let shades: Vec<f64> =
        (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y))).map(|(x, y)| shade(x, y)).collect();
    let height = (mercator(north) - mercator(south)).to_degrees() * PER_DEGREE;
    let made = GrayImage::from_fn(columns as u32, height.round() as u32, |x, y| {
        let up = mercator(north) - (f64::from(y) + 0.5) / (PER_DEGREE * 180.0 / std::f64::consts::PI);
        let lat = up.sinh().atan().to_degrees();
        let row = ((north - lat) / (north - south) * rows as f64 - 0.5).clamp(0.0, rows as f64 - 1.0);
        let (above, part) = (row.floor() as usize, row.fract());
        let at = |row: usize| shades[row.min(rows - 1) * columns + x as usize];
        let value = at(above) * (1.0 - part) + at(above + 1) * part;
        Luma([((value / STEP).round() * STEP).clamp(0.0, 255.0) as u8])
    });
    made.save(out).with_context(|| out.display().to_string())?;
    Ok(std::fs::metadata(out)?.len())
}
