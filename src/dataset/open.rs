//! A folder, or the set that is built in → a [`Dataset`] and its problems. The only file of this
//! room that reads from disk.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::node::Place;
use crate::model::{Origin, Record};

use super::check::{self, Mentions};
use super::decode::{About, Decoder};
use super::format::ron;
use super::index::Dataset;
use super::problem::{Problem, Rule, origin};

macro_rules! seeds {
    ($($name:literal),+ $(,)?) => {
        /// The files of the built-in set. A test holds that none of the folder is left out.
        const SEEDS: &[(&str, &str)] = &[$((concat!("seeds/", $name), include_str!(concat!("../../seeds/", $name)))),+];
    };
}

seeds!(
    "000.ron",
    "001.ron",
    "002.ron",
    "003.ron",
    "004.ron",
    "dataset.ron",
    "gates.ron",
    "mechanisms.ron",
    "organisations.ron",
    "people.ron",
    "places.ron",
    "press-2020.ron",
    "press-2021.ron",
    "press-2022.ron",
    "press-2023.ron",
    "press-2024.ron",
    "press-2025.ron",
    "press-sources.ron",
    "registers-discrepancies.ron",
    "sources.ron",
    "topics.ron",
);

/// Bytes that one file may have.
const MAX_FILE: u64 = 256 << 20;
/// Files that a folder may have.
const MAX_FILES: usize = 10_000;

/// The data *and* what is wrong with it, never either-or.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    pub dataset: Dataset,
    /// In the order of the files and of the lines in them.
    pub problems: Vec<Problem>,
}

/// One file's text under the name that messages give it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub name: Arc<str>,
    pub text: String,
}

/// The dataset embedded in the program.
#[must_use]
pub fn builtin() -> Loaded {
    let file = |(name, text): &(&str, &str)| SourceFile { name: Arc::from(*name), text: (*text).to_owned() };
    let files: Vec<SourceFile> = SEEDS.iter().map(file).collect();
    load(&files, Vec::new())
}

/// The dataset in a folder, or in one file.
#[must_use]
pub fn open(path: &Path) -> Loaded {
    let mut problems = Vec::new();
    let files: Vec<SourceFile> =
        dataset_files(path, &mut problems).iter().filter_map(|file| read(file, &mut problems)).collect();
    load(&files, problems)
}

/// Decodes, indexes and checks files that are already in memory.
#[must_use]
pub fn load(files: &[SourceFile], mut problems: Vec<Problem>) -> Loaded {
    let mut about = None;
    let mut records = Vec::new();
    let mut mentions = Mentions::default();
    for file in files {
        read_file(file, &mut about, &mut records, &mut mentions, &mut problems);
    }
    check::duplicates(&records, &mut problems);
    let dataset = Dataset::new(about.unwrap_or_default(), records);
    check::run(&dataset, &mentions, &mut problems);
    let order: Vec<&str> = files.iter().map(|file| &*file.name).collect();
    problems.sort_by_key(|p| (order.iter().position(|name| **name == *p.origin.file), p.origin.line, p.origin.column));
    Loaded { dataset, problems }
}

fn read_file(
    file: &SourceFile,
    about: &mut Option<About>,
    records: &mut Vec<Record>,
    mentions: &mut Mentions,
    problems: &mut Vec<Problem>,
) {
    let (nodes, errors) = ron::read(&file.text);
    problems
        .extend(errors.into_iter().map(|e| Problem::new(Rule::Syntax, origin(&file.name, e.place), e.what, e.remedy)));
    let mut decoder = Decoder::new(Arc::clone(&file.name));
    for node in &nodes {
        match decoder.about(node) {
            Some(found) => *about = Some(found),
            None => records.extend(decoder.record(node)),
        }
    }
    problems.append(&mut decoder.problems);
    mentions.links.append(&mut decoder.links);
    mentions.cites.append(&mut decoder.cites);
}

fn is_dataset_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

/// The files of a folder in the order of their names; a file stands for itself.
fn dataset_files(path: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(file_problem(
                Rule::Unreadable,
                path,
                &error.to_string(),
                "check that the folder exists and may be read",
            ));
            return Vec::new();
        }
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|p| p.is_file() && is_dataset_file(p))
        .take(MAX_FILES)
        .collect();
    files.sort();
    if files.is_empty() {
        problems.push(file_problem(
            Rule::Empty,
            path,
            "the folder holds no .ron file",
            "open a folder with dataset files",
        ));
    }
    files
}

fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<SourceFile> {
    let mut bytes = Vec::new();
    let outcome = fs::File::open(path).and_then(|file| {
        let known = file.metadata().map_or(0, |metadata| metadata.len());
        // a pipe says that it has no length, so what comes out of it is counted too
        if known > MAX_FILE { Ok(true) } else { file.take(MAX_FILE + 1).read_to_end(&mut bytes).map(|_| false) }
    });
    let too_large = match outcome {
        Ok(known) => known || bytes.len() as u64 > MAX_FILE,
        Err(error) => {
            problems.push(file_problem(Rule::Unreadable, path, &error.to_string(), "check that the file may be read"));
            return None;
        }
    };
    if too_large {
        problems.push(file_problem(
            Rule::TooLarge,
            path,
            "the file is larger than 256 MiB",
            "split it into several files",
        ));
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile { name: display_name(path), text }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let good = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
            let what = format!("the file is not UTF-8 from byte {valid} on");
            let mut problem = file_problem(Rule::Encoding, path, &what, "save it as UTF-8");
            problem.origin.line = number(good.matches('\n').count() + 1);
            problem.origin.column = number(good.chars().rev().take_while(|c| *c != '\n').count() + 1);
            problems.push(problem);
            None
        }
    }
}

fn file_problem(rule: Rule, path: &Path, what: &str, remedy: &str) -> Problem {
    let place = Place { line: 1, column: 1 };
    let origin = Origin { file: display_name(path), line: place.line, column: place.column };
    Problem::new(rule, origin, what, remedy)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn display_name(path: &Path) -> Arc<str> {
    Arc::from(path.display().to_string())
}
