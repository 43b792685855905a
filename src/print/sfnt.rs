//! A face with only the characters that are used, for pictures that carry their fonts with them.
//!
//! The subsetting crate makes fonts for PDF, which need no table of characters. A browser does: it
//! is added here, with the tables of the whole face that a browser insists on.

use std::collections::BTreeSet;

use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

use super::faces::{FaceIndex, Faces};

/// The head of a table of names for PostScript that holds none (`post` of version 3).
const NO_NAMES: [u8; 4] = [0, 3, 0, 0];

/// A font file; none of a face that cannot be read or lacks all the characters.
pub(super) fn subset(face: FaceIndex, letters: &BTreeSet<char>, faces: &Faces) -> Option<Vec<u8>> {
    let font = faces.data(face)?;
    let whole = font.bytes();
    let mut mapper = GlyphRemapper::new();
    let glyph = |c: &char| Some((*c, u16::try_from(faces.glyph(face, *c)?).ok()?));
    let glyphs: Vec<(char, u16)> = letters.iter().filter_map(glyph).collect();
    let glyphs = glyphs.into_iter().map(|(c, glyph)| (c, GlyphId::from(mapper.remap(glyph)))).collect::<Vec<_>>();
    if glyphs.is_empty() {
        return None;
    }
    let small = subsetter::subset(whole, font.index, &mapper).ok()?;
    let original = FontRef::from_index(whole, font.index).ok()?;
    let mut made = FontBuilder::new();
    made.add_table(&Cmap::from_mappings(glyphs).ok()?).ok()?;
    made.add_raw(Tag::new(b"post"), [&NO_NAMES[..], &[0; 28]].concat());
    made.copy_missing_tables(FontRef::new(&small).ok()?);
    for tag in [b"OS/2", b"name"].map(Tag::new) {
        if let (false, Some(table)) = (made.contains(tag), original.data_for_tag(tag)) {
            made.add_raw(tag, table.as_bytes());
        }
    }
    Some(made.build())
}

#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, MetadataProvider};

    use super::*;

    #[test]
    fn a_subset_has_its_characters_at_their_widths_and_is_much_smaller() {
        let faces = Faces::with(&[]);
        for (face, text) in [(FaceIndex(0), "Hữu Nghị – Tà Lùng"), (FaceIndex(3), "友谊关口岸")] {
            let small = subset(face, &text.chars().collect(), &faces).unwrap();
            assert!(small.len() < 12_000, "{} bytes", small.len());
            let (whole, font) =
                (FontRef::new(faces.data(face).unwrap().bytes()).unwrap(), FontRef::new(&small).unwrap());
            let width = |font: &FontRef<'_>, c: char| {
                let glyph = font.charmap().map(c).filter(|glyph| glyph.to_u32() != 0)?;
                font.glyph_metrics(Size::new(1000.0), LocationRef::default()).advance_width(glyph)
            };
            for c in text.chars() {
                assert!(width(&font, c).is_some() && width(&font, c) == width(&whole, c), "{c}");
                let glyph = font.charmap().map(c).unwrap();
                assert!(c == ' ' || font.outline_glyphs().get(glyph).is_some(), "{c}");
            }
            assert!(width(&font, 'z').is_none());
        }
    }

    #[test]
    fn the_sums_of_the_file_are_right() {
        let small = subset(FaceIndex(1), &"Đ".chars().collect(), &Faces::with(&[])).unwrap();
        let word = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap());
        assert_eq!(small.len() % 4, 0);
        assert_eq!(small.chunks(4).fold(0_u32, |sum, bytes| sum.wrapping_add(word(bytes))), 0xB1B0_AFBA);
        let font = write_fonts::read::FontRef::new(&small).unwrap();
        for tag in [b"OS/2", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post"] {
            assert!(font.data_for_tag(Tag::new(tag)).is_some(), "{tag:?}");
        }
    }
}
