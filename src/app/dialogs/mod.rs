//! Windows in front of the others.

mod columns;
mod export;
mod keys;
mod layers;
mod manual;
mod names;
mod picture;
pub(super) mod problems;
mod views;

use egui::{Align, Id, Key, Layout, Modal, RichText, TextEdit, Ui};

use crate::app::app_ctx::AppCtx;
use crate::context::{Command, PlayStep, Task};
use crate::map::boundaries_said;
use crate::ui::widgets::strong;
use km0_core::export::Survey;

use super::export_job::ExportKey;
use super::palette::Finder;
use super::preview::ExportPreview;
use crate::app::input::{Dialog, StoryCommand, WindowCommand};

pub(super) use columns::ColumnChoice;
pub(super) use views::ViewsDialog;

/// What dialogs keep while they are open.
#[derive(Debug, Default)]
pub(super) struct Dialogs {
    /// The one that is in front.
    shown: Option<Dialog>,
    pub(super) palette: Finder,
    pub(super) views: ViewsDialog,
    pub(super) columns: ColumnChoice,
    pub(super) preview: ExportPreview,
    /// What the export would hold and lose, while its dialog is open.
    pub(super) survey: Task<ExportKey, Survey>,
    layers: layers::LayersDialog,
    problems: problems::ProblemsDialog,
    manual: manual::Manual,
    names: names::NamesDialog,
    /// A menu or list lay open at the end of the last frame: Esc closes that and nothing else.
    menu_open: bool,
}

impl Dialogs {
    /// Says which is in front in this frame. When it is another, what the others kept is forgotten, but
    /// for what takes long to make.
    pub(super) fn turn_to(&mut self, shown: Option<Dialog>) {
        if shown != self.shown {
            let Self { palette, manual, menu_open, .. } = std::mem::take(self);
            let (palette, manual) = (palette.put_away(), manual.put_away());
            *self = Self { shown, palette, manual, menu_open, ..Self::default() };
        }
    }
}

pub(super) fn show(ui: &mut Ui, ctx: &AppCtx<'_>, kept: &mut Dialogs) {
    let menu_was_open = std::mem::replace(&mut kept.menu_open, egui::Popup::is_any_open(ui.ctx()));
    match ctx.state.dialog {
        None if menu_was_open => {}
        None => escape(ui, ctx),
        Some(Dialog::Palette) => kept.palette.show(ui, ctx),
        Some(Dialog::Columns) => kept.columns.show(ui, ctx),
        Some(dialog) => framed(ui, ctx, kept, dialog),
    }
}

fn framed(ui: &Ui, ctx: &AppCtx<'_>, kept: &mut Dialogs, dialog: Dialog) {
    let title = match dialog {
        Dialog::Export => "export-title",
        Dialog::Picture => "picture-dialog",
        Dialog::About => "command-about",
        Dialog::Manual => "command-manual",
        Dialog::Shortcuts => "command-shortcuts",
        Dialog::Problems => "command-problems",
        Dialog::Layers => "layers-title",
        Dialog::Names => "names-title",
        Dialog::Dropped => "dropped-title",
        Dialog::Views | Dialog::Palette | Dialog::Columns => "views-title",
    };
    let frame = egui::Frame::popup(ui.style()).inner_margin(18);
    let response = Modal::new(Id::unique(("dialog", dialog))).frame(frame).show(ui.ctx(), |ui| {
        let most = (ui.ctx().content_rect().width() - 76.0).max(300.0);
        let width = match dialog {
            Dialog::Export => export::WIDTH,
            Dialog::Problems | Dialog::Shortcuts => 720.0,
            Dialog::Manual => manual::WIDTH,
            Dialog::Picture => picture::width(),
            Dialog::Layers => 620.0,
            Dialog::Names => 700.0,
            _ => 480.0,
        };
        ui.set_width(width.min(most));
        ui.label(strong(ctx.words.t(title), 18.0));
        ui.add_space(6.0);
        match dialog {
            Dialog::Export => export::show(ui, ctx, kept.survey.get_if(|key| *key == ExportKey::of(ctx.state))),
            Dialog::About => about(ui, ctx),
            Dialog::Manual => kept.manual.ui(ui, ctx),
            Dialog::Shortcuts => keys::sheet(ui, ctx),
            Dialog::Problems => problems::show(ui, ctx, &mut kept.problems),
            Dialog::Picture => picture::show(ui, ctx, &kept.preview),
            Dialog::Layers => kept.layers.ui(ui, ctx),
            Dialog::Names => kept.names.ui(ui, ctx),
            Dialog::Dropped => layers::dropped(ui, ctx),
            Dialog::Views | Dialog::Palette | Dialog::Columns => kept.views.ui(ui, ctx),
        }
    });
    if response.should_close() {
        ctx.send(WindowCommand::CloseDialog);
    }
}

