//! Formats that lose nothing: what they wrote is put together again by other means.

use serde_json::{Map, Value as Json};

use super::*;
use crate::dataset::derived::OF_FEATURES;

/// The record's own JSON without what is worked out.
fn wanted(dataset: &Dataset, ix: Ix) -> Json {
    let mut json = record_json(dataset, ix).unwrap();
    json.as_object_mut()
        .unwrap()
        .retain(|name, _| !matches!(name.as_str(), "bounds" | "derived_date" | "derived_from"));
    json
}

const LANGS: [&str; 5] = ["vi", "en", "zh", "pinyin", "zh_cite"];

/// Puts `name_vi`, `name_en` … back into a group, as one who reads our files does.
fn gather(members: &Map<String, Json>) -> Json {
    let mut out = Map::new();
    for (name, value) in members {
        let split = LANGS.iter().find_map(|lang| Some((name.strip_suffix(lang)?.strip_suffix('_')?, *lang)));
        match split {
            Some((field, lang)) => {
                let group = out.entry(field.to_owned()).or_insert_with(|| Json::Object(Map::new()));
                group.as_object_mut().unwrap().insert(lang.to_owned(), value.clone());
            }
            None => drop(out.insert(name.clone(), value.clone())),
        }
    }
    Json::Object(out)
}

#[test]
fn a_feature_of_geojson_is_the_whole_record() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::GeoJson);
    let top: Json = serde_json::from_slice(&export.bytes).unwrap();
    for (ix, feature) in dataset.rows().zip(top["features"].as_array().unwrap()) {
        let mut members = feature["properties"].as_object().unwrap().clone();
        members.retain(|name, _| !OF_FEATURES.contains(&name.as_str()));
        members.insert("id".to_owned(), feature["id"].clone());
        assert_eq!(gather(&members), wanted(&dataset, ix));
    }
}

/// A row of the table as the record's JSON.
fn of_row(names: &[String], row: &::csv::StringRecord) -> Json {
    let list = |cell: &str| Json::Array(cell.split("; ").map(Json::from).collect());
    let mut members = Map::new();
    let mut at = None;
    for (name, cell) in names.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
        let cell = undefused(cell);
        let derived = iso::BOUNDS.contains(&name.as_str())
            || ["gates", "places", "derived_", "wkt", "about_wkt", "placed_", "sources"]
                .iter()
                .any(|start| name.starts_with(start));
        let value = match name.as_str() {
            _ if derived => continue,
            "lat" | "lon" | "error_m" => continue,
            "at" => {
                at = Some(serde_json::from_str(&cell).unwrap());
                continue;
            }
            "about" | "topics" | "see" | "cite" => list(&cell),
            "aliases" | "unknown" | "chinese" => serde_json::from_str(&cell).unwrap(),
            other => {
                let (field, whole) = other.strip_suffix("_history").map_or((other, false), |field| (field, true));
                plain(field, whole, &cell)
            }
        };
        members.insert(name.strip_suffix("_history").unwrap_or(name).to_owned(), value);
    }
    let chinese = members.remove("chinese");
    let mut json = gather(&members);
    let out = json.as_object_mut().unwrap();
    out.extend(at.map(|at| ("at".to_owned(), at)));
    if let Some(Json::Object(chinese)) = chinese {
        for (field, more) in chinese {
            let group = out.get_mut(&field).unwrap().as_object_mut().unwrap();
            group.extend(more.as_object().unwrap().clone());
        }
    }
    json
}

fn plain(name: &str, whole: bool, cell: &str) -> Json {
    use crate::model::schema::{FieldShape, fields_of};
    let specs: Vec<_> =
        crate::model::Kind::ALL.into_iter().flat_map(fields_of).filter(|spec| spec.field.name() == name).collect();
    let is = |test: fn(&FieldShape) -> bool| specs.iter().any(|spec| test(&spec.shape));
    if whole
        || (!specs.is_empty()
            && specs.iter().all(|s| !table::is_plain(s.shape) && !matches!(s.shape, FieldShape::Text)))
    {
        return serde_json::from_str(cell).unwrap();
    }
    if is(|shape| matches!(shape, FieldShape::Links(_))) {
        return Json::Array(cell.split("; ").map(Json::from).collect());
    }
    if is(|shape| matches!(shape, FieldShape::Number)) {
        return serde_json::from_str(cell).unwrap();
    }
    cell.into()
}

#[test]
fn a_row_of_csv_is_the_whole_record() {
    let dataset = builtin().dataset;
    let export = all(&dataset, Format::Csv);
    let mut reader = ::csv::Reader::from_reader(export.bytes.as_slice());
    let names: Vec<String> =
        reader.headers().unwrap().iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    for (ix, row) in dataset.rows().zip(reader.records()) {
        let mut wanted = wanted(&dataset, ix);
        // a list of nothing and no list are one to a cell
        wanted.as_object_mut().unwrap().retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
        assert_eq!(of_row(&names, &row.unwrap()), wanted);
    }
}

#[test]
fn the_columns_are_described_beside_the_table() {
    let dataset = builtin().dataset;
    let words = Words::new(Lang::En);
    let job = Job::new(&dataset, &words, &rows(&dataset), ExportNote::default());
    let survey = Survey::count_losses(&job, Format::Csv);
    let package: Json = serde_json::from_slice(&package::describe(&job, &survey, "out.csv")).unwrap();
    let resource = &package["resources"][0];
    assert_eq!(resource["path"], "out.csv");
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let export = all(&dataset, Format::Csv);
    let mut reader = ::csv::Reader::from_reader(export.bytes.as_slice());
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    let head = reader.headers().unwrap().clone();
    assert_eq!(head.iter().map(|name| name.trim_start_matches('\u{feff}')).collect::<Vec<_>>(), names);
    let name = package["name"].as_str().unwrap();
    assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._/".contains(c)), "{name}");
    for row in reader.records().map(Result::unwrap) {
        for (field, cell) in fields.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()) {
            match field["type"].as_str().unwrap() {
                "number" => drop(cell.parse::<f64>().unwrap()),
                "array" => assert!(serde_json::from_str::<Vec<Json>>(cell).is_ok()),
                "object" => assert!(serde_json::from_str::<Map<String, Json>>(cell).is_ok()),
                "any" => assert!(serde_json::from_str::<Json>(cell).is_ok()),
                _ => {}
            }
            if let Some(allowed) = field["constraints"]["enum"].as_array() {
                assert!(allowed.iter().any(|word| word == cell), "{}: {cell}", field["name"]);
            }
        }
    }
}
