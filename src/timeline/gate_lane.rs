//! The lane of the selected gate: its class, its working and whatever else has a history, each as a
//! band through time, each change with what says so.

use egui::{Color32, FontId, Popup, PopupCloseBehavior, Rangef, Rect, RichText, Role, Sense};
use egui::{Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use crate::context::{Item, TimeScale, ViewCtx};
use crate::ui::fonts;
use crate::ui::stops::Stops;
use crate::ui::text::one_line;
use crate::ui::vector;
use crate::ui::widgets::{self, strong};
use km0_core::model::parts::{Change, GateStatus};
use km0_core::model::{Field, Kind, Record};
use km0_core::pages::stages::{self, HeldStage};

/// Points of a band.
const BAND: f32 = 18.0;
const PAD: f32 = 5.0;
/// Points.
const CARD: f32 = 360.0;

/// Points that the lane takes.
pub(super) fn height(gate: &Record) -> f32 {
    // a single band still has a title of two lines
    (stages::tracks(gate).len() as f32 * BAND).max(2.0 * BAND) + 2.0 * PAD
}

/// The gate that is selected, if it is one and something is stated of it.
pub(super) fn selected_gate<'a>(ctx: &ViewCtx<'a>) -> Option<&'a Record> {
    let [Item::Record(id)] = ctx.selection else { return None };
    let record = ctx.dataset.by_id(id).filter(|record| record.kind == Kind::Gate)?;
    (!stages::tracks(record).is_empty()).then_some(record)
}

/// Paints the lane beside its title.
pub(super) fn ui(
    ui: &Ui,
    gutter: Rect,
    lane: Rect,
    scale: &TimeScale,
    ctx: &ViewCtx<'_>,
    gate: &Record,
    stops: &mut Stops,
) {
    let painter = ui.painter_at(gutter.union(lane));
    let ground = ctx.palette.page.lerp_to_gamma(ctx.palette.accent_fill, 0.5);
    painter.rect_filled(gutter.union(lane), 0.0, ground);
    painter.hline(gutter.left()..=lane.right(), lane.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
    painter.vline(gutter.right() - 0.5, gutter.y_range(), Stroke::new(1.0, ctx.palette.line));
    let tracks = stages::tracks(gate);
    title(ui, gutter, ctx, gate, &tracks);
    for (row, field) in (0_u8..).zip(&tracks) {
        let top = lane.top() + PAD + f32::from(row) * BAND;
        let stages = stages::stages(gate, *field);
        for (n, stage) in stages.iter().enumerate() {
            let x = |time: f64| scale.x_of_seconds(time).clamp(lane.left() - 8.0, lane.right() + 8.0);
            let shape = Rect::from_min_max(pos2(x(stage.from), top + 1.0), pos2(x(stage.to), top + BAND - 1.0));
            if shape.right() > lane.left() && shape.left() < lane.right() {
                let last = row == 0 && n > 0 && n + 1 == stages.len();
                one(ui, &StageBand { gate, stage, n, last, shape, lane }, scale, ctx, stops);
            }
        }
    }
}

/// The gate's name over those of its bands; with more than two of those each stands beside its own.
fn title(ui: &Ui, gutter: Rect, ctx: &ViewCtx<'_>, gate: &Record, tracks: &[Field]) {
    let painter = ui.painter_at(gutter);
    let small = FontId::proportional(11.5);
    let room = gutter.width() - 20.0;
    let name = gate.name.get(ctx.words.lang());
    let line = |text: String, font, ink, room| one_line(ui, &text, font, ink, room);
    let at = gutter.min + vec2(12.0, PAD);
    let palette = ctx.palette;
    let named = |field: &Field| ctx.words.field(field.name()).to_owned();
    if tracks.len() <= 2 {
        painter.galley(at, line(name.to_owned(), fonts::bold_id(12.5), palette.accent, room), palette.accent);
        let below: Vec<String> = tracks.iter().map(named).collect();
        let below = line(below.join(" · ").to_lowercase(), small, palette.weak, room);
        painter.galley(at + vec2(0.0, BAND), below, palette.weak);
        return;
    }
    let name = line(name.to_owned(), fonts::bold_id(12.5), palette.accent, room * 0.55);
    let beside = room - name.size().x - 6.0;
    painter.galley(at, name, palette.accent);
    for (row, field) in (0_u8..).zip(tracks) {
        let text = line(named(field), small.clone(), palette.weak, if row == 0 { beside } else { room });
        let y = gutter.top() + PAD + (f32::from(row) + 0.5) * BAND - text.size().y / 2.0;
        painter.galley(pos2(gutter.right() - 8.0 - text.size().x, y), text, palette.weak);
    }
}

/// What a stage is drawn in: how the gate works, or that it is a class.
fn color(stage: &HeldStage, ctx: &ViewCtx<'_>) -> Color32 {
    let [first, second, third, ..] = ctx.palette.series;
    if stage.field != Field::Status {
        return first;
    }
    if stage.value == "NotOpen" {
        return ctx.palette.weak;
    }
    match GateStatus::from_name(stage.value) {
        Some(GateStatus::Suspended) => ctx.palette.error,
        Some(
            GateStatus::NotOpen
            | GateStatus::ToBeOpened
            | GateStatus::ToBeUpgraded
            | GateStatus::UnderConstruction
            | GateStatus::Trial,
        ) => third,
        Some(GateStatus::Open | GateStatus::Reopened | GateStatus::Upgraded) | None => second,
    }
}

/// A stage of a gate as it lies in the lane.
struct StageBand<'a> {
    gate: &'a Record,
    stage: &'a HeldStage,
    /// Its place among the stages of its track.
    n: usize,
    /// It holds to this day.
    last: bool,
    shape: Rect,
    lane: Rect,
}

