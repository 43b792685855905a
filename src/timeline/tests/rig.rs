//! A panel with everything it reads, applied to as the application would.

use egui_kittest::Harness;

use crate::context::{Command, Commands, Focus, Hover, Item, Pace, Play, TimeView, ViewCtx};
use crate::dataset::Dataset;
use crate::model::Lang;
use crate::query::{Answer, Corpus, Query, Term, What};
use crate::timeline::{Arrangement, Grouping, Timeline};
use crate::ui::theme::{self, Palette};
use crate::words::Words;

pub(super) struct Rig {
    pub dataset: Dataset,
    pub query: Query,
    pub answer: Answer,
    pub selection: Vec<Item>,
    pub focus: Focus,
    pub hover: Hover,
    pub words: Words,
    pub palette: Palette,
    pub time: TimeView,
    pub play: Option<Play>,
    pub commands: Commands,
    pub corpus: Corpus,
    pub revision: u64,
    pub timeline: Timeline,
    /// Everything that was sent.
    pub sent: Vec<Command>,
}

impl Rig {
    pub(super) fn new(dataset: Dataset) -> Self {
        let corpus = Corpus::new(&dataset);
        let query = Query::default();
        let answer = query.run(&dataset, &corpus);
        let mut timeline = Timeline::default();
        timeline.set_today(Some(crate::model::Moment::from_ymd(2025, 10, 1).unwrap()));
        Self {
            answer,
            query,
            dataset,
            selection: Vec::new(),
            focus: Focus::default(),
            hover: Hover::default(),
            words: Words::new(Lang::En),
            palette: Palette::light(),
            time: TimeView::default(),
            play: None,
            commands: Commands::default(),
            corpus,
            revision: 1,
            timeline,
            sent: Vec::new(),
        }
    }

    pub(super) fn builtin() -> Self {
        Self::new(crate::dataset::builtin().dataset)
    }

    pub(super) fn grouped(mut self, grouping: Grouping) -> Self {
        self.timeline.set_arrangement(Arrangement { grouping, ..Arrangement::default() });
        self
    }

    pub(super) fn select(&mut self, item: Item) {
        self.selection = vec![item];
        self.focus = Focus::new(&self.dataset, &self.selection);
    }

    pub(super) fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ViewCtx {
            dataset: &self.dataset,
            query: &self.query,
            answer: &self.answer,
            selection: &self.selection,
            focus: &self.focus,
            hover: &self.hover,
            words: &self.words,
            palette: &self.palette,
            time: self.time,
            play: self.play,
            opened: 0,
            revision: self.revision,
            commands: &self.commands,
        };
        self.timeline.ui(ui, &ctx);
        self.hover.end_frame();
        for command in self.commands.take() {
            match &command {
                Command::ShowTime(view) => self.time = *view,
                Command::Play(step) => self.play = step.of(self.play, Pace::default()),
                Command::Select(item) => self.select(item.clone()),
                Command::FilterTime(date) => {
                    self.query.forget_time();
                    self.query.terms.extend(date.clone().map(|date| Term::of(What::During(date))));
                    self.answer = self.query.run(&self.dataset, &self.corpus);
                    self.revision += 1;
                }
                _ => {}
            }
            self.sent.push(command);
        }
    }

    pub(super) fn harness(self, size: [f32; 2], gpu: bool) -> Harness<'static, Self> {
        let style = theme::style(&self.palette);
        let dark = self.palette.dark;
        let builder = Harness::builder().with_size(size).with_max_steps(40).with_step_dt(1.0 / 60.0);
        let builder = builder.with_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        let builder = if gpu { builder.wgpu() } else { builder };
        let builder = builder.with_context_setup(move |ctx| {
            ctx.set_fonts(crate::ui::fonts::definitions());
            ctx.all_styles_mut(|old| *old = style.clone());
        });
        builder.build_ui_state(|ui, rig: &mut Self| rig.frame(ui), self)
    }
}
