//! What a file is called: after what it holds, and the day.

use crate::dataset::{Dataset, Ix};
use crate::files;
use crate::model::{Kind, fold};
use crate::query::{Clause, Key, Query};
use crate::words::Words;

use super::{ExportChoice, Scope};

/// Characters of the name without the day and the extension.
const LONGEST: usize = 60;
/// Selected records that a name tells of.
const NAMED: usize = 2;

/// The name that an export is offered under: `ta-lung-thoa-thuan-2026-11-29.xlsx`. `today` is the
/// day as `2026-11-29`.
pub fn file_name(
    dataset: &Dataset,
    words: &Words,
    choice: ExportChoice,
    query: &Query,
    selected: &[Ix],
    today: &str,
) -> String {
    let mut parts = match choice.scope {
        Scope::Shown => asked(words, query),
        Scope::Selection => chosen(dataset, selected),
        Scope::All => Vec::new(),
    };
    if parts.is_empty() {
        parts.push(dataset.about.id.to_string());
    }
    let mut stem = String::new();
    for part in parts.iter().map(|part| plain(part)).filter(|part| !part.is_empty()) {
        let room = LONGEST.saturating_sub(stem.chars().count() + 1);
        if room < part.chars().count() && !stem.is_empty() {
            break;
        }
        let gap = if stem.is_empty() { "" } else { "-" };
        stem = format!("{stem}{gap}{}", part.chars().take(room).collect::<String>());
    }
    let stem = if stem.is_empty() { "km0".to_owned() } else { files::unreserved(&stem) };
    format!("{stem}-{today}.{}", choice.format.extension())
}

/// The terms of a query, places first and kinds after them, as a person says them.
fn asked(words: &Words, query: &Query) -> Vec<String> {
    let mut parts: Vec<(u8, String)> = Vec::new();
    for term in query.terms.iter().filter(|term| !term.exclude) {
        parts.push(match &term.clause {
            Clause::Is(Key::Kind, kind) => {
                (2, Kind::from_slug(kind).map_or(kind.clone(), |kind| words.kinds(kind).to_owned()))
            }
            Clause::Is(Key::Gate | Key::Place, id) => (0, id.clone()),
            Clause::Is(_, value) => (1, value.clone()),
            Clause::Words(said) => (1, said.clone()),
            Clause::After(date) => (3, format!("{} {date}", words.t("file-name-after"))),
            Clause::Before(date) => (4, format!("{} {date}", words.t("file-name-before"))),
            Clause::During(date) | Clause::Surely(date) => (3, date.to_string()),
            Clause::Area(_) => (5, words.t("file-name-area").to_owned()),
        });
    }
    parts.sort_by_key(|(order, _)| *order);
    parts.into_iter().map(|(_, part)| part).collect()
}

fn chosen(dataset: &Dataset, selected: &[Ix]) -> Vec<String> {
    let ids = selected.iter().filter_map(|ix| dataset.record(*ix)).map(|record| record.id.to_string());
    let mut parts: Vec<String> = ids.take(NAMED).collect();
    if selected.len() > NAMED {
        parts.push(format!("{}", selected.len() - NAMED));
    }
    parts
}

/// The words as every file system takes them, with hyphens between.
fn plain(text: &str) -> String {
    let bare = fold::bare(text);
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;
    use crate::export::Format;
    use crate::model::Lang;

    fn named(query: &str, scope: Scope, selected: &[&str], lang: Lang) -> String {
        let dataset = builtin().dataset;
        let query = Query::parse(query).unwrap();
        let selected: Vec<Ix> = selected.iter().map(|id| dataset.ix(id).unwrap()).collect();
        let choice = ExportChoice { scope, format: Format::Xlsx, ..ExportChoice::default() };
        file_name(&dataset, &Words::new(lang), choice, &query, &selected, "2026-11-29")
    }

    #[test]
    fn a_file_is_named_after_what_it_holds() {
        let shown = |query: &str| named(query, Scope::Shown, &[], Lang::Vi);
        assert_eq!(shown("kind:agreement gate:ta-lung"), "ta-lung-van-ban-da-ky-2026-11-29.xlsx");
        assert_eq!(shown("\"cầu đường bộ\" after:2021"), "cau-duong-bo-tu-2021-2026-11-29.xlsx");
        assert_eq!(named("kind:agreement", Scope::Shown, &[], Lang::Zh), "协议-2026-11-29.xlsx");
        let chosen = named("kind:agreement", Scope::Selection, &["ta-lung"], Lang::Vi);
        assert_eq!(chosen, "ta-lung-2026-11-29.xlsx");
        let all = named("kind:agreement", Scope::All, &[], Lang::Vi);
        assert_eq!(all, format!("{}-2026-11-29.xlsx", builtin().dataset.about.id));
    }

    #[test]
    fn a_name_is_one_that_every_system_takes() {
        for query in ["con", "\"a/b\\\\c:d\"", "gate:..", &"x ".repeat(400)] {
            let name = named(query, Scope::Shown, &[], Lang::Vi);
            assert!(name.len() < 100 && !name.contains(['/', '\\', ':']) && !name.starts_with('.'), "{name}");
        }
    }
}
