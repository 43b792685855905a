//! Blocks → pieces of text.

use egui::Color32;

use super::piece::{Breaks, Piece};
use super::table;
use super::write::{BODY, SMALL, TextLine, Writer};
use km0_core::model::Cite;
use km0_core::pages::{Block, ListEntry, PromiseStep, Run};

/// By which lists and statements stand in.
const INDENT: f32 = 18.0;
/// Of the dates in a list.
const DATES: f32 = 118.0;

pub(super) fn write(writer: &Writer<'_>, block: &Block, pieces: &mut Vec<Piece>) {
    let (ink, weak) = (writer.palette.ink, writer.palette.weak);
    match block {
        Block::Heading { text, count, .. } => pieces.push(writer.heading(text, *count)),
        Block::Summary { text } => {
            let galley = writer.plain(text, BODY, true, ink);
            pieces.push(Piece { above: 8.0, ..Piece::new(0.0, galley) });
        }
        Block::Caution { text } => {
            let line = writer.line(24.0).add(&format!("△ {text}"), 12.0, false, ink);
            pieces.push(boxed(writer, line, writer.palette.warn));
        }
        Block::Paragraph { text, cites } => {
            let line = writer.line(0.0).add(text, BODY, false, ink).notes(&writer.numbers(cites), weak);
            pieces.push(Piece { above: 6.0, ..Piece::new(0.0, writer.text(line)) });
        }
        Block::Note { text } => pieces.push(boxed(writer, writer.line(24.0).add(text, 12.0, false, ink), weak)),
        Block::Line { label, runs, cites } => {
            let label = if label.is_empty() { String::new() } else { format!("{label}  ") };
            let line = writer.line(0.0).add(&label, BODY, false, weak);
            let line = line.add(&joined(runs), BODY, false, ink).notes(&writer.numbers(cites), weak);
            // what follows a list is no part of it
            let above = if pieces.last().is_some_and(|piece| piece.sign.is_some()) { 10.0 } else { 3.0 };
            pieces.push(Piece { above, ..Piece::new(0.0, writer.text(line)) });
        }
        Block::Statement { label, by, text, runs, cites } => {
            pieces.push(statement(writer, label, by, text, runs, cites));
        }
        Block::Change { value, date, text, cites, .. } => {
            let line = writer.line(INDENT).add(value, BODY, true, ink);
            let line = line.add(&format!("  {}", dated(writer, date)), BODY, false, weak);
            let line = line.notes(&writer.numbers(cites), weak);
            let line = if text.is_empty() { line } else { line.add(&format!("\n{text}"), BODY, false, ink) };
            pieces.push(indented(writer, line, writer.palette.accent));
        }
        Block::Entry(entry) => pieces.push(self::entry(writer, entry)),
        Block::Step(step) => pieces.push(self::step(writer, step)),
        Block::Table(table) => table::write(writer, table, pieces),
    }
}

fn dated<'a>(writer: &'a Writer<'_>, date: &'a str) -> &'a str {
    if date.is_empty() { writer.words.t("details-undated") } else { date }
}

fn statement(writer: &Writer<'_>, label: &str, by: &[Run], text: &str, runs: &[Run], cites: &[Cite]) -> Piece {
    let (ink, weak) = (writer.palette.ink, writer.palette.weak);
    let line = writer.line(INDENT).add(&format!("{label} "), SMALL, false, weak).add(&joined(by), BODY, true, ink);
    let line = if by.is_empty() { line } else { line.add(": ", BODY, false, ink) };
    let line = line.add(text, BODY, false, ink).notes(&writer.numbers(cites), weak);
    let line = if runs.is_empty() { line } else { line.add(&format!(" → {}", joined(runs)), BODY, false, weak) };
    indented(writer, line, writer.palette.line)
}

/// A step of a promise's thread: an edge in the accent where the data links it, a hairline where it
/// was worked out, which it says.
fn step(writer: &Writer<'_>, step: &PromiseStep) -> Piece {
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
fn entry(writer: &Writer<'_>, entry: &ListEntry) -> Piece {
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
    Piece { sign: Some(entry.kind), ..Piece::row(columns) }
}

fn boxed(writer: &Writer<'_>, line: TextLine, edge: Color32) -> Piece {
    let (bar, ground) = (Some(edge), Some(writer.palette.stripe));
    let breaks = Breaks::Nowhere;
    Piece { bar, ground, pad: 6.0, above: 6.0, breaks, ..Piece::new(12.0, writer.text(line)) }
}

fn indented(writer: &Writer<'_>, line: TextLine, edge: Color32) -> Piece {
    Piece { bar: Some(edge), above: 7.0, ..Piece::new(INDENT - 6.0, writer.text(line)) }
}

pub(super) fn said(run: &Run) -> &str {
    match run {
        Run::Text(text) | Run::Link(_, text) | Run::Url(text) => text,
    }
}

/// Names that follow one another are parted by a dot, as on the screen.
pub(super) fn joined(runs: &[Run]) -> String {
    let mut text = String::new();
    for (n, run) in runs.iter().enumerate() {
        let links = n.checked_sub(1).and_then(|n| runs.get(n)).is_some_and(|before| matches!(before, Run::Link(..)));
        if n > 0 {
            text.push_str(if links && matches!(run, Run::Link(..)) { " · " } else { " " });
        }
        text.push_str(said(run));
    }
    text
}
