//! The lane of the selected gate: its class and its working through time, each change with what
//! says so.

use egui::{Align2, Color32, Direction, FontId, Popup, PopupCloseBehavior, Rangef, Rect, RichText, Role, Sense, Shape};
use egui::{Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::gate::{self, FIELDS, Stage};
use super::layout::{LANE_PAD, ROW};
use crate::context::{Item, TimeScale, ViewCtx};
use crate::ui::fonts;
use crate::ui::widgets::{self, strong};
use km0_core::model::parts::{Change, GateStatus};
use km0_core::model::{Field, Kind, Record};

/// Points.
pub(super) const HEIGHT: f32 = 2.0 * ROW + 2.0 * LANE_PAD;
/// Points.
const CARD: f32 = 360.0;

/// The gate that is selected, if it is one and something is stated of it.
pub(super) fn of<'a>(ctx: &ViewCtx<'a>) -> Option<&'a Record> {
    let [Item::Record(id)] = ctx.selection else { return None };
    let record = ctx.dataset.by_id(id).filter(|record| record.kind == Kind::Gate)?;
    FIELDS.iter().any(|field| !record.history(*field).is_empty()).then_some(record)
}

/// Paints the lane beside its title.
pub(super) fn ui(ui: &Ui, (gutter, lane): (Rect, Rect), scale: &TimeScale, ctx: &ViewCtx<'_>, gate: &Record) {
    let painter = ui.painter_at(gutter.union(lane));
    painter.rect_filled(gutter.union(lane), 0.0, ctx.palette.accent_fill.gamma_multiply(0.35));
    painter.hline(gutter.left()..=lane.right(), lane.bottom() - 0.5, Stroke::new(1.0, ctx.palette.line));
    painter.vline(gutter.right() - 0.5, gutter.y_range(), Stroke::new(1.0, ctx.palette.line));
    title(ui, gutter, ctx, gate);
    for (n, stage) in gate::stages(gate).iter().enumerate() {
        let row = if stage.field == FIELDS[0] { 0.0 } else { 1.0 };
        let top = lane.top() + LANE_PAD + row * ROW;
        let x = |time: f64| scale.x_of_seconds(time).clamp(lane.left() - 8.0, lane.right() + 8.0);
        let shape = Rect::from_min_max(pos2(x(stage.from), top + 2.0), pos2(x(stage.to), top + ROW - 2.0));
        if shape.right() > lane.left() && shape.left() < lane.right() {
            one(ui, (n, stage), (shape, lane), scale, ctx, gate);
        }
    }
}

fn title(ui: &Ui, gutter: Rect, ctx: &ViewCtx<'_>, gate: &Record) {
    let painter = ui.painter_at(gutter);
    let y = |row: f32| gutter.top() + LANE_PAD + (row + 0.5) * ROW;
    let small = FontId::proportional(11.5);
    for (row, field) in (0_u8..).zip(FIELDS) {
        let at = pos2(gutter.right() - 9.0, y(f32::from(row)));
        painter.text(at, Align2::RIGHT_CENTER, ctx.words.field(field.name()), small.clone(), ctx.palette.weak);
    }
    let mut job = egui::text::LayoutJob::simple(
        ctx.words.with("timeline-gate", &[("name", gate.name.get(ctx.words.lang()).into())]),
        fonts::bold_id(12.5),
        ctx.palette.ink,
        gutter.width() - 92.0,
    );
    job.wrap.max_rows = 2;
    let galley = painter.layout_job(job);
    let at = pos2(gutter.left() + 12.0, gutter.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, ctx.palette.ink);
}

