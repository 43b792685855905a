//! House widgets.

use egui::{Response, RichText, Role, Ui, WidgetInfo};

use super::fonts;

/// Text in the bold face.
#[must_use]
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
