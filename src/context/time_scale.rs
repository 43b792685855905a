//! Time ↔ screen. The one place that turns one into the other.

use serde::{Deserialize, Serialize};

use km0_core::model::{Moment, Span};

/// Seconds.
const DAY: f64 = 86_400.0;
/// The narrowest view.
const MIN_WIDTH: f64 = DAY;
/// The widest view: 4 000 years.
const MAX_WIDTH: f64 = 4_000.0 * 365.25 * DAY;

/// The part of time that is shown: seconds since 1970 as [`Moment`] counts them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeView {
    pub from: f64,
    pub to: f64,
}

impl TimeView {
    /// A view of at least a day and at most 4 000 years; what is no span becomes one around it.
    pub fn new(from: f64, to: f64) -> Self {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        if !(from.is_finite() && to.is_finite()) {
            return Self::default();
        }
        let middle = f64::midpoint(from, to);
        let half = ((to - from) / 2.0).clamp(MIN_WIDTH / 2.0, MAX_WIDTH / 2.0);
        Self { from: middle - half, to: middle + half }
    }

    /// The view that shows a span; an open side ends at that side of `around`.
    pub fn of_span(span: &Span, around: &Self) -> Self {
        let from = span.from.map_or(around.from, seconds);
        let to = span.to.map_or(around.to, seconds);
        Self::new(from, to)
    }

    /// Seconds.
    pub fn width(&self) -> f64 {
        self.to - self.from
    }

    /// Wider by a part of itself on both sides.
    pub fn padded(&self, part: f64) -> Self {
        let pad = self.width() * part;
        Self::new(self.from - pad, self.to + pad)
    }

    pub fn panned(&self, seconds: f64) -> Self {
        Self::new(self.from + seconds, self.to + seconds)
    }

    /// `factor` above 1 shows less time. `at` stays where it is on the screen.
    pub fn zoomed(&self, factor: f64, at: f64) -> Self {
        let width = (self.width() / factor).clamp(MIN_WIDTH, MAX_WIDTH);
        let share = (at - self.from) / self.width();
        let from = at - share * width;
        Self { from, to: from + width }
    }

    pub fn span(&self) -> Span {
        Span { from: Some(Moment(self.from.floor() as i64)), to: Some(Moment(self.to.ceil() as i64)) }
    }
}

impl Default for TimeView {
    /// 2020 to 2025.
    fn default() -> Self {
        Self { from: seconds(Moment::year_start(2020)), to: seconds(Moment::year_start(2026)) }
    }
}

/// A moment as seconds.
pub fn seconds(moment: Moment) -> f64 {
    moment.0 as f64
}

/// ```text
///  view.from          t             view.to
///     |---------------|----------------|
///   left            x_of(t)          right      points on screen
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    view: TimeView,
    left: f64,
    width: f64,
}

impl TimeScale {
    /// `left` and `right` in points; a scale is at least one point wide.
    pub fn new(view: TimeView, left: f32, right: f32) -> Self {
        Self { view, left: f64::from(left), width: f64::from(right - left).max(1.0) }
    }

    pub fn view(&self) -> TimeView {
        self.view
    }

    /// Seconds that one point on screen stands for.
    pub fn seconds_per_point(&self) -> f64 {
        self.view.width() / self.width
    }

    pub fn x_of_seconds(&self, time: f64) -> f32 {
        (self.left + (time - self.view.from) / self.view.width() * self.width) as f32
    }

    pub fn x_of(&self, moment: Moment) -> f32 {
        self.x_of_seconds(seconds(moment))
    }

    /// Seconds; the inverse of [`Self::x_of_seconds`].
    pub fn time_at(&self, x: f32) -> f64 {
        self.view.from + (f64::from(x) - self.left) / self.width * self.view.width()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn time_and_screen_are_inverse_to_under_a_pixel(
            middle in -6e10_f64..6e10, width in DAY..(400.0 * 366.0 * DAY), x in 0.0_f32..4000.0
        ) {
            let scale = TimeScale::new(TimeView::new(middle - width / 2.0, middle + width / 2.0), 0.0, 4000.0);
            prop_assert!((scale.x_of_seconds(scale.time_at(x)) - x).abs() < 0.5);
        }

        #[test]
        fn zooming_keeps_the_time_under_the_pointer(x in 0.0_f32..1000.0, factor in 0.5_f64..2.0) {
            let view = TimeView::default();
            let scale = TimeScale::new(view, 0.0, 1000.0);
            let at = scale.time_at(x);
            let after = TimeScale::new(view.zoomed(factor, at), 0.0, 1000.0);
            prop_assert!((after.x_of_seconds(at) - x).abs() < 0.5);
        }
    }

    #[test]
    fn a_view_is_never_narrower_than_a_day() {
        let view = TimeView::default();
        assert!(view.zoomed(1e9, view.from).width() >= DAY);
        assert!(TimeView::new(5.0, 5.0).width() >= DAY);
        assert!(TimeView::new(f64::NAN, 0.0).width() >= DAY);
    }
}
