//! The ground of a small map: land, provinces, borders and towns, from the coarsest base map.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use super::shape::{Point, line_in, ring_in, thinned};
use super::{Form, Mark, Tone};
use crate::model::Lang;
use crate::saved::Frame;

const FILE: &str = include_str!("../../../../../assets/map/region-low.topojson");

/// Points by which a line may be off: less than can be seen.
const FINE: f32 = 0.35;

#[derive(Debug, Default, Deserialize)]
struct Topology {
    arcs: Vec<Vec<[i64; 2]>>,
    transform: Transform,
    objects: HashMap<String, Object>,
    bbox: [f64; 4],
}

#[derive(Debug, Default, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Debug, Default, Deserialize)]
struct Object {
    geometries: Vec<Geometry>,
}

#[derive(Debug, Deserialize)]
struct Geometry {
    #[serde(default)]
    arcs: Value,
    #[serde(default)]
    coordinates: [i64; 2],
    #[serde(default)]
    properties: Properties,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Properties {
    id: String,
    country: String,
    /// The province that it is a part of since those of 2025.
    since_2025: String,
    front: bool,
    rank: u8,
    vi: String,
    en: String,
    zh: String,
}

/// A town to find one's way by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Town {
    pub(super) at: Point,
    pub(super) rank: u8,
    pub(super) name: String,
}

/// A province that is in sight, with the places where its name may stand: the best first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Province {
    pub(super) name: String,
    pub(super) places: Vec<Point>,
}

/// Points between the places where the name of a province may stand.
const GRID: f32 = 16.0;

fn topology() -> &'static Topology {
    static CELL: OnceLock<Topology> = OnceLock::new();
    CELL.get_or_init(|| serde_json::from_str(FILE).unwrap_or_default())
}

/// What part of the world is drawn, and how: a degree of latitude is as long everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    west: f64,
    north: f64,
    /// Points in a degree of longitude and of latitude.
    scale: [f64; 2],
    pub(super) size: Point,
}

/// The least that is shown, in degrees of latitude: enough to know where one is.
const LEAST: f64 = 1.3;
/// Points that the map of a window is wide.
const WINDOW: f64 = 760.0;
/// Of the frame that is kept free around what is shown.
const MARGIN: f64 = 0.14;

impl View {
    /// Whether the ground is known there.
    pub(super) fn knows(lat: f64, lon: f64) -> bool {
        let [west, south, east, north] = topology().bbox;
        (west..=east).contains(&lon) && (south..=north).contains(&lat)
    }

    /// The smallest view in which these places, given by latitude and longitude, have room.
    ///
    /// It does not reach beyond the ground that is known: there it is narrower than it might be.
    pub(super) fn around(places: &[[f64; 2]], size: Point) -> Option<Self> {
        let span = |axis: usize| {
            let values = places.iter().filter_map(|place| place.get(axis).copied());
            values.fold(None, |ends: Option<(f64, f64)>, one| {
                Some(ends.map_or((one, one), |(from, to)| (from.min(one), to.max(one))))
            })
        };
        let (south, north) = span(0)?;
        let (west, east) = span(1)?;
        let (lat, lon) = (f64::midpoint(south, north), f64::midpoint(west, east));
        let narrow = lat.to_radians().cos().max(0.1);
        let [width, height] = size.map(f64::from);
        let grown = 1.0 / (1.0 - 2.0 * MARGIN);
        let needs = [(north - south) * grown / height, (east - west) * narrow * grown / width, LEAST / height];
        let degrees = needs.into_iter().fold(0.0, f64::max);
        Some(Self::centred([lat, lon], degrees, size))
    }

    /// About as much of the world as a window showed; none where the ground is not known.
    pub(super) fn framed(frame: Frame, size: Point) -> Option<Self> {
        if !Self::knows(frame.lat, frame.lon) {
            return None;
        }
        let narrow = frame.lat.to_radians().cos().max(0.1);
        let [width, height] = size.map(f64::from);
        let shown = WINDOW * 360.0 / 256.0 * (-frame.zoom).exp2();
        Some(Self::centred([frame.lat, frame.lon], (shown * narrow / width).max(LEAST / height), size))
    }

    /// The view with this in its middle, so many degrees of latitude to a point.
    fn centred([lat, lon]: [f64; 2], degrees: f64, size: Point) -> Self {
        let narrow = lat.to_radians().cos().max(0.1);
        let [width, height] = size.map(f64::from);
        let (y, x) = (1.0 / degrees, narrow / degrees);
        let [first, bottom, last, top] = topology().bbox;
        let width = width.min((last - first) * x);
        let height = height.min((top - bottom) * y);
        let west = (lon - width / 2.0 / x).min(last - width / x).max(first);
        let north = (lat + height / 2.0 / y).max(bottom + height / y).min(top);
        Self { west, north, scale: [x, y], size: [width as f32, height as f32] }
    }

