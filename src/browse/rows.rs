//! A record in two lines: its whole title, and below in small what it is, when, and how it stands.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Rect, Response, Stroke, StrokeKind, TextStyle, Ui, pos2};

use super::says;
use crate::context::{Emphasis, Standing, ViewCtx, kind_style};
use crate::ui::marks;
use crate::ui::table::{self, GroupHead, RowPlace, TableLines};
use crate::ui::{fonts, text};
use km0_core::dataset::Ix;
use km0_core::model::{Field, Lang};

/// Points from the left to the text, and from the text to the right.
const INDENT: f32 = 24.0;
const RIGHT: f32 = 8.0;
/// Points above and below the text, and between title and small line.
const PAD: f32 = 7.0;
const GAP: f32 = 2.0;
/// Lines that a title takes, at most.
const LINES: usize = 3;
/// Rows up to which each is as high as its text; of more all are as high as those of one line.
const MEASURED: usize = 3_000;
/// Rows whose text is kept laid out.
const KEPT: usize = 512;

/// Text of rows that were in view, and heights of all that were measured.
#[derive(Debug, Default)]
pub(super) struct TwoLineRows {
    measured: Option<Measured>,
    heights: HashMap<Ix, f32>,
    laid: Option<TextsKey>,
    galleys: HashMap<Ix, Texts>,
}

/// What heights depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measured {
    dataset: u64,
    lang: Lang,
    text_revision: u64,
    width: f32,
}

/// What laid-out text depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TextsKey {
    measured: Measured,
    revision: u64,
    accent: Color32,
}

#[derive(Clone, Debug)]
struct Texts {
    title: Arc<Galley>,
    below: Option<Arc<Galley>>,
}

impl Texts {
    fn height(&self) -> f32 {
        self.title.size().y + self.below.as_ref().map_or(0.0, |below| GAP + below.size().y)
    }
}

impl Measured {
    pub(super) fn of(ctx: &ViewCtx<'_>, width: f32) -> Self {
        let (dataset, lang) = (ctx.dataset.stamp(), ctx.words.lang());
        Self { dataset, lang, text_revision: ctx.text_revision, width: width.round() }
    }
}

impl TwoLineRows {
    /// Gives each line its place. To be called when the rows or what heights depend on has changed.
    pub(super) fn lay(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, lines: &mut TableLines<Ix>, key: Measured) {
        if self.measured != Some(key) {
            self.measured = Some(key);
            self.heights.clear();
        }
        let even = lines.rows.len() > MEASURED;
        if even {
            let font = |style: TextStyle| ui.fonts_mut(|fonts| fonts.row_height(&style.resolve(ui.style())));
            lines.lay_even((font(TextStyle::Body) + font(TextStyle::Small) + GAP + 2.0 * PAD).ceil());
            return;
        }
        let heights = &mut self.heights;
        lines.lay(|ix| {
            *heights
                .entry(*ix)
                .or_insert_with(|| (texts(ui, ctx, *ix, key.width, LINES, false).height() + 2.0 * PAD).ceil())
        });
    }

    fn texts(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, ix: Ix, key: Measured, lines: usize) -> &Texts {
        let wanted = TextsKey { measured: key, revision: ctx.revision, accent: ctx.palette.accent };
        if self.laid != Some(wanted) || self.galleys.len() > KEPT {
            self.laid = Some(wanted);
            self.galleys.clear();
        }
        self.galleys.entry(ix).or_insert_with(|| texts(ui, ctx, ix, key.width, lines, true))
    }

