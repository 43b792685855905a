//! A topology file → a [`Level`].

use std::collections::BTreeMap;
use std::sync::Arc;

use earcut::Earcut;

use super::inside;
use super::soup::Soup;
use super::{BorderLine, Country, Fill, Level, LineClass, Local, MapRegion, PolygonKind, Town, Whole, origin};
use crate::map::geo::{Extent, MercatorPoint};
use km0_core::basemap::{self, ArcRef, Outline, index};
use km0_core::model::Text;

type Topology = basemap::Topology<MercatorPoint>;
type Feature = basemap::Feature<MercatorPoint>;

fn topology(text: &str) -> Option<Topology> {
    Topology::parse(text, |lon, lat| MercatorPoint::of(lat, lon)).ok()
}

pub(super) fn level(text: &str) -> Option<Level> {
    let topology = topology(text)?;
    let bounds = bounds(topology.bbox);
    let mut level = Level { bounds, ..Level::default() };
    let mut cutter = Cutter::default();
    let corner = |x, y| local(MercatorPoint { x, y });
    let Extent { min, max } = bounds;
    let sea = [corner(min.x, min.y), corner(max.x, min.y), corner(max.x, max.y), corner(min.x, max.y)];
    let (vertices, indices) = (sea.to_vec(), vec![0, 1, 2, 0, 2, 3]);
    level.fills.push(Fill { ground: PolygonKind::Sea, extent: bounds, vertices, indices, holes: Vec::new() });
    for feature in topology.object("neighbours") {
        cutter.add(&topology, feature, PolygonKind::Land, &mut level.fills);
    }
    for feature in topology.object("land").iter().filter(|land| land.text("id") == "la") {
        cutter.add(&topology, feature, PolygonKind::Land, &mut level.fills);
    }
    for feature in topology.object("provinces") {
        let rings = cutter.add(&topology, feature, PolygonKind::Unit(level.units.len()), &mut level.fills);
        level.units.extend(unit(feature, rings));
    }
    for feature in topology.object("lakes") {
        cutter.add(&topology, feature, PolygonKind::Lake, &mut level.fills);
    }
    join_units(&mut level.units);
    level.towns = topology.object("towns").iter().filter_map(town).collect();
    level.lines = lines(&topology, &bounds);
    level.soup = Soup::of(&level.fills, &level.lines);
    Some(level)
}

/// The land around a level: of its units those that reach beyond it.
pub(super) fn world(text: &str, region: &Level) -> Option<Level> {
    let topology = topology(text)?;
    let mut world = Level { bounds: bounds(topology.bbox), ..Level::default() };
    let mut cutter = Cutter::default();
    for feature in topology.object("land") {
        cutter.add(&topology, feature, PolygonKind::Land, &mut world.fills);
    }
    for feature in topology.object("regions") {
        if let Some(unit) = region.units.iter().position(|unit| *unit.id == *feature.text("id")) {
            cutter.add(&topology, feature, PolygonKind::Unit(unit), &mut world.fills);
        }
    }
    for (object, class) in [("coast", LineClass::Coast), ("borders", LineClass::OtherBorder)] {
        for feature in topology.object(object) {
            each_arc(&feature.shape, &mut |arc| {
                let places = topology.arcs.get(index(arc)).map_or(&[][..], Vec::as_slice);
                // the edge of the world is no coast
                let edge = places.iter().all(|at| at.x < 1e-6 || at.x > 1.0 - 1e-6);
                if !edge {
                    world.lines.push(line(class, places));
                }
            });
        }
    }
    world.soup = Soup::of(&world.fills, &world.lines);
    Some(world)
}

/// From west, south, east, north in degrees.
pub(super) fn bounds([west, south, east, north]: [f64; 4]) -> Extent {
    Extent { min: MercatorPoint::of(north, west), max: MercatorPoint::of(south, east) }
}

pub(super) fn local(at: MercatorPoint) -> Local {
    let origin = origin();
    [(at.x - origin.x) as f32, (at.y - origin.y) as f32]
}

/// An extent with room for rounding to 32 bits.
fn extent_of(places: &[MercatorPoint]) -> Extent {
    let mut extent = Extent::NOTHING;
    for at in places {
        extent.add(*at);
    }
    extent
}

#[derive(Default)]
struct Cutter {
    earcut: Earcut<f32>,
}

impl Cutter {
    /// Cuts a feature's polygons into triangles; its rings come back.
    fn add(
        &mut self,
        topology: &Topology,
        feature: &Feature,
        ground: PolygonKind,
        fills: &mut Vec<Fill>,
    ) -> Vec<Vec<MercatorPoint>> {
        let Outline::Polygons(polygons) = &feature.shape else { return Vec::new() };
        let mut all = Vec::new();
        for polygon in polygons {
            let mut rings: Vec<Vec<MercatorPoint>> = polygon.iter().map(|ring| topology.line(ring)).collect();
            for ring in &mut rings {
                ring.pop();
            }
            rings.retain(|ring| ring.len() >= 3);
            if let Some(outer) = rings.first() {
                fills.push(self.cut(ground, extent_of(outer), &rings));
            }
            all.append(&mut rings);
        }
        all
    }

