//! What a person can ask for. Commands say what to change, never the new whole.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::dataset::Loaded;
use crate::export::Format;
use crate::model::Edtf;
use crate::model::Lang;
use crate::query::{Area, Key, Term};
use crate::ui::theme::ThemeChoice;

use super::{Item, PlayStep, TimeView};

#[derive(Clone, Debug)]
pub enum Command {
    /// The search box holds this text now.
    Ask(String),
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
    ClearSelection,
    Back,
    Forward,
    Undo,
    Redo,
    /// The timeline shows this part of time.
    ShowTime(TimeView),
    ShowAllTime,
    /// The window that moves through time.
    Play(PlayStep),
    /// The map shows everything that matches.
    FitMap,
    /// The map goes to the selection.
    MapToSelection,
    SetLang(Lang),
    SetTheme(ThemeChoice),
    /// Whether things go where they go at once, without gliding there.
    ReduceMotion(bool),
    Toggle(Panel),
    ResetLayout,
    FocusSearch,
    /// The keyboard goes to the timeline.
    FocusTimeline,
    Show(Dialog),
    CloseDialog,
    /// Asks for a folder to open.
    ChooseFolder,
    Open(PathBuf),
    UseBuiltin,
    Opened(Box<Loaded>, Option<PathBuf>),
    ExportAs(Format),
    /// Asks for a file name and writes the export.
    SaveExport,
    Exported(Result<(PathBuf, usize), String>),
    /// The desktop has nothing that asks for a file.
    NoChooser,
    CopyText(String),
    DismissNotice,
    Quit,
}

/// A part of the window that can be put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Panel {
    Facets,
    List,
    Details,
    Timeline,
    Map,
}

/// A window in front of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialog {
    Export,
    About,
    Shortcuts,
    Problems,
}

/// Where panels put commands while they paint; emptied once a frame.
#[derive(Debug, Default)]
pub struct Commands(RefCell<Vec<Command>>);

impl Commands {
    pub fn send(&self, command: Command) {
        self.0.borrow_mut().push(command);
    }

    #[must_use]
    pub fn take(&self) -> Vec<Command> {
        self.0.take()
    }
}
