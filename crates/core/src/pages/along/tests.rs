use super::*;
use crate::dataset::builtin;
use crate::dataset::open::{SourceFile, load};
use crate::model::Lang;
use crate::query::{Corpus, Query};
use crate::words::Words;

fn asked(dataset: &Dataset, query: &str, order: GateOrder) -> Along {
    let words = Words::new(Lang::Vi);
    let answer = Query::parse(query).unwrap().run(dataset, &Corpus::new(dataset));
    along(&Reader { dataset, words: &words }, &|ix| answer.has(ix), order)
}

fn ids<'a>(dataset: &'a Dataset, along: &Along) -> Vec<&'a str> {
    along.rows.iter().map(|row| &*dataset.record(row.ix).unwrap().id).collect()
}

fn of(text: &str) -> Dataset {
    load(&[SourceFile { name: "test.ron".into(), text: text.to_owned() }], Vec::new()).dataset
}

fn day(year: i64, month: u8, day: u8) -> f64 {
    Moment::from_ymd(year, month, day).unwrap().0 as f64
}

/// To the second, which whole numbers can be held against.
fn seconds<const N: usize>(times: [f64; N]) -> [i64; N] {
    times.map(|time| time as i64)
}

/// The board as text, a row a line.
fn told(along: &Along) -> String {
    let date = |time: f64| {
        if !time.is_finite() {
            return "..".to_owned();
        }
        let (year, month, day) = Moment(time as i64).ymd();
        format!("{year}-{month:02}-{day:02}")
    };
    let track = |stages: &[HeldStage]| {
        let told = stages.iter().map(|stage| format!("{} {}/{}", stage.value, date(stage.from), date(stage.to)));
        told.collect::<Vec<_>>().join(", ")
    };
    let mut out = String::new();
    for (at, row) in along.rows.iter().enumerate() {
        if let Some(group) = along.groups.iter().find(|group| group.rows.start == at) {
            out.push_str(&format!("[{}] {}\n", group.title, group.note));
        }
        let spot = if row.spot == OrderBasis::Own { String::new() } else { format!(" ({:?})", row.spot) };
        let counts = row.counts.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        out.push_str(&format!("{}{spot} | {counts}, {} open, {} marks\n", row.name, row.open, row.marks.len()));
        for (name, stages) in [("class", &row.class), ("class_cn", &row.class_cn), ("status", &row.status)] {
            if !stages.is_empty() {
                out.push_str(&format!("    {name}: {}\n", track(stages)));
            }
        }
    }
    out
}

#[test]
fn the_board_of_all_gates() {
    insta::assert_snapshot!(told(&asked(&builtin().dataset, "", GateOrder::Place)));
}

#[test]
fn gates_stand_from_the_corner_of_three_countries_to_the_sea() {
    let dataset = builtin().dataset;
    let along = asked(&dataset, "", GateOrder::Place);
    let ids = ids(&dataset, &along);
    assert_eq!(ids.len(), dataset.of_kind(Kind::Gate).count());
    assert_eq!((ids[0], ids[ids.len() - 1]), ("a-pa-chai", "mong-cai-2"));
    let known = [
        "a-pa-chai",
        "ma-lu-thang",
        "lao-cai-road",
        "thanh-thuy",
        "soc-giang",
        "tra-linh",
        "po-peo",
        "dinh-phong",
        "ban-gioc-834-1",
        "ly-van",
        "ta-lung",
        "na-nua",
        "binh-nghi",
        "na-hinh",
        "tan-thanh",
        "coc-nam",
        "huu-nghi",
        "chi-ma",
        "hoanh-mo",
        "mong-cai",
        "mong-cai-2",
    ];
    let places: Vec<usize> = known.iter().map(|id| ids.iter().position(|other| other == id).unwrap()).collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
    // those with a position of their own stand in the order of the line within each province
    for group in &along.groups {
        let own = along.rows[group.rows.clone()].iter().filter(|row| row.spot == OrderBasis::Own);
        let at = own.map(|row| dataset.record(row.ix).unwrap().position().unwrap());
        let along: Vec<f64> = at.map(|at| border().beside(at.lat, at.lon).unwrap().along).collect();
        assert!(along.windows(2).all(|pair| pair[0] <= pair[1]), "{}: {along:?}", group.title);
    }
}

