//! A picture as it will be: only when another one is asked for, and of those that wait only the newest.

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::offscreen::KeptPainter;
use super::picture::{self, PictureSettings};
use super::state::State;
use crate::context::{Item, Task, TimeView};
use crate::map::MapView;
use crate::print::PrintRequest;

/// Pixels in a point of the picture: enough to judge it by.
const SCALE: f32 = 1.0;
/// The longest side of a texture that every graphics card takes.
const LONGEST: u32 = 8192;

/// What a picture depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PictureKey {
    settings: PictureSettings,
    revision: u64,
    selection: Vec<Item>,
    time: TimeView,
    map: Option<MapView>,
    tiles: bool,
}

impl PictureKey {
    pub(super) fn of(state: &State, map: Option<MapView>, tiles: bool) -> Self {
        Self {
            settings: state.settings.picture.clone(),
            revision: state.revision,
            selection: state.selection.clone(),
            time: state.time,
            map,
            tiles,
        }
    }
}

#[derive(Default)]
pub(super) struct ExportPreview {
    texture: Task<PictureKey, Result<TextureHandle, String>>,
}

impl ExportPreview {
    /// Sees to it that the picture that is asked for is made; the one before is shown until it is there.
    pub(super) fn refresh(
        &mut self,
        ctx: &Context,
        painter: &KeptPainter,
        key: &PictureKey,
        order: impl FnOnce() -> PrintRequest,
    ) {
        self.texture.poll();
        if self.texture.is_for(key) || self.texture.is_going() {
            return;
        }
        let (order, painter, to) = (order(), painter.clone(), ctx.clone());
        self.texture.refresh(key, true, ctx, move || {
            let image = paint(&painter, &order)?;
            Ok(to.load_texture("picture", image, TextureOptions::LINEAR))
        });
    }

    /// What there is to see, and whether something newer is on its way.
    pub(super) fn shown(&self) -> (Option<&Result<TextureHandle, String>>, bool) {
        (self.texture.get(), self.texture.is_going())
    }
}

impl std::fmt::Debug for ExportPreview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preview").field("going", &self.texture.is_going()).finish_non_exhaustive()
    }
}

fn paint(painter: &KeptPainter, order: &PrintRequest) -> Result<ColorImage, String> {
    let (mut image, _) = painter.paint(order, SCALE).map_err(|error| error.said(order.lang))?;
    if image.height() > LONGEST {
        // a long dossier is shown as far as it goes
        image = image::imageops::crop_imm(&image, 0, 0, image.width(), LONGEST).to_image();
    }
    Ok(picture::image(&image))
}
