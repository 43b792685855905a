//! The kinds of record.

use crate::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// What a record is. The order is the order in which kinds are listed everywhere.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Kind {
        Meeting = "Meeting",
        Agreement = "Agreement",
        Commitment = "Commitment",
        Project = "Project",
        Milestone = "Milestone",
        Figure = "Figure",
        Discrepancy = "Discrepancy",
        Gate = "Gate",
        Place = "Place",
        Mechanism = "Mechanism",
        Person = "Person",
        Organisation = "Organisation",
        Topic = "Topic",
        Source = "Source",
    }

    /// Every kind, in the order of menus and facets.
    pub ALL;
    /// The name in files: `Meeting(...)`.
    pub name;
}

impl Kind {
    /// Whether it is something that happened, was agreed or is being done: what lists, counts and the
    /// timeline are about unless another kind is asked for.
    pub const fn happens(self) -> bool {
        matches!(self, Self::Meeting | Self::Agreement | Self::Commitment | Self::Project | Self::Milestone)
    }

    /// Whether it is an entry of a register: something that events refer to, found by its name.
    pub const fn is_register(self) -> bool {
        matches!(
            self,
            Self::Gate | Self::Place | Self::Mechanism | Self::Person | Self::Organisation | Self::Topic | Self::Source
        )
    }

    /// The name in queries, exports and message keys: `meeting`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Agreement => "agreement",
            Self::Commitment => "commitment",
            Self::Project => "project",
            Self::Milestone => "milestone",
            Self::Figure => "figure",
            Self::Discrepancy => "discrepancy",
            Self::Gate => "gate",
            Self::Place => "place",
            Self::Mechanism => "mechanism",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Topic => "topic",
            Self::Source => "source",
        }
    }

    /// The kind by its name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind by its name in queries and JSON.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// Whether records of this kind happen, as against the registers (gates, people, topics …)
    /// that what happens refers to.
    pub fn is_event(self) -> bool {
        self <= Self::Figure
    }
}
