//! Which names want to stand on the map at a zoom step, how important each is, and where it fits.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Pos2, Rect, Ui, Vec2};

use super::basemap::gazetteer::{self, PlaceKind, PlaceName, Rank};
use super::basemap::{Level, MapRegion, Town, origin};
use super::camera::Camera;
use super::geo::MercatorPoint;
use super::group::{SymbolGroup, ZoomStep};
use super::layout::{self, Wish};
use super::model::{PlaceSign, Site, names};
use super::scene::{Scene, count_now, merged, site_emphasis};
use super::sticky;
use super::symbols;
use crate::context::{Emphasis, ViewCtx};
use crate::ui::fonts;
use km0_core::model::{Lang, Text};
use km0_core::query::fold;

/// How a label is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelTone {
    Site(Emphasis),
    Town,
    District,
    Commune,
    Island,
    Unit,
    Country,
    Sea,
    River,
}

impl LabelTone {
    fn is_site(self) -> bool {
        matches!(self, Self::Site(_))
    }
}

/// A name with its place.
#[derive(Clone, Debug)]
pub(super) struct MapLabel {
    pub(super) job: Arc<LayoutJob>,
    pub(super) at: MercatorPoint,
    /// Points from `at` to the upper left corner.
    pub(super) offset: Vec2,
    /// Points that the symbol takes.
    pub(super) clear: f32,
    /// It stands away from its place, and a line leads there.
    pub(super) led: bool,
    /// Points.
    pub(super) size: Vec2,
    pub(super) tone: LabelTone,
    /// By place in the level's units.
    pub(super) unit: Option<usize>,
}

struct Candidate {
    /// Smaller is more important.
    rank: u32,
    job: LayoutJob,
    /// What is left of it where the whole has no room.
    short: Option<LayoutJob>,
    at: MercatorPoint,
    clear: f32,
    tone: LabelTone,
    /// Where it may stand.
    spots: Vec<MercatorPoint>,
    unit: Option<usize>,
}

/// The rank of names up to which one is led far from its symbol: what is selected or related to that,
/// and international gates.
const LED_FAR: u32 = 20;
/// The rank of the provinces that the map is about.
const FRONT: u32 = 15;
/// The records about a gate from which it is named at the sight of the whole border.
const BUSY: usize = 12;
/// The zoom from which provinces that the map is about are named however small they are.
const SMALL_FRONT: f64 = 5.25;
/// The zoom below which the name of a province may reach over its edges.
const OVER_EDGES: f64 = 7.0;
/// Points around the middle of a group's disc.
pub(super) const GROUP_RADIUS: f32 = 9.5;

/// Sizes of texts that were laid out before, by the hash of the text with its format. Hold for one
/// size of a pixel.
pub(super) type TextSizes = std::collections::HashMap<u64, Vec2>;

