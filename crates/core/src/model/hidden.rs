//! Characters that cannot be seen, or of which somebody has to be told by number.

use std::collections::BTreeSet;

/// Whether a character leaves no mark by itself: it joins, parts, turns or chooses among forms of others, or does
/// nothing. Unicode calls these default ignorable; with the brackets of notes between lines.
pub fn is_ignorable(c: char) -> bool {
    // most letters are told by one look
    c >= '\u{AD}'
        && matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character can make a text look like another that it is not: what turns the direction of writing, and what
/// has neither width nor use. Joiners and what chooses a form are needed by scripts and signs that are seen.
pub fn deceives(c: char) -> bool {
    is_ignorable(c)
        && !matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200C}' | '\u{200D}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0020}'..='\u{E007F}'
            | '\u{E0100}'..='\u{E01EF}')
}

/// The characters with their numbers, as far as there are no more than `most`, then `…`: `覃 (U+8983), …`.
pub fn numbered(characters: &BTreeSet<char>, most: usize) -> String {
    let named = characters.iter().take(most).map(|c| {
        let shown = if is_ignorable(*c) || c.is_control() { String::new() } else { format!("{c} ") };
        format!("{shown}(U+{:04X})", u32::from(*c))
    });
    let more = (characters.len() > most).then(|| "…".to_owned());
    named.chain(more).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_told_by_number_and_those_that_turn_are_not_shown() {
        let all = BTreeSet::from(['\u{202E}', '覃', '際']);
        assert_eq!(numbered(&all, 2), "(U+202E), 覃 (U+8983), …");
        assert_eq!(numbered(&all, 3), "(U+202E), 覃 (U+8983), 際 (U+969B)");
    }

    #[test]
    fn what_turns_or_is_not_there_deceives_and_what_scripts_need_does_not() {
        for c in ['\u{202E}', '\u{2066}', '\u{200F}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{3164}'] {
            assert!(is_ignorable(c) && deceives(c), "{c:?}");
        }
        // family of emoji, Persian, variants of ideographs, hyphenation, flags of parts of countries
        for c in ['\u{200D}', '\u{200C}', '\u{FE0F}', '\u{E0100}', '\u{AD}', '\u{E0067}'] {
            assert!(is_ignorable(c) && !deceives(c), "{c:?}");
        }
        for c in ['a', ' ', '\u{A0}', '\u{3000}', '\u{301}', '关', '\n'] {
            assert!(!is_ignorable(c) && !deceives(c), "{c:?}");
        }
    }
}
