//! What is to be written, how it goes on, and the stream in which large sets are written.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread;

use thiserror::Error;

use crate::dataset::decode::About;
use crate::dataset::{Dataset, Ix, Watch};
use crate::model::{Id, Record, Text};
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
    #[must_use]
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
    #[must_use]
    pub fn of_story(dataset: &'a Dataset, words: &'a Words, story: ToldStory) -> Self {
        Self { story: Some(story), ..Self::new(dataset, words, &[], ExportNote::default()) }
    }

    /// How a report tells of the records.
    #[must_use]
    pub fn with_form(mut self, form: ReportForm) -> Self {
        self.form = form;
        self
    }

    /// In a table of text, these columns.
    #[must_use]
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
        let gone = dataset.links(ix).iter().filter(|link| !self.has(link.to));
        let mut ids: Vec<&Id> = gone.filter_map(|link| Some(&dataset.record(link.to)?.id)).collect();
        let known = &dataset.about.outside;
        if !known.is_empty() {
            let unknown = record.links().map(|(_, id)| id).filter(|id| dataset.ix(id).is_none());
            ids.extend(unknown.filter(|id| known.contains(id)));
        }
        // most citations are of the source of the one before
        let mut last: Option<&Id> = None;
        record.each_cite(|cite| {
            let source = &cite.source;
            if last.replace(source).is_some_and(|last| last == source) {
                return;
            }
            if dataset.ix(source).map_or_else(|| known.contains(source), |to| !self.has(to)) {
                ids.push(source);
            }
        });
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
/// Sets that are not worth a second thread.
const SMALL: usize = 4 * BATCH;
const MOST_THREADS: usize = 4;

/// Writes records one by one in their order, several threads making the bytes of large sets.
///
/// Each thread has a worker of its own, which is given a record's position and appends its bytes.
/// Memory holds a few batches, however many records there are.
pub(super) fn stream<W: FnMut(usize, Ix, &Record, &mut Vec<u8>)>(
    job: &Job<'_>,
    out: &mut ExportOut<'_>,
    worker: impl Fn() -> W + Sync,
) -> io::Result<()> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    if threads == 1 || job.rows.len() <= SMALL {
        let (mut bytes, mut each) = (Vec::new(), worker());
        for (batch, rows) in job.rows.chunks(BATCH).enumerate() {
            bytes.clear();
            fill(job, batch, rows, &mut each, &mut bytes);
            out.put(&bytes)?;
            out.tick(rows.len())?;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let worker = &worker;
        let made: Vec<BatchQueue> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(2);
                // what has been written is filled again
                let (back, used) = channel::<Vec<u8>>();
                scope.spawn(move || {
                    let mut each = worker();
                    for (batch, rows) in job.rows.chunks(BATCH).enumerate().skip(first).step_by(threads) {
                        let mut bytes = used.try_recv().unwrap_or_default();
                        bytes.clear();
                        fill(job, batch, rows, &mut each, &mut bytes);
                        // nobody takes any more once writing has failed
                        if sender.send((rows.len(), bytes)).is_err() {
                            return;
                        }
                    }
                });
                (receiver, back)
            })
            .collect();
        for (receiver, back) in made.iter().cycle() {
            let Ok((records, bytes)) = receiver.recv() else { break };
            out.put(&bytes)?;
            out.tick(records)?;
            let _ended = back.send(bytes);
        }
        Ok(())
    })
}

/// Where the batches of one thread come from, with how many records each holds, and where they go
/// once they have been written.
type BatchQueue = (Receiver<(usize, Vec<u8>)>, Sender<Vec<u8>>);

fn fill(
    job: &Job<'_>,
    batch: usize,
    rows: &[Ix],
    each: &mut impl FnMut(usize, Ix, &Record, &mut Vec<u8>),
    bytes: &mut Vec<u8>,
) {
    for (at, ix) in rows.iter().enumerate() {
        if let Some(record) = job.dataset.record(*ix) {
            each(batch * BATCH + at, *ix, record, bytes);
        }
    }
}
