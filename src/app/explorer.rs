//! The explorer: state, panels, and the one pass that paints them and applies what comes back.

mod picture;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Ui, Vec2};

use crate::boards::Boards;
use crate::browse::List;
use crate::context::{Board, Command, Commands, Dialog, Hover, Item, MANY, Make, ViewCtx};
use crate::details::Details;
use crate::facets::Facets;
use crate::map::{MapPanel, MapView};
use crate::timeline::Timeline;
use crate::ui::fonts;
use crate::ui::text::AtlasWatch;
use crate::ui::theme::{self, Palette, ThemeChoice};
use km0_core::dataset::problem::as_csv;
use km0_core::dataset::{Layer, Watch};
use km0_core::export::Choice;
use km0_core::model::Cite;
use km0_core::saved::{self, Frame, Recipe, SavedView, is_view};
use km0_core::words::Words;

use picture::{Pictured, theme_slug};

use super::apply::{Effect, apply};
use super::dialogs::{self, Dialogs};
use super::effects::{Effects, ExportJob};
use super::layout::{Regions, regions};
use super::loading::{self, OpenFiles};
use super::report;
use super::session::Session;
use super::settings::Settings;
use super::shell::{Panels, Shell};
use super::state::{Ask, Loading, Notice, State};
use super::{commands, telling, views};

/// Characters that the fonts are asked for in a frame.
const ASKED: usize = 100;

#[derive(Debug)]
pub struct Explorer {
    pub state: State,
    pub(super) words: Words,
    pub(super) palette: Palette,
    pub(super) commands: Commands,
    pub(super) hover: Hover,
    pub(super) timeline: Timeline,
    pub(super) map: MapPanel,
    details: Details,
    list: List,
    boards: Boards,
    facets: Facets,
    shell: Shell,
    atlas: AtlasWatch,
    text_revision: u64,
    effects: Effects,
    dialogs: Dialogs,
    /// The window's size in points when it was painted last.
    size: Vec2,
    /// The theme that the toolkit's style was made for.
    styled: Option<(ThemeChoice, bool, bool)>,
    pub(super) focus_search: bool,
    /// What the export was last weighed for, while its dialog is open.
    weighed: Option<Weighed>,
    /// What the picture in the dialog was made of.
    pictured: Option<Pictured>,
    /// The dataset whose characters the fonts are asked for, how many were, and those that no font has.
    fonts_asked: (Option<u64>, usize, BTreeSet<char>),
    /// Map movements asked for, carried out when the map is painted next.
    pub(super) map_wish: Option<Effect>,
}

impl Explorer {
    /// The context that it is painted in must have been given to [`Self::install`].
    #[must_use]
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
            hover: Hover::default(),
            timeline,
            map,
            details: Details::default(),
            list: List::new(state.settings.list.clone()),
            boards: Boards::new(state.settings.boards.clone()),
            facets: Facets::new(state.settings.facets.clone()),
            shell: Shell::default(),
            atlas: AtlasWatch::default(),
            text_revision: 0,
            effects: Effects::default(),
            dialogs: Dialogs::default(),
            size: Vec2::new(1440.0, 900.0),
            styled: None,
            focus_search: false,
            weighed: None,
            pictured: None,
            fonts_asked: (None, 0, BTreeSet::new()),
            map_wish: None,
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

    /// Paints as if there were no today and all the time in the world, so that pictures do not
    /// change from day to day or with the speed of the machine.
    pub fn stop_the_clock(&mut self) {
        self.timeline.set_today(None);
        self.map.wait_for_detail();
        self.timeline.wait_for_layout();
        self.details.wait();
        self.list.wait_for_order();
        self.boards.wait();
    }

