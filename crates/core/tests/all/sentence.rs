//! The filter as a sentence: right in three languages, and every part of it removable.

use std::sync::LazyLock;

use km0_core::model::Lang;
use km0_core::query::Query;
use km0_core::words::Words;
use proptest::prelude::*;

use crate::facets::{BUILTIN, queries};

static WORDS: LazyLock<[Words; 3]> = LazyLock::new(|| Lang::ALL.map(Words::new));

fn say(lang: Lang, query: &str, count: usize) -> String {
    let words = WORDS.iter().find(|words| words.lang() == lang).unwrap();
    words.sentence_text(&Query::parse(query).unwrap(), &BUILTIN.0, count)
}

#[test]
fn a_filter_is_told_in_the_readers_language() {
    let cases = [
        ("", 552),
        ("kind:gate", 1),
        ("huu nghi", 40),
        ("kind:agreement kind:meeting gate:ta-lung during:2021/2023-06 -kind:figure", 31),
        ("kind:commitment topic:trade topic:transport place:lang-son side:cn layer:press after:2022", 1),
        ("during:2023-06 precision:day confidence:low", 0),
        ("year:2023 year:2024 surely:2023-06 in:106,21.5,107.5,22.5 -covid -topic:tourism", 12),
    ];
    let lines = cases.iter().flat_map(|(query, count)| Lang::ALL.map(|lang| say(lang, query, *count)));
    let all: String = lines.map(|line| line + "\n").collect();
    insta::assert_snapshot!("sentences", all);
}

proptest! {
    #[test]
    fn each_term_stands_in_exactly_one_part(query in queries()) {
        let dataset = &BUILTIN.0;
        for words in WORDS.iter() {
            let lang = words.lang();
            let parts = words.sentence(&query, dataset, 3);
            for term in &query.terms {
                let saying = parts.iter().filter(|part| part.term.as_ref() == Some(term)).collect::<Vec<_>>();
                prop_assert_eq!(saying.len(), 1, "{} in {:?}", term, lang);
                prop_assert!(!saying[0].text.trim().is_empty());
            }
            prop_assert_eq!(parts.iter().filter(|part| part.term.is_some()).count(), query.terms.len());
            let text: String = parts.into_iter().map(|part| part.text).collect();
            prop_assert!(!text.contains("sentence-") && !text.contains('\u{1}') && !text.contains("  "), "{}", text);
        }
    }
}
