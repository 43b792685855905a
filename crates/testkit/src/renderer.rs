//! One graphics device for all windows of a test program.

use std::sync::{Arc, OnceLock};

use egui::mutex::RwLock;
use egui_kittest::wgpu::{create_render_state, default_wgpu_setup};
use egui_wgpu::{RenderState, Renderer, RendererOptions};

/// A render state with a painter of its own on the device that the whole test program shares:
/// making a device takes longer than most tests.
pub fn render_state() -> RenderState {
    static SHARED: OnceLock<RenderState> = OnceLock::new();
    let options = RendererOptions::PREDICTABLE;
    let shared = SHARED.get_or_init(|| create_render_state(default_wgpu_setup(), options));
    let renderer = Renderer::new(&shared.device, shared.target_format, options);
    RenderState { renderer: Arc::new(RwLock::new(renderer)), ..shared.clone() }
}
