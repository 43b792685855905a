//! What people are given: the first sheet of a workbook, tables in words, places and sources.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx};
use serde_json::Value as Json;

use super::*;
use crate::model::Kind;
use crate::pages::work;
use crate::query::{Corpus, Query};

fn answer(dataset: &Dataset, query: &str) -> Vec<Ix> {
    Query::parse(query).unwrap().run(dataset, &Corpus::new(dataset)).rows
}

fn first_sheet(dataset: &Dataset, rows: &[Ix]) -> Range<Data> {
    let export = export(dataset, rows, Format::Xlsx, &ExportNote::default());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export.bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[0], "Danh sách");
    book.worksheet_range(&names[0]).unwrap()
}

/// Under the title, what was asked for and the release.
const HEAD: usize = 3;

fn headings(range: &Range<Data>) -> Vec<String> {
    range.rows().nth(HEAD).unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn the_first_sheet_has_every_record_in_the_order_of_time_and_no_empty_column() {
    let dataset = builtin().dataset;
    for query in ["", "gate:ta-lung", "kind:agreement"] {
        let rows = answer(&dataset, query);
        let sheet = first_sheet(&dataset, &rows);
        assert_eq!(sheet.height(), rows.len() + HEAD + 1, "{query}");
        let names = headings(&sheet);
        for column in 0..names.len() {
            let filled = sheet.rows().skip(HEAD + 1).any(|row| row[column] != Data::Empty);
            assert!(filled, "{query}: nothing under {}", names[column]);
        }
        let day = names.iter().position(|name| name == "Ngày").unwrap();
        let days: Vec<f64> = sheet
            .rows()
            .skip(HEAD + 1)
            .filter_map(|row| if let Data::DateTime(day) = row[day] { Some(day.as_f64()) } else { None })
            .collect();
        assert!(days.is_sorted() && !days.is_empty(), "{query}");
    }
}

#[test]
fn the_first_sheet_leads_to_the_sources() {
    let dataset = builtin().dataset;
    let record = dataset.ix("press-asemconnectvietnam-134208").unwrap();
    let export = export(&dataset, &[record], Format::Xlsx, &ExportNote::default());
    let links = part(&export.bytes, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains("Target=\"http://asemconnectvietnam.gov.vn/default.aspx?ID1=1&amp;"), "{links}");
}

#[test]
fn the_first_sheet_has_a_link_for_every_source_and_prints_legibly() {
    let dataset = builtin().dataset;
    let rows = answer(&dataset, "");
    let export = export(&dataset, &rows, Format::Xlsx, &ExportNote::default());
    let addressed = |record: &Record| {
        if record.kind == Kind::Source {
            return usize::from(crate::pages::quotes::is_link(work::address(record)));
        }
        let sources: BTreeSet<&str> = record.cite.iter().map(|cite| &*cite.source).collect();
        let open =
            |id: &&str| dataset.by_id(id).is_some_and(|source| crate::pages::quotes::is_link(work::address(source)));
        sources.into_iter().filter(open).count()
    };
    let wanted: usize = dataset.records().iter().map(addressed).sum();
    let links = part(&export.bytes, "xl/worksheets/_rels/sheet1.xml.rels");
    let sheet = part(&export.bytes, "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("<hyperlink ").count(), wanted);
    assert!(links.contains("Target=\"https://"));
    // the share of their size in which cells of ten points are printed
    let widths: Vec<f64> = sheet
        .split("<col ")
        .skip(1)
        .map(|col| col.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    let printed = headings(&first_sheet(&dataset, &rows)).iter().position(|name| name == "Đến ngày").unwrap();
    let wide: f64 = widths[..printed].iter().sum();
    assert!(150.0 / wide > 0.7, "a page has room for 150 characters, not for {wide}");
}

#[test]
fn what_is_only_known_to_have_begun_by_a_day_stands_with_that_day() {
    let dataset = loaded(
        r#"[
        Dataset(id: "d", name: (vi: "Tập", en: "Set")),
        Source(id: "s", name: (vi: "a", en: "b"), paragraphs: 9),
        Milestone(id: "later", name: (vi: "sau", en: "later"), date: "2024-05-07", cite: ["s"]),
        Milestone(id: "by", name: (vi: "đến", en: "by"), date: "/2024-05-06", cite: ["s"]),
        Milestone(id: "first", name: (vi: "đầu", en: "first"), date: "2020", cite: ["s"]),
        Milestone(id: "never", name: (vi: "không", en: "never"), cite: ["s"]),
        Milestone(id: "on", name: (vi: "ngày", en: "on"), date: "2024-05-06", cite: ["s"]),
    ]"#,
    )
    .dataset;
    let rows: Vec<Ix> = dataset.of_kind(Kind::Milestone).map(|(ix, _)| ix).collect();
    let sheet = first_sheet(&dataset, &rows);
    let name = headings(&sheet).iter().position(|name| name == "Tên").unwrap();
    let names: Vec<String> = sheet.rows().skip(HEAD + 1).map(|row| row[name].to_string()).collect();
    assert_eq!(names, ["đầu", "ngày", "đến", "sau", "không"]);
    let report = export(&dataset, &rows, Format::Html, &ExportNote::default());
    let html = text(&report);
    let at = |name: &str| html.find(&format!("<strong>{name}</strong>")).unwrap();
    assert!(["đầu", "ngày", "đến", "sau", "không"].map(at).is_sorted());
}

#[test]
fn every_sheet_is_printed_on_pages_across_and_no_wider_than_one() {
    let dataset = builtin().dataset;
    let export = export(&dataset, &answer(&dataset, ""), Format::Xlsx, &ExportNote::default());
    let names = Xlsx::new(Cursor::new(export.bytes.as_slice())).unwrap().sheet_names();
    for at in 1..=names.len() {
        let sheet = part(&export.bytes, &format!("xl/worksheets/sheet{at}.xml"));
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{}", names[at - 1]);
        assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("fitToHeight=\"0\""), "{}", names[at - 1]);
    }
    let areas = part(&export.bytes, "xl/workbook.xml");
    assert_eq!(areas.matches("_xlnm.Print_Area").count(), names.len() - 2, "all but the two that are narrow");
}

/// A part of a packed file: its name ends a head of which the last two bytes tell how much more
/// follows before the packed bytes.
fn part(bytes: &[u8], name: &str) -> String {
    let at = bytes.windows(name.len()).position(|window| window == name.as_bytes()).unwrap();
    let more = usize::from(u16::from_le_bytes([bytes[at - 2], bytes[at - 1]]));
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&bytes[at + name.len() + more..]).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_first_sheet_of_nothing_has_its_headings() {
    let dataset = builtin().dataset;
    let sheet = first_sheet(&dataset, &[]);
    assert!(headings(&sheet).iter().any(|heading| heading == "Tên"));
    let said = sheet.rows().next_back().and_then(|row| row[0].get_string());
    assert_eq!(said, Some(Words::new(Lang::Vi).t("report-empty")));
}

#[test]
fn the_first_sheet_has_no_word_that_only_programs_know() {
    let dataset = builtin().dataset;
    let ids: BTreeSet<String> =
        dataset.records().iter().map(|record| record.id.to_string()).filter(|id| id.contains('-')).collect();
    let sheet = first_sheet(&dataset, &rows(&dataset));
    for cell in sheet.rows().skip(HEAD).flatten().filter_map(|cell| cell.get_string()) {
        assert!(!cell.starts_with(['{', '[']), "{cell}");
        assert!(!ids.contains(cell), "{cell}");
        let odd = ["InForce", "NoLaterWord", "UnderWay", "JointStatement", "RailInternational", "Signed", "Held"];
        assert!(!odd.contains(&cell), "{cell}");
    }
}

#[test]
fn a_row_for_people_says_when_who_what_and_by_which_source() {
    let dataset = loaded(
        r#"[
        Source(id: "s", name: (vi: "Ký biên bản", en: "Minutes signed"), publisher: (vi: "Báo Cao Bằng", en: "Cao Bằng paper"),
            published: "2023-05-06", language: "vi", address: "https://example.org/a", paragraphs: 9),
        Gate(id: "ta-lung", name: (vi: "Tà Lùng", en: "Tà Lùng"), cite: ["s#1"]),
        Place(id: "cb", name: (vi: "Cao Bằng", en: "Cao Bằng"), cite: ["s#1"]),
        Person(id: "an", name: (vi: "Nguyễn An", en: "Nguyễn An"), cite: ["s#1"]),
        Agreement(id: "m", name: (vi: "Biên bản", en: "Minutes"), date: "2023-05-04/2023-05-05", form: Minutes,
            standing: Signed, about: ["ta-lung"], parties: ["cb"], cite: ["s#2", "s#3"],
            summary: (vi: "Về cửa khẩu", en: "On the gate"),
            seats: [(who: "an", role: Sign, post: (vi: "Chủ tịch", en: "Chair"), cite: ["s#2"])],
            terms: [(kind: Term, text: (vi: "Mở cửa", en: "Open it"), cite: ["s#2"])]),
        Commitment(id: "c", name: (vi: "Làm cầu", en: "Build a bridge"), date: "2023-05", state: Proposed, by: ["cb"],
            proposed_by: [(who: "an", cite: ["s#3"])], cite: ["s#3"]),
    ]"#,
    )
    .dataset;
    let words = Words::new(Lang::Vi);
    let picked = ["c", "m"].map(|id| dataset.ix(id).unwrap());
    let job = Job::new(&dataset, &words, &picked, ExportNote::default()).with_columns(ColumnSet::People);
    let survey = Survey::count_losses(&job, Format::Csv);
    let mut bytes = Vec::new();
    write(&job, Format::Csv, &survey, &mut bytes, &Watch::default()).unwrap();
    let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
    let names: Vec<String> =
        reader.headers().unwrap().iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| rows[row][names.iter().position(|one| one == name).unwrap()].to_owned();
    // May 2023 may begin before the fourth
    assert_eq!([cell(0, "Tên"), cell(1, "Tên")], ["Làm cầu", "Biên bản"]);
    assert_eq!([cell(0, "Bên đề xuất"), cell(0, "Bên thực hiện")], ["Nguyễn An", "Cao Bằng"]);
    assert_eq!([cell(1, "Ngày"), cell(1, "Đến ngày")], ["2023-05-04", "2023-05-05"]);
    assert_eq!([cell(0, "Ngày"), cell(0, "Đến ngày")], ["2023-05", ""], "no more exact than the date");
    assert_eq!(cell(1, "Thời gian"), "Ngày 4–5 tháng 5 năm 2023");
    assert_eq!(cell(1, "Loại"), "Văn bản đã ký: Biên bản");
    assert_eq!([cell(1, "Cửa khẩu, địa phương"), cell(1, "Các bên")], ["Tà Lùng", "Cao Bằng"]);
    assert_eq!(cell(1, "Nội dung"), "Về cửa khẩu\n– Mở cửa");
    assert_eq!(cell(1, "Người ký"), "Nguyễn An (Chủ tịch)");
    assert_eq!(cell(1, "Nguồn"), "Báo Cao Bằng, 06/05/2023, “Ký biên bản”, đoạn 2–3, https://example.org/a");
    assert!(!names.iter().any(|name| name == "Nơi diễn ra"), "no empty column: {names:?}");
}

