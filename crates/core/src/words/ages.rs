//! How long ago, in words.

use super::Words;

/// Days of a mean year and of its twelfth, in the Gregorian calendar.
const YEAR: f64 = 365.2425;
const MONTH: f64 = YEAR / 12.0;
/// Whole months or years are told from so many days on.
const MONTHS_FROM: i64 = 60;
const YEARS_FROM: i64 = 730;

impl Words {
    /// An age of at least and at most so many days (neither negative) in words: `12 days`,
    /// `4 years 8 months`, `between 2 years and 3 years`, `up to 11 months`. What is told is whole
    /// and not more than has passed.
    pub fn age(&self, least: i64, most: i64) -> String {
        let (shortest, longest) = (self.days(least, least == most), self.days(most, least == most));
        if shortest == longest {
            longest
        } else if least < MONTHS_FROM {
            self.with("age-up-to", &[("most", longest.into())])
        } else {
            self.with("age-between", &[("least", shortest.into()), ("most", longest.into())])
        }
    }

    /// `exact` adds the months to the years.
    fn days(&self, days: i64, exact: bool) -> String {
        let count = |key: &str, n: i64| self.with(key, &[("n", n.into())]);
        // a tenth of a day makes up for the mean: 365 days are a year
        let whole = |unit: f64| ((days as f64 + 0.6) / unit).floor() as i64;
        if days < MONTHS_FROM {
            return count("age-days", days);
        }
        if days < YEARS_FROM {
            return count("age-months", whole(MONTH));
        }
        let months = whole(MONTH);
        let years = count("age-years", months / 12);
        if !exact || months % 12 == 0 {
            return years;
        }
        self.with("age-both", &[("years", years.into()), ("months", count("age-months", months % 12).into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn an_age_is_told_as_exactly_as_it_is_known() {
        let words = Words::new(Lang::En);
        let told = [(1, 1), (59, 59), (365, 365), (730, 730), (1715, 1715), (1448, 1813), (0, 352), (800, 830)];
        let told = told.map(|(least, most)| words.age(least, most));
        let expected = [
            "1 day",
            "59 days",
            "12 months",
            "2 years",
            "4 years 8 months",
            "between 3 years and 4 years",
            "not over 11 months",
            "2 years",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn an_age_is_told_in_every_language() {
        assert_eq!(Words::new(Lang::Vi).age(1715, 1715), "4 năm 8 tháng");
        assert_eq!(Words::new(Lang::Zh).age(1715, 1715), "4 年 8 个月");
    }
}
