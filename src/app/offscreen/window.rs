//! The real interface as a picture.

use egui::{Context, RawInput, Rect, Vec2, ViewportId};

use super::{Gpu, RenderError, png};
use crate::app::explorer::Explorer;
use crate::app::state::State;
use crate::print::Painted;
use crate::ui::fonts;

/// What to paint, and how large.
#[derive(Clone, Debug)]
pub struct Picture {
    pub state: State,
    /// Points.
    pub size: [u32; 2],
    /// Pixels per point.
    pub scale: f32,
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
    let gpu = Gpu::new()?;
    let size = Vec2::new(picture.size[0] as f32, picture.size[1] as f32);
    let pixels = gpu.pixels(size, picture.scale)?;
    let ctx = Context::default();
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
        gpu.upload(&mut output.textures_delta);
        last = Some(output);
    }
    let Some(output) = last else { return Err(RenderError::Device("nothing was painted".to_owned())) };
    let lacking = fonts::boxes(&ctx, &output.shapes);
    let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
    let bytes = png(&gpu.image(&shapes, pixels, output.pixels_per_point)?)?;
    Ok(Painted { bytes, lacking })
}
