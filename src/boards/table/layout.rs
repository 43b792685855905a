//! Which columns there is room for, and where they lie.

use super::super::sheet::BoardColumn;

/// A column that is shown: its place among all, and its edges from the table's left one on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) column: usize,
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Fitted {
    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }
}

/// The columns in their order, without one that is hidden and those of the highest ranks that there
/// is no room for. What room is left is shared out.
pub(super) fn fit(columns: &[BoardColumn], hidden: Option<usize>, room: f32) -> Vec<Fitted> {
    let mut kept: Vec<(usize, &BoardColumn)> =
        columns.iter().enumerate().filter(|(at, _)| Some(*at) != hidden).collect();
    let least = |kept: &[(usize, &BoardColumn)]| kept.iter().map(|(_, column)| column.least).sum::<f32>();
    while kept.len() > 1 && least(&kept) > room {
        let spare = kept.iter().enumerate().max_by_key(|(at, (_, column))| (column.rank, *at)).map(|(at, _)| at);
        let Some(spare) = spare else { break };
        kept.remove(spare);
    }
    let left_over = (room - least(&kept)).max(0.0);
    let shares: f32 = kept.iter().map(|(_, column)| column.share).sum();
    let mut left = 0.0;
    let lie = |(at, column): (usize, &BoardColumn)| {
        let more = if shares > 0.0 { left_over * column.share / shares } else { 0.0 };
        let from = left;
        left += column.least + more;
        Fitted { column: at, left: from, right: left }
    };
    kept.into_iter().map(lie).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::sheet::ColumnStyle;
    use super::*;

    const fn column(least: f32, share: f32, rank: u8) -> BoardColumn {
        BoardColumn { slug: "", title: "", least, share, rank, look: ColumnStyle::Plain }
    }

    const COLUMNS: [BoardColumn; 3] = [column(100.0, 2.0, 0), column(60.0, 0.0, 2), column(40.0, 1.0, 1)];

    #[test]
    fn the_room_that_is_left_is_shared_out() {
        let shown = fit(&COLUMNS, None, 260.0);
        let edges: Vec<(f32, f32)> = shown.iter().map(|fitted| (fitted.left, fitted.right)).collect();
        assert_eq!(edges, [(0.0, 140.0), (140.0, 200.0), (200.0, 260.0)]);
    }

    #[test]
    fn columns_go_by_rank_and_the_first_stays() {
        let names = |room| fit(&COLUMNS, None, room).iter().map(|fitted| fitted.column).collect::<Vec<_>>();
        assert_eq!(names(199.0), [0, 2]);
        assert_eq!(names(120.0), [0]);
        assert_eq!(names(10.0), [0]);
        let without: Vec<usize> = fit(&COLUMNS, Some(2), 260.0).iter().map(|fitted| fitted.column).collect();
        assert_eq!(without, [0, 1], "what groups say is not shown again");
    }
}
