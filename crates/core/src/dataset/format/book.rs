//! One way to read workbooks of every kind: XLSX, ODS, and the binary ones, XLS and XLSB.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Sheet, SheetType, SheetVisible, Xls};

use super::cell_format::CellFormat;
use super::{Broken, FileFormat, MAX_COLUMNS, ods, xls, xlsb, xlsx};
use crate::dataset::problem::Rule;
use crate::guard;
use crate::model::node::SourcePos;

/// Cells without a value that are told.
const MOST_LOST: usize = 100_000;

/// What stands between the text of a cell and the address that it links to.
pub(in crate::dataset) const LINK: char = '\u{1f}';

/// What stands behind a text that reads as a number: what somebody typed as one keeps its point or comma,
/// which may stand between thousands; a number of the spreadsheet's own has its point before decimals.
pub(in crate::dataset) const TYPED: char = '\u{1d}';

/// What stands at the end of a text as often as there are columns beside its own over which its cell is merged, where
/// the row says nothing else, or no more than a mark before it.
pub(in crate::dataset) const SPREAD: char = '\u{1c}';

/// Marks the last cell of a row that is merged over so many columns more, if it may be the title of a section.
pub(super) fn spread(row: &mut [String], more: u32) {
    let filled = row.iter().filter(|cell| !cell.is_empty()).count();
    if let Some(last) = row.last_mut().filter(|_| filled <= 2) {
        last.extend(std::iter::repeat_n(SPREAD, MAX_COLUMNS.min(more as usize)));
    }
}

/// The address that the formula of a link leads to: `HYPERLINK("https://…", "text")`.
pub(super) fn linked_by(formula: &str) -> Option<&str> {
    let (_, rest) = formula.split_once("HYPERLINK(\"")?;
    rest.split('"').next().filter(|address| address.starts_with("http"))
}

/// The text that a cell shows, without what the marks say of it.
pub(in crate::dataset) fn shown(cell: &str) -> &str {
    cell.split([LINK, TYPED, SPREAD]).next().unwrap_or_default().trim()
}

/// A text of a cell, marked where its point or comma is doubtful: `1.234`.
pub(super) fn typed(mut text: String) -> String {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text.trim().trim_start_matches('-').split_once(['.', ',']);
    if parts
        .is_some_and(|(whole, rest)| (1..=3).contains(&whole.len()) && rest.len() == 3 && digits(whole) && digits(rest))
    {
        text.push(TYPED);
    }
    text
}

/// A cell whose value can't be had.
pub(in crate::dataset) struct LostCell {
    pub(in crate::dataset) place: SourcePos,
    pub(in crate::dataset) what: String,
    pub(in crate::dataset) remedy: &'static str,
}

/// What the cells of a sheet have beside their values, by row and column from 0.
#[derive(Clone, Debug, Default)]
pub(in crate::dataset) struct SheetExtras {
    /// Cells whose form says something of their value, where they do not bring it themselves.
    pub(super) forms: HashMap<(u32, u32), CellFormat>,
    /// The addresses that cells link to.
    pub(super) links: HashMap<(u32, u32), String>,
    /// Formulas that may lead to an address, or whose value was not saved.
    pub(super) formulas: HashMap<(u32, u32), String>,
    /// Of merged cells the last row and column, by the first.
    pub(super) merged: HashMap<(u32, u32), (u32, u32)>,
    /// What people have written beside cells, in the order of the rows.
    pub(super) comments: BTreeMap<(u32, u32), String>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A workbook of Excel up to 2003, and what the cells of its sheets have beside their values.
type OldBook = (Xls<Cursor<Vec<u8>>>, Vec<SheetExtras>);

/// A workbook that is open.
pub(in crate::dataset) enum Book {
    Xlsx(Box<xlsx::XlsxWorkbook>),
    Ods(Box<ods::OdsWorkbook>),
    Xls(Box<OldBook>),
    Xlsb(Box<xlsb::Workbook>),
}

impl Book {
    pub(in crate::dataset) fn open(format: FileFormat, bytes: Vec<u8>) -> Result<Self, Broken> {
        guarded(|| Self::opened(format, bytes))
    }

