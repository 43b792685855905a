//! What is wrong with a file, said so that its owner can mend it.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::model::Origin;
use crate::model::node::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record, or a part of it, could not be taken.
    Error,
    /// Everything was taken, but a reader should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $slug:literal, $severity:ident;)+) => {
        /// A rule that a dataset must keep. Each has a small bad file in `tests/data/bad/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $($(#[$doc])* $rule),+ }

        impl Rule {
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$rule => $slug),+ }
            }

            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity),+ }
            }
        }
    };
}

rules! {
    /// The file can't be read at all.
    Unreadable = "unreadable", Error;
    /// The file is not UTF-8.
    Encoding = "encoding", Error;
    /// The file, or a value in it, is larger than the program takes.
    TooLarge = "too-large", Error;
    /// The text breaks the format's grammar.
    Syntax = "syntax", Error;
    /// A list entry is no record of a known kind.
    UnknownKind = "unknown-kind", Error;
    /// A field the schema does not know; it is kept.
    UnknownField = "unknown-field", Warning;
    /// A field is given twice; the first is taken.
    DuplicateField = "duplicate-field", Error;
    /// A field that every record needs is not there.
    MissingField = "missing-field", Error;
    /// A value is of another type than its field.
    WrongType = "wrong-type", Error;
    /// A word that the field does not allow.
    UnknownWord = "unknown-word", Error;
    /// An id is no slug.
    BadId = "bad-id", Error;
    /// Two records have one id; the first is taken.
    DuplicateId = "duplicate-id", Error;
    /// A date is no EDTF date.
    BadDate = "bad-date", Error;
    /// Two dates can't both be right.
    ContradictoryDates = "contradictory-dates", Error;
    /// A record or entry cites nothing.
    MissingCitation = "missing-citation", Error;
    /// A citation is not of the form `source#paragraph`.
    BadCitation = "bad-citation", Error;
    /// A citation names a source that the dataset does not have.
    UnknownSource = "unknown-source", Error;
    /// A citation names a paragraph that the source does not have.
    ParagraphOutOfRange = "paragraph-out-of-range", Error;
    /// A record refers to one that the dataset does not have.
    UnknownReference = "unknown-reference", Error;
    /// A record refers to one of the wrong kind.
    WrongKind = "wrong-kind", Error;
    /// A place is part of itself, directly or by way of others.
    Circular = "circular", Error;
    /// Coordinates are off the globe.
    BadCoordinates = "bad-coordinates", Error;
    /// Coordinates lie outside the dataset's own map frame.
    OffTheMap = "off-the-map", Warning;
    /// A text lacks one of the two languages every text must have.
    MissingLanguage = "missing-language", Warning;
    /// A source is named by a headline in square brackets, which nobody saw.
    RebuiltHeadline = "rebuilt-headline", Error;
    /// A record that rests on press alone does not say how sure it is.
    MissingConfidence = "missing-confidence", Error;
    /// A record of low confidence does not say why.
    MissingCaveat = "missing-caveat", Error;
    /// Two people have one name and don't refer to each other.
    SharedName = "shared-name", Warning;
    /// A folder holds no dataset file.
    Empty = "empty", Error;
}

/// One thing wrong, with where it stands and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub rule: Rule,
    pub origin: Origin,
    /// The record's id, where it is known.
    pub record: Option<Arc<str>>,
    /// The field, where there is one.
    pub field: Option<Arc<str>>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    #[must_use]
    pub fn new(rule: Rule, origin: Origin, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rule, origin, record: None, field: None, what: what.into(), remedy: remedy.into() }
    }

    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

impl fmt::Display for Problem {
    /// `file:line:column: severity [rule]: what is wrong; what to do`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Origin { file, line, column } = &self.origin;
        write!(f, "{file}:{line}:{column}: {} [{}]: ", self.severity(), self.rule.slug())?;
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        write!(f, "{}; {}", self.what, self.remedy)
    }
}

/// The origin of a place in `file`.
#[must_use]
pub fn origin(file: &Arc<str>, place: Place) -> Origin {
    Origin { file: Arc::clone(file), line: place.line, column: place.column }
}
