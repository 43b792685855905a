//! What was just done, or went wrong, at the foot of the window until it is put away.

use std::time::Duration;

use egui::{Align, Frame, Id, Label, Layout, Margin, Panel, ProgressBar, RichText, Role, Ui};

use crate::context::{Command, ViewCtx, Writing};
use crate::ui::widgets;
use km0_core::saved::Missing;

use super::state::{Notice, State};

/// Things that a notice names; the others are counted.
const NAMED: usize = 5;
/// How often what is going on is painted anew.
const EVERY: Duration = Duration::from_millis(100);

pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    if let Some(writing) = &state.writing {
        self::writing(ui, ctx, writing);
    }
    let Some(notice) = &state.notice else { return };
    let ink = match notice {
        Notice::NoChooser | Notice::Failed(_) | Notice::Broken { .. } => ctx.palette.error,
        Notice::ViewOpened { gone, .. } if !gone.is_empty() => ctx.palette.warn,
        _ => ctx.palette.ink,
    };
    let text = in_words(ctx, notice);
    let frame = Frame::new().fill(ctx.palette.accent_fill).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom(Id::unique("notice")).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = ctx.words.t("close");
                let response = ui.button("×").on_hover_text(name);
                widgets::name(&response, Role::Button, name);
                if response.clicked() {
                    ctx.send(Command::DismissNotice);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(text).color(ink)).wrap());
                });
            });
        });
    });
}

/// How far an export has come, with a way to end it.
fn writing(ui: &mut Ui, ctx: &ViewCtx<'_>, writing: &Writing) {
    const BAR: f32 = 220.0;
    let (done, of) = (writing.watch.done(), writing.records);
    let frame = Frame::new().fill(ctx.palette.accent_fill).inner_margin(Margin::symmetric(12, 6));
    Panel::bottom(Id::unique("writing")).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let values = [("done", done.into()), ("of", of.into())];
            ui.label(ctx.words.with("export-writing", &values));
            ui.add(ProgressBar::new(done as f32 / of.max(1) as f32).desired_width(BAR));
            if ui.button(ctx.words.t("export-cancel")).clicked() {
                ctx.send(Command::CancelExport);
            }
        });
    });
    ui.ctx().request_repaint_after(EVERY);
}

fn in_words(ctx: &ViewCtx<'_>, notice: &Notice) -> String {
    let words = ctx.words;
    match notice {
        Notice::Exported(written) => {
            let path = written.path.display().to_string();
            words.with("notice-exported", &[("holds", written.holds.as_str().into()), ("path", path.into())])
        }
        Notice::ExportCancelled => words.t("notice-export-cancelled").to_owned(),
        Notice::PictureSaved { path } => words.with("notice-picture", &[("path", path.display().to_string().into())]),
        Notice::Opened { records, problems } => {
            words.with("notice-opened", &[("count", (*records).into()), ("problems", (*problems).into())])
        }
        Notice::Reloaded { records } => words.with("notice-reloaded", &[("count", (*records).into())]),
        Notice::Broken { errors } => words.with("notice-broken", &[("count", (*errors).into())]),
        Notice::Revealed { place, opened } => {
            let key = if *opened { "notice-revealed" } else { "notice-not-revealed" };
            words.with(key, &[("place", place.clone().into())])
        }
        Notice::Copied => words.t("notice-copied").to_owned(),
        Notice::NoChooser => words.t("notice-no-chooser").to_owned(),
        Notice::Failed(message) => words.with("notice-failed", &[("message", message.clone().into())]),
        Notice::ViewKept { name } => words.with("notice-view-kept", &[("name", name.clone().into())]),
        Notice::ViewOpened { name, gone } => {
            let opened = words.with("notice-view-opened", &[("name", name.clone().into())]);
            std::iter::once(opened).chain(missing(ctx, gone)).collect::<Vec<_>>().join(" ")
        }
    }
}

/// What a view speaks of and the dataset does not have.
fn missing(ctx: &ViewCtx<'_>, gone: &[Missing]) -> Vec<String> {
    let words = ctx.words;
    let edition = |key: &str, saved: &String, open: &String| {
        words.with(key, &[("saved", saved.clone().into()), ("open", open.clone().into())])
    };
    let mut said = Vec::new();
    let mut names = Vec::new();
    for one in gone {
        match one {
            Missing::Dataset { saved, open } => said.push(edition("view-other-dataset", saved, open)),
            Missing::Release { saved, open } => said.push(edition("view-other-release", saved, open)),
            Missing::Term(term) => names.push(words.term_text(term, ctx.dataset)),
            Missing::Selected(cite) => names.push(cite.to_string()),
        }
    }
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(words.with("view-more-missing", &[("count", more.into())]));
    }
    if !names.is_empty() {
        said.push(words.with("view-missing", &[("names", words.join(&names).into())]));
    }
    said
}
