//! Dates that can't both be right.

use crate::dataset::index::{Dataset, Link};
use crate::dataset::problem::{Found, Rule};
use crate::model::schema::fields_of;
use crate::model::{Edtf, Field, Kind, Record};

use super::about;

/// Where a record came about.
const OCCASIONS: [Field; 2] = [Field::SignedAt, Field::UndertakenAt];
/// When something happens after a record came about.
const LATER: [Field; 2] = [Field::Due, Field::KnownBy];

/// A paper signed at a meeting has a date that the meeting can have had; nothing is due, or known
/// to exist, before it came about.
pub(super) fn contradictions(dataset: &Dataset, problems: &mut Found) {
    let telling =
        |kind: Kind| fields_of(kind).iter().any(|spec| OCCASIONS.contains(&spec.field) || LATER.contains(&spec.field));
    let telling: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| telling(*kind)).collect();
    for (ix, record) in dataset.rows().zip(dataset.records()).filter(|(_, record)| telling.contains(&record.kind)) {
        let Some(date) = &record.date else { continue };
        for Link { field, to } in dataset.links(ix).iter().copied().filter(|link| OCCASIONS.contains(&link.field)) {
            let Some((occasion, held)) = dataset.record(to).and_then(|o| Some((o, o.date.as_ref()?))) else { continue };
            if !date.bounds().possible().overlaps(&held.bounds().possible()) {
                let what = format!("dated {date}, but {} of {held} is where it came about", occasion.id);
                report(record, field, what, problems);
            }
        }
        for field in LATER {
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
