//! The files that are laid over what is open: add, name, hide and take off; and what to do with one
//! that was dropped on the window.

use std::path::PathBuf;

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Ui};

use super::Renaming;
use crate::app::app_ctx::AppCtx;
use crate::app::input::{Dialog, FileCommand, Input, LayerCommand, WindowCommand};
use crate::context::{Command, MapAction};
use crate::ui::widgets;
use km0_core::dataset::{FileFormat, Layer, underlay};

/// What is being typed while the dialog is open.
#[derive(Debug, Default)]
pub(in crate::app) struct LayersDialog {
    renaming: Option<(PathBuf, String)>,
}

impl LayersDialog {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        ui.add(Label::new(RichText::new(ctx.words.t("layers-help")).color(ctx.palette.weak)).wrap());
        ui.add_space(8.0);
        ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
            for layer in &ctx.state.data.layers {
                self.row(ui, ctx, layer, ctx.state.data.gone.contains(&layer.path));
                ui.add_space(4.0);
            }
        });
        ui.add_space(8.0);
        super::buttons(ui, ctx, |ui| {
            if ui.add(widgets::primary(ctx.words.t("layers-add"), ctx.palette)).clicked() {
                ctx.send(LayerCommand::Choose);
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, layer: &Layer, gone: bool) {
        let renaming = self.renaming.take_if(|(path, _)| *path == layer.path);
        ui.horizontal(|ui| match renaming {
            Some((path, text)) => self.rename(ui, ctx, path, text),
            None => self.idle(ui, ctx, layer, gone),
        });
        ui.horizontal(|ui| {
            ui.add_space(26.0);
            let place = layer.path.display().to_string();
            let text = format!("{} · {place}", state_of(ctx, layer, gone));
            let ink = if gone { ctx.palette.error } else { ctx.palette.weak };
            ui.add(Label::new(RichText::new(text).small().color(ink)).truncate()).on_hover_text(place);
        });
    }

    fn idle(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, layer: &Layer, gone: bool) {
        let mut shown = !layer.hidden;
        let label = ctx.words.with("layers-show", &[("name", layer.name.as_str().into())]);
        let response = ui.checkbox(&mut shown, "");
        response.widget_info(|| egui::WidgetInfo::selected(Role::CheckBox, true, !layer.hidden, &label));
        if response.on_hover_text(&label).changed() {
            ctx.send(LayerCommand::Show(layer.path.clone(), shown));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let small = |ui: &mut Ui, key: &str| {
                let what = ctx.words.t(key);
                let response = ui.button(what);
                let values = [("what", what.into()), ("name", layer.name.as_str().into())];
                widgets::name(&response, Role::Button, &ctx.words.with("layers-of", &values));
                response.clicked()
            };
            if small(ui, "layers-remove") {
                ctx.send(LayerCommand::Remove(layer.path.clone()));
            }
            if small(ui, "layers-rename") {
                self.renaming = Some((layer.path.clone(), layer.name.clone()));
            }
            if FileFormat::from_path(&layer.path).is_some_and(FileFormat::is_table)
                && !gone
                && small(ui, "layers-columns")
            {
                ctx.send(FileCommand::AskColumns(Some(layer.path.clone())));
            }
            if !layer.hidden && !gone && small(ui, "layers-names") {
                ctx.send(LayerCommand::AskNames(layer.path.clone()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&layer.name).strong()).truncate());
            });
        });
    }

    fn rename(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, path: PathBuf, mut text: String) {
        match super::rename(ui, ctx, "layer-rename", "layers-rename", 80, &mut text) {
            Renaming::Done(name) => ctx.send(LayerCommand::Rename(path, name)),
            Renaming::Going => self.renaming = Some((path, text)),
            Renaming::GivenUp => {}
        }
    }
}

/// How many records it has, or why it has none.
fn state_of(ctx: &AppCtx<'_>, layer: &Layer, gone: bool) -> String {
    if layer.hidden {
        return ctx.words.t("layers-hidden").to_owned();
    }
    if gone {
        return ctx.words.t("layers-gone").to_owned();
    }
    let records = ctx.dataset.records_of_layer(&layer.path);
    let count = records.iter().filter(|record| !record.kind.is_register()).count();
    ctx.words.with("layers-count", &[("count", count.into())])
}

/// What to do with a file that was dropped on the window.
pub(super) fn dropped(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let Some(path) = &ctx.state.dropped else { return ctx.send(WindowCommand::CloseDialog) };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ui.add(Label::new(ctx.words.with("dropped-question", &[("name", name.into())])).wrap());
    ui.add_space(10.0);
    let mut choices = vec![
        ("dropped-add", Input::from(LayerCommand::Add(path.clone()))),
        ("dropped-open", FileCommand::Open(path.clone()).into()),
    ];
    if underlay::is_map(path) {
        choices.push(("dropped-under", Command::Map(MapAction::ShowFile(path.clone())).into()));
    }
    for (key, command) in choices {
        if ui.add_sized([ui.available_width(), 32.0], egui::Button::new(ctx.words.t(key))).clicked() {
            ctx.send(WindowCommand::CloseDialog);
            ctx.send(command);
        }
        ui.add_space(4.0);
    }
    ui.add_space(6.0);
    super::buttons(ui, ctx, |ui| {
        if !ctx.state.data.layers.is_empty() && ui.button(ctx.words.t("command-layers")).clicked() {
            ctx.send(WindowCommand::Show(Dialog::Layers));
        }
    });
}
