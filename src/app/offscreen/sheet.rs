//! A sheet as it is printed, as pixels or as a file.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use image::RgbaImage;

use super::{Gpu, RenderError, png};
use crate::print::{self, Painted, PrintRequest};
use km0_core::saved::Image;

/// A picture on a sheet as a file in its format: the same for the same order.
///
/// # Errors
/// When the order asks for what no sheet can show, or for pixels that nothing on the machine can paint.
pub fn render_sheet(order: &PrintRequest) -> Result<Painted, RenderError> {
    KeptPainter::default().render(order)
}

/// The graphics device of the window's pictures: made for the first, and kept for all that follow. A driver does not
/// give back all that a device took, and to make one takes longer than to paint.
#[derive(Clone, Default)]
pub(in crate::app) struct KeptPainter(Arc<Mutex<Option<SheetPainter>>>);

impl KeptPainter {
    /// As [`render_sheet`].
    pub(in crate::app) fn render(&self, order: &PrintRequest) -> Result<Painted, RenderError> {
        if order.sheet.image != Image::Png {
            return Ok(print::lines(order)?);
        }
        let (image, lacking) = self.paint(order, order.sheet.scale)?;
        Ok(Painted { bytes: png(&image)?, lacking })
    }

    /// A picture's pages, one beneath the other, and the characters on them that are boxes.
    pub(in crate::app) fn paint(
        &self,
        order: &PrintRequest,
        pixels_per_point: f32,
    ) -> Result<(RgbaImage, BTreeSet<char>), RenderError> {
        let mut kept = self.0.lock().unwrap_or_else(|died| {
            // what it was painting with when it died is not painted with again
            self.0.clear_poison();
            let mut kept = died.into_inner();
            *kept = None;
            kept
        });
        let painter = match &mut *kept {
            Some(painter) => painter,
            none => none.insert(SheetPainter(Gpu::new()?)),
        };
        let painted = painter.paint(order, pixels_per_point);
        if matches!(painted, Err(RenderError::Device(_))) {
            *kept = None;
        }
        painted
    }
}

impl std::fmt::Debug for KeptPainter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptPainter").finish_non_exhaustive()
    }
}

struct SheetPainter(Gpu);

impl SheetPainter {
    fn paint(
        &mut self,
        order: &PrintRequest,
        pixels_per_point: f32,
    ) -> Result<(RgbaImage, BTreeSet<char>), RenderError> {
        let gpu = &self.0;
        let mut leaves = print::leaves(order, pixels_per_point)?;
        let scale = leaves.pixels_per_point;
        let lacking = leaves.lacking();
        let textures = gpu.upload(&mut leaves.textures);
        let pages = std::mem::take(&mut leaves.pages);
        let images: Result<Vec<_>, RenderError> = pages
            .into_iter()
            .map(|page| {
                let pixels = gpu.pixels(page.size, scale)?;
                let shapes = leaves.ctx.tessellate(page.shapes, scale);
                gpu.image(&shapes, pixels, scale)
            })
            .collect();
        gpu.free(&textures);
        Ok((beneath(images?, print::GAP * scale), lacking))
    }
}

/// One image of several, with so many clear pixels between them.
fn beneath(images: Vec<RgbaImage>, gap: f32) -> RgbaImage {
    // a gap is positive
    #[allow(clippy::cast_sign_loss)]
    let gap = gap.round() as u32;
    let mut images = images;
    if images.len() == 1
        && let Some(only) = images.pop()
    {
        return only;
    }
    let width = images.iter().map(RgbaImage::width).max().unwrap_or(0);
    let gaps = gap * (images.len().saturating_sub(1)) as u32;
    let height = images.iter().map(RgbaImage::height).sum::<u32>() + gaps;
    let mut whole = RgbaImage::new(width, height);
    let mut top = 0;
    for image in images {
        image::imageops::replace(&mut whole, &image, 0, i64::from(top));
        top += image.height() + gap;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{order, trial};
    use crate::ui::theme::ThemeChoice;
    use km0_core::saved::{PictureSpec, SheetContent};

    fn order_of(what: SheetContent) -> PrintRequest {
        let sheet = PictureSpec { what, image: Image::Png, ..PictureSpec::default() };
        order(&trial::start(), sheet, ThemeChoice::Light, None)
    }

    #[test]
    fn all_pictures_are_painted_by_one_device_which_keeps_nothing_of_them() {
        let order = order_of(SheetContent::Map);
        let kept = KeptPainter::default();
        let device = |kept: &KeptPainter| {
            let painter = kept.0.lock().unwrap();
            let render = &painter.as_ref().unwrap().0.render;
            assert!(render.renderer.read().texture(&egui::TextureId::default()).is_none(), "the letters were kept");
            render.device.clone()
        };
        let first = kept.paint(&order, 0.5).unwrap();
        let before = device(&kept);
        assert!(first == kept.clone().paint(&order, 0.5).unwrap());
        assert!(before == device(&kept));
    }

    #[test]
    fn a_painter_that_died_is_replaced() {
        let order = order_of(SheetContent::Timeline);
        let kept = KeptPainter::default();
        let dying = kept.clone();
        let died = std::thread::spawn(move || {
            let _held = dying.0.lock().unwrap();
            panic!("on purpose");
        });
        assert!(died.join().is_err());
        assert!(kept.paint(&order, 0.5).is_ok());
        assert!(!kept.0.is_poisoned());
    }
}
