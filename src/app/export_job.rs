//! An export with everything it needs, so that it can be weighed and written while the window goes on.

use std::path::PathBuf;
use std::sync::Arc;

use km0_core::dataset::{Ix, Watch};
use km0_core::export::{self, ExportChoice, Job, Survey};
use km0_core::model::Lang;
use km0_core::query::Query;
use km0_core::words::Words;

use super::input::{Writing, WrittenFile};
use super::state::{Ask, State};
use crate::context::{Data, Item};

/// What an export depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExportKey {
    revision: u64,
    choice: ExportChoice,
    selection: Vec<Item>,
}

impl ExportKey {
    pub(super) fn of(state: &State) -> Self {
        Self { revision: state.revision, choice: state.export, selection: state.selection.clone() }
    }
}

#[derive(Clone, Debug)]
pub(super) struct ExportJob {
    data: Arc<Data>,
    lang: Lang,
    pub(super) choice: ExportChoice,
    /// What the shown records are the answer to.
    query: Query,
    shown: Vec<Ix>,
    selected: Vec<Ix>,
    /// What it would hold and lose, where that is known.
    survey: Option<Survey>,
}

impl ExportJob {
    /// The export that the dialog is set to. An answer that is waited for is not in it: the query is
    /// that of the answer there is.
    pub(super) fn of(state: &State, lang: Lang, survey: Option<Survey>) -> Self {
        let Ask { answered, answer, .. } = &state.ask;
        Self {
            data: Arc::clone(&state.data),
            lang,
            choice: state.export,
            query: answered.clone(),
            shown: answer.rows.clone(),
            selected: state.focus.selected().to_vec(),
            survey,
        }
    }

    fn with<T>(&self, what: impl FnOnce(&Job<'_>) -> T) -> T {
        let words = Words::new(self.lang);
        what(&self.choice.job(&self.data.dataset, &words, &self.query, &self.shown, &self.selected))
    }

    /// What it would hold and lose.
    pub(super) fn survey(&self) -> Survey {
        self.with(|job| Survey::count_losses(job, self.choice.format))
    }

    /// The name that its file is offered under: what it holds, and today.
    pub(super) fn name(&self) -> String {
        let words = Words::new(self.lang);
        let today = chrono::Local::now().format("%Y-%m-%d").to_string();
        export::file_name(&self.data.dataset, &words, self.choice, &self.query, &self.selected, &today)
    }

    /// Writes the file, and beside it what belongs to it. None when it was cancelled.
    pub(super) fn write(&self, path: PathBuf, begun: impl FnOnce(Writing)) -> Option<Result<WrittenFile, String>> {
        let watch = Watch::default();
        let survey = self.survey.clone().unwrap_or_else(|| self.survey());
        self.with(|job| {
            begun(Writing { watch: watch.clone(), records: survey.records });
            let outcome = export::write_file(job, self.choice.format, &survey, &path, true, &watch);
            match outcome {
                Err(_) if watch.is_cancelled() => None,
                Err(error) => Some(Err(error.to_string())),
                Ok(_) => Some(Ok(WrittenFile { holds: survey.in_words(&Words::new(self.lang)), path })),
            }
        })
    }
}
