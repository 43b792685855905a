//! What was just done, went wrong, or is going on: small windows over the foot of the middle that
//! never push the layout. They leave by themselves, and offer what comes next.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Align2, Area, Frame, Id, Label, Margin, Order, ProgressBar, RichText, Role, Stroke, Ui, UiBuilder, vec2};

use super::app_ctx::AppCtx;
use crate::ui::widgets;
use km0_core::model::hidden;
use km0_core::saved::Missing;

use super::input::{Dialog, ExportCommand, FileCommand, Input, StoryCommand, ViewCommand, WindowCommand, Writing};
use super::layout::Regions;
use super::loading;
use super::session::UnfinishedSession;
use super::state::Notice;

/// Things that a message names; the others are counted.
const NAMED: usize = 5;
/// Characters without a font that are told by name.
const MOST_SIGNS: usize = 12;
/// How often what is going on is painted anew.
const EVERY: Duration = Duration::from_millis(100);
/// Seconds that a message stays: good news, and what somebody has to read.
const STAYS: (f64, f64) = (7.0, 20.0);
const WIDTH: f32 = 420.0;

/// Since when the message is there, in seconds of the toolkit's clock.
#[derive(Debug, Default)]
pub(super) struct ShownSince(Option<(Notice, f64)>);

impl ShownSince {
    /// Seconds that are left to the message.
    fn left(&mut self, notice: &Notice, now: f64) -> f64 {
        let since = match &self.0 {
            Some((known, since)) if known == notice => *since,
            _ => {
                self.0 = Some((notice.clone(), now));
                now
            }
        };
        let stays = if is_bad(notice) { STAYS.1 } else { STAYS.0 };
        since + stays - now
    }
}

pub(super) fn show(ui: &Ui, ctx: &AppCtx<'_>, regions: &Regions, clock: &mut ShownSince) {
    // what a dialog asks stays in view
    let over = if ctx.state.dialog.is_some() { ui.ctx().content_rect() } else { regions.middle };
    let foot = over.center_bottom() - vec2(0.0, 14.0);
    let mut at = foot;
    let width = WIDTH.min(regions.middle.width() - 24.0).max(200.0);
    if let Some(writing) = &ctx.state.writing {
        at.y -= card(ui, ctx, "writing", at, width, |ui| self::writing(ui, ctx, writing)) + 8.0;
    }
    if let Some((_, files)) = &ctx.state.elsewhere {
        at.y -= card(ui, ctx, "elsewhere", at, width, |ui| elsewhere(ui, ctx, files)) + 8.0;
    }
    if let Some(left) = &ctx.state.left {
        at.y -= card(ui, ctx, "left", at, width, |ui| self::left(ui, ctx, left)) + 8.0;
    }
    if loading::is_slow(ui, ctx) {
        at.y -= card(ui, ctx, "loading", at, width, |ui| loading::progress(ui, ctx)) + 8.0;
    }
    let Some(notice) = &ctx.state.notice else {
        clock.0 = None;
        return;
    };
    let left = clock.left(notice, ui.input(|input| input.time));
    if left <= 0.0 {
        ctx.send(WindowCommand::DismissNotice);
        return;
    }
    ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
    card(ui, ctx, "notice", at, width, |ui| message(ui, ctx, notice));
}

/// A card whose foot is at a place; gives its height in points.
fn card(ui: &Ui, ctx: &AppCtx<'_>, name: &'static str, foot: egui::Pos2, width: f32, add: impl FnOnce(&mut Ui)) -> f32 {
    let frame = Frame::popup(ui.style()).fill(ctx.palette.raised).inner_margin(Margin::symmetric(14, 10));
    let frame = frame.stroke(Stroke::new(1.0, ctx.palette.weak));
    let area = Area::new(Id::unique(name)).order(Order::Foreground).fixed_pos(foot).pivot(Align2::CENTER_BOTTOM);
    let response = area.show(ui.ctx(), |ui| {
        let builder = UiBuilder::new().accessibility_role(Role::Alert);
        ui.scope_builder(builder, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                add(ui);
            });
        });
    });
    response.response.rect.height()
}

