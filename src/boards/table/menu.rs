//! What a right click on a row offers.

use egui::Ui;

use super::super::sheet::BoardSheet;
use super::interact::View;
use crate::context::{Board, Command, ViewCtx, record_menu, rows};
use km0_core::dataset::Ix;
use km0_core::model::Record;
use km0_core::query::{Key, Term};

pub(super) fn ui<S: BoardSheet>(ui: &mut Ui, view: &View<'_, S>, ix: Ix, record: &Record) {
    let ctx = view.ctx;
    ui.set_min_width(200.0);
    rows::copies(ui, ctx, view, view.lines, ix, view.records, |_| {});
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
