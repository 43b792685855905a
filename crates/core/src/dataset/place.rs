//! Where a record is: its own position, or those of the places it names.

use super::{Dataset, Ix};
use crate::model::parts::Position;
use crate::model::{Field, Id, Kind, Record};

/// The positions of a record, in the order in which it names their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RecordPositions<'a> {
    /// The record is a place or gate with a position.
    Own(&'a Position),
    /// The positioned places that the field names.
    At(Field, Vec<(Ix, &'a Position)>),
    #[default]
    Nowhere,
}

/// The fields that state where a record is, the strongest first.
const STATED: [Field; 2] = [Field::Venues, Field::Place];

/// Where the record is: where a source states it to be, else the gates and places it is about. The
/// first field that says it decides.
pub fn placed(dataset: &Dataset, ix: Ix) -> RecordPositions<'_> {
    match stated(dataset, ix) {
        RecordPositions::Nowhere => Some(about(dataset, ix))
            .filter(|places| !places.is_empty())
            .map_or(RecordPositions::Nowhere, |places| RecordPositions::At(Field::About, places)),
        stated => stated,
    }
}

/// Where a source states that it is: its own position, else its venues, else the place it measures.
/// What a record is only about is no place of it.
///
/// Venues count only when all of them have positions: a meeting between six capitals of which one
/// is positioned was not held there alone.
pub fn stated(dataset: &Dataset, ix: Ix) -> RecordPositions<'_> {
    if let Some(position) = dataset.record(ix).and_then(|record| record.position()) {
        return RecordPositions::Own(position);
    }
    let at = STATED.into_iter().find_map(|field| {
        let (places, named) = by_field(dataset, ix, field);
        (named > 0 && places.len() >= named).then_some(RecordPositions::At(field, places))
    });
    at.unwrap_or_default()
}

/// The positioned gates and places that the record is about.
pub fn about(dataset: &Dataset, ix: Ix) -> Vec<(Ix, &Position)> {
    by_field(dataset, ix, Field::About).0
}

/// The positioned places that a field names, and how many places it names in all.
fn by_field(dataset: &Dataset, ix: Ix, field: Field) -> (Vec<(Ix, &Position)>, usize) {
    let is_place = |at: &Ix| matches!(dataset.kind(*at), Some(Kind::Gate | Kind::Place));
    let links = dataset.links(ix).iter().filter(|link| link.field == field).map(|link| link.to);
    let mut named: Vec<Ix> = links.filter(is_place).collect();
    if named.len() > 1 {
        let own = dataset.record(ix).into_iter().flat_map(Record::links).filter(|(name, _)| *name == field);
        let order: Vec<&Id> = own.map(|(_, id)| id).collect();
        named.sort_by_key(|at| {
            let id = dataset.record(*at).map(|place| &place.id);
            order.iter().position(|one| Some(*one) == id)
        });
    }
    let position = |at: &Ix| Some((*at, dataset.record(*at)?.position()?));
    (named.iter().filter_map(position).collect(), named.len())
}

/// The one place that is named beside an event in lists, cards and groups: where it took place or
/// what it measures, else where the paper was signed, else the first gate or place that it names.
pub fn shown<'a>(dataset: &'a Dataset, record: &'a Record) -> Option<&'a Record> {
    let is_place = |to: &&Record| matches!(to.kind, Kind::Place | Kind::Gate);
    let first = |ids: &[Id]| ids.iter().filter_map(|id| dataset.by_id(id)).find(is_place);
    let measured = || record.link(Field::Place).and_then(|id| dataset.by_id(id)).filter(is_place);
    let occasion = || first(dataset.by_id(record.link(Field::SignedAt)?)?.ids(Field::Venues));
    let named = |kind| linked(dataset, record, kind).into_iter().next();
    let at = first(record.ids(Field::Venues)).or_else(measured).or_else(occasion);
    at.or_else(|| named(Kind::Gate)).or_else(|| named(Kind::Place))
}

/// The gates and places that the record names anywhere but in `see`, each once.
pub fn named(dataset: &Dataset, ix: Ix) -> Vec<&Record> {
    let mut found: Vec<&Record> = Vec::new();
    for link in dataset.links(ix).iter().filter(|link| link.field != Field::See) {
        if matches!(dataset.kind(link.to), Some(Kind::Gate | Kind::Place)) {
            let place = dataset.record(link.to);
            found.extend(place.filter(|place| found.iter().all(|other| !std::ptr::eq(*other, *place))));
        }
    }
    found
}

/// The gates, or the places, that the record names anywhere but in `see`.
pub fn linked<'a>(dataset: &'a Dataset, record: &Record, kind: Kind) -> Vec<&'a Record> {
    let mut found: Vec<&Record> = Vec::new();
    for (_, id) in record.links().filter(|(field, _)| *field != Field::See) {
        let target = dataset.by_id(id).filter(|to| to.kind == kind);
        found.extend(target.filter(|to| found.iter().all(|other| other.id != to.id)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;

    #[test]
    fn a_paper_is_shown_where_it_was_signed_and_a_meeting_where_it_was_held() {
        let dataset = builtin().dataset;
        let mut papers = 0;
        for (_, record) in dataset.of_kind(Kind::Agreement) {
            let meeting = record.link(Field::SignedAt).and_then(|id| dataset.by_id(id));
            let Some(at) = meeting.and_then(|at| at.ids(Field::Venues).first()) else { continue };
            papers += 1;
            assert_eq!(shown(&dataset, record).map(|place| &place.id), Some(at), "{}", record.id);
        }
        assert!(papers > 5, "{papers}");
        for (_, record) in dataset.of_kind(Kind::Meeting) {
            if let Some(at) = record.ids(Field::Venues).first() {
                assert_eq!(shown(&dataset, record).map(|place| &place.id), Some(at), "{}", record.id);
            }
        }
    }
}
