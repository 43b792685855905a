//! A report's blocks → pieces of text.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontFamily, FontId, Ui};

use super::blocks;
use super::paper::PaperPages;
use super::piece::{Breaks, DossierPiece, LaidText};
use crate::print::Goal;
use crate::print::tags::Role;
use crate::ui::fonts;
use crate::ui::theme::Palette;
use km0_core::export::figure::{Figure, Figures};
use km0_core::model::Cite;
use km0_core::pages::quotes::{NumberedNote, is_link};
use km0_core::pages::report::ReportPart;
use km0_core::words::Words;

/// Points of text.
pub(super) const BODY: f32 = 13.0;
pub(super) const SMALL: f32 = 11.0;
const NOTE: f32 = 8.5;

/// Everything in the report, in reading order, for columns of this width.
pub(super) fn pieces(ui: &Ui, palette: &Palette, words: &Words, report: &PaperPages, width: f32) -> Vec<DossierPiece> {
    let writer = Writer { ui, palette, words, report, width };
    let mut pieces = Vec::new();
    let single = report.parts.len() == 1;
    if !single || report.parts.iter().all(|(part, _)| part.title != report.title) {
        pieces.push(writer.title(&report.title, 24.0, 1, None));
        pieces.extend(report.lead.iter().map(|line| writer.small(line)));
    }
    for (part, figures) in &report.parts {
        writer.part(part, figures, &mut pieces);
    }
    if !report.notes.is_empty() {
        let mut heading = writer.heading(words.t("print-notes"), None);
        heading.entry = Some((words.t("print-notes").to_owned(), false));
        pieces.push(heading);
        if report.brief {
            pieces.push(writer.notes_in_short());
        } else {
            pieces.extend(report.notes.iter().map(|note| writer.note(note)));
        }
    }
    pieces
}

pub(super) struct Writer<'a> {
    pub(super) ui: &'a Ui,
    pub(super) palette: &'a Palette,
    pub(super) words: &'a Words,
    report: &'a PaperPages,
    pub(super) width: f32,
}

/// Text that is put together piece by piece.
pub(super) struct TextLine {
    job: LayoutJob,
    links: Vec<(Range<usize>, Goal)>,
}

impl TextLine {
    pub(super) fn new(width: f32) -> Self {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        Self { job, links: Vec::new() }
    }

    pub(super) fn add(mut self, text: &str, size: f32, bold: bool, color: Color32) -> Self {
        let family = if bold { fonts::bold() } else { FontFamily::Proportional };
        let format = TextFormat { valign: Align::BOTTOM, ..TextFormat::simple(FontId::new(size, family), color) };
        self.job.append(text, 0.0, format);
        self
    }

    /// The numbers of notes, small and high, each of which leads to its note.
    pub(super) fn notes(mut self, numbers: &[usize], color: Color32) -> Self {
        if !numbers.is_empty() {
            let font = FontId::proportional(NOTE);
            let format = TextFormat { valign: Align::TOP, ..TextFormat::simple(font, color) };
            // held to the word before it, and parted from the word after it
            self.job.append("\u{a0}", 0.0, format.clone());
            for (text, number) in marks(numbers) {
                let begin = self.job.text.chars().count();
                self.job.append(&text, 0.0, format.clone());
                self.links.extend(number.map(|number| (begin..begin + text.chars().count(), Goal::Note(number))));
            }
        }
        self
    }

    /// Text that leads to an address of the web.
    fn link(mut self, text: &str, address: &str, size: f32, color: Color32) -> Self {
        let begin = self.job.text.chars().count();
        self.links.push((begin..begin + text.chars().count(), Goal::Address(address.to_owned())));
        self.add(text, size, false, color)
    }

    /// Text that leads to an address, if it is one of the web.
    fn address(mut self, address: &str, size: f32, color: Color32) -> Self {
        let begin = self.job.text.chars().count();
        if is_link(address) {
            self.links.push((begin..begin + address.chars().count(), Goal::Address(address.to_owned())));
        }
        self.add(address, size, false, color)
    }
}

