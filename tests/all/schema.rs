//! The JSON Schema of the JSON export, `docs/schema/km0.schema.json`: it says what the table of fields
//! says, and every export keeps to it. To write it anew after a change of the fields, run the tests
//! with `KM0_WRITE_EXPECTED=1` and read the difference.

use std::fs;

use jsonschema::Validator;
use km0_core::dataset::builtin;
use km0_core::export::Format;
use km0_core::model::Kind;
use km0_core::model::parts::{Confidence, Role, Side, StatementKind};
use km0_core::model::schema::{FieldShape, fields_of};
use serde_json::{Map, Value, json};

use crate::conform::all;
use crate::program::{printed, root};

const FILE: &str = "docs/schema/km0.schema.json";

fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn group(required: &[&str], members: &Value) -> Value {
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": members })
}

fn of_shape(shape: FieldShape) -> Value {
    match shape {
        FieldShape::Text => to("text"),
        FieldShape::Date => to("date"),
        FieldShape::Link(_) => to("id"),
        FieldShape::Links(_) => list(&to("id")),
        FieldShape::Number => json!({ "type": "number" }),
        FieldShape::Word => json!({ "type": "string" }),
        FieldShape::Choice(words) => json!({ "enum": words }),
        FieldShape::Statements => list(&to("statement")),
        FieldShape::Seats => list(&to("seat")),
        FieldShape::Position => to("position"),
        FieldShape::History(words) => list(&json!({
            "allOf": [to("change")], "properties": { "value": { "enum": words } },
        })),
        FieldShape::Posts => list(&to("post")),
        FieldShape::Claims => list(&to("claim")),
        FieldShape::Counts => list(&to("count")),
        FieldShape::Growths => list(&to("growth")),
        FieldShape::Names => list(&to("dated_name")),
        FieldShape::Merger => to("merger"),
        FieldShape::Proposals => list(&to("proposal")),
    }
}

fn parts() -> Value {
    let number = || json!({ "type": "number" });
    let (cites, said, words) = (list(&to("cite")), to("text"), json!({ "type": "string" }));
    json!({
        "id": { "type": "string", "minLength": 1, "description": "stable over releases of the dataset" },
        "cite": { "type": "string", "description": "id of a source, or source#paragraph" },
        "date": { "type": "string", "description": "EDTF level 1, as exact as the source" },
        "text": group(&[], &json!({
            "vi": words, "en": words, "zh": words, "pinyin": words, "zh_cite": cites,
        })),
        "bound": {
            "type": ["string", "null"],
            "description": "ISO 8601; an end is the last day, or second, that is still in it; null where there is no bound",
        },
        "statement": group(&["kind"], &json!({
            "kind": { "enum": StatementKind::NAMES }, "by": list(&to("id")), "text": said, "about": list(&to("id")),
            "topics": list(&to("id")), "cite": cites,
        })),
        "seat": group(&["who", "role"], &json!({
            "who": to("id"), "role": { "enum": Role::NAMES }, "post": said, "side": { "enum": Side::NAMES },
            "at": to("id"), "cite": cites,
        })),
        "position": group(&["lat", "lon"], &json!({
            "lat": { "type": "number", "minimum": -90, "maximum": 90 },
            "lon": { "type": "number", "minimum": -180, "maximum": 180 },
            "error_m": number(), "border_m": number(), "off_line": said, "point": words,
            "confidence": { "enum": Confidence::NAMES }, "cite": cites,
        })),
        "change": group(&["value"], &json!({ "value": words, "date": to("date"), "text": said, "cite": cites })),
        "post": group(&[], &json!({ "post": said, "org": to("id"), "seen": to("date"), "cite": cites })),
        "claim": group(&[], &json!({ "text": said, "cite": cites })),
        "count": group(&["number"], &json!({ "number": number(), "text": said, "cite": cites })),
        "growth": group(&["percent"], &json!({ "percent": number(), "text": said })),
        "dated_name": group(&[], &json!({ "text": said, "date": to("date"), "cite": cites })),
        "merger": group(&["place", "date"], &json!({ "place": to("id"), "date": to("date"), "cite": cites })),
        "proposal": group(&["who"], &json!({ "who": to("id"), "cite": cites })),
    })
}

