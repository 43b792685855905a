//! The explorer: state, panels, and the one pass that paints them and applies what comes back.

mod picture;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Ui, Vec2};

use crate::boards::Boards;
use crate::browse::ListPanel;
use crate::context::{Command, Commands, Hover, Item, MapAction, Queue, Task, ViewCtx, task};
use crate::details::Details;
use crate::facets::Facets;
use crate::map::MapPanel;
use crate::timeline::Timeline;
use crate::ui::fonts;
use crate::ui::text::AtlasWatch;
use crate::ui::theme::{self, Palette, ThemeChoice};
use km0_core::dataset::problem::as_csv;
use km0_core::model::Cite;
use km0_core::query::Query;
use km0_core::saved::{self, Recipe, SavedView, is_view};
use km0_core::words::Words;

use picture::theme_slug;

use super::app_ctx::AppCtx;
use super::apply::apply;
use super::dialogs::{self, Dialogs};
use super::effect::{Effect, Save};
use super::export_job::{ExportJob, ExportKey};
use super::input::{Dialog, Event, FileCommand, Input, Make};
use super::jobs::Jobs;
use super::layout::{Regions, regions};
use super::loading::OpenFiles;
use super::report;
use super::session::Session;
use super::settings::Settings;
use super::shell::{Panels, Shell};
use super::state::State;
use super::{commands, views};

/// Characters that the fonts are asked for in a frame.
const ASKED: usize = 100;

/// What the toolkit's style is made for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct StyleKey {
    theme: ThemeChoice,
    desktop_is_dark: bool,
    reduced: bool,
}

#[derive(Debug)]
pub struct Explorer {
    pub state: State,
    pub(super) words: Words,
    pub(super) palette: Palette,
    pub(super) commands: Commands,
    inputs: Queue<Input>,
    pub(super) hover: Hover,
    pub(super) timeline: Timeline,
    pub(super) map: MapPanel,
    details: Details,
    list: ListPanel,
    boards: Boards,
    facets: Facets,
    shell: Shell,
    atlas: AtlasWatch,
    text_revision: u64,
    jobs: Jobs,
    /// The answer to a question over many records, as the event that brings it.
    answer: Task<AnswerKey, Event>,
    dialogs: Dialogs,
    /// The window's size in points when it was painted last.
    size: Vec2,
    styled: Option<StyleKey>,
    pub(super) focus_search: bool,
    /// Which characters of what is open no font has.
    fonts_asked: FontsAsked,
    /// Map movements asked for, carried out when the map is painted next.
    pub(super) map_actions: Vec<MapAction>,
}

impl Explorer {
    /// The context that it is painted in must have been given to [`Self::install`].
    pub fn new(state: State) -> Self {
        let mut map = MapPanel::default();
        if let Some(view) = state.settings.map {
            map.set_view(view);
        }
        map.set_layers(state.settings.layers.clone());
        let mut timeline = Timeline::default();
        timeline.set_arrangement(state.settings.timeline.clone());
        Self {
            words: Words::new(state.settings.lang),
            palette: Palette::light(),
            commands: Commands::default(),
            inputs: Queue::default(),
            hover: Hover::default(),
            timeline,
            map,
            details: Details::default(),
            list: ListPanel::new(state.settings.list.clone()),
            boards: Boards::new(state.settings.boards.clone()),
            facets: Facets::new(state.settings.facets.clone()),
            shell: Shell::default(),
            atlas: AtlasWatch::default(),
            text_revision: 0,
            jobs: Jobs::default(),
            answer: Task::default(),
            dialogs: Dialogs::default(),
            size: Vec2::new(1440.0, 900.0),
            styled: None,
            focus_search: false,
            fonts_asked: FontsAsked::default(),
            map_actions: Vec::new(),
            state,
        }
    }

    /// Gives a context the bundled fonts.
    pub fn install(ctx: &Context) {
        ctx.set_fonts(fonts::definitions());
    }

    /// Gives a renderer what the map needs of it; once for every renderer.
    pub fn install_renderer(render: &egui_wgpu::RenderState) {
        crate::map::install(render);
    }

    /// Where tiles from the network are kept on the disk.
    pub fn keep_tiles_in(&mut self, folder: Option<PathBuf>) {
        self.map.set_tile_cache(folder);
    }