/// Esc steps back: it leaves the story, ends what is played, then lets the selection go, once nothing else took the key.
fn escape(ui: &Ui, ctx: &AppCtx<'_>) {
    let free = ui.memory(|memory| memory.focused().is_none());
    if !free || !ui.input(|input| input.key_pressed(Key::Escape)) {
        return;
    }
    if ctx.state.telling.is_some() {
        ctx.send(StoryCommand::Leave);
    } else if ctx.play.is_some() {
        ctx.send(Command::Play(PlayStep::Stop));
    } else if !ctx.state.selection.is_empty() {
        ctx.send(Command::SelectAll(Vec::new()));
    }
}

/// What the dialog offers, and the way out, at its right edge.
fn buttons(ui: &mut Ui, ctx: &AppCtx<'_>, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        add(ui);
        if ui.button(ctx.words.t("close")).clicked() {
            ctx.send(WindowCommand::CloseDialog);
        }
    });
}

/// How it stands with a name that is being changed.
enum Renaming {
    Going,
    Done(String),
    GivenUp,
}

/// A name that is changed where it stands: a field, a button that keeps it and one that gives it up. `most`: letters.
fn rename(ui: &mut Ui, ctx: &AppCtx<'_>, id: &'static str, keep: &str, most: usize, text: &mut String) -> Renaming {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let given_up = ui.button(ctx.words.t("views-cancel")).clicked();
        let done = ui.button(ctx.words.t(keep)).clicked();
        let edit = TextEdit::singleline(text).char_limit(most).desired_width(f32::INFINITY);
        let response = ui.add(edit.id(Id::unique(id)));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if !response.has_focus() && !response.lost_focus() {
            response.request_focus();
        }
        let name = text.trim();
        if (done || entered) && !name.is_empty() {
            Renaming::Done(name.to_owned())
        } else if given_up {
            Renaming::GivenUp
        } else {
            Renaming::Going
        }
    })
    .inner
}

fn about(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let lang = ctx.words.lang();
    let about = &ctx.dataset.about;
    ui.label(ctx.words.with("about-program", &[("version", env!("CARGO_PKG_VERSION").into())]));
    ui.add_space(8.0);
    ui.label(strong(about.name.get(lang), 14.0));
    ui.label(about.summary.get(lang));
    let values = [
        ("version", about.version.clone().into()),
        ("licence", about.licence.clone().into()),
        ("count", ctx.dataset.len().into()),
    ];
    ui.label(RichText::new(ctx.words.with("about-dataset", &values)).color(ctx.palette.weak));
    ui.add_space(8.0);
    ui.label(RichText::new(boundaries_said(ctx)).color(ctx.palette.weak));
    for key in ["about-map", "about-view", "about-fonts", "about-licence"] {
        ui.label(RichText::new(ctx.words.t(key)).color(ctx.palette.weak));
    }
    ui.add_space(10.0);
    buttons(ui, ctx, |_| {});
}
