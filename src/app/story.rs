//! A story beside the map: what its step says, and the buttons that lead on.
//! What story is told and at which step is in [`super::telling`].

use egui::{
    Align, Button, Frame, Id, Key, Label, Layout, Margin, RichText, Role, ScrollArea, Stroke, StrokeKind, TextEdit, Ui,
    vec2,
};

use super::app_ctx::AppCtx;
use super::chips::FilterChips;
use crate::context::Item;
use crate::ui::widgets::{self, strong};
use km0_core::pages::story::cites;
use km0_core::saved::StoryStep;

use super::input::{HistoryCommand, StoryCommand, StoryFile, ViewCommand};
use super::telling::Telling;

/// Sources that a card names; the page of the step's record has all.
const SOURCES: usize = 4;

/// Paints it in its own part of the window.
pub(super) fn show(ui: &mut Ui, ctx: &AppCtx<'_>, chips: &mut FilterChips) {
    let Some(telling) = &ctx.state.telling else { return };
    keys(ui, ctx);
    ui.painter().rect_filled(ui.max_rect(), 0.0, ctx.palette.raised);
    ui.painter().rect_stroke(ui.max_rect(), 0.0, Stroke::new(1.0, ctx.palette.line), StrokeKind::Inside);
    Frame::new().inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        head(ui, ctx, telling);
        ScrollArea::vertical().id_salt((telling.at, telling.editing)).auto_shrink(false).show(ui, |ui| {
            if telling.editing {
                edit(ui, ctx, telling);
            } else {
                said(ui, ctx, telling);
                // the list, which has them else, gives its place to the story
                ui.add_space(6.0);
                chips.ui(ui, ctx);
            }
        });
    });
}

/// Arrows go from step to step while nothing has the keyboard; Esc, which leaves, is where dialogs
/// take it.
fn keys(ui: &Ui, ctx: &AppCtx<'_>) {
    if ctx.state.dialog.is_some() || ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    if pressed(Key::ArrowRight) || pressed(Key::PageDown) {
        ctx.send(StoryCommand::Next);
    } else if pressed(Key::ArrowLeft) || pressed(Key::PageUp) {
        ctx.send(StoryCommand::Previous);
    }
}

fn head(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling) {
    let words = ctx.words;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("×").min_size(vec2(24.0, 24.0)).frame_when_inactive(false));
            widgets::name(&close, Role::Button, words.t("story-leave"));
            if close.on_hover_text(words.t("story-leave")).clicked() {
                ctx.send(StoryCommand::Leave);
            }
            let label = if telling.editing { "story-done" } else { "story-edit" };
            if ui.button(words.t(label)).clicked() {
                ctx.send(StoryCommand::Edit);
            }
            let (at, of) = (telling.at, telling.len());
            let step = |ui: &mut Ui, sign: &str, key: &str, able: bool| {
                let response = ui.add_enabled(able, Button::new(sign).min_size(vec2(28.0, 24.0)));
                widgets::name(&response, Role::Button, words.t(key));
                response.on_hover_text(words.t(key)).clicked()
            };
            if step(ui, "→", "story-next", at + 1 < of) {
                ctx.send(StoryCommand::Next);
            }
            if step(ui, "←", "story-previous", at > 0) {
                ctx.send(StoryCommand::Previous);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| step_count(ui, ctx, telling));
        });
    });
}

/// Which step of how many is told.
fn step_count(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling) {
    let of = telling.len();
    let count = ctx.words.with("story-step", &[("n", (telling.at + 1).min(of).into()), ("of", of.into())]);
    ui.add(Label::new(RichText::new(count).size(12.5).color(ctx.palette.weak)).truncate());
}

