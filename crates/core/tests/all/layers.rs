//! Somebody's files laid over an open dataset: what they are linked to, what they leave as it is,
//! and what is told.

use std::fs;
use std::path::{Path, PathBuf};

use km0_core::dataset::problem::TakenName;
use km0_core::dataset::{Dataset, Ix, Layer, Loaded, Options, Rule, builtin, lay_over};
use km0_core::model::{Field, Item, Kind, Lang, Record};
use km0_core::pages::{PageBlock, PageSection, Reader, page};
use km0_core::query::{Corpus, Key, Query, facet};
use km0_core::words::Words;

fn workbook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/layers/so-tay.xlsx")
}

fn over(path: &Path) -> Loaded {
    lay_over(builtin(), &[Layer::at_path(path)], &Options::default())
}

/// A file of this name and text, laid over the built-in set. The folder lives as long as the test.
fn over_text(name: &str, text: &str) -> (Loaded, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (over(&path), path, folder)
}

fn mine(dataset: &Dataset) -> Vec<(Ix, &Record)> {
    dataset.rows().zip(dataset.records()).filter(|(ix, _)| dataset.is_laid(*ix)).collect()
}

fn events(dataset: &Dataset) -> Vec<&Record> {
    mine(dataset).into_iter().map(|(_, record)| record).filter(|record| record.kind.is_event()).collect()
}

fn about<'a>(dataset: &'a Dataset, name: &str) -> Vec<&'a str> {
    let record = events(dataset).into_iter().find(|record| record.name.forms().any(|form| form.starts_with(name)));
    record.unwrap_or_else(|| panic!("no {name}")).about.iter().map(|id| &**id).collect()
}

fn count(loaded: &Loaded, query: &str) -> usize {
    let dataset = &loaded.dataset;
    Query::parse(query).unwrap().run(dataset, &Corpus::new(dataset)).rows.len()
}

#[test]
fn a_workbook_stands_beside_the_built_in_set_which_stays_as_it_is() {
    let (base, loaded) = (builtin().dataset, over(&workbook()));
    let dataset = &loaded.dataset;
    assert_eq!(&dataset.records()[..base.len()], base.records());
    assert_eq!(dataset.last_word(), base.last_word(), "the built-in set knows of no later day");
    assert_eq!(dataset.layers().len(), 1);
    assert_eq!(dataset.layers()[0].layer.name, "so-tay");
    assert_eq!(events(dataset).len(), 40);
    // beside its rows it holds itself as a source, and what the built-in set does not know
    let others: Vec<&str> = mine(dataset)
        .into_iter()
        .filter(|(_, record)| !record.kind.is_event())
        .map(|(_, record)| &*record.id)
        .collect();
    assert_eq!(others, ["so-tay-xlsx"], "{others:?}");
}

#[test]
fn rows_link_to_what_they_name_and_each_name_is_told_once() {
    let loaded = over(&workbook());
    let dataset = &loaded.dataset;
    let linked = about(dataset, "Kiểm tra công tác thông quan");
    for id in ["ta-lung", "cao-bang", "quan-minh-cuong", "ubnd-cao-bang"] {
        assert!(linked.contains(&id), "{id}: {linked:?}");
    }
    assert!(about(dataset, "Đón đoàn khảo sát của Quảng Tây").contains(&"guangxi"));
    assert!(about(dataset, "Đón đoàn Bộ Ngoại giao").iter().any(|id| id.contains("ngoai-giao")));
    assert!(about(dataset, "Gặp gỡ đầu Xuân").contains(&"tinh-uy-cao-bang"));
    let told: Vec<&TakenName> = loaded.problems.iter().filter_map(|problem| problem.name.as_deref()).collect();
    let of = |said: &str| told.iter().filter(|one| one.said == said).collect::<Vec<_>>();
    for (said, id) in [("Tà Lùng", "ta-lung"), ("Đ/c Quản Minh Cường", "quan-minh-cuong"), ("Hữu Nghị", "huu-nghi")]
    {
        let of = if of(said).is_empty() { of("Quản Minh Cường") } else { of(said) };
        assert_eq!(of.len(), 1, "{said}: {told:?}");
        assert_eq!(of[0].to.as_deref(), Some(id));
    }
    // "hữu nghị" is a word too
    let friendship = about(dataset, "Giao lưu hữu nghị biên giới");
    assert!(!friendship.contains(&"huu-nghi"), "{friendship:?}");
}

#[test]
fn three_errors_are_told_and_cost_what_is_wrong_alone() {
    let loaded = over(&workbook());
    let own = loaded.problems.iter().filter(|problem| problem.origin.file.contains("so-tay.xlsx"));
    let errors: Vec<(Rule, u32)> = own
        .filter(|problem| problem.severity() == km0_core::dataset::Severity::Error)
        .map(|problem| (problem.rule, problem.origin.line))
        .collect();
    assert_eq!(errors, [(Rule::BadDate, 9), (Rule::MissingField, 19), (Rule::BadDate, 24)]);
    let dates: Vec<String> = events(&loaded.dataset)
        .iter()
        .filter(|record| record.about.iter().any(|id| &**id == "ta-lung"))
        .filter_map(|record| record.date.as_ref().map(ToString::to_string))
        .collect();
    assert!(dates.contains(&"2024-03-05".to_owned()) && dates.contains(&"2024-04-02".to_owned()), "{dates:?}");
}

