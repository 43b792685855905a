//! What a sheet consists of, as lines and text: what the toolkit would paint, before it is pixels.

mod form;
mod read;
mod text;

use std::collections::BTreeSet;

use egui::{Color32, Pos2, Rect, Vec2};

pub(super) use form::{PathForm, PathStep};
pub(super) use read::scene;

use super::faces::{FaceIndex, Faces};
use crate::ui::fonts::is_seen;

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PrintScene {
    /// Points of the interface, 96 to an inch.
    pub(super) size: Vec2,
    /// In the order of painting.
    pub(super) marks: Vec<SceneMark>,
}

impl PrintScene {
    /// The characters that are boxes, since no face has them.
    pub(super) fn lacking(&self, faces: &Faces) -> BTreeSet<char> {
        let runs = self.marks.iter().filter_map(|mark| match &mark.ink {
            SceneInk::Text(run) => Some(run),
            SceneInk::Form(_) => None,
        });
        let letters = runs.flat_map(|run| run.letters.iter().map(|letter| (run.face, letter.c)));
        letters.filter(|(face, c)| is_seen(*c) && faces.glyph(*face, *c).is_none()).map(|(_, c)| c).collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct SceneMark {
    /// What lies outside of it is not seen.
    pub(super) clip: Rect,
    pub(super) ink: SceneInk,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum SceneInk {
    Form(PathForm),
    Text(GlyphRun),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ScenePaint {
    Flat(Color32),
    /// From one place to the other.
    Fade {
        from: Pos2,
        to: Pos2,
        colors: [Color32; 2],
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LineStyle {
    pub(super) width: f32,
    pub(super) color: Color32,
    pub(super) dash: Option<[f32; 2]>,
}

/// Text in one face, size and colour on one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GlyphRun {
    pub(super) face: FaceIndex,
    pub(super) size: f32,
    /// The left end of the baseline.
    pub(super) at: Pos2,
    pub(super) letters: Vec<Letter>,
    /// From the left end to the right end.
    pub(super) width: f32,
    pub(super) color: Color32,
    /// A line of this colour and width around the letters.
    pub(super) halo: Option<(Color32, f32)>,
    /// The turn in radians clockwise, and the place that it is around.
    pub(super) turn: Option<(f32, Pos2)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) c: char,
    /// From the left end of the run.
    pub(super) x: f32,
}

impl GlyphRun {
    pub(super) fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.c).collect()
    }
}

/// Red, green, blue and opacity, each 0 to 255, not multiplied.
pub(super) fn rgba(color: Color32) -> [u8; 4] {
    color.to_srgba_unmultiplied()
}

/// The two ends of a gradient: what cannot be seen at all has the colour of the other end, so that
/// nothing darkens between them.
pub(super) fn fade(ends: [Color32; 2]) -> [[u8; 4]; 2] {
    let [mut first, mut last] = ends.map(rgba);
    let clear = |[red, green, blue, _]: [u8; 4]| [red, green, blue, 0];
    if first[3] == 0 {
        first = clear(last);
    } else if last[3] == 0 {
        last = clear(first);
    }
    [first, last]
}
