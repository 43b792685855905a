//! What a picture on paper needs beyond the screen: outlines that stay outlines.

use std::sync::Arc;

use egui::epaint::PaintCallback;
use egui::{Color32, Pos2, Rect, Shape, Stroke};

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
    #[must_use]
    pub fn is_paper(self) -> bool {
        self != Self::Screen
    }
}

/// Lines, or an area with the holes that an even number of its rings encloses.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub rings: Vec<Vec<Pos2>>,
    pub closed: bool,
    pub fill: Color32,
    pub stroke: Stroke,
    /// Points that are drawn and points that are left out; none for a line without gaps.
    pub dash: Option<[f32; 2]>,
}

/// Outlines in the order of painting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing(pub Vec<Outline>);

impl Drawing {
    /// A shape for [`Medium::Lines`]: a renderer of pixels passes over it.
    pub fn shape(self, rect: Rect) -> Shape {
        Shape::Callback(PaintCallback { rect, callback: Arc::new(self) })
    }

    /// The drawing that [`Self::shape`] made a shape of.
    #[must_use]
    pub fn of(callback: &PaintCallback) -> Option<&Self> {
        callback.callback.downcast_ref()
    }
}
