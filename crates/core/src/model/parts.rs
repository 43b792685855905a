//! The small values that records are made of.

use super::{Cite, Edtf, Id, List, Moment, Text};

/// One sentence of what was said, agreed or reported, with who said it and where that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub kind: StatementKind,
    pub by: List<Id>,
    pub text: Text,
    pub about: List<Id>,
    pub topics: List<Id>,
    pub cite: List<Cite>,
}

/// Who sat where, in what capacity, holding which post at the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    pub who: Id,
    pub role: Role,
    pub post: Text,
    pub side: Option<Side>,
    /// The place or body at whose seat or bridge point they took part.
    pub at: Option<Id>,
    pub cite: List<Cite>,
}

/// A point on the map with what it stands for and how far off it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Degrees, WGS 84.
    pub lat: f64,
    /// Degrees, WGS 84.
    pub lon: f64,
    /// Metres.
    pub error_m: f64,
    /// Metres to the nearest border line as the base map draws it, where the source has it.
    pub border_m: Option<f64>,
    /// Why a gate's point stands further from the line than its error.
    pub off_line: Text,
    pub point: Box<str>,
    /// How far the point can be trusted, where the data says so.
    pub confidence: Option<Confidence>,
    pub cite: List<Cite>,
}

/// One entry of a dated history (class or status of a gate, state of a project).
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// One of the values the field's schema allows.
    pub value: &'static str,
    pub date: Option<Edtf>,
    pub text: Text,
    pub cite: List<Cite>,
}

impl Change {
    /// When it came about as it is written; none without a date, or where its start is open or unknown.
    pub fn begin(&self) -> Option<Moment> {
        self.date.as_ref()?.bounds_as_written().earliest_start
    }
}

/// Who asked for something or put it forward, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub who: Id,
    pub cite: List<Cite>,
}

/// A post as a source saw somebody hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub post: Text,
    pub org: Option<Id>,
    pub seen: Option<Edtf>,
    pub cite: List<Cite>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub text: Text,
    pub cite: List<Cite>,
}

/// A collective count: so many papers, of which kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub number: f64,
    pub text: Text,
    pub cite: List<Cite>,
}

/// Growth of a figure, or its share of a plan, in per cent.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    pub percent: f64,
    /// Against what.
    pub text: Text,
}

/// A name that held, or holds, for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedName {
    pub text: Text,
    pub date: Option<Edtf>,
    pub cite: List<Cite>,
}

/// The unit that a place became part of.
#[derive(Clone, Debug, PartialEq)]
pub struct Merger {
    pub place: Id,
    pub date: Edtf,
    pub cite: List<Cite>,
}

/// Degrees, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLatBox {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// An enum of plain words as they stand in files, with all of them listed.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $word:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $word),+ }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];
            /// Their words as they stand in files.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($word)),+];

            /// The word as it stands in files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$word => stringify!($word)),+ }
            }

            /// The one with this word, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.name() == name)
            }
        }
    };
}

words!(
    /// In what manner a statement is made.
    StatementKind { Said, Assessed, Reported, Proposed, Agreed, Agenda, Term, Missing }
);
words!(
    /// In what capacity somebody takes part.
    Role { Chair, Lead, Speak, Attend, Sign }
);
words!(
    /// The side of the border that somebody acts for.
    Side { Vn, Cn, Both }
);
words!(Confidence { High, Medium, Low });
words!(
    /// What kind of crossing a source says a gate is.
    GateClass {
        International, Main, Bilateral, Secondary, RailInternational, ClearanceRoute, Opening,
        TourismCrossing, Unstated,
    }
);
words!(
    /// Whether people and goods pass a gate.
    GateStatus { Open, Suspended, Reopened, NotOpen, ToBeOpened, ToBeUpgraded, Upgraded, Trial, UnderConstruction }
);
words!(
    /// How a promise stands according to a source.
    PromiseState { Proposed, Agreed, Announced, UnderWay, PartlyDone, Done }
);
