//! A source as a work that can be quoted: its title, or what stands for one that nobody saw.

use crate::model::{Field, Lang, Record};
use crate::words::Words;

/// Who published it, in a language; empty where nobody says.
pub fn publisher(source: &Record, lang: Lang) -> &str {
    source.text(Field::Publisher).map(|text| text.get(lang)).unwrap_or_default()
}

/// Where it can be read; empty where the dataset does not say.
pub fn address(source: &Record) -> &str {
    source.word(Field::Address).unwrap_or_default()
}

/// The title in the language of the work.
pub fn title(source: &Record) -> &str {
    source.name.get(own_language(source))
}

/// The language that the work is in.
pub fn own_language(source: &Record) -> Lang {
    match source.word(Field::Language) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// What the limits of a source say where nobody saw its headline.
const UNSEEN: [&str; 2] = ["only a label", "là tên tạm gọi"];

/// Whether the name is the work's own title, not a label for one that nobody saw.
pub fn is_titled(source: &Record) -> bool {
    let limits = source.text(Field::Limits);
    !limits.is_some_and(|text| UNSEEN.iter().any(|said| text.en.contains(said) || text.vi.contains(said)))
}

/// What the label says that the page tells, which stands in brackets at its end; else the label without
/// the publisher and the date that it begins with.
pub fn label(source: &Record, words: &Words) -> String {
    let lang = words.lang();
    let mut rest = source.name.get(lang);
    let published = source.date_in(Field::Published);
    let dates = published.map(|date| [words.date_short(date), words.date(date)]).unwrap_or_default();
    for known in [publisher(source, lang), &dates[0], &dates[1]] {
        rest = rest.strip_prefix(known).unwrap_or(rest).trim_start_matches([',', ' ', ':', '，', '：', '–', '—']);
    }
    let inside = rest.strip_suffix([')', '）']).and_then(|rest| rest.get(rest.find(['(', '（'])?..));
    inside.map_or(rest, |inside| inside.trim_start_matches(['(', '（'])).to_owned()
}

/// The title as a note quotes it: the work's own, with what it means in brackets where it is in another language than the
/// note; of a headline that nobody saw, in brackets what the page tells.
pub fn quoted_title(source: &Record, words: &Words) -> String {
    let bracketed = |text: &str| if text.is_empty() { String::new() } else { format!("[{text}]") };
    if !is_titled(source) {
        return bracketed(&label(source, words));
    }
    let (own, said) = (title(source), source.name.get(words.lang()));
    if said == own { own.to_owned() } else { format!("{own} {}", bracketed(said)) }
}
