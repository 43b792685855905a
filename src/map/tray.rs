//! What matches and cannot be shown on a map: its button, and its list.

use egui::{Button, Color32, FontId, Popup, PopupCloseBehavior, Rect, RichText, Ui, UiBuilder};

use super::area::in_force;
use crate::context::{ViewCtx, links};
use crate::ui::widgets;
use km0_core::dataset::Ix;

const WIDTH: f32 = 320.0;
/// Of its text, in points.
const SIZE: f32 = 12.0;

/// The tray's button at the left end of `rect`; none when everything has a place.
pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &[Ix], rect: Rect) {
    if rows.is_empty() {
        return;
    }
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    let whole = ctx.words.with("map-unplaced", &[("n", rows.len().into())]);
    let edges = 2.0 * ui.spacing().button_padding.x + 2.0;
    let wide = |text: &str| {
        let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(SIZE), Color32::PLACEHOLDER);
        galley.size().x + edges
    };
    let short = format!("? {}", rows.len());
    let Some(text) = [&whole, &short].into_iter().find(|text| wide(text) <= rect.width()) else { return };
    let button = Button::new(RichText::new(text).size(SIZE)).fill(ctx.palette.raised).min_size(egui::vec2(0.0, 26.0));
    let help = if in_force(ctx.query).is_some() { "map-unplaced-area-help" } else { "map-unplaced-help" };
    let chip = ui.add(button);
    widgets::name(&chip, egui::Role::Button, &whole);
    let chip = chip.on_hover_ui(|ui| {
        ui.label(format!("{whole}. {}", ctx.words.t(help)));
    });
    let popup = Popup::from_toggle_button_response(&chip).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let chosen = popup.show(|ui| list(ui, ctx, rows)).and_then(|shown| shown.inner);
    if let Some(record) = chosen.and_then(|ix| ctx.record(ix)) {
        ctx.click(record.item(), ui.input(|input| input.modifiers.command));
    }
}

fn list(ui: &mut Ui, ctx: &ViewCtx<'_>, rows: &[Ix]) -> Option<Ix> {
    ui.set_width(WIDTH);
    links::choose(ui, ctx, rows, 280.0, |ui, ix, record| {
        ui.add(Button::selectable(ctx.focus.is_selected(ix), ctx.name(record)).truncate())
    })
}
