//! What there is to show: events in lanes, and what has no date. No pixels.

use std::collections::BTreeMap;

use crate::context::{AskedKinds, TimeView};
use km0_core::dataset::{Dataset, Ix};
use km0_core::query::bits::FixedBitSet;
use km0_core::words::Words;

use super::arrangement::Arrangement;
use super::columns::{EventColumns, EventTime};
use super::event::TimelineEvent;
use super::index::Index;
use super::lanes::{LaneGrouping, LaneKey, Membership};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    pub key: LaneKey,
    /// The key as it is remembered.
    pub stored: String,
    /// See [`Model::name_lanes`].
    pub title: String,
    pub index: Index,
    /// How many of the lanes after this one are parts of it.
    pub parts: usize,
    /// Whether it is a part of another.
    pub is_part: bool,
}

/// What matches, in lanes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Model {
    pub lanes: Vec<Lane>,
    /// The matching events in the order of time.
    pub order: Vec<u32>,
    /// Matching events without a date, in the dataset's order.
    pub undated: Vec<Ix>,
    /// From the first to the last known time; none without dated events.
    pub span: Option<TimeView>,
}

/// What a model is made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    pub dataset: &'a Dataset,
    /// The records that match.
    pub matched: &'a FixedBitSet,
    /// The kinds of record that the timeline is about.
    pub asked: AskedKinds,
    pub columns: &'a EventColumns,
    pub membership: &'a Membership,
    pub arrangement: &'a Arrangement,
}

impl Model {
    pub(super) fn new(given: Given<'_>) -> Self {
        let Given { matched, asked, columns, membership, .. } = given;
        let shown = |row: &EventTime| asked.takes(row.kind) && matched.contains(row.ix.row());
        let mut indexes = vec![Index::default(); membership.lanes.len()];
        let mut model = Self::default();
        for (at, _) in (0_u32..).zip(columns.rows()).filter(|(_, row)| shown(row)) {
            model.order.push(at);
            for lane in membership.lanes_of(at) {
                if let Some(index) = indexes.get_mut(*lane as usize) {
                    index.push(columns, at);
                }
            }
        }
        for at in columns.ranked() {
            if columns.row(*at).is_some_and(shown) {
                for lane in membership.lanes_of(*at) {
                    if let Some(index) = indexes.get_mut(*lane as usize) {
                        index.rank(*at);
                    }
                }
            }
        }
        indexes.iter_mut().for_each(Index::finish);
        let taken = |ix: &Ix| given.dataset.record(*ix).is_some_and(|record| asked.takes(record.kind));
        model.undated = columns.undated.iter().copied().filter(|ix| matched.contains(ix.row()) && taken(ix)).collect();
        model.span = columns.span_of(&model.order);
        model.lanes = lanes(given, indexes);
        model
    }

    /// Gives the lanes their titles in a language.
    pub(super) fn name_lanes(&mut self, dataset: &Dataset, words: &Words, grouping: LaneGrouping) {
        for lane in &mut self.lanes {
            lane.title = match lane.key {
                LaneKey::Kind(kind) => words.kinds(kind).to_owned(),
                LaneKey::Record(ix) => dataset.record(ix).map_or("", |record| record.name.get(words.lang())).to_owned(),
                LaneKey::Sessions(_) => words.t("timeline-lane-sessions").to_owned(),
                LaneKey::Outcomes(_) => words.t("timeline-lane-outcomes").to_owned(),
                LaneKey::Rest => words.t(grouping.rest()).to_owned(),
            };
        }
    }

    /// How many matching events are over before a time, and how many begin only at another.
    pub(super) fn outside(&self, columns: &EventColumns, view: TimeView) -> (Vec<u32>, Vec<u32>) {
        let of = |is: &dyn Fn(&EventTime) -> bool| {
            let found = self.order.iter().copied().filter(|at| columns.row(*at).is_some_and(is));
            found.collect()
        };
        (of(&|row| row.to <= view.from), of(&|row| row.from >= view.to))
    }

    /// How many of the matching events come before this one.
    pub(super) fn place(&self, at: u32) -> usize {
        self.order.partition_point(|other| *other < at)
    }
}

/// The event with all that is known of its date.
pub(super) fn event(dataset: &Dataset, row: &EventTime) -> Option<TimelineEvent> {
    let event = TimelineEvent::new(row.ix, dataset.record(row.ix)?)?;
    Some(TimelineEvent { own: dataset.is_laid(row.ix), ..event })
}

/// Lanes in their order, each followed by its parts.
fn lanes(given: Given<'_>, indexes: Vec<Index>) -> Vec<Lane> {
    let Given { membership, arrangement, .. } = given;
    let keyed = membership.lanes.iter().zip(&membership.totals).zip(indexes);
    let mut whole: Vec<(usize, Lane)> = Vec::new();
    let mut parts: BTreeMap<Ix, Vec<Lane>> = BTreeMap::new();
    for ((key, total), index) in keyed {
        if index.len() == 0 && !arrangement.show_empty {
            continue;
        }
        let stored = key.stored(given.dataset);
        let lane = Lane { key: *key, stored, title: String::new(), index, parts: 0, is_part: key.part_of().is_some() };
        match key.part_of() {
            Some(of) => parts.entry(of).or_default().push(lane),
            None => whole.push((*total, lane)),
        }
    }
    let order = arrangement.order.get(&arrangement.grouping).map_or(&[][..], Vec::as_slice);
    let wanted = |lane: &Lane| order.iter().position(|stored| *stored == lane.stored).unwrap_or(usize::MAX);
    whole.sort_by_cached_key(|(total, lane)| {
        let count = if arrangement.grouping == LaneGrouping::Kind { 0 } else { *total };
        (wanted(lane), lane.key == LaneKey::Rest, std::cmp::Reverse(count), lane.key)
    });
    let mut lanes = Vec::new();
    for (_, mut lane) in whole {
        let mut of = match lane.key {
            LaneKey::Record(ix) => parts.remove(&ix).unwrap_or_default(),
            _ => Vec::new(),
        };
        of.sort_by_key(|part| part.key);
        // one part alone is the whole
        let of = if of.iter().filter(|part| part.index.len() > 0).count() > 1 { of } else { Vec::new() };
        lane.parts = of.len();
        lanes.push(lane);
        lanes.extend(of);
    }
    lanes
}
