use proptest::prelude::*;

use crate::context::{TimeScale, TimeView, seconds};
use crate::timeline::calendar;
use crate::timeline::ticks::{self, TickUnit};
use km0_core::model::{Lang, Moment};
use km0_core::words::Words;

const YEAR: f64 = 365.25 * 86_400.0;

proptest! {
    #[test]
    fn cells_cover_the_view_without_gap_or_overlap(from in -6e10..6e10_f64, width in 86_400.0..400.0 * YEAR) {
        let scale = TimeScale::new(TimeView::new(from, from + width), 0.0, 1000.0);
        let unit = TickUnit::fine(scale.seconds_per_point());
        for unit in [unit, unit.coarse()] {
            let cells = ticks::cells(unit, &scale);
            prop_assert!(cells.len() < 80);
            prop_assert!(cells[0].x.min <= 0.5 && cells[cells.len() - 1].x.max >= 999.5);
            for pair in cells.windows(2) {
                prop_assert!((pair[0].x.max - pair[1].x.min).abs() < 0.01);
                prop_assert!(pair[0].start < pair[1].start);
            }
        }
    }

    #[test]
    fn a_unit_begins_at_or_before_any_moment_in_it(at in -6e10_f64..6e10) {
        let moment = Moment(at as i64);
        for unit in [TickUnit::Day, TickUnit::Week, TickUnit::Month, TickUnit::Quarter, TickUnit::Year, TickUnit::Decade, TickUnit::Century] {
            let start = unit.floor(moment);
            prop_assert!(start <= moment && moment < unit.next(start));
            prop_assert_eq!(unit.floor(start), start);
        }
    }
}

#[test]
fn ticks_and_ranges_speak_three_languages() {
    let day = |y, m, d| Moment::from_ymd(y, m, d).unwrap();
    let view = TimeView::new(seconds(day(2021, 4, 9)), seconds(day(2021, 6, 4)));
    let said = |lang| {
        let words = Words::new(lang);
        [
            calendar::range(&words, view),
            calendar::range(&words, TimeView::default()),
            calendar::fine(&words, TickUnit::Day, day(2021, 4, 9), 80.0),
            calendar::fine(&words, TickUnit::Week, day(2021, 4, 5), 80.0),
            calendar::fine(&words, TickUnit::Month, day(2021, 4, 1), 80.0),
            calendar::fine(&words, TickUnit::Quarter, day(2021, 4, 1), 80.0),
            calendar::coarse(&words, TickUnit::Month, day(2021, 4, 1)),
            calendar::coarse(&words, TickUnit::Decade, day(2020, 1, 1)),
        ]
        .join(" | ")
    };
    insta::assert_snapshot!(Lang::ALL.map(said).join("\n"), @"
    từ ngày 9 tháng 4 đến ngày 3 tháng 6 năm 2021 | 2020–2025 | T6 9 | 5/4 | Th4 | Q2 | tháng 4 năm 2021 | Thập niên 2020
    9 April – 3 June 2021 | 2020–2025 | Fri 9 | 5 Apr | Apr | Q2 | April 2021 | 2020s
    2021年4月9日至6月3日 | 2020—2025年 | 9日 周五 | 4月5日 | 4月 | 2季 | 2021年4月 | 2020年代
    ");
}
