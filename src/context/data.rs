//! What is open.

use std::path::PathBuf;

use crate::ui::fonts;
use km0_core::dataset::{Dataset, Layer, Loaded, Problem};
use km0_core::query::{Corpus, characters};

/// An open dataset with what is worked out from it once.
#[derive(Clone, Debug)]
pub struct Data {
    pub dataset: Dataset,
    pub corpus: Corpus,
    pub problems: Vec<Problem>,
    /// Whether there is anything that happened, was agreed or is being done.
    pub has_events: bool,
    /// Characters of its texts that no bundled face has.
    pub unusual: Vec<char>,
    /// The folder or file it came from; none for the built-in set.
    pub path: Option<PathBuf>,
    /// The files that are to be laid over it, those that are hidden or gone included.
    pub layers: Vec<Layer>,
    /// Those of them whose files are not there.
    pub gone: Vec<PathBuf>,
}

impl Data {
    /// Takes seconds for a million records: not for the thread that paints.
    pub fn new(loaded: Loaded, path: Option<PathBuf>) -> Self {
        Self::over(loaded, path, Vec::new(), Vec::new())
    }

    /// As [`Self::new`], with a corpus that was made of the dataset already.
    pub fn with_corpus(loaded: Loaded, corpus: Corpus, path: Option<PathBuf>) -> Self {
        Self::made(loaded, corpus, path, Vec::new(), Vec::new())
    }

    /// As [`Self::new`], with what was laid over it, and those of these files that are not there.
    pub fn over(loaded: Loaded, path: Option<PathBuf>, layers: Vec<Layer>, gone: Vec<PathBuf>) -> Self {
        let corpus = Corpus::new(&loaded.dataset);
        Self::made(loaded, corpus, path, layers, gone)
    }

    fn made(loaded: Loaded, corpus: Corpus, path: Option<PathBuf>, layers: Vec<Layer>, gone: Vec<PathBuf>) -> Self {
        let has_events = loaded.dataset.records().iter().any(|record| record.kind.happens());
        let unusual = fonts::not_bundled(characters(&loaded.dataset));
        Self { unusual, corpus, dataset: loaded.dataset, problems: loaded.problems, has_events, path, layers, gone }
    }

    /// Works out beforehand what a search for words needs, so that the first letter that is typed waits for nothing.
    pub fn with_words(mut self) -> Self {
        self.corpus = self.corpus.with_words(&self.dataset);
        self
    }
}
