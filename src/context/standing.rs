//! How a record stands out at this moment, told to screen readers by every panel in the same words.

use egui::{Color32, Painter, Rect, Response, Stroke, StrokeKind, vec2};

use super::{Emphasis, Pointed, ViewCtx};
use crate::ui::theme::Palette;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub emphasis: Emphasis,
    pub pointed: Pointed,
}

impl Standing {
    /// That of several records shown as one: whatever stands out most.
    pub fn of_all(all: impl Iterator<Item = Self>) -> Self {
        let least = Self { emphasis: Emphasis::Dimmed, pointed: Pointed::No };
        all.fold(least, |most, one| Self {
            emphasis: most.emphasis.max(one.emphasis),
            pointed: most.pointed.max(one.pointed),
        })
    }

    /// The message keys of what there is to say.
    fn keys(self) -> impl Iterator<Item = &'static str> {
        let emphasis = match self.emphasis {
            Emphasis::Selected => Some("standing-selected"),
            Emphasis::Related => Some("standing-related"),
            Emphasis::Dimmed => Some("standing-dimmed"),
            Emphasis::Background | Emphasis::Normal => None,
        };
        let pointed = match self.pointed {
            Pointed::Here => Some("standing-pointed"),
            Pointed::Near => Some("standing-near"),
            Pointed::No => None,
        };
        emphasis.into_iter().chain(pointed)
    }

    /// Paints it behind the row of a table, of which every second is striped.
    pub fn ground(self, painter: &Painter, palette: &Palette, rect: Rect, striped: bool) {
        let Self { emphasis, pointed } = self;
        let fill = match (emphasis, pointed, striped) {
            (Emphasis::Selected, _, _) => Some(palette.accent_fill),
            (_, Pointed::Here, _) => Some(palette.page.lerp_to_gamma(palette.accent_fill, 0.6)),
            (_, _, true) => Some(palette.stripe),
            (_, _, false) => None,
        };
        if let Some(fill) = fill {
            painter.rect_filled(rect, 0.0, fill);
        }
        let edge = |color: Color32, width: f32| {
            painter.rect_filled(Rect::from_min_size(rect.min, vec2(width, rect.height())), 0.0, color);
        };
        match (emphasis, pointed) {
            (Emphasis::Selected, _) => edge(palette.accent, 3.0),
            (Emphasis::Related, _) => edge(palette.accent, 2.0),
            (_, Pointed::Near) => edge(palette.weak, 2.0),
            _ => {}
        }
        if pointed == Pointed::Here {
            painter.rect_stroke(rect, 0.0, Stroke::new(1.0, palette.accent), StrokeKind::Inside);
        }
    }

    /// Says it of something that was painted: selected or not, and the rest as a description.
    /// Costs nothing while nobody listens.
    pub fn tell(self, ctx: &ViewCtx<'_>, response: &Response) {
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_selected(self.emphasis == Emphasis::Selected);
            let said: Vec<&str> = self.keys().map(|key| ctx.words.t(key)).collect();
            if !said.is_empty() {
                node.set_description(said.join(", "));
            }
        });
    }
}
