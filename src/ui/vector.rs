//! What a picture on paper needs beyond the screen: outlines that stay outlines, lines around
//! letters, and areas that fade. On a screen they are painted as the toolkit can.

use std::sync::Arc;

use egui::epaint::{PaintCallback, TextShape};
use egui::{Color32, Context, Direction, Id, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// What something is painted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Medium {
    #[default]
    Screen,
    /// A sheet of pixels: nothing can be clicked, so nothing that is for clicking is there.
    Pixels,
    /// A sheet of lines and text, on which the graphics card has no part.
    Lines,
}

impl Medium {
    /// What a context paints on.
    pub fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }

    /// From now on the context paints on this.
    pub fn choose(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, self));
    }

    pub fn is_paper(self) -> bool {
        self != Self::Screen
    }
}

/// What the toolkit has no shape for.
#[derive(Clone, Debug, PartialEq)]
pub enum VectorPart {
    Outline(VectorOutline),
    Text(HaloText),
    Fade(Fade),
}

/// Lines, or an area with the holes that an even number of its rings encloses.
#[derive(Clone, Debug, PartialEq)]
pub struct VectorOutline {
    pub rings: Vec<Vec<Pos2>>,
    pub closed: bool,
    pub fill: Color32,
    pub stroke: Stroke,
    /// Points that are drawn and points that are left out; none for a line without gaps.
    pub dash: Option<[f32; 2]>,
}

/// Text with a line around its letters.
#[derive(Clone, Debug, PartialEq)]
pub struct HaloText {
    pub text: TextShape,
    pub halo: Color32,
    /// Points that the line is wide.
    pub width: f32,
}

/// An area that fades from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fade {
    pub rect: Rect,
    pub colors: [Color32; 2],
}

/// Parts in the order of painting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing(pub Vec<VectorPart>);

impl Drawing {
    /// A shape for [`Medium::Lines`]: a renderer of pixels passes over it.
    pub fn shape(self, rect: Rect) -> Shape {
        Shape::Callback(PaintCallback { rect, callback: Arc::new(self) })
    }

    /// The drawing that [`Self::shape`] made a shape of.
    pub fn of(callback: &PaintCallback) -> Option<&Self> {
        callback.callback.downcast_ref()
    }
}

/// Paints a text over copies of it that lie these ways from it, all equally far.
pub fn haloed_text(painter: &Painter, text: TextShape, halo: Color32, ways: [Vec2; 4]) {
    if Medium::of(painter.ctx()) == Medium::Lines {
        let (rect, width) = (text.visual_bounding_rect(), 2.0 * ways[0].length());
        painter.add(Drawing(vec![VectorPart::Text(HaloText { text, halo, width })]).shape(rect));
        return;
    }
    for way in ways {
        let copy = TextShape { pos: text.pos + way, override_text_color: Some(halo), ..text.clone() };
        painter.add(copy);
    }
    painter.add(text);
}

/// Paints an area that fades from left to right.
pub fn fade(painter: &Painter, rect: Rect, colors: [Color32; 2]) {
    painter.add(if Medium::of(painter.ctx()) == Medium::Lines {
        Drawing(vec![VectorPart::Fade(Fade { rect, colors })]).shape(rect)
    } else {
        Shape::gradient_rect(rect, Direction::LeftToRight, colors)
    });
}
