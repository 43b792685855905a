use egui::Rangef;
use proptest::prelude::*;

use super::data;
use crate::context::{AskedKinds, TimeScale, TimeView, seconds};
use crate::timeline::columns::{EventColumns, EventTime};
use crate::timeline::gather::GatheredLanes;
use crate::timeline::lanes::Membership;
use crate::timeline::layout::{self, LanesInput, PlacedEvent, Space, Stacked, Thing};
use crate::timeline::model::{Given, Model};
use crate::timeline::{Arrangement, LaneGrouping};
use km0_core::dataset::Dataset;
use km0_core::model::Moment;
use km0_core::query::Query;
use km0_core::query::bits::all_rows;

use km0_testkit::generate;

fn any_date() -> impl Strategy<Value = String> {
    let day = (2019..2026_i32, 1..=12_i32, 1..=28_i32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let month = (2019..2026_i32, 1..=12_i32).prop_map(|(y, m)| format!("{y}-{m:02}"));
    let year = (2019..2026_i32).prop_map(|y| y.to_string());
    let range = (2015..2022_i32, 1..9_i32).prop_map(|(y, n)| format!("{y}/{}", y + n));
    let mark = prop_oneof![4 => Just(""), 1 => Just("~"), 1 => Just("?")];
    let marked = (prop_oneof![3 => day, 2 => month, 1 => year.clone()], mark).prop_map(|(date, mark)| date + mark);
    prop_oneof![
        8 => marked,
        1 => range,
        1 => year.clone().prop_map(|y| format!("{y}/..")),
        1 => year.clone().prop_map(|y| format!("../{y}")),
        1 => year.prop_map(|y| format!("{y}-05-05/")),
        2 => Just("2021-04-09".to_owned()),
    ]
}

/// Everything that laying needs, with texts of made-up widths.
struct Laid {
    columns: EventColumns,
    model: Model,
    stacked: Stacked,
    space: Space,
}

fn width(row: &EventTime) -> f32 {
    (row.ix.0 % 7) as f32 * 30.0 + 20.0
}

const WIDTH: f32 = 820.0;

fn space(view: TimeView, height: f32) -> Space {
    let scale = TimeScale::new(view, 0.0, WIDTH);
    Space { scale, edges: Rangef::new(0.0, WIDTH), height, cards: layout::in_cards(view) }
}

fn laid(dates: &[String], view: TimeView, height: f32) -> Laid {
    let alone = Arrangement { grouping: LaneGrouping::None, ..Arrangement::default() };
    laid_in(&data::dated(dates), view, height, &alone, &[])
}

fn laid_in(dataset: &Dataset, view: TimeView, height: f32, arrangement: &Arrangement, raised: &[u32]) -> Laid {
    laid_with(dataset, view, height, arrangement, [raised, &[]])
}

/// With these standing out, and of them these selected.
fn laid_with(
    dataset: &Dataset,
    view: TimeView,
    height: f32,
    arrangement: &Arrangement,
    [raised, selected]: [&[u32]; 2],
) -> Laid {
    let columns = EventColumns::new(dataset);
    let membership = Membership::new(dataset, &columns, arrangement.grouping);
    let model = Model::new(Given {
        dataset,
        matched: &all_rows(dataset.len()),
        asked: AskedKinds::of(&Query::default(), true),
        columns: &columns,
        membership: &membership,
        arrangement,
    });
    let gathered = GatheredLanes::new(&columns, &model, view);
    let source = LanesInput { columns: &columns, model: &model, gathered: &gathered, raised, selected };
    let space = space(view, height);
    let stacked = Stacked::new(source, arrangement, space, None, &mut width);
    Laid { columns, model, stacked, space }
}

impl Laid {
    /// The same lanes a little later, while time moves.
    fn moved(&self, view: TimeView) -> Stacked {
        let gathered = GatheredLanes::new(&self.columns, &self.model, view);
        let source =
            LanesInput { columns: &self.columns, model: &self.model, gathered: &gathered, raised: &[], selected: &[] };
        let alone = Arrangement { grouping: LaneGrouping::None, ..Arrangement::default() };
        Stacked::new(source, &alone, space(view, self.space.height), Some(&self.stacked), &mut width)
    }

    /// Lane and event of everything that is labelled or marked.
    fn drawn(&self) -> Vec<(usize, u32)> {
        let mut all: Vec<(usize, u32)> = Vec::new();
        for placed in &self.stacked.placed {
            match &placed.thing {
                Thing::One(at) => all.push((placed.lane, *at)),
                Thing::Marks(members) => all.extend(members.iter().map(|at| (placed.lane, *at))),
                Thing::Crowd { .. } => {}
            }
        }
        all.sort_unstable();
        all
    }

    fn labels(&self) -> impl Iterator<Item = &PlacedEvent> {
        self.stacked.placed.iter().filter(|placed| matches!(placed.thing, Thing::One(_)))
    }
}

#[test]
fn what_is_selected_is_labelled_before_all_else_that_stands_out() {
    let dates: Vec<String> = (1..=28).map(|day| format!("2021-03-{day:02}")).collect();
    let all: Vec<u32> = (0..28).collect();
    let alone = Arrangement { grouping: LaneGrouping::None, ..Arrangement::default() };
    let view = TimeView::new(seconds(Moment::year_start(2021)), seconds(Moment::year_start(2022)));
    let dataset = data::dated(&dates);
    for one in [0, 13, 27] {
        let laid = laid_with(&dataset, view, 60.0, &alone, [&all, &[one]]);
        assert!(laid.labels().count() < 28, "not all have room");
        assert!(laid.labels().any(|placed| matches!(placed.thing, Thing::One(at) if at == one)), "{one}");
    }
}

fn any_view() -> impl Strategy<Value = TimeView> {
    let from = seconds(Moment::year_start(2014));
    let years = 365.25 * 86_400.0;
    (0.0..12.0_f64, -2.0..1.2_f64).prop_map(move |(start, width)| {
        let from = from + start * years;
        TimeView::new(from, from + 10.0_f64.powf(width) * years)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_event_in_view_has_one_mark(
        dates in prop::collection::vec(any_date(), 0..120), view in any_view(), height in 60.0_f32..900.0
    ) {
        let laid = laid(&dates, view, height);
        let rows = (0_u32..).zip(laid.columns.rows());
        let expected: Vec<(usize, u32)> = rows.filter(|(_, row)| row.overlaps(view)).map(|(at, _)| (0, at)).collect();
        prop_assert_eq!(laid.stacked.lanes.iter().map(|lane| lane.count).sum::<usize>(), expected.len());
        prop_assert_eq!(laid.drawn(), expected);
    }

    #[test]
    fn labels_are_whole_and_nothing_of_a_row_overlaps(
        dates in prop::collection::vec(any_date(), 0..120), view in any_view(), height in 60.0_f32..900.0
    ) {
        let laid = laid(&dates, view, height);
        for one in laid.labels() {
            let row = laid.columns.row(one.first).unwrap();
            prop_assert!(one.text >= 0.0 && one.text + width(row) <= WIDTH, "{one:?}");
            for other in laid.labels().filter(|other| other.first > one.first) {
                let apart = one.shape.right() <= other.shape.left() || other.shape.right() <= one.shape.left();
                prop_assert!(apart || (one.shape.top() - other.shape.top()).abs() > 1.0, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_has_a_label_keeps_its_row_while_time_moves(
        dates in prop::collection::vec(any_date(), 1..60), view in any_view(), by in -0.4..0.4_f64
    ) {
        let here = laid(&dates, view, 400.0);
        let by = by * view.width();
        let there = here.moved(TimeView { from: view.from + by, to: view.to + by });
        if let (Some(before), Some(after)) = (here.stacked.lanes.first(), there.lanes.first()) {
            prop_assert!((before.height - after.height).abs() < 0.1);
        }
        for one in here.labels() {
            let later = there.placed.iter().find(|later| later.thing == one.thing);
            let x = |scale: &TimeScale| scale.x_of_seconds(here.columns.row(one.first).unwrap().marked_at());
            let moved = x(&space(TimeView { from: view.from + by, to: view.to + by }, 400.0).scale) - x(&here.space.scale);
            // what still has room where it was stands there: a name that the edge turned to the other side of
            // its mark may have taken it
            if let Some(later) = later.filter(|later| (later.text - one.text - moved).abs() < 0.5) {
                let was = later.shape.with_min_y(one.shape.top()).with_max_y(one.shape.bottom());
                let others = there.placed.iter().filter(|other| other.first != one.first);
                let taken = others.into_iter().any(|other| other.shape.expand(1.0).intersects(was));
                prop_assert!((later.shape.top() - one.shape.top()).abs() < 0.1 || taken, "{one:?} {later:?}");
            }
        }
    }
}

fn years(from: i64, to: i64) -> TimeView {
    TimeView::new(seconds(Moment::year_start(from)), seconds(Moment::year_start(to)))
}

/// Points that lanes have below list and map on a screen of 1366 × 768, without and with a gate.
const ROOM: [f32; 2] = [274.0, 228.0];

#[test]
fn all_lanes_with_something_to_say_are_in_view_at_the_whole_span() {
    let dataset = km0_core::dataset::builtin().dataset;
    for room in ROOM {
        let laid = laid_in(&dataset, years(2020, 2026), room, &Arrangement::default(), &[]);
        assert_eq!(laid.stacked.lanes.len(), 5);
        assert!(laid.stacked.height <= room, "{} in {room}", laid.stacked.height);
        assert!(laid.stacked.lanes.iter().all(|lane| lane.rows > 0), "each has headlines");
    }
}

#[test]
fn lanes_are_as_high_as_what_the_shown_time_needs() {
    let dataset = data::ron(
        r#"[
        Meeting(id: "a", name: (en: "A"), date: "2021-04-09"),
        Meeting(id: "b", name: (en: "B"), date: "2021-04-09"),
        Meeting(id: "c", name: (en: "C"), date: "2023-04-09"),
        Agreement(id: "d", name: (en: "D"), date: "2021-04-09"),
        Project(id: "e", name: (en: "E"), date: "2024-04-09"),
    ]"#,
    );
    let laid = laid_in(&dataset, years(2021, 2022), 300.0, &Arrangement::default(), &[]);
    let said: Vec<(usize, usize)> = laid.stacked.lanes.iter().map(|lane| (lane.count, lane.rows)).collect();
    assert_eq!(said, [(2, 2), (1, 1)], "the lane of projects is empty and not there");
    assert!(laid.stacked.lanes[0].height > laid.stacked.lanes[1].height);
    let empty = Arrangement { show_empty: true, ..Arrangement::default() };
    let laid = laid_in(&dataset, years(2021, 2022), 300.0, &empty, &[]);
    assert_eq!(laid.stacked.lanes.iter().map(|lane| lane.count).collect::<Vec<_>>(), [2, 1, 0], "unless asked for");
}

#[test]
fn the_most_referred_to_is_labelled_first() {
    let mut text = String::from("[");
    for n in 0..40 {
        let at = if n > 30 { "" } else { ", undertaken_at: \"m7\"" };
        text += &format!("Meeting(id: \"m{n}\", name: (en: \"M\"), date: \"2021-04-09\"),");
        text += &format!("Commitment(id: \"c{n}\", name: (en: \"C\"), date: \"2021\"{at}),");
    }
    let dataset = data::ron(&(text + "]"));
    let laid = laid_in(&dataset, years(2020, 2026), 100.0, &Arrangement::default(), &[]);
    let most = laid.columns.event_of(dataset.ix("m7").unwrap()).unwrap();
    assert!(laid.labels().any(|one| one.first == most));
    assert!(laid.drawn().len() == 80, "the others are marks");
}

#[test]
fn only_what_stands_out_is_labelled_and_it_has_the_first_pick() {
    let dates: Vec<String> = (1..29).map(|day| format!("2021-04-{day:02}")).collect();
    let dataset = data::dated(&dates);
    let alone = Arrangement { grouping: LaneGrouping::None, ..Arrangement::default() };
    let laid = laid_in(&dataset, years(2020, 2026), 300.0, &alone, &[3, 11]);
    assert_eq!(laid.labels().map(|one| one.first).collect::<Vec<_>>(), [3, 11]);
    assert_eq!(laid.drawn().len(), 28);
}

#[test]
fn a_month_has_its_mark_in_the_middle_of_its_band_and_a_day_has_none() {
    let dates = ["2021-04".to_owned(), "2021-12-09".to_owned()];
    let laid = laid(&dates, years(2021, 2022), 300.0);
    let [month, day] = [0, 1].map(|at| laid.labels().find(|one| one.first == at).unwrap());
    let x = |m, d| laid.space.scale.x_of(Moment::from_ymd(2021, m, d).unwrap());
    assert!((month.band.min - x(4, 1)).abs() < 0.1 && (month.band.max - x(5, 1)).abs() < 0.1);
    assert!((month.mark - month.band.center()).abs() < 0.1);
    assert!(day.band.span() < 0.1 && day.mark > x(12, 9) && day.mark < x(12, 10), "on the 9th, not on the 10th");
}

#[test]
fn a_crowd_is_counted_and_its_most_important_events_are_labelled() {
    let dataset = generate::dataset(60_000, 3);
    let laid = laid_in(&dataset, years(2020, 2026), 400.0, &Arrangement::default(), &[]);
    for (n, lane) in laid.stacked.lanes.iter().enumerate() {
        let index = &laid.model.lanes[lane.lane].index;
        let crowds = laid.stacked.placed.iter().filter(|placed| placed.lane == n);
        let counted: Vec<(f64, f64, usize)> = crowds
            .filter_map(|placed| match placed.thing {
                Thing::Crowd { from, to, count, .. } => Some((from, to, count)),
                _ => None,
            })
            .collect();
        let (from, to) = (counted[0].0, counted[counted.len() - 1].1);
        assert_eq!(counted.iter().map(|(.., count)| count).sum::<usize>(), index.marked(from, to));
        assert!(laid.labels().any(|placed| placed.lane == n));
        assert!(lane.count > 800);
    }
}
