//! Calendars, maps, timelines and features as people have them, each with its right answer: the files
//! of `tests/data/cases`, and others of the same kind that are written here.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use km0_core::dataset::{Loaded, Rule, Severity, open};
use km0_core::model::{Field, Kind, Record};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn case(name: &str) -> Loaded {
    open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/cases").join(name))
}

/// A file of this name and content, as it is read.
pub(super) fn read(name: &str, content: impl AsRef<[u8]>) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    open(&path)
}

fn calendar(lines: &str) -> Loaded {
    read("a.ics", format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", lines.replace('\n', "\r\n")))
}

fn event(lines: &str) -> Loaded {
    calendar(&format!("BEGIN:VEVENT\nUID:a@b\nSUMMARY:a\n{lines}\nEND:VEVENT"))
}

fn map(placemarks: &str) -> Loaded {
    read("a.kml", format!("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{placemarks}</Document></kml>"))
}

fn feature(members: &str) -> Loaded {
    read("a.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",{members}}}]}}"))
}

fn events(loaded: &Loaded) -> Vec<&Record> {
    loaded.dataset.records().iter().filter(|record| record.kind == Kind::Milestone).collect()
}

pub(super) fn name(record: &Record) -> &str {
    record.name.forms().next().unwrap_or_default()
}

/// The dates of the events, in the order of the file.
fn dates(loaded: &Loaded) -> Vec<String> {
    events(loaded).iter().map(|one| one.date.as_ref().map_or("none".to_owned(), ToString::to_string)).collect()
}

fn date(loaded: &Loaded) -> String {
    let all = dates(loaded);
    assert_eq!(all.len(), 1, "{}", told(loaded));
    all[0].clone()
}

fn topics(loaded: &Loaded, record: &Record) -> Vec<String> {
    record.topics.iter().map(|id| name(loaded.dataset.by_id(id).unwrap()).to_owned()).collect()
}

pub(super) fn told(loaded: &Loaded) -> String {
    loaded.problems.iter().fold(String::new(), |mut all, problem| {
        writeln!(all, "{problem}").unwrap();
        all
    })
}

pub(super) fn is_told(loaded: &Loaded, rule: Rule, words: &str) -> bool {
    loaded.problems.iter().any(|problem| problem.rule == rule && problem.what.contains(words))
}

pub(super) fn errors(loaded: &Loaded) -> usize {
    loaded.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
}

/// What is kept of a record under a name that the schema does not know.
fn kept(record: &Record, field: &str) -> String {
    record.extra.iter().find(|(name, _)| &**name == field).map(|(_, node)| node.plain()).unwrap_or_default()
}

/// Where the first place is, and the shape that it has.
fn place(loaded: &Loaded) -> Option<(f64, f64, String)> {
    let place = loaded.dataset.records().iter().find(|record| record.kind == Kind::Place)?;
    let at = place.position()?;
    Some((at.lat, at.lon, place.word(Field::Geometry).unwrap_or_default().to_owned()))
}

mod calendars {
    use super::*;

    pub(super) fn apple() -> Loaded {
        event(
            "DTSTART:20230425\nLOCATION:Tà Lùng\nX-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=\"Tà Lùng\":geo:22.48,106.57",
        )
    }

    #[test]
    fn midnight_to_midnight_is_whole_days() {
        assert_eq!(dates(&case("01-outlook-allday.ics")), ["2023-04-25", "2023-04-25/2023-04-27"]);
        for (lines, wanted) in [
            ("DTSTART:20230425T000000\nDTEND:20230428T000000", "2023-04-25/2023-04-27"),
            ("DTSTART;TZID=Asia/Ho_Chi_Minh:20230425T000000\nDURATION:P1D", "2023-04-25"),
            ("DTSTART:20230425T000000", "2023-04-25"),
            ("DTSTART;VALUE=DATE:20230425\nDTEND;VALUE=DATE:20230425", "2023-04-25"),
            ("DTSTART;VALUE=DATE:20230425\nDTEND;VALUE=DATE:20230426", "2023-04-25"),
            ("DTSTART:20230425T200000\nDTEND:20230426T000000", "2023-04-25T20:00:00"),
            ("DTSTART:20230425T000000\nDTEND:20230425T100000", "2023-04-25T00:00:00"),
            ("DTSTART:20230425\nDTEND:20230427", "2023-04-25/2023-04-26"),
        ] {
            assert_eq!(date(&event(lines)), wanted, "{lines}");
        }
        let utc = calendar(
            "X-WR-TIMEZONE:Asia/Ho_Chi_Minh\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:20230424T170000Z\nDTEND:20230425T170000Z\nEND:VEVENT",
        );
        assert_eq!(date(&utc), "2023-04-25");
    }

    #[test]
    fn a_fold_may_cut_a_character() {
        let loaded = case("02-fold-inside-character.ics");
        assert_eq!(loaded.problems, []);
        assert_eq!(events(&loaded).len(), 2);
        assert!(
            events(&loaded)[0].summary.vi.contains("cửa khẩu Tà Lùng và các lối mở"),
            "{:?}",
            events(&loaded)[0].summary
        );
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20230425\nSUMMARY:友谊关口岸\nEND:VEVENT\nEND:VCALENDAR\n"
            .as_bytes();
        let at = text.windows(3).position(|part| part == "关".as_bytes()).unwrap();
        for cut in at..at + 6 {
            let folded = [&text[..cut], b"\r\n\t", &text[cut..]].concat();
            assert_eq!(&*events(&read("a.ics", folded))[0].name.zh, "友谊关口岸");
        }
    }

