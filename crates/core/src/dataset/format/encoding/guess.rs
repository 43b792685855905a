//! Which encoding the bytes of a file are in that does not say it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use unicode_normalization::UnicodeNormalization;

use super::LOOKED_AT;
use super::names::Encoding;
use super::vietnamese::{OF_TCVN3, OF_VNI, from_doubled, from_tcvn3, from_vni, is_modern, odd_cells, syllables};

/// The encoding of bytes that are no UTF-8. Vietnamese is tried first: its syllables tell it surely,
/// and its old fonts are in no list of encodings.
pub(super) fn of_bytes(bytes: &[u8]) -> Encoding {
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let latin = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let windows: String = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect();
    // of equals the last is taken
    let candidates = [
        (Encoding::Vni, from_vni(&latin)),
        (Encoding::Tcvn3, from_tcvn3(&latin)),
        (Encoding::Standard(encoding_rs::WINDOWS_1258), windows),
    ];
    let best = candidates.into_iter().filter_map(|(encoding, text)| Some((encoding, vietnamese(&text)?)));
    if let Some((encoding, _)) = best.max_by_key(|(_, share)| *share) {
        return encoding;
    }
    if let Some(chinese) = short_chinese(bytes).or_else(|| broken_chinese(bytes)) {
        return Encoding::Standard(chinese);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let standard = detector.guess(None, Utf8Detection::Deny);
    Encoding::from_slug(standard.name()).unwrap_or(Encoding::Standard(standard))
}

/// Whether bytes that are not all UTF-8 are another encoding, and not UTF-8 with a few bytes gone wrong: most of what
/// is beyond ASCII is not valid then, or only as letters that hardly anybody writes. One or two are `strict`ly no more
/// than that.
pub(super) fn is_other(bytes: &[u8], strict: bool) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.get(..LOOKED_AT).unwrap_or(bytes).utf8_chunks() {
        let written = |c: &char| matches!(c, '\u{a0}'..='\u{1b0}' | '\u{370}'..='\u{47f}' | '\u{800}'..);
        good += chunk.valid().chars().filter(written).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad > good && (bad > 2 || !strict)
}

/// Most bytes beyond ASCII of a text that is too short for its letters to be counted.
const SHORT: usize = 200;

/// The Chinese encoding in which a short text is made of common characters, if it is.
fn short_chinese(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let (mut all, mut simplified, mut traditional) = (0, 0, 0);
    let mut rest = bytes.iter();
    while let Some(lead) = rest.next() {
        if lead.is_ascii() {
            continue;
        }
        let trail = rest.next()?;
        all += 1;
        // the first plane of each standard, and its signs
        simplified += usize::from(matches!(lead, 0xB0..=0xD7 | 0xA1 | 0xA3) && *trail >= 0xA1);
        traditional +=
            usize::from(matches!(lead, 0xA4..=0xC6 | 0xA1) && (matches!(trail, 0x40..=0x7E) || *trail >= 0xA1));
    }
    let most = |count: usize| all > 0 && all <= SHORT / 2 && count * 10 >= all * 9;
    let encoding =
        if most(simplified) { encoding_rs::GBK } else { Some(encoding_rs::BIG5).filter(|_| most(traditional))? };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding)
}

/// The Chinese encoding of a text of common characters in which a few bytes have gone wrong: of those that list encodings
/// one such byte rules the right one out.
fn broken_chinese(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    [encoding_rs::GBK, encoding_rs::BIG5].into_iter().find(|encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        let lead = |c: char| encoding.encode(c.encode_utf8(&mut [0; 4])).0.first().copied().unwrap_or_default();
        let is_common = |c: char| match lead(c) {
            0xA1 => true,
            lead if **encoding == *encoding_rs::GBK => matches!(lead, 0xB0..=0xD7 | 0xA3),
            lead => matches!(lead, 0xA4..=0xC6),
        };
        let (mut common, mut other, mut wrong) = (0, 0, 0);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            match c {
                '\u{fffd}' => wrong += 1,
                c if is_common(c) => common += 1,
                _ => other += 1,
            }
        }
        broken && common >= 4 && wrong <= 1 + common / 20 && common >= other * 8
    })
}

/// The share of words that are Vietnamese, of a thousand; none where the text is not.
fn vietnamese(text: &str) -> Option<usize> {
    let (all, good) = syllables(text);
    (good >= 2 && good * 10 >= all * 7).then(|| good * 1000 / all)
}

