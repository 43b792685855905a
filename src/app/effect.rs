//! What must be done outside the state: asked for by `apply`, carried out by the explorer.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::ColorImage;

use crate::context::{MapAction, TimeView};
use km0_core::dataset::Layer;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::table::Mapping;
use km0_core::model::Origin;

use super::input::{Make, Mend, StoryFile};
use super::session::UnfinishedSession;

/// Something that touches the world outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Load(Load),
    AskColumns(PathBuf, Option<Encoding>),
    AskNames(PathBuf),
    /// Asks for a file or a folder to read.
    Choose(Choose),
    /// Asks for a file name and writes it.
    Save(Save),
    CopyPicture,
    CopyImage(Box<ColorImage>),
    CopyText(String),
    CopyCommand(Make),
    /// Copies where a record stands in the files of a dataset, and opens its file there.
    Reveal {
        dataset: PathBuf,
        origin: Origin,
    },
    /// Opens a file, or the folder that holds it, with whatever the desktop opens it with.
    OpenPath(PathBuf),
    OpenFolderOf(PathBuf),
    KeepView(String),
    RenameView(PathBuf, String),
    DeleteView(PathBuf),
    ReadView(PathBuf),
    /// Takes what is on the screen for a step of the story: a new one, or the one that is shown.
    CaptureStep {
        add: bool,
    },
    Map(MapAction),
    GlideTime(TimeView),
    FocusSearch,
    FocusTimeline,
    NextArea {
        back: bool,
    },
    /// A session that nobody wants goes.
    ForgetSession(UnfinishedSession),
    Quit,
}

/// What to read.
#[derive(Clone, Debug, PartialEq)]
pub enum Load {
    /// A dataset; the built-in one when none is named.
    Dataset(Option<PathBuf>),
    /// A table whose columns mean this, which is kept beside it.
    Table(PathBuf, Box<Mapping>),
    /// What is open anew with these layers; with the file that is added.
    Layers(Vec<Layer>, Option<PathBuf>),
    /// A table, and what is open with the layers that it is one of.
    LayerTable(Vec<Layer>, PathBuf, Box<Mapping>),
    /// What is open anew, after it is kept what the names in the file of a layer mean.
    Names(PathBuf, BTreeMap<String, String>),
    /// What is open anew, after it is kept how one of its files is read otherwise.
    Mend(PathBuf, Mend),
}

/// What is asked for to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    Folder,
    Dataset,
    Layer,
    MapFile,
    View,
}

/// What is written once it has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    Export,
    Picture,
    Problems,
    View,
    Story(StoryFile),
}
