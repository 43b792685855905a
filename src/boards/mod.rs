//! Full-size views beside the timeline and the map: promises, figures, disagreements, the gates along
//! the border. Each shows what of its kind matches the query.

mod along;
mod bar;
mod counts;
mod disagreements;
mod empty;
mod figures;
mod promises;
mod sheet;
mod summary;
mod table;
mod who;

use egui::{Frame, Margin, Ui};
use serde::{Deserialize, Serialize};

use crate::context::{Board, ViewCtx};

pub use along::Gates;
pub use counts::{RowCounts, title};

use disagreements::Disagreements;
use figures::Figures;
use promises::Promises;
use summary::Summary;
use table::BoardTable;

/// How the boards are set up; remembered from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    pub promises: BoardArrangement,
    pub figures: BoardArrangement,
    pub disagreements: BoardArrangement,
    pub gates: BoardArrangement,
}

/// In which order the rows of a board stand, by the names that its columns and groupings have in
/// files. What is not known is as at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardArrangement {
    pub group: String,
    pub by: String,
    pub descending: bool,
}

/// All boards, with what each keeps.
#[derive(Debug, Default)]
pub struct Boards {
    setup: Setup,
    promises: BoardTable<Promises>,
    summary: Summary,
    figures: Figures,
    disagreements: Disagreements,
    gates: Gates,
}

impl Boards {
    pub fn new(setup: Setup) -> Self {
        Self { setup, ..Self::default() }
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Pictures show what takes long to work out at once.
    pub fn wait(&mut self) {
        self.gates.wait();
    }

    /// The board. Nothing for the overview, which is made of other panels.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, board: Board) {
        Frame::new().inner_margin(Margin { left: 10, right: 10, top: 6, bottom: 0 }).show(ui, |ui| match board {
            Board::Overview => {}
            Board::Promises => {
                let summary = &mut self.summary;
                summary.refresh(ctx);
                self.promises.ui(ui, ctx, &mut self.setup.promises, |ui| summary.ui(ui, ctx));
            }
            Board::Figures => self.figures.ui(ui, ctx, &mut self.setup.figures),
            Board::Gates => self.gates.ui(ui, ctx, &mut self.setup.gates),
            Board::Disagreements => self.disagreements.ui(ui, ctx, &mut self.setup.disagreements),
        });
    }
}
