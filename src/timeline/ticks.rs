//! The ruler's cells: real calendar units in two rows, the coarse above the fine.

use egui::Rangef;

use super::event::moment;
use crate::context::{TimeScale, seconds};
use km0_core::model::Moment;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum TickUnit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl TickUnit {
    /// From fine to coarse, with the width in points below which labels would not fit.
    const FINE: [(Self, f64); 8] = [
        (Self::Day, 22.0),
        (Self::Week, 46.0),
        (Self::Month, 36.0),
        (Self::Quarter, 52.0),
        (Self::Year, 40.0),
        (Self::Decade, 44.0),
        (Self::Century, 44.0),
        (Self::Millennium, 0.0),
    ];

    /// Seconds of an average one.
    fn length(self) -> f64 {
        let days = match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.44,
            Self::Quarter => 91.3,
            Self::Year => 365.24,
            Self::Decade => 3_652.4,
            Self::Century => 36_524.0,
            Self::Millennium => 365_242.0,
        };
        days * 86_400.0
    }

    /// The finest unit whose labels fit.
    pub(super) fn fine(seconds_per_point: f64) -> Self {
        let fits = |(unit, points): &&(Self, f64)| unit.length() / seconds_per_point >= *points;
        Self::FINE.iter().find(fits).map_or(Self::Millennium, |(unit, _)| *unit)
    }

    /// The unit that is shown above this one.
    pub(super) fn coarse(self) -> Self {
        match self {
            Self::Day | Self::Week => Self::Month,
            Self::Month | Self::Quarter => Self::Year,
            Self::Year => Self::Decade,
            Self::Decade => Self::Century,
            Self::Century | Self::Millennium => Self::Millennium,
        }
    }

    /// Years in one, for units of whole years.
    fn years(self) -> Option<i64> {
        match self {
            Self::Year => Some(1),
            Self::Decade => Some(10),
            Self::Century => Some(100),
            Self::Millennium => Some(1000),
            Self::Day | Self::Week | Self::Month | Self::Quarter => None,
        }
    }

    /// The beginning of the unit that a moment lies in.
    pub(super) fn floor(self, at: Moment) -> Moment {
        let (year, month, day) = at.ymd();
        let today = Moment::month_start(year, i64::from(month)).plus_days(i64::from(day) - 1);
        match self {
            Self::Day => today,
            // 1970-01-01 was a Thursday; weeks begin on Monday
            Self::Week => today.plus_days(-(today.0.div_euclid(86_400) + 3).rem_euclid(7)),
            Self::Month => Moment::month_start(year, i64::from(month)),
            Self::Quarter => Moment::month_start(year, i64::from((month.saturating_sub(1)) / 3 * 3 + 1)),
            _ => Moment::year_start(year - year.rem_euclid(self.years().unwrap_or(1))),
        }
    }

    /// The beginning of the unit after the one that begins at `at`.
    pub(super) fn next(self, at: Moment) -> Moment {
        let (year, month, _) = at.ymd();
        match self {
            Self::Day => at.plus_days(1),
            Self::Week => at.plus_days(7),
            Self::Month => Moment::month_start(year, i64::from(month) + 1),
            Self::Quarter => Moment::month_start(year, i64::from(month) + 3),
            _ => Moment::year_start(year + self.years().unwrap_or(1)),
        }
    }
}

/// The tick near a time, if there is one within `reach` points of it; else the one before it, or
/// the one after.
pub(super) fn snapped(unit: TickUnit, time: f64, scale: &TimeScale, reach: f64, after: bool) -> Moment {
    let start = unit.floor(moment(time));
    let next = unit.next(start);
    let far = |tick: Moment| (seconds(tick) - time).abs() / scale.seconds_per_point();
    match (far(start) <= reach, far(next) <= reach) {
        (false, true) => next,
        // between two that are close to each other
        (true, true) if far(start) >= far(next) => next,
        (false, false) if after => next,
        _ => start,
    }
}

/// One unit on the ruler.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub start: Moment,
    /// Points, not cut to the view.
    pub x: Rangef,
}

/// The cells of a unit that lie in the view, in order; none overlap, and together they cover it.
pub(super) fn cells(unit: TickUnit, scale: &TimeScale) -> Vec<Cell> {
    let view = scale.view();
    let mut start = unit.floor(moment(view.from));
    let mut cells = Vec::new();
    while seconds(start) < view.to && cells.len() < 2_000 {
        let next = unit.next(start);
        cells.push(Cell { start, x: Rangef::new(scale.x_of(start), scale.x_of(next)) });
        start = next;
    }
    cells
}
