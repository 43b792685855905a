//! Where the marks of a chart's time axis stand: at the beginnings of years or months.

use crate::context::seconds;
use km0_core::model::{Edtf, Moment};
use km0_core::words::Words;

/// Marks on a time axis, at most.
const MOST: usize = 7;
/// Lengths that marks may be apart, in months.
const STEPS: [i64; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200];

/// The beginnings of months that stand for a span of seconds, and how many months they are apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marks {
    pub(super) at: Vec<f64>,
    pub(super) months: i64,
}

pub(super) fn marks(from: f64, to: f64) -> Marks {
    let month_of = |time: f64| {
        let (year, month, _) = Moment(time.clamp(-1e12, 1e12).floor() as i64).ymd();
        year * 12 + i64::from(month) - 1
    };
    let (first, last) = (month_of(from), month_of(to));
    let count = |step: i64| (last.div_euclid(step) - first.div_euclid(step) + 1).max(0);
    let fits = |step: &i64| usize::try_from(count(*step)).is_ok_and(|count| count <= MOST);
    let months = STEPS.into_iter().find(fits).unwrap_or(12_000);
    let begin = |step: i64| seconds(Moment::month_start(0, step * months + 1));
    let at = (first.div_euclid(months)..=last.div_euclid(months)).map(begin);
    Marks { at: at.filter(|time| (from..=to).contains(time)).take(MOST).collect(), months }
}

/// Marks on an axis of numbers, at most.
const RUNGS: f64 = 5.0;

/// How far apart the marks on an axis of numbers stand: the least of 1, 2, 5, 10, 20 … that leaves
/// few enough.
pub(super) fn rung(low: f64, high: f64) -> f64 {
    let wide = (high - low).abs() / RUNGS;
    if !wide.is_finite() || wide <= 0.0 {
        return 1.0;
    }
    let ten = 10.0_f64.powf(wide.log10().floor());
    let fits = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * ten).find(|step| *step >= wide * (1.0 - 1e-9));
    fits.unwrap_or(10.0 * ten)
}

/// What stands at a mark: the year where one begins, else the month; the first one tells its year as well.
pub(super) fn label(words: &Words, time: f64, months: i64, first: bool) -> String {
    let (year, month, _) = Moment(time.round() as i64).ymd();
    if month == 1 || months >= 12 {
        year.to_string()
    } else if first {
        Edtf::parse(&format!("{year:04}-{month:02}")).map_or_else(|_| year.to_string(), |date| words.date_short(&date))
    } else {
        words.month_short(month).to_owned()
    }
}

/// Whether no mark stands before this one on an axis that begins at `from`.
pub(super) fn is_first(time: f64, months: i64, from: f64) -> bool {
    let (year, month, _) = Moment(time.round() as i64).ymd();
    seconds(Moment::month_start(year, i64::from(month) - months)) < from
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use km0_core::model::Lang;

    fn month(year: i64, month: i64) -> f64 {
        seconds(Moment::month_start(year, month))
    }

    #[test]
    fn years_stand_over_years_and_months_over_months() {
        let words = Words::new(Lang::En);
        let said = |from, to| {
            let marks = marks(from, to);
            let label = |time: &f64| label(&words, *time, marks.months, is_first(*time, marks.months, from));
            marks.at.iter().map(label).collect::<Vec<_>>()
        };
        assert_eq!(said(month(2022, 12), month(2025, 12)), ["2023", "Jul", "2024", "Jul", "2025", "Jul"]);
        assert_eq!(said(month(2019, 6), month(2025, 12)), ["2020", "2021", "2022", "2023", "2024", "2025"]);
        assert_eq!(said(month(2021, 12), month(2022, 5)), ["Dec 2021", "2022", "Feb", "Mar", "Apr", "May"]);
        assert_eq!(said(month(2024, 2) - 9e5, month(2024, 2) + 9e5), ["Feb 2024"], "a month alone tells its year");
    }

    proptest! {
        #[test]
        fn numbers_have_few_marks_and_not_only_one(high in 1e-3..1e9_f64) {
            let count = (high / rung(0.0, high)).floor();
            prop_assert!((1.0..=RUNGS).contains(&count), "{} {}", high, count);
        }

        #[test]
        fn there_are_never_more_marks_than_there_is_room_for(from in -9e10..9e10_f64, wide in 1e5..9e10_f64) {
            let marks = marks(from, from + wide);
            prop_assert!(marks.at.len() <= MOST);
            prop_assert!(marks.at.is_sorted());
            prop_assert!(marks.at.iter().all(|time| (from..=from + wide).contains(time)));
        }
    }
}
