//! [`Command`] × [`State`] → new state, and what must be done outside of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::context::{Command, Dialog, Item, Panel};
use crate::export::Format;
use crate::query::{Query, Term, What};

use super::settings::Layout;
use super::state::{Data, Notice, State};

/// Something that touches the world outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    ChooseFolder,
    Load(Option<PathBuf>),
    ChooseExportFile(Format),
    CopyText(String),
    FitMap,
    MapToSelection,
    FocusSearch,
    FocusTimeline,
    Quit,
}

/// What the command changes, and what it asks for.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Ask(text) => ask(state, text),
        Command::AddTerm(term) => change_query(state, |query| query.add(term)),
        Command::RemoveTerm(term) => change_query(state, |query| query.remove(&term)),
        Command::OnlyTerm(term) => change_query(state, |query| query.only(&term)),
        Command::ForgetKey(key) => change_query(state, |query| query.forget(key)),
        Command::FilterTime(date) => change_query(state, |query| {
            query.forget_time();
            query.terms.extend(date.map(|date| Term::of(What::During(date))));
        }),
        Command::FilterArea(area) => change_query(state, |query| {
            query.forget_area();
            query.terms.extend(area.map(|area| Term::of(What::Area(area))));
        }),
        Command::ClearQuery => change_query(state, |query| query.terms.clear()),
        Command::Undo => travel(state, true),
        Command::Redo => travel(state, false),
        Command::Select(item) => select(state, vec![item]),
        Command::AlsoSelect(item) => select(state, toggled(&state.selection, item)),
        Command::ClearSelection => select(state, Vec::new()),
        Command::Back => walk(state, true),
        Command::Forward => walk(state, false),
        Command::ShowTime(view) => state.time = view,
        Command::Play(step) => {
            state.play = step.of(state.play, state.settings.pace);
            state.settings.pace = state.play.map_or(state.settings.pace, |play| play.pace);
        }
        Command::ShowAllTime => state.time = state.whole_time(),
        Command::SetLang(lang) => {
            state.settings.lang = lang;
            state.revision += 1;
        }
        Command::SetTheme(theme) => state.settings.theme = theme,
        Command::ReduceMotion(reduced) => state.settings.reduced_motion = reduced,
        Command::Toggle(panel) => toggle(&mut state.settings.layout, panel),
        Command::ResetLayout => {
            let generation = state.settings.layout.generation.wrapping_add(1);
            state.settings.layout = Layout { generation, ..Layout::default() };
        }
        Command::Show(dialog) => state.dialog = Some(dialog),
        Command::CloseDialog => state.dialog = None,
        Command::ExportAs(format) => state.format = format,
        Command::Opened(loaded, path) => open(state, Data::new(*loaded, path)),
        Command::Exported(outcome) => {
            state.notice = Some(match outcome {
                Ok((path, records)) => Notice::Exported { path, records },
                Err(message) => Notice::Failed(message),
            });
        }
        Command::NoChooser => state.notice = Some(Notice::NoChooser),
        Command::DismissNotice => state.notice = None,
        Command::CopyText(text) => {
            state.notice = Some(Notice::Copied);
            return vec![Effect::CopyText(text)];
        }
        Command::FitMap => return vec![Effect::FitMap],
        Command::MapToSelection => return vec![Effect::MapToSelection],
        Command::FocusSearch => return vec![Effect::FocusSearch],
        Command::FocusTimeline => return vec![Effect::FocusTimeline],
        Command::ChooseFolder => return vec![Effect::ChooseFolder],
        Command::Open(path) => return vec![Effect::Load(Some(path))],
        Command::UseBuiltin => return vec![Effect::Load(None)],
        Command::SaveExport => {
            state.dialog = None;
            return vec![Effect::ChooseExportFile(state.format)];
        }
        Command::Quit => return vec![Effect::Quit],
    }
    Vec::new()
}

/// Text that is being typed: in force as soon as it is a query. Typing on is one step to undo.
fn ask(state: &mut State, text: String) {
    let parsed = Query::parse(&text);
    let typing_on = state.ask.text.starts_with(&text) || text.starts_with(&state.ask.text);
    state.ask.text = text;
    match parsed {
        Ok(query) if query != state.ask.query => {
            let continues = typing_on && !state.ask.query.is_empty() && state.queries.can_back();
            if !continues {
                state.queries.remember(state.ask.query.clone());
            }
            state.ask.query = query;
            state.ask.error = None;
            state.answer();
        }
        Ok(_) => state.ask.error = None,
        Err(error) => state.ask.error = Some(error.to_string()),
    }
}

fn change_query(state: &mut State, change: impl FnOnce(&mut Query)) {
    let mut query = state.ask.query.clone();
    change(&mut query);
    if query != state.ask.query {
        state.queries.remember(state.ask.query.clone());
    }
    state.set_query(query);
}

fn travel(state: &mut State, back: bool) {
    let now = state.ask.query.clone();
    let query = if back { state.queries.back(now) } else { state.queries.forward(now) };
    if let Some(query) = query {
        state.set_query(query);
    }
}

fn select(state: &mut State, selection: Vec<Item>) {
    if selection != state.selection {
        let was = std::mem::take(&mut state.selection);
        state.selections.remember(was);
        state.set_selection(selection);
    }
}

fn walk(state: &mut State, back: bool) {
    let now = state.selection.clone();
    let selection = if back { state.selections.back(now) } else { state.selections.forward(now) };
    if let Some(selection) = selection {
        state.set_selection(selection);
    }
}

fn toggled(selection: &[Item], item: Item) -> Vec<Item> {
    let mut selection = selection.to_vec();
    match selection.iter().position(|other| *other == item) {
        Some(at) => drop(selection.remove(at)),
        None => selection.push(item),
    }
    selection
}

fn toggle(layout: &mut Layout, panel: Panel) {
    let shown = match panel {
        Panel::Facets => &mut layout.facets,
        Panel::List => &mut layout.list,
        Panel::Details => &mut layout.details,
        Panel::Timeline => &mut layout.timeline,
        Panel::Map => &mut layout.map,
    };
    *shown = !*shown;
}

/// Another dataset. A query stays in force; what is selected stays as far as it is there.
fn open(state: &mut State, data: Data) {
    state.notice = Some(Notice::Opened { records: data.dataset.len(), problems: data.problems.len() });
    if !data.problems.is_empty() {
        state.dialog = Some(Dialog::Problems);
    }
    state.settings.folder.clone_from(&data.path);
    state.data = Arc::new(data);
    state.opened += 1;
    state.play = None;
    state.answer();
    let mut selection = std::mem::take(&mut state.selection);
    selection.retain(|item| state.data.dataset.ix(item.record()).is_some());
    state.set_selection(selection);
    state.time = state.whole_time();
}
