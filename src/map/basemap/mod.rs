//! The base map on board: land, provinces, borders, rivers and towns at three levels of detail, and the
//! land around them at one, decoded and cut into triangles once per level. The graphics card keeps the triangles, and moves
//! and colours them.

mod build;
pub(super) mod gazetteer;
pub(super) mod gpu;
mod inside;
pub(super) mod look;
mod relief;
mod soup;
pub(super) mod vector;

use std::sync::{Arc, Once, OnceLock};

use super::geo::{Extent, MercatorPoint};
use super::layout::Spared;
use crate::context::task;
use km0_core::basemap::REGION_LOW;
use km0_core::model::Text;
use soup::Soup;

const FILES: [&str; 3] = [
    REGION_LOW,
    include_str!("../../../assets/map/region-mid.topojson"),
    include_str!("../../../assets/map/region-full.topojson"),
];
const AROUND: &str = include_str!("../../../assets/map/world.topojson");

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    Low,
    Mid,
    Full,
}

impl Detail {
    pub const ALL: [Self; 3] = [Self::Low, Self::Mid, Self::Full];
}

impl Detail {
    pub fn for_zoom(zoom: f64) -> Self {
        match zoom {
            z if z < 7.0 => Self::Low,
            z if z < 10.0 => Self::Mid,
            _ => Self::Full,
        }
    }
}

static LEVELS: [OnceLock<Level>; 3] = [const { OnceLock::new() }; 3];

/// The base map at a level of detail; made when first asked for, which for the finest takes longer
/// than a frame has.
pub fn level(detail: Detail) -> &'static Level {
    let at = detail as usize;
    let [low, mid, full] = &LEVELS;
    let cell = [low, mid, full].into_iter().nth(at).unwrap_or(full);
    cell.get_or_init(|| FILES.get(at).and_then(|text| build::level(text)).unwrap_or_default())
}

static WORLD: OnceLock<Level> = OnceLock::new();

/// The land around the map, and all other land of the world. Takes as long to make as a level.
pub(super) fn world() -> &'static Level {
    WORLD.get_or_init(|| build::world(AROUND, level(Detail::Low)).unwrap_or_default())
}

/// The land around, once it is made.
pub(super) fn world_made() -> Option<&'static Level> {
    WORLD.get()
}

/// Has the finer levels made in the background; the coarsest is made at once.
pub fn prepare(wake: &egui::Context) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        _ = level(Detail::Low);
        // without a thread they are made when they are first shown
        let _going = task::begin("base map", wake, || {
            _ = level(Detail::Mid);
            _ = world();
            _ = level(Detail::Full);
        });
    });
}

/// The finest level up to the one for `zoom` that is made. Never waits for more than the coarsest.
pub fn ready(zoom: f64) -> Detail {
    let wanted = Detail::for_zoom(zoom);
    let made = |detail: &Detail| LEVELS.get(*detail as usize).is_some_and(|cell| cell.get().is_some());
    Detail::ALL.into_iter().rev().filter(|detail| *detail as usize <= wanted as usize).find(made).unwrap_or(Detail::Low)
}

/// A place as an offset from `ORIGIN_LAT`, `ORIGIN_LON` on the Mercator square: near enough for
/// a 32-bit float to be exact to a hundredth of a point at every zoom.
pub type Local = [f32; 2];

const ORIGIN_LAT: f64 = 22.5;
const ORIGIN_LON: f64 = 105.5;

