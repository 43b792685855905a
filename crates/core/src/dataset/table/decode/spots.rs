//! Where a row is: its own position, and the places that it names.

use std::sync::Arc;

use super::cells::metres;
use super::{NamedPlace, RowCells, RowDecoder, RowParts, empty, node, number, put, seen_lang};
use crate::dataset::once::Once;
use crate::dataset::problem::Rule;
use crate::dataset::table::gazetteer::{self, PlaceClass, PlaceMeaning};
use crate::dataset::table::places::RowPosition;
use crate::dataset::table::target::ColumnTarget;
use crate::dataset::table::{coordinates, numbers};
use crate::model::node::SourcePos;
use crate::model::{Cite, Field, Id, Kind, List, Record, Text, Value};

impl RowDecoder {
    /// Where the row is: its own position where it is a place, else those of the places it names.
    pub(super) fn put_place(&mut self, row: &mut RowParts, cells: &impl RowCells) {
        self.positions_of_names(row);
        self.half_position(row, cells);
        if row.spots.is_empty() && (row.lat.is_none() || row.lon.is_none()) {
            return;
        }
        let mut spot = row.lat.zip(row.lon).map(|(lat, lon)| RowPosition { lat, lon, error_m: row.error_m });
        let mut named = std::mem::take(&mut row.spots);
        if matches!(row.kind, Kind::Place | Kind::Gate) {
            // a position that came whole says more than its degrees
            if let Some(spot) = spot.filter(|_| row.record.position().is_none()) {
                put(&mut row.record.fields, (Field::At, spot.position(row.record.cite.clone())));
            }
            if !row.geometry.is_empty() {
                let drawn = std::mem::take(&mut row.geometry);
                row.record.fields.push((Field::Geometry, Value::Word(drawn.into())));
            }
            for NamedPlace { said, .. } in named {
                row.record.extra.push((Arc::from("place_"), node(&said)));
            }
            return;
        }
        if spot.is_some() && named.iter().all(|named| named.region) {
            let said = row.record.name.forms().next().unwrap_or_default().to_owned();
            let name = row.record.name.clone();
            let id = self.places.find(&said, || name, spot.take(), &row.record, &mut self.ids);
            self.places.draw(std::mem::take(&mut row.geometry));
            at_place(row, id, &mut Once::default());
        }
        let (mut at, mut about) = (Once::default(), Once::default());
        for NamedPlace { said, wanted, place, region, at: own } in named.drain(..) {
            // the position is that of the place that is named first
            let own = own.map(|(lat, lon)| RowPosition { lat, lon, error_m: row.error_m });
            let here = if region { None } else { own.or_else(|| spot.take()) };
            let drawn = if here.is_some() { std::mem::take(&mut row.geometry) } else { String::new() };
            let known = if here.is_none() { self.known(&said, wanted, place, &row.record.cite) } else { None };
            let id = known.unwrap_or_else(|| {
                let lang = self.reader.mapping.lang.unwrap_or_else(|| seen_lang(&said));
                let id = self.places.find(&said, || Text::said(lang, said.as_str()), here, &row.record, &mut self.ids);
                self.places.draw(drawn);
                id
            });
            if region && row.kind == Kind::Meeting {
                about.push(&mut row.record.about, id);
            } else {
                at_place(row, id, &mut at);
            }
        }
    }

    /// Positions that stand in the cells of names. One without a name is the row's own.
    fn positions_of_names(&self, row: &mut RowParts) {
        if self.reader.own {
            return;
        }
        for mut named in std::mem::take(&mut row.spots) {
            match coordinates::beside_name(&named.said) {
                Some(("", (lat, lon))) if row.lat.is_none() && row.lon.is_none() => {
                    (row.lat, row.lon) = (Some(lat), Some(lon));
                }
                Some((name, at)) if !name.is_empty() => {
                    named.said = String::from(name);
                    named.at = Some(at);
                    row.spots.push(named);
                }
                _ => row.spots.push(named),
            }
        }
    }

    /// Half a position puts nothing on the map: it is told and kept, with how far off it may be.
    fn half_position(&mut self, row: &mut RowParts, cells: &impl RowCells) {
        let half = row.lat.is_some() != row.lon.is_some();
        let nowhere = row.lat == Some(0.0) && row.lon == Some(0.0) && !self.reader.own;
        if row.lat.is_some() && row.lon.is_some() && !nowhere || self.reader.own && !half {
            return;
        }
        let spot_cells = self.spot_cells(row, cells);
        if nowhere {
            (row.lat, row.lon) = (None, None);
            let place = spot_cells.first().map_or(row.place, |(place, ..)| *place);
            let what = "0, 0 is in the Atlantic, and is what programs write for no position";
            self.tell(Rule::BadCoordinates, place, what, "leave both empty, or write where it is");
        }
        for (place, kept, cell) in spot_cells {
            let half = std::mem::take(&mut row.lat).is_some() | std::mem::take(&mut row.lon).is_some();
            if half && !row.refused_spot {
                let what = format!("{cell} is one of latitude and longitude, and the other is not there");
                self.tell(Rule::BadCoordinates, place, what, "write both, in degrees: 22.48 and 106.57");
            }
            row.record.extra.push((kept, node(&cell)));
        }
    }

