//! The commands for those who keep a dataset: counting it and comparing two releases.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{code, km0, printed, stderr, stdout};

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&printed(args)).unwrap()
}

fn dataset(folder: &Path, name: &str, records: &str) -> String {
    let path = folder.join(name);
    fs::create_dir(&path).unwrap();
    let about = "Dataset(id: \"small\", name: (vi: \"Nhỏ\", en: \"Small\"), version: \"1\")";
    fs::write(path.join("a.ron"), format!("[\n{about},\n{records}]\n")).unwrap();
    path.display().to_string()
}

const TEXT: &str = "Source(id: \"text\", layer: Document, name: (vi: \"Bài\", en: \"Text\"), paragraphs: 4),
Source(id: \"paper\", layer: Press, name: (vi: \"Báo\", en: \"Paper\")),
";

#[test]
fn the_counts_are_those_that_a_filter_leaves() {
    let stats = json(&["stats", "--json"]);
    for (key, value) in [("kind", "gate"), ("layer", "press"), ("confidence", "low"), ("year", "2023")] {
        let listed = printed(&["list", "-q", &format!("{key}:{value}")]).lines().count();
        assert_eq!(stats[key][value], listed, "{key}:{value}");
    }
    let kinds: u64 = stats["kind"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    assert_eq!(kinds as usize, printed(&["list"]).lines().count());
    let meetings = json(&["stats", "-q", "kind:meeting", "--json"]);
    assert_eq!(meetings["kind"], serde_json::json!({ "meeting": stats["kind"]["meeting"] }));
}

#[test]
fn coverage_counts_paragraphs_once_and_sources_that_nothing_cites() {
    let folder = tempfile::tempdir().unwrap();
    let records = format!(
        "{TEXT}Meeting(id: \"one\", name: (vi: \"Một\", en: \"One\"), date: \"2021\", cite: [\"text#1\", \"text#2\"]),
Meeting(id: \"two\", name: (vi: \"Hai\", en: \"Two\"), confidence: High, cite: [\"text#2\", \"paper\"]),
Source(id: \"idle\", layer: Press, name: (vi: \"Để đó\", en: \"Idle\")),
"
    );
    let data = dataset(folder.path(), "d", &records);
    let stats = json(&["stats", "--data", &data, "--json"]);
    assert_eq!(stats["dataset"], serde_json::json!({ "id": "small", "version": "1" }));
    assert_eq!(stats["year"], serde_json::json!({ "2021": 1 }));
    assert_eq!(stats["coverage"]["sources"], serde_json::json!({ "cited": 2, "all": 3 }));
    assert_eq!(stats["coverage"]["paragraphs"]["text"], serde_json::json!({ "cited": 2, "all": 4 }));
    assert_eq!(stats["citations"]["records_of_several_sources"], 1);
    assert_eq!(stats["citations"]["records_with_a_confidence"], 1);
    let text = printed(&["stats", "--data", &data]);
    for line in ["small 1", "  Meeting  2", "  2021  1", "  sources cited       2 of 3", "  paragraphs of text  2 of 4"]
    {
        assert!(text.lines().any(|l| l == line), "{line:?} is not in\n{text}");
    }
}

#[test]
fn two_datasets_are_told_apart_record_by_record() {
    let folder = tempfile::tempdir().unwrap();
    let kept = "Meeting(id: \"kept\", name: (vi: \"Giữ\", en: \"Kept\"), cite: [\"paper\"]),\n";
    let old = format!(
        "{TEXT}{kept}Meeting(id: \"gone\", name: (vi: \"Bỏ\", en: \"Gone\"), cite: [\"paper\"]),
Meeting(id: \"moved\", name: (vi: \"Dời\", en: \"Moved\"), date: \"2021\", host: \"x\", cite: [\"paper\"]),\n"
    );
    let new = format!(
        "{TEXT}Meeting(id: \"new\", name: (vi: \"Mới\", en: \"New\"), cite: [\"paper\"]),
{kept}Meeting(id: \"moved\", name: (vi: \"Dời\", en: \"Moved\"), date: \"2021-04\", cite: [\"paper\"]),\n"
    );
    let (old, new) = (dataset(folder.path(), "old", &old), dataset(folder.path(), "new", &new));
    let output = km0(&["diff", &old, &new, "--lang", "en"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let told = stdout(&output);
    assert_eq!(
        told,
        "-  meeting  gone   Gone\n+  meeting  new    New\n~  meeting  moved  date, host\n1 added, 1 removed, 1 changed\n"
    );
    let output = km0(&["diff", &old, &new, "--json"]);
    assert_eq!(code(&output), 1);
    let diff: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(diff["added"][0]["id"], "new");
    assert_eq!(diff["removed"][0]["name"]["vi"], "Bỏ");
    assert_eq!(diff["changed"][0]["fields"]["date"], serde_json::json!({ "old": "2021", "new": "2021-04" }));
    assert_eq!(diff["changed"][0]["fields"]["host"]["new"], Value::Null);
}

#[test]
fn a_dataset_does_not_differ_from_itself_but_a_new_version_does() {
    let same = km0(&["diff", "seeds", "seeds"]);
    assert_eq!((code(&same), stdout(&same).as_str()), (0, "0 added, 0 removed, 0 changed\n"));
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir("seeds").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
    }
    let about = folder.path().join("dataset.ron");
    let text = fs::read_to_string(&about).unwrap();
    let at = text.find("version: \"").unwrap();
    fs::write(&about, format!("{}version: \"next.{}", &text[..at], &text[at + 10..])).unwrap();
    let output = km0(&["diff", "seeds", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "~  dataset  (dataset)  version\n0 added, 0 removed, 1 changed\n");
}

#[test]
fn what_can_not_be_compared_is_said() {
    for (args, hint) in [
        (["diff", "seeds", "no/such/folder"].as_slice(), "no such file or folder: no/such/folder"),
        (&["diff", "seeds", "seeds", "--data", "seeds"], "OLD and NEW"),
        (&["diff", "seeds"], "<NEW>"),
    ] {
        let output = km0(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains(hint), "{args:?}: {}", stderr(&output));
    }
}
