//! The built-in dataset as a whole.

use std::fs;
use std::path::Path;

use km0_core::dataset::{Dataset, Loaded, Severity, builtin, open};
use km0_core::model::parts::Change;
use km0_core::model::{Field, Kind, Record};

use crate::program::{code, km0, stdout};

fn errors(loaded: &Loaded) -> Vec<String> {
    let errors = loaded.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors.map(ToString::to_string).collect()
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    let (inside, folder) = (builtin(), open(Path::new("seeds")));
    let ids = |loaded: &Loaded| loaded.dataset.records().iter().map(|r| r.id.to_string()).collect::<Vec<_>>();
    let (inside_ids, folder_ids) = (ids(&inside), ids(&folder));
    let differing = inside_ids.iter().zip(&folder_ids).find(|(a, b)| a != b);
    assert_eq!((differing, inside_ids.len()), (None, folder_ids.len()));
    assert_eq!(inside.dataset.records(), folder.dataset.records());
    assert_eq!(inside.dataset.about, folder.dataset.about);
}

#[test]
fn the_built_in_dataset_has_no_errors() {
    assert_eq!(errors(&builtin()), Vec::<String>::new());
}

#[test]
fn checking_the_folder_ends_well_with_a_summary() {
    let output = km0(&["check", "seeds"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let last = stdout(&output).lines().last().unwrap().to_owned();
    assert!(last.contains(" records, 0 errors, "), "{last}");
}

fn layer(source: &Record) -> Option<&'static str> {
    source.choice(Field::Layer)
}

fn by_kind(dataset: &Dataset, kind: Kind) -> impl Iterator<Item = &Record> {
    dataset.records().iter().filter(move |record| record.kind == kind)
}

#[test]
fn every_source_has_a_layer_and_the_documents_are_those_with_paragraphs() {
    let dataset = builtin().dataset;
    for source in by_kind(&dataset, Kind::Source) {
        let has_paragraphs = source.number(Field::Paragraphs).is_some();
        assert!(layer(source).is_some(), "{}", source.id);
        assert_eq!(layer(source) == Some("Document"), has_paragraphs, "{}", source.id);
    }
}

#[test]
fn a_press_page_says_where_it_is_and_a_label_does_not_pass_for_a_headline() {
    let dataset = builtin().dataset;
    let pages = by_kind(&dataset, Kind::Source).filter(|source| source.id.starts_with("press-"));
    let mut labels = 0;
    for page in pages {
        let limits = &page.text(Field::Limits).unwrap().en;
        assert!(page.word(Field::Address).is_some_and(|a| a.starts_with("http")), "{}", page.id);
        assert!(limits.contains("Only the beginning of the page"), "{}", page.id);
        if limits.contains("headline was not seen") {
            labels += 1;
            // of a reposting, what it reposts stands in brackets behind the publisher
            let publisher = &page.text(Field::Publisher).unwrap().en;
            let publisher = publisher.split(" (").next().unwrap();
            assert!(page.name.en.starts_with(publisher), "{}: {}", page.id, page.name.en);
            let tells = page.name.en.ends_with(')') || page.name.en.contains("): ");
            assert!(tells, "what it tells stands in brackets, or after those of a reposting: {}", page.name.en);
        }
        assert!(!page.name.forms().any(|name| name.contains(['[', ']'])), "{}", page.id);
    }
    assert_eq!(labels, 203);
}

#[test]
fn the_series_of_the_mechanisms_have_no_session_twice_and_none_left_out() {
    let dataset = builtin().dataset;
    let series = [
        ("early-spring-meeting", 5..=10),
        ("joint-working-committee", 11..=16),
        ("yunnan-conference", 1..=5),
        ("yunnan-joint-working-group", 9..=11),
        ("border-defence-exchange", 6..=9),
        ("land-border-joint-committee", 10..=12),
    ];
    for (mechanism, expected) in series {
        let of = |record: &&Record| record.link(Field::Mechanism).is_some_and(|id| **id == *mechanism);
        let sessions: Vec<&Record> = by_kind(&dataset, Kind::Meeting).filter(of).collect();
        let mut ordinals: Vec<i64> =
            sessions.iter().filter_map(|session| session.number(Field::Ordinal)).map(|number| number as i64).collect();
        ordinals.sort_unstable();
        assert_eq!(ordinals, expected.collect::<Vec<_>>(), "{mechanism}");
        let told = dataset.by_id(mechanism).unwrap().statements(Field::Statements);
        assert!(told.iter().any(|s| s.kind.name() == "Missing"), "{mechanism} leaves its gaps unsaid");
    }
}

#[test]
fn what_follows_a_promise_does_not_come_before_it() {
    let dataset = builtin().dataset;
    let mut followed = 0;
    for promise in by_kind(&dataset, Kind::Commitment) {
        let Some(date) = &promise.date else { continue };
        for id in promise.ids(Field::FollowedBy) {
            let Some(later) = &dataset.by_id(id).unwrap().date else { continue };
            followed += 1;
            let over = later.bounds().possible().to;
            assert!(over.is_none_or(|end| Some(end) > date.bounds().possible().from), "{} - {id}", promise.id);
        }
    }
    assert!(followed > 30, "{followed}");
}

#[test]
fn an_exact_date_from_the_press_leaves_what_the_text_says_in_sight() {
    let dataset = builtin().dataset;
    let cases = [
        ("early-spring-2020", "2020-01-06/2020-01-07", "001", "“the Liuzhou conference of 2020”"),
        ("early-spring-2022", "2022-02-25", "001", "mentions the meeting only as planned for 2022"),
        ("joint-committee-13", "2022-02-25", "001", "mentions this session only as planned for 2022"),
        ("smart-gate-framework-2023", "2023-06-26", "003", "VNA (17 February 2024) gives June 2023 only"),
        ("talks-cao-bang-guangxi-2025", "2025-06-05", "004", "has no date"),
    ];
    for (id, date, text, said) in cases {
        let record = dataset.by_id(id).unwrap();
        assert_eq!(record.date.as_ref().unwrap().as_str(), date, "{id}");
        assert!(record.cite.iter().any(|cite| *cite.source == *text), "{id}");
        assert!(record.cite.iter().any(|cite| cite.source.starts_with("press-")), "{id}");
        assert!(record.note.en.contains(said), "{id}: {}", record.note.en);
    }
}

#[test]
fn goods_through_the_gates_and_goods_declared_are_measured_apart() {
    let dataset = builtin().dataset;
    let measure = |id: &str| dataset.by_id(id).unwrap().text(Field::Measure).unwrap().en.clone();
    // a page that does not say whether it counts what is declared elsewhere makes a series of its own
    assert_ne!(measure("lang-son-transit-trade-2023"), measure("lang-son-transit-trade-2025-10m"));
    assert_eq!(measure("lang-son-declared-trade-2023"), measure("lang-son-declared-trade-2024-9m"));
    assert_ne!(measure("lang-son-transit-trade-2023"), measure("lang-son-declared-trade-2023"));
}

#[test]
fn an_agreement_has_two_sides_or_is_only_named() {
    let dataset = builtin().dataset;
    for paper in by_kind(&dataset, Kind::Agreement).filter(|paper| paper.choice(Field::Standing) != Some("Named")) {
        let sides: Vec<_> = paper
            .ids(Field::Parties)
            .iter()
            .map(|id| dataset.by_id(id).unwrap().choice(Field::Side).unwrap_or("Unstated"))
            .collect();
        assert!(sides.contains(&"Vn") && sides.contains(&"Cn"), "{}: {sides:?}", paper.id);
    }
}

#[test]
fn a_step_of_a_gate_differs_from_the_one_before_on_its_track() {
    let dataset = builtin().dataset;
    // what Vietnamese decisions call a main gate is the bilateral one: one class by two names
    let value = |value: &'static str| if value == "Main" { "Bilateral" } else { value };
    let mut steps = 0;
    for gate in by_kind(&dataset, Kind::Gate) {
        for track in [Field::Class, Field::ClassCn, Field::Status] {
            let history = gate.history(track);
            steps += history.len();
            assert!(history.iter().all(|step| step.value != "Unstated"), "{} {}", gate.id, track.name());
            // as the check of datasets has it: a stop that is told to have ended is another than the next
            let ended = |step: &Change, next: &Change| {
                let end =
                    step.date.as_ref().filter(|date| date.is_interval()).and_then(|date| date.bounds().latest_end);
                end.zip(next.date.as_ref().and_then(|date| date.bounds().earliest_start)).is_some_and(|(a, b)| a < b)
            };
            let same = history
                .windows(2)
                .find(|pair| value(pair[0].value) == value(pair[1].value) && !ended(&pair[0], &pair[1]));
            assert!(same.is_none(), "{} {}: {same:?}", gate.id, track.name());
        }
    }
    assert!(steps > 80, "{steps}");
}

#[test]
fn what_came_about_at_a_dated_meeting_is_as_exact_as_the_meeting_or_says_why_not() {
    let dataset = builtin().dataset;
    let mut derived = 0;
    for record in dataset.records() {
        let link = [Field::SignedAt, Field::UndertakenAt].into_iter().find_map(|field| record.link(field));
        let Some(occasion) = link.and_then(|id| dataset.by_id(id)).filter(|occasion| occasion.date.is_some()) else {
            continue;
        };
        derived += usize::from(record.dated_from() == Some(&occasion.id));
        let known_by = record.date_in(Field::KnownBy).is_some();
        assert!(record.date.is_some() || known_by, "{} of {}", record.id, occasion.id);
    }
    assert!(derived > 70, "{derived}");
    // through the paper to the talks at which it was signed
    let bridge = dataset.by_id("approve-soc-giang-bridge").unwrap();
    assert_eq!(bridge.date.as_ref().unwrap().as_str(), "2025-06-05");
    let vague = builtin().problems.into_iter().filter(|problem| problem.severity() == Severity::Warning);
    assert_eq!(vague.map(|problem| problem.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
}

/// The ids that a section of the report lists.
fn listed(report: &str, section: &str) -> Vec<String> {
    let from = report.split_once(&format!("\n## {section}\n")).unwrap().1;
    let part = from.split("\n## ").next().unwrap();
    part.lines().filter_map(|line| line.strip_prefix("- `")?.split('`').next()).map(str::to_owned).collect()
}

#[test]
fn the_report_of_what_is_unresolved_is_that_of_the_data() {
    let dataset = builtin().dataset;
    let report = fs::read_to_string("seeds/UNRESOLVED.md").unwrap();
    let ids = |kind: Kind, open: fn(&Record) -> bool| {
        by_kind(&dataset, kind).filter(|record| open(record)).map(|r| r.id.to_string()).collect::<Vec<_>>()
    };
    let nameless = ids(Kind::Person, |r| r.choice(Field::Side) == Some("Cn") && r.name.zh.is_empty());
    let unplaced = ids(Kind::Gate, |record| record.position().is_none());
    let unnamed = ids(Kind::Gate, |r| r.text(Field::Counterpart).is_none_or(|name| name.zh.is_empty()));
    assert_eq!(listed(&report, "People of the Chinese side without characters"), nameless);
    assert_eq!(listed(&report, "Gates without a position"), unplaced);
    assert_eq!(listed(&report, "Gates whose Chinese name was not found"), unnamed);
}

#[test]
fn every_entry_of_the_chronology_leads_to_records_that_are_there() {
    let dataset = builtin().dataset;
    let table = fs::read_to_string("seeds/CHRONOLOGY.md").unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| p")).collect();
    assert_eq!(rows.len(), 198);
    for row in rows {
        let ids: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        assert!(!ids.is_empty(), "{row}");
        for id in ids {
            assert!(dataset.by_id(id).is_some(), "{row}");
        }
    }
}
