//! Which encoding the bytes of a file are in that does not say it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use unicode_normalization::UnicodeNormalization;

use super::LOOKED_AT;
use super::names::Encoding;
use super::vietnamese::{from_doubled, from_tcvn3, from_vni, syllables};

/// The encoding of bytes that are no UTF-8. Vietnamese is tried first: its syllables tell it surely,
/// and its old fonts are in no list of encodings.
pub(super) fn of_bytes(bytes: &[u8]) -> Encoding {
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let latin = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let windows: String = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect();
    let candidates = [
        (Encoding::Standard(encoding_rs::WINDOWS_1258), windows),
        (Encoding::Tcvn3, from_tcvn3(&latin)),
        (Encoding::Vni, from_vni(&latin)),
    ];
    let best = candidates.into_iter().filter_map(|(encoding, text)| Some((encoding, vietnamese(&text)?)));
    if let Some((encoding, _)) = best.max_by_key(|(_, share)| *share) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let standard = detector.guess(None, Utf8Detection::Deny);
    Encoding::from_slug(standard.name()).unwrap_or(Encoding::Standard(standard))
}

/// The share of words that are Vietnamese, of a thousand; none where the text is not.
fn vietnamese(text: &str) -> Option<usize> {
    let (all, good) = syllables(text);
    (good >= 2 && good * 10 >= all * 7).then(|| good * 1000 / all)
}

/// What a text of valid UTF-8 was before somebody's program took its bytes for Latin letters; none
/// where it reads as it is.
pub(super) fn of_text(text: &str) -> Option<Encoding> {
    // what was encoded twice may be of any language
    let once = from_doubled(text);
    if once != text && marks(&once) * 2 <= marks(text) && marks(text) > 3 {
        return Some(Encoding::DoubledUtf8);
    }
    let (all, good) = syllables(text);
    if all < 2 || good * 10 > all * 3 {
        return None;
    }
    let tried = [(Encoding::Tcvn3, from_tcvn3(text)), (Encoding::Vni, from_vni(text))];
    let best = tried.into_iter().filter_map(|(encoding, text)| Some((encoding, vietnamese(&text)?)));
    best.max_by_key(|(_, share)| *share).map(|(encoding, _)| encoding)
}

/// Characters beyond ASCII.
fn marks(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}
