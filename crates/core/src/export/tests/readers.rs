//! Each format read by somebody else's reader, or held against what its specification asks for.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value as Json;

use super::*;
use crate::export::collection::is_line;
use crate::model::Kind;

fn lost(export: &Export, what: LostPart) -> usize {
    export.losses.iter().find(|loss| loss.what == what).map_or(0, |loss| loss.records)
}

fn survey(dataset: &Dataset, format: Format) -> Survey {
    let words = Words::new(Lang::Vi);
    Survey::count_losses(&Job::new(dataset, &words, &rows(dataset), ExportNote::default()), format)
}

#[test]
fn a_calendar_has_what_is_dated_to_the_day_and_accounts_for_the_rest() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::Ics);
    let calendar: icalendar::Calendar = text(&export).parse().unwrap();
    let events: Vec<&icalendar::Event> = calendar.events().collect();
    assert_eq!(events.len(), survey(&dataset, Format::Ics).written);
    let left = lost(&export, LostPart::LeftUndated) + lost(&export, LostPart::LeftInexact);
    assert_eq!(events.len() + left, dataset.len());
    let uids: BTreeSet<&str> = events.iter().map(|event| icalendar::Component::get_uid(*event).unwrap()).collect();
    assert_eq!(uids.len(), events.len(), "every event has an id of its own");
    for line in text(&export).split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line:?}");
    }
}

#[test]
fn an_event_of_one_day_ends_on_the_next() {
    use icalendar::{CalendarDateTime, Component, DatePerhapsTime};
    let dataset = loaded(
        r#"[
        Milestone(id: "day", name: (vi: "a; b,\nc", en: "a"), date: "2021-04-09", cite: ["s"]),
        Milestone(id: "days", name: (vi: "a", en: "a"), date: "2024-02-28/2024-03-01", cite: ["s"]),
        Milestone(id: "time", name: (vi: "a", en: "a"), date: "2021-04-09T10:30:00+07:00", cite: ["s"]),
        Milestone(id: "month", name: (vi: "a", en: "a"), date: "2021-04", cite: ["s"]),
        Milestone(id: "about", name: (vi: "a", en: "a"), date: "2021-04-09~", cite: ["s"]),
        Milestone(id: "open", name: (vi: "a", en: "a"), date: "2021-04-09/..", cite: ["s"]),
        Milestone(id: "never", name: (vi: "a", en: "a"), cite: ["s"]),
    ]"#,
    )
    .dataset;
    let export = all(&dataset, Format::Ics);
    let calendar: icalendar::Calendar = text(&export).parse().unwrap();
    let day = |y, m, d| Some(DatePerhapsTime::Date(chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap()));
    let found: Vec<_> =
        calendar.events().map(|e| (e.get_summary().unwrap().to_owned(), e.get_start(), e.get_end())).collect();
    assert_eq!(found[0], ("a; b,\nc".to_owned(), day(2021, 4, 9), day(2021, 4, 10)));
    assert_eq!(found[1], ("a".to_owned(), day(2024, 2, 28), day(2024, 3, 2)));
    let Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(time))) = found[2].1 else { panic!("{:?}", found[2]) };
    assert_eq!(time.to_rfc3339(), "2021-04-09T03:30:00+00:00");
    assert_eq!(found.len(), 3);
    assert_eq!(lost(&export, LostPart::LeftInexact), 3);
    assert_eq!(lost(&export, LostPart::LeftUndated), 1);
}

#[test]
fn a_workbook_has_a_sheet_a_kind_with_typed_cells() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::Xlsx);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export.bytes)).unwrap();
    let words = Words::new(Lang::Vi);
    let mut records = 0;
    for kind in crate::model::Kind::ALL {
        let of_kind = dataset.of_kind(kind).count();
        let name: String = words.kinds(kind).chars().take(27).collect();
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.height(), of_kind + 1, "{name}");
        let filled = |column: usize| range.rows().skip(1).any(|row| row[column] != Data::Empty);
        assert!((0..range.width()).all(filled), "{name} has an empty column");
        records += range.height() - 1;
        let column = |wanted: &str| range.rows().next().unwrap().iter().position(|cell| cell == wanted);
        for row in range.rows().skip(1) {
            for (name, typed) in [("id", is_text as fn(&Data) -> bool), ("lat", is_number), ("earliest_start", is_date)]
            {
                let cell = column(name).map_or(&Data::Empty, |at| &row[at]);
                assert!(typed(cell) || (name != "id" && *cell == Data::Empty), "{name}: {cell:?}");
            }
        }
    }
    assert_eq!(records, dataset.len());
}

