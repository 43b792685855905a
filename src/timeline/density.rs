//! How much happens when: the curve of the overview strip.

use super::columns::{EventColumns, EventTime};
use super::layout::whole;
use crate::context::TimeView;
use km0_core::query::bits::FixedBitSet;

/// Counts of events over equal stretches of the whole time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Density {
    /// What the strip spans.
    pub span: Option<TimeView>,
    /// Relative to the highest of `all`: 0 to 1.
    pub all: Vec<f32>,
    pub matching: Vec<f32>,
}

impl Density {
    /// An event counts once, spread evenly over the stretches that its known time touches.
    /// What lies outside of the span is left out.
    pub(super) fn new(columns: &EventColumns, matched: &FixedBitSet, stretches: usize, span: TimeView) -> Self {
        let all = counts(columns.rows().iter(), span, stretches);
        let matching = counts(columns.rows().iter().filter(|row| matched.contains(row.ix.row())), span, stretches);
        // roots keep a single event visible beside a busy day
        let highest = all.iter().copied().fold(0.0, f32::max).cbrt().max(f32::MIN_POSITIVE);
        let scaled = |counts: Vec<f32>| counts.into_iter().map(|count| count.max(0.0).cbrt() / highest).collect();
        Self { span: Some(span), all: scaled(all), matching: scaled(matching) }
    }
}

/// Sums by differences, so that the cost does not depend on how long events are.
fn counts<'a>(rows: impl Iterator<Item = &'a EventTime>, span: TimeView, stretches: usize) -> Vec<f32> {
    let mut steps = vec![0.0_f32; stretches + 1];
    let place = |time: f64| whole(((time - span.from) / span.width() * stretches as f64) as f32).min(stretches);
    for row in rows.filter(|row| row.overlaps(span)) {
        let (from, to) = row.core();
        let first = place(from).min(stretches.saturating_sub(1));
        let last = place(to).max(first + 1);
        let share = 1.0 / (last - first) as f32;
        for (at, step) in [(first, share), (last, -share)] {
            if let Some(slot) = steps.get_mut(at) {
                *slot += step;
            }
        }
    }
    steps.pop();
    let sums = steps.iter().scan(0.0, |sum, step| {
        *sum += step;
        // what adding and taking away again leaves is nothing
        Some(if *sum < 1e-5 { 0.0 } else { *sum })
    });
    sums.collect()
}
