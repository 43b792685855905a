//! House widgets.

use egui::{Button, CornerRadius, Key, Modifiers, Response, RichText, Role, Ui, WidgetInfo};

use super::fonts;
use super::theme::Palette;

/// Text in the bold face.
pub fn strong(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text.into()).font(fonts::bold_id(size))
}

/// Gives something that was painted by hand a name and a role for screen readers and tests.
pub fn name(response: &Response, role: Role, label: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, label));
}

/// As [`name`], for a name that is made up only where somebody reads it.
pub fn named(response: &Response, role: Role, label: impl Fn() -> String) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, label()));
}

/// A text that acts as a link. Wraps.
pub fn link(ui: &mut Ui, text: impl Into<egui::WidgetText>) -> Response {
    ui.add(egui::Link::new(text))
}

/// A line of text that does something, high enough to be hit. Wraps.
pub fn action(ui: &mut Ui, palette: &Palette, text: &str) -> Response {
    let said = RichText::new(text).size(13.0).color(palette.accent);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = egui::vec2(0.0, 2.0);
        let button = Button::new(said).wrap().frame_when_inactive(false).min_size(egui::vec2(24.0, 24.0));
        ui.add(button).on_hover_cursor(egui::CursorIcon::PointingHand)
    })
    .inner
}

/// The one button of a dialog that does what the dialog is for.
pub fn primary<'a>(text: impl Into<String>, palette: &Palette) -> Button<'a> {
    Button::new(strong(text, 13.5).color(palette.page)).fill(palette.accent).min_size(egui::vec2(24.0, 28.0))
}

/// The same where Enter does it too, as long as nothing else has the keyboard. Whether it is to be done.
pub fn confirm(ui: &mut Ui, able: bool, text: &str, palette: &Palette) -> bool {
    let clicked = ui.add_enabled(able, primary(text, palette)).clicked();
    let free = able && ui.memory(|memory| memory.focused().is_none());
    clicked || (free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)))
}

/// A part of a control of which one part is on.
pub fn segment<'a>(text: &str, on: bool, palette: &Palette) -> Button<'a> {
    let label = if on { strong(text, 13.5).color(palette.accent) } else { RichText::new(text).color(palette.ink) };
    let fill = if on { palette.accent_fill } else { palette.raised };
    Button::new(label).fill(fill).corner_radius(CornerRadius::ZERO)
}
