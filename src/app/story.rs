//! The card of a story over the foot of the middle: what its step says, and the buttons that lead on.
//! What story is told and at which step is in [`super::telling`].

use egui::{
    Align, Align2, Area, Button, Frame, Id, Key, Label, Layout, Margin, Order, RichText, Role, Stroke, TextEdit, Ui,
    vec2,
};

use super::app_ctx::AppCtx;
use crate::context::Item;
use crate::ui::widgets::{self, strong};
use km0_core::pages::story::cites;
use km0_core::saved::StoryStep;

use super::input::{HistoryCommand, StoryCommand, StoryFile, ViewCommand};
use super::layout::Regions;
use super::telling::Telling;

/// Points across: beside the middle of the map, which is what the step is about, and where there is no room for that
/// over its foot.
const BESIDE: f32 = 300.0;
const FOOT: f32 = 640.0;
/// Sources that a card names; the page of the step's record has all.
const SOURCES: usize = 4;

pub(super) fn show(ui: &Ui, ctx: &AppCtx<'_>, regions: &Regions) {
    let Some(telling) = &ctx.state.telling else { return };
    keys(ui, ctx);
    // the scale of the map and whom to thank for it stay in sight below
    let up = vec2(0.0, if regions.timeline.is_some() { 46.0 } else { 14.0 });
    let whole = regions.middle.width() - 24.0;
    let half = whole * 0.5 - 40.0;
    let beside = half >= 240.0;
    let width = if beside { BESIDE.min(half) } else { FOOT.min(whole).max(220.0) };
    let (foot, pivot) = if beside {
        (regions.middle.left_bottom() + vec2(10.0, 0.0) - up, Align2::LEFT_BOTTOM)
    } else {
        (regions.middle.center_bottom() - up, Align2::CENTER_BOTTOM)
    };
    let frame = Frame::popup(ui.style()).fill(ctx.palette.raised).inner_margin(Margin::symmetric(14, 10));
    let frame = frame.stroke(Stroke::new(1.0, ctx.palette.weak));
    let area = Area::new(Id::unique("story")).order(Order::Middle).fixed_pos(foot).pivot(pivot);
    area.show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(width);
            if beside {
                title(ui, ctx, telling);
            }
            self::head(ui, ctx, telling, !beside);
            if telling.editing {
                edit(ui, ctx, telling);
            } else {
                said(ui, ctx, telling);
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

fn head(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling, titled: bool) {
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
            if titled {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| title(ui, ctx, telling));
            }
        });
    });
}

/// The story's title, and which step of how many is told.
fn title(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling) {
    let of = telling.len();
    let count = ctx.words.with("story-step", &[("n", (telling.at + 1).min(of).into()), ("of", of.into())]);
    let title = telling.title(ctx.words.lang());
    let text = if title.is_empty() { count } else { format!("{count} · {title}") };
    ui.add(Label::new(RichText::new(text).size(12.5).color(ctx.palette.weak)).truncate());
}

fn said(ui: &mut Ui, ctx: &AppCtx<'_>, telling: &Telling) {
    let Some(step) = telling.step() else {
        ui.label(RichText::new(ctx.words.t("story-empty")).color(ctx.palette.weak));
        return;
    };
    let lang = ctx.words.lang();
    ui.add(Label::new(strong(step.heading(lang), 16.0)).wrap());
    if !step.title.get(lang).is_empty() {
        ui.add(Label::new(step.caption.get(lang)).wrap().selectable(true));
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
