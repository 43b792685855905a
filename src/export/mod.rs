//! Records → bytes for other programs, with an account of what a format can't say.
//! Pure: writing to disk is left to the caller.

use serde::{Deserialize, Serialize};

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
}
