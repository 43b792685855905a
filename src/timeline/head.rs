//! The panel's head: the shown range in words, what lanes stand for, play and zoom, the undated.

use egui::{Button, ComboBox, Label, Popup, PopupCloseBehavior, Rect, RichText, Role, Sense, Ui, pos2, vec2};

use super::arrangement::Arrangement;
use super::calendar;
use super::card;
use super::lanes::LaneGrouping;
use super::legend;
use super::model::Model;
use super::player;
use super::relations::Relation;
use crate::context::{Command, TimeView, ViewCtx, seconds};
use crate::ui::stops::Stops;
use crate::ui::widgets::{self, strong};

/// Points.
pub(super) const HEIGHT: f32 = 32.0;
/// Points from which on the choice of lanes has its label beside it, and the head says how labels
/// are chosen.
const WIDE: f32 = 560.0;
const WIDER: f32 = 900.0;
/// Points below which the head keeps only what nothing else on the timeline does or tells.
const NARROW: f32 = 470.0;
/// Points that the choice of lanes takes.
const LANES: f32 = 116.0;

/// What the person asked for in the head.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum HeadAction {
    Arrange(Box<Arrangement>),
    Closer,
    Further,
    Whole,
}

/// The time that the dataset is about.
pub(super) fn period(ctx: &ViewCtx<'_>) -> Option<TimeView> {
    ctx.dataset.period().map(|(from, to)| TimeView::new(seconds(from), seconds(to)))
}

/// All of the time: what the dataset is about, else that of what matches.
pub(super) fn whole(ctx: &ViewCtx<'_>, model: &Model) -> TimeView {
    period(ctx).or_else(|| model.span.map(|span| span.padded(0.02))).unwrap_or_default()
}

pub(super) fn ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    model: &Model,
    relations: &[Relation],
    raising: bool,
    arrangement: &Arrangement,
    view: TimeView,
) -> Option<HeadAction> {
    let sides = egui::Sides::new().height(HEIGHT).shrink_left().truncate();
    let width = ui.available_width();
    let (wide, narrow) = (width >= WIDE, width < NARROW);
    let left = |ui: &mut Ui| {
        ui.add_space(10.0);
        if !narrow {
            ui.scope(|ui| {
                // a time of one day is told at length, and the choice beside it does not shrink
                ui.set_max_width((ui.available_width() - LANES).max(0.0));
                ui.add(Label::new(strong(calendar::range(ctx.words, view), 13.5)).truncate());
            });
            ui.add_space(4.0);
        }
        let label = width_of(ui, ctx, ctx.words.t("timeline-lanes"), &egui::TextStyle::Body) + 8.0;
        let asked = lanes_choice(ui, ctx, arrangement, model, wide && label + LANES <= ui.available_width());
        if width >= WIDER {
            let how = if raising { "timeline-labels-related" } else { "timeline-labels-important" };
            let text = ctx.words.t(how);
            // whole or not at all
            if width_of(ui, ctx, text, &egui::TextStyle::Small) <= ui.available_width() {
                ui.label(RichText::new(text).small().color(ctx.palette.weak));
            }
        }
        asked
    };
    let right = |ui: &mut Ui| {
        ui.add_space(8.0);
        let mut stops = Stops::begin(ui, "tools");
        let asked = tools(ui, ctx, model, narrow, &mut stops);
        undated(ui, ctx, model, !wide, &mut stops);
        related(ui, ctx, relations, &mut stops);
        stops.end(ui);
        asked
    };
    let (chosen, pressed) = sides.show(ui, left, right);
    chosen.or(pressed)
}

/// Points that a text takes across.
fn width_of(ui: &Ui, ctx: &ViewCtx<'_>, text: &str, style: &egui::TextStyle) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), style.resolve(ui.style()), ctx.palette.weak).size().x
}

