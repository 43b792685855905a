//! A state as a small coloured label, in the same colours everywhere.

use egui::{Align2, Color32, CornerRadius, FontId, Response, Role, Sense, Ui, vec2};

use super::ViewCtx;
use crate::ui::text::whole_words;
use crate::ui::theme::Palette;
use crate::ui::{fonts, widgets};
use km0_core::pages::{Pill, StateTone};

const SIZE: f32 = 11.5;
const PAD: f32 = 7.0;
const HEIGHT: f32 = 18.0;

/// The colour of a tone where there is no text: parts of a bar, and the signs that explain them.
pub fn base(tone: StateTone, palette: &Palette) -> Color32 {
    let [blue, green, amber, violet, ..] = palette.series;
    match tone {
        StateTone::Class => palette.accent,
        StateTone::Good => green,
        StateTone::Moving => violet,
        StateTone::Told => blue,
        StateTone::Waiting => amber,
        StateTone::Bad => palette.error,
        StateTone::Plain => palette.weak,
    }
}

/// Behind and in a label of this tone.
pub fn colors(tone: StateTone, palette: &Palette) -> (Color32, Color32) {
    if tone == StateTone::Class { palette.solid() } else { palette.tint(base(tone, palette)) }
}

fn font(pill: &Pill) -> FontId {
    if pill.tone == StateTone::Class { fonts::bold_id(SIZE) } else { FontId::proportional(SIZE) }
}

/// Points that the label takes across, if it had the room.
pub fn width(ui: &Ui, pill: &Pill) -> f32 {
    let galley = ui.painter().layout_no_wrap(pill.text.clone(), font(pill), Color32::PLACEHOLDER);
    galley.size().x + 2.0 * PAD
}

/// Paints it; in less room than it needs it ends in an ellipsis, with the whole text on hover.
pub fn paint(ui: &mut Ui, ctx: &ViewCtx<'_>, pill: &Pill, most: f32) -> Response {
    let (fill, ink) = colors(pill.tone, ctx.palette);
    let mut job = egui::text::LayoutJob::simple_singleline(pill.text.clone(), font(pill), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((most - 2.0 * PAD).max(20.0));
    let galley = whole_words(ui.painter(), job);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * PAD, HEIGHT), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
    let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size()).min;
    let elided = galley.elided;
    ui.painter().galley(at, galley, ink);
    widgets::name(&response, Role::Label, &pill.text);
    if elided { response.on_hover_text(&pill.text) } else { response }
}
