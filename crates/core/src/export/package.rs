//! What the columns of a CSV file mean: a Frictionless Data Package with a Table Schema, in a file
//! beside the table.

use serde_json::{Map, Value, json};

use crate::model::schema::{Shape, fields_of};
use crate::model::{Field, Kind};

use super::job::Job;
use super::loss::Survey;
use super::notation::Notation;
use super::table::{Column, Of, columns, is_plain};
use super::walk;

/// The descriptor of a table in the file `table`, as JSON.
#[must_use]
pub(super) fn describe(job: &Job<'_>, survey: &Survey, table: &str) -> Vec<u8> {
    let about = &job.dataset.about;
    let lang = job.words.lang();
    let fields: Vec<Value> = columns(survey.seen).iter().map(|column| field(job, column)).collect();
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": name(&about.id),
        "title": about.name.get(lang),
        "description": if job.note.sentence.is_empty() { about.summary.get(lang) } else { &job.note.sentence },
        "version": about.version,
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "records",
            "path": table,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
            "schema": { "fields": fields, "primaryKey": "id", "missingValues": [""] },
        }],
    });
    if let Some(top) = package.as_object_mut() {
        if !about.licence.is_empty() {
            top.insert("licenses".to_owned(), json!([{ "name": about.licence }]));
        }
        top.insert("km0".to_owned(), own(job, survey));
    }
    format!("{package:#}\n").into_bytes()
}

/// What no field of the standard says: the whole of what the dataset says about itself, the
/// filter, the count, what is not in the table, and how cells are made harmless.
fn own(job: &Job<'_>, survey: &Survey) -> Value {
    let mut bytes = Vec::new();
    walk::about(&job.dataset.about, &mut Notation(&mut bytes));
    let about: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    json!({
        "dataset": about,
        "filter": job.note.filter,
        "count": survey.written,
        "losses": survey.losses_in_words(job.words),
        "boundaries": crate::dataset::boundaries::boundaries().edition,
        "guard": "a cell that a spreadsheet would run as a formula begins with one apostrophe more",
    })
}

/// A name as the standard wants it.
fn name(id: &str) -> String {
    let plain: String = id.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    if plain.is_empty() { "km0".to_owned() } else { plain }
}

fn field(job: &Job<'_>, column: &Column) -> Value {
    let (kind, about, limits) = described(column.of);
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.clone().into());
    field.insert("type".to_owned(), kind.into());
    if let Some(title) = titled(column.of) {
        field.insert("title".to_owned(), job.words.field(title).into());
    }
    if !about.is_empty() {
        field.insert("description".to_owned(), about.into());
    }
    if let Some(limits) = limits {
        field.insert("constraints".to_owned(), limits);
    }
    Value::Object(field)
}

/// The field whose label says what the column is.
fn titled(of: Of) -> Option<&'static str> {
    match of {
        Of::Name(_) => Some("name"),
        Of::Summary(_) => Some("summary"),
        Of::Note(_) => Some("note"),
        Of::Date => Some("date"),
        Of::About => Some("about"),
        Of::Topics => Some("topics"),
        Of::See => Some("see"),
        Of::Aliases => Some("aliases"),
        Of::Plain(field) | Of::Said(field, _) | Of::Whole(field) => Some(field.name()),
        _ => None,
    }
}

/// Type, description and constraints.
fn described(of: Of) -> (&'static str, &'static str, Option<Value>) {
    match of {
        Of::Id => ("string", "stable over releases of the dataset", Some(json!({ "required": true, "unique": true }))),
        Of::Kind => ("string", "", Some(json!({ "required": true, "enum": Kind::ALL.map(Kind::slug) }))),
        Of::Name(_) | Of::Summary(_) | Of::Note(_) | Of::Said(..) => ("string", "", None),
        Of::Date => ("string", "EDTF level 1, as exact as the source", None),
        Of::DerivedDate => {
            ("string", "EDTF level 1; the date of the occasion, where the record has none of its own", None)
        }
        Of::DerivedFrom => ("string", "id of the record whose date is taken", None),
        Of::Bound(_) => ("string", "ISO 8601; an end is the first day, or second, after", None),
        Of::Places(..) => ("string", "every one that the record names, separated by \"; \"", None),
        Of::About | Of::Topics | Of::See => ("string", "ids of records, separated by \"; \"", None),
        Of::Lat => ("number", "degrees north, WGS 84", Some(json!({ "minimum": -90, "maximum": 90 }))),
        Of::Lon => ("number", "degrees east, WGS 84", Some(json!({ "minimum": -180, "maximum": 180 }))),
        Of::Error => ("number", "metres that the position may be off", Some(json!({ "minimum": 0 }))),
        Of::Cite => ("string", "source#paragraph, separated by \"; \"", None),
        Of::Plain(field) => plain(field),
        Of::Whole(_) => ("any", "JSON", None),
        Of::Aliases => ("array", "JSON: texts in several languages", None),
        Of::Chinese => ("object", "JSON: by field, the pinyin and who vouches for the Chinese", None),
        Of::Unknown => ("object", "JSON: fields that the schema does not know", None),
    }
}

fn plain(field: Field) -> (&'static str, &'static str, Option<Value>) {
    let specs = Kind::ALL.into_iter().flat_map(fields_of).filter(|spec| spec.field == field && is_plain(spec.shape));
    let mut words: Vec<&str> = Vec::new();
    let mut kind = ("string", "");
    for spec in specs {
        match spec.shape {
            Shape::Number => kind = ("number", ""),
            Shape::Date => kind = ("string", "EDTF level 1"),
            Shape::Link(_) => kind = ("string", "id of a record"),
            Shape::Links(_) => kind = ("string", "ids of records, separated by \"; \""),
            Shape::Choice(allowed) => words.extend(allowed),
            _ => {}
        }
    }
    words.sort_unstable();
    words.dedup();
    (kind.0, kind.1, (!words.is_empty()).then(|| json!({ "enum": words })))
}
