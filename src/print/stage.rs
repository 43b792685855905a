//! A context without a display in which panels are laid out on a sheet.

use std::num::NonZeroUsize;

use egui::{Context, FullOutput, RawInput, Rect, TexturesDelta, Vec2, ViewportId};

use super::sheet::{self, SheetPanels};
use super::{Guide, Heading, Leaf, Leaves, PageSpot, PrintError, PrintRequest, check, dossier};
use crate::context::{Commands, Focus, Hover, ViewCtx};
use crate::ui::fonts;
use crate::ui::theme::{self, Palette};
use crate::ui::vector::Medium;
use km0_core::saved::SheetContent;
use km0_core::words::Words;

/// Passes that panels need to settle: sizes are known only after a first one.
const PASSES: usize = 6;
/// Seconds that the clock moves on from one pass to the next.
const STEP: f64 = 1.0 / 60.0;
/// How much larger a sheet may be laid out, and so text be smaller, for all its lanes to have room.
const GROWTH: [f32; 5] = [1.0, 1.12, 1.25, 1.4, LARGEST];
const LARGEST: f32 = 1.6;

/// How much larger a briefing is laid out than a dossier, to have room on one page.
const BRIEF: f32 = 1.1;

/// What was laid out, and what is to be told about it.
#[derive(Debug)]
pub(super) struct StagedPanels {
    pub(super) leaves: Leaves,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) guide: Guide,
    /// How much larger than the ground the pages were laid out.
    pub(super) growth: f32,
}

/// The pages of an order.
pub(super) fn lay(order: &PrintRequest, medium: Medium, pixels_per_point: f32) -> Result<StagedPanels, PrintError> {
    check(order)?;
    let [width, height] = order.sheet.ground.points();
    let size = Vec2::new(width, height) / order.sheet.text;
    let palette = paper(Palette::of(order.theme, false));
    let words = Words::new(order.lang);
    if order.story.is_some() || matches!(order.sheet.what, SheetContent::Dossier | SheetContent::Briefing) {
        let growth = if order.story.is_none() && order.sheet.what == SheetContent::Briefing { BRIEF } else { 1.0 };
        let room = StageContext::new(size * growth, pixels_per_point / growth, &palette, medium);
        return Ok(StagedPanels { growth, ..dossier::lay(order, room, &palette, &words) });
    }
    let commands = Commands::default();
    let (hover, focus) = (Hover::default(), Focus::new(&order.data.dataset, &order.selection));
    let ctx = ViewCtx {
        data: &order.data,
        dataset: &order.data.dataset,
        query: &order.query,
        answer: &order.answer,
        selection: &order.selection,
        focus: &focus,
        hover: &hover,
        words: &words,
        palette: &palette,
        time: order.time,
        play: None,
        opened: 1,
        revision: 1,
        text_revision: 0,
        commands: &commands,
    };
    grown(order, &ctx, medium, size, pixels_per_point)
}

/// The sheet at the first size at which everything has room, else at the last.
fn grown(
    order: &PrintRequest,
    ctx: &ViewCtx<'_>,
    medium: Medium,
    size: Vec2,
    pixels_per_point: f32,
) -> Result<StagedPanels, PrintError> {
    for growth in GROWTH {
        let mut room = StageContext::new(size * growth, pixels_per_point / growth, ctx.palette, medium);
        let mut sheet = SheetPanels::new(order);
        let mut shapes = Vec::new();
        for pass in 0..PASSES {
            let lost = sheet.lost();
            shapes = room.pass(|ui| sheet.ui(ui, ctx, order)).shapes;
            _ = ctx.commands.take();
            // what settled without room is laid out larger, not painted to the end
            let settled = pass > 1 && (sheet.lost() - lost).abs() < 0.1;
            if settled && sheet.is_crowded() && growth < LARGEST {
                break;
            }
        }
        if sheet.is_crowded() && growth < LARGEST {
            continue;
        }
        let leaves = room.leaves(vec![Leaf { size: room.size, shapes }]);
        let (title, about) = (sheet::title(ctx, order), sheet::sentence(ctx, order));
        let heading = Heading { text: title.clone(), inner: false, at: PageSpot { page: 0, top: 0.0 } };
        let guide = Guide { outline: vec![heading], regions: sheet.regions(&title, &about), ..Guide::default() };
        return Ok(StagedPanels { leaves, title, about, guide, growth });
    }
    Err(PrintError::Size)
}

/// Paper is white where a screen is only bright.
fn paper(mut palette: Palette) -> Palette {
    if !palette.dark {
        palette.page = palette.raised;
    }
    palette
}

/// A context of a size.
pub(super) struct StageContext {
    ctx: Context,
    pub(super) size: Vec2,
    pixels_per_point: f32,
    textures: TexturesDelta,
    passes: usize,
}

/// The toolkit wants to be told that textures which nobody takes were not forgotten.
impl Drop for StageContext {
    fn drop(&mut self) {
        self.textures.clear();
    }
}

impl StageContext {
    fn new(size: Vec2, pixels_per_point: f32, palette: &Palette, medium: Medium) -> Self {
        let ctx = Context::default();
        medium.choose(&ctx);
        ctx.set_fonts(fonts::definitions());
        fonts::add_system_fonts(&ctx);
        let theme = if palette.dark { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_theme(theme);
        let mut style = theme::style(palette);
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        ctx.set_style_of(theme, style);
        ctx.options_mut(|options| options.max_passes = NonZeroUsize::MIN);
        Self { ctx, size, pixels_per_point, textures: TexturesDelta::default(), passes: 0 }
    }

    pub(super) fn pass(&mut self, paint: impl FnMut(&mut egui::Ui)) -> FullOutput {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, self.size)),
            time: Some(self.passes as f64 * STEP),
            predicted_dt: STEP as f32,
            max_texture_side: Some(8192),
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(self.pixels_per_point);
        }
        self.passes += 1;
        let mut output = self.ctx.run_ui(input, paint);
        self.textures.append(std::mem::take(&mut output.textures_delta));
        output
    }

    pub(super) fn leaves(&mut self, pages: Vec<Leaf>) -> Leaves {
        Leaves {
            ctx: self.ctx.clone(),
            textures: std::mem::take(&mut self.textures),
            pixels_per_point: self.pixels_per_point,
            pages,
        }
    }
}