fn is_bad(notice: &Notice) -> bool {
    match notice {
        Notice::NoChooser
        | Notice::NotKept(_)
        | Notice::Lacking(_)
        | Notice::Failed(_)
        | Notice::Broken { .. }
        | Notice::LayerGone { .. }
        | Notice::StoryLeft { .. } => true,
        Notice::PictureSaved { lacking, .. } => !lacking.is_empty(),
        Notice::ViewOpened { gone, .. } => !gone.is_empty(),
        Notice::Opened { problems, lacking, .. } => *problems > 0 || !lacking.is_empty(),
        _ => false,
    }
}

/// The file that a message tells of.
fn file(notice: &Notice) -> Option<&Path> {
    match notice {
        Notice::Exported(written) => Some(&written.path),
        Notice::PictureSaved { path, .. } => Some(path),
        _ => None,
    }
}

fn message(ui: &mut Ui, ctx: &AppCtx<'_>, notice: &Notice) {
    let ink = if is_bad(notice) { ctx.palette.error } else { ctx.palette.ink };
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - 34.0;
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.add(Label::new(RichText::new(in_words(ctx, notice)).color(ink)).wrap());
            ui.horizontal_wrapped(|ui| actions(ui, ctx, notice));
        });
        let name = ctx.words.t("close");
        let response = ui.add(egui::Button::new("×").min_size(vec2(24.0, 24.0)).frame_when_inactive(false));
        widgets::name(&response, Role::Button, name);
        if response.on_hover_text(name).clicked() {
            ctx.send(WindowCommand::DismissNotice);
        }
    });
}

/// What a person would do next.
fn actions(ui: &mut Ui, ctx: &AppCtx<'_>, notice: &Notice) {
    let mut offer = |key: &str, command: Input| {
        if ui.button(ctx.words.t(key)).clicked() {
            ctx.send(command);
            ctx.send(WindowCommand::DismissNotice);
        }
    };
    if let Some(path) = file(notice).map(Path::to_owned) {
        offer("notice-open", FileCommand::OpenPath(PathBuf::clone(&path)).into());
        offer("notice-folder", FileCommand::OpenFolderOf(path).into());
    }
    match notice {
        Notice::Opened { problems, .. } if *problems > 0 => {
            offer("notice-problems", WindowCommand::Show(Dialog::Problems).into());
        }
        Notice::Laid { problems, .. } => {
            offer("command-layers", WindowCommand::Show(Dialog::Layers).into());
            if *problems > 0 {
                offer("notice-problems", WindowCommand::Show(Dialog::Problems).into());
            }
        }
        Notice::StoryLeft { .. } => offer("notice-story-return", StoryCommand::Return.into()),
        Notice::LayerGone { .. } => offer("command-layers", WindowCommand::Show(Dialog::Layers).into()),
        Notice::Broken { .. } => offer("notice-problems", WindowCommand::Show(Dialog::Problems).into()),
        _ => {}
    }
}

/// The files that a view would open, until somebody says whether it may.
fn elsewhere(ui: &mut Ui, ctx: &AppCtx<'_>, files: &[PathBuf]) {
    let named: Vec<String> = files.iter().take(NAMED).map(|file| file.display().to_string()).collect();
    let values = [("count", files.len().into()), ("files", ctx.words.join(&named).into())];
    ui.label(ctx.words.with("view-elsewhere", &values));
    ui.horizontal_wrapped(|ui| {
        for (key, allowed) in [("view-elsewhere-open", true), ("view-elsewhere-not", false)] {
            if ui.button(ctx.words.t(key)).clicked() {
                ctx.send(ViewCommand::Allow(allowed));
            }
        }
    });
}

/// What a window left that did not end properly, until somebody says whether it is wanted.
fn left(ui: &mut Ui, ctx: &AppCtx<'_>, left: &UnfinishedSession) {
    ui.label(ctx.words.t("session-left"));
    ui.horizontal_wrapped(|ui| {
        for (key, wanted) in [("session-bring-back", true), ("session-discard", false)] {
            if ui.button(ctx.words.t(key)).clicked() {
                ctx.send(FileCommand::BringBack(wanted));
            }
        }
        if let Some(report) = &left.report
            && ui.button(ctx.words.t("session-report")).clicked()
        {
            ctx.send(FileCommand::OpenFolderOf(report.clone()));
        }
    });
}

