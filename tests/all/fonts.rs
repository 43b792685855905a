//! No character of the interface or the dataset is missing from the bundled faces, and all of
//! Vietnamese comes from one face in every weight.

use std::collections::BTreeMap;

use km0::ui::fonts::faces;
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
