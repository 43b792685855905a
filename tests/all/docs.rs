//! README and the manual in two languages: they say what the program has, their links lead somewhere,
//! and what they say to type works.

use std::fs;
use std::path::Path;

use km0::app::command_table;
use km0_core::dataset::{FileFormat as Read, Ix, Rule, Severity, builtin};
use km0_core::export::{ExportNote, Format as Written, Job, LostPart, Survey};
use km0_core::model::{Field, Lang};
use km0_core::query::{Corpus, Key, QueryError};
use km0_core::words::Words;

use crate::program::{printed, root};

const LANGS: [(&str, Lang); 2] = [("vi", Lang::Vi), ("en", Lang::En)];
const LONGEST_README: usize = 700;

pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn page(lang: &str, name: &str) -> String {
    text(&format!("docs/{lang}/{name}.md"))
}

/// The pages of a folder and of those in it, by their paths in the project.
pub(crate) fn pages(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap) {
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            found.extend(pages(&path));
        } else if Path::new(&path).extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The blocks of code of a kind.
fn fenced(markdown: &str, kind: &str) -> Vec<String> {
    let open = format!("```{kind}\n");
    let blocks = markdown.split(open.as_str()).skip(1);
    blocks.filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

/// The lines that a reader may type.
fn typed(markdown: &str) -> Vec<String> {
    fenced(markdown, "sh").iter().flat_map(|block| block.lines()).map(str::to_owned).collect()
}

/// The names of the commands, as the program's help lists them.
fn tasks() -> Vec<String> {
    let help = printed(&["help"]);
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    listed.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn assert_none(missing: &[String], what: &str) {
    assert!(missing.is_empty(), "{what}:\n  {}", missing.join("\n  "));
}

#[test]
fn the_readme_is_read_in_minutes() {
    let words = text("README.md").split_whitespace().count();
    assert!(words <= LONGEST_README, "README.md has {words} words");
}

#[test]
fn both_languages_have_the_same_pages_with_the_same_commands() {
    let names = |lang: &str| -> Vec<String> {
        let folder = format!("docs/{lang}/");
        let name = |path: String| path.trim_start_matches(&folder).trim_end_matches(".md").to_owned();
        pages(folder.trim_end_matches('/')).into_iter().map(name).collect()
    };
    assert_eq!(names("vi"), names("en"));
    for name in names("en") {
        // a page may ask for its own language
        let lines = |lang: &str| -> Vec<String> {
            let of_page = typed(&page(lang, &name));
            of_page.iter().map(|line| line.replace(" --lang en", "").replace(" --lang vi", "")).collect()
        };
        assert_eq!(lines("vi"), lines("en"), "{name}");
    }
}

/// A heading as the end of an address: small letters, with a hyphen for each space.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md", "seeds/README.md"];
    let mut wrong = Vec::new();
    for path in top.map(str::to_owned).into_iter().chain(pages("docs")) {
        let markdown = text(&path);
        let folder = root().join(&path).parent().unwrap().to_owned();
        for link in markdown.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { root().join(&path) } else { folder.join(file) };
            if !target.exists() {
                wrong.push(format!("{path}: {link}"));
            } else if !part.is_empty() {
                let there = fs::read_to_string(&target).unwrap();
                if !there.lines().any(|line| line.starts_with('#') && anchor(line) == part) {
                    wrong.push(format!("{path}: {link} has no such heading"));
                }
            }
        }
    }
    assert_none(&wrong, "links that lead nowhere");
}

/// Puts the table of commands into its page, as pictures are renewed.
fn write_rows(lang: &str, rows: &str) {
    const RULE: &str = "| --- | --- | --- |\n";
    let path = root().join(format!("docs/{lang}/manual/keys.md"));
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once(RULE).unwrap();
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    let gap = if after.is_empty() { "" } else { "\n" };
    fs::write(&path, format!("{head}{RULE}{}\n{gap}{after}", rows.trim_end())).unwrap();
}

