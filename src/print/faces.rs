//! Which face a character comes from, as the toolkit chooses: a bundled one, else one of the system's that it found.

use std::cell::RefCell;
use std::collections::BTreeMap;

use egui::epaint::text::FontInsert;
use egui::{Context, FontData, FontFamily};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider, string::StringId};

use crate::ui::fonts;

/// By its place among the bundled faces, or behind them among those that were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct FaceIndex(pub(super) usize);

#[derive(Debug)]
pub(super) struct Faces {
    all: Vec<FontData>,
    /// Of each that was found: whose characters it stands in for.
    found: Vec<Vec<FontFamily>>,
    /// What was looked up before.
    known: RefCell<BTreeMap<(FaceIndex, char), Option<u32>>>,
}

impl Faces {
    /// The bundled faces, and what a context that has laid out text has found beside them.
    pub(super) fn of_context(ctx: &Context) -> Self {
        Self::with(&ctx.fonts(|fonts| fonts.discovered_fonts().to_vec()))
    }

    /// A font is found once for every family that it stands in for.
    pub(super) fn with(found: &[FontInsert]) -> Self {
        let mut all: Vec<FontData> = fonts::faces().iter().map(|(_, bytes)| FontData::from_static(bytes)).collect();
        let (mut names, mut families): (Vec<&str>, Vec<Vec<FontFamily>>) = Default::default();
        for font in found {
            let of = font.families.iter().map(|one| one.family.clone());
            let at = names.iter().position(|name| *name == font.name);
            if let Some(known) = at.and_then(|at| families.get_mut(at)) {
                known.extend(of);
            } else {
                names.push(&font.name);
                families.push(of.collect());
                all.push(font.data.clone());
            }
        }
        Self { all, found: families, known: RefCell::default() }
    }

    /// The first face of the family that has the character; the family's first, whose box is drawn, where none has.
    pub(super) fn face_of(&self, family: &FontFamily, c: char) -> FaceIndex {
        let bundled = fonts::order(family);
        let stands_in = |of: &Vec<FontFamily>| of.contains(family);
        let first_found = fonts::faces().len();
        let found = self.found.iter().enumerate().filter(|(_, of)| stands_in(of)).map(|(at, _)| first_found + at);
        let mut order = bundled.iter().copied().chain(found).map(FaceIndex);
        order.find(|face| self.glyph(*face, c).is_some()).unwrap_or(FaceIndex(bundled.first().copied().unwrap_or(0)))
    }

    /// The number of the character's glyph in the face, where it is drawn by lines. Colour pictures are not.
    pub(super) fn glyph(&self, face: FaceIndex, c: char) -> Option<u32> {
        *self.known.borrow_mut().entry((face, c)).or_insert_with(|| {
            let font = self.font(face)?;
            let glyph = font.charmap().map(c).filter(|glyph| *glyph != GlyphId::NOTDEF)?;
            let bundled = face.0 < fonts::faces().len();
            (bundled || !fonts::is_seen(c) || is_drawn(&font, glyph)).then_some(glyph.to_u32())
        })
    }

    pub(super) fn data(&self, face: FaceIndex) -> Option<&FontData> {
        self.all.get(face.0)
    }

    fn font(&self, face: FaceIndex) -> Option<FontRef<'_>> {
        let data = self.data(face)?;
        FontRef::from_index(data.bytes(), data.index).ok()
    }

    /// What a face is called, in letters, digits and blanks alone.
    pub(super) fn name(&self, face: FaceIndex) -> Option<String> {
        let font = self.font(face)?;
        let name = font.localized_strings(StringId::FAMILY_NAME).english_or_first()?;
        let name: String = name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }
}

/// Whether a glyph has an outline with a line in it.
fn is_drawn(font: &FontRef<'_>, glyph: GlyphId) -> bool {
    let Some(outline) = font.outline_glyphs().get(glyph) else { return false };
    let mut lines = OutlineSegments(0);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut lines).is_ok() && lines.0 > 0
}

/// Counts the lines of an outline.
struct OutlineSegments(usize);

impl OutlinePen for OutlineSegments {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {
        self.0 += 1;
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }
    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use egui::epaint::text::{FontPriority, InsertFontFamily};

    use super::*;

    #[test]
    fn vietnamese_and_chinese_come_from_the_face_that_has_them() {
        let faces = Faces::with(&[]);
        assert_eq!(faces.face_of(&FontFamily::Proportional, 'ữ'), FaceIndex(0));
        assert_eq!(faces.face_of(&FontFamily::Proportional, '关'), FaceIndex(2));
        assert_eq!(faces.face_of(&fonts::bold(), 'Đ'), FaceIndex(1));
        assert_eq!(faces.face_of(&fonts::bold(), '谊'), FaceIndex(3));
        assert_eq!(faces.face_of(&fonts::bold(), '鬱'), FaceIndex(2), "seldom bold");
        assert_eq!(faces.face_of(&FontFamily::Proportional, '\u{10FFFF}'), FaceIndex(0), "no face has it");
    }

    #[test]
    fn what_was_found_stands_behind_the_bundled_faces_of_its_families() {
        let (_, bytes) = fonts::faces()[2];
        let family = |family| InsertFontFamily { family, priority: FontPriority::Lowest };
        let font = |families| FontInsert { name: "found".into(), data: FontData::from_static(bytes), families };
        let faces = Faces::with(&[font(vec![family(fonts::bold())]), font(vec![family(FontFamily::Monospace)])]);
        assert_eq!((faces.all.len(), faces.name(FaceIndex(4)).as_deref()), (5, Some("Noto Sans CJK SC")));
        assert_eq!(faces.face_of(&fonts::bold(), '谊'), FaceIndex(3));
        assert_eq!(faces.glyph(FaceIndex(4), '关'), faces.glyph(FaceIndex(2), '关'));
        assert_eq!(faces.glyph(FaceIndex(4), 'ữ'), None);
    }
}