#[test]
fn what_is_mine_is_asked_for_counted_and_found_by_gate_and_person() {
    let loaded = over(&workbook());
    let dataset = &loaded.dataset;
    assert_eq!(count(&loaded, "layer:mine kind:milestone"), 40);
    let at_gate = count(&loaded, "layer:mine gate:ta-lung");
    assert_eq!(at_gate, 10);
    assert_eq!(count(&loaded, "layer:mine person:quan-minh-cuong"), 4);
    assert_eq!(count(&loaded, "layer:mine source:so-tay-xlsx kind:milestone"), 40);
    let base = count(&Loaded { dataset: builtin().dataset, problems: Vec::new() }, "gate:ta-lung");
    assert_eq!(count(&loaded, "gate:ta-lung"), base + at_gate);
    let corpus = Corpus::new(dataset);
    let query = Query::parse("layer:mine").unwrap();
    let answer = query.run(dataset, &corpus);
    let gates = facet(Key::Gate, &query, &answer, dataset, &corpus);
    let ta_lung = gates.iter().find(|value| value.value(dataset) == "ta-lung").unwrap();
    assert_eq!(ta_lung.count as usize, at_gate);
}

#[test]
fn a_gates_page_has_what_is_mine_under_a_heading_of_its_own() {
    let loaded = over(&workbook());
    for (lang, heading) in [(Lang::Vi, "Của tôi"), (Lang::En, "Mine"), (Lang::Zh, "我的")] {
        let words = Words::new(lang);
        let reader = Reader { dataset: &loaded.dataset, words: &words };
        for id in ["ta-lung", "cao-bang", "quan-minh-cuong", "ubnd-cao-bang"] {
            let page = page(&reader, &Item::Record(id.into())).unwrap();
            let (mut section, mut mine) = (None, 0);
            for block in &page.blocks {
                match block {
                    PageBlock::Heading { section: PageSection::Mine, text, count, .. } => {
                        assert_eq!(text, heading);
                        (section, mine) = (Some(PageSection::Mine), count.unwrap());
                    }
                    PageBlock::Heading { section: other, .. } => section = Some(*other),
                    PageBlock::Entry(entry) => {
                        let laid = loaded.dataset.is_laid(entry.ix);
                        assert_eq!(laid, section == Some(PageSection::Mine), "{id}: {}", entry.name);
                        assert!(!laid || entry.note.ends_with("so-tay"), "{}", entry.note);
                    }
                    _ => {}
                }
            }
            assert!(mine > 0, "{id}");
        }
    }
}

#[test]
fn what_a_person_said_of_a_name_holds_and_is_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tay.xlsx");
    fs::copy(workbook(), &path).unwrap();
    let said = "(names: {\"Tà Lùng\": \"huu-nghi\", \"Trà Lĩnh\": \"\", \"Ban Quản lý cửa khẩu\": \"ubnd-cao-bang\", \"x\": \"gone\"})";
    fs::write(folder.path().join("so-tay.xlsx.km0map"), said).unwrap();
    let loaded = over(&path);
    let dataset = &loaded.dataset;
    assert_eq!(events(dataset).len(), 40, "the columns mean what they seem to");
    let linked = about(dataset, "Kiểm tra công tác thông quan");
    assert!(linked.contains(&"huu-nghi") && !linked.contains(&"ta-lung"), "{linked:?}");
    let at_tra_linh = about(dataset, "Khảo sát mặt bằng bãi đỗ xe");
    assert!(!at_tra_linh.contains(&"tra-linh"), "{at_tra_linh:?}");
    let wrong: Vec<&str> = loaded
        .problems
        .iter()
        .filter(|problem| problem.rule == Rule::UnknownReference)
        .map(|problem| problem.what.as_str())
        .collect();
    assert_eq!(wrong, ["\"x\" is to be \"gone\", which the open dataset does not have"]);
    assert!(!loaded.problems.iter().filter_map(|problem| problem.name.as_ref()).any(|one| one.said == "Tà Lùng"));
}

#[test]
fn an_id_that_the_dataset_has_too_is_another_in_the_layer_and_told() {
    let text = r#"[
        Meeting(id: "ta-lung", name: (vi: "Họp nội bộ", en: "Internal"), date: "2025-03-01", about: ["huu-nghi"], cite: ["mine#1"], see: ["road"]),
        Commitment(id: "road", name: (vi: "Làm đường", en: "Build a road"), undertaken_at: "ta-lung", cite: ["mine#2"]),
        Source(id: "mine", name: (vi: "Sổ", en: "Book"), paragraphs: 9),
    ]"#;
    let (loaded, _, _folder) = over_text("so.ron", text);
    let dataset = &loaded.dataset;
    assert_eq!(dataset.by_id("ta-lung").unwrap().kind, Kind::Gate);
    let other = dataset.by_id("ta-lung-so").unwrap();
    assert_eq!((other.kind, other.name.get(Lang::En)), (Kind::Meeting, "Internal"));
    let road = dataset.by_id("road").unwrap();
    assert_eq!(road.link(Field::UndertakenAt).map(|id| &**id), Some("ta-lung-so"));
    assert_eq!(road.date.as_ref().map(ToString::to_string).as_deref(), Some("2025-03-01"));
    let told: Vec<&str> = loaded.problems.iter().map(|problem| problem.what.as_str()).collect();
    assert_eq!(told, ["the open dataset has the id \"ta-lung\" too, and the record is \"ta-lung-so\" here"]);
}

