//! Windows in front of the others.

mod keys;
mod views;

use egui::{Id, Key, Modal, RichText, ScrollArea, Ui};

use crate::context::{Command, Dialog, Make, ViewCtx};
use crate::dataset::Severity;
use crate::dataset::boundaries::boundaries;
use crate::export::{Format, Loss, Lost};
use crate::model::Edtf;
use crate::ui::widgets::strong;

use super::palette::Finder;
use super::state::State;

pub(super) use views::Shelf;

/// What dialogs keep while they are open.
#[derive(Debug, Default)]
pub(super) struct Dialogs {
    pub(super) palette: Finder,
    pub(super) shelf: Shelf,
}

pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, losses: &[Loss], kept: &mut Dialogs) {
    if state.dialog != Some(Dialog::Palette) {
        kept.palette.put_away();
    }
    if state.dialog != Some(Dialog::Views) {
        kept.shelf.put_away();
    }
    match state.dialog {
        None => escape(ui, ctx, state),
        Some(Dialog::Palette) => kept.palette.show(ui, ctx, state),
        Some(dialog) => framed(ui, ctx, state, losses, &mut kept.shelf, dialog),
    }
}

fn framed(ui: &Ui, ctx: &ViewCtx<'_>, state: &State, losses: &[Loss], shelf: &mut Shelf, dialog: Dialog) {
    let title = match dialog {
        Dialog::Export => "export-title",
        Dialog::About => "command-about",
        Dialog::Shortcuts => "command-shortcuts",
        Dialog::Problems => "command-problems",
        Dialog::Views | Dialog::Palette => "views-title",
    };
    let frame = egui::Frame::popup(ui.style()).inner_margin(18);
    let response = Modal::new(Id::unique(("dialog", dialog))).frame(frame).show(ui.ctx(), |ui| {
        let wide = matches!(dialog, Dialog::Problems | Dialog::Shortcuts);
        ui.set_width(if wide { 720.0 } else { 480.0 });
        ui.label(strong(ctx.words.t(title), 18.0));
        ui.add_space(6.0);
        match dialog {
            Dialog::Export => export_dialog(ui, ctx, state, losses),
            Dialog::About => about(ui, ctx),
            Dialog::Shortcuts => keys::sheet(ui, ctx),
            Dialog::Problems => problems(ui, ctx, state),
            Dialog::Views | Dialog::Palette => shelf.ui(ui, ctx, state),
        }
    });
    if response.should_close() {
        ctx.send(Command::CloseDialog);
    }
}

/// Esc steps back: it lets the selection go once nothing else took the key.
fn escape(ui: &Ui, ctx: &ViewCtx<'_>, state: &State) {
    let free = ui.memory(|memory| memory.focused().is_none());
    if free && !state.selection.is_empty() && ui.input(|input| input.key_pressed(Key::Escape)) {
        ctx.send(Command::ClearSelection);
    }
}

fn export_dialog(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, losses: &[Loss]) {
    let shown = ctx.answer.rows.len();
    ui.label(ctx.words.with("export-what", &[("count", shown.into())]));
    let answered = &state.ask.answered;
    if !answered.is_empty() {
        let sentence = ctx.words.sentence_text(answered, ctx.dataset, shown);
        ui.label(RichText::new(sentence).color(ctx.palette.weak));
    }
    ui.add_space(8.0);
    for format in Format::ALL {
        let chosen = state.format == format;
        let name = ctx.words.t(match format {
            Format::Csv => "format-csv",
            Format::Json => "format-json",
            Format::GeoJson => "format-geojson",
            Format::Ron => "format-ron",
        });
        if ui.radio(chosen, name).clicked() {
            ctx.send(Command::ExportAs(format));
        }
    }
    ui.add_space(8.0);
    if losses.is_empty() {
        ui.label(RichText::new(ctx.words.t("export-lossless")).color(ctx.palette.weak));
    }
    ScrollArea::vertical().max_height(150.0).auto_shrink([false, true]).show(ui, |ui| {
        for loss in losses {
            ui.label(RichText::new(loss_in_words(ctx, loss)).color(ctx.palette.warn));
        }
    });
    ui.add_space(10.0);
    buttons(ui, ctx, |ui| {
        if ui.add_enabled(shown > 0, egui::Button::new(ctx.words.t("export-save"))).clicked() {
            ctx.send(Command::SaveExport);
        }
        if ui.button(ctx.words.t("menu-copy-as")).on_hover_text(ctx.words.t("export-copy-hint")).clicked() {
            ctx.send(Command::CopyCommand(Make::Export));
        }
    });
}

fn loss_in_words(ctx: &ViewCtx<'_>, loss: &Loss) -> String {
    let count = ("count", loss.records.into());
    match loss.what {
        Lost::Field(field) => ctx.words.with("loss-field", &[count, ("field", ctx.words.field(field.name()).into())]),
        what => {
            let key = format!("loss-{}", what.slug());
            ctx.words.with(&key, &[count])
        }
    }
}

/// What the dialog offers, and the way out, at its right edge.
fn buttons(ui: &mut Ui, ctx: &ViewCtx<'_>, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        add(ui);
        if ui.button(ctx.words.t("close")).clicked() {
            ctx.send(Command::CloseDialog);
        }
    });
}

fn about(ui: &mut Ui, ctx: &ViewCtx<'_>) {
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
    let meta = boundaries();
    let day = meta.provinces_valid.rsplit('/').next().and_then(|day| Edtf::parse(day).ok());
    let date = day.map(|day| ctx.words.date(&day)).unwrap_or_default();
    let values = [("edition", meta.edition.clone().into()), ("date", date.into())];
    ui.label(RichText::new(ctx.words.with("about-boundaries", &values)).color(ctx.palette.weak));
    for key in ["about-map", "about-view", "about-fonts", "about-licence"] {
        ui.label(RichText::new(ctx.words.t(key)).color(ctx.palette.weak));
    }
    ui.add_space(10.0);
    buttons(ui, ctx, |_| {});
}

fn problems(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let list = state.problems();
    if list.is_empty() {
        ui.label(ctx.words.t("problems-none"));
    } else {
        let key = if state.broken.is_some() { "problems-broken" } else { "problems-count" };
        ui.label(ctx.words.with(key, &[("count", list.len().into())]));
        ui.add_space(4.0);
        let row = ui.text_style_height(&egui::TextStyle::Body) * 2.0 + 8.0;
        ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show_rows(
            ui,
            row,
            list.len(),
            |ui, range| {
                for problem in list.get(range).unwrap_or_default() {
                    let ink = if problem.severity() == Severity::Error { ctx.palette.error } else { ctx.palette.warn };
                    let place = format!("{}:{}:{}", problem.origin.file, problem.origin.line, problem.origin.column);
                    ui.vertical(|ui| {
                        ui.set_height(row - 4.0);
                        ui.add(egui::Label::new(RichText::new(place).small().color(ctx.palette.weak)).truncate());
                        let text = format!("[{}] {}; {}", problem.rule.slug(), problem.what, problem.remedy);
                        ui.add(egui::Label::new(RichText::new(text).color(ink)).truncate());
                    });
                }
            },
        );
    }
    ui.add_space(10.0);
    buttons(ui, ctx, |ui| {
        if !list.is_empty() && ui.button(ctx.words.t("problems-copy")).clicked() {
            let all: Vec<String> = list.iter().map(ToString::to_string).collect();
            ctx.send(Command::CopyText(all.join("\n")));
        }
    });
}
