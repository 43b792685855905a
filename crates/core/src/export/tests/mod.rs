mod docx;
mod people;
mod readers;
mod stream;
mod whole;

use proptest::prelude::*;

use super::*;
use crate::dataset::open::{Loaded, SourceFile, load};
use crate::dataset::{Severity, builtin};
use crate::model::node::{Node, SourcePos, Tree};
use crate::model::{Field, Origin, Record};

fn loaded(text: &str) -> Loaded {
    let file = SourceFile { name: "test.ron".into(), text: text.to_owned() };
    load(&[file], Vec::new())
}

fn rows(dataset: &Dataset) -> Vec<Ix> {
    dataset.rows().collect()
}

fn all(dataset: &Dataset, format: Format) -> Export {
    export(dataset, &rows(dataset), format, &ExportNote::default())
}

fn text(export: &Export) -> &str {
    std::str::from_utf8(&export.bytes).unwrap()
}

#[test]
fn a_file_tells_its_events_apart_from_what_else_it_holds() {
    let (dataset, words) = (builtin().dataset, Words::new(Lang::En));
    let gate = dataset.ix("ta-lung").unwrap();
    for (scope, related) in [(Scope::All, false), (Scope::Selection, true)] {
        let choice = ExportChoice { scope, related, format: Format::Xlsx, ..ExportChoice::default() };
        let job = choice.job(&dataset, &words, &crate::query::Query::default(), &rows(&dataset), &[gate]);
        let events = job.records().filter(|(_, record)| record.kind.happens()).count();
        let others = words.number((job.rows.len() - events) as f64);
        let said = format!(": {events} events and {others} other records (gates, people, sources …)");
        assert!(job.note.sentence.ends_with(&said), "{}", job.note.sentence);
        let all = words.number(job.rows.len() as f64);
        assert_eq!(Survey::count_losses(&job, Format::Xlsx).in_words(&words), format!("{all} records{said}"));
    }
    let job = Job::new(&dataset, &words, &[gate], ExportNote::default());
    assert_eq!(Survey::count_losses(&job, Format::Xlsx).in_words(&words), "1 record");
}

/// The record without where it stood in a file.
fn anywhere(record: &Record) -> Record {
    let mut record = record.clone();
    record.origin = Origin::default();
    for (_, node) in &mut record.extra {
        forget_places(node);
    }
    record
}

fn forget_places(node: &mut Node) {
    node.place = SourcePos::default();
    match &mut node.tree {
        Tree::List(entries) => entries.iter_mut().for_each(forget_places),
        Tree::Struct(_, members) => {
            for member in members {
                member.place = SourcePos::default();
                forget_places(&mut member.value);
            }
        }
        _ => {}
    }
}

fn assert_same_records(before: &Dataset, after: &Dataset) {
    assert_eq!(before.len(), after.len());
    for (one, other) in before.records().iter().zip(after.records()) {
        assert_eq!(anywhere(one), anywhere(other));
    }
}

#[test]
fn the_builtin_set_comes_back_the_same_from_ron() {
    let before = builtin().dataset;
    let again = loaded(text(&all(&before, Format::Ron)));
    let errors: Vec<_> = again.problems.iter().filter(|p| p.severity() == Severity::Error).collect();
    assert_eq!(errors, Vec::<&crate::dataset::Problem>::new());
    assert_same_records(&before, &again.dataset);
    assert_eq!(before.about, again.dataset.about);
}

