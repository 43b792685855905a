//! Shapes of GeoJSON.

use crate::model::Geometry;
use crate::model::geometry::Point;
use crate::model::node::{Node, Tree};

/// How deep collections may be nested.
const MAX_DEPTH: u32 = 8;

/// The shape that an object is; none where it is none, or has no point.
pub(in crate::dataset) fn geometry(node: &Node) -> Option<Geometry> {
    read(node, 0)
}

fn read(node: &Node, depth: u32) -> Option<Geometry> {
    let kind = node.member("type")?.said()?;
    if kind == "GeometryCollection" {
        let Tree::List(parts) = &node.member("geometries")?.tree else { return None };
        let parts: Vec<Geometry> = parts.iter().filter_map(|part| read(part, depth + 1)).collect();
        return (depth < MAX_DEPTH && !parts.is_empty()).then_some(Geometry::Many(parts));
    }
    let Some(at) = node.member("coordinates") else {
        // Linked Places may give text instead
        return Geometry::from_wkt(node.member("geowkt")?.said()?);
    };
    let shape = match kind {
        "Point" => Geometry::Point(point(at)?),
        "MultiPoint" => Geometry::Points(list(at, point)?),
        "LineString" => Geometry::Line(list(at, point)?),
        "MultiLineString" => Geometry::Lines(list(at, |line| list(line, point))?),
        "Polygon" => Geometry::Area(list(at, |ring| list(ring, point))?),
        "MultiPolygon" => Geometry::Areas(list(at, |rings| list(rings, |ring| list(ring, point)))?),
        _ => return None,
    };
    let mut any = false;
    shape.each_point(&mut |_| any = true);
    any.then_some(shape)
}

/// The shape of a feature as `ArcGIS` gives it.
pub(in crate::dataset) fn geometry_of_esri(node: &Node) -> Option<Geometry> {
    if let (Some(Tree::Number(x)), Some(Tree::Number(y))) =
        (node.member("x").map(|node| &node.tree), node.member("y").map(|node| &node.tree))
    {
        return Some(Geometry::Point([*x, *y]));
    }
    let lines = |name: &str| list(node.member(name)?, |line| list(line, point));
    let points = || list(node.member("points")?, point).map(Geometry::Points);
    // rings that lie apart are areas of their own, which WKT would have as such
    lines("paths").map(Geometry::Lines).or_else(|| lines("rings").map(Geometry::Area)).or_else(points)
}

fn list<T>(node: &Node, one: impl Fn(&Node) -> Option<T>) -> Option<Vec<T>> {
    let Tree::List(all) = &node.tree else { return None };
    all.iter().map(one).collect()
}

fn point(node: &Node) -> Option<Point> {
    let Tree::List(parts) = &node.tree else { return None };
    match parts.as_slice() {
        [Node { tree: Tree::Number(x), .. }, Node { tree: Tree::Number(y), .. }, ..] => Some([*x, *y]),
        _ => None,
    }
}
