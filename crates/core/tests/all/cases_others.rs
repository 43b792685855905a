//! What looks like something else in other people's files: headings alike without their marks, cells that contradict one
//! another, texts about the whole file, and bytes that happen to be valid.

use km0_core::dataset::{Loaded, Rule};
use km0_core::model::{Field, Kind};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::cases_more::{kept, of, rows};
use super::foreign::{errors, is_told, name, read, told};

/// Names of places and gates.
fn places(loaded: &Loaded) -> Vec<&str> {
    let places = loaded.dataset.records().iter().filter(|record| matches!(record.kind, Kind::Place | Kind::Gate));
    places.map(name).collect()
}

/// What the record of the file says of all that is in it.
fn note(loaded: &Loaded) -> String {
    let noted = loaded.dataset.records().iter().find(|record| record.kind == Kind::Source && !record.note.is_empty());
    noted.map_or(String::new(), |record| record.note.forms().next().unwrap_or_default().to_owned())
}

#[test]
fn columns_alike_without_their_marks_keep_what_they_say() {
    let loaded = read(
        "a.csv",
        "Tên,Ngày,Tình trạng,Nợ,Quỹ,Tổ,Nam,口岸数量\nA,25/4/2023,xong,500,600,7,12,5\nB,26/4/2023,đang làm,501,601,8,13,6\n",
    );
    assert_eq!((rows(&loaded), places(&loaded)), (vec!["A: 2023-04-25".into(), "B: 2023-04-26".into()], vec![]));
    let said = kept(of(&loaded, "A"));
    for text in ["xong", "500", "600", "=7", "12", "=5"] {
        assert!(said.contains(text), "{text} is not among {said}");
    }
    assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
}

#[test]
fn a_year_or_quarter_beside_another_date_is_told_and_kept() {
    for (table, cell) in [
        ("Tên,Ngày,Năm\nA,25/4/2023,2022\n", "2022"),
        ("Tên,Ngày,Quý\nA,25/4/2023,Quý III\n", "III"),
        ("Tên,Ngày,Tháng\nA,25/4/2023,5\n", "5"),
    ] {
        let loaded = read("a.csv", table);
        assert_eq!(rows(&loaded), ["A: 2023-04-25"]);
        assert!(is_told(&loaded, Rule::ContradictoryDates, "another time"), "{table}: {}", told(&loaded));
        assert!(kept(of(&loaded, "A")).contains(cell), "{}", kept(of(&loaded, "A")));
    }
    let agrees = read("a.csv", "Tên,Ngày,Năm,Quý\nA,25/4/2023,2023,II\n");
    assert!(!told(&agrees).contains("another time"), "{}", told(&agrees));
}

#[test]
fn a_cell_beside_the_table_in_an_empty_row_is_told() {
    let loaded = read("a.csv", "Tên,Ngày\nA,25/4/2023\n,,,ghi chú riêng\nB,26/4/2023\n");
    assert_eq!(rows(&loaded).len(), 2);
    assert!(is_told(&loaded, Rule::LeftOut, "ghi chú riêng"), "{}", told(&loaded));
}

#[test]
fn dates_half_converted_from_month_first_are_told_too() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let form = Format::new().set_num_format("dd/mm/yyyy");
    for (at, heading) in (0..).zip(["Name", "Date"]) {
        sheet.write(0, at, heading).unwrap();
    }
    for (row, day) in [(1, "04/25/2023"), (3, "04/26/2023")] {
        sheet.write(row, 0, format!("R{row}")).unwrap();
        sheet.write(row, 1, day).unwrap();
    }
    sheet.write(2, 0, "R2").unwrap();
    sheet.write_with_format(2, 1, ExcelDateTime::from_ymd(2023, 5, 4).unwrap(), &form).unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(rows(&loaded), ["R1: 2023-04-25", "R2: 2023-05-04", "R3: 2023-04-26"]);
    assert!(is_told(&loaded, Rule::AmbiguousDate, "2023-04-05"), "{}", told(&loaded));
}

#[test]
fn years_in_a_column_of_spans_are_no_months() {
    for cells in [&["2009-10", "2010-11", "2011-12"][..], &["2009-10", "2012-13"]] {
        for heading in ["Date", "年份", "年度"] {
            let table: String = cells.iter().map(|cell| format!("R{cell},{cell}\n")).collect();
            let loaded = read("a.csv", format!("Name,{heading}\n{table}"));
            let dated = rows(&loaded).iter().filter(|row| !row.ends_with('–')).count();
            assert_eq!((dated, errors(&loaded)), (0, cells.len()), "{heading} {cells:?}: {}", told(&loaded));
            assert!(told(&loaded).contains("2009/2010"), "{}", told(&loaded));
        }
    }
    assert_eq!(rows(&read("a.csv", "Name,Date\nA,2009-10\nB,2010-03\n")), ["A: 2009-10", "B: 2010-03"]);
}

