//! A file that is laid over a dataset: what people call it, and which rows of the dataset are its own.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Somebody's file beside the dataset that is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// What people call it.
    pub name: String,
    pub path: PathBuf,
    /// Kept in the list, and not laid over.
    #[serde(default)]
    pub hidden: bool,
}

impl Layer {
    /// A file under its own name.
    pub fn at_path(path: &Path) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { name, path: path.to_owned(), hidden: false }
    }
}

/// A layer with its rows of the dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidLayer {
    pub layer: Layer,
    pub rows: Range<u32>,
}
