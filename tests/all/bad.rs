//! One small bad file for every rule: `tests/data/bad/<rule>.ron` (or a folder), with what
//! `km0 check` prints about it in `<rule>.expected`. To write the expected files anew after a
//! change of wording, run the tests with `KM0_WRITE_EXPECTED=1` and read the difference.

use std::fs;
use std::path::PathBuf;

use km0_core::dataset::{Rule, Severity, open};

use crate::program::{code, km0, root, stderr, stdout};

const FOLDER: &str = "tests/data/bad";

/// The bad file or folder of a rule, relative to the project.
fn fixture(rule: Rule) -> String {
    let slug = rule.slug();
    let folder = format!("{FOLDER}/{slug}");
    if root().join(&folder).is_dir() { folder } else { format!("{folder}.ron") }
}

/// Rules whose bad file can't be kept with the others: one that is not there, one that is huge.
fn is_kept(rule: Rule) -> bool {
    !matches!(rule, Rule::Unreadable | Rule::TooLarge)
}

#[test]
fn every_rule_has_its_bad_file_and_every_bad_file_its_rule() {
    for rule in Rule::ALL.iter().filter(|rule| is_kept(**rule)) {
        assert!(root().join(fixture(*rule)).exists(), "{} has no bad file", rule.slug());
    }
    for entry in fs::read_dir(root().join(FOLDER)).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(Rule::ALL.iter().any(|rule| rule.slug() == stem), "{} belongs to no rule", path.display());
    }
}

#[test]
fn a_workbook_at_which_its_reader_breaks_off_is_told_to_be_damaged_and_nothing_else() {
    // the head of a container whose only list lies behind its end
    let mut head = [[0; 76].as_slice(), &[0xff; 436]].concat();
    let fields: [(usize, &[u8]); 8] = [
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        (24, &[0x3b, 0, 3, 0, 0xfe, 0xff, 9]),
        (32, &[6]),
        (44, &[1, 0, 0, 0, 1]),
        (57, &[0x10]),
        (60, &[0xfe, 0xff, 0xff, 0xff]),
        (68, &[0xfe, 0xff, 0xff, 0xff]),
        (76, &[1, 0, 0, 0]),
    ];
    for (at, bytes) in fields {
        head[at..at + bytes.len()].copy_from_slice(bytes);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("head.xls");
    fs::write(&path, head).unwrap();
    let output = km0(&["check", path.to_str().unwrap()]);
    assert_eq!((code(&output), stderr(&output).as_str()), (1, ""));
    assert!(stdout(&output).contains("error [syntax]: the workbook is damaged"), "{}", stdout(&output));
}

#[test]
fn every_bad_file_is_told_as_expected() {
    let mut wrong = Vec::new();
    // what is not there is a slip of whoever typed it, to every command
    assert_eq!(code(&km0(&["check", &fixture(Rule::Unreadable)])), 2);
    for rule in Rule::ALL.iter().filter(|rule| !matches!(**rule, Rule::TooLarge | Rule::Unreadable)) {
        let output = km0(&["check", &fixture(*rule)]);
        let told = stdout(&output);
        let is_error = rule.severity() == Severity::Error;
        assert_eq!(code(&output), i32::from(is_error), "{}: {told}", rule.slug());
        let severity = rule.severity();
        let head = format!(": {severity} [{}]: ", rule.slug());
        assert!(told.lines().next().unwrap().contains(&head), "{}: {told}", rule.slug());
        let path = root().join(format!("{FOLDER}/{}.expected", rule.slug()));
        if std::env::var_os("KM0_WRITE_EXPECTED").is_some() {
            fs::write(&path, &told).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if told != expected {
            wrong.push(format!("{}\nexpected:\n{expected}told:\n{told}", rule.slug()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_problem_says_where_it_stands_what_is_wrong_and_what_to_do() {
    for rule in Rule::ALL.iter().filter(|rule| is_kept(**rule)) {
        for problem in open(&PathBuf::from(fixture(*rule))).problems {
            let text = problem.to_string();
            assert!(problem.origin.line > 0 && problem.origin.column > 0, "{text}");
            assert!(!problem.what.is_empty() && !problem.remedy.is_empty(), "{text}");
            assert!(!problem.what.ends_with('.') && !problem.remedy.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn good_records_beside_a_bad_one_load() {
    let whole_files = [Rule::Empty, Rule::Unreadable, Rule::TooLarge];
    for rule in Rule::ALL.iter().filter(|rule| !whole_files.contains(rule)) {
        let loaded = open(&PathBuf::from(fixture(*rule)));
        let good = loaded.dataset.by_id("good");
        assert!(good.is_some_and(|record| *record.name.en == *"Good"), "{}", rule.slug());
    }
    let after = open(&PathBuf::from(fixture(Rule::Syntax))).dataset;
    assert!(after.by_id("after").is_some(), "reading goes on after a record that breaks the grammar");
}

#[test]
fn an_unknown_field_is_kept_in_a_record_and_left_out_of_a_part_which_is_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let text = "[Source(id: \"s\", name: (vi: \"a\", en: \"b\", fr: \"c\"), odd: 1)]";
    fs::write(&path, text).unwrap();
    let loaded = open(&path);
    let told: Vec<&str> = loaded.problems.iter().map(|problem| problem.what.as_str()).collect();
    assert_eq!(
        told,
        ["\"fr\" is no field here, and it is left out", "\"odd\" is no field here, and it is kept as it is"]
    );
    let extra = &loaded.dataset.records()[0].extra;
    let kept: Vec<(&str, String)> = extra.iter().map(|(name, node)| (&**name, node.plain())).collect();
    assert_eq!(kept, [("odd", "1".to_owned()), ("name_", "vi: a; en: b; fr: c".to_owned())]);
}

#[test]
fn a_huge_file_is_left_out_unread_and_the_others_load() {
    let folder = tempfile::tempdir().unwrap();
    let huge = fs::File::create(folder.path().join("huge.ron")).unwrap();
    // a hole: it takes no room on the disk
    huge.set_len((256 << 20) + 1).unwrap();
    let good = "[Topic(id: \"good\", name: (vi: \"a\", en: \"b\"), cite: [\"s\"]), Source(id: \"s\", name: (vi: \"a\", en: \"b\"))]";
    fs::write(folder.path().join("good.ron"), good).unwrap();
    let loaded = open(folder.path());
    let rules: Vec<Rule> = loaded.problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, [Rule::TooLarge]);
    assert!(loaded.dataset.by_id("good").is_some());
}

#[test]
fn all_problems_of_a_folder_are_told_at_once_in_the_order_of_its_files() {
    let output = km0(&["check", FOLDER]);
    assert_eq!(code(&output), 1);
    let told = stdout(&output);
    let rules: Vec<&str> =
        told.lines().filter_map(|line| line.split_once(" [")?.1.split_once("]: ")).map(|(rule, _)| rule).collect();
    for slug in ["syntax", "unknown-kind", "bad-date", "duplicate-id", "unknown-source", "wrong-type"] {
        assert!(rules.contains(&slug), "{slug} is not told");
    }
    let files: Vec<&str> = told.lines().filter_map(|line| line.split_once(".ron:")).map(|(file, _)| file).collect();
    assert!(files.is_sorted(), "{files:?}");
}