#[test]
fn a_district_or_town_is_no_gate_of_its_name() {
    let loaded = read("a.csv", "Tên,Ngày,Địa điểm\nA,25/4/2023,huyện Trà Lĩnh\nB,25/4/2023,thị trấn Tà Lùng\n");
    assert!(!loaded.dataset.records().iter().any(|record| record.kind == Kind::Gate), "{}", told(&loaded));
}

#[test]
fn what_a_file_says_of_all_that_is_in_it_is_the_note_of_its_source() {
    for (file, text, wanted) in [
        (
            "a.kml",
            "<kml><Document><name>Bản đồ</name><description>Đợt khảo sát 2023</description><Placemark id=\"p1\"><name>A</name>\
             <Point><coordinates>106.57,22.48</coordinates></Point></Placemark></Document></kml>",
            "Đợt khảo sát 2023",
        ),
        (
            "a.gpx",
            "<gpx><metadata><name>X</name><desc>Đợt khảo sát</desc></metadata><wpt lat=\"22\" lon=\"106\"><name>A</name></wpt></gpx>",
            "Đợt khảo sát",
        ),
        (
            "a.ics",
            "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Lịch\r\nX-WR-CALDESC:Của Sở Ngoại vụ\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20230425\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "Của Sở Ngoại vụ",
        ),
        (
            "a.geojson",
            "{\"type\":\"FeatureCollection\",\"license\":\"CC BY 4.0\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\
             \"geometry\":{\"type\":\"Point\",\"coordinates\":[106.57,22.48]}}]}",
            "CC BY 4.0",
        ),
    ] {
        let loaded = read(file, text);
        assert!(note(&loaded).contains(wanted), "{file}: {:?}; {}", note(&loaded), told(&loaded));
    }
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

#[test]
fn a_few_bytes_do_not_settle_the_encoding() {
    for opening in ["时间", "水口", "说明", "凭祥", "签约", "省份", "纬度", "摘要"] {
        let text = format!("{opening},名称\n2023-04-25,会谈纪要\n2023-06-01,签署仪式\n");
        let loaded = read("a.csv", gbk(&text));
        let named = ["会谈纪要", "签署仪式"].iter().all(|title| rows(&loaded).iter().any(|row| row.starts_with(title)));
        assert!(
            named && is_told(&loaded, Rule::GuessedEncoding, "GBK"),
            "{opening}: {:?} {}",
            rows(&loaded),
            told(&loaded)
        );
    }
    let mut bytes = b"T\x96n,".to_vec();
    bytes.extend("Tên,Ngày\nx,Hội đàm cấp tỉnh,25/4/2023\n".as_bytes());
    assert_eq!(rows(&read("a.csv", bytes)), ["Hội đàm cấp tỉnh: 2023-04-25"]);
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:中越边境口岸会谈\r\nDTSTART:20230425\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let loaded = read("a.ics", gbk(calendar));
    assert_eq!(rows(&loaded), ["中越边境口岸会谈: 2023-04-25"], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::GuessedEncoding, "GBK"), "{}", told(&loaded));
}

#[test]
fn of_marks_that_fit_alike_the_one_between_known_names_parts_the_cells() {
    for table in [
        "Name|Date|Note (a, b, c)\nHọp|25/4/2023|x, y, z\n",
        "Tên, đầy đủ;Ngày\nHọp, vòng 1;25/4/2023\n",
        "Name;Date\nHọp;25/4/2023\n",
    ] {
        let loaded = read("a.csv", table);
        assert!(rows(&loaded)[0].starts_with("Họp") && rows(&loaded)[0].ends_with(": 2023-04-25"), "{table}");
    }
}

#[test]
fn quotes_stand_behind_any_blank_and_within_a_text() {
    let loaded = read(
        "a.csv",
        "Tên,Địa điểm,Ngày,Ghi chú\nA,\t\"Bằng Tường, Quảng Tây\",25/4/2023,\"x\"y\nB,\u{a0}\"Bằng Tường, Quảng Tây\",26/4/2023,\"nói \"vâng\" rồi\"\nC,,27/4/2023,z\n",
    );
    assert_eq!((rows(&loaded).len(), errors(&loaded)), (3, 0), "{}", told(&loaded));
    assert_eq!(rows(&loaded)[..2], ["A: 2023-04-25", "B: 2023-04-26"]);
    assert_eq!(of(&loaded, "A").note.forms().next(), Some("\"x\"y"));
}

