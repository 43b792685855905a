//! What a person can ask for. Commands say what to change, never the new whole.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use egui::ColorImage;
use serde::{Deserialize, Serialize};

use crate::ui::theme::ThemeChoice;
use km0_core::dataset::Watch;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::table::{Mapping, Order, Sheet};
use km0_core::export::{Columns, Format, ReportForm, Scope, Survey};
use km0_core::model::{Edtf, Id, Lang};
use km0_core::query::{Answer, Area, Key, Term};
use km0_core::saved::{Image, NamedView, Paper, SavedView, What};

use super::{Board, Data, Item, PlayStep, TimeView};

#[derive(Clone, Debug)]
pub enum Command {
    /// What a window left that did not end properly is brought back, or thrown away.
    BringBack(bool),
    /// This view would open these files, which nobody has opened here.
    ViewElsewhere(PathBuf, Vec<PathBuf>),
    /// It may, or may not.
    AllowView(bool),
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
    /// These instead of what was selected, in this order; the last one is what details show.
    SelectAll(Vec<Item>),
    ClearSelection,
    /// Selects it and shows where and when it is.
    GoTo(Item),
    /// To what was selected before; the other way.
    Back,
    Forward,
    /// To what was asked before; the other way.
    Undo,
    Redo,
    /// The timeline shows this part of time.
    ShowTime(TimeView),
    ShowAllTime,
    /// The window that moves through time.
    Play(PlayStep),
    /// A story that is told or made.
    Tell(Tell),
    /// The map shows everything that matches.
    FitMap,
    /// The map goes to the selection.
    MapToSelection,
    /// Only what lies in the part of the world that the map shows.
    FilterToMap,
    /// Asks for a map file: tiles, or shapes to lie under the gates.
    ChooseMapFile,
    /// The map shows the tiles or shapes of this file.
    ShowMapFile(PathBuf),
    SetLang(Lang),
    SetTheme(ThemeChoice),
    /// Things go where they go at once, without gliding there; or glide again.
    ReduceMotion,
    /// What fills the middle of the window.
    ShowBoard(Board),
    Toggle(Panel),
    /// Shows a panel that may be put away.
    Reveal(Panel),
    /// What the left panel shows.
    ShowTab(LeftTab),
    /// An edge between panels was moved, so that its panel is so many points large; none lets the
    /// panel follow the window again.
    Resize(Edge, Option<f32>),
    ResetLayout,
    /// The keyboard goes to the next part of the window, or back to the one before.
    NextArea {
        back: bool,
    },
    FocusSearch,
    /// The keyboard goes to the timeline.
    FocusTimeline,
    Show(Dialog),
    CloseDialog,
    /// Asks for a folder to open.
    ChooseFolder,
    /// Asks for a file of any format to open.
    ChooseFile,
    Open(PathBuf),
    /// Asks what the columns of a table mean; of the one that is open when none is named.
    AskColumns(Option<PathBuf>),
    /// A table is there to say what its columns mean.
    ColumnsAsked(Box<Unmapped>),
    /// Opens a table whose columns mean this, and keeps that beside it.
    OpenTable(PathBuf, Box<Mapping>),
    /// Asks what the columns of a table mean, read in this encoding.
    ReadTableAs(PathBuf, Encoding),
    /// Reads a file that is open, or laid over what is, otherwise, and keeps that beside it.
    Mend(PathBuf, Mend),
    /// Asks for a file name and writes the problems there, as a table to work through.
    SaveProblems,
    /// A file was dropped on the window: what is to be done with it?
    Dropped(PathBuf),
    /// Asks for a file to lay over what is open.
    ChooseLayer,
    /// Lays a file over what is open.
    AddLayer(PathBuf),
    RenameLayer(PathBuf, String),
    /// Lays a layer over what is open, or leaves it out for now.
    ShowLayer(PathBuf, bool),
    RemoveLayer(PathBuf),
    /// Asks what the names in the file of a layer mean.
    AskNames(PathBuf),
    /// What a person has said before of the names in the file of a layer.
    NamesAsked(PathBuf, BTreeMap<String, String>),
    /// Keeps beside the file of a layer what its names mean, and lays it anew.
    KeepNames(PathBuf, BTreeMap<String, String>),
    /// What is open with other layers over it; with the file that was just added.
    Laid(Box<Data>, Option<PathBuf>),
    /// What is being opened is not wanted any more.
    CancelLoad,
    UseBuiltin,
    Opened(Box<Data>),
    /// The files of the open dataset have changed, and this is what they say now.
    Reloaded(Box<Data>),
    /// To the question of this number.
    Answered(u64, Box<Answer>),
    ExportAs(Format),
    ExportTake(Scope),
    /// Opens the export of what is selected, with what it is related to.
    ExportSelected(Format),
    /// With what the records are related to, or without.
    ExportRelated,
    /// How a report tells of the records.
    ExportForm(ReportForm),
    /// Which columns a table of text has.
    ExportColumns(Columns),
    /// What the export of this number would hold and lose.
    Surveyed(u64, Box<Survey>),
    /// Asks for a file name and writes the export.
    SaveExport,
    /// Writing has begun.
    Exporting(Writing),
    CancelExport,
    Exported(Result<Written, String>),
    /// As it was asked to, writing ended before it was done. The old file, if any, is whole.
    ExportCancelled,
    /// Another choice in the picture dialog.
    Picture(PictureStep),
    /// Asks for a file name and writes the picture.
    SavePicture,
    /// With the characters in it that no font has.
    PictureSaved(Result<(PathBuf, BTreeSet<char>), String>),
    /// Makes the picture and puts it on the clipboard.
    CopyPicture,
    CopyImage(Box<ColorImage>),
    /// The desktop has nothing that asks for a file.
    NoChooser,
    CopyText(String),
    /// Copies the id of a record, or those of all that is selected.
    CopyId(Option<Id>),
    /// Copies where a record stands, or the selected one, and opens its file there.
    RevealInFile(Option<Id>),
    /// The place was copied; the desktop opened the file, or has nothing that does.
    Revealed {
        place: String,
        opened: bool,
    },
    /// Copies the command line that makes the same.
    CopyCommand(Make),
    /// Keeps what is shown among the named views, in place of one of that name.
    KeepView(String),
    RenameView(PathBuf, String),
    DeleteView(PathBuf),
    /// The named views that there are now.
    ViewsListed(Vec<NamedView>),
    /// Asks for a file name and writes what is shown as a view.
    SaveView,
    ViewSaved(NamedView),
    /// Asks for a view file to open.
    ChooseView,
    OpenView(PathBuf),
    ViewRead(Box<ViewRead>),
    ForgetRecent,
    /// The command of this name was chosen in the palette.
    Chosen(&'static str),
    /// Opens a file with whatever the desktop opens it with.
    OpenPath(PathBuf),
    /// Opens the folder that holds a file.
    OpenFolderOf(PathBuf),
    /// Something outside did not work, for this reason.
    Failed(String),
    DismissNotice,
    Quit,
}

/// What a person does with a story. Words are those of the language of the interface.
#[derive(Clone, Debug)]
pub enum Tell {
    /// Tells it from its first step.
    Begin(Box<SavedView>),
    /// One without steps, to be made.
    New,
    /// Goes back to the one that was left with changes.
    Return,
    Next,
    Previous,
    Leave,
    /// Lets its words be written, or not any more.
    Edit,
    /// A step that shows what is on the screen, after the one that is shown.
    Add,
    /// The step shows what is on the screen.
    Take,
    /// What is on the screen, for a new step or for the one that is shown.
    Captured {
        view: Box<SavedView>,
        add: bool,
    },
    Shift {
        earlier: bool,
    },
    Remove,
    /// The title of the story.
    Name(String),
    /// The title of the step.
    Heading(String),
    Caption(String),
    /// Asks for a file name and writes the story.
    Save(StoryFile),
}

/// What a story is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryFile {
    /// One page of the web, without script.
    Html,
    /// A page a step.
    Pdf,
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

/// An edge between panels that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The right edge of the left panel.
    Left,
    /// The left edge of details.
    Details,
    /// The upper edge of the timeline.
    Timeline,
}

