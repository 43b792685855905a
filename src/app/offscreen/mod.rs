//! Pictures painted without a display: the same bytes for the same input.

mod sheet;
mod window;

use std::io::Cursor;
use std::sync::Arc;

use egui::Vec2;
use egui_wgpu::{
    RenderState, RendererOptions, ScreenDescriptor, WgpuConfiguration, WgpuSetup, WgpuSetupCreateNew, wgpu,
};
use image::{ImageFormat, RgbaImage};
use thiserror::Error;

use super::startup;
use crate::map;
use crate::print::PrintError;
use km0_core::model::Lang;
use km0_core::words::Words;

pub(super) use sheet::KeptPainter;
pub use sheet::render_sheet;
pub use window::{Picture, render_png};

#[derive(Debug, Error)]
pub enum RenderError {
    #[error("no graphics adapter, not even a software one: {0}")]
    NoAdapter(String),
    #[error("the graphics adapter stopped: {0}")]
    Device(String),
    #[error("the picture could not be encoded: {0}")]
    Encode(#[from] image::ImageError),
    #[error(transparent)]
    Print(#[from] PrintError),
    #[error("{0} × {1} pixels is more than the adapter can paint")]
    TooLarge(u32, u32),
}

impl RenderError {
    /// What a reader is told, with what to do.
    pub fn said(&self, lang: Lang) -> String {
        let words = Words::new(lang);
        match self {
            Self::NoAdapter(why) => {
                let values = [("advice", words.t(startup::advice()).into()), ("why", why.as_str().into())];
                words.with("picture-no-driver", &values)
            }
            Self::TooLarge(width, height) => {
                let values = [("width", width.to_string().into()), ("height", height.to_string().into())];
                words.with("picture-too-large", &values)
            }
            other => words.with("picture-failed", &[("why", other.to_string().into())]),
        }
    }
}

/// A graphics device that paints shapes into images.
struct Gpu {
    render: RenderState,
}

impl Gpu {
    fn new() -> Result<Self, RenderError> {
        // OpenGL only where there is nothing else: looking for it looks for a desktop
        let found = || Self::with(wgpu::Backends::PRIMARY).or_else(|_| Self::with(wgpu::Backends::GL));
        crate::app::quiet::unless_it_fails(found)
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
        map::install(&render);
        Ok(Self { render })
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

    /// Gives the renderer the textures that were made, and says which.
    fn upload(&self, delta: &mut egui::TexturesDelta) -> Vec<egui::TextureId> {
        let mut renderer = self.render.renderer.write();
        let mut changes: Vec<_> = delta.set.drain().collect();
        changes.sort_by_key(|(id, _)| format!("{id:?}"));
        let ids = changes.iter().map(|(id, _)| *id).collect();
        for (id, images) in changes {
            for image in images {
                renderer.update_texture(&self.render.device, &self.render.queue, id, &image);
            }
        }
        // freed textures live until the picture is done, which is soon
        delta.clear();
        ids
    }

    fn free(&self, textures: &[egui::TextureId]) {
        let mut renderer = self.render.renderer.write();
        textures.iter().for_each(|id| renderer.free_texture(id));
    }

    /// What was laid out as an image of this size in pixels.
    fn image(
        &self,
        shapes: &[egui::ClippedPrimitive],
        size: [u32; 2],
        pixels_per_point: f32,
    ) -> Result<RgbaImage, RenderError> {
        let texture = self.draw(shapes, size, pixels_per_point);
        self.read_back(&texture, size)
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

fn png(image: &RgbaImage) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_fails_is_told_in_the_language_of_whoever_waits_for_it() {
        let failures = [
            RenderError::NoAdapter("none found".to_owned()),
            RenderError::TooLarge(49152, 16384),
            RenderError::Device("lost".to_owned()),
        ];
        for failure in failures {
            let [vi, en, zh] = [Lang::Vi, Lang::En, Lang::Zh].map(|lang| failure.said(lang));
            assert!(vi != en && en != zh && vi != zh, "{vi} {en} {zh}");
            // a message that is missing is shown by its key
            assert!(!en.contains("picture-"), "{en}");
        }
        let told = RenderError::TooLarge(49152, 16384).said(Lang::Vi);
        assert!(told.contains("49152 × 16384"), "{told}");
    }
}
