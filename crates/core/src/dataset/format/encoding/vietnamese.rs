//! Vietnamese in the encodings of old fonts, and how to tell that a text is Vietnamese at all: by
//! its syllables, which are built of few parts.

use unicode_normalization::UnicodeNormalization;

const TCVN3: &str = "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u{ad}ưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư";

/// A text in TCVN3 whose bytes were read as Latin-1.
pub(super) fn from_tcvn3(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for word in text.split_inclusive(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()) {
        // capitals with a tone are small letters of another font: the rest of the word tells
        let small = word.bytes().any(|byte| byte.is_ascii_lowercase());
        let capital = !small && word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
        for c in word.chars() {
            let mut pairs = TCVN3.chars();
            let mut found = c;
            while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
                if from == c {
                    found = to;
                    break;
                }
            }
            if capital { out.extend(found.to_uppercase()) } else { out.push(found) }
        }
    }
    out
}

/// What stands between cells, where a text goes over from one program's letters to another's.
const BETWEEN: [char; 7] = [',', ';', '\t', '|', '"', '\n', '\r'];

/// Whether only Unicode has a letter, and no old font shows another so.
pub(super) fn is_modern(c: char) -> bool {
    matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// An encoding of old fonts.
#[derive(Clone, Copy, Debug)]
pub(super) struct OldFont {
    /// What a text says that was read as Latin letters.
    pub(super) read: fn(&str) -> String,
    /// What hardly any text has that was written in Latin letters.
    pub(super) sign: fn(char) -> bool,
}

pub(super) const OF_TCVN3: OldFont = OldFont { read: from_tcvn3, sign: |c| matches!(c, '\u{a1}'..='\u{bf}') };
pub(super) const OF_VNI: OldFont =
    OldFont { read: from_vni, sign: |c| matches!(c, 'ø' | 'û' | 'õ' | 'ï' | 'ñ' | 'ö') };

/// Cells of a text that an old font has written, and what they say: none that has letters which only Unicode has.
pub(super) fn odd_cells(text: &str, font: OldFont) -> impl Iterator<Item = (&str, String)> {
    let cells = text.split_inclusive(BETWEEN);
    let cells = cells.filter(move |cell| !cell.is_ascii() && cell.contains(font.sign) && !cell.contains(is_modern));
    cells.filter_map(move |cell| {
        let said = (font.read)(cell);
        let ((all, before), (_, after)) = (syllables(cell), syllables(&said));
        (after > before && after * 10 >= all * 8).then_some((cell, said))
    })
}

/// The text with those cells in today's letters.
pub(super) fn where_it_helps(text: &str, font: OldFont) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len() + text.len() / 4), text);
    for (cell, said) in odd_cells(text, font) {
        let Some((before, after)) = rest.split_once(cell) else { continue };
        out.push_str(before);
        out.push_str(&said);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Marks of VNI after a vowel, and what they make of it: â, ă, ê and ô, and the five tones.
const MARKS: [(char, &str); 16] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
];
const MARK_OF_EIGHT: (char, &str) = ('ë', "\u{306}\u{323}");
const ALONE: [(char, char); 9] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// A text in VNI whose bytes were read as Windows-1252.
pub(super) fn from_vni(text: &str) -> String {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut last = ' ';
    for c in text.chars() {
        let small = lower(c);
        let mark = MARKS.iter().chain([&MARK_OF_EIGHT]).find(|(from, _)| *from == small).map(|(_, marks)| *marks);
        let vowel = matches!(lower(last), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ơ' | 'ư');
        if let Some(marks) = mark.filter(|_| vowel && !c.is_ascii()) {
            out.push_str(marks);
            last = ' ';
        } else {
            let alone = ALONE.iter().find(|(from, _)| *from == small).map_or(c, |(_, to)| *to);
            last = if c.is_uppercase() { alone.to_uppercase().next().unwrap_or(alone) } else { alone };
            out.push(last);
        }
    }
    out.nfc().collect()
}

/// A text whose UTF-8 was read as Windows-1252 or Latin-1; as it is where it was not.
pub(super) fn from_doubled(text: &str) -> String {
    let bytes = |piece: &str| piece.chars().map(latin_byte).collect::<Option<Vec<u8>>>();
    let pieces = text.split_inclusive(|c: char| c.is_ascii());
    pieces.fold(String::with_capacity(text.len()), |mut out, piece| {
        match bytes(piece) {
            Some(bytes) => once(piece, &bytes, &mut out),
            None => out.push_str(piece),
        }
        out
    })
}

/// Writes what the bytes of a piece say, and its own characters where they are no UTF-8, as where a blank stands for one
/// that may not be broken.
fn once(piece: &str, bytes: &[u8], out: &mut String) {
    let mut letters = piece.chars();
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        letters.by_ref().take(chunk.valid().len()).for_each(drop);
        out.extend(letters.by_ref().take(chunk.invalid().len()));
    }
}

