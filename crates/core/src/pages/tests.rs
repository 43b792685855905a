use super::*;
use crate::dataset::builtin;
use crate::model::{Field, Item, Kind, Lang};
use crate::promises::{State, state};

fn all(lang: Lang, mut look: impl FnMut(&Dataset, &Page)) {
    let dataset = builtin().dataset;
    let words = Words::new(lang);
    let reader = Reader { dataset: &dataset, words: &words };
    for record in dataset.records() {
        look(&dataset, &page(&reader, &Item::Record(record.id.clone())).unwrap());
    }
}

#[test]
fn every_page_finds_its_words_in_every_language() {
    let keys = crate::words::keys(Lang::En);
    for lang in Lang::ALL {
        all(lang, |_, page| {
            let told = format!("{:?}", page.blocks);
            let own = keys.iter().filter(|key| {
                ["tally-", "step-", "gap-", "series-", "promise", "posts-", "age-"]
                    .iter()
                    .any(|head| key.starts_with(head))
            });
            for key in own {
                assert!(!told.contains(&format!("\"{key}\"")), "{:?} shows the key {key}", page.item);
            }
        });
    }
}

#[test]
fn a_caveat_is_told_on_the_page_and_in_every_list() {
    let mut told = 0;
    all(Lang::En, |dataset, page| {
        let caveat = |id: &str| dataset.by_id(id).and_then(|record| record.text(Field::Caveat)).map(|text| &*text.en);
        if let Some(caveat) = caveat(page.item.record()) {
            assert!(page.blocks.iter().any(|block| matches!(block, Block::Caution { text } if text.contains(caveat))));
            told += 1;
        }
        for block in &page.blocks {
            if let Block::Entry(entry) = block {
                assert_eq!(caveat(&entry.id).is_some(), !entry.caution.is_empty(), "{}", entry.id);
            }
        }
    });
    assert!(told > 10);
}

#[test]
fn each_promise_about_a_gate_stands_in_its_dossier_with_how_it_stands() {
    all(Lang::En, |dataset, page| {
        if page.kind != Kind::Gate {
            return;
        }
        let gate = dataset.ix(page.item.record()).unwrap();
        let promises = dataset.back_links(gate).iter().filter(|link| link.field == Field::About);
        for promise in promises.map(|link| link.to).filter(|ix| dataset.record(*ix).unwrap().kind == Kind::Commitment) {
            let entry = page.blocks.iter().find_map(|block| match block {
                Block::Entry(entry) if entry.ix == promise => Some(entry),
                _ => None,
            });
            let silent = state(dataset, promise) == Some(State::NoLaterWord);
            assert_eq!(entry.unwrap().note.contains("no later word"), silent, "{}", entry.unwrap().id);
        }
    });
}

#[test]
fn no_record_is_told_of_twice_in_a_list_of_one_page() {
    all(Lang::En, |_, page| {
        let mut rows: Vec<Ix> = page
            .blocks
            .iter()
            .filter_map(|block| if let Block::Entry(entry) = block { Some(entry.ix) } else { None })
            .collect();
        let count = rows.len();
        rows.sort_unstable();
        rows.dedup();
        // a paragraph's page lists what cites it and then what concerns its source; a record's does not
        assert_eq!(rows.len(), count, "{:?}", page.item);
    });
}
