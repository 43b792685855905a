//! What the columns of a CSV file mean: a Frictionless Data Package with a Table Schema, in a file
//! beside the table.

use serde_json::{Map, Value, json};

use crate::model::schema::{FieldShape, fields_of};
use crate::model::{Field, Kind};

use super::job::Job;
use super::loss::Survey;
use super::notation::Notation;
use super::table::{ColumnSource, TableColumn, columns, is_plain};
use super::walk;

/// The descriptor of a table in the file `table`, as JSON.
pub(super) fn describe(job: &Job<'_>, survey: &Survey, table: &str) -> Vec<u8> {
    let about = &job.dataset.about;
    let lang = job.words.lang();
    let fields: Vec<Value> = columns(survey.seen, job.is_part()).iter().map(|column| field(job, column)).collect();
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

fn field(job: &Job<'_>, column: &TableColumn) -> Value {
    let (kind, about, limits) = described(column.of);
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.clone().into());
    field.insert("type".to_owned(), kind.into());
    if let Some(title) = titled(column.of) {
        field.insert("title".to_owned(), job.words.field(title).into());
    }
    if !about.is_empty() {
        field.insert("description".to_owned(), job.words.t(about).into());
    }
    if let Some(limits) = limits {
        field.insert("constraints".to_owned(), limits);
    }
    Value::Object(field)
}

/// The field whose label says what the column is.
fn titled(of: ColumnSource) -> Option<&'static str> {
    match of {
        ColumnSource::Name(_) => Some("name"),
        ColumnSource::Summary(_) => Some("summary"),
        ColumnSource::Note(_) => Some("note"),
        ColumnSource::Date => Some("date"),
        ColumnSource::About => Some("about"),
        ColumnSource::Topics => Some("topics"),
        ColumnSource::See => Some("see"),
        ColumnSource::Aliases => Some("aliases"),
        ColumnSource::Plain(field) | ColumnSource::Said(field, _) | ColumnSource::Whole(field) => Some(field.name()),
        _ => None,
    }
}

/// What stands in the column, in the reader's language: the label of its field, and how it is
/// written.
pub(super) fn meaning(job: &Job<'_>, of: ColumnSource) -> String {
    let (_, key, _) = described(of);
    let label = titled(of).map_or("", |field| job.words.field(field));
    let how = if key.is_empty() { "" } else { job.words.t(key) };
    let lang = match of {
        ColumnSource::Name(lang)
        | ColumnSource::Summary(lang)
        | ColumnSource::Note(lang)
        | ColumnSource::Said(_, lang)
        | ColumnSource::Places(_, Some(lang)) => lang.endonym(),
        _ => "",
    };
    [label, lang, how].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Type, the message that describes it, and constraints.
fn described(of: ColumnSource) -> (&'static str, &'static str, Option<Value>) {
    match of {
        ColumnSource::Id => ("string", "column-id", Some(json!({ "required": true, "unique": true }))),
        ColumnSource::Kind => {
            ("string", "column-kind", Some(json!({ "required": true, "enum": Kind::ALL.map(Kind::slug) })))
        }
        ColumnSource::Name(_) | ColumnSource::Summary(_) | ColumnSource::Note(_) | ColumnSource::Said(..) => {
            ("string", "", None)
        }
        ColumnSource::Date => ("string", "column-date", None),
        ColumnSource::DerivedDate => ("string", "column-derived-date", None),
        ColumnSource::DerivedFrom => ("string", "column-derived-from", None),
        ColumnSource::Bound(0) => ("string", "column-earliest-start", None),
        ColumnSource::Bound(1) => ("string", "column-latest-start", None),
        ColumnSource::Bound(2) => ("string", "column-earliest-end", None),
        ColumnSource::Bound(_) => ("string", "column-latest-end", None),
        ColumnSource::Places(_, None) => ("string", "column-places", None),
        ColumnSource::Places(_, Some(_)) => ("string", "column-place-names", None),
        ColumnSource::About | ColumnSource::Topics | ColumnSource::See => ("string", "column-ids", None),
        ColumnSource::Lat => ("number", "column-lat", Some(json!({ "minimum": -90, "maximum": 90 }))),
        ColumnSource::Lon => ("number", "column-lon", Some(json!({ "minimum": -180, "maximum": 180 }))),
        ColumnSource::Error => ("number", "column-error", Some(json!({ "minimum": 0 }))),
        ColumnSource::Points => ("string", "column-wkt", None),
        ColumnSource::PlacedBy => ("string", "column-placed-by", None),
        ColumnSource::PlacedAt => ("string", "column-placed-at", None),
        ColumnSource::AboutPoints => ("string", "column-about-wkt", None),
        ColumnSource::Cite => ("string", "column-cite", None),
        ColumnSource::Sources => ("string", "column-sources", None),
        ColumnSource::Plain(field) => plain(field),
        ColumnSource::Whole(_) => ("any", "column-json", None),
        ColumnSource::Aliases => ("array", "column-json", None),
        ColumnSource::Chinese => ("object", "column-chinese", None),
        ColumnSource::Unknown => ("object", "column-unknown", None),
        ColumnSource::Outside => ("string", "column-outside", None),
    }
}

fn plain(field: Field) -> (&'static str, &'static str, Option<Value>) {
    let specs = Kind::ALL.into_iter().flat_map(fields_of).filter(|spec| spec.field == field && is_plain(spec.shape));
    let mut words: Vec<&str> = Vec::new();
    let mut kind = ("string", "");
    for spec in specs {
        match spec.shape {
            FieldShape::Number => kind = ("number", ""),
            FieldShape::Date => kind = ("string", "column-date"),
            FieldShape::Link(_) => kind = ("string", "column-one-id"),
            FieldShape::Links(_) => kind = ("string", "column-ids"),
            FieldShape::Choice(allowed) => words.extend(allowed),
            _ => {}
        }
    }
    words.sort_unstable();
    words.dedup();
    (kind.0, kind.1, (!words.is_empty()).then(|| json!({ "enum": words })))
}
