//! Which fields each kind of record has. This table is the one place that says so: reading,
//! checking, linking, exporting and showing all follow it.

use super::Kind;
use super::parts::{GateClass, GateStatus, PromiseState};

/// The shape of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldShape {
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
    pub shape: FieldShape,
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
            Confidence: FieldShape::Choice(CONFIDENCES),
            Corroboration: FieldShape::Number,
            Caveat: FieldShape::Text,
        ]
    };
}

const MEETING: &[FieldSpec] = event![
    Form: FieldShape::Choice(&["EarlySpring", "CommitteeSession", "Conference", "Talks", "Visit", "Signing", "Other"]),
    Status: FieldShape::Choice(&["Held", "Planned", "Mentioned"]),
    Mechanism: FieldShape::Link(&[Kind::Mechanism]),
    Ordinal: FieldShape::Number,
    Format: FieldShape::Choice(&["Online", "InPerson", "Unstated"]),
    BridgePoints: FieldShape::Number,
    Host: FieldShape::Link(BODIES),
    Venues: FieldShape::Links(PLACES),
    Theme: FieldShape::Text,
    Parties: FieldShape::Links(ACTORS),
    Seats: FieldShape::Seats,
    Statements: FieldShape::Statements,
    Next: FieldShape::Link(&[Kind::Meeting]),
];
const AGREEMENT: &[FieldSpec] = event![
    Form: FieldShape::Choice(&[
        "Minutes", "Memorandum", "Framework", "Agreement", "Treaty", "JointStatement", "Twinning", "Plan", "Other",
    ]),
    Standing: FieldShape::Choice(&["Signed", "InForce", "Planned", "Named"]),
    KnownBy: FieldShape::Date,
    SignedAt: FieldShape::Link(&[Kind::Meeting, Kind::Milestone]),
    Parties: FieldShape::Links(ACTORS),
    Seats: FieldShape::Seats,
    Terms: FieldShape::Statements,
    Counts: FieldShape::Counts,
];
const COMMITMENT: &[FieldSpec] = event![
    State: FieldShape::Choice(PromiseState::NAMES),
    History: FieldShape::History(PromiseState::NAMES),
    ProposedBy: FieldShape::Proposals,
    By: FieldShape::Links(ACTORS),
    UndertakenAt: FieldShape::Link(OCCASIONS),
    Due: FieldShape::Date,
    FollowedBy: FieldShape::Links(&[]),
];
const PROJECT: &[FieldSpec] = event![History: FieldShape::History(PROJECT_STATES)];
const MILESTONE: &[FieldSpec] = event![Form: FieldShape::Choice(MILESTONE_FORMS)];
const FIGURE: &[FieldSpec] = event![
    Value: FieldShape::Number,
    ValueTo: FieldShape::Number,
    Unit: FieldShape::Word,
    Printed: FieldShape::Word,
    Measure: FieldShape::Text,
    Place: FieldShape::Link(PLACES),
    Bound: FieldShape::Choice(&["Exact", "About", "Over", "Under"]),
    Changes: FieldShape::Growths,
];
const GATE: &[FieldSpec] = spec![
    Form: FieldShape::Choice(&["Road", "Rail", "Bridge", "Route", "Opening", "TourismCrossing"]),
    Counterpart: FieldShape::Text,
    PartOf: FieldShape::Link(PLACES),
    PartOfSince: FieldShape::Date,
    Class: FieldShape::History(GateClass::NAMES),
    ClassCn: FieldShape::History(GateClass::NAMES),
    Status: FieldShape::History(GateStatus::NAMES),
    Vn: FieldShape::Links(&[Kind::Place]),
    Cn: FieldShape::Links(&[Kind::Place]),
    At: FieldShape::Position,
    Geometry: FieldShape::Word,
];
const PLACE: &[FieldSpec] = spec![
    Form: FieldShape::Choice(PLACE_FORMS),
    Side: FieldShape::Choice(&["Vn", "Cn", "Both"]),
    PartOf: FieldShape::Link(PLACES),
    At: FieldShape::Position,
    Geometry: FieldShape::Word,
    Former: FieldShape::Names,
    MergedInto: FieldShape::Merger,
];
const MECHANISM: &[FieldSpec] = spec![Parties: FieldShape::Links(ACTORS), Rhythm: FieldShape::Choice(&["Yearly"]), Statements: FieldShape::Statements];
const PERSON: &[FieldSpec] = spec![Side: FieldShape::Choice(&["Vn", "Cn", "Both"]), Posts: FieldShape::Posts];
const ORGANISATION: &[FieldSpec] = spec![
    Form: FieldShape::Choice(ORGANISATION_FORMS),
    Side: FieldShape::Choice(&["Vn", "Cn", "Both"]),
    Seat: FieldShape::Link(PLACES),
    PartOf: FieldShape::Link(BODIES),
];
const SOURCE: &[FieldSpec] = spec![
    Form: FieldShape::Choice(&["News", "Report", "Reference", "Data"]),
    Layer: FieldShape::Choice(&["Document", "Press", "Reference"]),
    Publisher: FieldShape::Text,
    Byline: FieldShape::Word,
    Published: FieldShape::Date,
    Language: FieldShape::Word,
    Address: FieldShape::Word,
    File: FieldShape::Word,
    Paragraphs: FieldShape::Number,
    Limits: FieldShape::Text,
];
const DISCREPANCY: &[FieldSpec] = spec![Claims: FieldShape::Claims, Finding: FieldShape::Text];

/// The fields that `kind` adds to the head every record has.
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