#[test]
fn every_shape_of_value_comes_back_the_same_from_ron() {
    let before = loaded(
        r#"[
        Source(id: "s", name: (vi: "a", en: "b"), paragraphs: 9, address: "https://example.org/?a=\"b\""),
        Place(
            id: "p", name: (vi: "a", en: "b", zh: "友谊", pinyin: "Yǒuyì", zh_cite: ["s#1"]), side: Vn,
            at: (lat: -1.5, lon: 100.000001, error_m: 0.5, point: "x", confidence: Low, cite: ["s#1"]),
            former: [(text: (vi: "a\tb", en: "\u{1}"), date: "1990/..", cite: ["s#2"])],
            merged_into: (place: "q", date: "2025-07-01", cite: ["s#3"]), cite: ["s#1"],
        ),
        Place(id: "q", name: (vi: "a", en: "b"), cite: ["s#1"], aliases: [(vi: "c", en: "d")]),
        Figure(
            id: "f", name: (vi: "a", en: "b"), value: 0.1, value_to: 1e21, bound: About, cite: ["s#1"],
            changes: [(percent: -42.5, text: (vi: "a", en: "b"))],
        ),
        Agreement(
            id: "g", name: (vi: "a", en: "b"), known_by: "2021?", parties: [], cite: ["s#1"],
            counts: [(number: 12, text: (vi: "a", en: "b"), cite: ["s#1"])],
            seats: [(who: "p", role: Sign, side: Cn, at: "q", cite: ["s#1"]), (who: "q", role: Lead, cite: ["s#1"])],
            terms: [(kind: Term, by: ["p"], text: (vi: "a", en: "b"), about: ["q"], topics: ["t"], cite: ["s#1"])],
        ),
        Topic(id: "t", name: (vi: "a", en: "b"), cite: ["s#1"]),
        Person(id: "n", name: (vi: "a", en: "b"), cite: ["s#1"], posts: [(post: (vi: "a", en: "b"), org: "p",
            seen: "2021", cite: ["s#1"])]),
        Project(id: "j", name: (vi: "a", en: "b"), cite: ["s#1"], history: [(value: Done, cite: ["s#1"])]),
        Discrepancy(id: "d", name: (vi: "a", en: "b"), finding: (vi: "a", en: "b"), cite: ["s#1"],
            claims: [(text: (vi: "a", en: "b"), cite: ["s#1"])]),
    ]"#,
    );
    assert_eq!(before.problems, []);
    assert_same_records(&before.dataset, &loaded(text(&all(&before.dataset, Format::Ron))).dataset);
}

#[test]
fn ron_of_ron_is_the_same_text() {
    let first = all(&builtin().dataset, Format::Ron);
    let second = all(&loaded(text(&first)).dataset, Format::Ron);
    assert_eq!(text(&first), text(&second));
}

#[test]
fn every_line_of_ron_keeps_to_the_width_where_it_can() {
    let export = all(&builtin().dataset, Format::Ron);
    let breakable = |line: &&str| line.chars().count() > 120 && line.contains("\", \"");
    assert_eq!(text(&export).lines().filter(breakable).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn unknown_fields_survive_ron_whatever_they_hold() {
    let source = r#"[
        Topic(
            id: "t", name: (vi: "a", en: "b"), cite: ["s"],
            odd: Pair(1.5, None),
            deep: (list: [1, -2.25, Some("x"), true, Word, [], ()], map: {"two words": "\u{7}\n\"", "é": [()]}),
        ),
    ]"#;
    // a tuple is no group of fields, so the first unknown field is a syntax error
    assert!(loaded(source).dataset.is_empty());
    let before = loaded(&source.replace("odd: Pair(1.5, None),", "odd: Pair(a: 1.5, b: None),"));
    let record = before.dataset.by_id("t").unwrap();
    assert_eq!(record.extra.len(), 2);
    assert_same_records(&before.dataset, &loaded(text(&all(&before.dataset, Format::Ron))).dataset);
}

#[test]
fn every_format_writes_as_many_records_as_it_is_given_once_each() {
    let dataset = builtin().dataset;
    let mut twice = rows(&dataset);
    twice.extend(rows(&dataset));
    for format in Format::ALL {
        assert_eq!(export(&dataset, &twice, format, &ExportNote::default()).records, dataset.len());
    }
}

#[test]
fn nothing_but_the_records_and_the_note_decides_the_bytes() {
    let dataset = builtin().dataset;
    for format in Format::ALL {
        assert_eq!(all(&dataset, format), all(&dataset, format));
    }
}

#[test]
fn csv_has_the_columns_it_says_and_numbers_stay_numbers() {
    let dataset = loaded(HOSTILE).dataset;
    let export = all(&dataset, Format::Csv);
    assert!(export.bytes.starts_with("\u{feff}id,kind,".as_bytes()), "spreadsheets need the mark to read UTF-8");
    let mut reader = ::csv::Reader::from_reader(export.bytes.as_slice());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[names.iter().position(|column| *column == name).unwrap()];
    assert_eq!(cell("name_vi"), "'=HYPERLINK(\"http://x\")");
    assert_eq!(cell("name_en"), "'+1+cmd|' /C calc'!A0");
    assert_eq!(cell("summary_vi"), "'\t=1");
    assert_eq!(cell("summary_en"), "'@SUM(A1)");
    assert_eq!(cell("value"), "-3.5");
    assert_eq!(cell("printed"), "'-3,5 %");
    assert_eq!(cell("unit"), "%");
    assert_eq!(cell("note_vi"), "một,\nhai \"ba\"");
}

const HOSTILE: &str = r#"[
    Figure(
        id: "f", name: (vi: "=HYPERLINK(\"http://x\")", en: "+1+cmd|' /C calc'!A0"),
        summary: (vi: "\t=1", en: "@SUM(A1)"), value: -3.5, printed: "-3,5 %", unit: "%",
        note: (vi: "một,\nhai \"ba\"", en: "a;b"), cite: ["s"],
    ),
]"#;

