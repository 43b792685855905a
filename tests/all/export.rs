//! Exports written by the real binary and read by other libraries.

use std::fs;
use std::path::Path;

use km0_core::dataset;
use serde_json::Value;

use crate::program::{code, km0, printed, stderr};

const QUERIES: [&str; 6] =
    ["", "kind:agreement", "gate:ta-lung", "huu nghi", "after:2022 before:2023", "place:cao-bang -kind:figure"];
pub(crate) const HOSTILE: &str = "tests/data/hostile.ron";

fn listed(query: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(&printed(&["list", "-q", query, "--sort", "file", "--json"])).unwrap();
    json.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

fn exported(query: &str, format: &str) -> String {
    printed(&["export", "-q", query, "-f", format])
}

#[test]
fn every_format_has_the_records_of_the_list_in_the_order_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    for query in QUERIES {
        let ids = listed(query);
        assert!(!ids.is_empty(), "{query}");
        let json: Value = serde_json::from_str(&exported(query, "json")).unwrap();
        let of = |value: &Value| value["id"].as_str().unwrap().to_owned();
        assert_eq!(json["records"].as_array().unwrap().iter().map(of).collect::<Vec<_>>(), ids, "{query}");
        assert_eq!(json["count"], ids.len());
        let geo: geojson::FeatureCollection = exported(query, "geojson").parse().unwrap();
        assert_eq!(geo.features.len(), ids.len(), "{query}");
        let csv = exported(query, "csv");
        let rows: Vec<_> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
        assert_eq!(rows.iter().map(|row| row[0].to_owned()).collect::<Vec<_>>(), ids, "{query}");
        let file = folder.path().join("again.ron");
        fs::write(&file, exported(query, "ron")).unwrap();
        let again = dataset::open(&file).dataset;
        assert_eq!(again.records().iter().map(|record| record.id.to_string()).collect::<Vec<_>>(), ids, "{query}");
    }
}

#[test]
fn exports_name_the_edition_of_the_boundaries() {
    for format in ["json", "geojson"] {
        let json: Value = serde_json::from_str(&exported("kind:gate", format)).unwrap();
        assert!(json["boundaries"]["edition"].as_str().unwrap().contains("1.1.0"), "{format}");
    }
    assert!(exported("kind:gate", "ron").contains("// boundaries: OpenStreetMap"));
}

