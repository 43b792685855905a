//! Dates that can't both be right, and dates that say less, or other, than the sources do.

use crate::dataset::index::{Dataset, Link};
use crate::dataset::problem::{FileProblems, Rule};
use crate::model::schema::fields_of;
use crate::model::{Edtf, Field, Kind, Record};

use super::about;

/// Where a record came about.
const OCCASIONS: [Field; 2] = [Field::SignedAt, Field::UndertakenAt];
/// When something happens after a record came about.
const LATER: [Field; 2] = [Field::Due, Field::KnownBy];

/// A paper signed at a meeting has a date that the meeting can have had, and no vaguer one;
/// nothing is due, or known to exist, before it came about.
pub(super) fn contradictions(dataset: &Dataset, problems: &mut FileProblems) {
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
            } else if is_vaguer(date, held) && record.note.is_empty() {
                let what = format!("dated {date}, less exactly than {} of {held}, where it came about", occasion.id);
                let remedy = "leave date out, so that it is taken from there, or say in note why it is not";
                tell(record, Rule::VagueDate, "date", what, remedy, problems);
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

/// Promises dated by the day on which an article tells of them: they were made by then.
pub(super) fn of_publication(dataset: &Dataset, problems: &mut FileProblems) {
    for (_, record) in dataset.of_kind(Kind::Commitment) {
        let Some(date) = record.stated_date().filter(|date| !date.is_interval()) else { continue };
        let occasion = record.link(Field::UndertakenAt).and_then(|id| dataset.by_id(id));
        if occasion.is_some_and(|occasion| occasion.date.is_some()) {
            continue;
        }
        let published = |source: &Record| source.date_in(Field::Published).is_some_and(|day| day == date);
        let mut sources = record.cite.iter().filter_map(|cite| dataset.by_id(&cite.source));
        if let Some(source) = sources.find(|source| published(source)) {
            let what = format!("dated {date}, the day on which {} was published", source.id);
            let remedy = format!("write \"/{date}\" (by that day), or name the occasion in undertaken_at");
            tell(record, Rule::PublicationDate, "date", what, &remedy, problems);
        }
    }
}

/// Whether a date leaves more open than that of the occasion. A period that a promise covers is
/// none that is vaguer.
fn is_vaguer(date: &Edtf, held: &Edtf) -> bool {
    let (mine, theirs) = (date.bounds().possible(), held.bounds().possible());
    (!date.is_interval() || date.unknown_start()) && mine.encloses(&theirs) && !theirs.encloses(&mine)
}

fn report(record: &Record, field: Field, what: String, problems: &mut FileProblems) {
    let remedy = "mend one of the dates, or record a Discrepancy and leave the doubtful date out";
    tell(record, Rule::ContradictoryDates, field.name(), what, remedy, problems);
}

fn tell(record: &Record, rule: Rule, field: &str, what: String, remedy: &str, problems: &mut FileProblems) {
    let mut problem = about(record, rule, what, remedy);
    problem.field = Some(field.into());
    problems.push(problem);
}

/// Whether `a` is over before `b` can have begun.
fn ends_before(a: &Edtf, b: &Edtf) -> bool {
    match (a.bounds().possible().to, b.bounds().possible().from) {
        (Some(end), Some(start)) => end <= start,
        _ => false,
    }
}
