//! That every word of the data has its message in every language.

use std::collections::HashSet;

use super::*;
use crate::model::Field;
use crate::model::parts::{Confidence, GateClass, GateStatus, Role, Side, StatementKind};
use crate::model::schema::{FieldShape, fields_of};

const HEAD: [&str; 11] = ["id", "kind", "name", "summary", "note", "aliases", "date", "about", "topics", "see", "cite"];

/// Every bare word that data can hold.
fn data_words() -> HashSet<&'static str> {
    let own = Kind::ALL.into_iter().flat_map(fields_of).flat_map(|spec| match spec.shape {
        FieldShape::Choice(words) | FieldShape::History(words) => words,
        _ => &[],
    });
    [StatementKind::NAMES, Role::NAMES, Side::NAMES, Confidence::NAMES, GateClass::NAMES, GateStatus::NAMES]
        .into_iter()
        .flatten()
        .chain(own)
        .copied()
        .collect()
}

/// Every key that the model asks for.
fn wanted() -> Vec<String> {
    let kinds =
        Kind::ALL.into_iter().flat_map(|kind| [format!("kind-{}", kind.slug()), format!("kinds-{}", kind.slug())]);
    let fields = HEAD.into_iter().chain(Field::ALL.iter().map(|field| field.name()));
    let words = data_words().into_iter().map(|word| format!("word-{word}"));
    kinds.chain(fields.map(|name| format!("field-{name}"))).chain(words).collect()
}

#[test]
fn the_files_parse_without_errors() {
    for lang in Lang::ALL {
        assert_eq!(load::errors(lang), Vec::<String>::new(), "{lang:?}");
    }
}

#[test]
fn no_key_stands_twice_in_a_language() {
    for lang in Lang::ALL {
        let mut seen = HashSet::new();
        let twice: Vec<String> = keys(lang).into_iter().filter(|key| !seen.insert(key.clone())).collect();
        assert!(twice.is_empty(), "{lang:?}: {twice:?}");
    }
}

#[test]
fn every_language_has_the_same_keys() {
    let english: HashSet<String> = keys(Lang::En).into_iter().collect();
    for lang in [Lang::Vi, Lang::Zh] {
        let other: HashSet<String> = keys(lang).into_iter().collect();
        let differing: Vec<&String> = english.symmetric_difference(&other).collect();
        assert!(differing.is_empty(), "{lang:?}: {differing:?}");
    }
}

#[test]
fn every_kind_word_and_field_of_the_model_has_a_message() {
    for words in all() {
        let missing: Vec<String> = wanted().into_iter().filter(|key| !words.plain.contains_key(key)).collect();
        assert!(missing.is_empty(), "{:?}: {missing:?}", words.lang());
    }
}

#[test]
fn no_word_is_translated_that_the_data_cannot_hold() {
    let mut known = data_words();
    // what is told of a promise of which the data tells nothing
    known.extend(crate::promises::PromiseStatus::ALL.map(crate::promises::PromiseStatus::name));
    for lang in Lang::ALL {
        let keys = keys(lang);
        let stray: Vec<&str> =
            keys.iter().filter_map(|key| key.strip_prefix("word-")).filter(|w| !known.contains(w)).collect();
        assert!(stray.is_empty(), "{lang:?}: {stray:?}");
    }
}

#[test]
fn the_words_of_one_field_are_told_apart() {
    for words in all() {
        for spec in Kind::ALL.into_iter().flat_map(fields_of) {
            let (FieldShape::Choice(choices) | FieldShape::History(choices)) = spec.shape else { continue };
            let said: HashSet<&str> = choices.iter().map(|word| words.word(word)).collect();
            assert_eq!(said.len(), choices.len(), "{:?} {:?}", words.lang(), spec.field);
        }
    }
}