    #[test]
    fn a_moved_occurrence_stands_beside_its_series() {
        let loaded = case("03-recurrence-id.ics");
        assert_eq!(dates(&loaded), ["2023-01-03T08:30:00", "2023-02-07T14:00:00", "2023-04-25"]);
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        assert!(is_told(&loaded, Rule::LeftOut, "FREQ=MONTHLY;COUNT=3"));
        assert_eq!(kept(events(&loaded)[1], "recurrence_id"), "2023-02-03T08:30:00");
        let called_off = event("DTSTART:20230103T083000\nRRULE:FREQ=WEEKLY\nEXDATE:20230110T083000,20230117T083000");
        assert_eq!(date(&called_off), "2023-01-03T08:30:00");
        assert_eq!(kept(events(&called_off)[0], "exdate"), "2023-01-10T08:30:00; 2023-01-17T08:30:00");
        let first = event("DTSTART;VALUE=DATE:20230103\nRRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20230103");
        assert_eq!(date(&first), "none", "a time that was called off is no date");
        assert!(is_told(&first, Rule::LeftOut, "EXDATE"));
        let added = event("DTSTART;VALUE=DATE:20230103\nRDATE;VALUE=DATE:20230203");
        assert!(is_told(&added, Rule::LeftOut, "20230203"));
    }

    #[test]
    fn what_was_called_off_is_marked() {
        let loaded = case("04-cancelled.ics");
        let names: Vec<&str> = events(&loaded).iter().map(|one| name(one)).collect();
        assert_eq!(names, ["[Đã hủy] Lễ ký đã hủy", "[Dự kiến] Hội đàm dự kiến"]);
        assert_eq!(kept(events(&loaded)[0], "status_"), "CANCELLED");
        assert_eq!(name(events(&event("DTSTART:20230425\nSTATUS:cancelled"))[0]), "[Cancelled] a");
        assert_eq!(name(events(&event("DTSTART:20230425\nSTATUS:CONFIRMED"))[0]), "a");
        let zh = calendar("BEGIN:VEVENT\nSUMMARY:会晤\nDTSTART:20230425\nSTATUS:CANCELLED\nEND:VEVENT");
        assert_eq!(name(events(&zh)[0]), "[已取消] 会晤");
        let tagged = calendar("BEGIN:VEVENT\nSUMMARY;LANGUAGE=vi:Hop\nDTSTART:20230425\nSTATUS:CANCELLED\nEND:VEVENT");
        assert_eq!(&*events(&tagged)[0].name.vi, "[Đã hủy] Hop");
        let whole = calendar("METHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:20230425\nEND:VEVENT");
        assert_eq!(name(events(&whole)[0]), "[Cancelled] a");
    }

    #[test]
    fn times_of_utc_are_shown_in_the_calendars_zone() {
        assert_eq!(date(&case("05-google-utc.ics")), "2023-04-25T06:30:00+07:00");
        let zoned = |zone: &str, start: &str| {
            date(&calendar(&format!("X-WR-TIMEZONE:{zone}\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:{start}\nEND:VEVENT")))
        };
        assert_eq!(zoned("Asia/Shanghai", "20230424T233000Z"), "2023-04-25T07:30:00+08:00");
        assert_eq!(zoned("Europe/Paris", "20230701T220000Z"), "2023-07-02");
        assert_eq!(zoned("America/New_York", "20230101T023000Z"), "2022-12-31T21:30:00-05:00");
        assert_eq!(zoned("SE Asia Standard Time", "20230424T180000Z"), "2023-04-25T01:00:00+07:00");
        assert_eq!(zoned("Asia/Ho_Chi_Minh", "20230425T080000"), "2023-04-25T08:00:00");
        assert_eq!(date(&event("DTSTART:20230424T233000Z")), "2023-04-24T23:30:00Z");
        let unknown = calendar("X-WR-TIMEZONE:Moon/Sea\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:20230424T233000Z\nEND:VEVENT");
        assert_eq!(date(&unknown), "2023-04-24T23:30:00Z");
        assert!(is_told(&unknown, Rule::LeftOut, "Moon/Sea"));
        let other = event("DTSTART;TZID=Asia/Shanghai:20230425T080000");
        assert_eq!(
            (date(&other).as_str(), kept(events(&other)[0], "time_zone").as_str()),
            ("2023-04-25T08:00:00", "Asia/Shanghai")
        );
    }

    #[test]
    fn what_comes_several_times_is_kept_each_time() {
        let loaded = case("06-two-categories.ics");
        let one = events(&loaded)[0];
        assert_eq!(topics(&loaded, one), ["Thương mại", "Cửa khẩu", "Hạ tầng"]);
        assert_eq!(&*one.note.vi, "ý kiến thứ nhất\ný kiến thứ hai");
        let comma = event("DTSTART:20230425\nCATEGORIES:Kinh tế\\, thương mại,Hải quan");
        assert_eq!(topics(&comma, events(&comma)[0]), ["Kinh tế, thương mại", "Hải quan"]);
        let people = event("DTSTART:20230425\nATTENDEE;CN=An:mailto:an@example.org\nATTENDEE:mailto:b@example.org");
        assert_eq!(kept(events(&people)[0], "attendee"), "An <an@example.org>\nb@example.org");
    }