#[test]
fn every_province_has_one_group_and_every_row_is_in_one() {
    let along = asked(&builtin().dataset, "", GateOrder::Place);
    let mut titles: Vec<&str> = along.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Điện Biên", "Lai Châu", "Lào Cai", "Hà Giang", "Cao Bằng", "Lạng Sơn", "Quảng Ninh"]);
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), along.groups.len());
    let rows: Vec<usize> = along.groups.iter().flat_map(|group| group.rows.clone()).collect();
    assert_eq!(rows, (0..along.rows.len()).collect::<Vec<_>>());
    let merged = along.groups.iter().find(|group| group.title == "Hà Giang").unwrap();
    assert!(merged.note.contains("Tuyên Quang"), "{}", merged.note);
}

#[test]
fn the_span_is_the_period_of_the_dataset() {
    let along = asked(&builtin().dataset, "", GateOrder::Place);
    assert_eq!(seconds(along.span), seconds([day(2020, 1, 1), day(2026, 1, 1)]));
}

#[test]
fn counts_are_those_of_the_records_that_name_the_gate() {
    let dataset = builtin().dataset;
    let along = asked(&dataset, "", GateOrder::Place);
    let corpus = Corpus::new(&dataset);
    for row in &along.rows {
        let gate = &dataset.record(row.ix).unwrap().id;
        for (kind, count) in along.kinds.iter().zip(&row.counts) {
            let query = Query::parse(&format!("kind:{} gate:{gate}", kind.slug())).unwrap();
            assert_eq!(*count, query.run(&dataset, &corpus).rows.len(), "{} {kind:?}", row.name);
        }
        assert!(row.open <= row.counts[1]);
        assert_eq!(row.marks.len() + row.undated, row.counts.iter().sum::<usize>());
    }
    assert!(along.rows.iter().map(|row| row.open).sum::<usize>() > 20);
}

#[test]
fn which_gates_worked_is_told_for_any_day() {
    let dataset = builtin().dataset;
    let along = asked(&dataset, "", GateOrder::Place);
    let row = |id: &str| along.rows.iter().find(|row| &*dataset.record(row.ix).unwrap().id == id).unwrap();
    let tan_thanh = row("tan-thanh");
    assert_eq!(tan_thanh.working(day(2020, 2, 1)), Working::Suspended);
    assert_eq!(tan_thanh.working(day(2020, 2, 18)), Working::Suspended, "asked to resume, two days before it did");
    assert_eq!(tan_thanh.working(day(2020, 2, 20)), Working::Open);
    assert_eq!(tan_thanh.working(day(2020, 6, 1)), Working::Open);
    assert_eq!(tan_thanh.working(day(2021, 12, 18)), Working::Suspended);
    assert_eq!(tan_thanh.working(day(2022, 1, 25)), Working::Open);
    assert_eq!(row("ly-van").working(day(2025, 2, 26)), Working::NotOpen);
    assert_eq!(row("ly-van").working(day(2025, 2, 27)), Working::Open);
    let tally = along.tally(day(2021, 12, 25));
    assert_eq!(tally.iter().sum::<usize>(), along.rows.len());
    assert!(tally[1] >= 4, "closed in the last days of 2021: {tally:?}");
}

#[test]
fn a_class_that_rose_is_told_from_one_that_only_became_another() {
    let dataset = builtin().dataset;
    let along = asked(&dataset, "gate:tra-linh", GateOrder::Place);
    let tra_linh = along.rows.iter().find(|row| row.name == "Trà Lĩnh").unwrap();
    assert_eq!(tra_linh.class.len(), 2);
    assert!(!tra_linh.rises(0) && tra_linh.rises(1));
    let along = asked(&dataset, "gate:tan-thanh", GateOrder::Place);
    let tan_thanh = along.rows.iter().find(|row| row.name == "Tân Thanh").unwrap();
    assert!(!tan_thanh.rises(1), "from a secondary gate to a clearance route of another");
}

