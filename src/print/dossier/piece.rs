//! What a page is put together from.

use std::sync::Arc;

use egui::{Color32, Galley, Vec2};

use crate::model::Kind;

/// Text with what stands beside it, as high as its rows.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Columns of text side by side: their places from the left, and their text.
    pub(super) columns: Vec<(f32, Arc<Galley>)>,
    /// Points of nothing above it, but not at the top of a page.
    pub(super) above: f32,
    /// Stays on the page of what comes next.
    pub(super) leads: bool,
    /// A bar at its left.
    pub(super) bar: Option<Color32>,
    pub(super) ground: Option<Color32>,
    /// The sign of a kind before the first row.
    pub(super) sign: Option<Kind>,
    /// A line below it.
    pub(super) rule: bool,
    /// What the table of contents calls it.
    pub(super) entry: Option<String>,
    /// Points inside of the ground, above and below the text.
    pub(super) pad: f32,
    pub(super) breaks: Breaks,
}

/// Where a piece may be parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    Nowhere,
    /// Between rows, with two rows at least on either side.
    Rows,
}

impl Piece {
    /// One column, which may be parted.
    pub(super) fn new(at: f32, galley: Arc<Galley>) -> Self {
        Self { breaks: Breaks::Rows, ..Self::row(vec![(at, galley)]) }
    }

    /// Columns side by side, which are not parted.
    pub(super) fn row(columns: Vec<(f32, Arc<Galley>)>) -> Self {
        Self {
            columns,
            above: 3.0,
            leads: false,
            bar: None,
            ground: None,
            sign: None,
            rule: false,
            entry: None,
            pad: 0.0,
            breaks: Breaks::Nowhere,
        }
    }

    pub(super) fn height(&self) -> f32 {
        let text = self.columns.iter().map(|(_, galley)| galley.size().y).fold(0.0, f32::max);
        text + 2.0 * self.pad + if self.rule { 3.0 } else { 0.0 }
    }

    /// The bottoms of the rows between which it may be parted, from the top of the piece.
    pub(super) fn cuts(&self) -> Vec<f32> {
        let (Breaks::Rows, [(_, galley)]) = (self.breaks, self.columns.as_slice()) else { return Vec::new() };
        let rows = galley.rows.len();
        let bottoms = galley.rows.iter().map(|row| row.pos.y + row.size.y + self.pad);
        bottoms.enumerate().filter(|(n, _)| *n >= 1 && n + 3 <= rows).map(|(_, bottom)| bottom).collect()
    }

    pub(super) fn offset(&self, at: f32) -> Vec2 {
        Vec2::new(at, self.pad)
    }
}
