//! How wide text is and how it is shortened.

use std::collections::HashMap;

use egui::epaint::text::FontsView;
use egui::{Context, FontId};

use super::event::Event;

/// The text of an event on the line: its name, with `~` and `?` as the source marks the date.
pub(super) fn label(event: &Event, name: &str) -> String {
    let before = if event.approximate { "~ " } else { "" };
    let after = if event.uncertain { " ?" } else { "" };
    format!("{before}{name}{after}")
}

fn measure(fonts: &mut FontsView<'_>, font: &FontId, text: &str) -> f32 {
    text.chars().map(|c| fonts.glyph_width(font, c)).sum()
}

/// The points that texts take, a little more than less.
pub(super) fn widths(ctx: &Context, font: &FontId, texts: impl Iterator<Item = String>) -> Vec<f32> {
    ctx.fonts_mut(|fonts| texts.map(|text| (measure(fonts, font, &text) * 1.03).ceil() + 1.0).collect())
}

/// Widths of characters in one font. Asking the font for each letter of each label again would
/// be a fifth of a frame's work.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// The font's size and the pixels per point, as bits.
    key: (u32, u32),
    known: HashMap<char, f32>,
}

impl Glyphs {
    /// The text as far as it fits into `room` points; `None` when not even a few letters do.
    pub(super) fn fit(&mut self, ctx: &Context, font: &FontId, text: &str, room: f32) -> Option<String> {
        let key = (font.size.to_bits(), ctx.pixels_per_point().to_bits());
        if self.key != key {
            (self.key, self.known) = (key, HashMap::new());
        }
        let known = &mut self.known;
        let mut width =
            |c: char| *known.entry(c).or_insert_with(|| ctx.fonts_mut(|fonts| fonts.glyph_width(font, c)) * 1.03);
        shorten(text, room, &mut width)
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
            let end = if word_end > 0 { word_end } else { letter_end };
            let kept = text.get(..end)?.trim_end_matches([' ', ',', ';', ':', '(', '“', '-', '–']);
            return (kept.chars().count() >= if kept.chars().any(is_han) { 2 } else { 4 })
                .then(|| format!("{kept}{ELLIPSIS}"));
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
        assert_eq!(cut("友谊关口岸升级", 5.0).unwrap(), "友谊关口…");
    }
}
