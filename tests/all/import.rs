//! Other people's files, and this program's own, read by the way that everything is read.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use km0_core::dataset::{Dataset, Ix, Loaded, Rule, open};
use km0_core::export::{self, ExportNote, Format};
use km0_core::model::node::{Node, Tree};
use km0_core::model::{Kind, Record};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::program::{code, km0, root, stderr, stdout};
use crate::wild;
use km0_testkit::generate;

const BAD: &str = "tests/data/bad_tables";
const FOREIGN: &str = "tests/data/foreign";

/// The files of a folder that are read, not those that say what comes of it.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".expected") && !name.ends_with(".km0map"));
    names.sort();
    names.into_iter().map(|name| Path::new(folder).join(name)).collect()
}

/// Compares with the file beside; `KM0_WRITE_EXPECTED=1` writes it anew.
fn compare(path: &Path, told: &str, wrong: &mut Vec<String>) {
    let beside = root().join(format!("{}.expected", path.display()));
    if std::env::var_os("KM0_WRITE_EXPECTED").is_some() {
        fs::write(&beside, told).unwrap();
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    if told != expected {
        wrong.push(format!("{}\nexpected:\n{expected}told:\n{told}", path.display()));
    }
}

#[test]
fn every_bad_table_is_told_as_expected_and_its_good_rows_load() {
    let mut wrong = Vec::new();
    for path in files(BAD) {
        let loaded = open(&path);
        let told: String = loaded.problems.iter().fold(String::new(), |mut told, problem| {
            writeln!(told, "{problem}").unwrap();
            told
        });
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let rule = Rule::ALL.iter().filter(|rule| stem.starts_with(rule.slug())).max_by_key(|rule| rule.slug().len());
        let rule = *rule.unwrap_or_else(|| panic!("{stem} belongs to no rule"));
        assert!(loaded.problems.iter().any(|problem| problem.rule == rule), "{}: {told}", path.display());
        let whole = [Rule::Empty, Rule::MissingColumn, Rule::UnknownFormat, Rule::TooLarge];
        let good = |record: &Record| record.name.forms().any(|name| name == "Good");
        assert!(whole.contains(&rule) || loaded.dataset.records().iter().any(good), "{}: {told}", path.display());
        compare(&path, &told, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A dataset as its own file would have it, with what is wrong with it.
fn written(loaded: &Loaded) -> String {
    let mut out = format!("{} {:?}\n", loaded.dataset.about.id, loaded.dataset.about.name.vi);
    loaded.dataset.records().iter().for_each(|record| out.push_str(&export::record_ron(record)));
    loaded.problems.iter().for_each(|problem| writeln!(out, "{problem}").unwrap());
    out
}

#[test]
fn the_events_of_other_programs_become_records() {
    let mut wrong = Vec::new();
    for path in files(FOREIGN) {
        let loaded = open(&path);
        let errors = loaded.problems.iter().filter(|p| p.severity() == km0_core::dataset::Severity::Error).count();
        assert_eq!(errors, 0, "{}\n{}", path.display(), written(&loaded));
        compare(&path, &written(&loaded), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn utf_16_reads_as_utf_8_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("su-kien.csv");
    let text = fs::read_to_string(root().join(FOREIGN).join("su-kien.csv")).unwrap();
    fs::write(&path, &text).unwrap();
    let plain = open(&path).dataset;
    for big in [true, false] {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect();
        fs::write(&path, bytes).unwrap();
        assert_same(&plain, &open(&path).dataset);
    }
}

#[test]
fn a_table_reads_the_same_from_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("su-kien.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let text = fs::read_to_string(root().join(FOREIGN).join("shijian.csv")).unwrap();
    for (row, line) in text.lines().enumerate() {
        for (column, cell) in line.split('\t').enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
        }
    }
    book.save(&path).unwrap();
    let from_book = open(&path);
    assert_eq!(from_book.problems, []);
    let from_text = open(&root().join(FOREIGN).join("shijian.csv")).dataset;
    let names = |dataset: &Dataset| -> Vec<String> {
        let events = dataset.records().iter().filter(|record| record.kind == Kind::Milestone);
        events.map(|record| format!("{} {:?} {:?}", record.id, record.name, record.date)).collect()
    };
    assert_eq!(names(&from_book.dataset), names(&from_text));
}

#[test]
fn a_table_of_ours_that_was_saved_as_a_workbook_is_unguarded() {
    let folder = tempfile::tempdir().unwrap();
    let (ron, path) = (folder.path().join("a.ron"), folder.path().join("a.xlsx"));
    fs::write(&ron, r#"[Figure(id: "f", name: (vi: "=1+1", en: "@a"), value: -3.5, printed: "-3,5 %", cite: ["s"])]"#)
        .unwrap();
    let before = open(&ron).dataset;
    let rows: Vec<Ix> = before.rows().collect();
    let csv = export::export(&before, &rows, Format::Csv, &ExportNote::default()).bytes;
    let csv = csv.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let lines = csv::ReaderBuilder::new().has_headers(false).from_reader(csv).into_records().map(Result::unwrap);
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(&line) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(&path).unwrap();
    assert_same(&before, &open(&path).dataset);
}

/// A record without what no format promises to keep: where it stood in its file.
pub(crate) fn plain(record: &Record) -> Record {
    let mut record = record.clone();
    record.origin = km0_core::model::Origin::default();
    record.extra.iter_mut().for_each(|(_, node)| spoken(node));
    record
}

/// A bare word and a text are one in most formats.
fn spoken(node: &mut Node) {
    node.put_at(km0_core::model::node::SourcePos::default());
    match &mut node.tree {
        Tree::Word(word) => node.tree = Tree::Text(word.clone()),
        Tree::List(entries) => entries.iter_mut().for_each(spoken),
        Tree::Struct(name, members) => {
            *name = "".into();
            members.iter_mut().for_each(|member| spoken(&mut member.value));
        }
        _ => {}
    }
}

#[track_caller]
fn assert_same(before: &Dataset, after: &Dataset) {
    assert_eq!(before.len(), after.len());
    for record in before.records() {
        let other = after.by_id(&record.id).unwrap_or_else(|| panic!("{} is lost", record.id));
        assert_eq!(plain(record), plain(other));
    }
}

/// What is written in a format, read again.
pub(crate) fn there_and_back(dataset: &Dataset, format: Format) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("whole.{}", format.extension()));
    let rows: Vec<Ix> = dataset.rows().collect();
    fs::write(&path, export::export(dataset, &rows, format, &ExportNote::default()).bytes).unwrap();
    open(&path)
}

#[test]
fn the_built_in_set_comes_back_whole() {
    let before = km0_core::dataset::builtin();
    let rules = |loaded: &Loaded| -> Vec<Rule> { loaded.problems.iter().map(|problem| problem.rule).collect() };
    for format in WHOLE {
        let after = there_and_back(&before.dataset, format);
        assert_eq!(rules(&after), rules(&before), "{format:?}");
        assert_same(&before.dataset, &after.dataset);
        if !matches!(format, Format::Csv | Format::Xlsx) {
            assert_eq!(before.dataset.about, after.dataset.about, "{format:?}");
        }
    }
}

/// The formats that keep everything of every record.
const WHOLE: [Format; 5] = [Format::Json, Format::Ron, Format::GeoJson, Format::Csv, Format::Xlsx];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_dataset_comes_back_from_the_formats_that_keep_everything(records in 25_usize..160, seed in any::<u64>()) {
        let before = generate::dataset(records, seed);
        for format in WHOLE {
            assert_same(&before, &there_and_back(&before, format).dataset);
        }
    }

    #[test]
    fn any_text_and_date_comes_back_from_the_formats_that_keep_everything(before in wild::dataset()) {
        for format in WHOLE {
            assert_same(&before, &there_and_back(&before, format).dataset);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_file_is_read_or_told(which in any::<Index>(), at in any::<Index>(), with in any::<[u8; 2]>(), cut in any::<Index>()) {
        let all: Vec<PathBuf> = files(FOREIGN).into_iter().chain(files(BAD)).collect();
        let path = &all[which.index(all.len())];
        let mut bytes = fs::read(root().join(path)).unwrap();
        let place = at.index(bytes.len());
        bytes.splice(place..place, with);
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join(path.file_name().unwrap());
        for end in [bytes.len(), cut.index(bytes.len())] {
            fs::write(&copy, &bytes[..end]).unwrap();
            let _never_panics = open(&copy);
        }
    }

    #[test]
    fn any_bytes_under_any_name_are_read_or_told(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,80}") {
        let folder = tempfile::tempdir().unwrap();
        for extension in ["ron", "csv", "tsv", "json", "geojson", "kml", "ics", "xlsx", ""] {
            let path = folder.path().join(format!("a.{extension}"));
            for content in [&bytes[..], text.as_bytes()] {
                fs::write(&path, content).unwrap();
                let loaded = open(&path);
                prop_assert!(!loaded.dataset.is_empty() || !loaded.problems.is_empty() || extension == "ics" || extension == "json" || extension == "geojson" || extension == "kml" || extension == "ron");
            }
        }
    }
}

#[test]
fn one_command_reads_any_format_and_writes_another() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.ron");
    let out = out.to_str().unwrap();
    for path in files(FOREIGN) {
        let output = km0(&["convert", path.to_str().unwrap(), out, "--force"]);
        assert_eq!(code(&output), 0, "{}: {}", path.display(), stderr(&output));
        let checked = km0(&["check", out]);
        let before = open(&path).dataset;
        assert!(stdout(&checked).contains(&format!("{} records, 0 errors", before.len())), "{}", stdout(&checked));
        assert_same(&before, &open(Path::new(out)).dataset);
    }
    let refused = km0(&["convert", "tests/data/foreign/map.kml", out]);
    assert_eq!(code(&refused), 2, "an existing file is not overwritten unasked");
    let unknown = km0(&["convert", "tests/data/foreign/map.kml", "out.odt"]);
    assert!(code(&unknown) == 2 && stderr(&unknown).contains("nothing is written as out.odt"));
}

#[test]
fn a_mapping_can_be_given_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let (table, mapping, out) =
        (folder.path().join("a.csv"), folder.path().join("m.km0map"), folder.path().join("a.ron"));
    fs::write(&table, "x,y\nHọp,04/05/2023\n").unwrap();
    fs::write(
        &mapping,
        "(columns: [(name: \"x\", target: \"name\"), (name: \"y\", target: \"date\")], order: MonthFirst)",
    )
    .unwrap();
    let [table, mapping, out] = [&table, &mapping, &out].map(|path| path.to_str().unwrap());
    let output = km0(&["convert", table, out, "--mapping", mapping]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(fs::read_to_string(out).unwrap().contains("date: \"2023-04-05\""));
}
