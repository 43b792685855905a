//! What is to be written, how it goes on, and the stream in which large sets are written.

use std::collections::BTreeSet;
use std::io::{self, Write};

use thiserror::Error;

use crate::dataset::decode::About;
use crate::dataset::parallel::in_order;
use crate::dataset::{Dataset, Ix, Watch};
use crate::model::{Id, Record, Text, Value};
use crate::pages::story::ToldStory;
use crate::query::bits::FixedBitSet;
use crate::words::Words;

use super::loss::{LossTally, Survey};
use super::scope::{ColumnSet, ReportForm};

/// What the export says about itself, where the format has room for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportNote {
    /// The query that chose the records; empty when all of them were taken.
    pub filter: String,
    /// The same in words; empty where nobody reads.
    pub sentence: String,
    /// When it was made, ISO 8601; left out where none is given.
    pub generated: Option<String>,
}

/// The records to write, in order, with what is needed to write them.
#[derive(Debug)]
pub struct Job<'a> {
    pub(super) dataset: &'a Dataset,
    /// The reader's language, for formats that have room for one, and for reports.
    pub(super) words: &'a Words,
    /// Each once.
    pub(super) rows: Vec<Ix>,
    inside: FixedBitSet,
    pub(super) note: ExportNote,
    /// How a report tells of the records.
    pub(super) form: ReportForm,
    /// Which columns a table of text has.
    pub(super) columns: ColumnSet,
    /// What a report tells step by step instead of its records.
    pub(super) story: Option<ToldStory>,
}

impl<'a> Job<'a> {
    /// A row that comes twice is taken once.
    pub fn new(dataset: &'a Dataset, words: &'a Words, rows: &[Ix], note: ExportNote) -> Self {
        let mut inside = FixedBitSet::with_capacity(dataset.len());
        let mut once = Vec::with_capacity(rows.len());
        for ix in rows {
            if ix.row() < dataset.len() && !inside.contains(ix.row()) {
                inside.insert(ix.row());
                once.push(*ix);
            }
        }
        Self { dataset, words, rows: once, inside, note, form: ReportForm::List, columns: ColumnSet::All, story: None }
    }

    /// A report of a story; only reports can tell one.
    pub fn of_story(dataset: &'a Dataset, words: &'a Words, story: ToldStory) -> Self {
        Self { story: Some(story), ..Self::new(dataset, words, &[], ExportNote::default()) }
    }

    /// How a report tells of the records.
    pub fn with_form(mut self, form: ReportForm) -> Self {
        self.form = form;
        self
    }

    /// In a table of text, these columns.
    pub fn with_columns(mut self, columns: ColumnSet) -> Self {
        self.columns = columns;
        self
    }

    /// Whether the record is among those written.
    pub(super) fn has(&self, ix: Ix) -> bool {
        self.inside.contains(ix.row())
    }

    pub(super) fn is_all(&self) -> bool {
        self.rows.len() == self.dataset.len()
    }

    /// Whether records may name others that are not among those written.
    pub(super) fn is_part(&self) -> bool {
        !self.is_all() || !self.dataset.about.outside.is_empty()
    }

