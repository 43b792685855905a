//! Text of cells laid out once, with what matched marked in it.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Stroke, TextStyle, Ui};

use super::cells;
use super::columns::{Column, ListSetup};
use super::paint::{self, PAD};
use crate::context::ViewCtx;
use crate::ui::{fonts, text};
use km0_core::dataset::Ix;

/// Rows that are kept.
const MOST: usize = 1_024;

/// A column, and how wide it is in points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ColumnRoom {
    column: Column,
    width: f32,
}

/// What all laid-out text depends on.
#[derive(Clone, Debug, PartialEq)]
struct GalleyKey {
    revision: u64,
    columns: Vec<ColumnRoom>,
    text_revision: u64,
    mark: Color32,
    body: FontId,
    small: FontId,
}

/// The cells of a row; none where a column shows no text.
pub(super) type CellTexts = Vec<Option<Arc<Galley>>>;

#[derive(Debug, Default)]
pub(super) struct Galleys {
    key: Option<GalleyKey>,
    rows: HashMap<Ix, CellTexts>,
    /// Of rows that stand out.
    strong: HashMap<Ix, CellTexts>,
}

impl Galleys {
    /// Forgets what no longer holds. Once a frame, before the first row.
    pub(super) fn refresh(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, setup: &ListSetup, edges: &[(f32, f32)]) {
        let key = GalleyKey {
            revision: ctx.revision,
            columns: setup
                .columns()
                .iter()
                .zip(edges)
                .map(|(shown, (left, right))| ColumnRoom { column: shown.column, width: right - left })
                .collect(),
            text_revision: ctx.text_revision,
            mark: ctx.palette.accent,
            body: TextStyle::Body.resolve(ui.style()),
            small: TextStyle::Small.resolve(ui.style()),
        };
        if self.rows.len() + self.strong.len() > MOST || self.key.as_ref() != Some(&key) {
            self.rows.clear();
            self.strong.clear();
            self.key = Some(key);
        }
    }

    /// The cells of a row from left to right; `strong` in bold.
    pub(super) fn row(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, ix: Ix, strong: bool) -> &CellTexts {
        let Self { key, rows, strong: of_strong } = self;
        let rows = if strong { of_strong } else { rows };
        rows.entry(ix).or_insert_with(|| {
            let Some(key) = key else { return Vec::new() };
            let cell = |room: &ColumnRoom| {
                cell(ctx, key, ix, room.column, strong).and_then(|job| fitted(ui, job, room.column, room.width))
            };
            key.columns.iter().map(cell).collect()
        })
    }
}

fn cell(ctx: &ViewCtx<'_>, key: &GalleyKey, ix: Ix, column: Column, strong: bool) -> Option<LayoutJob> {
    let said = cells::text(&ctx.reader(), ix, column);
    if said.is_empty() {
        return None;
    }
    let font = match column {
        Column::Name if strong => fonts::bold_id(key.body.size),
        Column::Name => key.body.clone(),
        _ => key.small.clone(),
    };
    let plain = TextFormat::simple(font.clone(), Color32::PLACEHOLDER);
    let marked = TextFormat {
        font_id: fonts::bold_id(font.size),
        underline: Stroke::new(1.0, key.mark),
        ..TextFormat::simple(font, key.mark)
    };
    let ranges = if matches!(column, Column::Date | Column::Kind | Column::Sources) {
        Vec::new()
    } else {
        ctx.answer.marker.ranges(&said)
    };
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    text::append_marked(&mut job, &said, &ranges, &plain, &marked);
    job.keep_trailing_whitespace = true;
    Some(job)
}

fn fitted(ui: &Ui, mut job: LayoutJob, column: Column, width: f32) -> Option<Arc<Galley>> {
    let room = width - 2.0 * PAD - if column == Column::Kind { paint::MARK } else { 0.0 };
    if room < 12.0 {
        return None;
    }
    job.wrap = text::cut_at(room);
    Some(text::whole_words(ui.painter(), job))
}
