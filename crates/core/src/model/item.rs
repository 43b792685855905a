//! Anything that can be selected.

use serde::{Deserialize, Serialize};

use super::{Cite, Id, Record};

/// A record of any kind, or a paragraph of a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Item {
    Record(Id),
    Paragraph { source: Id, number: u32 },
}

impl Item {
    /// What a citation points at.
    pub fn cited(cite: &Cite) -> Self {
        match cite.paragraph {
            Some(number) => Self::Paragraph { source: Id::clone(&cite.source), number },
            None => Self::Record(Id::clone(&cite.source)),
        }
    }

    /// The record that is selected, or that the paragraph belongs to.
    pub fn record(&self) -> &Id {
        match self {
            Self::Record(id) => id,
            Self::Paragraph { source, .. } => source,
        }
    }
}

impl Record {
    /// The record as something that can be selected.
    pub fn item(&self) -> Item {
        Item::Record(Id::clone(&self.id))
    }
}
