//! What a right click on a row offers.

use egui::{Button, Ui};

use super::super::sheet::BoardSheet;
use super::interact::{COPIED, View};
use crate::context::{Board, Command, ViewCtx, record_menu};
use crate::ui::table::{self, TableRecords};
use km0_core::dataset::Ix;
use km0_core::model::Record;
use km0_core::query::{Key, Term};
use km0_core::words::platform_keys;

pub(super) fn ui<S: BoardSheet>(ui: &mut Ui, view: &View<'_, S>, ix: Ix, record: &Record) {
    let ctx = view.ctx;
    ui.set_min_width(200.0);
    // the selection itself is looked through only once it is copied
    let among = ctx.focus.is_selected(ix);
    let count = if among { ctx.focus.selected().iter().filter(|ix| ctx.answer.has(**ix)).count().max(1) } else { 1 };
    let text = ctx.words.with("list-copy", &[("count", count.into())]);
    if ui.add(Button::new(text).shortcut_text(platform_keys("Ctrl+C"))).clicked() {
        table::copy(view, &if among { table::chosen(view, view.lines) } else { vec![ix] });
        ui.close();
    }
    let all = view.records.min(COPIED);
    if all > 1 && ui.button(ctx.words.with("list-copy-all", &[("count", all.into())])).clicked() {
        view.copy(&table::distinct(view.lines.rows.iter().copied(), COPIED));
        ui.close();
    }
    ui.separator();
    whereabouts(ui, ctx, record);
    ui.separator();
    record_menu::entries(ui, ctx, &record.id);
}

/// The ways from a record to the other views.
pub(in crate::boards) fn whereabouts(ui: &mut Ui, ctx: &ViewCtx<'_>, record: &Record) {
    if ui.button(ctx.words.t("board-to-overview")).clicked() {
        ctx.send(Command::ShowBoard(Board::Overview));
        ctx.send(Command::GoTo(record.item()));
        ui.close();
    }
    if ui.button(ctx.words.t("list-concerning")).clicked() {
        ctx.send(Command::OnlyTerm(Term::is(Key::About, &record.id)));
        ui.close();
    }
}
