//! Queries: text and value say the same, and the built-in dataset gives the answers it should.

use km0_core::dataset::{Dataset, builtin};
use km0_core::model::{Edtf, Kind, Lang};
use km0_core::query::{Answer, Area, Clause, Corpus, Key, Query, QueryError, Term};
use proptest::prelude::*;

fn ask(dataset: &Dataset, query: &str) -> Answer {
    Query::parse(query).unwrap().run(dataset, &Corpus::new(dataset))
}

fn ids(dataset: &Dataset, query: &str) -> Vec<String> {
    ask(dataset, query).rows.iter().map(|ix| dataset.record(*ix).unwrap().id.to_string()).collect()
}

#[test]
fn well_known_questions_find_what_they_must() {
    let dataset = builtin().dataset;
    let cases = [
        ("huu nghi", "huu-nghi"),
        ("Hữu Nghị", "huu-nghi"),
        ("HUU NGHI kind:gate", "huu-nghi"),
        ("友谊", "huu-nghi"),
        ("gate:ta-lung", "ta-lung"),
        ("gate:\"Tà Lùng\"", "ta-lung"),
        ("gate:\"ta lung\" kind:gate", "ta-lung"),
        ("place:lang-son kind:gate", "huu-nghi"),
        ("kind:meeting after:2021 before:2022", "early-spring-2021"),
        ("source:000 kind:meeting", "early-spring-2021"),
        ("mechanism:early-spring-meeting", "early-spring-2021"),
        ("id:huu-nghi", "huu-nghi"),
    ];
    for (query, id) in cases {
        assert!(ids(&dataset, query).iter().any(|found| found == id), "{query} does not find {id}");
    }
}

#[test]
fn keys_are_understood_in_three_languages() {
    for (typed, printed) in [
        ("năm:2023", "year:2023"),
        ("Nam:2023", "year:2023"),
        ("cửa-khẩu:ta-lung", "gate:ta-lung"),
        ("cuakhau:\"Tà Lùng\"", "gate:\"Tà Lùng\""),
        ("-口岸:ta-lung", "-gate:ta-lung"),
        ("trong:2021/2023-06", "during:2021/2023-06"),
        ("Kind:meeting", "kind:meeting"),
    ] {
        assert_eq!(Query::parse(typed).map(|query| query.to_string()), Ok(printed.to_owned()), "{typed}");
    }
    for lang in Lang::ALL {
        for key in QueryError::keys_in(lang).split(' ') {
            let read = Query::parse(&format!("{key}\"?\""));
            assert!(!matches!(read, Err(QueryError::UnknownKey { .. })), "{key} is offered in {lang:?}");
        }
    }
}

#[test]
fn a_term_that_is_none_leaves_the_others_in_force() {
    for (text, known) in [
        ("kind:gate xyz:1 tà", "kind:gate tà"),
        ("after:20 kind:gate", "kind:gate"),
        ("kind: họp", "họp"),
        ("kind:gate năm:MM", "kind:gate"),
        ("kind:gate \"open", "kind:gate"),
    ] {
        let (query, error) = Query::parse_known(text);
        assert_eq!((query.to_string().as_str(), error.is_some()), (known, true), "{text}");
        assert_eq!(Query::parse(text).err(), error, "{text}");
    }
}

#[test]
fn well_known_questions_leave_out_what_they_must() {
    let dataset = builtin().dataset;
    let cases = [
        ("hưu nghỉ", "huu-nghi"),
        ("gate:ta-lung", "huu-nghi"),
        ("kind:meeting", "huu-nghi"),
        ("huu nghi -kind:gate", "huu-nghi"),
        ("kind:meeting after:2022", "early-spring-2021"),
        ("kind:meeting before:2021", "early-spring-2021"),
        ("source:004 kind:meeting", "early-spring-2021"),
        ("id:ta-lung", "early-spring-2021"),
    ];
    for (query, id) in cases {
        assert!(ids(&dataset, query).iter().all(|found| found != id), "{query} finds {id}");
    }
}

#[test]
fn a_merged_province_is_found_under_the_new_one_and_the_answer_says_so() {
    let dataset = builtin().dataset;
    let (old, new) = (dataset.ix("ha-giang").unwrap(), dataset.ix("tuyen-quang").unwrap());
    let under_new = ask(&dataset, "place:tuyen-quang kind:meeting before:2025");
    let under_old = ask(&dataset, "place:ha-giang kind:meeting before:2025");
    assert!(!under_old.rows.is_empty());
    assert!(under_old.rows.iter().all(|ix| under_new.has(*ix)));
    assert_eq!(under_new.through, [(old, new)]);
    assert_eq!(under_old.through, []);
    assert_eq!(ask(&dataset, "kind:meeting").through, []);
}

