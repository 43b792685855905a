//! What fills the middle of the window.

use crate::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// A full-size view of what matches.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Board {
        /// The timeline and the map.
        #[default]
        Overview = "overview",
        /// Commitments with what came of them.
        Promises = "promises",
        /// Figures in a table, and in charts where they agree in what they measure.
        Figures = "figures",
        /// Where sources disagree: who says what, and what was decided.
        Disagreements = "disagreements",
        /// Every gate along the border, with its class and state through time.
        Gates = "gates",
    }

    /// Every board, in the order of the tabs.
    pub ALL;
    /// The name in files and on the command line.
    pub slug;
}

impl Board {
    /// The board by its name on the command line.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|board| board.slug() == slug)
    }
}