/// All labels of a zoom step that have room, wherever the map is. Those that stood there `before` keep their place as
/// long as it is free.
pub(super) fn place(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    scene: &Scene,
    level: &Level,
    step: ZoomStep,
    sizes: &mut TextSizes,
    before: &[MapLabel],
) -> Vec<MapLabel> {
    let zoom = step.zoom();
    let known = |c: &Candidate| {
        before.iter().find(|label| label.at == c.at && label.unit == c.unit && label.is_site() == c.tone.is_site())
    };
    let mut wanted: Vec<Candidate> = Vec::new();
    let drawable = |text: &str| ui.fonts_mut(|fonts| fonts.has_glyphs(&FontId::proportional(12.0), text));
    wanted.extend(scene.groups.iter().filter_map(|group| of_group(ctx, scene, group, zoom)));
    wanted.extend(level.towns.iter().filter_map(|town| of_town(ctx, town, zoom, &drawable)));
    let city = |unit: &MapRegion| !unit.front && level.towns.iter().any(|t| t.rank <= 1 && t.name.vi == unit.name.vi);
    let units = level.units.iter().enumerate().filter(|(_, unit)| !city(unit));
    wanted.extend(units.filter_map(|(at, unit)| {
        let mut candidate = of_unit(ctx, at, unit, step, &drawable)?;
        if candidate.rank == FRONT && zoom < OVER_EDGES {
            let beside = beside(level, unit, &candidate, merged(ctx), step.scale());
            candidate.spots.extend(beside);
        }
        Some(candidate)
    }));
    wanted.extend(gazetteer::names().iter().filter_map(|name| of_name(ctx, name, zoom, &drawable)));
    wanted.sort_by_key(|candidate| (candidate.rank > 0 && known(candidate).is_none(), candidate.rank));
    let symbols: Vec<(MercatorPoint, f32)> =
        scene.groups.iter().map(|group| (group.at, radius(scene, group))).collect();
    let mut forms: Vec<[Option<Vec2>; 2]> = Vec::with_capacity(wanted.len());
    for one in &wanted {
        let whole = size_of(ui, sizes, &one.job);
        forms.push([Some(whole), one.short.as_ref().map(|short| size_of(ui, sizes, short))]);
    }
    let wish = |(c, [size, less]): (&'_ Candidate, &[Option<Vec2>; 2])| {
        // what is less important is found by its symbol before its name is led across others
        let reach = if c.rank <= LED_FAR { layout::FAR } else { layout::FAR / 2.0 };
        let (led, size) = (c.tone.is_site().then_some(reach), size.unwrap_or_default());
        (led, size, *less, c.at, c.clear)
    };
    let parts: Vec<_> = wanted.iter().zip(&forms).map(wish).collect();
    let wishes: Vec<Wish<'_>> = wanted
        .iter()
        .zip(parts)
        .map(|(c, (led, size, less, at, clear))| {
            // near by, a province that has no room in its middle is named beside it
            let across = c.tone != LabelTone::Unit || zoom < sticky::ALL;
            let before = known(c).map(|label| label.room_for(size, less));
            Wish { at, size, less, clear, led, spots: &c.spots, across, before }
        })
        .collect();
    let spared = Some((&scene.spared, Vec2::ZERO));
    let ground = layout::LabelObstacles { symbols: &symbols, spared, ..layout::LabelObstacles::default() };
    let rooms = layout::place(&wishes, &ground, origin(), step.scale());
    let placed = wanted.into_iter().zip(rooms).zip(forms);
    placed
        .filter_map(|((c, room), [whole, less])| {
            let layout::LabelRoom { offset, led, less: shorter } = room?;
            let (job, size) = if shorter { (c.short?, less?) } else { (c.job, whole?) };
            let (at, clear, tone, unit) = (c.at, c.clear, c.tone, c.unit);
            Some(MapLabel { job: Arc::new(job), at, offset, clear, led, size, tone, unit })
        })
        .collect()
}

/// Points that a text takes.
pub(super) fn size_of(ui: &Ui, sizes: &mut TextSizes, job: &LayoutJob) -> Vec2 {
    *sizes.entry(egui::util::hash(job)).or_insert_with(|| ui.fonts_mut(|fonts| fonts.layout_job(job.clone())).size())
}

impl MapLabel {
    /// What it covers on the screen at an offset from its place.
    pub(super) fn rect(&self, camera: &Camera, offset: Vec2) -> Rect {
        Rect::from_min_size(camera.to_screen(self.at) + offset, self.size)
    }

    pub(super) fn is_site(&self) -> bool {
        self.tone.is_site()
    }

    /// The same place for the name in another size: on the same side of the symbol, as high as it was. What was in its
    /// shorter form stays so.
    fn room_for(&self, size: Vec2, shorter: Option<Vec2>) -> layout::LabelRoom {
        let less = size != self.size && shorter == Some(self.size);
        let grown = if less { Vec2::ZERO } else { size - self.size };
        let x = if self.offset.x < 0.0 { grown.x } else { 0.0 };
        layout::LabelRoom { less, offset: self.offset - Vec2::new(x, grown.y / 2.0), led: self.led }
    }
}

