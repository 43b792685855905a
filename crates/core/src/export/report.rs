//! Reports: the whole pages of the records, a briefing of each, or a list of them by kind, with
//! where and when they are as drawings and the citations as notes. What a part looks like is left
//! to a [`ReportPen`].

use std::io;

use crate::dataset::Ix;
use crate::dataset::place::linked;
use crate::model::{Field, Item, Kind, Record};
use crate::pages::along::{self, Along, GateOrder, along, told};
use crate::pages::briefing::{briefing, concerned, subjects};
use crate::pages::listed::{Listed, listed};
use crate::pages::quotes::{NumberedNote, Quotes};
use crate::pages::report::{KINDS, ReportPart, begun, dossier};
use crate::pages::story::ToldStory;
use crate::pages::{PageBlock, Reader};

use super::collection;
use super::figure::{self, FigureSizes, Figures};
use super::job::{ExportOut, Job};
use super::loss::{Fields, LossTally, LostPart, Survey};
use super::prose;
use super::scope::ReportForm;

/// What a line of a list says.
const LISTED: Fields = Fields::new(&[
    Field::Confidence,
    Field::Caveat,
    Field::Standing,
    Field::State,
    Field::Status,
    Field::Parties,
    Field::SignedAt,
    Field::Venues,
    Field::By,
    Field::UndertakenAt,
    Field::Value,
    Field::Unit,
    Field::PartOf,
    Field::Seat,
    Field::Posts,
    Field::Publisher,
    Field::Published,
    Field::Address,
]);

/// What is told of a gate where all stand along the border.
const GATE: Fields = Fields::new(&[
    Field::Class,
    Field::ClassCn,
    Field::Status,
    Field::Form,
    Field::Vn,
    Field::Cn,
    Field::Counterpart,
    Field::Confidence,
    Field::Caveat,
]);

/// Pages that have drawings of their own, and entries with their texts; of more there is one drawing
/// of all.
pub(super) const DRAWN: usize = 12;

/// What is lost of a record.
pub(super) fn count_losses(job: &Job<'_>, record: &Record, tally: &mut LossTally) -> bool {
    if job.form == ReportForm::Along && !is_along(job, record) {
        return false;
    }
    if job.form == ReportForm::Briefing {
        // a sheet is a choice, and says itself how much there is beside it
        tally.add_if(record.links().next().is_some(), LostPart::Relations);
    } else if job.form != ReportForm::Pages || collection::is_collection(job) && collection::is_line(record.kind) {
        let gate = job.form == ReportForm::Along && record.kind == Kind::Gate;
        tally.fields(record, if gate { GATE } else { LISTED });
        tally.add_if(!record.note.is_empty(), LostPart::Notes);
        tally.add_if(record.links().next().is_some(), LostPart::Relations);
        tally.pinyin(record);
    }
    true
}

/// Whether the record is a gate or one of those that concern one.
fn is_along(job: &Job<'_>, record: &Record) -> bool {
    let subject = along::subject(job.dataset);
    let kind = if subject == Kind::Gate {
        matches!(record.kind, Kind::Agreement | Kind::Commitment | Kind::Meeting)
    } else {
        record.kind.is_event()
    };
    record.kind == subject || kind && !linked(job.dataset, record, subject).is_empty()
}

/// What stands at the head of a report.
pub(super) struct ReportOpening<'a> {
    pub(super) title: &'a str,
    /// The lines under the title.
    pub(super) lead: &'a [String],
    /// Whether the end says what is not in it.
    pub(super) leaves_out: bool,
    pub(super) figures: &'a Figures,
}

