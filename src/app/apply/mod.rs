//! [`Command`] × [`State`] → new state, and what must be done outside of it.

mod arrange;
mod exporting;
mod layers;
mod reload;
mod reveal;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use egui::ColorImage;

use crate::context::{AskedKinds, Command, Data, Dialog, Item, LeftTab, Make, Mend, PlayStep, StoryFile, TimeView};
use km0_core::dataset::Layer;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::table::Mapping;
use km0_core::model::Lang;
use km0_core::query::{Query, Term, What};
use km0_core::saved::{Frame, is_view};

use super::picture;
use super::session::Left;
use super::state::{Notice, State};
use super::{telling, views};
pub(super) use exporting::put_in_folder;
pub(super) use layers::gone as layers_gone;

/// Something that touches the world outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A session that nobody wants goes.
    ForgetSession(Left),
    ChooseFolder,
    ChooseFile,
    AskColumns(PathBuf, Option<Encoding>),
    LoadTable(PathBuf, Box<Mapping>),
    /// Keeps how a file is read otherwise, and reads what is open anew.
    Mend(PathBuf, Mend),
    SaveProblems,
    /// Reads what is open anew with these layers; with the file that is added.
    Lay(Vec<Layer>, Option<PathBuf>),
    /// Keeps what the columns of a table mean, and lays it over what is open with the other layers.
    LayTable(Vec<Layer>, PathBuf, Box<Mapping>),
    AskNames(PathBuf),
    KeepNames(PathBuf, BTreeMap<String, String>),
    ChooseLayer,
    /// Works out the answer to the question of this number.
    Answer(u64),
    Load(Option<PathBuf>),
    ChooseExportFile,
    ChoosePictureFile,
    CopyPicture,
    CopyImage(Box<ColorImage>),
    CopyText(String),
    CopyCommand(Make),
    /// Opens a file with whatever the desktop opens it with. The text is its place for people.
    OpenFile {
        file: PathBuf,
        place: String,
    },
    KeepView(String),
    RenameView(PathBuf, String),
    DeleteView(PathBuf),
    ChooseViewFile,
    ChooseView,
    ReadView(PathBuf),
    ShowMap(Frame),
    /// The map and the timeline go there.
    FlyMap(Frame),
    GlideTime(TimeView),
    /// Takes what is on the screen for a step of the story: a new one, or the one that is shown.
    CaptureStep(bool),
    SaveStory(StoryFile),
    FitAll,
    FitMap,
    MapToSelection,
    FilterToMap,
    ChooseMapFile,
    ShowMapFile(PathBuf),
    FocusSearch,
    FocusTimeline,
    NextArea {
        back: bool,
    },
    /// Opens a file, or the folder that holds it, with whatever the desktop opens it with.
    OpenPath(PathBuf),
    OpenFolderOf(PathBuf),
    Quit,
}

/// What the command changes, and what it asks for.
pub fn apply(state: &mut State, command: Command) -> Vec<Effect> {
    let asked = state.ask.number;
    let mut effects = change(state, command);
    if state.ask.waiting && state.ask.number != asked {
        effects.push(Effect::Answer(state.ask.number));
    }
    effects
}

fn change(state: &mut State, command: Command) -> Vec<Effect> {
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
        Command::Undo => return travel(state, true),
        Command::Redo => return travel(state, false),
        Command::Select(item) => select(state, vec![item]),
        Command::AlsoSelect(item) => select(state, toggled(&state.selection, item)),
        Command::SelectAll(items) => select(state, items),
        Command::ClearSelection => select(state, Vec::new()),
        Command::GoTo(item) => {
            show_time_of(state, &item);
            select(state, vec![item]);
            return vec![Effect::MapToSelection];
        }
        Command::Back => walk(state, true),
        Command::Forward => walk(state, false),
        Command::ShowTime(view) => state.time = view,
        Command::Play(step) => play(state, step),
        Command::Tell(tell) => return telling::tell(state, tell),
        Command::ShowAllTime => state.time = state.whole_time(),
        Command::SetLang(lang) => set_lang(state, lang),
        Command::SetTheme(theme) => state.settings.theme = theme,
        Command::ReduceMotion => state.settings.reduced_motion = !state.settings.reduced_motion,
        Command::ShowBoard(board) => state.settings.board = board,
        Command::Toggle(_) | Command::Reveal(_) | Command::ShowTab(_) | Command::Resize(..) | Command::ResetLayout => {
            arrange::arrange(state, &command);
        }
        Command::Show(dialog) => state.dialog = Some(dialog),
        Command::CloseDialog => state.dialog = None,
        Command::Answered(number, answer) => state.take_answer(number, *answer),
        Command::Reloaded(data) => reload::reloaded(state, *data),
        Command::CopyId(id) => return reveal::copy_id(state, id),
        Command::RevealInFile(id) => return reveal::reveal(state, id),
        Command::Revealed { place, opened } => state.notice = Some(Notice::Revealed { place, opened }),
        Command::ViewsListed(views) => state.views = views,
        Command::ViewSaved(named) => views::kept(state, named),
        Command::ViewRead(read) => return views::restore(state, *read),
        Command::ForgetRecent => state.settings.recent.clear(),
        Command::Chosen(label) => *state.settings.chosen.entry(label.to_owned()).or_default() += 1,
        Command::Failed(message) => {
            state.loading = None;
            state.notice = Some(Notice::Failed(message));
        }
        Command::NoChooser => state.notice = Some(Notice::NoChooser),
        Command::DismissNotice => state.notice = None,
        Command::BringBack(true) => state.wanted = state.left.take(),
        Command::ViewElsewhere(view, files) => state.elsewhere = Some((view, files)),
        Command::AllowView(false) => state.elsewhere = None,
        Command::AllowView(true) => {
            let Some((view, files)) = state.elsewhere.take() else { return Vec::new() };
            state.allowed.extend(files);
            return vec![Effect::ReadView(view)];
        }
        Command::BringBack(false) => return state.left.take().map(Effect::ForgetSession).into_iter().collect(),
        Command::CopyText(text) => {
            state.notice = Some(Notice::Copied);
            return vec![Effect::CopyText(text)];
        }
        other => return exporting::exporting(state, other),
    }
    Vec::new()
}

