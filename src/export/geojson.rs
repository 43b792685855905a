//! GeoJSON (RFC 7946): one feature a record, `null` geometry for one that has no position.

use geojson::{Feature, FeatureCollection, Geometry, JsonObject, feature};
use serde_json::Value as Json;

use crate::dataset::{Dataset, Ix};
use crate::model::parts::Position;
use crate::model::{Id, Kind, Record, Value};

use super::loss::FLAT;
use super::{Chosen, Note, iso, json};
use crate::dataset::place::{Placed, linked, placed};

pub(super) fn write(dataset: &Dataset, chosen: &[Chosen<'_>], note: &Note) -> Vec<u8> {
    let collection = FeatureCollection {
        bbox: None,
        features: chosen.iter().map(|one| of_record(dataset, one.ix, one.record)).collect(),
        foreign_members: Some(json::heading(dataset, note, chosen.len())),
    };
    serde_json::to_value(&collection).map(|value| json::printed(&value)).unwrap_or_default()
}

fn of_record(dataset: &Dataset, ix: Ix, record: &Record) -> Feature {
    let site = placed(dataset, ix);
    let geometry = match &site {
        Placed::Own(position) => Some(Geometry::new_point(degrees(position))),
        Placed::At(_, places) => match places.as_slice() {
            [(_, position)] => Some(Geometry::new_point(degrees(position))),
            many => Some(Geometry::new_multi_point(many.iter().map(|(_, position)| degrees(position)))),
        },
        Placed::Nowhere => None,
    };
    Feature {
        bbox: None,
        geometry,
        id: Some(feature::Id::String(record.id.to_string())),
        properties: Some(properties(dataset, ix, record, &site)),
        foreign_members: None,
    }
}

/// Longitude first, as the standard has it.
fn degrees(position: &Position) -> [f64; 2] {
    [position.lon, position.lat]
}

/// Flat properties, which is what map programs can show and filter by.
fn properties(dataset: &Dataset, ix: Ix, record: &Record, site: &Placed<'_>) -> JsonObject {
    let mut out = Properties::default();
    out.word("kind", record.kind.slug());
    for (name, text) in [("name", &record.name), ("summary", &record.summary), ("note", &record.note)] {
        for (lang, form) in [("vi", &text.vi), ("en", &text.en), ("zh", &text.zh)] {
            out.word(&format!("{name}_{lang}"), form);
        }
    }
    out.word("date", record.date.as_ref().map_or("", |date| date.as_str()));
    for (name, bound) in iso::BOUNDS.into_iter().zip(iso::bounds(dataset.bounds(ix))) {
        out.word(name, &bound.unwrap_or_default());
    }
    for field in FLAT {
        match record.get(field) {
            Some(Value::Choice(word)) => out.word(field.name(), word),
            Some(Value::Word(word)) => out.word(field.name(), word),
            Some(Value::Date(date)) => out.word(field.name(), date.as_str()),
            Some(Value::Link(id)) => out.word(field.name(), id),
            Some(Value::Number(number)) => out.number(field.name(), Some(*number)),
            Some(Value::Links(ids)) => out.list(field.name(), ids.iter().map(Id::to_string)),
            // the position is the geometry
            _ => {}
        }
    }
    for (name, kind) in [("gates", Kind::Gate), ("places", Kind::Place)] {
        out.list(name, linked(dataset, record, kind).into_iter().map(|to| to.id.to_string()));
    }
    out.list("about", record.about.iter().map(Id::to_string));
    out.list("topics", record.topics.iter().map(Id::to_string));
    out.list("cite", record.cite.iter().map(ToString::to_string));
    match site {
        Placed::Own(position) => {
            out.word("placed_by", "own");
            out.number("error_m", Some(position.error_m).filter(|error| *error > 0.0));
            out.number("border_m", position.border_m);
            out.word("point", &position.point);
        }
        Placed::At(field, places) => {
            out.word("placed_by", field.name());
            out.list("placed_at", places.iter().filter_map(|(at, _)| Some(dataset.record(*at)?.id.to_string())));
        }
        Placed::Nowhere => {}
    }
    out.0
}

/// Properties as they are gathered; what says nothing is left out.
#[derive(Default)]
struct Properties(JsonObject);

impl Properties {
    fn word(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0.insert(name.to_owned(), value.into());
        }
    }

    fn number(&mut self, name: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), json::number(value));
        }
    }

    fn list(&mut self, name: &str, values: impl Iterator<Item = String>) {
        let values: Vec<Json> = values.map(Json::String).collect();
        if !values.is_empty() {
            self.0.insert(name.to_owned(), Json::Array(values));
        }
    }
}