    /// Paints a row. Gives the title where it is cut short.
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        ix: Ix,
        standing: Standing,
        place: &RowPlace,
        many: bool,
    ) -> bool {
        let (rect, palette) = (place.rect, ctx.palette);
        standing.ground(ui.painter(), palette, rect, false);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
        if place.cursor {
            ui.painter().rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
        }
        let outside = place.at.is_none();
        let quiet = outside || standing.emphasis == Emphasis::Dimmed;
        let ink = if quiet { palette.weak } else { palette.ink };
        let key = Measured::of(ctx, rect.width());
        let texts = self.texts(ui, ctx, ix, key, if many || outside { 1 } else { LINES });
        let mut at = pos2(rect.left() + INDENT, rect.center().y - texts.height() / 2.0);
        let first = texts.title.rows.first().map_or(0.0, |row| row.height());
        if let Some(record) = ctx.record(ix) {
            let color = kind_style::color(record.kind, palette);
            let color = if quiet { palette.page.lerp_to_gamma(color, 0.55) } else { color };
            let look = kind_style::fill(record, color);
            let center = pos2(rect.left() + 12.0, at.y + first / 2.0);
            marks::paint(ui.painter(), kind_style::mark(record.kind), center, 4.5, look);
            if ctx.dataset.is_laid(ix) {
                marks::own(ui.painter(), center, 4.5, if says::is_proposal(record) { color } else { palette.page });
            }
        }
        ui.painter().galley(at, Arc::clone(&texts.title), ink);
        at.y += texts.title.size().y + GAP;
        if let Some(below) = &texts.below {
            ui.painter().galley(at, Arc::clone(below), palette.weak);
        }
        texts.title.elided
    }
}

/// Whether so many rows are all equally high.
pub(super) fn are_many(rows: usize) -> bool {
    rows > MEASURED
}

fn texts(ui: &Ui, ctx: &ViewCtx<'_>, ix: Ix, width: f32, lines: usize, marked: bool) -> Texts {
    let room = (width - INDENT - RIGHT).max(20.0);
    let body = TextStyle::Body.resolve(ui.style());
    let small = TextStyle::Small.resolve(ui.style());
    let wrap = |rows: usize| TextWrapping {
        max_width: room,
        max_rows: rows,
        break_anywhere: false,
        overflow_character: Some('…'),
    };
    let Some(record) = ctx.record(ix) else {
        return Texts { title: ui.painter().layout_no_wrap(String::new(), body, Color32::PLACEHOLDER), below: None };
    };
    let mut title = LayoutJob { wrap: wrap(lines), break_on_newline: false, ..LayoutJob::default() };
    let name = ctx.name(record);
    let plain = TextFormat::simple(body, Color32::PLACEHOLDER);
    // as wide as what is not marked: a row is as high with other words in the search box
    let mark =
        TextFormat { color: ctx.palette.accent, underline: Stroke::new(1.0, ctx.palette.accent), ..plain.clone() };
    let ranges = if marked { ctx.answer.marker.ranges(name) } else { Vec::new() };
    text::append_marked(&mut title, name, &ranges, &plain, &mark);
    let said = says::below(&ctx.reader(), ix, record);
    let caution = record.get(Field::Caveat).map(|_| ctx.words.t("caution"));
    let below = (!said.is_empty() || caution.is_some()).then(|| {
        let mut job = LayoutJob::simple_singleline(said, small.clone(), Color32::PLACEHOLDER);
        if let Some(caution) = caution {
            let space = if job.text.is_empty() { 0.0 } else { 6.0 };
            job.append(caution, space, TextFormat::simple(small, ctx.palette.warn));
        }
        job.wrap = wrap(if lines == 1 { 1 } else { 2 });
        text::whole_words(ui.painter(), job)
    });
    Texts { title: text::whole_words(ui.painter(), title), below }
}

/// The head of a group of the register.
pub(super) fn head(ui: &Ui, ctx: &ViewCtx<'_>, head: &GroupHead, rect: Rect, response: &Response) {
    let palette = ctx.palette;
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    if response.hovered() {
        painter.rect_filled(rect, 0.0, palette.stripe);
    }
    table::head_frame(ui, palette, rect, response, head.open, 10.0);
    let count = ctx.words.number(head.count as f64);
    let count = painter.layout_no_wrap(count, FontId::proportional(12.0), palette.weak);
    let room = rect.width() - INDENT - RIGHT - count.size().x - 8.0;
    let title = text::one_line(ui, &head.title, fonts::bold_id(13.5), palette.ink, room);
    let middle = |galley: &Galley| rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(rect.left() + INDENT, middle(&title)), title, palette.ink);
    painter.galley(pos2(rect.right() - RIGHT - count.size().x, middle(&count)), count, palette.weak);
}