fn is_text(cell: &Data) -> bool {
    matches!(cell, Data::String(_))
}

fn is_number(cell: &Data) -> bool {
    matches!(cell, Data::Float(_) | Data::Int(_))
}

fn is_date(cell: &Data) -> bool {
    matches!(cell, Data::DateTime(_))
}

#[test]
fn a_date_in_a_workbook_is_the_day_it_says() {
    let dataset =
        loaded(r#"[Milestone(id: "a", name: (vi: "=HYPERLINK(1)", en: "a"), date: "2021-04-09", cite: ["s"])]"#);
    let export = all(&dataset.dataset, Format::Xlsx);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export.bytes)).unwrap();
    let name = book.sheet_names()[1].clone();
    let range = book.worksheet_range(&name).unwrap();
    assert_eq!(range.get_value((1, 0)), Some(&Data::String("a".into())));
    let at = |wanted: &str| range.rows().next().unwrap().iter().position(|cell| cell == wanted).unwrap();
    let row: Vec<&Data> = range.rows().nth(1).unwrap().iter().collect();
    let Data::DateTime(day) = row[at("earliest_start")] else { panic!() };
    assert_eq!(day.to_ymd_hms_milli(), (2021, 4, 9, 0, 0, 0, 0));
    let Data::DateTime(last) = row[at("latest_end")] else { panic!() };
    assert_eq!(last.to_ymd_hms_milli(), (2021, 4, 9, 0, 0, 0, 0), "the last day is the last day");
    assert_eq!(*row[at("name_vi")], Data::String("=HYPERLINK(1)".into()), "a text, not a formula");
    assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none());
}

#[test]
fn the_sheet_of_sources_has_what_the_records_cite() {
    let dataset = builtin().dataset;
    let one = dataset.ix("early-spring-2021").unwrap();
    let export = export(&dataset, &[one], Format::Xlsx, &ExportNote::default());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export.bytes)).unwrap();
    let name: String = Words::new(Lang::Vi).kinds(crate::model::Kind::Source).to_owned();
    let range = book.worksheet_range(&name).unwrap();
    let ids: Vec<String> = range.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert!(ids.contains(&"000".to_owned()), "{ids:?}");
}

#[test]
fn kml_is_well_formed_and_has_every_event_and_placed_register_with_its_time() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::Kml);
    let mut reader = quick_xml::Reader::from_str(text(&export));
    let mut counts = std::collections::BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                if name == "Placemark" {
                    order.clear();
                }
                order.push(name.clone());
                *counts.entry(name).or_insert(0) += 1;
            }
            quick_xml::events::Event::End(tag) if tag.name().as_ref() == b"Placemark" => assert_kml_order(&order),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let held = dataset.len() - lost(&export, LostPart::LeftUnplaced);
    assert_eq!(counts["Placemark"], held);
    assert_eq!(counts["TimeStamp"] + counts["TimeSpan"], held - lost(&export, LostPart::Undated));
    assert!(counts["Point"] >= held - lost(&export, LostPart::Unplaced));
    assert_eq!(counts["Style"], counts["Folder"], "a symbol for each kind");
    assert!(counts.keys().all(|name| KML.contains(&name.as_str())), "{counts:?}");
}

/// The elements that are used, all of which KML 2.2 has.
const KML: [&str; 25] = [
    "styleUrl",
    "IconStyle",
    "color",
    "Icon",
    "href",
    "BalloonStyle",
    "text",
    "kml",
    "Document",
    "Folder",
    "Placemark",
    "name",
    "description",
    "TimeStamp",
    "TimeSpan",
    "when",
    "begin",
    "end",
    "ExtendedData",
    "Data",
    "value",
    "MultiGeometry",
    "Point",
    "coordinates",
    "Style",
];

