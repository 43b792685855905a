//! Exports held against the specifications of their formats by programs that are not ours. Where the
//! schemas come from stands beside them.

use std::fs;

use jsonschema::Validator;
use km0_core::dataset::{Dataset, Ix, Watch, builtin};
use km0_core::export::{ExportNote, Format, Job, Survey, export, write, write_file};
use km0_core::model::Lang;
use km0_core::words::Words;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::program::root;
use crate::wild;

fn rows(dataset: &Dataset) -> Vec<Ix> {
    dataset.rows().collect()
}

pub(crate) fn all(dataset: &Dataset, format: Format) -> Vec<u8> {
    export(dataset, &rows(dataset), format, &ExportNote::default()).bytes
}

fn all_json(dataset: &Dataset, format: Format) -> Value {
    serde_json::from_slice(&all(dataset, format)).unwrap()
}

fn schema(name: &str) -> Validator {
    let text = fs::read_to_string(root().join("tests/data/schema").join(name)).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn faults(schema: &Validator, json: &Value) -> Vec<String> {
    schema.iter_errors(json).take(5).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

/// A document is taken, and each of the ways to break it is noticed.
fn assert_noticed(schema: &Validator, good: &Value, breaks: &[(&str, &str, Value)]) {
    assert_eq!(faults(schema, good), Vec::<String>::new());
    for (path, name, value) in breaks {
        let mut bad = good.clone();
        let group = bad.pointer_mut(path).unwrap_or_else(|| panic!("{path}")).as_object_mut().unwrap();
        match value {
            Value::Null if *name != "geometry" => drop(group.remove(*name).unwrap_or_else(|| panic!("{path}/{name}"))),
            value => drop(group.insert((*name).to_owned(), value.clone())),
        }
        assert!(!schema.is_valid(&bad), "{path}/{name} as {value} goes unnoticed");
    }
}

#[test]
fn timelinejs_is_as_its_documentation_asks() {
    let schema = schema("timelinejs.schema.json");
    assert_eq!(faults(&schema, &all_json(&builtin().dataset, Format::TimelineJs)), Vec::<String>::new());
    let good = json!({
        "events": [{ "start_date": { "year": 2021, "month": 4, "day": 9 }, "text": { "headline": "a" }, "unique_id": "a" }],
        "scale": "human",
    });
    let (slide, date) = ("/events/0", "/events/0/start_date");
    assert_noticed(
        &schema,
        &good,
        &[
            ("", "events", Value::Null),
            ("", "scale", json!("daily")),
            (slide, "start_date", Value::Null),
            (slide, "unique_id", json!("a b")),
            (slide, "text", json!("a")),
            (date, "year", Value::Null),
            (date, "year", json!("2021?")),
            (date, "year", json!(300_000)),
            (date, "month", json!(13)),
            (date, "month", Value::Null),
            (date, "minute", json!(5)),
        ],
    );
}

#[test]
fn linked_places_is_as_its_specification_asks() {
    let schema = schema("lpf-1.3.schema.json");
    let places = all_json(&builtin().dataset, Format::Lpf);
    assert_eq!(faults(&schema, &places), Vec::<String>::new());
    let nowhere = |place: &&Value| place["geometry"] == Value::Null;
    let features = places["features"].as_array().unwrap();
    let (unplaced, placed) = (features.iter().filter(nowhere).count(), features.iter().filter(|p| !nowhere(p)).count());
    assert!(unplaced > 0 && placed > 20, "{unplaced} without and {placed} with a position");
    let good = json!({
        "type": "FeatureCollection",
        "@context": "https://example.org/context.jsonld",
        "features": [{
            "@id": "urn:x:a",
            "type": "Feature",
            "properties": { "title": "a", "ccodes": ["VN"], "fclasses": ["P"] },
            "names": [{ "toponym": "a", "citations": [{ "label": "b", "year": 2021 }] }],
            "types": [{ "identifier": "aat:1", "label": "c", "when": { "timespans": [{ "start": { "in": "2021" } }] } }],
            "geometry": { "type": "Point", "coordinates": [106.5, 22.5], "certainty": "certain" },
        }],
    });
    let place = "/features/0";
    assert_noticed(
        &schema,
        &good,
        &[
            ("", "@context", Value::Null),
            (place, "@id", json!("a b")),
            (place, "geometry", json!({ "type": "GeometryCollection", "geometries": [] })),
            ("/features/0/geometry", "coordinates", json!([22.5, 106.5])),
            ("/features/0/geometry", "certainty", json!("maybe")),
            ("/features/0/properties", "fclasses", Value::Null),
            ("/features/0/properties", "fclasses", json!(["X"])),
            ("/features/0/properties", "ccodes", json!(["Vietnam"])),
            (place, "names", json!([])),
            ("/features/0/names/0", "citations", Value::Null),
            ("/features/0/names/0/citations/0", "year", Value::Null),
            ("/features/0/types/0", "identifier", Value::Null),
            ("/features/0/types/0/when/timespans/0", "start", Value::Null),
            ("/features/0/types/0/when/timespans/0", "start", json!({})),
            ("/features/0/types/0/when/timespans/0/start", "in", json!("tháng 4")),
        ],
    );
}

/// The description of a table's columns, as it is written beside it.
fn described(dataset: &Dataset) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let words = Words::new(Lang::En);
    let job = Job::new(dataset, &words, &rows(dataset), ExportNote::default());
    let survey = Survey::count_losses(&job, Format::Csv);
    let path = folder.path().join("out.csv");
    let beside = write_file(&job, Format::Csv, &survey, &path, false, &Watch::default()).unwrap().unwrap();
    serde_json::from_slice(&fs::read(beside).unwrap()).unwrap()
}

#[test]
fn the_description_of_a_table_is_a_tabular_data_package() {
    let schema = schema("tabular-data-package.json");
    let good = described(&builtin().dataset);
    let table = "/resources/0";
    assert_noticed(
        &schema,
        &good,
        &[
            ("", "resources", Value::Null),
            ("", "profile", json!("data-package")),
            ("", "name", json!("Tên có dấu")),
            (table, "schema", Value::Null),
            (table, "profile", Value::Null),
            ("/resources/0/schema", "fields", json!([{ "type": "string" }])),
        ],
    );
}

/// The lines of a calendar as they stand in the file, and unfolded.
fn calendar_lines(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let text = std::str::from_utf8(bytes).unwrap();
    let lines = |text: &str| text.split_terminator("\r\n").map(str::to_owned).collect();
    (lines(text), lines(&text.replace("\r\n ", "")))
}

/// RFC 5545, 3.1: lines end in CR and LF and hold at most 75 octets.
fn assert_folded(bytes: &[u8]) {
    assert!(bytes.ends_with(b"END:VCALENDAR\r\n"));
    for line in calendar_lines(bytes).0 {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        assert!(!line.is_empty() && !line.chars().any(|c| c.is_control() && c != '\t'), "{line:?}");
    }
}

#[test]
fn a_calendar_is_folded_and_its_events_keep_their_ids() {
    let dataset = builtin().dataset;
    let uids = |lang: Lang, rows: &[Ix]| -> Vec<String> {
        let words = Words::new(lang);
        let job = Job::new(&dataset, &words, rows, ExportNote::default());
        let mut bytes = Vec::new();
        write(&job, Format::Ics, &Survey::count_losses(&job, Format::Ics), &mut bytes, &Watch::default()).unwrap();
        assert_folded(&bytes);
        calendar_lines(&bytes).1.into_iter().filter(|line| line.starts_with("UID:")).collect()
    };
    let all = uids(Lang::Vi, &rows(&dataset));
    assert!(all.len() > 100);
    assert_eq!(all, uids(Lang::Zh, &rows(&dataset)), "in every language");
    let some: Vec<Ix> = dataset.rows().skip(dataset.len() / 2).collect();
    let part = uids(Lang::En, &some);
    assert!(!part.is_empty() && part.iter().all(|uid| all.contains(uid)), "whatever else is exported");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_records_are_written_as_the_specifications_ask(dataset in wild::dataset()) {
        for (format, name) in [(Format::TimelineJs, "timelinejs.schema.json"), (Format::Lpf, "lpf-1.3.schema.json")] {
            prop_assert_eq!(faults(&schema(name), &all_json(&dataset, format)), Vec::<String>::new());
        }
        prop_assert_eq!(faults(&schema("tabular-data-package.json"), &described(&dataset)), Vec::<String>::new());
        assert_folded(&all(&dataset, Format::Ics));
        let _geojson: geojson::FeatureCollection = String::from_utf8(all(&dataset, Format::GeoJson)).unwrap().parse().unwrap();
        let _lpf: geojson::FeatureCollection = String::from_utf8(all(&dataset, Format::Lpf)).unwrap().parse().unwrap();
    }
}
