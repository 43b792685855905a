//! Somebody's table beside the built-in set: in the window, in views and sessions, on the command
//! line.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use km0::app::Settings;
use km0::app::input::{Dialog, LayerCommand, ViewCommand, WindowCommand};
use km0::context::{Command, Item};
use km0::ui::theme::ThemeChoice;
use km0_core::dataset::{Layer, builtin};
use km0_core::model::Lang;
use km0_core::saved;

use crate::import_window::{Dropped, wait};
use crate::program::{code, km0, printed, root, stderr, stdout};
use crate::window::{Window, open, settings, state};

const BOOK: &str = "tests/data/layers/so-tay.xlsx";

/// A copy of the workbook that something may be kept beside, its columns already said.
fn book(folder: &Path) -> PathBuf {
    let path = folder.join("so-tay.xlsx");
    fs::copy(root().join(BOOK), &path).unwrap();
    fs::write(folder.join("so-tay.xlsx.km0map"), "()").unwrap();
    path
}

fn own(window: &Window) -> usize {
    let dataset = &state(window).data.dataset;
    dataset.rows().filter(|ix| dataset.is_laid(*ix)).count()
}

fn laid(path: &Path) -> Window {
    let mut window = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    window.state_mut().send(LayerCommand::Add(path.to_owned()));
    window.step();
    wait(&mut window, "the layer", |window| own(window) > 0);
    window
}

#[test]
fn a_table_that_is_dropped_is_asked_about_and_added_to_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tay.xlsx");
    fs::copy(root().join(BOOK), &path).unwrap();
    let mut window = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    window.state_mut().send(Command::Ask("gate:ta-lung".to_owned()));
    window.state_mut().send(Command::Select(Item::Record("ta-lung".into())));
    window.run_ok();
    let (base, time) = (state(&window).data.dataset.records().to_vec(), state(&window).time);
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    window.step();
    wait(&mut window, "the question", |window| state(window).dialog == Some(Dialog::Dropped));
    window.get_by_label("Thêm vào dữ liệu đang mở").click();
    window.step();
    wait(&mut window, "the columns", |window| state(window).dialog == Some(Dialog::Columns));
    window.get_by_label("Thêm so-tay.xlsx");
    window.get_by_label("Thêm").click();
    window.step();
    wait(&mut window, "the layer", |window| own(window) > 0);
    let after = state(&window);
    assert_eq!(after.data.dataset.records()[..base.len()], base[..], "what was open is as it was");
    assert_eq!((after.ask.text.as_str(), after.time), ("gate:ta-lung", time));
    assert_eq!(after.selection, [Item::Record("ta-lung".into())]);
    assert_eq!(after.data.layers, [Layer::at_path(&path)]);
    assert!(after.data.path.is_none() && folder.path().join("so-tay.xlsx.km0map").exists());
    window.get_by_label_contains("Đã thêm so-tay: 40 bản ghi");
    window.get_by_label_contains("Của tôi");
}

#[test]
fn a_layer_is_hidden_renamed_and_taken_off_and_what_lies_below_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let mut window = laid(&path);
    let rows = own(&window);
    let send = |window: &mut Window, command: LayerCommand, done: &dyn Fn(&Window) -> bool| {
        window.state_mut().send(command);
        window.step();
        wait(window, "the change", done);
    };
    send(&mut window, LayerCommand::Show(path.clone(), false), &|window| own(window) == 0);
    assert_eq!(state(&window).data.layers.len(), 1, "it stays in the list");
    assert_eq!(state(&window).data.dataset.records(), builtin().dataset.records());
    send(&mut window, LayerCommand::Show(path.clone(), true), &|window| own(window) == rows);
    send(&mut window, LayerCommand::Rename(path.clone(), "Sổ của Sở".to_owned()), &|window| {
        state(window).data.layers[0].name == "Sổ của Sở"
    });
    window.state_mut().send(WindowCommand::Show(Dialog::Layers));
    window.run_ok();
    window.get_by_label("Hiện Sổ của Sở");
    window.get_by_label("Bỏ ra của Sổ của Sở").click();
    window.step();
    wait(&mut window, "the change", |window| state(window).data.layers.is_empty());
    assert_eq!(own(&window), 0);
}

#[test]
fn what_a_name_was_taken_to_be_is_corrected_and_kept_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let mut window = laid(&path);
    let row = |window: &Window| {
        let record = state(window).data.dataset.by_id("ky-bien-ban-ghi-nho-voi-hai-quan-bang-tuong").unwrap();
        record.about.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(row(&window).contains(&"pingxiang".to_owned()));
    window.state_mut().send(LayerCommand::AskNames(path.clone()));
    window.step();
    wait(&mut window, "the names", |window| state(window).dialog == Some(Dialog::Names));
    window.get_by_label("Sửa: Bằng Tường").click();
    window.run_ok();
    window.get_by_label("Không liên kết").click();
    window.run_ok();
    window.get_by_label("Lưu và liên kết theo đó").click();
    window.step();
    wait(&mut window, "the links", |window| !row(window).contains(&"pingxiang".to_owned()));
    let kept = fs::read_to_string(folder.path().join("so-tay.xlsx.km0map")).unwrap();
    assert!(kept.contains("\"Bằng Tường\": \"\""), "{kept}");
    assert!(row(&window).contains(&"huu-nghi".to_owned()), "the rest is linked as before");
}