fn one(ui: &Ui, band: &StageBand<'_>, scale: &TimeScale, ctx: &ViewCtx<'_>, stops: &mut Stops) {
    let StageBand { gate, stage, n, last, shape, lane } = *band;
    let painter = ui.painter_at(lane);
    let color = color(stage, ctx);
    let mix = |share: f32| ctx.palette.page.lerp_to_gamma(color, share);
    let seen = shape.intersect(lane.expand2(vec2(8.0, 0.0)));
    // what no date begins or ends fades out there
    let fade = if last { 0.0 } else { 60.0_f32.min(seen.width() / 3.0) };
    let (open_start, open_end) = (!stage.from.is_finite(), !stage.to.is_finite());
    let left = if open_start { seen.left() + fade } else { seen.left() };
    let right = if open_end { seen.right() - fade } else { seen.right() };
    let part = |from: f32, to: f32| Rect::from_x_y_ranges(Rangef::new(from, to), seen.y_range());
    // before the first statement with a date it may have held
    let first = stage.stated.first().map_or(f64::INFINITY, |(from, _)| *from);
    let known = if open_start { scale.x_of_seconds(first).clamp(left, right) } else { left };
    painter.rect_filled(part(left, known), 0.0, mix(0.10));
    // what holds to this day stands out
    let full = if last { 1.0 } else { 0.24 };
    painter.rect_filled(part(known, right), 2.0, mix(full));
    let end = if known < right { full } else { 0.10 };
    for (rect, colors) in [(part(seen.left(), left), [0.02, 0.10]), (part(right, seen.right()), [end, 0.02])] {
        if rect.width() > 0.5 {
            vector::fade(&painter, rect, colors.map(mix));
        }
    }
    // where a source says so
    for (from, to) in &stage.stated {
        let x = |time: f64| scale.x_of_seconds(time).clamp(seen.left(), seen.right());
        let bar = part(x(*from), x(*to).min(x(*from) + 6_000.0).max(x(*from) + 3.0));
        let bar = Rect::from_min_max(pos2(bar.left(), bar.bottom() - 2.5), bar.max);
        painter.rect_filled(bar, 1.0, mix(0.85));
    }
    let edge = Stroke::new(1.0, mix(0.6));
    if !open_start {
        painter.vline(seen.left() + 0.5, seen.y_range(), edge);
    }
    let value = ctx.words.word(stage.value);
    let id = ui.scope_id().with(("stage", &gate.id, stage.field, n));
    let response = ui.interact(seen.intersect(lane), id, stops.sense(Sense::click()));
    stops.add(&response);
    widgets::name(&response, Role::Button, &name(ctx, stage, gate));
    let ink = if last { ctx.palette.page } else { ctx.palette.ink };
    let from = seen.left().max(lane.left()) + 7.0;
    let room = seen.right().min(lane.right()) - 4.0 - from;
    let whole = |text: &String| {
        let font = TextStyle::Small.resolve(ui.style());
        Some(painter.layout_no_wrap(text.clone(), font, ink)).filter(|galley| galley.size().x <= room)
    };
    // with its date where there is room for it, or not at all
    if let Some(galley) = since(ctx, stage, gate).as_ref().and_then(whole).or_else(|| whole(&value.to_owned())) {
        painter.galley(pos2(from, seen.center().y - galley.size().y / 2.0 - 0.5), galley, ink);
    }
    if response.hovered() || response.has_focus() {
        painter.rect_stroke(seen.intersect(lane), 3.0, Stroke::new(1.0, ctx.palette.accent), StrokeKind::Inside);
    }
    let popup = Popup::from_toggle_button_response(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| card(ui, ctx, stage, gate, true));
    response.on_hover_ui_at_pointer(|ui| card(ui, ctx, stage, gate, false));
}