/// Children of a feature stand in the order of the schema.
fn assert_kml_order(tags: &[String]) {
    let order = [
        "Placemark",
        "name",
        "description",
        "TimeStamp",
        "TimeSpan",
        "styleUrl",
        "ExtendedData",
        "MultiGeometry",
        "Point",
    ];
    let places: Vec<usize> = tags.iter().filter_map(|tag| order.iter().position(|one| one == tag)).collect();
    assert!(places.is_sorted(), "{tags:?}");
}

#[test]
fn kml_gives_a_month_as_a_month_and_what_is_open_as_open() {
    let dataset = loaded(
        r#"[
        Milestone(id: "month", name: (vi: "a", en: "a"), date: "2021-04", cite: ["s"]),
        Milestone(id: "open", name: (vi: "a", en: "a"), date: "2024-02-17/..", cite: ["s"]),
        Milestone(id: "days", name: (vi: "a", en: "a"), date: "2024-02-17/2024-02-20", cite: ["s"]),
        Milestone(id: "about", name: (vi: "a", en: "a"), date: "2025-05~", cite: ["s"]),
        Milestone(id: "time", name: (vi: "a", en: "a"), date: "2025-05-01T00:00:00-04", cite: ["s"]),
    ]"#,
    )
    .dataset;
    let export = all(&dataset, Format::Kml);
    let kml = text(&export);
    assert!(kml.contains("<TimeStamp><when>2021-04</when></TimeStamp>"), "{kml}");
    assert!(kml.contains("<TimeSpan><begin>2024-02-17</begin></TimeSpan>"));
    assert!(kml.contains("<TimeSpan><begin>2024-02-17</begin><end>2024-02-20</end></TimeSpan>"));
    assert!(kml.contains("<when>2025-05-01T00:00:00-04:00</when>"));
    assert_eq!(lost(&export, LostPart::Doubt), 1);
}

/// What TimelineJS asks of its JSON: a year in every date, parts in their ranges, ids once.
#[test]
fn timelinejs_has_a_slide_for_every_dated_record() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::TimelineJs);
    let top: Json = serde_json::from_slice(&export.bytes).unwrap();
    assert!(top["title"]["text"]["headline"].is_string());
    let events = top["events"].as_array().unwrap();
    let left = lost(&export, LostPart::LeftUndated) + lost(&export, LostPart::LeftNoStart);
    assert_eq!(events.len() + left, dataset.len());
    assert!(lost(&export, LostPart::LeftNoStart) > 0);
    let words = Words::new(Lang::Vi);
    let mut ids = BTreeSet::new();
    for event in events {
        assert!(ids.insert(event["unique_id"].as_str().unwrap()));
        assert!(event["text"]["headline"].is_string());
        let record = dataset.by_id(event["unique_id"].as_str().unwrap()).unwrap();
        assert_eq!(event["display_date"], prose::capital(&words.date(record.date.as_ref().unwrap())));
        for date in [Some(&event["start_date"]), event.get("end_date")].into_iter().flatten() {
            assert!(date["year"].is_i64());
            for (part, range) in [("month", 1..=12), ("day", 1..=31), ("hour", 0..=23), ("minute", 0..=59)] {
                assert!(date.get(part).is_none_or(|number| range.contains(&number.as_i64().unwrap())), "{date}");
            }
            assert!(date.get("day").is_none() || date.get("month").is_some(), "{date}");
        }
    }
}

