//! Which fields each kind of record has. This table is the one place that says so: reading,
//! checking, linking, exporting and showing all follow it.

use super::Kind;
use super::parts::{GateClass, GateStatus, PromiseState};

/// The shape of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Date,
    /// One id of a record of one of these kinds; any kind when empty.
    Link(&'static [Kind]),
    Links(&'static [Kind]),
    Number,
    Word,
    Choice(&'static [&'static str]),
    Statements,
    Seats,
    Position,
    History(&'static [&'static str]),
    Posts,
    Claims,
    Counts,
    Growths,
    Names,
    Merger,
    Proposals,
}

macro_rules! fields {
    ($($field:ident = $name:literal),+ $(,)?) => {
        /// The name of a field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($field),+ }

        impl Field {
            /// Every field, in the order of files.
            pub const ALL: &'static [Self] = &[$(Self::$field),+];

            /// The name in files and exports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$field => $name),+ }
            }
        }
    };
}

fields! {
    About = "about",
    Topics = "topics",
    See = "see",
    Form = "form",
    Status = "status",
    Standing = "standing",
    State = "state",
    Mechanism = "mechanism",
    Ordinal = "ordinal",
    Format = "format",
    BridgePoints = "bridge_points",
    Host = "host",
    Venues = "venues",
    Theme = "theme",
    Parties = "parties",
    Seats = "seats",
    Statements = "statements",
    Next = "next",
    KnownBy = "known_by",
    SignedAt = "signed_at",
    Terms = "terms",
    Counts = "counts",
    ProposedBy = "proposed_by",
    By = "by",
    UndertakenAt = "undertaken_at",
    Due = "due",
    FollowedBy = "followed_by",
    History = "history",
    Value = "value",
    ValueTo = "value_to",
    Unit = "unit",
    Printed = "printed",
    Measure = "measure",
    Place = "place",
    Bound = "bound",
    Changes = "changes",
    Counterpart = "counterpart",
    PartOf = "part_of",
    PartOfSince = "part_of_since",
    Class = "class",
    ClassCn = "class_cn",
    Vn = "vn",
    Cn = "cn",
    At = "at",
    Geometry = "geometry",
    Side = "side",
    Former = "former",
    MergedInto = "merged_into",
    Posts = "posts",
    Seat = "seat",
    Publisher = "publisher",
    Byline = "byline",
    Published = "published",
    Language = "language",
    Address = "address",
    File = "file",
    Paragraphs = "paragraphs",
    Limits = "limits",
    Claims = "claims",
    Finding = "finding",
    Layer = "layer",
    Confidence = "confidence",
    Caveat = "caveat",
    Rhythm = "rhythm",
    Corroboration = "corroboration",
}

/// One field of one kind.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    pub field: Field,
    pub shape: Shape,
}

const PLACES: &[Kind] = &[Kind::Place, Kind::Gate];
const ACTORS: &[Kind] = &[Kind::Person, Kind::Organisation, Kind::Place];
const BODIES: &[Kind] = &[Kind::Organisation, Kind::Place];
const OCCASIONS: &[Kind] = &[Kind::Meeting, Kind::Agreement];

const PROJECT_STATES: &[&str] =
    &["Proposed", "Planned", "Submitted", "Started", "UnderWay", "NearlyDone", "Done", "Trial", "Unstated"];
const PLACE_FORMS: &[&str] = &[
    "Country",
    "Province",
    "Region",
    "Prefecture",
    "District",
    "County",
    "City",
    "Town",
    "Marker",
    "Area",
    "Market",
    "River",
    "Landmark",
];
const ORGANISATION_FORMS: &[&str] = &[
    "Party",
    "Government",
    "Legislature",
    "Ministry",
    "Mission",
    "Agency",
    "Committee",
    "Court",
    "Media",
    "Union",
    "Other",
];
const MILESTONE_FORMS: &[&str] = &[
    "Restriction",
    "Reopening",
    "GateOpening",
    "Programme",
    "Anniversary",
    "StateVisit",
    "Policy",
    "Effect",
    "Congress",
    "Practice",
    "Other",
];

/// How sure whoever made the record is of it.
const CONFIDENCES: &[&str] = &["High", "Medium", "Low"];

macro_rules! spec {
    ($($field:ident: $shape:expr),* $(,)?) => { &[$(FieldSpec { field: Field::$field, shape: $shape }),*] };
}

/// Fields of what happened, with how well that is known: in how many independent reports, how
/// surely, and what a reader must be told of it.
macro_rules! event {
    ($($field:ident: $shape:expr),* $(,)?) => {
        spec![
            $($field: $shape,)*
            Confidence: Shape::Choice(CONFIDENCES),
            Corroboration: Shape::Number,
            Caveat: Shape::Text,
        ]
    };
}