/// "International from 28 December 2023", where a date begins it.
fn since(ctx: &ViewCtx<'_>, stage: &HeldStage, gate: &Record) -> Option<String> {
    // the first day on which something was seen to hold is not the day since which it holds
    let before = |change: &Change| {
        change.value != stage.value && change.begin().is_none_or(|begin| (begin.0 as f64) < stage.from)
    };
    if !gate.history(stage.field).iter().any(before) {
        return None;
    }
    let date =
        stage.changes(gate).into_iter().find_map(|change| change.date.as_ref()).filter(|_| stage.from.is_finite())?;
    let date = ctx.words.date(&date.start()?);
    let values = [("value", ctx.words.word(stage.value).to_owned().into()), ("date", date.into())];
    Some(ctx.words.with("timeline-gate-since", &values))
}

/// "Class: main gate, from 17 February 2024, 2 sources".
fn name(ctx: &ViewCtx<'_>, stage: &HeldStage, gate: &Record) -> String {
    let changes = stage.changes(gate);
    let dates: Vec<String> =
        changes.iter().filter_map(|change| change.date.as_ref()).map(|date| ctx.words.date(date)).collect();
    let when = if dates.is_empty() { ctx.words.t("timeline-gate-undated").to_owned() } else { ctx.words.join(&dates) };
    let cites = changes.iter().map(|change| change.cite.len()).sum::<usize>();
    let cites = ctx.words.with("timeline-cites", &[("n", cites.into())]);
    format!("{}: {}, {when}, {cites}", ctx.words.field(stage.field.name()), ctx.words.word(stage.value))
}

/// Every statement with its date and what says so; the citations can be followed when asked for.
fn card(ui: &mut Ui, ctx: &ViewCtx<'_>, stage: &HeldStage, gate: &Record, links: bool) {
    ui.set_max_width(CARD);
    ui.label(strong(format!("{}: {}", ctx.words.field(stage.field.name()), ctx.words.word(stage.value)), 13.5));
    for change in stage.changes(gate) {
        ui.add_space(2.0);
        let date = change
            .date
            .as_ref()
            .map_or_else(|| ctx.words.t("timeline-gate-undated").to_owned(), |date| ctx.words.date(date));
        ui.label(strong(date, 12.5));
        let text = change.text.get(ctx.words.lang());
        if !text.is_empty() {
            ui.label(text);
        }
        ui.horizontal_wrapped(|ui| {
            for cite in &change.cite {
                let said = cite
                    .paragraph
                    .map_or_else(|| ctx.source_label(cite), |number| format!("{} ¶{number}", ctx.source_label(cite)));
                if links {
                    if widgets::link(ui, said).clicked() {
                        ctx.click(Item::cited(cite), false);
                    }
                } else {
                    ui.label(RichText::new(said).color(ctx.palette.weak));
                }
            }
        });
    }
    if !links {
        ui.label(RichText::new(ctx.words.t("timeline-gate-help")).color(ctx.palette.weak));
    }
}
