use egui::{Rect, pos2};
use proptest::prelude::*;

use super::data;
use crate::context::{TimeScale, TimeView, seconds};
use crate::timeline::columns::{Columns, Row};
use crate::timeline::lane_box::Source;
use crate::timeline::lanes::Membership;
use crate::timeline::layout::{self, Placed, Space, Stacked, Thing};
use crate::timeline::model::{Given, Model};
use crate::timeline::{Arrangement, Grouping, tiles};
use km0_core::dataset::Dataset;
use km0_core::model::Moment;
use km0_core::query::bits::Bits;

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
    columns: Columns,
    model: Model,
    stacked: Stacked,
    scale: TimeScale,
}

fn width(row: &Row) -> f32 {
    (row.ix.0 % 7) as f32 * 30.0 + 20.0
}

fn laid(dates: &[String], view: TimeView, height: f32) -> Laid {
    laid_in(&data::dated(dates), view, height, &Arrangement { grouping: Grouping::None, ..Arrangement::default() })
}

fn laid_in(dataset: &Dataset, view: TimeView, height: f32, arrangement: &Arrangement) -> Laid {
    let columns = Columns::new(dataset);
    let membership = Membership::new(dataset, &columns, arrangement.grouping);
    let model = Model::new(Given {
        dataset,
        matched: &Bits::all(dataset.len()),
        columns: &columns,
        membership: &membership,
        arrangement,
    });
    let scale = TimeScale::new(view, 0.0, WIDTH);
    let space = Space { level: tiles::level(scale.seconds_per_point()), height, fewest: layout::FEWEST_ROWS };
    let source = Source { columns: &columns, model: &model };
    let stacked = layout::arrange(source, arrangement, space, &mut width);
    Laid { columns, model, stacked, scale }
}

const WIDTH: f32 = 900.0;

impl Laid {
    fn screen(&self) -> Rect {
        Rect::from_min_max(pos2(0.0, 0.0), pos2(WIDTH, self.stacked.height.max(1.0)))
    }

    fn seen(&mut self) -> Vec<Placed> {
        let (screen, source) = (self.screen(), Source { columns: &self.columns, model: &self.model });
        self.stacked.seen(source, &self.scale, screen, 0.0, &mut width)
    }

