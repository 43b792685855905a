//! A face with only the characters that are used, for pictures that carry their fonts with them.
//!
//! The subsetting crate makes fonts for PDF, which need no table of characters. A browser does: it
//! is added here, with the tables of the whole face that a browser insists on.

use std::collections::{BTreeMap, BTreeSet};

use subsetter::GlyphRemapper;

use super::faces::{Face, Faces};

/// A font file; none of a face that cannot be read or lacks all the characters.
pub(super) fn subset(face: Face, letters: &BTreeSet<char>, faces: &Faces) -> Option<Vec<u8>> {
    let font = faces.data(face)?;
    let whole = font.bytes();
    let mut mapper = GlyphRemapper::new();
    let mut glyphs: BTreeMap<u32, u32> = BTreeMap::new();
    for c in letters {
        let Some(glyph) = faces.glyph(face, *c).and_then(|glyph| u16::try_from(glyph).ok()) else { continue };
        glyphs.insert(u32::from(*c), u32::from(mapper.remap(glyph)));
    }
    let small = subsetter::subset(whole, font.index, &mapper).ok().filter(|_| !glyphs.is_empty())?;
    let mut tables = tables(&small, 0)?;
    let originals = self::tables(whole, font.index)?;
    for tag in [*b"OS/2", *b"name"] {
        if let (false, Some(table)) = (tables.contains_key(&tag), originals.get(&tag)) {
            tables.insert(tag, table.clone());
        }
    }
    tables.insert(*b"cmap", characters(&glyphs));
    tables.insert(*b"post", [&[0, 3, 0, 0][..], &[0; 28]].concat());
    Some(file(small.get(..4)?, tables))
}

type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// A number of four bytes.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
}

/// The tables of a font, or of the one at `index` in a collection of fonts.
fn tables(font: &[u8], index: u32) -> Option<Tables> {
    let start = if font.starts_with(b"ttcf") { number(font, 12 + 4 * usize::try_from(index).ok()?)? } else { 0 };
    let head = font.get(start..)?;
    let count = usize::from(u16::from_be_bytes(head.get(4..6)?.try_into().ok()?));
    let mut tables = Tables::new();
    for entry in head.get(12..12 + 16 * count)?.chunks_exact(16) {
        let (from, length) = (number(entry, 8)?, number(entry, 12)?);
        let table = font.get(from..from.checked_add(length)?)?;
        tables.insert(entry.get(..4)?.try_into().ok()?, table.to_vec());
    }
    Some(tables)
}

/// A `cmap` of format 12: groups of characters whose glyphs follow one another.
fn characters(glyphs: &BTreeMap<u32, u32>) -> Vec<u8> {
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (c, glyph) in glyphs {
        match groups.last_mut() {
            Some([first, last, start]) if *last + 1 == *c && *start + (*c - *first) == *glyph => *last = *c,
            _ => groups.push([*c, *c, *glyph]),
        }
    }
    // one table for all of Unicode under both platforms that readers look for
    let mut out: Vec<u8> = Vec::new();
    for number in [0_u16, 2, 0, 4, 0, 20, 3, 10, 0, 20, 12, 0] {
        out.extend(number.to_be_bytes());
    }
    let head = [16 + 12 * groups.len() as u32, 0, groups.len() as u32];
    for number in head.into_iter().chain(groups.into_iter().flatten()) {
        out.extend(number.to_be_bytes());
    }
    out
}

fn sum(table: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut word = [0; 4];
        word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        u32::from_be_bytes(word)
    };
    table.chunks(4).fold(0_u32, |sum, bytes| sum.wrapping_add(word(bytes)))
}

fn file(kind: &[u8], mut tables: Tables) -> Vec<u8> {
    if let Some(adjustment) = tables.get_mut(b"head").and_then(|head| head.get_mut(8..12)) {
        adjustment.fill(0);
    }
    let count = tables.len() as u16;
    let power = count.checked_ilog2().unwrap_or(0) as u16;
    let range = 16_u16 << power;
    let mut out = kind.to_vec();
    for number in [count, range, power, count * 16 - range] {
        out.extend(number.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    let mut head = None;
    for (tag, table) in &tables {
        if tag == b"head" {
            head = Some(at);
        }
        out.extend(tag);
        for number in [sum(table), at as u32, table.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let whole = 0xB1B0_AFBA_u32.wrapping_sub(sum(&out));
    if let Some(adjustment) = head.and_then(|head| out.get_mut(head + 8..head + 12)) {
        adjustment.copy_from_slice(&whole.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, MetadataProvider};

    use super::*;

    #[test]
    fn a_subset_has_its_characters_at_their_widths_and_is_much_smaller() {
        let faces = Faces::with(&[]);
        for (face, text) in [(Face(0), "Hữu Nghị – Tà Lùng"), (Face(3), "友谊关口岸")] {
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
        let small = subset(Face(1), &"Đ".chars().collect(), &Faces::with(&[])).unwrap();
        assert_eq!(sum(&small), 0xB1B0_AFBA);
        assert!(
            [*b"OS/2", *b"cmap", *b"head", *b"hhea", *b"hmtx", *b"maxp", *b"name", *b"post"].iter().all(|tag| tables(
                &small, 0
            )
            .unwrap()
            .contains_key(tag))
        );
    }
}
