//! XLSX workbooks, sheet by sheet and row by row.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Style, Xlsx};

use super::{Broken, MAX_COLUMNS, zip};
use crate::dataset::problem::Rule;

/// Bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 2 << 30;

pub(in crate::dataset) struct Workbook {
    book: Xlsx<Cursor<Vec<u8>>>,
}

/// How exactly a cell shows its date: one that shows month and year says no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Year,
    Month,
    All,
}

impl Workbook {
    pub(in crate::dataset) fn open(bytes: Vec<u8>) -> Result<Self, Broken> {
        zip::unpacked_size(&bytes, MAX_UNPACKED).map_err(|what| {
            let rule = if what.contains("more than") { Rule::TooLarge } else { Rule::Syntax };
            Broken::new(rule, 1, what, "save the workbook again, or as .csv")
        })?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
        Ok(Self { book })
    }

    pub(in crate::dataset) fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// Gives the rows of a sheet that hold something, with their numbers, until `each` says that
    /// it is enough.
    pub(in crate::dataset) fn read(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, &Vec<String>) -> bool,
    ) -> Result<(), Broken> {
        let mut cells = match self.book.worksheet_cells_reader(sheet) {
            Ok(cells) => cells,
            // a sheet that is a chart holds no rows
            Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(unreadable(&error)),
        };
        let shows: Vec<Shows> = cells.styles().iter().map(shows).collect();
        let mut row: Vec<String> = Vec::new();
        let mut number = 0;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| unreadable(&error))? {
            let (line, column) = cell.get_position();
            if line + 1 != number {
                if !row.is_empty() && !each(number, &row) {
                    return Ok(());
                }
                row.clear();
                number = line + 1;
            }
            let at = column as usize;
            let text = as_text(cell.get_value(), shows.get(style).copied().unwrap_or(Shows::All));
            if text.is_empty() {
                continue;
            }
            if at >= MAX_COLUMNS {
                let what = format!("the row has a cell in column {}, and 500 are taken", at + 1);
                return Err(Broken::new(Rule::TooLarge, number, what, "leave out columns; the rest is not read"));
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
}

fn unreadable(error: &calamine::XlsxError) -> Broken {
    let what = format!("the workbook can't be read: {error}");
    let remedy = match error {
        calamine::XlsxError::Password => "take its password away and save it again",
        _ => "save the workbook again, or as .csv",
    };
    Broken::new(Rule::Syntax, 1, what, remedy)
}

pub(super) fn as_text(value: &DataRef<'_>, shows: Shows) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => date(moment, shows),
        // what a formula could not work out is nothing
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A date as EDTF, no more exact than the cell shows it.
fn date(moment: &ExcelDateTime, shows: Shows) -> String {
    let serial = moment.as_f64();
    // beyond these spreadsheets have no dates
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&serial) {
        return serial.to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match shows {
        Shows::Year => format!("{year:04}"),
        Shows::Month => format!("{year:04}-{month:02}"),
        Shows::All if (hour, minute, second) == (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        Shows::All => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

fn shows(style: &Style) -> Shows {
    let Some(format) = &style.number_format else { return Shows::All };
    let mut quoted = false;
    let mut code: String = format.format_code.to_lowercase();
    code.retain(|c| {
        quoted ^= c == '"';
        !quoted
    });
    let has = |c: char| code.contains(c);
    if !has('y') || has('d') || has('h') || has('s') {
        Shows::All
    } else if has('m') {
        Shows::Month
    } else {
        Shows::Year
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};

    use super::*;

    fn book() -> Vec<u8> {
        let mut book = Writer::new();
        let sheet = book.add_worksheet().set_name("Sự kiện").unwrap();
        let day = ExcelDateTime::from_ymd(2023, 4, 25).unwrap();
        for (at, name) in ["Tên", "Ngày", "Tháng", "Năm", "Vĩ độ"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), name).unwrap();
        }
        sheet.write(2, 0, "Họp").unwrap();
        for (at, code) in ["dd/mm/yyyy", "mmm yyyy", "yyyy"].into_iter().enumerate() {
            let column = u16::try_from(at + 1).unwrap();
            sheet.write_with_format(2, column, &day, &Format::new().set_num_format(code)).unwrap();
        }
        sheet.write(2, 4, 21.97).unwrap();
        book.add_worksheet().set_name("Empty").unwrap();
        book.save_to_buffer().unwrap()
    }

    fn rows(bytes: Vec<u8>) -> Result<Vec<(u32, Vec<String>)>, Broken> {
        let mut book = Workbook::open(bytes)?;
        let mut rows = Vec::new();
        for sheet in book.sheets() {
            book.read(&sheet, |number, row| {
                rows.push((number, row.clone()));
                true
            })?;
        }
        Ok(rows)
    }

    #[test]
    fn a_date_is_as_exact_as_its_cell_shows_it() {
        let rows = rows(book()).unwrap();
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(rows[1].1, ["Họp", "2023-04-25", "2023-04", "2023", "21.97"]);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_not_unpacked() {
        let mut bomb = Writer::new();
        let sheet = bomb.add_worksheet();
        for row in 0..2_000 {
            sheet.write(row, 0, "x".repeat(2_000)).unwrap();
        }
        let bytes = bomb.save_to_buffer().unwrap();
        let size = zip::unpacked_size(&bytes, 1 << 30).unwrap();
        assert!(size > bytes.len() as u64);
        assert!(zip::unpacked_size(&bytes, size - 1).unwrap_err().contains("more than"));
        assert!(zip::unpacked_size(&bytes, size).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn a_mutated_workbook_is_rows_or_told(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let mut bytes = book();
            let place = at.index(bytes.len());
            bytes[place] = byte;
            let _never_panics = rows(bytes.clone());
            bytes.truncate(cut.index(bytes.len()));
            let _never_panics = rows(bytes);
        }
    }
}
