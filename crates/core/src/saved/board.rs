//! What fills the middle of the window.

use serde::{Deserialize, Serialize};

/// A full-size view of what matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Board {
    /// The timeline and the map.
    #[default]
    Overview,
    /// Commitments with what came of them.
    Promises,
    /// Figures in a table, and in charts where they agree in what they measure.
    Figures,
    /// Where sources disagree: who says what, and what was decided.
    Disagreements,
    /// Every gate along the border, with its class and state through time.
    Gates,
}

impl Board {
    /// Every board, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Overview, Self::Promises, Self::Figures, Self::Disagreements, Self::Gates];

    /// The name in files and on the command line.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Promises => "promises",
            Self::Figures => "figures",
            Self::Disagreements => "disagreements",
            Self::Gates => "gates",
        }
    }

    /// The board by its name on the command line.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|board| board.slug() == slug)
    }
}