fn tools(ui: &mut Ui, ctx: &ViewCtx<'_>, model: &Model, narrow: bool, stops: &mut Stops) -> Option<HeadAction> {
    let words = ctx.words;
    let text = if narrow { "?" } else { words.t("timeline-legend-button") };
    let mut button = |ui: &mut Ui, text: &str| {
        let button = Button::new(text).min_size(vec2(26.0, 24.0)).sense(stops.sense(Sense::click()));
        let response = ui.add(button);
        stops.add(&response);
        response
    };
    let help = button(ui, text);
    widgets::name(&help, Role::Button, words.t("timeline-help-title"));
    let popup = Popup::from_toggle_button_response(&help).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_max_width(380.0);
        legend::ui(ui, ctx);
        ui.separator();
        gestures(ui, ctx);
    });
    help.on_hover_text(words.t("timeline-help-title"));
    let mut asked = None;
    let shown = if narrow { 1 } else { 3 };
    for (text, key, what) in [
        (words.t("timeline-all"), "timeline-all-help", HeadAction::Whole),
        ("+", "timeline-closer", HeadAction::Closer),
        ("–", "timeline-further", HeadAction::Further),
    ]
    .into_iter()
    .take(shown)
    {
        let response = button(ui, text).on_hover_text(words.t(key));
        widgets::name(&response, Role::Button, words.t(key));
        if response.clicked() {
            asked = Some(what);
        }
    }
    // it stays where it is while time is played: a second click at the same place pauses
    let running = ctx.play.is_some_and(|play| play.running);
    let play = button(ui, "");
    let (name, help) =
        if running { ("timeline-play-pause", "timeline-play-pause") } else { ("timeline-play", "timeline-play-help") };
    widgets::name(&play, Role::Button, words.t(name));
    player::sign(ui, &play, running);
    if play.clicked() {
        ctx.send(Command::Play(player::toggle(ctx, model)));
    }
    play.on_hover_text(words.t(help));
    asked
}

/// How many matching events lie before or after all of the time, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct OutsideEvents {
    pub(super) count: usize,
    pub(super) span: Option<TimeView>,
}

/// Small arrows at the ends of the ruler, where something matches that is not in the time that the
/// dataset is about: a click shows it.
pub(super) fn outside(
    ui: &mut Ui,
    gutter: Rect,
    ruler: Rect,
    ctx: &ViewCtx<'_>,
    found: &[OutsideEvents; 2],
    stops: &mut Stops,
) -> Option<TimeView> {
    let mut asked = None;
    for (n, OutsideEvents { count, span }) in found.iter().enumerate() {
        let (Some(span), true) = (span, *count > 0) else { continue };
        let (text, key) = if n == 0 {
            (format!("◀ {count}"), "timeline-before")
        } else {
            (format!("{count} ▶"), "timeline-after")
        };
        let size = vec2(40.0, 24.0);
        let left = if n == 0 { gutter.right() - size.x - 3.0 } else { ruler.right() - size.x };
        let rect = Rect::from_min_size(pos2(left, ruler.center().y - size.y / 2.0), size);
        let button = Button::new(RichText::new(text).small()).min_size(size);
        let response = ui.put(rect, button.sense(stops.sense(Sense::click())));
        stops.add(&response);
        let said = ctx.words.with(key, &[("n", (*count).into()), ("range", calendar::range(ctx.words, *span).into())]);
        widgets::name(&response, Role::Button, &said);
        if response.on_hover_text(said).clicked() {
            asked = Some(span.padded(0.05));
        }
    }
    asked
}

