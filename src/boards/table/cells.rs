//! The texts of rows, made once.

use std::collections::HashMap;

use super::super::sheet::BoardSheet;
use super::LinesKey;
use crate::context::ViewCtx;
use km0_core::dataset::Ix;

/// Rows that are kept.
const MOST: usize = 1_024;

/// What the texts depend on: less than the lines do.
#[derive(Clone, Copy, Debug, PartialEq)]
struct CellsKey {
    revision: u64,
    moment: i64,
    grouping: usize,
}

#[derive(Debug, Default)]
pub(super) struct CellPainter {
    key: Option<CellsKey>,
    rows: HashMap<Ix, Vec<String>>,
}

impl CellPainter {
    /// Forgets what no longer holds. Once a frame, before the first row.
    pub(super) fn refresh(&mut self, key: LinesKey) {
        let LinesKey { revision, moment, grouping, .. } = key;
        let key = CellsKey { revision, moment, grouping };
        if self.key != Some(key) || self.rows.len() > MOST {
            self.key = Some(key);
            self.rows.clear();
        }
    }

    /// The texts of a row, by column, and last what stands below its name.
    pub(super) fn row<S: BoardSheet>(&mut self, ctx: &ViewCtx<'_>, sheet: &S, ix: Ix) -> &[String] {
        let grouping = self.key.map_or(0, |key| key.grouping);
        self.rows.entry(ix).or_insert_with(|| {
            let Some(record) = ctx.record(ix) else { return Vec::new() };
            let cells = (0..S::COLUMNS.len()).map(|column| sheet.cell(ctx, ix, record, column).into_owned());
            cells.chain([sheet.below(ctx, ix, record, grouping)]).collect()
        })
    }
}
