//! The places that rows name, each once.

use std::collections::HashMap;

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
    /// Places whose name another had before them, by that first place and by where they are.
    others: HashMap<(usize, GridCell), usize, RandomState>,
    /// The place that was found last, by where it is in `records`.
    last: usize,
}

/// Latitude and longitude in steps of [`SAME`]: what is within it of a position is in its cell or in one beside it.
type GridCell = (i64, i64);

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

    fn cell(self) -> GridCell {
        ((self.lat / SAME).floor() as i64, (self.lon / SAME).floor() as i64)
    }

    /// Its cell and those around it.
    fn cells(self) -> impl Iterator<Item = GridCell> {
        let (x, y) = self.cell();
        (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy)))
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
        let first = self.first(said);
        if let Some(known) = first.and_then(|first| self.known(first, spot, row)) {
            self.last = known;
            return self.records.get(known).map(|record| Id::clone(&record.id)).unwrap_or_default();
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
        if let Some((first, spot)) = first.zip(spot) {
            self.others.entry((first, spot.cell())).or_insert(self.last);
        }
        self.records.push(record);
        id
    }

    /// The place of the name that `first` has which is there. What is named without a position is the first of its name,
    /// which takes the first position that comes.
    fn known(&mut self, first: usize, spot: Option<RowPosition>, row: &Record) -> Option<usize> {
        let record = self.records.get_mut(first)?;
        let Some(here) = spot else { return Some(first) };
        match record.position() {
            None => record.fields.push((Field::At, here.position(row.cite.clone()))),
            Some(known) if here.is_at(known) => {}
            Some(_) => {
                let near = here.cells().filter_map(|cell| self.others.get(&(first, cell)).copied());
                let is_there = |at: &usize| {
                    self.records.get(*at).and_then(Record::position).is_some_and(|known| here.is_at(known))
                };
                return near.filter(is_there).min();
            }
        }
        Some(first)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Which places rows of one name find, by the number of the row that made each.
    fn found(rows: &[Option<[f64; 2]>]) -> Vec<usize> {
        let (mut places, mut ids) = (Places::default(), Ids::default());
        let row = Record::new(Id::from("row"), Kind::Milestone);
        let mut known: Vec<Id> = Vec::new();
        let mut find = |spot: &Option<[f64; 2]>| {
            let spot = spot.map(|[lat, lon]| RowPosition { lat, lon, error_m: 0.0 });
            let id = places.find("Chợ", || Text::said(crate::model::Lang::Vi, "Chợ"), spot, &row, &mut ids);
            known.iter().position(|one| *one == id).unwrap_or_else(|| {
                known.push(id);
                known.len() - 1
            })
        };
        rows.iter().map(&mut find).collect()
    }

    #[test]
    fn one_name_at_several_positions_is_several_places() {
        let near = Some([22.000_09, 106.000_09]);
        assert_eq!(found(&[Some([22.0, 106.0]), Some([22.5, 106.0]), Some([22.5, 106.5]), near]), [0, 1, 2, 0]);
        // within some ten metres, on either side of a line of the grid
        let rows =
            [[21.0, 105.0], [22.000_099, 106.000_001], [22.000_101, 105.999_999], [-0.5, -0.5], [-0.500_01, -0.5]];
        assert_eq!(found(&rows.map(Some)), [0, 1, 1, 2, 2]);
    }

    #[test]
    fn a_name_without_a_position_takes_the_first_that_comes_and_is_the_first_from_then_on() {
        let rows = [None, Some([22.0, 106.0]), Some([22.5, 106.0]), None, Some([22.0, 106.0]), Some([22.5, 106.0])];
        assert_eq!(found(&rows), [0, 0, 1, 0, 0, 1]);
    }
}