/// The other side of the symbol, then a line higher and lower on either side, then above and below,
/// moved by `inward` points into the view, then a line further away.
fn turned(label: &MapLabel, inward: f32) -> [Vec2; 15] {
    let away = label.clear + 1.0;
    let own = if label.led { away } else { label.offset.x };
    let (here, there) = (own, -own - label.size.x);
    let level = -label.size.y / 2.0;
    let (above, below) = (-label.size.y - 8.0, 8.0);
    [
        (there, if label.led { level } else { label.offset.y }),
        (there, above),
        (there, below),
        (here, above),
        (here, below),
        (here + inward, above - 4.0),
        (here + inward, below + 4.0),
        (here + inward, below + 20.0),
        (here + inward, above - 20.0),
        (here + inward, below + 38.0),
        (here + inward, above - 38.0),
        (there - 24.0, above - 12.0),
        (there - 24.0, below + 12.0),
        (there - 40.0, below + 30.0),
        (there - 40.0, above - 30.0),
    ]
    .map(Vec2::from)
}

/// Points by which names may touch.
const TOUCH: f32 = 1.5;
/// Points beside a name that moves: two names in one line would be read as one.
const APART: f32 = 5.0;

/// Points by which the name of a province may give way to what stands over the map.
const NUDGES: [Vec2; 6] = [
    Vec2::ZERO,
    Vec2::new(0.0, -5.0),
    Vec2::new(0.0, -10.0),
    Vec2::new(0.0, 6.0),
    Vec2::new(-12.0, 0.0),
    Vec2::new(12.0, 0.0),
];

/// Where in the view each label goes: its own place, but a gate's name that the edge would cut, or
/// that would run under what `free` denies, goes to another side of its symbol, but not over one of
/// the other `symbols` (points, with how far they reach). A name without room is left out, unless it
/// is selected.
pub(super) fn in_view(
    labels: &[MapLabel],
    camera: &Camera,
    symbols: &[(Pos2, f32)],
    free: impl Fn(Rect) -> bool,
) -> Vec<Option<Vec2>> {
    let own: Vec<Rect> = labels.iter().map(|label| label.rect(camera, label.offset)).collect();
    let whole = |rect: Rect| camera.rect.shrink(2.0).contains_rect(rect);
    let good = |rect: Rect| whole(rect) && free(rect);
    // what is shown takes its place from all that come later: between two steps of zoom a name that is
    // led away from its symbol nears others
    let mut shown: Vec<Rect> = Vec::new();
    let mut place = |(i, (label, rect)): (usize, (&MapLabel, &Rect))| {
        let here = camera.to_screen(label.at);
        // a name whose symbol is out of view would be read as that of another
        if !camera.rect.intersects(*rect) || (label.is_site() && !camera.rect.contains(here)) {
            return None;
        }
        let clear = |there: Rect, shown: &[Rect]| !shown.iter().any(|rect| rect.shrink(TOUCH).intersects(there));
        let stands = good(*rect) && clear(*rect, &shown);
        if stands || !label.is_site() {
            let ways = if label.tone == LabelTone::Unit { NUDGES.as_slice() } else { &NUDGES[..1] };
            let fits = |way: &&Vec2| good(rect.translate(**way)) && clear(rect.translate(**way), &shown);
            let way = *ways.iter().find(fits)?;
            shown.push(rect.translate(way));
            return Some(label.offset + way);
        }
        let taken = |there: Rect| shown.iter().any(|rect| rect.expand2(Vec2::new(APART, 0.0)).intersects(there));
        // where a less important name would stand that comes later
        let wanted = |there: Rect| {
            let meets =
                |(j, (rect, other)): (usize, (&Rect, &MapLabel))| j > i && other.is_site() && rect.intersects(there);
            own.iter().zip(labels).enumerate().any(meets)
        };
        let covers = |there: Rect| {
            let away = there.distance_to_pos(here) - label.clear;
            let other = |(at, _): &&(Pos2, f32)| at.distance(here) > 1.0;
            // beside another symbol it would be read as that one's name
            let nearer = |at: Pos2, reach: f32| {
                let gap = there.distance_to_pos(at) - reach;
                gap < 0.0 || (gap < away + 2.0 && gap < layout::NEAR)
            };
            symbols.iter().filter(other).any(|(at, reach)| nearer(*at, *reach))
        };
        let view = camera.rect.shrink(3.0);
        let inward = (view.right() - rect.right()).min(0.0) + (view.left() - rect.left()).max(0.0);
        let all = turned(label, inward);
        let fits = |offset: &Vec2, makes_room: bool| {
            let there = label.rect(camera, *offset);
            good(there) && !taken(there) && !covers(there) && (makes_room || !wanted(there))
        };
        let found = [false, true].into_iter().find_map(|room| all.into_iter().find(|offset| fits(offset, room)));
        if let Some(offset) = found {
            shown.push(label.rect(camera, offset));
            return Some(offset);
        }
        // half a name tells less than the symbol, which tells it whole to who points at it
        if label.tone != LabelTone::Site(Emphasis::Selected) {
            return None;
        }
        let across = camera.rect.shrink(2.0);
        let moved = (across.right() - rect.right()).min(0.0) + (across.left() - rect.left()).max(0.0);
        let offset = label.offset + Vec2::new(moved, 0.0);
        shown.push(label.rect(camera, offset));
        Some(offset)
    };
    labels.iter().zip(&own).enumerate().map(&mut place).collect()
}