    /// Ids that a record names and that are known to be elsewhere, each once. Links have been looked up when
    /// the dataset was indexed: to do so again by their ids would be most of what a row costs.
    pub(super) fn outside(&self, ix: Ix, record: &'a Record) -> Vec<&'a Id> {
        let dataset = self.dataset;
        let named = dataset.links(ix).iter().map(|link| link.to).chain(dataset.cited(ix).iter().copied());
        let gone = named.filter(|to| !self.has(*to));
        let mut ids: Vec<&Id> = gone.filter_map(|to| Some(&dataset.record(to)?.id)).collect();
        let known = &dataset.about.outside;
        if !known.is_empty() {
            let unknown = record.links().map(|(_, id)| id).filter(|id| dataset.ix(id).is_none());
            ids.extend(unknown.filter(|id| known.contains(id)));
            record.each_cite(|cite| {
                ids.extend(Some(&cite.source).filter(|id| dataset.ix(id).is_none() && known.contains(id)));
            });
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What the file says about the dataset that it is a part of: also which ids its records name that
    /// are not in it. `left` are records that the format has no room for.
    pub(super) fn about(&self, left: impl Fn(Ix, &Record) -> bool) -> About {
        let mut about = self.dataset.about.clone();
        let mut outside: BTreeSet<&str> = about.outside.iter().map(|id| &**id).collect();
        let known = self.dataset;
        let is_out =
            |id: &Id| known.ix(id).is_some_and(|to| !self.has(to) || known.record(to).is_some_and(|of| left(to, of)));
        for (ix, record) in self.records() {
            if left(ix, record) {
                continue;
            }
            outside.extend(record.links().filter(|(_, id)| is_out(id)).map(|(_, id)| &**id));
            record.each_cite(|cite| {
                if is_out(&cite.source) {
                    outside.insert(&cite.source);
                }
            });
        }
        let outside = outside.into_iter().map(Id::from).collect();
        if about.id.is_empty() && !self.is_all() {
            // what is a part must say of what, and a folder of files may have no name
            about.id = Id::from("part");
            about.name = Text::new("Trích", "Extract", "");
        }
        About { outside, ..about }
    }

    pub(super) fn records(&self) -> impl Iterator<Item = (Ix, &'a Record)> {
        self.rows.iter().filter_map(|ix| Some((*ix, self.dataset.record(*ix)?)))
    }
}

/// Why nothing was written, or not all of it.
#[derive(Debug, Error)]
pub enum Stopped {
    #[error("the export was cancelled")]
    Cancelled,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Where bytes go, with the progress that they make.
pub(super) struct ExportOut<'a> {
    to: &'a mut (dyn Write + Send),
    watch: &'a Watch,
}

impl<'a> ExportOut<'a> {
    pub(super) fn new(to: &'a mut (dyn Write + Send), watch: &'a Watch) -> Self {
        Self { to, watch }
    }

    /// Where bytes go, for a writer that wraps them.
    pub(super) fn parts(&mut self) -> (&mut (dyn Write + Send), &'a Watch) {
        (self.to, self.watch)
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    /// So many records more are done. Fails when the work was cancelled.
    pub(super) fn tick(&self, records: usize) -> io::Result<()> {
        self.watch.advance(records);
        if self.watch.is_cancelled() { Err(io::Error::other(Stopped::Cancelled)) } else { Ok(()) }
    }
}

/// A format: how it is written, and what it can't say.
pub(super) trait FormatWriter: Sync {
    /// Counts what the format leaves unsaid of one record. Whether the record gets into the file.
    fn count_losses(&self, job: &Job<'_>, ix: Ix, record: &Record, tally: &mut LossTally) -> bool;

    /// What the file holds instead of the records; none when it holds these.
    fn units(&self, _job: &Job<'_>) -> Option<Vec<Ix>> {
        None
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()>;
}

/// Records that are worked on as one, and may be held in memory so many times over.
const BATCH: usize = 512;
/// Records that are looked at before they are written.
const AHEAD: usize = 32;
/// Sets that are not worth a second thread.
const SMALL: usize = 4 * BATCH;

/// Writes records one by one in their order, several threads making the bytes of large sets.
///
/// Each thread has a worker of its own, which is given a record's position and appends its bytes.
/// Memory holds a few batches, however many records there are.
pub(super) fn stream<W: FnMut(usize, Ix, &Record, &mut Vec<u8>)>(
    job: &Job<'_>,
    out: &mut ExportOut<'_>,
    worker: impl Fn() -> W + Sync,
) -> io::Result<()> {
    if job.rows.len() <= SMALL {
        let (mut bytes, mut each) = (Vec::new(), worker());
        for (batch, rows) in job.rows.chunks(BATCH).enumerate() {
            bytes.clear();
            fill(job, batch, rows, &mut each, &mut bytes);
            out.put(&bytes)?;
            out.tick(rows.len())?;
        }
        return Ok(());
    }
    let mut outcome = Ok(());
    in_order(
        |send| job.rows.chunks(BATCH).enumerate().all(send),
        || {
            let (mut each, mut room) = (worker(), 0);
            move |(batch, rows): (usize, &[Ix])| {
                // batches are about as long as each other, and what grows is copied
                let mut bytes = Vec::with_capacity(room);
                fill(job, batch, rows, &mut each, &mut bytes);
                room = room.max(bytes.len() + bytes.len() / 8);
                (rows.len(), bytes)
            }
        },
        |(records, bytes)| {
            outcome = out.put(&bytes).and_then(|()| out.tick(records));
            outcome.is_ok()
        },
    );
    outcome
}

fn fill(
    job: &Job<'_>,
    batch: usize,
    rows: &[Ix],
    each: &mut impl FnMut(usize, Ix, &Record, &mut Vec<u8>),
    bytes: &mut Vec<u8>,
) {
    for (part, rows) in rows.chunks(AHEAD).enumerate() {
        warm(job.dataset, rows);
        for (at, ix) in rows.iter().enumerate() {
            if let Some(record) = job.dataset.record(*ix) {
                each(batch * BATCH + part * AHEAD + at, *ix, record, bytes);
            }
        }
    }
}

/// Brings into the processor's cache what the rows are made of. A large set lies all over memory: looked at in a row,
/// its pieces arrive together, where a writer would wait for each of them. A third of the time of an export.
fn warm(dataset: &Dataset, rows: &[Ix]) {
    let mut seen = 0_usize;
    let mut look = |text: &str| seen += usize::from(text.as_bytes().first().copied().unwrap_or_default());
    for ix in rows {
        let Some(record) = dataset.record(*ix) else { continue };
        look(&record.id);
        record.cite.iter().for_each(|cite| look(&cite.source));
        let own = record.fields.iter().filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        for text in [&record.name, &record.summary, &record.note].into_iter().chain(own) {
            [&text.vi, &text.en, &text.zh].into_iter().for_each(|form| look(form));
        }
    }
    let links: usize = rows.iter().map(|ix| dataset.links(*ix).first().map_or(0, |link| link.to.row())).sum();
    std::hint::black_box(seen + links);
}