#[test]
fn the_manual_lists_every_command_with_its_keys() {
    for (lang, of) in LANGS {
        let rows = command_table(of);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            write_rows(lang, &rows);
        }
        assert!(page(lang, "manual/keys").contains(&rows), "docs/{lang}/manual/keys.md should hold:\n{rows}");
    }
}

#[test]
fn every_query_key_and_each_of_its_words_is_explained() {
    for (lang, _) in LANGS {
        let page = page(lang, "query");
        let keys = QueryError::keys();
        let keys = keys.split(", ").map(|key| format!("`{key}:")).filter(|key| !page.contains(key.as_str()));
        let words = Key::ALL.iter().flat_map(|key| Corpus::words(*key)).map(|word| format!("`{word}`"));
        let missing: Vec<String> = keys.chain(words.filter(|word| !page.contains(word.as_str()))).collect();
        assert_none(&missing, &format!("docs/{lang}/query.md lacks"));
    }
}

#[test]
fn every_format_is_explained() {
    for (lang, _) in LANGS {
        let page = page(lang, "formats");
        let written =
            Written::ALL.into_iter().map(|format| format!("| `{}` | `.{}` |", format.slug(), format.extension()));
        let read = Read::EXTENSIONS.into_iter().map(|extension| format!("`.{extension}`"));
        let missing: Vec<String> = written.chain(read).filter(|said| !page.contains(said.as_str())).collect();
        assert_none(&missing, &format!("docs/{lang}/formats.md lacks"));
    }
}

#[test]
fn a_format_that_leaves_nothing_out_says_so_and_no_other() {
    let dataset = builtin().dataset;
    let rows: Vec<Ix> = dataset.rows().collect();
    for (lang, of) in LANGS {
        let (page, words) = (page(lang, "formats"), Words::new(of));
        let job = Job::new(&dataset, &words, &rows, ExportNote::default());
        let nothing = if of == Lang::Vi { "không lược bỏ" } else { "nothing" };
        for format in Written::ALL {
            let losses = Survey::count_losses(&job, format).losses;
            let whole = losses.iter().all(|loss| matches!(loss.what, LostPart::Undated | LostPart::Unplaced));
            let head = format!("| `{}` |", format.slug());
            let row = page.lines().find(|line| line.starts_with(&head)).unwrap();
            let left_out = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
            // a table may leave out more when it is for people
            let says = left_out.trim_start_matches("`all`: ").starts_with(nothing);
            assert_eq!(says, whole, "{lang}: {row}");
        }
    }
}

#[test]
fn every_rule_and_field_of_a_dataset_is_explained() {
    for (lang, of) in LANGS {
        let words = Words::new(of);
        let page = page(lang, "curating");
        let severity = |rule: Rule| match (of, rule.severity()) {
            (Lang::Vi, Severity::Error) => "lỗi",
            (Lang::Vi, Severity::Warning) => "cảnh báo",
            (Lang::Vi, Severity::Note) => "ghi chú",
            (_, Severity::Error) => "error",
            (_, Severity::Warning) => "warning",
            (_, Severity::Note) => "note",
        };
        let rule = |rule: &Rule| {
            let key = format!("rule-{}", rule.slug());
            format!("| `{}` | {} | {} |", rule.slug(), severity(*rule), words.t(&key))
        };
        let fields = Field::ALL.iter().map(|field| format!("`{}`", field.name()));
        let said = Rule::ALL.iter().map(rule).chain(fields);
        let missing: Vec<String> = said.filter(|said| !page.contains(said.as_str())).collect();
        assert_none(&missing, &format!("docs/{lang}/curating.md lacks"));
    }
}

