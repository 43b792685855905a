//! Where records are, as numbers.

use crate::dataset::place::{RecordPositions, placed};
use crate::dataset::{Dataset, Ix};
use crate::query::area::Area;
use crate::query::bits::{FixedBitSet, rows_among};

/// By row: its points.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct Sites {
    /// Latitude and longitude in degrees, with the row.
    points: Vec<(f64, f64, u32)>,
    placed: FixedBitSet,
}

impl Sites {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut points = Vec::new();
        for ix in dataset.rows() {
            match placed(dataset, ix) {
                RecordPositions::Own(at) => points.push((at.lat, at.lon, ix.0)),
                RecordPositions::At(_, places) => points.extend(places.iter().map(|(_, at)| (at.lat, at.lon, ix.0))),
                RecordPositions::Nowhere => {}
            }
        }
        let with_points = rows_among(dataset.len(), points.iter().map(|(_, _, row)| Ix(*row)));
        Self { points, placed: with_points }
    }

    /// The rows that have a point.
    pub(in crate::query) fn placed(&self) -> &FixedBitSet {
        &self.placed
    }

    /// The rows with a point in the area.
    pub(in crate::query) fn inside(&self, area: Area) -> FixedBitSet {
        let inside = self.points.iter().filter(|(lat, lon, _)| area.contains(*lat, *lon));
        rows_among(self.placed.len(), inside.map(|(_, _, row)| Ix(*row)))
    }
}
