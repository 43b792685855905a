//! The real interface painted without a display: the same bytes for the same input.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Context, RawInput, Rect, Vec2, ViewportId};
use egui_wgpu::{
    RenderState, RendererOptions, ScreenDescriptor, WgpuConfiguration, WgpuSetup, WgpuSetupCreateNew, wgpu,
};
use image::RgbaImage;
use thiserror::Error;

use super::explorer::Explorer;
use super::state::State;
use crate::print::{self, Order, Painted, PrintError};
use crate::ui::fonts;
use km0_core::saved::Image;

/// What to paint, and how large.
#[derive(Clone, Debug)]
pub struct Picture {
    pub state: State,
    /// Points.
    pub size: [u32; 2],
    /// Pixels per point.
    pub scale: f32,
}

#[derive(Debug, Error)]
pub enum RenderError {
    #[error("no graphics adapter, not even a software one ({0}); install a Vulkan driver such as mesa-vulkan-drivers")]
    NoAdapter(String),
    #[error("the graphics adapter stopped: {0}")]
    Device(String),
    #[error("the picture could not be encoded: {0}")]
    Encode(#[from] image::ImageError),
    #[error(transparent)]
    Print(#[from] PrintError),
    #[error("{0} × {1} pixels is more than the adapter can paint; choose a smaller size or scale")]
    TooLarge(u32, u32),
}

/// Passes that panels need to settle: sizes are known only after a first one.
const PASSES: usize = 6;
/// Seconds that the clock moves on from one pass to the next.
const STEP: f64 = 1.0 / 60.0;

/// The interface as a PNG file.
///
/// # Errors
/// When nothing on the machine can paint, or the picture is too large.
pub fn render_png(picture: Picture) -> Result<Painted, RenderError> {
    let (image, lacking) = Painter::new()?.paint(picture)?;
    Ok(Painted { bytes: png(&image)?, lacking })
}

fn png(image: &RgbaImage) -> Result<Vec<u8>, RenderError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// A picture on a sheet as a file in its format: the same for the same order.
///
/// # Errors
/// When the order asks for what no sheet can show, or for pixels that nothing on the machine can paint.
pub fn render_sheet(order: &Order) -> Result<Painted, RenderError> {
    if order.sheet.image != Image::Png {
        return Ok(print::lines(order)?);
    }
    let (image, lacking) = Painter::new()?.sheet(order, order.sheet.scale)?;
    Ok(Painted { bytes: png(&image)?, lacking })
}

/// Paints without a display.
pub(super) struct Painter {
    render: RenderState,
}

impl std::fmt::Debug for Painter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Painter").finish_non_exhaustive()
    }
}

impl Painter {
    pub(super) fn new() -> Result<Self, RenderError> {
        // OpenGL only where there is nothing else: looking for it looks for a desktop
        let found = || Self::with(wgpu::Backends::PRIMARY).or_else(|_| Self::with(wgpu::Backends::GL));
        super::quiet::unless_it_fails(found)
    }

    fn with(backends: wgpu::Backends) -> Result<Self, RenderError> {
        let mut setup = WgpuSetupCreateNew::without_display_handle();
        setup.instance_descriptor.backends = backends;
        // a software adapter first: it gives the same pixels on every machine
        setup.native_adapter_selector = Some(Arc::new(|adapters, _surface| {
            let rank = |adapter: &&wgpu::Adapter| match adapter.get_info().device_type {
                wgpu::DeviceType::Cpu => 0,
                _ => 1,
            };
            adapters.iter().min_by_key(rank).cloned().ok_or_else(|| "none found".to_owned())
        }));
        let setup = WgpuSetup::CreateNew(setup);
        let config = WgpuConfiguration { wgpu_setup: setup.clone(), ..WgpuConfiguration::default() };
        let render = pollster::block_on(async {
            let instance = setup.new_instance().await;
            RenderState::create(&config, &instance, None, RendererOptions::PREDICTABLE).await
        });
        let render = render.map_err(|error| RenderError::NoAdapter(error.to_string()))?;
        Explorer::install_renderer(&render);
        Ok(Self { render })
    }

