//! What a page is put together from.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, Galley, Rect, Vec2};

use crate::print::Goal;
use crate::print::tags::Role;
use km0_core::export::figure::Figure;
use km0_core::model::Kind;

/// Text that is laid out, and which of its letters lead somewhere.
#[derive(Clone, Debug)]
pub(super) struct LaidText {
    pub(super) galley: Arc<Galley>,
    pub(super) links: Vec<(Range<usize>, Goal)>,
}

impl LaidText {
    /// The parts that lead somewhere, row by row, from the text's upper left.
    pub(super) fn linked(&self) -> impl Iterator<Item = (Rect, &Goal)> {
        self.links.iter().flat_map(|(letters, to)| {
            let mut next = 0;
            self.galley.rows.iter().filter_map(move |row| {
                let first = next;
                next += row.glyphs.len() + usize::from(row.ends_with_newline);
                let inside = row.glyphs.iter().zip(first..).filter(|(_, at)| letters.contains(at));
                let rect = inside.fold(Rect::NOTHING, |rect, (glyph, _)| rect.union(glyph.logical_rect()));
                rect.is_positive().then(|| (rect.translate(row.pos.to_vec2()), to))
            })
        })
    }
}

/// Text with what stands beside it, as high as its rows.
#[derive(Clone, Debug)]
pub(super) struct DossierPiece {
    /// Columns of text side by side: their places from the left, and their text.
    pub(super) columns: Vec<(f32, LaidText)>,
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
    /// What the table of contents calls it, and whether it is a part of what comes before it there.
    pub(super) entry: Option<(String, bool)>,
    /// The numbers of the notes that it holds.
    pub(super) notes: Vec<usize>,
    /// What it is to whoever hears it read.
    pub(super) role: Role,
    /// What is drawn instead of text.
    pub(super) figure: Option<Figure>,
    /// The piece that stands above it again at the top of a page: the head of its table.
    pub(super) under: Option<usize>,
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

impl DossierPiece {
    /// One column, which may be parted.
    pub(super) fn new(at: f32, text: LaidText) -> Self {
        Self { breaks: Breaks::Rows, ..Self::row(vec![(at, text)]) }
    }

    /// Columns side by side, which are not parted.
    pub(super) fn row(columns: Vec<(f32, LaidText)>) -> Self {
        Self {
            columns,
            above: 3.0,
            leads: false,
            bar: None,
            ground: None,
            sign: None,
            rule: false,
            entry: None,
            notes: Vec::new(),
            role: Role::Text,
            figure: None,
            under: None,
            pad: 0.0,
            breaks: Breaks::Nowhere,
        }
    }

    pub(super) fn height(&self) -> f32 {
        let text = self.columns.iter().map(|(_, text)| text.galley.size().y).fold(0.0, f32::max);
        let text = self.figure.as_ref().map_or(text, |figure| figure.size[1]);
        text + 2.0 * self.pad + if self.rule { 3.0 } else { 0.0 }
    }

    /// The bottoms of the rows between which it may be parted, from the top of the piece.
    pub(super) fn cuts(&self) -> Vec<f32> {
        let (Breaks::Rows, [(_, LaidText { galley, .. })]) = (self.breaks, self.columns.as_slice()) else {
            return Vec::new();
        };
        let rows = galley.rows.len();
        let bottoms = galley.rows.iter().map(|row| row.pos.y + row.size.y + self.pad);
        bottoms.enumerate().filter(|(n, _)| *n >= 1 && n + 3 <= rows).map(|(_, bottom)| bottom).collect()
    }

    /// So many pieces and notes stand before it that were not there when it was made. Each paper numbers
    /// its notes from 1; what leads to them tells those of different papers apart.
    pub(super) fn move_by(&mut self, pieces: usize, notes: usize) {
        self.notes.iter_mut().for_each(|number| *number += notes);
        for (_, goal) in self.columns.iter_mut().flat_map(|(_, text)| &mut text.links) {
            if let Goal::Note(number) = goal {
                *number += notes;
            }
        }
        if let Role::Row { table, .. } = &mut self.role {
            *table += pieces;
        }
        self.under = self.under.map(|head| head + pieces);
    }

    pub(super) fn offset(&self, at: f32) -> Vec2 {
        Vec2::new(at, self.pad)
    }
}
