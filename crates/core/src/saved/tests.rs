use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::dataset::builtin;
use crate::export::{ExportChoice, Format};
use crate::model::{Moment, Text};
use crate::query::{Clause, Corpus, Term};

const SMALL: &str = r#"
// mine
View(
    version: 1,
    name: "Tà Lùng",
    dataset: (id: "km0", release: "1.0", colour: "blue"),
    query: "kind:agreement gate:ta-lung",
    time: (from: "2021", to: "2023-06"),
    map: (lat: 22.5, lon: 106.25, zoom: 9),
    selection: ["ta-lung", "000#12"],
    lang: vi,
    layers: [(path: "/srv/sổ tay.xlsx"), (name: "Cũ", path: "cu.csv", hidden: true)],
    lanes: [Gate, (depth: 3)],
)
"#;

#[test]
fn a_view_written_by_hand_is_read() {
    let view = read(SMALL).unwrap();
    assert_eq!(view.name, "Tà Lùng");
    assert_eq!(view.query.to_string(), "kind:agreement gate:ta-lung");
    assert_eq!(view.time.from, Some(Moment::year_start(2021)));
    assert_eq!(view.time.to, Some(Moment::month_start(2023, 7)));
    assert_eq!(view.map, Some(MapFrame { lat: 22.5, lon: 106.25, zoom: 9.0 }));
    assert_eq!(view.selection[1].paragraph, Some(12));
    assert_eq!(view.lang, Some(Lang::Vi));
    let layers: Vec<(&str, bool)> = view.layers.iter().map(|layer| (layer.name.as_str(), layer.hidden)).collect();
    assert_eq!(layers, [("sổ tay", false), ("Cũ", true)]);
}

#[test]
fn fields_that_nobody_knows_survive_where_they_stood() {
    let view = read(SMALL).unwrap();
    let text = view.to_text();
    assert!(text.contains("dataset: (id: \"km0\", release: \"1.0\", colour: \"blue\")"), "{text}");
    assert!(text.contains("lanes: [\n        Gate,\n        (depth: 3),\n    ]"), "{text}");
    assert_eq!(read(&text).unwrap(), view);
}