#[test]
fn the_empty_query_finds_all_and_each_kind_its_share() {
    let dataset = builtin().dataset;
    assert_eq!(ids(&dataset, "").len(), dataset.len());
    let shares = Kind::ALL.map(|kind| ids(&dataset, &format!("kind:{}", kind.slug())).len());
    assert_eq!(shares.iter().sum::<usize>(), dataset.len());
}

#[test]
fn alternatives_widen_and_further_keys_narrow() {
    let dataset = builtin().dataset;
    let count = |query: &str| ids(&dataset, query).len();
    assert_eq!(count("kind:gate kind:meeting"), count("kind:gate") + count("kind:meeting"));
    assert!(count("gate:ta-lung kind:agreement") < count("gate:ta-lung"));
    assert_eq!(count("gate:ta-lung") + count("-gate:ta-lung"), dataset.len());
}

#[test]
fn an_answer_tells_the_records_that_have_no_date_to_go_by() {
    let dataset = builtin().dataset;
    let answer = ask(&dataset, "after:2021 kind:topic");
    assert_eq!((answer.rows.len(), answer.undated.len()), (0, ids(&dataset, "kind:topic").len()));
}

fn words() -> impl Strategy<Value = Clause> {
    // among the letters from à to ỹ is a space, of which a query can't be made
    let word = r#"[a-zà-ỹ"\\:\-0-9友谊.]{1,8}"#.prop_filter("no space", |word| !word.contains(char::is_whitespace));
    proptest::collection::vec(word, 1..4).prop_map(|words| Clause::Words(words.join(" ")))
}

fn dates() -> impl Strategy<Value = Edtf> {
    let texts = ["2021", "2023-06", "2021-04-09", "2020/2025", "2024-02-17/..", "2025-05~", "202X", "2021-XX", "-0044"];
    proptest::sample::select(texts.to_vec()).prop_map(|text| Edtf::parse(text).unwrap())
}

fn terms() -> impl Strategy<Value = Term> {
    let few = [Key::Kind, Key::Side, Key::Layer, Key::Confidence, Key::Precision, Key::Year];
    let links: Vec<Key> = Key::ALL.iter().copied().filter(|key| !few.contains(key)).collect();
    let what = prop_oneof![
        words(),
        (proptest::sample::select(links), ".{1,10}").prop_map(|(key, value)| Clause::Is(key, value)),
        proptest::sample::select(Kind::ALL.to_vec()).prop_map(|kind| Clause::Is(Key::Kind, kind.slug().to_owned())),
        dates().prop_map(Clause::After),
        dates().prop_map(Clause::Before),
        dates().prop_map(Clause::During),
        dates().prop_map(Clause::Surely),
        (-180.0..180.0, -90.0..90.0, -180.0..180.0, -90.0..90.0)
            .prop_map(|(w, s, e, n)| Clause::Area(Area::new(w, s, e, n))),
        (-3000..3000).prop_map(|year: i32| Clause::Is(Key::Year, year.to_string())),
        proptest::sample::select(vec![(Key::Side, "vn"), (Key::Layer, "press"), (Key::Precision, "none")])
            .prop_map(|(key, value)| Clause::Is(key, value.to_owned())),
    ];
    (any::<bool>(), what).prop_map(|(exclude, what)| Term { exclude, clause: what })
}

proptest! {
    #[test]
    fn a_query_reads_back_from_its_own_text(terms in proptest::collection::vec(terms(), 0..6)) {
        let query = Query { terms };
        let text = query.to_string();
        prop_assert_eq!(Query::parse(&text), Ok(query), "{}", text);
    }

    #[test]
    fn any_text_is_a_query_or_an_error_and_never_a_crash(text in ".{0,60}") {
        if let Ok(query) = Query::parse(&text) {
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
        }
    }
}

#[test]
fn what_came_about_before_a_gate_was_part_of_another_is_not_of_that_one() {
    let dataset = builtin().dataset;
    // Tân Thanh is a clearance route of the Hữu Nghị pair since 27 May 2024
    let early = "resume-trade-three-crossings-2020".to_owned();
    let late = "tan-thanh-entry-exit-2025".to_owned();
    let (own, whole) = (ids(&dataset, "gate:tan-thanh"), ids(&dataset, "gate:huu-nghi"));
    assert!(own.contains(&early) && own.contains(&late), "{own:?}");
    assert!(!whole.contains(&early) && whole.contains(&late), "{whole:?}");
}