/// A window in front of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialog {
    Export,
    Picture,
    About,
    /// The pages of the manual.
    Manual,
    Shortcuts,
    Problems,
    /// Every command and every named thing.
    Palette,
    /// The named views.
    Views,
    /// What the columns of a table mean.
    Columns,
    /// The files that are laid over what is open.
    Layers,
    /// What the names in one of them mean.
    Names,
    /// What to do with a file that was dropped.
    Dropped,
}

/// How a file is read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// The order of day and month.
    Order(Order),
    Encoding(Encoding),
    /// The sheet of a workbook, or the list of a JSON file.
    Part(String),
}

/// A table that nobody has said the columns of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    pub path: PathBuf,
    /// At least one.
    pub sheets: Vec<Sheet>,
    /// What was said before, where something was.
    pub before: Option<Mapping>,
    /// The encoding that was chosen for it.
    pub encoding: Option<Encoding>,
    /// Whether it is to be laid over what is open.
    pub over: bool,
}

/// A file that is being written.
#[derive(Clone, Debug)]
pub struct Writing {
    pub watch: Watch,
    /// Records that there are to write.
    pub records: usize,
}

/// A file that has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    /// What it holds, in words: "214 records".
    pub holds: String,
}

/// What a command line is to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Make {
    Picture,
    /// The picture that the dialog is set to.
    Sheet,
    List,
    Export,
}

/// A choice in the picture dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum PictureStep {
    What(What),
    Image(Image),
    Paper(Paper),
    /// Whether the paper lies on its long side.
    Landscape(bool),
    /// How large text and signs are, 0.5 to 2.
    Text(f32),
    /// Pixels per point of a PNG, 0.5 to 4.
    Scale(f32),
    Theme(ThemeChoice),
    Title(String),
}

/// A view file that was read, with the dataset it was made with where that has to be opened too.
#[derive(Clone, Debug)]
pub struct ViewRead {
    pub view: SavedView,
    pub path: PathBuf,
    pub loaded: Option<Data>,
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
