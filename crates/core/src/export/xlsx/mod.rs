//! XLSX for Excel and LibreOffice: first the records as a person reads and prints them, then a sheet
//! a kind for programs, the sources, what the columns mean, and what the file is.

mod about;
mod list;

use std::collections::BTreeMap;
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::dataset::Ix;
use crate::model::{Kind, Moment, Record, Value};

use crate::export::job::{ExportOut, FormatWriter, Job};
use crate::export::loss::{LossTally, LostPart, SeenFields, Survey};
use crate::export::table::{ColumnSource, Scratch, TableCell, TableColumn, TableRow, columns};
use crate::export::{iso, prose, quoted};

/// The most characters that a cell may hold.
const LONGEST: usize = 32_767;
/// The most rows that a sheet may have, without its head.
const MOST_ROWS: usize = 1_048_575;
const DAY: i64 = 86_400;
/// ISO A4 as the format numbers papers.
const A4: u8 = 9;
/// Characters that are wide enough apart on A4 across.
const PRINTED: f64 = 180.0;
/// The day before which the programs disagree how many days have passed.
const FIRST_DAY: i64 = -25_508;

pub(super) struct Xlsx;

impl FormatWriter for Xlsx {
    fn count_losses(&self, job: &Job<'_>, ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        tally.outside(job, ix);
        tally.add_if(is_long(job, ix, record), LostPart::Cut);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut book = Workbook::new();
        book.set_properties(&properties(job).map_err(failed)?);
        let styles = SheetStyles::new();
        list::write(job, survey, &mut book, out)?;
        let (mut kinds, mut scratch) = (Vec::new(), Scratch::default());
        for (kind, (seen, rows)) in sheets(job) {
            let columns = filled(job, columns(seen, job.is_part()), kind, &rows);
            for (part, rows) in rows.chunks(MOST_ROWS).enumerate() {
                let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
                head(job, sheet, kind, part, &columns, rows.len(), &styles).map_err(failed)?;
                for (at, ix) in rows.iter().enumerate() {
                    let Some(record) = job.dataset.record(*ix) else { continue };
                    let row = TableRow::new(job, *ix, record);
                    line(sheet, at as u32 + 1, &columns, &row, &styles, &mut scratch).map_err(failed)?;
                    out.tick(usize::from(job.has(*ix)))?;
                }
            }
            kinds.push((kind, columns));
        }
        about::columns(job, &kinds, &mut book, &styles).map_err(failed)?;
        about::about(job, survey, &mut book, &styles).map_err(failed)?;
        book.save_to_writer(Pipe(out)).map_err(failed)
    }
}

/// A sheet a kind: what of the schema its records have, and the records. The sources that are
/// cited are among them, so that every citation can be looked up.
fn sheets(job: &Job<'_>) -> BTreeMap<Kind, (SeenFields, Vec<Ix>)> {
    let mut sheets: BTreeMap<Kind, (SeenFields, Vec<Ix>)> = BTreeMap::new();
    let cited = quoted::sources(job);
    let rows = job.records().filter(|(_, record)| record.kind != Kind::Source).map(|(ix, _)| ix);
    for ix in rows.chain(cited) {
        let Some(record) = job.dataset.record(ix) else { continue };
        let (seen, rows) = sheets.entry(record.kind).or_default();
        seen.see(record);
        rows.push(ix);
    }
    sheets
}

/// The columns in which any of the rows has something.
fn filled(job: &Job<'_>, columns: Vec<TableColumn>, kind: Kind, rows: &[Ix]) -> Vec<TableColumn> {
    let mut empty: Vec<ColumnSource> = columns.iter().map(|column| column.of).filter(|of| of.fits(kind)).collect();
    let mut scratch = Scratch::default();
    for ix in rows {
        if empty.is_empty() {
            break;
        }
        let Some(record) = job.dataset.record(*ix) else { continue };
        let row = TableRow::new(job, *ix, record);
        empty.retain(|of| row.cell(*of, &mut scratch) == TableCell::Empty);
    }
    columns.into_iter().filter(|column| column.of.fits(kind) && !empty.contains(&column.of)).collect()
}

struct SheetStyles {
    head: Format,
    day: Format,
    time: Format,
    wrapped: Format,
}

impl SheetStyles {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            wrapped: Format::new().set_text_wrap(),
        }
    }
}

/// The same on every day, so that the same records give the same bytes.
fn properties(job: &Job<'_>) -> Result<DocProperties, XlsxError> {
    let about = &job.dataset.about;
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = prose::escaped(about.name.get(job.words.lang()));
    Ok(DocProperties::new().set_title(title).set_comment(&job.note.filter).set_creation_datetime(&day))
}

