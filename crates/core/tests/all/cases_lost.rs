//! What a record has no room for is kept beside it and told, and never made into something else: half
//! positions, times of day, ends that can't be read, far cells, lists beside lists.

use std::io::{Cursor, Write as _};

use km0_core::dataset::{Ix, Loaded, Rule, builtin, open};
use km0_core::export::{self, ExportNote, Format};
use km0_core::model::{Field, Kind, Record};
use km0_core::query::{Corpus, Query};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::foreign::{errors, is_told, name, read, told};

fn of<'a>(loaded: &'a Loaded, wanted: &str) -> &'a Record {
    let found = loaded.dataset.records().iter().find(|record| record.kind == Kind::Milestone && name(record) == wanted);
    found.unwrap_or_else(|| panic!("no {wanted}: {}", told(loaded)))
}

fn date(record: &Record) -> &str {
    record.date.as_ref().map_or("", |date| date.as_str())
}

/// What is kept of a record under names that the schema does not know, `name=text`.
fn kept(record: &Record) -> String {
    let mut all: Vec<String> = record.extra.iter().map(|(name, node)| format!("{name}={}", node.plain())).collect();
    all.sort();
    all.join("|")
}

fn places(loaded: &Loaded) -> usize {
    loaded.dataset.records().iter().filter(|record| record.position().is_some()).count()
}

#[test]
fn half_a_position_is_told_and_kept() {
    let loaded = read(
        "a.csv",
        "Name,Date,Lat,Lon,Accuracy\nA,2023,22.48,,\nB,2023,,106.57,50\nC,2023,22.48,abc,\nD,2023,0,0,\nE,2023,\"22,48° B\",106.57 E,20\n",
    );
    assert_eq!(
        ["A", "B", "C", "D"].map(|name| kept(of(&loaded, name))),
        ["lat=22.48", "accuracy=50|lon=106.57", "lat=22.48|lon=abc", "lat=0|lon=0"]
    );
    assert_eq!((places(&loaded), errors(&loaded)), (1, 4), "{}", told(&loaded));
    let way = read(
        "a.gpx",
        "<gpx><wpt lat=\"22.48\" lon=\"\"><name>A</name></wpt><wpt lat=\"22,48\" lon=\"106,57\"><name>B</name></wpt>\
         <trk><name>C</name><trkseg><trkpt lat=\"22\" lon=\"x\"/><trkpt lat=\"22\" lon=\"106\"/></trkseg></trk></gpx>",
    );
    assert!(kept(of(&way, "A")).contains("lat_written=22.48"), "{}", kept(of(&way, "A")));
    assert!(kept(of(&way, "C")).contains("points_left_out=22 x"), "{}", kept(of(&way, "C")));
    assert_eq!((places(&way), errors(&way)), (2, 2), "{}", told(&way));
    let map = read(
        "a.kml",
        "<kml><Placemark><name>A</name><Point><coordinates>106,57 22,48</coordinates></Point></Placemark></kml>",
    );
    assert_eq!((kept(of(&map, "A")).as_str(), places(&map), errors(&map)), ("coordinates=106,57 22,48", 0, 1));
}

#[test]
fn a_row_with_two_positions_is_told() {
    let loaded = read(
        "a.csv",
        "Name,Date,Lat,Lon,Coordinates\nA,2023,22.48,106.57,\"21.97, 106.7\"\nB,2023,22.48,106.57,\"22.48, 106.57\"\n",
    );
    assert_eq!(kept(of(&loaded, "A")), "coordinates=21.97, 106.7");
    assert_eq!((errors(&loaded), kept(of(&loaded, "B"))), (1, String::new()), "{}", told(&loaded));
}

