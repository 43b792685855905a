//! The first rows of a table, and what a mapping would make of them.

use super::decode::{Context, DecodedRows, RowDecoder};
use super::mapping::Mapping;
use super::shape::{self, HeadingShape};
use super::target::ColumnTarget;
use crate::dataset::Problem;
use crate::dataset::format::book::shown;
use crate::dataset::format::encoding::Encoding;
use crate::model::Record;
use crate::model::node::SourcePos;

/// The beginning of one table of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableHead {
    /// Empty where the file is one table.
    pub name: String,
    /// The first rows with what a person calls them by, the one with the names included.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Whether there are more rows than these.
    pub more: bool,
    /// What a text file was read in.
    pub encoding: Option<Encoding>,
    /// Lines among these that are no rows.
    pub unread: Vec<Problem>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Whether it is of a workbook, whose numbers have lost the zeros at their ends.
    pub numbers: bool,
}

impl TableHead {
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

    /// Where the heading is, as the mapping says or as the rows show.
    fn shape(&self, mapping: &Mapping) -> HeadingShape {
        let found = || shape::find(&self.rows);
        let at = mapping
            .heading
            .map(|number| self.rows.iter().position(|(row, _)| *row >= number).unwrap_or(self.rows.len()));
        match (mapping.header, at) {
            (true, Some(at)) => {
                HeadingShape { at, headings: (mapping.headings.max(1) as usize).min(self.rows.len() - at) }
            }
            (true, None) => match found() {
                HeadingShape { at, headings: 0 } => HeadingShape { at, headings: 1.min(self.rows.len() - at) },
                shape => shape,
            },
            (false, at) => HeadingShape { at: at.unwrap_or_else(|| found().at), headings: 0 },
        }
    }

    /// The names of the columns: what the heading says, or letters.
    pub fn names(&self, mapping: &Mapping) -> Vec<String> {
        let shape = self.shape(mapping);
        let wide = self.width(shape);
        if shape.headings == 0 {
            return (0..wide).map(letters).collect();
        }
        shape::names(self.rows.get(shape.at..shape.at + shape.headings).unwrap_or_default(), wide)
    }

    /// How many columns there are: no fewer than the heading has, and no column without a name that
    /// only a few rows reach into by a mark too many.
    fn width(&self, shape: HeadingShape) -> usize {
        let filled =
            |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
        let rows = self.rows.get(shape.at..).unwrap_or_default();
        let (heading, body) = rows.split_at_checked(shape.headings).unwrap_or((rows, &[]));
        let said = heading.iter().map(|(_, cells)| filled(cells)).max().unwrap_or(0);
        // a mark at the end of the heading says that there is a column
        let ruled = heading.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let reach = |wide: usize| body.iter().filter(|(_, cells)| filled(cells) > wide).count();
        if said == 0 {
            return body.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        }
        let mut wide = said;
        while reach(wide) > 0 && (wide < ruled || reach(wide) * 2 > body.len()) {
            wide += 1;
        }
        wide
    }

    /// The rows of the table itself.
    pub fn body(&self, mapping: &Mapping) -> &[(u32, Vec<String>)] {
        let shape = self.shape(mapping);
        let rows = self.rows.get(shape.at + shape.headings..).unwrap_or_default();
        let numbered = shape.headings > 0 && rows.first().is_some_and(|(_, cells)| shape::is_numbering(cells));
        rows.get(usize::from(numbered)..).unwrap_or_default()
    }

    /// What stands above the heading, a row a line.
    pub fn titles(&self, mapping: &Mapping) -> String {
        let above = self.rows.get(..self.shape(mapping).at).unwrap_or_default();
        let line = |cells: &Vec<String>| {
            let cells: Vec<&str> = cells.iter().map(|cell| shown(cell)).filter(|cell| !cell.is_empty()).collect();
            cells.join(" ")
        };
        above.iter().map(|(_, cells)| line(cells)).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Whether it is a table of the same columns, but for a few.
    pub fn is_like(&self, other: &Self) -> bool {
        let names = |sheet: &Self| -> Vec<String> {
            let names = sheet.names(&sheet.guess());
            names.iter().map(|name| crate::model::fold::bare(name)).collect()
        };
        let (one, two) = (names(self), names(other));
        let shared = one.iter().filter(|name| two.contains(name)).count();
        shared * 3 >= one.len().max(two.len()) * 2
    }

    /// What the table seems to mean.
    pub fn guess(&self) -> Mapping {
        let shape = shape::find(&self.rows);
        let number = self.rows.get(shape.at).map(|(number, _)| *number);
        let mapping = Mapping {
            sheet: Some(self.name.clone()).filter(|name| !name.is_empty()),
            header: shape.headings > 0,
            heading: number,
            headings: u32::try_from(shape.headings.max(1)).unwrap_or(1),
            ..Mapping::default()
        };
        self.guess_below(mapping)
    }

    /// Whether this program seems to have written it.
    pub fn is_own(&self) -> bool {
        self.guess().is_own()
    }

    /// What the columns seem to mean under the heading that a mapping says.
    pub fn guess_below(&self, mapping: Mapping) -> Mapping {
        let rows: Vec<Vec<String>> = self.body(&mapping).iter().map(|(_, cells)| cells.clone()).collect();
        let guessed = super::guess::for_table(&self.names(&mapping), &rows, mapping.header);
        Mapping { columns: guessed.columns, order: guessed.order, ..mapping }
    }

    /// Whether a column counts the rows.
    pub(in crate::dataset) fn is_counted(&self, mapping: &Mapping) -> bool {
        let Some(at) = mapping.columns.iter().position(|column| column.target == ColumnTarget::Ignore) else {
            return false;
        };
        let body = self.body(mapping);
        let counted =
            body.iter().filter(|(_, cells)| cells.get(at).is_some_and(|cell| cell.trim().parse::<f64>().is_ok()));
        counted.count() * 2 > body.len()
    }
}

/// A, B, … Z, AA, AB, … as spreadsheets name columns.
pub(super) fn letters(at: usize) -> String {
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
pub fn trial(sheet: &TableHead, mapping: &Mapping, context: Context) -> Trial {
    let mut decoder = RowDecoder::new(context, mapping.clone());
    decoder = decoder.tabular(sheet.is_counted(mapping)).of_numbers(sheet.numbers);
    for (number, cells) in sheet.body(mapping) {
        decoder.row(*number, SourcePos { line: *number, column: 1 }, cells);
    }
    let DecodedRows { records, problems, .. } = decoder.finish();
    Trial { records, problems: sheet.unread.iter().cloned().chain(problems).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_names_are_called_by_letters() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
        let rows = vec![(1, vec!["2023-04-25".to_owned(), "Họp".to_owned()])];
        let sheet = TableHead { rows, ..TableHead::default() };
        let mapping = sheet.guess();
        assert!(!mapping.header);
        assert_eq!(sheet.names(&mapping), ["A", "B"]);
        assert_eq!(sheet.guess().columns.iter().map(|c| c.target.to_string()).collect::<Vec<_>>(), ["date", "name"]);
    }
}
