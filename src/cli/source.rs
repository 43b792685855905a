//! From arguments to a dataset and an answer.

use std::path::Path;

use crate::dataset::{self, Loaded, Severity};
use crate::model::Lang;
use crate::query::{Answer, Corpus, Query};

use super::args::Shared;
use super::failure::Failure;
use super::out;

/// The dataset that `--data` names, else the built-in one. Its errors are counted on standard
/// error: the good records are there all the same.
pub(super) fn load(shared: &Shared) -> Result<Loaded, Failure> {
    let Some(path) = &shared.data else { return Ok(dataset::builtin()) };
    exists(path)?;
    let loaded = dataset::open(path);
    let errors = loaded.problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
    if errors > 0 {
        let found = out::count(errors, "error");
        let path = path.display();
        out::complain(&format!("note: {found} in the dataset; km0 check tells them all: {path}"));
    }
    Ok(loaded)
}

pub(super) fn exists(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    Err(Failure::usage(format_args!("there is no such file or folder: {}", path.display())))
}

pub(super) fn lang(shared: &Shared) -> Lang {
    shared.lang.unwrap_or_default()
}

/// Reads the query before anything is loaded, so that a slip is told at once.
pub(super) fn query(text: &str) -> Result<Query, Failure> {
    Query::parse(text).map_err(Failure::usage)
}

/// The records that match, with a note on standard error for what the query can't find.
pub(super) fn answer(query: &Query, loaded: &Loaded) -> Answer {
    let answer = query.run(&loaded.dataset, &Corpus::new(&loaded.dataset));
    for doubt in &answer.doubts {
        out::complain(&format!("note: {} names nothing in this dataset", out::clean(&doubt.term.to_string())));
    }
    if !answer.undated.is_empty() {
        let left_out = out::count(answer.undated.len(), "record");
        out::complain(&format!("note: {left_out} without a date can't be told by time and are left out"));
    }
    answer
}