/// Writes the parts of a report in some notation.
pub(super) trait ReportPen {
    /// How large its drawings are; none where it has none.
    fn sizes(&self) -> Option<FigureSizes>;
    fn begin(&mut self, opening: &ReportOpening<'_>);
    /// Whether a briefing stays on its sheet, where there are sheets.
    fn fits(&self, _part: &ReportPart, _only: bool, _figures: &Figures) -> bool {
        true
    }
    /// A part begins; `only` when it is the only one, whose title is that of the report.
    fn part(&mut self, part: &ReportPart, only: bool, figures: &Figures);
    /// An entry of a list. What it cites gets its numbers on the way, as in a block.
    fn listed(&mut self, entry: &Listed, notes: &mut Quotes);
    fn block(&mut self, block: &PageBlock, notes: &mut Quotes);
    /// What is not in it, in a sentence, and the notes.
    fn end(&mut self, left_out: &str, notes: &[NumberedNote]);
    /// The bytes since the last call.
    fn take(&mut self) -> Vec<u8>;
}

pub(super) fn write(
    job: &Job<'_>,
    survey: &Survey,
    out: &mut ExportOut<'_>,
    pen: &mut impl ReportPen,
) -> io::Result<()> {
    let reader = Reader { dataset: job.dataset, words: job.words };
    if let Some(story) = &job.story {
        return tell(job, &reader, story, out, pen);
    }
    let about = job.dataset.about.name.get(job.words.lang());
    let rows = if job.form == ReportForm::Briefing { subjects(&reader, &job.rows) } else { job.rows.clone() };
    let only = match rows.as_slice() {
        [one] if matches!(job.form, ReportForm::Pages | ReportForm::Briefing) => job.dataset.record(*one),
        _ => None,
    };
    let each = match job.form {
        ReportForm::List | ReportForm::Along => false,
        ReportForm::Pages => rows.len() <= DRAWN,
        ReportForm::Briefing => true,
    };
    let sizes = pen.sizes();
    let border = (job.form == ReportForm::Along).then(|| along(&reader, &|ix| job.has(ix), GateOrder::Place));
    let whole = match &border {
        Some(border) => {
            Figures { strip: sizes.and_then(|_| figure::along::draw(&reader, border)), ..Figures::default() }
        }
        None if each => Figures::default(),
        None => drawn(&reader, &rows, None, sizes),
    };
    let left_out = survey.losses_in_short(job.words).join("; ");
    // the title of a page says already what it is of
    let lead =
        only.map_or_else(|| prose::heading(job, survey), |_| vec![prose::release(&job.dataset.about, job.words)]);
    pen.begin(&ReportOpening {
        title: only.map_or(about, |record| prose::name(job, record)),
        lead: &lead,
        leaves_out: !left_out.is_empty(),
        figures: &whole,
    });
    let mut notes = Quotes::default();
    if let Some(border) = &border {
        gates(&reader, border, &mut notes, out, pen)?;
    } else if job.form == ReportForm::List {
        list(job, &reader, &mut notes, out, pen)?;
    } else if collection::is_collection(job) {
        collection::write(job, &reader, &mut notes, out, pen)?;
    } else {
        for ix in &rows {
            let told = match job.form {
                ReportForm::Briefing => brief(job, &reader, *ix, only.is_some(), pen),
                _ => page(job, &reader, *ix).map(|(part, near)| {
                    let own = if each { drawn(&reader, &near, Some(*ix), sizes) } else { Figures::default() };
                    (part, own)
                }),
            };
            if let Some((part, own)) = told {
                pen.part(&part, only.is_some(), &own);
                part.blocks.iter().for_each(|block| pen.block(block, &mut notes));
            }
            out.put(&pen.take())?;
            out.tick(1)?;
        }
    }
    // where sources have lines of their own these say the rest
    let notes = if collection::is_collection(job) { notes.short_notes(&reader) } else { notes.notes(&reader) };
    pen.end(&left_out, &notes);
    out.put(&pen.take())
}

/// All gates in a table, then each with what concerns it.
fn gates(
    reader: &Reader<'_>,
    border: &Along,
    notes: &mut Quotes,
    out: &mut ExportOut<'_>,
    pen: &mut impl ReportPen,
) -> io::Result<()> {
    if border.rows.is_empty() {
        return Ok(());
    }
    let parts = std::iter::once(told::overview(reader, border));
    for part in parts.chain(border.rows.iter().filter_map(|row| told::part(reader, border, row))) {
        pen.part(&part, false, &Figures::default());
        part.blocks.iter().for_each(|block| pen.block(block, notes));
        out.put(&pen.take())?;
        out.tick(1)?;
    }
    Ok(())
}

/// A story, a part a step.
fn tell(
    job: &Job<'_>,
    reader: &Reader<'_>,
    story: &ToldStory,
    out: &mut ExportOut<'_>,
    pen: &mut impl ReportPen,
) -> io::Result<()> {
    let (lead, none) = (vec![prose::release(&job.dataset.about, job.words)], Figures::default());
    pen.begin(&ReportOpening { title: &story.title, lead: &lead, leaves_out: false, figures: &none });
    let mut notes = Quotes::default();
    for scene in &story.scenes {
        let own = pen.sizes().map(|sizes| Figures::seen(reader, &scene.rows, &scene.lens, sizes)).unwrap_or_default();
        pen.part(&scene.part, false, &own);
        scene.part.blocks.iter().for_each(|block| pen.block(block, &mut notes));
        out.put(&pen.take())?;
        out.tick(1)?;
    }
    pen.end("", &notes.notes(reader));
    out.put(&pen.take())
}

fn drawn(reader: &Reader<'_>, rows: &[Ix], centre: Option<Ix>, sizes: Option<FigureSizes>) -> Figures {
    sizes.map(|sizes| Figures::for_rows(reader, rows, centre, sizes)).unwrap_or_default()
}

/// The page of a record as the report tells it, and the records that it is drawn with.
pub(super) fn page(job: &Job<'_>, reader: &Reader<'_>, ix: Ix) -> Option<(ReportPart, Vec<Ix>)> {
    let item = Item::Record(job.dataset.record(ix)?.id.clone());
    let mut part = dossier(reader, &item)?;
    if job.rows.len() > DRAWN {
        part.blocks.iter_mut().for_each(|block| shorten(job, block));
    }
    let near = with(concerned(&part.blocks), ix);
    Some((part, near))
}

/// Leaves only what and when of an entry that has a page of its own in the report: what it says and
/// cites would stand in a large report a dozen times.
fn shorten(job: &Job<'_>, block: &mut PageBlock) {
    if let PageBlock::Entry(entry) = block
        && job.has(entry.ix)
    {
        entry.said.clear();
        entry.cites.clear();
        entry.caution.clear();
    }
}

/// The briefing of a record, as full as one sheet has room for.
fn brief(
    job: &Job<'_>,
    reader: &Reader<'_>,
    ix: Ix,
    only: bool,
    pen: &impl ReportPen,
) -> Option<(ReportPart, Figures)> {
    let item = Item::Record(job.dataset.record(ix)?.id.clone());
    let briefing = briefing(reader, &item)?;
    let all = drawn(reader, &with(briefing.rows.clone(), ix), Some(ix), pen.sizes());
    let (part, drawings) = briefing.sheet(|part, drawings| pen.fits(part, only, &all.kept(drawings)));
    Some((part, all.kept(drawings)))
}

fn with(mut rows: Vec<Ix>, ix: Ix) -> Vec<Ix> {
    rows.push(ix);
    rows
}

fn list(
    job: &Job<'_>,
    reader: &Reader<'_>,
    notes: &mut Quotes,
    out: &mut ExportOut<'_>,
    pen: &mut impl ReportPen,
) -> io::Result<()> {
    for kind in KINDS {
        let rows = of_kind(job, kind);
        if rows.is_empty() {
            continue;
        }
        pen.part(&group(job, kind, rows.len()), false, &Figures::default());
        for ix in rows {
            listed(reader, ix).iter().for_each(|entry| pen.listed(entry, notes));
            out.put(&pen.take())?;
            out.tick(1)?;
        }
    }
    Ok(())
}

/// The records of a kind. A report is read in the order of time, whatever the list on the screen is sorted by.
pub(super) fn of_kind(job: &Job<'_>, kind: Kind) -> Vec<Ix> {
    let mut rows: Vec<Ix> = job.records().filter(|(_, record)| record.kind == kind).map(|(ix, _)| ix).collect();
    rows.sort_by_key(|ix| begun(job.dataset, *ix));
    rows
}

/// The head of so many records of a kind.
pub(super) fn group(job: &Job<'_>, kind: Kind, count: usize) -> ReportPart {
    let title = format!("{} ({})", job.words.kinds(kind), job.words.number(count as f64));
    ReportPart { item: None, eyebrow: String::new(), title, other_names: Vec::new(), blocks: Vec::new() }
}