/// Points that the symbol of a group takes.
pub(super) fn radius(scene: &Scene, group: &SymbolGroup) -> f32 {
    match scene.leader(group) {
        Some(site) if group.is_single() => symbols::radius(site.sign, site.count),
        _ => GROUP_RADIUS,
    }
}

/// The same in the time that is shown.
pub(super) fn radius_now(ctx: &ViewCtx<'_>, scene: &Scene, group: &SymbolGroup) -> f32 {
    match scene.leader(group) {
        Some(site) if group.is_single() => symbols::radius(site.sign, count_now(ctx, site)),
        _ => GROUP_RADIUS,
    }
}

/// From which zoom a name is shown, and its rank, when nothing is selected.
fn site_rank(sign: PlaceSign) -> (f64, u32) {
    match sign {
        PlaceSign::International => (5.0, 20),
        PlaceSign::Rail => (6.5, 24),
        PlaceSign::Main => (6.5, 26),
        PlaceSign::Secondary => (8.0, 50),
        PlaceSign::Route => (8.5, 52),
        PlaceSign::Opening => (8.5, 54),
        PlaceSign::Tourism => (7.5, 48),
        PlaceSign::Unstated => (8.5, 56),
        PlaceSign::Place => (2.0, 40),
        PlaceSign::Marker => (10.0, 90),
    }
}

/// The site whose name stands beside a group: what is selected, else what is of the highest class.
pub(super) fn named<'a>(ctx: &ViewCtx<'_>, scene: &'a Scene, group: &SymbolGroup) -> Option<&'a Site> {
    let members = group.members.iter().filter_map(|i| scene.sites.get(*i));
    members.max_by_key(|site| (site_emphasis(ctx, site).max(Emphasis::Normal), std::cmp::Reverse(site.sign)))
}

fn of_group(ctx: &ViewCtx<'_>, scene: &Scene, group: &SymbolGroup, zoom: f64) -> Option<Candidate> {
    let told = named(ctx, scene, group)?;
    let emphasis = site_emphasis(ctx, told);
    let (from, rank) = match site_rank(told.sign) {
        // the bridge of a pair that is named beside it
        (from, rank) if told.part => (from.max(9.0), rank.max(30)),
        // where much happened is looked for whatever its class is
        (from, rank) if told.count >= BUSY => (from.min(6.0), rank.min(28)),
        own => own,
    };
    let rank = match emphasis {
        Emphasis::Selected => 0,
        Emphasis::Related => 10 + rank / 10,
        Emphasis::Normal => rank,
        Emphasis::Background | Emphasis::Dimmed => rank + 8,
    };
    if zoom < from && rank >= 20 {
        return None;
    }
    let more = if group.is_single() { String::new() } else { format!(" +{}", group.counted.saturating_sub(1)) };
    let [first, second] = &told.names;
    let bold = emphasis == Emphasis::Selected || told.sign == PlaceSign::International;
    let size = if rank < 20 || told.sign == PlaceSign::International { 12.5 } else { 12.0 };
    let font = if bold { fonts::bold_id(size) } else { FontId::proportional(size) };
    let second = if zoom >= 8.5 { second.as_str() } else { "" };
    let [job, short] = forms(&format!("{first}{more}"), second, &font, 0.0, Align::LEFT);
    let (at, clear, tone) = (group.at, radius(scene, group) + 2.5, LabelTone::Site(emphasis));
    Some(Candidate { rank, job: job?, short, at, clear, tone, spots: Vec::new(), unit: None })
}