/// The options that a help text names, and the words that it says an option may have.
fn options(help: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut listing = false;
    for line in help.lines().map(str::trim) {
        let words = line.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
        found.extend(words.map(|word| word.trim_end_matches(['.', ',', ';', ':', ')']).to_owned()));
        if let Some((_, few)) = line.split_once("[possible values: ") {
            found.extend(few.trim_end_matches(']').split(", ").map(str::to_owned));
        }
        if line == "Possible values:" {
            listing = true;
        } else if line.is_empty() {
            listing = false;
        } else if listing && let Some(word) = line.strip_prefix("- ") {
            found.extend(word.split([':', ' ']).next().map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_option_of_every_command_is_explained_with_its_values() {
    let tasks = tasks();
    assert!(tasks.len() > 10, "{tasks:?}");
    let help: Vec<(String, Vec<String>)> = tasks
        .into_iter()
        .map(|task| {
            let options = options(&printed(&["help", &task]));
            (task, options)
        })
        .collect();
    for (lang, _) in LANGS {
        let page = page(lang, "command-line");
        let sections: Vec<&str> = page.split("\n## ").collect();
        let mut missing = Vec::new();
        for (task, options) in &help {
            let command = format!("km0 {task}");
            let is_of = |section: &&&str| {
                section.lines().next().is_some_and(|heading| heading.split(", ").any(|one| one == command))
            };
            let own: Vec<&str> = sections.iter().filter(is_of).copied().collect();
            if own.is_empty() {
                missing.push(command.clone());
            }
            // what every command has stands in the first section
            let said = format!("{}{}", sections[1], own.concat());
            let explained = |option: &String| {
                let whole = format!("`{option}`");
                said.contains(&whole) || option.starts_with("--") && said.contains(&format!("`{option} "))
            };
            missing.extend(options.iter().filter(|option| !explained(option)).map(|one| format!("{command}: {one}")));
        }
        assert_none(&missing, &format!("docs/{lang}/command-line.md lacks"));
    }
}

/// A folder with the files that the manual speaks of, which it shows itself.
#[cfg(unix)]
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    for name in ["seeds", "last-release"] {
        std::os::unix::fs::symlink(root().join("seeds"), desk.path().join(name)).unwrap();
    }
    let shown = |name: &str, kind: &str| fenced(&page("en", name), kind).remove(0);
    fs::write(desk.path().join("events.csv"), shown("manual/own-data", "csv")).unwrap();
    fs::write(desk.path().join("lang-son.km0view"), shown("manual/views", "ron")).unwrap();
    desk
}

/// What a line that opens a window reads, read without one.
#[cfg(unix)]
fn without_window(line: &str, tasks: &[String]) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        ["km0"] | ["km0", "--reset"] => "km0 stats".to_owned(),
        ["km0", "open", id] => format!("km0 show {}", id.trim_start_matches("km0://record/")),
        ["km0", "--view", file] => format!("km0 list --view {file}"),
        ["km0", "--lang", lang] => format!("km0 stats --lang {lang}"),
        ["km0", path] if !tasks.iter().any(|task| task == path) => format!("km0 check {path}"),
        _ => line.to_owned(),
    }
}

/// Of both languages one, since both have the same.
#[cfg(unix)]
#[test]
fn what_the_manual_says_to_type_works() {
    let tasks = tasks();
    let program = Path::new(env!("CARGO_BIN_EXE_km0")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut count = 0;
    let mut wrong = Vec::new();
    for name in std::iter::once("README.md".to_owned()).chain(pages("docs/en")) {
        let markdown = text(&name);
        let desk = desk();
        let indented = markdown.lines().filter(|line| name == "README.md" && line.starts_with("    "));
        let indented = indented.map(str::trim).filter(|line| line.starts_with("km0 ")).map(str::to_owned);
        for line in typed(&markdown).into_iter().chain(indented) {
            let output = std::process::Command::new("sh")
                .arg("-c")
                .arg(without_window(&line, &tasks))
                .current_dir(desk.path())
                .env("PATH", &path)
                .stdin(std::process::Stdio::null())
                .output()
                .unwrap();
            count += 1;
            if !output.status.success() {
                wrong.push(format!("{name}: {line}: {}", String::from_utf8_lossy(&output.stderr)));
            }
        }
    }
    assert!(count > 50, "{count}");
    assert_none(&wrong, "what the manual says to type fails");
}