/// What Linked Places 1.3 asks for.
#[test]
fn linked_places_has_every_gate_and_place_as_the_format_wants_them() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::Lpf);
    let _geojson: ::geojson::FeatureCollection = text(&export).parse().unwrap();
    let top: Json = serde_json::from_slice(&export.bytes).unwrap();
    assert!(top["@context"].as_str().unwrap().starts_with("https://"));
    let features = top["features"].as_array().unwrap();
    assert_eq!(features.len() + lost(&export, LostPart::LeftNoPlace), dataset.len());
    for feature in features {
        assert!(feature["@id"].as_str().unwrap().starts_with("urn:km0:"));
        assert!(!feature["properties"]["title"].as_str().unwrap().is_empty());
        let classes = feature["properties"]["fclasses"].as_array().unwrap();
        assert!(classes.iter().all(|class| "AHLPRST".contains(class.as_str().unwrap())), "{classes:?}");
        let names = feature["names"].as_array().unwrap();
        assert!(names.iter().all(|name| name["toponym"].is_string()));
        assert!(names.iter().any(|name| name["citations"].is_array()), "{feature}");
        assert!(feature["geometry"].is_null() || feature["geometry"]["type"] == "Point");
        assert!(feature["types"].as_array().unwrap().iter().all(|one| one["sourceLabels"].is_array()));
        for relation in feature["relations"].as_array().into_iter().flatten() {
            assert!(relation["relationType"].as_str().unwrap().starts_with("gvp:"));
        }
        for_every_when(feature, &|when| {
            let spans = when["timespans"].as_array().unwrap();
            assert!(spans.iter().all(|span| span["start"].is_object()), "{when}");
        });
    }
}

fn for_every_when(json: &Json, check: &impl Fn(&Json)) {
    match json {
        Json::Object(members) => members.iter().for_each(|(name, value)| {
            if name == "when" {
                check(value);
            }
            for_every_when(value, check);
        }),
        Json::Array(values) => values.iter().for_each(|value| for_every_when(value, check)),
        _ => {}
    }
}

#[test]
fn sources_are_quoted_once_each_in_both_forms() {
    let dataset = builtin().dataset;
    let one = dataset.ix("early-spring-2021").unwrap();
    for of in [rows(&dataset), vec![one]] {
        let wanted: BTreeSet<String> = of
            .iter()
            .filter_map(|ix| dataset.record(*ix))
            .flat_map(|record| {
                let own = (record.kind == crate::model::Kind::Source).then(|| record.id.to_string());
                record.all_cites().into_iter().map(|cite| cite.source.to_string()).chain(own).collect::<Vec<_>>()
            })
            .collect();
        let bib = export(&dataset, &of, Format::Bibtex, &ExportNote::default());
        let bib = biblatex::Bibliography::parse(text(&bib)).unwrap();
        let keys: BTreeSet<String> = bib.iter().map(|entry| entry.key.clone()).collect();
        assert_eq!(keys, wanted);
        let csl = export(&dataset, &of, Format::Csl, &ExportNote::default());
        let csl: Json = serde_json::from_slice(&csl.bytes).unwrap();
        let ids: BTreeSet<String> =
            csl.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, wanted);
    }
}

#[test]
fn a_quoted_source_has_its_title_author_and_day() {
    use biblatex::ChunksExt;
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::Bibtex);
    let bib = biblatex::Bibliography::parse(text(&export)).unwrap();
    let entry = bib.get("003").unwrap();
    assert_eq!(entry.title().unwrap().format_verbatim(), "Xây dựng quan hệ hữu nghị, hợp tác cùng phát triển");
    assert_eq!(entry.get("author").unwrap().format_verbatim(), "Vũ Văn Đạt (TTXVN)");
    assert_eq!(entry.get("date").unwrap().format_verbatim(), "2024-02-17");
    let csl: Json = serde_json::from_slice(&all(&dataset, Format::Csl).bytes).unwrap();
    let item = csl.as_array().unwrap().iter().find(|item| item["id"] == "003").unwrap();
    assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2024, 2, 17]]));
    assert_eq!(item["type"], "report");
}

fn report(dataset: &Dataset, of: &[Ix], format: Format, form: ReportForm) -> String {
    String::from_utf8(written(dataset, of, format, form, Lang::En)).unwrap()
}

pub(super) fn written(dataset: &Dataset, of: &[Ix], format: Format, form: ReportForm, lang: Lang) -> Vec<u8> {
    let words = Words::new(lang);
    let job = Job::new(dataset, &words, of, ExportNote::default()).with_form(form);
    let survey = Survey::count_losses(&job, format);
    let mut bytes = Vec::new();
    write(&job, format, &survey, &mut bytes, &Watch::default()).unwrap();
    bytes
}

