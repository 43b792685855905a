//! GeoJSON (RFC 7946): one feature a record, at the place where a source states that it is; `null`
//! geometry where none does. The points of what it is only about stand beside, as text.
//!
//! Properties are flat where map programs show and filter by them (names and texts a property a
//! language, choices, numbers, dates, links); lists of groups are JSON inside. Beside them stand
//! derived ones that map programs want ([`OF_FEATURES`](crate::dataset::derived::OF_FEATURES)). Together they are the whole record.

use std::io;

use crate::dataset::place::{self, RecordPositions, stated};
use crate::dataset::{Dataset, Ix};
use crate::model::geometry::Point;
use crate::model::parts::Position;
use crate::model::{Field, Geometry, Kind, Lang, Record, Text, Value};

use super::cited::cited;
use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{LossTally, LostPart, Survey};
use super::notation::Notation;
use super::walk::{self, Sink};
use super::{iso, json, wkt};

pub(super) struct GeoJson;

impl FormatWriter for GeoJson {
    fn count_losses(&self, job: &Job<'_>, ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        tally.add_if(record.date.is_none(), LostPart::Undated);
        tally.add_if(stated(job.dataset, ix) == RecordPositions::Nowhere, LostPart::Unplaced);
        tally.outside(job, ix);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut head = b"{\n\"type\":\"FeatureCollection\",\n".to_vec();
        json::heading(job, survey, &mut head);
        head.extend(b",\n\"features\":[");
        out.put(&head)?;
        stream(job, out, || {
            |at, ix, one, bytes| {
                bytes.extend(if at == 0 { &b"\n"[..] } else { b",\n" });
                feature(job.dataset, ix, one, bytes);
            }
        })?;
        out.put(b"\n]}\n")
    }
}

fn feature(dataset: &Dataset, ix: Ix, record: &Record, bytes: &mut Vec<u8>) {
    let site = stated(dataset, ix);
    let mut json = Notation(bytes);
    json.open("");
    json.some("type", "Feature");
    json.some("id", &record.id);
    json.key("geometry");
    match drawn(dataset, ix, &site) {
        Some(shape) => self::shape(&shape, &mut json),
        None => geometry(&site, &mut json),
    }
    json.key("properties");
    json.open("");
    properties(dataset, ix, record, &site, &mut json);
    json.close();
    json.close();
}

/// The line or area that the record is, or its only place.
pub(super) fn drawn(dataset: &Dataset, ix: Ix, site: &RecordPositions<'_>) -> Option<Geometry> {
    let at = match site {
        RecordPositions::Own(_) => ix,
        RecordPositions::At(_, places) => match places.as_slice() {
            [(at, _)] => *at,
            _ => return None,
        },
        RecordPositions::Nowhere => return None,
    };
    Geometry::from_wkt(dataset.record(at)?.word(Field::Geometry)?)
}

fn shape(shape: &Geometry, json: &mut Notation<'_>) {
    json.open("");
    json.some("type", shape.name());
    if let Geometry::Many(parts) = shape {
        json.key("geometries");
        json.list();
        parts.iter().for_each(|part| self::shape(part, json));
        json.end();
        return json.close();
    }
    let point =
        |json: &mut Notation<'_>, [lon, lat]: &Point| each(&[*lon, *lat], json, |json, number| json.number(*number));
    let line = |json: &mut Notation<'_>, points: &Vec<Point>| each(points, json, point);
    let lines = |json: &mut Notation<'_>, all: &Vec<Vec<Point>>| each(all, json, line);
    json.key("coordinates");
    match shape {
        Geometry::Point(at) => point(json, at),
        Geometry::Points(points) | Geometry::Line(points) => line(json, points),
        Geometry::Lines(all) | Geometry::Area(all) => lines(json, all),
        Geometry::Areas(all) => each(all, json, lines),
        Geometry::Many(_) => json.null(),
    }
    json.close();
}

fn each<T>(all: &[T], json: &mut Notation<'_>, one: impl Fn(&mut Notation<'_>, &T)) {
    json.list();
    all.iter().for_each(|part| one(json, part));
    json.end();
}

