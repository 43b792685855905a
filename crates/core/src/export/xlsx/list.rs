//! The first sheet: the records as a person reads and prints them.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

use crate::dataset::Ix;
use crate::export::job::{ExportOut, Job};
use crate::export::loss::Survey;
use crate::export::people::{DayPrecision, PeopleCell, PeopleColumn, PeopleRow, columns, sorted};
use crate::export::prose;
use crate::query::fold::is_ideograph;

use super::{A4, MOST_ROWS, cut, failed, serial};

/// Links that Excel opens in a sheet.
const MOST_LINKS: usize = 65_530;
/// UTF-16 units of an address that Excel takes.
const LONGEST_LINK: usize = 2_000;
/// The row of the headings: above it are the title and what was asked for.
const HEAD: u32 = 3;
/// Narrower than this no column is, in characters.
const NARROWEST: usize = 9;
/// Rows that widths are measured by.
const MEASURED: usize = 2_000;
/// Points of a line, and of the tallest row that there can be.
const LINE: f64 = 12.8;
const TALLEST: f64 = 409.0;
/// Of the lines between cells: weaker than what stands in them.
const GRID: u32 = 0x00bf_bfbf;

struct ListStyles {
    title: Format,
    lead: Format,
    head: Format,
    text: Format,
    /// Of days, months and years.
    days: [Format; 3],
    link: Format,
}

impl ListStyles {
    fn new(job: &Job<'_>) -> Self {
        let cell = || {
            let format = Format::new().set_font_size(10).set_align(FormatAlign::Top).set_text_wrap();
            format.set_border(FormatBorder::Thin).set_border_color(GRID)
        };
        // days as the language writes them
        let days = match job.words.lang() {
            crate::model::Lang::Vi => ["dd/mm/yyyy", "mm/yyyy", "yyyy"],
            crate::model::Lang::En => ["d mmm yyyy", "mmm yyyy", "yyyy"],
            crate::model::Lang::Zh => ["yyyy-mm-dd", "yyyy-mm", "yyyy"],
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            lead: Format::new().set_font_size(10),
            head: cell().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter),
            text: cell(),
            days: days.map(|code| cell().set_num_format(code).set_align(FormatAlign::Left)),
            link: cell().set_hyperlink(),
        }
    }
}

/// As many sheets as the rows need; nearly always one.
pub(super) fn write(
    job: &Job<'_>,
    survey: &Survey,
    book: &mut Workbook,
    out: &mut ExportOut<'_>,
) -> std::io::Result<()> {
    let rows = sorted(job);
    let columns = columns(job, &rows, &PeopleColumn::of_sheet(job, &rows));
    let styles = ListStyles::new(job);
    let room = MOST_ROWS - HEAD as usize;
    let mut parts: Vec<&[Ix]> = rows.chunks(room).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for (part, rows) in parts.into_iter().enumerate() {
        let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
        head(job, survey, sheet, part, &columns, rows.len(), &styles).map_err(failed)?;
        let sized = sized(job, &columns, rows);
        for (column, at) in sized.iter().zip(0_u16..) {
            sheet.set_column_width(at, column.width as f64 + 1.2).map_err(failed)?;
        }
        if rows.is_empty() {
            let none = job.words.t("report-empty");
            sheet.write_string_with_format(HEAD + 1, 0, none, &styles.lead).map_err(failed)?;
        }
        let mut links = 0;
        for (at, ix) in rows.iter().enumerate() {
            let Some(row) = PeopleRow::new(job, *ix) else { continue };
            line(sheet, HEAD + 1 + at as u32, &sized, row, &styles, &mut links).map_err(failed)?;
            out.tick(0)?;
        }
    }
    Ok(())
}

