//! The base map's files: the part of `TopoJSON` that they use, which is quantised shared arcs, polygons,
//! lines and points.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The region at its coarsest.
pub const REGION_LOW: &str = include_str!("../../../assets/map/region-low.topojson");

/// The region at its coarsest, its places as longitude and latitude in degrees.
pub static REGION: LazyLock<Topology<[f64; 2]>> =
    LazyLock::new(|| Topology::parse(REGION_LOW, |lon, lat| [lon, lat]).unwrap_or_default());

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
pub type ArcRef = i64;

/// What a feature is made of.
#[derive(Debug)]
pub enum Outline<P> {
    /// Polygons of rings of arcs; the first ring is the outer one.
    Polygons(Vec<Vec<Vec<ArcRef>>>),
    Lines(Vec<Vec<ArcRef>>),
    Point(P),
}

/// A geometry with its properties.
#[derive(Debug)]
pub struct Feature<P> {
    pub shape: Outline<P>,
    properties: Map<String, Value>,
}

impl<P> Feature<P> {
    /// A property that is a text; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        self.properties.get(key).and_then(Value::as_str).unwrap_or("")
    }

    /// A property that is a whole number.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.properties.get(key).and_then(Value::as_u64)
    }

    /// Whether a property is true.
    pub fn is(&self, key: &str) -> bool {
        self.properties.get(key).and_then(Value::as_bool).unwrap_or(false)
    }
}

/// A file, decoded; `P` is what a place is to whoever reads it.
#[derive(Debug, Default)]
pub struct Topology<P> {
    pub arcs: Vec<Vec<P>>,
    /// West, south, east, north, degrees.
    pub bbox: [f64; 4],
    objects: Vec<(String, Vec<Feature<P>>)>,
}

impl<P: Copy> Topology<P> {
    /// Reads a file; `place` makes a place of longitude and latitude in degrees.
    ///
    /// # Errors
    /// What keeps the text from being such a file.
    pub fn parse(text: &str, place: impl Fn(f64, f64) -> P) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let place = |[x, y]: [i64; 2]| {
            let (lon, lat) = file.transform.degrees(x, y);
            place(lon, lat)
        };
        let arcs = file.arcs.iter().map(|arc| decode(arc, place)).collect();
        let objects = file.objects.iter().map(|(name, object)| (name.clone(), features(object, &place))).collect();
        Ok(Self { arcs, bbox: file.bbox.unwrap_or([101.0, 19.5, 110.0, 25.5]), objects })
    }

    /// The features of an object, none when there is no such object.
    pub fn object(&self, name: &str) -> &[Feature<P>] {
        self.objects.iter().find(|(own, _)| own == name).map_or(&[], |(_, features)| features)
    }

    /// The places of a run of arcs, each meeting point once.
    pub fn line(&self, arcs: &[ArcRef]) -> Vec<P> {
        let mut line: Vec<P> = Vec::new();
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
pub fn index(reference: ArcRef) -> usize {
    usize::try_from(if reference < 0 { !reference } else { reference }).unwrap_or(usize::MAX)
}

/// Undoes the deltas and the quantisation.
fn decode<P>(arc: &[[i64; 2]], place: impl Fn([i64; 2]) -> P) -> Vec<P> {
    let mut at = [0, 0];
    let step = |[dx, dy]: &[i64; 2]| {
        at = [at[0] + dx, at[1] + dy];
        place(at)
    };
    arc.iter().map(step).collect()
}

fn features<P>(object: &Value, place: &impl Fn([i64; 2]) -> P) -> Vec<Feature<P>> {
    let one = std::slice::from_ref(object);
    let list = object.get("geometries").and_then(Value::as_array).map_or(one, Vec::as_slice);
    list.iter().filter_map(|geometry| feature(geometry, place)).collect()
}

fn feature<P>(geometry: &Value, place: impl Fn([i64; 2]) -> P) -> Option<Feature<P>> {
    let arcs = geometry.get("arcs").cloned().unwrap_or_default();
    let shape = match geometry.get("type")?.as_str()? {
        "Polygon" => Outline::Polygons(vec![serde_json::from_value(arcs).ok()?]),
        "MultiPolygon" => Outline::Polygons(serde_json::from_value(arcs).ok()?),
        "LineString" => Outline::Lines(vec![serde_json::from_value(arcs).ok()?]),
        "MultiLineString" => Outline::Lines(serde_json::from_value(arcs).ok()?),
        "Point" => Outline::Point(place(serde_json::from_value(geometry.get("coordinates")?.clone()).ok()?)),
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

    fn two_squares() -> Topology<[f64; 2]> {
        Topology::parse(TWO_SQUARES, |lon, lat| [lon, lat]).unwrap()
    }

    #[test]
    fn rings_are_put_together_from_shared_arcs() {
        let topology = two_squares();
        let [west, east] = topology.object("land") else { panic!("two features") };
        assert_eq!((west.text("id"), east.is("front"), east.number("rank")), ("west", true, Some(3)));
        let Outline::Polygons(polygons) = &west.shape else { panic!("a polygon") };
        let ring = topology.line(&polygons[0][0]);
        assert_eq!(ring.len(), 5);
        assert_eq!(ring.first(), ring.last());
        assert!((ring[2][0] - 100.0).abs() < 1e-9 && (ring[2][1] - 21.0).abs() < 1e-9);
    }

    #[test]
    fn an_arc_can_be_run_backwards() {
        let topology = two_squares();
        let mut there = topology.line(&[1]);
        there.reverse();
        assert_eq!(topology.line(&[!1]), there);
    }

    #[test]
    fn a_missing_object_has_no_features() {
        assert!(two_squares().object("lakes").is_empty());
        assert!(matches!(two_squares().object("towns")[0].shape, Outline::Point(_)));
    }
}
