//! The places that rows name, each once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::decode::empty;
use super::ids::Ids;
use crate::model::parts::Position;
use crate::model::{Cite, Field, Id, Kind, List, Record, Text, Value, fold};

/// Degrees within which two positions under one name are one place: some ten metres.
const SAME: f64 = 1e-4;

#[derive(Debug, Default)]
pub(super) struct Places {
    records: Vec<Record>,
    /// By name, folded: where in `groups` the places of that name are.
    by_name: HashMap<String, usize>,
    /// The same by name as it was written: folding a million times is felt.
    by_writing: HashMap<Box<str>, usize, RandomState>,
    /// Places of one name, by where they are in `records`.
    groups: Vec<Vec<usize>>,
    /// The place that was found last, by where it is in `records`.
    last: usize,
}

/// A position as a row gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPosition {
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) error_m: f64,
}

impl RowPosition {
    pub(super) fn position(self, cite: List<Cite>) -> Value {
        Value::Position(Box::new(Position {
            lat: self.lat,
            lon: self.lon,
            error_m: self.error_m,
            border_m: None,
            off_line: Text::default(),
            point: Box::default(),
            confidence: None,
            cite,
        }))
    }

    fn is_at(self, position: &Position) -> bool {
        (position.lat - self.lat).abs() < SAME && (position.lon - self.lon).abs() < SAME
    }
}

impl Places {
    /// The place of this name and position; made where there is none yet, citing what the row cites.
    /// A name that came without a position takes the first that comes with it. `name` gives `said`
    /// its languages.
    pub(super) fn find(
        &mut self,
        said: &str,
        name: impl FnOnce() -> Text,
        spot: Option<RowPosition>,
        row: &Record,
        ids: &mut Ids,
    ) -> Id {
        let group = self.group(said);
        let same = self.groups.get(group).map(Vec::as_slice).unwrap_or_default();
        for at in same {
            let Some(record) = self.records.get_mut(*at) else { continue };
            let fits = match (record.position(), spot) {
                (Some(known), Some(here)) => here.is_at(known),
                (None, Some(here)) => {
                    record.fields.push((Field::At, here.position(row.cite.clone())));
                    true
                }
                (_, None) => true,
            };
            if fits {
                self.last = *at;
                return Id::clone(&record.id);
            }
        }
        let whole = spot.map_or(String::new(), |at| format!("{said} {} {}", at.lat, at.lon));
        let stem = super::ids::slug(said);
        let stem = if stem.is_empty() { super::ids::digest(said) } else { stem };
        let id = ids.made(&format!("place {stem}"), "", || whole.clone());
        let id = id.unwrap_or_else(|| Id::from(format!("place-{}", super::ids::digest(&whole))));
        let mut record = empty(Id::clone(&id), Kind::Place, &row.origin.file, row.origin.line);
        record.name = name();
        record.cite = row.cite.clone();
        record.fields.extend(spot.map(|at| (Field::At, at.position(row.cite.clone()))));
        if let Some(group) = self.groups.get_mut(group) {
            group.push(self.records.len());
        }
        self.last = self.records.len();
        self.records.push(record);
        id
    }

    /// Gives the place that was found last the line or area that it is; the first stays.
    pub(super) fn draw(&mut self, wkt: String) {
        if wkt.is_empty() {
            return;
        }
        let place = self.records.get_mut(self.last);
        if let Some(place) = place.filter(|place| place.get(Field::Geometry).is_none()) {
            place.fields.push((Field::Geometry, Value::Word(wkt.into())));
        }
    }

    fn group(&mut self, said: &str) -> usize {
        if let Some(group) = self.by_writing.get(said) {
            return *group;
        }
        let group = *self.by_name.entry(fold::plain(said)).or_insert(self.groups.len());
        if group == self.groups.len() {
            self.groups.push(Vec::new());
        }
        self.by_writing.insert(said.into(), group);
        group
    }

    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }
}
