//! What records cite, as a reader knows it: publisher, date, title, paragraphs and address.

use crate::dataset::Dataset;
use crate::model::{Cite, Edtf, Field, Id, Lang, Record};
use crate::pages::work::{address, is_titled, label, publisher, title};
use crate::words::Words;

use super::kept::KeptTexts;
use super::notation::Notation;
use super::walk::Sink;

/// One source with the paragraphs of it that are cited.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CitedSource<'a> {
    pub(super) id: &'a str,
    /// None where the dataset does not have the source.
    pub(super) source: Option<&'a Record>,
    paragraphs: Vec<u32>,
}

/// The sources of these citations, each once, in the order in which they first come.
pub(super) fn cited<'a>(dataset: &'a Dataset, cites: &'a [Cite]) -> Vec<CitedSource<'a>> {
    let mut all: Vec<CitedSource<'a>> = Vec::new();
    for cite in cites {
        if let Some(known) = all.iter_mut().find(|one| *one.id == *cite.source) {
            known.paragraphs.extend(cite.paragraph);
        } else {
            let paragraphs = cite.paragraph.into_iter().collect();
            all.push(CitedSource { id: &cite.source, source: dataset.by_id(&cite.source), paragraphs });
        }
    }
    all
}

impl<'a> CitedSource<'a> {
    /// Where it can be read; nothing where the dataset does not say.
    pub(super) fn address(&self) -> &'a str {
        self.source.map(address).unwrap_or_default()
    }

    /// "Báo Lạng Sơn, 09/04/2021, “Hội nghị…”, đoạn 3–8, 13".
    pub(super) fn text(&self, words: &Words) -> String {
        let Some(source) = self.source else { return self.id.to_owned() };
        let lang = words.lang();
        let date = source.date_in(Field::Published).map(|date| words.date_short(date));
        let name = if is_titled(source) { format!("“{}”", title(source)) } else { label(source, words) };
        let mut said = vec![publisher(source, lang).to_owned()];
        said.extend(date);
        said.push(name);
        if !self.paragraphs.is_empty() {
            said.push(words.with("report-paragraph", &[("number", runs(&self.paragraphs).into())]));
        }
        said.retain(|part| !part.is_empty());
        said.join(if lang == Lang::Zh { "，" } else { ", " })
    }

    /// As a group of JSON: id, paragraphs, publisher, title, date, address.
    pub(super) fn json(&self, lang: Lang, json: &mut Notation<'_>) {
        json.open("");
        json.some("id", self.id);
        if !self.paragraphs.is_empty() {
            json.key("paragraphs");
            json.list();
            self.paragraphs.iter().for_each(|number| json.number((*number).into()));
            json.end();
        }
        if let Some(source) = self.source {
            json.some("publisher", publisher(source, lang));
            if is_titled(source) {
                json.some("title", title(source));
            } else {
                json.some("label", source.name.get(lang));
            }
            json.some("date", source.date_in(Field::Published).map_or("", Edtf::as_str));
            json.some("address", address(source));
        }
        json.close();
    }
}

/// Publisher, date, title and address with bars between, for a cell that programs read; sources are
/// separated as all lists in cells are. What was written of a source is kept: the same few are cited
/// again and again.
#[derive(Debug, Default)]
pub(super) struct CitationCells(KeptTexts<Id>);

impl CitationCells {
    pub(super) fn push(&mut self, dataset: &Dataset, cites: &[Cite], out: &mut Vec<u8>) {
        for (at, cite) in cites.iter().enumerate() {
            if cites.iter().take(at).any(|before| before.source == cite.source) {
                continue;
            }
            let part = self.0.get(&cite.source, |text| cell(dataset, &cite.source, text));
            if !part.is_empty() {
                out.extend(if out.is_empty() { &b""[..] } else { b"; " });
                out.extend(part);
            }
        }
    }
}

/// Nothing, if the dataset does not have the source.
fn cell(dataset: &Dataset, id: &Id, text: &mut Vec<u8>) {
    let Some(source) = dataset.by_id(id) else { return };
    let date = source.date_in(Field::Published).map_or("", Edtf::as_str);
    // what stands for a title that nobody saw is no title
    let label = format!("[{}]", title(source));
    let title = if is_titled(source) { title(source) } else { &label };
    for (at, part) in [publisher(source, Lang::Vi), date, title, address(source)].iter().enumerate() {
        // empty parts keep their bars, so that each part has its place
        text.extend(if at == 0 { &b""[..] } else { b" | " });
        text.extend(part.as_bytes());
    }
}

/// "3–8, 13".
fn runs(paragraphs: &[u32]) -> String {
    let mut sorted = paragraphs.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let said = sorted.chunk_by(|a, b| a + 1 == *b).filter_map(|run| match run {
        [only] => Some(only.to_string()),
        [first, .., last] => Some(format!("{first}–{last}")),
        [] => None,
    });
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::builtin;

    #[test]
    fn a_source_is_told_once_with_its_paragraphs_in_runs() {
        let dataset = builtin().dataset;
        let cites = ["002#3", "001#2", "002#5", "002#4", "002#9"].map(|cite| Cite::parse(cite).unwrap());
        let words = Words::new(Lang::Vi);
        let texts: Vec<String> = cited(&dataset, &cites).iter().map(|one| one.text(&words)).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].starts_with("Báo Hà Giang (ghi tắt BHG), 27/04/2022, “Hội nghị trực tuyến"), "{}", texts[0]);
        assert!(texts[0].ends_with("đoạn 3–5, 9"), "{}", texts[0]);
    }

    #[test]
    fn a_cell_of_sources_has_four_parts_of_each_and_a_label_stands_in_brackets() {
        let dataset = builtin().dataset;
        let ids = ["002#3", "press-bao-cong-thuong-279618", "002#5", "nowhere"];
        let cites = ids.map(|cite| Cite::parse(cite).unwrap());
        let mut cells = CitationCells::default();
        for _ in 0..2 {
            let mut text = Vec::new();
            cells.push(&dataset, &cites, &mut text);
            let text = String::from_utf8(text).unwrap();
            let sources: Vec<Vec<&str>> = text.split("; ").map(|one| one.split(" | ").collect()).collect();
            assert_eq!(sources.len(), 2, "{text}");
            assert!(sources.iter().all(|parts| parts.len() == 4), "{text}");
            assert_eq!(sources[0][1], "2022-04-27");
            assert_eq!(sources[1][2], "[Báo Công Thương (Quy hoạch cửa khẩu theo Quyết định 1199)]");
            assert!(sources[1][3].starts_with("https://congthuong.vn/"));
        }
    }

    #[test]
    fn a_label_for_an_unseen_headline_is_no_title() {
        let dataset = builtin().dataset;
        let seen = dataset.by_id("press-asemconnectvietnam-134208").unwrap();
        let unseen = dataset.by_id("press-bao-cong-thuong-279618").unwrap();
        assert!(is_titled(seen));
        assert!(!is_titled(unseen));
        let cites = [Cite::parse("press-bao-cong-thuong-279618").unwrap()];
        let text = cited(&dataset, &cites)[0].text(&Words::new(Lang::Vi));
        assert_eq!(text, "Báo Công Thương, Quy hoạch cửa khẩu theo Quyết định 1199");
    }
}
