//! The matching records in rows of two lines, or as a table for who wants columns: sorted by any
//! column or by how well they match, walked by keyboard, copied as text. Only rows in view are
//! touched, so that it holds a million.

mod bar;
mod cells;
mod columns;
mod copy;
mod empty;
mod galleys;
mod head;
mod interact;
mod menu;
mod order;
mod paint;
mod related;
mod rows;
mod says;
mod select;

use std::sync::Arc;

use std::collections::BTreeSet;

use egui::Ui;

use crate::context::rows::OrderKey;
use crate::context::{Cached, LeftTab, Task, ViewCtx};
use crate::ui::table::{GroupHead, TableLines, Walk};
use km0_core::dataset::Ix;
use km0_core::dataset::begun::begun;
use km0_core::model::Kind;
use km0_core::pages::Reader;
use km0_core::query::bits::{FixedBitSet, rows_among};
use km0_core::words::Words;

pub use columns::{Column, ListSetup, ShownColumn};
pub use order::ListOrder;

use empty::Empty;
use galleys::Galleys;
use menu::MenuCell;
use order::Ranks;
use related::Related;
use rows::{Measured, TwoLineRows};

/// Height of a row of the table, in points.
const ROW: f32 = 22.0;
/// Height of the head of a group, in points.
const HEAD: f32 = 32.0;

/// The panel. Keeps the order of the whole dataset until the dataset, the language or the column
/// changes, and the sorted rows until the answer does.
#[derive(Debug, Default)]
pub struct ListPanel {
    setup: ListSetup,
    /// A column was asked for while there are words to match by.
    by_column: bool,
    ranks: Task<OrderKey<Column>, Ranks>,
    /// The register stands by name, whatever the order of events.
    by_name: Task<OrderKey<Column>, Ranks>,
    lines: Cached<RowsKey, TableLines<Ix>>,
    /// What the places of the lines were worked out for; none in the table.
    #[allow(clippy::option_option)]
    laid: Option<Option<Measured>>,
    related: Related,
    /// Groups of the register that are not as they are at first: folded, or unfolded where there
    /// are words to look for.
    turned: BTreeSet<String>,
    /// Whether groups are open unless turned.
    opened: bool,
    galleys: Galleys,
    two_lines: TwoLineRows,
    walk: Walk<Ix>,
    /// The cell whose menu was asked for.
    asked: Option<MenuCell>,
    empty: Empty,
}

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq)]
struct RowsKey {
    revision: u64,
    order: ListOrder,
    best_first: bool,
    /// The order is known.
    known: bool,
    tab: LeftTab,
    table: bool,
    /// Counts what the related events are those of.
    related: u64,
    turned: BTreeSet<String>,
}

/// The groups of the register, in their order.
const REGISTER: [Kind; 7] =
    [Kind::Gate, Kind::Place, Kind::Person, Kind::Organisation, Kind::Mechanism, Kind::Topic, Kind::Source];

/// What the head and the menus ask of the table.
#[derive(Clone, Debug, PartialEq)]
enum ListAction {
    /// As a click on the column's head.
    Sort(Column),
    /// By this column, upwards or downwards.
    Order(ListOrder),
    BestFirst,
    Toggle(Column),
    /// Moves the column's right edge by so many points.
    Widen(Column, f32),
    /// Puts the column where another is.
    Relocate(Column, usize),
    /// Puts the column so many places further right.
    Shift(Column, isize),
    Reset,
    /// Columns or rows of two lines.
    Columns(bool),
    /// Folds or unfolds a group of the register.
    Fold(String),
}

/// How the rows stand, for the bar and the head.
#[derive(Clone, Copy, Debug)]
struct Sorting {
    order: ListOrder,
    /// The best matches come first.
    best_first: bool,
    /// There are words to match by.
    can_rank: bool,
}

impl ListPanel {
    pub fn new(setup: ListSetup) -> Self {
        Self { setup: setup.mended(), ..Self::default() }
    }

    pub fn setup(&self) -> &ListSetup {
        &self.setup
    }

    /// Never shows rows in another order while theirs is worked out: for pictures.
    pub fn wait_for_order(&mut self) {
        self.ranks.wait();
        self.by_name.wait();
    }

