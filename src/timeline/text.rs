//! How wide text is and how it is shortened.

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

    /// The text as far as it fits into `room` points; `None` when not even a few letters do.
    pub(super) fn fit(&mut self, ctx: &Context, font: &FontId, text: &str, room: f32) -> Option<String> {
        self.attune(ctx, font);
        shorten(text, room, &mut |c| self.width_of(ctx, font, c))
    }
}

/// Cut at the end of a word, or within one when the first is too long already, and marked so.
fn shorten(text: &str, room: f32, width: &mut impl FnMut(char) -> f32) -> Option<String> {
    const ELLIPSIS: char = '…';
    let dots = width(ELLIPSIS);
    let mut used = 0.0;
    // byte ends of what fits together with the dots: at a word, at a letter
    let (mut word_end, mut letter_end) = (0, 0);
    for (at, c) in text.char_indices() {
        if used + dots <= room {
            letter_end = at;
            if c.is_whitespace() || is_han(c) {
                word_end = at;
            }
        }
        used += width(c);
        if used > room {
            let kept = |end: usize| {
                let kept = text.get(..end)?.trim_end_matches([' ', ',', ';', ':', '(', '“', '-', '–']);
                let tells = kept.chars().count() >= if kept.chars().any(is_han) { 2 } else { 4 };
                tells.then(|| format!("{kept}{ELLIPSIS}"))
            };
            return kept(word_end).or_else(|| kept(letter_end));
        }
    }
    Some(text.to_owned())
}

/// Chinese has no spaces: a line may end before any character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_at_the_end_of_a_word() {
        let cut = |text: &str, room: f32| shorten(text, room, &mut |_| 1.0);
        assert_eq!(cut("Early-spring meeting 2021", 25.0).unwrap(), "Early-spring meeting 2021");
        assert_eq!(cut("Early-spring meeting 2021", 23.0).unwrap(), "Early-spring meeting…");
        assert_eq!(cut("Early-spring meeting 2021", 8.0).unwrap(), "Early-s…");
        assert_eq!(cut("Early-spring meeting 2021", 3.0), None);
        assert_eq!(cut("Cao Bằng talks", 7.0).unwrap(), "Cao Bằ…", "one short word tells too little");
        assert_eq!(cut("友谊关口岸升级", 5.0).unwrap(), "友谊关口…");
    }
}