    fn opened(format: FileFormat, bytes: Vec<u8>) -> Result<Self, Broken> {
        match format {
            FileFormat::Ods => ods::OdsWorkbook::open(bytes).map(Box::new).map(Self::Ods),
            FileFormat::Xls if !xls::is_sound(&bytes) => {
                Err(Broken::new(Rule::Syntax, 1, "the workbook is damaged", REMEDY))
            }
            FileFormat::Xls => {
                let beside = xls::beside(&bytes);
                let book = Xls::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
                Ok(Self::Xls(Box::new((book, beside))))
            }
            FileFormat::Xlsb => xlsb::Workbook::open(bytes).map(Box::new).map(Self::Xlsb),
            _ => xlsx::XlsxWorkbook::open(bytes).map(Box::new).map(Self::Xlsx),
        }
    }

    /// The sheets by name, and whether each is shown.
    pub(in crate::dataset) fn sheets(&self) -> Vec<(String, bool)> {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Ods(book) => book.sheets(),
            Self::Xls(book) => of_rows(book.0.sheets_metadata()),
            Self::Xlsb(book) => book.sheets(),
        }
    }

    /// Gives the rows of a sheet that hold something, with their numbers, until `each` says that it is
    /// enough. A merged cell holds for all its rows.
    pub(in crate::dataset) fn read(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, &Vec<String>) -> bool,
    ) -> Result<Vec<LostCell>, Broken> {
        guarded(|| match self {
            Self::Xlsx(book) => book.read(sheet, each),
            Self::Ods(book) => book.read(sheet, &mut each),
            Self::Xls(book) => read_xls(&mut book.0, &book.1, sheet, each),
            Self::Xlsb(book) => Ok(book.read(sheet, each)),
        })
    }
}

/// What the spreadsheet library makes of a file. There are damaged ones at which it breaks off in the
/// middle of its work: that is a broken file, and not the end of the program.
fn guarded<T>(work: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    guard::guarded(work).unwrap_or_else(|| Err(Broken::new(Rule::Syntax, 1, "the workbook is damaged", REMEDY)))
}

/// The sheets that are no charts or macros.
fn of_rows(sheets: &[Sheet]) -> Vec<(String, bool)> {
    let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
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
    beside: &[SheetExtras],
    sheet: &str,
    mut each: impl FnMut(u32, &Vec<String>) -> bool,
) -> Result<Vec<LostCell>, Broken> {
    let range = book.worksheet_range(sheet).map_err(|error| unreadable(&error))?;
    let at = book.sheets_metadata().iter().position(|known| known.name == sheet);
    let mut beside = at.and_then(|at| beside.get(at)).cloned().unwrap_or_default();
    let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    beside.merged.extend(merged.iter().map(|area| (area.start, area.end)));
    beside.from_1904 = book.has_1904_epoch();
    let (mut rows, mut lost, plain) = (RowBuilder::default(), Vec::new(), CellFormat::default());
    for ((line, column), text) in &beside.comments {
        remarked(&mut lost, line.saturating_add(1), *column, text);
    }
    let Some((top, left)) = range.start() else { return Ok(lost) };
    for (line, cells) in (top..).zip(range.rows()) {
        for (column, cell) in (left..).zip(cells).filter(|(_, cell)| **cell != Data::Empty) {
            if !rows.at(line.saturating_add(1), &mut each) {
                return Ok(lost);
            }
            let form = beside.forms.get(&(line, column)).unwrap_or(&plain);
            rows.take(&as_ref(cell), (line, column), form, &beside, &mut lost);
        }
    }
    rows.turn(0, &mut each);
    Ok(lost)
}

