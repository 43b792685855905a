//! The first rows of a table, and what a mapping would make of them.

use super::decode::{Context, RowDecoder};
use super::mapping::Mapping;
use crate::dataset::Problem;
use crate::model::Record;
use crate::model::node::Place;

/// The beginning of one table of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Empty where the file is one table.
    pub name: String,
    /// The first rows with what a person calls them by, the one with the names included.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Whether there are more rows than these.
    pub more: bool,
}

impl Sheet {
    /// Rows that are looked at.
    const ROWS: usize = 500;

    /// Adds a row; false when there are enough.
    pub(in crate::dataset) fn add(&mut self, number: u32, cells: Vec<String>) -> bool {
        if self.rows.len() == Self::ROWS {
            self.more = true;
            return false;
        }
        self.rows.push((number, cells));
        true
    }

    /// Whether the first row seems to name the columns: nothing in it is a number or a date.
    #[must_use]
    pub fn has_header(&self) -> bool {
        let reading = super::dates::Reading { month_first: false, sure: false };
        let is_value = |cell: &String| {
            let cell = cell.trim();
            cell.parse::<f64>().is_ok() || cell.len() > 3 && super::dates::read(cell, reading).is_ok()
        };
        self.rows.first().is_none_or(|(_, cells)| !cells.iter().any(is_value))
    }

    /// The names of the columns: the cells of the first row, or letters.
    #[must_use]
    pub fn names(&self, header: bool) -> Vec<String> {
        let first = self.rows.first().map_or(&[][..], |(_, cells)| cells);
        let wide = self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let named = |at: usize| first.get(at).filter(|_| header).map(|cell| cell.trim().to_owned());
        (0..wide).map(|at| named(at).unwrap_or_else(|| if header { String::new() } else { letters(at) })).collect()
    }

    /// The rows below that of the names.
    #[must_use]
    pub fn body(&self, header: bool) -> &[(u32, Vec<String>)] {
        self.rows.get(usize::from(header)..).unwrap_or_default()
    }

    /// What the table seems to mean.
    #[must_use]
    pub fn guess(&self) -> Mapping {
        let header = self.has_header();
        let rows: Vec<Vec<String>> = self.body(header).iter().map(|(_, cells)| cells.clone()).collect();
        let mapping = super::guess::for_table(&self.names(header), &rows, header);
        Mapping { sheet: Some(self.name.clone()).filter(|name| !name.is_empty()), ..mapping }
    }
}

/// A, B, … Z, AA, AB, … as spreadsheets name columns.
fn letters(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    if at < 26 { letter.to_string() } else { format!("{}{letter}", letters(at / 26 - 1)) }
}

/// What a mapping makes of the first rows.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
}

/// Tries a mapping on the beginning of a table.
#[must_use]
pub fn trial(sheet: &Sheet, mapping: &Mapping, context: Context) -> Trial {
    let mut decoder = RowDecoder::new(context, mapping.clone());
    for (number, cells) in sheet.body(mapping.header) {
        decoder.row(*number, Place { line: *number, column: 1 }, cells);
    }
    let (records, problems) = decoder.finish();
    Trial { records, problems }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_names_are_called_by_letters() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
        let rows = vec![(1, vec!["2023-04-25".to_owned(), "Họp".to_owned()])];
        let sheet = Sheet { rows, ..Sheet::default() };
        assert!(!sheet.has_header());
        assert_eq!(sheet.names(false), ["A", "B"]);
        assert_eq!(sheet.guess().columns.iter().map(|c| c.target.to_string()).collect::<Vec<_>>(), ["date", "name"]);
    }
}
