//! A small map: the places where records are, with names as far as there is room.

use super::ground::{self, GroundTown, GroundView, Province};
use super::shape::SheetPoint;
use super::{Anchor, Figure, FigureMark, FigureShape, FigureSizes, FigureTone, Lens, Subject, width};
use crate::dataset::Ix;
use crate::dataset::boundaries::boundaries;
use crate::dataset::place::{RecordPositions, placed};
use crate::pages::Reader;

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapSite {
    /// The gate or place.
    pub ix: Ix,
    pub name: String,
    /// The records that are there or about it, as they were given; without the place itself.
    pub rows: Vec<Ix>,
}

/// Names of towns that a small map has room for.
const TOWNS: usize = 12;

/// What a map is about.
#[derive(Clone, Copy, Default)]
pub(super) struct MapSubject<'a> {
    /// The record that has its mark whatever the others say.
    pub(super) centre: Option<Ix>,
    pub(super) lens: Option<&'a Lens>,
}

impl MapSubject<'_> {
    /// Whether the place is what the map is about.
    fn is(&self, site: &MapSite) -> bool {
        Some(site.ix) == self.centre
            || self.lens.is_some_and(|lens| lens.has(site.ix) || site.rows.iter().any(|row| lens.has(*row)))
    }

    fn tone(&self, site: &MapSite) -> FigureTone {
        if self.lens.is_some() && !self.is(site) { FigureTone::Weak } else { FigureTone::Site }
    }
}

/// The map, and the places on it: those with most records first.
pub(super) fn draw(
    reader: &Reader<'_>,
    rows: &[Ix],
    about: MapSubject<'_>,
    sizes: FigureSizes,
) -> Option<(Figure, Vec<MapSite>)> {
    let mut sites = sites(reader, rows, about);
    let places: Vec<[f64; 2]> = sites.iter().map(|(_, at)| *at).collect();
    let framed = about.lens.and_then(|lens| lens.frame).and_then(|frame| GroundView::framed(frame, sizes.map));
    let shows = |view: &GroundView| sites.iter().any(|(site, at)| about.is(site) && view.shows(*at));
    // where nothing has a place the step shows where it looks
    let view =
        framed.filter(|view| sites.is_empty() || shows(view)).or_else(|| GroundView::around(&places, sizes.map))?;
    sites.retain(|(_, at)| view.shows(*at));
    // the boundaries of the last day that is shown, as in the window
    let last = about.lens.and_then(|lens| lens.time.to);
    let merged = boundaries().until().is_some_and(|end| last.is_some_and(|last| last > end));
    let (mut marks, provinces, towns) = ground::draw(&view, reader.words.lang(), merged);
    let shared = view.of_whole(marks.len());
    let mut names = LabelPlacer { taken: Vec::new(), size: view.size };
    let most = sites.iter().map(|(site, _)| site.rows.len()).max().unwrap_or(1).max(1);
    let discs: Vec<Disc> = sites
        .iter()
        .map(|(site, [lat, lon])| {
            // areas, not radii, are as large as what they count
            let part = (site.rows.len() as f32 / most as f32).sqrt();
            Disc { at: view.at(*lat, *lon), radius: sizes.text * (0.32 + 0.5 * part) }
        })
        .collect();
    names.taken.extend(discs.iter().map(Disc::rect));
    let mut texts = Vec::new();
    for ((site, _), disc) in sites.iter().zip(&discs) {
        let own = about.is(site);
        let subject = Subject { ix: site.ix, label: label(reader, site) };
        let form = FigureShape::Disc { at: disc.at, radius: disc.radius, filled: true };
        marks.push(FigureMark { form, tone: about.tone(site), of: Some(subject) });
        let ink = if about.tone(site) == FigureTone::Weak { FigureTone::Weak } else { FigureTone::Ink };
        texts.extend(names.place(&site.name, disc, sizes.text, own).map(|form| (form, ink)));
    }
    for Province { name, places } in provinces {
        let size = sizes.text * 0.82;
        if let Some(form) = places.into_iter().find_map(|at| names.place_at(&name, at, size)) {
            texts.push((form, FigureTone::Weak));
        }
    }
    for GroundTown { at, name, .. } in towns.into_iter().take(TOWNS) {
        let size = sizes.text * 0.82;
        if let Some(form) = names.place(&name, &Disc { at, radius: 1.6 }, size, false) {
            marks.push(FigureMark {
                form: FigureShape::Disc { at, radius: 1.6, filled: true },
                tone: FigureTone::Weak,
                of: None,
            });
            texts.push((form, FigureTone::Weak));
        }
    }
    marks.extend(texts.into_iter().map(|(form, tone)| FigureMark { form, tone, of: None }));
    let sites: Vec<MapSite> = sites.into_iter().map(|(site, _)| site).collect();
    let title = reader.words.t("figure-map").to_owned();
    Some((Figure { size: view.size, title, about: in_words(reader, &sites), marks, ground: Some(shared) }, sites))
}

