//! No character of the interface or the dataset is missing from the bundled faces, and all of
//! Vietnamese comes from one face in every weight. What other people's data brings is drawn or is a box, and is told.

use std::collections::BTreeMap;
use std::fs;

use crate::program::{code, km0, stderr};
use km0::ui::fonts::{faces, order};
use km0_core::model::Lang;
use skrifa::{FontRef, MetadataProvider};

const VIETNAMESE: &str =
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệfghiíìỉĩịjklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvwxyýỳỷỹỵz";

fn has(face: &str, c: char) -> bool {
    let (_, bytes) = faces().iter().find(|(name, _)| *name == face).unwrap();
    FontRef::new(bytes).unwrap().charmap().map(c).is_some_and(|glyph| glyph.to_u32() != 0)
}

/// Every text file that a person gets to read through the program.
fn shown_files() -> Vec<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for (folder, extension) in [
        ("seeds", "ron"),
        ("seeds/stories", "km0view"),
        ("assets/i18n/vi", "ftl"),
        ("assets/i18n/en", "ftl"),
        ("assets/i18n/zh", "ftl"),
        ("assets/map", "topojson"),
    ] {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        files.extend(
            entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == extension)),
        );
    }
    assert!(files.len() > 25, "only {} files found", files.len());
    files
}

#[test]
fn every_character_that_is_shown_has_a_glyph() {
    let mut missing: BTreeMap<char, String> = BTreeMap::new();
    for path in shown_files() {
        for c in std::fs::read_to_string(&path).unwrap().chars().filter(|c| !c.is_control()) {
            for family in [["regular", "chinese"], ["semibold", "chinese-bold"]] {
                if !family.iter().any(|face| has_cached(face, c)) {
                    missing.entry(c).or_insert_with(|| path.display().to_string());
                }
            }
        }
    }
    assert!(missing.is_empty(), "no glyph for {missing:?}; run scripts/fonts");
}

/// Reading a character map for each of half a million characters takes long; each is read once.
fn has_cached(face: &'static str, c: char) -> bool {
    use std::cell::RefCell;
    thread_local!(static KNOWN: RefCell<BTreeMap<(&'static str, char), bool>> = const { RefCell::new(BTreeMap::new()) });
    KNOWN.with_borrow_mut(|known| *known.entry((face, c)).or_insert_with(|| has(face, c)))
}

#[test]
fn vietnamese_letters_all_come_from_the_same_face_in_every_weight() {
    let both_cases = VIETNAMESE.chars().chain(VIETNAMESE.chars().flat_map(char::to_uppercase));
    let letters: Vec<char> = both_cases.collect();
    assert_eq!(letters.len(), 2 * VIETNAMESE.chars().count());
    for face in ["regular", "semibold"] {
        let missing: Vec<_> = letters.iter().filter(|c| !has(face, **c)).collect();
        assert!(missing.is_empty(), "{face} lacks {missing:?}");
    }
}

#[test]
fn every_language_names_itself_in_glyphs_that_are_there() {
    for lang in Lang::ALL {
        for c in lang.endonym().chars() {
            assert!(has("regular", c) || has("chinese", c), "{c} of {}", lang.endonym());
        }
    }
}

/// A character for private use that no font of any system has.
const NOBODY_S: char = '\u{10FFFD}';

#[test]
fn names_and_signs_of_the_border_have_glyphs_in_every_weight() {
    for c in "覃勐畹冼邝邕龙州隆安那坡國際邊境貿易協議簽署雲≥≤①②㎡￥『』；Дружба".chars()
    {
        for family in [egui::FontFamily::Proportional, km0::ui::fonts::bold()] {
            assert!(order(&family).iter().any(|face| has(faces()[*face].0, c)), "{c} in {family:?}");
        }
    }
}

#[test]
fn what_no_face_has_is_a_box_that_is_seen() {
    let ctx = egui::Context::default();
    km0::app::Explorer::install(&ctx);
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        for id in [egui::FontId::proportional(14.0), km0::ui::fonts::bold_id(14.0)] {
            let galley = ui.painter().layout_no_wrap(format!("a{NOBODY_S}"), id.clone(), egui::Color32::BLACK);
            let glyph = galley.rows[0].glyphs[1];
            assert!(
                glyph.chr == NOBODY_S && !glyph.uv_rect.is_nothing() && glyph.advance_width > 4.0,
                "{id:?}: {glyph:?}"
            );
        }
    });
    output.textures_delta.clear();
}

/// A table with this name in its only row.
fn table(name: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, format!("name,date,place,lat,lon\n{name},2023-04-25,Hà Khẩu,22.5,103.9\n")).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// A picture of a table in a format, with what was said of it.
fn rendered(name: &str, format: &str) -> (Vec<u8>, String) {
    let (folder, path) = table(name);
    let out = folder.path().join(format!("a.{format}"));
    let args = ["render", "--data", &path, "--lang", "en", "--what", "timeline", "-o", out.to_str().unwrap()];
    let output = km0(&args);
    assert_eq!(code(&output), 0, "{format}: {}", stderr(&output));
    (fs::read(&out).unwrap(), stderr(&output))
}

#[test]
fn characters_that_no_font_has_are_told_with_their_number() {
    for format in ["png", "svg", "pdf"] {
        let (_, told) = rendered(&format!("覃勇 {NOBODY_S}≥100万元"), format);
        assert!(told.contains("One character has no font") && told.contains("U+10FFFD"), "{format}: {told}");
        let (_, told) = rendered("覃勇签署協議 ≥100万元；5㎡", format);
        assert!(!told.contains("font"), "{format}: {told}");
    }
}

#[test]
fn a_picture_says_what_its_table_says_and_nothing_turns_it_around() {
    let (svg, told) = rendered("≥100\u{200B}万元 \u{202E}cba", "svg");
    let svg = String::from_utf8(svg).unwrap();
    assert!(!told.contains("font"), "{told}");
    let letters: String = svg.split("<text").skip(1).filter_map(|text| text.split(['>', '<']).nth(1)).collect();
    assert!(letters.contains("≥100") && letters.contains("cba"), "{letters}");
    assert!(!letters.chars().any(km0_core::model::hidden::is_ignorable), "{letters:?}");
}