/// What a stage is drawn in: how the gate works, or that it is a class.
fn color(stage: &Stage, ctx: &ViewCtx<'_>) -> Color32 {
    let [first, second, third, ..] = ctx.palette.series;
    if stage.field == Field::Class {
        return first;
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

fn one(
    ui: &Ui,
    (n, stage): (usize, &Stage),
    (shape, lane): (Rect, Rect),
    scale: &TimeScale,
    ctx: &ViewCtx<'_>,
    gate: &Record,
) {
    let painter = ui.painter_at(lane);
    let color = color(stage, ctx);
    let mix = |share: f32| ctx.palette.page.lerp_to_gamma(color, share);
    let seen = shape.intersect(lane.expand2(vec2(8.0, 0.0)));
    // what no date begins or ends fades out there
    let fade = 60.0_f32.min(seen.width() / 3.0);
    let (open_start, open_end) = (!stage.from.is_finite(), !stage.to.is_finite());
    let left = if open_start { seen.left() + fade } else { seen.left() };
    let right = if open_end { seen.right() - fade } else { seen.right() };
    let part = |from: f32, to: f32| Rect::from_x_y_ranges(Rangef::new(from, to), seen.y_range());
    // before the first statement with a date it may have held
    let first = stage.stated.first().map_or(f64::INFINITY, |(from, _)| *from);
    let known = if open_start { scale.x_of_seconds(first).clamp(left, right) } else { left };
    painter.rect_filled(part(left, known), 0.0, mix(0.10));
    painter.rect_filled(part(known, right), 0.0, mix(0.24));
    let last = if known < right { 0.24 } else { 0.10 };
    for (rect, colors) in [(part(seen.left(), left), [0.02, 0.10]), (part(right, seen.right()), [last, 0.02])] {
        if rect.width() > 0.5 {
            painter.add(Shape::gradient_rect(rect, Direction::LeftToRight, colors.map(mix)));
        }
    }
    // where a source says so
    for (from, to) in &stage.stated {
        let x = |time: f64| scale.x_of_seconds(time).clamp(seen.left(), seen.right());
        let bar = part(x(*from), x(*to).min(x(*from) + 6_000.0).max(x(*from) + 3.0));
        let bar = Rect::from_min_max(pos2(bar.left(), bar.bottom() - 3.5), bar.max);
        painter.rect_filled(bar, 1.0, mix(0.85));
    }
    let edge = Stroke::new(1.0, mix(0.6));
    if !open_start {
        painter.vline(seen.left() + 0.5, seen.y_range(), edge);
    }
    let value = ctx.words.word(stage.value);
    let response = ui.interact(seen.intersect(lane), ui.scope_id().with(("stage", &gate.id, n)), Sense::click());
    widgets::name(&response, Role::Button, &name(ctx, stage, gate));
    let font = TextStyle::Small.resolve(ui.style());
    let galley = painter.layout_no_wrap(value.to_owned(), font, ctx.palette.ink);
    let from = seen.left().max(lane.left()) + 7.0;
    if from + galley.size().x + 4.0 < seen.right() {
        painter.galley(pos2(from, seen.center().y - galley.size().y / 2.0 - 0.5), galley, ctx.palette.ink);
    }
    if response.hovered() || response.has_focus() {
        painter.rect_stroke(seen.intersect(lane), 3.0, Stroke::new(1.0, ctx.palette.accent), StrokeKind::Inside);
    }
    let popup = Popup::from_toggle_button_response(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| card(ui, ctx, stage, gate, true));
    response.on_hover_ui_at_pointer(|ui| card(ui, ctx, stage, gate, false));
}

/// "Class: main gate, from 17 February 2024, 2 sources".
fn name(ctx: &ViewCtx<'_>, stage: &Stage, gate: &Record) -> String {
    let changes = statements(stage, gate);
    let dates: Vec<String> =
        changes.iter().filter_map(|change| change.date.as_ref()).map(|date| ctx.words.date(date)).collect();
    let when = if dates.is_empty() { ctx.words.t("timeline-gate-undated").to_owned() } else { ctx.words.join(&dates) };
    let cites = changes.iter().map(|change| change.cite.len()).sum::<usize>();
    let cites = ctx.words.with("timeline-cites", &[("n", cites.into())]);
    format!("{}: {}, {when}, {cites}", ctx.words.field(stage.field.name()), ctx.words.word(stage.value))
}

fn statements<'a>(stage: &Stage, gate: &'a Record) -> Vec<&'a Change> {
    let history = gate.history(stage.field);
    stage.statements.iter().filter_map(|at| history.get(*at)).collect()
}

/// Every statement with its date and what says so; the citations can be followed when asked for.
fn card(ui: &mut Ui, ctx: &ViewCtx<'_>, stage: &Stage, gate: &Record, links: bool) {
    ui.set_max_width(CARD);
    ui.label(strong(format!("{}: {}", ctx.words.field(stage.field.name()), ctx.words.word(stage.value)), 13.5));
    for change in statements(stage, gate) {
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
                    .map_or_else(|| cite.source.to_string(), |number| format!("{} ¶{number}", cite.source));
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
