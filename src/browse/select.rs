//! What a row, a span or all of them being chosen means.

use egui::Ui;

use super::copy;
use super::interact::Table;
use crate::context::{Command, Item, Panel};
use km0_core::dataset::Ix;

/// Selected records that do not match and are shown above the rows, at most.
const OUTSIDE: usize = 3;
/// Rows that are selected at once, at most.
const SELECTED: usize = 1_000;

impl Table<'_> {
    pub(super) fn click(&mut self, ui: &Ui, ix: Ix, twice: bool) {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.shift {
            self.extend_to(ix);
            return;
        }
        self.walk.anchor = Some(ix);
        self.walk.followed = Some(ix);
        if let Some(record) = self.ctx.record(ix) {
            self.ctx.click(Item::Record(record.id.clone()), modifiers.command);
        }
        if twice {
            self.open();
        }
    }

    /// Selects a row and nothing else.
    pub(super) fn go_to(&mut self, ix: Ix) {
        self.walk.anchor = Some(ix);
        if let Some(record) = self.ctx.record(ix) {
            self.ctx.send(Command::Select(Item::Record(record.id.clone())));
        }
    }

    /// Selects from where the selection began up to a row, which becomes the last of it.
    pub(super) fn extend_to(&mut self, ix: Ix) {
        let at = |wanted: Ix| self.rows.iter().position(|row| *row == wanted);
        let anchor = self.walk.anchor.or_else(|| self.ctx.focus.selected().last().copied());
        let Some(to) = at(ix) else { return };
        let from = anchor.and_then(at).unwrap_or(to);
        let mut span: Vec<Ix> = if from <= to {
            self.rows.get(from..=to).unwrap_or_default().to_vec()
        } else {
            self.rows.get(to..=from).unwrap_or_default().iter().rev().copied().collect()
        };
        span.drain(..span.len().saturating_sub(SELECTED));
        self.walk.anchor = self.rows.get(from).copied();
        self.select(&span);
    }

    /// Selects all rows, or as many as can be; details go on showing what they show.
    pub(super) fn select_all(&self) {
        let mut all: Vec<Ix> = self.rows.iter().copied().take(SELECTED).collect();
        if let Some(shown) = self.ctx.focus.selected().last().filter(|ix| self.ctx.answer.has(**ix)) {
            all.retain(|ix| ix != shown);
            all.push(*shown);
        }
        self.select(&all);
    }

    fn select(&self, rows: &[Ix]) {
        let items = rows.iter().filter_map(|ix| self.ctx.record(*ix)).map(|record| Item::Record(record.id.clone()));
        self.ctx.send(Command::SelectAll(items.collect()));
    }

    /// Brings the details and the map to the selection.
    pub(super) fn open(&self) {
        self.ctx.send(Command::Reveal(Panel::Details));
        self.ctx.send(Command::MapToSelection);
    }

    /// What is selected and does not match, as far as it is shown.
    pub(super) fn left_out(&self) -> impl Iterator<Item = Ix> + use<'_> {
        let selected = self.ctx.focus.selected().iter().copied();
        selected.filter(|ix| !self.ctx.answer.has(*ix)).take(OUTSIDE)
    }

    /// The selected rows in the order in which they stand, those that do not match first.
    pub(super) fn chosen(&self) -> Vec<Ix> {
        let focus = self.ctx.focus;
        self.left_out().chain(self.rows.iter().copied().filter(|ix| focus.is_selected(*ix))).collect()
    }

    pub(super) fn copy(&self, rows: &[Ix]) {
        if !rows.is_empty() {
            self.ctx.send(Command::CopyText(copy::table(self.ctx, self.setup, rows)));
        }
    }
}
