//! How exactly a date is known, in words.

use super::Words;
use crate::model::Edtf;
use crate::model::date::{Date, DateParts, End, Precision, Qualifier};

impl Words {
    /// How exactly a date is known: `exact day`, `month known, day not stated, approximate`.
    pub fn precision(&self, date: &Edtf) -> String {
        match date.parts() {
            DateParts::Single(date) => self.precision_of(date),
            DateParts::Interval { start, end } => {
                let first = self.precision_of_end(start, "precision-no-start");
                let last = self.precision_of_end(end, "precision-open");
                if first == last {
                    self.with("precision-both-ends", &[("start", first.into())])
                } else {
                    self.with("precision-interval", &[("start", first.into()), ("end", last.into())])
                }
            }
        }
    }

    fn precision_of_end(&self, end: End, open: &str) -> String {
        match end {
            End::Date(date) => self.precision_of(date),
            End::Open => self.t(open).to_owned(),
            End::Unknown => self.t("precision-unknown").to_owned(),
        }
    }

    fn precision_of(&self, date: Date) -> String {
        let precision = self.t(precision_key(date.form.precision()));
        let key = match date.qualifier {
            Qualifier::None => return precision.to_owned(),
            Qualifier::Uncertain => "precision-uncertain",
            Qualifier::Approximate => "precision-about",
            Qualifier::Both => "precision-about-uncertain",
        };
        self.with(key, &[("precision", precision.into())])
    }
}

fn precision_key(precision: Precision) -> &'static str {
    match precision {
        Precision::Instant => "precision-instant",
        Precision::Day => "precision-day",
        Precision::Month => "precision-month",
        Precision::Season => "precision-season",
        Precision::Year => "precision-year",
        Precision::Decade => "precision-decade",
        Precision::Century => "precision-century",
        // a date inside an interval is none itself
        Precision::Interval => "precision-unknown",
    }
}
