//! Why a record stands in the thread of a promise.

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind};

/// Whether the data links a record with a promise, or it was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkBasis {
    /// The data says so: the promise names the record in this field, or, with `back`, the record
    /// names the promise in it.
    Said { field: Field, back: bool },
    /// Nobody says so: the record is surely later and shares these with the promise.
    Computed(InCommon),
}

/// What a promise and a later record have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InCommon {
    /// Gates, projects, agreements and places; a gate also stands for its routes. Without any, the
    /// mechanism whose later session the record comes from.
    pub things: Vec<Ix>,
    pub topics: Vec<Ix>,
}

impl LinkBasis {
    /// Whether the data itself says so.
    pub fn is_said(&self) -> bool {
        matches!(self, Self::Said { .. })
    }

    /// Whether this is a word on what became of the promise. "See also" only sets records side by
    /// side, and what was worked out says nothing of the promise.
    pub fn is_word(&self) -> bool {
        matches!(self, Self::Said { field, .. } if *field != Field::See)
    }
}

/// Forms of places that are one spot or work, not the land around it.
const SPOTS: [&str; 5] = ["Marker", "Area", "Market", "River", "Landmark"];

/// Whether two records about this one are likely about the same matter.
pub(super) fn is_thing(dataset: &Dataset, ix: Ix) -> bool {
    let Some(record) = dataset.record(ix) else { return false };
    match record.kind {
        Kind::Gate | Kind::Project | Kind::Agreement => true,
        Kind::Place => record.choice(Field::Form).is_some_and(|form| SPOTS.contains(&form)),
        _ => false,
    }
}

/// Fields in which a record says what it is about.
pub(super) fn tells_subject(field: Field) -> bool {
    matches!(field, Field::About | Field::Statements | Field::Terms)
}

/// The things that the promise is about, with the routes of its gates; sorted.
pub(super) fn things(dataset: &Dataset, ix: Ix) -> Vec<Ix> {
    let named = dataset.links(ix).iter().filter(|link| tells_subject(link.field)).map(|link| link.to);
    let mut things: Vec<Ix> = named.filter(|to| is_thing(dataset, *to)).collect();
    for at in 0..things.len() {
        let Some(thing) = things.get(at).copied() else { continue };
        things.extend(dataset.parts(thing).filter(|route| dataset.kind(*route) == Some(Kind::Gate)));
    }
    things.sort_unstable();
    things.dedup();
    things
}

/// The topics of a record and of what is said in it; sorted.
pub(super) fn topics(dataset: &Dataset, ix: Ix) -> Vec<Ix> {
    let is_topic = |to: &Ix| dataset.record(*to).is_some_and(|record| record.kind == Kind::Topic);
    let mut topics: Vec<Ix> = dataset.links(ix).iter().map(|link| link.to).filter(is_topic).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// What both sorted lists hold.
pub(super) fn both(left: &[Ix], right: &[Ix]) -> Vec<Ix> {
    left.iter().copied().filter(|ix| right.binary_search(ix).is_ok()).collect()
}
