//! A table of the records of one kind: sorted by any column, put together by what they share,
//! walked by keyboard, copied as text. Only rows in view are touched.

mod cells;
mod head;
mod interact;
mod layout;
pub(super) mod menu;
pub(super) mod model;
mod paint;
mod select;

use std::collections::BTreeSet;

use egui::Ui;

use super::sheet::{Sheet, SortKey};
use super::{Arrangement, empty};
use crate::context::ViewCtx;
use km0_core::dataset::Ix;
use km0_core::model::Lang;

use cells::Cells;
use model::{Lines, Order};

/// The rows of the kind in the order of a column: those that it says something of, then the rest.
type Ranks = (Vec<Ix>, usize);

/// The panel. Keeps the order of the whole dataset until the dataset, the language or the column
/// changes, and the lines until the answer does.
#[derive(Debug)]
pub(super) struct Table<S> {
    pub(super) sheet: S,
    ranks: Option<((u64, Lang, usize), Ranks)>,
    lines: Option<(Key, Lines)>,
    /// The groups that are folded, by grouping and id.
    folded: BTreeSet<(usize, String)>,
    /// Counts what is folded and unfolded.
    folds: u64,
    cells: Cells,
    walk: Walk,
}

/// What the lines depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    revision: u64,
    order: Order,
    grouping: usize,
    folds: u64,
    moment: i64,
}

/// Where the person is in the lines.
#[derive(Debug, Default)]
struct Walk {
    /// The line where Shift extends from.
    anchor: Option<Ix>,
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
    /// The line of the selection, of the several that a record may have.
    at: Option<usize>,
    /// The lines are others than before.
    fresh: bool,
    /// Points that the lines are scrolled down.
    offset: f32,
}

/// What the head asks of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Sort(usize),
    GroupBy(usize),
    Fold(String),
}

impl<S: Default> Default for Table<S> {
    fn default() -> Self {
        Self {
            sheet: S::default(),
            ranks: None,
            lines: None,
            folded: BTreeSet::new(),
            folds: 0,
            cells: Cells::default(),
            walk: Walk::default(),
        }
    }
}

/// The places of the column and grouping that an arrangement names; those at first where it names
/// none that there are.
fn chosen<S: Sheet>(arrangement: &Arrangement) -> (Order, usize) {
    let (column, descending, grouping) = S::AT_FIRST;
    let by = S::COLUMNS.iter().position(|column| column.slug == arrangement.by);
    let group = S::GROUPINGS.iter().position(|grouping| grouping.slug == arrangement.group);
    let order = match by {
        Some(column) => Order { column, descending: arrangement.descending },
        None => Order { column, descending },
    };
    (order, group.unwrap_or(grouping))
}

impl<S: Sheet> Table<S> {
    /// `between` paints what stands between the head and the rows.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewCtx<'_>,
        arrangement: &mut Arrangement,
        between: impl FnOnce(&mut Ui),
    ) {
        self.sheet.prepare(ctx);
        let (order, grouping) = chosen::<S>(arrangement);
        self.refresh(ctx, order, grouping);
        let mut acts = Vec::new();
        let rows = self.lines.as_ref().map_or(0, |(_, lines)| lines.records());
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

    fn body(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, order: Order, acts: &mut Vec<Act>) {
        let Some((key, lines)) = &self.lines else { return };
        self.cells.refresh(*key);
        let mut view = interact::View {
            ctx,
            sheet: &self.sheet,
            lines,
            order,
            cells: &mut self.cells,
            walk: &mut self.walk,
            columns: layout::fit(S::COLUMNS, ui.available_width()),
        };
        view.ui(ui, acts);
    }

    /// Sorts and groups again what has to be.
    fn refresh(&mut self, ctx: &ViewCtx<'_>, order: Order, grouping: usize) {
        let Self { sheet, ranks, lines, folded, folds, walk, .. } = self;
        let key = Key { revision: ctx.revision, order, grouping, folds: *folds, moment: sheet.moment(ctx) };
        let before = lines.as_ref().map(|(known, _)| *known);
        if before == Some(key) {
            return;
        }
        let whole = (ctx.dataset.stamp(), ctx.words.lang(), order.column);
        if ranks.as_ref().is_none_or(|(known, _)| *known != whole) {
            *ranks = Some((whole, rank(ctx, sheet, order.column)));
        }
        let Some((_, (rows, known))) = ranks.as_ref() else { return };
        let rows = model::matching(rows, *known, order.descending, |ix| ctx.answer.has(ix));
        let is_folded = |id: &str| folded.contains(&(grouping, id.to_owned()));
        let groups = |ix| ctx.record(ix).map(|record| sheet.groups(ctx, ix, record, grouping)).unwrap_or_default();
        let made = if grouping == 0 {
            Lines::flat(rows)
        } else {
            Lines::grouped(&rows, groups, ctx.words.t(sheet.none(grouping)), is_folded)
        };
        *lines = Some((key, made.with_rows(S::ROW)));
        // nothing jumps while time is played or a group is folded
        walk.fresh |= before.is_none_or(|before| Key { moment: key.moment, folds: key.folds, ..before } != key);
    }

    fn act(&mut self, act: Act, arrangement: &mut Arrangement, grouping: usize) {
        match act {
            Act::Sort(column) => {
                let (order, _) = chosen::<S>(arrangement);
                arrangement.descending = order.column == column && !order.descending;
                S::COLUMNS.get(column).map_or("", |column| column.slug).clone_into(&mut arrangement.by);
            }
            Act::GroupBy(grouping) => {
                S::GROUPINGS.get(grouping).map_or("", |grouping| grouping.slug).clone_into(&mut arrangement.group);
            }
            Act::Fold(id) => {
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
fn rank<S: Sheet>(ctx: &ViewCtx<'_>, sheet: &S, column: usize) -> Ranks {
    let rows = ctx.dataset.of_kind(S::KIND);
    let mut keys: Vec<(SortKey, Ix)> = rows.map(|(ix, record)| (sheet.key(ctx, ix, record, column), ix)).collect();
    keys.sort_by(|a, b| a.0.compare(&b.0));
    let known = keys.partition_point(|(key, _)| !key.is_nothing());
    (keys.into_iter().map(|(_, ix)| ix).collect(), known)
}
