//! A question about a dataset, and its answer. The search box, the command line, the panels and
//! every export ask the same [`Query`].
//!
//! ```
//! use km0_core::query::Query;
//!
//! let query = Query::parse("kind:agreement gate:ta-lung after:2021 -source:003 \"cầu đường bộ\"").unwrap();
//! assert_eq!(Query::parse(&query.to_string()).unwrap(), query);
//! assert!(Query::parse("kind:agreement after:yesterday").is_err());
//! ```

mod area;
pub mod bits;
mod corpus;
mod facets;
pub use crate::model::fold;
mod clause_masks;
mod lists;
mod names;
mod nothing;
mod parse;
mod print;
mod rank;
mod resolve;
mod run;
mod text;

pub use area::{Area, AreaError};
pub use corpus::{Corpus, characters};
pub use facets::{FACETS, FacetSubject, FacetValue, Recount, ValueChoice, facet, tally};
pub use names::{NameHits, NameIndex, names_of};
pub use nothing::Hindrance;
pub use parse::QueryError;
pub use run::{Answer, Doubt};
pub use text::Marker;

use crate::model::Edtf;

/// What records must be like. Terms of one key are alternatives; terms of different keys, free
/// words and bounds in time must all hold; excluded terms must not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    pub terms: Vec<Term>,
}

/// A condition, wanted or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    pub exclude: bool,
    pub clause: Clause,
}

/// What a term asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Clause {
    /// Free words that must stand in the record, next to each other when there are several.
    Words(String),
    /// A link or property: `gate:ta-lung`.
    Is(Key, String),
    /// Possibly at or after the beginning of this date.
    After(Edtf),
    /// Possibly before the beginning of this date.
    Before(Edtf),
    /// Possibly within the time that this date may mean.
    During(Edtf),
    /// Certainly within it: wherever in its bounds the record's time lies.
    Surely(Edtf),
    /// Placed in this rectangle.
    Area(Area),
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident = $name:literal),+ $(,)?) => {
        /// What a term can ask for by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key { $($(#[$doc])* $key),+ }

        impl std::fmt::Display for Key {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl Key {
            /// Every key, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$key),+];

            /// The name in query text.
            pub fn name(self) -> &'static str {
                match self { $(Self::$key => $name),+ }
            }

            /// The key by its name in queries.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|key| key.name() == name)
            }
        }
    };
}

keys! {
    /// The kind of record: `kind:agreement`.
    Kind = "kind",
    /// The gate, a route or bridge of it, or something about either.
    Gate = "gate",
    /// The place, or something in or about it, down to the gates of a province.
    Place = "place",
    /// The mechanism, or a session or promise of it.
    Mechanism = "mechanism",
    /// The person, or something they took part in.
    Person = "person",
    /// The body, or something it took part in.
    Org = "org",
    /// The project, or something about it.
    Project = "project",
    /// The topic.
    Topic = "topic",
    /// What cites the source.
    Source = "source",
    /// As place, for a province or region.
    Province = "province",
    /// The side of the border that it belongs to or that somebody in it acts for: `vn`, `cn`.
    Side = "side",
    /// The layer of a source that it cites: `document`, `press`, `reference`; `mine` for what is laid
    /// over the dataset.
    Layer = "layer",
    /// How sure the record is: `high`, `medium`, `low`.
    Confidence = "confidence",
    /// How exactly its date is known: `day`, `month`, `year` …, `none` without a date.
    Precision = "precision",
    /// Possibly in the year.
    Year = "year",
    /// Any link to the record, whatever its kind, or the record itself.
    About = "about",
    /// The record itself.
    Id = "id",
}

impl Query {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words that are looked for, without what else is asked.
    pub fn words_alone(&self) -> Self {
        let words = |term: &&Term| !term.exclude && matches!(term.clause, Clause::Words(_));
        Self { terms: self.terms.iter().filter(words).cloned().collect() }
    }

    /// What is asked besides free words.
    pub fn filters_alone(&self) -> Self {
        let words = self.words_alone();
        Self { terms: self.terms.iter().filter(|term| !words.terms.contains(term)).cloned().collect() }
    }

    /// A query of one included term.
    pub fn of_value(key: Key, value: &str) -> Self {
        Self { terms: vec![Term::is(key, value)] }
    }

    /// Adds a term unless it is there. What was not wanted is wanted now, or the other way round.
    pub fn add(&mut self, term: Term) {
        if !self.terms.contains(&term) {
            self.terms.retain(|other| other.clause != term.clause);
            self.terms.push(term);
        }
    }

    /// Asks only this of the term's key, or nothing where that is what is asked already. What is
    /// not wanted of the key stays so.
    pub fn only(&mut self, term: &Term) {
        let key = term.clause.key();
        let of_key = |other: &Term| !other.exclude && other.clause.key() == key;
        let alone = self.terms.contains(term) && self.terms.iter().filter(|other| of_key(other)).count() == 1;
        self.terms.retain(|other| !of_key(other) || key.is_none());
        if !alone {
            self.add(term.clone());
        }
    }

    /// Asks nothing of a key any more.
    pub fn forget(&mut self, key: Key) {
        self.terms.retain(|term| term.clause.key() != Some(key));
    }

    /// Takes a term away, if it is there.
    pub fn remove(&mut self, term: &Term) {
        self.terms.retain(|other| other != term);
    }

    /// Whether a bound in time is set, so that undated records can't match.
    pub fn asks_for_time(&self) -> bool {
        self.terms.iter().any(|term| !term.exclude && term.clause.is_time())
    }

    /// Whether a bound in space is set, so that records without a place can't match.
    pub fn asks_for_area(&self) -> bool {
        self.terms.iter().any(|term| !term.exclude && matches!(term.clause, Clause::Area(_)))
    }

    /// Takes away every bound in time.
    pub fn forget_time(&mut self) {
        self.terms.retain(|term| !term.clause.is_time());
    }

    /// Takes away every bound in space.
    pub fn forget_area(&mut self) {
        self.terms.retain(|term| !matches!(term.clause, Clause::Area(_)));
    }
}

impl Clause {
    /// The key of a link or property.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Is(key, _) => Some(*key),
            _ => None,
        }
    }

    /// Whether this is a bound in time.
    pub fn is_time(&self) -> bool {
        matches!(self, Self::After(_) | Self::Before(_) | Self::During(_) | Self::Surely(_))
    }
}

impl Term {
    /// A term that asks for it.
    pub fn included(clause: Clause) -> Self {
        Self { exclude: false, clause }
    }

    /// A term that asks for a value of a key.
    pub fn is(key: Key, value: &str) -> Self {
        Self { exclude: false, clause: Clause::Is(key, value.to_owned()) }
    }
}
