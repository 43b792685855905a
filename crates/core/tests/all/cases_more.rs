//! More of what people's files look like, each with its right answer: headings of two rows, tables below
//! tables, covers, binary workbooks, calendars of other programs, and lists of every nesting.

use km0_core::dataset::{Loaded, Options, Rule, open, open_with};
use km0_core::model::{Field, Kind, Record};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Note, Workbook};

use super::foreign::{errors, is_told, name, read, told};

fn case(file: &str) -> Loaded {
    open(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/cases").join(file))
}

/// The rows that became records, as `name: date`.
pub(crate) fn rows(loaded: &Loaded) -> Vec<String> {
    let date = |record: &Record| record.date.as_ref().map_or("–".to_owned(), ToString::to_string);
    let is_row = |record: &&Record| matches!(record.kind, Kind::Milestone | Kind::Figure | Kind::Meeting);
    let all = loaded.dataset.records().iter().filter(is_row);
    all.map(|record| format!("{}: {}", name(record), date(record))).collect()
}

pub(crate) fn of<'a>(loaded: &'a Loaded, wanted: &str) -> &'a Record {
    let found = loaded.dataset.records().iter().find(|record| name(record) == wanted);
    found.unwrap_or_else(|| panic!("no {wanted} among {:?}", rows(loaded)))
}

/// Everything that is kept of a record beside its fields.
pub(crate) fn kept(record: &Record) -> String {
    let mut all: Vec<String> = record.extra.iter().map(|(name, node)| format!("{name}={}", node.plain())).collect();
    all.sort();
    all.join("|")
}

fn places(loaded: &Loaded) -> Vec<(f64, f64)> {
    let found = loaded.dataset.records().iter().filter_map(Record::position);
    found.map(|at| ((at.lat * 1e4).round() / 1e4, (at.lon * 1e4).round() / 1e4)).collect()
}

#[test]
fn the_second_row_of_a_heading_may_name_two_columns() {
    for (table, wanted) in [
        (
            "STT,Nội dung,Thời gian,,Địa điểm,Ghi chú\n,,Từ ngày,Đến ngày,,\n1,Họp,25/4/2023,27/4/2023,Tà Lùng,\n2,Ký,5/6/2023,,Lạng Sơn,x\n",
            ["Họp: 2023-04-25/2023-04-27", "Ký: 2023-06-05"],
        ),
        ("STT,Sự kiện,Thời điểm,,Nguồn\n,,Tháng,Năm,\n1,Họp,4,2023,A\n2,Ký,,2022,B\n", ["Họp: 2023-04", "Ký: 2022"]),
        (
            "序号,活动,时间,,地点\n,,开始,结束,\n1,Họp,2023年4月25日,2023年4月27日,友谊关\n2,Ký,2023年6月1日,,水口\n",
            ["Họp: 2023-04-25/2023-04-27", "Ký: 2023-06-01"],
        ),
    ] {
        let loaded = read("a.csv", table);
        assert_eq!((rows(&loaded), errors(&loaded)), (wanted.map(str::to_owned).to_vec(), 0), "{}", told(&loaded));
    }
}

#[test]
fn a_quarter_may_stand_in_a_column_of_its_own() {
    let loaded = read("a.csv", "Tên,Quý,Năm\nA,I,2023\nB,Quý II,2023\nC,3,2022\nD,,2021\nE,II,\n");
    assert_eq!(rows(&loaded), ["A: 2023-01/2023-03", "B: 2023-04/2023-06", "C: 2022-07/2022-09", "D: 2021", "E: –"]);
    assert_eq!(kept(of(&loaded, "E")), "date_parts=II");
}

#[test]
fn years_before_christ_have_a_sign_in_a_column_of_years() {
    let loaded = read("a.csv", "Year,Month,Headline\n-500,,A\n-44,3,B\n-1,,C\n938,,D\n");
    assert_eq!(rows(&loaded), ["A: -0499", "B: -0043-03", "C: 0000", "D: 0938"], "{}", told(&loaded));
    let loaded = read("a.csv", "Tên,Ngày\nA,-500\n");
    assert_eq!(rows(&loaded), ["A: –"], "a sign is no span: {}", told(&loaded));
}