fn head(
    job: &Job<'_>,
    sheet: &mut Worksheet,
    kind: Kind,
    part: usize,
    columns: &[TableColumn],
    rows: usize,
    styles: &SheetStyles,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(job.words.kinds(kind), part))?;
    sheet.set_freeze_panes(1, 1)?;
    let last = columns.len().saturating_sub(1) as u16;
    sheet.autofilter(0, 0, rows as u32, last)?;
    for (at, column) in columns.iter().enumerate() {
        sheet.set_column_width(at as u16, width(column.of))?;
        sheet.write_string_with_format(0, at as u16, &column.name, &styles.head)?;
    }
    // who prints the whole book gets what each is called, not hundreds of pages of parts of cells
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let mut wide = 0.0;
    let printed = columns.iter().take_while(|column| {
        wide += width(column.of);
        wide <= PRINTED
    });
    let printed = printed.count().saturating_sub(1) as u16;
    sheet.set_print_area(0, 0, rows as u32, printed)?;
    Ok(())
}

/// A name that Excel takes: at most 31 characters, none of seven, and no apostrophe at an end.
fn sheet_name(name: &str, part: usize) -> String {
    let plain = name.chars().filter(|c| !"[]:*?/\\".contains(*c) && !c.is_control());
    let name: String = plain.take(27).collect();
    let name = name.trim_matches('\'');
    if part == 0 { name.to_owned() } else { format!("{name} {}", part + 1) }
}

/// In characters.
fn width(of: ColumnSource) -> f64 {
    match of {
        ColumnSource::Id => 28.0,
        ColumnSource::Name(_) => 44.0,
        ColumnSource::Summary(_) | ColumnSource::Note(_) | ColumnSource::Said(..) => 36.0,
        ColumnSource::Lat | ColumnSource::Lon | ColumnSource::Error | ColumnSource::Bound(_) => 12.0,
        _ => 18.0,
    }
}

fn line(
    sheet: &mut Worksheet,
    at: u32,
    columns: &[TableColumn],
    row: &TableRow<'_>,
    styles: &SheetStyles,
    scratch: &mut Scratch,
) -> Result<(), XlsxError> {
    for (column, place) in columns.iter().zip(0_u16..) {
        match row.cell(column.of, scratch) {
            TableCell::Empty => {}
            // a cell of text is never run, whatever it begins with
            TableCell::Text(text) => drop(sheet.write_string(at, place, cut(text))?),
            TableCell::Made => {
                sheet.write_string(at, place, cut(std::str::from_utf8(&scratch.made).unwrap_or_default()))?;
            }
            TableCell::Number(number) => drop(sheet.write_number(at, place, number)?),
            TableCell::Moment(moment) => match serial(moment) {
                Some(days) => {
                    let style = if days.fract() == 0.0 { &styles.day } else { &styles.time };
                    sheet.write_number_with_format(at, place, days, style)?;
                }
                None => drop(sheet.write_string(at, place, iso::moment(moment))?),
            },
        }
    }
    Ok(())
}

/// The moment as the programs count days, where they agree on it.
fn serial(moment: Moment) -> Option<f64> {
    let day = moment.0.div_euclid(DAY);
    let writable = day >= FIRST_DAY && moment.ymd().0 <= 9999;
    writable.then(|| (day + 25_569) as f64 + moment.0.rem_euclid(DAY) as f64 / DAY as f64)
}

/// The text as far as a cell can hold it, without what its file may not hold.
fn cut(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    let mut units = 0;
    for c in text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')) {
        units += c.len_utf16();
        if units > LONGEST {
            break;
        }
        out.push(c);
    }
    out
}

fn is_long(job: &Job<'_>, ix: Ix, record: &Record) -> bool {
    let is_list = |value: &Value| {
        matches!(value, Value::Statements(_) | Value::Seats(_) | Value::Claims(_) | Value::History(_) | Value::Posts(_))
    };
    let texts = [&record.name, &record.summary, &record.note];
    let long = |text: &str| text.encode_utf16().count() > LONGEST;
    if texts.into_iter().flat_map(crate::model::text::Text::forms).any(|form| form.len() > LONGEST && long(form)) {
        return true;
    }
    if !record.fields.iter().any(|(_, value)| is_list(value)) {
        return false;
    }
    let row = TableRow::new(job, ix, record);
    let mut scratch = Scratch::default();
    record.fields.iter().any(|(field, _)| {
        row.cell(ColumnSource::Whole(*field), &mut scratch) == TableCell::Made
            && scratch.made.len() > LONGEST
            && std::str::from_utf8(&scratch.made).is_ok_and(long)
    })
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

/// The stream as the library wants it.
struct Pipe<'a, 'b>(&'a mut ExportOut<'b>);

impl Write for Pipe<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.put(bytes)?;
        self.0.tick(0)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
