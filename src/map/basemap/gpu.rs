//! The base map's own pipeline in the window's renderer. Vertices are given to the graphics card
//! once a level; a frame gives it where the camera is and in which colours to draw.

use std::num::NonZeroU64;
use std::ops::Range;

use egui::{Painter, Shape};
use egui_wgpu::wgpu::{self, util::DeviceExt as _};
use egui_wgpu::{CallbackResources, CallbackTrait, RenderState, ScreenDescriptor};

use super::look::{self, BasemapFrame, PAINTS};
use super::{Detail, level, soup, world, world_made};

/// Bytes of the uniform: where the camera is, and the ways of painting.
const UNIFORM: u64 = 64 + 32 * PAINTS as u64;

const ATTRIBUTES: [wgpu::VertexAttribute; 5] = wgpu::vertex_attr_array![
    0 => Float32x2, 1 => Float32x2, 2 => Float32, 3 => Float32, 4 => Uint32
];

/// Where the buffers of the land around are.
const AROUND: usize = 3;

struct Buffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
}

struct Renderer {
    pipeline: wgpu::RenderPipeline,
    uniform: wgpu::Buffer,
    group: wgpu::BindGroup,
    /// By level of detail and then the land around, once it was drawn.
    levels: [Option<Buffers>; 4],
}

/// Prepares a renderer for the map. Without it the base map is not painted. To be called once for
/// every renderer.
pub(crate) fn install(render: &RenderState) {
    let renderer = Renderer::new(&render.device, &render.queue, render.target_format);
    render.renderer.write().callback_resources.insert(renderer);
}

/// The base map as a shape for the screen; only the border that the data is about when `border_only`.
pub(crate) fn shape(detail: Detail, frame: &BasemapFrame<'_>, border_only: bool) -> Shape {
    let level = level(detail);
    // what is smaller than this cannot be seen
    let least = 0.6 / frame.camera.scale;
    let drawn = look::drawn(frame, border_only);
    let seen = |soup: &soup::Soup| soup.seen(&frame.camera.visible(), least, &drawn);
    let around = world_made().filter(|_| !border_only && !level.bounds.encloses(&frame.camera.visible()));
    let around = around.map(|world| (AROUND, seen(&world.soup)));
    let parts = around.into_iter().chain([(detail as usize, seen(&level.soup))]).collect();
    let paint = BasemapPaint { parts, uniform: look::uniform(level, frame) };
    egui_wgpu::Callback::new_paint_callback(frame.screen, paint).into()
}

/// The rectangle that the shapes of a painter are placed by.
pub(crate) fn screen(painter: &Painter) -> egui::Rect {
    painter.ctx().viewport_rect()
}

impl Renderer {
    fn new(device: &wgpu::Device, queue: &wgpu::Queue, format: wgpu::TextureFormat) -> Self {
        let code = include_str!("base.wgsl").replace("PAINTS", &PAINTS.to_string());
        let code = code.replace("UNITS", &look::UNITS.to_string());
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("base map"),
            source: wgpu::ShaderSource::Wgsl(code.into()),
        });
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("base map"),
            entries: &[
                wgpu::BindGroupLayoutEntry {
                    binding: 0,
                    visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                    ty: wgpu::BindingType::Buffer {
                        ty: wgpu::BufferBindingType::Uniform,
                        has_dynamic_offset: false,
                        min_binding_size: NonZeroU64::new(UNIFORM),
                    },
                    count: None,
                },
                entry(
                    1,
                    wgpu::BindingType::Texture {
                        sample_type: wgpu::TextureSampleType::Float { filterable: true },
                        view_dimension: wgpu::TextureViewDimension::D2,
                        multisampled: false,
                    },
                ),
                entry(2, wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering)),
            ],
        });
        let relief = relief(device, queue);
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("relief"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        let uniform = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("base map frame"),
            size: UNIFORM,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("base map"),
            layout: &layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: uniform.as_entire_binding() },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::TextureView(&relief) },
                wgpu::BindGroupEntry { binding: 2, resource: wgpu::BindingResource::Sampler(&sampler) },
            ],
        });
        let pipeline = pipeline(device, &shader, &layout, format);
        Self { pipeline, uniform, group, levels: [None, None, None, None] }
    }

    fn upload(&mut self, device: &wgpu::Device, at: usize) {
        let Some(slot) = self.levels.get_mut(at).filter(|slot| slot.is_none()) else { return };
        let soup = &Detail::ALL.get(at).map_or_else(world, |detail| level(*detail)).soup;
        let buffer = |contents: &[u8], usage| {
            device.create_buffer_init(&wgpu::util::BufferInitDescriptor { label: Some("base map"), contents, usage })
        };
        *slot = Some(Buffers {
            vertices: buffer(&soup.vertices, wgpu::BufferUsages::VERTEX),
            indices: buffer(&soup.indices, wgpu::BufferUsages::INDEX),
        });
    }
}

fn entry(binding: u32, ty: wgpu::BindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry { binding, visibility: wgpu::ShaderStages::FRAGMENT, ty, count: None }
}

/// The relief's image on the graphics card.
fn relief(device: &wgpu::Device, queue: &wgpu::Queue) -> wgpu::TextureView {
    let super::relief::Relief { size: [width, height], pixels } = super::relief::image();
    let texture = wgpu::TextureDescriptor {
        label: Some("relief"),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::R8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    };
    let order = wgpu::util::TextureDataOrder::LayerMajor;
    device
        .create_texture_with_data(queue, &texture, order, &pixels)
        .create_view(&wgpu::TextureViewDescriptor::default())
}

fn pipeline(
    device: &wgpu::Device,
    shader: &wgpu::ShaderModule,
    layout: &wgpu::BindGroupLayout,
    format: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("base map"),
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    // as the toolkit blends
    let alpha = wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::OneMinusDstAlpha,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    };
    let target = wgpu::ColorTargetState {
        format,
        blend: Some(wgpu::BlendState { color: wgpu::BlendComponent::OVER, alpha }),
        write_mask: wgpu::ColorWrites::ALL,
    };
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("base map"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: shader,
            entry_point: Some("vertex"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(wgpu::VertexBufferLayout {
                array_stride: soup::STRIDE,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &ATTRIBUTES,
            })],
        },
        fragment: Some(wgpu::FragmentState {
            module: shader,
            entry_point: Some(if format.is_srgb() { "linear_target" } else { "gamma_target" }),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(target)],
        }),
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        multiview_mask: None,
        cache: None,
    })
}

/// One frame of the base map.
struct BasemapPaint {
    /// Which buffers, and which of their indices.
    parts: Vec<(usize, Vec<Range<u32>>)>,
    uniform: Vec<u8>,
}

impl CallbackTrait for BasemapPaint {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        _screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(renderer) = resources.get_mut::<Renderer>() {
            self.parts.iter().for_each(|(at, _)| renderer.upload(device, *at));
            queue.write_buffer(&renderer.uniform, 0, &self.uniform);
        }
        Vec::new()
    }

    fn paint(
        &self,
        _info: egui::PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let Some(renderer) = resources.get::<Renderer>() else { return };
        pass.set_pipeline(&renderer.pipeline);
        pass.set_bind_group(0, &renderer.group, &[]);
        for (at, runs) in &self.parts {
            let Some(Some(buffers)) = renderer.levels.get(*at) else { continue };
            pass.set_vertex_buffer(0, buffers.vertices.slice(..));
            pass.set_index_buffer(buffers.indices.slice(..), wgpu::IndexFormat::Uint32);
            for run in runs {
                pass.draw_indexed(run.clone(), 0, 0..1);
            }
        }
    }
}