/// How far an export has come, with a way to end it.
fn writing(ui: &mut Ui, ctx: &AppCtx<'_>, writing: &Writing) {
    let (done, of) = (writing.watch.done(), writing.records);
    let values = [("done", done.into()), ("of", of.into())];
    ui.label(ctx.words.with("export-writing", &values));
    ui.horizontal(|ui| {
        ui.add(ProgressBar::new(done as f32 / of.max(1) as f32).desired_width(ui.available_width() - 110.0));
        if ui.button(ctx.words.t("export-cancel")).clicked() {
            ctx.send(ExportCommand::Cancel);
        }
    });
    ui.ctx().request_repaint_after(EVERY);
}
fn in_words(ctx: &AppCtx<'_>, notice: &Notice) -> String {
    let words = ctx.words;
    match notice {
        Notice::Exported(written) => {
            let path = written.path.display().to_string();
            words.with("notice-exported", &[("holds", written.holds.as_str().into()), ("path", path.into())])
        }
        Notice::ExportCancelled => words.t("notice-export-cancelled").to_owned(),
        Notice::PictureSaved { path, lacking } => {
            let values = [("path", path.display().to_string().into())];
            with_lacking(ctx, words.with("notice-picture", &values), lacking)
        }
        Notice::Lacking(signs) => with_lacking(ctx, String::new(), signs),
        Notice::Opened { records, problems, lacking } => {
            let values = [("count", (*records).into()), ("problems", (*problems).into())];
            with_lacking(ctx, words.with("notice-opened", &values), lacking)
        }
        Notice::Laid { name, records, names, problems } => {
            let values = [
                ("name", name.as_str().into()),
                ("count", (*records).into()),
                ("names", (*names).into()),
                ("problems", (*problems).into()),
            ];
            words.with("notice-laid", &values)
        }
        Notice::StoryLeft { title } => words.with("notice-story-left", &[("title", title.clone().into())]),
        Notice::LayerGone { path } => words.with("notice-layer-gone", &[("path", path.display().to_string().into())]),
        Notice::Reloaded { records } => words.with("notice-reloaded", &[("count", (*records).into())]),
        Notice::Broken { errors } => words.with("notice-broken", &[("count", (*errors).into())]),
        Notice::Revealed { place, opened } => {
            let key = if *opened { "notice-revealed" } else { "notice-not-revealed" };
            words.with(key, &[("place", place.clone().into())])
        }
        Notice::Copied => words.t("notice-copied").to_owned(),
        Notice::NoChooser => words.t("notice-no-chooser").to_owned(),
        Notice::NotKept(message) => words.with("session-not-kept", &[("message", message.clone().into())]),
        Notice::Failed(message) => words.with("notice-failed", &[("message", message.clone().into())]),
        Notice::ViewKept { name } => words.with("notice-view-kept", &[("name", name.clone().into())]),
        Notice::ViewOpened { name, gone } => {
            let opened = words.with("notice-view-opened", &[("name", name.clone().into())]);
            std::iter::once(opened).chain(missing(ctx, gone)).collect::<Vec<_>>().join(" ")
        }
    }
}

/// A message, and after it which characters are drawn as boxes, where there are some.
fn with_lacking(ctx: &AppCtx<'_>, message: String, signs: &BTreeSet<char>) -> String {
    if signs.is_empty() {
        return message;
    }
    let values = [("count", signs.len().into()), ("signs", hidden::numbered(signs, MOST_SIGNS).into())];
    format!("{message}\n{}", ctx.words.with("lacking-font", &values)).trim_start().to_owned()
}

/// What a view speaks of and the dataset does not have.
fn missing(ctx: &AppCtx<'_>, gone: &[Missing]) -> Vec<String> {
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
            Missing::Layer(path) => {
                said.push(words.with("notice-layer-gone", &[("path", path.display().to_string().into())]));
            }
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
