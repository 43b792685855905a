//! Where records are, as numbers.

use crate::dataset::Dataset;
use crate::dataset::place::{Placed, placed};
use crate::query::area::Area;
use crate::query::bits::Bits;

/// By row: its points.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Sites {
    /// Latitude and longitude in degrees, with the row.
    points: Vec<(f64, f64, u32)>,
    placed: Bits,
}

impl Sites {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut points = Vec::new();
        for ix in dataset.rows() {
            match placed(dataset, ix) {
                Placed::Own(at) => points.push((at.lat, at.lon, ix.0)),
                Placed::At(_, places) => points.extend(places.iter().map(|(_, at)| (at.lat, at.lon, ix.0))),
                Placed::Nowhere => {}
            }
        }
        let mut bits = Bits::none(dataset.len());
        for (_, _, row) in &points {
            bits.set(*row as usize);
        }
        Self { points, placed: bits }
    }

    /// The rows that have a point.
    pub(in crate::query) fn placed(&self) -> &Bits {
        &self.placed
    }

    /// The rows with a point in the area.
    pub(in crate::query) fn inside(&self, area: Area) -> Bits {
        let mut bits = Bits::none(self.placed.len());
        let inside = self.points.iter().filter(|(lat, lon, _)| area.contains(*lat, *lon));
        inside.for_each(|(_, _, row)| bits.set(*row as usize));
        bits
    }
}
