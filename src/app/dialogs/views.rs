//! The named views: keep what is shown, open, rename and delete.

use std::path::{Path, PathBuf};

use egui::{Align, Id, Key, Layout, RichText, Role, ScrollArea, TextEdit, Ui};

use super::Renaming;
use crate::app::app_ctx::AppCtx;
use crate::app::input::{ViewCommand, WindowCommand};
use crate::ui::widgets;
use km0_core::saved::NamedView;

/// What has been typed and asked for while the dialog is open.
#[derive(Debug, Default)]
pub(in crate::app) struct ViewsDialog {
    open: bool,
    /// The name to keep the view under.
    name: String,
    doing: Option<Doing>,
}

/// What is being done to a view of the list.
#[derive(Debug)]
enum Doing {
    Rename(PathBuf, String),
    Delete(PathBuf),
}

impl Doing {
    fn path(&self) -> &Path {
        match self {
            Self::Rename(path, _) | Self::Delete(path) => path,
        }
    }
}

impl ViewsDialog {
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>) {
        let opened = !std::mem::replace(&mut self.open, true);
        if opened {
            self.name = ctx.state.view.as_ref().map(|view| view.name.clone()).unwrap_or_default();
        }
        ui.label(RichText::new(ctx.words.t("views-help")).color(ctx.palette.weak));
        ui.add_space(8.0);
        self.keep(ui, ctx, opened);
        ui.add_space(10.0);
        if ctx.state.views.is_empty() {
            ui.label(RichText::new(ctx.words.t("views-none")).color(ctx.palette.weak));
        }
        ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
            for named in &ctx.state.views {
                self.row(ui, ctx, named);
            }
        });
        ui.add_space(10.0);
        super::buttons(ui, ctx, |_| {});
    }

    /// The name with its button, which says so where it would replace a view.
    fn keep(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, opened: bool) {
        let name = self.name.trim().to_owned();
        let replaces = ctx.state.views.iter().any(|named| named.name == name);
        let mut wanted = false;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let label = if replaces { "views-replace" } else { "views-keep" };
                wanted = ui.add_enabled(!name.is_empty(), egui::Button::new(ctx.words.t(label))).clicked();
                let edit = TextEdit::singleline(&mut self.name)
                    .hint_text(ctx.words.t("views-name"))
                    .id(Id::unique("view-name"))
                    .char_limit(120)
                    .desired_width(f32::INFINITY);
                let response = ui.add(edit);
                if opened {
                    response.request_focus();
                }
                wanted |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !name.is_empty();
            });
        });
        if wanted {
            ctx.send(ViewCommand::Keep(name));
            ctx.send(WindowCommand::CloseDialog);
        }
    }

    fn row(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, named: &NamedView) {
        let busy = self.doing.take_if(|doing| doing.path() == named.path);
        ui.horizontal(|ui| match busy {
            Some(Doing::Rename(path, text)) => self.rename(ui, ctx, path, text),
            Some(Doing::Delete(path)) => self.delete(ui, ctx, path, &named.name),
            None => self.idle(ui, ctx, named),
        });
    }

    fn idle(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, named: &NamedView) {
        let name = named.name.as_str();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let small = |ui: &mut Ui, key: &str, long: &str| {
                let response = ui.button(ctx.words.t(key));
                widgets::name(&response, Role::Button, &ctx.words.with(long, &[("name", name.into())]));
                response.clicked()
            };
            if small(ui, "views-delete", "views-delete-this") {
                self.doing = Some(Doing::Delete(named.path.clone()));
            }
            if small(ui, "views-rename", "views-rename-this") {
                self.doing = Some(Doing::Rename(named.path.clone(), name.to_owned()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if ui.add(egui::Link::new(name)).on_hover_text(ctx.words.t("views-open")).clicked() {
                    ctx.send(ViewCommand::Open(named.path.clone()));
                    ctx.send(WindowCommand::CloseDialog);
                }
            });
        });
    }

    fn rename(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, path: PathBuf, mut text: String) {
        match super::rename(ui, ctx, "view-rename", "views-rename", 120, &mut text) {
            Renaming::Done(name) => ctx.send(ViewCommand::Rename(path, name)),
            Renaming::Going => self.doing = Some(Doing::Rename(path, text)),
            Renaming::GivenUp => {}
        }
    }

    fn delete(&mut self, ui: &mut Ui, ctx: &AppCtx<'_>, path: PathBuf, name: &str) {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let keep = ui.button(ctx.words.t("views-cancel")).clicked();
            let sure = RichText::new(ctx.words.t("views-delete")).color(ctx.palette.error);
            if ui.button(sure).clicked() {
                ctx.send(ViewCommand::Delete(path));
            } else if !keep {
                self.doing = Some(Doing::Delete(path));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let question = ctx.words.with("views-delete-sure", &[("name", name.into())]);
                ui.add(egui::Label::new(question).truncate());
            });
        });
    }
}
