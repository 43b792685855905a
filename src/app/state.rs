//! Everything the window shows, as values. No pixels, no I/O.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::context::{AskedKinds, Board, Data, Focus, Item, MANY, Play, PlayedCaptions, TimeView, seconds};
use km0_core::dataset::{Layer, Problem, Watch};
use km0_core::export::{ExportChoice, FormatPurpose};
use km0_core::model::{Lang, Span};
use km0_core::query::{Answer, Query, QueryError};
use km0_core::saved::{Missing, NamedView, SavedView};

use super::history::History;
use super::input::{Dialog, Event, Unmapped, Writing, WrittenFile};
use super::layout::{Guests, StoryRoom};
use super::session::UnfinishedSession;
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
    /// Whether the answer is still that to the query before.
    pub waiting: bool,
}

/// A question over so many records that its answer is worked out beside the thread that paints.
#[derive(Clone, Debug)]
pub struct PendingQuery {
    pub data: Arc<Data>,
    pub query: Query,
}

impl PendingQuery {
    /// The stamp of the dataset that is asked.
    pub fn stamp(&self) -> u64 {
        self.data.dataset.stamp()
    }

    /// The answer, with what the facets count.
    pub fn answer(&self) -> Event {
        let Data { dataset, corpus, .. } = &*self.data;
        let counted = AskedKinds::of(&self.query, self.data.has_events).rows(corpus);
        let answer = self.query.run(dataset, corpus).with_facets(&self.query, dataset, corpus, counted);
        Event::Answered { stamp: self.stamp(), query: self.query.clone(), answer: Box::new(answer) }
    }
}

/// A message at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    Exported(WrittenFile),
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
    pub export: ExportChoice,
    /// What a file is wanted for, where a record's own action asked; formats for everything where not.
    pub export_purpose: Option<FormatPurpose>,
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
    /// Changes with what is wrong with the files.
    pub problems_revision: u64,
    /// What a window left that did not end properly, until somebody says whether it is wanted.
    pub left: Option<UnfinishedSession>,
    /// A view that would open files nobody has opened here, and these, until somebody says whether it may.
    pub elsewhere: Option<(PathBuf, Vec<PathBuf>)>,
    /// Files that views may open, since somebody said so.
    pub allowed: Vec<PathBuf>,
    /// The session of [`Self::left`] once a person wants it back; `app/window.rs` takes it from here.
    pub(super) wanted: Option<UnfinishedSession>,
}

impl State {
    /// What asks for room beside the panels.
    pub(super) fn guests(&self) -> Guests {
        let story = |telling: &Telling| if telling.editing { StoryRoom::Made } else { StoryRoom::Told };
        Guests { board: self.settings.board != Board::Overview, story: self.telling.as_ref().map(story) }
    }

    /// The files that a view may open unasked: those that somebody has opened here.
    pub(super) fn known_files(&self) -> Vec<PathBuf> {
        let Settings { folder, over, recent, .. } = &self.settings;
        let layers = over.iter().chain(&self.data.layers).map(|layer| &layer.path);
        let files = folder.iter().chain(&self.data.path).chain(recent).chain(&self.allowed).chain(layers);
        files.cloned().collect()
    }

    pub fn new(data: Data, settings: Settings) -> Self {
        let export = ExportChoice {
            format: settings.export.format,
            columns: settings.export.columns,
            ..ExportChoice::default()
        };
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
            export_purpose: None,
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
            problems_revision: 0,
            left: None,
            elsewhere: None,
            allowed: Vec::new(),
            wanted: None,
        };
        state.time = state.settings.time.unwrap_or_else(|| state.whole_time());
        state.answer_now();
        state
    }

    /// Whether work over all records is done beside the thread that paints.
    pub(super) fn is_large(&self) -> bool {
        self.data.dataset.len() >= MANY
    }

    /// Asks the query, after it has changed. Over many records the answer is waited for: see
    /// [`Self::question`].
    pub(super) fn answer(&mut self) {
        if self.is_large() {
            self.ask.waiting = true;
        } else {
            self.answer_now();
        }
    }

    /// The question whose answer is waited for.
    pub fn question(&self) -> Option<PendingQuery> {
        let question = || PendingQuery { data: Arc::clone(&self.data), query: self.ask.query.clone() };
        self.ask.waiting.then(question)
    }

    /// Other data in place of those that are open. The query is asked anew; what is selected stays as
    /// far as it is there.
    pub(super) fn show_data(&mut self, data: Data) {
        self.data = Arc::new(data);
        self.opened += 1;
        self.play.iter_mut().for_each(|play| play.told = PlayedCaptions::default());
        self.problems_revision += 1;
        self.answer_now();
        let mut selection = std::mem::take(&mut self.selection);
        selection.retain(|item| self.data.dataset.ix(item.record()).is_some());
        self.set_selection(selection);
    }

    /// Asks the query; after a change of the dataset, to which no old answer belongs.
    pub(super) fn answer_now(&mut self) {
        let answer = self.ask.query.run(&self.data.dataset, &self.data.corpus);
        self.take_answer(answer);
    }

    /// The answer to the query has come.
    pub(super) fn take_answer(&mut self, answer: Answer) {
        self.ask.answer = answer;
        self.ask.answered.clone_from(&self.ask.query);
        self.ask.waiting = false;
        self.revision += 1;
    }

    pub(super) fn set_lang(&mut self, lang: Lang) {
        self.settings.lang = lang;
        self.revision += 1;
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

    /// Says what is wrong with the files while what they said before is shown; gives what was said of
    /// that before.
    pub(super) fn set_broken(&mut self, broken: Option<Vec<Problem>>) -> Option<Vec<Problem>> {
        self.problems_revision += 1;
        std::mem::replace(&mut self.broken, broken)
    }

    /// What is wrong with the files as they are now.
    pub fn problems(&self) -> &[Problem] {
        self.broken.as_deref().unwrap_or(&self.data.problems)
    }

    pub(super) fn set_selection(&mut self, selection: Vec<Item>) {
        self.focus = Focus::new(&self.data.dataset, &selection);
        self.selection = selection;
    }

    /// Shows a part of time; an open side is that of the whole.
    pub(super) fn show_span(&mut self, span: &Span) {
        self.time = TimeView::of_span(span, &self.whole_time());
    }

    /// The time that the dataset is about.
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