    /// How many events the tab of related ones has.
    pub fn related(&mut self, ctx: &ViewCtx<'_>) -> usize {
        self.related.refresh(ctx);
        self.related.rows().len()
    }

    /// What of the answer stands under a tab of the left panel.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, tab: LeftTab) {
        self.related.refresh(ctx);
        let sorting = self.refresh(ctx, ui.ctx(), tab);
        let mut acts = Vec::new();
        if tab == LeftTab::Related {
            bar::related_to(ui, ctx, self.related.origins());
            if bar::outside(ui, ctx, self.related.outside(), self.related.is_whole()) {
                self.related.turn_whole();
            }
        }
        bar::ui(ui, ctx, &self.setup, sorting, tab, &mut acts);
        self.lay(ui, ctx);
        let played = self.played(ctx, sorting);
        let none = TableLines::default();
        let lines = self.lines.value().unwrap_or(&none);
        let mut table = interact::ListTable {
            ctx,
            setup: &self.setup,
            lines,
            two_lines: (!self.setup.table).then_some(&mut self.two_lines),
            sorting,
            galleys: &mut self.galleys,
            asked: &mut self.asked,
            acts: &mut acts,
            edges: Vec::new(),
            across: interact::across(ui),
        };
        table.ui(ui, &mut self.walk, played);
        if lines.is_empty() {
            self.empty.ui(ui, ctx, tab);
        }
        let room = ui.max_rect().width();
        for act in acts {
            self.act(act, sorting, room);
            ui.ctx().request_repaint();
        }
    }

    /// Works out where the lines lie, when they or their width have changed.
    fn lay(&mut self, ui: &Ui, ctx: &ViewCtx<'_>) {
        let Some(lines) = self.lines.value_mut() else { return };
        let wanted = (!self.setup.table).then(|| Measured::of(ctx, interact::across(ui)));
        if self.laid == Some(wanted) {
            return;
        }
        match wanted {
            Some(key) => self.two_lines.lay(ui, ctx, lines, key),
            None => lines.lay_even(ROW),
        }
        self.laid = Some(wanted);
    }

    /// The first row of the time that is played, where rows stand in the order of time.
    fn played(&self, ctx: &ViewCtx<'_>, sorting: Sorting) -> Option<usize> {
        let window = ctx.played()?;
        let in_time = !sorting.best_first && sorting.order.column == Column::Date && !sorting.order.descending;
        let (key, lines) = self.lines.kept().filter(|(key, _)| in_time && key.tab != LeftTab::Register)?;
        let from = window.from.or(window.to)?.0;
        let before = |ix: &Ix| begun(ctx.dataset, *ix).is_some_and(|begun| !begun.early && begun.at < from);
        let at = lines.rows.partition_point(before);
        (key.known && at < lines.rows.len()).then_some(at)
    }

    /// Sorts again what has to be.
    fn refresh(&mut self, ctx: &ViewCtx<'_>, wake: &egui::Context, tab: LeftTab) -> Sorting {
        // what has to do with a gate stands in the order in which somebody asks for it
        let can_rank = !ctx.answer.best.is_empty() || tab == LeftTab::Related;
        self.by_column &= can_rank;
        let best_first = can_rank && !self.by_column;
        let order = if best_first { ListOrder::default() } else { self.setup.order };
        let sorting = Sorting { order: self.setup.order, best_first, can_rank };
        let by_name = tab == LeftTab::Register && !self.setup.table;
        // groups are open where words are looked for, folded otherwise: what was turned was turned from that
        let opened = !ctx.answer.best.is_empty();
        if std::mem::replace(&mut self.opened, opened) != opened {
            self.turned.clear();
        }
        let column = if by_name { Column::Name } else { order.column };
        let whole = OrderKey::new(ctx, column);
        let fresh = |known: bool| RowsKey {
            revision: ctx.revision,
            order,
            best_first,
            known,
            tab,
            table: self.setup.table,
            related: if tab == LeftTab::Related { self.related.changes } else { 0 },
            turned: self.turned.clone(),
        };
        if self.lines.is_for(&fresh(true)) {
            return sorting;
        }
        let ranks = if by_name { &mut self.by_name } else { &mut self.ranks };
        let data = Arc::clone(ctx.data);
        ranks.refresh(&whole, ctx.is_large(), wake, move || {
            Ranks::new(&Reader { dataset: &data.dataset, words: &Words::new(whole.lang) }, whole.column)
        });
        let key = fresh(ranks.is_for(&whole));
        if self.lines.is_for(&key) {
            return sorting;
        }
        let descending = order.descending && !by_name;
        // until the order is known, rows stand as they did, or as in the dataset
        let ranks = ranks.get_if(|known| known.dataset == whole.dataset);
        let rows = match tab {
            LeftTab::Related => sorted(ranks, self.related.rows(), None, descending, ctx),
            _ => sorted(ranks, &ctx.answer.rows, Some(&ctx.answer.matched), descending, ctx),
        };
        let lines = self.lines_of(ctx, rows, &key);
        self.lines.keep(key, lines);
        self.laid = None;
        self.walk.begin_anew();
        sorting
    }

    /// The rows of a tab, those of the register in groups.
    #[allow(clippy::unused_self)]
    fn lines_of(&self, ctx: &ViewCtx<'_>, mut rows: Vec<Ix>, key: &RowsKey) -> TableLines<Ix> {
        if key.best_first && key.tab == LeftTab::Related {
            rows = order::by_kind(ctx.dataset, rows);
        } else if key.best_first {
            rows = order::best_first(&ctx.answer.best, &rows, ctx.dataset.len());
        }
        let kinds = ctx.asked_kinds();
        let kind = |ix: &Ix| ctx.record(*ix).map(|record| record.kind);
        rows.retain(|ix| {
            kind(ix).is_some_and(|kind| match key.tab {
                LeftTab::Register => kind.is_register(),
                LeftTab::Related => true,
                LeftTab::Events | LeftTab::Filters => kinds.takes(kind),
            })
        });
        if key.tab != LeftTab::Register || key.table {
            return TableLines::new(rows, Vec::new(), HEAD);
        }
        let at_first = !ctx.answer.best.is_empty();
        let (mut shown, mut heads) = (Vec::new(), Vec::new());
        for group in REGISTER {
            let of_group: Vec<Ix> = rows.iter().copied().filter(|ix| kind(ix) == Some(group)).collect();
            if of_group.is_empty() {
                continue;
            }
            let open = at_first != key.turned.contains(group.slug());
            let (id, title) = (group.slug().to_owned(), ctx.words.kinds(group).to_owned());
            heads.push(GroupHead { id, title, at: shown.len(), count: of_group.len(), open });
            if open {
                shown.extend(of_group);
            }
        }
        TableLines::new(shown, heads, HEAD)
    }

    fn act(&mut self, act: ListAction, sorting: Sorting, room: f32) {
        let setup = &mut self.setup;
        match act {
            ListAction::Sort(column) => {
                let fresh = sorting.best_first && setup.order.column == column;
                setup.order = if fresh { ListOrder { column, descending: false } } else { setup.order.clicked(column) };
                self.by_column = true;
            }
            ListAction::Order(order) => {
                setup.order = order;
                self.by_column = true;
            }
            ListAction::BestFirst => self.by_column = false,
            ListAction::Toggle(column) => setup.toggle(column),
            ListAction::Widen(column, by) => setup.widen(column, by, room),
            ListAction::Relocate(column, to) => setup.relocate(column, to),
            ListAction::Shift(column, by) => setup.shift(column, by),
            ListAction::Reset => setup.reset(),
            ListAction::Columns(table) => setup.table = table,
            ListAction::Fold(group) => {
                if !self.turned.remove(&group) {
                    self.turned.insert(group);
                }
            }
        }
    }
}

/// Some rows in an order, or as they are until that is known.
fn sorted(
    ranks: Option<&Ranks>,
    rows: &[Ix],
    set: Option<&FixedBitSet>,
    descending: bool,
    ctx: &ViewCtx<'_>,
) -> Vec<Ix> {
    let Some(ranks) = ranks else { return rows.to_vec() };
    if let Some(set) = set {
        return ranks.sorted(rows, set, descending);
    }
    let set = rows_among(ctx.dataset.len(), rows.iter().copied());
    ranks.sorted(rows, &set, descending)
}
