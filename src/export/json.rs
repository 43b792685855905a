//! JSON with everything that the schema knows, under the names that the dataset's files use.

use serde_json::{Map, Number, Value, json};

use crate::dataset::boundaries::boundaries;
use crate::dataset::{Dataset, Ix};
use crate::model::Bounds;
use crate::model::node::Tree;

use super::{Chosen, Note, iso, tree};

pub(super) fn write(dataset: &Dataset, chosen: &[Chosen<'_>], note: &Note) -> Vec<u8> {
    let mut top = heading(dataset, note, chosen.len());
    let records: Vec<Value> = chosen.iter().filter_map(|one| record(dataset, one.ix)).collect();
    top.insert("records".to_owned(), Value::Array(records));
    printed(&Value::Object(top))
}

/// What an export says about itself: the dataset, the filter (also in words) and the count.
pub(super) fn heading(dataset: &Dataset, note: &Note, count: usize) -> Map<String, Value> {
    let about = &dataset.about;
    let mut top = Map::new();
    let whose = json!({ "id": &*about.id, "version": about.version, "licence": about.licence });
    top.insert("dataset".to_owned(), whose);
    top.insert("filter".to_owned(), note.filter.clone().into());
    if !note.sentence.is_empty() {
        top.insert("shown".to_owned(), note.sentence.clone().into());
    }
    if let Some(generated) = &note.generated {
        top.insert("generated".to_owned(), generated.clone().into());
    }
    let drawn = boundaries();
    let edition = json!({
        "edition": drawn.edition, "attribution": drawn.attribution, "provinces_valid": drawn.provinces_valid
    });
    top.insert("boundaries".to_owned(), edition);
    top.insert("count".to_owned(), count.into());
    top
}

/// Indented, with a line end, as text files have.
pub(super) fn printed(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

/// One record: `kind`, every field that the schema knows, the four `bounds` of its date, and under
/// `unknown` the fields that the schema does not know.
#[must_use]
pub fn record(dataset: &Dataset, ix: Ix) -> Option<Value> {
    let record = dataset.record(ix)?;
    let mut object = Map::new();
    object.insert("kind".to_owned(), record.kind.slug().into());
    if let Value::Object(fields) = of_tree(&tree::of_record(record)) {
        object.extend(fields);
    }
    if let Some(bounds) = dataset.bounds(ix) {
        object.insert("bounds".to_owned(), of_bounds(bounds));
    }
    if !record.extra.is_empty() {
        let unknown = record.extra.iter().map(|(name, node)| (name.to_string(), of_tree(&node.tree)));
        object.insert("unknown".to_owned(), unknown.collect());
    }
    Some(Value::Object(object))
}

fn of_bounds(bounds: Bounds) -> Value {
    let pairs = iso::BOUNDS.into_iter().zip(iso::bounds(Some(bounds)));
    pairs.map(|(name, bound)| (name.to_owned(), bound.map_or(Value::Null, Value::String))).collect()
}

fn of_tree(tree: &Tree) -> Value {
    match tree {
        Tree::Null => Value::Null,
        Tree::Bool(yes) => (*yes).into(),
        Tree::Number(value) => number(*value),
        Tree::Text(text) | Tree::Word(text) => text.to_string().into(),
        Tree::List(entries) => entries.iter().map(|entry| of_tree(&entry.tree)).collect(),
        Tree::Struct(_, members) => {
            members.iter().map(|member| (member.name.to_string(), of_tree(&member.value.tree))).collect()
        }
    }
}

/// Whole numbers without a point, as the files have them.
pub(super) fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        return Value::Number(Number::from(value as i64));
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}
