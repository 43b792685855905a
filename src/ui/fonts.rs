//! The bundled faces: Noto Sans for Latin and all of Vietnamese, Noto Sans CJK SC for Chinese.
//! Behind them come the system's fonts, for scripts that other people's data may bring.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

const FACES: [(&str, &[u8]); 4] = [
    ("regular", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    ("semibold", include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
    ("chinese", include_bytes!("../../assets/fonts/NotoSansCJKsc-Regular.otf")),
    ("chinese-bold", include_bytes!("../../assets/fonts/NotoSansCJKsc-Bold.otf")),
];

/// The family of headings and names.
#[must_use]
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// A bold font of this size in points.
#[must_use]
pub fn bold_id(size: f32) -> egui::FontId {
    egui::FontId::new(size, bold())
}

#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FACES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let list = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    fonts.families.insert(FontFamily::Proportional, list(["regular", "chinese"]));
    fonts.families.insert(FontFamily::Monospace, list(["regular", "chinese"]));
    fonts.families.insert(bold(), list(["semibold", "chinese-bold"]));
    fonts
}

/// The bytes of the faces with their names, for tests that look into them.
#[must_use]
pub fn faces() -> &'static [(&'static str, &'static [u8])] {
    &FACES
}
