//! Tables as people have them, each with its right answer.

use std::path::PathBuf;

use km0_core::dataset::table::{Context, trial};
use km0_core::dataset::{Loaded, Rule, Severity, open, sheets};
use km0_core::model::{Field, Kind, Record};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/cases").join(name)
}

fn read(name: &str) -> Loaded {
    open(&path(name))
}

/// The rows that became records, as `name: date`.
fn events(loaded: &Loaded) -> Vec<String> {
    let rows = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Milestone);
    let date = |record: &Record| record.date.as_ref().map_or("–".to_owned(), ToString::to_string);
    rows.map(|record| format!("{}: {}", record.name.forms().next().unwrap_or_default(), date(record))).collect()
}

fn of(loaded: &Loaded, name: &str) -> Record {
    let found = loaded.dataset.records().iter().find(|record| record.name.forms().any(|form| form == name));
    found.unwrap_or_else(|| panic!("no {name} among {:?}", events(loaded))).clone()
}

/// What is told under a rule, as `line:column`.
fn told(loaded: &Loaded, rule: Rule) -> Vec<String> {
    let of_rule = loaded.problems.iter().filter(|problem| problem.rule == rule);
    of_rule.map(|problem| format!("{}:{}", problem.origin.line, problem.origin.column)).collect()
}

fn kept(record: &Record, name: &str) -> Option<String> {
    record.extra.iter().find(|(known, _)| &**known == name).map(|(_, node)| node.plain())
}

fn errors(loaded: &Loaded) -> Vec<String> {
    let errors = loaded.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors.map(ToString::to_string).collect()
}

/// The places that a record names, by the first form of their names.
fn places(loaded: &Loaded, record: &Record) -> Vec<String> {
    let named = record.links().filter_map(|(_, id)| loaded.dataset.by_id(id));
    let places = named.filter(|other| matches!(other.kind, Kind::Place | Kind::Gate));
    places.filter_map(|place| place.name.forms().next().map(str::to_owned)).collect()
}

#[test]
fn an_unclosed_quote_is_an_error_where_it_opens_and_costs_one_row() {
    let loaded = read("18-unclosed-quote.csv");
    assert_eq!(told(&loaded, Rule::Syntax), ["4:1"]);
    let names: Vec<String> = (1..=8).filter(|n| *n != 3).map(|n| format!("Hội đàm {n}: 2023-0{n}-10")).collect();
    assert_eq!(events(&loaded), names);
}

#[test]
fn who_looks_at_a_table_before_it_is_opened_is_told_of_the_lines_that_will_be_left_out() {
    let sheets = sheets(&path("18-unclosed-quote.csv")).unwrap();
    let tried = trial(&sheets[0], &sheets[0].guess(), Context { file: "a.csv".into(), title: "a".to_owned() });
    let errors: Vec<u32> =
        tried.problems.iter().filter(|p| p.severity() == Severity::Error).map(|p| p.origin.line).collect();
    assert_eq!(errors, [4]);
}

