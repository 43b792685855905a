//! What the board says of a row, a band or a mark: on hover, and to who hears it.

use egui::text::LayoutJob;
use egui::{RichText, TextStyle, Ui};

use super::{AlongScene, ruler};
use crate::boards::who;
use crate::context::ViewCtx;
use crate::ui::text::whole_words;
use crate::ui::widgets::strong;
use km0_core::model::{Cite, Field, Kind, Record};
use km0_core::pages::along::{Cluster, GateMark, GateRow, OrderBasis};
use km0_core::pages::stages::HeldStage;

/// Points.
const WIDE: f32 = 360.0;
/// Points of a window's height below which a card says only the beginning of what is told.
const SMALL: f32 = 480.0;
/// Records of a cluster that are named.
const NAMED: usize = 10;

/// "International gate": the class at the moment shown, empty where none is told.
pub(super) fn class(scene: &AlongScene<'_>, row: &GateRow) -> String {
    GateRow::at(&row.class, scene.now).map_or_else(String::new, |stage| scene.ctx.words.word(stage.value).to_owned())
}

/// How it stands at the moment shown.
pub(super) fn status(scene: &AlongScene<'_>, row: &GateRow) -> String {
    let words = scene.ctx.words;
    GateRow::at(&row.status, scene.now)
        .map_or_else(|| words.t("along-no-word").to_owned(), |stage| words.word(stage.value).to_owned())
}

/// "3 agreements, 5 commitments and proposals …, 2 open promises".
fn counts(ctx: &ViewCtx<'_>, kinds: &[Kind], row: &GateRow) -> String {
    let told = kinds.iter().zip(&row.counts).filter(|(_, count)| **count > 0);
    let mut said: Vec<String> =
        told.map(|(kind, count)| format!("{}: {}", ctx.words.kinds(*kind), ctx.words.number(*count as f64))).collect();
    if row.open > 0 {
        said.push(ctx.words.with("along-row-open", &[("n", row.open.into())]));
    }
    said.join(", ")
}

