//! What a row, a span or all of them being chosen means.

use egui::Ui;

use super::super::sheet::Sheet;
use super::interact::View;
use crate::context::{Command, Item, Panel, tsv};
use km0_core::dataset::Ix;

/// Rows that are selected at once, at most.
const SELECTED: usize = 1_000;
/// Rows that are copied at once, at most.
pub(super) const COPIED: usize = 100_000;

impl<S: Sheet> View<'_, S> {
    pub(super) fn click(&mut self, ui: &Ui, line: usize, ix: Ix, twice: bool) {
        let modifiers = ui.input(|input| input.modifiers);
        self.walk.at = Some(line);
        if modifiers.shift {
            self.extend_to(line, ix);
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
    pub(super) fn go_to(&mut self, line: usize, ix: Ix) {
        self.walk.at = Some(line);
        self.walk.anchor = Some(ix);
        if let Some(record) = self.ctx.record(ix) {
            self.ctx.send(Command::Select(Item::Record(record.id.clone())));
        }
    }

    /// Selects from where the selection began up to a row, which becomes the last of it.
    pub(super) fn extend_to(&mut self, line: usize, ix: Ix) {
        let anchor = self.walk.anchor.or_else(|| self.ctx.focus.selected().last().copied()).unwrap_or(ix);
        let from = self.lines.line_of(anchor, self.walk.at).unwrap_or(line);
        self.walk.at = Some(line);
        self.walk.anchor = Some(anchor);
        let (first, last) = (from.min(line), from.max(line));
        let mut span: Vec<Ix> =
            self.lines.rows().filter(|(at, _)| (first..=last).contains(at)).map(|(_, ix)| ix).collect();
        if from > line {
            span.reverse();
        }
        // a record of several groups is selected once, and the row that was chosen is the last
        let mut seen = std::collections::HashSet::new();
        span.reverse();
        span.retain(|ix| seen.insert(*ix));
        span.truncate(SELECTED);
        span.reverse();
        self.select(&span);
    }

    pub(super) fn select_all(&self) {
        let mut all = self.records();
        all.truncate(SELECTED);
        if let Some(shown) = self.ctx.focus.selected().last().filter(|ix| all.contains(ix)).copied() {
            all.retain(|ix| *ix != shown);
            all.push(shown);
        }
        self.select(&all);
    }

    /// The records of all lines, each once.
    pub(super) fn records(&self) -> Vec<Ix> {
        let mut seen = std::collections::HashSet::new();
        self.lines.rows().map(|(_, ix)| ix).filter(|ix| seen.insert(*ix)).collect()
    }

    /// The selected records in the order in which they stand.
    pub(super) fn chosen(&self) -> Vec<Ix> {
        self.records().into_iter().filter(|ix| self.ctx.focus.is_selected(*ix)).collect()
    }

    fn select(&self, rows: &[Ix]) {
        let items = rows.iter().filter_map(|ix| self.ctx.record(*ix)).map(|record| Item::Record(record.id.clone()));
        self.ctx.send(Command::SelectAll(items.collect()));
    }

    /// Brings the details to the selection.
    pub(super) fn open(&self) {
        self.ctx.send(Command::Reveal(Panel::Details));
    }

    /// Copies rows as a table with all columns, shown or not.
    pub(super) fn copy(&self, rows: &[Ix]) {
        if rows.is_empty() {
            return;
        }
        let ctx = self.ctx;
        let titles = S::COLUMNS.iter().map(|column| ctx.words.t(column.title).to_owned());
        let mut out = tsv::line(titles.chain([ctx.words.t("list-id").to_owned()]));
        for ix in rows.iter().take(COPIED) {
            let Some(record) = ctx.record(*ix) else { continue };
            let cells = (0..S::COLUMNS.len()).map(|column| self.sheet.plain(ctx, *ix, record, column).into_owned());
            out.push('\n');
            out.push_str(&tsv::line(cells.chain([record.id.to_string()])));
        }
        ctx.send(Command::CopyText(out));
    }
}