    /// What is to be remembered until the next run.
    #[must_use]
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
        self.effects.keep_views_in(folder, ctx.clone());
    }

    /// Shows what the files of an open dataset say as soon as they change.
    pub fn watch_files(&mut self) {
        self.effects.watch_files();
    }

    /// Where the parts of the window stood when it was painted last.
    #[must_use]
    pub fn regions(&self) -> Regions {
        let layout = &self.state.settings.layout;
        regions(self.size, layout, self.state.settings.board != Board::Overview)
    }

    /// What is shown, as a view to keep.
    #[must_use]
    pub fn captured(&self) -> SavedView {
        views::capture(&self.state, self.map.view())
    }

    /// Does what a command asks for with the next frame.
    pub fn send(&self, command: Command) {
        self.commands.send(command);
    }

    /// What finished in the background and which keys were pressed. Paints nothing.
    pub fn logic(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        let mut commands: Vec<Command> = self.commands.take();
        commands.extend(self.effects.finished());
        commands.extend(dropped.map(opened));
        commands.extend(commands::pressed(ctx, &self.state));
        self.apply_all(ctx, commands);
        if self.words.lang() != self.state.settings.lang {
            self.words = Words::new(self.state.settings.lang);
        }
        self.restyle(ctx);
    }

    fn restyle(&mut self, ctx: &Context) {
        let desktop_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        let reduced = self.state.settings.reduced_motion;
        let wanted = (self.state.settings.theme, desktop_is_dark, reduced);
        if self.styled != Some(wanted) {
            self.styled = Some(wanted);
            self.atlas.restyled();
            self.palette = Palette::of(wanted.0, wanted.1);
            let theme = if self.palette.dark { egui::Theme::Dark } else { egui::Theme::Light };
            ctx.set_theme(theme);
            let mut style = theme::style(&self.palette);
            if reduced {
                style.animation_time = 0.0;
                style.scroll_animation = egui::style::ScrollAnimation::none();
            }
            ctx.set_style_of(theme, style);
        }
    }

    /// Paints everything, then applies the commands that the panels sent.
    pub fn ui(&mut self, ui: &mut Ui) {
        let wish = self.map_wish.take();
        self.text_revision = self.atlas.revision(ui.ctx());
        self.weigh_export(ui.ctx());
        self.look_ahead(ui.ctx());
        self.size = ui.ctx().content_rect().size();
        self.tell_lacking(ui.ctx());
        let Self {
            state,
            words,
            palette,
            commands,
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
        match wish {
            Some(Effect::FitMap) => map.fit_matches(&ctx),
            Some(Effect::MapToSelection) => map.fit_selection(&ctx),
            Some(Effect::FilterToMap) => map.filter_to_view(&ctx),
            Some(Effect::FitAll) => map.fit_all(&ctx),
            _ => {}
        }
        let finder = &mut dialogs.palette;
        let panels = Panels { timeline, map, details, list, facets, boards, finder };
        shell.ui(ui, &ctx, state, std::mem::take(focus_search), panels);
        dialogs::show(ui, &ctx, state, dialogs);
        let sent = self.commands.take();
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
        if self.fonts_asked.0 != Some(stamp) {
            self.fonts_asked = (Some(stamp), 0, BTreeSet::new());
        }
        let (_, asked, signs) = &mut self.fonts_asked;
        let unusual = &self.state.data.unusual;
        let now: Vec<char> = unusual.iter().skip(*asked).take(ASKED).copied().collect();
        if now.is_empty() {
            return;
        }
        *asked += now.len();
        signs.extend(fonts::lacking(ctx, &now));
        if *asked < unusual.len() {
            ctx.request_repaint();
            return;
        }
        let signs = std::mem::take(signs);
        match &mut self.state.notice {
            Some(Notice::Opened { lacking, .. }) => *lacking = signs,
            none @ None if !signs.is_empty() => *none = Some(Notice::Lacking(signs)),
            _ => {}
        }
    }

    /// Works out once, not every frame, what an export would hold and lose; for many records beside
    /// the thread that paints.
    fn weigh_export(&mut self, ctx: &Context) {
        if self.state.dialog != Some(Dialog::Export) {
            self.weighed = None;
            return;
        }
        let state = &mut self.state;
        let wanted = (state.revision, state.export, state.selection.clone());
        if self.weighed.as_ref() == Some(&wanted) {
            return;
        }
        state.survey = (state.survey.0 + 1, None);
        self.weighed = Some(wanted);
        let number = self.state.survey.0;
        let job = self.export_job();
        if self.state.data.dataset.len() < MANY {
            self.state.survey.1 = Some(job.with(|_, survey| survey.clone()));
        } else {
            self.effects.survey(job, number, ctx.clone());
        }
    }

    fn apply_all(&mut self, ctx: &Context, commands: Vec<Command>) {
        let before = self.state.data.dataset.stamp();
        for command in commands {
            report::note(&command);
            for effect in apply(&mut self.state, command) {
                self.carry_out(ctx, effect);
            }
        }
        self.effects.watch(&self.state.data, ctx);
        if self.state.data.dataset.stamp() != before {
            self.hover.relate(&self.state.data.dataset);
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        let repaint = ctx.clone();
        match effect {
            Effect::Answer(number) => {
                let (data, query) = (Arc::clone(&self.state.data), self.state.ask.query.clone());
                self.effects.answer(data, query, number, ctx.clone());
            }
            Effect::ForgetSession(left) => left.forget(),
            Effect::ChooseFolder => self.effects.choose_folder(repaint),
            Effect::ChooseFile => self.effects.choose_file(repaint),
            Effect::AskColumns(path, encoding) => self.effects.ask_columns(path, encoding, self.words.lang(), repaint),
            Effect::Load(path) => {
                let watch = self.begin_load(path.clone());
                self.effects.load(path, watch, repaint);
            }
            Effect::LoadTable(path, mapping) => {
                let watch = self.begin_load(Some(path.clone()));
                self.effects.load_table((path, *mapping), None, watch, repaint);
            }
            Effect::Mend(path, mend) => {
                let over = (self.state.data.path.as_ref() != Some(&path)).then(|| OpenFiles::of(&self.state.data));
                let watch = if over.is_some() { self.begin_lay(None) } else { self.begin_load(Some(path.clone())) };
                self.effects.load_table((path.clone(), loading::mended(&path, mend)), over, watch, repaint);
            }
            Effect::SaveProblems => {
                let table = as_csv(self.state.problems(), &self.words);
                self.effects.save_problems(
                    table,
                    self.state.problems().len(),
                    self.words.lang(),
                    self.last_folder(),
                    repaint,
                );
            }
            Effect::Lay(layers, added) => {
                let watch = self.begin_lay(added.clone());
                self.effects.lay(self.files(layers), added, watch, repaint);
            }
            Effect::LayTable(layers, path, mapping) => {
                let watch = self.begin_lay(Some(path.clone()));
                self.effects.load_table((path, *mapping), Some(self.files(layers)), watch, repaint);
            }
            Effect::KeepNames(path, names) => {
                let watch = self.begin_lay(Some(path.clone()));
                let files = OpenFiles::of(&self.state.data);
                self.effects.keep_names((path, names), files, watch, repaint);
            }
            Effect::AskNames(path) => self.effects.ask_names(path, repaint),
            Effect::ChooseLayer => self.effects.choose_layer(repaint),
            Effect::ChooseExportFile => self.effects.save_export(self.export_job(), self.last_folder(), repaint),
            Effect::ChoosePictureFile => {
                self.effects.save_picture(self.picture_order(), self.last_folder(), repaint);
            }
            Effect::CopyPicture => self.effects.copy_picture(self.picture_order(), repaint),
            Effect::CopyImage(image) => ctx.copy_image(*image),
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::OpenFile { file, place } => self.effects.open_file(file, place, repaint),
            Effect::CopyCommand(make) => self.send(Command::CopyText(self.command_line(make))),
            Effect::KeepView(name) => self.effects.keep_view(SavedView { name, ..self.captured() }, repaint),
            Effect::RenameView(path, name) => self.effects.rename_view(path, name, repaint),
            Effect::DeleteView(path) => self.effects.delete_view(path, repaint),
            Effect::ChooseViewFile => self.effects.save_view(self.captured(), repaint),
            Effect::ChooseView => self.effects.choose_view(repaint),
            Effect::ReadView(path) => {
                let open = (self.captured().dataset, self.state.data.layers.clone());
                // what was kept here was made here
                let own = self.state.views.iter().any(|named| named.path == path);
                let known = (!own).then(|| self.state.known_files());
                self.effects.read_view(path, open, known, repaint);
            }
            Effect::FlyMap(Frame { lat, lon, zoom }) => self.map.fly_to(MapView { lat, lon, zoom }),
            Effect::GlideTime(view) => self.timeline.glide_to(view),
            Effect::CaptureStep(add) => self.send(telling::captured(self.captured(), add)),
            Effect::SaveStory(file) => self.save_story(file, repaint),
            Effect::ShowMap(Frame { lat, lon, zoom }) => self.map.set_view(MapView { lat, lon, zoom }),
            Effect::FitMap | Effect::MapToSelection | Effect::FitAll | Effect::FilterToMap => {
                self.map_wish = Some(effect);
                ctx.request_repaint();
            }
            Effect::ChooseMapFile => self.effects.choose_map_file(repaint),
            Effect::ShowMapFile(path) => self.map.show_file(path),
            Effect::FocusSearch => self.focus_search = true,
            Effect::FocusTimeline => self.timeline.take_focus(),
            Effect::NextArea { back } => self.shell.next_area(back),
            Effect::OpenPath(path) => self.effects.open_path(path, repaint),
            Effect::OpenFolderOf(path) => self.effects.open_folder_of(path, repaint),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Where the last file was put.
    fn last_folder(&self) -> Option<PathBuf> {
        self.state.settings.export.folder.clone()
    }

    /// Only what was asked for last is opened.
    fn begin_load(&mut self, path: Option<PathBuf>) -> Watch {
        let loading = Loading::new(path);
        let watch = loading.watch.clone();
        if let Some(before) = self.state.loading.replace(loading) {
            before.watch.cancel();
        }
        watch
    }

    /// As [`Self::begin_load`], for what is laid over what is open.
    fn begin_lay(&mut self, path: Option<PathBuf>) -> Watch {
        let watch = self.begin_load(path.or_else(|| self.state.data.path.clone()));
        if let Some(loading) = &mut self.state.loading {
            loading.over = true;
        }
        watch
    }

    /// What is open, with these layers over it.
    fn files(&self, layers: Vec<Layer>) -> OpenFiles {
        OpenFiles { path: self.state.data.path.clone(), layers }
    }

    /// The command line that makes what is shown.
    #[must_use]
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

    /// The export that the dialog is set to, ready to be written. An answer that is waited for is not
    /// in it: the query is that of the answer there is.
    #[must_use]
    fn export_job(&self) -> ExportJob {
        let Ask { answered, answer, .. } = &self.state.ask;
        ExportJob {
            data: Arc::clone(&self.state.data),
            lang: self.words.lang(),
            choice: self.state.export,
            query: answered.clone(),
            shown: answer.rows.clone(),
            selected: self.state.focus.selected().to_vec(),
        }
    }
}

/// What the outcome depends on: the revision, what was chosen, and the selection.
type Weighed = (u64, Choice, Vec<Item>);

/// What a file that is dropped on the window asks for.
fn opened(path: PathBuf) -> Command {
    let is_map = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pmtiles"));
    match path {
        path if is_map => Command::ShowMapFile(path),
        path if is_view(&path) => Command::Open(path),
        path => Command::Dropped(path),
    }
}
