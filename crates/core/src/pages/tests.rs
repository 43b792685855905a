use super::*;
use crate::dataset::builtin;
use crate::model::{Field, Item, Kind, Lang};
use crate::promises::{PromiseStatus, state};

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
                ["tally-", "step-", "gap-", "series-", "promise", "posts-", "age-", "details-", "entry-", "pill-"]
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
        let record = dataset.by_id(page.item.record()).unwrap();
        let is =
            |block: &PageBlock, caveat: &str| matches!(block, PageBlock::Caution { text } if text.contains(caveat));
        if let Some(caveat) = caveat(&record.id) {
            let at = page.blocks.iter().position(|block| is(block, caveat)).unwrap();
            // what can hardly be relied on says so before anything else
            assert_eq!(at == 0, record.choice(Field::Confidence) == Some("Low"), "{}", record.id);
            told += 1;
        }
        for block in &page.blocks {
            if let PageBlock::Entry(entry) = block {
                assert_eq!(caveat(&entry.id).is_some(), !entry.caution.is_empty(), "{}", entry.id);
            }
        }
    });
    assert!(told > 10);
}

#[test]
fn each_promise_about_a_gate_stands_on_its_page_with_how_it_stands() {
    all(Lang::En, |dataset, page| {
        if page.kind != Kind::Gate {
            return;
        }
        let gate = dataset.ix(page.item.record()).unwrap();
        let promises = dataset.back_links(gate).iter().filter(|link| link.field == Field::About);
        for promise in promises.map(|link| link.to).filter(|ix| dataset.record(*ix).unwrap().kind == Kind::Commitment) {
            let entry = entries(&page.blocks).find(|entry| entry.ix == promise).unwrap();
            let silent = state(dataset, promise) == Some(PromiseStatus::NoLaterWord);
            let pill = entry.pill.as_ref().unwrap();
            assert_eq!(
                (pill.text == "No later word", pill.tone == StateTone::Waiting),
                (silent, silent),
                "{}",
                entry.id
            );
        }
    });
}

fn entries(blocks: &[PageBlock]) -> impl Iterator<Item = &ListEntry> {
    blocks.iter().filter_map(|block| if let PageBlock::Entry(entry) = block { Some(entry) } else { None })
}

/// The sections of a page in order, each with whether it is folded and how many records it lists.
fn sections(page: &Page) -> Vec<(PageSection, bool, usize)> {
    let mut all: Vec<(PageSection, bool, usize)> = Vec::new();
    for block in &page.blocks {
        match block {
            PageBlock::Heading { section, folded, .. } => all.push((*section, *folded, 0)),
            PageBlock::Entry(_) => all.last_mut().unwrap().2 += 1,
            _ => {}
        }
    }
    all
}

fn links_to(dataset: &Dataset, row: Ix, part: Ix) -> bool {
    dataset.back_links(part).iter().any(|link| link.to == row && link.field != Field::See)
}

#[test]
fn a_gate_tells_what_was_agreed_and_promised_before_anything_folded() {
    let mut gates = 0;
    all(Lang::Vi, |dataset, page| {
        if page.kind != Kind::Gate {
            return;
        }
        gates += 1;
        let sections = sections(page);
        let open = [Kind::Agreement, Kind::Commitment, Kind::Meeting, Kind::Project].map(PageSection::Records);
        let firsts: Vec<PageSection> = sections.iter().filter(|(_, folded, _)| !folded).map(|(of, ..)| *of).collect();
        let expected: Vec<PageSection> = open.into_iter().filter(|of| firsts.contains(of)).collect();
        assert_eq!(firsts, expected, "{:?}", page.item);
        let fold = sections.iter().position(|(_, folded, _)| *folded).unwrap();
        assert!(sections.iter().skip(fold).all(|(_, folded, _)| *folded), "{:?}: {sections:?}", page.item);
        let gate = dataset.ix(page.item.record()).unwrap();
        for kind in [Kind::Agreement, Kind::Commitment] {
            let heart = dataset.within(gate);
            let mut rows: Vec<Ix> = heart
                .iter()
                .flat_map(|at| dataset.back_links(*at))
                .filter(|link| link.field != Field::See && dataset.kind(link.to) == Some(kind))
                .map(|link| link.to)
                .filter(|row| {
                    heart.iter().any(|part| links_to(dataset, *row, *part) && dataset.is_of(*row, *part, gate))
                })
                .collect();
            rows.sort_unstable();
            rows.dedup();
            let told = sections.iter().find(|(of, ..)| *of == PageSection::Records(kind)).map_or(0, |(.., n)| *n);
            assert_eq!(told, rows.len(), "{:?} {kind:?}", page.item);
        }
    });
    assert!(gates > 20);
}

