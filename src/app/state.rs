//! Everything the window shows, as values. No pixels, no I/O.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::context::{Data, Dialog, Focus, Item, MANY, Play, TimeView, Told, Unmapped, Writing, Written, seconds};
use km0_core::dataset::{Layer, Problem, Watch};
use km0_core::export::{Choice, Survey};
use km0_core::model::Span;
use km0_core::query::{Answer, Query, QueryError};
use km0_core::saved::{Missing, NamedView, SavedView};

use super::history::History;
use super::session::Left;
use super::settings::Settings;
use super::telling::Telling;

/// The question that is asked, as text and as a value, with its answer.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// What stands in the search box, which may not be a query yet.
    pub text: String,
    pub query: Query,
    /// Why the text is no query; the last one that was stays in force.
    pub error: Option<QueryError>,
    /// Whether the query came about by typing that may go on.
    pub typing: bool,
    /// To the query, or while that is worked out to the one before.
    pub answer: Answer,
    /// The query that the answer is to: an export must not name another.
    pub answered: Query,
    /// Counts the questions, so that an answer that comes late is not taken for the newest.
    pub number: u64,
    /// Whether the answer is still that to the query before.
    pub waiting: bool,
}

/// A message at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    Exported(Written),
    ExportCancelled,
    PictureSaved {
        path: PathBuf,
        /// The characters in it that no font has.
        lacking: BTreeSet<char>,
    },
    Failed(String),
    NoChooser,
    /// What is open can't be kept for the case that the program ends otherwise than by a person.
    NotKept(String),
    Opened {
        records: usize,
        problems: usize,
        /// The characters in them that no font has.
        lacking: BTreeSet<char>,
    },
    Copied,
    /// Characters of what is open have no font.
    Lacking(BTreeSet<char>),
    /// A file was laid over what is open.
    Laid {
        name: String,
        records: usize,
        /// Names that were taken to be those of records of what is open.
        names: usize,
        problems: usize,
    },
    /// A file that is to be laid over what is open is not there any more.
    LayerGone {
        path: PathBuf,
    },
    /// The files have changed, and what they say now is shown.
    Reloaded {
        records: usize,
    },
    /// The files have changed, and have so many errors that they did not have before.
    Broken {
        errors: usize,
    },
    /// Where a record stands was copied; the desktop opened its file, or has nothing that does.
    Revealed {
        place: String,
        opened: bool,
    },
    ViewKept {
        name: String,
    },
    /// A story was left with changes that no file holds.
    StoryLeft {
        title: String,
    },
    /// A view was opened, without what the dataset does not have of it.
    ViewOpened {
        name: String,
        gone: Vec<Missing>,
    },
}

/// A dataset on its way.
#[derive(Clone, Debug)]
pub struct Loading {
    /// None for the built-in set.
    pub path: Option<PathBuf>,
    /// Whether it is laid over what is open.
    pub over: bool,
    pub watch: Watch,
    pub since: Instant,
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
    /// What the export dialog is set to.
    pub export: Choice,
    /// What that would hold and lose, under the number it was asked by; none while it is worked out.
    pub survey: (u64, Option<Survey>),
    /// The export that is being written.
    pub writing: Option<Writing>,
    pub notice: Option<Notice>,
    pub loading: Option<Loading>,
    /// The table whose columns are asked for.
    pub unmapped: Option<Arc<Unmapped>>,
    /// What is to be laid over the dataset that is being opened.
    pub pending: Vec<Layer>,
    /// The layer whose names are asked for, and what a person has said of them before.
    pub naming: Option<(PathBuf, BTreeMap<String, String>)>,
    /// The file that was dropped on the window.
    pub dropped: Option<PathBuf>,
    pub queries: History<Query>,
    pub selections: History<Vec<Item>>,
    /// The named views that there are.
    pub views: Vec<NamedView>,
    /// The view that was opened or saved last, for its name and what else it holds.
    pub view: Option<SavedView>,
    /// The story that is told.
    pub telling: Option<Telling>,
    /// The story that was left with changes that no file holds.
    pub left_story: Option<Telling>,
    /// Changes with the dataset, the answer and the language.
    pub revision: u64,
    /// Counts the datasets that were opened.
    pub opened: u64,
    /// What is wrong with the files as they are now, while what is shown is what they said before.
    pub broken: Option<Vec<Problem>>,
    /// What a window left that did not end properly, until somebody says whether it is wanted.
    pub left: Option<Left>,
    /// A view that would open files nobody has opened here, and these, until somebody says whether it may.
    pub elsewhere: Option<(PathBuf, Vec<PathBuf>)>,
    /// Files that views may open, since somebody said so.
    pub allowed: Vec<PathBuf>,
    /// What is left, once it is wanted: for whoever opens windows.
    pub(super) wanted: Option<Left>,
}

