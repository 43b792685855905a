use proptest::prelude::*;

use super::*;
use crate::dataset::open::{SourceFile, load};
use crate::dataset::{Dataset, builtin};
use crate::model::parts::PromiseState;
use crate::model::{Field, Kind, Moment};

fn ron(text: &str) -> Dataset {
    let file = SourceFile { name: "test.ron".into(), text: text.to_owned() };
    load(&[file], Vec::new()).dataset
}

#[test]
fn a_page_from_after_the_time_of_the_dataset_makes_no_promise_older() {
    let about = r#"Dataset(id: "d", name: (en: "D"), version: "1", time: "2020/2025"), "#;
    let records = r#"Source(id: "then", published: "2025-12-30"), Source(id: "later", published: "2026-02-20")"#;
    let last = |text: String| last_word(&ron(&text)).unwrap().ymd();
    assert_eq!(last(format!("[{about}{records}]")), (2025, 12, 30));
    assert_eq!(last(format!("[{records}]")), (2026, 2, 20));
}

/// A promise about a gate and a project, and everything that may come after.
fn sample() -> Dataset {
    ron(r#"[
        Meeting(id: "talks", date: "2021-04-09", mechanism: "mech"),
        Commitment(id: "promise", date: "2021-04-09", state: Agreed, undertaken_at: "talks",
            about: ["gate", "road"], topics: ["gates"], see: ["aside"], followed_by: ["opened", "undated"]),
        Commitment(id: "silent", date: "2021", state: Proposed, undertaken_at: "talks", topics: ["health"]),
        Commitment(id: "told", date: "2021", state: Proposed,
            history: [(value: Done, date: "2024-05", cite: ["s#2"]), (value: Agreed, date: "2022", cite: ["s#1"])]),
        Commitment(id: "same-day", date: "2021-04-09", about: ["gate"], topics: ["gates"]),
        Milestone(id: "opened", date: "2023-01-08"),
        Milestone(id: "undated"),
        Meeting(id: "aside", date: "2022-02-02"),
        Meeting(id: "later", date: "2022-03-03", topics: ["gates", "health"], statements: [
            (kind: Said, text: (en: "of another"), about: ["road"], topics: ["health"]),
            (kind: Said, text: (en: "of the gate"), about: ["gate"], topics: ["gates"]),
        ]),
        Meeting(id: "other-topic", date: "2022-03-03", about: ["gate"], topics: ["health"]),
        Milestone(id: "on-the-route", date: "2022-05-05", about: ["route"], topics: ["gates"]),
        Figure(id: "count", date: "2022-06", about: ["gate"], topics: ["gates"]),
        Project(id: "road", history: [(value: Planned, date: "2020"), (value: Started, date: "2024-01-01")]),
        Gate(id: "gate", status: [(value: Open, date: "2020"), (value: Open, date: "2022"), (value: Suspended, date: "2022-07")]),
        Gate(id: "route", part_of: "gate"),
        Mechanism(id: "mech"),
        Meeting(id: "session", date: "2022-04-09", mechanism: "mech"),
        Commitment(id: "again", date: "2022-04-09", state: Agreed, undertaken_at: "session", topics: ["health"]),
        Topic(id: "gates"),
        Topic(id: "health"),
        Source(id: "s", published: "2025-12-19"),
    ]"#)
}

/// The steps of a thread, one a line: date, record, and why it is there.
fn told(data: &Dataset, id: &str) -> Vec<String> {
    let name = |ix| data.record(ix).unwrap().id.to_string();
    let names = |list: &[_]| list.iter().copied().map(name).collect::<Vec<_>>().join(", ");
    let why = |link: &LinkBasis| match link {
        LinkBasis::Said { field, back } => format!("said {}{}", field.name(), if *back { " back" } else { "" }),
        LinkBasis::Computed(shared) => format!("computed [{}] [{}]", names(&shared.things), names(&shared.topics)),
    };
    let line = |step: &ThreadStep| {
        let date = step.date(data).map(ToString::to_string).unwrap_or_default();
        format!("{date} {}: {}", name(step.ix), why(&step.by))
    };
    Thread::of_promise(data, data.ix(id).unwrap()).unwrap().steps.iter().map(line).collect()
}

#[test]
fn a_thread_runs_in_the_order_of_time_and_says_why_each_step_is_in_it() {
    let expected = [
        "2022-02-02 aside: said see",
        "2022-03-03 later: computed [road, gate] [gates]",
        "2022-05-05 on-the-route: computed [route] [gates]",
        "2022-07 gate: computed [gate] []",
        "2023-01-08 opened: said followed_by",
        "2024-01-01 road: said about",
        " undated: said followed_by",
    ];
    assert_eq!(told(&sample(), "promise"), expected);
}

#[test]
fn a_later_meeting_is_told_by_what_it_said_of_the_same_thing_and_topic() {
    let data = sample();
    let thread = Thread::of_promise(&data, data.ix("promise").unwrap()).unwrap();
    let step = thread.steps.iter().find(|step| data.record(step.ix).unwrap().id.as_ref() == "later").unwrap();
    let said: Vec<&str> = step.statements(&data).map(|statement| &*statement.text.en).collect();
    assert_eq!(said, ["of the gate"]);
}

