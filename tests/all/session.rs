//! A session in the window: menus, keys, palette, history and named views, without pixels.

use std::time::{Duration, Instant};

use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use km0::app::input::{FileCommand, ViewCommand};
use km0::app::{Data, Explorer, PendingQuery, Settings, State, apply};
use km0::context::{Command, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::dataset::Loaded;
use km0_core::query::Query;

use crate::window::{ask, english, open_menu, palette_field, state};
use km0_testkit::generate;

type Window = Harness<'static, Explorer>;

fn selected(window: &Window) -> Vec<String> {
    state(window).selection.iter().map(|item| item.record().to_string()).collect()
}

fn type_in_palette(window: &mut Window, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_ok();
    palette_field(window).type_text(text);
    window.run_ok();
}

/// Runs frames until work in the background has come back.
fn wait(window: &mut Window, done: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    while !done(window) {
        assert!(start.elapsed() < Duration::from_secs(20), "nothing came back");
        std::thread::sleep(Duration::from_millis(10));
        window.run_ok();
    }
}

#[test]
fn the_menus_hold_every_command() {
    let mut window = english();
    let menus: [(&str, &[&str]); 6] = [
        (
            "File",
            &[
                "Open a folder…",
                "Open a view…",
                "Use the built-in dataset",
                "Save the view to a file…",
                "Export…",
                "Problems in the data",
                "Quit",
            ],
        ),
        ("Edit", &["Undo", "Redo", "Search", "Clear the filters", "Clear the selection"]),
        (
            "Go",
            &[
                "Go to anything…",
                "Back",
                "Forward",
                "Map: show all that matches",
                "Map: go to the selection",
                "Timeline: show all time",
            ],
        ),
        ("View", &["List", "Map", "Timeline", "Details", "Filters", "Reset the layout"]),
        ("Views", &["Save and manage views…"]),
        ("Help", &["Keyboard shortcuts", "About Km0"]),
    ];
    for (menu, commands) in menus {
        open_menu(&mut window, menu);
        for command in commands {
            let found = window.query_all_by_label(command).any(|node| {
                let role = node.accesskit_node().role();
                matches!(role, Role::MenuItem | Role::MenuItemCheckBox)
            });
            assert!(found, "{command} in {menu}");
        }
        window.key_press(Key::Escape);
        window.run_ok();
        window.key_press(Key::Escape);
        window.run_ok();
    }
}

#[test]
fn a_theme_is_chosen_from_its_menu_which_marks_the_one_in_force() {
    let mut window = english();
    open_menu(&mut window, "Theme");
    assert!(window.query_by_label("Theme: light").is_none());
    window.get_by_label("Dark").click();
    window.run_ok();
    assert_eq!(state(&window).settings.theme, ThemeChoice::Dark);
}

#[test]
fn undo_and_back_say_what_they_would_do() {
    let mut window = english();
    ask(&mut window, "gate:ta-lung ");
    open_menu(&mut window, "Edit");
    window.get_by_label("Undo: filter Gate: Tà Lùng added").click();
    window.run_ok();
    assert!(state(&window).ask.query.is_empty());
    open_menu(&mut window, "Edit");
    window.get_by_label("Redo: filter Gate: Tà Lùng added").click();
    window.run_ok();
    assert_eq!(state(&window).ask.query.to_string(), "gate:ta-lung");
    for id in ["lang-son", "huu-nghi"] {
        window.state().send(Command::Select(Item::Record(id.into())));
    }
    window.run_ok();
    open_menu(&mut window, "Go");
    window.get_by_label("Back: Lạng Sơn").click();
    window.run_ok();
    assert_eq!(selected(&window), ["lang-son"]);
}

#[test]
fn the_palette_goes_to_a_thing_by_any_of_its_names() {
    let mut window = english();
    for (text, id) in [("ta lung", "ta-lung"), ("友谊关", "huu-nghi"), ("ban gioc", "ban-gioc")] {
        type_in_palette(&mut window, text);
        window.key_press(Key::Enter);
        window.run_ok();
        assert!(state(&window).dialog.is_none());
        assert!(selected(&window)[0].contains(id), "{text}: {:?}", selected(&window));
    }
}

#[test]
fn the_palette_filters_by_a_thing_and_runs_a_command() {
    let mut window = english();
    type_in_palette(&mut window, "ta lung");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run_ok();
    assert_eq!(state(&window).ask.query.to_string(), "gate:ta-lung");
    type_in_palette(&mut window, "theme dark");
    window.key_press(Key::Enter);
    window.run_ok();
    assert_eq!(state(&window).settings.theme, ThemeChoice::Dark);
    assert_eq!(state(&window).settings.chosen.get("theme-dark"), Some(&1));
}

#[test]
fn the_palette_is_walked_by_keys_and_a_command_that_cannot_be_given_stays_put() {
    let mut window = english();
    type_in_palette(&mut window, "lang");
    let chosen = |window: &Window| {
        let rows = window.query_all_by_role(Role::ListBoxOption);
        let chosen: Vec<_> = rows.filter(|row| row.accesskit_node().toggled() == Some(Toggled::True)).collect();
        assert_eq!(chosen.len(), 1);
        chosen[0].accesskit_node().label().unwrap()
    };
    let first = chosen(&window);
    window.key_press(Key::ArrowDown);
    window.run_ok();
    let second = chosen(&window);
    assert_ne!(first, second);
    for key in [Key::End, Key::Home, Key::PageDown, Key::PageUp] {
        window.key_press(key);
        window.run_ok();
    }
    assert_eq!(chosen(&window), first);
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(state(&window).dialog.is_none());
    type_in_palette(&mut window, "redo");
    window.key_press(Key::Enter);
    window.run_ok();
    assert!(state(&window).dialog.is_some(), "there is nothing to redo");
}

#[test]
fn a_view_is_kept_under_a_name_shown_again_renamed_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = english();
    let ctx = window.ctx.clone();
    window.state_mut().keep_views_in(folder.path().join("views"), &ctx);
    ask(&mut window, "gate:ta-lung");
    window.state().send(Command::Select(Item::Record("ta-lung".into())));
    window.run_ok();
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run_ok();
    palette_field(&window).type_text("Tà Lùng");
    window.run_ok();
    window.get_by_label("Save").click();
    wait(&mut window, |window| state(window).views.len() == 1);
    let file = folder.path().join("views/ta-lung.km0view");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("query: \"gate:ta-lung\"") && text.contains("selection: [\"ta-lung\"]"), "{text}");

    window.state().send(Command::ClearQuery);
    window.state().send(Command::SelectAll(Vec::new()));
    window.run_ok();
    open_menu(&mut window, "Views");
    window.get_by_label("Tà Lùng").click();
    wait(&mut window, |window| !state(window).ask.query.is_empty());
    assert_eq!(selected(&window), ["ta-lung"]);
    assert_eq!(state(&window).settings.recent, Vec::<std::path::PathBuf>::new(), "it has a menu of its own");

    window.state().send(ViewCommand::Rename(file.clone(), "Other".to_owned()));
    wait(&mut window, |window| state(window).views.iter().any(|view| view.name == "Other"));
    window.state().send(ViewCommand::Delete(file.clone()));
    wait(&mut window, |window| state(window).views.is_empty());
    assert!(!file.exists());
}

