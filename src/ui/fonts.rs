//! The bundled faces: Noto Sans for Latin and all of Vietnamese, Noto Sans CJK SC for Chinese. Behind them come the
//! system's fonts, for characters that other people's data may bring; what no font has is a box.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use egui::epaint::text::{FallbackRequest, FontProvider};
use egui::epaint::{ClippedShape, Shape};
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use egui_system_font_provider::SystemFontProvider;
use skrifa::{FontRef, MetadataProvider};

const FACES: [(&str, &[u8]); 4] = [
    ("regular", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    ("semibold", include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
    ("chinese", include_bytes!("../../assets/fonts/NotoSansCJKsc-Regular.otf")),
    ("chinese-bold", include_bytes!("../../assets/fonts/NotoSansCJKsc-Bold.otf")),
];

/// The family of headings and names.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// A bold font of this size in points.
pub fn bold_id(size: f32) -> FontId {
    FontId::new(size, bold())
}

/// The places in [`faces`] of a family's faces, in the order in which they are asked for a character. Characters that
/// are seldom bold are in the regular face alone.
pub fn order(family: &FontFamily) -> &'static [usize] {
    if *family == bold() { &[1, 3, 2] } else { &[0, 2] }
}

pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FACES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace, bold()] {
        let names = order(&family).iter().filter_map(|face| FACES.get(*face)).map(|(name, _)| (*name).to_owned());
        fonts.families.insert(family.clone(), names.collect());
    }
    fonts
}

/// The bytes of the faces with their names.
pub fn faces() -> &'static [(&'static str, &'static [u8])] {
    &FACES
}

/// The fonts of the system, listed once, on a thread of their own. Ideographs come from a font for simplified Chinese
/// where there is one, as those of the bundled faces do.
fn system() -> &'static SystemFontProvider {
    static SYSTEM: OnceLock<SystemFontProvider> = OnceLock::new();
    SYSTEM.get_or_init(|| SystemFontProvider::new().with_locale(Some("zh-Hans")))
}

/// Begins to list the system's fonts, for whoever may soon need them and must not wait then.
pub fn list_system_fonts() {
    system();
}

/// Puts the system's fonts behind those that a context has. They are asked for what these lack and for nothing else,
/// so a picture without such a character is the same on every machine.
pub fn add_system_fonts(ctx: &Context) {
    let provider: Arc<dyn FontProvider> = Arc::new(|request: &FallbackRequest<'_>| system().font_for(request));
    ctx.add_font_provider(provider);
}

/// Those of the characters that no bundled face has.
pub fn not_bundled(characters: impl IntoIterator<Item = char>) -> Vec<char> {
    let fonts = [0, 2].map(|face| FACES.get(face).and_then(|(_, bytes)| FontRef::new(bytes).ok()));
    let maps: Vec<_> = fonts.iter().flatten().map(MetadataProvider::charmap).collect();
    let bundled = |c: char| maps.iter().any(|map| map.map(c).is_some_and(|glyph| glyph.to_u32() != 0));
    characters.into_iter().filter(|c| is_seen(*c) && !bundled(*c)).collect()
}

/// Those of the characters that a context has no font for, whether bold or not. It must have painted before.
pub fn lacking(ctx: &Context, characters: &[char]) -> Vec<char> {
    let id = FontId::proportional(12.0);
    ctx.fonts_mut(|fonts| characters.iter().copied().filter(|c| !fonts.has_glyph(&id, *c)).collect())
}

/// The characters of painted texts that are boxes: those that a context has no font for.
pub fn boxes<'a>(ctx: &Context, shapes: impl IntoIterator<Item = &'a ClippedShape>) -> BTreeSet<char> {
    let mut used = BTreeSet::new();
    for shape in shapes {
        gather(&shape.shape, &mut used);
    }
    let used: Vec<char> = used.into_iter().collect();
    lacking(ctx, &used).into_iter().collect()
}

/// The characters of a shape's texts beyond ASCII that are seen.
fn gather(shape: &Shape, used: &mut BTreeSet<char>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, used)),
        Shape::Text(text) => {
            let letters = text.galley.rows.iter().flat_map(|row| &row.glyphs).map(|glyph| glyph.chr);
            used.extend(letters.filter(|c| !c.is_ascii() && is_seen(*c)));
        }
        _ => {}
    }
}

/// Whether a character leaves a mark by itself: neither blanks nor controls nor what only tells how others are to be
/// drawn.
pub fn is_seen(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || km0_core::model::hidden::is_ignorable(c))
}