impl Writer<'_> {
    pub(super) fn text(&self, line: TextLine) -> LaidText {
        LaidText { galley: self.ui.painter().layout_job(line.job), links: line.links }
    }

    /// A line that is narrower than the page by `less` points.
    pub(super) fn line(&self, less: f32) -> TextLine {
        TextLine::new(self.width - less)
    }

    pub(super) fn plain(&self, text: &str, size: f32, bold: bool, color: Color32) -> LaidText {
        self.text(TextLine::new(self.width).add(text, size, bold, color))
    }

    pub(super) fn numbers(&self, cites: &[Cite]) -> Vec<usize> {
        self.report.numbers(cites)
    }

    fn title(&self, text: &str, size: f32, level: u16, entry: Option<&str>) -> DossierPiece {
        let galley = self.plain(text, size, true, self.palette.ink);
        DossierPiece {
            leads: true,
            breaks: Breaks::Nowhere,
            entry: entry.map(|entry| (entry.to_owned(), false)),
            role: Role::Heading(level, text.to_owned()),
            ..DossierPiece::new(0.0, galley)
        }
    }

    fn small(&self, text: &str) -> DossierPiece {
        let galley = self.plain(text, SMALL, false, self.palette.weak);
        DossierPiece { above: 1.0, leads: true, ..DossierPiece::new(0.0, galley) }
    }

    fn part(&self, part: &ReportPart, figures: &Figures, pieces: &mut Vec<DossierPiece>) {
        let mut eyebrow = self.small(&part.eyebrow);
        eyebrow.above = if pieces.is_empty() { 0.0 } else { 26.0 };
        pieces.push(eyebrow);
        let level = if self.is_single() { 1 } else { 2 };
        let mut title = self.title(&part.title, 22.0, level, Some(&part.title));
        title.above = 0.0;
        pieces.push(title);
        if !part.other_names.is_empty() {
            pieces.push(self.small(&part.other_names.join("  ·  ")));
        }
        if self.report.parts.len() == 1 {
            pieces.extend(self.report.lead.iter().map(|line| self.small(line)));
        }
        pieces.extend(figures.map.iter().chain(&figures.strip).map(drawing));
        for block in &part.blocks {
            blocks::write(self, block, pieces);
        }
    }

    pub(super) fn heading(&self, text: &str, count: Option<usize>) -> DossierPiece {
        let palette = self.palette;
        let mut line = TextLine::new(self.width).add(text, 15.0, true, palette.ink);
        if let Some(count) = count {
            line = line.add(&format!("  {count}"), SMALL, false, palette.weak);
        }
        let role = Role::Heading(if self.is_single() { 2 } else { 3 }, text.to_owned());
        let entry = Some((text.to_owned(), true));
        let galley = self.text(line);
        let above = if self.report.brief { 7.0 } else { 14.0 };
        DossierPiece {
            above,
            leads: true,
            rule: true,
            entry,
            role,
            breaks: Breaks::Nowhere,
            ..DossierPiece::new(0.0, galley)
        }
    }

    /// Whether all of it is one part, whose title is that of the whole.
    fn is_single(&self) -> bool {
        self.report.parts.len() == 1 && self.report.parts.iter().all(|(part, _)| part.title == self.report.title)
    }

    /// The notes in a row, each a link where it can be: a sheet has no room for their addresses.
    fn notes_in_short(&self) -> DossierPiece {
        let (ink, weak) = (self.palette.ink, self.palette.weak);
        let mut line = TextLine::new(self.width);
        for note in &self.report.notes {
            line = line.add(&format!("{} ", note.number), SMALL - 1.0, true, weak);
            line = match note.address.as_deref().filter(|address| is_link(address)) {
                Some(address) => line.link(&note.text, address, SMALL - 1.0, self.palette.accent),
                None => line.add(&note.text, SMALL - 1.0, false, ink),
            };
            line = line.add("   ", SMALL - 1.0, false, weak);
        }
        let notes = self.report.notes.iter().map(|note| note.number).collect();
        DossierPiece { above: 2.0, notes, ..DossierPiece::new(0.0, self.text(line)) }
    }

    fn note(&self, note: &NumberedNote) -> DossierPiece {
        const NUMBER: f32 = 26.0;
        let weak = self.palette.weak;
        let number = TextLine::new(NUMBER).add(&note.number.to_string(), SMALL, true, weak);
        let text = TextLine::new(self.width - NUMBER).add(&note.text, SMALL, false, self.palette.ink);
        let text = match &note.address {
            Some(address) => text.add(" ", SMALL, false, weak).address(address, SMALL, self.palette.accent),
            None => text,
        };
        let columns = vec![(0.0, self.text(number)), (NUMBER, self.text(text))];
        DossierPiece { above: 2.0, notes: vec![note.number], ..DossierPiece::row(columns) }
    }
}

/// A map or a strip of time, across the page.
fn drawing(figure: &Figure) -> DossierPiece {
    let role = Role::Figure(figure.about.clone());
    DossierPiece { above: 8.0, figure: Some(figure.clone()), role, ..DossierPiece::row(Vec::new()) }
}

/// Numbers in their order, three and more in a row as the first and the last: "1–4, 7". With what
/// stands between them, which is the mark of no note.
fn marks(numbers: &[usize]) -> Vec<(String, Option<usize>)> {
    let mut marks: Vec<(String, Option<usize>)> = Vec::new();
    for row in numbers.chunk_by(|one, next| one + 1 == *next) {
        let (between, shown) = match row {
            [first, _, .., last] => ("–", vec![*first, *last]),
            row => (", ", row.to_vec()),
        };
        for (n, number) in shown.into_iter().enumerate() {
            let before = if n > 0 { between } else { ", " };
            if !marks.is_empty() {
                marks.push((before.to_owned(), None));
            }
            marks.push((number.to_string(), Some(number)));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::marks;

    fn said(numbers: &[usize]) -> String {
        marks(numbers).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn numbers_in_a_row_are_said_by_their_ends() {
        assert_eq!(said(&[1, 2, 3, 4, 7]), "1–4, 7");
        assert_eq!(said(&[1, 2, 9]), "1, 2, 9");
        assert_eq!(said(&[]), "");
    }
}