    /// For pictures: no line of today, and all work is waited for, so that they do not change from day
    /// to day or with the speed of the machine.
    pub fn stop_the_clock(&mut self) {
        self.timeline.set_today(None);
        self.map.wait_for_detail();
        self.timeline.wait_for_layout();
        self.details.wait();
        self.list.wait_for_order();
        self.boards.wait();
        self.answer.wait();
    }

    /// What is to be remembered until the next run.
    pub fn settings(&self) -> Settings {
        Settings {
            time: Some(self.state.time),
            map: self.map.kept_view(),
            timeline: self.timeline.arrangement().clone(),
            layers: self.map.layers().clone(),
            list: self.list.setup().clone(),
            boards: self.boards.setup().clone(),
            facets: self.facets.settings(),
            query: self.state.ask.query.to_string(),
            selection: self.state.selection.iter().map(|item| views::cite(item).to_string()).collect(),
            ..self.state.settings.clone()
        }
    }

    /// What is to be brought back if the program ends otherwise than by a person.
    pub(super) fn session(&self) -> Session {
        Session::of(&self.settings(), self.state.telling.as_ref())
    }

    /// Asks and selects what was asked and selected in the session before, as far as it is there.
    pub fn restore_session(&self) {
        let settings = &self.state.settings;
        if !settings.query.is_empty() {
            self.send(Command::Ask(settings.query.clone()));
        }
        let items = settings.selection.iter().filter_map(|text| Cite::parse(text).ok()).map(|cite| Item::cited(&cite));
        let there: Vec<Item> = items.filter(|item| self.state.data.dataset.ix(item.record()).is_some()).collect();
        if !there.is_empty() {
            self.send(Command::SelectAll(there));
        }
    }

    /// Keeps named views in this folder and shows those that are there.
    pub fn keep_views_in(&mut self, folder: PathBuf, ctx: &Context) {
        self.jobs.keep_views_in(ctx, folder);
    }

    /// Shows what the files of an open dataset say as soon as they change.
    pub fn watch_files(&mut self) {
        self.jobs.watch_files();
    }

    /// Where the parts of the window stood when it was painted last.
    pub fn regions(&self) -> Regions {
        regions(self.size, &self.state.settings.layout, self.state.guests())
    }

    /// What is shown, as a view to keep.
    pub fn captured(&self) -> SavedView {
        views::capture(&self.state, self.map.view())
    }

    /// Does what is asked for with the next frame.
    pub fn send(&self, input: impl Into<Input>) {
        self.inputs.send(input.into());
    }

    /// What finished in the background and which keys were pressed. Paints nothing.
    pub fn logic(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        let mut inputs = self.sent();
        inputs.extend(self.jobs.finished());
        inputs.extend(dropped.map(opened));
        inputs.extend(commands::pressed(ctx, &self.state));
        self.apply_all(ctx, inputs);
        self.answer(ctx);
        if self.words.lang() != self.state.settings.lang {
            self.words = Words::new(self.state.settings.lang);
        }
        self.restyle(ctx);
    }

    /// What was sent since it was asked last.
    fn sent(&self) -> Vec<Input> {
        let panels = self.commands.take().into_iter().map(Input::from);
        panels.chain(self.inputs.take()).collect()
    }

    /// Works out an answer that is waited for while the window goes on with the one before.
    fn answer(&mut self, ctx: &Context) {
        let Some(question) = self.state.question() else { return };
        let key = AnswerKey { stamp: question.stamp(), query: question.query.clone() };
        self.answer.refresh(&key, true, ctx, move || question.answer());
        if self.answer.is_for(&key)
            && let Some(answered) = self.answer.take()
        {
            self.apply_all(ctx, vec![answered.into()]);
        }
    }

    fn restyle(&mut self, ctx: &Context) {
        let desktop_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        let reduced = self.state.settings.reduced_motion;
        let wanted = StyleKey { theme: self.state.settings.theme, desktop_is_dark, reduced };
        if self.styled != Some(wanted) {
            self.styled = Some(wanted);
            self.atlas.restyled();
            self.palette = Palette::of(wanted.theme, desktop_is_dark);
            let theme = if self.palette.dark { egui::Theme::Dark } else { egui::Theme::Light };
            ctx.set_theme(theme);
            let mut style = theme::style(&self.palette);
            if reduced {
                style.animation_time = 0.0;
                style.scroll_animation = egui::style::ScrollAnimation::none();
            }
            // of both, for which of them this frame paints with was settled when it began
            for theme in [egui::Theme::Dark, egui::Theme::Light] {
                ctx.set_style_of(theme, style.clone());
            }
        }
    }