fn said(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling) {
    let Some(step) = telling.step() else {
        ui.label(RichText::new(ctx.words.t("story-empty")).color(ctx.palette.weak));
        return;
    };
    let lang = ctx.words.lang();
    let title = telling.title(lang);
    if !title.is_empty() {
        ui.add(Label::new(RichText::new(title).size(12.5).color(ctx.palette.weak)).wrap());
    }
    ui.add(Label::new(strong(step.heading(lang), 16.0)).wrap());
    if !step.title.get(lang).is_empty() {
        let caption = RichText::new(step.caption.get(lang)).size(14.0);
        ui.add(Label::new(caption).wrap().selectable(true));
    }
    sources(ui, ctx, step);
}

/// What the caption rests on: each source once, to be opened.
fn sources(ui: &mut Ui, ctx: &AppCtx<'_>, step: &StoryStep) {
    let mut cites = cites(&ctx.reader(), step);
    let mut known = Vec::new();
    cites.retain(|cite| {
        let new = !known.contains(&cite.source);
        known.push(cite.source.clone());
        new
    });
    if cites.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.label(RichText::new(format!("{}:", ctx.words.t("details-sources"))).size(12.0).color(ctx.palette.weak));
        for cite in cites.iter().take(SOURCES) {
            let label = RichText::new(ctx.source_label(cite)).size(12.0);
            if widgets::link(ui, label).clicked() {
                ctx.click(Item::cited(cite), false);
            }
        }
    });
}

fn edit(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling) {
    let (words, lang) = (ctx.words, ctx.words.lang());
    let send = |tell: StoryCommand| ctx.send(tell);
    let field = |ui: &mut Ui, key: &'static str, text: &str, rows: usize| {
        let mut text = text.to_owned();
        let edit =
            if rows > 1 { TextEdit::multiline(&mut text).desired_rows(rows) } else { TextEdit::singleline(&mut text) };
        let edit = edit.id(Id::unique(key)).hint_text(words.t(key)).char_limit(4_000).desired_width(f32::INFINITY);
        ui.add(edit).changed().then_some(text)
    };
    let title = telling.view.story.as_ref().map(|story| story.title.only(lang)).unwrap_or_default();
    field(ui, "story-title", title, 1).into_iter().for_each(|text| send(StoryCommand::Name(text)));
    if let Some(step) = telling.step() {
        field(ui, "story-heading", step.title.only(lang), 1)
            .into_iter()
            .for_each(|text| send(StoryCommand::Heading(text)));
        field(ui, "story-caption", step.caption.only(lang), 4)
            .into_iter()
            .for_each(|text| send(StoryCommand::Caption(text)));
    } else {
        ui.label(RichText::new(words.t("story-empty")).color(ctx.palette.weak));
    }
    let (at, of) = (telling.at, telling.len());
    ui.horizontal_wrapped(|ui| {
        let mut button = |key: &str, able: bool, tell: StoryCommand| {
            if ui.add_enabled(able, Button::new(words.t(key))).clicked() {
                send(tell);
            }
        };
        button("story-add", true, StoryCommand::Add);
        button("story-take", of > 0, StoryCommand::Take);
        button("story-earlier", at > 0, StoryCommand::Shift { earlier: true });
        button("story-later", at + 1 < of, StoryCommand::Shift { earlier: false });
        button("story-remove", of > 0, StoryCommand::Remove);
        let travel = [
            ("command-undo", telling.can_undo(), HistoryCommand::Undo),
            ("command-redo", telling.can_redo(), HistoryCommand::Redo),
        ];
        for (key, able, command) in travel {
            if ui.add_enabled(able, Button::new(words.t(key))).clicked() {
                ctx.send(command);
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        if ui.add_enabled(of > 0, Button::new(words.t("command-save-view"))).clicked() {
            ctx.send(ViewCommand::Save);
        }
        for (key, file) in [("story-html", StoryFile::Html), ("story-pdf", StoryFile::Pdf)] {
            if ui.add_enabled(of > 0, Button::new(words.t(key))).clicked() {
                send(StoryCommand::Save(file));
            }
        }
    });
}