const MEETING: &[FieldSpec] = event![
    Form: Shape::Choice(&["EarlySpring", "CommitteeSession", "Conference", "Talks", "Visit", "Signing", "Other"]),
    Status: Shape::Choice(&["Held", "Planned", "Mentioned"]),
    Mechanism: Shape::Link(&[Kind::Mechanism]),
    Ordinal: Shape::Number,
    Format: Shape::Choice(&["Online", "InPerson", "Unstated"]),
    BridgePoints: Shape::Number,
    Host: Shape::Link(BODIES),
    Venues: Shape::Links(PLACES),
    Theme: Shape::Text,
    Parties: Shape::Links(ACTORS),
    Seats: Shape::Seats,
    Statements: Shape::Statements,
    Next: Shape::Link(&[Kind::Meeting]),
];
const AGREEMENT: &[FieldSpec] = event![
    Form: Shape::Choice(&[
        "Minutes", "Memorandum", "Framework", "Agreement", "Treaty", "JointStatement", "Twinning", "Plan", "Other",
    ]),
    Standing: Shape::Choice(&["Signed", "InForce", "Planned", "Named"]),
    KnownBy: Shape::Date,
    SignedAt: Shape::Link(&[Kind::Meeting, Kind::Milestone]),
    Parties: Shape::Links(ACTORS),
    Seats: Shape::Seats,
    Terms: Shape::Statements,
    Counts: Shape::Counts,
];
const COMMITMENT: &[FieldSpec] = event![
    State: Shape::Choice(PromiseState::NAMES),
    History: Shape::History(PromiseState::NAMES),
    ProposedBy: Shape::Proposals,
    By: Shape::Links(ACTORS),
    UndertakenAt: Shape::Link(OCCASIONS),
    Due: Shape::Date,
    FollowedBy: Shape::Links(&[]),
];
const PROJECT: &[FieldSpec] = event![History: Shape::History(PROJECT_STATES)];
const MILESTONE: &[FieldSpec] = event![Form: Shape::Choice(MILESTONE_FORMS)];
const FIGURE: &[FieldSpec] = event![
    Value: Shape::Number,
    ValueTo: Shape::Number,
    Unit: Shape::Word,
    Printed: Shape::Word,
    Measure: Shape::Text,
    Place: Shape::Link(PLACES),
    Bound: Shape::Choice(&["Exact", "About", "Over", "Under"]),
    Changes: Shape::Growths,
];
const GATE: &[FieldSpec] = spec![
    Form: Shape::Choice(&["Road", "Rail", "Bridge", "Route", "Opening", "TourismCrossing"]),
    Counterpart: Shape::Text,
    PartOf: Shape::Link(PLACES),
    PartOfSince: Shape::Date,
    Class: Shape::History(GateClass::NAMES),
    ClassCn: Shape::History(GateClass::NAMES),
    Status: Shape::History(GateStatus::NAMES),
    Vn: Shape::Links(&[Kind::Place]),
    Cn: Shape::Links(&[Kind::Place]),
    At: Shape::Position,
    Geometry: Shape::Word,
];
const PLACE: &[FieldSpec] = spec![
    Form: Shape::Choice(PLACE_FORMS),
    Side: Shape::Choice(&["Vn", "Cn", "Both"]),
    PartOf: Shape::Link(PLACES),
    At: Shape::Position,
    Geometry: Shape::Word,
    Former: Shape::Names,
    MergedInto: Shape::Merger,
];
const MECHANISM: &[FieldSpec] =
    spec![Parties: Shape::Links(ACTORS), Rhythm: Shape::Choice(&["Yearly"]), Statements: Shape::Statements];
const PERSON: &[FieldSpec] = spec![Side: Shape::Choice(&["Vn", "Cn", "Both"]), Posts: Shape::Posts];
const ORGANISATION: &[FieldSpec] = spec![
    Form: Shape::Choice(ORGANISATION_FORMS),
    Side: Shape::Choice(&["Vn", "Cn", "Both"]),
    Seat: Shape::Link(PLACES),
    PartOf: Shape::Link(BODIES),
];
const SOURCE: &[FieldSpec] = spec![
    Form: Shape::Choice(&["News", "Report", "Reference", "Data"]),
    Layer: Shape::Choice(&["Document", "Press", "Reference"]),
    Publisher: Shape::Text,
    Byline: Shape::Word,
    Published: Shape::Date,
    Language: Shape::Word,
    Address: Shape::Word,
    File: Shape::Word,
    Paragraphs: Shape::Number,
    Limits: Shape::Text,
];
const DISCREPANCY: &[FieldSpec] = spec![Claims: Shape::Claims, Finding: Shape::Text];

/// The fields that `kind` adds to the head every record has.
#[must_use]
pub fn fields_of(kind: Kind) -> &'static [FieldSpec] {
    match kind {
        Kind::Meeting => MEETING,
        Kind::Agreement => AGREEMENT,
        Kind::Commitment => COMMITMENT,
        Kind::Project => PROJECT,
        Kind::Milestone => MILESTONE,
        Kind::Figure => FIGURE,
        Kind::Discrepancy => DISCREPANCY,
        Kind::Gate => GATE,
        Kind::Place => PLACE,
        Kind::Mechanism => MECHANISM,
        Kind::Person => PERSON,
        Kind::Organisation => ORGANISATION,
        Kind::Topic => &[],
        Kind::Source => SOURCE,
    }
}