#[test]
fn a_formula_that_gave_an_empty_text_has_been_saved() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, heading) in (0..).zip(["Tên", "Ngày", "Ghi chú"]) {
        sheet.write(0, at, heading).unwrap();
    }
    sheet.write(1, 0, "A").unwrap();
    sheet.write(1, 1, "25/04/2023").unwrap();
    sheet.write(1, 2, Formula::new("IF(A2=\"\",\"\",A2)").set_result("")).unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(rows(&loaded), ["A: 2023-04-25"]);
    assert!(!told(&loaded).contains("not saved"), "{}", told(&loaded));
}

#[test]
fn section_rows_and_numbers_of_columns_are_no_records_in_two_columns() {
    let loaded = read("a.csv", "Tên,Ngày\n(1),(2)\nHội đàm,25/04/2023\nI. Cao Bằng,\nLễ ký,26/04/2023\n");
    assert_eq!(rows(&loaded), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-04-26"], "{}", told(&loaded));
    assert_eq!(kept(of(&loaded, "Lễ ký")), "section=I. Cao Bằng");
}

#[test]
fn a_row_that_stands_alone_with_a_mark_is_a_section_in_two_columns() {
    for mark in ["I. ", "II.", "A. ", "a) ", "A/ ", "I - ", "- ", "– ", "* ", "一、", "（二）", "IV: "] {
        let table = format!("Tên,Ngày\nHội đàm,25/04/2023\n{mark}Cao Bằng,\nLễ ký,26/04/2023\n");
        let loaded = read("a.csv", table);
        assert_eq!(rows(&loaded), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-04-26"], "{mark}: {}", told(&loaded));
        assert_eq!(kept(of(&loaded, "Lễ ký")), format!("section={}", format!("{mark}Cao Bằng").trim()));
        assert!(is_told(&loaded, Rule::LeftOut, "the title of a section"), "{}", told(&loaded));
    }
    for name in ["A Pa Chải", "A-Z Logistics", "Nà Lạn"] {
        let loaded = read("a.csv", format!("Tên,Ngày\nHội đàm,25/04/2023\n{name},\nLễ ký,26/04/2023\n"));
        assert_eq!(rows(&loaded).len(), 3, "{name}: {}", told(&loaded));
    }
}

#[test]
fn a_row_merged_over_the_whole_width_is_a_section() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    for (at, heading) in (0..).zip(["Tên", "Ngày", "Ghi chú"]) {
        sheet.write(0, at, heading).unwrap();
    }
    for (row, name) in [(1, "Hội đàm"), (3, "Lễ ký"), (5, "Khảo sát")] {
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 1, "25/04/2023").unwrap();
    }
    sheet.merge_range(2, 0, 2, 2, "Cao Bằng", &plain).unwrap();
    // a name that is alone, and one that two columns have
    sheet.write(4, 0, "Lạng Sơn").unwrap();
    sheet.merge_range(6, 0, 6, 1, "Hà Giang", &plain).unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    let names: Vec<String> = rows(&loaded).iter().map(|row| row.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(names, ["Hội đàm", "Lễ ký", "Lạng Sơn", "Khảo sát", "Hà Giang"], "{}", told(&loaded));
    assert_eq!(kept(of(&loaded, "Lễ ký")), "section=Cao Bằng");
    assert!(!kept(of(&loaded, "Hội đàm")).contains("section"));
}

#[test]
fn a_merged_title_behind_its_mark_is_a_section() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    for (at, heading) in (0..).zip(["TT", "Tên", "Ngày", "Ghi chú"]) {
        sheet.write(0, at, heading).unwrap();
    }
    for (row, number, name) in [(1, 1, "Hội đàm"), (3, 2, "Lễ ký")] {
        sheet.write(row, 0, number).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, "25/04/2023").unwrap();
    }
    sheet.write(2, 0, 2).unwrap();
    sheet.merge_range(2, 1, 2, 3, "Cao Bằng", &plain).unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(rows(&loaded), ["Hội đàm: 2023-04-25", "Lễ ký: 2023-04-25"], "{}", told(&loaded));
    assert!(kept(of(&loaded, "Lễ ký")).contains("section=2 Cao Bằng"), "{}", kept(of(&loaded, "Lễ ký")));
}

