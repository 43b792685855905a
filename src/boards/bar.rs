//! The line above a board: how much it shows, and a choice of how.

use egui::{ComboBox, RichText, Role, Ui};

use crate::context::ViewCtx;
use crate::ui::widgets::{self, strong};

const HIGH: f32 = 28.0;

/// A choice of one of several.
pub(super) struct Choice<'a, T> {
    /// Tells its list from others.
    pub(super) id: &'a str,
    /// The message that says what is chosen.
    pub(super) label: &'a str,
    pub(super) all: &'a [T],
    pub(super) chosen: T,
}

/// Gives what was chosen instead. Without a choice where there is one.
pub(super) fn ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    count: &str,
    choice: &Choice<'_, T>,
    title: impl Fn(T) -> String,
) -> Option<T> {
    let mut taken = None;
    let left = |ui: &mut Ui| {
        ui.label(strong(count, 13.5));
    };
    if choice.all.len() < 2 {
        ui.horizontal(left);
        return None;
    }
    let right = |ui: &mut Ui| {
        let now = title(choice.chosen);
        let combo = ComboBox::from_id_salt(choice.id).selected_text(&now).height(400.0);
        let response = combo.show_ui(ui, |ui| {
            for one in choice.all.iter().copied() {
                if ui.selectable_label(one == choice.chosen, title(one)).clicked() && one != choice.chosen {
                    taken = Some(one);
                }
            }
        });
        let label = ctx.words.t(choice.label);
        widgets::name(&response.response, Role::ComboBox, &format!("{label} {now}"));
        ui.label(RichText::new(label).color(ctx.palette.weak));
    };
    egui::Sides::new().height(HIGH).shrink_left().truncate().show(ui, left, right);
    taken
}
