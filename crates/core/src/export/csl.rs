//! CSL-JSON: the sources for Zotero, Mendeley, pandoc and other programs that quote.

use std::io;

use crate::dataset::Ix;
use crate::model::{Field, Record};

use super::job::{Job, Out, Writer};
use super::loss::{Survey, Tally};
use super::notation::Notation;
use super::quoted;
use super::walk::Sink;

pub(super) struct Csl;

impl Writer for Csl {
    fn weigh(&self, _job: &Job<'_>, _ix: Ix, source: &Record, tally: &mut Tally) -> bool {
        tally.fields(source, quoted::HELD);
        true
    }

    fn units(&self, job: &Job<'_>) -> Option<Vec<Ix>> {
        Some(quoted::sources(job))
    }

    fn write(&self, job: &Job<'_>, _survey: &Survey, out: &mut Out<'_>) -> io::Result<()> {
        out.put(b"[")?;
        for (at, source) in quoted::sources(job).into_iter().filter_map(|ix| job.dataset.record(ix)).enumerate() {
            let mut bytes = if at == 0 { b"\n".to_vec() } else { b",\n".to_vec() };
            let mut item = Vec::new();
            put(job, source, &mut Notation(&mut item));
            bytes.extend(item);
            out.put(&bytes)?;
            out.tick(0)?;
        }
        out.put(b"\n]\n")?;
        out.tick(job.rows.len())
    }
}

fn put(job: &Job<'_>, source: &Record, json: &mut Notation<'_>) {
    let lang = job.words.lang();
    let (title, other) = quoted::titles(job, source);
    json.open("");
    json.some("id", &source.id);
    json.some("type", kind(source));
    json.some("title", title);
    json.some("title-short", other.unwrap_or_default());
    if let Some(byline) = source.word(Field::Byline).filter(|byline| !byline.is_empty()) {
        json.raw("\"author\":[");
        json.open("");
        json.some("literal", byline);
        json.close();
        json.end();
    }
    let publisher = source.text(Field::Publisher).map(|text| text.get(lang)).unwrap_or_default();
    json.some(if kind(source) == "article-newspaper" { "container-title" } else { "publisher" }, publisher);
    if let Some(date) = source.date_in(Field::Published) {
        json.key("issued");
        json.open("");
        match quoted::ymd(date) {
            Some((parts, about)) => {
                json.raw("\"date-parts\":[");
                json.list();
                parts.iter().for_each(|part| json.number(*part as f64));
                json.end();
                json.end();
                if about {
                    json.raw("\"circa\":true");
                }
            }
            None => json.some("literal", date.as_str()),
        }
        json.close();
    }
    json.some("language", source.word(Field::Language).unwrap_or_default());
    json.some("URL", source.word(Field::Address).unwrap_or_default());
    json.some("note", quoted::limits(job, source));
    json.close();
}

/// The type that the specification has for it.
fn kind(source: &Record) -> &'static str {
    match source.choice(Field::Form) {
        Some("News") => "article-newspaper",
        Some("Report") => "report",
        Some("Data") => "dataset",
        _ => "document",
    }
}
