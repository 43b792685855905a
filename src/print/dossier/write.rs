//! A report's blocks → pieces of text.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontFamily, FontId, Galley, Ui};

use super::piece::{Breaks, Piece};
use crate::model::Cite;
use crate::pages::report::{Footnote, Part, Report};
use crate::pages::{Block, Run};
use crate::ui::fonts;
use crate::ui::theme::Palette;
use crate::words::Words;

/// Points of text.
const BODY: f32 = 13.0;
const SMALL: f32 = 11.0;
const NOTE: f32 = 8.5;
/// By which lists and statements stand in.
const INDENT: f32 = 18.0;

/// Everything in the report, in reading order, for columns of this width.
pub(super) fn pieces(ui: &Ui, palette: &Palette, words: &Words, report: &Report, width: f32) -> Vec<Piece> {
    let writer = Writer { ui, palette, words, report, width };
    let mut pieces = Vec::new();
    let single = report.parts.len() == 1;
    if !single || report.parts.iter().all(|part| part.title != report.title) {
        pieces.push(writer.title(&report.title, 24.0, None));
        pieces.extend(report.lead.iter().map(|line| writer.small(line)));
    }
    for part in &report.parts {
        writer.part(part, &mut pieces);
    }
    if !report.footnotes.is_empty() {
        pieces.push(writer.heading(words.t("print-notes"), None));
        pieces.extend(report.footnotes.iter().map(|note| writer.note(note)));
    }
    pieces
}

struct Writer<'a> {
    ui: &'a Ui,
    palette: &'a Palette,
    words: &'a Words,
    report: &'a Report,
    width: f32,
}

/// Text that is put together piece by piece.
struct Line {
    job: LayoutJob,
}

impl Line {
    fn new(width: f32) -> Self {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        Self { job }
    }

    fn add(mut self, text: &str, size: f32, bold: bool, color: Color32) -> Self {
        let family = if bold { fonts::bold() } else { FontFamily::Proportional };
        let format = TextFormat { valign: Align::BOTTOM, ..TextFormat::simple(FontId::new(size, family), color) };
        self.job.append(text, 0.0, format);
        self
    }

    /// The numbers of notes, small and high.
    fn notes(mut self, numbers: &[usize], color: Color32) -> Self {
        if !numbers.is_empty() {
            let text: Vec<String> = numbers.iter().map(usize::to_string).collect();
            let font = FontId::proportional(NOTE);
            let format = TextFormat { valign: Align::TOP, ..TextFormat::simple(font, color) };
            // held to the word before it, and parted from the word after it
            self.job.append(&format!("\u{2009}{}", text.join(", ")), 0.0, format);
        }
        self
    }
}

