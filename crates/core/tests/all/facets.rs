//! Facets: every count is what a click gives, and every record is accounted for.

use std::sync::LazyLock;

use km0_core::dataset::{Dataset, builtin};
use km0_core::model::{Edtf, Precision};
use km0_core::query::{Area, Clause, Corpus, FACETS, Key, Query, Term, ValueChoice, facet};
use proptest::prelude::*;

pub(crate) static BUILTIN: LazyLock<(Dataset, Corpus)> = LazyLock::new(|| {
    let dataset = builtin().dataset;
    let corpus = Corpus::new(&dataset);
    (dataset, corpus)
});

/// A value of some facet that the built-in dataset has.
fn values() -> impl Strategy<Value = (Key, String)> {
    let (dataset, corpus) = &*BUILTIN;
    let all = Query::default();
    let answer = all.run(dataset, corpus);
    let of = |key: &Key| -> Vec<(Key, String)> {
        facet(*key, &all, &answer, dataset, corpus)
            .into_iter()
            .map(|value| (*key, value.value(dataset).into_owned()))
            .collect()
    };
    // by key first, so that short facets are asked as often as long ones
    let by_key: Vec<Vec<(Key, String)>> = FACETS.iter().map(of).filter(|values| !values.is_empty()).collect();
    proptest::sample::select(by_key).prop_flat_map(proptest::sample::select)
}

fn terms() -> impl Strategy<Value = Term> {
    let dates = ["2021", "2023-06", "2021-04-09", "2020/2023-06", "2024-02-17/..", "202X"];
    let date = proptest::sample::select(dates.to_vec()).prop_map(|text| Edtf::parse(text).unwrap());
    let words = proptest::sample::select(vec!["huu nghi", "Hữu", "友谊关", "2023", "cua khau", "bien gioi"]);
    let what = prop_oneof![
        4 => values().prop_map(|(key, value)| Clause::Is(key, value)),
        1 => words.prop_map(|text| Clause::Words(text.to_owned())),
        1 => date.clone().prop_map(Clause::During),
        1 => date.clone().prop_map(Clause::Surely),
        1 => date.clone().prop_map(Clause::After),
        1 => date.prop_map(Clause::Before),
        1 => (104.0..107.0, 21.0..22.5).prop_map(|(w, s)| Clause::Area(Area::new(w, s, w + 1.5, s + 1.0))),
    ];
    (proptest::bool::weighted(0.25), what).prop_map(|(exclude, what)| Term { exclude, clause: what })
}

pub(crate) fn queries() -> impl Strategy<Value = Query> {
    proptest::collection::vec(terms(), 0..5).prop_map(|terms| {
        let mut query = Query::default();
        for term in terms {
            query.add(term);
        }
        query
    })
}

/// The query that a click on the value gives: of this key, nothing else is asked for.
fn clicked(query: &Query, key: Key, value: &str) -> Query {
    let mut query = query.clone();
    query.terms.retain(
        |term| !matches!(&term.clause, Clause::Is(other, named) if *other == key && (!term.exclude || named == value)),
    );
    query.add(Term::is(key, value));
    query
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn each_count_is_what_a_click_on_it_gives(query in queries()) {
        let (dataset, corpus) = &*BUILTIN;
        let answer = query.run(dataset, corpus);
        for key in FACETS {
            // every value of a short facet, and of a long one the first and some more
            let values = facet(key, &query, &answer, dataset, corpus);
            let step = (values.len() / 12).max(1);
            for value in values.iter().step_by(step) {
                let said = value.value(dataset);
                let then = clicked(&query, key, &said).run(dataset, corpus);
                prop_assert_eq!(value.count as usize, then.rows.len(), "{}:{} under {}", key, &said, &query);
            }
        }
    }

    #[test]
    fn every_record_is_shown_left_out_or_waiting(query in queries()) {
        let (dataset, corpus) = &*BUILTIN;
        let answer = query.run(dataset, corpus);
        let mut open = query.clone();
        open.terms.retain(|term| term.exclude || !(term.clause.is_time() || matches!(term.clause, Clause::Area(_))));
        let anywhere = open.run(dataset, corpus);
        for ix in dataset.rows() {
            let places = [answer.has(ix), answer.undated.contains(&ix), answer.unplaced.contains(&ix)];
            prop_assert!(places.iter().filter(|there| **there).count() <= 1, "{:?} under {}", dataset.record(ix).map(|r| &r.id), &query);
            prop_assert!(!places.contains(&true) || anywhere.has(ix));
            if answer.undated.contains(&ix) {
                prop_assert!(query.asks_for_time() && dataset.bounds(ix).is_none());
            }
        }
        prop_assert_eq!(answer.rows.len(), answer.matched.count_ones(..));
        // what fits but for time and area, and has no date or no place, is never lost
        if query.asks_for_time() && !query.asks_for_area() {
            let undated = anywhere.rows.iter().filter(|ix| dataset.bounds(**ix).is_none()).count();
            prop_assert_eq!(answer.undated.len(), undated);
        }
    }

    #[test]
    fn what_is_certainly_in_a_time_is_possibly_in_it(date in proptest::sample::select(vec!["2021", "2023-06/2024", "2021-04-09", "2022-01/.."])) {
        let (dataset, corpus) = &*BUILTIN;
        let rows = |text: &str| Query::parse(&format!("{text}:{date}")).unwrap().run(dataset, corpus);
        let (surely, during) = (rows("surely"), rows("during"));
        prop_assert!(surely.rows.iter().all(|ix| during.has(*ix)));
        prop_assert!(!during.rows.is_empty());
    }
}

#[test]
fn a_month_is_possibly_in_its_first_day_but_not_certainly() {
    let (dataset, corpus) = &*BUILTIN;
    let month = dataset.rows().find(|ix| {
        dataset
            .record(*ix)
            .and_then(|record| record.date.as_ref())
            .is_some_and(|date| date.precision() == Precision::Month)
    });
    let month = month.unwrap();
    let date = dataset.record(month).unwrap().date.clone().unwrap();
    let has = |query: String| Query::parse(&query).unwrap().run(dataset, corpus).has(month);
    assert!(has(format!("during:{date}-01")));
    assert!(!has(format!("surely:{date}-01")));
    assert!(has(format!("surely:{date}")));
}

#[test]
fn values_of_one_facet_are_alternatives_and_their_state_is_told() {
    let (dataset, corpus) = &*BUILTIN;
    let query = Query::parse("kind:meeting kind:agreement -topic:tourism").unwrap();
    let answer = query.run(dataset, corpus);
    let state = |key: Key, value: &str| {
        let values = facet(key, &query, &answer, dataset, corpus);
        values.iter().find(|other| other.value(dataset) == value).map(|value| value.state)
    };
    assert_eq!(state(Key::Kind, "meeting"), Some(ValueChoice::Included));
    assert_eq!(state(Key::Kind, "agreement"), Some(ValueChoice::Included));
    assert_eq!(state(Key::Kind, "gate"), Some(ValueChoice::Open));
    assert_eq!(state(Key::Topic, "tourism"), Some(ValueChoice::Excluded));
    let one = Query::parse("kind:meeting -topic:tourism").unwrap().run(dataset, corpus).rows.len();
    assert!(answer.rows.len() > one && one > 0);
}
