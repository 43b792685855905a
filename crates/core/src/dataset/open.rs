//! A folder, a file, or the set that is built in → a [`Dataset`] and its problems. Here datasets are
//! read from disk; map files that are only drawn are read in [`super::underlay`].

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Id, Origin};

use super::check;
use super::format::FileFormat;
use super::format::encoding::Encoding;
use super::index::Dataset;
use super::intake::{FileContext, Intake, MAX_WHOLE, tables};
use super::overlay::{Layer, Over, overlay};
use super::problem::{Problem, Rule};
use super::table::{EXTENSION, Mapping, TableHead};
use super::watch::Watch;

macro_rules! seeds {
    ($($name:literal),+ $(,)?) => {
        /// The files of the built-in set. A test holds that none of the folder is left out.
        const SEEDS: &[(&str, &str)] = &[$((concat!("seeds/", $name), include_str!(concat!("../../../../seeds/", $name)))),+];
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

/// Files that a folder may have.
const MAX_FILES: usize = 10_000;
/// Bytes at the beginning of a file that tell its format.
const HEAD: u64 = 4_096;
/// Bytes that a mapping file may have.
const MAX_MAPPING: u64 = 1 << 20;

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

/// The text of a file of the built-in set.
pub(super) fn seed(name: &str) -> &'static str {
    SEEDS.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

/// The dataset embedded in the program.
pub fn builtin() -> Loaded {
    let file = |(name, text): &(&str, &str)| SourceFile { name: Arc::from(*name), text: (*text).to_owned() };
    let files: Vec<SourceFile> = SEEDS.iter().map(file).collect();
    load(&files, Vec::new())
}

/// How a dataset is opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the columns of a table mean; else what the file beside it says, else what they seem to.
    pub mapping: Option<Mapping>,
    /// What the files are, whatever their names and beginnings say.
    pub format: Option<FileFormat>,
    /// The encoding of text tables; else what the mapping says, else what they seem to be in.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook, or the list of a JSON file; else what the mapping says.
    pub sheet: Option<String>,
    pub watch: Watch,
}

/// The dataset in a folder, or in one file of any format.
pub fn open(path: &Path) -> Loaded {
    open_with(path, &Options::default())
}

/// As [`open`], for whoever watches, or knows what the columns mean.
pub fn open_with(path: &Path, options: &Options) -> Loaded {
    let mut intake = Intake::default();
    let files = dataset_files(path, &mut intake.problems);
    let size = |file: &PathBuf| fs::metadata(file).map_or(0, |metadata| metadata.len());
    options.watch.expect(files.iter().map(size).sum());
    for file in files {
        read(&file, options, &mut intake);
    }
    finish(intake)
}

/// A dataset with files laid over it, each as a layer of its own; those that are hidden are not
/// read. What keeps one from being read is told, and the rest is there all the same.
pub fn lay_over(base: Loaded, layers: &[Layer], options: &Options) -> Loaded {
    let shown = layers.iter().filter(|layer| !layer.hidden);
    let over: Vec<Over> = shown.map(|layer| read_over(layer, &base.dataset, options)).collect();
    overlay(base, over)
}

/// A file that may name records of the dataset that it is to be laid over.
fn read_over(layer: &Layer, base: &Dataset, options: &Options) -> Over {
    let mut intake = Intake::default();
    for file in dataset_files(&layer.path, &mut intake.problems) {
        read(&file, options, &mut intake);
    }
    let names = std::mem::take(&mut intake.names);
    let about = intake.about.get_or_insert_default();
    about.outside.extend(base.records().iter().map(|record| Id::clone(&record.id)));
    Over { layer: layer.clone(), loaded: finish(intake), names }
}

/// The dataset that comes out of a pipe. `name` is what messages call it.
pub fn open_stream(source: impl Read + Send, name: &str, options: &Options) -> Loaded {
    let mut intake = Intake::default();
    read_stream(source, None, Path::new(name), options, &mut intake);
    finish(intake)
}

/// The tables of a file by their first rows, to ask a person what their columns mean; none where
/// it is no table, or one that this program wrote.
///
/// # Errors
/// What keeps the file from being read.
pub fn sheets(path: &Path) -> Result<Vec<TableHead>, Problem> {
    sheets_in(path, None)
}

/// As [`sheets`], for a text file in an encoding that somebody has said.
///
/// # Errors
/// What keeps the file from being read.
pub fn sheets_in(path: &Path, encoding: Option<Encoding>) -> Result<Vec<TableHead>, Problem> {
    let watch = Watch::default();
    if path.is_dir() {
        return Ok(Vec::new());
    }
    let told = |error: io::Error| file_problem(Rule::Unreadable, path, &error.to_string(), "check that it may be read");
    let mut file = fs::File::open(path).map_err(told)?;
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).map_err(told)?;
    let format = match FileFormat::detect(&extension(path).unwrap_or_default(), &head) {
        Ok(format) if format.is_table() => format,
        _ => return Ok(Vec::new()),
    };
    let sheets = tables(format, io::Cursor::new(head).chain(file), encoding, &watch).map_err(|mut problem| {
        problem.origin.file = display_name(path);
        problem
    })?;
    Ok(if sheets.iter().any(TableHead::is_own) { Vec::new() } else { sheets })
}

/// Where the mapping of a table is kept: beside it.
pub fn mapping_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{EXTENSION}"))
}

