//! The house rules that a reader of the source relies on.

use std::fs;
use std::path::Path;

use crate::program::root;

/// Each room with the rooms it may import. Listed from the ground up: none imports a later one.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("dataset", &["model"]),
    ("query", &["model", "dataset"]),
    ("promises", &["model", "dataset"]),
    ("files", &[]),
    ("words", &["model", "dataset", "promises", "query"]),
    ("pages", &["model", "dataset", "promises", "words"]),
    ("export", &["model", "dataset", "promises", "query", "files", "words", "pages"]),
    ("saved", &["model", "dataset", "query", "export"]),
    ("ui", &["model", "words"]),
    ("context", &["model", "dataset", "promises", "query", "export", "pages", "saved", "words", "ui"]),
    ("timeline", PANEL),
    ("map", PANEL),
    ("details", PANEL),
    ("browse", PANEL),
    ("facets", PANEL),
    ("boards", PANEL),
    ("print", &["model", "dataset", "query", "pages", "saved", "words", "ui", "context", "timeline", "map"]),
    (
        "app",
        &[
            "model", "dataset", "promises", "query", "files", "export", "pages", "saved", "words", "ui", "context",
            "timeline", "map", "details", "browse", "facets", "boards", "print",
        ],
    ),
    ("cli", &["model", "dataset", "promises", "query", "files", "pages", "export", "saved", "words"]),
];
const PANEL: &[&str] = &["model", "dataset", "promises", "query", "pages", "export", "words", "ui", "context"];
/// Rooms that run without a window.
const NO_WINDOW: [&str; 10] =
    ["model", "dataset", "promises", "query", "files", "pages", "export", "saved", "words", "cli"];
const LONGEST: usize = 700;

/// Every file of the source, by its path under `src`, in order.
pub(crate) fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(&root().join("src"), "", &mut found);
    found.sort();
    found
}

fn gather(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), found);
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            found.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// The text without its line comments and doc comments.
pub(crate) fn code_of(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// `map` for `map/layout.rs`; files at the top stand for themselves.
fn room(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The rooms that `crate::…` paths lead to.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
        match rest.strip_prefix('{') {
            None => found.push(word(rest)),
            Some(list) => found.extend(heads(list).map(|head| word(head.trim_start()))),
        }
    }
    found
}

/// The beginnings of the entries of a braced import.
fn heads(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 1;
    let mut start = 0;
    let mut heads = Vec::new();
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            heads.push(&list[start..at]);
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    heads.into_iter().filter(|head| !head.trim().is_empty())
}

fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n  {}", wrong.join("\n  "));
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = room(&path);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == own) else { continue };
        for import in imports(&code_of(&text)) {
            let known = ROOMS.iter().any(|(name, _)| *name == import);
            if known && import != own && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{path} imports {import}"));
            }
        }
    }
    assert_none(&wrong, "a room imports one that it must not know");
}

#[test]
fn every_room_is_on_the_plan_which_has_no_circle() {
    for (path, _) in sources().iter().filter(|(path, _)| !matches!(path.as_str(), "lib.rs" | "main.rs")) {
        assert!(ROOMS.iter().any(|(name, _)| *name == room(path)), "{path} is in a room that ROOMS does not list");
    }
    for (at, (name, allowed)) in ROOMS.iter().enumerate() {
        let below = &ROOMS[..at];
        assert!(allowed.iter().all(|room| below.iter().any(|(lower, _)| lower == room)), "{name} imports upward");
    }
}

#[test]
fn what_runs_without_a_window_does_not_name_its_library() {
    let named = |text: &str| ["egui", "eframe", "wgpu", "walkers"].iter().any(|name| code_of(text).contains(name));
    let wrong = sources().into_iter().filter(|(path, text)| NO_WINDOW.contains(&room(path)) && named(text));
    assert_none(
        &wrong.map(|(path, _)| path).collect::<Vec<_>>(),
        "a room that runs without a window names a window library",
    );
}

#[test]
fn no_file_is_too_long_to_read() {
    let long = sources().into_iter().map(|(path, text)| (path, text.lines().count()));
    let wrong = long.filter(|(_, lines)| *lines > LONGEST).map(|(path, lines)| format!("{path}: {lines} lines"));
    assert_none(&wrong.collect::<Vec<_>>(), "files over the cap");
}

#[test]
fn every_file_says_what_it_is_for() {
    // test modules say it in the names of their tests
    let silent = |(path, text): &(String, String)| !is_tests(path) && !text.starts_with("//! ");
    assert_none(
        &sources().into_iter().filter(silent).map(|(path, _)| path).collect::<Vec<_>>(),
        "files without //! at their head",
    );
}

fn is_tests(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

#[test]
fn colours_come_from_the_theme() {
    let made = ["Color32::from_", "Rgba::from_", "Hsva::", "hex_color!", "Color32::BLACK", "Color32::WHITE"];
    let mut wrong = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| path != "ui/theme.rs" && !is_tests(path)) {
        let code = code_of(text);
        let code = code.split("#[cfg(test)]").next().unwrap();
        for (at, line) in code.lines().enumerate().filter(|(_, line)| made.iter().any(|m| line.contains(m))) {
            wrong.push(format!("{path} (code line {}): {}", at + 1, line.trim()));
        }
    }
    assert_none(&wrong, "a colour is made outside ui/theme.rs");
}

#[test]
fn a_braced_import_is_seen_whole() {
    let code = "use crate::{model::{Kind, Id}, query, ui::theme};\nlet x = crate::map::y();";
    assert_eq!(imports(code), ["model", "query", "ui", "map"]);
}