/// The byte that a program has shown so which takes every byte for a letter: Latin-1 has control
/// characters where Windows-1252 has letters and quotes.
fn latin_byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, foreign) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [byte] if !foreign => Some(byte),
        _ => None,
    }
}

/// Of the words that have a letter beyond ASCII: how many there are, and how many of them are
/// Vietnamese syllables.
pub(super) fn syllables(text: &str) -> (usize, usize) {
    let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic() || c.is_whitespace());
    let marked = words.filter(|word| !word.is_ascii()).take(2_000);
    marked.fold((0, 0), |(all, good), word| (all + 1, good + usize::from(is_syllable(word))))
}

const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];
const CODAS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];
const NUCLEI: &str = " a ă â e ê i o ô ơ u ư y ia iê ua uô ưa ươ yê ya ai ao au ay âu ây eo êu iu oa oă oe oi ôi ơi ui uê uy ưi ưu uâ uơ iêu yêu oai oao oay oeo uai uao uau uay uây ươi ươu uôi uya uyê uyu oo ";

fn is_syllable(word: &str) -> bool {
    if word.chars().count() > 8 {
        return false;
    }
    // tones apart from the vowels they stand on
    let mut tones = 0;
    let mut plain = String::new();
    for c in word.to_lowercase().nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones += 1,
            c => plain.push(c),
        }
    }
    let plain: String = plain.nfc().collect();
    tones < 2
        && ONSETS.iter().any(|onset| {
            plain.strip_prefix(onset).is_some_and(|rest| {
                CODAS.iter().any(|coda| {
                    rest.strip_suffix(coda).is_some_and(|nucleus| {
                        let rest = if nucleus.is_empty() && *onset == "gi" { "i" } else { nucleus };
                        !rest.is_empty() && NUCLEI.split(' ').any(|known| known == rest)
                    })
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Hội đàm cấp tỉnh giữa Cao Bằng và Quảng Tây, ký biên bản nghiệm thu đường giao thông ở Trà Lĩnh, ngày mười một; uỷ ban";

    /// The inverse of [`from_tcvn3`], letter by letter.
    fn to_tcvn3(text: &str) -> String {
        let pairs: Vec<char> = TCVN3.chars().collect();
        text.chars().map(|c| pairs.chunks(2).find(|pair| pair[1] == c).map_or(c, |pair| pair[0])).collect()
    }

    #[test]
    fn the_old_encodings_read_as_what_they_say() {
        assert_eq!(from_tcvn3("Tªn,Ngµy,§Þa ®iÓm"), "Tên,Ngày,Địa điểm");
        assert_eq!(from_tcvn3("Héi ®µm cÊp tØnh,25/04/2023,Tµ Lïng"), "Hội đàm cấp tỉnh,25/04/2023,Tà Lùng");
        assert_eq!(from_tcvn3("CAO B»NG"), "CAO BẰNG");
        assert_eq!(from_tcvn3(&to_tcvn3(TEXT)), TEXT);
        assert_eq!(from_vni("Teân,Ngaøy,Ñòa ñieåm"), "Tên,Ngày,Địa điểm");
        assert_eq!(
            from_vni("Hoäi ñaøm caáp tænh, Taø Luøng, ñöôøng, NGHÒ ÑÒNH"),
            "Hội đàm cấp tỉnh, Tà Lùng, đường, NGHỊ ĐỊNH"
        );
        assert_eq!(from_doubled("TÃªn,NgÃ\u{a0}y"), "Tên,Ngày");
        assert_eq!(from_doubled("Tên"), "Tên");
        assert_eq!(from_doubled("Há»™i Ä‘Ã m"), "Hội đÃ m");
    }

    #[test]
    fn vietnamese_is_told_by_its_syllables() {
        let (all, good) = syllables(TEXT);
        assert_eq!(all, good, "{TEXT}");
        for text in ["Tªn,Ngµy,§Þa ®iÓm", "Teân,Ngaøy,Ñòa ñieåm", "Müller über Straße naïve garçon", "友谊关 口岸"]
        {
            let (all, good) = syllables(text);
            assert!(all > 1 && good * 3 <= all, "{text}: {good} of {all}");
        }
    }
}
