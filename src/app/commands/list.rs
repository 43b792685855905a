//! Every command, menu by menu in the order of its lines.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Able, Entry, Menu, changes};
use crate::app::state::State;
use crate::context::{Board, Command, Dialog, LeftTab, Make, Panel, Tell, ViewCtx};
use crate::ui::theme::ThemeChoice;
use km0_core::dataset::Format;
use km0_core::model::Lang;

const fn entry(menu: Menu, group: u8, label: &'static str, command: fn() -> Command) -> Entry {
    Entry { label, menu, group, keys: &[], able: |_| Ok(()), on: None, help: None, now: None, command }
}

impl Entry {
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

    const fn now(self, now: fn(&ViewCtx<'_>, &State) -> Option<String>) -> Self {
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

const fn theme(label: &'static str, command: fn() -> Command, on: fn(&State) -> bool) -> Entry {
    entry(Menu::Theme, 0, label, command).on(on)
}

const fn lang(label: &'static str, command: fn() -> Command, on: fn(&State) -> bool) -> Entry {
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
    let format = state.data.path.as_deref().and_then(Format::from_path);
    able(format.is_some_and(Format::is_table), "why-no-table")
}

pub(in crate::app) static COMMANDS: &[Entry] = &[
    entry(Menu::File, 0, "command-open-file", || Command::ChooseFile).keys(&[ctrl(Key::O)]).help("help-open-file"),
    entry(Menu::File, 0, "command-open", || Command::ChooseFolder)
        .keys(&[KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::ALT), Key::O)]),
    entry(Menu::File, 0, "command-open-view", || Command::ChooseView).keys(&[shift(Key::O)]),
    entry(Menu::File, 0, "command-add-layer", || Command::ChooseLayer).help("help-add-layer"),
    entry(Menu::File, 0, "command-layers", || Command::Show(Dialog::Layers))
        .when(|state| able(!state.data.layers.is_empty(), "why-no-layers")),
    entry(Menu::File, 0, "command-builtin", || Command::UseBuiltin)
        .when(|state| able(state.data.path.is_some(), "why-builtin")),
    entry(Menu::Recent, 0, "command-forget-recent", || Command::ForgetRecent)
        .when(|state| able(!state.settings.recent.is_empty(), "why-no-recent")),
    entry(Menu::File, 1, "command-save-view", || Command::SaveView).keys(&[shift(Key::S)]).help("views-help"),
    entry(Menu::File, 1, "command-export", || Command::Show(Dialog::Export)).keys(&[ctrl(Key::E)]),
    entry(Menu::File, 1, "command-picture", || Command::Show(Dialog::Picture))
        .keys(&[shift(Key::E)])
        .help("help-picture"),
    entry(Menu::CopyAs, 0, "command-copy-picture", || Command::CopyCommand(Make::Picture))
        .keys(&[shift(Key::C)])
        .help("help-copy-picture"),
    entry(Menu::CopyAs, 0, "command-copy-list", || Command::CopyCommand(Make::List)).help("help-copy-list"),
    entry(Menu::CopyAs, 0, "command-copy-export", || Command::CopyCommand(Make::Export)).help("export-copy-hint"),
    entry(Menu::File, 2, "command-problems", || Command::Show(Dialog::Problems)),
    entry(Menu::File, 2, "command-columns", || Command::AskColumns(None)).when(is_table),
    entry(Menu::File, 3, "command-quit", || Command::Quit).keys(&[ctrl(Key::Q)]),
    entry(Menu::Edit, 0, "command-undo", || Command::Undo)
        .keys(&[ctrl(Key::Z)])
        .when(|state| able(changes::can_undo(state), "why-nothing-to-undo"))
        .now(changes::undo),
    entry(Menu::Edit, 0, "command-redo", || Command::Redo)
        .keys(&[shift(Key::Z), ctrl(Key::Y)])
        .when(|state| able(changes::can_redo(state), "why-nothing-to-redo"))
        .now(changes::redo),
    entry(Menu::Edit, 1, "command-search", || Command::FocusSearch).keys(&[ctrl(Key::F)]),
    entry(Menu::Edit, 1, "command-clear-query", || Command::ClearQuery)
        .when(|state| able(!state.ask.text.is_empty(), "why-no-filter")),
    entry(Menu::Edit, 1, "command-clear-selection", || Command::ClearSelection).when(selected),
    entry(Menu::Edit, 2, "command-copy-id", || Command::CopyId(None)).when(selected),
    entry(Menu::Edit, 2, "command-reveal-file", || Command::RevealInFile(None)).when(has_file).help("help-reveal-file"),
    entry(Menu::Go, 0, "command-palette", || Command::Show(Dialog::Palette))
        .keys(&[ctrl(Key::K), ctrl(Key::P)])
        .help("palette-hint"),
    entry(Menu::Go, 1, "command-back", || Command::Back)
        .keys(&[ctrl(Key::OpenBracket), alt(Key::ArrowLeft)])
        .when(|state| able(state.selections.can_back(), "why-no-back"))
        .now(changes::back),
    entry(Menu::Go, 1, "command-forward", || Command::Forward)
        .keys(&[ctrl(Key::CloseBracket), alt(Key::ArrowRight)])
        .when(|state| able(state.selections.can_forward(), "why-no-forward"))
        .now(changes::forward),
    entry(Menu::Go, 2, "command-fit-map", || Command::FitMap).keys(&[ctrl(Key::M)]).when(map_shown),
    entry(Menu::Go, 2, "command-map-to-selection", || Command::MapToSelection)
        .keys(&[shift(Key::M)])
        .when(|state| map_shown(state).and_then(|()| selected(state))),
    entry(Menu::Go, 2, "command-map-area", || Command::FilterToMap).keys(&[shift(Key::V)]).when(map_shown),
    entry(Menu::Go, 2, "command-all-time", || Command::ShowAllTime).keys(&[ctrl(Key::T)]).when(timeline_shown),
    entry(Menu::Go, 2, "command-focus-timeline", || Command::FocusTimeline)
        .keys(&[KeyboardShortcut::new(Modifiers::ALT, Key::T)])
        .when(timeline_shown),
    entry(Menu::Go, 3, "command-next-area", || Command::NextArea { back: false })
        .keys(&[bare(Key::F6)])
        .help("help-next-area"),
    entry(Menu::Go, 3, "command-previous-area", || Command::NextArea { back: true })
        .keys(&[KeyboardShortcut::new(Modifiers::SHIFT, Key::F6)]),
    entry(Menu::View, 0, "board-overview", || Command::ShowBoard(Board::Overview))
        .keys(&[alt(Key::Num1)])
        .on(|state| state.settings.board == Board::Overview),
    entry(Menu::View, 0, "board-promises", || Command::ShowBoard(Board::Promises))
        .keys(&[alt(Key::Num2)])
        .on(|state| state.settings.board == Board::Promises),
    entry(Menu::View, 0, "board-figures", || Command::ShowBoard(Board::Figures))
        .keys(&[alt(Key::Num3)])
        .on(|state| state.settings.board == Board::Figures),
    entry(Menu::View, 0, "board-disagreements", || Command::ShowBoard(Board::Disagreements))
        .keys(&[alt(Key::Num4)])
        .on(|state| state.settings.board == Board::Disagreements),
    entry(Menu::View, 0, "board-gates", || Command::ShowBoard(Board::Gates))
        .keys(&[alt(Key::Num5)])
        .on(|state| state.settings.board == Board::Gates),
    entry(Menu::View, 1, "command-list", || Command::Toggle(Panel::List))
        .keys(&[ctrl(Key::Num1)])
        .on(|state| state.settings.layout.left && state.settings.layout.tab != LeftTab::Filters),
    entry(Menu::View, 1, "command-map", || Command::Toggle(Panel::Map))
        .when(overview)
        .keys(&[ctrl(Key::Num2)])
        .on(|state| state.settings.layout.map),
    entry(Menu::View, 1, "command-timeline", || Command::Toggle(Panel::Timeline))
        .when(overview)
        .keys(&[ctrl(Key::Num3)])
        .on(|state| state.settings.layout.timeline),
    entry(Menu::View, 1, "command-details", || Command::Toggle(Panel::Details))
        .keys(&[ctrl(Key::Num4)])
        .on(|state| state.settings.layout.details),
    entry(Menu::View, 1, "command-facets", || Command::Toggle(Panel::Facets))
        .keys(&[ctrl(Key::Num5)])
        .on(|state| state.settings.layout.left && state.settings.layout.tab == LeftTab::Filters),
    entry(Menu::View, 2, "command-tiles", || Command::ChooseMapFile).when(map_shown),
    entry(Menu::View, 2, "command-reduce-motion", || Command::ReduceMotion).on(|state| state.settings.reduced_motion),
    entry(Menu::View, 2, "command-reset-layout", || Command::ResetLayout),
    theme(
        "theme-system",
        || Command::SetTheme(ThemeChoice::System),
        |state| state.settings.theme == ThemeChoice::System,
    ),
    theme("theme-light", || Command::SetTheme(ThemeChoice::Light), |state| state.settings.theme == ThemeChoice::Light),
    theme("theme-dark", || Command::SetTheme(ThemeChoice::Dark), |state| state.settings.theme == ThemeChoice::Dark),
    theme(
        "theme-high-contrast",
        || Command::SetTheme(ThemeChoice::HighContrast),
        |state| state.settings.theme == ThemeChoice::HighContrast,
    ),
    lang("language-vi", || Command::SetLang(Lang::Vi), |state| state.settings.lang == Lang::Vi),
    lang("language-en", || Command::SetLang(Lang::En), |state| state.settings.lang == Lang::En),
    lang("language-zh", || Command::SetLang(Lang::Zh), |state| state.settings.lang == Lang::Zh),
    entry(Menu::Views, 0, "command-keep-view", || Command::Show(Dialog::Views))
        .keys(&[ctrl(Key::S)])
        .help("views-help"),
    entry(Menu::Views, 0, "command-new-story", || Command::Tell(Tell::New)).help("story-help"),
    entry(Menu::Help, 0, "command-manual", || Command::Show(Dialog::Manual))
        .keys(&[KeyboardShortcut::new(Modifiers::SHIFT, Key::F1)])
        .help("help-manual"),
    entry(Menu::Help, 0, "command-shortcuts", || Command::Show(Dialog::Shortcuts)).keys(&[bare(Key::F1)]),
    entry(Menu::Help, 0, "command-about", || Command::Show(Dialog::About)),
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
