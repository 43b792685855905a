//! What can be done with any record wherever it is shown.

use egui::{Button, Popup, PopupCloseBehavior, Role, Ui, vec2};

use super::{Command, ViewCtx};
use crate::ui::widgets;
use km0_core::model::Id;

/// The entries that a record's menu has in every panel.
pub fn entries(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    if ui.button(ctx.words.t("command-copy-id")).clicked() {
        ctx.send(Command::CopyId(Some(Id::clone(id))));
        ui.close();
    }
    let reveal = ui.add_enabled(ctx.data.path.is_some(), Button::new(ctx.words.t("command-reveal-file")));
    if reveal.clicked() {
        ctx.send(Command::RevealInFile(Some(Id::clone(id))));
        ui.close();
    }
    reveal.on_hover_text(ctx.words.t("help-reveal-file")).on_disabled_hover_text(ctx.words.t("why-no-file"));
}

/// A button of three dots that opens them.
pub fn button(ui: &mut Ui, ctx: &ViewCtx<'_>, id: &Id) {
    let name = ctx.words.t("record-menu");
    let response = ui.add(Button::new("").min_size(vec2(24.0, 20.0)).frame_when_inactive(false)).on_hover_text(name);
    widgets::name(&response, Role::Button, name);
    let ink = if response.hovered() || response.has_focus() { ctx.palette.ink } else { ctx.palette.weak };
    for x in [-5.0, 0.0, 5.0] {
        ui.painter().circle_filled(response.rect.center() + vec2(x, 0.0), 1.6, ink);
    }
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| {
        ui.set_min_width(180.0);
        entries(ui, ctx, id);
    });
}