fn head(
    job: &Job<'_>,
    survey: &Survey,
    sheet: &mut Worksheet,
    part: usize,
    columns: &[PeopleColumn],
    rows: usize,
    styles: &ListStyles,
) -> Result<(), XlsxError> {
    sheet.set_name(super::sheet_name(job.words.t("xlsx-list"), part))?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&8&F&R&8&P / &N");
    sheet.set_repeat_rows(HEAD, HEAD)?;
    let printed = columns.iter().filter(|column| column.is_printed()).count();
    sheet.set_print_area(0, 0, HEAD + rows as u32, printed.saturating_sub(1) as u16)?;
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.autofilter(HEAD, 0, HEAD + rows as u32, columns.len().saturating_sub(1) as u16)?;
    sheet.write_string_with_format(0, 0, cut(job.dataset.about.name.get(job.words.lang())), &styles.title)?;
    let counted = survey.in_words(job.words);
    // the sentence of a query tells how much it found
    let asked = if job.note.sentence.is_empty() { counted } else { job.note.sentence.clone() };
    for (at, line) in [asked, prose::release(&job.dataset.about, job.words)].iter().enumerate() {
        sheet.write_string_with_format(at as u32 + 1, 0, cut(line), &styles.lead)?;
    }
    sheet.set_row_height(HEAD, 2.0 * LINE + 3.0)?;
    for (column, at) in columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(HEAD, at, column.heading(job), &styles.head)?;
    }
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    at: u32,
    columns: &[SizedColumn],
    row: PeopleRow<'_>,
    styles: &ListStyles,
    links: &mut usize,
) -> Result<(), XlsxError> {
    let mut lines = 1;
    for (SizedColumn { column, width }, place) in columns.iter().zip(0_u16..) {
        match row.cell(*column) {
            // the line under a row goes through
            PeopleCell::Empty => drop(sheet.write_blank(at, place, &styles.text)?),
            PeopleCell::Text(text) => {
                lines = lines.max(high(&text, *width));
                sheet.write_string_with_format(at, place, cut(&text), &styles.text)?;
            }
            PeopleCell::Day(day, exact) => match serial(day) {
                Some(days) => {
                    let [of_day, of_month, of_year] = &styles.days;
                    let form = match exact {
                        DayPrecision::Day => of_day,
                        DayPrecision::Month => of_month,
                        DayPrecision::Year => of_year,
                    };
                    sheet.write_number_with_format(at, place, days.floor(), form)?;
                }
                None => {
                    sheet.write_string_with_format(at, place, crate::export::iso::moment(day), &styles.text)?;
                }
            },
            PeopleCell::Link(text, address) => {
                lines = lines.max(high(&text, *width));
                let opens = *links < MOST_LINKS && address.encode_utf16().count() < LONGEST_LINK;
                let url = Url::new(address).set_text(cut(&text));
                *links += 1;
                // an address that Excel can't open stays a text
                if !opens || sheet.write_url_with_format(at, place, url, &styles.link).is_err() {
                    sheet.write_string_with_format(at, place, cut(&text), &styles.text)?;
                }
            }
        }
    }
    // not every program finds the height of a row by itself
    sheet.set_row_height(at, (lines as f64 * LINE + 3.0).min(TALLEST))?;
    Ok(())
}

/// A column, and how many digits wide it is.
struct SizedColumn {
    column: PeopleColumn,
    width: usize,
}

/// The columns, each as wide as what the first rows have to say.
fn sized(job: &Job<'_>, columns: &[PeopleColumn], rows: &[Ix]) -> Vec<SizedColumn> {
    let mut widths: Vec<usize> = columns.iter().map(|column| wide(&column.heading(job)) + 3).collect();
    for row in rows.iter().take(MEASURED).filter_map(|ix| PeopleRow::new(job, *ix)) {
        for (column, width) in columns.iter().zip(&mut widths).filter(|(column, width)| **width < column.widest()) {
            *width = (*width).max(match row.cell(*column) {
                PeopleCell::Empty => 0,
                PeopleCell::Text(text) | PeopleCell::Link(text, _) => wide(&text),
                PeopleCell::Day(..) => column.widest(),
            });
        }
    }
    let narrowed = |(column, width): (&PeopleColumn, usize)| SizedColumn {
        column: *column,
        width: width.clamp(NARROWEST, column.widest()),
    };
    columns.iter().zip(widths).map(narrowed).collect()
}

/// The lines that a text takes in a column, broken at blanks. Columns are measured in digits of a
/// larger face than that of the cells, and most letters are narrower than digits.
fn high(text: &str, width: usize) -> usize {
    let width = width + width / 6;
    let of = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let long = wide(word);
            if used > 0 && used + 1 + long > width {
                lines += 1;
                used = 0;
            }
            used += long + usize::from(used > 0);
            // a word that is longer than a line, such as a sentence in Chinese, is broken anywhere
            lines += used.saturating_sub(1) / width.max(1);
            used -= used.saturating_sub(1) / width.max(1) * width;
        }
        lines
    };
    text.lines().map(of).sum()
}

/// The longest line in characters, ideographs counting twice.
fn wide(text: &str) -> usize {
    let of = |line: &str| line.chars().map(|c| 1 + usize::from(is_ideograph(c))).sum();
    text.lines().map(of).max().unwrap_or(0)
}