#[test]
fn an_agreement_at_a_gate_says_what_it_says_about_that_gate_with_its_source() {
    let dataset = crate::dataset::open::load(
        &[crate::dataset::open::SourceFile {
            name: "t.ron".into(),
            text: r#"[
                Gate(id: "g", name: (vi: "G", en: "G"), cite: ["s"]),
                Gate(id: "route", name: (vi: "R", en: "R"), part_of: "g", cite: ["s"]),
                Gate(id: "h", name: (vi: "H", en: "H"), cite: ["s"]),
                Person(id: "an", name: (vi: "An", en: "An"), cite: ["s"]),
                Agreement(id: "paper", name: (vi: "P", en: "P"), summary: (vi: "Chung", en: "In general"),
                    date: "2025-06-05", about: ["g", "h"], cite: ["s#1"],
                    seats: [(who: "an", role: Sign, cite: ["s#2"])],
                    terms: [
                        (kind: Term, text: (vi: "Mở", en: "Open the route."), about: ["route"], cite: ["s#3"]),
                        (kind: Term, text: (vi: "Khác", en: "Something else."), cite: ["s#4"]),
                    ]),
                Source(id: "s", name: (vi: "Báo", en: "Paper"), paragraphs: 9),
            ]"#
            .to_owned(),
        }],
        Vec::new(),
    )
    .dataset;
    let words = Words::new(Lang::En);
    let reader = Reader { dataset: &dataset, words: &words };
    let told = |id: &str| {
        let page = page(&reader, &Item::Record(id.into())).unwrap();
        let entry = entries(&page.blocks).find(|entry| &*entry.id == "paper").unwrap().clone();
        let said: Vec<String> = entry.said.iter().map(|said| format!("{} {}", said.text, said.cites[0])).collect();
        (entry.note, entry.cites[0].to_string(), said)
    };
    let signed = || ("signed by An".to_owned(), "s#2".to_owned());
    assert_eq!(told("g"), (signed().0, signed().1, vec!["Open the route. s#3".to_owned()]));
    assert_eq!(told("h"), (signed().0, signed().1, vec!["In general s#1".to_owned()]));
}

#[test]
fn a_derived_date_says_whose_it_is() {
    let dataset = crate::dataset::open::load(
        &[crate::dataset::open::SourceFile {
            name: "t.ron".into(),
            text: r#"[
                Meeting(id: "m", name: (vi: "Hội đàm", en: "Talks"), date: "2025-06-05", cite: ["s"]),
                Commitment(id: "c", name: (vi: "C", en: "C"), undertaken_at: "m", cite: ["s"]),
                Source(id: "s", name: (vi: "Báo", en: "Paper")),
            ]"#
            .to_owned(),
        }],
        Vec::new(),
    )
    .dataset;
    let words = Words::new(Lang::Vi);
    let reader = Reader { dataset: &dataset, words: &words };
    let page = page(&reader, &Item::Record("c".into())).unwrap();
    let PageBlock::Line { label, runs, .. } = &page.blocks[0] else { panic!("{:?}", page.blocks) };
    let said: Vec<&str> = runs
        .iter()
        .map(|run| match run {
            PageRun::Text(text) | PageRun::Link(_, text) | PageRun::Url(text) => text.as_str(),
        })
        .collect();
    assert_eq!(
        (label.as_str(), said.join(" ").as_str()),
        ("Thời gian", "ngày 5 tháng 6 năm 2025 theo ngày của Hội đàm")
    );
}

#[test]
fn citations_are_numbered_as_one_reads_and_stand_at_the_end_by_source() {
    all(Lang::En, |dataset, page| {
        let words = Words::new(Lang::En);
        let reader = Reader { dataset, words: &words };
        let mut last = 0;
        for cites in page.blocks.iter().flat_map(report::cites_of) {
            for number in page.notes.numbers(cites) {
                assert!(number <= last + 1, "{:?}: {number} after {last}", page.item);
                last = last.max(number);
            }
        }
        let sources = page.notes.by_source(&reader);
        let mut numbers: Vec<usize> = sources.iter().flat_map(|source| source.notes.iter().map(|(n, _)| *n)).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "{:?}", page.item);
        assert!(sources.iter().all(|source| !source.card.title.is_empty()), "{:?}", page.item);
    });
}

#[test]
fn no_page_shows_an_id_a_file_or_a_code_of_a_date() {
    let code = |text: &str| text.contains("/..") || text.contains(".txt") || text.contains(".ron");
    for lang in Lang::ALL {
        all(lang, |dataset, page| {
            let mut texts: Vec<&str> = vec![&page.eyebrow, &page.title];
            texts.extend(page.pills.iter().map(|pill| pill.text.as_str()));
            for block in &page.blocks {
                match if let PageBlock::OfPromise(_, block) = block { block } else { block } {
                    PageBlock::Line { runs, .. } => texts.extend(runs.iter().map(|run| match run {
                        PageRun::Text(text) | PageRun::Link(_, text) => text.as_str(),
                        PageRun::Url(_) => "",
                    })),
                    PageBlock::Entry(entry) => texts.extend([entry.date.as_str(), &entry.note]),
                    PageBlock::Change { date, .. } => texts.push(date),
                    _ => {}
                }
            }
            for text in texts {
                let shown = dataset.by_id(text).is_some_and(|record| record.name.forms().all(|name| name != text));
                assert!(!code(text) && !shown, "{:?} shows {text:?}", page.item);
            }
        });
    }
}

#[test]
fn the_page_of_a_source_begins_with_where_it_can_be_read() {
    let mut pages = 0;
    all(Lang::Vi, |dataset, page| {
        let source = dataset.by_id(page.item.record()).unwrap();
        if source.kind == Kind::Source && source.word(Field::Address).is_some_and(|address| address.starts_with("http"))
        {
            let Some(PageBlock::Line { runs, .. }) = page.blocks.first() else { panic!("{:?}", page.item) };
            assert!(matches!(runs.first(), Some(PageRun::Url(_))), "{:?}", page.item);
            pages += 1;
        }
    });
    assert!(pages > 20);
}

#[test]
fn no_record_is_told_of_twice_in_a_list_of_one_page() {
    all(Lang::En, |_, page| {
        let mut rows: Vec<Ix> = entries(&page.blocks).map(|entry| entry.ix).collect();
        let count = rows.len();
        rows.sort_unstable();
        rows.dedup();
        // a paragraph's page lists what cites it and then what concerns its source; a record's does not
        assert_eq!(rows.len(), count, "{:?}", page.item);
    });
}
