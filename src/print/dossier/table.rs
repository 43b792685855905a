//! Rows that are read against each other.

use super::blocks::{cautious, joined};
use super::piece::DossierPiece;
use super::write::{SMALL, TextLine, Writer};
use crate::print::tags::Role;
use km0_core::pages::{PageRow, PageTable};

/// Points between columns.
const GUTTER: f32 = 12.0;
/// Points of the narrowest column.
const LEAST: f32 = 46.0;

/// A row a piece, which is never parted. The head stays with the first row, and comes again on every
/// page that the table goes on to.
pub(super) fn write(writer: &Writer<'_>, table: &PageTable, pieces: &mut Vec<DossierPiece>) {
    let widths = widths(&natural(writer, table), writer.width);
    let lefts: Vec<f32> = widths
        .iter()
        .scan(0.0, |x, width| {
            let left = *x;
            *x += width + GUTTER;
            Some(left)
        })
        .collect();
    let places = || lefts.iter().copied().zip(widths.iter().copied());
    let weak = writer.palette.weak;
    let head = places().zip(&table.columns);
    let head = head.map(|((x, width), text)| (x, writer.text(TextLine::new(width).add(text, SMALL, true, weak))));
    let number = pieces.len();
    let under = Some(number);
    let role = |head: bool| Role::Row { table: number, head };
    pieces.push(DossierPiece {
        leads: true,
        rule: true,
        above: 8.0,
        role: role(true),
        ..DossierPiece::row(head.collect())
    });
    for row in &table.rows {
        match row {
            PageRow::Gap { text } => {
                let galley = writer.plain(text, SMALL, false, weak);
                pieces.push(DossierPiece { above: 4.0, under, role: role(false), ..DossierPiece::new(0.0, galley) });
            }
            PageRow::Cells { cells, caution, cites } => {
                let last = cells.len().saturating_sub(1);
                let columns = places().zip(cells).enumerate().map(|(n, ((x, width), cell))| {
                    let line = TextLine::new(width).add(&joined(cell), 12.0, n == 0, writer.palette.ink);
                    let line = if n == last { line.notes(&writer.numbers(cites), weak) } else { line };
                    (x, writer.text(if n == last { cautious(writer, line, caution) } else { line }))
                });
                pieces.push(DossierPiece {
                    above: 4.0,
                    rule: true,
                    under,
                    role: role(false),
                    ..DossierPiece::row(columns.collect())
                });
            }
        }
    }
}

/// What each column would take without a break in its text.
fn natural(writer: &Writer<'_>, table: &PageTable) -> Vec<f32> {
    let wide = |text: &str, size: f32| {
        writer.text(TextLine::new(f32::INFINITY).add(text, size, true, writer.palette.ink)).galley.size().x
    };
    let column = |(n, head): (usize, &String)| {
        let cells = table.rows.iter().filter_map(|row| match row {
            PageRow::Cells { cells, .. } => cells.get(n),
            PageRow::Gap { .. } => None,
        });
        cells.map(|cell| wide(&joined(cell), 12.0)).fold(wide(head, SMALL), f32::max)
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// Narrow columns have what they take; the others share what is left, the wider the more.
fn widths(natural: &[f32], width: f32) -> Vec<f32> {
    let room = (width - GUTTER * natural.len().saturating_sub(1) as f32).max(1.0);
    let fair = room / natural.len().max(1) as f32;
    let narrow: f32 = natural.iter().filter(|wide| **wide <= fair).sum();
    // a long text wraps as well as a very long one
    let weight = |wide: f32| wide.min(fair * 3.0);
    let wide: f32 = natural.iter().filter(|wide| **wide > fair).map(|wide| weight(*wide)).sum();
    let left = room - narrow;
    let share = |own: &f32| if *own <= fair { *own } else { (left * weight(*own) / wide.max(1.0)).max(LEAST) };
    natural.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_no_more() {
        let wide = |natural: &[f32]| widths(natural, 600.0).iter().sum::<f32>() + GUTTER * (natural.len() - 1) as f32;
        assert!((wide(&[60.0, 900.0, 400.0]) - 600.0).abs() < 0.1);
        assert!(wide(&[60.0, 80.0]) < 200.0, "what is narrow stays narrow");
        assert!(wide(&[9000.0; 7]) <= 600.1);
    }
}
