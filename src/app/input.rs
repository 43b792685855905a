//! Everything that can change the state: what panels send, what menus and dialogs send, and what
//! comes back from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::PathBuf;

use egui::ColorImage;

use crate::context::{Command, Data};
use crate::ui::theme::ThemeChoice;
use km0_core::dataset::Watch;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::table::{DayMonthOrder, Mapping, TableHead};
use km0_core::export::{ColumnSet, Format, ReportForm, Scope};
use km0_core::model::Lang;
use km0_core::query::{Answer, Query};
use km0_core::saved::{Image, NamedView, Paper, SavedView, SheetContent};

macro_rules! inputs {
    ($($group:ident($type:ty)),*) => {
        #[derive(Clone, Debug)]
        pub enum Input {
            $($group($type)),*
        }

        impl Input {
            /// What is in the group.
            pub(super) fn inner(&self) -> &dyn Debug {
                match self {
                    $(Self::$group(inner) => inner),*
                }
            }
        }

        $(impl From<$type> for Input {
            fn from(asked: $type) -> Self {
                Self::$group(asked)
            }
        })*
    };
}

inputs!(
    Panel(Command),
    History(HistoryCommand),
    Window(WindowCommand),
    File(FileCommand),
    Layer(LayerCommand),
    Export(ExportCommand),
    Picture(PictureCommand),
    View(ViewCommand),
    Story(StoryCommand),
    Event(Event)
);

/// To what was asked before, or selected before; and the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryCommand {
    Undo,
    Redo,
    Back,
    Forward,
}

/// What the window shows of itself, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WindowCommand {
    Show(Dialog),
    CloseDialog,
    DismissNotice,
    Toggle(Panel),
    /// An edge between panels was moved, so that its panel is so many points large; none lets the
    /// panel follow the window again.
    Resize(PanelEdge, Option<f32>),
    ResetLayout,
    /// The keyboard goes to the next part of the window, or back to the one before.
    NextArea {
        back: bool,
    },
    FocusSearch,
    /// The keyboard goes to the timeline.
    FocusTimeline,
    ShowAllTime,
    SetLang(Lang),
    SetTheme(ThemeChoice),
    /// Things go where they go at once, without gliding there; or glide again.
    ReduceMotion,
    /// The command of this name was chosen in the palette.
    Chosen(&'static str),
    Quit,
}

/// A dataset to open, and files that were written.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCommand {
    /// Asks for a folder to open.
    ChooseFolder,
    /// Asks for a file of any format to open.
    ChooseFile,
    Open(PathBuf),
    UseBuiltin,
    /// What is being opened is not wanted any more.
    CancelLoad,
    /// Asks what the columns of a table mean; of the one that is open when none is named.
    AskColumns(Option<PathBuf>),
    /// Asks what the columns of a table mean, read in this encoding.
    ReadTableAs(PathBuf, Encoding),
    /// Opens a table whose columns mean this, and keeps that beside it.
    OpenTable(PathBuf, Box<Mapping>),
    /// A file was dropped on the window: what is to be done with it?
    Dropped(PathBuf),
    /// Opens a file with whatever the desktop opens it with.
    OpenPath(PathBuf),
    /// Opens the folder that holds a file.
    OpenFolderOf(PathBuf),
    ForgetRecent,
    /// Reads a file that is open, or laid over what is, otherwise, and keeps that beside it.
    Mend(PathBuf, Mend),
    /// Asks for a file name and writes the problems there, as a table to work through.
    SaveProblems,
    /// What a window left that did not end properly is brought back, or thrown away.
    BringBack(bool),
    /// Copies the command line that makes the same.
    CopyCommand(Make),
}

