//! Reference systems of coordinates: those that are degrees as on the map, Web Mercator, which is
//! converted, and all others, which are told by name.

use crate::model::geometry::Point;
use crate::model::node::{Node, Tree};

/// In what a file gives its coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dataset) enum Crs {
    /// Degrees, longitude first; whether latitude comes first instead.
    Degrees { latitude_first: bool },
    /// Degrees on another model of the globe, hundreds of metres off at most.
    Near { name: String, latitude_first: bool },
    /// Metres of Web Mercator.
    Mercator { name: String },
    /// What is not converted.
    Other { name: String },
}

/// Codes of the EPSG registry for Web Mercator, and older ones for the same.
const MERCATOR: [&str; 5] = ["3857", "900913", "102100", "102113", "3785"];
/// Codes of degrees on models of the globe that lie within metres or some hundred of WGS 84: WGS 72,
/// ETRS89, NAD83, CGCS2000, Beijing 1954, Xian 1980, Hà Nội 1972, VN-2000, RGF93.
const NEAR: [&str; 9] = ["4322", "4258", "4269", "4490", "4214", "4610", "4147", "4756", "4171"];

impl Crs {
    /// The system that `crs` of older GeoJSON names; coordinates there have longitude first.
    pub(in crate::dataset) fn of_geojson(node: &Node) -> Option<Self> {
        if node.tree == Tree::Null {
            return None;
        }
        let properties = node.member("properties");
        let said = |name: &str| properties.and_then(|all| all.member(name)).map(Node::plain);
        // EPSG codes alone, of the first years
        let name = said("name").or_else(|| said("code").map(|code| format!("EPSG:{code}"))).or_else(|| said("href"));
        Some(Self::named(&name.unwrap_or_else(|| node.plain()), false))
    }

    /// The system that `coordRefSys` of JSON-FG names: an address, an object with one, or several.
    pub(in crate::dataset) fn of_json_fg(node: &Node) -> Option<Self> {
        match &node.tree {
            Tree::Null => None,
            Tree::List(all) => all.first().and_then(Self::of_json_fg),
            Tree::Struct(..) => {
                node.member("href").and_then(Self::of_json_fg).or(Some(Self::Other { name: node.plain() }))
            }
            _ => Some(Self::named(&node.plain(), true)),
        }
    }

    /// The system that `spatialReference` of `ArcGIS` names by its number.
    pub(in crate::dataset) fn of_esri(node: &Node) -> Option<Self> {
        let number = node.member("latestWkid").or_else(|| node.member("wkid"))?;
        Some(Self::named(&format!("EPSG:{}", number.plain()), false))
    }

    /// By a name such as `urn:ogc:def:crs:EPSG::3857`. Where the registry's own order of axes holds,
    /// degrees of EPSG have latitude first.
    fn named(name: &str, own_order: bool) -> Self {
        let upper = name.to_ascii_uppercase();
        let mut parts = upper.rsplit([':', '/', '#', ' ']).filter(|part| !part.is_empty());
        let code = parts.next().unwrap_or_default().trim_end_matches(".XML").to_owned();
        let name = name.to_owned();
        match code.as_str() {
            "CRS84" | "CRS84H" | "WGS84" | "84" => Self::Degrees { latitude_first: false },
            "4326" | "4979" => Self::Degrees { latitude_first: own_order },
            code if MERCATOR.contains(&code) => Self::Mercator { name },
            code if NEAR.contains(&code) => Self::Near { name, latitude_first: own_order },
            "CRS83" => Self::Near { name, latitude_first: false },
            _ => Self::Other { name },
        }
    }

    /// A point in degrees, longitude first.
    pub(in crate::dataset) fn degrees(&self, [x, y]: Point) -> Point {
        match self {
            Self::Degrees { latitude_first: true } | Self::Near { latitude_first: true, .. } => [y, x],
            Self::Mercator { .. } => {
                let lat = (y / RADIUS_M).exp().atan().mul_add(2.0, -std::f64::consts::FRAC_PI_2).to_degrees();
                // a millionth of a degree is a tenth of a metre
                [rounded((x / RADIUS_M).to_degrees()), rounded(lat)]
            }
            _ => [x, y],
        }
    }
}

const RADIUS_M: f64 = 6_378_137.0;

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_systems_are_known_by_their_names() {
        let geojson = |name: &str| Crs::named(name, false);
        for name in
            ["urn:ogc:def:crs:EPSG::3857", "EPSG:3857", "http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:900913"]
        {
            assert_eq!(geojson(name), Crs::Mercator { name: name.into() });
        }
        for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"] {
            assert_eq!(geojson(name), Crs::Degrees { latitude_first: false }, "{name}");
        }
        assert_eq!(
            Crs::named("http://www.opengis.net/def/crs/EPSG/0/4326", true),
            Crs::Degrees { latitude_first: true }
        );
        assert!(matches!(geojson("urn:ogc:def:crs:EPSG::32648"), Crs::Other { .. }));
        assert!(matches!(geojson("EPSG:4756"), Crs::Near { .. }));
    }

    #[test]
    fn web_mercator_becomes_degrees() {
        let mercator = Crs::Mercator { name: String::new() };
        let [lon, lat] = mercator.degrees([11_863_318.0, 2_569_432.0]);
        assert!((lon - 106.57).abs() < 0.01 && (lat - 22.48).abs() < 0.05, "{lon} {lat}");
        assert!(mercator.degrees([0.0, 0.0]).iter().all(|degrees| degrees.abs() < 1e-9));
    }
}
