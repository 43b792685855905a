//! What a board says when nothing of its kind matches.

use egui::{RichText, Ui};

use crate::context::{Command, ViewCtx};
use crate::ui::widgets::strong;
use km0_core::model::Kind;

pub(super) fn ui(ui: &mut Ui, ctx: &ViewCtx<'_>, kind: Kind) {
    let filtered = !ctx.query.is_empty();
    let values = [("kinds", ctx.words.kinds(kind).into())];
    let title = ctx.words.with(if filtered { "board-empty" } else { "board-none" }, &values);
    ui.add_space(36.0);
    ui.vertical_centered(|ui| {
        ui.label(strong(title, 15.0));
        if filtered {
            ui.label(RichText::new(ctx.words.t("list-empty-hint")).color(ctx.palette.weak));
            ui.add_space(6.0);
            if ui.button(ctx.words.t("command-clear-query")).clicked() {
                ctx.send(Command::ClearQuery);
            }
        }
    });
}
