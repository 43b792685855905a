//! The ground of a small map: land, provinces, borders and towns, from the coarsest base map.

use super::shape::{SheetPoint, line_in, ring_in, thinned};
use super::{FigureMark, FigureShape, FigureTone};
use crate::basemap::{self, ArcRef, Outline, REGION, index};
use crate::model::{Lang, fold};
use crate::saved::MapFrame;

type Feature = basemap::Feature<[f64; 2]>;

/// Points by which a line may be off: less than can be seen.
const FINE: f32 = 0.45;

/// A town to find one's way by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroundTown {
    pub(super) at: SheetPoint,
    pub(super) rank: u8,
    pub(super) name: String,
}

/// A province that is in sight, with the places where its name may stand: the best first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Province {
    pub(super) name: String,
    pub(super) places: Vec<SheetPoint>,
}

/// Points between the places where the name of a province may stand.
const GRID: f32 = 16.0;

/// What part of the world is drawn, and how: a degree of latitude is as long everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GroundView {
    west: f64,
    north: f64,
    /// Points in a degree of longitude and of latitude.
    scale: [f64; 2],
    pub(super) size: SheetPoint,
}

/// The least that is shown, in degrees of latitude: enough to know where one is.
const LEAST: f64 = 1.3;
/// Points that the map of a window is wide.
const WINDOW: f64 = 760.0;
/// Of the frame that is kept free around what is shown.
const MARGIN: f64 = 0.14;

impl GroundView {
    /// Whether the ground is known there.
    pub(super) fn knows(lat: f64, lon: f64) -> bool {
        let [west, south, east, north] = REGION.bbox;
        (west..=east).contains(&lon) && (south..=north).contains(&lat)
    }

    /// The smallest view in which these places, given by latitude and longitude, have room.
    ///
    /// It does not reach beyond the ground that is known: there it is narrower than it might be.
    pub(super) fn around(places: &[[f64; 2]], size: SheetPoint) -> Option<Self> {
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
    pub(super) fn framed(frame: MapFrame, size: SheetPoint) -> Option<Self> {
        if !Self::knows(frame.lat, frame.lon) {
            return None;
        }
        let narrow = frame.lat.to_radians().cos().max(0.1);
        let [width, height] = size.map(f64::from);
        let shown = WINDOW * 360.0 / 256.0 * (-frame.zoom).exp2();
        Some(Self::centred([frame.lat, frame.lon], (shown * narrow / width).max(LEAST / height), size))
    }

    /// The view with this in its middle, so many degrees of latitude to a point.
    fn centred([lat, lon]: [f64; 2], degrees: f64, size: SheetPoint) -> Self {
        let narrow = lat.to_radians().cos().max(0.1);
        let [width, height] = size.map(f64::from);
        let (y, x) = (1.0 / degrees, narrow / degrees);
        let [first, bottom, last, top] = REGION.bbox;
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
    pub(super) fn of_whole(&self, marks: usize) -> super::PlacedGround {
        let [west, _, _, north] = REGION.bbox;
        let [x, y] = self.scale;
        super::PlacedGround {
            marks,
            stretch: [(x / WHOLE[0]) as f32, (y / WHOLE[1]) as f32],
            moved: [((west - self.west) * x) as f32, ((self.north - north) * y) as f32],
        }
    }

    pub(super) fn at(&self, lat: f64, lon: f64) -> SheetPoint {
        let [x, y] = self.scale;
        [((lon - self.west) * x) as f32, ((self.north - lat) * y) as f32]
    }
}

/// Points in a degree of the whole ground, across and down: as many as the closest small map has
/// down, so that whole numbers are fine enough for any of them.
const WHOLE: [f64; 2] = [200.0, 216.0];

/// The whole ground that is known, as marks.
pub fn whole() -> Vec<FigureMark> {
    let [west, south, east, north] = REGION.bbox;
    let size = [((east - west) * WHOLE[0]) as f32, ((north - south) * WHOLE[1]) as f32];
    areas_and_lines(&GroundView { west, north, scale: WHOLE, size }).0
}

/// The ground as marks, with the provinces and towns in sight: see [`GroundDrawing::provinces`].
pub(super) fn draw(view: &GroundView, lang: Lang, merged: bool) -> (Vec<FigureMark>, Vec<Province>, Vec<GroundTown>) {
    let (marks, ground) = areas_and_lines(view);
    (marks, ground.provinces(lang, merged), ground.towns(lang))
}

fn areas_and_lines(view: &GroundView) -> (Vec<FigureMark>, GroundDrawing<'_>) {
    let ground = GroundDrawing { view, arcs: REGION.arcs.iter().map(|arc| arc_in(arc, view)).collect() };
    let [width, height] = view.size;
    let sheet = vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
    let mut marks = vec![plain(FigureShape::Area(vec![sheet]), FigureTone::Sea)];
    for object in ["neighbours", "land"] {
        marks.extend(ground.areas(object, FigureTone::Land, |_| true));
    }
    marks.extend(ground.areas("provinces", FigureTone::Front, |own| own.is("front") && own.text("country") == "vn"));
    marks.extend(ground.areas("provinces", FigureTone::Across, |own| own.is("front") && own.text("country") != "vn"));
    marks.extend(ground.lines("provinces", FigureTone::Unit, |_| true));
    marks.extend(ground.lines("border", FigureTone::Abroad, |own| own.text("id") != "vn-cn"));
    marks.extend(ground.lines("border", FigureTone::Border, |own| own.text("id") == "vn-cn"));
    (marks, ground)
}

fn plain(form: FigureShape, tone: FigureTone) -> FigureMark {
    FigureMark { form, tone, of: None }
}

fn arc_in(arc: &[[f64; 2]], view: &GroundView) -> Vec<SheetPoint> {
    let points: Vec<SheetPoint> = arc.iter().map(|[lon, lat]| view.at(*lat, *lon)).collect();
    thinned(&points, FINE)
}

struct GroundDrawing<'a> {
    view: &'a GroundView,
    arcs: Vec<Vec<SheetPoint>>,
}

impl GroundDrawing<'_> {
    fn areas(&self, object: &str, tone: FigureTone, takes: impl Fn(&Feature) -> bool) -> Vec<FigureMark> {
        let taken = REGION.object(object).iter().filter(|one| takes(one));
        let areas = taken.map(|one| {
            let rings = rings(one);
            rings.iter().map(|ring| ring_in(&self.ring(ring), self.view.size)).filter(|ring| !ring.is_empty()).collect()
        });
        areas
            .filter(|rings: &Vec<Vec<SheetPoint>>| !rings.is_empty())
            .map(|rings| plain(FigureShape::Area(rings), tone))
            .collect()
    }

