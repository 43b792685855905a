//! Everything the window shows, as values. No pixels, no I/O.

use std::path::PathBuf;
use std::sync::Arc;

use crate::context::{Dialog, Focus, Item, Play, TimeView, seconds};
use crate::dataset::{Dataset, Loaded, Problem};
use crate::export::Format;
use crate::model::Span;
use crate::query::{Answer, Corpus, Query};

use super::history::History;
use super::settings::Settings;

/// An open dataset with what is worked out from it once.
#[derive(Clone, Debug)]
pub struct Data {
    pub dataset: Dataset,
    pub corpus: Corpus,
    pub problems: Vec<Problem>,
    /// The folder or file it came from; none for the built-in set.
    pub path: Option<PathBuf>,
}

impl Data {
    #[must_use]
    pub fn new(loaded: Loaded, path: Option<PathBuf>) -> Self {
        let corpus = Corpus::new(&loaded.dataset);
        Self { corpus, dataset: loaded.dataset, problems: loaded.problems, path }
    }
}

/// The question that is asked, as text and as a value, with its answer.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// What stands in the search box, which may not be a query yet.
    pub text: String,
    pub query: Query,
    /// Why the text is no query; the last one that was stays in force.
    pub error: Option<String>,
    pub answer: Answer,
}

/// A message at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    Exported { path: PathBuf, records: usize },
    Failed(String),
    NoChooser,
    Opened { records: usize, problems: usize },
    Copied,
}

#[derive(Clone, Debug)]
pub struct State {
    pub data: Arc<Data>,
    pub ask: Ask,
    pub selection: Vec<Item>,
    pub focus: Focus,
    pub time: TimeView,
    pub play: Option<Play>,
    pub settings: Settings,
    pub dialog: Option<Dialog>,
    pub format: Format,
    pub notice: Option<Notice>,
    pub queries: History<Query>,
    pub selections: History<Vec<Item>>,
    /// Changes with the dataset, the answer and the language.
    pub revision: u64,
    /// Counts the datasets that were opened.
    pub opened: u64,
}

impl State {
    #[must_use]
    pub fn new(data: Data, settings: Settings) -> Self {
        let mut state = Self {
            data: Arc::new(data),
            ask: Ask::default(),
            selection: Vec::new(),
            focus: Focus::default(),
            time: TimeView::default(),
            play: None,
            settings,
            dialog: None,
            format: Format::default(),
            notice: None,
            queries: History::default(),
            selections: History::default(),
            revision: 0,
            opened: 0,
        };
        state.time = state.settings.time.unwrap_or_else(|| state.whole_time());
        state.answer();
        state
    }

    /// Asks the query again; after a change of the query or the dataset.
    pub(super) fn answer(&mut self) {
        self.ask.answer = self.ask.query.run(&self.data.dataset, &self.data.corpus);
        self.revision += 1;
    }

    /// Puts a query in force and in the search box.
    pub(super) fn set_query(&mut self, query: Query) {
        self.ask.text = query.to_string();
        self.ask.error = None;
        if query != self.ask.query {
            self.ask.query = query;
            self.answer();
        }
    }

    pub(super) fn set_selection(&mut self, selection: Vec<Item>) {
        self.focus = Focus::new(&self.data.dataset, &selection);
        self.selection = selection;
    }

    /// Shows a part of time; an open side is that of the whole.
    pub fn show_span(&mut self, span: &Span) {
        self.time = TimeView::of_span(span, &self.whole_time());
    }

    /// The time that the dataset says it is about, else that of its dated events.
    #[must_use]
    pub fn whole_time(&self) -> TimeView {
        let dataset = &self.data.dataset;
        if let Some(time) = &dataset.about.time {
            return TimeView::of_span(&time.bounds().possible(), &TimeView::default());
        }
        let spans = dataset.rows().filter_map(|ix| dataset.bounds(ix)).map(|bounds| bounds.possible());
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for span in spans {
            from = from.min(span.from.map_or(from, seconds));
            to = to.max(span.to.map_or(to, seconds));
        }
        if from < to { TimeView::new(from, to).padded(0.02) } else { TimeView::default() }
    }
}