#[test]
fn what_a_record_is_about_is_no_place_of_it() {
    let dataset = loaded(
        r#"[
        Source(id: "s", name: (vi: "a", en: "b"), paragraphs: 9),
        Gate(id: "g", name: (vi: "Tà Lùng", en: "Tà Lùng"), cite: ["s"], at: (lat: 22.5, lon: 106.5, cite: ["s"])),
        Gate(id: "h", name: (vi: "Trà Lĩnh", en: "Trà Lĩnh"), cite: ["s"], at: (lat: 22.75, lon: 106.25, cite: ["s"])),
        Meeting(id: "about", name: (vi: "a", en: "a"), date: "2024-01-02", cite: ["s"], about: ["g"]),
        Meeting(id: "held", name: (vi: "a", en: "a"), date: "2024-01-03", cite: ["s"], venues: ["h"], about: ["g"]),
    ]"#,
    )
    .dataset;
    let of = |id: &str, format| {
        let export = export(&dataset, &[dataset.ix(id).unwrap()], format, &ExportNote::default());
        text(&export).replace("\r\n ", "")
    };
    let calendar = of("about", Format::Ics);
    assert!(!calendar.contains("LOCATION") && !calendar.contains("GEO:"), "{calendar}");
    assert!(calendar.contains("Liên quan đến: Tà Lùng"), "{calendar}");
    let calendar = of("held", Format::Ics);
    assert!(calendar.contains("LOCATION:Trà Lĩnh") && calendar.contains("GEO:22.75;106.25"), "{calendar}");
    let kml = of("about", Format::Kml);
    assert!(!kml.contains("<Point>") && kml.contains("Liên quan đến: Tà Lùng"), "{kml}");
    let kml = of("held", Format::Kml);
    assert!(kml.contains("<coordinates>106.25,22.75</coordinates>"), "{kml}");
    assert!(kml.contains("<Data name=\"placed_by\"><value>venues</value>"), "{kml}");
    assert!(kml.contains("<Data name=\"about_wkt\"><value>POINT (106.5 22.5)</value>"), "{kml}");
    let cells = |id: &str| {
        let csv = of(id, Format::Csv);
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let names = reader.headers().unwrap().clone();
        let row = reader.records().next().unwrap().unwrap();
        ["wkt", "placed_by", "placed_at", "about_wkt"]
            .map(|name| row[names.iter().position(|one| one == name).unwrap()].to_owned())
    };
    assert_eq!(cells("about"), ["", "", "", "POINT (106.5 22.5)"]);
    assert_eq!(cells("held"), ["POINT (106.25 22.75)", "venues", "h", "POINT (106.5 22.5)"]);
}