    /// Paints everything, then applies the commands that the panels sent.
    pub fn ui(&mut self, ui: &mut Ui) {
        // it was made before the theme was changed in this frame
        ui.reset_style();
        let map_actions = std::mem::take(&mut self.map_actions);
        self.text_revision = self.atlas.revision(ui.ctx());
        self.dialogs.turn_to(self.state.dialog);
        self.weigh_export(ui.ctx());
        self.look_ahead(ui.ctx());
        self.size = ui.ctx().content_rect().size();
        self.tell_lacking(ui.ctx());
        let Self {
            state,
            words,
            palette,
            commands,
            inputs,
            hover,
            timeline,
            map,
            details,
            list,
            boards,
            facets,
            shell,
            text_revision,
            focus_search,
            dialogs,
            ..
        } = self;
        let ctx = ViewCtx {
            data: &state.data,
            dataset: &state.data.dataset,
            query: &state.ask.query,
            answer: &state.ask.answer,
            selection: &state.selection,
            focus: &state.focus,
            hover,
            words,
            palette,
            time: state.time,
            play: state.play,
            opened: state.opened,
            revision: state.revision,
            text_revision: *text_revision,
            commands,
        };
        for action in map_actions {
            map.act(action, &ctx);
        }
        let ctx = AppCtx { view: &ctx, state, inputs };
        let finder = &mut dialogs.palette;
        let panels = Panels { timeline, map, details, list, facets, boards, finder };
        shell.ui(ui, &ctx, std::mem::take(focus_search), panels);
        dialogs::show(ui, &ctx, dialogs);
        let sent = self.sent();
        let egui = ui.ctx().clone();
        let pointed_elsewhere = self.hover.end_frame();
        if pointed_elsewhere {
            self.hover.relate(&self.state.data.dataset);
        }
        if pointed_elsewhere || !sent.is_empty() {
            egui.request_repaint();
        }
        self.apply_all(&egui, sent);
    }

    /// Tells once of what is open which of its characters no font has. To look through a system's fonts for one that
    /// none has takes a moment, so a frame asks for some.
    fn tell_lacking(&mut self, ctx: &Context) {
        let stamp = self.state.data.dataset.stamp();
        let known = &mut self.fonts_asked;
        if known.stamp != Some(stamp) {
            *known = FontsAsked { stamp: Some(stamp), ..FontsAsked::default() };
        }
        let unusual = &self.state.data.unusual;
        let now: Vec<char> = unusual.iter().skip(known.asked).take(ASKED).copied().collect();
        if now.is_empty() {
            return;
        }
        known.asked += now.len();
        known.lacking.extend(fonts::lacking(ctx, &now));
        if known.asked < unusual.len() {
            ctx.request_repaint();
            return;
        }
        let lacking = std::mem::take(&mut known.lacking);
        self.apply_all(ctx, vec![Event::Lacking(lacking).into()]);
    }

    /// Works out once, not every frame, what an export would hold and lose.
    fn weigh_export(&mut self, ctx: &Context) {
        if self.state.dialog != Some(Dialog::Export) {
            return;
        }
        let survey = &mut self.dialogs.survey;
        let key = ExportKey::of(&self.state);
        survey.poll();
        if !survey.is_for(&key) && !survey.is_going() {
            let job = ExportJob::of(&self.state, self.words.lang(), None);
            survey.refresh(&key, self.state.is_large(), ctx, move || job.survey());
        }
    }

    /// The export that the dialog is set to, ready to be written.
    fn export_job(&self) -> ExportJob {
        let key = ExportKey::of(&self.state);
        let survey = self.dialogs.survey.get_if(|known| *known == key).cloned();
        ExportJob::of(&self.state, self.words.lang(), survey)
    }

