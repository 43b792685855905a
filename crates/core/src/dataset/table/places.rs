//! The places that rows name, each once.

use std::collections::HashMap;
use std::num::NonZero;

use foldhash::fast::RandomState;

use super::decode::empty;
use super::ids::Ids;
use crate::model::parts::Position;
use crate::model::{Cite, Field, Id, Kind, List, Record, Text, Value, fold};

/// Degrees within which two positions under one name are one place: some ten metres.
const SAME: f64 = 1e-4;

/// Names that are remembered as they were written.
const MOST_WRITINGS: usize = 1 << 14;

#[derive(Debug, Default)]
pub(super) struct Places {
    records: Vec<Record>,
    /// By name, folded: the first place of that name, by where it is in `records`.
    by_name: HashMap<Box<str>, usize, RandomState>,
    /// The same by name as it was written, for the names that come first: folding a million times is felt.
    by_writing: HashMap<Box<str>, usize, RandomState>,
    /// By place: the next of the same name.
    next: Vec<Option<NonZero<u32>>>,
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
        let mut same = self.first(said);
        let mut before = None;
        while let Some(record) = same.and_then(|at| self.records.get_mut(at)) {
            let fits = match (record.position(), spot) {
                (Some(known), Some(here)) => here.is_at(known),
                (None, Some(here)) => {
                    record.fields.push((Field::At, here.position(row.cite.clone())));
                    true
                }
                (_, None) => true,
            };
            if fits {
                let id = Id::clone(&record.id);
                self.last = same.unwrap_or_default();
                return id;
            }
            before = same;
            same = same.and_then(|at| self.next.get(at).copied().flatten()).map(|at| at.get() as usize);
        }
        let whole = || spot.map_or(String::new(), |at| format!("{said} {} {}", at.lat, at.lon));
        let stem = super::ids::slug(said);
        let stem = if stem.is_empty() { super::ids::digest(said) } else { stem };
        let id = ids.made(&format!("place {stem}"), "", 0, whole).id;
        let id = id.unwrap_or_else(|| Id::from(format!("place-{}", super::ids::digest(&whole()))));
        let mut record = empty(Id::clone(&id), Kind::Place, &row.origin.file, row.origin.line);
        record.name = name();
        record.cite = row.cite.clone();
        if let Some(at) = spot {
            record.fields = List::from([(Field::At, at.position(row.cite.clone()))]);
        }
        self.last = self.records.len();
        let slot = before.and_then(|before| self.next.get_mut(before));
        slot.into_iter().for_each(|slot| *slot = u32::try_from(self.last).ok().and_then(NonZero::new));
        self.next.push(None);
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

    /// The first place of this name; none where the next that is made will be the first.
    fn first(&mut self, said: &str) -> Option<usize> {
        let first = self.by_writing.get(said).copied().unwrap_or_else(|| {
            let new = self.records.len();
            let first = *self.by_name.entry(fold::plain(said).into_boxed_str()).or_insert(new);
            if self.by_writing.len() < MOST_WRITINGS {
                self.by_writing.insert(said.into(), first);
            }
            first
        });
        (first < self.records.len()).then_some(first)
    }

    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }
}