    fn cut(&mut self, ground: PolygonKind, extent: Extent, rings: &[Vec<MercatorPoint>]) -> Fill {
        let vertices: Vec<Local> = rings.iter().flatten().map(|at| local(*at)).collect();
        let mut holes: Vec<u32> = Vec::new();
        let mut count = 0;
        for ring in rings {
            if count > 0 {
                holes.push(count as u32);
            }
            count += ring.len();
        }
        let mut indices = Vec::new();
        self.earcut.earcut(vertices.iter().copied(), &holes, &mut indices);
        Fill { ground, extent, vertices, indices, holes }
    }
}

fn unit(feature: &Feature, rings: Vec<Vec<MercatorPoint>>) -> Option<MapRegion> {
    let extent = extent_of(rings.iter().max_by_key(|ring| ring.len())?);
    let all = rings.iter().flatten().fold(Extent::NOTHING, |mut extent, at| {
        extent.add(*at);
        extent
    });
    let rings: Vec<Vec<Local>> = rings.into_iter().map(|ring| ring.into_iter().map(local).collect()).collect();
    let heart = inside::heart(&rings, &extent);
    let spots = inside::spots(&rings, &extent, heart);
    Some(MapRegion {
        id: feature.text("id").into(),
        name: name(feature),
        country: if feature.text("country") == "cn" { Country::Cn } else { Country::Vn },
        front: feature.is("front"),
        joined: None,
        whole: None,
        became: Some(feature.text("since_2025")).filter(|id| !id.is_empty()).map(Arc::from),
        extent: all,
        heart,
        spots,
        rings,
    })
}

/// Joins each unit to the one that it became a part of, and gives that one what they are together.
fn join_units(units: &mut [MapRegion]) {
    let by_id: BTreeMap<Arc<str>, usize> =
        units.iter().enumerate().map(|(at, unit)| (Arc::clone(&unit.id), at)).collect();
    for unit in &mut *units {
        unit.joined = unit.became.as_ref().and_then(|id| by_id.get(id)).copied();
    }
    for at in by_id.into_values() {
        let members: Vec<&MapRegion> = units.iter().filter(|unit| unit.joined == Some(at)).collect();
        let Some(widest) = members.iter().max_by(|a, b| a.extent.width().total_cmp(&b.extent.width())) else {
            continue;
        };
        let mut extent = Extent::NOTHING;
        members.iter().for_each(|unit| extent.join(&unit.extent));
        let spots =
            std::iter::once(*widest).chain(members.iter().copied()).flat_map(|unit| unit.spots.clone()).collect();
        let front = members.iter().any(|unit| unit.front);
        let whole = Whole { extent, heart: widest.heart, spots, front };
        if let Some(unit) = units.get_mut(at) {
            unit.whole = Some(whole);
        }
    }
}

fn name(feature: &Feature) -> Text {
    Text::new(feature.text("vi"), feature.text("en"), feature.text("zh"))
}

fn town(feature: &Feature) -> Option<Town> {
    let Outline::Point(at) = feature.shape else { return None };
    let rank = feature.number("rank").and_then(|rank| u8::try_from(rank).ok()).unwrap_or(4);
    Some(Town { at, name: name(feature), rank })
}

/// Who uses an arc.
#[derive(Clone, Copy, Default)]
struct Users<'a> {
    units: u8,
    /// What the units have become; empty where they are several, or go on as they were.
    became: Option<&'a str>,
    others: u8,
    line: Option<LineClass>,
}

