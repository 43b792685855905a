//! View files on the command line, and commands copied from the window, run by a shell.

use std::fs;
use std::path::Path;
use std::process::Command as Process;

use km0::app::input::{ExportCommand, Make};
use km0::app::{Data, Explorer, Picture, Settings, State, apply, render_png};
use km0::context::{Command, Item, TimeView};
use km0::map::MapView;
use km0::ui::theme::ThemeChoice;
use km0_core::dataset::{Watch, builtin};
use km0_core::export::{Format, Survey, write};
use km0_core::model::Lang;
use km0_core::query::{Clause, Term};
use km0_core::words::Words;

use crate::program::{code, km0, printed, stderr, stdout};

const VIEW: &str = r#"View(
    version: 1,
    dataset: (id: "elsewhere", release: "9"),
    query: "gate:ta-lung kind:agreement kind:meeting",
    time: (from: "2021", to: "2023-06"),
    map: (lat: 22.25, lon: 106.5, zoom: 8.5),
    selection: ["ta-lung", "gone"],
    lang: en,
)"#;

fn view(folder: &Path) -> String {
    let path = folder.join("a.km0view");
    fs::write(&path, VIEW).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_view_stands_for_the_query_and_the_language_that_are_not_given() {
    let folder = tempfile::tempdir().unwrap();
    let view = view(folder.path());
    let query = "gate:ta-lung kind:agreement kind:meeting";
    assert_eq!(printed(&["list", "--view", &view]), printed(&["list", "-q", query, "--lang", "en"]));
    assert_eq!(
        printed(&["list", "--view", &view, "-q", "kind:gate", "--lang", "vi"]),
        printed(&["list", "-q", "kind:gate"])
    );
    let json = printed(&["export", "-q", query, "-f", "json", "--lang", "en"]);
    assert_eq!(printed(&["export", "--view", &view, "-f", "json"]), json);
}

#[test]
fn what_the_dataset_lacks_of_a_view_is_told_beside_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let view = view(folder.path());
    for args in [vec!["list", "--view", &view], vec!["export", "-f", "csv", "--view", &view]] {
        let output = km0(&args);
        assert_eq!(code(&output), 0);
        let told = stderr(&output);
        assert!(told.contains("note: the view was saved with the dataset \"elsewhere\", this is"), "{told}");
        assert!(told.contains("note: gone, which the view selects, is not in this dataset"), "{told}");
    }
}

#[test]
fn a_view_that_cannot_be_read_ends_with_two_and_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.km0view");
    fs::write(&path, "View(\n  version: 1,\n  lang: fr,\n)").unwrap();
    let path = path.to_str().unwrap();
    for args in [vec!["list", "--view", path], vec!["--view", path], vec![path]] {
        let output = km0(&args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("b.km0view:3:9: fr is no language"), "{}", stderr(&output));
    }
    for args in [vec!["list", "--view", "no-such.km0view"], vec!["--view", path, "list"]] {
        assert_eq!(code(&km0(&args)), 2, "{args:?}");
    }
}

