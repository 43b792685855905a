//! Records → bytes for other programs, with an account of what a format can't say.
//!
//! Pure: writing to disk is left to the caller, and nothing asks the clock, so that the same
//! records give the same bytes. Every record becomes one row, object, feature or entry.

mod csv;
mod geojson;
mod iso;
mod json;
mod loss;
mod ron;
mod tree;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::dataset::{Dataset, Ix};
use crate::model::Record;

pub use crate::dataset::place::{Placed, placed};
pub use csv::defused;
pub use json::record as record_json;
pub use loss::{Loss, Lost};
pub use ron::{file as file_ron, record as record_ron};

/// A format to export to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    #[default]
    Csv,
    Json,
    GeoJson,
    Ron,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Csv, Self::Json, Self::GeoJson, Self::Ron];

    /// The name on the command line, which is also the file's extension.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::GeoJson => "geojson",
            Self::Ron => "ron",
        }
    }

    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.slug() == slug)
    }
}

/// What the export says about itself, where the format has room for it (all but CSV).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The query that chose the records; empty when all of them were taken.
    pub filter: String,
    /// The same in words; empty where nobody reads.
    pub sentence: String,
    /// When it was made, ISO 8601; left out where none is given.
    pub generated: Option<String>,
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// UTF-8 text. CSV begins with a byte order mark, without which spreadsheets garble it.
    pub bytes: Vec<u8>,
    /// Records in it.
    pub records: usize,
    /// What the format could not say.
    pub losses: Vec<Loss>,
}

/// Writes the records of these rows, in this order; a row that comes twice is written once.
#[must_use]
pub fn export(dataset: &Dataset, rows: &[Ix], format: Format, note: &Note) -> Export {
    let mut seen = BTreeSet::new();
    let chosen: Vec<Chosen<'_>> = rows
        .iter()
        .filter(|ix| seen.insert(**ix))
        .filter_map(|ix| Some(Chosen { ix: *ix, record: dataset.record(*ix)? }))
        .collect();
    let bytes = match format {
        Format::Csv => csv::write(dataset, &chosen),
        Format::Json => json::write(dataset, &chosen, note),
        Format::GeoJson => geojson::write(dataset, &chosen, note),
        Format::Ron => ron::write(dataset, &chosen, note),
    };
    Export { bytes, records: chosen.len(), losses: loss::gather(dataset, &chosen, format) }
}

/// One record that is exported.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    ix: Ix,
    record: &'a Record,
}

#[cfg(test)]
mod tests;
