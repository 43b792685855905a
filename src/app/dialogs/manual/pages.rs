//! The manual that comes inside the program: the pages of `docs` with their pictures, so that it is there without a network
//! and tells of this version.

use km0_core::model::Lang;

/// A page in the languages that it is written in.
#[derive(Debug)]
pub(super) struct ManualPage {
    /// Its file in the folder of a language, without the ending.
    pub(super) name: &'static str,
    vi: &'static str,
    en: &'static str,
}

impl ManualPage {
    /// In the language, or in English where it is not written in it.
    pub(super) fn text(&self, lang: Lang) -> &'static str {
        if lang == Lang::Vi { self.vi } else { self.en }
    }

    /// What stands above it.
    pub(super) fn title(&self, lang: Lang) -> &'static str {
        let first = self.text(lang).lines().next().unwrap_or_default();
        first.trim_start_matches('#').trim()
    }
}

macro_rules! pages {
    ($($name:literal),+ $(,)?) => {
        [$(ManualPage {
            name: $name,
            vi: include_str!(concat!("../../../../docs/vi/", $name, ".md")),
            en: include_str!(concat!("../../../../docs/en/", $name, ".md")),
        }),+]
    };
}

macro_rules! pictures {
    ($($name:literal),+ $(,)?) => {
        [$((
            $name,
            include_bytes!(concat!("../../../../assets/manual/vi/", $name, ".png")).as_slice(),
            include_bytes!(concat!("../../../../assets/manual/en/", $name, ".png")).as_slice(),
        )),+]
    };
}

/// In the order in which they are read.
pub(super) static PAGES: [ManualPage; 17] = pages![
    "README",
    "manual/start",
    "manual/find",
    "manual/time-and-map",
    "manual/details",
    "manual/boards",
    "manual/export",
    "manual/pictures",
    "manual/views",
    "manual/own-data",
    "manual/keys",
    "query",
    "formats",
    "command-line",
    "curating",
    "sources",
    "threat-model",
];

static PICTURES: [(&str, &[u8], &[u8]); 6] = pictures!["start", "gate", "filter", "promises", "figures", "sheet"];

/// The bytes of a picture of the manual, by the end of its address.
pub(super) fn picture(address: &str, lang: Lang) -> Option<&'static [u8]> {
    let name = address.rsplit('/').next()?.strip_suffix(".png")?;
    let (_, vi, en) = PICTURES.iter().find(|(own, ..)| *own == name)?;
    Some(if lang == Lang::Vi { vi } else { en })
}

/// Where a link of a page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ManualTarget {
    /// A page of the manual, and the heading that is looked for there.
    Page(usize, Option<String>),
    /// An address of the web.
    Web(String),
    /// The same page in another language.
    Other(Lang),
    /// A file of the project that does not come with the program.
    Outside,
}