#[test]
fn times_of_day_in_columns_of_their_own_are_never_lost() {
    let loaded = read(
        "a.csv",
        "Tên,Ngày,Giờ,Giờ kết thúc\nA,25/04/2023,8h–10h30,\nB,25/04/2023,8:00,17:00\nC,4/2023,8:00,\nD,25/04/2023,cả ngày,\nE,,8h,\nF,25-27/4/2023,8h,17h\n",
    );
    let said =
        ["A", "B", "C", "D", "E", "F"].map(|name| format!("{} {}", date(of(&loaded, name)), kept(of(&loaded, name))));
    assert_eq!(
        said,
        [
            "2023-04-25T08:00:00 start_time=8h–10h30",
            "2023-04-25T08:00:00 end_time=17:00",
            "2023-04 start_time=8:00",
            "2023-04-25 start_time=cả ngày",
            " start_time=8h",
            "2023-04-25/2023-04-27 end_time=17h|start_time=8h",
        ]
    );
    assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
    let zh =
        read("a.csv", "名称,日期,开始时间,结束时间\n会谈,2023年4月25日,9:00,11:30\n签字,2023年4月26日,14:00,15:00\n");
    assert_eq!((date(of(&zh, "会谈")), kept(of(&zh, "会谈"))), ("2023-04-25T09:00:00", "end_time=11:30".into()));
}

#[test]
fn an_end_beside_a_start_that_can_t_be_read_is_kept() {
    let loaded = read("a.csv", "Tên,Từ ngày,Đến ngày\nA,hôm nào đó,25/4/2023\nB,24/4/2023,25/4/2023\n");
    assert_eq!((date(of(&loaded, "A")), kept(of(&loaded, "A"))), ("", "date_end=2023-04-25|từ_ngày=hôm nào đó".into()));
    let acled = read("a.csv", "event_date,time_precision,event_type,location\n25 April 2023,3,Protests,Ta Lung\n");
    let event = acled.dataset.records().iter().find(|record| record.kind == Kind::Milestone).unwrap();
    assert_eq!((date(event), kept(event)), ("2023-04", "date_given=2023-04-25".into()));
}

#[test]
fn what_goes_on_until_midnight_ends_on_the_day_before() {
    let way = read(
        "a.gpx",
        "<gpx><trk><name>A</name><trkseg><trkpt lat=\"22\" lon=\"106\"><time>2023-04-25T20:00:00Z</time></trkpt>\
         <trkpt lat=\"22.1\" lon=\"106\"><time>2023-04-26T00:00:00Z</time></trkpt></trkseg></trk>\
         <wpt lat=\"22\" lon=\"106\"><name>B</name><time>2023-04-25T00:00:00Z</time></wpt></gpx>",
    );
    assert_eq!(["A", "B"].map(|name| date(of(&way, name))), ["2023-04-25", "2023-04-25"]);
    assert!(
        kept(of(&way, "A")).contains("end=2023-04-26T00:00:00Z")
            && kept(of(&way, "B")).contains("moment=2023-04-25T00:00:00Z")
    );
    let slides = read(
        "a.json",
        r#"{"events":[{"start_date":{"year":2023,"month":4,"day":25,"hour":0},"end_date":{"year":2023,"month":4,"day":26,"hour":0},"text":{"headline":"A"},"custom":"x"},
        {"start_date":{"year":2023,"month":4,"day":25,"hour":8},"end_date":{"year":2023,"month":4,"day":25,"hour":10},"text":{"headline":"B"}}]}"#,
    );
    assert_eq!(["A", "B"].map(|name| date(of(&slides, name))), ["2023-04-25", "2023-04-25"]);
    assert_eq!(kept(of(&slides, "A")), "custom=x");
    assert_eq!(kept(of(&slides, "B")), "begin=2023-04-25T08:00:00|end=2023-04-25T10:00:00");
}

