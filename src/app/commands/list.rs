//! Every command, menu by menu in the order of its lines.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Able, CommandEntry, Menu, changes};
use crate::app::app_ctx::AppCtx;
use crate::app::input::{
    Dialog, FileCommand, HistoryCommand, Input, LayerCommand, Make, Panel, StoryCommand, ViewCommand, WindowCommand,
};
use crate::app::state::State;
use crate::context::{Board, Command, LeftTab, MapAction};
use crate::ui::theme::ThemeChoice;
use km0_core::dataset::FileFormat;
use km0_core::model::Lang;

const fn entry(menu: Menu, group: u8, label: &'static str, command: fn() -> Input) -> CommandEntry {
    CommandEntry { label, menu, group, keys: &[], able: |_| Ok(()), on: None, help: None, now: None, command }
}

impl CommandEntry {
    const fn keys(self, keys: &'static [KeyboardShortcut]) -> Self {
        Self { keys, ..self }
    }

    const fn when(self, able: fn(&State) -> Able) -> Self {
        Self { able, ..self }
    }

    const fn on(self, on: fn(&State) -> bool) -> Self {
        Self { on: Some(on), ..self }
    }

    const fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    const fn now(self, now: fn(&AppCtx<'_>) -> Option<String>) -> Self {
        Self { now: Some(now), ..self }
    }
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn bare(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn theme(label: &'static str, command: fn() -> Input, on: fn(&State) -> bool) -> CommandEntry {
    entry(Menu::Theme, 0, label, command).on(on)
}

const fn lang(label: &'static str, command: fn() -> Input, on: fn(&State) -> bool) -> CommandEntry {
    entry(Menu::Language, 0, label, command).on(on)
}

fn able(yes: bool, why_not: &'static str) -> Able {
    if yes { Ok(()) } else { Err(why_not) }
}

fn selected(state: &State) -> Able {
    able(!state.selection.is_empty(), "why-nothing-selected")
}

/// The overview stands in the middle, with the panels that belong to it.
fn overview(state: &State) -> Able {
    able(state.settings.board == Board::Overview, "why-board")
}

/// There is one thing that stands in a file.
fn has_file(state: &State) -> Able {
    selected(state).and_then(|()| able(state.data.path.is_some(), "why-no-file"))
}

fn map_shown(state: &State) -> Able {
    overview(state)?;
    able(state.settings.layout.map, "why-no-map")
}

fn timeline_shown(state: &State) -> Able {
    overview(state)?;
    able(state.settings.layout.timeline, "why-no-timeline")
}

fn is_table(state: &State) -> Able {
    let format = state.data.path.as_deref().and_then(FileFormat::from_path);
    able(format.is_some_and(FileFormat::is_table), "why-no-table")
}

pub(in crate::app) static COMMANDS: &[CommandEntry] = &[
    entry(Menu::File, 0, "command-open-file", || FileCommand::ChooseFile.into())
        .keys(&[ctrl(Key::O)])
        .help("help-open-file"),
    entry(Menu::File, 0, "command-open", || FileCommand::ChooseFolder.into())
        .keys(&[KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::ALT), Key::O)]),
    entry(Menu::File, 0, "command-open-view", || ViewCommand::Choose.into()).keys(&[shift(Key::O)]),
    entry(Menu::File, 0, "command-add-layer", || LayerCommand::Choose.into()).help("help-add-layer"),
    entry(Menu::File, 0, "command-layers", || WindowCommand::Show(Dialog::Layers).into())
        .when(|state| able(!state.data.layers.is_empty(), "why-no-layers")),
    entry(Menu::File, 0, "command-builtin", || FileCommand::UseBuiltin.into())
        .when(|state| able(state.data.path.is_some(), "why-builtin")),
    entry(Menu::Recent, 0, "command-forget-recent", || FileCommand::ForgetRecent.into())
        .when(|state| able(!state.settings.recent.is_empty(), "why-no-recent")),
    entry(Menu::File, 1, "command-save-view", || ViewCommand::Save.into()).keys(&[shift(Key::S)]).help("views-help"),
    entry(Menu::File, 1, "command-export", || WindowCommand::Show(Dialog::Export).into()).keys(&[ctrl(Key::E)]),
    entry(Menu::File, 1, "command-picture", || WindowCommand::Show(Dialog::Picture).into())
        .keys(&[shift(Key::E)])
        .help("help-picture"),
    entry(Menu::CopyAs, 0, "command-copy-picture", || FileCommand::CopyCommand(Make::Picture).into())
        .keys(&[shift(Key::C)])
        .help("help-copy-picture"),
    entry(Menu::CopyAs, 0, "command-copy-list", || FileCommand::CopyCommand(Make::List).into()).help("help-copy-list"),
    entry(Menu::CopyAs, 0, "command-copy-export", || FileCommand::CopyCommand(Make::Export).into())
        .help("export-copy-hint"),
    entry(Menu::File, 2, "command-problems", || WindowCommand::Show(Dialog::Problems).into()),
    entry(Menu::File, 2, "command-columns", || FileCommand::AskColumns(None).into()).when(is_table),
    entry(Menu::File, 3, "command-quit", || WindowCommand::Quit.into()).keys(&[ctrl(Key::Q)]),
    entry(Menu::Edit, 0, "command-undo", || HistoryCommand::Undo.into())
        .keys(&[ctrl(Key::Z)])
        .when(|state| able(changes::can_undo(state), "why-nothing-to-undo"))
        .now(changes::undo),
    entry(Menu::Edit, 0, "command-redo", || HistoryCommand::Redo.into())
        .keys(&[shift(Key::Z), ctrl(Key::Y)])
        .when(|state| able(changes::can_redo(state), "why-nothing-to-redo"))
        .now(changes::redo),
    entry(Menu::Edit, 1, "command-search", || WindowCommand::FocusSearch.into()).keys(&[ctrl(Key::F)]),
    entry(Menu::Edit, 1, "command-clear-query", || Command::ClearQuery.into())
        .when(|state| able(!state.ask.text.is_empty(), "why-no-filter")),
    entry(Menu::Edit, 1, "command-clear-selection", || Command::SelectAll(Vec::new()).into()).when(selected),
    entry(Menu::Edit, 2, "command-copy-id", || Command::CopyId(None).into()).when(selected),
    entry(Menu::Edit, 2, "command-reveal-file", || Command::RevealInFile(None).into())
        .when(has_file)
        .help("help-reveal-file"),
    entry(Menu::Go, 0, "command-palette", || WindowCommand::Show(Dialog::Palette).into())
        .keys(&[ctrl(Key::K), ctrl(Key::P)])
        .help("palette-hint"),
    entry(Menu::Go, 1, "command-back", || HistoryCommand::Back.into())
        .keys(&[ctrl(Key::OpenBracket), alt(Key::ArrowLeft)])
        .when(|state| able(state.selections.can_back(), "why-no-back"))
        .now(changes::back),
    entry(Menu::Go, 1, "command-forward", || HistoryCommand::Forward.into())
        .keys(&[ctrl(Key::CloseBracket), alt(Key::ArrowRight)])
        .when(|state| able(state.selections.can_forward(), "why-no-forward"))
        .now(changes::forward),
    entry(Menu::Go, 2, "command-fit-map", || Command::Map(MapAction::FitMatches).into())
        .keys(&[ctrl(Key::M)])
        .when(map_shown),
    entry(Menu::Go, 2, "command-map-to-selection", || Command::Map(MapAction::FitSelection).into())
        .keys(&[shift(Key::M)])
        .when(|state| map_shown(state).and_then(|()| selected(state))),
    entry(Menu::Go, 2, "command-map-area", || Command::Map(MapAction::FilterToView).into())
        .keys(&[shift(Key::V)])
        .when(map_shown),
    entry(Menu::Go, 2, "command-all-time", || WindowCommand::ShowAllTime.into())
        .keys(&[ctrl(Key::T)])
        .when(timeline_shown),
    entry(Menu::Go, 2, "command-focus-timeline", || WindowCommand::FocusTimeline.into())
        .keys(&[KeyboardShortcut::new(Modifiers::ALT, Key::T)])
        .when(timeline_shown),
    entry(Menu::Go, 3, "command-next-area", || WindowCommand::NextArea { back: false }.into())
        .keys(&[bare(Key::F6)])
        .help("help-next-area"),
    entry(Menu::Go, 3, "command-previous-area", || WindowCommand::NextArea { back: true }.into())
        .keys(&[KeyboardShortcut::new(Modifiers::SHIFT, Key::F6)]),
    entry(Menu::View, 0, "board-overview", || Command::ShowBoard(Board::Overview).into())
        .keys(&[alt(Key::Num1)])
        .on(|state| state.settings.board == Board::Overview),
    entry(Menu::View, 0, "board-promises", || Command::ShowBoard(Board::Promises).into())
        .keys(&[alt(Key::Num2)])
        .on(|state| state.settings.board == Board::Promises),
    entry(Menu::View, 0, "board-figures", || Command::ShowBoard(Board::Figures).into())
        .keys(&[alt(Key::Num3)])
        .on(|state| state.settings.board == Board::Figures),
    entry(Menu::View, 0, "board-disagreements", || Command::ShowBoard(Board::Disagreements).into())
        .keys(&[alt(Key::Num4)])
        .on(|state| state.settings.board == Board::Disagreements),
    entry(Menu::View, 0, "board-gates", || Command::ShowBoard(Board::Gates).into())
        .keys(&[alt(Key::Num5)])
        .on(|state| state.settings.board == Board::Gates),
    entry(Menu::View, 1, "command-list", || WindowCommand::Toggle(Panel::List).into())
        .keys(&[ctrl(Key::Num1)])
        .on(|state| state.settings.layout.left && state.settings.layout.tab != LeftTab::Filters),
    entry(Menu::View, 1, "command-map", || WindowCommand::Toggle(Panel::Map).into())
        .when(overview)
        .keys(&[ctrl(Key::Num2)])
        .on(|state| state.settings.layout.map),
    entry(Menu::View, 1, "command-timeline", || WindowCommand::Toggle(Panel::Timeline).into())
        .when(overview)
        .keys(&[ctrl(Key::Num3)])
        .on(|state| state.settings.layout.timeline),
    entry(Menu::View, 1, "command-details", || WindowCommand::Toggle(Panel::Details).into())
        .keys(&[ctrl(Key::Num4)])
        .on(|state| state.settings.layout.details),
    entry(Menu::View, 1, "command-facets", || WindowCommand::Toggle(Panel::Facets).into())
        .keys(&[ctrl(Key::Num5)])
        .on(|state| state.settings.layout.left && state.settings.layout.tab == LeftTab::Filters),
    entry(Menu::View, 2, "command-tiles", || Command::ChooseMapFile.into()).when(map_shown),
    entry(Menu::View, 2, "command-reduce-motion", || WindowCommand::ReduceMotion.into())
        .on(|state| state.settings.reduced_motion),
    entry(Menu::View, 2, "command-reset-layout", || WindowCommand::ResetLayout.into()),
    theme(
        "theme-system",
        || WindowCommand::SetTheme(ThemeChoice::System).into(),
        |state| state.settings.theme == ThemeChoice::System,
    ),
    theme(
        "theme-light",
        || WindowCommand::SetTheme(ThemeChoice::Light).into(),
        |state| state.settings.theme == ThemeChoice::Light,
    ),
    theme(
        "theme-dark",
        || WindowCommand::SetTheme(ThemeChoice::Dark).into(),
        |state| state.settings.theme == ThemeChoice::Dark,
    ),
    theme(
        "theme-high-contrast",
        || WindowCommand::SetTheme(ThemeChoice::HighContrast).into(),
        |state| state.settings.theme == ThemeChoice::HighContrast,
    ),
    lang("language-vi", || WindowCommand::SetLang(Lang::Vi).into(), |state| state.settings.lang == Lang::Vi),
    lang("language-en", || WindowCommand::SetLang(Lang::En).into(), |state| state.settings.lang == Lang::En),
    lang("language-zh", || WindowCommand::SetLang(Lang::Zh).into(), |state| state.settings.lang == Lang::Zh),
    entry(Menu::Views, 0, "command-keep-view", || WindowCommand::Show(Dialog::Views).into())
        .keys(&[ctrl(Key::S)])
        .help("views-help"),
    entry(Menu::Views, 0, "command-new-story", || StoryCommand::New.into()).help("story-help"),
    entry(Menu::Help, 0, "command-manual", || WindowCommand::Show(Dialog::Manual).into())
        .keys(&[KeyboardShortcut::new(Modifiers::SHIFT, Key::F1)])
        .help("help-manual"),
    entry(Menu::Help, 0, "command-shortcuts", || WindowCommand::Show(Dialog::Shortcuts).into()).keys(&[bare(Key::F1)]),
    entry(Menu::Help, 0, "command-about", || WindowCommand::Show(Dialog::About).into()),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use km0_core::words::keys;

    #[test]
    fn no_two_commands_have_one_name_or_one_key() {
        let labels: BTreeSet<_> = COMMANDS.iter().map(|entry| entry.label).collect();
        assert_eq!(labels.len(), COMMANDS.len());
        let all: Vec<_> = COMMANDS.iter().flat_map(|entry| entry.keys).collect();
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn every_command_and_menu_has_a_name() {
        let known: BTreeSet<String> = keys(Lang::En).into_iter().collect();
        let said = COMMANDS.iter().flat_map(|entry| [Some(entry.label), entry.help]).flatten();
        for label in said.chain(Menu::ALL.map(Menu::title)) {
            assert!(known.contains(label), "{label}");
        }
    }

    #[test]
    fn every_command_that_cannot_be_given_says_why() {
        let known: BTreeSet<String> = keys(Lang::En).into_iter().collect();
        let state = crate::app::trial::start();
        let reasons: Vec<_> = COMMANDS.iter().filter_map(|entry| (entry.able)(&state).err()).collect();
        assert!(reasons.len() >= 8, "{reasons:?}");
        assert!(reasons.iter().all(|reason| known.contains(*reason)), "{reasons:?}");
    }
}
