//! The matching records as a sortable table.

mod order;
mod table;

use egui::Ui;

use crate::context::ViewCtx;
use crate::dataset::Ix;

pub use order::{Column, Order};

/// The panel. Keeps the sorted rows until the answer, the language or the order changes.
#[derive(Debug, Default)]
pub struct List {
    order: Order,
    cache: Option<(u64, Order, Vec<Ix>)>,
    /// The selection that was scrolled to last.
    followed: Option<Ix>,
}

impl List {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let fresh = |(revision, order, _): &(u64, Order, Vec<Ix>)| *revision == ctx.revision && *order == self.order;
        if !self.cache.as_ref().is_some_and(fresh) {
            self.cache = Some((ctx.revision, self.order, order::sorted(ctx, self.order)));
        }
        let Some((_, _, rows)) = &self.cache else { return };
        if rows.is_empty() {
            table::empty(ui, ctx);
            return;
        }
        let selected = ctx.focus.selected().last().copied();
        let follow = if selected == self.followed { None } else { selected };
        self.followed = selected;
        if let Some(order) = table::ui(ui, ctx, rows, self.order, follow) {
            self.order = order;
        }
    }
}