#[test]
fn every_note_of_a_report_is_there_once_and_is_called() {
    let dataset = builtin().dataset;
    let gate = dataset.ix("huu-nghi").unwrap();
    for (of, form) in [
        (rows(&dataset), ReportForm::List),
        (vec![gate], ReportForm::Pages),
        (vec![gate], ReportForm::Briefing),
        (rows(&dataset), ReportForm::Along),
    ] {
        let html = report(&dataset, &of, Format::Html, form);
        let called: BTreeSet<&str> = parts(&html, "href=\"#n", "\"").collect();
        let given: Vec<&str> = parts(&html, "<li id=\"n", "\"").collect();
        assert_eq!(given.iter().copied().collect::<BTreeSet<_>>(), called);
        assert_eq!(given.len(), called.len());
        let markdown = report(&dataset, &of, Format::Markdown, form);
        let given = markdown.lines().filter(|line| line.starts_with("[^") && line.contains("]: ")).count();
        assert_eq!(given, called.len());
    }
}

#[test]
fn every_mark_of_a_drawing_leads_to_its_entry_and_every_entry_to_its_mark() {
    let dataset = builtin().dataset;
    let gate = dataset.ix("ta-lung").unwrap();
    let about: Vec<Ix> = dataset.back_links(gate).iter().map(|link| link.to).collect();
    for (of, form) in [
        (rows(&dataset), ReportForm::List),
        (about, ReportForm::List),
        (vec![gate], ReportForm::Pages),
        (vec![gate], ReportForm::Briefing),
    ] {
        let html = report(&dataset, &of, Format::Html, form);
        assert!(html.len() < 2_000_000, "{} bytes", html.len());
        let ids: Vec<&str> = parts(&html, " id=\"", "\"").collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "each place has a name of its own");
        let lost: Vec<&str> = parts(&html, "href=\"#", "\"").filter(|to| !known.contains(to)).collect();
        assert_eq!(lost, Vec::<&str>::new(), "every link leads somewhere");
        let marked: BTreeSet<&str> = parts(&html, "<a id=\"t1-", "\"").collect();
        let called: BTreeSet<&str> = parts(&html, "href=\"#t1-", "\"").collect();
        if form != ReportForm::Briefing {
            assert!(!marked.is_empty());
            assert_eq!(marked, called);
        }
    }
}

#[test]
fn a_large_report_begins_with_its_contents_and_says_everything_once() {
    let dataset = builtin().dataset;
    let all = rows(&dataset);
    for lang in Lang::ALL {
        let bytes = written(&dataset, &all, Format::Html, ReportForm::Pages, lang).len();
        assert!(bytes < 2_000_000, "{bytes} bytes in {lang:?}");
    }
    let html = report(&dataset, &all, Format::Html, ReportForm::Pages);
    let known: BTreeSet<&str> = parts(&html, " id=\"", "\"").collect();
    let lost: Vec<&str> = parts(&html, "href=\"#", "\"").filter(|to| !known.contains(to)).collect();
    assert_eq!(lost, Vec::<&str>::new(), "every link leads somewhere");
    let contents = parts(&html, "<nav", "</nav>").next().unwrap();
    // what has a time, and gates, have pages; registers are a line each in a list
    let lines: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| is_line(*kind)).collect();
    let counts = |kind: &Kind| dataset.of_kind(*kind).count();
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| !is_line(*kind)).collect();
    let pages: usize = kinds.iter().map(counts).sum();
    // a kind with very many is named, and its records are not
    let named: Vec<usize> = kinds.iter().map(counts).filter(|count| *count <= 125).collect();
    assert_eq!(contents.matches("<li>").count(), named.iter().sum::<usize>());
    assert_eq!(contents.matches("<details>").count(), named.len());
    assert!(named.len() > 5);
    assert_eq!(html.matches("<h2 id=\"k").count(), lines.len());
    assert_eq!(html.matches("<article id=").count(), all.len() - pages);
    for (ix, record) in dataset.rows().zip(dataset.records()) {
        assert!(known.contains(format!("r{}", ix.row()).as_str()), "{} has a place", record.id);
    }
    // each source is quoted in full where its line is, and notes lead there
    let source = dataset.by_id("002").unwrap();
    let title = prose::escaped(source.name.get(Lang::En));
    assert_eq!(parts(&html, "<strong>", "</strong>").filter(|name| *name == title).count(), 1);
    assert!(parts(&html, "<li id=\"n", "</li>").all(|note| note.contains("<a href=\"#r")));
    // what a promise says stands on its own page, not on all that name it
    let promise = dataset.by_id("widen-huu-nghi-road-14-lanes").unwrap();
    assert_eq!(html.matches(&prose::escaped(promise.summary.get(Lang::En))).count(), 1);
    let list = report(&dataset, &all, Format::Html, ReportForm::List);
    let groups: BTreeSet<&str> = parts(&list, "<h2 id=\"", "\"").collect();
    let led: BTreeSet<&str> = parts(parts(&list, "<nav", "</nav>").next().unwrap(), "href=\"#", "\"").collect();
    assert_eq!(groups, led);
    assert!(!report(&dataset, &all[..1], Format::Html, ReportForm::List).contains("<nav"), "one group needs none");
}

