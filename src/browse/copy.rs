//! Rows as text for other programs.

use super::cells;
use super::columns::Setup;
use crate::context::ViewCtx;
use crate::dataset::Ix;
use crate::export::defused;

/// Rows that are copied at once, at most.
pub(super) const MOST: usize = 100_000;

/// The shown columns of these rows, separated by tabs, below their titles. What a spreadsheet
/// would run as a formula is defused; a tab or line end within a cell becomes a space.
pub(super) fn table(ctx: &ViewCtx<'_>, setup: &Setup, rows: &[Ix]) -> String {
    let columns = || setup.columns().iter().map(|shown| shown.column);
    let mut out = line(columns().map(|column| ctx.words.t(column.title()).to_owned()));
    for ix in rows.iter().take(MOST) {
        out.push('\n');
        out.push_str(&line(columns().map(|column| cells::plain(&ctx.reader(), *ix, column).into_owned())));
    }
    out
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let clean = |cell: String| defused(cell.replace(|c: char| c.is_control(), " "));
    cells.map(clean).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells_and_formulas_are_text() {
        let cells = ["a\tb", "=1+1", "line\nend", "-5"].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), "a b\t'=1+1\tline end\t-5");
    }
}
