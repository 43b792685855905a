//! What stands beside a mark, and how wide it is.

use std::collections::HashMap;

use egui::{Context, FontId};

use km0_core::model::Edtf;

/// The text of an event on the line: its name, with `~` and `?` as the source marks the date.
pub(super) fn label(date: Option<&Edtf>, name: &str) -> String {
    let before = if date.is_some_and(Edtf::is_approximate) { "~ " } else { "" };
    let after = if date.is_some_and(Edtf::is_uncertain) { " ?" } else { "" };
    format!("{before}{name}{after}")
}

/// Widths of characters in one font. Asking the font for each letter of each label again would
/// be a fifth of a frame's work.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// The font's size and the pixels per point, as bits.
    key: (u32, u32),
    /// By character, of those that Latin and Vietnamese are written with.
    near: Vec<Option<f32>>,
    far: HashMap<char, f32>,
}

/// The first character after those of European alphabets and punctuation.
const NEAR: usize = 0x2100;

impl Glyphs {
    fn width_of(&mut self, ctx: &Context, font: &FontId, c: char) -> f32 {
        let ask = || ctx.fonts_mut(|fonts| fonts.glyph_width(font, c)) * 1.03;
        match self.near.get_mut(c as usize) {
            Some(known) => *known.get_or_insert_with(ask),
            None => *self.far.entry(c).or_insert_with(ask),
        }
    }

    fn attune(&mut self, ctx: &Context, font: &FontId) {
        let key = (font.size.to_bits(), ctx.pixels_per_point().to_bits());
        if self.key != key {
            *self = Self { key, near: vec![None; NEAR], far: HashMap::new() };
        }
    }

    /// The points that the text takes, a little more than less.
    pub(super) fn measure(&mut self, ctx: &Context, font: &FontId, text: &str) -> f32 {
        self.attune(ctx, font);
        text.chars().map(|c| self.width_of(ctx, font, c)).sum::<f32>().ceil() + 1.0
    }
}