#[test]
fn lists_of_plain_texts_are_kept_in_a_cell_and_told_beside_records() {
    let loaded =
        read("a.json", r#"[["name", "date", "who"], ["A", "2023-04-25", ["Hà", "Vân"]], ["B", "2023-04-26", "Hà"]]"#);
    assert_eq!(rows(&loaded), ["A: 2023-04-25", "B: 2023-04-26"], "{}", told(&loaded));
    assert!(kept(of(&loaded, "A")).contains("Vân"), "{}", kept(of(&loaded, "A")));
    for list in ["items", "events"] {
        let text = format!(
            r#"{{"keywords": ["x", "y"], "meta": {{"places": ["z"]}}, "{list}": [{{"name": "A", "date": "2023-04-25"}}, "B"]}}"#
        );
        let loaded = read("a.json", text);
        assert_eq!(rows(&loaded), ["A: 2023-04-25"], "{}", told(&loaded));
        assert!(is_told(&loaded, Rule::LeftOut, "\"keywords\" (2), \"meta.places\" (1)"), "{}", told(&loaded));
        assert!(is_told(&loaded, Rule::UnknownKind, "no record"), "{}", told(&loaded));
    }
}

#[test]
fn a_column_of_ids_that_repeat_is_told_as_that() {
    let loaded = read("a.csv", "ID,Name,Date\n1,A,2023-04-25\n1,B,2023-04-26\n1,C,2023-04-27\n1,D,2023-04-28\n");
    assert!(is_told(&loaded, Rule::UnknownColumn, "repeat"), "{}", told(&loaded));
}

#[test]
fn numbers_of_a_column_settle_what_a_comma_is() {
    for (other, cell, value) in
        [("12,345.6", "1,234", 1234.0), ("1,234.5", "1.234", 1.234), ("1.234,5", "1,234", 1.234)]
    {
        let table = format!("id;kind;title;value;unit\nf1;figure;A;\"{other}\";t\nf2;figure;B;\"{cell}\";t\n");
        let loaded = read("a.csv", table);
        let found = loaded.dataset.by_id("f2").unwrap().number(Field::Value);
        assert_eq!(found, Some(value), "{cell}: {}", told(&loaded));
        assert!(!is_told(&loaded, Rule::AmbiguousNumber, cell), "{}", told(&loaded));
    }
}

#[test]
fn a_date_that_is_none_has_the_remedy_of_its_format() {
    let event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:2023xx\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let loaded = read("a.ics", event);
    assert!(told(&loaded).contains("DTSTART:20230425T083000"), "{}", told(&loaded));
    assert!(kept(of(&loaded, "A")).contains("2023xx"), "{}", kept(of(&loaded, "A")));
}

#[test]
fn heights_of_points_are_kept() {
    let map =
        "<kml><Placemark><name>A</name><Point><coordinates>106.57,22.48,312.5</coordinates></Point></Placemark></kml>";
    let feature = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\
        \"geometry\":{\"type\":\"Point\",\"coordinates\":[106.57,22.48,312.5]}}]}";
    for (file, text) in [("a.kml", map), ("a.geojson", feature)] {
        assert!(kept(of(&read(file, text), "A")).contains("312.5"), "{file}");
    }
}

#[test]
fn each_line_that_is_no_entry_is_told() {
    let loaded = read("a.jsonl", "{\"name\":\"A\",\"date\":\"2023\"}\n\"text\"\n42\nnull\n{\"name\":\"B\"}\n");
    assert_eq!((rows(&loaded).len(), errors(&loaded)), (2, 3), "{}", told(&loaded));
    let slide = "{\"events\":[{\"start_date\":{\"year\":\"2023\"},\"text\":{\"headline\":\"A\"},\"background\":{\"url\":\"https://a.vn/b.jpg\"}}]}";
    assert_eq!(kept(of(&read("a.json", slide), "A")), "background=https://a.vn/b.jpg");
}

#[test]
fn a_day_that_is_none_is_told_in_its_own_column() {
    let loaded = read("a.csv", "Tên,Năm,Tháng,Ngày\nA,2023,2,31\nB,2023,4,25\n");
    let wrong = loaded.problems.iter().find(|problem| problem.rule == Rule::BadDate).unwrap();
    assert_eq!((wrong.origin.column, wrong.field.as_deref()), (4, Some("Ngày")), "{}", told(&loaded));
}

#[test]
fn a_name_of_several_places_lists_them() {
    let loaded = read("a.csv", "Tên,Ngày,Địa điểm\nA,25/4/2023,東興\n");
    if let Some(problem) = loaded.problems.iter().find(|problem| problem.rule == Rule::AmbiguousName) {
        assert!(problem.remedy.contains("; "), "{}", problem.remedy);
    }
}