#[test]
fn geojson_has_null_geometry_for_what_has_no_position() {
    let text = exported("", "geojson");
    let top: Value = serde_json::from_str(&text).unwrap();
    let features = top["features"].as_array().unwrap();
    assert!(features.iter().all(|feature| feature.get("geometry").is_some()));
    let of = |id: &str| features.iter().find(|feature| feature["id"] == id).unwrap();
    assert_eq!(of("trade")["geometry"], Value::Null);
    assert_eq!(of("huu-nghi")["geometry"]["type"], "Point");
    let [lon, lat] = [0, 1].map(|i| of("huu-nghi")["geometry"]["coordinates"][i].as_f64().unwrap());
    assert!((106.0..108.0).contains(&lon) && (21.0..23.0).contains(&lat), "longitude comes first");
    assert!(top.get("crs").is_none());
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_defused() {
    let csv = printed(&["export", "-f", "csv", "--data", HOSTILE]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers().unwrap().clone();
    for row in reader.records().map(Result::unwrap) {
        assert_eq!(row.len(), columns.len());
        for cell in &row {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!runs, "{cell:?}");
        }
    }
    assert!(csv.contains("'=HYPERLINK"));
}

#[test]
fn hostile_text_stays_text_in_every_format_and_commands_no_terminal() {
    for format in ["json", "geojson", "timelinejs", "lpf", "csl"] {
        let text = printed(&["export", "-f", format, "--data", HOSTILE]);
        let _parses: Value = serde_json::from_str(&text).unwrap();
    }
    for (format, pages) in [("html", false), ("html", true), ("kml", false), ("markdown", false), ("ics", false)] {
        let mut args = vec!["export", "-f", format, "--data", HOSTILE];
        args.extend(pages.then_some("--pages"));
        let text = printed(&args);
        assert!(!text.contains("<script>") && !text.contains("<img"), "{format}: {text}");
        assert!(!text.contains(['\u{1b}', '\u{7}', '\0']), "{format}");
    }
    for args in [&["list"][..], &["show", "esc"], &["show", "rtl"]] {
        let text = printed(&[args, &["--data", HOSTILE]].concat());
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn the_scope_says_which_records_are_taken() {
    let count = |args: &[&str]| -> usize {
        let top: Value = serde_json::from_str(&printed(&[&["export", "-f", "json"], args].concat())).unwrap();
        assert_eq!(top["count"], top["records"].as_array().unwrap().len());
        top["records"].as_array().unwrap().len()
    };
    let all = count(&["--scope", "all", "-q", "kind:gate"]);
    assert_eq!(all, listed("").len());
    assert_eq!(count(&["-q", "kind:gate"]), listed("kind:gate").len());
    assert_eq!(count(&["--select", "huu-nghi", "--select", "ta-lung"]), 2);
    let related = count(&["--select", "huu-nghi", "--related"]);
    assert!(related > 20 && related < all, "{related}");
    let refused = km0(&["export", "-f", "json", "--scope", "selection"]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("nothing is selected"), "{}", stderr(&refused));
    let refused = km0(&["export", "-f", "csv", "--pages"]);
    assert!(stderr(&refused).contains("--pages goes with docx, html"), "{}", stderr(&refused));
}

#[test]
fn what_is_related_stands_on_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.ron");
    printed(&["export", "-f", "ron", "--select", "early-spring-2021", "--related", "-o", path.to_str().unwrap()]);
    let part = dataset::open(&path).dataset;
    let meeting = part.by_id("early-spring-2021").unwrap();
    assert!(meeting.links().all(|(_, id)| part.by_id(id).is_some()));
    assert!(meeting.all_cites().iter().all(|cite| part.by_id(&cite.source).is_some()));
}

#[test]
fn the_number_announced_is_the_number_in_the_file() {
    let announced = |format: &str| {
        let output = km0(&["export", "-f", format]);
        let notes = stderr(&output);
        let number = notes.chars().filter(|c| *c != ',').take_while(char::is_ascii_digit).collect::<String>();
        (number.parse::<usize>().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let count = |text: &str, what: &str| text.matches(what).count();
    let (number, text) = announced("ics");
    assert_eq!(count(&text, "BEGIN:VEVENT"), number);
    let (number, text) = announced("kml");
    assert_eq!(count(&text, "<Placemark"), number);
    let (number, text) = announced("timelinejs");
    assert_eq!(count(&text, "\"unique_id\""), number);
    let (number, text) = announced("lpf");
    let features: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(features["features"].as_array().unwrap().len(), number);
    let (number, text) = announced("bibtex");
    assert_eq!(text.lines().filter(|line| line.starts_with('@')).count(), number);
}

#[test]
fn a_file_is_not_overwritten_unasked_and_stays_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    let name = path.to_str().unwrap();
    fs::write(&path, "mine").unwrap();
    let args = ["export", "-f", "json", "-q", "kind:gate", "-o", name];
    let output = km0(&args);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains(&format!("add --force to overwrite it: {name}")), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    let output = km0(&[&args[..], &["--force"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), exported("kind:gate", "json"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_folder_that_is_not_there_is_told_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/out.csv");
    let output = km0(&["export", "-f", "csv", "-o", path.to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no such folder"), "{}", stderr(&output));
    assert!(!Path::new(&folder.path().join("no")).exists());
}

#[test]
fn what_a_format_leaves_out_is_told_beside_the_export() {
    let output = km0(&["export", "-f", "kml", "-q", "kind:meeting"]);
    let notes = stderr(&output);
    assert!(notes.contains("no room for these fields"), "{notes}");
    assert!(notes.contains("Who took part ("), "{notes}");
    let whole = km0(&["export", "-f", "json"]);
    assert!(!stderr(&whole).contains("note:"), "{}", stderr(&whole));
}
