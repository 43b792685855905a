//! Owns everything that a [`ViewCtx`] borrows, for benches and tests of a panel by itself.

use std::sync::Arc;

use super::{Commands, Data, Focus, Hover, Item, Play, TimeView, ViewCtx};
use crate::ui::theme::{self, Palette};
use km0_core::dataset::{Dataset, Loaded, builtin};
use km0_core::model::Lang;
use km0_core::query::{Answer, Query};
use km0_core::words::Words;

#[derive(Debug)]
pub struct OwnedViewCtx {
    pub data: Arc<Data>,
    pub query: Query,
    pub answer: Answer,
    pub selection: Vec<Item>,
    pub focus: Focus,
    pub hover: Hover,
    pub words: Words,
    pub palette: Palette,
    pub time: TimeView,
    pub play: Option<Play>,
    pub revision: u64,
    pub commands: Commands,
}

// each bench and each test uses a part
#[allow(dead_code)]
impl OwnedViewCtx {
    /// Nothing asked and nothing selected, in light colours.
    pub fn new(dataset: Dataset, lang: Lang) -> Self {
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

    pub fn of_builtin(lang: Lang) -> Self {
        Self::new(builtin().dataset, lang)
    }

    /// A context with the fonts and the style that the panels have in the window.
    pub fn dressed(&self) -> egui::Context {
        let egui = egui::Context::default();
        egui.set_fonts(crate::ui::fonts::definitions());
        egui.set_theme(if self.palette.dark { egui::Theme::Dark } else { egui::Theme::Light });
        egui.all_styles_mut(|style| *style = theme::style(&self.palette));
        egui
    }

    pub fn ask(&mut self, query: Query) {
        self.answer = query.run(&self.data.dataset, &self.data.corpus);
        self.query = query;
        self.revision += 1;
    }

    pub fn select(&mut self, items: Vec<Item>) {
        self.focus = Focus::new(&self.data.dataset, &items);
        self.selection = items;
    }

    pub fn ctx(&self) -> ViewCtx<'_> {
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
            text_revision: 0,
            commands: &self.commands,
        }
    }
}
