//! Where a record is: its own position, or those of the places it names.

use crate::dataset::{Dataset, Ix};
use crate::model::parts::Position;
use crate::model::{Field, Kind, Record};

/// The positions of a record, in the order in which it names their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Placed<'a> {
    /// The record is a place or gate with a position.
    Own(&'a Position),
    /// The positioned places that the field names.
    At(Field, Vec<(Ix, &'a Position)>),
    #[default]
    Nowhere,
}

/// The fields that say where a record is, the strongest first.
const FIELDS: [Field; 3] = [Field::Venues, Field::Place, Field::About];

/// Where the record is: its own position, else its venues, else the place it measures, else the
/// gates and places it is about. The first field that leads to a position decides.
#[must_use]
pub fn placed(dataset: &Dataset, ix: Ix) -> Placed<'_> {
    if let Some(position) = dataset.record(ix).and_then(|record| record.position()) {
        return Placed::Own(position);
    }
    let at = FIELDS.into_iter().find_map(|field| {
        let places = by_field(dataset, ix, field);
        (!places.is_empty()).then_some(Placed::At(field, places))
    });
    at.unwrap_or_default()
}

fn by_field(dataset: &Dataset, ix: Ix, field: Field) -> Vec<(Ix, &Position)> {
    let Some(record) = dataset.record(ix) else { return Vec::new() };
    let mut found: Vec<(Ix, &Position)> = Vec::new();
    for (_, id) in record.links().filter(|(name, _)| *name == field) {
        let place = dataset.ix(id).and_then(|at| Some((at, dataset.record(at)?)));
        let Some((at, place)) = place.filter(|(_, place)| matches!(place.kind, Kind::Gate | Kind::Place)) else {
            continue;
        };
        if let Some(position) = place.position().filter(|_| found.iter().all(|(other, _)| *other != at)) {
            found.push((at, position));
        }
    }
    found
}

/// The gates, or the places, that the record names anywhere but in `see`.
pub(super) fn linked<'a>(dataset: &'a Dataset, record: &Record, kind: Kind) -> Vec<&'a Record> {
    let mut found: Vec<&Record> = Vec::new();
    for (_, id) in record.links().filter(|(field, _)| *field != Field::See) {
        let target = dataset.by_id(id).filter(|to| to.kind == kind);
        found.extend(target.filter(|to| found.iter().all(|other| other.id != to.id)));
    }
    found
}
