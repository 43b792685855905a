//! The names by which people look for a record.

use std::borrow::Cow;

use crate::model::{Field, Kind, Lang, Record, Text, Value};
use crate::query::fold::bare;
use crate::query::text::SearchName;

/// Points that a name stands behind the record's own.
const ALIAS: u16 = 50;
/// A name of what lies opposite, on the other side of the border.
const OPPOSITE: u16 = 150;
/// The name with the word for what it is: `tỉnh Lạng Sơn`.
const SAID: u16 = 10;
const INITIALS: u16 = 60;
/// The id, which curators make from what people call a thing.
const ID: u16 = 100;
/// How the Chinese name is read, behind the name.
const PINYIN: u16 = 5;

/// Words that say what a thing is: before its Vietnamese, after its English and Chinese name.
struct KindWords {
    vi: &'static str,
    en: &'static [&'static str],
    zh: &'static str,
}

/// Every name of a record, its own first.
pub(in crate::query) fn names(record: &Record) -> Vec<SearchName<'_>> {
    let mut texts: Vec<(&Text, u16)> = vec![(&record.name, 0)];
    texts.extend(record.aliases.iter().map(|alias| (alias, ALIAS)));
    for (field, value) in &record.fields {
        match value {
            Value::Text(text) if *field == Field::Counterpart => texts.push((text, OPPOSITE)),
            Value::Text(text) if *field == Field::Measure => texts.push((text, ALIAS)),
            Value::Names(list) => texts.extend(list.iter().map(|name| (&name.text, ALIAS))),
            _ => {}
        }
    }
    let mut names: Vec<SearchName<'_>> = Vec::new();
    for (text, behind) in &texts {
        names.extend(text.forms().map(|form| {
            let read = if *form == *text.pinyin { PINYIN } else { 0 };
            SearchName { text: Cow::Borrowed(form), behind: *behind + read }
        }));
    }
    if let Some(said) = said(record) {
        let with = |(text, behind): &(&Text, u16)| with_kind(text, &said, *behind + SAID);
        names.extend(texts.iter().flat_map(with));
    }
    if matches!(record.kind, Kind::Mechanism | Kind::Organisation | Kind::Agreement) {
        let initials = [Lang::Vi, Lang::En].into_iter().filter_map(|lang| initials(record.name.only(lang)));
        names.extend(initials.map(|text| SearchName { text: Cow::Owned(text), behind: INITIALS }));
    }
    if record.kind != Kind::Source {
        names.push(SearchName { text: Cow::Owned(record.id.to_string()), behind: ID });
    }
    names
}

fn said(record: &Record) -> Option<KindWords> {
    if record.kind == Kind::Gate {
        return Some(KindWords { vi: "cửa khẩu", en: &["gate", "border gate"], zh: "口岸" });
    }
    Some(match record.choice(Field::Form).filter(|_| record.kind == Kind::Place)? {
        "Province" => KindWords { vi: "tỉnh", en: &["province"], zh: "省" },
        "Prefecture" => KindWords { vi: "châu", en: &["prefecture"], zh: "州" },
        "City" => KindWords { vi: "thành phố", en: &["city"], zh: "市" },
        "Town" => KindWords { vi: "thị trấn", en: &["town"], zh: "镇" },
        "District" => KindWords { vi: "huyện", en: &["district"], zh: "县" },
        "County" => KindWords { vi: "huyện", en: &["county"], zh: "县" },
        "River" => KindWords { vi: "sông", en: &["river"], zh: "河" },
        _ => return None,
    })
}

/// The names with the word for what the record is, where they are without it.
fn with_kind<'a>(text: &Text, said: &KindWords, behind: u16) -> Vec<SearchName<'a>> {
    let head = |lang| {
        let name = text.only(lang);
        name.split(" (").next().unwrap_or(name).to_owned()
    };
    let (vi, en, zh) = (head(Lang::Vi), head(Lang::En), head(Lang::Zh));
    let mut made = Vec::new();
    if !vi.is_empty() && !bare(&vi).contains(&bare(said.vi)) {
        made.push(format!("{} {vi}", said.vi));
    }
    let kinds = said.en.iter().filter(|kind| !en.is_empty() && !bare(&en).contains(**kind));
    made.extend(kinds.map(|kind| format!("{en} {kind}")));
    if !zh.is_empty() && !zh.ends_with(said.zh) {
        made.push(format!("{zh}{}", said.zh));
    }
    made.into_iter().map(|text| SearchName { text: Cow::Owned(text), behind }).collect()
}

/// `JWC` for a Joint Working Committee.
fn initials(name: &str) -> Option<String> {
    const SMALL: [&str; 8] = ["of", "the", "and", "with", "for", "on", "in", "to"];
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    (3..=8).contains(&initials.chars().count()).then_some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_words_that_count() {
        assert_eq!(initials("Communist Party of China").as_deref(), Some("CPC"));
        assert_eq!(initials("Ủy ban Công tác liên hợp").as_deref(), Some("ỦbCtlh"));
        assert_eq!(initials("Hotline"), None);
    }

    #[test]
    fn the_kind_is_said_only_where_the_name_does_not() {
        let text = Text::new("Huyện Cao Lộc", "Cao Lộc", "高禄");
        let said = KindWords { vi: "huyện", en: &["district"], zh: "县" };
        let made: Vec<String> = with_kind(&text, &said, 0).into_iter().map(|name| name.text.into_owned()).collect();
        assert_eq!(made, ["Cao Lộc district", "高禄县"]);
    }
}
