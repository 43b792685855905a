//! Files that change under the open window.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use km0::app::State;
use km0::app::input::{Dialog, WindowCommand};
use km0::context::{Board, Command, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::model::Lang;

use crate::program::root;
use crate::window::{Window, state};
use crate::window::{open_folder, settings};

/// The seeds in a folder that may be written to.
fn seeds(folder: &Path) {
    for entry in fs::read_dir(root().join("seeds")).unwrap().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|extension| extension == "ron") {
            fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
    }
}

/// Goes on painting until something holds.
fn wait(window: &mut Window, what: &str, holds: impl Fn(&State) -> bool) {
    let start = Instant::now();
    while !holds(state(window)) {
        assert!(start.elapsed() < Duration::from_mins(1), "not within a minute: {what}");
        std::thread::sleep(Duration::from_millis(30));
        window.step();
    }
    window.run_ok();
}

#[test]
fn an_edit_shows_at_once_and_a_broken_one_keeps_what_was_shown() {
    let folder = tempfile::tempdir().unwrap();
    seeds(folder.path());
    let file = folder.path().join("000.ron");
    let mut window = open_folder(folder.path(), [1280.0, 800.0], settings(Lang::En, ThemeChoice::Light));
    window.state_mut().watch_files();
    for command in [
        Command::Ask("kind:figure".to_owned()),
        Command::Select(Item::Record("calls-2020".into())),
        Command::ShowBoard(Board::Figures),
    ] {
        window.state().send(command);
    }
    window.run_ok();
    let problems = state(&window).problems().to_vec();
    let name = |state: &State| state.data.dataset.by_id("calls-2020").unwrap().name.get(Lang::En).to_owned();
    assert_eq!(name(state(&window)), "21 telephone talks");

    let first = fs::read_to_string(&file).unwrap();
    let (named, renamed) = ("en: \"21 telephone talks\"", "en: \"21 talks by telephone\"");
    assert_eq!(first.matches(named).count(), 1);
    fs::write(&file, first.replace(named, renamed)).unwrap();
    wait(&mut window, "a good edit", |state| name(state) == "21 talks by telephone");
    assert_eq!(state(&window).ask.text, "kind:figure");
    assert_eq!(state(&window).selection, [Item::Record("calls-2020".into())]);
    assert_eq!(state(&window).settings.board, Board::Figures);

    fs::write(&file, first.replace(named, "en: \"21 talks")).unwrap();
    wait(&mut window, "a broken edit", |state| state.dialog == Some(Dialog::Problems));
    assert_eq!(name(state(&window)), "21 talks by telephone", "what was shown stays");
    assert!(state(&window).problems().iter().any(|problem| problem.origin.file.ends_with("000.ron")));
    window.state().send(WindowCommand::CloseDialog);
    window.run_ok();

    fs::write(&file, &first).unwrap();
    wait(&mut window, "a mended edit", |state| name(state) == "21 telephone talks");
    assert_eq!(state(&window).problems(), problems);
    assert_eq!(state(&window).selection, [Item::Record("calls-2020".into())]);
}