    /// Everything drawn or counted, window after window over all of time, as lane and event.
    fn everything(&mut self) -> Vec<(usize, u32)> {
        let Some(span) = self.model.span else { return Vec::new() };
        let mut all = Vec::new();
        let view = self.scale.view();
        let last = (span.width() / view.width()).ceil().min(4_000.0) as i32;
        for n in 0..last + 2 {
            let view = TimeView {
                from: span.from + (f64::from(n) - 1.0) * view.width(),
                to: span.from + f64::from(n) * view.width(),
            };
            self.scale = TimeScale::new(view, 0.0, WIDTH);
            for placed in self.seen() {
                let lane = &self.model.lanes[self.stacked.lanes[placed.lane].lane];
                match &placed.thing {
                    Thing::One(at) => all.push((placed.lane, *at)),
                    Thing::Many(badge) => {
                        all.extend(badge.members(&lane.index).into_iter().map(|at| (placed.lane, at)));
                    }
                }
            }
        }
        all.sort_unstable();
        all
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
    fn every_dated_event_is_drawn_or_counted_exactly_once(
        dates in prop::collection::vec(any_date(), 0..120), view in any_view(), height in 60.0_f32..900.0
    ) {
        let mut laid = laid(&dates, view, height);
        let mut seen = laid.everything();
        // a long one is seen in more than one window, but never as two things
        seen.dedup();
        let all: Vec<(usize, u32)> = (0..u32::try_from(dates.len()).unwrap()).map(|at| (0, at)).collect();
        prop_assert_eq!(seen, all);
        let placed = laid.seen();
        let mut drawn: Vec<u32> = placed.iter().flat_map(|one| match &one.thing {
            Thing::One(at) => vec![*at],
            Thing::Many(badge) => badge.members(&laid.model.lanes[0].index),
        }).collect();
        let count = drawn.len();
        drawn.sort_unstable();
        drawn.dedup();
        prop_assert_eq!(drawn.len(), count, "twice in one window");
    }

    #[test]
    fn groups_tell_how_many_of_which_kind_they_hold(
        dates in prop::collection::vec(any_date(), 0..120), view in any_view()
    ) {
        let mut laid = laid(&dates, view, 60.0);
        for placed in laid.seen() {
            if let Thing::Many(badge) = &placed.thing {
                let index = &laid.model.lanes[laid.stacked.lanes[placed.lane].lane].index;
                prop_assert_eq!(badge.members(index).len(), badge.total);
                prop_assert_eq!(badge.tally.iter().map(|(_, count)| count).sum::<usize>(), badge.total);
                let first = badge.first;
                prop_assert!(badge.contains(index, first));
                prop_assert_eq!(badge.of(index, &[first]).collect::<Vec<_>>(), [first]);
            }
        }
    }

    #[test]
    fn nothing_overlaps_in_any_window(
        dates in prop::collection::vec(any_date(), 0..120), view in any_view(), height in 60.0_f32..900.0
    ) {
        let placed = laid(&dates, view, height).seen();
        for (n, one) in placed.iter().enumerate() {
            for other in placed.iter().skip(n + 1).filter(|other| (other.shape.top() - one.shape.top()).abs() < 1.0) {
                let (left, right) = if one.shape.left() <= other.shape.left() { (one, other) } else { (other, one) };
                prop_assert!(left.shape.right() <= right.shape.left() + 0.5, "{left:?} {right:?}");
                prop_assert!(left.text.max <= right.shape.left() + 0.5, "{left:?} {right:?}");
            }
        }
    }

    #[test]
    fn nothing_moves_while_time_is_panned(
        dates in prop::collection::vec(any_date(), 1..60), view in any_view(), by in -0.9..0.9_f64
    ) {
        let mut here = laid(&dates, view, 400.0);
        let by = by * view.width();
        let mut there = laid(&dates, TimeView { from: view.from + by, to: view.from + by + view.width() }, 400.0);
        // rounding may tip a scale that lies on the edge of a level
        prop_assume!((here.stacked.coarsest - there.stacked.coarsest).abs() < 1e-9);
        prop_assert!((here.stacked.height - there.stacked.height).abs() < 0.1);
        let top = |placed: &Placed| match &placed.thing {
            Thing::One(at) => (*at, placed.shape.top(), 1),
            Thing::Many(badge) => (badge.first, placed.shape.top(), badge.total),
        };
        let (before, after) = (here.seen(), there.seen());
        for one in before.iter().map(top) {
            for other in after.iter().map(top).filter(|other| other.0 == one.0) {
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn what_is_seen_is_all_that_lies_in_view(
        dates in prop::collection::vec(any_date(), 0..80), view in any_view()
    ) {
        let mut laid = laid(&dates, view, 400.0);
        let placed = laid.seen();
        for (at, row) in (0_u32..).zip(laid.columns.rows()) {
            let inside = row.to >= view.from && row.from <= view.to;
            let found = placed.iter().any(|one| match &one.thing {
                Thing::One(one) => *one == at,
                Thing::Many(badge) => badge.contains(&laid.model.lanes[0].index, at),
            });
            // a group stands where its members begin
            let counted = row.anchor() < view.from || row.anchor() > view.to;
            prop_assert!(!inside || found || counted, "{row:?}");
        }
    }
}

#[test]
fn events_of_one_year_take_the_rows_that_the_lane_has() {
    let mut laid = laid(&vec!["2021".to_owned(); 6], TimeView::default(), 400.0);
    let rows: std::collections::BTreeSet<i32> = laid.seen().iter().map(|one| one.shape.top() as i32).collect();
    assert_eq!(rows.len(), 6, "each in a row of its own, none counted");
}

#[test]
fn in_a_large_dataset_everything_is_there_exactly_once_too() {
    for (name, grouping) in [("kind", Grouping::Kind), ("gate", Grouping::Gate)] {
        let arrangement = Arrangement { grouping, ..Arrangement::default() };
        let year = 365.25 * 86_400.0;
        let from = seconds(Moment::year_start(2021));
        let dataset = generate::dataset(8_000, 3);
        let mut laid = laid_in(&dataset, TimeView::new(from, from + year), 400.0, &arrangement);
        let mut seen = laid.everything();
        seen.dedup();
        let lanes = laid.stacked.lanes.iter().map(|shown| &laid.model.lanes[shown.lane]);
        let expected: usize = lanes.map(|lane| lane.index.len()).sum();
        assert_eq!(seen.len(), expected, "{name}");
    }
}
