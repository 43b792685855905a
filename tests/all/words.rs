//! The messages of the interface.

use std::collections::BTreeSet;

use km0::model::Lang;
use km0::words::keys;

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
fn every_message_that_the_source_names_exists() {
    let known = of(Lang::En);
    let mut missing = Vec::new();
    // the unit tests of the words themselves ask for one that is not there
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.ends_with("words/tests.rs")) {
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
