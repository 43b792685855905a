//! [`Input`] × [`State`] → new state, and what must be done outside of it. No I/O.

mod arrange;
mod event;
mod exporting;
mod files;
mod layers;
mod query;
mod reload;
mod reveal;
mod selection;

use crate::context::{Command, LeftTab, PlayStep, RecordExport};
use km0_core::model::{Id, Item};
use km0_core::query::{Clause, Term};

use super::effect::{Choose, Effect, Save};
use super::state::State;
use super::telling;
use crate::app::input::{Dialog, HistoryCommand, Input, PictureCommand, ViewCommand, WindowCommand};
pub(super) use files::open;
pub(super) use layers::gone as layers_gone;
pub(super) use query::change_query;
pub(super) use selection::select;

/// What the input changes, and what it asks for.
pub fn apply(state: &mut State, input: impl Into<Input>) -> Vec<Effect> {
    match input.into() {
        Input::Panel(command) => panel(state, command),
        Input::History(command) => history(state, command),
        Input::Window(command) => window(state, command),
        Input::File(command) => files::file(state, command),
        Input::Layer(command) => layers::layer(state, command),
        Input::Export(command) => exporting::export(state, command),
        Input::Picture(command) => picture(state, command),
        Input::View(command) => view(state, command),
        Input::Story(command) => telling::story(state, command),
        Input::Event(event) => event::event(state, event),
    }
}

fn panel(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Ask(text) => query::ask(state, text),
        Command::AskQuery(asked) => change_query(state, |query| *query = asked),
        Command::AddTerm(term) => change_query(state, |query| query.add(term)),
        Command::RemoveTerm(term) => change_query(state, |query| query.remove(&term)),
        Command::OnlyTerm(term) => change_query(state, |query| query.only(&term)),
        Command::ForgetKey(key) => change_query(state, |query| query.forget(key)),
        Command::FilterTime(date) => change_query(state, |query| {
            query.forget_time();
            query.terms.extend(date.map(|date| Term::included(Clause::During(date))));
        }),
        Command::FilterArea(area) => change_query(state, |query| {
            query.forget_area();
            query.terms.extend(area.map(|area| Term::included(Clause::Area(area))));
        }),
        Command::ClearQuery => change_query(state, |query| query.terms.clear()),
        Command::Select(item) => select(state, vec![item]),
        Command::AlsoSelect(item) => select(state, selection::toggled(&state.selection, item)),
        Command::SelectAll(items) => select(state, items),
        Command::GoTo(item) => return selection::go_to(state, item),
        Command::ShowTime(view) => state.time = view,
        Command::Play(step) => play(state, step),
        Command::Map(action) => return vec![Effect::Map(action)],
        Command::ChooseMapFile => return vec![Effect::Choose(Choose::MapFile)],
        Command::ShowBoard(board) => state.settings.board = board,
        Command::ShowTab(tab) => show_tab(state, tab),
        Command::ShowDetails => state.settings.layout.details = true,
        Command::ShowProblems => state.dialog = Some(Dialog::Problems),
        Command::TellStory(view) => return telling::begin(state, *view),
        Command::ExportRecord(id, export) => export_record(state, id, export),
        Command::CopyText(text) => return vec![reveal::copy(state, text)],
        Command::CopyId(id) => return reveal::copy_id(state, id),
        Command::RevealInFile(id) => return reveal::reveal(state, id),
    }
    Vec::new()
}

fn history(state: &mut State, command: HistoryCommand) -> Vec<Effect> {
    match command {
        HistoryCommand::Undo => return query::travel(state, true),
        HistoryCommand::Redo => return query::travel(state, false),
        HistoryCommand::Back => selection::travel(state, true),
        HistoryCommand::Forward => selection::travel(state, false),
    }
    Vec::new()
}

fn window(state: &mut State, command: WindowCommand) -> Vec<Effect> {
    match command {
        WindowCommand::Show(dialog) => {
            state.export_purpose = None;
            state.dialog = Some(dialog);
        }
        WindowCommand::CloseDialog => state.dialog = None,
        WindowCommand::DismissNotice => state.notice = None,
        WindowCommand::Toggle(panel) => arrange::toggle(&mut state.settings.layout, panel),
        WindowCommand::Resize(edge, size) => arrange::resize(&mut state.settings.layout, edge, size),
        WindowCommand::ResetLayout => arrange::reset(state),
        WindowCommand::NextArea { back } => return vec![Effect::NextArea { back }],
        WindowCommand::FocusSearch => return vec![Effect::FocusSearch],
        WindowCommand::FocusTimeline => return vec![Effect::FocusTimeline],
        WindowCommand::ShowAllTime => state.time = state.whole_time(),
        WindowCommand::SetLang(lang) => state.set_lang(lang),
        WindowCommand::SetTheme(theme) => state.settings.theme = theme,
        WindowCommand::ReduceMotion => state.settings.reduced_motion = !state.settings.reduced_motion,
        WindowCommand::Chosen(label) => *state.settings.chosen.entry(label.to_owned()).or_default() += 1,
        WindowCommand::Quit => return vec![Effect::Quit],
    }
    Vec::new()
}

fn picture(state: &mut State, command: PictureCommand) -> Vec<Effect> {
    let effect = match command {
        PictureCommand::Set(step) => {
            state.settings.picture.step(step);
            return Vec::new();
        }
        PictureCommand::Save => Effect::Save(Save::Picture),
        PictureCommand::Copy => Effect::CopyPicture,
    };
    state.dialog = None;
    vec![effect]
}

fn view(state: &mut State, command: ViewCommand) -> Vec<Effect> {
    let effect = match command {
        ViewCommand::Keep(name) => Effect::KeepView(name),
        ViewCommand::Rename(path, name) => Effect::RenameView(path, name),
        ViewCommand::Delete(path) => Effect::DeleteView(path),
        ViewCommand::Save => Effect::Save(Save::View),
        ViewCommand::Choose => Effect::Choose(Choose::View),
        ViewCommand::Open(path) => Effect::ReadView(path),
        ViewCommand::Allow(allowed) => {
            let Some((view, files)) = state.elsewhere.take().filter(|_| allowed) else { return Vec::new() };
            state.allowed.extend(files);
            Effect::ReadView(view)
        }
    };
    vec![effect]
}

fn show_tab(state: &mut State, tab: LeftTab) {
    let layout = &mut state.settings.layout;
    layout.left = true;
    layout.tab = tab;
}

fn play(state: &mut State, step: PlayStep) {
    state.play = step.applied_to(state.play, state.settings.pace);
    state.settings.pace = state.play.map_or(state.settings.pace, |play| play.pace);
}

/// A gate's table is the table of what concerns it.
fn export_record(state: &mut State, id: Id, export: RecordExport) {
    if state.selection.last().is_none_or(|item| *item.record() != id) {
        select(state, vec![Item::Record(id)]);
    }
    exporting::ask_selected(state, export);
}

#[cfg(test)]
mod tests;