#[test]
fn digits_alone_are_no_date_where_nothing_says_so() {
    let loaded = read("a.csv", "1098765432\tHọp\t20230425\n1098765433\tKý\t20230513\n");
    assert_eq!(rows(&loaded), ["Họp: 2023-04-25", "Ký: 2023-05-13"], "{}", told(&loaded));
}

#[test]
fn the_end_may_have_a_date_and_a_time_in_a_heading_of_three_rows() {
    let loaded = read(
        "a.csv",
        "STT,Nội dung,Thời gian,,,\n,,Bắt đầu,,Kết thúc,\n,,Ngày,Giờ,Ngày,Giờ\n1,Họp,25/4/2023,8h00,27/4/2023,17h00\n2,Ký,13/5/2023,,,\n",
    );
    assert_eq!(rows(&loaded), ["Họp: 2023-04-25/2023-04-27", "Ký: 2023-05-13"], "{}", told(&loaded));
    assert!(kept(of(&loaded, "Họp")).contains("17"), "{}", kept(of(&loaded, "Họp")));
}

#[test]
fn who_signed_below_a_table_is_no_record() {
    let loaded = read(
        "a.csv",
        "STT,Nội dung,Ngày,Số đại biểu\n1,Họp,25/4/2023,12\n2,Chủ tịch UBND tỉnh tiếp đoàn,,3\n,,\"Cao Bằng, ngày 30 tháng 6 năm 2023\",\n,,NGƯỜI LẬP,GIÁM ĐỐC\n",
    );
    assert_eq!(rows(&loaded), ["Họp: 2023-04-25", "Chủ tịch UBND tỉnh tiếp đoàn: –"], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::LeftOut, "Cao Bằng, ngày 30") && is_told(&loaded, Rule::LeftOut, "GIÁM ĐỐC"));
    assert_eq!(errors(&loaded), 0);
    // what goes on below, and a table that begins anew behind it
    let loaded = read(
        "a.csv",
        "STT,Nội dung,Ngày\n1,Họp,25/4/2023\n,GIÁM ĐỐC,\n,,\n,(Đã ký),\n,Nguyễn Văn A,\n2,Ký,13/5/2023\n,Khảo sát,\n",
    );
    assert_eq!(rows(&loaded), ["Họp: 2023-04-25", "Ký: 2023-05-13", "Khảo sát: –"], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::LeftOut, "(Đã ký)") && is_told(&loaded, Rule::LeftOut, "Nguyễn Văn A"));
}

#[test]
fn tables_below_one_another_are_one() {
    let loaded = read("a.csv", "Năm 2022,\nTên,Ngày\nA,25/4/2022\n,\nNăm 2023,\nTên,Ngày\nB,25/4/2023\n");
    assert_eq!(rows(&loaded), ["A: 2022-04-25", "B: 2023-04-25"], "{}", told(&loaded));
    assert_eq!(kept(of(&loaded, "B")), "section=Năm 2023");
    let loaded = read("a.csv", "Tên,Ngày,\nA,25/4/2023,\nTên,Ngày,Người dự\nB,13/5/2023,Ông X\n");
    assert_eq!(rows(&loaded), ["A: 2023-04-25", "B: 2023-05-13"], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::LeftOut, "Tên | Ngày | Người dự") && kept(of(&loaded, "B")).ends_with("=Ông X"));
}

#[test]
fn a_page_of_the_web_in_a_cell_is_its_text() {
    let loaded = read(
        "a.csv",
        "Tên,Ngày,Nội dung\nH&#7897;i &#273;&#224;m,25/4/2023,\"<p>Tại <b>Tà Lùng</b></p><a href=\"\"https://example.org/x\"\">xem</a>\"\nA & B,26/4/2023,3 < 4\n",
    );
    assert_eq!(rows(&loaded), ["Hội đàm: 2023-04-25", "A & B: 2023-04-26"]);
    let row = of(&loaded, "Hội đàm");
    assert_eq!((&*row.summary.vi, kept(row).as_str()), ("Tại Tà Lùng\nxem", "links=https://example.org/x"));
    assert_eq!(&*of(&loaded, "A & B").summary.en, "3 < 4");
}

