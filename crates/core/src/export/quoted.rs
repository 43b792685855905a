//! The sources that records cite, as works to quote.

use crate::dataset::Ix;
use crate::model::date::{Date, DateForm, DateParts};
use crate::model::{Edtf, Field, Kind, Record};
use crate::pages::work;
use crate::query::bits::FixedBitSet;

use super::job::Job;
use super::loss::Fields;

/// The fields of a source that both forms of quoting hold.
pub(super) const HELD: Fields = Fields::new(&[
    Field::Form,
    Field::Publisher,
    Field::Byline,
    Field::Published,
    Field::Language,
    Field::Address,
    Field::Limits,
]);

/// The sources among the records and those that the records cite, in the dataset's order.
pub(super) fn sources(job: &Job<'_>) -> Vec<Ix> {
    let mut cited = FixedBitSet::with_capacity(job.dataset.len());
    for (ix, record) in job.records() {
        if is_source(record) {
            cited.insert(ix.row());
        }
        for cite in record.all_cites() {
            if let Some(source) = job.dataset.ix(&cite.source) {
                cited.insert(source.row());
            }
        }
    }
    job.dataset.rows().filter(|ix| cited.contains(ix.row()) && job.dataset.record(*ix).is_some_and(is_source)).collect()
}

fn is_source(record: &Record) -> bool {
    record.kind == Kind::Source
}

/// The title in the language of the work; none where nobody saw it.
pub(super) fn title(source: &Record) -> Option<&str> {
    work::is_titled(source).then(|| work::title(source)).filter(|title| !title.is_empty())
}

/// What stands beside: the title in the reader's language, or the label of a work whose title
/// nobody saw; and what a reader must know of the source.
pub(super) fn note(job: &Job<'_>, source: &Record) -> String {
    let name = source.name.get(job.words.lang());
    let parts = [name, limits(job, source)];
    let parts = parts.into_iter().filter(|part| !part.is_empty() && title(source) != Some(part));
    parts.map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ")
}

/// The year and month in which the sources were read, where the dataset says so.
pub(super) fn accessed(job: &Job<'_>) -> Option<[i64; 2]> {
    let (parts, _) = ymd(job.dataset.about.read.as_ref()?)?;
    Some([*parts.first()?, *parts.get(1)?])
}

/// Year, month and day, as far as they are known, of a single date; and whether it is approximate.
pub(super) fn ymd(date: &Edtf) -> Option<(Vec<i64>, bool)> {
    let DateParts::Single(Date { form, .. }) = date.parts() else { return None };
    let parts = match form {
        DateForm::Year(year) => vec![year],
        DateForm::Month { year, month } => vec![year, month.into()],
        DateForm::Day { year, month, day } | DateForm::DateTime { year, month, day, .. } => {
            vec![year, month.into(), day.into()]
        }
        _ => return None,
    };
    Some((parts, date.is_approximate() || date.is_uncertain()))
}

/// What a reader must know of the source.
fn limits<'a>(job: &Job<'_>, source: &'a Record) -> &'a str {
    source.text(Field::Limits).map(|text| text.get(job.words.lang())).unwrap_or_default()
}