    /// The picture, and the characters in it that are boxes.
    fn paint(&mut self, picture: Picture) -> Result<(RgbaImage, BTreeSet<char>), RenderError> {
        let ctx = Context::default();
        let size = Vec2::new(picture.size[0] as f32, picture.size[1] as f32);
        let pixels = self.pixels(size, picture.scale)?;
        ctx.options_mut(|options| options.max_passes = std::num::NonZeroUsize::MIN);
        Explorer::install(&ctx);
        fonts::add_system_fonts(&ctx);
        let mut explorer = Explorer::new(picture.state);
        explorer.stop_the_clock();
        // the explorer's style before the first pass, and nothing caught on its way
        explorer.logic(&ctx);
        ctx.all_styles_mut(|style| {
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        });
        let mut last = None;
        for pass in 0..PASSES {
            let mut input = RawInput {
                screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, size)),
                time: Some(pass as f64 * STEP),
                predicted_dt: STEP as f32,
                ..RawInput::default()
            };
            if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
                viewport.native_pixels_per_point = Some(picture.scale);
            }
            let mut output = ctx.run_ui(input, |ui| {
                explorer.logic(&ui.ctx().clone());
                explorer.ui(ui);
            });
            self.upload(&mut output.textures_delta);
            last = Some(output);
        }
        let Some(output) = last else { return Err(RenderError::Device("nothing was painted".to_owned())) };
        let lacking = fonts::boxes(&ctx, &output.shapes);
        let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let texture = self.draw(&shapes, pixels, output.pixels_per_point);
        Ok((self.read_back(&texture, pixels)?, lacking))
    }

    /// A picture's pages, one beneath the other, and the characters on them that are boxes.
    pub(super) fn sheet(
        &mut self,
        order: &Order,
        pixels_per_point: f32,
    ) -> Result<(RgbaImage, BTreeSet<char>), RenderError> {
        let mut leaves = print::leaves(order, pixels_per_point)?;
        let scale = leaves.pixels_per_point;
        let lacking = leaves.lacking();
        self.upload(&mut leaves.textures);
        let mut images = Vec::new();
        for page in std::mem::take(&mut leaves.pages) {
            let pixels = self.pixels(page.size, scale)?;
            let shapes = leaves.ctx.tessellate(page.shapes, scale);
            let texture = self.draw(&shapes, pixels, scale);
            images.push(self.read_back(&texture, pixels)?);
        }
        Ok((beneath(images, print::GAP * scale), lacking))
    }

    /// The size in pixels of what has this size in points.
    fn pixels(&self, size: Vec2, scale: f32) -> Result<[u32; 2], RenderError> {
        let scaled = [size.x, size.y].map(|points| f64::from(points) * f64::from(scale));
        // sizes and scales are positive
        #[allow(clippy::cast_sign_loss)]
        let pixels = scaled.map(|pixels| pixels.round().max(1.0) as u32);
        let limit = self.render.device.limits().max_texture_dimension_2d;
        if pixels[0].max(pixels[1]) > limit {
            return Err(RenderError::TooLarge(pixels[0], pixels[1]));
        }
        Ok(pixels)
    }

    fn upload(&self, delta: &mut egui::TexturesDelta) {
        let mut renderer = self.render.renderer.write();
        let mut changes: Vec<_> = delta.set.drain().collect();
        changes.sort_by_key(|(id, _)| format!("{id:?}"));
        for (id, images) in changes {
            for image in images {
                renderer.update_texture(&self.render.device, &self.render.queue, id, &image);
            }
        }
        // freed textures live until the picture is done, which is soon
        delta.clear();
    }

    fn draw(&self, shapes: &[egui::ClippedPrimitive], size: [u32; 2], pixels_per_point: f32) -> wgpu::Texture {
        let RenderState { device, queue, .. } = &self.render;
        let mut renderer = self.render.renderer.write();
        let screen = ScreenDescriptor { size_in_pixels: size, pixels_per_point };
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let uploads = renderer.update_buffers(device, queue, &mut encoder, shapes, &screen);
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("picture"),
            size: wgpu::Extent3d { width: size[0], height: size[1], depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: self.render.target_format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let attachment = wgpu::RenderPassColorAttachment {
            view: &view,
            resolve_target: None,
            ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::BLACK), store: wgpu::StoreOp::Store },
            depth_slice: None,
        };
        let mut pass = encoder
            .begin_render_pass(&wgpu::RenderPassDescriptor {
                color_attachments: &[Some(attachment)],
                ..wgpu::RenderPassDescriptor::default()
            })
            .forget_lifetime();
        renderer.render(&mut pass, shapes, &screen);
        drop(pass);
        queue.submit(uploads.into_iter().chain(std::iter::once(encoder.finish())));
        texture
    }

    fn read_back(&self, texture: &wgpu::Texture, size: [u32; 2]) -> Result<RgbaImage, RenderError> {
        let RenderState { device, queue, .. } = &self.render;
        // rows in a buffer begin at multiples of 256 bytes
        let stride = (size[0] * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let buffer = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("picture rows"),
            size: u64::from(stride) * u64::from(size[1]),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let layout =
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(stride), rows_per_image: Some(size[1]) };
        encoder.copy_texture_to_buffer(
            texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo { buffer: &buffer, layout },
            texture.size(),
        );
        queue.submit(std::iter::once(encoder.finish()));
        let slice = buffer.slice(..);
        slice.map_async(wgpu::MapMode::Read, |_| {});
        device.poll(wgpu::PollType::wait_indefinitely()).map_err(|error| RenderError::Device(error.to_string()))?;
        let rows = slice.get_mapped_range().map_err(|error| RenderError::Device(error.to_string()))?;
        let width = size[0] as usize * 4;
        let swap =
            matches!(self.render.target_format, wgpu::TextureFormat::Bgra8Unorm | wgpu::TextureFormat::Bgra8UnormSrgb);
        let mut pixels = Vec::with_capacity(width * size[1] as usize);
        for row in rows.chunks(stride as usize) {
            for pixel in row.get(..width).unwrap_or(row).chunks_exact(4) {
                let &[a, g, b, _] = pixel else { continue };
                pixels.extend(if swap { [b, g, a, 255] } else { [a, g, b, 255] });
            }
        }
        RgbaImage::from_raw(size[0], size[1], pixels)
            .ok_or_else(|| RenderError::Device("the picture came back short".to_owned()))
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
