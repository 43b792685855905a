//! How the built-in dataset and the interface are worded: in the terms of the offices that read
//! them, in three languages, without a trace of how the data is filed.

use std::fs;

use km0_core::dataset::{Dataset, builtin};
use km0_core::export::record_json;
use km0_core::model::{Kind, Lang, Record};
use km0_core::words::{Words, keys};
use serde_json::Value;

use crate::docs;

/// A text of the data: where it stands, its language, and what it says.
struct Said {
    record: String,
    kind: Kind,
    field: String,
    lang: &'static str,
    text: String,
}

/// Every text of the dataset in every language.
fn said() -> Vec<Said> {
    let dataset = builtin().dataset;
    let mut all = Vec::new();
    for (ix, record) in dataset.rows().zip(dataset.records()) {
        gather(record, "", &record_json(&dataset, ix).unwrap(), &mut all);
    }
    assert!(all.len() > 8_000, "{}", all.len());
    all
}

fn gather(record: &Record, field: &str, value: &Value, all: &mut Vec<Said>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| gather(record, field, value, all)),
        Value::Object(map) => {
            for (key, value) in map {
                let lang = ["vi", "en", "zh"].into_iter().find(|lang| lang == key);
                if let (Some(lang), Value::String(text)) = (lang, value) {
                    let (record, kind) = (record.id.to_string(), record.kind);
                    all.push(Said { record, kind, field: field.to_owned(), lang, text: text.clone() });
                } else {
                    let inner = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                    gather(record, &inner, value, all);
                }
            }
        }
        _ => {}
    }
}

/// Whether a phrase stands in a text as whole words; Chinese has none to tell apart.
fn has(text: &str, phrase: &str, lang: &str) -> bool {
    let (text, phrase) = (text.to_lowercase(), phrase.to_lowercase());
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&phrase).any(|(at, found)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + found.len()..].chars().next());
        lang == "zh" || (outside(before) && outside(after))
    })
}

fn retired() -> Vec<[String; 3]> {
    let table = fs::read_to_string("tests/data/retired_words.tsv").unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let cells = |row: &str| row.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap();
    rows.map(cells).collect()
}

/// Words that belong to a name, or to an ordinal, and not to the phrase that is retired.
fn is_another_word(said: &Said, phrase: &str) -> bool {
    let text = said.text.to_lowercase();
    match phrase {
        "hứa" => said.text.contains("Hứa Vĩnh Khỏa"),
        "the five" => text.contains("the five-year") && !text.replace("the five-year", "").contains("the five "),
        _ => false,
    }
}

#[test]
fn retired_words_do_not_come_back_in_the_data() {
    let mut back = Vec::new();
    let (said, retired) = (said(), retired());
    // names of sources are headlines, and publishers name themselves
    for one in said.iter().filter(|one| !(one.kind == Kind::Source && matches!(&*one.field, "name" | "publisher"))) {
        for [lang, phrase, instead] in retired.iter().filter(|row| *row[0] == *one.lang) {
            if has(&one.text, phrase, lang) && !is_another_word(one, phrase) {
                back.push(format!("{} {}: {phrase:?} (write {instead:?}): {}", one.record, one.field, one.text));
            }
        }
    }
    assert!(back.is_empty(), "{}", back.join("\n"));
}

#[test]
fn retired_words_do_not_come_back_in_the_interface() {
    let mut back = Vec::new();
    for lang in Lang::ALL {
        for file in fs::read_dir(format!("assets/i18n/{}", lang.tag())).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines() {
                for [_, phrase, instead] in retired().iter().filter(|row| row[0] == lang.tag()) {
                    if has(line, phrase, lang.tag()) {
                        back.push(format!("{}: {phrase:?} (write {instead:?}): {line}", path.display()));
                    }
                }
            }
        }
    }
    assert!(back.is_empty(), "{}", back.join("\n"));
}

#[test]
fn retired_words_do_not_come_back_in_the_manual() {
    let mut back = Vec::new();
    for [lang, phrase, instead] in retired().iter().filter(|row| row[0] != "zh") {
        for path in docs::pages(&format!("docs/{lang}")) {
            for line in docs::text(&path).lines().filter(|line| has(line, phrase, lang)) {
                back.push(format!("{path}: {phrase:?} (write {instead:?}): {line}"));
            }
        }
    }
    assert!(back.is_empty(), "{}", back.join("\n"));
}

