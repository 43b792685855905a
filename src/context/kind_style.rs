//! How each kind of record looks wherever it is drawn.

use egui::Color32;

use crate::ui::marks::{Mark, MarkFill};
use crate::ui::theme::Palette;
use km0_core::model::{Kind, Record};
use km0_core::promises::is_proposal;

/// The mark of a kind.
pub fn mark(kind: Kind) -> Mark {
    match kind {
        Kind::Meeting => Mark::Disc,
        Kind::Agreement => Mark::Square,
        Kind::Commitment => Mark::Diamond,
        Kind::Project => Mark::Triangle,
        Kind::Milestone => Mark::Hexagon,
        Kind::Figure => Mark::Bar,
        Kind::Discrepancy => Mark::Cross,
        Kind::Gate => Mark::TriangleDown,
        Kind::Place | Kind::Mechanism | Kind::Person | Kind::Organisation | Kind::Topic | Kind::Source => Mark::Ring,
    }
}

/// How the mark of a record is filled: hollow, where it was only asked for.
pub fn fill(record: &Record, color: Color32) -> MarkFill {
    if is_proposal(record) { MarkFill::hollow(color) } else { MarkFill::solid(color) }
}

/// The colour of a kind.
pub fn color(kind: Kind, palette: &Palette) -> Color32 {
    let at = match kind {
        Kind::Meeting => 0,
        Kind::Agreement => 1,
        Kind::Commitment => 2,
        Kind::Project => 3,
        Kind::Milestone => 4,
        Kind::Figure => 5,
        Kind::Discrepancy => 6,
        Kind::Gate | Kind::Place | Kind::Mechanism | Kind::Person | Kind::Organisation | Kind::Topic | Kind::Source => {
            7
        }
    };
    palette.series.get(at).copied().unwrap_or(palette.ink)
}
