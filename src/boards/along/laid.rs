//! What is laid out once and painted every frame: texts, and marks put together.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Ui, Vec2};

use super::layout::{AlongColumns, AlongLines, Bands};
use super::{AlongScene, ModelKey};
use crate::context::ViewCtx;
use crate::ui::text::{cut_at, whole_words};
use km0_core::model::Kind;
use km0_core::pages::along::{Along, Cluster, GateRow, OrderBasis, clusters};

/// Names that are measured to know how wide their column must be.
const MEASURED: usize = 2_000;
/// Points before a name: the sign of how the gate stands.
pub(super) const SIGN: f32 = 16.0;

/// What the layout depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LaidKey {
    model: ModelKey,
    size: Vec2,
    text: u64,
    pixels: f32,
}

/// The rows as laid out. Those that were never in view are not.
#[derive(Debug)]
pub(super) struct LaidRows {
    key: Option<LaidKey>,
    pub(super) columns: AlongColumns,
    pub(super) lines: AlongLines,
    pub(super) bands: Bands,
    rows: Vec<Option<Own>>,
}

/// A row, laid out.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) name: Arc<Galley>,
    pub(super) counts: Vec<Arc<Galley>>,
    /// From the left of the board.
    pub(super) clusters: Vec<Cluster>,
    /// The names of its classes, where they are written in their bands.
    pub(super) classes: Vec<Arc<Galley>>,
}

impl Default for LaidRows {
    fn default() -> Self {
        Self {
            key: None,
            columns: AlongColumns { name: [0.0; 2], lane: [0.0, 1.0], counts: Vec::new() },
            lines: AlongLines::default(),
            bands: Bands::of(0.0),
            rows: Vec::new(),
        }
    }
}

impl LaidRows {
    /// Lays out anew what is shared by all rows, where something is another than before.
    pub(super) fn refresh(
        &mut self,
        ui: &Ui,
        ctx: &ViewCtx<'_>,
        model: &Along,
        key: ModelKey,
        size: Vec2,
        paper: bool,
    ) {
        let key = LaidKey { model: key, size, text: ctx.text_revision, pixels: ui.ctx().pixels_per_point() };
        // on paper each pass may have another picture of the glyphs
        if self.key == Some(key) && !paper {
            return;
        }
        self.key = Some(key);
        let widest = model.rows.iter().take(MEASURED).map(|row| name(ui, ctx, model, row, f32::INFINITY).size().x);
        let widest = widest.fold(0.0, f32::max) + SIGN + 4.0;
        self.columns = AlongColumns::fit(size.x, widest, model.kinds.len());
        self.lines = AlongLines::new(model, size.y, paper);
        self.bands = Bands::of(self.lines.row);
        self.rows = vec![None; model.rows.len()];
    }

    /// Lays a row out the first time that it is seen.
    pub(super) fn prepare(&mut self, ui: &Ui, scene: &AlongScene<'_>, at: usize) {
        let (Some(slot), Some(row)) = (self.rows.get_mut(at), scene.model.rows.get(at)) else { return };
        if slot.is_some() {
            return;
        }
        let words = scene.ctx.words;
        let plain = |text: String, size: f32| {
            ui.painter().layout_no_wrap(text, FontId::proportional(size), Color32::PLACEHOLDER)
        };
        let number = |(kind, count): (&Kind, &usize)| {
            let of = |count: usize| words.number(count as f64);
            // of promises first those that are done: who reads 7/7 takes all to be
            let text = if *kind == Kind::Commitment && *count > 0 {
                format!("{}/{}", of(count.saturating_sub(row.open)), of(*count))
            } else {
                of(*count)
            };
            plain(text, 12.0)
        };
        let classes = row.class.iter().map(|stage| plain(words.word(stage.value).to_owned(), 10.5));
        *slot = Some(Own {
            name: name(ui, scene.ctx, scene.model, row, self.columns.name[1] - SIGN),
            counts: scene.model.kinds.iter().zip(&row.counts).map(number).collect(),
            clusters: clusters(&row.marks, scene.model.span, &|time| scene.scale.x_of_seconds(time) - scene.left),
            classes: if self.bands.written { classes.collect() } else { Vec::new() },
        });
    }

    pub(super) fn row(&self, at: usize) -> Option<&Own> {
        self.rows.get(at)?.as_ref()
    }
}

/// Points of a name beyond which it is set smaller, so that one long name does not take the room of
/// all bands.
const LONG: f32 = 190.0;
/// Points of a letter's height in two lines, which the lowest row has room for.
const SMALLEST: f32 = 9.8;

/// The name, with its province where rows don't stand under it. A long one is set smaller, and then in two lines.
fn name(ui: &Ui, ctx: &ViewCtx<'_>, model: &Along, row: &GateRow, width: f32) -> Arc<Galley> {
    let usual = sized(ui, ctx, model, row, 12.5, cut_at(width));
    if usual.size().x <= LONG && !usual.elided {
        return usual;
    }
    let small = sized(ui, ctx, model, row, 11.0, cut_at(width));
    let wrapped = TextWrapping { max_width: width, max_rows: 2, break_anywhere: false, ..cut_at(width) };
    if small.elided { sized(ui, ctx, model, row, SMALLEST, wrapped) } else { small }
}

fn sized(ui: &Ui, ctx: &ViewCtx<'_>, model: &Along, row: &GateRow, size: f32, wrap: TextWrapping) -> Arc<Galley> {
    let line_height = (wrap.max_rows > 1).then_some(size);
    let format = |color| TextFormat { line_height, ..TextFormat::simple(FontId::proportional(size), color) };
    let mut job = LayoutJob::default();
    job.append(&row.name, 0.0, format(Color32::PLACEHOLDER));
    if model.groups.is_empty() && !row.province.is_empty() {
        job.append(&format!(" · {}", row.province), 0.0, format(ctx.palette.weak));
    } else if row.spot != OrderBasis::Own && !model.groups.is_empty() {
        job.append(" ~", 0.0, format(ctx.palette.weak));
    }
    job.wrap = wrap;
    whole_words(ui.painter(), job)
}