#[test]
fn a_view_paints_the_same_picture_as_its_options() {
    let folder = tempfile::tempdir().unwrap();
    let view = view(folder.path());
    let paint = |name: &str, args: &[&str]| {
        let path = folder.path().join(name);
        let output = km0(&[&["render", "--size", "700x500", "-o", path.to_str().unwrap()], args].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        fs::read(path).unwrap()
    };
    let query = "gate:ta-lung kind:agreement kind:meeting";
    let options = ["-q", query, "--select", "ta-lung", "--from", "2021", "--to", "2023-06", "--map", "22.25,106.5,8.5"];
    let spelt = paint("one.png", &[&options[..], &["--lang", "en"]].concat());
    assert!(paint("two.png", &["--view", &view]) == spelt);
    assert!(paint("three.png", &["--view", &view, "--lang", "zh"]) != spelt);
}

/// What a shell makes of a command, in a folder of its own, with the program on its path.
fn shell(folder: &Path, line: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_km0")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    Process::new("sh").arg("-c").arg(line).current_dir(folder).env("PATH", path).output().unwrap()
}

fn window(words: &[&str]) -> State {
    let mut state = State::new(Data::new(builtin(), None), Settings { lang: Lang::En, ..Settings::default() });
    for word in words {
        let (exclude, word) = word.strip_prefix('!').map_or((false, *word), |word| (true, word));
        apply(&mut state, Command::AddTerm(Term { exclude, clause: Clause::Words(word.to_owned()) }));
    }
    state
}

#[test]
fn a_copied_command_run_by_a_shell_gives_the_same_records() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = [
        vec![],
        vec!["Hữu Nghị"],
        vec!["!Hữu"],
        vec!["!it's"],
        vec!["!'; touch owned; '"],
        vec!["!$(touch owned) `touch owned` \"a b\" \\ !x *"],
        vec!["!--help"],
        vec!["!友谊关", "gate"],
    ];
    for words in hostile {
        let state = window(&words);
        let dataset = &state.data.dataset;
        let rows = state.ask.answer.rows.iter();
        let ids: Vec<&str> = rows.map(|ix| &*dataset.record(*ix).unwrap().id).collect();
        assert!(!ids.is_empty(), "{words:?}");
        let line = Explorer::new(state.clone()).command_line(Make::List);
        let output = shell(folder.path(), &line);
        assert_eq!(code(&output), 0, "{line}: {}", stderr(&output));
        let listed = stdout(&output);
        let mut listed: Vec<&str> = listed.lines().map(|line| line.split(' ').next().unwrap()).collect();
        // the list stands in the order in which the window shows it, an answer in that of the files
        listed.sort_unstable();
        let mut ids = ids;
        ids.sort_unstable();
        assert_eq!(listed, ids, "{line}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing else was run");
}

#[test]
fn a_copied_export_writes_the_same_file() {
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let mut state = window(&["Tà Lùng"]);
        apply(&mut state, ExportCommand::As(format));
        let (query, rows) = (&state.ask.query, &state.ask.answer.rows);
        let words = Words::new(Lang::En);
        let job = state.export.job(&state.data.dataset, &words, query, rows, &[]);
        let mut wanted = Vec::new();
        write(&job, format, &Survey::count_losses(&job, format), &mut wanted, &Watch::default()).unwrap();
        let line = Explorer::new(state).command_line(Make::Export);
        assert_eq!(code(&shell(folder.path(), &line)), 0, "{line}");
        let written = fs::read(folder.path().join(format!("export.{}", format.extension()))).unwrap();
        assert!(written == wanted, "{line}");
    }
}

#[test]
fn a_copied_picture_is_what_the_window_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = window(&["Tà Lùng"]);
    state.settings.theme = ThemeChoice::Light;
    state.settings.map = Some(MapView { lat: 22.5, lon: 106.5, zoom: 9.5 });
    apply(&mut state, Command::ShowTime(TimeView::new(1.6e9, 1.7e9)));
    apply(&mut state, Command::Select(Item::Paragraph { source: "000".into(), number: 12 }));
    let mut explorer = Explorer::new(state.clone());
    explorer.stop_the_clock();
    let line = explorer.command_line(Make::Picture);
    let output = shell(folder.path(), &line);
    assert_eq!(code(&output), 0, "{line}: {}", stderr(&output));
    let wanted = render_png(Picture { state, size: [1440, 900], scale: 1.0 }).unwrap();
    assert!(fs::read(folder.path().join("view.png")).unwrap() == wanted.bytes, "{line}");
}

#[test]
fn a_story_is_one_page_without_script_whose_steps_have_map_strip_caption_and_notes() {
    let page = printed(&["export", "--story", "tra-linh-international", "-f", "html", "--lang", "en"]);
    assert_eq!(page.matches("<section class=\"step\"").count(), 8);
    assert_eq!((page.matches("<svg class=\"map\"").count(), page.matches("<svg class=\"strip\"").count()), (8, 8));
    assert!(!page.contains("<script") && page.contains("default-src 'none'"));
    assert!(page.contains("had been agreed on 22 March 2019"));
    let notes = page.split("<ol>").nth(1).unwrap();
    assert!(notes.contains("VietnamPlus") && notes.contains("href=\"https://"), "{notes}");
    // every link within the page leads somewhere
    for target in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

#[test]
fn a_story_is_a_page_of_pdf_a_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.pdf");
    let output = km0(&["render", "--story", "smart-gate", "-o", path.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let pdf = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    assert_eq!(pdf.matches("/Type/Page/").count(), 8);
}

#[test]
fn what_is_no_story_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let view = view(folder.path());
    for (story, told) in [(view.as_str(), "there is no story in this view file"), ("no-such", "smart-gate, tra-linh")] {
        let output = km0(&["export", "--story", story, "-f", "html"]);
        assert!(code(&output) == 2 && stderr(&output).contains(told), "{}", stderr(&output));
    }
    let output = km0(&["export", "--story", "smart-gate", "-f", "csv"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
}