#[test]
fn sessions_and_views_remember_layers_and_tell_one_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let window = laid(&path);
    let session = window.state().settings();
    assert_eq!(session.over, [Layer::at_path(&path)]);
    assert_eq!(Settings::from_text(&session.to_text()).over, session.over);
    let text = window.state().captured().to_text();
    let view = saved::read(&text).unwrap();
    assert_eq!(view.layers, [Layer::at_path(&path)]);
    let file = folder.path().join("a.km0view");
    fs::write(&file, &text).unwrap();
    let mut other = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    other.state_mut().send(ViewCommand::Open(file.clone()));
    other.step();
    // a window that never opened the file asks first
    wait(&mut other, "the question", |window| window.query_by_label("Mở cho góc nhìn này").is_some());
    assert_eq!(own(&other), 0);
    other.get_by_label("Mở cho góc nhìn này").click();
    other.step();
    wait(&mut other, "the view with its layer", |window| own(window) > 0);
    // without the file all the rest of the view is there
    fs::remove_file(&path).unwrap();
    let mut third = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    third.state_mut().send(ViewCommand::Open(file));
    third.step();
    wait(&mut third, "the question", |window| window.query_by_label("Mở cho góc nhìn này").is_some());
    third.get_by_label("Mở cho góc nhìn này").click();
    third.step();
    wait(&mut third, "the view", |window| state(window).view.is_some());
    assert_eq!(own(&third), 0);
    third.get_by_label_contains("Không tìm thấy tệp đã thêm");
}

#[test]
fn a_change_of_the_file_is_read_with_what_it_lies_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.csv");
    fs::write(&path, "Tên,Ngày\nHọp ở cửa khẩu Tà Lùng,05/03/2024\n").unwrap();
    fs::write(folder.path().join("so.csv.km0map"), "()").unwrap();
    let mut window = open([1366.0, 768.0], settings(Lang::Vi, ThemeChoice::Light));
    window.state_mut().watch_files();
    window.state_mut().send(LayerCommand::Add(path.clone()));
    window.step();
    wait(&mut window, "the layer", |window| own(window) > 0);
    let before = own(&window);
    fs::write(&path, "Tên,Ngày\nHọp ở cửa khẩu Tà Lùng,05/03/2024\nHọp ở cửa khẩu Trà Lĩnh,06/03/2024\n").unwrap();
    wait(&mut window, "the new row", |window| own(window) > before);
}

#[test]
fn commands_lay_files_over_the_dataset() {
    let list = |query: &str| printed_all(&["list", "--add", BOOK, "-q", query, "--format", "ids"]);
    assert_eq!(list("layer:mine gate:ta-lung").lines().count(), 10);
    assert!(list("gate:ta-lung kind:agreement").lines().count() > 0, "the built-in set is there too");
    let page = printed_all(&["show", "ta-lung", "--page", "--lang", "vi", "--add", BOOK]);
    assert!(page.contains("Của tôi") && page.contains("so-tay"), "{page}");
    let json = printed_all(&["export", "--add", BOOK, "-q", "layer:mine gate:ta-lung", "--related", "-f", "json"]);
    assert!(json.contains("so-tay-xlsx#6") && json.contains("so-tay.xlsx"), "{json}");
    let checked = km0(&["check", "--add", BOOK]);
    assert_eq!(code(&checked), 1, "the three errors of the table");
    assert!(stdout(&checked).contains("3 errors"), "{}", stdout(&checked));
    let gone = km0(&["list", "--add", "no-such.xlsx"]);
    assert_eq!(code(&gone), 2);
    assert!(stderr(&gone).contains("no-such.xlsx"));
}

/// What a command prints whose layer has errors, which its exit code tells.
fn printed_all(args: &[&str]) -> String {
    let output = km0(args);
    assert_eq!(code(&output), 1, "{args:?}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn the_command_line_of_a_view_names_its_layers() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let view = folder.path().join("a.km0view");
    let text = format!("View(version: 1, query: \"layer:mine\", layers: [(path: {:?})])", path.display().to_string());
    fs::write(&view, text).unwrap();
    let listed = km0(&["list", "--view", view.to_str().unwrap(), "--format", "ids"]);
    assert!(stdout(&listed).contains("kiem-tra-cong-tac-thong-quan-xe-nong-san"), "{}", stderr(&listed));
    fs::remove_file(&path).unwrap();
    let without = km0(&["list", "--view", view.to_str().unwrap(), "--format", "ids", "--lang", "en"]);
    assert_eq!(stdout(&without), "");
    assert!(stderr(&without).contains("is not there"), "{}", stderr(&without));
    let line = saved::command_line(&saved::read(&fs::read_to_string(&view).unwrap()).unwrap(), saved::Recipe::List);
    assert!(line.contains("--add "), "{line}");
    assert!(!printed(&["list", "-q", "layer:mine"]).contains("so-tay"));
}
