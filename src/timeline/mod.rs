//! The timeline panel.

use egui::Ui;

use crate::context::ViewCtx;

#[derive(Debug, Default)]
pub struct Timeline {}

impl Timeline {
    pub fn ui(&mut self, _ui: &mut Ui, _ctx: &ViewCtx<'_>) {}
}