#[test]
fn letters_and_their_marks_are_one_character() {
    let loaded = read("a.csv", "Tên,Ngày\nHo\u{323}\u{302}i đa\u{300}m,25/4/2023\n");
    assert_eq!(rows(&loaded), ["Hội đàm: 2023-04-25"]);
}

#[test]
fn a_position_may_say_its_units_in_words() {
    let loaded = read(
        "a.csv",
        "Tên,Ngày,Tọa độ\nA,1/1/2023,\"22o28'48\"\" N 106o34'12\"\" E\"\nB,2/1/2023,\"22 độ 28 phút 48 giây Bắc, 106 độ 34 phút 12 giây Đông\"\nC,13/1/2023,X=22.48; Y=106.57\n",
    );
    assert_eq!((places(&loaded), errors(&loaded)), (vec![(22.48, 106.57); 3], 0), "{}", told(&loaded));
}

fn day() -> (ExcelDateTime, CellFormat) {
    (ExcelDateTime::from_ymd(2023, 4, 25).unwrap(), CellFormat::new().set_num_format("dd/mm/yyyy"))
}

#[test]
fn a_cover_is_no_table_and_what_stands_beside_cells_is_told() {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Bìa").unwrap();
    for (row, line) in (0..).zip(["BÁO CÁO TỔNG KẾT", "Năm 2023", "Người lập: Nguyễn Văn A"]) {
        cover.write(row, 0, line).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Bảng").unwrap();
    for (at, heading) in (0..).zip(["Tên", "Ngày", "Nguồn"]) {
        sheet.write(0, at, heading).unwrap();
    }
    let (day, form) = day();
    sheet.write(1, 0, "Họp").unwrap();
    sheet.write_with_format(1, 1, &day, &form).unwrap();
    let link = Formula::new("HYPERLINK(\"https://example.org/3\",\"VOV\")").set_result("VOV");
    sheet.write(1, 2, link).unwrap();
    sheet.insert_note(1, 0, &Note::new("Đã xác nhận")).unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(rows(&loaded), ["Họp: 2023-04-25"], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::LeftOut, "Bìa") && is_told(&loaded, Rule::LeftOut, "Đã xác nhận"));
    assert_eq!(of(&loaded, "VOV").word(Field::Address), Some("https://example.org/3"));
    assert!(loaded.problems.iter().any(|problem| problem.instead == ["Bìa"]), "it can be read instead");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    let sheet = |name: &str| open_with(&path, &Options { sheet: Some(name.to_owned()), ..Options::default() });
    assert_eq!(rows(&sheet("Bìa")).len(), 2);
    assert!(is_told(&sheet("Không có"), Rule::Empty, "no sheet"));
    let old = case("comment.xls");
    assert!(is_told(&old, Rule::LeftOut, "Đã xác nhận với phía bạn"), "{}", told(&old));
}

#[test]
fn a_figure_says_a_number_and_which_or_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, heading) in (0..).zip(["Loại", "Tên", "Năm", "Giá trị", "Đơn vị"]) {
        sheet.write(0, at, heading).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 0, "Số liệu").unwrap();
        sheet.write(row, 1, format!("F{row}")).unwrap();
        sheet.write(row, 2, 2023).unwrap();
    }
    sheet.write(1, 3, "1.234").unwrap();
    sheet.write(2, 3, 1.234).unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    let values = ["F1", "F2", "F3"].map(|name| of(&loaded, name).number(Field::Value));
    assert_eq!(values, [Some(1234.0), Some(1.234), None], "{}", told(&loaded));
    assert!(is_told(&loaded, Rule::AmbiguousNumber, "1.234 may be 1234"), "what was typed is doubtful");
    assert!(is_told(&loaded, Rule::MissingField, "the figure has no value"));
    assert_eq!(loaded.problems.iter().filter(|problem| problem.rule == Rule::AmbiguousNumber).count(), 1);
}