#[test]
fn a_point_in_a_number_that_somebody_wrote_is_doubtful() {
    let head = "id,kind,name_vi,name_en,date,value,unit,cite\n";
    let loaded =
        read("a.csv", format!("{head}a,figure,A,A,2023,1.234,t,x\nb,figure,B,B,2023,12.5,t,x\nx,source,X,X,2023,,,\n"));
    assert!(is_told(&loaded, Rule::AmbiguousNumber, "1.234 may be 1234 or 1.234"), "{}", told(&loaded));
    let loaded = read("a.csv", "kind,name,date,value,unit\nfigure,A,2023,1.234.567,tấn\nfigure,B,2023,khoảng 5,tấn\n");
    let figures: Vec<&Record> = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Figure).collect();
    assert_eq!(figures[0].number(Field::Value), Some(1_234_567.0), "{}", told(&loaded));
    assert_eq!((figures[1].number(Field::Value), kept(figures[1])), (None, "value_=khoảng 5".into()));
    // what this program writes has its points before decimals
    let set = builtin();
    let rows: Vec<Ix> = set.dataset.rows().filter(|ix| set.dataset.kind(*ix) == Some(Kind::Figure)).collect();
    let bytes = export::export(&set.dataset, &rows, Format::Csv, &ExportNote::default()).bytes;
    let back = read("a.csv", bytes);
    assert!(!is_told(&back, Rule::AmbiguousNumber, ""), "{}", told(&back));
}

#[test]
fn a_cell_shows_a_month_and_is_no_day_and_a_far_cell_costs_only_itself() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = ExcelDateTime::from_ymd(2023, 4, 25).unwrap();
    for (at, heading) in ["Tên", "Ngày"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(at).unwrap(), heading).unwrap();
    }
    let codes = [
        "mm/yyyy",
        "[$-zh-CN]yyyy\"年\"m\"月\"",
        "mmmm",
        "[Red]yyyy",
        "\"Tháng \"mm\\-yyyy",
        "dd/mm/yyyy",
        "[$-42A]dd mmmm yyyy",
    ];
    for (row, code) in (1..).zip(codes) {
        sheet.write(row, 0, format!("R{row}")).unwrap();
        sheet.write_with_format(row, 1, &day, &CellFormat::new().set_num_format(code)).unwrap();
    }
    sheet.write(1_048_575, 16_383, "xa").unwrap();
    let loaded = read("a.xlsx", book.save_to_buffer().unwrap());
    let said: Vec<&str> = (1..=7).map(|row| date(of(&loaded, &format!("R{row}")))).collect();
    assert_eq!(said, ["2023-04", "2023-04", "2023-04", "2023", "2023-04", "2023-04-25", "2023-04-25"]);
    assert!(is_told(&loaded, Rule::LeftOut, "column 16384, \"xa\""), "{}", told(&loaded));
    assert_eq!(errors(&loaded), 0);
}