    /// Whether a place is in it.
    pub(super) fn shows(&self, [lat, lon]: [f64; 2]) -> bool {
        self.at(lat, lon).iter().zip(self.size).all(|(at, end)| (0.0..=end).contains(at))
    }

    /// This view as a part of the [`whole`], where so many marks are ground.
    pub(super) fn of_whole(&self, marks: usize) -> super::Ground {
        let [west, _, _, north] = topology().bbox;
        let [x, y] = self.scale;
        super::Ground {
            marks,
            stretch: [(x / WHOLE[0]) as f32, (y / WHOLE[1]) as f32],
            moved: [((west - self.west) * x) as f32, ((self.north - north) * y) as f32],
        }
    }

    pub(super) fn at(&self, lat: f64, lon: f64) -> Point {
        let [x, y] = self.scale;
        [((lon - self.west) * x) as f32, ((self.north - lat) * y) as f32]
    }
}

/// Points in a degree of the whole ground, across and down: as many as the closest small map has
/// down, so that whole numbers are fine enough for any of them.
const WHOLE: [f64; 2] = [200.0, 216.0];

/// The whole ground that is known, as marks.
#[must_use]
pub fn whole() -> Vec<Mark> {
    let [west, south, east, north] = topology().bbox;
    let size = [((east - west) * WHOLE[0]) as f32, ((north - south) * WHOLE[1]) as f32];
    areas_and_lines(&View { west, north, scale: WHOLE, size }).0
}

/// The ground as marks, with the provinces and towns in sight: see [`Ground::provinces`].
pub(super) fn draw(view: &View, lang: Lang, merged: bool) -> (Vec<Mark>, Vec<Province>, Vec<Town>) {
    let (marks, ground) = areas_and_lines(view);
    (marks, ground.provinces(lang, merged), ground.towns(lang))
}

fn areas_and_lines(view: &View) -> (Vec<Mark>, Ground<'_>) {
    let topology = topology();
    let ground = Ground { topology, view, arcs: topology.arcs.iter().map(|arc| arc_in(arc, view)).collect() };
    let [width, height] = view.size;
    let sheet = vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
    let mut marks = vec![plain(Form::Area(vec![sheet]), Tone::Sea)];
    for object in ["neighbours", "land"] {
        marks.extend(ground.areas(object, Tone::Land, |_| true));
    }
    marks.extend(ground.areas("provinces", Tone::Front, |own| own.front && own.country == "vn"));
    marks.extend(ground.areas("provinces", Tone::Across, |own| own.front && own.country != "vn"));
    marks.extend(ground.lines("provinces", Tone::Unit, |_| true));
    marks.extend(ground.lines("border", Tone::Abroad, |own| own.id != "vn-cn"));
    marks.extend(ground.lines("border", Tone::Border, |own| own.id == "vn-cn"));
    (marks, ground)
}

fn plain(form: Form, tone: Tone) -> Mark {
    Mark { form, tone, of: None }
}

/// Each point is told by its way from the one before.
fn arc_in(arc: &[[i64; 2]], view: &View) -> Vec<Point> {
    let mut here = [0, 0];
    let points: Vec<Point> = arc
        .iter()
        .map(|[x, y]| {
            here = [here[0] + x, here[1] + y];
            place(here, view)
        })
        .collect();
    thinned(&points, FINE)
}

fn place([x, y]: [i64; 2], view: &View) -> Point {
    let Transform { scale, translate } = &topology().transform;
    view.at(y as f64 * scale[1] + translate[1], x as f64 * scale[0] + translate[0])
}

struct Ground<'a> {
    topology: &'a Topology,
    view: &'a View,
    arcs: Vec<Vec<Point>>,
}

