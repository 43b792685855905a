//! What a view speaks of that the open dataset does not have.

use std::path::{Path, PathBuf};

use super::SavedView;
use crate::dataset::Dataset;
use crate::model::Cite;
use crate::query::{Doubt, Term};

/// One thing that keeps a view from showing what it showed when it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It was made with another dataset.
    Dataset { saved: String, open: String },
    /// It was made with another release of the dataset.
    Release { saved: String, open: String },
    /// A file that was laid over the dataset is not there, or holds nothing.
    Layer(PathBuf),
    /// A term of its query names nothing.
    Term(Term),
    /// What it selects is not there.
    Selected(Cite),
}

/// What of a view is not in the dataset; `doubts` are those of its query's answer there.
pub fn missing(view: &SavedView, dataset: &Dataset, doubts: &[Doubt]) -> Vec<Missing> {
    let about = &dataset.about;
    let mut found = Vec::new();
    if !view.dataset.id.is_empty() && view.dataset.id != *about.id {
        found.push(Missing::Dataset { saved: view.dataset.id.clone(), open: about.id.to_string() });
    } else if !view.dataset.release.is_empty() && view.dataset.release != about.version {
        found.push(Missing::Release { saved: view.dataset.release.clone(), open: about.version.clone() });
    }
    let laid = |path: &Path| dataset.layers().iter().any(|laid| laid.layer.path == path && !laid.rows.is_empty());
    let lost = view.layers.iter().filter(|layer| !layer.hidden && !laid(&layer.path));
    found.extend(lost.map(|layer| Missing::Layer(layer.path.clone())));
    found.extend(doubts.iter().map(|doubt| Missing::Term(doubt.term.clone())));
    let steps = view.story.iter().flat_map(|story| &story.steps);
    let named = steps.flat_map(|step| step.view.selection.iter().chain(&step.cites));
    for cite in view.selection.iter().chain(named).filter(|cite| dataset.ix(&cite.source).is_none()) {
        let gone = Missing::Selected(cite.clone());
        if !found.contains(&gone) {
            found.push(gone);
        }
    }
    found
}
