//! What every table of records shares, whichever panel it stands in: how rows are selected, what an order of them
//! depends on, and what of them can be copied.

use egui::{Button, Ui};

use super::{Command, ViewCtx};
use crate::ui::table::{self, GroupHead, RowSelection, TableLines, TableRecords};
use km0_core::dataset::Ix;
use km0_core::model::{Lang, Record};
use km0_core::words::platform_keys;

/// Rows that are copied at once, at most.
pub const COPIED: usize = 100_000;

/// What an order of the whole dataset depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderKey<C> {
    pub dataset: u64,
    pub lang: Lang,
    pub column: C,
}

impl<C> OrderKey<C> {
    /// By a column, in the language of the window.
    pub fn new(ctx: &ViewCtx<'_>, column: C) -> Self {
        Self { dataset: ctx.dataset.stamp(), lang: ctx.words.lang(), column }
    }
}

impl RowSelection for ViewCtx<'_> {
    type Row = Ix;

    fn selected(&self) -> &[Ix] {
        self.focus.selected()
    }

    fn click(&self, ix: Ix, also: bool) {
        if let Some(record) = self.record(ix) {
            ViewCtx::click(self, record.item(), also);
        }
    }

    fn select(&self, rows: &[Ix]) {
        let items = rows.iter().filter_map(|ix| self.record(*ix)).map(Record::item);
        self.send(Command::SelectAll(items.collect()));
    }

    fn head_said(&self, head: &GroupHead) -> String {
        let values = [("group", head.title.as_str().into()), ("count", head.count.into())];
        self.words.with(if head.open { "board-fold" } else { "board-unfold" }, &values)
    }
}

/// In the menu of a row what can be copied: the row, or all that are selected with it, and all that there are.
/// `between` adds what else of the row can be.
pub fn copies<T: TableRecords<Row = Ix>>(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    records: &T,
    lines: &TableLines<Ix>,
    ix: Ix,
    all: usize,
    between: impl FnOnce(&mut Ui),
) {
    // the selection itself is looked through only once it is copied
    let among = ctx.focus.is_selected(ix);
    let matching = || ctx.focus.selected().iter().filter(|ix| ctx.answer.has(**ix)).count();
    let count = if among { (records.above().len() + matching()).max(1) } else { 1 };
    let text = ctx.words.with("list-copy", &[("count", count.into())]);
    if ui.add(Button::new(text).shortcut_text(platform_keys("Ctrl+C"))).clicked() {
        table::copy(records, &if among { table::chosen(records, lines) } else { vec![ix] });
        ui.close();
    }
    between(ui);
    let all = all.min(COPIED);
    if all > 1 && ui.button(ctx.words.with("list-copy-all", &[("count", all.into())])).clicked() {
        records.copy(&table::distinct(lines.rows.iter().copied(), COPIED));
        ui.close();
    }
}
