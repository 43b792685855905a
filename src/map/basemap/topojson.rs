//! The part of `TopoJSON` that the base map uses: quantised shared arcs, polygons, lines, points.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::map::geo::World;

#[derive(Deserialize)]
struct File {
    transform: Transform,
    #[serde(default)]
    bbox: Option<[f64; 4]>,
    arcs: Vec<Vec<[i64; 2]>>,
    objects: Map<String, Value>,
}

#[derive(Clone, Copy, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

impl Transform {
    /// Longitude and latitude, degrees.
    fn degrees(self, x: i64, y: i64) -> (f64, f64) {
        (x as f64 * self.scale[0] + self.translate[0], y as f64 * self.scale[1] + self.translate[1])
    }
}

/// A number of an arc; below zero it is the arc `!n` run backwards.
pub(super) type ArcRef = i64;

#[derive(Debug)]
pub(super) enum Shape {
    /// Polygons of rings of arcs; the first ring is the outer one.
    Polygons(Vec<Vec<Vec<ArcRef>>>),
    Lines(Vec<Vec<ArcRef>>),
    Point(World),
}

#[derive(Debug)]
pub(super) struct Feature {
    pub(super) shape: Shape,
    properties: Map<String, Value>,
}

impl Feature {
    pub(super) fn text(&self, key: &str) -> &str {
        self.properties.get(key).and_then(Value::as_str).unwrap_or("")
    }

    pub(super) fn number(&self, key: &str) -> Option<u64> {
        self.properties.get(key).and_then(Value::as_u64)
    }

    pub(super) fn is(&self, key: &str) -> bool {
        self.properties.get(key).and_then(Value::as_bool).unwrap_or(false)
    }
}

/// A file, decoded.
#[derive(Debug)]
pub(super) struct Topology {
    pub(super) arcs: Vec<Vec<World>>,
    /// West, south, east, north, degrees.
    pub(super) bbox: [f64; 4],
    objects: Vec<(String, Vec<Feature>)>,
}

impl Topology {
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let arcs = file.arcs.iter().map(|arc| decode(arc, file.transform)).collect();
        let mut objects = Vec::new();
        for (name, object) in &file.objects {
            objects.push((name.clone(), features(object, file.transform)));
        }
        Ok(Self { arcs, bbox: file.bbox.unwrap_or([101.0, 19.5, 110.0, 25.5]), objects })
    }

    /// The features of an object, none when there is no such object.
    pub(super) fn object(&self, name: &str) -> &[Feature] {
        self.objects.iter().find(|(own, _)| own == name).map_or(&[], |(_, features)| features)
    }

    /// The places of a run of arcs, each meeting point once.
    pub(super) fn line(&self, arcs: &[ArcRef]) -> Vec<World> {
        let mut line: Vec<World> = Vec::new();
        for reference in arcs {
            let Some(arc) = self.arcs.get(index(*reference)) else { continue };
            let skip = usize::from(!line.is_empty());
            if *reference < 0 {
                line.extend(arc.iter().rev().skip(skip));
            } else {
                line.extend(arc.iter().skip(skip));
            }
        }
        line
    }
}

/// The arc's place in the list.
pub(super) fn index(reference: ArcRef) -> usize {
    usize::try_from(if reference < 0 { !reference } else { reference }).unwrap_or(usize::MAX)
}

/// Undoes the deltas and the quantisation.
fn decode(arc: &[[i64; 2]], transform: Transform) -> Vec<World> {
    let (mut x, mut y) = (0, 0);
    arc.iter()
        .map(|[dx, dy]| {
            x += dx;
            y += dy;
            let (lon, lat) = transform.degrees(x, y);
            World::of(lat, lon)
        })
        .collect()
}

fn features(object: &Value, transform: Transform) -> Vec<Feature> {
    let one = std::slice::from_ref(object);
    let list = object.get("geometries").and_then(Value::as_array).map_or(one, Vec::as_slice);
    list.iter().filter_map(|geometry| feature(geometry, transform)).collect()
}

fn feature(geometry: &Value, transform: Transform) -> Option<Feature> {
    let arcs = geometry.get("arcs").cloned().unwrap_or_default();
    let shape = match geometry.get("type")?.as_str()? {
        "Polygon" => Shape::Polygons(vec![serde_json::from_value(arcs).ok()?]),
        "MultiPolygon" => Shape::Polygons(serde_json::from_value(arcs).ok()?),
        "LineString" => Shape::Lines(vec![serde_json::from_value(arcs).ok()?]),
        "MultiLineString" => Shape::Lines(serde_json::from_value(arcs).ok()?),
        "Point" => {
            let [x, y]: [i64; 2] = serde_json::from_value(geometry.get("coordinates")?.clone()).ok()?;
            let (lon, lat) = transform.degrees(x, y);
            Shape::Point(World::of(lat, lon))
        }
        _ => return None,
    };
    let properties = geometry.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    Some(Feature { shape, properties })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_SQUARES: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[100,20]},
        "bbox":[100,20,102,21],"arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,10],[10,0],[0,-10],[-10,0]]],
        "objects":{"land":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","arcs":[[0,1]],"properties":{"id":"west"}},
            {"type":"Polygon","arcs":[[2,0]],"properties":{"id":"east","front":true,"rank":3}}]},
            "towns":{"type":"Point","coordinates":[5,5],"properties":{"id":"t"}}}}"#;

    #[test]
    fn rings_are_put_together_from_shared_arcs() {
        let topology = Topology::parse(TWO_SQUARES).unwrap();
        let [west, east] = topology.object("land") else { panic!("two features") };
        assert_eq!((west.text("id"), east.is("front"), east.number("rank")), ("west", true, Some(3)));
        let Shape::Polygons(polygons) = &west.shape else { panic!("a polygon") };
        let ring = topology.line(&polygons[0][0]);
        assert_eq!(ring.len(), 5);
        assert_eq!(ring.first(), ring.last());
        assert!((ring[2].lon() - 100.0).abs() < 1e-9 && (ring[2].lat() - 21.0).abs() < 1e-9);
    }

    #[test]
    fn an_arc_can_be_run_backwards() {
        let topology = Topology::parse(TWO_SQUARES).unwrap();
        let mut there = topology.line(&[1]);
        there.reverse();
        assert_eq!(topology.line(&[!1]), there);
    }

    #[test]
    fn a_missing_object_has_no_features() {
        assert!(Topology::parse(TWO_SQUARES).unwrap().object("lakes").is_empty());
        assert!(matches!(Topology::parse(TWO_SQUARES).unwrap().object("towns")[0].shape, Shape::Point(_)));
    }
}