#[test]
fn a_view_with_fields_that_nobody_knows_is_the_same_when_it_is_read_again() {
    for text in [
        "View(version: 1, zone: 7, time: (from: \"2021\", era: 1), dataset: (id: \"a\", b: 2), age: 3)",
        "View(version: 1, zone: 7, time: (era: 1), map: (lat: 1, lon: 2, zoom: 3, tilt: 4))",
        "View(version: 1, story: (zone: 1, title: (fr: \"un\"), by: 2, steps: [(zone: 1, time: (era: 1), caption: (fr: \"a\"), age: 2)]))",
    ] {
        let view = read(text).unwrap();
        let written = view.to_text();
        assert_eq!(read(&written).unwrap(), view, "{written}");
        for kept in
            ["zone", "era", "age", "tilt", "by", "fr"].into_iter().filter(|name| text.contains(&format!("{name}: ")))
        {
            assert!(written.contains(&format!("{kept}: ")), "{kept}: {written}");
        }
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_write() {
    let cases = [
        ("", "1:1: found the end of the file where a value belongs"),
        ("[]", "1:1: found a list where a view belongs; a view file is one View( … )"),
        ("View(\n)", "1:1: the view does not say its version; write version: 1"),
        ("View(\n version: 2)", "2:11: the view is of version 2, and this program reads version 1"),
        ("View(version: 1,\n query: \"kind:agrement\")", "2:9: the query can't be read: \"agrement\" is no kind"),
        ("View(version: 1,\n\n time: (from: \"2021-13\"))", "3:15: "),
        ("View(version: 1, time: (from: \"2023\", to: \"2021\"))", "1:24: the time ends before it begins"),
        ("View(version: 1, map: (lat: 91, lon: 0, zoom: 1))", "1:29: 91 is too large here"),
        ("View(version: 1, map: (lat: 9))", "1:23: the map lacks lat, lon or zoom"),
        ("View(version: 1, selection: \"ta-lung\")", "1:29: found a text in quotes where a list belongs"),
        ("View(version: 1, selection: [\"a b\"])", "1:30: \"a b\" is no citation"),
        ("View(version: 1, lang: fr)", "1:24: fr is no language of the interface; write vi, en or zh"),
        ("View(version: 1, board: maps)", "1:25: maps is no board; write overview, promises"),
        ("View(version: 1, name: 7)", "1:24: found a number where a text in quotes belongs"),
        ("View(version: 1) x", "1:18: found `x` after the end"),
    ];
    for (text, message) in cases {
        let error = read(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{text}: {error}");
    }
}

const STORY: &str = r#"View(
    version: 1,
    dataset: (id: "km0", release: ""),
    story: (
        title: (vi: "Chuyện", en: "Story", fr: "Histoire"),
        by: "me",
        steps: [
            (
                title: "Một",
                caption: (vi: "Ngày 1", zh: "一", fr: "Un"),
                query: "gate:ta-lung",
                time: (from: "2021", to: "2021", zone: 7),
                map: (lat: 22.5, lon: 106.25, zoom: 9),
                board: promises,
                selection: ["ta-lung"],
                cite: ["000#12"],
                dataset: "of its own",
                voice: (file: "a.ogg"),
            ),
            (caption: (en: "Two")),
        ],
    ),
)"#;

#[test]
fn a_field_that_is_said_twice_is_told_with_its_line() {
    for (field, name) in [
        ("query: \"a\",\n    query: \"b\"", "query"),
        ("colour: \"blue\",\n    colour: \"red\"", "colour"),
        ("dataset: (id: \"a\",\n    id: \"b\")", "id"),
        ("story: (steps: [(query: \"a\",\n    query: \"b\")])", "query"),
    ] {
        let error = read(&format!("View(\n    version: 1,\n    {field},\n)")).unwrap_err();
        assert_eq!(error.to_string(), format!("4:5: {name} is given twice; keep one of them"));
    }
}

#[test]
fn a_story_is_read_with_everything_that_its_steps_show() {
    let view = read(STORY).unwrap();
    let story = view.story.as_ref().unwrap();
    assert_eq!((story.title.get(Lang::En), story.steps.len()), ("Story", 2));
    let [one, two] = &story.steps[..] else { panic!("{story:?}") };
    assert_eq!((one.title.only(Lang::Vi), one.caption.only(Lang::Zh)), ("Một", "一"));
    assert_eq!(one.view.query.to_string(), "gate:ta-lung");
    assert_eq!(one.view.time, Span { from: Some(Moment::year_start(2021)), to: Some(Moment::year_start(2022)) });
    assert_eq!((one.view.board, one.view.map.map(|map| map.zoom)), (Board::Promises, Some(9.0)));
    assert_eq!((one.cites[0].paragraph, two.caption.only(Lang::En)), (Some(12), "Two"));
}

#[test]
fn what_nobody_knows_of_a_story_survives_where_it_stood() {
    let view = read(STORY).unwrap();
    let text = view.to_text();
    for kept in
        ["fr: \"Histoire\"", "by: \"me\"", "fr: \"Un\"", "zone: 7", "dataset: \"of its own\"", "file: \"a.ogg\""]
    {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(read(&text).unwrap(), view);
}

#[test]
fn what_is_wrong_with_a_story_is_told_with_its_line() {
    let cases = [
        ("View(version: 1, story: [])", "1:25: found a list where a group of fields belongs"),
        ("View(version: 1, story: (steps: (a: 1)))", "1:33: found a group of fields where a list belongs"),
        ("View(version: 1, story: (steps: [7]))", "1:34: found a number where a step belongs"),
        ("View(version: 1, story: (steps: [\n(caption: 7)]))", "2:11: found a number where a group of fields belongs"),
        ("View(version: 1, story: (steps: [(map: (lat: 99, lon: 0, zoom: 1))]))", "1:46: 99 is too large"),
    ];
    for (text, message) in cases {
        let error = read(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{text}: {error}");
    }
}

#[test]
fn what_the_dataset_lacks_is_named() {
    let dataset = builtin().dataset;
    let mut view = read(SMALL).unwrap();
    view.dataset = Edition { id: dataset.about.id.to_string(), release: "0.0".into(), path: None };
    view.query = Query::parse("gate:no-such-gate").unwrap();
    view.selection = vec![Cite::parse("ta-lung").unwrap(), Cite::parse("gone").unwrap()];
    let doubts = view.query.run(&dataset, &Corpus::new(&dataset)).doubts;
    let found = missing(&view, &dataset, &doubts);
    assert!(
        matches!(&found[..], [Missing::Release { .. }, Missing::Layer(_), Missing::Term(_), Missing::Selected(_)]),
        "{found:?}"
    );
    view.dataset.id = "other".into();
    assert!(matches!(
        missing(&view, &dataset, &[])[..],
        [Missing::Dataset { .. }, Missing::Layer(_), Missing::Selected(_)]
    ));
}

#[test]
fn a_command_is_quoted_for_the_shell() {
    let mut view = SavedView { query: Query::parse("-it's\n gate:ta-lung").unwrap(), ..SavedView::default() };
    assert_eq!(command_line(&view, Recipe::List), r"km0 list -q '-it'\''s gate:ta-lung'");
    view.query = Query::default();
    view.dataset.path = Some(PathBuf::from("-my data"));
    view.time = Span { from: Some(Moment::year_start(-44)), to: Some(Moment::year_start(2022)) };
    let line = command_line(&view, Recipe::Picture { size: [800, 600], theme: "dark" });
    let rest = "--from=-0044-01-01 --to 2021-12-31 --theme dark --size 800x600 -o view.png";
    assert_eq!(line, format!("km0 render '--data=-my data' {rest}"));
    assert!(
        command_line(&view, Recipe::Export(ExportChoice { format: Format::Ron, ..ExportChoice::default() }))
            .ends_with("-f ron -o export.ron")
    );
}

fn queries() -> impl Strategy<Value = Query> {
    proptest::collection::vec((any::<bool>(), ".{1,12}"), 0..4).prop_map(|terms| {
        let term = |(exclude, text): (bool, String)| {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!words.is_empty()).then_some(Term { exclude, clause: Clause::Words(words) })
        };
        Query { terms: terms.into_iter().filter_map(term).collect() }
    })
}

proptest! {
    #[test]
    fn any_view_reads_back_from_its_file(
        name in ".{0,20}", id in ".{0,12}", path in proptest::option::of(".{1,30}"), query in queries(),
        from in proptest::option::of(-300_000_000_000_i64..0), to in proptest::option::of(1..250_000_000_000_i64),
        map in proptest::option::of((-85.0..85.0, -180.0..180.0, 2.0..15.0)),
        lang in proptest::option::of(0..3_usize), board in 0..5_usize,
        layer in proptest::option::of((".{1,9}", any::<bool>())),
        story in proptest::option::of((".{0,9}", proptest::collection::vec((".{0,20}", ".{0,20}", queries()), 0..3))),
    ) {
        let story = story.map(|(title, steps)| Story {
            title: Text::said(Lang::En, title),
            steps: steps.into_iter().map(|(title, caption, query)| StoryStep {
                title: Text::said(Lang::Zh, title),
                caption: Text::new(&caption, "", "x"),
                cites: vec![Cite::parse("000#3").unwrap()],
                view: SavedView { query, board: Board::ALL[board], ..SavedView::default() },
            }).collect(),
            extra: Vec::new(),
        });
        let view = SavedView {
            name, query,
            dataset: Edition { id, release: "1".into(), path: path.map(PathBuf::from) },
            time: Span { from: from.map(Moment), to: to.map(Moment) },
            map: map.map(|(lat, lon, zoom)| MapFrame::new(lat, lon, zoom)),
            selection: vec![Cite::parse("000#3").unwrap()],
            board: Board::ALL[board],
            layers: layer.map(|(name, hidden)| Layer { name, path: "/srv/a b.csv".into(), hidden }).into_iter().collect(),
            lang: lang.map(|at| Lang::ALL[at]),
            story,
            extra: Vec::new(),
        };
        let text = view.to_text();
        prop_assert_eq!(read(&text), Ok(view), "{}", text);
    }
}
