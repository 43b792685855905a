//! Workbooks of every kind behind one door: XLSX, ODS, and the binary ones, XLS and XLSB.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Sheet, SheetType, Xls, Xlsb, XlsbError};

use super::{Broken, Format, MAX_COLUMNS, ods, xlsx, zip};
use crate::dataset::problem::Rule;

/// Bytes that a packed workbook may unpack to.
const MAX_UNPACKED: u64 = 2 << 30;

/// A workbook that is open.
pub(in crate::dataset) enum Book {
    Xlsx(Box<xlsx::Workbook>),
    Ods(Box<ods::Workbook>),
    Xls(Box<Xls<Cursor<Vec<u8>>>>),
    Xlsb(Box<Xlsb<Cursor<Vec<u8>>>>),
}

impl Book {
    pub(in crate::dataset) fn open(format: Format, bytes: Vec<u8>) -> Result<Self, Broken> {
        match format {
            Format::Ods => ods::Workbook::open(bytes).map(Box::new).map(Self::Ods),
            Format::Xls => {
                Xls::new(Cursor::new(bytes)).map(Box::new).map(Self::Xls).map_err(|error| unreadable(&error))
            }
            Format::Xlsb => {
                zip::unpacked_size(&bytes, MAX_UNPACKED).map_err(|what| {
                    let rule = if what.contains("more than") { Rule::TooLarge } else { Rule::Syntax };
                    Broken::new(rule, 1, what, REMEDY)
                })?;
                Xlsb::new(Cursor::new(bytes)).map(Box::new).map(Self::Xlsb).map_err(|error| unreadable(&error))
            }
            _ => xlsx::Workbook::open(bytes).map(Box::new).map(Self::Xlsx),
        }
    }

    pub(in crate::dataset) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Ods(book) => book.sheets(),
            Self::Xls(book) => of_rows(book.sheets_metadata()),
            Self::Xlsb(book) => of_rows(book.sheets_metadata()),
        }
    }

    /// Gives the rows of a sheet that hold something, with their numbers, until `each` says that it is
    /// enough.
    pub(in crate::dataset) fn read(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, &Vec<String>) -> bool,
    ) -> Result<(), Broken> {
        match self {
            Self::Xlsx(book) => book.read(sheet, each),
            Self::Ods(book) => book.read(sheet, &mut each),
            Self::Xls(book) => read_xls(book, sheet, each),
            Self::Xlsb(book) => read_xlsb(book, sheet, each),
        }
    }
}

/// The names of the sheets that are no charts or macros.
fn of_rows(sheets: &[Sheet]) -> Vec<String> {
    sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
}

const REMEDY: &str = "save the workbook as .xlsx, or as .csv";

fn unreadable(error: &impl std::fmt::Display) -> Broken {
    let what = format!("the workbook can't be read: {error}");
    let remedy =
        if what.to_lowercase().contains("password") { "take its password away and save it again" } else { REMEDY };
    Broken::new(Rule::Syntax, 1, what, remedy)
}

fn read_xls(
    book: &mut Xls<Cursor<Vec<u8>>>,
    sheet: &str,
    mut each: impl FnMut(u32, &Vec<String>) -> bool,
) -> Result<(), Broken> {
    let range = book.worksheet_range(sheet).map_err(|error| unreadable(&error))?;
    let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let Some((top, left)) = range.start() else { return Ok(()) };
    for (at, cells) in (top..).zip(range.rows()) {
        let mut row = vec![String::new(); left as usize];
        row.extend(cells.iter().map(text));
        // a cell that is merged downwards holds for all its rows
        for span in merged.iter().filter(|span| span.start.0 < at && at <= span.end.0) {
            let column = span.start.1 as usize;
            let over = range.get_value(span.start).map(text).unwrap_or_default();
            if let Some(cell) = row.get_mut(column).filter(|cell| cell.is_empty()) {
                *cell = over;
            }
        }
        row.truncate(row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        if row.len() > MAX_COLUMNS {
            return Err(too_wide(at + 1, row.len()));
        }
        if !row.is_empty() && !each(at + 1, &row) {
            break;
        }
    }
    Ok(())
}

fn text(cell: &Data) -> String {
    let cell = match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Error(_) | Data::Empty => DataRef::Empty,
    };
    xlsx::as_text(&cell, xlsx::Shows::All)
}

fn read_xlsb(
    book: &mut Xlsb<Cursor<Vec<u8>>>,
    sheet: &str,
    mut each: impl FnMut(u32, &Vec<String>) -> bool,
) -> Result<(), Broken> {
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        Err(XlsbError::WorksheetNotFound(_)) => return Ok(()),
        Err(error) => return Err(unreadable(&error)),
    };
    let (mut row, mut number): (Vec<String>, u32) = (Vec::new(), 0);
    while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error))? {
        let (line, column) = cell.get_position();
        if line + 1 != number {
            if !row.is_empty() && !each(number, &row) {
                return Ok(());
            }
            row.clear();
            number = line + 1;
        }
        let (text, at) = (xlsx::as_text(cell.get_value(), xlsx::Shows::All), column as usize);
        if text.is_empty() {
            continue;
        }
        if at >= MAX_COLUMNS {
            return Err(too_wide(number, at + 1));
        }
        if row.len() <= at {
            row.resize(at + 1, String::new());
        }
        if let Some(slot) = row.get_mut(at) {
            *slot = text;
        }
    }
    if !row.is_empty() {
        each(number, &row);
    }
    Ok(())
}

fn too_wide(number: u32, wide: usize) -> Broken {
    let what = format!("the row has a cell in column {wide}, and {MAX_COLUMNS} are taken");
    Broken::new(Rule::TooLarge, number, what, "leave out columns; the rest is not read")
}
