//! Dates that can't both be right.

use crate::dataset::index::Dataset;
use crate::dataset::problem::{Found, Rule};
use crate::model::{Edtf, Field, Record};

use super::about;

/// A paper signed at a meeting has a date that the meeting can have had; nothing is due, or known
/// to exist, before it came about.
pub(super) fn contradictions(dataset: &Dataset, problems: &mut Found) {
    for record in dataset.records() {
        let Some(date) = &record.date else { continue };
        for field in [Field::SignedAt, Field::UndertakenAt] {
            let occasion = record.link(field).and_then(|id| dataset.by_id(id));
            let Some((occasion, held)) = occasion.and_then(|o| Some((o, o.date.as_ref()?))) else { continue };
            if !date.bounds().possible().overlaps(&held.bounds().possible()) {
                let what = format!("dated {date}, but {} of {held} is where it came about", occasion.id);
                report(record, field, what, problems);
            }
        }
        for field in [Field::Due, Field::KnownBy] {
            if let Some(later) = record.date_in(field).filter(|later| ends_before(later, date)) {
                let what = format!("{} {later} lies before its date {date}", field.name());
                report(record, field, what, problems);
            }
        }
    }
}

fn report(record: &Record, field: Field, what: String, problems: &mut Found) {
    let remedy = "mend one of the dates, or record a Discrepancy and leave the doubtful date out";
    let mut problem = about(record, Rule::ContradictoryDates, what, remedy);
    problem.field = Some(field.name().into());
    problems.push(problem);
}

/// Whether `a` is over before `b` can have begun.
fn ends_before(a: &Edtf, b: &Edtf) -> bool {
    match (a.bounds().possible().to, b.bounds().possible().from) {
        (Some(end), Some(start)) => end <= start,
        _ => false,
    }
}
