//! Reports: the whole pages of the records, or a list of them by kind, with the citations as
//! numbered notes. What a part looks like is left to a [`Pen`].

use std::io;

use crate::dataset::Ix;
use crate::model::{Field, Item, Record};
use crate::pages::report::{Footnote, KINDS, Notes, Part, dossier, listed};
use crate::pages::{Block, Reader};

use super::job::{Job, Out};
use super::loss::{Fields, Lost, Survey, Tally};
use super::prose;

/// What a line of a list says.
const LISTED: Fields = Fields::of(&[Field::Confidence, Field::Caveat]);

/// What is lost of a record.
pub(super) fn weigh(job: &Job<'_>, record: &Record, tally: &mut Tally) -> bool {
    if !job.pages {
        tally.fields(record, LISTED);
        tally.add_if(!record.note.is_empty(), Lost::Notes);
        tally.add_if(record.links().next().is_some(), Lost::Relations);
        tally.pinyin(record);
    }
    true
}

/// Writes the parts of a report in some notation.
pub(super) trait Pen {
    /// The title, and the lines under it.
    fn begin(&mut self, title: &str, lead: &[String]);
    /// A part begins; `only` when it is the only one, whose title is that of the report.
    fn part(&mut self, part: &Part, only: bool);
    /// What the block cites gets its numbers on the way.
    fn block(&mut self, block: &Block, notes: &mut Notes);
    /// What is not in it, and the notes.
    fn end(&mut self, losses: &[String], notes: &[Footnote]);
    /// The bytes since the last call.
    fn take(&mut self) -> Vec<u8>;
}

pub(super) fn write(job: &Job<'_>, survey: &Survey, out: &mut Out<'_>, pen: &mut impl Pen) -> io::Result<()> {
    let reader = Reader { dataset: job.dataset, words: job.words };
    let about = job.dataset.about.name.get(job.words.lang());
    let only = match job.rows.as_slice() {
        [one] if job.pages => job.dataset.record(*one),
        _ => None,
    };
    pen.begin(only.map_or(about, |record| prose::name(job, record)), &prose::heading(job, survey));
    let mut notes = Notes::default();
    if job.pages {
        for (_, record) in job.records() {
            if let Some(part) = dossier(&reader, &Item::Record(record.id.clone())) {
                pen.part(&part, only.is_some());
                part.blocks.iter().for_each(|block| pen.block(block, &mut notes));
            }
            out.put(&pen.take())?;
            out.tick(1)?;
        }
    } else {
        list(job, &reader, &mut notes, out, pen)?;
    }
    pen.end(&survey.losses_in_words(job.words), &notes.footnotes(&reader));
    out.put(&pen.take())
}

fn list(
    job: &Job<'_>,
    reader: &Reader<'_>,
    notes: &mut Notes,
    out: &mut Out<'_>,
    pen: &mut impl Pen,
) -> io::Result<()> {
    for kind in KINDS {
        let mut rows: Vec<Ix> = job.records().filter(|(_, record)| record.kind == kind).map(|(ix, _)| ix).collect();
        if rows.is_empty() {
            continue;
        }
        // a report is read in the order of time, whatever the list on the screen is sorted by
        rows.sort_by_key(|ix| {
            let bounds = job.dataset.bounds(*ix);
            (bounds.is_none(), bounds.and_then(|bounds| bounds.possible().from))
        });
        let title = format!("{} ({})", job.words.kinds(kind), rows.len());
        let group = Part { item: None, eyebrow: String::new(), title, other_names: Vec::new(), blocks: Vec::new() };
        pen.part(&group, false);
        for ix in rows {
            listed(reader, ix).iter().for_each(|block| pen.block(block, notes));
            out.put(&pen.take())?;
            out.tick(1)?;
        }
    }
    Ok(())
}
