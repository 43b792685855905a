//! What the signs on a sheet mean, in lines beneath it.

use egui::{Align2, FontId, Pos2, Rect, Ui, pos2, vec2};

use crate::context::{ViewCtx, kind_style};
use crate::map::LegendEntry;
use crate::ui::marks::{self, MarkFill};
use km0_core::model::Kind;

const ROW: f32 = 18.0;
/// Points between the end of a name and the next sign.
const APART: f32 = 16.0;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum LegendSign {
    Kind(Kind, String),
    Map(LegendEntry),
}

impl LegendSign {
    fn text(&self, ctx: &ViewCtx<'_>) -> String {
        match self {
            Self::Kind(_, name) => name.clone(),
            Self::Map(entry) => entry.text(ctx),
        }
    }
}

/// The kinds of what is on the timeline.
pub(super) fn kinds(ctx: &ViewCtx<'_>) -> Vec<LegendSign> {
    let dated = |kind: &Kind| ctx.matching(*kind).any(|(ix, _)| ctx.dataset.bounds(ix).is_some());
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_event()).filter(dated);
    kinds.map(|kind| LegendSign::Kind(kind, ctx.words.kind(kind).to_owned())).collect()
}

/// Where each sign stands in lines of this width; the height they take.
fn places(ui: &Ui, ctx: &ViewCtx<'_>, signs: &[LegendSign], width: f32) -> (Vec<Pos2>, f32) {
    let (mut x, mut y) = (0.0, ROW / 2.0);
    let mut places = Vec::new();
    for sign in signs {
        let text = ui.painter().layout_no_wrap(sign.text(ctx), font(), ctx.palette.ink);
        let wide = LegendEntry::INDENT + 7.0 + text.size().x;
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + ROW);
        }
        places.push(pos2(x, y));
        x += wide + APART;
    }
    let height = if signs.is_empty() { 0.0 } else { y + ROW / 2.0 };
    (places, height)
}

fn font() -> FontId {
    FontId::proportional(11.5)
}

pub(super) fn height(ui: &Ui, ctx: &ViewCtx<'_>, signs: &[LegendSign], width: f32) -> f32 {
    places(ui, ctx, signs, width).1
}

pub(super) fn paint(ui: &Ui, ctx: &ViewCtx<'_>, signs: &[LegendSign], rect: Rect) {
    for (sign, place) in signs.iter().zip(places(ui, ctx, signs, rect.width()).0) {
        let left = rect.min + place.to_vec2();
        match sign {
            LegendSign::Map(entry) => entry.paint(ui.painter(), ctx, left),
            LegendSign::Kind(kind, name) => {
                let color = kind_style::color(*kind, ctx.palette);
                let center = left + vec2(LegendEntry::INDENT / 2.0, 0.0);
                marks::paint(ui.painter(), kind_style::mark(*kind), center, 5.0, MarkFill::solid(color));
                let at = center + vec2(18.0, 0.0);
                ui.painter().text(at, Align2::LEFT_CENTER, name, font(), ctx.palette.ink);
            }
        }
    }
}