#[test]
fn geojson_places_a_record_only_where_it_is_stated_to_be() {
    let dataset = loaded(
        r#"[
        Gate(id: "g", name: (vi: "a", en: "a"), cite: ["s"], at: (lat: 22.5, lon: 106.5, cite: ["s"])),
        Gate(id: "h", name: (vi: "a", en: "a"), cite: ["s"], at: (lat: 23.5, lon: 104.5, cite: ["s"])),
        Place(id: "p", name: (vi: "a", en: "a"), cite: ["s"]),
        Meeting(id: "one", name: (vi: "a", en: "a"), cite: ["s"], venues: ["h"], about: ["g"]),
        Meeting(id: "two", name: (vi: "a", en: "a"), cite: ["s"], venues: ["p", "h"], about: ["h", "g", "h"]),
        Meeting(id: "none", name: (vi: "a", en: "a"), cite: ["s"], about: ["p"]),
    ]"#,
    )
    .dataset;
    let export = all(&dataset, Format::GeoJson);
    let parsed: ::geojson::FeatureCollection = text(&export).parse().unwrap();
    let geometry = |i: usize| parsed.features[i].geometry.as_ref().map(|g| serde_json::to_value(g).unwrap());
    let point = |lon: f64, lat: f64| serde_json::json!({ "type": "Point", "coordinates": [lon, lat] });
    assert_eq!(geometry(0), Some(point(106.5, 22.5)));
    assert_eq!(geometry(2), None);
    assert_eq!(geometry(3), Some(point(104.5, 23.5)));
    assert_eq!(geometry(4), None, "one of its two venues has no position, and what it is about is no place of it");
    assert_eq!(parsed.features[4].property("about_wkt").unwrap(), "MULTIPOINT (104.5 23.5, 106.5 22.5)");
    assert_eq!(parsed.features[3].property("about_wkt").unwrap(), "POINT (106.5 22.5)");
    assert_eq!(parsed.features[3].property("placed_by").unwrap(), "venues");
    assert_eq!(geometry(5), None);
    assert!(text(&export).contains("\"geometry\":null"));
    assert_eq!(parsed.foreign_members.unwrap()["count"], 6);
    let unplaced = export.losses.iter().find(|loss| loss.what == LostPart::Unplaced).unwrap();
    assert_eq!(unplaced.records, 3);
}

#[test]
fn json_says_everything_under_the_names_of_the_files() {
    let dataset = builtin().dataset;
    let note = ExportNote {
        filter: "gate:ta-lung".into(),
        sentence: "about Tà Lùng".into(),
        generated: Some("2025-06-01T08:00:00".into()),
    };
    let export = export(&dataset, &rows(&dataset), Format::Json, &note);
    let top: serde_json::Value = serde_json::from_slice(&export.bytes).unwrap();
    assert_eq!(top["filter"], "gate:ta-lung");
    assert_eq!(top["shown"], "about Tà Lùng");
    assert_eq!(top["generated"], "2025-06-01T08:00:00");
    assert_eq!(top["count"], dataset.len());
    let records = top["records"].as_array().unwrap();
    for (json, record) in records.iter().zip(dataset.records()) {
        assert_eq!(json["id"], *record.id);
        assert_eq!(json["kind"], record.kind.slug());
        for (field, _) in &record.fields {
            assert!(json.get(field.name()).is_some(), "{}: {}", record.id, field.name());
        }
    }
}

