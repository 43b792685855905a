//! Map files that lie under the map for reference (roads, rail, land use): shapes with their values.
//! Nothing of them becomes a record.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::format::encoding::{Heard, TextReader};
use super::format::feature::{self, Reference};
use super::format::{Broken, FileFormat, gpx, json, kml, kmz, shape};
use super::intake::MAX_WHOLE;
use super::intern::Interner;
use super::problem::{Problem, Rule};
use super::table::entries::RawEntry;
use super::watch::Watch;
use crate::model::node::{Node, SourcePos, Tree};
use crate::model::{Geometry, Origin};

/// Points that are kept of all shapes together.
const MOST_POINTS: usize = 2_000_000;
/// Shapes that are kept.
const MOST_SHAPES: usize = 400_000;
/// Different names of values.
const MOST_NAMES: usize = 200;
/// Bytes of a value that are kept: longer ones are texts to read, not classes.
const LONGEST: usize = 80;
/// Bytes that tell the format.
const HEAD: u64 = 4_096;

/// What a map file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Underlay {
    /// The names of values, in the order in which they were first seen.
    pub names: Vec<Arc<str>>,
    pub shapes: Vec<UnderlayShape>,
    /// Shapes that were too many, off the globe or in a reference system that is not converted.
    pub left_out: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnderlayShape {
    /// In degrees, on the globe.
    pub geometry: Geometry,
    /// By place in [`Underlay::names`].
    pub values: Vec<(u16, Arc<str>)>,
}

impl UnderlayShape {
    /// What it has under a name, by its place in [`Underlay::names`].
    pub fn value(&self, name: u16) -> Option<&str> {
        self.values.iter().find(|(of, _)| *of == name).map(|(_, text)| &**text)
    }
}

/// The extensions of files that can be laid under the map, beside those of tiles.
pub const EXTENSIONS: [&str; 8] = ["geojson", "json", "geojsonl", "ndjson", "geojsons", "kml", "kmz", "gpx"];

/// Whether the name of a file promises a map.
pub fn is_map(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    EXTENSIONS.contains(&&*extension)
}

/// Reads `GeoJSON`, KML, KMZ or GPX.
///
/// # Errors
/// What is wrong with the file, where, and what to do.
pub fn read(path: &Path) -> Result<Underlay, Problem> {
    let named: Arc<str> = Arc::from(path.to_string_lossy());
    let problem = |broken: Broken| {
        let origin = Origin { file: Arc::clone(&named), line: broken.place.line, column: broken.place.column };
        Problem::new(broken.rule, origin, broken.what, broken.remedy)
    };
    let of_io = |error: std::io::Error| problem(Broken::of_io(&error, 1));
    let mut file = File::open(path).map_err(of_io)?;
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).map_err(of_io)?;
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let format = FileFormat::detect(&extension, &head);
    let format = format.map_err(|(what, remedy)| problem(Broken::new(Rule::UnknownFormat, 1, what, remedy)))?;
    let mut gathered = ShapeCollector::default();
    gathered.file(format, head.as_slice().chain(file)).map_err(problem)?;
    if gathered.found.shapes.is_empty() {
        let remedy = "choose a file with points, lines or areas in WGS 84";
        return Err(problem(Broken::new(Rule::Empty, 1, "the file holds no shape that can be placed", remedy)));
    }
    Ok(gathered.found)
}

#[derive(Default)]
struct ShapeCollector {
    found: Underlay,
    names: HashMap<String, u16>,
    shared: Interner,
    points: usize,
}

impl ShapeCollector {
    fn file(&mut self, format: FileFormat, source: impl Read) -> Result<(), Broken> {
        let watch = Watch::default();
        let text = |source: &mut dyn Read| {
            let reader = TextReader::new(source, MAX_WHOLE, &watch, &Heard::default());
            reader.whole().map_err(|error| Broken::of_io(&error, 1))
        };
        let mut source = source;
        match format {
            FileFormat::Json | FileFormat::JsonLines => self.json(source, format == FileFormat::JsonLines, &watch),
            FileFormat::Kml => kml::read(&text(&mut source)?, |entry| self.take(entry)).map(drop),
            FileFormat::Gpx => gpx::read(&text(&mut source)?, |entry| self.take(entry)).map(drop),
            FileFormat::Kmz => {
                let mut bytes = Vec::new();
                let read = source.take(MAX_WHOLE).read_to_end(&mut bytes);
                read.map_err(|error| Broken::of_io(&error, 1))?;
                for (_, map) in kmz::maps(bytes)? {
                    kml::read(&text(&mut map.as_slice())?, |entry| self.take(entry))?;
                }
                Ok(())
            }
            _ => {
                let remedy = "choose GeoJSON, KML, KMZ, GPX or PMTiles";
                Err(Broken::new(Rule::UnknownFormat, 1, "the file is no map", remedy))
            }
        }
    }