/// A point for one position, points for several, nothing for none.
fn geometry(site: &RecordPositions<'_>, json: &mut Notation<'_>) {
    match site {
        RecordPositions::Own(position) => point(position, json),
        RecordPositions::At(_, places) => match places.as_slice() {
            [(_, position)] => point(position, json),
            many => {
                json.raw("{\"type\":\"MultiPoint\",\"coordinates\":[");
                many.iter().for_each(|(_, position)| degrees(position, json));
                json.0.extend(b"]}");
            }
        },
        RecordPositions::Nowhere => json.null(),
    }
}

fn point(position: &Position, json: &mut Notation<'_>) {
    json.raw("{\"type\":\"Point\",\"coordinates\":");
    degrees(position, json);
    json.close();
}

/// Longitude first, as the standard has it.
pub(super) fn degrees(position: &Position, json: &mut Notation<'_>) {
    json.list();
    json.number(position.lon);
    json.number(position.lat);
    json.end();
}

fn properties(dataset: &Dataset, ix: Ix, record: &Record, site: &RecordPositions<'_>, json: &mut Notation<'_>) {
    json.some("kind", record.kind.slug());
    for (name, text) in [("name", &record.name), ("summary", &record.summary), ("note", &record.note)] {
        flat(name, text, json);
    }
    if let Some(date) = record.stated_date() {
        json.some("date", date.as_str());
    }
    json::derived_date(record, json);
    for (name, bound) in iso::BOUNDS.into_iter().zip(iso::bounds(dataset.bounds(ix))) {
        if let Some(moment) = bound {
            json.key(name);
            iso::push_quoted(moment, json.0);
        }
    }
    for (field, value) in &record.fields {
        if let Value::Text(text) = value {
            flat(field.name(), text, json);
        } else {
            json.key(field.name());
            walk::value(value, json);
        }
    }
    walk::ids(json, "about", &record.about);
    walk::ids(json, "topics", &record.topics);
    walk::ids(json, "see", &record.see);
    walk::aliases(&record.aliases, json);
    walk::cites(&record.cite, json);
    sources(dataset, record, json);
    let named = place::named(dataset, ix);
    for (name, kind) in [("gates", Kind::Gate), ("places", Kind::Place)] {
        json.texts(name, named.iter().filter(|place| place.kind == kind).map(|place| &*place.id));
    }
    where_from(dataset, site, json);
    let about: Vec<&Position> = place::about(dataset, ix).into_iter().map(|(_, position)| position).collect();
    if !about.is_empty() {
        json.key("about_wkt");
        json.open_text();
        wkt::push(&about, json.0);
        json.close_text();
    }
    json::unknown(record, json);
}

/// What is cited, with publisher, title, date and address.
fn sources(dataset: &Dataset, record: &Record, json: &mut Notation<'_>) {
    let all = cited(dataset, &record.cite);
    if !all.is_empty() {
        json.key("sources");
        json.list();
        all.iter().for_each(|one| one.json(Lang::Vi, json));
        json.end();
    }
}

/// A property a language.
fn flat(name: &str, text: &Text, json: &mut Notation<'_>) {
    for (part, form) in [("vi", &text.vi), ("en", &text.en), ("zh", &text.zh), ("pinyin", &text.pinyin)] {
        json.some_of(name, part, form);
    }
    if !text.zh_cite.is_empty() {
        json.key_of(name, "zh_cite");
        json.list();
        text.zh_cite.iter().for_each(|cite| json.cite(cite));
        json.end();
    }
}

/// By what the feature is where it is.
fn where_from(dataset: &Dataset, site: &RecordPositions<'_>, json: &mut Notation<'_>) {
    match site {
        RecordPositions::Own(position) => {
            json.some("placed_by", "own");
            if position.error_m > 0.0 {
                json.key("error_m");
                json.number(position.error_m);
            }
        }
        RecordPositions::At(field, places) => {
            json.some("placed_by", Field::name(*field));
            json.texts("placed_at", places.iter().filter_map(|(at, _)| Some(&*dataset.record(*at)?.id)));
        }
        RecordPositions::Nowhere => {}
    }
}
