//! Which lanes an event belongs to.

use km0_core::named_enum;
use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use super::columns::EventColumns;
use km0_core::dataset::{Dataset, Ix};
use km0_core::model::{Field, Kind, Record};

named_enum! {
    /// What lanes stand for.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum LaneGrouping {
        #[default]
        Kind = "timeline-by-kind",
        Mechanism = "timeline-by-mechanism",
        Province = "timeline-by-province",
        /// Provinces and regions of the other side.
        Counterpart = "timeline-by-counterpart",
        Gate = "timeline-by-gate",
        Topic = "timeline-by-topic",
        None = "timeline-by-none",
    }

    /// All of them, in this order.
    pub ALL;
    /// The message with the name of the grouping.
    pub message;
}

impl LaneGrouping {
    /// The message with the title of the lane for events that belong to no other.
    pub(super) fn rest(self) -> &'static str {
        match self {
            Self::Kind | Self::None => "timeline-rest-none",
            Self::Mechanism => "timeline-rest-mechanism",
            Self::Province => "timeline-rest-province",
            Self::Counterpart => "timeline-rest-counterpart",
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
    /// The series of a mechanism's meetings.
    Sessions(Ix),
    /// What came of them.
    Outcomes(Ix),
    Rest,
}

impl LaneKey {
    /// The lane that this one is a part of.
    pub(super) fn part_of(self) -> Option<Ix> {
        match self {
            Self::Sessions(of) | Self::Outcomes(of) => Some(of),
            Self::Kind(_) | Self::Record(_) | Self::Rest => None,
        }
    }

    /// The key as it is remembered from one run to the next.
    pub(super) fn stored(self, dataset: &Dataset) -> String {
        let id = |ix| dataset.record(ix).map_or("", |record: &Record| &*record.id);
        match self {
            Self::Kind(kind) => kind.slug().to_owned(),
            Self::Record(ix) => id(ix).to_owned(),
            Self::Sessions(ix) => format!("{}/sessions", id(ix)),
            Self::Outcomes(ix) => format!("{}/outcomes", id(ix)),
            Self::Rest => "/rest".to_owned(),
        }
    }
}

/// Which lanes each event lies in. Depends on the dataset and on what lanes stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Membership {
    pub lanes: Vec<LaneKey>,
    /// By lane: how many events of the dataset lie in it.
    pub totals: Vec<usize>,
    /// By event: where in `of` its lanes begin.
    starts: Vec<u32>,
    of: Vec<u32>,
}

impl Membership {
    pub(super) fn new(dataset: &Dataset, columns: &EventColumns, grouping: LaneGrouping) -> Self {
        let mut membership = Self::default();
        let mut numbers: BTreeMap<LaneKey, u32> = BTreeMap::new();
        for row in columns.rows() {
            membership.starts.push(membership.end());
            let Some(record) = dataset.record(row.ix) else { continue };
            for key in keys(dataset, grouping, row.ix, record) {
                let next = u32::try_from(membership.lanes.len()).unwrap_or(u32::MAX);
                let lane = *numbers.entry(key).or_insert(next);
                if lane == next {
                    membership.lanes.push(key);
                    membership.totals.push(0);
                }
                if let Some(total) = membership.totals.get_mut(lane as usize) {
                    *total += 1;
                }
                membership.of.push(lane);
            }
        }
        membership.starts.push(membership.end());
        membership
    }

    fn end(&self) -> u32 {
        u32::try_from(self.of.len()).unwrap_or(u32::MAX)
    }

    /// The lanes of an event, as places in [`Self::lanes`].
    pub(super) fn lanes_of(&self, at: u32) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.of.get(bound(at as usize)..bound(at as usize + 1)).unwrap_or_default()
    }
}

/// The lanes of a record, each once. A record about three provinces lies in three lanes; one
/// that belongs to none lies in the rest. What is of a mechanism lies in a part of its lane too.
fn keys(dataset: &Dataset, grouping: LaneGrouping, ix: Ix, record: &Record) -> Vec<LaneKey> {
    let mut found = match grouping {
        LaneGrouping::Kind => return vec![LaneKey::Kind(record.kind)],
        LaneGrouping::None => return vec![LaneKey::Rest],
        LaneGrouping::Mechanism => mechanisms(dataset, ix),
        LaneGrouping::Province => places(dataset, ix, |place| is_province(place) && !is_counterpart(place)),
        LaneGrouping::Counterpart => places(dataset, ix, |place| is_province(place) && is_counterpart(place)),
        LaneGrouping::Gate => places(dataset, ix, |record| record.kind == Kind::Gate),
        LaneGrouping::Topic => linked(dataset, ix, |field, _| field == Field::Topics),
    };
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        return vec![LaneKey::Rest];
    }
    let part = |ix| if record.kind == Kind::Meeting { LaneKey::Sessions(ix) } else { LaneKey::Outcomes(ix) };
    let parts = found.iter().filter(|_| grouping == LaneGrouping::Mechanism).map(|ix| part(*ix));
    found.iter().map(|ix| LaneKey::Record(*ix)).chain(parts).collect()
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

fn is_counterpart(record: &Record) -> bool {
    record.choice(Field::Side) == Some("Cn")
}

/// The wanted places that the record is about or that hold those; of nested ones the gate that
/// is itself in no other, and the province as it was named, not the one it was later merged into.
fn places(dataset: &Dataset, ix: Ix, wanted: impl Fn(&Record) -> bool) -> Vec<Ix> {
    let is_wanted = |at: Ix| dataset.record(at).is_some_and(&wanted);
    let named = |field: Field| !matches!(field, Field::See | Field::Topics | Field::Seats);
    let links = dataset.links(ix).iter().filter(|link| named(link.field));
    let date = dataset.record(ix).and_then(|record| record.date.as_ref());
    let mut found = Vec::new();
    for at in links.map(|link| link.to) {
        let then = dataset.above_then(at, date);
        let above = then.iter().copied().filter(|up| is_wanted(*up));
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