/// Files that are laid over what is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerCommand {
    /// Asks for a file.
    Choose,
    Add(PathBuf),
    Rename(PathBuf, String),
    /// Lays it over what is open, or leaves it out for now.
    Show(PathBuf, bool),
    Remove(PathBuf),
    /// Asks what the names in its file mean.
    AskNames(PathBuf),
    /// Keeps beside its file what its names mean, and lays it anew.
    KeepNames(PathBuf, BTreeMap<String, String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportCommand {
    As(Format),
    /// Offers the formats of every purpose.
    AllFormats,
    Take(Scope),
    /// With what the records are related to, or without.
    Related,
    /// How a report tells of the records.
    Form(ReportForm),
    /// Which columns a table of text has.
    Columns(ColumnSet),
    /// Asks for a file name and writes the export.
    Save,
    Cancel,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PictureCommand {
    /// Another choice in the dialog.
    Set(PictureStep),
    /// Asks for a file name and writes the picture.
    Save,
    /// Makes the picture and puts it on the clipboard.
    Copy,
}

/// A choice in the picture dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum PictureStep {
    What(SheetContent),
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewCommand {
    /// Keeps what is shown among the named views, in place of one of that name.
    Keep(String),
    Rename(PathBuf, String),
    Delete(PathBuf),
    /// Asks for a file name and writes what is shown as a view.
    Save,
    /// Asks for a view file to open.
    Choose,
    Open(PathBuf),
    /// One that would open files nobody has opened here may, or may not.
    Allow(bool),
}

/// What a person does with a story. Words are those of the language of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoryCommand {
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

/// What came back from outside.
#[derive(Clone, Debug)]
pub enum Event {
    Opened(Box<Data>),
    /// The files of the open dataset have changed, and this is what they say now.
    Reloaded(Box<Data>),
    /// What is open with other layers over it; with the file that was just added.
    Laid(Box<Data>, Option<PathBuf>),
    /// A table is there to say what its columns mean.
    ColumnsAsked(Box<Unmapped>),
    /// What a person has said before of the names in the file of a layer.
    NamesAsked(PathBuf, BTreeMap<String, String>),
    /// The answer to a question about the data of this stamp.
    Answered {
        stamp: u64,
        query: Query,
        answer: Box<Answer>,
    },
    /// Writing has begun.
    Exporting(Writing),
    Exported(Result<WrittenFile, String>),
    /// As it was asked to, writing ended before it was done. The old file, if any, is whole.
    ExportCancelled,
    /// With the characters in it that no font has.
    PictureSaved(Result<(PathBuf, BTreeSet<char>), String>),
    /// The pixels of a picture for the clipboard.
    PictureMade(Box<ColorImage>),
    /// The place of a record was copied; the desktop opened its file, or has nothing that does.
    Revealed {
        place: String,
        opened: bool,
    },
    /// The named views that there are now.
    ViewsListed(Vec<NamedView>),
    ViewSaved(NamedView),
    ViewRead(Box<ViewRead>),
    /// This view would open these files, which nobody has opened here.
    ViewElsewhere(PathBuf, Vec<PathBuf>),
    /// The characters of what is open that no font has.
    Lacking(BTreeSet<char>),
    /// What is on the screen, for a new step of the story or for the one that is shown.
    StepCaptured {
        view: Box<SavedView>,
        add: bool,
    },
    /// The desktop has nothing that asks for a file.
    NoChooser,
    /// Something outside did not work, for this reason.
    Failed(String),
}

/// How a file is read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// The order of day and month.
    Order(DayMonthOrder),
    Encoding(Encoding),
    /// The sheet of a workbook, or the list of a JSON file.
    Part(String),
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

/// An edge between panels that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PanelEdge {
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

/// What a command line is to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Make {
    Picture,
    /// The picture that the dialog is set to.
    Sheet,
    List,
    Export,
}

/// A table that nobody has said the columns of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    pub path: PathBuf,
    /// At least one.
    pub sheets: Vec<TableHead>,
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
pub struct WrittenFile {
    pub path: PathBuf,
    /// What it holds, in words: "214 records".
    pub holds: String,
}

/// A view file that was read, with the dataset it was made with where that has to be opened too.
#[derive(Clone, Debug)]
pub struct ViewRead {
    pub view: SavedView,
    pub path: PathBuf,
    pub loaded: Option<Data>,
}
