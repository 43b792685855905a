use super::data;
use crate::context::AskedKinds;
use crate::timeline::columns::EventColumns;
use crate::timeline::lanes::Membership;
use crate::timeline::model::{Given, Lane, Model, event};
use crate::timeline::{Arrangement, LaneGrouping};
use km0_core::dataset::Dataset;
use km0_core::model::Lang;
use km0_core::query::{Corpus, Query};
use km0_core::words::Words;

struct Shown {
    dataset: Dataset,
    columns: EventColumns,
    model: Model,
}

fn shown(grouping: LaneGrouping, query: &str) -> Shown {
    shown_of(data::small(), grouping, query)
}

fn shown_of(dataset: Dataset, grouping: LaneGrouping, query: &str) -> Shown {
    let query = Query::parse(query).unwrap();
    let answer = query.run(&dataset, &Corpus::new(&dataset));
    let columns = EventColumns::new(&dataset);
    let membership = Membership::new(&dataset, &columns, grouping);
    let arrangement = Arrangement { grouping, ..Arrangement::default() };
    let given = Given {
        dataset: &dataset,
        matched: &answer.matched,
        asked: AskedKinds::of(&query, true),
        columns: &columns,
        membership: &membership,
        arrangement: &arrangement,
    };
    let mut model = Model::new(given);
    model.name_lanes(&dataset, &Words::new(Lang::En), grouping);
    Shown { dataset, columns, model }
}

/// Lanes with the ids of their events.
fn lanes(grouping: LaneGrouping, query: &str) -> Vec<String> {
    lanes_of(data::small(), grouping, query)
}

fn lanes_of(dataset: Dataset, grouping: LaneGrouping, query: &str) -> Vec<String> {
    let Shown { dataset, columns, model } = shown_of(dataset, grouping, query);
    let ids = |lane: &Lane| {
        let mut events: Vec<u32> = lane.index.all().collect();
        events.sort_unstable();
        let ids = events.iter().map(|at| dataset.record(columns.row(*at).unwrap().ix).unwrap().id.to_string());
        ids.collect::<Vec<_>>().join(" ")
    };
    let part = |lane: &Lane| if lane.is_part { "  " } else { "" };
    model.lanes.iter().map(|lane| format!("{}{}: {}", part(lane), lane.title, ids(lane))).collect()
}

#[test]
fn events_lie_in_the_lane_of_their_kind_in_the_order_of_time() {
    let Shown { model, .. } = shown(LaneGrouping::Kind, "");
    let counts: Vec<usize> = model.lanes.iter().map(|lane| lane.index.len()).collect();
    assert_eq!(counts, [2, 2, 2, 1]);
    assert_eq!(model.undated.len(), 1, "a record without a date is not lost");
    assert_eq!(lanes(LaneGrouping::None, ""), ["All events: doubt range day planned unknown open about"]);
}

#[test]
fn what_came_of_a_meeting_lies_in_the_lane_of_its_mechanism() {
    let expected = [
        "A mechanism: range day about",
        "  Sessions: day",
        "  What came of them: range about",
        "No mechanism: doubt planned unknown open",
    ];
    assert_eq!(lanes(LaneGrouping::Mechanism, ""), expected);
}

#[test]
fn an_event_of_two_provinces_lies_in_both_lanes() {
    let expected = ["North: day planned", "South: planned", "No province: doubt range unknown open about"];
    assert_eq!(lanes(LaneGrouping::Province, ""), expected);
}

#[test]
fn what_the_query_leaves_out_is_not_there() {
    assert_eq!(lanes(LaneGrouping::None, "kind:agreement"), ["All events: range open"]);
}

#[test]
fn figures_are_on_the_timeline_only_when_they_are_asked_for() {
    let dataset = data::ron(
        r#"[Meeting(id: "day", name: (en: "A day"), date: "2021-04-09"),
        Figure(id: "trade", name: (en: "Trade"), date: "2021", value: 3.0, unit: (en: "t"), measure: (en: "Trade"))]"#,
    );
    assert_eq!(lanes_of(dataset.clone(), LaneGrouping::None, ""), ["All events: day"]);
    assert_eq!(lanes_of(dataset, LaneGrouping::None, "kind:figure"), ["All events: trade"]);
}

#[test]
fn dates_keep_what_is_known_of_them() {
    let Shown { dataset, columns, .. } = shown(LaneGrouping::None, "");
    let said: Vec<String> = columns
        .rows()
        .iter()
        .map(|row| {
            let e = event(&dataset, row).unwrap();
            let day = |time: f64| {
                if time.is_finite() {
                    let (y, m, d) = super::super::event::moment(time).ymd();
                    format!("{y}-{m:02}-{d:02}")
                } else {
                    "..".to_owned()
                }
            };
            let sure = e.sure.map_or("-".to_owned(), |(from, to)| format!("{} {}", day(from), day(to)));
            let marks = [(e.approximate, "~"), (e.uncertain, "?"), (e.planned, "planned")];
            let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
            let id = &dataset.record(e.ix).unwrap().id;
            format!("{id}: {} {} sure {sure} {:?} {:?} {:?} [{marks}]", day(e.from), day(e.to), e.form, e.start, e.end)
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @"
    doubt: 2020-01-01 2021-01-01 sure - Vague Known Known [?]
    range: 2021-01-01 2026-01-01 sure 2022-01-01 2025-01-01 Range Known Known []
    day: 2021-04-09 2021-04-10 sure 2021-04-09 2021-04-10 Day Known Known []
    planned: 2022-03-01 2022-04-01 sure - Vague Known Known [planned]
    unknown: 2023-06-01 2023-06-02 sure 2023-06-01 2023-06-02 Range Known Unknown []
    open: 2024-05-27 .. sure 2024-05-27 .. Range Known Open []
    about: 2025-04-01 2025-07-01 sure - Vague Known Known [~]
    ");
}