/// A word of how the data is filed, in a text for readers.
fn filing_word(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '.' | ','));
    let mut words = words.map(|word| word.trim_matches(['.', ',']));
    let digits = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let is_internal = |word: &&str| {
        let numbered = ["s", "p"].iter().any(|head| word.strip_prefix(*head).is_some_and(digits));
        let text_id = word.len() == 3 && word.starts_with("00") && digits(word);
        numbered || text_id || word.contains('#') || matches!(*word, "InForce" | "Unstated" | "seen_as")
    };
    words.find(is_internal)
}

#[test]
fn no_text_speaks_of_how_the_data_is_filed() {
    let dataset = builtin().dataset;
    let is_id = |text: &str| text.split_whitespace().find(|word| names_a_record(&dataset, word)).map(str::to_owned);
    let mut found = Vec::new();
    // the label of a page without a headline has the page's own address
    for one in said().into_iter().filter(|one| !(one.kind == Kind::Source && one.field == "name")) {
        let internal = filing_word(&one.text).map(str::to_owned).or_else(|| is_id(&one.text));
        found.extend(internal.map(|word| format!("{} {} {word:?}: {}", one.record, one.field, one.text)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether a word is the id of a record; one without a hyphen may be an ordinary word.
fn names_a_record(dataset: &Dataset, word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.matches('-').count() > 1 && word.is_ascii() && dataset.by_id(word).is_some()
}

#[test]
fn titles_of_disagreements_are_statements() {
    let asked = said().into_iter().filter(|one| one.kind == Kind::Discrepancy && one.field == "name");
    let asked: Vec<String> = asked.filter(|one| one.text.contains(['?', '？'])).map(|one| one.text).collect();
    assert_eq!(asked, Vec::<String>::new());
}

/// Texts that a reader of Chinese is shown in another language, printed headlines aside. It may only
/// go down.
const FALLING_BACK: usize = 94;
/// Gates whose own Chinese name no source has and that is not well known. It may only go down.
const GATES_FALLING_BACK: usize = 8;

#[test]
fn what_happened_is_named_in_chinese_and_what_falls_back_gets_less() {
    let dataset = builtin().dataset;
    let named = [
        Kind::Meeting,
        Kind::Agreement,
        Kind::Commitment,
        Kind::Project,
        Kind::Milestone,
        Kind::Figure,
        Kind::Discrepancy,
        Kind::Mechanism,
        Kind::Topic,
    ];
    let of = |kind: Kind| dataset.records().iter().filter(move |record| record.kind == kind);
    let missing = named.into_iter().flat_map(of).filter(|record| record.name.zh.is_empty());
    assert_eq!(missing.map(|record| record.id.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
    for kind in [Kind::Meeting, Kind::Agreement, Kind::Gate] {
        let silent = of(kind).filter(|record| !record.summary.is_empty() && record.summary.zh.is_empty());
        assert_eq!(silent.map(|record| record.id.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
    }
    let gates = of(Kind::Gate).filter(|gate| gate.name.zh.is_empty()).count();
    assert_eq!(gates, GATES_FALLING_BACK, "lower the number in this test");
    let labels = of(Kind::Source).filter(|source| source.name.zh.is_empty() && source.name.vi != source.name.en);
    assert_eq!(labels.map(|source| source.id.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
    let mut said = said();
    said.retain(|one| one.kind != Kind::Source || one.field != "name");
    let count = |lang: &str| said.iter().filter(|one| one.lang == lang).count();
    let falling = count("vi").max(count("en")) - count("zh");
    assert!(falling <= FALLING_BACK, "{falling}: a text has lost its Chinese, or a new one has none");
    assert!(falling + 20 > FALLING_BACK, "{falling}: lower the number in this test");
}

#[test]
fn the_glossary_says_the_words_of_the_interface() {
    let glossary = fs::read_to_string("GLOSSARY.md").unwrap();
    let rows: Vec<Vec<&str>> = glossary
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 60, "{}", rows.len());
    for row in &rows {
        let [key, vi, en, zh, _] = row[..] else { panic!("{row:?}") };
        let key = key.trim_matches('`');
        for (lang, word) in [(Lang::Vi, vi), (Lang::En, en), (Lang::Zh, zh)] {
            assert_eq!(Words::new(lang).t(key), word, "{key} in {lang:?}");
        }
    }
    let explained = |key: &str| rows.iter().any(|row| row[0].trim_matches('`') == key);
    let kinds = keys(Lang::En).into_iter().filter(|key| key.starts_with("kind-"));
    assert_eq!(kinds.filter(|key| !explained(key)).collect::<Vec<_>>(), Vec::<String>::new());
}
