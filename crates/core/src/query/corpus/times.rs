//! When records are, as numbers.

use crate::dataset::Dataset;
use crate::model::{Bounds, Moment, Span};
use crate::query::bits::{FixedBitSet, rows_where};

/// No bound on that side.
const EVER: (i64, i64) = (i64::MIN, i64::MAX);

/// By row: the bounds of its date. A row without a date has times that no window meets.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowTimes {
    /// Of the possible time, half-open.
    possible: Vec<(i64, i64)>,
    /// Of the certain time, half-open; empty where nothing is certain.
    certain: Vec<(i64, i64)>,
    dated: FixedBitSet,
    /// The years that are counted: first and last.
    years: Option<(i32, i32)>,
}

/// A time that no window meets.
const NEVER: (i64, i64) = (i64::MAX, i64::MIN);
/// Years that are counted one by one, at most.
const MOST_YEARS: i32 = 400;

impl RowTimes {
    pub(super) fn new(dataset: &Dataset) -> Self {
        let bounds: Vec<Option<Bounds>> = dataset.rows().map(|ix| dataset.bounds(ix)).collect();
        let possible: Vec<_> = bounds.iter().map(|bounds| bounds.map_or(NEVER, |b| numbers(b.possible()))).collect();
        let certain = bounds.iter().map(|b| b.and_then(|b| b.certain()).map_or(NEVER, numbers)).collect();
        let dated = rows_where(&bounds, Option::is_some);
        let years = years_of(&possible);
        Self { possible, certain, dated, years }
    }

    /// The rows that have a date.
    pub(crate) fn dated(&self) -> &FixedBitSet {
        &self.dated
    }

    /// The rows whose time may lie in the window, at least in part.
    pub(crate) fn possibly(&self, window: Span) -> FixedBitSet {
        let (from, to) = numbers(window);
        rows_where(&self.possible, |(start, end)| *start < to && from < *end)
    }

    /// The rows whose time lies in the window, at least in part, wherever in its bounds it is.
    pub(crate) fn surely(&self, window: Span) -> FixedBitSet {
        let (from, to) = numbers(window);
        let mut bits = rows_where(&self.certain, |(start, end)| *start < to && from < *end);
        bits.union_with(&rows_where(&self.possible, |(start, end)| from <= *start && *end <= to && start < end));
        bits
    }

    /// The first and last year that are counted; none without dates.
    pub(crate) fn years(&self) -> Option<(i32, i32)> {
        self.years
    }

    /// By row: the years that it may lie in, counted from the first, half-open; the same number
    /// twice for none.
    pub(super) fn in_years(&self) -> impl Iterator<Item = (u16, u16)> + '_ {
        let starts: Vec<i64> = self.years.map_or_else(Vec::new, |(first, last)| {
            (first..=last + 1).map(|year| Moment::year_start(i64::from(year)).0).collect()
        });
        let years = starts.len().saturating_sub(1);
        self.possible.iter().map(move |(from, to)| {
            let begin = starts.partition_point(|start| start <= from).saturating_sub(1);
            let end = starts.partition_point(|start| start < to).min(years);
            if from < to && begin < end { (begin as u16, end as u16) } else { (0, 0) }
        })
    }
}

fn numbers(span: Span) -> (i64, i64) {
    (span.from.map_or(EVER.0, |moment| moment.0), span.to.map_or(EVER.1, |moment| moment.0))
}

/// The years from the earliest begin to the latest end, or the last of them where they are many.
fn years_of(possible: &[(i64, i64)]) -> Option<(i32, i32)> {
    let spans = || possible.iter().filter(|span| span.0 < span.1);
    let edges = || {
        spans().flat_map(|(from, to)| [*from, to.saturating_sub(1)]).filter(|at| *at > i64::MIN && *at < i64::MAX - 1)
    };
    let first = Moment(edges().min()?).ymd().0;
    let last = Moment(edges().max()?).ymd().0;
    let (first, last) = (i32::try_from(first).ok()?, i32::try_from(last).ok()?);
    Some((first.max(last - MOST_YEARS + 1), last))
}