fn lanes_choice(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    arrangement: &Arrangement,
    model: &Model,
    label: bool,
) -> Option<HeadAction> {
    let mut changed = arrangement.clone();
    if label {
        ui.label(RichText::new(ctx.words.t("timeline-lanes")).color(ctx.palette.weak));
    }
    let grouping = arrangement.grouping;
    let combo = ComboBox::from_id_salt("timeline-lanes").selected_text(ctx.words.t(grouping.message()));
    let response = combo.height(400.0).show_ui(ui, |ui| {
        for choice in LaneGrouping::ALL {
            ui.selectable_value(&mut changed.grouping, choice, ctx.words.t(choice.message()));
        }
        ui.separator();
        ui.checkbox(&mut changed.show_empty, ctx.words.t("timeline-lanes-empty"));
        let lanes = || model.lanes.iter().map(|lane| lane.stored.as_str());
        if ui.selectable_label(false, ctx.words.t("timeline-lanes-collapse")).clicked() {
            changed.collapse_all(lanes(), true);
        }
        if ui.selectable_label(false, ctx.words.t("timeline-lanes-expand")).clicked() {
            changed.collapse_all(lanes(), false);
        }
        if ui.selectable_label(false, ctx.words.t("timeline-lanes-reset")).clicked() {
            changed.reset();
        }
    });
    let name = format!("{} {}", ctx.words.t("timeline-lanes"), ctx.words.t(grouping.message()));
    widgets::name(&response.response, Role::ComboBox, &name);
    (changed != *arrangement).then(|| HeadAction::Arrange(Box::new(changed)))
}

fn gestures(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.label(strong(ctx.words.t("timeline-help-moving"), 13.5));
    for key in ["wheel", "pan", "scroll", "double", "keys", "walk", "overview", "ruler", "play", "lanes"] {
        ui.label(ctx.words.t(&format!("timeline-help-{key}")));
    }
}

/// What the selection leads to and comes from, as a list for those who do not see the curves.
fn related(ui: &mut Ui, ctx: &ViewCtx<'_>, relations: &[Relation], stops: &mut Stops) {
    if relations.is_empty() {
        return;
    }
    let chip = Button::new(format!("→ {}", relations.len())).corner_radius(10);
    let chip = ui.add(chip.sense(stops.sense(Sense::click())));
    stops.add(&chip);
    let name = ctx.words.with("timeline-relations", &[("n", relations.len().into())]);
    widgets::name(&chip, Role::Button, &name);
    let chip = chip.on_hover_text(&name);
    let popup = Popup::from_toggle_button_response(&chip).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let chosen = popup.show(|ui| {
        ui.set_max_width(420.0);
        let mut chosen = None;
        for relation in relations {
            let here = |ix| ctx.focus.is_selected(ix);
            let other = if here(relation.from) { relation.to } else { relation.from };
            let name = |ix| ctx.record(ix).map_or("", |record| ctx.name(record)).to_owned();
            let values = [("from", name(relation.from).into()), ("to", name(relation.to).into())];
            let said = ctx.words.with(relation.bond.message(), &values);
            if ui.add(Button::selectable(false, said).wrap()).clicked() {
                chosen = Some(other);
            }
        }
        chosen
    });
    if let Some(record) = chosen.and_then(|shown| shown.inner).and_then(|ix| ctx.record(ix)) {
        ctx.click(record.item(), ui.input(|i| i.modifiers.command));
    }
}

/// The tray of what matches and has no date.
fn undated(ui: &mut Ui, ctx: &ViewCtx<'_>, model: &Model, narrow: bool, stops: &mut Stops) {
    if model.undated.is_empty() {
        return;
    }
    let text = ctx.words.with("timeline-undated", &[("n", model.undated.len().into())]);
    let short = format!("? {}", model.undated.len());
    let chip = Button::new(if narrow { &short } else { &text }).corner_radius(10);
    let chip = ui.add(chip.sense(stops.sense(Sense::click())));
    stops.add(&chip);
    widgets::name(&chip, Role::Button, &text);
    let chip = chip.on_hover_text(ctx.words.t("timeline-undated-help"));
    let popup = Popup::from_toggle_button_response(&chip).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let chosen = popup.show(|ui| card::list(ui, ctx, &model.undated, false));
    if let Some(record) = chosen.and_then(|shown| shown.inner).and_then(|ix| ctx.record(ix)) {
        ctx.click(record.item(), ui.input(|i| i.modifiers.command));
    }
}