    /// The cells that give latitude, longitude and how far off they may be, as they were written.
    fn spot_cells(&mut self, row: &RowParts, cells: &impl RowCells) -> Vec<(SourcePos, Arc<str>, String)> {
        let slots = Arc::clone(&self.reader.slots);
        let mut found = Vec::new();
        for (at, slot) in slots.iter().enumerate().filter(|(_, slot)| is_of_position(slot.target)) {
            let place = SourcePos { line: row.place.line, column: number(at + 1) };
            let Some((cell, _)) = self.reader.text(slot, cells.cell(at)) else { continue };
            if !self.reader.is_formula(slot, &cell) && is_understood(slot.target, &cell) {
                found.push((place, Arc::clone(&slot.kept), cell.into_owned()));
            }
        }
        found
    }

    /// The gate or place of the built-in set that a name means, which is told once a name.
    fn known(&mut self, said: &str, wanted: Option<PlaceClass>, place: SourcePos, cite: &List<Cite>) -> Option<Id> {
        if self.reader.own {
            return None;
        }
        if let Some(known) = self.matched.get(said) {
            return known.clone();
        }
        // what a person has said of a name holds
        let told = self.reader.mapping.names.get(said);
        let meant = match told {
            Some(id) => gazetteer::called(id).map_or(PlaceMeaning::None, PlaceMeaning::One),
            None => gazetteer::meant(said, wanted),
        };
        let id = match meant {
            PlaceMeaning::One(known) => {
                let what = format!("{said:?} is taken to be {:?} of the built-in set", &*known.name.vi);
                let remedy = "give the row a position of its own, or the place another name, if it is another";
                if told.is_none() {
                    let problem = self.reader.problem(Rule::MatchedName, place, what, remedy);
                    self.found.push(problem.of_name(said, Some(&known.id)));
                }
                Some(self.take_known(&known, cite))
            }
            PlaceMeaning::Several(names) => {
                let what = format!("{said:?} is the name of several places of the built-in set, and is taken for none");
                let remedy = format!("write which one is meant: {}", names.join("; "));
                let problem = self.reader.problem(Rule::AmbiguousName, place, what, remedy);
                self.found.push(problem.of_name(said, None));
                None
            }
            PlaceMeaning::None => None,
        };
        if self.matched.len() < MOST_MATCHED {
            self.matched.insert(said.into(), id.clone());
        }
        id
    }

    /// The record of a place of the built-in set, which may have several names. A row may have its id before it.
    fn take_known(&mut self, known: &gazetteer::GazetteerEntry, cite: &List<Cite>) -> Id {
        if let Some(id) = self.known.get(&known.id) {
            return Id::clone(id);
        }
        let id = if self.ids.give(&known.id) {
            Id::clone(&known.id)
        } else {
            self.free_id(&format!("place {}", known.id), None, 0, || known.id.to_string()).0
        };
        self.known.insert(Id::clone(&known.id), Id::clone(&id));
        let mut record = empty(Id::clone(&id), known.kind, &self.reader.context.file, self.last_row);
        record.name = known.name.clone();
        record.cite = cite.clone();
        if let Some(spot) = known.spot {
            self.cites_builtin = true;
            let cite = List::from([Cite { source: Id::from(BUILTIN), paragraph: None }]);
            record.fields.push((Field::At, spot.position(cite)));
        }
        self.registers.push(record);
        id
    }
}

fn is_of_position(target: ColumnTarget) -> bool {
    matches!(target, ColumnTarget::Lat | ColumnTarget::Lon | ColumnTarget::Error)
}

/// Whether a cell says the part of a position that its column is for.
fn is_understood(target: ColumnTarget, cell: &str) -> bool {
    match target {
        ColumnTarget::Lat | ColumnTarget::Lon => coordinates::angle(cell, target == ColumnTarget::Lat).is_ok(),
        _ => numbers::read(metres(cell), true).is_some(),
    }
}

/// Place names whose meaning is remembered.
const MOST_MATCHED: usize = 100_000;

/// The built-in set as a source of positions.
pub(in crate::dataset) const BUILTIN: &str = "km0-built-in-set";

pub(super) fn builtin_record(file: &Arc<str>) -> Record {
    let mut record = empty(Id::from(BUILTIN), Kind::Source, file, 1);
    record.name = Text::new("Bộ dữ liệu đi kèm Km0", "The set built into Km0", "Km0 内置数据集");
    record.fields = List::from([(Field::Form, Value::Choice("Reference"))]);
    record
}

/// Names a place in a record, as its kind does.
fn at_place(row: &mut RowParts, id: Id, once: &mut Once) {
    let record = &mut row.record;
    match row.kind {
        Kind::Meeting => {
            let venues = record.fields.iter_mut().find_map(|(field, value)| match value {
                Value::Links(venues) if *field == Field::Venues => Some(venues),
                _ => None,
            });
            match venues {
                Some(venues) => once.push(venues, id),
                None => put(&mut record.fields, (Field::Venues, Value::Links(List::from([id])))),
            }
        }
        Kind::Figure if record.link(Field::Place).is_none() => {
            put(&mut record.fields, (Field::Place, Value::Link(id)));
        }
        _ => once.push(&mut record.about, id),
    }
}