fn of_town(ctx: &ViewCtx<'_>, town: &Town, zoom: f64, drawable: &dyn Fn(&str) -> bool) -> Option<Candidate> {
    let (from, rank, size) = match town.rank {
        0 | 1 => (5.0, 22, 12.5),
        2 => (7.0, 40, 11.5),
        3 => (8.0, 60, 11.0),
        _ => (9.0, 70, 10.5),
    };
    if zoom < from {
        return None;
    }
    let [first, second] = gazetteer_names(ctx.words.lang(), &town.name, drawable);
    let second = if zoom >= 9.0 || (town.rank <= 1 && zoom >= 7.5) { second.as_str() } else { "" };
    let [job, short] = forms(&first, second, &FontId::proportional(size), 0.0, Align::LEFT);
    let (at, clear, tone) = (town.at, 4.0, LabelTone::Town);
    Some(Candidate { rank, job: job?, short, at, clear, tone, spots: Vec::new(), unit: None })
}

/// The zooms at which a province is named in the middle of it.
fn unit_zooms(front: bool) -> std::ops::Range<f64> {
    if front { 4.5..20.0 } else { 6.5..20.0 }
}

fn of_unit(
    ctx: &ViewCtx<'_>,
    at: usize,
    unit: &MapRegion,
    step: ZoomStep,
    drawable: &dyn Fn(&str) -> bool,
) -> Option<Candidate> {
    let merged = merged(ctx);
    // each name once: a unit that became part of another has none any more
    let extent = unit.extent_when(merged)?;
    let whole = unit.whole.as_ref().filter(|_| merged);
    let front = unit.front_when(merged);
    let (heart, spots) = whole.map_or((unit.heart, &unit.spots), |whole| (whole.heart, &whole.spots));
    let zoom = step.zoom();
    // provinces before gates, those that the map is about first
    let (rank, size, spacing) = match zoom {
        _ if !front => (58, 10.5, 1.4),
        ..6.0 => (FRONT, 9.5, 0.6),
        ..7.0 => (FRONT, 11.0, 1.4),
        _ => (FRONT, 12.0, 1.4),
    };
    let wide = extent.width() * step.scale();
    if !unit_zooms(front).contains(&zoom) || (wide < 64.0 && !(front && zoom >= SMALL_FRONT)) {
        return None;
    }
    let [first, mut second] = unit_names(ctx, unit, drawable);
    if zoom < if front { 6.5 } else { 7.0 } {
        second.clear();
    }
    let [job, mut short] = forms(&first, &second, &FontId::proportional(size), spacing, Align::Center);
    if rank == FRONT && (6.0..OVER_EDGES).contains(&zoom) {
        // between gates that stand close there may be room for smaller letters
        [short, _] = forms(&first, "", &FontId::proportional(9.5), 0.4, Align::Center);
    }
    let spots = spots.clone();
    Some(Candidate { rank, job: job?, short, at: heart, clear: 0.0, tone: LabelTone::Unit, spots, unit: Some(at) })
}