#[test]
fn maps_of_one_archive_are_one() {
    let mark = |name: &str| {
        format!(
            "<kml><Placemark><name>{name}</name><Point><coordinates>106.57,22.48</coordinates></Point></Placemark></kml>"
        )
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, content) in [("doc.kml", mark("A")), ("files/b.kml", mark("B")), ("files/c.kml", mark("A"))] {
        writer.start_file(part, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    let loaded = read("a.kmz", writer.finish().unwrap().into_inner());
    assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
    let events = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Milestone);
    let of: Vec<String> =
        events.map(|one| format!("{} {}", name(one), one.origin.file.rsplit('#').next().unwrap())).collect();
    assert_eq!(of, ["A doc.kml", "B files/b.kml", "A files/c.kml"]);
}

#[test]
fn lists_of_the_same_values_are_read_together_and_others_told() {
    let loaded = read(
        "a.json",
        r#"{"2023":[{"name":"A","date":"2023-04-25"}],"2024":[{"name":"B","date":"2024-04-25"}],"people":[{"name":"C","born":"x"}]}"#,
    );
    assert_eq!(
        ["A", "B"].map(|name| format!("{} {}", date(of(&loaded, name)), kept(of(&loaded, name)))),
        ["2023-04-25 list=2023", "2024-04-25 list=2024"]
    );
    assert!(is_told(&loaded, Rule::LeftOut, "\"people\" (1)"), "{}", told(&loaded));
    // a mapping beside the file says which is meant
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(
        &path,
        r#"{"data":{"items":[{"title":"A","date":"2023"}]},"more":{"items":[{"title":"B"},{"title":"C"}]}}"#,
    )
    .unwrap();
    std::fs::write(folder.path().join("a.json.km0map"), "(sheet: Some(\"data.items\"))").unwrap();
    let chosen = open(&path);
    assert_eq!(date(of(&chosen, "A")), "2023", "{}", told(&chosen));
    let rows = read("a.json", r#"{"records":[{"id":"rec1","fields":{"Tên":"A","Ngày":"25/4/2023"}}]}"#);
    assert_eq!(date(of(&rows, "A")), "2023-04-25", "{}", told(&rows));
}

#[test]
fn calendars_keep_what_they_say_beside() {
    let event = |lines: &str| {
        read(
            "a.ics",
            format!(
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nDTSTART:20230425\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
        )
    };
    let loaded = event(
        "X-PHONG-BAN:Sở Ngoại vụ\r\nDESCRIPTION;ENCODING=BASE64:SOG7mWkgxJHDoG0=\r\nCATEGORIES:a;b\r\nX-MOZ-LASTACK:1",
    );
    let record = of(&loaded, "A");
    assert_eq!((kept(record).as_str(), &*record.summary.vi), ("x_phong_ban=Sở Ngoại vụ", "Hội đàm"));
    assert_eq!(record.topics.len(), 2);
}

#[test]
fn utf_8_that_was_taken_for_latin_letters_twice_is_read() {
    let vi = "Tên,Ngày,Địa điểm\nHội đàm cấp tỉnh,25/04/2023,Tà Lùng\nLễ ký kết,01/06/2023,Hữu Nghị\n";
    let latin: String = vi.bytes().map(char::from).collect();
    let loaded = read("a.csv", latin);
    assert_eq!(date(of(&loaded, "Hội đàm cấp tỉnh")), "2023-04-25");
    assert!(is_told(&loaded, Rule::GuessedEncoding, "encoded twice"), "{}", told(&loaded));
}

#[test]
fn a_part_of_the_set_in_a_table_opens_without_an_error() {
    let set = builtin();
    let corpus = Corpus::new(&set.dataset);
    for format in [Format::Csv, Format::Xlsx] {
        for query in ["gate:ta-lung", "kind:figure", "kind:meeting"] {
            let rows = Query::parse(query).unwrap().run(&set.dataset, &corpus).rows;
            let bytes = export::export(&set.dataset, &rows, format, &ExportNote::default()).bytes;
            let back = read(&format!("a.{}", format.extension()), bytes);
            assert_eq!(errors(&back), 0, "{format:?} {query}: {}", told(&back));
        }
    }
    let all: Vec<Ix> = set.dataset.rows().collect();
    let gazetteer = export::export(&set.dataset, &all, Format::Lpf, &ExportNote::default()).bytes;
    let back = read(&format!("a.{}", Format::Lpf.extension()), gazetteer);
    assert_eq!(back.problems, [], "{}", told(&back));
}

#[test]
fn a_kind_counts_by_whatever_name_an_entry_has_it() {
    let feature = |properties: &str| format!("{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{properties}}}");
    let features = [r#"{"name":"A","type":"meeting"}"#, r#"{"Tên":"B","Loại":"Hội đàm"}"#].map(feature).join(",");
    let loaded = read("a.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}"));
    let meetings = loaded.dataset.records().iter().filter(|record| record.kind == Kind::Meeting).count();
    assert_eq!(meetings, 2, "{}", told(&loaded));
}

#[test]
fn what_a_record_of_the_datasets_own_could_not_take_is_kept() {
    let loaded = read(
        "a.ron",
        r#"[Dataset(id: "d", name: (vi: "D", en: "D")), Source(id: "s", name: (vi: "S", en: "S"), paragraphs: 3),
        Meeting(id: "a", name: (vi: "A", en: "A"), date: "25/4/2023", cite: ["s#1", "s 2"]),
        Gate(id: "g", name: (vi: "G", en: "G"), at: (lat: 122.4, lon: 106.5, cite: ["s#1"]), cite: ["s#1"])]"#,
    );
    let of = |id: &str| kept(loaded.dataset.by_id(id).unwrap());
    assert_eq!(of("a"), "cite_=s#1; s 2|date_=25/4/2023", "{}", told(&loaded));
    assert!(of("g").starts_with("at_=lat: 122.4"), "{}", of("g"));
}
