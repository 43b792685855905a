//! Hostile texts, and work that is ended before it is done.

use proptest::prelude::*;

use super::*;

fn written(dataset: &Dataset, rows: &[Ix], format: Format) -> Vec<u8> {
    export(dataset, rows, format, &ExportNote::default()).bytes
}

#[test]
fn a_file_of_cancelled_work_is_not_there() {
    let dataset = builtin().dataset;
    let words = Words::new(Lang::En);
    let job = Job::new(&dataset, &words, &rows(&dataset), ExportNote::default());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    let watch = Watch::default();
    watch.cancel();
    let survey = Survey::count_losses(&job, Format::Csv);
    assert!(write_file(&job, Format::Csv, &survey, &path, false, &watch).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let watch = Watch::default();
    let beside = write_file(&job, Format::Csv, &survey, &path, false, &watch).unwrap();
    assert_eq!(beside, Some(folder.path().join("out.datapackage.json")));
    assert_eq!(watch.done(), dataset.len() as u64);
}

/// A dataset of one record that is called so, dated and cited.
fn called(name: &str) -> Dataset {
    let source = "[Milestone(id: \"a\", name: (vi: \"x\", en: \"x\"), date: \"2021-04-09\", cite: [\"s\"])]";
    let mut record = loaded(source).dataset.records()[0].clone();
    record.name.vi = name.into();
    record.name.en = name.into();
    record.summary.vi = name.into();
    Dataset::new(crate::dataset::decode::About::default(), vec![record])
}

/// The text of the first element of this name.
fn element(xml: &str, name: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut inside, mut out) = (false, String::new());
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == b"Placemark" => inside = false,
            Event::Start(tag) => inside = tag.name().as_ref() == name.as_bytes(),
            Event::Text(text) if inside => out.push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) if inside => {
                out.push_str(match entity.decode().unwrap().as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("{other}"),
                });
            }
            Event::End(tag) if inside && tag.name().as_ref() == name.as_bytes() => return out,
            Event::Eof => panic!("no {name}"),
            _ => {}
        }
    }
}

fn harmless(name: &str) -> String {
    name.replace('\r', "\n").chars().filter(|c| matches!(c, '\t' | '\n') || !c.is_control()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_record_is_called_it_stays_a_name(name in "[a-z<>&\"'=;,:\\\\\n\r\t]{1,12}|.{1,20}") {
        let dataset = called(&name);
        let all = rows(&dataset);
        let as_text = |format| String::from_utf8(written(&dataset, &all, format)).unwrap();
        let kml = as_text(Format::Kml);
        let placemark = &kml[kml.find("<Placemark").unwrap()..kml.find("</Folder>").unwrap()];
        let wanted = harmless(&name).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect::<String>();
        prop_assert_eq!(element(placemark, "name"), wanted);
        let html = as_text(Format::Html);
        let foreign = html.split('<').skip(1).find(|tag| {
            let tag = tag.trim_start_matches('/');
            !TAGS.iter().any(|known| tag.starts_with(known))
        });
        prop_assert_eq!(foreign, None);
        let calendar: icalendar::Calendar = as_text(Format::Ics).parse().unwrap();
        prop_assert_eq!(calendar.events().count(), 1);
        for format in [Format::TimelineJs, Format::Json, Format::GeoJson] {
            let _parses: serde_json::Value = serde_json::from_str(&as_text(format)).unwrap();
        }
        let event: serde_json::Value = serde_json::from_str(&as_text(Format::TimelineJs)).unwrap();
        // what has no sign that can be shown has no headline
        let headline = event["events"][0]["text"]["headline"].as_str();
        prop_assert!(headline.map_or(harmless(&name).trim().is_empty(), |headline| !headline.contains('<')));
    }
}

/// What a report has of tags.
const TAGS: [&str; 43] = [
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "h1",
    "h2",
    "h3",
    "p",
    "b>",
    "i>",
    "a ",
    "a>",
    "sup",
    "small",
    "section",
    "ul",
    "ol",
    "li",
    "footer",
    "div",
    "table",
    "t",
    "br",
    "main",
    "article",
    "strong",
    "span",
    "figure",
    "figcaption",
    "svg",
    "path",
    "circle",
    "rect",
    "g ",
    "g>",
    "nav",
    "details",
    "summary",
    "use",
];

#[test]
fn a_full_disk_ends_the_work_in_every_format() {
    struct Full(usize);
    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let dataset = builtin().dataset;
    let words = Words::new(Lang::En);
    for format in Format::ALL {
        let job = Job::new(&dataset, &words, &rows(&dataset), ExportNote::default());
        let survey = Survey::count_losses(&job, format);
        let mut full = Full(2_000);
        let outcome = write(&job, format, &survey, &mut full, &Watch::default());
        assert!(matches!(outcome, Err(Stopped::Io(_))), "{format:?}");
        let _flushes = full.flush();
    }
}
