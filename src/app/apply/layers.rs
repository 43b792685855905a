//! Files that are laid over what is open: added, named, hidden and taken off.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Effect, reload};
use crate::app::state::{Notice, State};
use crate::app::views;
use crate::context::{Command, Data, Dialog};
use km0_core::dataset::Layer;
use km0_core::dataset::overlay::matched;
use km0_core::dataset::table::Mapping;

/// What a command asks for that concerns layers; other commands come back.
pub(super) fn layers(state: &mut State, command: Command) -> Result<Vec<Effect>, Command> {
    let layers = || state.data.layers.clone();
    let of = |path: PathBuf, change: &dyn Fn(&mut Layer)| {
        let mut layers = layers();
        layers.iter_mut().filter(|layer| layer.path == path).for_each(change);
        changed(state, layers)
    };
    Ok(match command {
        Command::ChooseLayer => vec![Effect::ChooseLayer],
        Command::AddLayer(path) => vec![Effect::Lay(with(state, &path), Some(path))],
        Command::RenameLayer(path, name) => of(path, &|layer| name.clone_into(&mut layer.name)),
        Command::ShowLayer(path, shown) => of(path, &|layer| layer.hidden = !shown),
        Command::RemoveLayer(path) => {
            let mut layers = layers();
            layers.retain(|layer| layer.path != path);
            changed(state, layers)
        }
        Command::Dropped(path) => {
            state.dropped = Some(path);
            state.dialog = Some(Dialog::Dropped);
            Vec::new()
        }
        Command::AskNames(path) => vec![Effect::AskNames(path)],
        Command::NamesAsked(path, names) => {
            state.naming = Some((path, names));
            state.dialog = Some(Dialog::Names);
            Vec::new()
        }
        Command::KeepNames(path, names) => vec![Effect::KeepNames(path, names)],
        Command::OpenTable(path, mapping) if is_over(state, &path) => lay_table(state, path, mapping),
        Command::Laid(data, added) => {
            state.loading = None;
            laid(state, *data, added);
            Vec::new()
        }
        other => return Err(other),
    })
}

/// Nothing is done where nothing is changed.
fn changed(state: &State, layers: Vec<Layer>) -> Vec<Effect> {
    if layers == state.data.layers { Vec::new() } else { vec![Effect::Lay(layers, None)] }
}

/// The layers with this file, which is shown.
fn with(state: &State, path: &PathBuf) -> Vec<Layer> {
    let mut layers = state.data.layers.clone();
    match layers.iter_mut().find(|layer| layer.path == *path) {
        Some(layer) => layer.hidden = false,
        None => layers.push(Layer::of(path)),
    }
    layers
}

/// Whether the table of this name is asked about to be laid over what is open.
fn is_over(state: &State, path: &PathBuf) -> bool {
    state.unmapped.as_ref().is_some_and(|unmapped| unmapped.over && unmapped.path == *path)
}

fn lay_table(state: &State, path: PathBuf, mapping: Box<Mapping>) -> Vec<Effect> {
    vec![Effect::LayTable(with(state, &path), path, mapping)]
}

/// Marks a table that is asked about as one to lay over what is open: where it was added, and where
/// it lies there already.
pub(super) fn asked(state: &mut State, mut unmapped: crate::context::Unmapped) {
    let adding = state.loading.as_ref().is_some_and(|loading| loading.over);
    unmapped.over = adding || state.data.layers.iter().any(|layer| layer.path == unmapped.path);
    state.unmapped = Some(Arc::new(unmapped));
}

/// What is open is there with other layers: query, selection and what is shown stay.
fn laid(state: &mut State, data: Data, added: Option<PathBuf>) {
    if data.path != state.data.path {
        // another dataset was opened meanwhile
        return;
    }
    let notice = match &added {
        Some(path) => added_notice(&data, path),
        None => None,
    };
    reload::take(state, data);
    state.broken = None;
    state.settings.over.clone_from(&state.data.layers);
    state.notice = notice;
    if let Some(path) = added {
        views::remember(state, path);
    }
}

fn added_notice(data: &Data, path: &PathBuf) -> Option<Notice> {
    let laid = data.dataset.layers().iter().find(|laid| laid.layer.path == *path)?;
    let own: Vec<_> = data.problems.iter().filter(|problem| problem.is_of(path)).collect();
    let names = own.iter().filter_map(|problem| matched(problem)).filter(|one| one.to.is_some()).count();
    let events = data.dataset.records_of_layer(path);
    Some(Notice::Laid {
        name: laid.layer.name.clone(),
        records: events.iter().filter(|record| !record.kind.is_register()).count(),
        names,
        problems: own.len(),
    })
}

/// Tells of a layer whose file is not there.
pub(in crate::app) fn gone(data: &Data) -> Option<Notice> {
    data.gone.first().map(|path| Notice::LayerGone { path: path.clone() })
}
