//! The last sheets: what the columns of the sheets for machines mean, and what the file is.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::dataset::boundaries::boundaries;
use crate::export::job::Job;
use crate::export::loss::Survey;
use crate::export::table::TableColumn;
use crate::export::{package, prose};
use crate::model::Kind;

use super::{A4, SheetStyles, cut};

/// Every column once, with the sheets that have it.
pub(super) fn columns(
    job: &Job<'_>,
    sheets: &[(Kind, Vec<TableColumn>)],
    book: &mut Workbook,
    styles: &SheetStyles,
) -> Result<(), XlsxError> {
    let mut order: Vec<&TableColumn> = Vec::new();
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (kind, columns) in sheets {
        for column in columns {
            let of = kinds.entry(&column.name).or_default();
            if of.is_empty() {
                order.push(column);
            }
            of.push(job.words.kinds(*kind).to_owned());
        }
    }
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(job.words.t("xlsx-columns"))?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (at, width) in (0_u16..).zip([24.0, 70.0, 60.0]) {
        sheet.set_column_width(at, width)?;
    }
    for (at, key) in (0_u16..).zip(["xlsx-column", "xlsx-meaning", "xlsx-sheet"]) {
        sheet.write_string_with_format(0, at, job.words.t(key), &styles.head)?;
    }
    for (at, column) in (1_u32..).zip(order) {
        let of = kinds.get(&*column.name).map(Vec::as_slice).unwrap_or_default();
        let everywhere = of.len() == sheets.len() && of.len() > 3;
        let of = if everywhere { job.words.t("xlsx-every-sheet").to_owned() } else { of.join(", ") };
        sheet.write_string_with_format(at, 0, &column.name, &styles.wrapped)?;
        sheet.write_string_with_format(at, 1, package::meaning(job, column.of), &styles.wrapped)?;
        sheet.write_string_with_format(at, 2, of, &styles.wrapped)?;
    }
    Ok(())
}

pub(super) fn about(
    job: &Job<'_>,
    survey: &Survey,
    book: &mut Workbook,
    styles: &SheetStyles,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(job.words.t("xlsx-about"))?;
    sheet.set_column_width(0, 100)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, cut(job.dataset.about.name.get(job.words.lang())), &styles.head)?;
    let mut lines = prose::heading(job, survey);
    if !job.note.filter.is_empty() {
        lines.push(job.note.filter.clone());
    }
    lines.push(job.words.t("xlsx-list-about").to_owned());
    lines.push(job.words.t("xlsx-sources").to_owned());
    lines.push(boundaries().said(job.words));
    if !survey.losses.is_empty() {
        lines.push(String::new());
        lines.push(job.words.t("xlsx-know").to_owned());
        lines.extend(survey.losses_in_short(job.words));
    }
    for (at, line) in (1_u32..).zip(&lines) {
        sheet.write_string_with_format(at, 0, cut(line), &styles.wrapped)?;
    }
    Ok(())
}
