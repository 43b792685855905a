//! The sources that records cite, as works to quote.

use crate::dataset::Ix;
use crate::model::date::{Date, Form, Parts};
use crate::model::{Edtf, Field, Kind, Lang, Record};
use crate::query::bits::Bits;

use super::job::Job;
use super::loss::Fields;

/// The fields of a source that both forms of quoting hold.
pub(super) const HELD: Fields = Fields::of(&[
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
    let mut cited = Bits::none(job.dataset.len());
    for (ix, record) in job.records() {
        if is_source(record) {
            cited.set(ix.row());
        }
        for cite in record.all_cites() {
            if let Some(source) = job.dataset.ix(&cite.source) {
                cited.set(source.row());
            }
        }
    }
    job.dataset.rows().filter(|ix| cited.has(ix.row()) && job.dataset.record(*ix).is_some_and(is_source)).collect()
}

fn is_source(record: &Record) -> bool {
    record.kind == Kind::Source
}

/// The title in the language of the work, and in the reader's where that is another.
pub(super) fn titles<'a>(job: &Job<'_>, source: &'a Record) -> (&'a str, Option<&'a str>) {
    let own = match source.word(Field::Language) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => Lang::Vi,
    };
    let (title, other) = (source.name.get(own), source.name.get(job.words.lang()));
    (title, Some(other).filter(|other| *other != title))
}

/// Year, month and day, as far as they are known, of a single date; and whether it is approximate.
pub(super) fn ymd(date: &Edtf) -> Option<(Vec<i64>, bool)> {
    let Parts::Single(Date { form, .. }) = date.parts() else { return None };
    let parts = match form {
        Form::Year(year) => vec![year],
        Form::Month { year, month } => vec![year, month.into()],
        Form::Day { year, month, day } | Form::DateTime { year, month, day, .. } => {
            vec![year, month.into(), day.into()]
        }
        _ => return None,
    };
    Some((parts, date.is_approximate() || date.is_uncertain()))
}

/// What a reader must know of the source.
pub(super) fn limits<'a>(job: &Job<'_>, source: &'a Record) -> &'a str {
    source.text(Field::Limits).map(|text| text.get(job.words.lang())).unwrap_or_default()
}