impl Writer<'_> {
    fn galley(&self, line: Line) -> Arc<Galley> {
        self.ui.painter().layout_job(line.job)
    }

    fn plain(&self, text: &str, size: f32, bold: bool, color: Color32) -> Arc<Galley> {
        self.galley(Line::new(self.width).add(text, size, bold, color))
    }

    fn numbers(&self, cites: &[Cite]) -> Vec<usize> {
        self.report.numbers(cites)
    }

    fn title(&self, text: &str, size: f32, entry: Option<&str>) -> Piece {
        let galley = self.plain(text, size, true, self.palette.ink);
        Piece { leads: true, breaks: Breaks::Nowhere, entry: entry.map(str::to_owned), ..Piece::new(0.0, galley) }
    }

    fn small(&self, text: &str) -> Piece {
        let galley = self.plain(text, SMALL, false, self.palette.weak);
        Piece { above: 1.0, leads: true, ..Piece::new(0.0, galley) }
    }

    fn part(&self, part: &Part, pieces: &mut Vec<Piece>) {
        let mut eyebrow = self.small(&part.eyebrow);
        eyebrow.above = if pieces.is_empty() { 0.0 } else { 26.0 };
        pieces.push(eyebrow);
        let mut title = self.title(&part.title, 22.0, Some(&part.title));
        title.above = 0.0;
        pieces.push(title);
        if !part.other_names.is_empty() {
            pieces.push(self.small(&part.other_names.join("  ·  ")));
        }
        if self.report.parts.len() == 1 {
            pieces.extend(self.report.lead.iter().map(|line| self.small(line)));
        }
        // nothing follows the last heading of a part without blocks
        for block in &part.blocks {
            self.block(block, pieces);
        }
    }

    fn heading(&self, text: &str, count: Option<usize>) -> Piece {
        let palette = self.palette;
        let mut line = Line::new(self.width).add(text, 15.0, true, palette.ink);
        if let Some(count) = count {
            line = line.add(&format!("  {count}"), SMALL, false, palette.weak);
        }
        let entry = Some(text.to_owned());
        let galley = self.galley(line);
        Piece { above: 14.0, leads: true, rule: true, entry, breaks: Breaks::Nowhere, ..Piece::new(0.0, galley) }
    }

    fn block(&self, block: &Block, pieces: &mut Vec<Piece>) {
        let palette = self.palette;
        let (ink, weak) = (palette.ink, palette.weak);
        match block {
            Block::Heading { text, count } => pieces.push(self.heading(text, *count)),
            Block::Paragraph { text, cites } => {
                let line = Line::new(self.width).add(text, BODY, false, ink).notes(&self.numbers(cites), weak);
                pieces.push(Piece { above: 6.0, ..Piece::new(0.0, self.galley(line)) });
            }
            Block::Note { text } => pieces.push(self.boxed(Line::new(self.width - 24.0).add(text, 12.0, false, ink), weak)),
            Block::Disagreements(runs) => {
                let line = Line::new(self.width - 24.0);
                let line = line.add(self.words.t("details-disagree"), 12.0, true, palette.error);
                let names: Vec<&str> = runs.iter().map(said).collect();
                let line = line.add(&format!(" {}", names.join(" · ")), 12.0, false, ink);
                pieces.push(self.boxed(line, palette.error));
            }
            Block::Line { label, runs, cites } => {
                let line = Line::new(self.width).add(&format!("{label}  "), BODY, false, weak);
                let line = line.add(&joined(runs), BODY, false, ink).notes(&self.numbers(cites), weak);
                pieces.push(Piece::new(0.0, self.galley(line)));
            }
            Block::Statement { label, by, text, runs, cites } => {
                let line = Line::new(self.width - INDENT).add(&format!("{label} "), SMALL, false, weak);
                let line = line.add(&joined(by), BODY, true, ink);
                let line = if by.is_empty() { line } else { line.add(": ", BODY, false, ink) };
                let line = line.add(text, BODY, false, ink).notes(&self.numbers(cites), weak);
                let line = if runs.is_empty() { line } else { line.add(&format!(" → {}", joined(runs)), BODY, false, weak) };
                let bar = Some(palette.line);
                pieces.push(Piece { bar, above: 6.0, ..Piece::new(INDENT - 6.0, self.galley(line)) });
            }
            Block::Change { value, date, text, cites, .. } => {
                let date = if date.is_empty() { self.words.t("details-undated") } else { date };
                let line = Line::new(self.width - INDENT).add(value, BODY, true, ink);
                let line = line.add(&format!("  {date}"), BODY, false, weak).notes(&self.numbers(cites), weak);
                let line = if text.is_empty() { line } else { line.add(&format!("\n{text}"), BODY, false, ink) };
                let bar = Some(palette.accent);
                pieces.push(Piece { bar, above: 6.0, ..Piece::new(INDENT - 6.0, self.galley(line)) });
            }
            Block::Entry(entry) => pieces.push(self.entry(entry)),
            // the notes at the end say where all of it is from
            Block::Cites(cites) => {
                let numbers: Vec<String> = self.numbers(cites).iter().map(usize::to_string).collect();
                pieces.push(Piece::new(0.0, self.plain(&numbers.join(", "), BODY, false, ink)));
            }
        }
    }

    /// A record in a list: its sign, when, what.
    fn entry(&self, entry: &crate::pages::Entry) -> Piece {
        const DATE: f32 = 118.0;
        let date = Line::new(DATE - 6.0).add(&entry.date, SMALL, false, self.palette.weak);
        let name = Line::new(self.width - INDENT - DATE).add(&entry.name, BODY, false, self.palette.ink);
        let columns = vec![(INDENT, self.galley(date)), (INDENT + DATE, self.galley(name))];
        let breaks = Breaks::Nowhere;
        let first = self.plain("", SMALL, false, self.palette.ink);
        Piece { columns, sign: Some(entry.kind), breaks, ..Piece::new(0.0, first) }
    }

    fn boxed(&self, line: Line, edge: Color32) -> Piece {
        let (bar, ground) = (Some(edge), Some(self.palette.stripe));
        let breaks = Breaks::Nowhere;
        Piece { bar, ground, pad: 6.0, above: 6.0, breaks, ..Piece::new(12.0, self.galley(line)) }
    }

    fn note(&self, note: &Footnote) -> Piece {
        const NUMBER: f32 = 26.0;
        let weak = self.palette.weak;
        let number = Line::new(NUMBER).add(&note.number.to_string(), SMALL, true, weak);
        let text = Line::new(self.width - NUMBER).add(&note.text, SMALL, false, self.palette.ink);
        let text = match &note.address {
            Some(address) => text.add(&format!(" {address}"), SMALL, false, weak),
            None => text,
        };
        let columns = vec![(0.0, self.galley(number)), (NUMBER, self.galley(text))];
        let first = self.plain("", SMALL, false, weak);
        Piece { columns, above: 2.0, breaks: Breaks::Nowhere, ..Piece::new(0.0, first) }
    }
}

fn said(run: &Run) -> &str {
    match run {
        Run::Text(text) | Run::Link(_, text) => text,
    }
}

/// Names that follow one another are parted by a dot, as on the screen.
fn joined(runs: &[Run]) -> String {
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
