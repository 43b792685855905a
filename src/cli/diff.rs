//! `km0 diff`: what became of the records between two datasets.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use km0_core::dataset::Dataset;
use km0_core::export::record_json;
use km0_core::model::Lang;

use super::args::{DiffTask, Shared};
use super::failure::{CommandResult, Failure, Status};
use super::{out, source};

/// What is worked out from other fields of a record.
const DERIVED: &str = "bounds";

pub(super) fn run(task: &DiffTask, shared: &Shared) -> CommandResult {
    if shared.data.is_some() {
        return Err(Failure::usage(out::words().t("cli-diff-data")));
    }
    if task.old == task.new && task.old == Path::new("-") {
        return Err(Failure::usage(out::words().t("diff-one-input")));
    }
    let (old, new) = (DatasetSide::open(&task.old, shared)?, DatasetSide::open(&task.new, shared)?);
    let changes = Changes::between(&old, &new);
    if task.json {
        out::print(format!("{:#}\n", changes.as_json()).as_bytes())?;
    } else {
        out::print(changes.as_text(source::lang(shared)).as_bytes())?;
    }
    Ok(if changes.is_none() { Status::Fine } else { Status::Problems })
}

/// One dataset as its records' fields, by id and in order.
struct DatasetSide {
    records: Vec<(String, Map<String, Value>)>,
}

impl DatasetSide {
    fn open(path: &Path, shared: &Shared) -> Result<Self, Failure> {
        Ok(Self::of(&source::open(path, &source::options(shared))?.dataset))
    }

    fn of(dataset: &Dataset) -> Self {
        let mut records = vec![heading(dataset)];
        for (ix, record) in dataset.rows().zip(dataset.records()) {
            if let Some(Value::Object(mut fields)) = record_json(dataset, ix) {
                fields.remove(DERIVED);
                records.push((record.id.to_string(), fields));
            }
        }
        Self { records }
    }

    fn by_id(&self) -> HashMap<&str, &Map<String, Value>> {
        self.records.iter().map(|(id, fields)| (id.as_str(), fields)).collect()
    }
}

/// What the dataset says of itself, as if it were one of its records. Its id is no slug, so that
/// no record has it.
fn heading(dataset: &Dataset) -> (String, Map<String, Value>) {
    let about = &dataset.about;
    let frame =
        |frame: Option<km0_core::model::parts::LonLatBox>| frame.map(|f| json!([f.west, f.south, f.east, f.north]));
    let said = |text: &km0_core::model::Text| json!({ "vi": text.vi, "en": text.en });
    let fields = [
        ("kind", json!("dataset")),
        ("id", json!(&*about.id)),
        ("name", said(&about.name)),
        ("summary", said(&about.summary)),
        ("version", json!(about.version)),
        ("licence", json!(about.licence)),
        ("read", json!(about.read.as_ref().map(ToString::to_string))),
        ("time", json!(about.time.as_ref().map(ToString::to_string))),
        ("frame", json!(frame(about.frame))),
        ("extent", json!(frame(about.extent))),
    ];
    ("(dataset)".to_owned(), fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// A record that both have, with the fields that differ: name, before, after.
struct Changed<'a> {
    id: &'a str,
    record: &'a Map<String, Value>,
    fields: Vec<(&'a str, Option<&'a Value>, Option<&'a Value>)>,
}

struct Changes<'a> {
    added: Vec<(&'a str, &'a Map<String, Value>)>,
    removed: Vec<(&'a str, &'a Map<String, Value>)>,
    changed: Vec<Changed<'a>>,
}

impl<'a> Changes<'a> {
    fn between(old: &'a DatasetSide, new: &'a DatasetSide) -> Self {
        let (before, after) = (old.by_id(), new.by_id());
        let only = |side: &'a DatasetSide, other: &HashMap<&str, &Map<String, Value>>| {
            let only = side.records.iter().filter(|(id, _)| !other.contains_key(id.as_str()));
            only.map(|(id, fields)| (id.as_str(), fields)).collect()
        };
        let both = new.records.iter().filter_map(|(id, now)| {
            let fields = differing(before.get(id.as_str())?, now);
            (!fields.is_empty()).then_some(Changed { id, record: now, fields })
        });
        Self { added: only(new, &before), removed: only(old, &after), changed: both.collect() }
    }

    fn is_none(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    fn as_text(&self, lang: Lang) -> String {
        let mut rows = Vec::new();
        for (sign, records) in [("-", &self.removed), ("+", &self.added)] {
            rows.extend(records.iter().map(|(id, record)| row(sign, id, record, &name(record, lang))));
        }
        for one in &self.changed {
            let fields: Vec<&str> = one.fields.iter().map(|(name, ..)| *name).collect();
            rows.push(row("~", one.id, one.record, &fields.join(", ")));
        }
        let counts = [("added", self.added.len()), ("removed", self.removed.len()), ("changed", self.changed.len())];
        let told = out::said("diff-counts", &counts.map(|(name, count)| (name, count.into())));
        format!("{}{told}\n", out::table(&rows))
    }

    fn as_json(&self) -> Value {
        let brief = |(id, record): &(&str, &Map<String, Value>)| json!({ "id": id, "kind": record.get("kind"), "name": record.get("name") });
        let changed = self.changed.iter().map(|one| {
            let fields: Map<String, Value> = one
                .fields
                .iter()
                .map(|(name, old, new)| ((*name).to_owned(), json!({ "old": old, "new": new })))
                .collect();
            json!({ "id": one.id, "kind": one.record.get("kind"), "name": one.record.get("name"), "fields": fields })
        });
        json!({
            "added": self.added.iter().map(brief).collect::<Vec<_>>(),
            "removed": self.removed.iter().map(brief).collect::<Vec<_>>(),
            "changed": changed.collect::<Vec<_>>(),
        })
    }
}

/// The fields whose values differ, in the order of the new record, then those that are gone.
fn differing<'a>(
    old: &'a Map<String, Value>,
    new: &'a Map<String, Value>,
) -> Vec<(&'a str, Option<&'a Value>, Option<&'a Value>)> {
    let kept = new.iter().filter(|(name, value)| old.get(*name) != Some(value));
    let kept = kept.map(|(name, value)| (name.as_str(), old.get(name), Some(value)));
    let gone = old.iter().filter(|(name, _)| !new.contains_key(*name));
    kept.chain(gone.map(|(name, value)| (name.as_str(), Some(value), None))).collect()
}

fn row(sign: &str, id: &str, record: &Map<String, Value>, what: &str) -> [String; 4] {
    let kind = record.get("kind").and_then(Value::as_str).unwrap_or_default();
    [sign, kind, id, what].map(out::clean)
}

fn name(record: &Map<String, Value>, lang: Lang) -> String {
    let names = record.get("name");
    let in_lang = |tag: &str| names.and_then(|name| name.get(tag)).and_then(Value::as_str);
    in_lang(lang.tag()).or_else(|| in_lang("en")).or_else(|| in_lang("vi")).unwrap_or_default().to_owned()
}
