//! The house rules that a reader of the source relies on.

use std::fs;
use std::path::Path;

use crate::program::root;

/// Rooms of the app that show something. None knows another, nor the app around them.
const PANELS: [&str; 6] = ["timeline", "map", "details", "browse", "facets", "boards"];
const LONGEST: usize = 700;

/// Where the source is.
const SOURCES: [&str; 4] = ["src", "crates/core/src", "crates/edtf/src", "crates/testkit/src"];

/// Every file of the source, by its path in the project, in order.
pub(crate) fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in SOURCES {
        gather(&root().join(folder), &format!("{folder}/"), &mut found);
    }
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
fn panels_know_neither_each_other_nor_the_app() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = path.strip_prefix("src/").map(room).filter(|own| PANELS.contains(own)) else { continue };
        let foreign = |import: &String| *import == "app" || PANELS.contains(&import.as_str()) && import != own;
        wrong.extend(
            imports(&code_of(&text)).into_iter().filter(foreign).map(|import| format!("{path} imports {import}")),
        );
    }
    assert_none(&wrong, "a panel imports one that it must not know");
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
    for (path, text) in sources().iter().filter(|(path, _)| path != "src/ui/theme.rs" && !is_tests(path)) {
        let code = code_of(text);
        let code = code.split("#[cfg(test)]").next().unwrap();
        for (at, line) in code.lines().enumerate().filter(|(_, line)| made.iter().any(|m| line.contains(m))) {
            wrong.push(format!("{path} (code line {}): {}", at + 1, line.trim()));
        }
    }
    assert_none(&wrong, "a colour is made outside ui/theme.rs");
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    // what is killed or finds no room in the middle of it leaves what was there before
    let writes = ["fs::write", "File::create", "OpenOptions", "fs::copy"];
    let mut wrong = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| path != "crates/core/src/files.rs" && !is_tests(path)) {
        let code = code_of(text);
        let tests = ["#[cfg(test)]\nmod ", "#[cfg(test)]\n#[cfg"];
        let end = tests.iter().filter_map(|tests| code.find(tests)).min().unwrap_or(code.len());
        wrong.extend(
            code[..end]
                .lines()
                .filter(|line| writes.iter().any(|write| line.contains(write)))
                .map(|line| format!("{path}: {}", line.trim())),
        );
    }
    assert_none(&wrong, "a file is written otherwise than by km0_core::files");
}

/// Names that types of several files may share, because they mean the same in each: the panel's own model, row or
/// layout, or what a format calls a thing.
const SHARED: &[&str] = &["Feature", "Records", "RowPainter", "Ruler", "Topology"];

/// The types that a file defines, those of its tests left out.
fn types(code: &str) -> impl Iterator<Item = &str> {
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter_map(|line| {
        let line =
            line.strip_prefix("pub ").or_else(|| Some(line.strip_prefix("pub(")?.split_once(") ")?.1)).unwrap_or(line);
        let (what, name) = line.split_once(' ')?;
        let known = matches!(what, "struct" | "enum" | "trait" | "type");
        known.then(|| name.split(|c: char| !c.is_alphanumeric()).next()).flatten()
    })
}

#[test]
fn types_of_several_files_share_a_name_only_where_they_mean_the_same() {
    let mut files: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_tests(path)) {
        for name in types(&code_of(&text)) {
            files.entry(name.to_owned()).or_default().push(path.clone());
        }
    }
    files.retain(|name, files| files.len() > 1 && !SHARED.contains(&name.as_str()));
    let wrong: Vec<String> = files.into_iter().map(|(name, files)| format!("{name}: {}", files.join(", "))).collect();
    assert_none(&wrong, "types that share a name");
}

#[test]
fn a_braced_import_is_seen_whole() {
    let code = "use crate::{model::{Kind, Id}, query, ui::theme};\nlet x = crate::map::y();";
    assert_eq!(imports(code), ["model", "query", "ui", "map"]);
}

/// Files that git keeps for ever should be small; fonts, map and screenshots live in `assets`.
#[test]
fn no_large_binary_file_stands_outside_assets() {
    const MOST: usize = 40_000;
    const MOST_PICTURES: usize = 600_000;
    let listed = std::process::Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let Some(listed) = listed.ok().filter(|output| output.status.success()) else {
        // no checkout of git: nothing to look at
        return;
    };
    let names = String::from_utf8(listed.stdout).unwrap();
    let mut wrong = Vec::new();
    let mut pictures = 0;
    for name in names.split_terminator('\0').filter(|name| !name.starts_with("assets/")) {
        let Ok(bytes) = fs::read(root().join(name)) else { continue };
        if bytes.contains(&0) {
            pictures += bytes.len();
            if bytes.len() > MOST {
                wrong.push(format!("{name}: {} bytes", bytes.len()));
            }
        }
    }
    assert_none(&wrong, "binary files over 40 kB outside assets");
    assert!(pictures <= MOST_PICTURES, "binary files outside assets come to {pictures} bytes");
}