    fn ring(&self, arcs: &[i64]) -> Vec<SheetPoint> {
        arcs.iter().flat_map(|at| self.arc(*at)).collect()
    }

    /// An arc by its number; turned round where that is negative.
    fn arc(&self, at: i64) -> Vec<SheetPoint> {
        let mut arc = self.arcs.get(index(at)).cloned().unwrap_or_default();
        if at < 0 {
            arc.reverse();
        }
        arc
    }

    /// The arcs of an object, each once.
    fn lines(&self, object: &str, tone: FigureTone, takes: impl Fn(&Feature) -> bool) -> Vec<FigureMark> {
        let all = REGION.object(object).iter().filter(|one| takes(one)).flat_map(rings).flatten();
        let mut arcs: Vec<ArcRef> = all.map(|at| if *at < 0 { !at } else { *at }).collect();
        arcs.sort_unstable();
        arcs.dedup();
        let parts = arcs.into_iter().flat_map(|at| line_in(&self.arc(at), self.view.size));
        parts.map(|part| plain(FigureShape::Line(part), tone)).collect()
    }

    /// Those of the border, each under its own name; of one that has become a part of another, the
    /// other's name where `merged`.
    fn provinces(&self, lang: Lang, merged: bool) -> Vec<Province> {
        let all = REGION.object("provinces");
        let named = all.iter().filter(|one| one.is("front")).filter_map(|one| {
            let whole = one.text("since_2025");
            let becomes = |other: &&Feature| merged && !whole.is_empty() && other.text("id") == whole;
            let name = name_in(all.iter().find(becomes).unwrap_or(one), lang);
            let rings: Vec<Vec<SheetPoint>> = rings(one)
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
    fn places(&self, rings: &[Vec<SheetPoint>]) -> Vec<SheetPoint> {
        let [width, height] = self.view.size;
        // a sheet is some hundred points wide
        let steps = |length: f32| (1_u16..1_000).map(|step| f32::from(step) * GRID).take_while(move |at| *at < length);
        let grid = steps(width).flat_map(|x| steps(height).map(move |y| [x, y]));
        let mut places: Vec<SheetPoint> = grid.filter(|at| is_within(*at, rings)).collect();
        let sum = places.iter().fold([0.0, 0.0], |sum, at| [sum[0] + at[0], sum[1] + at[1]]);
        let middle = sum.map(|sum| sum / places.len().max(1) as f32);
        let far = |at: &SheetPoint| (at[0] - middle[0]).hypot(at[1] - middle[1]);
        places.sort_by(|a, b| far(a).total_cmp(&far(b)));
        places
    }

    fn towns(&self, lang: Lang) -> Vec<GroundTown> {
        let mut towns: Vec<GroundTown> = Vec::new();
        for town in REGION.object("towns") {
            let Outline::Point([lon, lat]) = town.shape else { continue };
            let (at, name) = (self.view.at(lat, lon), name_in(town, lang));
            let seen = at.iter().zip(self.view.size).all(|(at, end)| (0.0..=end).contains(at));
            if seen && !name.is_empty() {
                let rank = town.number("rank").and_then(|rank| u8::try_from(rank).ok()).unwrap_or_default();
                towns.push(GroundTown { at, rank, name: name.to_owned() });
            }
        }
        towns.sort_by_key(|town| town.rank);
        towns
    }
}

/// Whether a place is in an odd number of rings.
fn is_within([x, y]: SheetPoint, rings: &[Vec<SheetPoint>]) -> bool {
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

/// The runs of arcs that a feature is drawn along.
fn rings(feature: &Feature) -> Vec<&[ArcRef]> {
    match &feature.shape {
        Outline::Polygons(polygons) => polygons.iter().flatten().map(Vec::as_slice).collect(),
        Outline::Lines(lines) => lines.iter().map(Vec::as_slice).collect(),
        Outline::Point(_) => Vec::new(),
    }
}

/// Its name in a language, in English with the marks of the Vietnamese one, where it is that without them.
fn name_in(feature: &Feature, lang: Lang) -> &str {
    let (own, vi) = (feature.text(lang.tag()), feature.text("vi"));
    if lang == Lang::En && fold::bare(own) == fold::bare(vi) { vi } else { own }
}