#[test]
fn the_filter_applies_to_gates_and_where_none_matches_to_what_concerns_them() {
    let dataset = builtin().dataset;
    let of_province = asked(&dataset, "place:cao-bang", GateOrder::Place);
    assert_eq!(of_province.groups.len(), 1);
    assert!(of_province.rows.len() >= 8);
    let of_kind = asked(&dataset, "kind:agreement", GateOrder::Place);
    assert!(!of_kind.rows.is_empty() && of_kind.rows.iter().all(|row| row.counts[0] > 0));
    assert!(of_kind.rows.iter().all(|row| row.counts[1] == 0 && row.counts[2] == 0));
    assert!(asked(&dataset, "zzz", GateOrder::Place).rows.is_empty());
}

#[test]
fn rows_sort_by_what_happened_and_by_what_is_open() {
    let dataset = builtin().dataset;
    let busy = asked(&dataset, "", GateOrder::Activity);
    let sums: Vec<usize> = busy.rows.iter().map(|row| row.counts.iter().sum()).collect();
    assert!(sums.windows(2).all(|pair| pair[0] >= pair[1]) && busy.groups.is_empty(), "{sums:?}");
    let open = asked(&dataset, "", GateOrder::Open);
    assert!(open.rows.windows(2).all(|pair| pair[0].open >= pair[1].open));
    assert_ne!(ids(&dataset, &busy), ids(&dataset, &open));
    assert!(busy.rows.iter().all(|row| !row.province.is_empty()));
}

#[test]
fn what_is_not_known_to_the_day_is_marked_in_the_middle_of_what_may_be_meant() {
    let dataset = of(r#"[
        Gate(id: "g", name: (vi: "G", en: "G")),
        Meeting(id: "a", name: (vi: "A", en: "A"), date: "2023-06", about: ["g"]),
        Meeting(id: "b", name: (vi: "B", en: "B"), date: "2023-06-09/2023-08-01", about: ["g"]),
        Meeting(id: "c", name: (vi: "C", en: "C"), about: ["g"]),
        Meeting(id: "d", name: (vi: "D", en: "D"), date: "2021", see: ["g"]),
    ]"#);
    let along = asked(&dataset, "", GateOrder::Place);
    let row = &along.rows[0];
    assert_eq!(
        (row.counts.as_slice(), row.undated),
        (&[0, 0, 3][..], 1),
        "what is only to be seen does not concern it"
    );
    assert_eq!(seconds([row.marks[1].at]), seconds([day(2023, 6, 16)]));
    assert_eq!(seconds([row.marks[1].from, row.marks[1].to]), seconds([day(2023, 6, 1), day(2023, 7, 1)]));
    assert_eq!(seconds([row.marks[0].at]), seconds([day(2023, 6, 9)]), "what lasts is marked where it begins");
    assert!(along.groups.is_empty(), "nobody names a province");
    assert_eq!(seconds(along.span), seconds([day(2021, 1, 1), day(2024, 1, 1)]));
}

#[test]
fn gates_far_from_the_border_stand_along_the_longer_side_of_what_they_cover() {
    let at = |lat: f64, lon: f64| format!("at: (lat: {lat}, lon: {lon}, error_m: 10, point: \"p\")");
    let gate = |id: &str, at: String| format!("Gate(id: \"{id}\", name: (vi: \"{id}\", en: \"{id}\"), {at})");
    let dataset =
        of(&format!("[{}, {}, {}]", gate("s", at(45.0, 7.0)), gate("n", at(47.0, 7.5)), gate("m", at(46.0, 6.9))));
    assert_eq!(ids(&dataset, &asked(&dataset, "", GateOrder::Place)), ["n", "m", "s"]);
    let dataset = of(&format!("[{}, {}]", gate("e", at(45.0, 9.0)), gate("w", at(45.1, 7.5))));
    assert_eq!(ids(&dataset, &asked(&dataset, "", GateOrder::Place)), ["w", "e"]);
}

#[test]
fn places_stand_for_gates_where_there_are_none() {
    let dataset = of(r#"[
        Place(id: "p", name: (vi: "P", en: "P")),
        Place(id: "q", name: (vi: "Q", en: "Q")),
        Milestone(id: "a", name: (vi: "A", en: "A"), date: "2023-06", about: ["p"]),
    ]"#);
    let along = asked(&dataset, "", GateOrder::Place);
    assert_eq!(ids(&dataset, &along), ["p"], "a place that nothing happened at tells nothing");
    assert_eq!(along.kinds, [Kind::Milestone]);
    assert!(!along.has_tracks());
    assert!(asked(&of("[]"), "", GateOrder::Place).rows.is_empty());
}
