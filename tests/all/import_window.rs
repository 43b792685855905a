//! A table that is opened in the window: what its columns mean is asked once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use km0::app::Explorer;
use km0::app::input::{Dialog, FileCommand};
use km0::ui::theme::ThemeChoice;
use km0_core::dataset::problem::wrong;
use km0_core::model::Lang;

use crate::program::root;
use crate::window::{open, settings, state};

/// Frames until something that another thread works on is there.
pub(crate) fn wait(
    window: &mut Harness<'static, Explorer>,
    what: &str,
    done: impl Fn(&Harness<'static, Explorer>) -> bool,
) {
    let start = Instant::now();
    while !done(window) {
        assert!(start.elapsed() < Duration::from_mins(1), "waited in vain for {what}");
        window.step();
        std::thread::sleep(Duration::from_millis(10));
    }
    // what has opened is laid out
    window.step();
    window.step();
}

fn ask_to_open(window: &mut Harness<'static, Explorer>, path: &Path) {
    window.state_mut().send(FileCommand::Open(path.to_owned()));
    window.step();
}

#[test]
fn the_columns_of_a_table_are_shown_as_guessed_corrected_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("su-kien.csv");
    fs::copy(root().join("tests/data/foreign/su-kien.csv"), &path).unwrap();
    for lang in Lang::ALL {
        let mut window = open([1280.0, 720.0], settings(lang, ThemeChoice::Light));
        ask_to_open(&mut window, &path);
        wait(&mut window, "the dialog", |window| state(window).dialog == Some(Dialog::Columns));
        let open = match lang {
            Lang::Vi => "Mở",
            Lang::En => "Open",
            Lang::Zh => "打开",
        };
        let button = window.get_by_label(open).rect();
        assert!(button.max.y < 720.0 && button.max.x < 1280.0, "the way on is within a small window: {button:?}");
    }
    let mut window = open([1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    ask_to_open(&mut window, &path);
    wait(&mut window, "the dialog", |window| state(window).dialog == Some(Dialog::Columns));
    window.get_by_label("Meaning of the column Ngày bắt đầu: Date, or first day");
    window.get_by_label_contains("4 rows read");
    window.get_by_label("Meaning of the column Ngày kết thúc: Last day").click();
    window.step();
    window.step();
    window.get_by_label("— leave out —").click();
    window.step();
    window.step();
    window.get_by_label("4 rows read, 1 problem");
    window.get_by_label("Open").click();
    wait(&mut window, "the dataset", |window| state(window).data.path.as_deref() == Some(&path));
    let dataset = &state(&window).data.dataset;
    assert_eq!(dataset.by_id("khoi-cong-cau-duong-bo").unwrap().date.as_ref().unwrap().as_str(), "2023-03");
    let fair = dataset.by_id("hoi-cho-thuong-mai-quoc-te-viet-trung").unwrap();
    assert_eq!(fair.date.as_ref().unwrap().as_str(), "2023-11-25", "the last day was left out");
    let problems = &state(&window).data.problems;
    assert!(problems.len() == 2 && wrong(problems) == 1 && state(&window).loading.is_none(), "{problems:?}");
    let kept = fs::read_to_string(folder.path().join("su-kien.csv.km0map")).unwrap();
    assert!(kept.contains("\"Ngày kết thúc\"") && kept.contains("\"ignore\""), "{kept}");
    // the second time nothing is asked
    let mut again = open([1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    ask_to_open(&mut again, &path);
    wait(&mut again, "the dataset", |window| state(window).data.path.as_deref() == Some(&path));
    assert_ne!(state(&again).dialog, Some(Dialog::Columns));
}

#[cfg(target_os = "linux")]
#[test]
fn a_table_opens_where_the_disk_has_no_room_for_what_its_columns_mean_and_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("su-kien.csv");
    fs::copy(root().join("tests/data/foreign/su-kien.csv"), &path).unwrap();
    let mut window = open([1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    ask_to_open(&mut window, &path);
    wait(&mut window, "the dialog", |window| state(window).dialog == Some(Dialog::Columns));
    std::os::unix::fs::symlink("/dev/full", folder.path().join("su-kien.csv.km0map")).unwrap();
    window.get_by_label("Open").click();
    window.step();
    wait(&mut window, "the table", |window| state(window).data.path.as_ref() == Some(&path));
    wait(&mut window, "the message", |window| window.query_by_label_contains("No space left on device").is_some());
    assert!(!state(&window).data.dataset.is_empty());
}

#[test]
fn other_programs_files_open_at_once_and_their_problems_are_shown() {
    let mut window = open([1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    let path = root().join("tests/data/foreign/map.kml");
    ask_to_open(&mut window, &path);
    wait(&mut window, "the dataset", |window| state(window).data.path.as_deref() == Some(&path));
    assert_eq!(state(&window).dialog, None, "no dialog stands before what was opened");
    window.get_by_role_and_label(egui::Role::Button, "Show problems").click();
    window.run_ok();
    assert_eq!(state(&window).dialog, Some(Dialog::Problems));
    window.get_by_label_contains("A column that means nothing known");
    assert!(window.query_by_label_contains("Cancel").is_none());
}

/// A file as the desktop hands it over.
#[derive(Debug)]
pub(crate) struct Dropped(pub(crate) PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_or_folder_that_is_dropped_on_the_window_is_opened_if_wanted() {
    let mut window = open([1280.0, 720.0], settings(Lang::En, ThemeChoice::Light));
    for path in [root().join("tests/data/foreign/map.kml"), root().join("seeds")] {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
        window.step();
        wait(&mut window, "the question", |window| state(window).dialog == Some(Dialog::Dropped));
        window.get_by_label("Open it instead of what is open").click();
        window.step();
        wait(&mut window, "what was dropped", |window| state(window).data.path.as_deref() == Some(&path));
    }
    assert_eq!(state(&window).data.dataset.about.id.as_ref(), km0_core::dataset::builtin().dataset.about.id.as_ref());
}

#[test]
fn an_empty_table_is_told_in_the_middle_of_the_window_and_nothing_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trong.csv");
    fs::write(&path, "").unwrap();
    let mut window = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    ask_to_open(&mut window, &path);
    wait(&mut window, "what was opened", |window| {
        state(window).data.dataset.is_empty() || state(window).dialog.is_some() || state(window).broken.is_some()
    });
    assert_eq!(state(&window).dialog, None);
    let told = window.get_by_label_contains("trong.csv").rect();
    assert!(window.state().regions().middle.contains_rect(told), "{told}");
}