/// What concerns the dataset that is open, or is to be.
fn opening(state: &mut State, command: Command) -> Vec<Effect> {
    let command = match layers::layers(state, command) {
        Ok(effects) => return effects,
        Err(other) => other,
    };
    match command {
        Command::ColumnsAsked(unmapped) => {
            layers::asked(state, *unmapped);
            state.loading = None;
            state.dialog = Some(Dialog::Columns);
        }
        Command::CancelLoad => {
            if let Some(loading) = state.loading.take() {
                loading.watch.cancel();
            }
        }
        Command::AskColumns(path) => {
            let path = path.or_else(|| state.data.path.clone());
            return path.map(|path| Effect::AskColumns(path, None)).into_iter().collect();
        }
        Command::Opened(mut data) => {
            state.loading = None;
            // what lay over it before its columns were said anew lies over it still
            let same = data.path == state.data.path && data.layers.is_empty();
            let pending = std::mem::take(&mut state.pending);
            let kept = if same && pending.is_empty() { state.data.layers.clone() } else { pending };
            if !kept.is_empty() {
                let layers = kept;
                data.layers.clone_from(&layers);
                opened(state, *data);
                return vec![Effect::Lay(layers, None)];
            }
            opened(state, *data);
            // what was opened is what is to be seen
            return vec![Effect::FitMap];
        }
        other => return elsewhere(state, other),
    }
    Vec::new()
}

fn opened(state: &mut State, data: Data) {
    state.view = None;
    if let Some(path) = &data.path {
        views::remember(state, path.clone());
    }
    open(state, data);
}

fn set_lang(state: &mut State, lang: Lang) {
    state.settings.lang = lang;
    state.revision += 1;
}

fn play(state: &mut State, step: PlayStep) {
    state.play = step.of(state.play, state.settings.pace);
    state.settings.pace = state.play.map_or(state.settings.pace, |play| play.pace);
}

/// Commands of the picture dialog, and those that change nothing in the state.
fn elsewhere(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Picture(_) | Command::PictureSaved(_) | Command::SavePicture | Command::CopyPicture => {
            picture::change(state, command)
        }
        Command::CopyImage(image) => vec![picture::copied(state, image)],
        other => outside(other).into_iter().collect(),
    }
}

/// What a command asks for that changes nothing in the state.
fn outside(command: Command) -> Option<Effect> {
    Some(match command {
        Command::FitMap => Effect::FitMap,
        Command::MapToSelection => Effect::MapToSelection,
        Command::FilterToMap => Effect::FilterToMap,
        Command::ChooseMapFile => Effect::ChooseMapFile,
        Command::ShowMapFile(path) => Effect::ShowMapFile(path),
        Command::FocusSearch => Effect::FocusSearch,
        Command::FocusTimeline => Effect::FocusTimeline,
        Command::NextArea { back } => Effect::NextArea { back },
        Command::OpenPath(path) => Effect::OpenPath(path),
        Command::OpenFolderOf(path) => Effect::OpenFolderOf(path),
        Command::ChooseFolder => Effect::ChooseFolder,
        Command::ChooseFile => Effect::ChooseFile,
        Command::OpenTable(path, mapping) => Effect::LoadTable(path, mapping),
        Command::ReadTableAs(path, encoding) => Effect::AskColumns(path, Some(encoding)),
        Command::Mend(path, mend) => Effect::Mend(path, mend),
        Command::SaveProblems => Effect::SaveProblems,
        Command::Open(path) if is_view(&path) => Effect::ReadView(path),
        Command::Open(path) => Effect::Load(Some(path)),
        Command::OpenView(path) => Effect::ReadView(path),
        Command::UseBuiltin => Effect::Load(None),
        Command::CopyCommand(make) => Effect::CopyCommand(make),
        Command::KeepView(name) => Effect::KeepView(name),
        Command::RenameView(path, name) => Effect::RenameView(path, name),
        Command::DeleteView(path) => Effect::DeleteView(path),
        Command::SaveView => Effect::ChooseViewFile,
        Command::ChooseView => Effect::ChooseView,
        Command::Quit => Effect::Quit,
        _ => return None,
    })
}