/// What a link of the page `from` means.
pub(super) fn target(from: usize, link: &str) -> ManualTarget {
    if link.starts_with("https://") || link.starts_with("http://") {
        return ManualTarget::Web(link.to_owned());
    }
    let (file, part) = link.split_once('#').unwrap_or((link, ""));
    let part = (!part.is_empty()).then(|| part.to_owned());
    if file.is_empty() {
        return ManualTarget::Page(from, part);
    }
    let own = PAGES.get(from).map_or("", |page| page.name);
    let mut way: Vec<&str> = own.split('/').collect();
    way.pop();
    let mut above = 0;
    for step in file.trim_end_matches(".md").split('/') {
        match step {
            ".." if way.pop().is_none() => above += 1,
            ".." | "." => {}
            step => way.push(step),
        }
    }
    let name = way.join("/");
    match (above, name.as_str()) {
        (0, name) => PAGES
            .iter()
            .position(|page| page.name == name)
            .map_or(ManualTarget::Outside, |at| ManualTarget::Page(at, part)),
        (1, "vi/README") => ManualTarget::Other(Lang::Vi),
        (1, "en/README") => ManualTarget::Other(Lang::En),
        _ => ManualTarget::Outside,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::super::markdown::{MarkdownBlock, MarkdownSpan, anchor, blocks, plain};
    use super::*;

    fn each_page() -> impl Iterator<Item = (usize, Lang, Vec<MarkdownBlock>)> {
        let langs = [Lang::Vi, Lang::En];
        langs.into_iter().flat_map(|lang| PAGES.iter().enumerate().map(move |(at, p)| (at, lang, blocks(p.text(lang)))))
    }

    fn spans(block: &MarkdownBlock) -> Vec<&MarkdownSpan> {
        match block {
            MarkdownBlock::Heading(_, spans) | MarkdownBlock::Paragraph(spans) | MarkdownBlock::Item(_, spans) => {
                spans.iter().collect()
            }
            MarkdownBlock::Table(table) => table.rows.iter().flatten().flatten().collect(),
            MarkdownBlock::Code(_) | MarkdownBlock::Picture(..) => Vec::new(),
        }
    }

    /// The names of the pages of a language that lie in `docs`.
    fn on_disk(folder: &Path, prefix: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() {
                names.extend(on_disk(&entry.path(), &format!("{prefix}{name}/")));
            } else if let Some(name) = name.strip_suffix(".md") {
                names.insert(format!("{prefix}{name}"));
            }
        }
        names
    }

    #[test]
    fn every_page_of_the_manual_is_in_the_program() {
        let own: BTreeSet<String> = PAGES.iter().map(|page| page.name.to_owned()).collect();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        assert_eq!(own, on_disk(&root.join("en"), ""));
        assert_eq!(own, on_disk(&root.join("vi"), ""));
    }

    #[test]
    fn nothing_of_its_form_is_left_in_the_text_of_a_page() {
        for (at, lang, blocks) in each_page() {
            for span in blocks.iter().flat_map(spans).filter(|span| !span.code) {
                let form = ["**", "](", "`", "| ", "<", "![", "# "];
                let left = form.iter().find(|form| span.text.contains(**form));
                assert_eq!(left, None, "{} in {lang:?}: {}", PAGES[at].name, span.text);
            }
        }
    }

    #[test]
    fn every_link_of_the_manual_leads_on_and_every_picture_is_there() {
        for (at, lang, blocks) in each_page() {
            let name = PAGES[at].name;
            for block in &blocks {
                if let MarkdownBlock::Picture(alt, file) = block {
                    assert!(!alt.is_empty() && picture(file, lang).is_some(), "{name}: {file}");
                }
            }
            for link in blocks.iter().flat_map(spans).filter_map(|span| span.link.as_deref()) {
                match target(at, link) {
                    ManualTarget::Page(to, Some(part)) => {
                        let there = super::super::markdown::blocks(PAGES[to].text(lang));
                        let is = |b: &MarkdownBlock| matches!(b, MarkdownBlock::Heading(_, text) if anchor(&plain(text)) == part);
                        assert!(there.iter().any(is), "{name}: {link}");
                    }
                    ManualTarget::Outside => assert!(link.starts_with("../"), "{name}: {link}"),
                    ManualTarget::Page(..) | ManualTarget::Web(_) | ManualTarget::Other(_) => {}
                }
            }
        }
    }

    #[test]
    fn a_link_is_followed_from_the_page_that_it_stands_on() {
        let at = |name: &str| PAGES.iter().position(|page| page.name == name).unwrap();
        assert_eq!(target(at("manual/find"), "../query.md"), ManualTarget::Page(at("query"), None));
        assert_eq!(target(at("query"), "manual/find.md#x"), ManualTarget::Page(at("manual/find"), Some("x".into())));
        assert_eq!(target(at("README"), "../en/README.md"), ManualTarget::Other(Lang::En));
        assert_eq!(target(at("README"), "../../README.md"), ManualTarget::Outside);
        assert_eq!(target(at("query"), "#keys"), ManualTarget::Page(at("query"), Some("keys".into())));
    }
}
