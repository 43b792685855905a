//! Where the heading of a table is: below the titles that offices put above it, in one row or in
//! several, with a row that numbers the columns below. And what its columns are called.

use std::collections::HashSet;

use super::decode::JOINS;
use super::guess;
use super::target::ColumnTarget;
use crate::dataset::format::book::shown;

/// Rows in which a heading is looked for.
const LOOKED_AT: usize = 40;
/// Rows that a heading may have.
const MOST: usize = 3;

/// Where a table's heading is among its first rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeadingShape {
    /// The first row of the heading, or of the table where it has none.
    pub(super) at: usize,
    /// Rows that name the columns.
    pub(super) headings: usize,
}

type NumberedRows = [(u32, Vec<String>)];

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn is_value(cell: &str) -> bool {
    let cell = shown(cell);
    cell.parse::<f64>().is_ok() || cell.len() > 3 && super::dates::read(cell, super::dates::Reading::default()).is_ok()
}

/// How many different meanings the cells of a row name.
fn known(row: &[String]) -> usize {
    row.iter().filter_map(|cell| guess::is_name(cell)).collect::<HashSet<ColumnTarget>>().len()
}

pub(super) fn find(rows: &NumberedRows) -> HeadingShape {
    let head = rows.get(..LOOKED_AT.min(rows.len())).unwrap_or_default();
    let cells = |at: usize| head.get(at).map_or(&[][..], |(_, cells)| cells);
    if guess::are_own(cells(0).iter().map(|cell| cell.trim())) {
        return HeadingShape { at: 0, headings: 1 };
    }
    let mut counts: Vec<usize> = rows.iter().take(200).map(|(_, cells)| filled(cells)).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let names: Vec<usize> = (0..head.len()).map(|at| known(cells(at))).collect();
    let most = names.iter().copied().max().unwrap_or(0);
    let by_name = names.iter().position(|count| *count == most).filter(|_| most >= 2);
    let full = |at: &usize| filled(cells(*at)) * 5 >= usual.max(1) * 3;
    // titles above a table have one cell or two
    let wide = (0..head.len()).find(|at| filled(cells(*at)) >= usual.min(2) && full(at)).unwrap_or(0);
    let Some(at) = by_name.or_else(|| (!cells(wide).iter().any(|cell| is_value(cell))).then_some(wide)) else {
        return HeadingShape { at: wide, headings: 0 };
    };
    let mut shape = HeadingShape { at, headings: 1 };
    if at > 0 && is_pair(cells(at - 1), cells(at)) {
        shape = HeadingShape { at: at - 1, headings: 2 };
    }
    while shape.headings < MOST && is_pair(cells(shape.at + shape.headings - 1), cells(shape.at + shape.headings)) {
        shape.headings += 1;
    }
    shape
}

/// Whether the lower row names the columns of groups that the upper row names.
fn is_pair(upper: &[String], lower: &[String]) -> bool {
    let cell = |row: &[String], at: usize| row.get(at).map_or("", |cell| cell.trim()).to_owned();
    let wide = upper.len().max(lower.len());
    let below = |at: usize| cell(lower, at) != cell(upper, at) && !cell(lower, at).is_empty();
    let parts: Vec<usize> = (0..wide).filter(|at| below(*at)).collect();
    let fills_gaps = parts.iter().any(|at| cell(upper, *at).is_empty());
    let named = parts.iter().filter(|at| guess::is_name(&cell(lower, **at)).is_some()).count();
    let told = upper.iter().any(|cell| is_told(shown(cell)));
    filled(upper) > 1
        && fills_gaps
        && !told
        && named * 2 >= parts.len()
        && !lower.iter().chain(upper).any(|cell| is_value(cell))
}

/// Whether a cell says something of the table, as titles do and headings don't: `Đơn vị: Sở Ngoại vụ`.
fn is_told(cell: &str) -> bool {
    cell.split_once([':', '：']).is_some_and(|(label, said)| !label.trim().is_empty() && !said.trim().is_empty())
}

/// Whether a row below the heading only numbers the columns: `(1) (2) (3)`, `A B 1 2`.
pub(super) fn is_numbering(row: &[String]) -> bool {
    let written: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let cells: Vec<&str> = written.iter().map(|cell| cell.trim_matches(['(', ')', '[', ']', '.'])).collect();
    // two numbers may count something, unless they stand in brackets
    let bracketed = written.iter().all(|cell| cell.starts_with(['(', '[']));
    let mut next = 1_u32;
    // as a spreadsheet calls its columns
    let lettered = cells.len() >= 4
        && cells.len() == row.len()
        && (0..).zip(&cells).all(|(at, cell)| **cell == super::trial::letters(at));
    let plain = cells.iter().all(|cell| {
        let letter = cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
        let number = cell.split(['=', '-']).next().unwrap_or_default().trim().parse::<u32>().ok();
        let fits = letter || number == Some(next);
        next += u32::from(number.is_some());
        fits
    });
    lettered || (cells.len() >= 3 || bracketed) && plain && next > 2
}

