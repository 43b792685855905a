use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::*;
use crate::model::{Kind, Lang};
use readers::written;

/// The parts of a document, each read as XML on the way.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        parts.insert(entry.name().unwrap().into_owned(), text);
    }
    parts
}

fn values<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_footnote_is_called_once_and_tells_source_paragraph_and_address() {
    let dataset = builtin().dataset;
    let gate = dataset.ix("ta-lung").unwrap();
    for (of, form) in
        [(rows(&dataset), ReportForm::List), (vec![gate], ReportForm::Pages), (vec![gate], ReportForm::Briefing)]
    {
        let parts = parts(&written(&dataset, &of, Format::Docx, form, Lang::Vi));
        let (document, notes) = (&parts["word/document.xml"], &parts["word/footnotes.xml"]);
        let called = values(document, "<w:footnoteReference w:id=\"");
        let given = values(notes, "<w:footnote w:id=\"");
        assert_eq!(called, given, "in the order of reading, each once");
        assert!(notes.contains(">đoạn ") || notes.contains(", đoạn ") || notes.contains(". đoạn "));
        assert!(notes.contains("HYPERLINK &quot;https://") || notes.contains("HYPERLINK \"https://"));
        for nothing in ["> · </w:t></w:r></w:p>", "preserve\"> · </w:t></w:r><w:r><w:t xml:space=\"preserve\"> · <"]
        {
            assert!(!document.contains(nothing), "nothing stands between nothing");
        }
    }
}

#[test]
fn headings_are_headings_tables_repeat_their_heads_and_the_language_is_told() {
    let dataset = builtin().dataset;
    let gate = dataset.ix("ta-lung").unwrap();
    for (lang, latin, open) in [
        (Lang::Vi, "vi-VN", "Cam kết, đề xuất"),
        (Lang::En, "en-GB", "Commitments and proposals"),
        (Lang::Zh, "en-GB", ""),
    ] {
        let parts = parts(&written(&dataset, &[gate], Format::Docx, ReportForm::Pages, lang));
        let document = &parts["word/document.xml"];
        let tongue = format!("<w:lang w:val=\"{latin}\" w:eastAsia=\"zh-CN\"");
        assert!(parts["word/styles.xml"].contains(&tongue));
        let heading = document.split("<w:pStyle w:val=\"Heading1\"/>").skip(1);
        assert!(
            heading.filter(|rest| rest.split("</w:p>").next().unwrap().contains(open)).count() == 1 || open.is_empty()
        );
        assert!(document.matches("<w:tblHeader/>").count() >= 3);
        let name = dataset.by_id("ta-lung").unwrap().name.get(lang);
        assert!(parts["docProps/core.xml"].contains(&format!("<dc:title>{name}</dc:title>")));
        assert!(parts["docProps/core.xml"].contains(&format!("<dc:language>{}</dc:language>", lang.tag())));
        assert!(document.contains(" descr=\"") && document.matches("<w:drawing>").count() == 2, "a map and a strip");
        let styles = &parts["word/styles.xml"];
        for style in values(document, "<w:pStyle w:val=\"") {
            assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
        }
    }
}

#[test]
fn nothing_in_a_document_can_be_executed() {
    let hostile = r#"[
        Source(id: "s", name: (vi: "a </w:t><w:script/>\u{1}", en: "b"), cite: ["s"], paragraphs: 3,
            address: "https://x.example/\" \\o \"y"),
        Source(id: "j", name: (vi: "j", en: "j"), cite: ["s"], paragraphs: 3, address: "javascript:alert(1)"),
        Topic(id: "t", name: (vi: "{ INCLUDETEXT c:\\x }", en: "b"), summary: (vi: "=cmd", en: "b"), cite: ["s#1", "j#2"]),
    ]"#;
    let dataset = loaded(hostile).dataset;
    let all = parts(&written(&dataset, &rows(&dataset), Format::Docx, ReportForm::List, Lang::Vi));
    let codes: Vec<&str> = all
        .values()
        .flat_map(|text| text.split("<w:instrText xml:space=\"preserve\">").skip(1))
        .map(|rest| rest.split("</w:instrText>").next().unwrap().trim())
        .collect();
    for code in codes {
        let field = matches!(code, "PAGE" | "NUMPAGES")
            || code.starts_with("HYPERLINK \"https://") && code.matches('"').count() == 2 && !code.contains('\\');
        assert!(field, "{code}");
    }
    assert!(!all["word/document.xml"].contains("<w:script"));
    assert!(all["word/footnotes.xml"].contains("j, đoạn 2") || all["word/footnotes.xml"].contains("j. đoạn 2"));
}

#[test]
fn an_empty_document_says_that_it_is_empty() {
    let dataset = builtin().dataset;
    let parts = parts(&written(&dataset, &[], Format::Docx, ReportForm::List, Lang::Vi));
    assert!(parts["word/document.xml"].contains("Không có mục nào."));
    assert!(!parts["word/document.xml"].contains("<w:drawing>"));
}

#[test]
fn the_briefing_of_a_gate_or_a_meeting_is_one_sheet() {
    let dataset = builtin().dataset;
    let subjects = dataset.of_kind(Kind::Gate).chain(dataset.of_kind(Kind::Meeting));
    let subjects: Vec<Ix> = subjects.map(|(ix, _)| ix).collect();
    for lang in [Lang::Vi, Lang::Zh] {
        for ix in subjects.iter().copied() {
            let parts = parts(&written(&dataset, &[ix], Format::Docx, ReportForm::Briefing, lang));
            let (text, notes) = (&parts["word/document.xml"], &parts["word/footnotes.xml"]);
            // without the lines that set them off
            let notes = notes.find("<w:footnote w:id=\"1\"").map_or("", |from| &notes[from..]);
            let id = &dataset.record(ix).unwrap().id;
            assert!(
                crate::export::docx::fit::height(text) + crate::export::docx::fit::height(notes)
                    <= crate::export::docx::fit::PAGE,
                "{id} in {lang:?}"
            );
        }
    }
    // what has few entries has all of them
    let gate = dataset.ix("ta-lung").unwrap();
    let parts = parts(&written(&dataset, &[gate], Format::Docx, ReportForm::Briefing, Lang::Vi));
    assert!(parts["word/document.xml"].contains("Triển khai nghiệp vụ quản lý vận tải đường bộ quốc tế"));
}