#[test]
fn losses_are_named_and_counted() {
    let dataset = builtin().dataset;
    assert_eq!(all(&dataset, Format::Json).losses, []);
    assert_eq!(all(&dataset, Format::Ron).losses, []);
    let losses = all(&dataset, Format::Kml).losses;
    let with_seats = dataset.records().iter().filter(|record| record.get(Field::Seats).is_some()).count();
    assert!(losses.contains(&Loss { what: LostPart::Field(Field::Seats), records: with_seats }));
    let nowhere =
        |ix: Ix| matches!(placed(&dataset, ix), RecordPositions::Nowhere | RecordPositions::At(Field::About, _));
    let left = dataset.rows().filter(|ix| !dataset.kind(*ix).unwrap().is_event() && nowhere(*ix));
    assert!(losses.contains(&Loss { what: LostPart::LeftUnplaced, records: left.count() }));
    for table in [Format::Csv, Format::Xlsx] {
        assert_eq!(all(&dataset, table).losses, [], "what has no date is in the table all the same");
    }
    let loss = Loss { what: LostPart::Undated, records: 1 };
    assert_eq!(loss.to_string(), "1 record has no date");
}

#[test]
fn a_part_of_the_set_says_that_its_references_lead_out() {
    let dataset = builtin().dataset;
    let one = dataset.ix("huu-nghi").unwrap();
    let losses = export(&dataset, &[one], Format::Ron, &ExportNote::default()).losses;
    assert_eq!(losses, [Loss { what: LostPart::Outside, records: 1 }]);
}

#[test]
fn a_filter_can_not_break_out_of_its_comment() {
    let dataset = builtin().dataset;
    let note = ExportNote { filter: "\"a\nb\"".into(), sentence: "a\nb".into(), generated: None };
    let export = export(&dataset, &[], Format::Ron, &note);
    assert!(loaded(text(&export)).problems.is_empty());
}

fn any_tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        (-1e12_f64..1e12).prop_map(Tree::Number),
        any::<f64>().prop_filter("files hold finite numbers", |n| n.is_finite()).prop_map(Tree::Number),
        any::<String>().prop_map(|text| Tree::Text(text.into())),
        "[A-Z][a-z]{1,8}".prop_map(|word| Tree::Word(word.into())),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let node = inner.prop_map(|tree| Node { tree, place: SourcePos::default() });
        prop_oneof![
            proptest::collection::vec(node.clone(), 0..6).prop_map(Tree::List),
            (r"[A-Z][a-z]{2,5}|", proptest::collection::vec(("[a-z_]{1,6}", node.clone()), 0..5))
                .prop_map(|(name, members)| group(&name, members)),
            proptest::collection::vec((".{1,6}", node), 0..5).prop_map(|members| group("", members)),
        ]
    })
    .prop_filter("a word alone that the grammar gives a meaning", |tree| *tree != Tree::Word("Some".into()))
}

fn group(name: &str, members: Vec<(String, Node)>) -> Tree {
    let member = |(name, value): (String, Node)| crate::model::node::Member {
        name: name.into(),
        place: SourcePos::default(),
        value,
    };
    Tree::Struct(name.into(), members.into_iter().map(member).collect())
}

proptest! {
    #[test]
    fn any_unknown_field_is_read_back_as_it_was(tree in any_tree()) {
        let dataset = loaded("[Topic(id: \"t\", name: (vi: \"a\", en: \"b\"), cite: [\"s\"])]").dataset;
        let mut record = dataset.records()[0].clone();
        record.extra.push(("odd".into(), Node { tree, place: SourcePos::default() }));
        let printed = format!("[\n{}]\n", record_ron(&record));
        let again = loaded(&printed).dataset;
        prop_assert_eq!(anywhere(&record), anywhere(again.by_id("t").unwrap()), "{}", printed);
    }

    #[test]
    fn no_cell_begins_a_formula_and_every_cell_is_got_back(cell in "[=+@'\t\r\n＝-]?[=+@'-]?.{0,12}") {
        let safe = csv::defused(cell.clone());
        let harmless =
            safe.parse::<f64>().is_ok() || !safe.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']);
        prop_assert!(harmless, "{safe:?}");
        prop_assert_eq!(undefused(&safe), cell);
    }
}

/// What a reader does with a cell of ours.
fn undefused(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if csv::defused(rest.to_owned()) != rest => rest.to_owned(),
        _ => cell.to_owned(),
    }
}
