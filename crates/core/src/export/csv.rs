//! CSV (RFC 4180) for spreadsheets and statistics: one row a record, lists joined with `; `, and
//! beside it a description of the columns (a Frictionless Data Package).

use std::{io, iter};

use crate::dataset::Ix;
use crate::model::{Kind, Record};

use super::iso;
use super::job::{Job, Out, Writer, stream};
use super::loss::{Lost, Survey, Tally};
use super::notation::push_number;
use super::table::{Cell, Column, Of, Row, columns};

/// Tells spreadsheets that the text is UTF-8; without it they take Vietnamese for another coding.
const MARK: &str = "\u{feff}";

pub(super) struct Csv;

impl Writer for Csv {
    fn weigh(&self, job: &Job<'_>, ix: Ix, record: &Record, tally: &mut Tally) -> bool {
        tally.add_if(record.date.is_none(), Lost::Undated);
        tally.outside(job, ix, record);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut Out<'_>) -> io::Result<()> {
        let columns = columns(survey.seen);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        out.put(format!("{MARK}{}\r\n", names.join(",")).as_bytes())?;
        let plans = Kind::ALL.map(|kind| Plan::new(&columns, kind));
        stream(job, out, || {
            let (plans, mut made) = (&plans, Vec::new());
            move |_, ix, record, bytes| {
                if let Some(plan) = plans.get(record.kind as usize) {
                    row(plan, &Row::new(job.dataset, ix, record), &mut made, bytes);
                }
            }
        })
    }
}

/// What a row of one kind is made of: most columns are of other kinds, and are only commas.
struct Plan {
    /// Commas, and what comes after them.
    cells: Vec<(usize, Of)>,
    /// Commas after the last of them.
    rest: usize,
}

impl Plan {
    fn new(columns: &[Column], kind: Kind) -> Self {
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

/// `made` is scratch.
fn row(plan: &Plan, row: &Row<'_>, made: &mut Vec<u8>, bytes: &mut Vec<u8>) {
    for (commas, of) in &plan.cells {
        bytes.extend(iter::repeat_n(b',', *commas));
        match row.cell(*of, made) {
            Cell::Empty => {}
            Cell::Text(text) => cell(text.as_bytes(), bytes),
            Cell::Number(number) => push_number(number, bytes),
            Cell::Moment(moment) => iso::push(moment, bytes),
            Cell::Made => cell(made, bytes),
        }
    }
    bytes.extend(iter::repeat_n(b',', plan.rest));
    bytes.extend(b"\r\n");
}

/// A cell of text, harmless, and in quotes where it must be.
fn cell(text: &[u8], bytes: &mut Vec<u8>) {
    let guard = may_run(text.first()) && std::str::from_utf8(text).is_ok_and(runs);
    let quoted = text.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'));
    if quoted {
        bytes.push(b'"');
    }
    if guard {
        bytes.push(b'\'');
    }
    if quoted {
        for byte in text {
            if *byte == b'"' {
                bytes.push(b'"');
            }
            bytes.push(*byte);
        }
        bytes.push(b'"');
    } else {
        bytes.extend_from_slice(text);
    }
}

/// The cell with an apostrophe before what a spreadsheet would run as a formula. A plain number
/// is none. Taking one apostrophe away from a cell that would run without its apostrophes gives
/// the cell back, whatever it was.
#[must_use]
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