#[test]
fn binary_workbooks_are_read_as_others_are() {
    let months = ["a: 2023-04", "b: 2023-04", "c: 2023", "d: 2023-04-25", "e: 2023-04-25T14:30:00", "f: 2023-04"];
    for file in ["months.xlsb", "months.xls"] {
        let loaded = case(file);
        assert_eq!((rows(&loaded), errors(&loaded)), (months.map(str::to_owned).to_vec(), 0), "{}", told(&loaded));
    }
    let plan = case("short-cells.xlsb");
    assert_eq!(rows(&plan), ["Hội đàm: 2023-04-25/2023-04-27", "Lễ ký: 2023-05-13"], "{}", told(&plan));
    assert_eq!(rows(&case("merged.xlsb")), ["A: 2023-04-25", "B: 2023-04-25", "C: 2023-05-13"]);
    assert_eq!(rows(&case("days-from-1904.xlsb")), ["A: 2023-04-25", "B: 2023-05-13"]);
    let links = case("links.xlsb");
    let address = |name: &str| of(&links, name).word(Field::Address).map(str::to_owned);
    assert_eq!(address("Báo Cao Bằng").as_deref(), Some("https://example.org/1"));
}

#[test]
fn maps_say_in_what_they_are_encoded_and_tracks_when_they_begin() {
    let latin = b"<?xml version=\"1.0\" encoding=\"windows-1252\"?><kml><Placemark><name>Caf\xe9</name><Point><coordinates>106.57,22.48</coordinates></Point></Placemark></kml>";
    assert_eq!(rows(&read("a.kml", latin)), ["Café: –"]);
    let point = |day: u8| format!("<trkpt lat=\"22\" lon=\"106.{day}\"><time>2023-04-{day}T01:00:00Z</time></trkpt>");
    let track = format!("<gpx><trk><name>T</name><trkseg>{}{}{}</trkseg></trk></gpx>", point(26), point(25), point(27));
    assert_eq!(rows(&read("a.gpx", track)), ["T: 2023-04-25/2023-04-27"]);
}

fn feature(members: &str) -> String {
    format!("{{\"type\":\"Feature\",\"geometry\":null,{members}}}")
}

