//! CSL-JSON: the sources for Zotero, Mendeley, pandoc and other programs that quote.

use std::io;

use crate::dataset::Ix;
use crate::model::{Field, Record};
use crate::pages::work;

use super::job::{ExportOut, FormatWriter, Job};
use super::loss::{LossTally, Survey};
use super::notation::Notation;
use super::quoted;
use super::walk::Sink;

pub(super) struct Csl;

impl FormatWriter for Csl {
    fn count_losses(&self, _job: &Job<'_>, _ix: Ix, source: &Record, tally: &mut LossTally) -> bool {
        tally.fields(source, quoted::HELD);
        true
    }

    fn units(&self, job: &Job<'_>) -> Option<Vec<Ix>> {
        Some(quoted::sources(job))
    }

    fn write(&self, job: &Job<'_>, _survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
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
    let kind = kind(source);
    json.open("");
    json.some("id", &source.id);
    json.some("type", kind);
    json.some("title", quoted::title(source).unwrap_or_default());
    if let Some(byline) = source.word(Field::Byline).filter(|byline| !byline.is_empty()) {
        json.raw("\"author\":[");
        json.open("");
        json.some("literal", byline);
        json.close();
        json.end();
    }
    let publisher = work::publisher(source, job.words.lang());
    json.some(if matches!(kind, "article-newspaper" | "webpage") { "container-title" } else { "publisher" }, publisher);
    if let Some(date) = source.date_in(Field::Published) {
        json.key("issued");
        json.open("");
        match quoted::ymd(date) {
            Some((parts, about)) => {
                date_parts(&parts, json);
                if about {
                    json.raw("\"circa\":true");
                }
            }
            None => json.some("literal", date.as_str()),
        }
        json.close();
    }
    let address = work::address(source);
    if let Some(accessed) = quoted::accessed(job).filter(|_| !address.is_empty()) {
        json.key("accessed");
        json.open("");
        date_parts(&accessed, json);
        json.close();
    }
    json.some("language", source.word(Field::Language).unwrap_or_default());
    json.some("URL", address);
    json.some("note", &quoted::note(job, source));
    json.close();
}

fn date_parts(parts: &[i64], json: &mut Notation<'_>) {
    json.raw("\"date-parts\":[");
    json.list();
    parts.iter().for_each(|part| json.number(*part as f64));
    json.end();
    json.end();
}

/// The type that the specification has for it.
fn kind(source: &Record) -> &'static str {
    match source.choice(Field::Form) {
        Some("News") => "article-newspaper",
        Some("Report") => "report",
        Some("Data") => "dataset",
        _ if !work::address(source).is_empty() => "webpage",
        _ => "document",
    }
}
