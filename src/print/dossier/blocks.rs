//! Blocks → pieces of text.

use egui::Color32;

use super::piece::{Breaks, DossierPiece};
use super::table;
use super::write::{BODY, SMALL, TextLine, Writer};
use km0_core::model::Cite;
use km0_core::pages::{ListEntry, PageBlock, PageRun, PromiseStep};

/// By which lists and statements stand in.
const INDENT: f32 = 18.0;
/// Of the dates in a list.
const DATES: f32 = 118.0;

pub(super) fn write(writer: &Writer<'_>, block: &PageBlock, pieces: &mut Vec<DossierPiece>) {
    let (ink, weak) = (writer.palette.ink, writer.palette.weak);
    match block {
        PageBlock::Heading { text, count, .. } => pieces.push(writer.heading(text, *count)),
        PageBlock::Summary { text } => {
            let galley = writer.plain(text, BODY, true, ink);
            pieces.push(DossierPiece { above: 8.0, ..DossierPiece::new(0.0, galley) });
        }
        PageBlock::Caution { text } => {
            let line = writer.line(24.0).add(&format!("△ {text}"), 12.0, false, ink);
            pieces.push(boxed(writer, line, writer.palette.warn));
        }
        PageBlock::Paragraph { text, cites } => {
            let line = writer.line(0.0).add(text, BODY, false, ink).notes(&writer.numbers(cites), weak);
            pieces.push(DossierPiece { above: 6.0, ..DossierPiece::new(0.0, writer.text(line)) });
        }
        PageBlock::Note { text } => pieces.push(boxed(writer, writer.line(24.0).add(text, 12.0, false, ink), weak)),
        PageBlock::Line { label, runs, cites } => {
            let label = if label.is_empty() { String::new() } else { format!("{label}  ") };
            let line = writer.line(0.0).add(&label, BODY, false, weak);
            let line = line.add(&joined(runs), BODY, false, ink).notes(&writer.numbers(cites), weak);
            // what follows a list is no part of it
            let above = if pieces.last().is_some_and(|piece| piece.sign.is_some()) { 10.0 } else { 3.0 };
            pieces.push(DossierPiece { above, ..DossierPiece::new(0.0, writer.text(line)) });
        }
        PageBlock::Statement { label, by, text, runs, cites } => {
            pieces.push(statement(writer, label, by, text, runs, cites));
        }
        PageBlock::Change { value, date, text, cites, .. } => {
            let line = writer.line(INDENT).add(value, BODY, true, ink);
            let line = line.add(&format!("  {}", dated(writer, date)), BODY, false, weak);
            let line = line.notes(&writer.numbers(cites), weak);
            let line = if text.is_empty() { line } else { line.add(&format!("\n{text}"), BODY, false, ink) };
            pieces.push(indented(writer, line, writer.palette.accent));
        }
        PageBlock::Entry(entry) => pieces.push(self::entry(writer, entry)),
        PageBlock::Step(step) => pieces.push(self::step(writer, step)),
        PageBlock::Table(table) => table::write(writer, table, pieces),
        PageBlock::OfPromise(_, block) => write(writer, block, pieces),
    }
}

fn dated<'a>(writer: &'a Writer<'_>, date: &'a str) -> &'a str {
    if date.is_empty() { writer.words.t("details-undated") } else { date }
}

fn statement(
    writer: &Writer<'_>,
    label: &str,
    by: &[PageRun],
    text: &str,
    runs: &[PageRun],
    cites: &[Cite],
) -> DossierPiece {
    let (ink, weak) = (writer.palette.ink, writer.palette.weak);
    let line = writer.line(INDENT).add(&format!("{label} "), SMALL, false, weak).add(&joined(by), BODY, true, ink);
    let line = if by.is_empty() { line } else { line.add(": ", BODY, false, ink) };
    let line = line.add(text, BODY, false, ink).notes(&writer.numbers(cites), weak);
    let line = if runs.is_empty() { line } else { line.add(&format!(" → {}", joined(runs)), BODY, false, weak) };
    indented(writer, line, writer.palette.line)
}

