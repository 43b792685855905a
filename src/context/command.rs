//! What a panel can ask for. A command says what to change, not what the state is then.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use km0_core::model::{Edtf, Id};
use km0_core::query::{Area, Key, Query, Term};
use km0_core::saved::{MapFrame, SavedView};

use super::{Board, Item, PlayStep, TimeView};

/// What panels send. Menus and dialogs have types of their own, in `app`.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// The search box holds this text now.
    Ask(String),
    /// This is asked, whatever was asked before.
    AskQuery(Query),
    AddTerm(Term),
    RemoveTerm(Term),
    /// Of what the term's key is asked for, only this; if it is the only one already, nothing.
    OnlyTerm(Term),
    /// Nothing is asked of this key any more.
    ForgetKey(Key),
    ClearQuery,
    /// The one bound in time: possibly during this date. None takes every bound in time away.
    FilterTime(Option<Edtf>),
    /// The one bound in space.
    FilterArea(Option<Area>),
    Select(Item),
    /// Adds to the selection, or takes away from it.
    AlsoSelect(Item),
    /// These instead of what was selected, in this order; the last one is what details show.
    SelectAll(Vec<Item>),
    /// Selects it and shows where and when it is.
    GoTo(Item),
    /// The timeline shows this part of time.
    ShowTime(TimeView),
    /// The window that moves through time.
    Play(PlayStep),
    Map(MapAction),
    /// Asks for a map file: tiles, or shapes to lie under the gates.
    ChooseMapFile,
    /// What fills the middle of the window.
    ShowBoard(Board),
    /// What the left panel shows.
    ShowTab(LeftTab),
    ShowDetails,
    ShowProblems,
    TellStory(Box<SavedView>),
    /// Selects the record and asks how it is to be written.
    ExportRecord(Id, RecordExport),
    CopyText(String),
    /// Copies the id of a record, or those of all that is selected.
    CopyId(Option<Id>),
    /// Copies where a record stands, or the selected one, and opens its file there.
    RevealInFile(Option<Id>),
}

/// What the map is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum MapAction {
    /// Goes to the part of the world that the dataset is about.
    FitAll,
    /// Goes to everything that matches: the sites that matching records concern, or the part of
    /// the world that the dataset is about where there are none.
    FitMatches,
    /// Goes to the selection, or to what it has to do with where it has no place of its own.
    /// Stays where it is when nothing selected has a place.
    FitSelection,
    /// Goes to the province or region of this id.
    FitUnit(Id),
    /// Shows this at once.
    Show(MapFrame),
    /// Goes there.
    FlyTo(MapFrame),
    /// Dragging draws an area to filter by, or no longer.
    ToggleAreaTool,
    /// Asks for only what lies in the part of the world that is shown.
    FilterToView,
    /// Shows the tiles of a `PMTiles` file, or lays the shapes of another under the gates.
    ShowFile(std::path::PathBuf),
}

/// As what a record is written from its own menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordExport {
    /// Its pages, to be read.
    Document,
    /// It and what it is related to, as a table.
    Table,
}

/// What the left panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LeftTab {
    /// What the selection has to do with.
    Related,
    /// What happened.
    #[default]
    Events,
    /// Gates, places, people, organisations, mechanisms, topics and sources.
    Register,
    Filters,
}

/// Where what is asked for is put while a frame is painted; emptied once a frame.
#[derive(Debug)]
pub struct Queue<T>(RefCell<Vec<T>>);

pub type Commands = Queue<Command>;

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T> Queue<T> {
    pub fn send(&self, asked: T) {
        self.0.borrow_mut().push(asked);
    }

    pub fn take(&self) -> Vec<T> {
        self.0.take()
    }
}
