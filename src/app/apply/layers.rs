//! Files that are laid over what is open: added, named, hidden and taken off.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Effect, files, reload};
use crate::app::effect::{Choose, Load};
use crate::app::input::{LayerCommand, Unmapped};
use crate::app::state::{Notice, State};
use crate::app::views;
use crate::context::Data;
use km0_core::dataset::{Layer, Rule};

pub(super) fn layer(state: &mut State, command: LayerCommand) -> Vec<Effect> {
    let mut layers = state.data.layers.clone();
    let mut of = |path: &Path, change: &dyn Fn(&mut Layer)| {
        layers.iter_mut().filter(|layer| layer.path == path).for_each(change);
    };
    match command {
        LayerCommand::Choose => return vec![Effect::Choose(Choose::Layer)],
        LayerCommand::AskNames(path) => return vec![Effect::AskNames(path)],
        LayerCommand::KeepNames(path, names) => return files::begin(state, Load::Names(path, names)),
        LayerCommand::Add(path) => return files::begin(state, Load::Layers(with(state, &path), Some(path))),
        LayerCommand::Rename(path, name) => of(&path, &|layer| name.clone_into(&mut layer.name)),
        LayerCommand::Show(path, shown) => of(&path, &|layer| layer.hidden = !shown),
        LayerCommand::Remove(path) => layers.retain(|layer| layer.path != path),
    }
    // nothing is done where nothing is changed
    if layers == state.data.layers { Vec::new() } else { files::begin(state, Load::Layers(layers, None)) }
}

/// The layers with this file, which is shown.
fn with(state: &State, path: &PathBuf) -> Vec<Layer> {
    let mut layers = state.data.layers.clone();
    match layers.iter_mut().find(|layer| layer.path == *path) {
        Some(layer) => layer.hidden = false,
        None => layers.push(Layer::at_path(path)),
    }
    layers
}

/// The layers with the table of this name, where it is asked about to be laid over what is open.
pub(super) fn with_asked(state: &State, path: &PathBuf) -> Option<Vec<Layer>> {
    let unmapped = state.unmapped.as_ref()?;
    (unmapped.over && unmapped.path == *path).then(|| with(state, path))
}

/// Marks a table that is asked about as one to lay over what is open: where it was added, and where
/// it lies there already.
pub(super) fn asked(state: &mut State, mut unmapped: Unmapped) {
    let adding = state.loading.as_ref().is_some_and(|loading| loading.over);
    unmapped.over = adding || state.data.layers.iter().any(|layer| layer.path == unmapped.path);
    state.unmapped = Some(Arc::new(unmapped));
}

/// What is open is there with other layers: query, selection and what is shown stay.
pub(super) fn laid(state: &mut State, data: Data, added: Option<PathBuf>) {
    state.loading = None;
    if data.path != state.data.path {
        // another dataset was opened meanwhile
        return;
    }
    let notice = match &added {
        Some(path) => added_notice(&data, path),
        None => None,
    };
    reload::take(state, data);
    state.set_broken(None);
    state.settings.over.clone_from(&state.data.layers);
    state.notice = notice;
    if let Some(path) = added {
        views::remember(state, path);
    }
}

fn added_notice(data: &Data, path: &PathBuf) -> Option<Notice> {
    let laid = data.dataset.layers().iter().find(|laid| laid.layer.path == *path)?;
    let own: Vec<_> = data.problems.iter().filter(|problem| problem.is_of(path)).collect();
    let names = own.iter().filter(|problem| problem.rule == Rule::MatchedName).count();
    let events = data.dataset.records_of_layer(path);
    Some(Notice::Laid {
        name: laid.layer.name.clone(),
        records: events.iter().filter(|record| !record.kind.is_register()).count(),
        names,
        problems: own.len() - names,
    })
}

/// Tells of a layer whose file is not there.
pub(in crate::app) fn gone(data: &Data) -> Option<Notice> {
    data.gone.first().map(|path| Notice::LayerGone { path: path.clone() })
}
