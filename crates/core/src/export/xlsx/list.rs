//! The first sheet: the records as a person reads and prints them.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

use crate::dataset::Ix;
use crate::export::job::{Job, Out};
use crate::export::loss::Survey;
use crate::export::people::{Cell, Column, Row, columns, sorted};
use crate::export::prose;
use crate::query::fold::is_ideograph;

use super::{MOST_ROWS, cut, failed, serial};

/// Links that Excel opens in a sheet.
const MOST_LINKS: usize = 65_530;
/// UTF-16 units of an address that Excel takes.
const LONGEST_LINK: usize = 2_000;
/// The row of the headings: above it are the title and what was asked for.
const HEAD: u32 = 3;
/// Narrower than this no column is, in characters.
const NARROWEST: usize = 9;
/// ISO A4 as the format numbers papers.
const A4: u8 = 9;

struct Styles {
    title: Format,
    lead: Format,
    head: Format,
    text: Format,
    day: Format,
    link: Format,
}

impl Styles {
    fn new(job: &Job<'_>) -> Self {
        let cell = || Format::new().set_font_size(10).set_align(FormatAlign::Top).set_text_wrap();
        // days as the language writes them
        let day = match job.words.lang() {
            crate::model::Lang::Vi => "dd/mm/yyyy",
            crate::model::Lang::En => "d mmm yyyy",
            crate::model::Lang::Zh => "yyyy-mm-dd",
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            lead: Format::new().set_font_size(10),
            head: cell().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter),
            text: cell(),
            day: cell().set_num_format(day).set_align(FormatAlign::Left),
            link: cell().set_hyperlink(),
        }
    }
}

/// As many sheets as the rows need; nearly always one.
pub(super) fn write(job: &Job<'_>, survey: &Survey, book: &mut Workbook, out: &mut Out<'_>) -> std::io::Result<()> {
    let rows = sorted(job);
    let columns = columns(job, &rows);
    let styles = Styles::new(job);
    let room = MOST_ROWS - HEAD as usize;
    let mut parts: Vec<&[Ix]> = rows.chunks(room).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for (part, rows) in parts.into_iter().enumerate() {
        let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
        head(job, survey, sheet, part, &columns, rows.len(), &styles).map_err(failed)?;
        let mut widths: Vec<usize> = columns.iter().map(|column| wide(&column.heading(job)) + 3).collect();
        let mut links = 0;
        for (at, ix) in rows.iter().enumerate() {
            let Some(row) = Row::new(job, *ix) else { continue };
            line(sheet, HEAD + 1 + at as u32, &columns, row, &styles, (&mut widths, &mut links)).map_err(failed)?;
            out.tick(0)?;
        }
        for ((column, width), at) in columns.iter().zip(widths).zip(0_u16..) {
            let width = width.clamp(NARROWEST, column.widest());
            sheet.set_column_width(at, width as f64 + 1.0).map_err(failed)?;
        }
    }
    Ok(())
}

fn head(
    job: &Job<'_>,
    survey: &Survey,
    sheet: &mut Worksheet,
    part: usize,
    columns: &[Column],
    rows: usize,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(super::sheet_name(job.words.t("xlsx-list"), part))?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&8&F&R&8&P / &N");
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.autofilter(HEAD, 0, HEAD + rows as u32, columns.len().saturating_sub(1) as u16)?;
    sheet.write_string_with_format(0, 0, cut(job.dataset.about.name.get(job.words.lang())), &styles.title)?;
    let counted = prose::counted(job, survey);
    // the sentence of a query tells how much it found
    let asked = if job.note.sentence.is_empty() { counted } else { job.note.sentence.clone() };
    for (at, line) in [asked, prose::release(job)].iter().enumerate() {
        sheet.write_string_with_format(at as u32 + 1, 0, cut(line), &styles.lead)?;
    }
    for (column, at) in columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(HEAD, at, column.heading(job), &styles.head)?;
    }
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    at: u32,
    columns: &[Column],
    row: Row<'_>,
    styles: &Styles,
    (widths, links): (&mut [usize], &mut usize),
) -> Result<(), XlsxError> {
    for ((column, width), place) in columns.iter().zip(widths).zip(0_u16..) {
        match row.cell(*column) {
            Cell::Empty => {}
            Cell::Text(text) => {
                *width = (*width).max(wide(&text));
                sheet.write_string_with_format(at, place, cut(&text), &styles.text)?;
            }
            Cell::Day(day) => match serial(day) {
                Some(days) => {
                    *width = column.widest();
                    sheet.write_number_with_format(at, place, days.floor(), &styles.day)?;
                }
                None => {
                    sheet.write_string_with_format(at, place, crate::export::iso::moment(day), &styles.text)?;
                }
            },
            Cell::Link(text, address) => {
                *width = (*width).max(wide(&text));
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
    Ok(())
}

/// The longest line in characters, ideographs counting twice.
fn wide(text: &str) -> usize {
    let of = |line: &str| line.chars().map(|c| 1 + usize::from(is_ideograph(c))).sum();
    text.lines().map(of).max().unwrap_or(0)
}
