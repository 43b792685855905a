//! What there is to show: events in lanes, and what has no date. No pixels.

use std::collections::BTreeMap;

use crate::dataset::{Dataset, Ix};
use crate::query::Answer;
use crate::words::Words;

use super::event::{Event, span_of};
use super::lanes::{self, Grouping, LaneKey};
use crate::context::TimeView;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    pub key: LaneKey,
    pub title: String,
    /// Indices into [`Model::events`], in the order of time.
    pub events: Vec<u32>,
}

/// Every matching event, once; lanes refer to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Model {
    /// By start; longer ones first where the start is the same.
    pub events: Vec<Event>,
    pub lanes: Vec<Lane>,
    /// Matching events without a date, in the dataset's order.
    pub undated: Vec<Ix>,
    /// From the first to the last known time; none without dated events.
    pub span: Option<TimeView>,
}

impl Model {
    pub(super) fn new(dataset: &Dataset, answer: &Answer, words: &Words, grouping: Grouping) -> Self {
        let mut model = Self::default();
        for ix in &answer.rows {
            let Some(record) = dataset.record(*ix) else { continue };
            match Event::new(*ix, record) {
                Some(event) => model.events.push(event),
                None if record.kind.is_event() => model.undated.push(*ix),
                None => {}
            }
        }
        model.events.sort_by(|a, b| a.from.total_cmp(&b.from).then(b.to.total_cmp(&a.to)).then(a.ix.cmp(&b.ix)));
        model.span = span_of(model.events.iter().copied());
        model.lanes = model.group(dataset, words, grouping);
        model
    }

    pub(super) fn event(&self, at: u32) -> Option<&Event> {
        self.events.get(at as usize)
    }

    fn group(&self, dataset: &Dataset, words: &Words, grouping: Grouping) -> Vec<Lane> {
        let mut lanes: BTreeMap<LaneKey, Vec<u32>> = BTreeMap::new();
        for (at, event) in (0_u32..).zip(&self.events) {
            let Some(record) = dataset.record(event.ix) else { continue };
            for key in lanes::keys(dataset, grouping, event.ix, record) {
                lanes.entry(key).or_default().push(at);
            }
        }
        let title = |key: LaneKey| match key {
            LaneKey::Kind(kind) => words.kinds(kind).to_owned(),
            LaneKey::Record(ix) => dataset.record(ix).map_or("", |record| record.name.get(words.lang())).to_owned(),
            LaneKey::Rest => words.t(grouping.rest()).to_owned(),
        };
        let mut lanes: Vec<Lane> =
            lanes.into_iter().map(|(key, events)| Lane { key, title: title(key), events }).collect();
        if grouping != Grouping::Kind {
            lanes.sort_by_key(|lane| (lane.key == LaneKey::Rest, std::cmp::Reverse(lane.events.len())));
        }
        lanes
    }
}
