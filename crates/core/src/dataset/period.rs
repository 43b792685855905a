//! The time that a dataset is about: what it says itself, else where the bulk of its events lies.

use super::{Dataset, Ix};
use crate::model::{Edtf, Kind, Moment};

/// How many times the spread of the middle half an event may lie away from that half and still
/// belong to the bulk: what is further is an outlier (Tukey's "far out").
const FAR: i64 = 3;
const DAY: i64 = 86_400;
const YEAR: i64 = 366 * DAY;
/// Below so many events there is no bulk to lie outside of.
const FEW: usize = 4;

/// The period of a dataset that says none: from the first to the last of the events that lie where
/// most do, on whole years, months or days. An open or far end widens nothing.
pub(super) fn bulk(dataset: &Dataset) -> Option<(Moment, Moment)> {
    let events = || dataset.rows().filter(|ix| dataset.kind(*ix).is_some_and(Kind::is_event));
    let spans = || events().filter_map(|ix| known(dataset, ix));
    let (first, last) = fence(&mut spans().map(|(from, _)| from).collect::<Vec<i64>>())?;
    let inside = spans().filter(|(from, _)| (first..=last).contains(from));
    let ends = inside.map(|(from, to)| (from, if to <= last.saturating_add(YEAR) { to } else { from + DAY }));
    let (from, to) = ends.reduce(|(from, to), (one, other)| (from.min(one), to.max(other)))?;
    Some(whole(Moment(from), Moment(to)))
}

/// The finite part of a date: where it may begin, and where it surely has ended; of a date with one
/// end a day at that.
fn known(dataset: &Dataset, ix: Ix) -> Option<(i64, i64)> {
    let date = dataset.record(ix)?.date.as_ref()?;
    let bounds = Edtf::bounds(date);
    match (bounds.earliest_start, bounds.latest_end) {
        (Some(from), Some(to)) if from < to => Some((from.0, to.0)),
        (Some(at), _) => Some((at.0, at.0 + DAY)),
        (None, Some(to)) => Some((to.0 - DAY, to.0)),
        (None, None) => None,
    }
}

/// Between which times events belong to the bulk.
fn fence(starts: &mut [i64]) -> Option<(i64, i64)> {
    if starts.len() < FEW {
        return Some((*starts.iter().min()?, *starts.iter().max()?));
    }
    let (quarter, three) = (starts.len() / 4, starts.len() * 3 / 4);
    let low = *starts.select_nth_unstable(quarter).1;
    let high = *starts.select_nth_unstable(three).1;
    let reach = high.saturating_sub(low).max(YEAR).saturating_mul(FAR);
    Some((low.saturating_sub(reach), high.saturating_add(reach)))
}

/// On whole years from three years on, on whole months from two months, else on whole days.
fn whole(from: Moment, to: Moment) -> (Moment, Moment) {
    let last = Moment(to.0.saturating_sub(1).max(from.0));
    let days = (to.0.saturating_sub(from.0)) / DAY;
    let ((year, month, _), (last_year, last_month, _)) = (from.ymd(), last.ymd());
    if days >= 3 * 366 {
        (Moment::year_start(year), Moment::year_start(last_year + 1))
    } else if days >= 60 {
        (Moment::month_start(year, month.into()), Moment::month_start(last_year, i64::from(last_month) + 1))
    } else {
        let day = |at: Moment| Moment(at.0.div_euclid(DAY) * DAY);
        (day(from), day(last).plus_days(1))
    }
}

#[cfg(test)]
mod tests {
    use crate::dataset::Dataset;
    use crate::dataset::open::{SourceFile, load};

    fn of(dates: &[&str]) -> Option<(String, String)> {
        let rows: Vec<String> =
            dates.iter().enumerate().map(|(at, date)| format!("Milestone(id: \"m{at}\", date: \"{date}\")")).collect();
        let text = format!("[{}]", rows.join(", "));
        let dataset: Dataset = load(&[SourceFile { name: "t.ron".into(), text }], Vec::new()).dataset;
        let (from, to) = dataset.period()?;
        let day = |(year, month, day): (i64, u8, u8)| format!("{year}-{month}-{day}");
        Some((day(from.ymd()), day(to.ymd())))
    }

    fn days(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn an_open_or_far_end_and_a_lone_early_event_widen_nothing() {
        let bulk = ["2019-03-01", "2020-05-05", "2021", "2022-01", "2023-07-02", "2021-02-03", "2022-08-09"];
        assert_eq!(of(&bulk), Some(days("2019-1-1", "2024-1-1")));
        let odd = ["2020-04-04/..", "2021-06/", "2022/2080", "-0550", "/2021-03-03", "2120-01-01"];
        let all: Vec<&str> = bulk.into_iter().chain(odd).collect();
        assert_eq!(of(&all), Some(days("2019-1-1", "2024-1-1")));
    }

    #[test]
    fn a_history_of_two_thousand_years_is_shown_whole_and_ends_where_its_events_do() {
        let all: Vec<String> = (0..=20).map(|century| format!("{:04}", century * 100 + 23)).collect();
        let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
        all.push("-0207");
        assert_eq!(of(&all), Some(days("-207-1-1", "2024-1-1")));
    }

    #[test]
    fn a_few_days_are_told_to_the_day_and_nothing_has_no_period() {
        assert_eq!(of(&["2023-05-04", "2023-05-09"]), Some(days("2023-5-4", "2023-5-10")));
        assert_eq!(of(&["2023-05-04", "2023-09"]), Some(days("2023-5-1", "2023-10-1")));
        assert_eq!(of(&[]), None);
    }
}
