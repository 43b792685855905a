//! The messages of the interface.

use std::collections::BTreeSet;

use km0_core::dataset::builtin;
use km0_core::model::{Field, Lang};
use km0_core::query::{Query, QueryError};
use km0_core::words::{Words, keys};

use crate::tidy::{code_of, sources};

fn of(lang: Lang) -> BTreeSet<String> {
    keys(lang).into_iter().collect()
}

#[test]
fn the_three_languages_have_the_same_messages_once_each() {
    for lang in Lang::ALL {
        assert_eq!(keys(lang).len(), of(lang).len(), "{lang:?} has a message twice");
        let difference: Vec<_> = of(Lang::En).symmetric_difference(&of(lang)).cloned().collect();
        assert_eq!(difference, Vec::<String>::new(), "{lang:?}");
    }
}

#[test]
fn every_unit_of_the_built_in_figures_is_said_in_each_language() {
    let known = of(Lang::En);
    let data = builtin().dataset;
    for unit in data.records().iter().filter_map(|record| record.word(Field::Unit)).filter(|unit| *unit != "%") {
        let key = format!("unit-{}", unit.replace(' ', "-"));
        assert!(known.contains(&key), "{key}");
    }
}

#[test]
fn every_message_that_the_source_names_exists() {
    let known = of(Lang::En);
    let mut missing = Vec::new();
    // unit tests ask for messages that do not exist
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.contains("tests")) {
        for key in keys_named_in(&code_of(&text)).into_iter().filter(|key| !known.contains(key)) {
            missing.push(format!("{path}: {key}"));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The first text in quotes after `.t(` or `.with(`.
fn keys_named_in(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    // `.with(` is also what the toolkit makes ids with, so only messages' own is looked at
    for call in [".t(", "words.with("] {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            let key = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            found.extend(key.map(str::to_owned));
        }
    }
    found
}

#[test]
fn a_mistake_in_a_query_is_told_in_each_language_with_a_way_out() {
    // what is wrong, and what the remedy must name
    let mistakes = [
        ("gate:", "gate:ta-lung"),
        ("kind:treaty", "agreement"),
        ("side:laos", "vn"),
        ("during:2021/04", "2021"),
        ("after:31/12/2021", "2021-12-31"),
        ("year:MMXX", "year:2023"),
        ("in:106,21", "in:106,21.5,107.5,22.5"),
        ("\"huu nghi", "\""),
    ];
    for (lang, key) in [(Lang::Vi, "cửa-khẩu:"), (Lang::En, "gate:"), (Lang::Zh, "口岸:")] {
        let words = Words::new(lang);
        let unknown = words.query_error(&Query::parse("gaet:ta-lung").unwrap_err());
        assert!(unknown.contains(key), "{lang:?}: {unknown}");
        for (typed, remedy) in mistakes {
            let error = Query::parse(typed).unwrap_err();
            let said = words.query_error(&error);
            assert!(said.contains(remedy) && !said.starts_with("query-error"), "{lang:?} {typed}: {said}");
        }
        let long = Query::parse(&"a ".repeat(QueryError::LONGEST)).unwrap_err();
        assert!(words.query_error(&long).contains("096"), "{lang:?}: {}", words.query_error(&long));
    }
}