/// What somebody has said that the columns of a table mean.
pub fn kept_mapping(path: &Path) -> Option<Result<Mapping, String>> {
    let file = fs::File::open(mapping_path(path)).ok()?;
    let mut text = String::new();
    Some(match file.take(MAX_MAPPING).read_to_string(&mut text) {
        Ok(_) => Mapping::from_text(&text),
        Err(error) => Err(error.to_string()),
    })
}

/// Decodes, indexes and checks files of the dataset's own format that are already in memory.
pub fn load(files: &[SourceFile], problems: Vec<Problem>) -> Loaded {
    let mut intake = Intake { problems, ..Intake::default() };
    for file in files {
        intake.order.push(Arc::clone(&file.name));
        intake.ron(&file.name, &file.text);
    }
    finish(intake)
}

fn finish(intake: Intake) -> Loaded {
    let Intake { about, records, mentions, mut problems, order, .. } = intake;
    let (dataset, dropped) = Dataset::parted(about.unwrap_or_default(), records);
    check::duplicates(&dataset, &dropped, &mut problems);
    problems.extend(check::run(&dataset, &mentions));
    let at: HashMap<&str, usize> = order.iter().enumerate().rev().map(|(at, name)| (&**name, at)).collect();
    problems.sort_by_cached_key(|p| (at.get(&*p.origin.file).copied(), p.origin.line, p.origin.column));
    Loaded { dataset, problems }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

fn is_own_file(path: &Path) -> bool {
    extension(path).is_some_and(|extension| extension == "ron")
}

fn is_data_file(path: &Path) -> bool {
    // a data package's description of its tables is none itself
    let described = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("datapackage.json"));
    !described && FileFormat::from_path(path).is_some()
}

/// The files of a folder in the order of their names; a file stands for itself. A folder with
/// files of the dataset's own format is made of those alone.
fn dataset_files(path: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            let remedy = "check that the folder exists and may be read";
            problems.push(file_problem(Rule::Unreadable, path, &error.to_string(), remedy));
            return Vec::new();
        }
    };
    let all = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file() && is_data_file(path));
    let mut files: Vec<PathBuf> = all.take(MAX_FILES).collect();
    if files.iter().any(|file| is_own_file(file)) {
        files.retain(|file| is_own_file(file));
    }
    files.sort();
    if files.is_empty() {
        let what = "the folder holds no file of a dataset";
        problems.push(file_problem(Rule::Empty, path, what, "open a folder with .ron files, or a table"));
    }
    files
}

fn read(path: &Path, options: &Options, intake: &mut Intake) {
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) => {
            let remedy = "check that the file may be read";
            return intake.problems.push(file_problem(Rule::Unreadable, path, &error.to_string(), remedy));
        }
    };
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    read_stream(file, Some(size), path, options, intake);
}

/// Reads what has this name, and this size where it lies on the disk.
fn read_stream(mut source: impl Read + Send, size: Option<u64>, path: &Path, options: &Options, intake: &mut Intake) {
    let mut head = Vec::new();
    if let Err(error) = (&mut source).take(HEAD).read_to_end(&mut head) {
        let remedy = "check that the file may be read";
        return intake.problems.push(file_problem(Rule::Unreadable, path, &error.to_string(), remedy));
    }
    if head.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD as usize {
        let what = "the file is empty";
        return intake.problems.push(file_problem(Rule::Empty, path, what, "open a file that holds something"));
    }
    let format = match options.format {
        Some(format) => format,
        None => match FileFormat::detect(&extension(path).unwrap_or_default(), &head) {
            Ok(format) => format,
            Err((what, remedy)) => {
                return intake.problems.push(file_problem(Rule::UnknownFormat, path, what, remedy));
            }
        },
    };
    if format == FileFormat::Ron && size.is_some_and(|size| size > MAX_WHOLE) {
        let what = format!("the file is larger than {} MiB", MAX_WHOLE >> 20);
        return intake.problems.push(file_problem(Rule::TooLarge, path, &what, "split it into several files"));
    }
    let mapping = options.mapping.clone().or_else(|| size.and_then(|_| beside(path, format, intake)));
    let title = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let told = FileContext {
        name: display_name(path),
        title,
        mapping: mapping.as_ref(),
        encoding: options.encoding,
        sheet: options.sheet.as_deref().or_else(|| mapping.as_ref()?.sheet.as_deref()),
        watch: &options.watch,
    };
    // what was looked at comes first again: a pipe gives it only once
    intake.read(format, io::Cursor::new(head).chain(source), &told);
}

/// The mapping beside a table; one that can't be read is told.
fn beside(path: &Path, format: FileFormat, intake: &mut Intake) -> Option<Mapping> {
    // of JSON it says which of several lists is meant
    if !format.is_table() && format != FileFormat::Json {
        return None;
    }
    match kept_mapping(path)? {
        Ok(mapping) => {
            intake.names.clone_from(&mapping.names);
            Some(mapping)
        }
        Err(error) => {
            let path = mapping_path(path);
            let remedy = "mend it, or remove it and choose anew what the columns mean";
            intake.problems.push(file_problem(Rule::Syntax, &path, &error, remedy));
            None
        }
    }
}

fn file_problem(rule: Rule, path: &Path, what: &str, remedy: &str) -> Problem {
    Problem::new(rule, Origin { file: display_name(path), line: 1, column: 1 }, what, remedy)
}

fn display_name(path: &Path) -> Arc<str> {
    Arc::from(path.display().to_string())
}
