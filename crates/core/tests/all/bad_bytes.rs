//! A byte gone wrong or a stray control character in a file of text: it costs itself, or the entry that holds it, and is
//! told with its place; everything else is there.

use km0_core::dataset::{Loaded, Rule};
use km0_core::model::Lang;
use km0_core::words::Words;

use super::foreign::{errors, name, read, told};

/// A file of three entries; `@` stands in the text of the second, `#` between it and the third.
const FILES: [(&str, &str); 7] = [
    (
        "a.json",
        "[\n{\"name\":\"One\",\"date\":\"2021-01-01\"},\n{\"name\":\"Hà@i\",\"date\":\"2021-02-01\"},#\n\
         {\"name\":\"Three\",\"date\":\"2021-03-01\"}\n]\n",
    ),
    (
        "a.jsonl",
        "{\"name\":\"One\",\"date\":\"2021-01-01\"}\n{\"name\":\"Hà@i\",\"date\":\"2021-02-01\"}\n#\
         {\"name\":\"Three\",\"date\":\"2021-03-01\"}\n",
    ),
    (
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[\n\
         {\"type\":\"Feature\",\"properties\":{\"name\":\"One\"},\"geometry\":null},\n\
         {\"type\":\"Feature\",\"properties\":{\"name\":\"Hà@i\"},\"geometry\":null},#\n\
         {\"type\":\"Feature\",\"properties\":{\"name\":\"Three\"},\"geometry\":null}]}\n",
    ),
    (
        "a.kml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n\
         <Placemark><name>One</name></Placemark>\n<Placemark><name>Hà@i</name></Placemark>\n#\
         <Placemark><name>Three</name></Placemark></Document></kml>\n",
    ),
    (
        "a.gpx",
        "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\">\n<wpt lat=\"22\" lon=\"106\"><name>One</name></wpt>\n\
         <wpt lat=\"22\" lon=\"106\"><name>Hà@i</name></wpt>\n#<wpt lat=\"22\" lon=\"106\"><name>Three</name></wpt></gpx>\n",
    ),
    (
        "a.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20210101\r\nSUMMARY:One\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20210201\r\nSUMMARY:Hà@i\r\nEND:VEVENT\r\n#BEGIN:VEVENT\r\nUID:3\r\n\
         DTSTART:20210301\r\nSUMMARY:Three\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    (
        "a.ron",
        "[\n    Milestone(id: \"a\", name: (vi: \"One\", en: \"x\")),\n    Milestone(id: \"b\", name: (vi: \"Hà@i\", en: \"x\")),\n\
         #    Milestone(id: \"c\", name: (vi: \"Three\", en: \"x\")),\n]\n",
    ),
];

/// The file with these bytes in a text, or else between two entries.
fn with(file: &str, bytes: &[u8], within: bool) -> Vec<u8> {
    let put = |c: char| match c {
        '@' if within => bytes.to_vec(),
        '#' if !within => bytes.to_vec(),
        '@' | '#' => Vec::new(),
        c => c.to_string().into_bytes(),
    };
    file.chars().flat_map(put).collect()
}

fn names(loaded: &Loaded) -> Vec<&str> {
    loaded.dataset.records().iter().map(name).collect()
}

#[test]
fn a_byte_gone_wrong_is_replaced_and_told_with_its_place() {
    for (file, text) in FILES {
        for bytes in [&b"\xFF"[..], b"\xE1\xBB", b"\xED"] {
            let loaded = read(file, with(text, bytes, true));
            let found = names(&loaded);
            for wanted in ["One", "Hà\u{fffd}i", "Three"] {
                assert!(found.contains(&wanted), "{file}: {wanted} is not among {found:?}: {}", told(&loaded));
            }
            let problem = loaded.problems.iter().find(|problem| problem.rule == Rule::Encoding).unwrap();
            let before = &text[..text.find('@').unwrap()];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().filter(|c| *c != '#').count() + 1;
            let at = (problem.origin.line as usize, problem.origin.column as usize);
            assert_eq!(at, (line, column), "{file}: {}", told(&loaded));
            let said = Words::new(Lang::Vi).problem(problem);
            assert!(said.contains("bảng mã UTF-8") && !said.contains("bytes"), "{said}");
        }
    }
}

#[test]
fn what_stands_between_entries_or_in_one_costs_no_other() {
    for (file, text) in FILES {
        for (bytes, within) in
            [(&b"\xFF"[..], false), (b"\x01", false), (b"\0", false), (b"\x01", true), (b"\x1B", true)]
        {
            let loaded = read(file, with(text, bytes, within));
            let found = names(&loaded);
            let kept = ["One", "Three"].iter().filter(|wanted| found.contains(*wanted)).count();
            // where it stands before an entry, it may be taken as a part of that
            assert!(
                kept == 2 || !within && kept == 1 && errors(&loaded) > 0,
                "{file} {bytes:?}: {found:?} {}",
                told(&loaded)
            );
            assert!(
                within || found.iter().any(|name| name.contains("Hài")),
                "{file} {bytes:?}: {found:?} {}",
                told(&loaded)
            );
        }
    }
}

#[test]
fn what_is_another_encoding_is_read_as_that() {
    let map = |name: &str| format!("<kml><Document><Placemark><name>{name}</name></Placemark></Document></kml>");
    let said = "中越友谊关口岸恢复通关";
    for (file, text) in [("a.json", format!("[{{\"名称\":\"{said}\"}}]")), ("a.kml", map(said))] {
        let loaded = read(file, encoding_rs::GBK.encode(&text).0);
        assert!(names(&loaded).contains(&said), "{file}: {}", told(&loaded));
        assert!(loaded.problems.iter().any(|problem| problem.rule == Rule::GuessedEncoding), "{}", told(&loaded));
    }
}
