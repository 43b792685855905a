//! Which of the bundled faces a character comes from, as the toolkit chooses.

use egui::FontFamily;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

use crate::ui::fonts;

/// By its place among the bundled faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Face(pub(super) usize);

pub(super) struct Faces {
    maps: Vec<Charmap<'static>>,
}

impl Faces {
    pub(super) fn new() -> Self {
        let fonts = fonts::faces().iter().filter_map(|(_, bytes)| FontRef::new(bytes).ok());
        Self { maps: fonts.map(|font| font.charmap()).collect() }
    }

    /// The first face of the family that has the character; the family's first where none has.
    pub(super) fn of(&self, family: &FontFamily, c: char) -> Face {
        let order = if *family == fonts::bold() { [1, 3] } else { [0, 2] };
        let has = |face: &usize| self.glyph(Face(*face), c).is_some();
        Face(order.into_iter().find(has).unwrap_or(order[0]))
    }

    /// The number of the character's glyph in the face.
    pub(super) fn glyph(&self, face: Face, c: char) -> Option<u32> {
        let glyph = self.maps.get(face.0)?.map(c)?.to_u32();
        (glyph != 0).then_some(glyph)
    }
}

impl std::fmt::Debug for Faces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Faces").field("count", &self.maps.len()).finish()
    }
}

/// The bytes of a face's file.
pub(super) fn bytes(face: Face) -> &'static [u8] {
    fonts::faces().get(face.0).map_or(&[], |(_, bytes)| bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_and_chinese_come_from_the_face_that_has_them() {
        let faces = Faces::new();
        assert_eq!(faces.of(&FontFamily::Proportional, 'ữ'), Face(0));
        assert_eq!(faces.of(&FontFamily::Proportional, '关'), Face(2));
        assert_eq!(faces.of(&fonts::bold(), 'Đ'), Face(1));
        assert_eq!(faces.of(&fonts::bold(), '谊'), Face(3));
        assert_eq!(faces.of(&FontFamily::Proportional, '\u{10FFFF}'), Face(0), "no face has it");
    }
}