#[test]
fn a_promise_about_no_thing_is_followed_through_its_mechanism() {
    // "2021" is not surely over before the session of April 2022 begins, but it is by then
    assert_eq!(told(&sample(), "silent"), ["2022-04-09 again: computed [mech] [health]"]);
}

#[test]
fn what_is_worked_out_never_makes_a_state() {
    let data = sample();
    let standing = standing(&data, data.ix("silent").unwrap()).unwrap();
    assert_eq!((standing.state, standing.made), (PromiseStatus::NoLaterWord, Some(PromiseState::Proposed)));
    assert_eq!(standing.basis, Basis::Silence);
}

#[test]
fn a_promise_that_is_taken_up_is_told_so_until_the_data_states_more() {
    let data = sample();
    let taken_up = standing(&data, data.ix("promise").unwrap()).unwrap();
    let later = data.ix("road").unwrap();
    assert_eq!((taken_up.state, taken_up.basis), (PromiseStatus::TakenUp, Basis::TakenUp(later)));
    assert_eq!(taken_up.made, Some(PromiseState::Agreed));
    let told = standing(&data, data.ix("told").unwrap()).unwrap();
    assert_eq!((told.state, told.basis), (PromiseStatus::Done, Basis::Change(0)));
    assert_eq!(told.cite[0].to_string(), "s#2");
    assert!(!told.state.is_open());
}

#[test]
fn nothing_is_looked_for_after_a_promise_is_told_to_be_done() {
    let data = ron(r#"[
        Commitment(id: "c", date: "2021", about: ["g"], topics: ["t"], history: [(value: Done, date: "2023-05")]),
        Meeting(id: "before", date: "2022-02-02", about: ["g"], topics: ["t"]),
        Meeting(id: "after", date: "2023-06-01", about: ["g"], topics: ["t"]),
        Gate(id: "g"),
        Topic(id: "t"),
    ]"#);
    assert_eq!(told(&data, "c"), ["2022-02-02 before: computed [g] [t]", "2023-05 c: said history"]);
}

#[test]
fn what_is_no_promise_has_no_state() {
    let data = sample();
    assert_eq!(state(&data, data.ix("gate").unwrap()), None);
    assert!(Thread::of_promise(&data, data.ix("talks").unwrap()).is_none());
}

#[test]
fn an_age_is_as_exact_as_the_date() {
    let data = sample();
    let at = last_word(&data).unwrap();
    assert_eq!(at, Moment::from_ymd(2025, 12, 19).unwrap());
    let age = |id: &str| age(&data, data.ix(id).unwrap(), at).unwrap();
    assert_eq!(age("promise"), Age { least: 1715, most: 1715 });
    assert_eq!(age("silent"), Age { least: 1448, most: 1813 });
    assert_eq!(super::age(&data, data.ix("promise").unwrap(), Moment::from_ymd(2020, 1, 1).unwrap()), None);
}

#[test]
fn every_promise_of_the_built_in_set_has_a_standing_with_who_says_so() {
    let data = builtin().dataset;
    for (ix, record) in data.of_kind(Kind::Commitment) {
        let thread = Thread::of_promise(&data, ix).unwrap();
        assert!(!thread.standing.cite.is_empty(), "{}", record.id);
        assert_eq!(thread.standing.state, state(&data, ix).unwrap());
        let silent = thread.standing.state == PromiseStatus::NoLaterWord;
        let followed = !record.ids(Field::FollowedBy).is_empty();
        assert!(!(silent && followed), "{} is followed up and yet silent", record.id);
        for step in &thread.steps {
            assert!(!step.cites(&data).is_empty(), "a step of {} cites nothing", record.id);
            let LinkBasis::Computed(shared) = &step.by else { continue };
            assert!(!shared.things.is_empty(), "a computed step of {} does not say by what", record.id);
        }
    }
}

/// Dates of every precision, some of them not dates.
fn date() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2021",
        "2021-04",
        "2021-04-09",
        "2022-01-01",
        "2020/2025",
        "2024-05-27/..",
        "../2023",
        "2023~",
        "",
    ])
}

proptest! {
    #[test]
    fn no_computed_step_can_be_older_than_the_promise(dates in prop::collection::vec(date(), 2..9)) {
        let mut text = String::from("[Gate(id: \"g\"), Topic(id: \"t\"),");
        for (n, date) in dates.iter().enumerate() {
            let date = if date.is_empty() { String::new() } else { format!("date: \"{date}\",") };
            text.push_str(&format!("Commitment(id: \"c{n}\", {date} about: [\"g\"], topics: [\"t\"]),"));
        }
        let data = ron(&(text + "]"));
        for (ix, record) in data.of_kind(Kind::Commitment) {
            for step in Thread::of_promise(&data, ix).unwrap().steps {
                prop_assert!(!step.by.is_said());
                let first = record.date.as_ref().unwrap().bounds().earliest_start;
                prop_assert!(step.from.is_some() && step.from >= first, "{} before {}", step.ix.0, ix.0);
            }
        }
    }
}
