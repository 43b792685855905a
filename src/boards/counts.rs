//! How many records of each board's kind match, and what boards are called.

use crate::context::{Board, ViewCtx};
use km0_core::model::Kind;
use km0_core::pages::along::concerned;

/// Counted anew when the answer changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowCounts {
    revision: Option<u64>,
    of: [usize; 4],
}

/// The message with a board's name.
pub fn title(board: Board) -> &'static str {
    match board {
        Board::Overview => "board-overview",
        Board::Promises => "board-promises",
        Board::Figures => "board-figures",
        Board::Disagreements => "board-disagreements",
        Board::Gates => "board-gates",
    }
}

/// The kind of record that a board shows.
fn kind(board: Board) -> Option<Kind> {
    match board {
        Board::Overview => None,
        Board::Promises => Some(Kind::Commitment),
        Board::Figures => Some(Kind::Figure),
        Board::Disagreements => Some(Kind::Discrepancy),
        Board::Gates => Some(Kind::Gate),
    }
}

impl RowCounts {
    /// Counts where the answer is another one.
    pub fn refresh(&mut self, ctx: &ViewCtx<'_>) {
        if self.revision == Some(ctx.revision) {
            return;
        }
        self.revision = Some(ctx.revision);
        self.of = [0; 4];
        for record in ctx.answer.rows.iter().filter_map(|ix| ctx.record(*ix)) {
            let at = Board::ALL.iter().skip(1).position(|board| kind(*board) == Some(record.kind));
            if let Some(count) = at.and_then(|at| self.of.get_mut(at)) {
                *count += 1;
            }
        }
        // where no gate matches, the board shows those about which something does
        if let Some(gates) = self.of.last_mut().filter(|gates| **gates == 0) {
            *gates = concerned(ctx.dataset, &|ix| ctx.answer.has(ix));
        }
    }

    /// How many match; none for the overview, which shows everything.
    pub fn on(&self, board: Board) -> Option<usize> {
        let at = Board::ALL.iter().position(|other| *other == board)?;
        self.of.get(at.checked_sub(1)?).copied()
    }
}
