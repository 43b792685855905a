//! The map on paper: at rest, with nothing to click.

use egui::{Ui, Vec2};

use super::camera::Camera;
use super::interact::MapHover;
use super::{LegendEntry, MapPanel, basemap, chrome, edges, legend};
use crate::context::ViewCtx;

impl MapPanel {
    /// Points that the map had when it was painted last.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// How many matching records no place on the map stands for.
    pub fn unplaced(&self) -> usize {
        self.scene.unplaced.len()
    }

    /// What the symbols mean that were in view when it was painted last on paper, each once.
    pub fn legend(&self) -> &[LegendEntry] {
        &self.explained
    }

    /// On paper: everything but what is for the pointer and the keyboard.
    pub(super) fn at_rest(&mut self, ui: &Ui, ctx: &ViewCtx<'_>, camera: &Camera) {
        let painter = ui.painter().with_clip_rect(camera.rect);
        let edges = edges::MapEdgesLayout::on_paper(camera.rect);
        let offsets = self.label_offsets(camera, &edges);
        let detail = basemap::ready(camera.zoom());
        self.paint_provinces(ui, ctx, camera, detail, &edges, &offsets);
        self.paint_scene(&painter, ctx, camera, &MapHover::default(), &[], &offsets);
        chrome::at_rest(ui, ctx, camera, &edges, &self.layers);
        self.explained = legend::used(&self.scene, camera, self.layers.chosen.base);
    }
}