    #[test]
    fn durations_make_ends() {
        let loaded = case("08-duration.ics");
        assert_eq!(
            dates(&loaded),
            ["2023-04-25/2023-04-27", "2023-04-25/2023-04-26", "2023-04-25/2023-05-01", "2023-04-25/2023-04-27"]
        );
        for (lines, wanted) in [
            ("DTSTART:20230425T080000\nDURATION:PT90M", "2023-04-25T08:00:00"),
            ("DTSTART;VALUE=DATE:20230425\nDURATION:P1D", "2023-04-25"),
            ("DTSTART;VALUE=DATE:20230425\nDURATION:PT48H", "2023-04-25/2023-04-26"),
            ("DTSTART:20230425T220000\nDURATION:P1DT4H", "2023-04-25/2023-04-27"),
            ("DTSTART:20230425T080000\nDURATION:PT0S", "2023-04-25T08:00:00"),
        ] {
            assert_eq!(date(&event(lines)), wanted, "{lines}");
        }
        assert_eq!(kept(events(&event("DTSTART:20230425T080000\nDURATION:PT90M"))[0], "dtend"), "2023-04-25T09:30:00");
        let bad = event("DTSTART:20230425T080000\nDURATION:-PT1H");
        assert!(is_told(&bad, Rule::BadDate, "-PT1H") && kept(events(&bad)[0], "duration") == "-PT1H");
    }

    #[test]
    fn quoted_printable_is_text() {
        let loaded = case("09-quoted-printable.ics");
        let one = events(&loaded)[0];
        assert!(one.name.vi.starts_with("Hội đàm"), "{:?}", one.name);
        assert_eq!(&*one.summary.vi, "Tà Lùng cửa khẩu");
        let cut = event("DTSTART:20230425\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:T=C3=\n=A0 L=C3=B9ng=0D=0Ax");
        assert_eq!(&*events(&cut)[0].summary.vi, "Tà Lùng\nx");
        let bare = event("DTSTART:20230425\nDESCRIPTION;QUOTED-PRINTABLE:=C4=90=E1=BB=93n");
        assert_eq!(&*events(&bare)[0].summary.vi, "Đồn");
        let plain = event("DTSTART:20230425\nDESCRIPTION:1=2=\n 3");
        assert_eq!(&*events(&plain)[0].summary.en, "1=2=3");
    }

    #[test]
    fn descriptions_in_html_are_text() {
        let loaded = case("10-html-description.ics");
        let one = events(&loaded)[0];
        assert_eq!(&*one.summary.vi, "Thành phần\nSở Ngoại vụ và hải quan");
        assert_eq!(kept(one, "links"), "https://example.org/x");
        let table = event(
            "DTSTART:20230425\nDESCRIPTION:<table><tr><td>Sở</td><td>3</td></tr><tr><td>Đồn</td><td>2</td></tr></table><p>x</p><p>y</p>",
        );
        assert_eq!(&*events(&table)[0].summary.vi, "Sở | 3\nĐồn | 2\nx\ny");
        let alternative = event("DTSTART:20230425\nX-ALT-DESC;FMTTYPE=text/html:<p>Một</p><p>Hai</p>");
        assert_eq!(&*events(&alternative)[0].summary.vi, "Một\nHai");
        let plain = event("DTSTART:20230425\nDESCRIPTION:3 < 4 & 5 > 4");
        assert_eq!(&*events(&plain)[0].summary.en, "3 < 4 & 5 > 4");
    }

    #[test]
    fn a_calendar_without_events_is_told() {
        let loaded = case("11-todo-only.ics");
        assert!(
            is_told(&loaded, Rule::Empty, "no event") && is_told(&loaded, Rule::LeftOut, "VTODO"),
            "{}",
            told(&loaded)
        );
        assert!(is_told(&loaded, Rule::LeftOut, "VJOURNAL"));
        assert!(is_told(&calendar("X-A:b"), Rule::Empty, "no event"));
        let both = calendar("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART:20230425\nEND:VEVENT");
        assert!(events(&both).len() == 1 && is_told(&both, Rule::LeftOut, "VTODO"));
        assert!(is_told(&read("a.ics", "nothing"), Rule::Syntax, "no calendar"));
    }

    #[test]
    fn what_ends_before_it_begins_is_told_and_kept() {
        let loaded = event("DTSTART:20230425T080000\nDTEND:20230424T080000");
        assert_eq!(
            (date(&loaded).as_str(), kept(events(&loaded)[0], "dtend").as_str()),
            ("2023-04-25T08:00:00", "2023-04-24T08:00:00")
        );
        assert!(is_told(&loaded, Rule::ContradictoryDates, "before it begins"));
        let bad = event("DTSTART:20230231");
        assert!(
            is_told(&bad, Rule::BadDate, "20230231") && kept(events(&bad)[0], "dtstart") == "20230231",
            "{}",
            told(&bad)
        );
    }

    #[test]
    fn lines_may_end_with_a_carriage_return_alone() {
        let loaded = read(
            "a.ics",
            "BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:a\r b\rDTSTART:20230425\rEND:VEVENT\rEND:VCALENDAR\r",
        );
        assert_eq!((date(&loaded).as_str(), name(events(&loaded)[0])), ("2023-04-25", "ab"));
    }

    #[test]
    fn every_calendar_of_a_file_has_its_own_zone() {
        let one = |zone: &str| {
            format!(
                "BEGIN:VCALENDAR\n{zone}BEGIN:VEVENT\nSUMMARY:a{zone}\nDTSTART:20230424T233000Z\nEND:VEVENT\nEND:VCALENDAR\n"
            )
        };
        let loaded = read("a.ics", one("X-WR-TIMEZONE:Asia/Ho_Chi_Minh\n") + &one(""));
        assert_eq!(dates(&loaded), ["2023-04-25T06:30:00+07:00", "2023-04-24T23:30:00Z"]);
    }

    #[test]
    fn ids_of_two_places_are_two() {
        let loaded = case("i07-hours-cancelled-uid.ics");
        assert_eq!(dates(&loaded), ["2023-04-25T08:00:00", "2023-04-26T00:30:00+07:00", "2023-10-01", "2023-09-01"]);
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        assert!(name(events(&loaded)[2]).starts_with("[Đã hủy]"));
        assert_eq!(kept(events(&loaded)[0], "dtend"), "2023-04-25T17:00:00");
    }
}

mod maps {
    use super::*;

