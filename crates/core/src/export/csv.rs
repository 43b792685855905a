//! CSV (RFC 4180) for spreadsheets and statistics: one row a record, lists joined with `; `, and
//! beside it a description of the columns (a Frictionless Data Package).

use std::io;
use std::mem;

use memchr::{memchr, memchr3};

use crate::dataset::Ix;
use crate::model::{Kind, Record};

use super::job::{ExportOut, FormatWriter, Job, stream};
use super::loss::{LossTally, Survey};
use super::notation::push_number;
use super::scope::ColumnSet;
use super::table::{ColumnSource, Scratch, TableCell, TableColumn, TableRow, columns};
use super::{iso, people};

/// Tells spreadsheets that the text is UTF-8; without it they take Vietnamese for another coding.
const MARK: &str = "\u{feff}";

/// Bytes that are gathered before they go out.
const FLUSH: usize = 1 << 16;

pub(super) struct Csv;

impl FormatWriter for Csv {
    fn count_losses(&self, job: &Job<'_>, ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        if job.columns == ColumnSet::People {
            people::count_losses(record, tally);
            return true;
        }
        tally.outside(job, ix);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        if job.columns == ColumnSet::People {
            return for_people(job, out);
        }
        let columns = columns(survey.seen, job.is_part());
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        out.put(format!("{MARK}{}\r\n", names.join(",")).as_bytes())?;
        let plans = Kind::ALL.map(|kind| Plan::new(&columns, kind));
        stream(job, out, || {
            let (plans, mut scratch) = (&plans, Scratch::default());
            move |_, ix, record, bytes| {
                if let Some(plan) = plans.get(record.kind as usize) {
                    row(plan, &TableRow::new(job, ix, record), &mut scratch, bytes);
                }
            }
        })
    }
}

/// The table for people, in the order of time.
fn for_people(job: &Job<'_>, out: &mut ExportOut<'_>) -> io::Result<()> {
    let rows = people::sorted(job);
    // a cell of text has room for every address
    let columns = people::columns(job, &rows, &people::PeopleColumn::TEXT);
    let mut bytes = MARK.as_bytes().to_vec();
    for (at, column) in columns.iter().enumerate() {
        bytes.extend(if at == 0 { &b""[..] } else { b"," });
        cell(column.heading(job).as_bytes(), &mut bytes);
    }
    bytes.extend(b"\r\n");
    for ix in rows {
        let Some(row) = people::PeopleRow::new(job, ix) else { continue };
        for (at, column) in columns.iter().enumerate() {
            bytes.extend(if at == 0 { &b""[..] } else { b"," });
            match row.plain(*column) {
                people::PeopleCell::Empty => {}
                people::PeopleCell::Text(text) => cell(text.as_bytes(), &mut bytes),
                people::PeopleCell::Day(day, exact) => {
                    let from = bytes.len();
                    iso::push(day, &mut bytes);
                    // of -0499-03-01 the sign is no part
                    let sign = usize::from(bytes.get(from).is_some_and(|byte| !byte.is_ascii_digit()));
                    bytes.truncate(match exact {
                        people::DayPrecision::Day => bytes.len(),
                        people::DayPrecision::Month => from + sign + 7,
                        people::DayPrecision::Year => from + sign + 4,
                    });
                }
                people::PeopleCell::Link(text, address) => {
                    cell(people::with_address(&text, &address).as_bytes(), &mut bytes);
                }
            }
        }
        bytes.extend(b"\r\n");
        if bytes.len() > FLUSH {
            out.put(&bytes)?;
            bytes.clear();
        }
        out.tick(1)?;
    }
    out.put(&bytes)
}

/// What a row of one kind is made of: most columns are of other kinds, and are only commas.
struct Plan {
    /// Commas, and what comes after them.
    cells: Vec<(usize, ColumnSource)>,
    /// Commas after the last of them.
    rest: usize,
}

impl Plan {
    fn new(columns: &[TableColumn], kind: Kind) -> Self {
        let (mut cells, mut commas) = (Vec::new(), 0);
        for (at, column) in columns.iter().enumerate() {
            commas += usize::from(at > 0);
            if column.of.fits(kind) {
                cells.push((commas, column.of));
                commas = 0;
            }
        }
        Self { cells, rest: commas }
    }
}

fn row(plan: &Plan, row: &TableRow<'_>, scratch: &mut Scratch, bytes: &mut Vec<u8>) {
    // those of empty cells go out together
    let mut commas = 0;
    for (more, of) in &plan.cells {
        commas += more;
        let said = row.cell(*of, scratch);
        if said != TableCell::Empty {
            push_commas(mem::take(&mut commas), bytes);
        }
        match said {
            TableCell::Empty => {}
            TableCell::Text(text) => cell(text.as_bytes(), bytes),
            TableCell::Number(number) => push_number(number, bytes),
            TableCell::Moment(moment) => iso::push(moment, bytes),
            TableCell::Made => cell(&scratch.made, bytes),
        }
    }
    push_commas(commas + plan.rest, bytes);
    bytes.extend(b"\r\n");
}

fn push_commas(mut count: usize, bytes: &mut Vec<u8>) {
    const COMMAS: &[u8] = &[b','; 32];
    while count > 0 {
        let some = COMMAS.get(..count).unwrap_or(COMMAS);
        bytes.extend_from_slice(some);
        count -= some.len();
    }
}

/// Whether any byte asks for quotes.
fn needs_quotes(text: &[u8]) -> bool {
    memchr3(b',', b'"', b'\n', text).is_some() || memchr(b'\r', text).is_some()
}

/// A cell of text, harmless, and in quotes where it must be.
fn cell(text: &[u8], bytes: &mut Vec<u8>) {
    let guard = may_run(text.first()) && std::str::from_utf8(text).is_ok_and(runs);
    let quoted = needs_quotes(text);
    if quoted {
        bytes.push(b'"');
    }
    if guard {
        bytes.push(b'\'');
    }
    if quoted {
        for part in text.split_inclusive(|byte| *byte == b'"') {
            bytes.extend_from_slice(part);
            if part.ends_with(b"\"") {
                bytes.push(b'"');
            }
        }
        bytes.push(b'"');
    } else {
        bytes.extend_from_slice(text);
    }
}

/// The cell with an apostrophe before what a spreadsheet would run as a formula. A plain number
/// is none. Taking one apostrophe away from a cell that would run without its apostrophes gives
/// the cell back, whatever it was.
pub fn defused(cell: String) -> String {
    if runs(&cell) { format!("'{cell}") } else { cell }
}

/// Most cells begin with a letter or a digit and are looked at no further. The first byte of a wide
/// sign is that of some ideographs too.
fn may_run(first: Option<&u8>) -> bool {
    matches!(first, Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | b'\'' | 0xef))
}

fn runs(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let Some(first) = bare.as_bytes().first() else { return false };
    if !may_run(Some(first)) {
        return false;
    }
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let is_number = || {
        bare.len() == cell.len()
            && cell.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b))
            && cell.parse::<f64>().is_ok()
    };
    bare.starts_with(risky) && !is_number()
}