#[test]
fn a_feature_may_say_when_in_any_group() {
    for (members, wanted) in [
        (r#""properties":{"name":"A"},"when":{"type":"Instant","datetime":"2023-04-25"}"#, "A: 2023-04-25"),
        (r#""properties":{"name":"A"},"when":{"date":"2023-04-25"}"#, "A: 2023-04-25"),
        (r#""properties":{"name":"A"},"when":{"start":"2023-04-25","stop":"2023-04-27"}"#, "A: 2023-04-25/2023-04-27"),
        (r#""properties":{"name":"A","date":{"start":"2023-04-25","end":"2023-04-27"}}"#, "A: 2023-04-25/2023-04-27"),
        (r#""properties":{"name":"A","times":[1682467200000,1682380800000]}"#, "A: 2023-04-25/2023-04-26"),
        (r#""properties":{"name":"A","date":[2023,4,25]}"#, "A: 2023-04-25"),
        (r#""properties":{"name":"A","date":{"year":2023,"month":4}}"#, "A: 2023-04"),
        (r#""properties":{"name":"A","date":{"$date":{"$numberLong":"1682411400000"}}}"#, "A: 2023-04-25T08:30:00Z"),
        (r#""properties":{"name":"A","publication_date":"2023-04-25","updated_date":"2024-01-01"}"#, "A: 2023-04-25"),
    ] {
        let loaded =
            read("a.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", feature(members)));
        assert_eq!((rows(&loaded), errors(&loaded)), (vec![wanted.to_owned()], 0), "{members}\n{}", told(&loaded));
    }
    let odd = read("a.geojson", feature(r#""properties":{"name":"A"},"when":{"era":"Đổi mới"}"#));
    assert!(is_told(&odd, Rule::BadDate, "`when`") && kept(of(&odd, "A")).contains("Đổi mới"), "{}", told(&odd));
    let more = read("a.geojson", feature(r#""properties":{"name":"A","date":{"year":2023,"month":4,"hour":8}}"#));
    assert!(kept(of(&more, "A")).contains("hour: 8"), "{}", told(&more));
}

#[test]
fn lists_of_every_nesting_are_found() {
    let both = ["A: 2023-04-25", "B: 2023-05-01"];
    for text in [
        r#"{"took":3,"hits":{"total":{"value":2},"hits":[{"_id":"1","_source":{"title":"A","date":"2023-04-25"}},{"_id":"2","_source":{"title":"B","date":"2023-05-01"}}]}}"#,
        r#"{"page":[{"node":{"title":"A","field_date":"2023-04-25"}},{"node":{"title":"B","field_date":"2023-05-01"}}]}"#,
        r#"{"e1":{"name":"A","date":"2023-04-25"},"e2":{"name":"B","date":"2023-05-01"}}"#,
        r#"{"range":"A1:B3","values":[["Tên","Ngày"],["A","2023-04-25"],["B","2023-05-01"]]}"#,
        r#"{"2023-04":[{"title":"A","date":"2023-04-25"}],"2023-05":[{"title":"B","date":"2023-05-01"}]}"#,
        r#"{"columns":["Tên","Ngày"],"data":[["A","2023-04-25"],["B","2023-05-01"]]}"#,
        r#"[{"title":{"rendered":"A"},"date":"2023-04-25"},{"title":{"rendered":"B"},"date":"2023-05-01"}]"#,
        r#"[{"name":{"en":"A","vi":"A"},"date":"2023-04-25"},{"name":{"en":"B"},"date":"2023-05-01"}]"#,
        r#"{"results":[{"id":"1","properties":{"Tên":{"type":"title","title":[{"plain_text":"A"}]},"Ngày":{"type":"date","date":{"start":"2023-04-25","end":null}}}},{"id":"2","properties":{"Tên":{"type":"title","title":[{"plain_text":"B"}]},"Ngày":{"type":"date","date":{"start":"2023-05-01"}}}}]}"#,
        r#"{"head":{"vars":["item"]},"results":{"bindings":[{"item":{"type":"uri","value":"http://x/1"},"itemLabel":{"type":"literal","value":"A"},"date":{"type":"literal","value":"2023-04-25"}},{"itemLabel":{"type":"literal","value":"B"},"date":{"type":"literal","value":"2023-05-01"}}]}}"#,
    ] {
        let loaded = read("a.json", text);
        assert_eq!(
            (rows(&loaded), errors(&loaded)),
            (both.map(str::to_owned).to_vec(), 0),
            "{text}\n{}",
            told(&loaded)
        );
    }
    let ids = read("a.json", r#"{"e1":{"name":"A"},"e2":{"name":"B"}}"#);
    assert_eq!(&*of(&ids, "B").id, "e2");
    let wide = read("a.json", r#"{"values":[["Tên"],["A","thừa"]]}"#);
    assert!(kept(of(&wide, "A")).ends_with("=thừa"), "{}", told(&wide));
}

#[test]
fn a_list_that_is_not_read_is_told_and_can_be_chosen() {
    let text =
        r#"{"events":[{"name":"A","date":"2023-04-25"}],"places":[{"name":"Tà Lùng","lat":22.48,"lon":106.57}]}"#;
    let loaded = read("a.json", text);
    assert_eq!(rows(&loaded), ["A: 2023-04-25"]);
    let problem = loaded.problems.iter().find(|problem| !problem.instead.is_empty()).expect("it is told");
    assert_eq!(problem.instead, ["places"], "{problem}");
    let list = |name: &str| {
        let options = Options { sheet: Some(name.to_owned()), ..Options::default() };
        km0_core::dataset::open_stream(text.as_bytes(), "a.json", &options)
    };
    assert_eq!(rows(&list("places")), ["Tà Lùng: –"]);
    assert!(is_told(&list("nothing"), Rule::Empty, "no list \"nothing\""), "{}", told(&list("nothing")));
}

#[test]
fn a_list_of_rows_is_named_by_its_first() {
    let rows_of = r#"[["Tên", "Ngày", "Ghi chú"], ["A", "25/4/2023", null], ["B", "13/5/2023", "x"]]"#;
    let by_line = "[\"Tên\", \"Ngày\"]\n[\"A\", \"25/4/2023\"]\n[\"B\", \"13/5/2023\"]\n";
    for (file, text) in [("a.json", rows_of), ("a.jsonl", by_line)] {
        let loaded = read(file, text);
        assert_eq!((rows(&loaded), errors(&loaded)), (vec!["A: 2023-04-25".to_owned(), "B: 2023-05-13".to_owned()], 0));
        // a row is a paragraph of the file, as in a table
        assert_eq!(of(&loaded, "A").cite[0].paragraph, Some(2), "{file}");
    }
    assert_eq!(errors(&read("a.json", "[[1, 2], [3, 4]]")), 1, "no row names the columns");
}

#[test]
fn what_rows_name_is_not_counted_as_a_row() {
    let loaded = read("a.csv", "Ngày,Cửa khẩu,Nội dung\n25/4/2023,Tà Lùng,Họp\n26/4/2023,Bến X,Ký\n");
    assert_eq!((loaded.dataset.len_of_rows(), loaded.dataset.about.named), (2, loaded.dataset.len() - 2));
    assert!(loaded.dataset.len() > 4, "the two places, the file and the set that one of them is of");
    let own = read("a.ron", "[Source(id: \"s\", name: (vi: \"a\", en: \"a\"))]");
    assert_eq!(own.dataset.len_of_rows(), 1);
}

#[test]
fn a_row_with_the_id_of_the_file_is_kept() {
    let loaded = read("a.csv", "id,Tên,Ngày\na-csv,Họp,25/4/2023\nb,Ký,26/4/2023\n");
    assert_eq!((rows(&loaded), errors(&loaded)), (vec!["Họp: 2023-04-25".to_owned(), "Ký: 2023-04-26".to_owned()], 0));
    assert!(is_told(&loaded, Rule::Repeated, "of the file itself"), "{}", told(&loaded));
}

/// What Vietnamese, Chinese and English offices call the column with the gate, the place or the unit.
#[test]
fn headings_of_offices_name_the_place() {
    let gates = [
        "Cửa khẩu",
        "Tên cửa khẩu",
        "Cặp cửa khẩu",
        "Cửa khẩu/lối mở",
        "Lối mở",
        "Mốc giới",
        "Địa điểm",
        "Nơi họp",
        "Địa điểm tổ chức",
        "Nơi ký",
        "Nơi hội đàm",
        "Địa bàn",
        "Khu vực",
        "口岸",
        "口岸名称",
        "边境口岸",
        "通道",
        "地点",
        "会晤地点",
        "会谈地点",
        "Border gate",
        "Border crossing",
        "Checkpoint",
        "Gate name",
        "Port of entry",
        "Location",
        "Venue",
    ];
    let units = [
        "Tỉnh",
        "Tỉnh, thành phố",
        "Địa phương",
        "Huyện",
        "Huyện/Thành phố",
        "Xã/phường",
        "Đơn vị hành chính",
        "省",
        "省市",
        "地区",
        "所属地区",
        "市县",
        "Province",
        "Province/City",
        "District",
        "Region",
    ];
    let wrong = |headings: &[&str], place: &str, id: &str| {
        let found = |heading: &str| {
            let loaded =
                read("a.csv", format!("Ngày,\"{heading}\",Hoạt động\n25/4/2023,{place},Họp\n26/4/2023,{place},Ký\n"));
            of(&loaded, "Họp").about.iter().any(|about| &**about == id)
        };
        headings.iter().filter(|heading| !found(heading)).map(|heading| (*heading).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&gates, "Tà Lùng", "ta-lung"), Vec::<String>::new());
    assert_eq!(wrong(&units, "Cao Bằng", "cao-bang"), Vec::<String>::new());
}