#[test]
fn cells_beyond_the_heading_are_told_and_kept() {
    let loaded = read("19-unquoted-comma.csv");
    assert_eq!(told(&loaded, Rule::LeftOut), ["2:5"]);
    assert_eq!(events(&loaded), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-05-01"]);
    let row = of(&loaded, "Hội đàm");
    assert_eq!(row.extra.iter().filter(|(name, _)| name.starts_with("column_")).count(), 2, "{:?}", row.extra);
}

#[test]
fn lines_that_end_in_cr_are_counted() {
    let loaded = read("21-cr-only.csv");
    assert_eq!(told(&loaded, Rule::BadDate), ["4:2"]);
    let row = of(&loaded, "Khảo sát");
    assert!(row.date.is_none() && row.extra.iter().any(|(_, node)| node.plain() == "sai ngày"), "{:?}", row.extra);
}

#[test]
fn encodings_of_spreadsheets_are_read_and_told() {
    let loaded = read("22a-gbk.csv");
    assert_eq!(events(&loaded), ["中越边境口岸会谈: 2023-04-25", "签署仪式: 2023-06-01"]);
    assert_eq!(told(&loaded, Rule::GuessedEncoding), ["1:1"]);
    let loaded = read("22c-windows1258.csv");
    assert_eq!(events(&loaded), ["Hội đàm cấp tỉnh: 2023-04-25", "Lễ ký kết: 2023-06-01"]);
    assert!(loaded.problems.iter().any(|problem| problem.what.contains("windows-1258")));
    let loaded = read("22e-utf16le-bom-tab.txt");
    assert_eq!(events(&loaded), ["Hội đàm cấp tỉnh: 2023-04-25", "Lễ ký kết: 2023-06-01"]);
    assert_eq!(told(&loaded, Rule::GuessedEncoding), [""; 0]);
    let loaded = read("22g-tcvn3-as-utf8.csv");
    assert!(loaded.problems.iter().any(|problem| problem.what.contains("looks like TCVN3")));
    assert_eq!(events(&loaded), ["Hội đàm cấp tỉnh: 2023-04-25"]);
}

#[test]
fn dates_of_every_form_are_read_or_told_and_kept() {
    let loaded = read("23-date-forms.csv");
    let rows = std::fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/cases/23-date-forms.csv"),
    )
    .unwrap();
    let is_row = |record: &&Record| record.kind == Kind::Milestone;
    assert_eq!(loaded.dataset.records().iter().filter(is_row).count(), rows.lines().count() - 1);
    let empty = ["null", "na", "gạch"];
    for record in loaded.dataset.records().iter().filter(is_row) {
        let name = record.name.forms().next().unwrap_or_default();
        let said = record.date.is_some() || record.extra.iter().any(|(field, _)| field.starts_with("ngày"));
        assert!(said || empty.contains(&name), "{name} is lost");
    }
    for (name, date) in [
        ("giờ Việt", "2023-04-25T14:30:00"),
        ("AM/PM 1", "2023-04-25T14:30:00"),
        ("AM/PM 2", "2023-04-25"),
        ("từ đến", "2023-04-25/2023-04-27"),
        ("quý", "2023-01/2023-03"),
        ("nay", "2021/.."),
        ("năm < 1000", "0938"),
        ("2 số Mỹ", "2023-04-25"),
    ] {
        assert_eq!(of(&loaded, name).date.unwrap().as_str(), date, "{name}");
    }
}

#[test]
fn a_position_is_the_same_in_every_form() {
    let loaded = read("24-coordinates.csv");
    assert_eq!(errors(&loaded), [""; 0]);
    let rows: Vec<&Record> = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Milestone).collect();
    assert_eq!(rows.len(), 18);
    for row in rows {
        let place = row.about.first().and_then(|id| loaded.dataset.by_id(id)).and_then(|place| place.position());
        let at = place.map(|at| ((at.lat * 1e4).round(), (at.lon * 1e4).round()));
        assert_eq!(at, Some((224_800.0, 1_065_700.0)), "{:?}", row.name);
    }
}

#[test]
fn a_comma_among_digits_is_never_taken_for_a_point_in_silence() {
    let loaded = read("26-figure-values.csv");
    let value = |id: &str| loaded.dataset.by_id(id).unwrap().number(Field::Value);
    let values = ["f1", "f2", "f3", "f4", "f5"].map(value);
    assert_eq!(values, [Some(1234.0), Some(1_234_567.0), Some(1_234_567.0), Some(1234.5), Some(12.5)]);
    assert_eq!(told(&loaded, Rule::AmbiguousNumber), ["2:4"]);
}