pub fn origin() -> MercatorPoint {
    MercatorPoint::of(ORIGIN_LAT, ORIGIN_LON)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Country {
    Vn,
    Cn,
}

/// A province or region.
#[derive(Clone, Debug)]
pub struct MapRegion {
    pub id: Arc<str>,
    pub name: Text,
    pub country: Country,
    /// The data is about this unit.
    pub front: bool,
    /// The unit that it is a part of, or goes on as, once provinces are no longer as they are drawn.
    pub became: Option<Arc<str>>,
    /// By place in [`Level::units`]: the one that `became` names.
    joined: Option<usize>,
    /// Of the unit that others became a part of: all of them together.
    pub whole: Option<Whole>,
    pub extent: Extent,
    /// The middle of its widest part.
    pub heart: MercatorPoint,
    /// Places in it for its name, the best first.
    pub spots: Vec<MercatorPoint>,
    /// All rings, outer and inner: what an odd number of them holds is inside.
    rings: Vec<Vec<Local>>,
}

/// Units that became one.
#[derive(Clone, Debug)]
pub struct Whole {
    pub extent: Extent,
    /// The middle of the widest part of the widest of them.
    pub heart: MercatorPoint,
    pub spots: Vec<MercatorPoint>,
    /// The data is about one of them.
    pub front: bool,
}

impl MapRegion {
    /// The unit by which it goes, as drawn or once provinces were merged.
    pub fn id_when(&self, merged: bool) -> &Arc<str> {
        self.became.as_ref().filter(|_| merged).unwrap_or(&self.id)
    }

    /// Whether the data is about the unit, as drawn or once provinces were merged.
    pub fn front_when(&self, merged: bool) -> bool {
        self.whole.as_ref().filter(|_| merged).map_or(self.front, |whole| whole.front)
    }

    /// What the unit covers, as drawn or once provinces were merged; nothing of one that is no more.
    pub fn extent_when(&self, merged: bool) -> Option<Extent> {
        match (&self.became, &self.whole) {
            (Some(_), Some(whole)) if merged => Some(whole.extent),
            (Some(_), None) if merged => None,
            _ => Some(self.extent),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Town {
    pub at: MercatorPoint,
    pub name: Text,
    /// 1 is a metropolis, 4 a small town.
    pub rank: u8,
}

/// What a polygon is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PolygonKind {
    Land,
    Lake,
    /// Under the land of a level, over the coarser land around.
    Sea,
    /// By its place in [`Level::units`].
    Unit(usize),
}

/// A polygon in triangles.
#[derive(Clone, Debug)]
struct Fill {
    ground: PolygonKind,
    extent: Extent,
    vertices: Vec<Local>,
    indices: Vec<u32>,
    /// Where in `vertices` each ring after the outer one begins.
    holes: Vec<u32>,
}

impl Fill {
    /// The outer ring and those of the holes.
    fn rings(&self) -> impl Iterator<Item = &[Local]> {
        let begins = std::iter::once(0).chain(self.holes.iter().map(|at| *at as usize));
        let ends = self.holes.iter().map(|at| *at as usize).chain([self.vertices.len()]);
        begins.zip(ends).filter_map(|(begin, end)| self.vertices.get(begin..end))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LineClass {
    /// Between communes as they are since districts were abolished.
    Commune,
    /// Between districts as they were before.
    District,
    River,
    Unit,
    /// Between two units that became one.
    FormerUnit,
    Coast,
    /// A border that the data is not about.
    OtherBorder,
    Border,
    /// Where the border runs over tidal water.
    TidalBorder,
}

impl LineClass {
    /// Whether it is of the border that the data is about.
    fn is_front(self) -> bool {
        matches!(self, Self::Border | Self::TidalBorder)
    }
}

/// A line with, for every place on it, which way a stroke widens.
#[derive(Clone, Debug)]
struct BorderLine {
    class: LineClass,
    extent: Extent,
    points: Vec<Local>,
    normals: Vec<Local>,
}

#[derive(Clone, Debug)]
pub struct Level {
    pub bounds: Extent,
    pub units: Vec<MapRegion>,
    pub towns: Vec<Town>,
    fills: Vec<Fill>,
    lines: Vec<BorderLine>,
    soup: Soup,
}

impl Default for Level {
    fn default() -> Self {
        let bounds = build::bounds([101.0, 19.5, 110.0, 25.5]);
        Self {
            bounds,
            units: Vec::new(),
            towns: Vec::new(),
            fills: Vec::new(),
            lines: Vec::new(),
            soup: Soup::default(),
        }
    }
}

impl Level {
    /// The border that the data is about, in points from [`origin`] at a scale.
    pub(super) fn border_in_points(&self, scale: f64) -> Spared {
        let mut spared = Spared::default();
        for line in self.lines.iter().filter(|line| line.class == LineClass::Border) {
            let point = |[x, y]: &Local| egui::pos2((f64::from(*x) * scale) as f32, (f64::from(*y) * scale) as f32);
            spared.add(line.points.iter().map(point));
        }
        spared
    }

    /// A measure by place in `units`, each with the greatest of those that became one with it.
    pub(super) fn as_merged(&self, own: &[f32]) -> Vec<f32> {
        let mut most = own.to_vec();
        for (unit, value) in self.units.iter().zip(own) {
            if let Some(slot) = unit.joined.and_then(|at| most.get_mut(at)) {
                *slot = slot.max(*value);
            }
        }
        let of = |(at, unit): (usize, &MapRegion)| most.get(unit.joined.unwrap_or(at)).copied().unwrap_or_default();
        self.units.iter().enumerate().map(of).collect()
    }

    /// By place in `units`: the one that goes on for a unit, as drawn or once provinces were merged.
    pub(super) fn joined_when(&self, unit: usize, merged: bool) -> usize {
        self.units.get(unit).and_then(|unit| unit.joined).filter(|_| merged).unwrap_or(unit)
    }

    /// By place in `units`: the unit that a place lies in.
    pub(super) fn unit_index_at(&self, at: MercatorPoint) -> Option<usize> {
        let holds = |unit: &MapRegion| unit.extent.contains(at) && inside::holds(&unit.rings, build::local(at));
        self.units.iter().position(holds)
    }

    /// Whether a place lies on land, of whichever country.
    pub(super) fn is_land(&self, at: MercatorPoint) -> bool {
        let land = self.fills.iter().filter(|fill| !matches!(fill.ground, PolygonKind::Sea | PolygonKind::Lake));
        let mut here = land.filter(|fill| fill.extent.contains(at));
        here.any(|fill| inside::holds(fill.rings(), build::local(at)))
    }

    /// The unit that a place lies in.
    pub fn unit_at(&self, at: MercatorPoint) -> Option<&MapRegion> {
        self.unit_index_at(at).and_then(|unit| self.units.get(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_both_sides_and_the_border_between_them() {
        for detail in [Detail::Low, Detail::Mid, Detail::Full] {
            let level = level(detail);
            for id in ["lang-son", "cao-bang", "ha-giang", "lao-cai", "lai-chau", "dien-bien", "quang-ninh"] {
                assert!(level.units.iter().any(|unit| &*unit.id == id && unit.front), "{id}");
            }
            assert!(level.units.iter().any(|unit| &*unit.id == "guangxi" && unit.country == Country::Cn));
            assert!(level.lines.iter().any(|line| line.class == LineClass::Border));
            assert!(level.lines.iter().any(|line| line.class == LineClass::Coast));
        }
    }

    #[test]
    fn the_land_around_has_the_same_provinces_and_reaches_everywhere() {
        let ids = |detail| level(detail).units.iter().map(|unit| unit.id.clone()).collect::<Vec<_>>();
        assert!(ids(Detail::Low) == ids(Detail::Mid) && ids(Detail::Low) == ids(Detail::Full));
        let world = world();
        let regions = world.fills.iter().filter(|fill| matches!(fill.ground, PolygonKind::Unit(_)));
        let [guangxi, yunnan] =
            ["guangxi", "yunnan"].map(|id| level(Detail::Low).units.iter().position(|u| &*u.id == id));
        let mut drawn: Vec<_> = regions.map(|fill| fill.ground).collect();
        drawn.sort_by_key(|ground| if let PolygonKind::Unit(at) = ground { *at } else { 0 });
        let mut wanted = [guangxi.unwrap(), yunnan.unwrap()];
        wanted.sort_unstable();
        assert_eq!(drawn, wanted.map(PolygonKind::Unit));
        for (lat, lon) in [(39.9, 116.4), (48.8, 2.3), (13.7, 100.5), (-33.0, 20.0)] {
            let at = MercatorPoint::of(lat, lon);
            assert!(world.fills.iter().any(|fill| fill.extent.contains(at)), "{lat} {lon}");
        }
    }

    #[test]
    fn towns_lie_in_their_provinces() {
        let level = level(Detail::Full);
        let unit = |lat, lon| level.unit_at(MercatorPoint::of(lat, lon)).map_or("", |unit| &*unit.id);
        assert_eq!(unit(21.853, 106.761), "lang-son");
        assert_eq!(unit(22.82, 108.32), "guangxi");
        assert_eq!(unit(25.04, 102.72), "yunnan");
        assert_eq!(unit(20.3, 108.5), "", "the Gulf of Tonkin");
    }

    #[test]
    fn merged_provinces_are_one_and_lie_where_their_parts_do() {
        for detail in Detail::ALL {
            let level = level(detail);
            let unit = |id: &str| level.units.iter().find(|unit| *unit.id == *id).unwrap();
            let (old, new) = (unit("ha-giang"), unit("tuyen-quang"));
            assert_eq!((&**old.id_when(false), &**old.id_when(true)), ("ha-giang", "tuyen-quang"));
            assert!(old.extent_when(true).is_none() && old.extent_when(false).is_some());
            let whole = new.extent_when(true).unwrap();
            assert!(whole.encloses(&old.extent) && whole.encloses(&new.extent));
            assert!(!new.front && new.whole.as_ref().unwrap().front);
            assert_eq!(unit("cao-bang").extent_when(true), Some(unit("cao-bang").extent));
            // 27 provinces of the north and the middle as they were, 18 of them in 8 new ones
            let vn = || level.units.iter().filter(|unit| unit.country == Country::Vn);
            assert_eq!((vn().count(), vn().filter(|unit| unit.extent_when(true).is_some()).count()), (27, 17));
            assert!(level.lines.iter().any(|line| line.class == LineClass::FormerUnit));
        }
    }

    #[test]
    fn lines_inside_provinces_lie_on_the_vietnamese_side() {
        for (detail, class) in [(Detail::Mid, LineClass::District), (Detail::Full, LineClass::Commune)] {
            let level = level(detail);
            let lines: Vec<&BorderLine> = level.lines.iter().filter(|line| line.class == class).collect();
            assert!(lines.len() > 500, "{} of {class:?}", lines.len());
            let zero = origin();
            let middle = |line: &BorderLine| {
                let [x, y] = line.points[line.points.len() / 2];
                MercatorPoint { x: zero.x + f64::from(x), y: zero.y + f64::from(y) }
            };
            let away = lines.iter().filter(|line| line.points.len() > 2);
            let away = away.filter(|line| level.unit_at(middle(line)).is_none_or(|unit| unit.country != Country::Vn));
            assert!(away.count() <= lines.len() / 100, "{class:?} reach over the border");
        }
    }

    #[test]
    fn the_heart_of_every_unit_lies_in_it() {
        let level = level(Detail::Low);
        for unit in &level.units {
            assert_eq!(level.unit_at(unit.heart).map(|found| &*found.id), Some(&*unit.id));
        }
    }

    #[test]
    fn the_triangles_of_a_level_cover_its_polygons() {
        let level = level(Detail::Mid);
        for fill in &level.fills {
            assert!(fill.indices.len() >= 3 && fill.indices.len() % 3 == 0);
            let (by_ring, by_triangles) = (fill_area(fill), triangle_area(fill));
            assert!(by_triangles > 0.0);
            assert!((by_ring / by_triangles - 1.0).abs() < 2e-2 || by_ring < 1e-9, "{by_ring} {by_triangles}");
        }
    }

    fn cross(a: Local, b: Local, c: Local) -> f64 {
        let d = |p: Local, q: Local| (f64::from(q[0] - p[0]), f64::from(q[1] - p[1]));
        let ((ax, ay), (bx, by)) = (d(a, b), d(a, c));
        (ax * by - ay * bx) / 2.0
    }

    fn triangle_area(fill: &Fill) -> f64 {
        let at = |i: u32| fill.vertices[i as usize];
        fill.indices.chunks(3).map(|t| cross(at(t[0]), at(t[1]), at(t[2])).abs()).sum()
    }

    /// Only of polygons without holes; of the others what the triangles say.
    fn fill_area(fill: &Fill) -> f64 {
        let first = fill.vertices[0];
        let area: f64 = fill.vertices.windows(2).map(|w| cross(first, w[0], w[1])).sum();
        if fill.vertices.len() * 3 == fill.indices.len() + 6 { area.abs() } else { triangle_area(fill) }
    }
}
