//! The matching records as a table: sorted by any column or by how well they match, walked by
//! keyboard, copied as text. Only rows in view are touched, so that it holds a million.

mod bar;
mod cells;
mod columns;
mod copy;
mod galleys;
mod head;
mod interact;
mod keys;
mod menu;
mod order;
mod paint;
mod select;
mod walk;

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::context::{Aside, LeftTab, ViewCtx};
use crate::ui::widgets::strong;
use km0_core::dataset::Ix;
use km0_core::model::Lang;
use km0_core::pages::Reader;
use km0_core::words::Words;

pub use columns::{Column, Setup, Shown};
pub use order::Order;

use galleys::Galleys;
use order::Ranks;
use walk::Walk;

/// Height of a row, in points.
const ROW: f32 = 22.0;

/// The panel. Keeps the order of the whole dataset until the dataset, the language or the column
/// changes, and the sorted rows until the answer does.
#[derive(Debug, Default)]
pub struct List {
    setup: Setup,
    /// A column was asked for while there are words to match by.
    by_column: bool,
    ranks: Aside<(u64, Lang, Column), Ranks>,
    rows: Option<(RowsKey, Vec<Ix>)>,
    galleys: Galleys,
    walk: Walk,
}

/// The answer, the order, whether the best come first, whether the order is known yet, the tab, and
/// the selection where the tab depends on it.
type RowsKey = (u64, Order, bool, bool, LeftTab, Vec<Ix>);

/// What the head and the menus ask of the table.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    /// As a click on the column's head.
    Sort(Column),
    /// By this column, upwards or downwards.
    Order(Order),
    BestFirst,
    Toggle(Column),
    /// Moves the column's right edge by so many points.
    Widen(Column, f32),
    /// Puts the column where another is.
    Relocate(Column, usize),
    /// Puts the column so many places further right.
    Shift(Column, isize),
    Reset,
}

/// How the rows stand, for the bar and the head.
#[derive(Clone, Copy, Debug)]
struct Sorting {
    order: Order,
    /// The best matches come first.
    best_first: bool,
    /// There are words to match by.
    can_rank: bool,
}

impl List {
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { setup: setup.mended(), ..Self::default() }
    }

    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Never shows rows in another order while theirs is worked out: for pictures.
    pub fn wait_for_order(&mut self) {
        self.ranks.wait();
    }

    /// What of the answer stands under a tab of the left panel.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>, tab: LeftTab) {
        let sorting = self.refresh(ctx, ui.ctx(), tab);
        let mut acts = Vec::new();
        bar::ui(ui, ctx, &self.setup, sorting, &mut acts);
        let rows = self.rows.as_ref().map_or(&[][..], |(_, rows)| rows);
        let mut table = interact::Table {
            ctx,
            setup: &self.setup,
            rows,
            sorting,
            galleys: &mut self.galleys,
            walk: &mut self.walk,
            room: ui.available_width(),
        };
        table.ui(ui, &mut acts);
        if rows.is_empty() {
            empty(ui, ctx);
        }
        let room = ui.max_rect().width();
        for act in acts {
            self.act(&act, sorting, room);
            ui.ctx().request_repaint();
        }
    }

    /// Sorts again what has to be.
    fn refresh(&mut self, ctx: &ViewCtx<'_>, wake: &egui::Context, tab: LeftTab) -> Sorting {
        let can_rank = !ctx.answer.best.is_empty();
        self.by_column &= can_rank;
        let best_first = can_rank && !self.by_column;
        let order = if best_first { Order::default() } else { self.setup.order };
        let sorting = Sorting { order: self.setup.order, best_first, can_rank };
        let whole = (ctx.dataset.stamp(), ctx.words.lang(), order.column);
        let selected = if tab == LeftTab::Related { ctx.focus.selected().to_vec() } else { Vec::new() };
        let fresh = |known: bool| (ctx.revision, order, best_first, known, tab, selected.clone());
        if self.rows.as_ref().is_some_and(|(known, _)| *known == fresh(true)) {
            return sorting;
        }
        let data = Arc::clone(ctx.data);
        self.ranks.refresh(&whole, ctx.is_large(), wake, move || {
            Ranks::new(&Reader { dataset: &data.dataset, words: &Words::new(whole.1) }, whole.2)
        });
        let key = fresh(self.ranks.is_for(&whole));
        if self.rows.as_ref().is_some_and(|(known, _)| *known == key) {
            return sorting;
        }
        // until the order is known, rows stand as they did, or as in the dataset
        let mut rows = self.ranks.get_if(|known| known.0 == whole.0).map_or_else(
            || ctx.answer.rows.clone(),
            |ranks| ranks.sorted(&ctx.answer.rows, &ctx.answer.matched, order.descending),
        );
        if best_first {
            rows = order::best_first(&ctx.answer.best, &rows, ctx.dataset.len());
        }
        let kinds = ctx.asked_kinds();
        rows.retain(|ix| {
            ctx.record(*ix).is_some_and(|record| match tab {
                LeftTab::Register => record.kind.is_register(),
                LeftTab::Related => kinds.takes(record.kind) && ctx.focus.is_related(*ix),
                LeftTab::Events | LeftTab::Filters => kinds.takes(record.kind),
            })
        });
        self.rows = Some((key, rows));
        self.walk.begin_anew();
        sorting
    }

    fn act(&mut self, act: &Act, sorting: Sorting, room: f32) {
        let setup = &mut self.setup;
        match *act {
            Act::Sort(column) => {
                let fresh = sorting.best_first && setup.order.column == column;
                setup.order = if fresh { Order { column, descending: false } } else { setup.order.clicked(column) };
                self.by_column = true;
            }
            Act::Order(order) => {
                setup.order = order;
                self.by_column = true;
            }
            Act::BestFirst => self.by_column = false,
            Act::Toggle(column) => setup.toggle(column),
            Act::Widen(column, by) => setup.widen(column, by, room),
            Act::Relocate(column, to) => setup.relocate(column, to),
            Act::Shift(column, by) => setup.shift(column, by),
            Act::Reset => setup.reset(),
        }
    }
}

fn empty(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    ui.add_space(28.0);
    ui.vertical_centered(|ui| {
        ui.label(strong(ctx.words.t("list-empty-title"), 15.0));
        ui.label(RichText::new(ctx.words.t("list-empty-hint")).color(ctx.palette.weak));
    });
}
