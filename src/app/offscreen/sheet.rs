//! A sheet as it is printed, as pixels or as a file.

use std::collections::BTreeSet;

use image::RgbaImage;

use super::{Gpu, RenderError, png};
use crate::print::{self, Painted, PrintRequest};
use km0_core::saved::Image;

/// A picture on a sheet as a file in its format: the same for the same order.
///
/// # Errors
/// When the order asks for what no sheet can show, or for pixels that nothing on the machine can paint.
pub fn render_sheet(order: &PrintRequest) -> Result<Painted, RenderError> {
    if order.sheet.image != Image::Png {
        return Ok(print::lines(order)?);
    }
    let (image, lacking) = SheetPainter::new()?.paint(order, order.sheet.scale)?;
    Ok(Painted { bytes: png(&image)?, lacking })
}

pub(in crate::app) struct SheetPainter(Gpu);

impl SheetPainter {
    pub(in crate::app) fn new() -> Result<Self, RenderError> {
        Gpu::new().map(Self)
    }

    /// A picture's pages, one beneath the other, and the characters on them that are boxes.
    pub(in crate::app) fn paint(
        &mut self,
        order: &PrintRequest,
        pixels_per_point: f32,
    ) -> Result<(RgbaImage, BTreeSet<char>), RenderError> {
        let gpu = &self.0;
        let mut leaves = print::leaves(order, pixels_per_point)?;
        let scale = leaves.pixels_per_point;
        let lacking = leaves.lacking();
        gpu.upload(&mut leaves.textures);
        let mut images = Vec::new();
        for page in std::mem::take(&mut leaves.pages) {
            let pixels = gpu.pixels(page.size, scale)?;
            let shapes = leaves.ctx.tessellate(page.shapes, scale);
            images.push(gpu.image(&shapes, pixels, scale)?);
        }
        Ok((beneath(images, print::GAP * scale), lacking))
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
