//! Which edition of the boundary data the program was built with. Positions and distances to the
//! border hold against it, so exports name it.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Edtf, Moment};
use crate::words::Words;

const META: &str = include_str!("../../../../assets/map/meta.json");

/// Who to thank, and which edition of the boundary this is.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Boundaries {
    #[serde(default)]
    pub attribution: String,
    #[serde(default)]
    pub edition: String,
    /// EDTF: of when the edition is, for readers who don't know packages.
    #[serde(default)]
    pub edition_date: String,
    /// EDTF: when the provinces were as drawn.
    #[serde(default)]
    pub provinces_valid: String,
    #[serde(skip)]
    until: Option<Moment>,
}

impl Boundaries {
    /// The moment from which on the provinces were no longer as they are drawn.
    pub fn until(&self) -> Option<Moment> {
        self.until
    }

    /// Whose boundaries these are and of when, in words.
    pub fn said(&self, words: &Words) -> String {
        let date = Edtf::parse(&self.edition_date).map(|date| words.date(&date)).unwrap_or_default();
        words.with("about-boundaries", &[("date", date.into())])
    }
}

/// The edition of the boundaries that the base map draws.
pub fn boundaries() -> &'static Boundaries {
    static CELL: OnceLock<Boundaries> = OnceLock::new();
    CELL.get_or_init(|| {
        let mut known: Boundaries = serde_json::from_str(META).unwrap_or_default();
        known.until = Edtf::parse(&known.provinces_valid).ok().and_then(|valid| valid.bounds().possible().to);
        known
    })
}
