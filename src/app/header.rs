//! Title, search, what is in force and how many records match.

use egui::{Align, Frame, Id, Key, Layout, Margin, Panel, RichText, Role, TextEdit, Ui};

use crate::context::{Command, Dialog, ViewCtx};
use crate::ui::widgets::{self, strong};
use km0_core::dataset::Ix;
use km0_core::model::{Field, Value};
use km0_core::query::{Query, Term};
use km0_core::words::Part;

use super::commands;
use super::layers::Layers;
use super::state::State;

/// What the header keeps until something it depends on changes.
#[derive(Debug, Default)]
pub(super) struct Header {
    sentence: Option<(u64, Query, Vec<Part>)>,
    layers: Layers,
}

impl Header {
    /// The question as a sentence: worked out when the question or the answer changes.
    fn sentence(&mut self, ctx: &ViewCtx<'_>) -> &[Part] {
        let fresh = |(at, query, _): &(u64, Query, Vec<Part>)| *at == ctx.revision && query == ctx.query;
        if !self.sentence.as_ref().is_some_and(fresh) {
            let parts = ctx.words.sentence(ctx.query, ctx.dataset, ctx.answer.rows.len());
            self.sentence = Some((ctx.revision, ctx.query.clone(), parts));
        }
        self.sentence.as_ref().map_or(&[], |(_, _, parts)| parts)
    }
}

pub(super) fn search_bar(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, focus: bool, kept: &mut Header) {
    let frame = Frame::new().fill(ctx.palette.raised).inner_margin(Margin::symmetric(10, 6));
    Panel::top(Id::unique("search-bar")).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(strong("Km0", 19.0).color(ctx.palette.map.border));
            ui.add_space(2.0);
            history_buttons(ui, ctx, state);
            search_box(ui, ctx, state, focus);
            count(ui, ctx, state);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| kept.layers.ui(ui, ctx));
        });
        explain(ui, ctx, state, kept);
    });
}

fn history_buttons(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    for (text, label) in [("←", "command-back"), ("→", "command-forward")] {
        let Some(entry) = commands::find(label) else { continue };
        let hint = entry.tooltip(ui.ctx(), ctx, state);
        let able = (entry.able)(state).is_ok();
        let response = ui.add_enabled(able, egui::Button::new(text)).on_hover_text(hint);
        widgets::name(&response, Role::Button, ctx.words.t(label));
        if response.clicked() {
            ctx.send((entry.command)());
        }
    }
}

fn search_box(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, focus: bool) {
    let mut text = state.ask.text.clone();
    let width = (ui.available_width() * 0.45).clamp(200.0, 560.0);
    let hint = ctx.words.t("search-hint");
    let edit = TextEdit::singleline(&mut text).hint_text(hint).desired_width(width).id(Id::unique("search"));
    let response = ui.add(edit);
    if focus {
        response.request_focus();
    }
    if response.changed() {
        ctx.send(Command::Ask(text));
    }
    let help = ctx.words.t("search-help");
    let response = if response.has_focus() { response } else { response.on_hover_text(help) };
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) && !state.ask.text.is_empty() {
        ctx.send(Command::ClearQuery);
    }
    let clear = egui::Button::new("×").frame(false);
    let name = ctx.words.t("command-clear-query");
    if !state.ask.text.is_empty() {
        let response = ui.add(clear).on_hover_text(name);
        widgets::name(&response, Role::Button, name);
        if response.clicked() {
            ctx.send(Command::ClearQuery);
        }
    }
}

/// "17 of 240 records", and those that time leaves out for want of a date.
fn count(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let shown = ctx.answer.rows.len();
    let values = [("shown", shown.into()), ("total", ctx.dataset.len().into())];
    ui.label(strong(ctx.words.with("count-shown", &values), 13.5));
    if state.ask.waiting {
        ui.label(RichText::new(ctx.words.t("count-waiting")).color(ctx.palette.weak));
    }
    let errors = state.problems().len();
    if errors > 0 {
        let text = ctx.words.with("count-problems", &[("count", errors.into())]);
        if widgets::link(ui, RichText::new(text).color(ctx.palette.warn)).clicked() {
            ctx.send(Command::Show(Dialog::Problems));
        }
    }
}

/// What is wrong with the text in the box, what is shown as a sentence, and what the reader must
/// know of how it was found.
fn explain(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, kept: &mut Header) {
    if let Some(error) = &state.ask.error {
        ui.label(RichText::new(ctx.words.query_error(error)).color(ctx.palette.error));
    }
    for doubt in &ctx.answer.doubts {
        let text = ctx.words.with("search-unknown", &[("term", doubt.term.to_string().into())]);
        ui.label(RichText::new(text).color(ctx.palette.warn));
    }
    for (typed, instead) in &ctx.answer.instead {
        let instead: Vec<String> = instead.iter().map(|word| format!("“{word}”")).collect();
        let values = [("typed", typed.as_str().into()), ("instead", ctx.words.join(&instead).into())];
        ui.label(RichText::new(ctx.words.with("search-instead", &values)).color(ctx.palette.warn));
    }
    for (part, whole) in &ctx.answer.through {
        if let Some(text) = through(ctx, *part, *whole) {
            ui.label(RichText::new(text).color(ctx.palette.weak));
        }
    }
    sentence(ui, ctx, kept);
}

/// The filter in words; what can be taken away is a button.
fn sentence(ui: &mut Ui, ctx: &ViewCtx<'_>, kept: &mut Header) {
    let parts = kept.sentence(ctx);
    ui.add_space(1.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for part in parts {
            match &part.term {
                None => drop(ui.label(RichText::new(&part.text).color(ctx.palette.weak))),
                Some(term) => removable(ui, ctx, &part.text, term),
            }
        }
        waiting(ui, ctx);
    });
}

fn removable(ui: &mut Ui, ctx: &ViewCtx<'_>, text: &str, term: &Term) {
    let hint = ctx.words.with("search-remove", &[("term", text.into())]);
    let ink = if term.exclude { ctx.palette.error } else { ctx.palette.ink };
    let button =
        egui::Button::new(RichText::new(format!("{text}  ×")).color(ink)).fill(ctx.palette.accent_fill).small();
    let response = ui.add(button).on_hover_text(&hint);
    widgets::name(&response, Role::Button, &hint);
    if response.clicked() {
        ctx.send(Command::RemoveTerm(term.clone()));
    }
}

/// Records that the filter can't tell about: "and 14 undated, 3 unplaced".
fn waiting(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    for (rows, key) in [(&ctx.answer.undated, "count-undated"), (&ctx.answer.unplaced, "count-unplaced")] {
        if !rows.is_empty() {
            let text = ctx.words.with(key, &[("count", rows.len().into())]);
            ui.label(RichText::new(format!("  ·  {text}")).color(ctx.palette.weak));
        }
    }
}

/// "Tuyên Quang includes Hà Giang, merged into it on 1 July 2025."
fn through(ctx: &ViewCtx<'_>, part: Ix, whole: Ix) -> Option<String> {
    let (part, whole) = (ctx.record(part)?, ctx.record(whole)?);
    let Some(Value::Merger(merger)) = part.get(Field::MergedInto) else { return None };
    let values = [
        ("whole", ctx.name(whole).into()),
        ("part", ctx.name(part).into()),
        ("date", ctx.words.date(&merger.date).into()),
    ];
    Some(ctx.words.with("search-through", &values))
}
