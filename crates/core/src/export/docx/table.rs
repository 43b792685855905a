//! Tables whose head comes again on every page.

/// Twentieths of a point that a line of text is wide on the page.
pub(super) const WIDE: u32 = 9071;

/// The beginning of a table with columns of these widths.
pub(super) fn begin(style: &str, widths: &[u32]) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let first = u8::from(style == "Listing");
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{WIDE}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"{first}\" w:lastRow=\"0\" \
         w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr>\
         <w:tblGrid>{grid}</w:tblGrid>\n"
    )
}

pub(super) const END: &str = "</w:tbl>\n";

/// A row of cells, each of paragraphs. Rows may be parted: a long one with its notes would leave a
/// page half empty.
pub(super) fn row(widths: &[u32], cells: &[String], head: bool) -> String {
    let cells = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{cell}</w:tc>"));
    let cells: String = cells.collect();
    let head = if head { "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" } else { "" };
    format!("<w:tr>{head}{cells}</w:tr>\n")
}

/// A row of one cell over all columns.
pub(super) fn across(columns: usize, cell: &str) -> String {
    format!(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{WIDE}\" w:type=\"dxa\"/>\
         <w:gridSpan w:val=\"{columns}\"/></w:tcPr>{cell}</w:tc></w:tr>\n"
    )
}

/// What a date or a long word takes.
const LEAST: u32 = 1300;

/// What a letter takes, and the edges of a cell.
const LETTER: u32 = 88;
const EDGES: u32 = 190;

/// Widths for columns whose longest cells have so many letters: what is short stands on one line, and
/// what is long shares the rest. None is too narrow for a word.
pub(super) fn widths(letters: &[usize]) -> Vec<u32> {
    let count = letters.len().max(1) as u32;
    let least = LEAST.min(WIDE / count);
    let wanted: Vec<u32> = letters.iter().map(|n| ((*n).min(400) as u32 * LETTER + EDGES).max(least)).collect();
    // the longest are cut at one width
    let (mut cut, mut room, mut left) = (WIDE, WIDE, count);
    let mut sorted = wanted.clone();
    sorted.sort_unstable();
    for width in sorted {
        if width > room / left.max(1) {
            cut = room / left.max(1);
            break;
        }
        room -= width;
        left -= 1;
    }
    let mut widths: Vec<u32> = wanted.into_iter().map(|width| width.min(cut)).collect();
    let rest = WIDE.saturating_sub(widths.iter().sum());
    let widest = (0..widths.len()).max_by_key(|at| (widths.get(*at), letters.get(*at)));
    widest.and_then(|at| widths.get_mut(at)).into_iter().for_each(|widest| *widest += rest);
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_line() {
        for letters in [&[10, 200, 30][..], &[1], &[0, 0, 0, 0, 0, 0]] {
            assert_eq!(widths(letters).iter().sum::<u32>(), WIDE);
        }
        for letters in [&[10, 200][..], &[10, 50, 60, 8], &[10, 60, 60, 60, 60]] {
            assert!(widths(letters).iter().all(|width| *width >= LEAST), "a date has room: {letters:?}");
        }
        // what is short stays on its line beside what has to be broken
        let shared = widths(&[10, 300, 33]);
        assert!(shared[2] >= 33 * LETTER && shared[1] > shared[2], "{shared:?}");
    }
}