#[test]
fn a_view_file_that_is_broken_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.km0view");
    std::fs::write(&path, "View(\n  version: 1,\n  query: \"kind:agrement\",\n)").unwrap();
    let mut window = english();
    window.state().send(FileCommand::Open(path));
    wait(&mut window, |window| state(window).notice.is_some());
    window.get_by_label_contains("broken.km0view:3:10: the query can't be read");
}

#[test]
fn over_many_records_the_old_answer_stays_until_the_new_one_is_there() {
    let loaded = Loaded { dataset: generate::dataset(20_100, 3), problems: Vec::new() };
    let mut state = State::new(Data::new(loaded, None), Settings::default());
    let all = state.ask.answer.rows.len();
    for text in ["kind:gate", "kind:meeting"] {
        assert_eq!(apply(&mut state, Command::Ask(text.to_owned())), []);
    }
    assert!(state.ask.waiting && state.ask.answer.rows.len() == all);
    let late = PendingQuery { query: Query::parse("kind:gate").unwrap(), ..state.question().unwrap() };
    apply(&mut state, late.answer());
    assert!(state.ask.waiting && state.ask.answer.rows.len() == all, "an answer that comes late is not taken");
    let revision = state.revision;
    let newest = state.question().unwrap();
    let meetings = newest.query.run(&state.data.dataset, &state.data.corpus).rows.len();
    apply(&mut state, newest.answer());
    assert!(!state.ask.waiting && state.revision > revision);
    assert_eq!(state.ask.answer.rows.len(), meetings);
}