#[test]
fn every_format_says_who_published_what_it_cites_and_where() {
    let dataset = builtin().dataset;
    let cites_press = |record: &Record| {
        let cites = |cite: &crate::model::Cite| {
            dataset.by_id(&cite.source).is_some_and(|source| {
                source.word(Field::Address).is_some()
                    && source.text(Field::Publisher).is_some()
                    && work::is_titled(source)
            })
        };
        let day = record.date.as_ref().is_some_and(|date| date.as_str().len() == 10);
        day && record.cite.len() == 1 && record.cite.iter().all(cites) && record.kind == Kind::Meeting
    };
    let (ix, record) = dataset.rows().zip(dataset.records()).find(|(_, record)| cites_press(record)).unwrap();
    let source = dataset.by_id(&record.cite[0].source).unwrap();
    let address = work::address(source);
    for format in [Format::Csv, Format::GeoJson, Format::Kml, Format::Ics, Format::TimelineJs] {
        let export = export(&dataset, &[ix], format, &ExportNote::default());
        let told = text(&export).replace("\r\n ", "").replace("\\,", ",").replace("&amp;", "&");
        for part in [work::publisher(source, Lang::Vi), work::title(source), address] {
            assert!(told.contains(part), "{format:?} lacks {part}: {told}");
        }
    }
    let export = export(&dataset, &[ix], Format::TimelineJs, &ExportNote::default());
    assert!(text(&export).contains(&format!("<a href=\\\"{}", prose::escaped(address))), "{}", text(&export));
}

#[test]
fn a_work_whose_title_nobody_saw_is_quoted_without_one() {
    let dataset = builtin().dataset;
    let unseen = dataset.ix("press-bao-cong-thuong-279618").unwrap();
    let csl = export(&dataset, &[unseen], Format::Csl, &ExportNote::default());
    let item = &serde_json::from_slice::<Json>(&csl.bytes).unwrap()[0];
    assert_eq!(item.get("title"), None);
    assert_eq!(item["container-title"], "Báo Công Thương");
    assert_eq!(item["accessed"]["date-parts"], serde_json::json!([[2026, 11]]));
    assert!(
        item["note"].as_str().unwrap().starts_with("Báo Công Thương (Quy hoạch cửa khẩu theo Quyết định 1199). "),
        "{item}"
    );
    let bib = export(&dataset, &[unseen], Format::Bibtex, &ExportNote::default());
    let bib = text(&bib);
    assert!(bib.contains("@online{press-bao-cong-thuong-279618,") && !bib.contains("title ="), "{bib}");
    assert!(bib.contains("urldate = {2026-11}") && bib.contains("langid = {vietnamese}"), "{bib}");
}