/// Places for the name of a province that does not fit in it: half of the name at least lies in it, and none of it in
/// another country or another province that the map is about; it may reach over the sea.
fn beside(level: &Level, unit: &MapRegion, name: &Candidate, merged: bool, scale: f64) -> Vec<MercatorPoint> {
    /// Points from the middle of a name to its ends, nearly, and to the lines above and below.
    const HALF: (f64, f64) = (30.0, 10.0);
    let offsets = (-8..=8).flat_map(|x| (-8..=8).map(move |y| (f64::from(x) * 6.0, f64::from(y) * 4.0)));
    let mut offsets: Vec<(f64, f64)> = offsets.collect();
    offsets.sort_by(|a, b| a.0.hypot(a.1).total_cmp(&b.0.hypot(b.1)));
    let moved = |at: MercatorPoint, x: f64, y: f64| MercatorPoint { x: at.x + x / scale, y: at.y + y / scale };
    let own_land = |at: MercatorPoint| {
        let Some(other) = level.unit_index_at(at).map(|other| level.joined_when(other, merged)) else {
            return !level.is_land(at);
        };
        level
            .units
            .get(other)
            .is_some_and(|other| other.id == unit.id || (other.country == unit.country && !other.front_when(merged)))
    };
    let reaches_in = |at: MercatorPoint| {
        let near =
            |spot: &MercatorPoint| (spot.x - at.x).abs() * scale <= HALF.0 && (spot.y - at.y).abs() * scale <= HALF.1;
        name.spots.iter().any(near)
    };
    let fits = |at: &MercatorPoint| {
        reaches_in(*at) && [-HALF.0, 0.0, HALF.0].into_iter().all(|x| own_land(moved(*at, x, 0.0)))
    };
    offsets.into_iter().map(|(x, y)| moved(name.at, x, y)).filter(fits).collect()
}

fn unit_names(ctx: &ViewCtx<'_>, unit: &MapRegion, drawable: &dyn Fn(&str) -> bool) -> [String; 2] {
    let record = ctx.dataset.by_id(&unit.id);
    let own = record.map(|record| names(&record.name, ctx.words.lang()));
    let [first, second] = own.unwrap_or_else(|| gazetteer_names(ctx.words.lang(), &unit.name, drawable));
    [first.to_uppercase(), second]
}

/// Whether a province away from its middle is named with its country: so near, the border may be out of view.
pub(super) fn tells_country(zoom: f64) -> bool {
    zoom >= 8.5
}

/// The name of a province away from its middle; near by, with its country.
pub(super) fn unit_job(ui: &Ui, ctx: &ViewCtx<'_>, unit: &MapRegion, with_country: bool) -> LayoutJob {
    let drawable = |text: &str| ui.fonts_mut(|fonts| fonts.has_glyphs(&FontId::proportional(12.0), text));
    let [first, second] = unit_names(ctx, unit, &drawable);
    let country =
        gazetteer::country(unit.country).filter(|_| with_country).map(|text| text.get(ctx.words.lang()).to_owned());
    let second: Vec<String> = [second].into_iter().filter(|second| !second.is_empty()).chain(country).collect();
    job(&first, &second.join(" · "), FontId::proportional(11.0), 1.4, Align::Center)
}

/// A country, sea, island or river.
fn of_name(ctx: &ViewCtx<'_>, name: &PlaceName, zoom: f64, drawable: &dyn Fn(&str) -> bool) -> Option<Candidate> {
    let [from, to] = name.zooms;
    if !(from..to).contains(&zoom) {
        return None;
    }
    let [first, second] = gazetteer_names(ctx.words.lang(), &name.text, drawable);
    let (rank, size, spacing, tone) = match name.what {
        PlaceKind::Country if zoom < 5.0 => (4, 13.0, 2.2, LabelTone::Country),
        PlaceKind::Country => (16, 13.0, 2.6, LabelTone::Country),
        PlaceKind::Sea => (17, 12.0, 1.2, LabelTone::Sea),
        PlaceKind::Island => (61, 10.5, 0.0, LabelTone::Island),
        PlaceKind::River => (56, 10.5, 0.4, LabelTone::River),
    };
    let first = if name.what == PlaceKind::Country { first.to_uppercase() } else { first };
    let second = if zoom >= 8.0 || (name.what == PlaceKind::Country && zoom >= 5.0) { second.as_str() } else { "" };
    let font = if name.what == PlaceKind::Country { fonts::bold_id(size) } else { FontId::proportional(size) };
    let [job, short] =
        forms(&first, second, &font, spacing, Align::Center).map(|job| job.map(|job| styled(job, name.what)));
    let at = *name.spots.first()?;
    Some(Candidate { rank, job: job?, short, at, clear: 0.0, tone, spots: name.spots.clone(), unit: None })
}

