//! Rows of a table as text for other programs.

use km0_core::export::defused;

/// One row, its cells separated by tabs. What a spreadsheet would run as a formula is defused; a
/// tab or line end within a cell becomes a space.
pub fn line(cells: impl Iterator<Item = String>) -> String {
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
