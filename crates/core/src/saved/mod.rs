//! A view as a value: what is asked, shown and selected, and of which dataset. It is kept in a
//! small file that a person can read and write, and said as a command line that shows the same. A
//! story is a view whose steps are views with a caption.

mod board;
mod elsewhere;
mod missing;
mod read;
mod recipe;
mod sheet;
mod stories;
mod story;
mod time;
mod write;

use std::path::{Path, PathBuf};

pub use board::Board;
pub use elsewhere::is_remote;
pub use missing::{Missing, missing};
pub use read::{ViewError, read};
pub use recipe::{Recipe, command_line};
pub use sheet::{Canvas, Image, Paper, PictureSpec, SheetContent};
pub use stories::{built_in, stories_of};
pub use story::{Story, StoryStep};
pub use time::{first, last, window};

use crate::dataset::Layer;
use crate::model::node::Member;
use crate::model::{Cite, Lang, Span};
use crate::query::Query;

/// The form of file that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// What the names of view files end in.
pub const EXTENSION: &str = "km0view";
/// Bytes that a view file may have.
pub const MAX_FILE: u64 = 1 << 20;

/// What a window shows, as far as it can be shown again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SavedView {
    /// What people call it; may be empty.
    pub name: String,
    pub dataset: Edition,
    pub query: Query,
    /// What the timeline shows; all of it where a side is open.
    pub time: Span,
    /// What the map shows; the dataset's own frame without it.
    pub map: Option<MapFrame>,
    /// What fills the middle of the window.
    pub board: Board,
    /// Records and paragraphs as citations name them: `ta-lung`, `000#12`.
    pub selection: Vec<Cite>,
    pub lang: Option<Lang>,
    /// What was laid over the dataset, the hidden ones included.
    pub layers: Vec<Layer>,
    /// What is told step by step, if this is more than one view.
    pub story: Option<Story>,
    /// Fields of the file that this program does not know; written back.
    pub extra: Vec<Member>,
}

/// Which dataset a view was made with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    pub id: String,
    pub release: String,
    /// Where it was; none for the built-in set.
    pub path: Option<PathBuf>,
}

/// The middle of the map in degrees and its zoom as web maps count it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapFrame {
    pub lat: f64,
    pub lon: f64,
    pub zoom: f64,
}

/// A view that has a name and a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedView {
    pub name: String,
    pub path: PathBuf,
}

impl MapFrame {
    /// A frame to a tenth of a metre and a ten-thousandth of a zoom step: finer than a screen shows,
    /// and still short in a file.
    pub fn new(lat: f64, lon: f64, zoom: f64) -> Self {
        let round = |value: f64, unit: f64| (value * unit).round() / unit;
        Self { lat: round(lat, 1e6), lon: round(lon, 1e6), zoom: round(zoom, 1e4) }
    }
}

impl SavedView {
    /// The file's text, which reads back as the same view.
    pub fn to_text(&self) -> String {
        write::written(self)
    }
}

/// Whether a file is a view by its name, as against a dataset.
pub fn is_view(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

#[cfg(test)]
mod tests;
