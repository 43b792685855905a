//! What is said of an event or group: the hover card, and the full name for screen readers.

use std::collections::BTreeSet;

use egui::{RichText, Ui};

use super::event::is_planned;
use crate::context::{ViewCtx, kind_style};
use crate::ui::marks::{self, Look};
use crate::ui::widgets::strong;
use km0_core::dataset::Ix;
use km0_core::model::{Field, Kind, Record};
use km0_core::pages::report::caution;

/// Points.
const WIDTH: f32 = 340.0;

/// Sources that a record cites anywhere in it.
fn sources(record: &Record) -> usize {
    record.all_cites().into_iter().map(|cite| &cite.source).collect::<BTreeSet<_>>().len()
}

/// The first place that the record names.
fn place_of<'a>(ctx: &ViewCtx<'a>, ix: Ix, record: &Record) -> Option<&'a str> {
    let named = |field| matches!(field, Field::Venues | Field::Place | Field::Host | Field::About | Field::Parties);
    let is_place = |to: &&Record| matches!(to.kind, Kind::Place | Kind::Gate);
    let given = record.ids(Field::Venues).iter().chain(record.link(Field::Place)).chain(&record.about);
    let first = given.filter_map(|id| ctx.dataset.by_id(id)).find(is_place);
    let linked = || {
        let links = ctx.dataset.links(ix).iter().filter(|link| named(link.field));
        links.filter_map(|link| ctx.record(link.to)).find(is_place)
    };
    first.or_else(linked).map(|place| ctx.name(place))
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
    parts.extend(place_of(ctx, ix, record).map(str::to_owned));
    parts.push(ctx.words.with("timeline-sources", &[("n", sources(record).into())]));
    parts.extend(caution(&ctx.reader(), record));
    parts.extend(place.map(|(n, of)| ctx.words.with("timeline-place", &[("n", n.into()), ("of", of.into())])));
    parts.join(", ")
}

/// "12 events: 7 Commitments, 5 Agreements".
pub(super) fn group_name(ctx: &ViewCtx<'_>, tally: &[(Kind, usize)]) -> String {
    let total: usize = tally.iter().map(|(_, count)| count).sum();
    let kinds: Vec<String> = tally.iter().map(|(kind, count)| format!("{count} {}", ctx.words.kinds(*kind))).collect();
    format!("{}: {}", ctx.words.with("timeline-events", &[("n", total.into())]), kinds.join(", "))
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
        let words = ctx.words.date(date);
        ui.label(if words == date.as_str() { words } else { format!("{words}  ·  {}", date.as_str()) });
        ui.label(RichText::new(ctx.words.precision(date)).color(ctx.palette.weak));
    }
    let mut foot: Vec<String> = place_of(ctx, ix, record).map(str::to_owned).into_iter().collect();
    foot.push(ctx.words.with("timeline-sources", &[("n", sources(record).into())]));
    ui.label(RichText::new(foot.join(" · ")).color(ctx.palette.weak));
    if let Some(text) = caution(&ctx.reader(), record) {
        ui.label(RichText::new(text).color(ctx.palette.warn));
    }
}

pub(super) fn group(ui: &mut Ui, ctx: &ViewCtx<'_>, tally: &[(Kind, usize)], splits: bool) {
    ui.set_max_width(WIDTH);
    let total: usize = tally.iter().map(|(_, count)| count).sum();
    ui.label(strong(ctx.words.with("timeline-events", &[("n", total.into())]), 13.5));
    for (kind, count) in tally {
        ui.horizontal(|ui| {
            kind_icon(ui, ctx, *kind, false);
            ui.label(format!("{count}  {}", ctx.words.kinds(*kind)));
        });
    }
    let hint = if splits { "timeline-group-zooms" } else { "timeline-group-lists" };
    ui.label(RichText::new(ctx.words.t(hint)).color(ctx.palette.weak));
}

fn icon(ui: &mut Ui, ctx: &ViewCtx<'_>, record: &Record) {
    kind_icon(ui, ctx, record.kind, is_planned(record));
}

fn kind_icon(ui: &mut Ui, ctx: &ViewCtx<'_>, kind: Kind, hollow: bool) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, 14.0), egui::Sense::hover());
    let color = kind_style::color(kind, ctx.palette);
    let look = if hollow { Look::hollow(color) } else { Look::solid(color) };
    marks::paint(ui.painter(), kind_style::mark(kind), rect.center(), 5.0, look);
}

/// A list of events to choose from; gives the chosen one.
pub(super) fn list(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &[Ix], with_date: bool) -> Option<Ix> {
    let mut chosen = None;
    ui.set_width(WIDTH);
    let height = ui.spacing().interact_size.y;
    let area = egui::ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]);
    area.show_rows(ui, height, rows.len(), |ui, seen| {
        for ix in rows.get(seen).unwrap_or_default().iter().copied() {
            let Some(record) = ctx.record(ix) else { continue };
            ui.horizontal(|ui| {
                icon(ui, ctx, record);
                let date = record.date.as_ref().filter(|_| with_date).map(|date| ctx.words.date(date));
                let text =
                    date.map_or_else(|| ctx.name(record).to_owned(), |date| format!("{}  ·  {date}", ctx.name(record)));
                let button = egui::Button::selectable(ctx.focus.is_selected(ix), text).truncate();
                let response = ui.add(button);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, full_name(ctx, ix, None)));
                if response.hovered() {
                    ctx.hover.set(crate::context::Item::Record(record.id.clone()));
                }
                if response.clicked() {
                    chosen = Some(ix);
                }
            });
        }
    });
    chosen
}
