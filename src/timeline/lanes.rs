//! Which lanes an event belongs to.

use serde::{Deserialize, Serialize};

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind, Record};

/// What lanes stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    #[default]
    Kind,
    Mechanism,
    Province,
    Gate,
    Topic,
    None,
}

impl Grouping {
    pub const ALL: [Self; 6] = [Self::Kind, Self::Mechanism, Self::Province, Self::Gate, Self::Topic, Self::None];

    /// The message with the name of the grouping.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Kind => "timeline-by-kind",
            Self::Mechanism => "timeline-by-mechanism",
            Self::Province => "timeline-by-province",
            Self::Gate => "timeline-by-gate",
            Self::Topic => "timeline-by-topic",
            Self::None => "timeline-by-none",
        }
    }

    /// The message with the title of the lane for events that belong to no other.
    pub(super) fn rest(self) -> &'static str {
        match self {
            Self::Kind | Self::None => "timeline-rest-none",
            Self::Mechanism => "timeline-rest-mechanism",
            Self::Province => "timeline-rest-province",
            Self::Gate => "timeline-rest-gate",
            Self::Topic => "timeline-rest-topic",
        }
    }
}

/// What one lane stands for. The order is the order of lanes with equal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum LaneKey {
    Kind(Kind),
    Record(Ix),
    Rest,
}

/// The lanes of a record, each once. A record about three provinces lies in three lanes; one
/// that belongs to none lies in the rest.
pub(super) fn keys(dataset: &Dataset, grouping: Grouping, ix: Ix, record: &Record) -> Vec<LaneKey> {
    let mut found = match grouping {
        Grouping::Kind => return vec![LaneKey::Kind(record.kind)],
        Grouping::None => return vec![LaneKey::Rest],
        Grouping::Mechanism => mechanisms(dataset, ix),
        Grouping::Province => places(dataset, ix, is_province),
        Grouping::Gate => places(dataset, ix, |record| record.kind == Kind::Gate),
        Grouping::Topic => linked(dataset, ix, |field, _| field == Field::Topics),
    };
    found.sort_unstable();
    found.dedup();
    if found.is_empty() { vec![LaneKey::Rest] } else { found.into_iter().map(LaneKey::Record).collect() }
}

fn linked(dataset: &Dataset, ix: Ix, wanted: impl Fn(Field, &Record) -> bool) -> Vec<Ix> {
    let links = dataset.links(ix).iter();
    links.filter(|link| dataset.record(link.to).is_some_and(|to| wanted(link.field, to))).map(|link| link.to).collect()
}

/// Its own mechanism, else that of the meeting at which it came about.
fn mechanisms(dataset: &Dataset, ix: Ix) -> Vec<Ix> {
    let own = |ix| linked(dataset, ix, |field, to| to.kind == Kind::Mechanism && field != Field::See);
    let found = own(ix);
    if !found.is_empty() {
        return found;
    }
    let occasions = linked(dataset, ix, |field, _| matches!(field, Field::SignedAt | Field::UndertakenAt));
    occasions.into_iter().flat_map(own).collect()
}

fn is_province(record: &Record) -> bool {
    record.kind == Kind::Place && matches!(record.choice(Field::Form), Some("Province" | "Region"))
}

/// The wanted places that the record is about or that hold those; of nested ones the gate that
/// is itself in no other, and the province as it was named, not the one it was later merged into.
fn places(dataset: &Dataset, ix: Ix, wanted: impl Fn(&Record) -> bool) -> Vec<Ix> {
    let is_wanted = |at: Ix| dataset.record(at).is_some_and(&wanted);
    let named = |field: Field| !matches!(field, Field::See | Field::Topics | Field::Seats);
    let links = dataset.links(ix).iter().filter(|link| named(link.field));
    let mut found = Vec::new();
    for at in links.map(|link| link.to) {
        let above = dataset.above(at).iter().copied().filter(|up| is_wanted(*up));
        match dataset.record(at).map(|record| record.kind) {
            Some(Kind::Gate) => found.extend(above.clone().next().or_else(|| is_wanted(at).then_some(at))),
            Some(Kind::Place) if is_wanted(at) => found.push(at),
            _ => {}
        }
        if !is_wanted(at) {
            let ups: Vec<Ix> = above.collect();
            let merged =
                |up: &Ix| ups.iter().any(|other| other != up && dataset.above(*other).binary_search(up).is_ok());
            found.extend(ups.iter().filter(|up| !merged(up)));
        }
    }
    found
}