    fn apply_all(&mut self, ctx: &Context, inputs: Vec<Input>) {
        let before = Arc::clone(&self.state.data);
        for input in inputs {
            report::note(&input.inner());
            for effect in apply(&mut self.state, input) {
                self.carry_out(ctx, effect);
            }
        }
        self.jobs.watch(&self.state.data, ctx);
        if self.state.data.dataset.stamp() != before.dataset.stamp() {
            self.hover.relate(&self.state.data.dataset);
            // a million records take seconds to let go of
            task::let_go("let go of data", before);
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        let jobs = &self.jobs;
        match effect {
            Effect::Load(load) => {
                let watch = self.state.loading.as_ref().map(|loading| loading.watch.clone()).unwrap_or_default();
                jobs.load(ctx, load, OpenFiles::of(&self.state.data), watch);
            }
            Effect::AskColumns(path, encoding) => jobs.ask_columns(ctx, path, encoding, self.words.lang()),
            Effect::AskNames(path) => jobs.ask_names(ctx, path),
            Effect::Choose(what) => jobs.choose(ctx, what),
            Effect::Save(what) => self.save(ctx, what),
            Effect::CopyPicture => jobs.copy_picture(ctx, self.picture_order()),
            Effect::CopyImage(image) => ctx.copy_image(*image),
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::CopyCommand(make) => self.send(Command::CopyText(self.command_line(make))),
            Effect::Reveal { dataset, origin } => ctx.copy_text(jobs.reveal(ctx, &dataset, &origin)),
            Effect::OpenPath(path) => jobs.open_path(ctx, path, false),
            Effect::OpenFolderOf(path) => jobs.open_path(ctx, path, true),
            Effect::KeepView(name) => jobs.keep_view(ctx, SavedView { name, ..self.captured() }),
            Effect::RenameView(path, name) => jobs.rename_view(ctx, path, name),
            Effect::DeleteView(path) => jobs.delete_view(ctx, path),
            Effect::ReadView(path) => {
                // what was kept here was made here
                let own = self.state.views.iter().any(|named| named.path == path);
                let known = (!own).then(|| self.state.known_files());
                jobs.read_view(ctx, path, self.captured().dataset, self.state.data.layers.clone(), known);
            }
            Effect::CaptureStep { add } => {
                self.send(Event::StepCaptured { view: Box::new(self.captured()), add });
            }
            Effect::Map(action) => {
                self.map_actions.push(action);
                ctx.request_repaint();
            }
            // where there is no timeline nothing glides
            Effect::GlideTime(view) if self.regions().timeline.is_none() => self.send(Command::ShowTime(view)),
            Effect::GlideTime(view) => self.timeline.glide_to(view),
            Effect::FocusSearch => self.focus_search = true,
            Effect::FocusTimeline => self.timeline.take_focus(),
            Effect::NextArea { back } => self.shell.next_area(back),
            Effect::ForgetSession(left) => left.forget(),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    fn save(&self, ctx: &Context, what: Save) {
        let folder = self.state.settings.export.folder.clone();
        match what {
            Save::Export => self.jobs.save_export(ctx, self.export_job(), folder),
            Save::Picture => self.jobs.save_picture(ctx, self.picture_order(), folder),
            Save::Problems => {
                let problems = self.state.problems();
                let table = as_csv(problems, &self.words);
                self.jobs.save_problems(ctx, table, problems.len(), &self.words, folder);
            }
            Save::View => self.jobs.save_view(ctx, self.captured()),
            Save::Story(file) => self.save_story(ctx, file, folder),
        }
    }

    /// The command line that makes what is shown.
    pub fn command_line(&self, make: Make) -> String {
        let dark = self.palette.dark && self.state.settings.theme != ThemeChoice::HighContrast;
        let theme = theme_slug(if dark { ThemeChoice::Dark } else { self.state.settings.theme });
        // the sizes that the command takes
        #[allow(clippy::cast_sign_loss)]
        let size = [self.size.x, self.size.y].map(|side| side.round().clamp(64.0, 16_384.0) as u32);
        let picture = &self.state.settings.picture;
        let recipe = match make {
            Make::Sheet => Recipe::Sheet { sheet: picture.sheet.clone(), theme: theme_slug(picture.theme) },
            Make::Picture => Recipe::Picture { size, theme },
            Make::List => Recipe::List,
            Make::Export => Recipe::Export(self.state.export),
        };
        saved::command_line(&self.captured(), recipe)
    }
}

/// The question that an answer is to.
#[derive(Clone, Debug, PartialEq)]
struct AnswerKey {
    stamp: u64,
    query: Query,
}

/// How far the fonts were asked for the unusual characters of a dataset.
#[derive(Debug, Default)]
struct FontsAsked {
    stamp: Option<u64>,
    asked: usize,
    lacking: BTreeSet<char>,
}

/// What a file that is dropped on the window asks for.
fn opened(path: PathBuf) -> Input {
    let is_map = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pmtiles"));
    match path {
        path if is_map => Command::Map(MapAction::ShowFile(path)).into(),
        path if is_view(&path) => FileCommand::Open(path).into(),
        path => FileCommand::Dropped(path).into(),
    }
}
