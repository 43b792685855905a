//! A table of the records of one kind: sorted by any column, put together by what they share,
//! walked by keyboard, copied as text. Only rows in view are touched.

mod cells;
mod head;
mod interact;
mod layout;
pub(super) mod menu;
pub(super) mod model;
mod paint;

use std::collections::BTreeSet;

use egui::Ui;

use super::sheet::{BoardSheet, SortKey};
use super::{BoardArrangement, empty};
use crate::context::rows::OrderKey;
use crate::context::{Cached, ViewCtx};
use crate::ui::table::{TableLines, Walk};
use km0_core::dataset::Ix;

use cells::CellPainter;
use model::ColumnOrder;

/// The rows of the kind in the order of a column: those that it says something of, then the rest.
#[derive(Clone, Debug, Default)]
struct SortedRows {
    rows: Vec<Ix>,
    known: usize,
}

/// The lines of what matches, and how many records those are.
#[derive(Clone, Debug, Default)]
struct MatchingLines {
    lines: TableLines<Ix>,
    records: usize,
}

/// The panel. Keeps the order of the whole dataset until the dataset, the language or the column
/// changes, and the lines until the answer does.
#[derive(Debug)]
pub(super) struct BoardTable<S> {
    pub(super) sheet: S,
    all: Cached<OrderKey<usize>, SortedRows>,
    shown: Cached<LinesKey, MatchingLines>,
    /// The groups that are folded, by grouping and id.
    folded: BTreeSet<(usize, String)>,
    /// Counts what is folded and unfolded.
    folds: u64,
    cells: CellPainter,
    walk: Walk<Ix>,
}

/// What the lines depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LinesKey {
    revision: u64,
    order: ColumnOrder,
    grouping: usize,
    folds: u64,
    moment: i64,
}

/// What the head asks of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TableAction {
    Sort(usize),
    GroupBy(usize),
    Fold(String),
}

impl<S: Default> Default for BoardTable<S> {
    fn default() -> Self {
        Self {
            sheet: S::default(),
            all: Cached::default(),
            shown: Cached::default(),
            folded: BTreeSet::new(),
            folds: 0,
            cells: CellPainter::default(),
            walk: Walk::default(),
        }
    }
}

/// The places of the column and grouping that an arrangement names; those at first where it names
/// none that there are.
fn chosen<S: BoardSheet>(arrangement: &BoardArrangement) -> (ColumnOrder, usize) {
    let (column, descending, grouping) = S::AT_FIRST;
    let by = S::COLUMNS.iter().position(|column| column.slug == arrangement.by);
    let group = S::GROUPINGS.iter().position(|grouping| grouping.slug == arrangement.group);
    let order = match by {
        Some(column) => ColumnOrder { column, descending: arrangement.descending },
        None => ColumnOrder { column, descending },
    };
    (order, group.unwrap_or(grouping))
}

impl<S: BoardSheet> BoardTable<S> {
    /// `between` paints what stands between the head and the rows.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewCtx<'_>,
        arrangement: &mut BoardArrangement,
        between: impl FnOnce(&mut Ui),
    ) {
        self.sheet.prepare(ctx);
        let (order, grouping) = chosen::<S>(arrangement);
        self.refresh(ctx, order, grouping);
        let mut acts = Vec::new();
        let rows = self.shown.value().map_or(0, |shown| shown.records);
        head::bar::<S>(ui, ctx, rows, grouping, &mut acts);
        if rows == 0 {
            empty::ui(ui, ctx, S::KIND);
        } else {
            between(ui);
            self.body(ui, ctx, order, &mut acts);
        }
        for act in acts {
            self.act(act, arrangement, grouping);
            ui.ctx().request_repaint();
        }
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, order: ColumnOrder, acts: &mut Vec<TableAction>) {
        let Some((key, MatchingLines { lines, records })) = self.shown.kept() else { return };
        self.cells.refresh(*key);
        let mut view = interact::View {
            ctx,
            sheet: &self.sheet,
            lines,
            records: *records,
            order,
            cells: &mut self.cells,
            columns: layout::fit(S::COLUMNS, S::said_by_groups(key.grouping), ui.available_width()),
            acts,
        };
        view.ui(ui, &mut self.walk);
    }

    /// Sorts and groups again what has to be.
    fn refresh(&mut self, ctx: &ViewCtx<'_>, order: ColumnOrder, grouping: usize) {
        let Self { sheet, all, shown, folded, folds, walk, .. } = self;
        let key = LinesKey { revision: ctx.revision, order, grouping, folds: *folds, moment: sheet.moment(ctx) };
        if shown.is_for(&key) {
            return;
        }
        let before = shown.take().map(|(before, _)| before);
        let key_of_all = OrderKey::new(ctx, order.column);
        let SortedRows { rows, known } = all.get(key_of_all, || sorted(ctx, sheet, order.column));
        let rows = model::matching(rows, *known, order.descending, |ix| ctx.answer.has(ix));
        let records = rows.len();
        let is_folded = |id: &str| folded.contains(&(grouping, id.to_owned()));
        let groups = |ix| ctx.record(ix).map(|record| sheet.groups(ctx, ix, record, grouping)).unwrap_or_default();
        let mut lines = if grouping == 0 {
            TableLines::new(rows, Vec::new(), model::HEAD)
        } else {
            model::grouped(&rows, groups, ctx.words.t(sheet.none(grouping)), is_folded)
        };
        lines.lay_even(S::ROW);
        shown.keep(key, MatchingLines { lines, records });
        // nothing jumps while time is played or a group is folded
        if before.is_none_or(|before| LinesKey { moment: key.moment, folds: key.folds, ..before } != key) {
            walk.begin_anew();
        }
    }

    fn act(&mut self, act: TableAction, arrangement: &mut BoardArrangement, grouping: usize) {
        match act {
            TableAction::Sort(column) => {
                let (order, _) = chosen::<S>(arrangement);
                arrangement.descending = order.column == column && !order.descending;
                S::COLUMNS.get(column).map_or("", |column| column.slug).clone_into(&mut arrangement.by);
            }
            TableAction::GroupBy(grouping) => {
                S::GROUPINGS.get(grouping).map_or("", |grouping| grouping.slug).clone_into(&mut arrangement.group);
            }
            TableAction::Fold(id) => {
                let folded = (grouping, id);
                if !self.folded.remove(&folded) {
                    self.folded.insert(folded);
                }
                self.folds += 1;
            }
        }
    }
}

/// Every record of the kind in the order of a column.
fn sorted<S: BoardSheet>(ctx: &ViewCtx<'_>, sheet: &S, column: usize) -> SortedRows {
    let rows = ctx.dataset.of_kind(S::KIND);
    let mut keys: Vec<(SortKey, Ix)> = rows.map(|(ix, record)| (sheet.key(ctx, ix, record, column), ix)).collect();
    keys.sort_by(|a, b| a.0.compare(&b.0));
    let known = keys.partition_point(|(key, _)| !key.is_nothing());
    SortedRows { rows: keys.into_iter().map(|(_, ix)| ix).collect(), known }
}