/// Text that is being typed: in force as soon as it is a query. Typing on is one step to undo.
fn ask(state: &mut State, text: String) {
    let parsed = Query::parse(&text);
    let continues = text.starts_with(&state.ask.text) || state.ask.text.starts_with(&text);
    state.ask.text = text;
    let query = match parsed {
        Ok(query) => query,
        Err(error) => {
            state.ask.error = Some(error);
            return;
        }
    };
    state.ask.error = None;
    if query == state.ask.query {
        return;
    }
    let typing_on = state.ask.typing && continues;
    let taken_back = typing_on && state.queries.last() == Some(&query);
    if taken_back {
        // typed and taken back is nothing to undo
        state.queries.forget_last();
    } else if !typing_on {
        state.queries.remember(state.ask.query.clone());
    }
    state.ask.typing = !taken_back && !query.is_empty();
    state.ask.query = query;
    state.answer();
}

pub(super) fn change_query(state: &mut State, change: impl FnOnce(&mut Query)) {
    let mut query = state.ask.query.clone();
    change(&mut query);
    if query != state.ask.query {
        state.queries.remember(state.ask.query.clone());
    }
    state.set_query(query);
}

/// Undo and redo: of the story that is edited, else of the query. Text that is no query is the first
/// thing to be undone.
fn travel(state: &mut State, back: bool) -> Vec<Effect> {
    if let Some(effects) = telling::travel(state, back) {
        return effects;
    }
    let now = state.ask.query.clone();
    if back && state.ask.error.is_some() {
        state.set_query(now);
        return Vec::new();
    }
    let query = if back { state.queries.back(now) } else { state.queries.forward(now) };
    if let Some(query) = query {
        state.set_query(query);
    }
    Vec::new()
}

pub(super) fn select(state: &mut State, selection: Vec<Item>) {
    if selection != state.selection {
        let was = std::mem::take(&mut state.selection);
        state.selections.remember(was);
        state.set_selection(selection);
        follow(state);
    }
}

/// The left panel tells what a gate, a place or a person has to do with; what happened stays where
/// it was found.
fn follow(state: &mut State) {
    let asked = AskedKinds::of(&state.ask.query, state.data.has_events);
    let tab = &mut state.settings.layout.tab;
    let last = state.selection.last().and_then(|item| state.data.dataset.by_id(item.record()));
    match (*tab, last) {
        // what the list itself holds is looked at there
        (LeftTab::Events, Some(record)) if record.kind.is_register() && !asked.takes(record.kind) => {
            *tab = LeftTab::Related;
        }
        (LeftTab::Related, None) => *tab = LeftTab::Events,
        _ => {}
    }
}

/// Moves the timeline where the item is, unless a part of it is in view.
fn show_time_of(state: &mut State, item: &Item) {
    let dataset = &state.data.dataset;
    let Some(bounds) = dataset.ix(item.record()).and_then(|ix| dataset.bounds(ix)) else { return };
    let span = bounds.possible();
    if !span.overlaps(&state.time.span()) {
        let view = TimeView::of_span(&span, &state.time).padded(0.1);
        let middle = f64::midpoint(view.from, view.to);
        let half = view.width().max(state.time.width()) / 2.0;
        state.time = TimeView::new(middle - half, middle + half);
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

/// Another dataset. A query stays in force; what is selected stays as far as it is there.
pub(super) fn open(state: &mut State, data: Data) {
    state.notice =
        Some(Notice::Opened { records: data.dataset.len(), problems: data.problems.len(), lacking: BTreeSet::new() });
    state.settings.folder.clone_from(&data.path);
    state.settings.over.clone_from(&data.layers);
    state.show_data(data);
    state.broken = None;
    state.play = None;
    telling::put_away(state);
    state.answer_now();
    let mut selection = std::mem::take(&mut state.selection);
    selection.retain(|item| state.data.dataset.ix(item.record()).is_some());
    state.set_selection(selection);
    state.time = state.whole_time();
    follow(state);
}

#[cfg(test)]
mod tests;