fn as_ref(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Notes a cell that stands too far to the right, of which the text is told; `column` is counted from 0.
pub(super) fn too_far(lost: &mut Vec<LostCell>, line: u32, column: u32, text: &str) {
    if lost.len() < MOST_LOST {
        let text: String = text.chars().take(80).collect();
        let what = format!("a cell in column {}, {text:?}, is left out: {MAX_COLUMNS} columns are taken", column + 1);
        let place = SourcePos { line, column: column.saturating_add(1) };
        lost.push(LostCell { place, what, remedy: "move it to the left, or remove it" });
    }
}

/// Notes what somebody has written beside a cell; `column` is counted from 0.
pub(super) fn remarked(lost: &mut Vec<LostCell>, line: u32, column: u32, text: &str) {
    if lost.len() < MOST_LOST {
        let text: String = text.chars().take(400).collect();
        let what = format!("the comment on the cell, {text:?}, is in no record");
        let place = SourcePos { line, column: column.saturating_add(1) };
        lost.push(LostCell { place, what, remedy: "give it a column of its own" });
    }
}

/// Notes a cell whose value can't be had; `column` is counted from 0.
pub(super) fn lose(lost: &mut Vec<LostCell>, line: u32, column: u32, what: impl FnOnce() -> String) {
    if lost.len() < MOST_LOST {
        let remedy = "open the workbook in a spreadsheet and save it again, or write the value itself";
        lost.push(LostCell { place: SourcePos { line, column: column.saturating_add(1) }, what: what(), remedy });
    }
}

pub(super) fn error_in(error: &impl std::fmt::Display) -> String {
    format!("the cell holds {error}, which a formula could not work out")
}

pub(super) fn unsaved(formula: &str) -> String {
    format!("the value of the formula ={formula} was not saved with the workbook")
}

/// A row as it comes together, and what merged cells put into it.
#[derive(Default)]
pub(super) struct RowBuilder {
    row: Vec<String>,
    /// Counted from 1; 0 before the first.
    number: u32,
    /// By column the last row and the text of a merged cell.
    down: BTreeMap<usize, (u32, String)>,
    /// Columns beside its own over which the last cell is merged.
    spread: u32,
}

impl RowBuilder {
    /// Goes on in the row of this number; false when no more are wanted.
    pub(super) fn at(&mut self, number: u32, each: &mut impl FnMut(u32, &Vec<String>) -> bool) -> bool {
        number == self.number || self.turn(number, each)
    }

    /// Takes the cell at a row and column, counted from 0.
    pub(super) fn take(
        &mut self,
        cell: &DataRef<'_>,
        at: (u32, u32),
        form: &CellFormat,
        beside: &SheetExtras,
        lost: &mut Vec<LostCell>,
    ) {
        let column = at.1 as usize;
        if let DataRef::Error(error) = cell {
            lose(lost, self.number, at.1, || error_in(error));
        }
        let moment = form.dated.then(|| xlsb::as_moment(cell, beside.from_1904)).flatten();
        let mut text = xlsx::as_text(moment.as_ref().unwrap_or(cell), form);
        let formula = beside.formulas.get(&at);
        // one that gave an empty text has a value, and an error has been told
        let saved = matches!(cell, DataRef::String(_) | DataRef::SharedString(_));
        if let Some(formula) = formula.filter(|_| text.is_empty() && !saved) {
            if !matches!(cell, DataRef::Error(_)) {
                lose(lost, self.number, at.1, || unsaved(formula));
            }
            text = format!("={formula}");
        }
        if text.is_empty() {
            return;
        }
        let by_formula = || formula.and_then(|formula| linked_by(formula));
        let address = beside.links.get(&at).map(String::as_str).or_else(by_formula);
        if let Some(address) = address.filter(|address| *address != text) {
            text.push(LINK);
            text.push_str(address);
        }
        if column >= MAX_COLUMNS {
            return too_far(lost, self.number, at.1, &text);
        }
        let (bottom, right) = beside.merged.get(&at).copied().unwrap_or(at);
        if bottom > at.0 {
            self.hold(column, bottom.saturating_add(1), text.clone());
        }
        self.spread = right.saturating_sub(at.1);
        self.put(column, text);
    }

    /// Lets a cell hold for the rows below it, to the last.
    fn hold(&mut self, at: usize, last: u32, text: String) {
        self.down.insert(at, (last, text));
    }

    /// Gives the row that is whole and begins another; false when no more are wanted.
    pub(super) fn turn(&mut self, next: u32, each: &mut impl FnMut(u32, &Vec<String>) -> bool) -> bool {
        if !self.row.is_empty() {
            spread(&mut self.row, std::mem::take(&mut self.spread));
            let down = std::mem::take(&mut self.down);
            let number = self.number;
            for (at, (_, text)) in down.iter().filter(|(_, (last, _))| *last >= number) {
                if self.row.get(*at).is_none_or(String::is_empty) {
                    self.put(*at, text.clone());
                }
            }
            self.down = down;
            if !each(self.number, &self.row) {
                return false;
            }
        }
        self.row.clear();
        self.number = next;
        self.down.retain(|_, (last, _)| *last >= next);
        true
    }

    fn put(&mut self, at: usize, text: String) {
        if self.row.len() <= at {
            self.row.resize(at + 1, String::new());
        }
        if let Some(slot) = self.row.get_mut(at) {
            *slot = text;
        }
    }
}
