//! A document to read or print: whole pages or a list, with numbered notes for the citations.

use crate::dataset::{Dataset, Ix};
use crate::model::{Cite, Edtf, Field, Item, Kind, Lang, Moment, Record};

use super::Reader;
use super::page::{self, PageBlock, PageRow, PromiseStep};

pub use super::notes::{Footnote, Notes};

/// Whole pages, one a part, with their notes.
///
/// A list, which may be long, is never held as a whole: whoever writes one takes
/// [`listed`](super::listed::listed) for each record.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub lang: Lang,
    /// The name of the dataset, or of the only part; that part's own title is then said already.
    pub title: String,
    /// What stands under the title, a line each: what was asked for, and of which dataset.
    pub lead: Vec<String>,
    pub parts: Vec<ReportPart>,
    /// In the order of their numbers, from 1.
    pub footnotes: Vec<Footnote>,
    notes: Notes,
}

/// The page of one record, or a group of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPart {
    /// What it is the page of; none for a group.
    pub item: Option<Item>,
    /// The kind and form in words: "Meeting · early-spring meeting".
    pub eyebrow: String,
    pub title: String,
    pub other_names: Vec<String>,
    pub blocks: Vec<PageBlock>,
}

impl ReportPart {
    /// The head of a page, over other blocks.
    pub(super) fn of_page(page: page::Page, blocks: Vec<PageBlock>) -> Self {
        let page::Page { item, eyebrow, title, other_names, .. } = page;
        Self { item: Some(item), eyebrow, title, other_names, blocks }
    }
}

impl Report {
    /// The pages of these items; an item that the dataset does not have is left out.
    pub fn dossiers(reader: &Reader<'_>, items: &[Item], lead: Vec<String>) -> Self {
        let parts: Vec<ReportPart> = items.iter().filter_map(|item| dossier(reader, item)).collect();
        let mut notes = Notes::default();
        for block in parts.iter().flat_map(|part| &part.blocks) {
            for cites in cites_of(block) {
                notes.add(cites);
            }
        }
        let title = match parts.as_slice() {
            [only] => only.title.clone(),
            _ => reader.dataset.about.name.get(reader.words.lang()).to_owned(),
        };
        Self { lang: reader.words.lang(), title, lead, parts, footnotes: notes.footnotes(reader), notes }
    }

    /// The numbers of the notes that these citations have, each once.
    pub fn numbers(&self, cites: &[Cite]) -> Vec<usize> {
        self.notes.numbers(cites)
    }
}

/// How the thing stands, in a line of its own.
fn standing(pills: &[page::Pill]) -> Option<PageBlock> {
    let text = pills.iter().map(|pill| pill.text.as_str()).collect::<Vec<_>>().join(" · ");
    (!text.is_empty()).then_some(PageBlock::Summary { text })
}

/// The page of an item as a part; none when the dataset has no such record.
pub fn dossier(reader: &Reader<'_>, item: &Item) -> Option<ReportPart> {
    let mut page = page::page(reader, item)?;
    let blocks = std::mem::take(&mut page.blocks).into_iter().map(|block| with_text(reader, block));
    let blocks = standing(&page.pills).into_iter().chain(blocks).collect();
    Some(ReportPart::of_page(page, blocks))
}

/// A promise in a list with its text: on paper nobody can click on it.
fn with_text(reader: &Reader<'_>, block: PageBlock) -> PageBlock {
    let PageBlock::Entry(mut entry) = block else { return block };
    let record = reader.record(entry.ix).filter(|record| record.kind == Kind::Commitment);
    if let Some(record) = record.filter(|record| entry.said.is_empty() && !record.summary.is_empty()) {
        entry.said.push(page::CitedSentence {
            text: record.summary.get(reader.words.lang()).to_owned(),
            cites: super::fields::plain_cites(reader, &record.cite),
        });
    }
    PageBlock::Entry(entry)
}

/// The citations that a block makes, in reading order.
pub fn cites_of(block: &PageBlock) -> Vec<&[Cite]> {
    match block {
        PageBlock::Paragraph { cites, .. }
        | PageBlock::Line { cites, .. }
        | PageBlock::Statement { cites, .. }
        | PageBlock::Change { cites, .. }
        | PageBlock::Step(PromiseStep { cites, .. }) => vec![cites],
        PageBlock::Entry(entry) => {
            std::iter::once(&entry.cites).chain(entry.said.iter().map(|said| &said.cites)).map(Vec::as_slice).collect()
        }
        PageBlock::Table(table) => table.rows.iter().filter_map(cites_of_row).collect(),
        PageBlock::OfPromise(_, block) => cites_of(block),
        PageBlock::Heading { .. } | PageBlock::Summary { .. } | PageBlock::Caution { .. } | PageBlock::Note { .. } => {
            Vec::new()
        }
    }
}

fn cites_of_row(row: &PageRow) -> Option<&[Cite]> {
    match row {
        PageRow::Cells { cites, .. } => Some(cites),
        PageRow::Gap { .. } => None,
    }
}

/// What a list is sorted by: the first day that a date names. What is only known to have begun by
/// some day stands with that day, and what has no date after everything.
pub fn begun(dataset: &Dataset, ix: Ix) -> (bool, Option<Moment>, bool) {
    let bounds = dataset.record(ix).and_then(|record| record.date.as_ref()).map(Edtf::bounds_as_written);
    let since = bounds.and_then(|bounds| bounds.earliest_start);
    let at = since.or(bounds.and_then(|bounds| bounds.latest_start));
    (bounds.is_none(), at, since.is_none())
}

/// The groups of a list in the order in which somebody preparing for a meeting asks for them.
pub const KINDS: [Kind; 14] = [
    Kind::Agreement,
    Kind::Commitment,
    Kind::Meeting,
    Kind::Project,
    Kind::Milestone,
    Kind::Figure,
    Kind::Discrepancy,
    Kind::Gate,
    Kind::Place,
    Kind::Mechanism,
    Kind::Person,
    Kind::Organisation,
    Kind::Topic,
    Kind::Source,
];

/// What a reader must be told before relying on the record: little confidence, and why.
pub fn caution(reader: &Reader<'_>, record: &Record) -> Option<String> {
    let lang = reader.words.lang();
    let low = record.choice(Field::Confidence).filter(|word| *word == "Low");
    let low = low.map(|word| format!("{}: {}", reader.words.field("confidence"), reader.words.word(word)));
    let caveat = record.text(Field::Caveat).map(|text| text.get(lang)).filter(|text| !text.is_empty());
    let said: Vec<String> = low.into_iter().chain(caveat.map(str::to_owned)).collect();
    (!said.is_empty()).then(|| said.join(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;
    use crate::words::Words;

    #[test]
    fn the_notes_of_a_dossier_are_numbered_as_one_reads() {
        let dataset = builtin().dataset;
        let words = Words::new(Lang::En);
        let reader = Reader { dataset: &dataset, words: &words };
        let items = ["ta-lung", "huu-nghi"].map(|id| Item::Record(id.into()));
        let report = Report::dossiers(&reader, &items, Vec::new());
        assert_eq!(report.parts.len(), 2);
        let mut last = 0;
        for block in report.parts.iter().flat_map(|part| &part.blocks) {
            for number in cites_of(block).into_iter().flat_map(|cites| report.numbers(cites)) {
                assert!(number <= last + 1, "note {number} comes before note {}", last + 1);
                last = last.max(number);
            }
        }
        assert_eq!(last, report.footnotes.len());
        assert!(report.footnotes.iter().enumerate().all(|(at, note)| note.number == at + 1 && !note.text.is_empty()));
    }
}