impl Ground<'_> {
    fn geometries(&self, object: &str) -> &[Geometry] {
        self.topology.objects.get(object).map_or(&[], |object| &object.geometries)
    }

    fn areas(&self, object: &str, tone: Tone, takes: impl Fn(&Properties) -> bool) -> Vec<Mark> {
        let taken = self.geometries(object).iter().filter(|one| takes(&one.properties));
        let areas = taken.map(|one| {
            let rings = rings(&one.arcs);
            rings.iter().map(|ring| ring_in(&self.ring(ring), self.view.size)).filter(|ring| !ring.is_empty()).collect()
        });
        areas.filter(|rings: &Vec<Vec<Point>>| !rings.is_empty()).map(|rings| plain(Form::Area(rings), tone)).collect()
    }

    fn ring(&self, arcs: &[i64]) -> Vec<Point> {
        arcs.iter().flat_map(|at| self.arc(*at)).collect()
    }

    /// An arc by its number; turned round where that is negative.
    fn arc(&self, at: i64) -> Vec<Point> {
        let index = usize::try_from(if at < 0 { !at } else { at }).unwrap_or(usize::MAX);
        let mut arc = self.arcs.get(index).cloned().unwrap_or_default();
        if at < 0 {
            arc.reverse();
        }
        arc
    }

    /// The arcs of an object, each once.
    fn lines(&self, object: &str, tone: Tone, takes: impl Fn(&Properties) -> bool) -> Vec<Mark> {
        let taken = self.geometries(object).iter().filter(|one| takes(&one.properties));
        let all = taken.flat_map(|one| rings(&one.arcs)).flatten();
        let mut arcs: Vec<i64> = all.map(|at| if at < 0 { !at } else { at }).collect();
        arcs.sort_unstable();
        arcs.dedup();
        let parts = arcs.into_iter().flat_map(|at| line_in(&self.arc(at), self.view.size));
        parts.map(|part| plain(Form::Line(part), tone)).collect()
    }

    /// Those of the border, each under its own name; of one that has become a part of another, the
    /// other's name where `merged`.
    fn provinces(&self, lang: Lang, merged: bool) -> Vec<Province> {
        let all = self.geometries("provinces");
        let fronts = all.iter().filter(|one| one.properties.front);
        let named = fronts.filter_map(|one| {
            let whole = &one.properties.since_2025;
            let becomes = |other: &&Geometry| merged && !whole.is_empty() && other.properties.id == *whole;
            let own = &all.iter().find(becomes).unwrap_or(one).properties;
            let name = match lang {
                Lang::Vi => &own.vi,
                Lang::En => &own.en,
                Lang::Zh => &own.zh,
            };
            let rings = rings(&one.arcs);
            let rings: Vec<Vec<Point>> = rings
                .iter()
                .map(|ring| ring_in(&self.ring(ring), self.view.size))
                .filter(|ring| ring.len() > 2)
                .collect();
            let places = self.places(&rings);
            (!name.is_empty() && !places.is_empty()).then(|| Province { name: name.to_uppercase(), places })
        });
        named.collect()
    }

    /// The places of a grid within some rings, those nearest to the middle of them all first.
    fn places(&self, rings: &[Vec<Point>]) -> Vec<Point> {
        let [width, height] = self.view.size;
        // a sheet is some hundred points wide
        let steps = |length: f32| (1_u16..1_000).map(|step| f32::from(step) * GRID).take_while(move |at| *at < length);
        let grid = steps(width).flat_map(|x| steps(height).map(move |y| [x, y]));
        let mut places: Vec<Point> = grid.filter(|at| is_within(*at, rings)).collect();
        let sum = places.iter().fold([0.0, 0.0], |sum, at| [sum[0] + at[0], sum[1] + at[1]]);
        let middle = sum.map(|sum| sum / places.len().max(1) as f32);
        let far = |at: &Point| (at[0] - middle[0]).hypot(at[1] - middle[1]);
        places.sort_by(|a, b| far(a).total_cmp(&far(b)));
        places
    }

    fn towns(&self, lang: Lang) -> Vec<Town> {
        let mut towns: Vec<Town> = Vec::new();
        for one in self.geometries("towns") {
            let own = &one.properties;
            let at = place(one.coordinates, self.view);
            let name = match lang {
                Lang::Vi => &own.vi,
                Lang::En => &own.en,
                Lang::Zh => &own.zh,
            };
            let seen = at.iter().zip(self.view.size).all(|(at, end)| (0.0..=end).contains(at));
            if seen && !name.is_empty() {
                towns.push(Town { at, rank: own.rank, name: name.clone() });
            }
        }
        towns.sort_by_key(|town| town.rank);
        towns
    }
}

/// Whether a place is in an odd number of rings.
fn is_within([x, y]: Point, rings: &[Vec<Point>]) -> bool {
    let mut inside = false;
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let across = (a[1] > y) != (b[1] > y);
            if across && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) {
                inside = !inside;
            }
        }
    }
    inside
}

/// The rings of arcs in lists of any depth: a line is one list, an area a list of them, several
/// areas lists of these.
fn rings(arcs: &Value) -> Vec<Vec<i64>> {
    let Some(list) = arcs.as_array() else { return Vec::new() };
    if list.iter().all(Value::is_i64) {
        return vec![list.iter().filter_map(Value::as_i64).collect()];
    }
    list.iter().flat_map(rings).collect()
}