    fn json(&mut self, source: impl Read, lines: bool, watch: &Watch) -> Result<(), Broken> {
        let text = TextReader::new(source, MAX_WHOLE, watch, &Heard::default());
        let (mut shared, mut broken) = (Interner::default(), None);
        let mut take = |batch: json::JsonBatch| {
            batch.read(&mut shared, |_, node| match node {
                Ok(node) => self.node(&node, &batch.reference),
                Err(error) => {
                    self.found.left_out += 1;
                    broken.get_or_insert(error);
                }
            });
            true
        };
        let outcome = json::find(text, &["features"], lines, &mut take);
        let syntax = |error: super::format::ron::SyntaxError| Broken {
            place: error.place,
            ..Broken::new(Rule::Syntax, 1, error.what, error.remedy)
        };
        match (broken, outcome) {
            // what is broken is counted, unless it is all that there is
            (Some(error), _) if self.found.shapes.is_empty() => Err(syntax(error)),
            (_, Err(json::JsonFault::Syntax(error))) => Err(syntax(error)),
            (_, Err(json::JsonFault::Io(error))) => Err(Broken::of_io(&error, 1)),
            (_, Ok(found)) => {
                // a feature or a shape alone
                let place = SourcePos { line: 1, column: 1 };
                let top = Node { tree: Tree::Struct(Arc::from(""), found.rest), place };
                if top.member("type").and_then(Node::said).is_some_and(|what| what != "FeatureCollection") {
                    self.node(&top, &Reference::default());
                }
                Ok(())
            }
        }
    }

    fn node(&mut self, node: &Node, reference: &Reference) {
        let bare =
            || shape::geometry(node).map(|geometry| RawEntry { geometry: Some(geometry), ..RawEntry::default() });
        match feature::entry(node, reference).or_else(bare) {
            Some(entry) => self.take(entry),
            None => self.found.left_out += 1,
        }
    }

    fn take(&mut self, entry: RawEntry) {
        let Some(geometry) = entry.geometry.filter(Geometry::is_on_globe) else {
            self.found.left_out += 1;
            return;
        };
        let mut points = 0;
        geometry.each_point(&mut |_| points += 1);
        if self.points + points > MOST_POINTS || self.found.shapes.len() >= MOST_SHAPES {
            self.found.left_out += 1;
            return;
        }
        self.points += points;
        let mut values: Vec<(u16, Arc<str>)> = Vec::new();
        for value in entry.values {
            let text = value.text.trim();
            if text.is_empty() || text.len() > LONGEST {
                continue;
            }
            if let Some(name) = self.name(&value.name).filter(|name| values.iter().all(|(of, _)| of != name)) {
                values.push((name, self.shared.share(text)));
            }
        }
        self.found.shapes.push(UnderlayShape { geometry: geometry.simple(), values });
    }

    fn name(&mut self, name: &str) -> Option<u16> {
        if let Some(known) = self.names.get(name) {
            return Some(*known);
        }
        if self.found.names.len() >= MOST_NAMES || name.len() > LONGEST {
            return None;
        }
        let place = u16::try_from(self.found.names.len()).ok()?;
        self.found.names.push(Arc::from(name));
        self.names.insert(name.to_owned(), place);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> Result<Underlay, Problem> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        read(&path)
    }

    #[test]
    fn features_come_with_their_shapes_and_values() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"highway": "primary", "lanes": 2, "ref": null},
             "geometry": {"type": "LineString", "coordinates": [[106.6, 22.4], [106.7, 22.5]]}},
            {"type": "Feature", "properties": {"highway": "track"},
             "geometry": {"type": "LineString", "coordinates": [[406.6, 22.4], [106.7, 22.5]]}}]}"#;
        let found = written("roads.geojson", text).unwrap();
        assert_eq!((found.shapes.len(), found.left_out), (1, 1), "what is off the globe is counted");
        assert_eq!(found.shapes[0].geometry, Geometry::Line(vec![[106.6, 22.4], [106.7, 22.5]]));
        let name = |wanted: &str| found.names.iter().position(|name| &**name == wanted).unwrap() as u16;
        assert_eq!(found.shapes[0].value(name("highway")), Some("primary"));
        assert_eq!(found.shapes[0].value(name("lanes")), Some("2"));
    }

    #[test]
    fn a_shape_alone_and_a_placemark_are_read_too() {
        let alone = r#"{"type": "Point", "coordinates": [106.6, 22.4]}"#;
        assert_eq!(written("a.json", alone).unwrap().shapes[0].geometry, Geometry::Point([106.6, 22.4]));
        let kml = r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>A</name>
            <ExtendedData><Data name="use"><value>forest</value></Data></ExtendedData>
            <LineString><coordinates>106,22 107,22</coordinates></LineString></Placemark></Document></kml>"#;
        let found = written("a.kml", kml).unwrap();
        assert_eq!(found.shapes.len(), 1);
        assert!(found.shapes[0].values.iter().any(|(_, value)| &**value == "forest"));
    }

    #[test]
    fn what_is_no_map_is_told() {
        for (name, text, rule) in [
            ("a.csv", "name,date\na,2020", Rule::UnknownFormat),
            ("a.geojson", "{\"type\": \"FeatureCollection\", \"features\": []}", Rule::Empty),
            ("a.geojson", "{\"features\": [", Rule::Syntax),
        ] {
            assert_eq!(written(name, text).unwrap_err().rule, rule, "{name}");
        }
    }
}
