//! The explorer: state, panels, and the one pass that paints them and applies what comes back.

use egui::{Context, Ui};

use crate::browse::List;
use crate::context::{Command, Commands, Dialog, Hover, ViewCtx};
use crate::details::Details;
use crate::export::{self, Format, Loss, Note};
use crate::facets::Facets;
use crate::map::MapPanel;
use crate::timeline::Timeline;
use crate::ui::fonts;
use crate::ui::theme::{self, Palette, ThemeChoice};
use crate::words::Words;

use super::apply::{Effect, apply};
use super::effects::{Effects, ExportJob, export_name};
use super::settings::Settings;
use super::state::State;
use super::{dialogs, header, shortcuts};

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
    facets: Facets,
    effects: Effects,
    /// The theme that the toolkit's style was made for.
    styled: Option<(ThemeChoice, bool, bool)>,
    pub(super) focus_search: bool,
    /// What the chosen format would lose, while the export dialog is open.
    losses: Option<(u64, Format, Vec<Loss>)>,
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
            list: List::default(),
            facets: Facets::new(state.settings.facets.clone()),
            effects: Effects::default(),
            styled: None,
            focus_search: false,
            losses: None,
            map_wish: None,
            state,
        }
    }

    /// Gives a context the bundled fonts.
    pub fn install(ctx: &Context) {
        ctx.set_fonts(fonts::definitions());
    }

    /// Paints as if there were no today and all the time in the world, so that pictures do not
    /// change from day to day or with the speed of the machine.
    pub fn stop_the_clock(&mut self) {
        self.timeline.set_today(None);
        self.map.wait_for_detail();
    }

    /// What is to be remembered until the next run.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            time: Some(self.state.time),
            map: self.map.view(),
            timeline: self.timeline.arrangement().clone(),
            facets: self.facets.settings(),
            ..self.state.settings.clone()
        }
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
        commands.extend(dropped.map(Command::Open));
        commands.extend(shortcuts::pressed(ctx));
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
        self.weigh_losses();
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
            facets,
            focus_search,
            losses,
            ..
        } = self;
        let ctx = ViewCtx {
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
            commands,
        };
        header::menu_bar(ui, &ctx, state);
        header::search_bar(ui, &ctx, state, std::mem::take(focus_search));
        header::notice(ui, &ctx, state);
        match wish {
            Some(Effect::FitMap) => map.fit_matches(&ctx),
            Some(Effect::MapToSelection) => map.fit_selection(&ctx),
            _ => {}
        }
        if state.settings.layout.facets {
            facets_panel(ui, &ctx, state, facets);
        }
        panels(ui, &ctx, state, timeline, map, details, list);
        let losses = losses.as_ref().map_or(&[][..], |(_, _, losses)| losses);
        dialogs::show(ui, &ctx, state, losses);
        let sent = self.commands.take();
        let egui = ui.ctx().clone();
        if !sent.is_empty() | self.hover.end_frame() {
            egui.request_repaint();
        }
        self.apply_all(&egui, sent);
    }

    /// Works out once, not every frame, what an export would lose.
    fn weigh_losses(&mut self) {
        let state = &self.state;
        if state.dialog != Some(Dialog::Export) {
            self.losses = None;
        } else if !self.losses.as_ref().is_some_and(|(at, format, _)| (*at, *format) == (state.revision, state.format))
        {
            let rows = &state.ask.answer.rows;
            let losses = export::export(&state.data.dataset, rows, state.format, &Note::default()).losses;
            self.losses = Some((state.revision, state.format, losses));
        }
    }

    fn apply_all(&mut self, ctx: &Context, commands: Vec<Command>) {
        for command in commands {
            for effect in apply(&mut self.state, command) {
                self.carry_out(ctx, effect);
            }
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::ChooseFolder => self.effects.choose_folder(ctx.clone()),
            Effect::Load(path) => self.effects.load(path, ctx.clone()),
            Effect::ChooseExportFile(format) => self.effects.save_export(self.export_job(format), ctx.clone()),
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::FitMap | Effect::MapToSelection => self.map_wish = Some(effect),
            Effect::FocusSearch => self.focus_search = true,
            Effect::FocusTimeline => self.timeline.take_focus(),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// The export of what is shown, ready to be written.
    #[must_use]
    fn export_job(&self, format: Format) -> ExportJob {
        let dataset = &self.state.data.dataset;
        let note = Note { filter: self.state.ask.query.to_string(), generated: None };
        let export = export::export(dataset, &self.state.ask.answer.rows, format, &note);
        ExportJob {
            bytes: export.bytes,
            records: export.records,
            format,
            file_name: export_name(&dataset.about.id, format),
        }
    }
}

/// The share of the window's width that the panels at the sides leave to map and timeline.
const MIDDLE: f32 = 0.44;

/// What narrows the view stands before it.
fn facets_panel(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State, facets: &mut Facets) {
    let wide = ui.available_width();
    egui::Panel::left(egui::Id::unique(("facets", state.settings.layout.generation)))
        .frame(egui::Frame::new().fill(ctx.palette.page).inner_margin(egui::Margin::symmetric(8, 8)))
        .default_size((wide * 0.14).clamp(190.0, 260.0))
        .size_range(between(160.0, wide * 0.22))
        .show(ui, |ui| facets.ui(ui, ctx, &state.data.corpus));
}

/// The panels around the map. Sizes are the toolkit's to keep, under names that a reset changes.
fn panels(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &State,
    timeline: &mut Timeline,
    map: &mut MapPanel,
    details: &mut Details,
    list: &mut List,
) {
    let layout = state.settings.layout;
    let wide = ui.available_width();
    let high = ui.available_height();
    let framed = egui::Frame::new().fill(ctx.palette.page).inner_margin(egui::Margin::symmetric(10, 8));
    let bare = egui::Frame::new().fill(ctx.palette.page);
    if layout.list {
        egui::Panel::left(egui::Id::unique(("list", layout.generation)))
            .frame(framed)
            .default_size((wide * 0.22).clamp(180.0, 420.0))
            .size_range(between(180.0, wide * 0.28))
            .show(ui, |ui| list.ui(ui, ctx));
    }
    if layout.details {
        egui::Panel::right(egui::Id::unique(("details", layout.generation)))
            .frame(framed)
            .default_size((wide * 0.26).clamp(220.0, 460.0))
            .size_range(between(220.0, ui.available_width() - wide * MIDDLE))
            .show(ui, |ui| details.ui(ui, ctx));
    }
    if layout.timeline && layout.map {
        egui::Panel::bottom(egui::Id::unique(("timeline", layout.generation)))
            .frame(bare)
            .resizable(true)
            .default_size(high * 0.46)
            .size_range(between(140.0, high * 0.8))
            .show(ui, |ui| timeline.ui(ui, ctx));
    }
    egui::CentralPanel::no_frame().frame(bare).show(ui, |ui| {
        if layout.map {
            map.ui(ui, ctx);
        } else if layout.timeline {
            timeline.ui(ui, ctx);
        }
    });
}

/// The sizes that a panel may take. A desktop can make the window smaller than it asks to be, and
/// then the panel yields.
fn between(least: f32, most: f32) -> std::ops::RangeInclusive<f32> {
    let most = most.max(0.0);
    least.min(most)..=most
}
