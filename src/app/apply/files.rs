//! The dataset that is open, or is to be.

use std::collections::BTreeSet;

use super::{Effect, layers, selection};
use crate::app::effect::{Choose, Load, Save};
use crate::app::input::{Dialog, FileCommand};
use crate::app::state::{Loading, Notice, State};
use crate::app::{telling, views};
use crate::context::{Data, MapAction};
use km0_core::dataset::problem::wrong;
use km0_core::saved::is_view;

pub(super) fn file(state: &mut State, command: FileCommand) -> Vec<Effect> {
    match command {
        FileCommand::ChooseFolder => vec![Effect::Choose(Choose::Folder)],
        FileCommand::ChooseFile => vec![Effect::Choose(Choose::Dataset)],
        FileCommand::Open(path) if is_view(&path) => vec![Effect::ReadView(path)],
        FileCommand::Open(path) => begin(state, Load::Dataset(Some(path))),
        FileCommand::UseBuiltin => begin(state, Load::Dataset(None)),
        FileCommand::CancelLoad => {
            if let Some(loading) = state.loading.take() {
                loading.watch.cancel();
            }
            Vec::new()
        }
        FileCommand::AskColumns(path) => {
            let path = path.or_else(|| state.data.path.clone());
            path.map(|path| Effect::AskColumns(path, None)).into_iter().collect()
        }
        FileCommand::ReadTableAs(path, encoding) => vec![Effect::AskColumns(path, Some(encoding))],
        FileCommand::OpenTable(path, mapping) => {
            let load = match layers::with_asked(state, &path) {
                Some(layers) => Load::LayerTable(layers, path, mapping),
                None => Load::Table(path, mapping),
            };
            begin(state, load)
        }
        FileCommand::Dropped(path) => {
            state.dropped = Some(path);
            state.dialog = Some(Dialog::Dropped);
            Vec::new()
        }
        FileCommand::Mend(path, mend) => begin(state, Load::Mend(path, mend)),
        FileCommand::SaveProblems => vec![Effect::Save(Save::Problems)],
        FileCommand::BringBack(true) => {
            state.wanted = state.left.take();
            Vec::new()
        }
        FileCommand::BringBack(false) => state.left.take().map(Effect::ForgetSession).into_iter().collect(),
        FileCommand::OpenPath(path) => vec![Effect::OpenPath(path)],
        FileCommand::OpenFolderOf(path) => vec![Effect::OpenFolderOf(path)],
        FileCommand::ForgetRecent => {
            state.settings.recent.clear();
            Vec::new()
        }
        FileCommand::CopyCommand(make) => vec![Effect::CopyCommand(make)],
    }
}

/// Begins to read. Only what was asked for last is opened.
pub(super) fn begin(state: &mut State, load: Load) -> Vec<Effect> {
    let over = match &load {
        Load::Dataset(_) | Load::Table(..) => false,
        Load::Layers(..) | Load::LayerTable(..) | Load::Names(..) => true,
        Load::Mend(path, _) => state.data.path.as_ref() != Some(path),
    };
    let path = match &load {
        Load::Mend(..) if over => state.data.path.clone(),
        Load::Dataset(path) => path.clone(),
        Load::Layers(_, added) => added.clone().or_else(|| state.data.path.clone()),
        Load::Table(path, _) | Load::LayerTable(_, path, _) | Load::Names(path, _) | Load::Mend(path, _) => {
            Some(path.clone())
        }
    };
    if let Some(before) = state.loading.replace(Loading::new(path, over)) {
        before.watch.cancel();
    }
    vec![Effect::Load(load)]
}

/// What was opened is what is to be seen; what lay over it before its columns were said anew lies
/// over it still.
pub(super) fn opened(state: &mut State, mut data: Data) -> Vec<Effect> {
    state.loading = None;
    let same = data.path == state.data.path && data.layers.is_empty();
    let pending = std::mem::take(&mut state.pending);
    let layers = if same && pending.is_empty() { state.data.layers.clone() } else { pending };
    if !layers.is_empty() {
        data.layers.clone_from(&layers);
    }
    state.view = None;
    data.path.iter().for_each(|path| views::remember(state, path.clone()));
    open(state, data);
    if layers.is_empty() { vec![Effect::Map(MapAction::FitMatches)] } else { begin(state, Load::Layers(layers, None)) }
}

/// Another dataset. A query stays in force; what is selected stays as far as it is there.
pub(in crate::app) fn open(state: &mut State, data: Data) {
    state.notice = Some(Notice::Opened {
        records: data.dataset.len_of_rows(),
        problems: wrong(&data.problems),
        lacking: BTreeSet::new(),
    });
    state.settings.folder.clone_from(&data.path);
    state.settings.over.clone_from(&data.layers);
    state.show_data(data);
    state.set_broken(None);
    state.play = None;
    telling::put_away(state);
    state.time = state.whole_time();
    selection::follow(state);
}
