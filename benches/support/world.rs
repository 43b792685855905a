//! Everything that a [`ViewCtx`] borrows, for panels that are measured or tried by themselves.

use std::sync::Arc;

use km0::context::{Commands, Data, Focus, Hover, Item, Play, TimeView, ViewCtx};
use km0::dataset::{Dataset, Loaded, builtin};
use km0::model::Lang;
use km0::query::{Answer, Query};
use km0::ui::theme::{self, Palette};
use km0::words::Words;

pub(crate) struct World {
    pub(crate) data: Arc<Data>,
    pub(crate) query: Query,
    pub(crate) answer: Answer,
    pub(crate) selection: Vec<Item>,
    pub(crate) focus: Focus,
    pub(crate) hover: Hover,
    pub(crate) words: Words,
    pub(crate) palette: Palette,
    pub(crate) time: TimeView,
    pub(crate) play: Option<Play>,
    pub(crate) revision: u64,
    pub(crate) commands: Commands,
}

// each bench and each test uses a part
#[allow(dead_code)]
impl World {
    pub(crate) fn new(dataset: Dataset, lang: Lang) -> Self {
        let data = Data::new(Loaded { dataset, problems: Vec::new() }, None);
        let query = Query::default();
        Self {
            answer: query.run(&data.dataset, &data.corpus),
            query,
            data: Arc::new(data),
            selection: Vec::new(),
            focus: Focus::default(),
            hover: Hover::default(),
            words: Words::new(lang),
            palette: Palette::light(),
            time: TimeView::default(),
            play: None,
            revision: 1,
            commands: Commands::default(),
        }
    }

    pub(crate) fn of_builtin(lang: Lang) -> Self {
        Self::new(builtin().dataset, lang)
    }

    /// A context with the fonts and the style that the panels have in the window.
    pub(crate) fn dressed(&self) -> egui::Context {
        let egui = egui::Context::default();
        egui.set_fonts(km0::ui::fonts::definitions());
        egui.set_theme(if self.palette.dark { egui::Theme::Dark } else { egui::Theme::Light });
        egui.all_styles_mut(|style| *style = theme::style(&self.palette));
        egui
    }

    pub(crate) fn ask(&mut self, query: Query) {
        self.answer = query.run(&self.data.dataset, &self.data.corpus);
        self.query = query;
        self.revision += 1;
    }

    pub(crate) fn select(&mut self, items: Vec<Item>) {
        self.focus = Focus::new(&self.data.dataset, &items);
        self.selection = items;
    }

    pub(crate) fn ctx(&self) -> ViewCtx<'_> {
        ViewCtx {
            data: &self.data,
            dataset: &self.data.dataset,
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
        }
    }
}