#[test]
fn the_heading_is_found_below_title_rows() {
    let both = ["Hội đàm cấp tỉnh: 2023-04-25", "Lễ ký kết: 2023-06-01"];
    let loaded = read("42-title-rows.xlsx");
    assert_eq!((events(&loaded), errors(&loaded)), (both.map(str::to_owned).to_vec(), vec![]));
    let file = loaded.dataset.records().iter().find(|record| record.kind == Kind::Source && !record.note.is_empty());
    assert!(file.unwrap().note.vi.contains("UBND TỈNH CAO BẰNG"), "titles are kept");
    assert_eq!(events(&read("60-title-rows.csv")), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-06-01"]);
    assert_eq!(events(&read("i01-title-row-above-header.xlsx")), ["Hội đàm: 2023-04-25"]);
}

#[test]
fn a_merged_cell_holds_for_all_its_rows_and_sheets_alike_are_read() {
    let loaded = read("43-merged-body.xlsx");
    assert_eq!(
        events(&loaded),
        ["Hội đàm: 2023-04-25", "Lễ ký: 2023-04-25", "Khảo sát: 2023-04-25", "Khai trương: 2023-06-01"]
    );
    assert_eq!(places(&loaded, &of(&loaded, "Lễ ký")), places(&loaded, &of(&loaded, "Hội đàm")));
    let loaded = read("second-sheet-and-merged.xlsx");
    assert_eq!(events(&loaded), ["A: 2023-04-25", "B: 2023-04-25", "C: 2024-04-25"]);
    let loaded = read("47b-sheet-a-year.xlsx");
    assert_eq!(events(&loaded), ["Hội đàm 2022: 2022-04-25", "Hội đàm 2023: 2023-04-25"]);
    assert_eq!(errors(&loaded), [""; 0]);
}

#[test]
fn a_heading_of_two_rows_names_both_ends() {
    let loaded = read("44-two-header-rows.xlsx");
    assert_eq!((events(&loaded), errors(&loaded)), (vec!["Hội nghị: 2023-04-25/2023-04-27".to_owned()], vec![]));
}

#[test]
fn a_formula_without_a_value_is_told() {
    let loaded = read("45-formula-no-cache.xlsx");
    let lost = told(&loaded, Rule::LeftOut);
    assert!(lost.contains(&"2:2".to_owned()), "{lost:?}");
    assert_eq!(kept(&of(&loaded, "Công thức"), "ngày").as_deref(), Some("=DATE(2023,4,25)"));
}

#[test]
fn dates_that_a_spreadsheet_may_have_turned_around_are_told() {
    let loaded = read("46-half-converted-dates.xlsx");
    assert_eq!(told(&loaded, Rule::AmbiguousDate), ["2:2", "4:2"]);
    assert_eq!(of(&loaded, "Họp ngày 25 tháng 4").date.unwrap().as_str(), "2023-04-25");
}

#[test]
fn the_address_of_a_link_is_that_of_the_source() {
    let loaded = read("51-rich-hyperlink.xlsx");
    let source = of(&loaded, "Báo Cao Bằng");
    assert_eq!((source.kind, source.word(Field::Address)), (Kind::Source, Some("https://example.org/bai")));
    assert_eq!(events(&loaded), ["Hội đàm cấp cao: 2023-04-25"]);
}

#[test]
fn a_month_or_an_unfinished_year_makes_no_interval() {
    assert_eq!(events(&read("54-month-column.csv")), ["Hội đàm: 2023-04", "Lễ ký: 2023-05"]);
    let loaded = read("55-year-span-short.csv");
    assert!(events(&loaded).iter().all(|row| row.ends_with(": –")), "{:?}", events(&loaded));
    let remedies: Vec<&str> = loaded.problems.iter().filter(|p| p.rule == Rule::BadDate).map(|p| &*p.remedy).collect();
    assert!(remedies.len() == 5 && remedies[0].contains("2021/2022"), "{remedies:?}");
    let loaded = read("56-year-dot-month-number.xlsx");
    assert_eq!(
        events(&loaded),
        [
            "十月会谈: 2023-10",
            "十月会谈 General: 2023-10",
            "四月会谈: 2023-04",
            "二〇二〇年十月: 2020-10",
            "文本: 2023-10"
        ]
    );
    assert_eq!(told(&loaded, Rule::AmbiguousDate), ["3:2"]);
}

#[test]
fn rows_agree_on_what_stands_between_cells() {
    let loaded = read("61-delimiter-tie.csv");
    assert_eq!((events(&loaded), errors(&loaded)), (vec!["Hội đàm: 2023-04-25".to_owned()], vec![]));
    let loaded = read("62-space-before-quote.csv");
    assert_eq!(places(&loaded, &of(&loaded, "Hội đàm")), ["Tà Lùng, Cao Bằng"]);
}

#[test]
fn every_column_has_an_order_of_day_and_month_of_its_own() {
    let loaded = read("65-other-column-tells-order.csv");
    assert_eq!(events(&loaded), ["Họp ngày 5 tháng 4: 2023-04-05", "Họp ngày 7 tháng 6: 2023-06-07"]);
    assert_eq!(told(&loaded, Rule::AmbiguousDate), ["2:2", "3:2"]);
}

#[test]
fn rows_that_share_a_code_are_all_kept() {
    let loaded = read("66-code-column.csv");
    assert_eq!(events(&loaded).len(), 4);
    assert_eq!(errors(&loaded), [""; 0]);
    let codes: Vec<String> = ["Hội đàm", "Lễ ký", "Khảo sát", "Thông quan"]
        .iter()
        .map(|name| {
            let row = of(&loaded, name);
            kept(&row, "mã").or_else(|| kept(&row, "ma")).unwrap_or_else(|| row.id.to_string())
        })
        .collect();
    assert_eq!(codes, ["CK01", "CK01", "CK02", "CK01"]);
}

#[test]
fn a_column_without_a_heading_is_told_and_kept() {
    let loaded = read("i05-empty-header.csv");
    assert_eq!(events(&loaded), ["A: 2023-01-01"]);
    assert_eq!(kept(&of(&loaded, "A"), "column_c").as_deref(), Some("2023-01-05"));
    assert_eq!(told(&loaded, Rule::UnknownColumn), ["1:3"]);
}

#[test]
fn words_of_databases_for_nothing_are_nothing() {
    let loaded = read("i13-null.tsv");
    assert_eq!(events(&loaded), ["A: 2023-04-25", "x: –"]);
    assert!(of(&loaded, "A").summary.is_empty());
}

#[test]
fn acled_says_what_happened_and_how_exactly_when() {
    let loaded = read("i15-acled.csv");
    assert_eq!(events(&loaded), ["Protests – Ta Lung: 2023-04"]);
    let row = of(&loaded, "Protests – Ta Lung");
    assert_eq!(row.summary.en.as_ref(), "During April, protesters gathered.");
}

/// A table of somebody's, read from a file of this name.
fn table(name: &str, bytes: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    open(&path)
}

#[test]
fn sections_totals_and_signatures_are_no_records() {
    let text = "BÁO CÁO CÔNG TÁC\n(Kèm theo Công văn số 12)\n\nTT,Nội dung hoạt động,Thời gian thực hiện,Địa điểm\n\
        (1),(2),(3),(4)\nI,HỘI ĐÀM,,\n1,Hội đàm,25-27/4/2023,Cửa khẩu Tà Lùng\n2,Ký biên bản,Quý II/2023,Trà Lĩnh\n\
        II,KHẢO SÁT,,\nTT,Nội dung hoạt động,Thời gian thực hiện,Địa điểm\n3,Khảo sát lối mở,2022 - nay,Lạng Sơn\n\
        ,Tổng cộng,3,\n,,,NGƯỜI LẬP BIỂU\n";
    for text in [text.to_owned(), text.replace(',', ";"), text.replace('\n', "\r\n")] {
        let loaded = table("a.csv", text.as_bytes());
        let rows = ["Hội đàm: 2023-04-25/2023-04-27", "Ký biên bản: 2023-04/2023-06", "Khảo sát lối mở: 2022/.."];
        assert_eq!((events(&loaded), errors(&loaded)), (rows.map(str::to_owned).to_vec(), vec![]), "{text}");
        assert_eq!(kept(&of(&loaded, "Ký biên bản"), "section").as_deref(), Some("I HỘI ĐÀM"));
        assert_eq!(kept(&of(&loaded, "Khảo sát lối mở"), "section").as_deref(), Some("II KHẢO SÁT"));
        assert_eq!(told(&loaded, Rule::LeftOut), ["6:1", "9:1", "10:1", "12:1", "13:1"]);
    }
}

#[test]
fn names_of_the_built_in_set_become_its_gates_and_provinces() {
    let loaded =
        table("a.csv", "Tên,Ngày,Cửa khẩu,Tỉnh\nHọp,25/04/2023,Tà Lùng,Cao Bằng\nKý,2023,Nowhere,\n".as_bytes());
    let row = of(&loaded, "Họp");
    assert_eq!(row.about.iter().map(ToString::to_string).collect::<Vec<_>>(), ["ta-lung", "cao-bang"]);
    assert_eq!(told(&loaded, Rule::MatchedName), ["2:3", "2:4"]);
    let at = loaded.dataset.by_id("ta-lung").unwrap().position().unwrap();
    assert_eq!(at.cite.first().map(|cite| cite.source.to_string()).as_deref(), Some("km0-built-in-set"));
    assert_eq!(errors(&loaded), [""; 0]);
    // a position of its own says more than the name
    let loaded = table("a.csv", "Tên,Nơi,Vĩ độ,Kinh độ\nHọp,Tà Lùng,22.5,106.6\n".as_bytes());
    assert_eq!(told(&loaded, Rule::MatchedName), [""; 0]);
}

#[test]
fn identical_rows_and_repeated_ids_are_kept() {
    let loaded = table("a.csv", "name,date\nA,2023\nA,2023\nA,2023\n".as_bytes());
    assert_eq!((events(&loaded).len(), told(&loaded, Rule::Repeated)), (3, vec!["3:1".to_owned(), "4:1".to_owned()]));
    let loaded = table("a.csv", "id,name\na,A\nb,B\nc,C\nd,D\nd,E\n".as_bytes());
    assert_eq!((events(&loaded).len(), told(&loaded, Rule::Repeated)), (5, vec!["6:1".to_owned()]));
    assert_eq!(kept(&of(&loaded, "E"), "id_").as_deref(), Some("d"));
}

#[test]
fn a_hundred_thousand_alike_each_stay() {
    // with a look at all before each of them these would take minutes
    let many = 100_000;
    let same = table("a.csv", format!("name,date\n{}", "A,2023\n".repeat(many)).as_bytes());
    assert_eq!(same.dataset.records().iter().filter(|record| !record.kind.is_register()).count(), many);
    let spots: String = (0..many).map(|at| format!("A{at},Chợ,{},106\n", 20.0 + at as f64 / 5e3)).collect();
    let spots = table("a.csv", format!("name,place,lat,lon\n{spots}").as_bytes());
    assert_eq!(spots.dataset.of_kind(Kind::Place).count(), many);
    let topics: Vec<String> = (0..many).map(|at| format!("T{}", at % (many / 2))).collect();
    let topics = table("a.csv", format!("name,topics\nA,\"{}\"\n", topics.join("; ")).as_bytes());
    assert_eq!(of(&topics, "A").topics.len(), many / 2);
}

#[test]
fn metres_and_swapped_degrees_are_told_and_kept() {
    for (heading, cells) in [
        ("Tọa độ", "\"2487654; 552345\""),
        ("Vĩ độ,Kinh độ", "2487654,552345"),
        ("Vĩ độ,Kinh độ", "106.57,22.48"),
        ("Tọa độ", "\"0, 0\""),
    ] {
        let loaded = table("a.csv", format!("Tên,Ngày,{heading}\nA,2023-04-25,{cells}\n").as_bytes());
        assert!(!told(&loaded, Rule::BadCoordinates).is_empty(), "{cells}");
        assert!(loaded.dataset.records().iter().all(|record| record.position().is_none()), "{cells}");
        assert!(!of(&loaded, "A").extra.is_empty(), "{cells}");
    }
}

#[test]
fn refused_and_kept_text_is_found_by_search() {
    use km0_core::query::{Corpus, Query};
    let table = "Ngày,Tên,Phụ trách\n31/02/2024,Họp A,Lý Thị Mười\n02/03/2024,Họp B,Hà\n";
    let loaded = km0_core::dataset::open_stream(table.as_bytes(), "viec.csv", &km0_core::dataset::Options::default());
    let corpus = Corpus::new(&loaded.dataset);
    let found = |asked: &str| -> Vec<String> {
        let answer = Query::parse(asked).unwrap().run(&loaded.dataset, &corpus);
        answer.rows.iter().map(|ix| loaded.dataset.record(*ix).unwrap().id.to_string()).collect()
    };
    assert_eq!(found("kind:milestone \"31/02/2024\""), ["hop-a"]);
    assert_eq!(found("kind:milestone \"lý thị mười\""), ["hop-a"]);
    assert_eq!(found("kind:milestone hà"), ["hop-b"]);
}