/// What a text of valid UTF-8 was before somebody's program took its bytes for Latin letters, and whether only some of its
/// cells were; none where it reads as it is. A text that has no cells was changed as a whole.
pub(super) fn of_text(text: &str, cells: bool) -> Option<(Encoding, bool)> {
    // what was encoded twice may be of any language, and reads as it is where it was not
    let twice = |text: &str| {
        let once = from_doubled(text);
        once != text && marks(&once) * 2 <= marks(text) && marks(text) > 3
    };
    if twice(text) || cells && text.lines().any(twice) {
        return Some((Encoding::DoubledUtf8, false));
    }
    let (all, good) = syllables(text);
    let fonts = [(Encoding::Tcvn3, OF_TCVN3), (Encoding::Vni, OF_VNI)];
    if all >= 2 && good * 10 <= all * 3 && !text.contains(is_modern) {
        let signed = fonts.into_iter().filter(|(_, font)| text.contains(font.sign));
        let tried = signed.filter_map(|(encoding, font)| Some((encoding, vietnamese(&(font.read)(text))?)));
        if let Some((encoding, _)) = tried.max_by_key(|(_, share)| *share) {
            return Some((encoding, false));
        }
    }
    if !cells {
        return None;
    }
    // a word alone may be of another language
    let sure = |cell: &str, said: &str| {
        let (all, good) = syllables(cell);
        syllables(said).1 >= 2 && good * 3 <= all
    };
    let odd = fonts
        .into_iter()
        .map(|(encoding, font)| (encoding, odd_cells(text, font).filter(|(cell, said)| sure(cell, said)).count()));
    odd.filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count).map(|(encoding, _)| (encoding, true))
}

/// Characters beyond ASCII.
fn marks(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str, encoding: &'static encoding_rs::Encoding) -> String {
        of_bytes(&encoding.encode(text).0).to_string()
    }

    #[test]
    fn a_short_text_is_read_in_the_encoding_of_its_country() {
        for text in ["Name,Date\n会谈,2023-04-25\n", "name\n签署仪式\n", "Name\n水口\n"] {
            assert_eq!(guessed(text, encoding_rs::GBK), Encoding::Standard(encoding_rs::GBK).to_string(), "{text}");
        }
        for text in ["Name,Date\n會談,2023-04-25\n", "name\n簽署儀式\n"] {
            assert_eq!(guessed(text, encoding_rs::BIG5), Encoding::Standard(encoding_rs::BIG5).to_string(), "{text}");
        }
        // `Họp` and `ngày`, with marks behind their letters
        let short = b"T\xean,Ng\xe0y\nHo\xf2p,25/4/2023\n";
        assert_eq!(of_bytes(short).to_string(), Encoding::Standard(encoding_rs::WINDOWS_1258).to_string());
    }

    #[test]
    fn cells_of_an_old_font_are_found_among_others() {
        let found = |text: &str| of_text(text, true).map(|(encoding, cells)| (encoding.to_string(), cells));
        assert_eq!(found("Tªn,Ngµy,§Þa ®iÓm\n").map(|(_, cells)| cells), Some(false));
        let mixed = "Tên,Ghi chú\nHội đàm,§Þa ®iÓm häp t¹i cöa khÈu\n";
        assert_eq!(found(mixed), Some((Encoding::Tcvn3.to_string(), true)));
        assert_eq!(
            super::super::vietnamese::where_it_helps(mixed, OF_TCVN3),
            "Tên,Ghi chú\nHội đàm,Địa điểm họp tại cửa khẩu\n"
        );
        assert_eq!(found("Tên,Ghi chú\nHội đàm,Hoäi ñaøm caáp tænh\n"), Some((Encoding::Vni.to_string(), true)));
        let doubled = "Tên,Ngày\nHá»™i Ä‘Ã\u{a0}m,1\nHội đàm 2,2\n";
        assert_eq!(found(doubled), Some((Encoding::DoubledUtf8.to_string(), false)));
        for text in [
            "Tên,Ghi chú\nHội đàm,naïve garçon à l’été\n",
            "åc%b,åc\n",
            "Bảng 1,§ 12 và ® 3\n",
            "Hội đàm,10 µm ± 2 µm\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_byte_gone_wrong_leaves_chinese_chinese() {
        for (text, encoding) in [
            ("名称,日期\n会谈与签署仪式,2023\n", encoding_rs::GBK),
            ("名稱,日期\n會談與簽署儀式,2023\n", encoding_rs::BIG5),
        ] {
            let mut bytes = encoding.encode(text).0.into_owned();
            bytes.insert(4, 0xFF);
            assert_eq!(of_bytes(&bytes).to_string(), Encoding::Standard(encoding).to_string(), "{text}");
        }
    }

    #[test]
    fn a_few_bytes_gone_wrong_make_no_other_encoding() {
        assert!(!is_other(b"T\x96n,Ng\xc3\xa0y,\xc4\x90\xe1\xbb\x8ba", false));
        for opening in ["时间,名称", "水口,口岸", "说明,内容", "凭祥,地点", "摘要,备注"] {
            assert!(is_other(&encoding_rs::GBK.encode(opening).0, false), "{opening}");
        }
        assert!(is_other(b"{\"a\": \"b\xE1\"}", false) && !is_other(b"{\"a\": \"b\xE1\"}", true));
    }
}
