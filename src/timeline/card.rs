//! What is said of an event or group: the hover card, and the full name for screen readers.

use std::collections::BTreeSet;

use egui::{RichText, Ui};

use super::event::is_planned;
use crate::context::{ViewCtx, kind_style, links};
use crate::ui::marks::{self, MarkFill};
use crate::ui::widgets::strong;
use km0_core::dataset::{Ix, place};
use km0_core::model::{Field, Kind, Record};
use km0_core::pages::promise_state;
use km0_core::pages::report::caution;

/// Points.
const WIDTH: f32 = 340.0;
/// Names of a group that its card tells.
pub(super) const NAMED: usize = 12;

/// Sources that a record cites anywhere in it.
fn sources(record: &Record) -> usize {
    record.all_cites().into_iter().map(|cite| &cite.source).collect::<BTreeSet<_>>().len()
}

/// The place that is named beside the record everywhere.
fn place_of<'a>(ctx: &ViewCtx<'a>, record: &'a Record) -> Option<&'a str> {
    place::shown(ctx.dataset, record).map(|place| ctx.name(place))
}

/// "Meeting, 9 April 2021, Early-spring meeting 2021, online, Cao Bằng, 2 sources".
/// ", 3 of 41" follows when its place among the shown events is given.
pub(super) fn full_name(ctx: &ViewCtx<'_>, ix: Ix, place: Option<(usize, usize)>) -> String {
    let Some(record) = ctx.record(ix) else { return String::new() };
    let mut parts = vec![ctx.words.kind(record.kind).to_owned()];
    parts.extend(record.date.as_ref().map(|date| ctx.words.date(date)));
    parts.push(ctx.name(record).to_owned());
    let format = record.choice(Field::Format).filter(|format| *format != "Unstated");
    parts.extend(format.map(|format| ctx.words.word(format).to_owned()));
    parts.extend(place_of(ctx, record).map(str::to_owned));
    parts.push(ctx.words.with("timeline-sources", &[("n", sources(record).into())]));
    parts.extend(caution(&ctx.reader(), record));
    parts.extend(place.map(|(n, of)| ctx.words.with("timeline-place", &[("n", n.into()), ("of", of.into())])));
    parts.join(", ")
}

/// "Nam Ninh · signed": what a card says below the name.
pub(super) fn place_and_state(ctx: &ViewCtx<'_>, ix: Ix) -> String {
    let Some(record) = ctx.record(ix) else { return String::new() };
    let promise = promise_state(&ctx.reader(), ix).map(|pill| pill.text).filter(|_| record.kind == Kind::Commitment);
    let state = [Field::Standing, Field::Status, Field::Form].iter().find_map(|field| record.choice(*field));
    let printed = record.word(Field::Printed).map(str::to_owned);
    let state = state.filter(|word| *word != "Other").map(|word| ctx.words.word(word).to_owned());
    let state = promise.or(state);
    let place = place_of(ctx, record).map(str::to_owned);
    place.into_iter().chain(printed.or(state)).collect::<Vec<_>>().join(" · ")
}

/// "3 events: Talks in Nam Ninh, Minutes of the talks, …": every one by name, as far as they can be
/// taken in.
pub(super) fn group_name(ctx: &ViewCtx<'_>, rows: &[Ix]) -> String {
    let mut names: Vec<&str> = rows.iter().take(NAMED).filter_map(|ix| Some(ctx.name(ctx.record(*ix)?))).collect();
    if rows.len() > NAMED {
        names.push("…");
    }
    format!("{}: {}", ctx.words.with("timeline-events", &[("n", rows.len().into())]), names.join("; "))
}

pub(super) fn event(ui: &mut Ui, ctx: &ViewCtx<'_>, ix: Ix) {
    let Some(record) = ctx.record(ix) else { return };
    ui.set_max_width(WIDTH);
    ui.label(strong(ctx.name(record), 13.5));
    ui.horizontal(|ui| {
        icon(ui, ctx, record);
        let kind = ctx.words.kind(record.kind).to_owned();
        let kind = if is_planned(record) { format!("{kind} · {}", ctx.words.t("timeline-planned")) } else { kind };
        ui.label(kind);
    });
    if let Some(date) = &record.date {
        ui.label(ctx.words.date(date));
        ui.label(RichText::new(ctx.words.precision(date)).color(ctx.palette.weak));
    }
    let mut foot: Vec<String> = place_of(ctx, record).map(str::to_owned).into_iter().collect();
    foot.push(ctx.words.with("timeline-sources", &[("n", sources(record).into())]));
    ui.label(RichText::new(foot.join(" · ")).color(ctx.palette.weak));
    if let Some(text) = caution(&ctx.reader(), record) {
        ui.label(RichText::new(text).color(ctx.palette.warn));
    }
}

/// The names of a group, each with its date.
pub(super) fn group(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &[Ix]) {
    ui.set_max_width(WIDTH);
    ui.label(strong(ctx.words.with("timeline-events", &[("n", rows.len().into())]), 13.5));
    for ix in rows.iter().take(NAMED) {
        let Some(record) = ctx.record(*ix) else { continue };
        let date = record.date.as_ref().map(|date| ctx.words.date(date)).unwrap_or_default();
        ui.horizontal(|ui| {
            icon(ui, ctx, record);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(ctx.name(record));
                ui.label(RichText::new(date).small().color(ctx.palette.weak));
            });
        });
    }
    if rows.len() > NAMED {
        let more = ctx.words.with("timeline-more", &[("n", (rows.len() - NAMED).into())]);
        ui.label(RichText::new(more).color(ctx.palette.weak));
    }
    ui.label(RichText::new(ctx.words.t("timeline-group-lists")).color(ctx.palette.weak));
}

/// So many events that they are only counted.
pub(super) fn crowd(ui: &mut Ui, ctx: &ViewCtx<'_>, count: usize) {
    ui.label(strong(ctx.words.with("timeline-events", &[("n", count.into())]), 13.5));
    ui.label(RichText::new(ctx.words.t("timeline-group-zooms")).color(ctx.palette.weak));
}

fn icon(ui: &mut Ui, ctx: &ViewCtx<'_>, record: &Record) {
    kind_icon(ui, ctx, record.kind, is_planned(record));
}

fn kind_icon(ui: &mut Ui, ctx: &ViewCtx<'_>, kind: Kind, hollow: bool) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, 14.0), egui::Sense::hover());
    let color = kind_style::color(kind, ctx.palette);
    let look = if hollow { MarkFill::hollow(color) } else { MarkFill::solid(color) };
    marks::paint(ui.painter(), kind_style::mark(kind), rect.center(), 5.0, look);
}

/// A list of events to choose from; gives the chosen one.
pub(super) fn list(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &[Ix], with_date: bool) -> Option<Ix> {
    ui.set_width(WIDTH);
    links::choose(ui, ctx, rows, 300.0, |ui, ix, record| {
        let row = ui.horizontal(|ui| {
            icon(ui, ctx, record);
            let date = record.date.as_ref().filter(|_| with_date).map(|date| ctx.words.date(date));
            let name = ctx.name(record);
            let text = date.map_or_else(|| name.to_owned(), |date| format!("{name}  ·  {date}"));
            let response = ui.add(egui::Button::selectable(ctx.focus.is_selected(ix), text).truncate());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, full_name(ctx, ix, None)));
            response
        });
        row.inner
    })
}