impl State {
    /// The files that a view may open unasked: those that somebody has opened here.
    #[must_use]
    pub(super) fn known_files(&self) -> Vec<PathBuf> {
        let Settings { folder, over, recent, .. } = &self.settings;
        let layers = over.iter().chain(&self.data.layers).map(|layer| &layer.path);
        let files = folder.iter().chain(&self.data.path).chain(recent).chain(&self.allowed).chain(layers);
        files.cloned().collect()
    }

    #[must_use]
    pub fn new(data: Data, settings: Settings) -> Self {
        let export = Choice { format: settings.export.format, columns: settings.export.columns, ..Choice::default() };
        let mut state = Self {
            data: Arc::new(data),
            ask: Ask::default(),
            selection: Vec::new(),
            focus: Focus::default(),
            time: TimeView::default(),
            play: None,
            settings,
            dialog: None,
            export,
            survey: (0, None),
            writing: None,
            notice: None,
            loading: None,
            unmapped: None,
            pending: Vec::new(),
            naming: None,
            dropped: None,
            queries: History::default(),
            selections: History::default(),
            views: Vec::new(),
            view: None,
            telling: None,
            left_story: None,
            revision: 0,
            opened: 0,
            broken: None,
            left: None,
            elsewhere: None,
            allowed: Vec::new(),
            wanted: None,
        };
        state.time = state.settings.time.unwrap_or_else(|| state.whole_time());
        state.answer_now();
        state
    }

    /// Asks the query, after it has changed. Over many records the answer is waited for: see
    /// [`Effect::Answer`](super::Effect).
    pub(super) fn answer(&mut self) {
        if self.data.dataset.len() < MANY {
            self.answer_now();
        } else {
            self.ask.number += 1;
            self.ask.waiting = true;
        }
    }

    /// Other data in place of those that are open. Letting go of a million records takes seconds,
    /// and is left to a thread.
    pub(super) fn show_data(&mut self, data: Data) {
        let before = std::mem::replace(&mut self.data, Arc::new(data));
        self.opened += 1;
        self.play.iter_mut().for_each(|play| play.told = Told::default());
        let thread = std::thread::Builder::new().name("let go of data".to_owned());
        let _or_here_and_now = thread.spawn(move || drop(before));
    }

    /// Asks the query; after a change of the dataset, to which no old answer belongs.
    pub(super) fn answer_now(&mut self) {
        let answer = self.ask.query.run(&self.data.dataset, &self.data.corpus);
        self.ask.number += 1;
        self.take_answer(self.ask.number, answer);
    }

    /// An answer has come. Only that to the newest question counts.
    pub(super) fn take_answer(&mut self, number: u64, answer: Answer) {
        if number == self.ask.number {
            self.ask.answer = answer;
            self.ask.answered.clone_from(&self.ask.query);
            self.ask.waiting = false;
            self.revision += 1;
        }
    }

    /// Puts a query in force and in the search box.
    pub(super) fn set_query(&mut self, query: Query) {
        self.ask.text = query.to_string();
        self.ask.error = None;
        self.ask.typing = false;
        if query != self.ask.query {
            self.ask.query = query;
            self.answer();
        }
    }

    /// What is wrong with the files as they are now.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.broken.as_deref().unwrap_or(&self.data.problems)
    }

    pub(super) fn set_selection(&mut self, selection: Vec<Item>) {
        self.focus = Focus::new(&self.data.dataset, &selection);
        self.selection = selection;
    }

    /// Shows a part of time; an open side is that of the whole.
    pub fn show_span(&mut self, span: &Span) {
        self.time = TimeView::of_span(span, &self.whole_time());
    }

    /// The time that the dataset is about.
    #[must_use]
    pub fn whole_time(&self) -> TimeView {
        let dataset = &self.data.dataset;
        let Some((from, to)) = dataset.period() else { return TimeView::default() };
        // what is laid over it may reach beyond the time that it says it is about
        let laid = dataset.rows().filter(|ix| dataset.is_laid(*ix));
        let spans = laid.filter_map(|ix| dataset.bounds(ix)).map(|bounds| bounds.possible());
        let (mut from, mut to) = (seconds(from), seconds(to));
        for span in spans {
            from = from.min(span.from.map_or(from, seconds));
            to = to.max(span.to.map_or(to, seconds));
        }
        TimeView::new(from, to)
    }
}
