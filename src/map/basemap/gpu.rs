//! The base map's own pipeline in the window's renderer. Vertices are given to the graphics card
//! once a level; a frame gives it where the camera is and in which colours to draw.

use std::num::NonZeroU64;
use std::ops::Range;

use egui::{Painter, Shape};
use egui_wgpu::wgpu::{self, util::DeviceExt as _};
use egui_wgpu::{CallbackResources, CallbackTrait, RenderState, ScreenDescriptor};

use super::look::{self, Frame, PAINTS};
use super::{Detail, level, soup};

/// Bytes of the uniform: where the camera is, and the ways of painting.
const UNIFORM: u64 = 32 + 32 * PAINTS as u64;

const ATTRIBUTES: [wgpu::VertexAttribute; 5] = wgpu::vertex_attr_array![
    0 => Float32x2, 1 => Float32x2, 2 => Float32, 3 => Float32, 4 => Uint32
];

struct Buffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
}

struct Renderer {
    pipeline: wgpu::RenderPipeline,
    uniform: wgpu::Buffer,
    group: wgpu::BindGroup,
    /// By level of detail, once it was drawn.
    levels: [Option<Buffers>; 3],
}

/// Prepares a renderer for the map. Without it the base map is not painted. To be called once for
/// every renderer.
pub(crate) fn install(render: &RenderState) {
    let renderer = Renderer::new(&render.device, render.target_format);
    render.renderer.write().callback_resources.insert(renderer);
}

/// The base map as a shape for the screen; only the border that the data is about when `border_only`.
pub(crate) fn shape(detail: Detail, frame: &Frame<'_>, border_only: bool) -> Shape {
    let level = level(detail);
    // what is smaller than this cannot be seen
    let least = 0.6 / frame.camera.scale;
    let runs = level.soup.seen(&frame.camera.visible(), least, border_only);
    let paint = Paint { detail, runs, uniform: look::uniform(level, frame) };
    egui_wgpu::Callback::new_paint_callback(frame.screen, paint).into()
}

/// The rectangle that the shapes of a painter are placed by.
pub(crate) fn screen(painter: &Painter) -> egui::Rect {
    painter.ctx().viewport_rect()
}

impl Renderer {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let code = include_str!("base.wgsl").replace("PAINTS", &PAINTS.to_string());
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("base map"),
            source: wgpu::ShaderSource::Wgsl(code.into()),
        });
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("base map"),
            entries: &[wgpu::BindGroupLayoutEntry {
                binding: 0,
                visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                ty: wgpu::BindingType::Buffer {
                    ty: wgpu::BufferBindingType::Uniform,
                    has_dynamic_offset: false,
                    min_binding_size: NonZeroU64::new(UNIFORM),
                },
                count: None,
            }],
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
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: uniform.as_entire_binding() }],
        });
        let pipeline = pipeline(device, &shader, &layout, format);
        Self { pipeline, uniform, group, levels: [None, None, None] }
    }

    fn upload(&mut self, device: &wgpu::Device, detail: Detail) {
        let Some(slot) = self.levels.get_mut(detail as usize).filter(|slot| slot.is_none()) else { return };
        let soup = &level(detail).soup;
        let buffer = |contents: &[u8], usage| {
            device.create_buffer_init(&wgpu::util::BufferInitDescriptor { label: Some("base map"), contents, usage })
        };
        *slot = Some(Buffers {
            vertices: buffer(&soup.vertices, wgpu::BufferUsages::VERTEX),
            indices: buffer(&soup.indices, wgpu::BufferUsages::INDEX),
        });
    }
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
struct Paint {
    detail: Detail,
    /// Of indices.
    runs: Vec<Range<u32>>,
    uniform: Vec<u8>,
}

impl CallbackTrait for Paint {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        _screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(renderer) = resources.get_mut::<Renderer>() {
            renderer.upload(device, self.detail);
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
        let Some(Some(buffers)) = renderer.levels.get(self.detail as usize) else { return };
        pass.set_pipeline(&renderer.pipeline);
        pass.set_bind_group(0, &renderer.group, &[]);
        pass.set_vertex_buffer(0, buffers.vertices.slice(..));
        pass.set_index_buffer(buffers.indices.slice(..), wgpu::IndexFormat::Uint32);
        for run in &self.runs {
            pass.draw_indexed(run.clone(), 0, 0..1);
        }
    }
}