#[test]
fn what_the_dataset_has_already_is_shown_once_and_what_is_said_of_it_stays() {
    let base = builtin().dataset;
    let same = km0_core::export::record_ron(base.by_id("early-spring-2021").unwrap());
    let gate = r#"Gate(id: "ta-lung", name: (vi: "Tà Lùng", en: "Tà Lùng"), note: (vi: "Gọi trực ban trước", en: "Call first"), cite: ["mine"])"#;
    let source = r#"Source(id: "mine", name: (vi: "Sổ", en: "Book"))"#;
    let (loaded, _, _folder) = over_text("so.ron", &format!("[{same} {gate}, {source}]"));
    let dataset = &loaded.dataset;
    let ids: Vec<&str> = mine(dataset).into_iter().map(|(_, record)| &*record.id).collect();
    assert_eq!(ids, ["ta-lung-so", "mine"]);
    assert_eq!(about_of(dataset, "ta-lung-so"), ["ta-lung"]);
    assert!(
        loaded
            .problems
            .iter()
            .any(|problem| problem.rule == Rule::Repeated && problem.what.starts_with("1 records say"))
    );
}

fn about_of<'a>(dataset: &'a Dataset, id: &str) -> Vec<&'a str> {
    dataset.by_id(id).unwrap().about.iter().map(|id| &**id).collect()
}

#[test]
fn a_place_with_a_position_of_its_own_stays_where_it_is_and_lies_in_the_gate() {
    let csv = "Tên,Địa điểm,Vĩ độ,Kinh độ,Ngày\nSạt lở,Tà Lùng,22.61,106.55,05/03/2024\n";
    let (loaded, _, _folder) = over_text("su-co.csv", csv);
    let dataset = &loaded.dataset;
    let record = events(dataset)[0];
    let place = dataset.by_id(&record.about[0]).unwrap();
    assert!((place.position().unwrap().lat - 22.61).abs() < 1e-9);
    assert_eq!(place.link(Field::PartOf).map(|id| &**id), Some("ta-lung"));
    assert_eq!(count(&loaded, "layer:mine kind:milestone gate:ta-lung"), 1);
}

#[test]
fn names_of_several_are_linked_to_none_and_every_format_is_laid() {
    let geojson = r#"{"type": "FeatureCollection", "features": [{"type": "Feature",
        "geometry": {"type": "Point", "coordinates": [106.7, 21.97]},
        "properties": {"name": "Xe chờ ở cửa khẩu Hữu Nghị", "date": "2024-05-01", "phụ trách": "Quan Minh Cuong"}}]}"#;
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20240501\r\nSUMMARY:Họp tại cửa khẩu Tà Lùng\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>Khảo sát cửa khẩu Trà Lĩnh</name><TimeStamp><when>2024-05-01</when></TimeStamp><Point><coordinates>106.3,22.8</coordinates></Point></Placemark></kml>";
    for (name, text, ids) in [
        ("xe.geojson", geojson, ["huu-nghi", "quan-minh-cuong"].as_slice()),
        ("lich.ics", ics, &["ta-lung"]),
        ("khao-sat.kml", kml, &["tra-linh"]),
    ] {
        let (loaded, _, _folder) = over_text(name, text);
        let record = events(&loaded.dataset)[0];
        for id in ids {
            assert!(record.about.iter().any(|other| &**other == *id), "{name}: {:?}", record.about);
        }
    }
}

#[test]
fn a_file_that_is_gone_is_told_and_one_that_is_hidden_is_not_read() {
    let gone = Layer::at_path(Path::new("/no/such/so.xlsx"));
    let hidden = Layer { hidden: true, ..Layer::at_path(&workbook()) };
    let loaded = lay_over(builtin(), &[gone, hidden], &Options::default());
    assert_eq!(loaded.dataset.len(), builtin().dataset.len());
    assert_eq!(loaded.problems.iter().map(|problem| problem.rule).collect::<Vec<_>>(), [Rule::Unreadable]);
}

#[test]
fn rows_are_exported_with_their_file_as_source() {
    let loaded = over(&workbook());
    let row = mine(&loaded.dataset)[0].0;
    let json = km0_core::export::record_json(&loaded.dataset, row).unwrap();
    assert!(json["cite"].as_array().unwrap().iter().any(|cite| cite.as_str().unwrap().starts_with("so-tay-xlsx#")));
}