    #[test]
    fn where_somebody_looked_from_is_no_event() {
        assert_eq!(dates(&case("13-lookat-time.kml")), ["2021-06-15", "none"]);
        let camera =
            map("<Placemark><name>a</name><Camera><gx:TimeSpan><begin>2010</begin></gx:TimeSpan></Camera></Placemark>");
        assert_eq!(date(&camera), "none");
        let folder =
            map("<LookAt><TimeStamp><when>2010</when></TimeStamp></LookAt><Placemark><name>a</name></Placemark>");
        assert_eq!(date(&folder), "none");
        let timed =
            map("<Folder><TimeStamp><when>2010</when></TimeStamp><Placemark><name>a</name></Placemark></Folder>");
        assert!(date(&timed) == "none" && is_told(&timed, Rule::LeftOut, "folder's own time"), "{}", told(&timed));
        let region = map(
            "<Placemark><name>a</name><LookAt><longitude>1</longitude></LookAt><TimeStamp><when>2023-04</when></TimeStamp></Placemark>",
        );
        assert_eq!(date(&region), "2023-04");
    }

    #[test]
    fn several_points_are_told_and_kept() {
        let loaded = case("14-multigeometry.kml");
        assert!(is_told(&loaded, Rule::LeftOut, "2 points"), "{}", told(&loaded));
        assert_eq!(place(&loaded), Some((22.48, 106.57, "MULTIPOINT(106.57 22.48,103.97 22.5)".to_owned())));
        assert_eq!(topics(&loaded, events(&loaded)[0]), ["Cửa khẩu quốc tế"]);
    }

    #[test]
    fn lines_and_areas_are_kept_with_a_point_to_label_them() {
        let shape = |geometry: &str| place(&map(&format!("<Placemark><name>a</name>{geometry}</Placemark>"))).unwrap();
        assert_eq!(
            shape("<LineString><coordinates>106,22,0 108,22,0</coordinates></LineString>"),
            (22.0, 107.0, "LINESTRING(106 22,108 22)".to_owned())
        );
        let (lat, lon, wkt) = shape(
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>106,22 108,22 108,24 106,24 106,22</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>106.1,22.1 106.2,22.1 106.2,22.2 106.1,22.1</coordinates></LinearRing></innerBoundaryIs></Polygon>",
        );
        assert_eq!((lat, lon), (23.0, 107.0));
        assert!(wkt.starts_with("POLYGON((106 22,") && wkt.contains("),(106.1 22.1,"), "{wkt}");
        let (_, _, wkt) = shape(
            "<MultiGeometry><Point><coordinates>106,22</coordinates></Point><LineString><coordinates>106,22 107,22</coordinates></LineString></MultiGeometry>",
        );
        assert_eq!(wkt, "GEOMETRYCOLLECTION(POINT(106 22),LINESTRING(106 22,107 22))");
        let track = map(
            "<Placemark><name>a</name><gx:Track><when>2023-04-25T08:00:00Z</when><when>2023-04-25T09:00:00Z</when><gx:coord>106 22 0</gx:coord><gx:coord>107 22 0</gx:coord></gx:Track></Placemark>",
        );
        assert_eq!(
            (date(&track).as_str(), place(&track).unwrap().2.as_str()),
            ("2023-04-25", "LINESTRING(106 22,107 22)")
        );
        assert_eq!(shape("<Point><coordinates> 106.5, 22.5 , 0 </coordinates></Point>"), (22.5, 106.5, String::new()));
    }

    #[test]
    fn spans_are_no_more_exact_than_they_say() {
        let loaded = case("i06-hours.kml");
        assert_eq!(dates(&loaded), ["2008-08-12", "2008-08-12/..", "2008-08-12/2008-08-13", "2008-08-12/.."]);
        assert_eq!(kept(events(&loaded)[0], "begin"), "2008-08-12T03:00:00Z");
        let span =
            |inner: &str| date(&map(&format!("<Placemark><name>a</name><TimeSpan>{inner}</TimeSpan></Placemark>")));
        assert_eq!(span("<end>2023</end>"), "../2023");
        assert_eq!(span("<begin>2021</begin><end>2023-04</end>"), "2021/2023-04");
        assert_eq!(span("<begin>2023-04-25T00:00:00Z</begin><end>2023-04-26T00:00:00Z</end>"), "2023-04-25");
        assert_eq!(
            span("<begin>2023-04-25T00:00:00+07:00</begin><end>2023-04-27T23:59:59+07:00</end>"),
            "2023-04-25/2023-04-27"
        );
        assert_eq!(span(""), "none");
        let stamp = |when: &str| {
            date(&map(&format!("<Placemark><name>a</name><TimeStamp><when>{when}</when></TimeStamp></Placemark>")))
        };
        assert_eq!(stamp("2023-04-25T08:30:00+07:00"), "2023-04-25T08:30:00+07:00");
        assert_eq!(stamp("2023-04-25T08:30:00.000Z"), "2023-04-25T08:30:00Z");
        assert_eq!(stamp("2023-04-25T00:00:00Z"), "2023-04-25");
    }

    #[test]
    fn folders_and_kinds_that_are_none_are_topics() {
        let loaded = case("i02-loai.kml");
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        assert_eq!(topics(&loaded, events(&loaded)[0]), ["Cửa khẩu", "Quốc tế"]);
        let nested = map(
            "<Folder><name>A, B</name><Folder><name>C</name><Placemark><name>a</name></Placemark></Folder><Placemark><name>b</name></Placemark></Folder><Placemark><name>c</name></Placemark>",
        );
        let all: Vec<Vec<String>> = events(&nested).iter().map(|one| topics(&nested, one)).collect();
        assert_eq!(all, [vec!["A, B", "C"], vec!["A, B"], vec![]]);
    }

