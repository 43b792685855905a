//! Text as the toolkit has laid it out → runs, letter by letter where it put them.

use egui::epaint::TextShape;
use egui::epaint::text::{ByteRangeExt as _, PlacedRow};
use egui::text::LayoutSection;
use egui::{Color32, Galley, Pos2, Stroke, Vec2};
use unicode_normalization::char::compose;

use km0_core::model::hidden::is_ignorable;

use super::{GlyphRun, Letter, PathForm};
use crate::print::faces::{FaceIndex, Faces};

/// A text's runs, and the lines under and through it.
#[derive(Debug, Default)]
pub(super) struct WrittenText {
    pub(super) runs: Vec<GlyphRun>,
    pub(super) forms: Vec<PathForm>,
}

pub(super) fn written(shape: &TextShape, faces: &Faces) -> WrittenText {
    let mut written = WrittenText::default();
    let mut sections = Sections::new(&shape.galley);
    let turn = (shape.angle != 0.0).then_some((shape.angle, shape.pos));
    for row in &shape.galley.rows {
        let at = shape.pos + row.pos.to_vec2();
        let mut pen = TextPen { faces, shape, at, turn, written: &mut written, run: None };
        pen.row(row, &mut sections);
        sections.end_row(row);
        line(shape.underline, shape, row, at, &mut written.forms);
    }
    written
}

/// The underline of a whole row.
fn line(stroke: Stroke, shape: &TextShape, row: &PlacedRow, at: Pos2, forms: &mut Vec<PathForm>) {
    let y = at.y + row.size.y;
    let stroke = Stroke::new(stroke.width, stroke.color.gamma_multiply(shape.opacity_factor));
    forms.extend(PathForm::segment([Pos2::new(at.x, y), Pos2::new(at.x + row.size.x, y)], stroke));
}

/// Which section of the text each letter belongs to, asked in the order of the letters. The rows
/// leave out line breaks, and what was cut.
struct Sections<'a> {
    galley: &'a Galley,
    /// The byte of the next letter.
    next: usize,
}

impl<'a> Sections<'a> {
    fn new(galley: &'a Galley) -> Self {
        Self { galley, next: 0 }
    }

    fn section_of(&mut self, c: char) -> Option<&'a LayoutSection> {
        let job = &self.galley.job;
        let here = self.next;
        if job.text.get(here..).is_some_and(|rest| rest.starts_with(c)) {
            self.next += c.len_utf8();
        }
        let holds = |section: &&LayoutSection| {
            let range = section.byte_range.as_usize();
            range.start <= here && here < range.end
        };
        job.sections.iter().find(holds).or_else(|| job.sections.last())
    }

    fn end_row(&mut self, row: &PlacedRow) {
        if row.ends_with_newline {
            self.next += 1;
        }
    }
}

struct TextPen<'a> {
    faces: &'a Faces,
    shape: &'a TextShape,
    /// The upper left of the row.
    at: Pos2,
    turn: Option<(f32, Pos2)>,
    written: &'a mut WrittenText,
    run: Option<GlyphRun>,
}

impl TextPen<'_> {
    fn row(&mut self, row: &PlacedRow, sections: &mut Sections<'_>) {
        for glyph in &row.glyphs {
            let Some(section) = sections.section_of(glyph.chr) else { continue };
            let format = &section.format;
            // what cannot be seen would turn or part what can in the program that shows the picture
            if is_ignorable(glyph.chr) {
                continue;
            }
            let at = self.at + glyph.pos.to_vec2();
            if glyph.advance_width <= 0.0 && self.joined(glyph.chr) {
                continue;
            }
            let color = self.color(format.color);
            let face = self.faces.face_of(&format.font_id.family, glyph.chr);
            self.letter(face, format.font_id.size, color, at, glyph.chr, glyph.advance_width);
            let under = Stroke::new(format.underline.width, self.color(format.underline.color));
            let across = Stroke::new(format.strikethrough.width, self.color(format.strikethrough.color));
            let rect = glyph.logical_rect().translate(self.at.to_vec2());
            for (stroke, y) in [(under, rect.bottom()), (across, rect.center().y)] {
                let ends = [Pos2::new(rect.left(), y), Pos2::new(rect.right(), y)];
                self.written.forms.extend(PathForm::segment(ends, stroke));
            }
        }
        self.end();
    }

    fn color(&self, color: Color32) -> Color32 {
        let color = if color == Color32::PLACEHOLDER { self.shape.fallback_color } else { color };
        let color = self.shape.override_text_color.unwrap_or(color);
        if self.shape.opacity_factor < 1.0 { color.gamma_multiply(self.shape.opacity_factor) } else { color }
    }

    /// A mark that the face has put on the letter before it.
    fn joined(&mut self, mark: char) -> bool {
        let Some(last) = self.run.as_mut().and_then(|run| run.letters.last_mut()) else { return false };
        let Some(whole) = compose(last.c, mark) else { return false };
        last.c = whole;
        true
    }

    fn letter(&mut self, face: FaceIndex, size: f32, color: Color32, at: Pos2, c: char, advance: f32) {
        let goes_on = self.run.as_ref().is_some_and(|run| {
            let same = |a: f32, b: f32| (a - b).abs() < 1e-3;
            let like = run.face == face && same(run.size, size) && run.color == color && same(run.at.y, at.y);
            like && (run.at.x + run.width - at.x).abs() < 1.0
        });
        if !goes_on {
            self.end();
        }
        let turn = self.turn;
        let new = || GlyphRun { face, size, at, letters: Vec::new(), width: 0.0, color, halo: None, turn };
        let run = self.run.get_or_insert_with(new);
        let x = at.x - run.at.x;
        run.letters.push(Letter { c, x });
        run.width = x + advance;
    }

    /// Without the spaces at its ends; a run of spaces is none.
    fn end(&mut self) {
        let Some(mut run) = self.run.take() else { return };
        while let Some(last) = run.letters.pop_if(|letter| letter.c.is_whitespace()) {
            run.width = last.x;
        }
        let begin = run.letters.iter().take_while(|letter| letter.c.is_whitespace()).count();
        run.letters.drain(..begin);
        let Some(shift) = run.letters.first().map(|letter| letter.x) else { return };
        run.letters.iter_mut().for_each(|letter| letter.x -= shift);
        run.at += Vec2::new(shift, 0.0);
        run.width -= shift;
        if run.color.a() > 0 {
            self.written.runs.push(run);
        }
    }
}