/// A record of a kind: what all have, and the fields of the kind.
fn record(kind: Kind) -> Value {
    let bound = |_| to("bound");
    let names = ["earliest_start", "latest_start", "earliest_end", "latest_end"];
    let bounds: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), bound(name))).collect();
    let mut members = json!({
        "kind": { "const": kind.slug() }, "id": to("id"), "name": to("text"), "summary": to("text"),
        "date": to("date"), "derived_date": to("date"), "derived_from": to("id"),
        "about": list(&to("id")), "topics": list(&to("id")), "see": list(&to("id")), "aliases": list(&to("text")),
        "note": to("text"), "cite": list(&to("cite")),
        "bounds": group(&names, &Value::Object(bounds)),
        "unknown": { "type": "object", "description": "fields that the schema does not know" },
    });
    for spec in fields_of(kind) {
        members[spec.field.name()] = of_shape(spec.shape);
    }
    group(&["kind", "id"], &members)
}

fn expected() -> Value {
    let words = json!({ "type": "string" });
    let mut defs = parts();
    for kind in Kind::ALL {
        defs[format!("record_{}", kind.slug())] = record(kind);
    }
    let kinds: Vec<Value> = Kind::ALL.iter().map(|kind| to(&format!("record_{}", kind.slug()))).collect();
    defs["record"] = json!({ "oneOf": kinds });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What km0 export -f json writes",
        "description": "Ids are those of the dataset's records; texts are in several languages.",
        "type": "object",
        "required": ["dataset", "filter", "boundaries", "count", "records"],
        "additionalProperties": false,
        "properties": {
            "dataset": { "type": "object", "description": "what the dataset says about itself" },
            "filter": { "type": "string", "description": "the query that chose the records; empty for all" },
            "shown": { "type": "string", "description": "the query in words" },
            "generated": words,
            "boundaries": { "type": "object", "description": "the edition of the boundaries that positions hold against" },
            "count": { "type": "integer", "minimum": 0 },
            "losses": { "type": "array", "items": words, "description": "what is not in the file" },
            "records": list(&to("record")),
        },
        "$defs": defs,
    })
}

fn schema() -> Validator {
    let text = fs::read_to_string(root().join(FILE)).unwrap();
    jsonschema::options().build(&serde_json::from_str(&text).unwrap()).unwrap()
}

#[test]
fn the_schema_says_what_the_table_of_fields_says() {
    let text = format!("{:#}\n", expected());
    if std::env::var_os("KM0_WRITE_EXPECTED").is_some() {
        fs::create_dir_all(root().join("docs/schema")).unwrap();
        fs::write(root().join(FILE), &text).unwrap();
    }
    assert_eq!(fs::read_to_string(root().join(FILE)).unwrap(), text);
}

#[test]
fn json_keeps_to_the_schema_and_a_break_is_noticed() {
    let schema = schema();
    let good: Value = serde_json::from_slice(&all(&builtin().dataset, Format::Json)).unwrap();
    let faults: Vec<String> = schema.iter_errors(&good).take(3).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    for (path, value) in [("/records/0/kind", json!("odd")), ("/records/0/cite", json!("000")), ("/count", json!(-1))] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = value;
        assert!(!schema.is_valid(&bad), "{path}");
    }
    bad_member(&schema, &good);
}

fn bad_member(schema: &Validator, good: &Value) {
    let mut bad = good.clone();
    bad["records"][0]["no_such_field"] = json!(1);
    assert!(!schema.is_valid(&bad));
}

#[test]
fn a_listed_record_is_one_of_the_schema() {
    let mut of_record = expected();
    let listed: Value = serde_json::from_str(&printed(&["list", "-q", "gate:ta-lung", "--json"])).unwrap();
    of_record["properties"] = json!({});
    let top = of_record.as_object_mut().unwrap();
    for name in ["type", "required", "additionalProperties", "properties"] {
        top.remove(name);
    }
    top.insert("$ref".to_owned(), json!("#/$defs/record"));
    let schema = jsonschema::options().build(&of_record).unwrap();
    assert!(listed.as_array().unwrap().iter().all(|record| schema.is_valid(record)));
    assert!(!listed.as_array().unwrap().is_empty());
}
