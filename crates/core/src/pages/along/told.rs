//! The gates along the border as parts of a report: a table of all, then what concerns each.

use super::{Along, GateRow};
use crate::dataset::Ix;
use crate::model::{Cite, Field, Item, Kind, Record};
use crate::pages::page::{PageBlock, PageRun, PageSection, PageTable, Pill, entry, heading};
use crate::pages::report::ReportPart;
use crate::pages::{ListEntry, Reader, dossier, fields, page, state};

/// The table of all gates: how each stands at the end of the period, and how much concerns it.
pub fn overview(reader: &Reader<'_>, along: &Along) -> ReportPart {
    let words = reader.words;
    let now = along.span[1] - 1.0;
    let tracks = along.has_tracks();
    let mut columns = vec![words.t("along-column-gate").to_owned(), words.t("along-column-province").to_owned()];
    if tracks {
        columns.extend([words.field("class").to_owned(), words.field("status").to_owned()]);
    }
    columns.extend(along.kinds.iter().map(|kind| words.kinds(*kind).to_owned()));
    columns.push(words.t("along-column-open").to_owned());
    let row = |row: &GateRow| {
        let record = reader.record(row.ix)?;
        let text = |text: String| if text.is_empty() { Vec::new() } else { vec![PageRun::Text(text)] };
        let value =
            |stages| GateRow::at(stages, now).map_or_else(String::new, |stage| words.word(stage.value).to_owned());
        let mut cells = vec![vec![PageRun::Link(Item::Record(record.id.clone()), row.name.clone())]];
        cells.push(text(row.province.clone()));
        if tracks {
            cells.extend([text(value(&row.class)), text(value(&row.status))]);
        }
        let counts = row.counts.iter().chain([&row.open]);
        cells.extend(counts.map(|count| text(words.number(*count as f64))));
        Some(page::PageRow::Cells { cells, caution: String::new(), cites: Vec::new() })
    };
    let mut blocks = vec![PageBlock::Table(PageTable { columns, rows: along.rows.iter().filter_map(row).collect() })];
    for (n, key) in [(along.undated, "along-undated"), (along.outside, "along-outside")] {
        if n > 0 {
            blocks.push(PageBlock::Note { text: words.with(key, &[("n", n.into())]) });
        }
    }
    let title = words.t("board-gates").to_owned();
    ReportPart { item: None, eyebrow: String::new(), title, other_names: Vec::new(), blocks }
}

/// What there is to tell of one gate.
pub fn part(reader: &Reader<'_>, along: &Along, row: &GateRow) -> Option<ReportPart> {
    let record = reader.record(row.ix)?;
    let mut blocks = Vec::new();
    let pills: Vec<Pill> = state::class(reader, record).into_iter().chain(state::status(reader, record)).collect();
    if !pills.is_empty() {
        let text = pills.iter().map(|pill| pill.text.as_str()).collect::<Vec<_>>().join(" · ");
        blocks.push(PageBlock::Summary { text });
    }
    fields::gate_history(reader, record, &mut blocks);
    for kind in &along.kinds {
        let own: Vec<Ix> = row.about.iter().copied().filter(|ix| reader.dataset.kind(*ix) == Some(*kind)).collect();
        if !own.is_empty() {
            blocks.push(heading(PageSection::Records(*kind), reader.words.kinds(*kind), own.len(), false));
            blocks.extend(own.into_iter().filter_map(|ix| line(reader, ix)).map(PageBlock::Entry));
        }
    }
    Some(ReportPart {
        item: Some(Item::Record(record.id.clone())),
        eyebrow: state::eyebrow(reader, record),
        title: row.name.clone(),
        other_names: Vec::new(),
        blocks,
    })
}

/// A record in a line, with how it stands.
fn line(reader: &Reader<'_>, ix: Ix) -> Option<ListEntry> {
    let record = reader.record(ix)?;
    let entry = entry(reader, ix)?;
    Some(match record.kind {
        Kind::Commitment => dossier::promised(reader, ix, record, entry),
        Kind::Agreement => ListEntry { pill: state::paper(reader, record), cites: cites(reader, record), ..entry },
        Kind::Meeting => {
            let venues = record.ids(Field::Venues).iter().filter_map(|id| reader.dataset.by_id(id));
            let venues: Vec<String> = venues.map(|venue| reader.name(venue).to_owned()).collect();
            let note = reader.words.join(&venues);
            ListEntry { pill: state::meeting(reader, record), note, cites: cites(reader, record), ..entry }
        }
        _ => ListEntry { cites: cites(reader, record), ..entry },
    })
}

fn cites(reader: &Reader<'_>, record: &Record) -> Vec<Cite> {
    fields::plain_cites(reader, &record.cite).into_iter().take(1).collect()
}
