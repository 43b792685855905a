//! In which order names stand: as in a Vietnamese dictionary, which also suits English; Chinese
//! after it, by pinyin; numbers by their value.
//!
//! A name becomes bytes whose order is the order of names. The collation of Vietnamese lets tones
//! decide only after all letters of a text; as dictionaries have it, syllables are compared one
//! after the other, so that all that begins with `Hà` stands together.

use std::sync::LazyLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::{Locale, locale};
use unicode_normalization::char::is_combining_mark;

use crate::model::fold::is_ideograph;

type Collator = Option<CollatorBorrowed<'static>>;

static VIETNAMESE: LazyLock<Collator> = LazyLock::new(|| collator(&locale!("vi")));
static PINYIN: LazyLock<Collator> = LazyLock::new(|| collator(&locale!("zh")));

/// Stands before Chinese characters: above all that Vietnamese keys begin with.
const CHINESE: u8 = 0xFE;
/// Ends a syllable: below all that keys are made of, so that `ba ngày` is before `bà`.
const END: u8 = 0;

/// Case makes no difference.
fn collator(locale: &Locale) -> Collator {
    let mut preferences = CollatorPreferences::from(locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    CollatorBorrowed::try_new(preferences, options).ok()
}

/// Adds the bytes of a name to `out`: bytes that are in order where the names are.
pub fn push(name: &str, out: &mut Vec<u8>) {
    for word in name.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let chinese = is_ideograph(first);
            let end = rest.find(|c| is_ideograph(c) != chinese).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            let collator = if chinese { &PINYIN } else { &VIETNAMESE };
            out.extend(chinese.then_some(CHINESE));
            if let Some(Ok(())) = collator.as_ref().map(|collator| collator.write_sort_key_to(run, out)) {
                out.push(END);
            }
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let key = |name: &String| {
            let mut key = Vec::new();
            push(name, &mut key);
            key
        };
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort_by_key(key);
        names
    }

    #[track_caller]
    fn is_in_order(names: &[&str]) {
        let mut turned = names.to_vec();
        turned.reverse();
        assert_eq!(sorted(&turned), names);
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        is_in_order(&["An", "Ăn", "Ân", "Bắc", "Cao", "Dũng", "Đồng", "Em", "Êm", "On", "Ôn", "Ơn", "Un", "Ưng", "Ý"]);
    }

    #[test]
    fn tones_count_after_the_letters_of_a_syllable() {
        is_in_order(&["ba", "ba ngày", "bà", "bà con", "bả", "bã", "bá", "bạ", "bác"]);
        is_in_order(&["Hà Giang", "Hà Nội", "Hạ Long", "Hải Phòng"]);
    }

    #[test]
    fn numbers_stand_by_value() {
        is_in_order(&["Mốc 9", "Mốc 10", "Mốc 108", "Mốc 834/1", "Mốc 1116"]);
    }

    #[test]
    fn forms_of_composition_and_case_make_no_difference() {
        let composed = "Tà Lùng";
        let decomposed: String = "TÀ LÙNG".nfd().collect();
        let (mut a, mut b) = (Vec::new(), Vec::new());
        push(composed, &mut a);
        push(&decomposed, &mut b);
        assert_eq!(a, b);
    }

    #[test]
    fn other_scripts_come_after_letters() {
        is_in_order(&["2021", "Zone", "友谊关"]);
    }

    #[test]
    fn chinese_stands_by_pinyin() {
        // bǎi, dōng, nán, yǒu
        is_in_order(&["百色", "东兴", "东兴口岸", "南宁", "友谊关"]);
        is_in_order(&["广宁", "广西", "友谊关"]);
        is_in_order(&["第9次会晤", "第10次会晤"]);
        is_in_order(&["Móng Cái", "Móng Cái 东兴", "东兴"]);
    }
}