#[test]
fn the_steps_of_a_story_share_one_ground() {
    use crate::pages::Reader;
    use crate::pages::story::ToldStory;
    let dataset = builtin().dataset;
    let words = Words::new(Lang::Vi);
    let (reader, corpus) = (Reader { dataset: &dataset, words: &words }, crate::query::Corpus::new(&dataset));
    let mut stories = 0;
    for (name, view) in crate::saved::stories_of(&dataset) {
        let told = ToldStory::from_view(&reader, &corpus, &view).unwrap();
        let steps = told.scenes.len();
        let job = Job::of_story(&dataset, &words, told);
        let survey = Survey::count_losses(&job, Format::Html);
        let mut bytes = Vec::new();
        write(&job, Format::Html, &survey, &mut bytes, &Watch::default()).unwrap();
        let html = String::from_utf8(bytes).unwrap();
        assert_eq!(html.matches("<g id=\"ground\">").count(), 1, "{name}");
        let maps = html.matches("<use href=\"#ground\"").count();
        assert!(maps > 1 && maps <= steps && maps == html.matches("<svg class=\"map\"").count(), "{name}: {maps}");
        assert!(html.len() < 280_000, "{name} takes {} bytes", html.len());
        stories += 1;
    }
    assert!(stories > 2);
    // an element that is used elsewhere is not in what it is shown in
    let style = include_str!("../report.css");
    assert!(
        ["a", "l", "border", "unit", "land", "front", "sea"]
            .iter()
            .all(|class| !style.contains(&format!("svg .{class} ")))
    );
}

#[test]
fn the_gates_along_the_border_are_a_drawing_a_table_and_a_section_each() {
    let dataset = builtin().dataset;
    let gates: Vec<&str> = dataset.of_kind(Kind::Gate).map(|(_, gate)| gate.name.get(Lang::En)).collect();
    let html = report(&dataset, &rows(&dataset), Format::Html, ReportForm::Along);
    assert!(html.len() < 1_500_000, "{} bytes", html.len());
    let ids: Vec<&str> = parts(&html, " id=\"", "\"").collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "each place has a name of its own");
    let lost: Vec<&str> = parts(&html, "href=\"#", "\"").filter(|to| !known.contains(to)).collect();
    assert_eq!(lost, Vec::<&str>::new(), "every link leads somewhere");
    assert!(["<script", "<link", "<img", " src=", "url("].iter().all(|wanting| !html.contains(wanting)));
    let svg = parts(&html, "<svg class=\"along\"", "</svg>").next().unwrap();
    assert_eq!(html.matches("<svg").count(), 1);
    for band in ["open", "reopened", "suspended", "notopen", "trial", "class3", "class2", "class1", "class0"] {
        assert!(svg.contains(&format!(" {band}\"")), "{band}");
    }
    let chapters: BTreeSet<&str> = parts(&html, "<h2>", "</h2>").collect();
    for name in gates {
        let name = prose::escaped(name);
        assert!(svg.contains(&format!(">{name}</text>")) && chapters.contains(name.as_str()), "{name}");
    }
    assert_eq!(
        parts(&html, "<tbody>", "</tbody>").next().unwrap().matches("<tr>").count(),
        dataset.of_kind(Kind::Gate).count()
    );
    let cao_bang: Vec<Ix> =
        dataset.rows().filter(|ix| dataset.record(*ix).is_some_and(|record| &*record.id == "tra-linh")).collect();
    let one = report(&dataset, &cao_bang, Format::Markdown, ReportForm::Along);
    assert!(one.contains("## Trà Lĩnh") && !one.contains("## Tà Lùng"), "{one}");
}