/// Water is in italics, as on paper.
fn styled(mut job: LayoutJob, what: PlaceKind) -> LayoutJob {
    if matches!(what, PlaceKind::Sea | PlaceKind::River) {
        job.sections.iter_mut().for_each(|section| section.format.italics = true);
    }
    job
}

/// The name of a district or commune.
pub(super) fn minor_job(name: &str, rank: Rank) -> LayoutJob {
    let size = if rank == Rank::District { 11.0 } else { 10.0 };
    job(name, "", FontId::proportional(size), 0.0, Align::LEFT)
}

/// A text in two lines, and in one where that says less.
fn forms(first: &str, second: &str, font: &FontId, spacing: f32, align: Align) -> [Option<LayoutJob>; 2] {
    let short = || job(first, "", font.clone(), spacing, align);
    [Some(job(first, second, font.clone(), spacing, align)), (!second.is_empty()).then(short)]
}

/// As [`names`]; where the English form is the Vietnamese one without its marks, with its marks.
/// The gazetteer may know characters that the bundled fonts leave out: the Vietnamese form stands in.
fn gazetteer_names(lang: Lang, text: &Text, drawable: &dyn Fn(&str) -> bool) -> [String; 2] {
    let [mut first, mut second] = names(text, lang);
    if !drawable(&first) || (lang == Lang::En && fold::bare(&text.en) == fold::bare(&text.vi)) {
        first = text.vi.to_string();
    }
    if first == second || !drawable(&second) {
        second.clear();
    }
    [first, second]
}

fn job(first: &str, second: &str, font: FontId, spacing: f32, align: Align) -> LayoutJob {
    // the colour is given when the label is painted
    let format = |font: FontId, spacing: f32| TextFormat {
        font_id: font,
        color: Color32::PLACEHOLDER,
        extra_letter_spacing: spacing,
        ..TextFormat::default()
    };
    let small = FontId::new((font.size - 1.5).max(9.5), egui::FontFamily::Proportional);
    let mut job = LayoutJob { halign: align, ..LayoutJob::default() };
    job.append(first, 0.0, format(font, spacing));
    if !second.is_empty() {
        job.append("\n", 0.0, format(small.clone(), 0.0));
        job.append(second, 0.0, format(small, 0.0));
    }
    job
}

/// "Gate, Hữu Nghị, international gate, 12 records".
pub(super) fn spoken(ctx: &ViewCtx<'_>, site: &Site) -> String {
    let [name, _] = &site.names;
    let values = [
        ("kind", ctx.words.kind(site.kind).into()),
        ("name", name.as_str().into()),
        ("sign", ctx.words.t(site.sign.key()).into()),
        ("count", count_now(ctx, site).into()),
    ];
    ctx.words.with("map-site-spoken", &values)
}

