use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::*;
use crate::model::{Kind, Lang};
use crate::pages::quotes::readable;
use crate::pages::work;
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
    assert!(parts["word/document.xml"].contains("nghiệp vụ quản lý vận tải đường bộ quốc tế"));
}

#[test]
fn a_sheet_is_a_chapter_and_stands_for_itself() {
    let dataset = builtin().dataset;
    let [gate, meeting] = ["huu-nghi", "talks-cao-bang-guangxi-2025"].map(|id| dataset.ix(id).unwrap());
    let one = &parts(&written(&dataset, &[gate], Format::Docx, ReportForm::Briefing, Lang::Vi))["word/document.xml"];
    let two =
        &parts(&written(&dataset, &[gate, meeting], Format::Docx, ReportForm::Briefing, Lang::Vi))["word/document.xml"];
    assert_eq!(one.matches("w:val=\"Title\"").count(), 0, "its name is said once");
    for (document, sheets) in [(one, 1), (two, 2)] {
        assert_eq!(document.matches("w:val=\"Heading1\"").count(), sheets);
        assert_eq!(document.matches("w:val=\"Heading2\"").count(), 4 * sheets);
        let mut again = 0;
        for sheet in document.split("<w:pageBreakBefore/>") {
            let known = values(sheet, "w:name=\"_RefNote");
            for called in sheet.split("NOTEREF _RefNote").skip(1) {
                let number = called.split(' ').next().unwrap();
                assert!(known.contains(&number), "note {number} is on another sheet");
                again += 1;
            }
        }
        assert!(again > 0, "what says the same is one note");
    }
}

#[test]
fn a_sheet_of_a_large_gate_has_room_for_what_is_open() {
    let dataset = builtin().dataset;
    let gate = dataset.ix("huu-nghi").unwrap();
    let document =
        &parts(&written(&dataset, &[gate], Format::Docx, ReportForm::Briefing, Lang::Vi))["word/document.xml"];
    let open = document.split("Chưa có kết quả").nth(1).unwrap().split("</w:tbl>").next().unwrap();
    let rows = open.matches("<w:tr>").count() - open.matches("w:gridSpan").count() - 1;
    assert!(rows >= 4, "{rows} of those that are open");
    assert!(document.contains("<w:drawing>"), "and a map");
}

#[test]
fn short_pages_follow_each_other_and_long_ones_begin_a_page() {
    let dataset = builtin().dataset;
    let turns = |of: &[Ix]| {
        let document = &parts(&written(&dataset, of, Format::Docx, ReportForm::Pages, Lang::Vi))["word/document.xml"];
        document.matches("<w:pageBreakBefore/>").count()
    };
    let named = |ids: &[&str]| -> Vec<Ix> { ids.iter().map(|id| dataset.ix(id).unwrap()).collect() };
    assert_eq!(turns(&named(&["ta-lung", "huu-nghi", "lang-son"])), 2);
    // what concerns nothing else has little to say
    let short = |ix: &Ix| dataset.links(*ix).len() + dataset.back_links(*ix).len() < 4;
    let people: Vec<Ix> = dataset.of_kind(Kind::Person).map(|(ix, _)| ix).filter(short).take(6).collect();
    assert!(people.len() > 3);
    assert_eq!(turns(&people), 0);
}

#[test]
fn a_long_list_is_in_tables_of_a_page_each_with_its_headings() {
    let dataset = builtin().dataset;
    let promises: Vec<Ix> = dataset.of_kind(Kind::Commitment).map(|(ix, _)| ix).collect();
    let document = &parts(&written(&dataset, &promises, Format::Docx, ReportForm::List, Lang::Vi))["word/document.xml"];
    let tables: Vec<&str> = document.split("<w:tbl>").skip(1).collect();
    assert_eq!(tables.len(), promises.len().div_ceil(10));
    for table in &tables {
        let table = table.split("</w:tbl>").next().unwrap();
        assert_eq!(table.matches("<w:tblHeader/>").count(), 1);
        assert!(table.matches("<w:tr>").count() <= 11);
    }
    let rows: usize = tables.iter().map(|table| table.matches("<w:tr>").count() - 1).sum();
    assert_eq!(rows, promises.len());
}

#[test]
fn an_address_is_printed_to_its_end() {
    let dataset = builtin().dataset;
    let notes =
        &parts(&written(&dataset, &rows(&dataset), Format::Docx, ReportForm::List, Lang::Vi))["word/footnotes.xml"];
    let long: Vec<&str> = dataset
        .of_kind(Kind::Source)
        .map(|(_, source)| work::address(source))
        .filter(|address| address.len() > 110 && address.starts_with("https://"))
        .filter(|address| notes.contains(&format!("HYPERLINK \"{}\"", prose::escaped(address))))
        .collect();
    assert!(long.len() > 5);
    for address in long {
        assert!(notes.contains(&format!(">{}</w:t>", prose::escaped(&readable(address)))), "{address}");
    }
}