/// The places that the records are at, with their latitude and longitude.
fn sites(reader: &Reader<'_>, rows: &[Ix], about: MapSubject<'_>) -> Vec<(MapSite, [f64; 2])> {
    let mut found: Vec<(MapSite, [f64; 2])> = Vec::new();
    let mut add = |ix: Ix, [lat, lon]: [f64; 2], row: Option<Ix>| {
        if !GroundView::knows(lat, lon) {
            return;
        }
        let at = found.iter().position(|(site, _)| site.ix == ix).unwrap_or(found.len());
        if at == found.len() {
            let name = reader.record(ix).map(|record| reader.name(record).to_owned()).unwrap_or_default();
            found.push((MapSite { ix, name, rows: Vec::new() }, [lat, lon]));
        }
        if let Some((site, _)) = found.get_mut(at) {
            site.rows.extend(row);
        }
    };
    for ix in about.centre.iter().chain(rows).copied() {
        match placed(reader.dataset, ix) {
            RecordPositions::Own(position) => add(ix, [position.lat, position.lon], None),
            RecordPositions::At(_, places) if rows.contains(&ix) => {
                places.iter().for_each(|(place, position)| add(*place, [position.lat, position.lon], Some(ix)));
            }
            RecordPositions::At(..) | RecordPositions::Nowhere => {}
        }
    }
    found.sort_by_key(|(site, _)| (!about.is(site), std::cmp::Reverse(site.rows.len())));
    found
}

fn label(reader: &Reader<'_>, site: &MapSite) -> String {
    match site.rows.len() {
        0 => site.name.clone(),
        n => reader.words.with("figure-site", &[("name", site.name.as_str().into()), ("n", n.into())]),
    }
}

/// "Map of 12 places: Tà Lùng (13), Trà Lĩnh (9), …".
fn in_words(reader: &Reader<'_>, sites: &[MapSite]) -> String {
    if sites.is_empty() {
        return reader.words.t("figure-map").to_owned();
    }
    let names: Vec<String> = sites.iter().take(8).map(|site| label(reader, site)).collect();
    let more = if sites.len() > names.len() { " …" } else { "" };
    let names = format!("{}{more}", names.join("; "));
    reader.words.with("figure-map-about", &[("n", sites.len().into()), ("names", names.into())])
}

/// Left, top, right, bottom.
type Rect = [f32; 4];

/// The mark of a place.
struct Disc {
    at: SheetPoint,
    radius: f32,
}

impl Disc {
    fn rect(&self) -> Rect {
        let Self { at: [x, y], radius } = self;
        [x - radius, y - radius, x + radius, y + radius]
    }
}

/// Names where they cover nothing that stands already.
struct LabelPlacer {
    taken: Vec<Rect>,
    size: SheetPoint,
}

impl LabelPlacer {
    /// A name beside its mark.
    fn place(&mut self, name: &str, disc: &Disc, size: f32, bold: bool) -> Option<FigureShape> {
        let [x, y] = disc.at;
        let wide = width(name, size) * if bold { 1.08 } else { 1.0 };
        let (gap, middle) = (disc.radius + size * 0.4, y + size * 0.36);
        let ways = [
            ([x + gap, middle], Anchor::Start),
            ([x - gap, middle], Anchor::End),
            ([x, y - gap - size * 0.1], Anchor::Middle),
            ([x, y + gap + size * 0.8], Anchor::Middle),
        ];
        let (at, anchor, rect) = ways.into_iter().find_map(|(at, anchor)| {
            let left = match anchor {
                Anchor::Start => at[0],
                Anchor::Middle => at[0] - wide / 2.0,
                Anchor::End => at[0] - wide,
            };
            let rect = [left, at[1] - size * 0.85, left + wide, at[1] + size * 0.25];
            self.is_free(rect, Some(disc)).then_some((at, anchor, rect))
        })?;
        self.taken.push(rect);
        Some(FigureShape::Text { at, anchor, size, bold, text: name.to_owned() })
    }

    /// A name with its middle in a place.
    fn place_at(&mut self, name: &str, at: SheetPoint, size: f32) -> Option<FigureShape> {
        let wide = width(name, size) * 1.1;
        let [x, y] = [at[0], at[1] + size * 0.3];
        let rect = [x - wide / 2.0, y - size, x + wide / 2.0, y + size * 0.3];
        self.is_free(rect, None).then(|| {
            self.taken.push(rect);
            FigureShape::Text { at: [x, y], anchor: Anchor::Middle, size, bold: false, text: name.to_owned() }
        })
    }

    /// Whether a name may stand there: on the map, and on nothing but its own mark.
    fn is_free(&self, [left, top, right, bottom]: Rect, own: Option<&Disc>) -> bool {
        let [width, height] = self.size;
        let on = left >= 2.0 && top >= 2.0 && right <= width - 2.0 && bottom <= height - 2.0;
        let own = own.map(Disc::rect);
        let same =
            |other: &Rect| own.is_some_and(|own| other.iter().zip(own).all(|(a, b)| (a - b).abs() < f32::EPSILON));
        let meets =
            |other: &Rect| !same(other) && left < other[2] && other[0] < right && top < other[3] && other[1] < bottom;
        on && !self.taken.iter().any(meets)
    }
}