/// A step of a promise's thread: an edge in the accent where the data links it, a hairline where it
/// was worked out, which it says.
fn step(writer: &Writer<'_>, step: &PromiseStep) -> DossierPiece {
    let (ink, weak) = (writer.palette.ink, writer.palette.weak);
    let mut line = writer.line(INDENT).add(&format!("{}  ", dated(writer, &step.date)), BODY, false, weak);
    if !step.state.is_empty() {
        line = line.add(&format!("{}  ", step.state), BODY, true, ink);
    }
    line = line.add(said(&step.name), BODY, false, ink).notes(&writer.numbers(&step.cites), weak);
    if !step.text.is_empty() {
        line = line.add(&format!("\n{}", step.text), BODY, false, ink);
    }
    if !step.by.is_empty() {
        line = line.add(&format!("\n{}", joined(&step.by)), SMALL, false, weak);
    }
    line = cautious(writer, line, &step.caution);
    indented(writer, line, if step.computed { writer.palette.line } else { writer.palette.accent })
}

pub(super) fn cautious(writer: &Writer<'_>, line: TextLine, caution: &str) -> TextLine {
    if caution.is_empty() { line } else { line.add(&format!("\n△ {caution}"), SMALL, false, writer.palette.warn) }
}

/// A record in a list: its sign, when, what, and what must be known of it.
fn entry(writer: &Writer<'_>, entry: &ListEntry) -> DossierPiece {
    let weak = writer.palette.weak;
    let date = if entry.kind.is_event() { dated(writer, &entry.date) } else { &entry.date };
    // a blank as high as the name, so that both stand on one line
    let date = TextLine::new(DATES - 6.0).add("\u{200a}", BODY, false, weak).add(date, SMALL, false, weak);
    let mut name = writer.line(INDENT + DATES).add(&entry.name, BODY, false, writer.palette.ink);
    let told = entry.told();
    if !told.is_empty() {
        name = name.add(&format!("  {told}"), SMALL, false, weak);
    }
    name = name.notes(&writer.numbers(&entry.cites), weak);
    for said in &entry.said {
        name = name.add(&format!("\n{}", said.text), BODY, false, writer.palette.ink);
        name = name.notes(&writer.numbers(&said.cites), weak);
    }
    name = cautious(writer, name, &entry.caution);
    let columns = vec![(INDENT, writer.text(date)), (INDENT + DATES, writer.text(name))];
    DossierPiece { sign: Some(entry.kind), ..DossierPiece::row(columns) }
}

fn boxed(writer: &Writer<'_>, line: TextLine, edge: Color32) -> DossierPiece {
    let (bar, ground) = (Some(edge), Some(writer.palette.stripe));
    let breaks = Breaks::Nowhere;
    DossierPiece { bar, ground, pad: 6.0, above: 6.0, breaks, ..DossierPiece::new(12.0, writer.text(line)) }
}

fn indented(writer: &Writer<'_>, line: TextLine, edge: Color32) -> DossierPiece {
    DossierPiece { bar: Some(edge), above: 7.0, ..DossierPiece::new(INDENT - 6.0, writer.text(line)) }
}

pub(super) fn said(run: &PageRun) -> &str {
    match run {
        PageRun::Text(text) | PageRun::Link(_, text) | PageRun::Url(text) => text,
    }
}

/// Names that follow one another are parted by a dot, as on the screen.
pub(super) fn joined(runs: &[PageRun]) -> String {
    let mut text = String::new();
    for (n, run) in runs.iter().enumerate() {
        let links =
            n.checked_sub(1).and_then(|n| runs.get(n)).is_some_and(|before| matches!(before, PageRun::Link(..)));
        if n > 0 {
            text.push_str(if links && matches!(run, PageRun::Link(..)) { " · " } else { " " });
        }
        text.push_str(said(run));
    }
    text
}
