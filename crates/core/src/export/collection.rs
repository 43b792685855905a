//! A report of the whole pages of so many records that nobody could hand it on: what has a time, and gates,
//! keep their pages, in which what refers to them is one line a kind; registers are a line each.

use std::io;

use crate::model::{Cite, Item, Kind, Record};
use crate::pages::listed::listed;
use crate::pages::quotes::Quotes;
use crate::pages::report::KINDS;
use crate::pages::{ListEntry, PageBlock, PageRun, PageSection, PromiseRemark, PromiseStep, Reader};

use super::figure::Figures;
use super::job::{ExportOut, Job};
use super::report::{ReportPen, group, of_kind, page};
use super::scope::ReportForm;

/// Records that can still all have their pages.
const MOST_PAGES: usize = 200;

/// Whether a report is of so many.
pub(super) fn is_collection(job: &Job<'_>) -> bool {
    job.form == ReportForm::Pages && job.rows.len() > MOST_PAGES && job.story.is_none()
}

/// Whether a record of this kind is a line of it. What a page says of one stands in those of the others.
pub(super) fn is_line(kind: Kind) -> bool {
    matches!(kind, Kind::Place | Kind::Person | Kind::Organisation | Kind::Topic | Kind::Source)
}

/// Writes the pages in the order of kinds and of time, and registers as lists.
pub(super) fn write(
    job: &Job<'_>,
    reader: &Reader<'_>,
    notes: &mut Quotes,
    out: &mut ExportOut<'_>,
    pen: &mut impl ReportPen,
) -> io::Result<()> {
    let none = Figures::default();
    for kind in KINDS {
        let rows = of_kind(job, kind);
        if is_line(kind) && !rows.is_empty() {
            pen.part(&group(job, kind, rows.len()), false, &none);
        }
        for ix in rows {
            if is_line(kind) {
                listed(reader, ix).iter().for_each(|entry| pen.listed(entry, notes));
            } else if let Some((mut part, _)) = page(job, reader, ix) {
                // a gate is what such a report is looked into for: there each entry keeps its line
                if kind != Kind::Gate {
                    part.blocks = gathered(job, part.blocks);
                    part.other_names.clear();
                }
                pen.part(&part, false, &none);
                part.blocks.iter().for_each(|block| pen.block(block, notes));
            }
            out.put(&pen.take())?;
            out.tick(1)?;
        }
    }
    Ok(())
}

/// What a page says of records that have places of their own, in short: the entries under a heading are one
/// line with the heading for its label, and of the steps of a promise only those stay that somebody links with
/// it. What else is told of them stands there.
fn gathered(job: &Job<'_>, blocks: Vec<PageBlock>) -> Vec<PageBlock> {
    let mut out: Vec<PageBlock> = Vec::with_capacity(blocks.len());
    // whether the last block is such a line
    let mut gathers = false;
    for block in blocks {
        let entry = matches!(block, PageBlock::Entry(_));
        match (block, out.last_mut()) {
            (PageBlock::Entry(entry), Some(PageBlock::Line { runs, .. })) if gathers => runs.push(name(job, &entry)),
            (PageBlock::Entry(entry), Some(PageBlock::Heading { text, .. })) if job.has(entry.ix) => {
                let label = std::mem::take(text);
                out.pop();
                out.push(PageBlock::Line { label, runs: vec![name(job, &entry)], cites: Vec::new() });
                gathers = true;
            }
            (PageBlock::Step(step), _) if step.computed && is_here(job, &step.name) => {
                let heading = out.iter_mut().rev().find(|block| matches!(block, PageBlock::Heading { .. }));
                if let Some(PageBlock::Heading { count: Some(count), .. }) = heading {
                    *count = count.saturating_sub(1);
                }
            }
            (PageBlock::Step(step), _) if is_here(job, &step.name) => {
                let (text, caution, cites) = <(String, String, Vec<Cite>)>::default();
                out.push(PageBlock::Step(PromiseStep { text, caution, cites, ..step }));
            }
            // a note stands out without a heading, how old a promise is says its date, that nothing is known
            // of it its state, and what is worked out is left out
            (PageBlock::Note { text }, Some(PageBlock::Heading { section: PageSection::Notes, .. })) => {
                out.pop();
                out.push(PageBlock::Note { text });
            }
            (PageBlock::OfPromise(PromiseRemark::Silence, _), Some(PageBlock::Heading { .. })) => drop(out.pop()),
            (PageBlock::OfPromise(..), _) => {}
            (block, _) => out.push(block),
        }
        gathers &= entry;
    }
    // of some there is nothing left
    out.retain(|block| !matches!(block, PageBlock::Heading { count: Some(0), .. }));
    out
}

fn is_here(job: &Job<'_>, name: &PageRun) -> bool {
    matches!(name, PageRun::Link(item, _) if job.dataset.ix(item.record()).is_some_and(|ix| job.has(ix)))
}

fn dated(date: &str, name: PageRun) -> PageRun {
    match name {
        PageRun::Link(item, name) if !date.is_empty() => PageRun::Link(item, format!("{date} {name}")),
        name => name,
    }
}

/// When, what, and of a promise how it stands.
fn name(job: &Job<'_>, entry: &ListEntry) -> PageRun {
    let date = job.dataset.record(entry.ix).and_then(|record: &Record| record.date.as_ref());
    let date = date.map(|date| job.words.date_short(date)).unwrap_or_default();
    let pill = entry.pill.as_ref().filter(|_| entry.kind == Kind::Commitment);
    let pill = pill.map(|pill| format!(" ({})", pill.text)).unwrap_or_default();
    dated(&date, PageRun::Link(Item::Record(entry.id.clone()), format!("{}{pill}", entry.name)))
}