#[test]
fn what_a_report_leaves_out_is_a_line_at_its_end_with_a_link_from_its_head() {
    let dataset = builtin().dataset;
    let html = report(&dataset, &rows(&dataset), Format::Html, ReportForm::List);
    let (head, rest) = html.split_once("</header>").unwrap();
    assert!(head.contains("<a href=\"#left-out\">This report does not hold all there is"));
    let left = parts(rest, "id=\"left-out\">", "</section>").next().unwrap();
    assert_eq!(left.matches("<p>").count(), 1);
    assert!(left.contains("Without these fields: ") && left.contains("Independent reports"), "{left}");
    let gate = dataset.ix("ta-lung").unwrap();
    assert!(!report(&dataset, &[gate], Format::Html, ReportForm::Pages).contains("left-out"));
}

fn parts<'a>(text: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).map(move |rest| rest.split(after).next().unwrap())
}

#[test]
fn a_list_names_every_record_and_a_page_says_all() {
    let dataset = builtin().dataset;
    let html = report(&dataset, &rows(&dataset), Format::Html, ReportForm::List);
    for record in dataset.records() {
        assert!(html.contains(&prose::escaped(record.name.get(Lang::En))), "{}", record.id);
        if let Some(caveat) = record.text(Field::Caveat) {
            assert!(html.contains(&prose::escaped(caveat.get(Lang::En))), "{}", record.id);
        }
    }
    let gate = dataset.ix("huu-nghi").unwrap();
    let page = report(&dataset, &[gate], Format::Html, ReportForm::Pages);
    assert!(page.contains("<h1>Hữu Nghị"), "{}", &page[..2000]);
    let chapters: Vec<&str> = parts(&page, "<h2>", "</h2>").collect();
    assert_eq!(chapters, ["Places on the map", "Sources"], "the title is said once");
}

#[test]
fn a_report_asks_for_nothing_from_the_network() {
    let dataset = builtin().dataset;
    let html = report(&dataset, &rows(&dataset), Format::Html, ReportForm::List);
    for wanting in ["<script", "<link", "<img", "<iframe", " src=", "@import", "url("] {
        assert!(!html.contains(wanting), "{wanting}");
    }
}

#[test]
fn a_caveat_is_in_every_format_that_has_room_for_text() {
    let dataset = builtin().dataset;
    let (ix, record) = dataset
        .rows()
        .zip(dataset.records())
        .find(|(_, record)| {
            let exact = record
                .date
                .as_ref()
                .is_some_and(|d| d.precision() == crate::model::Precision::Day && !d.is_approximate());
            record.get(Field::Caveat).is_some() && exact
        })
        .unwrap();
    let caveat = record.text(Field::Caveat).unwrap().get(Lang::Vi);
    let start: String = caveat.chars().take(20).collect();
    for format in Format::ALL {
        if matches!(format.unit(), WrittenUnit::Places | WrittenUnit::Sources)
            || matches!(format, Format::Xlsx | Format::Docx)
        {
            continue;
        }
        let export = export(&dataset, &[ix], format, &ExportNote::default());
        let text = text(&export).replace("\r\n ", "").replace("\\,", ",").replace('\\', "");
        assert!(text.contains(&start), "{format:?}");
    }
}
