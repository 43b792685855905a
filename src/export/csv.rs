//! CSV (RFC 4180) for spreadsheets: one row a record, lists joined with `; `.
//!
//! `status` holds what stands as `status`, `standing` or `state`, of which a kind has one; `gates`
//! and `places` hold every gate and place that the record names; `lat` and `lon` are its own.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Id, Kind, Lang, Record};

use super::{Chosen, iso};
use crate::dataset::place::linked;

/// Tells spreadsheets that the text is UTF-8; without it they take Vietnamese for another coding.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The columns, in the order of [`cells`].
pub(super) const COLUMNS: [&str; 38] = [
    "id",
    "kind",
    "name_vi",
    "name_en",
    "name_zh",
    "summary_vi",
    "summary_en",
    "date",
    "earliest_start",
    "latest_start",
    "earliest_end",
    "latest_end",
    "form",
    "status",
    "gates",
    "gates_vi",
    "gates_en",
    "places",
    "places_vi",
    "places_en",
    "mechanism",
    "topics",
    "about",
    "lat",
    "lon",
    "error_m",
    "value",
    "value_to",
    "unit",
    "printed",
    "bound",
    "side",
    "cite",
    "note_vi",
    "note_en",
    "address",
    "published",
    "known_by",
];

pub(super) fn write(dataset: &Dataset, chosen: &[Chosen<'_>]) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).from_writer(MARK.to_vec());
    // writing to memory has no way to fail: every row has as many cells as the first
    let _never = writer.write_record(COLUMNS);
    for one in chosen {
        let row = cells(dataset, one.ix, one.record);
        let _never = writer.write_record(row.into_iter().map(defused));
    }
    writer.into_inner().unwrap_or_default()
}

fn cells(dataset: &Dataset, ix: Ix, record: &Record) -> [String; COLUMNS.len()] {
    let [earliest_start, latest_start, earliest_end, latest_end] =
        iso::bounds(dataset.bounds(ix)).map(Option::unwrap_or_default);
    let word = |field: Field| record.word(field).unwrap_or_default().to_owned();
    let choice = |field: Field| record.choice(field).unwrap_or_default();
    let date = |field: Field| record.date_in(field).map(ToString::to_string).unwrap_or_default();
    let number = |field: Field| record.number(field).map(plain).unwrap_or_default();
    let (gates, places) = (linked(dataset, record, Kind::Gate), linked(dataset, record, Kind::Place));
    let position = record.position();
    [
        record.id.to_string(),
        record.kind.slug().to_owned(),
        record.name.vi.clone(),
        record.name.en.clone(),
        record.name.zh.clone(),
        record.summary.vi.clone(),
        record.summary.en.clone(),
        record.date.as_ref().map(ToString::to_string).unwrap_or_default(),
        earliest_start,
        latest_start,
        earliest_end,
        latest_end,
        choice(Field::Form).to_owned(),
        [Field::Status, Field::Standing, Field::State].map(choice).concat(),
        joined(gates.iter().map(|gate| gate.id.to_string())),
        joined(gates.iter().map(|gate| gate.name.get(Lang::Vi).to_owned())),
        joined(gates.iter().map(|gate| gate.name.get(Lang::En).to_owned())),
        joined(places.iter().map(|place| place.id.to_string())),
        joined(places.iter().map(|place| place.name.get(Lang::Vi).to_owned())),
        joined(places.iter().map(|place| place.name.get(Lang::En).to_owned())),
        record.link(Field::Mechanism).map(Id::to_string).unwrap_or_default(),
        joined(record.topics.iter().map(Id::to_string)),
        joined(record.about.iter().map(Id::to_string)),
        position.map(|at| plain(at.lat)).unwrap_or_default(),
        position.map(|at| plain(at.lon)).unwrap_or_default(),
        position.filter(|at| at.error_m > 0.0).map(|at| plain(at.error_m)).unwrap_or_default(),
        number(Field::Value),
        number(Field::ValueTo),
        word(Field::Unit),
        word(Field::Printed),
        choice(Field::Bound).to_owned(),
        choice(Field::Side).to_owned(),
        joined(record.cite.iter().map(ToString::to_string)),
        record.note.vi.clone(),
        record.note.en.clone(),
        word(Field::Address),
        date(Field::Published),
        date(Field::KnownBy),
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn plain(number: f64) -> String {
    number.to_string()
}

/// The cell with an apostrophe before what a spreadsheet would run as a formula. A plain number
/// is none.
#[must_use]
pub fn defused(cell: String) -> String {
    if runs(&cell) { format!("'{cell}") } else { cell }
}

fn runs(cell: &str) -> bool {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let is_number = || cell.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b)) && cell.parse::<f64>().is_ok();
    cell.starts_with(risky) && !is_number()
}