    #[test]
    fn what_has_no_name_stays() {
        let loaded = map(
            "<Placemark><description><![CDATA[<b>Mốc 123</b><br>x]]></description></Placemark><Placemark><Point><coordinates>106,22</coordinates></Point></Placemark>",
        );
        let names: Vec<&str> = events(&loaded).iter().map(|one| name(one)).collect();
        assert_eq!(names, ["Mốc 123", "№ 2"]);
        assert!(is_told(&loaded, Rule::LeftOut, "no name"));
        let links =
            map("<NetworkLink><Link><href>http://example.org/a.kml</href></Link></NetworkLink><GroundOverlay/>");
        assert!(
            is_told(&links, Rule::LeftOut, "links to other maps") && is_told(&links, Rule::LeftOut, "pictures"),
            "{}",
            told(&links)
        );
    }

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_packed_map_is_a_map() {
        let kml =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/cases/i06-hours.kml"))
                .unwrap();
        let loaded = read("a.kmz", packed(&[("images/a.png", "x"), ("doc.kml", &kml)]));
        assert_eq!(dates(&loaded), dates(&case("i06-hours.kml")));
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        let two = read("a.kmz", packed(&[("b.kml", &kml), ("doc.kml", &kml.replace("closed", "first"))]));
        assert_eq!(name(events(&two)[0]), "first");
        assert!(is_told(&read("a.kmz", packed(&[("a.txt", "x")])), Rule::Empty, "no KML"));
    }

    #[test]
    fn way_points_and_tracks_are_read() {
        let loaded = read(
            "a.gpx",
            "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"><wpt lat=\"22.48\" lon=\"106.57\"><time>2023-04-25T01:30:00Z</time>\
             <name>Mốc 943</name><sym>Flag</sym></wpt><wpt lat=\"22\" lon=\"106\"/><trk><name>Tuần tra</name><trkseg>\
             <trkpt lat=\"22\" lon=\"106\"><time>2023-04-25T01:00:00Z</time></trkpt><trkpt lat=\"22\" lon=\"108\"><time>2023-04-26T01:00:00Z</time></trkpt></trkseg></trk></gpx>",
        );
        assert_eq!(dates(&loaded), ["2023-04-25T01:30:00Z", "none", "2023-04-25/2023-04-26"]);
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        let lines =
            loaded.dataset.records().iter().filter_map(|record| record.word(Field::Geometry)).collect::<Vec<_>>();
        assert_eq!(lines, ["LINESTRING(106 22,108 22)"]);
    }
}

mod workbooks {
    use super::*;

    #[test]
    fn old_workbooks_are_read_as_new_ones() {
        let loaded = case("workbook.xls");
        assert_eq!(dates(&loaded), ["2023-04-25", "2023-05-01"], "{}", told(&loaded));
        assert_eq!(place(&loaded).map(|(lat, lon, _)| (lat, lon)), Some((22.48, 106.57)));
        let names: Vec<usize> = events(&loaded).iter().map(|one| one.about.len()).collect();
        assert_eq!(names, [1, 1], "a merged cell holds for both rows");
    }

    #[test]
    fn open_documents_are_read_as_workbooks() {
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let row = |cells: &[&str]| {
            format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
        };
        let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2023-04-25\"><text:p>25/04/23</text:p></table:table-cell>";
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"a\">{}<table:table-row>{}{date}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
            row(&["Tên", "Ngày"]),
            cell("Hội đàm"),
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in
            [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_str())]
        {
            let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            writer.start_file(name, plain).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        for name in ["a.ods", "a.bin", "a.xlsx"] {
            let loaded = read(name, &bytes);
            assert_eq!(super::date(&loaded), "2023-04-25", "{name} {}", told(&loaded));
        }
    }
}

mod timelines {
    use super::*;

    #[test]
    fn slides_have_their_dates_and_labels() {
        let loaded = case("30-timelinejs.json");
        assert_eq!(
            dates(&loaded),
            [
                "2023-04-25/2023-04-27",
                "2023-04-25/2023-04-27",
                "-0207",
                "0938-11",
                "2023",
                "2023-04-25T08:05:00",
                "2023",
                "2023",
                "2023",
                "2023"
            ]
        );
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        let all = events(&loaded);
        assert_eq!(kept(all[0], "display_date"), "2023");
        assert_eq!(name(all[6]), "Chỉ có nội dung");
        assert_eq!(name(all[8]), "Thực thể Hòa Bình – Lào Cai");
        assert_eq!(place(&loaded).map(|(lat, lon, _)| (lat, lon)), Some((22.48, 106.57)));
        let addresses: Vec<&str> = loaded.dataset.records().iter().filter_map(|one| one.word(Field::Address)).collect();
        assert_eq!(addresses, ["https://example.org/e"]);
    }

