//! JSON with everything that the schema knows, under the names that the dataset's files use; one
//! record a line.

use std::io;

use serde_json::Value;

use crate::dataset::boundaries::boundaries;
use crate::dataset::{Dataset, Ix};
use crate::model::{Cite, Record};

use super::iso;
use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{LossTally, Survey};
use super::notation::Notation;
use super::walk::{self, Sink};

pub(super) struct Json;

impl FormatWriter for Json {
    fn count_losses(&self, job: &Job<'_>, ix: Ix, _record: &Record, tally: &mut LossTally) -> bool {
        tally.outside(job, ix);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut head = b"{\n".to_vec();
        heading(job, survey, &mut head);
        head.extend(b",\n\"records\":[");
        out.put(&head)?;
        stream(job, out, || {
            |at, ix, one, bytes| {
                bytes.extend(if at == 0 { &b"\n"[..] } else { b",\n" });
                put(job.dataset, ix, one, bytes);
            }
        })?;
        out.put(b"\n]}\n")
    }
}

/// What an export says about itself, a member a line: the dataset, the filter (also in words), the
/// count and what is not in it.
pub(super) fn heading(job: &Job<'_>, survey: &Survey, bytes: &mut Vec<u8>) {
    let mut json = Notation(bytes);
    json.key("dataset");
    walk::about(&job.about(|_, _| false), &mut json);
    json.0.extend(b",\n");
    json.key("filter");
    json.text(&job.note.filter);
    for (name, text) in [("shown", Some(&job.note.sentence)), ("generated", job.note.generated.as_ref())] {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            json.0.extend(b",\n");
            json.some(name, text);
        }
    }
    json.0.extend(b",\n");
    edition(&mut json);
    json.0.extend(b",\n");
    json.key("count");
    json.number(survey.written as f64);
    if !survey.losses.is_empty() {
        json.0.extend(b",\n");
        json.texts("losses", survey.losses_in_words(job.words));
    }
}

/// The edition of the boundaries against which positions hold.
pub(super) fn edition(json: &mut Notation<'_>) {
    let drawn = boundaries();
    json.key("boundaries");
    json.open("");
    json.some("edition", &drawn.edition);
    json.some("attribution", &drawn.attribution);
    json.some("provinces_valid", &drawn.provinces_valid);
    json.close();
}

/// One record: `kind`, every field that the schema knows, the four `bounds` of its date, and under
/// `unknown` the fields that the schema does not know.
fn put(dataset: &Dataset, ix: Ix, record: &Record, bytes: &mut Vec<u8>) {
    let mut json = Notation(bytes);
    json.open("");
    json.some("kind", record.kind.slug());
    walk::record(record, &mut Members(&mut json, 0));
    if let Some(bounds) = dataset.bounds(ix) {
        json.key("bounds");
        json.open("");
        for (name, bound) in iso::BOUNDS.into_iter().zip(iso::bounds(Some(bounds))) {
            json.key(name);
            match bound {
                Some(moment) => iso::push_quoted(moment, json.0),
                None => json.null(),
            }
        }
        json.close();
    }
    derived_date(record, &mut json);
    unknown(record, &mut json);
    json.close();
}

/// A date that the record takes from its occasion, under names that are passed over when it is read
/// back.
pub(super) fn derived_date(record: &Record, json: &mut Notation<'_>) {
    if let (Some(date), Some(from)) = (&record.date, record.dated_from()) {
        json.some("derived_date", date.as_str());
        json.some("derived_from", from);
    }
}

/// Under `unknown`, the fields that the schema does not know.
pub(super) fn unknown(record: &Record, json: &mut Notation<'_>) {
    if record.extra.is_empty() {
        return;
    }
    json.key("unknown");
    json.open("");
    for (name, node) in &record.extra {
        json.key(name);
        json.tree(&node.tree);
    }
    json.close();
}

/// The members of a record without the braces around them, to be put among others.
struct Members<'a, 'b>(&'a mut Notation<'b>, usize);

impl Sink for Members<'_, '_> {
    fn open(&mut self, name: &str) {
        self.1 += 1;
        if self.1 > 1 {
            self.0.open(name);
        }
    }

    fn close(&mut self) {
        if self.1 > 1 {
            self.0.close();
        }
        self.1 -= 1;
    }

    fn list(&mut self) {
        self.0.list();
    }

    fn end(&mut self) {
        self.0.end();
    }

    fn key(&mut self, name: &str) {
        self.0.key(name);
    }

    fn text(&mut self, text: &str) {
        self.0.text(text);
    }

    fn word(&mut self, word: &str) {
        self.0.word(word);
    }

    fn number(&mut self, number: f64) {
        self.0.number(number);
    }

    fn cite(&mut self, cite: &Cite) {
        self.0.cite(cite);
    }
}

/// One record as a value, in the form of the export.
pub fn record(dataset: &Dataset, ix: Ix) -> Option<Value> {
    let mut bytes = Vec::new();
    put(dataset, ix, dataset.record(ix)?, &mut bytes);
    serde_json::from_slice(&bytes).ok()
}
