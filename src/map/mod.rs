//! The map panel.

use egui::Ui;

use crate::context::ViewCtx;

#[derive(Debug, Default)]
pub struct MapPanel {}

impl MapPanel {
    pub fn ui(&mut self, _ui: &mut Ui, _ctx: &ViewCtx<'_>) {}
}