    #[test]
    fn what_is_shown_of_a_date_is_no_other_date() {
        let slide = |members: &str| {
            date(&read("a.json", format!("{{\"events\":[{{\"text\":{{\"headline\":\"a\"}},{members}}}]}}")))
        };
        assert_eq!(slide(r#""start_date":{"year":2023,"month":4},"display_date":"1999""#), "2023-04");
        assert_eq!(
            slide(r#""start_date":{"year":"2023","month":"4","day":"25"},"display_date":"<b>25/4</b>""#),
            "2023-04-25"
        );
        assert_eq!(slide(r#""start_date":{"year":"2024","month":2},"display_date":"2024-02~""#), "2024-02~");
        assert_eq!(slide(r#""start_date":{"year":-1}"#), "0000");
        assert_eq!(slide(r#""start_date":{"year":44,"month":3,"day":15}"#), "0044-03-15");
    }
}

mod features {
    use super::*;

    #[test]
    fn times_of_linked_places_and_json_fg_are_dates() {
        let loaded = case("32-linked-places.json");
        assert_eq!(dates(&loaded), ["2021/2023-04-25", "2019~/"]);
        assert_eq!(errors(&loaded), 0, "{}", told(&loaded));
        let first = events(&loaded)[0];
        assert_eq!((&*first.name.vi, &*first.name.zh), ("Bản Giốc", "板约瀑布"));
        assert!(is_told(&loaded, Rule::AmbiguousDate, "2019"));
        assert_eq!(place(&loaded).map(|(lat, lon, _)| (lat, lon)), Some((22.85, 106.72)));
        let fg = feature(
            r#""featureType":"meeting","time":{"interval":["2023-04-25",".."]},"properties":{"name":"a"},"geometry":null,"coordRefSys":"http://www.opengis.net/def/crs/EPSG/0/4326","place":{"type":"Point","coordinates":[22.48,106.57]}"#,
        );
        assert_eq!(
            (date(&fg).as_str(), place(&fg).map(|(lat, lon, _)| (lat, lon))),
            ("2023-04-25/..", Some((22.48, 106.57)))
        );
        assert_eq!(
            date(&feature(r#""time":{"date":"2023-04-25"},"properties":{"name":"a","start":"1999"},"geometry":null"#)),
            "2023-04-25"
        );
        assert_eq!(
            date(&feature(r#""when":{"start":"2021","end":"2022"},"properties":{"name":"a"},"geometry":null"#)),
            "2021/2022"
        );
        assert_eq!(date(&feature(r#""when":"2021","properties":{"name":"a"},"geometry":null"#)), "2021");
    }

    #[test]
    fn metres_are_never_degrees() {
        let loaded = case("34a-crs-3857.geojson");
        assert!(is_told(&loaded, Rule::LeftOut, "EPSG::3857"), "{}", told(&loaded));
        let (lat, lon, _) = place(&loaded).unwrap();
        assert!((lat - 22.48).abs() < 0.05 && (lon - 106.57).abs() < 0.01, "{lat} {lon}");
        let other = |crs: &str, at: &str| {
            read(
                "a.geojson",
                format!(
                    "{{\"type\":\"FeatureCollection\",{crs}\"features\":[{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":{at}}},\"properties\":{{\"name\":\"a\"}}}}]}}"
                ),
            )
        };
        let named = |name: &str| format!("\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{name}\"}}}},");
        let utm = other(&named("EPSG:32648"), "[661000, 2487000]");
        assert!(place(&utm).is_none() && is_told(&utm, Rule::BadCoordinates, "EPSG:32648"), "{}", told(&utm));
        assert_eq!(kept(events(&utm)[0], "geometry_"), "POINT(661000 2487000)");
        let silent = other("", "[661000, 2487000]");
        assert!(
            place(&silent).is_none() && is_told(&silent, Rule::BadCoordinates, "not on the globe"),
            "{}",
            told(&silent)
        );
        for plain in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"] {
            let loaded = other(&named(plain), "[106.57, 22.48]");
            assert_eq!(
                (place(&loaded).map(|(lat, lon, _)| (lat, lon)), loaded.problems.len()),
                (Some((22.48, 106.57)), 0),
                "{plain}"
            );
        }
        let near = other(&named("EPSG:4756"), "[106.57, 22.48]");
        assert!(place(&near).is_some() && is_told(&near, Rule::LeftOut, "EPSG:4756"));
        let behind = read(
            "a.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[11863318.0, 2569432.0]},\"properties\":{\"name\":\"a\"}}],\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}}}",
        );
        assert!(place(&behind).is_some_and(|(lat, ..)| (lat - 22.48).abs() < 0.05), "{}", told(&behind));
    }

    #[test]
    fn values_one_a_line_are_records() {
        assert_eq!(dates(&case("34d-lines.geojsonl")), ["2023-04-01", "2023-04-02", "2023-04-03"]);
        let lines = "{\"name\":\"a\",\"date\":\"2023-04-01\"}\n\n{\"name\":\"b\",\"date\": oops}\n{\"name\":\"c\",\"date\":\"2023-04-03\"}\n";
        for name in ["a.jsonl", "a.ndjson", "a.json"] {
            let loaded = read(name, lines);
            assert_eq!(dates(&loaded), ["2023-04-01", "2023-04-03"], "{name} {}", told(&loaded));
            let syntax: Vec<u32> =
                loaded.problems.iter().filter(|p| p.rule == Rule::Syntax).map(|p| p.origin.line).collect();
            assert_eq!(syntax, [3], "{name}");
        }
        let marked = "\u{1e}{\"type\":\"Feature\",\n\"geometry\":null,\"properties\":{\"name\":\"a\",\"date\":\"2023\"}}\n\u{1e}{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"b\",\"date\":\"2024\"}}\n";
        assert_eq!(dates(&read("a.geojsons", marked)), ["2023", "2024"]);
        let collections = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"a\",\"date\":\"2023\"}}]}\n";
        assert_eq!(dates(&read("a.jsonl", collections)), ["2023"]);
    }

    #[test]
    fn lists_that_lie_deeper_are_found() {
        let row = |name: &str| format!("{{\"name\":\"{name}\",\"date\":\"2023-04-25\"}}");
        for text in [
            format!("{{\"count\":1,\"results\":[{}]}}", row("a")),
            format!("{{\"data\":{{\"items\":[{}]}}}}", row("a")),
            format!("{{\"links\":[{{\"href\":\"x\"}}],\"value\":[{}]}}", row("a")),
            format!("{{\"data\":{{\"x1\":{},\"x2\":{}}}}}", row("a"), row("a").replace("25", "26")),
            format!("{{\"events\":[{}]}}", row("a")),
            format!("{{\"records\":[{}]}}", row("a")),
            format!(
                "{{\"response\":{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}}]}}}}",
                row("a")
            ),
        ] {
            let loaded = read("a.json", &text);
            assert_eq!(dates(&loaded).first().map(String::as_str), Some("2023-04-25"), "{text}\n{}", told(&loaded));
            assert_eq!(errors(&loaded), 0, "{text}\n{}", told(&loaded));
        }
        let two = read("a.json", format!("{{\"old\":[{}],\"new\":[{},{}]}}", row("a"), row("b"), row("c")));
        assert_eq!(events(&two).len(), 3);
        assert!(is_told(&two, Rule::LeftOut, "\"old\" (1), \"new\" (2) hold the same values"), "{}", told(&two));
        let other = "{\"title\":\"x\",\"size\":1}";
        let apart = read("a.json", format!("{{\"old\":[{other}],\"new\":[{},{}]}}", row("b"), row("c")));
        assert_eq!(events(&apart).len(), 2);
        assert!(is_told(&apart, Rule::LeftOut, "\"old\" (1)"), "{}", told(&apart));
    }

    #[test]
    fn a_time_is_a_date_also_in_milliseconds() {
        assert_eq!(dates(&case("74a-time-property.geojson")), ["2023-04-25T08:30:00Z", "2023-05-01"]);
        assert_eq!(date(&case("i03-epoch-ms.geojson")), "2018-02-07T01:26:13Z");
        let said = |value: &str| {
            date(&feature(&format!("\"properties\":{{\"name\":\"a\",\"date\":{value}}},\"geometry\":null")))
        };
        assert_eq!(said("1517966773"), "2018-02-07T01:26:13Z");
        assert_eq!(said("\"1517966773840\""), "2018-02-07T01:26:13Z");
        assert_eq!((said("2023"), said("20230425")), ("2023".to_owned(), "2023-04-25".to_owned()));
    }

    #[test]
    fn a_kind_that_is_none_is_a_topic() {
        let loaded = case("i02-type-property.geojson");
        assert_eq!((date(&loaded).as_str(), errors(&loaded)), ("2023-01-01", 0), "{}", told(&loaded));
        assert_eq!(topics(&loaded, events(&loaded)[0]), ["earthquake"]);
        let kind = feature(r#""properties":{"name":"a","loai":"cửa khẩu"},"geometry":null"#);
        assert!(kind.dataset.records().iter().any(|record| record.kind == Kind::Gate));
    }

    #[test]
    fn words_in_html_and_moments_in_wrappers_are_read() {
        let html = feature(
            r#""properties":{"name":"a","description":"<p>Một</p><p>Hai <a href='https://example.org/x'>ba</a></p>"},"geometry":null"#,
        );
        let one = events(&html)[0];
        assert_eq!((&*one.summary.vi, kept(one, "links").as_str()), ("Một\nHai ba", "https://example.org/x"));
        let google = read("a.json", r#"{"items":[{"summary":"Họp","start":{"dateTime":"2023-04-25T08:00:00Z"}}]}"#);
        assert_eq!(
            (date(&google).as_str(), name(events(&google)[0])),
            ("2023-04-25T08:00:00Z", "Họp"),
            "{}",
            told(&google)
        );
        let apple = super::calendars::apple();
        assert_eq!(place(&apple).map(|(lat, lon, _)| (lat, lon)), Some((22.48, 106.57)), "{}", told(&apple));
    }

    #[test]
    fn each_record_has_its_own_date() {
        assert_eq!(dates(&case("i10-start-and-date.geojson")), ["2024", "2023-04-25"]);
        let both = feature(r#""properties":{"name":"a","date":"2023-04-25","start":"2021"},"geometry":null"#);
        assert_eq!((date(&both).as_str(), kept(events(&both)[0], "start").as_str()), ("2023-04-25", "2021"));
    }

    #[test]
    fn shapes_are_kept_and_labelled() {
        let shape = |geometry: &str| feature(&format!("\"properties\":{{\"name\":\"a\"}},\"geometry\":{geometry}"));
        let line = shape(r#"{"type":"LineString","coordinates":[[106,22],[108,22]]}"#);
        assert_eq!(place(&line), Some((22.0, 107.0, "LINESTRING(106 22,108 22)".to_owned())));
        assert_eq!(line.problems, []);
        let area = shape(r#"{"type":"MultiPolygon","coordinates":[[[[106,22],[108,22],[108,24],[106,24],[106,22]]]]}"#);
        assert_eq!(place(&area).map(|(lat, lon, _)| (lat, lon)), Some((23.0, 107.0)));
        let points = shape(r#"{"type":"MultiPoint","coordinates":[[106,22],[107,23]]}"#);
        assert!(is_told(&points, Rule::LeftOut, "2 points"));
        let many = shape(r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[106,22,5]}]}"#);
        assert_eq!(place(&many), Some((22.0, 106.0, String::new())));
        let broken = shape(r#"{"type":"LineString","coordinates":[[106],"x"]}"#);
        assert!(
            is_told(&broken, Rule::BadCoordinates, "can't be read")
                && !kept(events(&broken)[0], "geometry_").is_empty()
        );
        let bare = read("a.geojson", r#"{"type":"Polygon","coordinates":[[[106,22],[108,22],[108,24],[106,22]]]}"#);
        assert_eq!(events(&bare).len(), 1, "{}", told(&bare));
    }

    #[test]
    fn what_arcgis_and_others_call_features_is_read_or_told() {
        let loaded = read(
            "a.json",
            r#"{"spatialReference":{"wkid":102100,"latestWkid":3857},"features":[{"attributes":{"name":"Tà Lùng","date":1517966773840},"geometry":{"x":11863318.0,"y":2569432.0}}]}"#,
        );
        assert!(
            place(&loaded).is_some_and(|(lat, lon, _)| (lat - 22.48).abs() < 0.05 && (lon - 106.57).abs() < 0.01),
            "{}",
            told(&loaded)
        );
        assert_eq!(date(&loaded), "2018-02-07T01:26:13Z");
        let topology = read("a.json", r#"{"type":"Topology","objects":{"a":{"type":"Point"}},"arcs":[]}"#);
        assert!(is_told(&topology, Rule::UnknownFormat, "TopoJSON"), "{}", told(&topology));
    }

    #[test]
    fn places_within_a_record_are_its_place() {
        let loaded = read(
            "a.json",
            r#"[{"@type":"Event","name":"Hội chợ","startDate":"2023-04-25","endDate":"2023-04-27","location":{"@type":"Place","name":"Móng Cái","geo":{"latitude":21.53,"longitude":107.97}}}]"#,
        );
        assert_eq!(
            (date(&loaded).as_str(), place(&loaded)),
            ("2023-04-25/2023-04-27", Some((21.53, 107.97, String::new())))
        );
        let flat = read("a.json", r#"[{"title":"a","location":{"lat":22.48,"lng":106.57},"tags":["x","y"]}]"#);
        assert_eq!(place(&flat).map(|(lat, lon, _)| (lat, lon)), Some((22.48, 106.57)));
    }
}

mod own {
    use super::*;
    use km0_core::dataset::{Ix, builtin};
    use km0_core::export::{self, ExportNote, Format};
    use km0_core::query::{Corpus, Query};

    /// The answer to a query about the built-in set, written in a format and read again.
    fn again(query: &str, format: Format) -> (Vec<String>, Loaded) {
        let loaded = builtin();
        let rows: Vec<Ix> = Query::parse(query).unwrap().run(&loaded.dataset, &Corpus::new(&loaded.dataset)).rows;
        let ids = rows.iter().map(|ix| loaded.dataset.record(*ix).unwrap().id.to_string()).collect();
        let bytes = export::export(&loaded.dataset, &rows, format, &ExportNote::default()).bytes;
        (ids, read(&format!("a.{}", format.extension()), bytes))
    }

    #[test]
    fn a_part_of_the_set_opens_without_an_error() {
        for format in [Format::Ron, Format::Json, Format::GeoJson, Format::Kml] {
            for query in ["kind:meeting", "gate:ta-lung", "kind:gate", "source:000", "kind:commitment after:2021"] {
                let (ids, loaded) = again(query, format);
                assert_eq!(errors(&loaded), 0, "{format:?} {query}\n{}", told(&loaded));
                let all = loaded.dataset.records().iter().map(|record| record.id.to_string()).collect::<Vec<_>>();
                assert!(all.iter().all(|id| ids.contains(id)), "{format:?} {query}");
                assert!(
                    format == Format::Kml || all.len() == ids.len(),
                    "{format:?} {query}: {} of {}",
                    all.len(),
                    ids.len()
                );
            }
        }
    }

    #[test]
    fn what_is_outside_is_named_once_and_a_slip_is_still_told() {
        let (_, loaded) = again("kind:meeting", Format::Ron);
        let outside = &loaded.dataset.about.outside;
        assert!(outside.iter().any(|id| &**id == "000") && outside.len() > 50, "{}", outside.len());
        assert!(outside.iter().all(|id| loaded.dataset.ix(id).is_none()));
        let part = read(
            "a.ron",
            "[Dataset(id: \"d\", name: (vi: \"d\", en: \"d\"), outside: [\"s\"]),
            Meeting(id: \"m\", name: (vi: \"m\", en: \"m\"), about: [\"nowhere\"], cite: [\"s#3\"])]",
        );
        assert_eq!(errors(&part), 1);
        assert!(is_told(&part, Rule::UnknownReference, "nowhere"), "{}", told(&part));
    }

    #[test]
    fn lines_and_areas_survive_every_way_out_that_has_room() {
        let loaded = feature(
            r#""properties":{"name":"Đường","date":"2023"},"geometry":{"type":"LineString","coordinates":[[106,22],[108,22]]}"#,
        );
        let rows: Vec<Ix> = loaded.dataset.rows().collect();
        for format in [Format::Ron, Format::Json, Format::GeoJson, Format::Csv, Format::Xlsx] {
            let bytes = export::export(&loaded.dataset, &rows, format, &ExportNote::default()).bytes;
            let back = read(&format!("a.{}", format.extension()), &bytes);
            assert_eq!(place(&back), place(&loaded), "{format:?}\n{}", told(&back));
        }
        let text = |format: Format| {
            String::from_utf8(export::export(&loaded.dataset, &rows, format, &ExportNote::default()).bytes).unwrap()
        };
        assert!(text(Format::GeoJson).contains("\"type\":\"LineString\",\"coordinates\":[[106,22],[108,22]]"));
        assert!(text(Format::Kml).contains("<LineString><coordinates>106,22 108,22</coordinates></LineString>"));
    }
}

#[test]
fn an_empty_file_says_that_it_holds_nothing() {
    for (name, content, words) in [
        ("a.csv", "", "the file is empty"),
        ("a.geojson", " \n", "the file is empty"),
        ("a.csv", "Tên,Ngày\n", "holds no rows"),
        ("a.csv", "Xyz,Abc\n", "holds no rows"),
        ("a.geojson", r#"{"type":"FeatureCollection","features":[]}"#, "holds no features"),
        ("a.json", "[]", "holds no records"),
    ] {
        let loaded = read(name, content);
        assert!(is_told(&loaded, Rule::Empty, words), "{name} {content}: {}", told(&loaded));
        assert!(loaded.problems.iter().all(|problem| problem.rule == Rule::Empty), "{}", told(&loaded));
    }
}
