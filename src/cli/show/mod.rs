//! `km0 show`: one record in full, and what refers to it.

mod page;
mod value;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use km0_core::dataset::{Dataset, Ix};
use km0_core::export::record_json;
use km0_core::model::{Lang, Record};
use km0_core::query::fold::bare;

use super::args::{Shared, ShowTask};
use super::failure::{CommandResult, Failure};
use super::{out, source};
use value::ValueReader;

/// Columns of a line.
const WIDTH: usize = 100;
/// Columns of a field's name.
const LABEL: usize = 28;

pub(super) fn run(task: &ShowTask, shared: &Shared) -> CommandResult {
    let loaded = source::load(shared)?;
    let dataset = &loaded.dataset;
    let record = find(dataset, &task.id)?;
    let Some(ix) = dataset.ix(&record.id) else {
        return Err(Failure::usage(out::said("cli-no-record", &[("id", out::clean(&task.id).into())])));
    };
    if task.json {
        let text = json(dataset, ix).map(|value| format!("{value:#}\n")).unwrap_or_default();
        return Ok(source::done(out::print(text.as_bytes())?, &loaded));
    }
    let lang = source::lang(shared);
    let text = if task.page { page::page_text(dataset, record, lang) } else { record_text(dataset, ix, record, lang) };
    Ok(source::done(out::print(text.as_bytes())?, &loaded))
}

/// The record of an id, or else the only one of a name.
pub(super) fn find<'a>(dataset: &'a Dataset, id: &str) -> Result<&'a Record, Failure> {
    if let Some(record) = dataset.by_id(id) {
        return Ok(record);
    }
    let wanted = bare(id);
    let called = |record: &&Record| record.name.forms().any(|form| bare(form) == wanted);
    let named: Vec<&Record> = dataset.records().iter().filter(called).collect();
    if let [only] = named.as_slice() {
        return Ok(only);
    }
    let slug = wanted.replace(' ', "-");
    let near = dataset.records().iter().filter(|record| record.id.contains(&slug) || slug.contains(&*record.id));
    let mut hints: Vec<&str> = named.iter().copied().chain(near).map(|record| &*record.id).collect();
    hints.sort_by_key(|id| id.len());
    hints.truncate(5);
    let id = out::clean(id);
    Err(Failure::usage(if hints.is_empty() {
        out::said("cli-no-record", &[("id", id.into())])
    } else {
        out::said("cli-no-record-but", &[("id", id.into()), ("hints", hints.join(", ").into())])
    }))
}

/// What refers to the record, each with the fields that do.
fn referring(dataset: &Dataset, ix: Ix) -> Vec<(&Record, Vec<&'static str>)> {
    let mut fields: BTreeMap<Ix, Vec<&'static str>> = BTreeMap::new();
    for link in dataset.back_links(ix) {
        fields.entry(link.to).or_default().push(link.field.name());
    }
    let mut found: Vec<_> = fields.into_iter().filter_map(|(row, names)| Some((dataset.record(row)?, names))).collect();
    found.sort_by_key(|(record, _)| record.kind);
    found
}

fn json(dataset: &Dataset, ix: Ix) -> Option<Value> {
    let mut value = record_json(dataset, ix)?;
    let referring: Value = referring(dataset, ix)
        .into_iter()
        .map(|(record, fields)| json!({ "id": &*record.id, "kind": record.kind.slug(), "fields": fields }))
        .collect();
    value.as_object_mut()?.insert("referred_to_by".to_owned(), referring);
    Some(value)
}

fn record_text(dataset: &Dataset, ix: Ix, record: &Record, lang: Lang) -> String {
    let words = out::words();
    let reader = ValueReader { dataset, lang, words };
    let mut out = format!("{}  {}\n", words.kind(record.kind), record.id);
    let mut line = |name: &str, entries: Vec<String>| field(&mut out, words.field(name), &entries);
    line("name", vec![reader.names(&record.name)]);
    line("summary", reader.said(&record.summary));
    line("date", record.date.iter().map(ToString::to_string).collect());
    line("aliases", record.aliases.iter().map(|alias| alias.get(lang).to_owned()).collect());
    for (name, value) in &record.fields {
        line(name.name(), reader.value(value));
    }
    line("about", reader.links(&record.about));
    line("topics", reader.links(&record.topics));
    line("see", reader.links(&record.see));
    line("note", reader.said(&record.note));
    line("cite", vec![value::cites(&record.cite)]);
    if !record.extra.is_empty() {
        let names: Vec<&str> = record.extra.iter().map(|(name, _)| &**name).collect();
        line("unknown", vec![names.join(", ")]);
    }
    line("origin", vec![format!("{}:{}", record.origin.file, record.origin.line)]);
    out.push_str(&referred_to(dataset, ix, lang));
    out
}

fn referred_to(dataset: &Dataset, ix: Ix, lang: Lang) -> String {
    let words = out::words();
    let all = referring(dataset, ix);
    let head = words.with("show-referring", &[("count", all.len().into())]);
    let rows: Vec<[String; 5]> = all
        .iter()
        .map(|(record, fields)| {
            let date = record.date.as_ref().map_or("-", |date| date.as_str());
            let fields: Vec<&str> = fields.iter().map(|name| words.field(name)).collect();
            let name = out::clean(record.name.get(lang));
            let kind = format!("  {}", words.kind(record.kind));
            [kind, record.id.to_string(), date.to_owned(), fields.join(", "), name]
        })
        .collect();
    format!("\n{head}\n{}", out::table(&rows))
}

/// A label and its entries, each wrapped under itself; an entry after the first has a dash.
fn field(out: &mut String, label: &str, entries: &[String]) {
    let many = entries.len() > 1;
    let mut label = label;
    for entry in entries.iter().map(|entry| out::clean(entry)).filter(|entry| !entry.is_empty()) {
        let mut mark = if many { "- " } else { "" };
        let hang = mark.len();
        for part in out::wrapped(&entry, WIDTH - LABEL - 2 - hang) {
            let pad = hang - mark.len();
            let room = LABEL.saturating_sub(label.width()).max(1);
            out.push_str(format!("  {label}{:room$}{mark}{:pad$}{part}", "", "").trim_end());
            out.push('\n');
            (label, mark) = ("", "");
        }
    }
}