/// What a screen reader says of a row.
pub(super) fn spoken(scene: &AlongScene<'_>, row: &GateRow) -> String {
    let words = scene.ctx.words;
    let class = class(scene, row);
    let class = (!class.is_empty()).then(|| words.with("along-row-class", &[("class", class.into())]));
    let date = ruler::day(scene.ctx, scene.now);
    let status = scene
        .model
        .has_tracks()
        .then(|| words.with("along-row-status", &[("date", date.into()), ("status", status(scene, row).into())]));
    let province = (!row.province.is_empty()).then(|| row.province.clone());
    let counts = Some(counts(scene.ctx, &scene.model.kinds, row)).filter(|counts| !counts.is_empty());
    let said = [Some(row.name.clone()), province, class, status, counts];
    said.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// "12 Mar 2025: Minutes of …".
pub(super) fn dated(ctx: &ViewCtx<'_>, mark: &GateMark) -> String {
    let Some(record) = ctx.record(mark.ix) else { return String::new() };
    let date = record.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default();
    format!("{date}: {}", ctx.name(record))
}

/// What a screen reader says of a mark.
pub(super) fn cluster_name(scene: &AlongScene<'_>, row: &GateRow, cluster: &Cluster) -> String {
    let marks = row.marks.get(cluster.marks.clone()).unwrap_or_default();
    if let [only] = marks {
        let kind = scene.ctx.words.kind(only.kind);
        return format!("{}: {kind}, {}", row.name, dated(scene.ctx, only));
    }
    let list = marks.iter().take(NAMED).map(|mark| dated(scene.ctx, mark)).collect::<Vec<_>>().join("; ");
    let values = [("name", row.name.as_str().into()), ("n", marks.len().into()), ("list", list.into())];
    scene.ctx.words.with("along-marks", &values)
}

/// The records of a mark, with their dates.
pub(super) fn cluster(ui: &mut Ui, scene: &AlongScene<'_>, row: &GateRow, cluster: &Cluster) {
    let ctx = scene.ctx;
    ui.set_max_width(WIDE);
    let marks = row.marks.get(cluster.marks.clone()).unwrap_or_default();
    for mark in marks.iter().take(NAMED) {
        let Some(record) = ctx.record(mark.ix) else { continue };
        ui.label(strong(ctx.name(record), 13.0));
        let kind = ctx.words.kind(mark.kind);
        let date = record.date.as_ref().map(|date| ctx.words.date(date)).unwrap_or_default();
        ui.label(RichText::new(format!("{kind} · {date}")).color(ctx.palette.weak));
    }
    if marks.len() > NAMED {
        let more = ctx.words.with("view-more-missing", &[("count", (marks.len() - NAMED).into())]);
        ui.label(RichText::new(more).color(ctx.palette.weak));
    }
}

/// What holds of a gate at a time: its classes and how it stands, with what says so.
pub(super) fn row(ui: &mut Ui, scene: &AlongScene<'_>, row: &GateRow, time: Option<f64>) {
    let ctx = scene.ctx;
    let Some(record) = ctx.record(row.ix) else { return };
    ui.set_max_width(WIDE);
    ui.label(strong(row.name.as_str(), 13.5));
    let weak = |text: String| RichText::new(text).color(ctx.palette.weak);
    if let Some(time) = time {
        ui.label(weak(ruler::day(ctx, time)));
        for stages in [&row.class, &row.class_cn, &row.status] {
            if let Some(stage) = GateRow::at(stages, time) {
                self::stage(ui, ctx, record, stage, time);
            }
        }
        if !row.status.is_empty() && GateRow::at(&row.status, time).is_none() {
            ui.label(weak(ctx.words.t("along-no-word").to_owned()));
        }
        return;
    }
    ui.label(counts(ctx, &scene.model.kinds, row));
    let of = |part: &GateRow| {
        let whole = ctx.record(part.ix).and_then(|part| part.link(Field::PartOf));
        whole.is_some_and(|whole| *whole == record.id)
    };
    let parts = scene.model.rows.iter().any(of).then_some("along-parts");
    let place = match row.spot {
        OrderBasis::Own => None,
        OrderBasis::OfWhole => Some("along-of-whole"),
        OrderBasis::OfUnit => Some("along-of-unit"),
        OrderBasis::Unknown => Some("along-of-none"),
    };
    for key in parts.into_iter().chain(place.filter(|_| !scene.model.groups.is_empty())) {
        ui.label(weak(ctx.words.t(key).to_owned()));
    }
    if row.undated > 0 {
        ui.label(weak(ctx.words.with("along-undated", &[("n", row.undated.into())])));
    }
}

/// A stage with the last of its statements that was made by then.
fn stage(ui: &mut Ui, ctx: &ViewCtx<'_>, record: &Record, stage: &HeldStage, time: f64) {
    let field = ctx.words.field(stage.field.name());
    ui.label(strong(format!("{field}: {}", ctx.words.word(stage.value)), 12.5));
    let changes = stage.changes(record);
    let begun = changes.iter().rfind(|change| change.begin().is_none_or(|from| from.0 as f64 <= time));
    let Some(change) = begun.or(changes.first()) else { return };
    let date = change.date.as_ref().map(|date| ctx.words.date(date));
    let text = change.text.get(ctx.words.lang());
    let said: Vec<&str> = date.as_deref().into_iter().chain((!text.is_empty()).then_some(text)).collect();
    let small = ui.ctx().content_rect().height() < SMALL;
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple(said.join(": "), font, ctx.palette.ink, ui.available_width());
    job.wrap.max_rows = if small { 3 } else { 8 };
    ui.label(whole_words(ui.painter(), job));
    let cites: Vec<Cite> = change.cite.to_vec();
    ui.label(RichText::new(who::sources(ctx, &cites)).small().color(ctx.palette.weak));
}