/// What a screen reader says of several symbols drawn as one.
pub(super) fn spoken_group(ctx: &ViewCtx<'_>, scene: &Scene, group: &SymbolGroup) -> String {
    let names: Vec<&str> =
        group.members.iter().filter_map(|i| scene.sites.get(*i)).take(4).map(|site| site.names[0].as_str()).collect();
    let values = [("count", group.counted.into()), ("names", ctx.words.list(&names).into())];
    ctx.words.with("map-group-spoken", &values)
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;
    use crate::map::camera::MapView;

    fn label(lon: f64, tone: LabelTone) -> MapLabel {
        let job = Arc::new(job("Móng Cái", "", FontId::proportional(12.0), 0.0, Align::LEFT));
        let (offset, size) = (vec2(8.0, -7.0), vec2(60.0, 14.0));
        MapLabel { job, at: MercatorPoint::of(22.0, lon), offset, clear: 7.0, led: false, size, tone, unit: None }
    }

    fn camera() -> Camera {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 300.0));
        Camera::new(&MapView { lat: 22.0, lon: 106.0, zoom: 8.0 }, rect)
    }

    #[test]
    fn a_gates_name_turns_from_the_edge_and_other_names_leave() {
        let camera = camera();
        let east = camera.to_world(pos2(390.0, 150.0)).lon();
        let site = LabelTone::Site(Emphasis::Normal);
        let found = in_view(&[label(east, site)], &camera, &[], |_| true);
        assert_eq!(found, [Some(vec2(-68.0, -7.0))]);
        assert_eq!(in_view(&[label(east, LabelTone::Town)], &camera, &[], |_| true), [None]);
        assert_eq!(in_view(&[label(106.0, LabelTone::Town)], &camera, &[], |_| false), [None]);
        assert_eq!(in_view(&[label(106.0, LabelTone::Town)], &camera, &[], |_| true), [Some(vec2(8.0, -7.0))]);
    }

    #[test]
    fn less_important_names_make_room() {
        let camera = camera();
        let (east, beside) = (camera.to_world(pos2(390.0, 150.0)).lon(), camera.to_world(pos2(330.0, 150.0)).lon());
        let labels = [label(east, LabelTone::Site(Emphasis::Normal)), label(beside, LabelTone::Unit)];
        assert_eq!(in_view(&labels, &camera, &[], |_| true), [Some(vec2(-68.0, -7.0)), None]);
    }

    #[test]
    fn a_name_does_not_turn_over_another_symbol() {
        let camera = camera();
        let east = label(camera.to_world(pos2(390.0, 150.0)).lon(), LabelTone::Site(Emphasis::Normal));
        let own = camera.to_screen(east.at);
        let beside = own - vec2(40.0, 0.0);
        let turned = in_view(std::slice::from_ref(&east), &camera, &[(own, 7.0), (beside, 7.0)], |_| true)[0].unwrap();
        assert!(east.rect(&camera, turned).distance_to_pos(beside) >= 7.0, "{turned:?}");
    }

    #[test]
    fn a_name_does_not_stand_for_a_gate_that_is_out_of_view() {
        let camera = camera();
        let mut far = label(camera.to_world(pos2(470.0, 150.0)).lon(), LabelTone::Site(Emphasis::Normal));
        far.offset = vec2(-160.0, -7.0);
        assert_eq!(in_view(&[far], &camera, &[], |_| true), [None]);
    }

    #[test]
    fn a_name_does_not_turn_to_where_it_would_be_read_as_that_of_another() {
        let camera = camera();
        let east = label(camera.to_world(pos2(390.0, 150.0)).lon(), LabelTone::Site(Emphasis::Normal));
        let own = camera.to_screen(east.at);
        // left of it a name would end 8 points from its own symbol and begin 3 points from the other
        let other = own - vec2(78.0, 0.0);
        let turned = in_view(std::slice::from_ref(&east), &camera, &[(own, 7.0), (other, 7.0)], |_| true)[0].unwrap();
        let rect = east.rect(&camera, turned);
        assert!(rect.distance_to_pos(other) > rect.distance_to_pos(own), "{turned:?}");
    }

    #[test]
    fn a_name_does_not_turn_into_another() {
        let camera = camera();
        let (east, beside) = (camera.to_world(pos2(390.0, 150.0)).lon(), camera.to_world(pos2(330.0, 150.0)).lon());
        let labels = [label(east, LabelTone::Site(Emphasis::Normal)), label(beside, LabelTone::Site(Emphasis::Normal))];
        let turned = in_view(&labels, &camera, &[], |_| true)[0].unwrap();
        assert!(turned.x < 0.0 && (turned.y + 7.0).abs() > 5.0, "{turned:?}");
    }
}