/// The names of the columns that the rows of a heading give; those without one are called by their
/// letters.
pub(super) fn names(heading: &NumberedRows, wide: usize) -> Vec<String> {
    let cell =
        |row: usize, at: usize| heading.get(row).and_then(|(_, cells)| cells.get(at)).map_or("", |cell| shown(cell));
    let name = |at: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for row in 0..heading.len() {
            let mut said = cell(row, at);
            if said.is_empty()
                && row + 1 < heading.len()
                && (row + 1..heading.len()).any(|below| !cell(below, at).is_empty())
            {
                // the group that the column is in
                said = (0..at).rev().map(|left| cell(row, left)).find(|said| !said.is_empty()).unwrap_or_default();
            }
            if !said.is_empty() && !parts.contains(&said) {
                parts.push(said);
            }
        }
        let joined = parts.join(JOINS).split_whitespace().collect::<Vec<_>>().join(" ");
        if joined.is_empty() { format!("column {}", super::trial::letters(at)) } else { joined }
    };
    (0..wide).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> (usize, usize, Vec<String>) {
        let rows: Vec<(u32, Vec<String>)> =
            (1..).zip(lines).map(|(number, line)| (number, line.split('|').map(str::to_owned).collect())).collect();
        let shape = find(&rows);
        let wide = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        (shape.at, shape.headings, names(&rows[shape.at..shape.at + shape.headings], wide))
    }

    #[test]
    fn a_heading_is_found_below_titles() {
        for titles in [
            &[][..],
            &["UBND TỈNH CAO BẰNG|||", "Danh sách hoạt động, năm 2023|||", "|||"],
            &["BÁO CÁO"],
            &[
                "SỞ NGOẠI VỤ||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|",
                "||Độc lập - Tự do - Hạnh phúc|",
                "|||Cao Bằng, ngày 25 tháng 4 năm 2023",
            ],
            &["Đơn vị: Sở Ngoại vụ|||Ngày lập: 1/12/2023"],
            &["2023年活动一览表|||", "单位：百色市外事办|||填表日期：2023年12月1日"],
            &["Biểu số 01", "Đơn vị tính: triệu USD", "(Kèm theo Công văn số 12/UBND ngày 25/4/2023)"],
        ] {
            for body in ["1|Hội đàm|25/04/2023|Tà Lùng", "2|Lễ ký|01/06/2023|"] {
                let lines: Vec<&str> =
                    titles.iter().copied().chain(["STT|Tên hoạt động|Thời gian|Địa điểm", body, body]).collect();
                let (at, headings, names) = found(&lines);
                assert_eq!((at, headings, names[1].as_str()), (titles.len(), 1, "Tên hoạt động"), "{titles:?}");
            }
        }
        assert_eq!(found(&["2023-04-25|Họp|x", "2023-04-26|Ký|y"]).1, 0);
        assert_eq!(found(&["Title", "Alpha|Beta|Gamma", "a|b|c", "d|e|f"]).0, 1);
    }

    #[test]
    fn a_heading_may_have_several_rows() {
        for (lines, headings, wanted) in [
            (
                &["STT|Tên|Thời gian||Địa điểm", "||Từ ngày|Đến ngày|", "1|A|2023-04-25|2023-04-27|B"][..],
                2,
                "Thời gian / Từ ngày",
            ),
            (
                &["STT|Tên|Thời gian||Địa điểm", "STT|Tên|Từ ngày|Đến ngày|Địa điểm", "1|A|2023-04-25|2023-04-27|B"],
                2,
                "Thời gian / Từ ngày",
            ),
            (
                &[
                    "STT|Hạng mục|Thời gian||Tọa độ|",
                    "||Bắt đầu|Kết thúc|Vĩ độ|Kinh độ",
                    "1|A|2023-04-25|2023-04-27|22.4|106.5",
                ],
                2,
                "Thời gian / Bắt đầu",
            ),
            (&["TT|Tên|Ngày|Ghi chú", "1|Hội đàm|25/04/2023|x", "2|Lễ ký|26/04/2023|y"], 1, "Ngày"),
            (&["TT|Tên|Nội dung|", "1|Hội đàm|Bàn việc|x"], 1, "Nội dung"),
        ] {
            let (_, found, names) = found(lines);
            assert_eq!((found, names[2].as_str()), (headings, wanted), "{lines:?}");
        }
    }

    #[test]
    fn a_row_that_numbers_the_columns_is_known() {
        let row = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
        for line in ["(1)|(2)", "(1)|(2)|(3)|(4)", "1|2|3", "A|B|1|2", "[1]|[2]||[3]", "1|2|3=1+2", "A|B|C|D"] {
            assert!(is_numbering(&row(line)), "{line}");
        }
        for line in ["1|Hội đàm|2023", "1|2", "2|3|4", "A|B|C", "A|C|B|D", "A|B|C||D", ""] {
            assert!(!is_numbering(&row(line)), "{line}");
        }
    }
}
