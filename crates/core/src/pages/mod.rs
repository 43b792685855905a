//! What there is to say about one thing, without a pixel: the details panel paints these pages, a
//! report writes them.

pub mod along;
mod body;
pub mod briefing;
mod dossier;
mod fields;
pub mod listed;
pub mod notes;
mod page;
mod people;
mod promise;
pub mod quotes;
pub mod report;
mod series;
pub mod stages;
pub mod start;
mod state;
pub mod story;
#[cfg(test)]
mod tests;
pub mod work;

use crate::dataset::{Dataset, Ix};
use crate::model::Record;
use crate::words::Words;

pub use notes::{Card, Notes, NumberedSource, card};
pub use page::{
    CitedSentence, ListEntry, Page, PageBlock, PageRow, PageRun, PageSection, PageTable, Pill, PromiseRemark,
    PromiseStep, StateTone, page,
};
pub use state::{project as project_state, promise as promise_state, status as gate_status, tone};

/// What a page is written from.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub dataset: &'a Dataset,
    /// The reader's language.
    pub words: &'a Words,
}

impl<'a> Reader<'a> {
    pub fn record(&self, ix: Ix) -> Option<&'a Record> {
        self.dataset.record(ix)
    }

    /// The record's name in the reader's language.
    pub fn name(&self, record: &'a Record) -> &'a str {
        record.name.get(self.words.lang())
    }
}