fn lines(topology: &Topology, bounds: &Extent) -> Vec<BorderLine> {
    let mut users: BTreeMap<usize, Users<'_>> = BTreeMap::new();
    for feature in topology.object("provinces") {
        each_arc(&feature.shape, &mut |arc| {
            let users = users.entry(index(arc)).or_default();
            let became = feature.text("since_2025");
            users.became = Some(if users.became.is_none_or(|other| other == became) { became } else { "" });
            users.units += 1;
        });
    }
    let mut count = |object: &str, tell: &dyn Fn(&Feature, &mut Users<'_>)| {
        for feature in topology.object(object) {
            each_arc(&feature.shape, &mut |arc| tell(feature, users.entry(index(arc)).or_default()));
        }
    };
    count("neighbours", &|_, users| users.others += 1);
    count("land", &|feature, users| users.others += u8::from(feature.text("id") == "la"));
    count("districts", &|_, users| users.line = Some(LineClass::District));
    count("communes", &|_, users| users.line = Some(LineClass::Commune));
    count("rivers", &|_, users| users.line = Some(LineClass::River));
    count("border", &|feature, users| {
        users.line = Some(match feature.text("id") {
            "vn-cn" => LineClass::Border,
            "vn-cn-tidal" => LineClass::TidalBorder,
            _ => LineClass::OtherBorder,
        });
    });
    let mut lines = Vec::new();
    for (arc, users) in users {
        let class = users.line.unwrap_or(match (users.units, users.others) {
            (2.., _) if users.became.is_some_and(|became| !became.is_empty()) => LineClass::FormerUnit,
            (2.., _) => LineClass::Unit,
            (1, 0) | (0, 1) => LineClass::Coast,
            _ => LineClass::OtherBorder,
        });
        let Some(places) = topology.arcs.get(arc) else { continue };
        lines.extend(off_the_edge(places, bounds).map(|run| line(class, run)));
    }
    lines.sort_by_key(|line| line.class);
    lines
}

fn each_arc(shape: &Outline<MercatorPoint>, tell: &mut dyn FnMut(ArcRef)) {
    match shape {
        Outline::Polygons(polygons) => polygons.iter().flatten().flatten().for_each(|arc| tell(*arc)),
        Outline::Lines(lines) => lines.iter().flatten().for_each(|arc| tell(*arc)),
        Outline::Point(_) => {}
    }
}

/// The runs of a line that do not follow the edge of the map.
fn off_the_edge<'a>(places: &'a [MercatorPoint], bounds: &Extent) -> impl Iterator<Item = &'a [MercatorPoint]> {
    let near = |a: f64, b: f64| (a - b).abs() < 2e-8;
    let sides = *bounds;
    let on_edge = move |a: &MercatorPoint, b: &MercatorPoint| {
        let both = |x: f64, y: f64, side: f64| near(x, side) && near(y, side);
        both(a.x, b.x, sides.min.x)
            || both(a.x, b.x, sides.max.x)
            || both(a.y, b.y, sides.min.y)
            || both(a.y, b.y, sides.max.y)
    };
    places.chunk_by(move |a, b| !on_edge(a, b)).filter(|run| run.len() >= 2)
}

fn line(class: LineClass, places: &[MercatorPoint]) -> BorderLine {
    let mut points: Vec<Local> = places.iter().map(|at| local(*at)).collect();
    points.dedup();
    let normals = normals(&points);
    BorderLine { class, extent: extent_of(places), points, normals }
}

/// For every point the direction in which a stroke of half width 1 has its left edge: mitred, and
/// no longer than twice the half width at sharp corners.
fn normals(points: &[Local]) -> Vec<Local> {
    let turn = |from: Local, to: Local| -> Local {
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let length = dx.hypot(dy);
        if length > 0.0 { [-dy / length, dx / length] } else { [0.0, 0.0] }
    };
    let segments: Vec<Local> =
        points.windows(2).map(|w| if let [a, b] = w { turn(*a, *b) } else { [0.0; 2] }).collect();
    let at = |i: usize| segments.get(i).copied();
    (0..points.len())
        .map(|i| {
            let before = i.checked_sub(1).and_then(at);
            let after = at(i);
            match (before, after) {
                (Some(a), Some(b)) => mitre(a, b),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => [0.0; 2],
            }
        })
        .collect()
}

fn mitre(a: Local, b: Local) -> Local {
    let sum = [a[0] + b[0], a[1] + b[1]];
    let square = sum[0] * sum[0] + sum[1] * sum[1];
    // the mitre's length is 2 / |a + b|; a turn back on itself has none
    if square < 1.0 {
        if square < 1e-6 { a } else { [sum[0] / square.sqrt(), sum[1] / square.sqrt()] }
    } else {
        [2.0 * sum[0] / square, 2.0 * sum[1] / square]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_is_as_wide_in_a_corner_as_on_the_way() {
        let normals = normals(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]);
        assert!(normals[0][0].abs() < 1e-6 && (normals[0][1] - 1.0).abs() < 1e-6);
        assert!((normals[1][0] + 1.0).abs() < 1e-6 && (normals[1][1] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_follows_the_edge_of_the_map_is_not_drawn() {
        let bounds = bounds([100.0, 20.0, 110.0, 25.0]);
        let at = |lat, lon| MercatorPoint::of(lat, lon);
        let places = [at(22.0, 105.0), at(20.0, 105.0), at(20.0, 106.0), at(20.0, 107.0), at(21.0, 107.0)];
        let runs: Vec<usize> = off_the_edge(&places, &bounds).map(<[MercatorPoint]>::len).collect();
        assert_eq!(runs, [2, 2]);
    }
}
