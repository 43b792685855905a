//! GPX 1.0 and 1.1: way points, tracks and routes, with the times at which somebody was there.

use quick_xml::events::BytesStart;

use super::xml::{self, Path, Visit};
use super::{Broken, plain, span};
use crate::dataset::problem::Rule;
use crate::dataset::table::entries::RawEntry;
use crate::dataset::table::{ColumnTarget, coordinate};
use crate::model::Geometry;
use crate::model::geometry::Point;
use crate::model::node::SourcePos;

/// Points that one track may have.
const MAX_POINTS: usize = 500_000;

/// Points without a position that are kept as they were written.
const MOST_REFUSED: usize = 100;

/// What a file says beside its way points, tracks and routes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::dataset) struct Tracks {
    pub(in crate::dataset) name: Option<String>,
    /// What it says of itself.
    pub(in crate::dataset) said: Vec<String>,
}

/// Gives every way point, track and route; what comes back is what the file says beside them.
pub(in crate::dataset) fn read(text: &str, each: impl FnMut(RawEntry)) -> Result<Tracks, Broken> {
    let mut walk = GpxVisitor { each, tracks: Tracks::default(), count: 0, open: None };
    xml::visit(text, "gpx", &mut walk)?;
    Ok(walk.tracks)
}

struct GpxVisitor<F> {
    each: F,
    tracks: Tracks,
    count: u32,
    open: Option<OpenTrack>,
}

/// What is open: a way point, a track or a route.
#[derive(Default)]
struct OpenTrack {
    entry: RawEntry,
    lines: Vec<Vec<Point>>,
    point: Option<Point>,
    /// The position of a way point as it was written.
    written: [String; 2],
    first: String,
    last: String,
    points: usize,
    /// Points without a position.
    refused: usize,
}

impl<F: FnMut(RawEntry)> Visit for GpxVisitor<F> {
    fn open(&mut self, path: &Path, name: &str, start: &BytesStart<'_>, line: u32) {
        let written = || ["lon", "lat"].map(|name| xml::attribute(start, name).trim().to_owned());
        let point = || {
            let [lon, lat] = written();
            // some programs write numbers as their country does
            [degrees(&lon, false), degrees(&lat, true)]
        };
        match (&mut self.open, name) {
            (None, "wpt" | "trk" | "rte") if path.len() == 1 => {
                self.count += 1;
                let mut entry =
                    RawEntry { number: self.count, place: SourcePos { line, column: 1 }, ..RawEntry::default() };
                let what = if name == "wpt" {
                    "waypoint"
                } else if name == "trk" {
                    "track"
                } else {
                    "route"
                };
                entry.keep("gpx", what);
                let (point, written) = ((name == "wpt").then(point), written());
                self.open = Some(OpenTrack { entry, point, written, ..OpenTrack::default() });
            }
            (Some(open), "trkseg") => open.lines.push(Vec::new()),
            (Some(open), "trkpt" | "rtept") => open.add(point(), written),
            (Some(open), "link") if path.len() == 2 => {
                let address = xml::attribute(start, "href");
                open.entry.know(ColumnTarget::Source, "link", address);
            }
            _ => {}
        }
    }

    fn close(&mut self, path: &Path, name: &str, said: &str) {
        let text = said.trim();
        let parent = path.last().map_or("", String::as_str);
        let Some(open) = &mut self.open else {
            if name == "name" && matches!(parent, "metadata" | "gpx") && !text.is_empty() {
                self.tracks.name = Some(text.to_owned());
            }
            let of_file = matches!(parent, "metadata" | "gpx" | "author" | "copyright" | "link" | "email");
            if of_file && !text.is_empty() {
                self.tracks.said.push(format!("{name}: {}", plain::plain_text(text)));
            }
            return;
        };
        let entry = &mut open.entry;
        match (parent, name) {
            ("gpx", "wpt" | "trk" | "rte") => {
                if let Some(open) = self.open.take() {
                    (self.each)(open.done());
                }
            }
            ("wpt", "time") => span::put_measured(entry, "time", text),
            ("trkpt" | "rtept", "time") => {
                if open.first.is_empty() || text < open.first.as_str() {
                    text.clone_into(&mut open.first);
                }
                if text > open.last.as_str() {
                    text.clone_into(&mut open.last);
                }
            }
            ("wpt" | "trk" | "rte", "name") => entry.know(ColumnTarget::Name(None), "name", plain::plain_text(text)),
            ("wpt" | "trk" | "rte", "desc") => {
                entry.know(ColumnTarget::Summary(None), "desc", plain::plain_text(text));
                entry.keep("links", plain::links(text).join(" "));
            }
            ("wpt" | "trk" | "rte", "cmt") => entry.know(ColumnTarget::Note(None), "cmt", plain::plain_text(text)),
            ("wpt" | "trk" | "rte", "type") => entry.topics("type", [text]),
            ("wpt" | "trk" | "rte", "url") => entry.know(ColumnTarget::Source, "url", text),
            ("wpt" | "trk" | "rte", "src") => entry.keep("src", text),
            ("rtept", "name") if open.points <= MOST_REFUSED => entry.keep("point_names", plain::plain_text(text)),
            ("wpt", "ele") => entry.keep("elevation_m", text),
            ("wpt", "sym") => entry.keep("symbol", text),
            ("wpt", "hdop") => entry.keep("hdop", text),
            // what other programs add to a way point, track or route of its own
            (_, name) if !text.is_empty() && !is_point(path) && path.iter().any(|part| part == "extensions") => {
                entry.keep_as(format!("extension_{name}"), text);
            }
            _ => {}
        }
    }
}

fn is_point(path: &Path) -> bool {
    path.iter().any(|part| matches!(part.as_str(), "trkpt" | "rtept"))
}

/// An attribute as degrees; not a number where it is none.
fn degrees(text: &str, latitude: bool) -> f64 {
    text.parse().ok().or_else(|| coordinate(text, latitude)).unwrap_or(f64::NAN)
}

impl OpenTrack {
    fn add(&mut self, point: Point, written: impl Fn() -> [String; 2]) {
        self.points += 1;
        if self.points == MAX_POINTS + 1 {
            self.entry.tell(
                Rule::TooLarge,
                "it has more than 500000 points, and the rest is left out",
                "simplify its line",
            );
        }
        if self.points > MAX_POINTS {
            return;
        }
        if !point.iter().all(|number| number.is_finite()) {
            if !self.entry.told.iter().any(|(rule, ..)| *rule == Rule::BadCoordinates) {
                self.entry.tell(
                    Rule::BadCoordinates,
                    "one of its points has no position, and is left out",
                    "give it lat and lon",
                );
            }
            self.refused += 1;
            if self.refused <= MOST_REFUSED {
                let [lon, lat] = written();
                self.entry.keep("points_left_out", format!("{lat} {lon}").trim());
            }
            return;
        }
        match self.lines.last_mut() {
            Some(line) => line.push(point),
            None => self.lines.push(vec![point]),
        }
    }

    fn done(mut self) -> RawEntry {
        let mut entry = self.entry;
        if !self.first.is_empty() {
            span::put(&mut entry, "track", &self.first, &self.last);
        }
        self.lines.retain(|line| !line.is_empty());
        entry.geometry = match (self.point, self.lines.len()) {
            (Some(point), _) if point.iter().all(|number| number.is_finite()) => Some(Geometry::Point(point)),
            (Some(_), _) => {
                let [lon, lat] = &self.written;
                let what = match (lat.is_empty(), lon.is_empty()) {
                    (true, true) => "the way point has no position".to_owned(),
                    _ => format!("lat {lat:?} and lon {lon:?} are no position, and are kept as they are"),
                };
                entry.tell(Rule::BadCoordinates, what, "give it lat and lon in degrees: 22.48 and 106.57");
                entry.keep("lat_written", lat.as_str());
                entry.keep("lon_written", lon.as_str());
                None
            }
            (None, 0) => None,
            (None, 1) => self.lines.pop().map(|mut line| match line.len() {
                1 => Geometry::Points(std::mem::take(&mut line)),
                _ => Geometry::Line(line),
            }),
            (None, _) => Some(Geometry::Lines(self.lines)),
        };
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\">\
        <metadata><name>Khảo sát</name><desc>đợt 2</desc><author><name>Sở</name></author></metadata>\n<wpt lat=\"22.48\" lon=\"106.57\"><ele>200</ele><time>2023-04-25T01:30:00Z</time>\
        <name>Tà Lùng</name><type>cửa khẩu</type><extensions><name>x</name></extensions></wpt>\n<trk><name>Tuần tra</name><trkseg>\
        <trkpt lat=\"22\" lon=\"106\"><time>2023-04-25T01:00:00Z</time></trkpt><trkpt lat=\"23\" lon=\"106\"><time>2023-04-25T05:00:00Z</time></trkpt>\
        </trkseg></trk><rte><rtept lat=\"22\" lon=\"106\"/><rtept lat=\"22\" lon=\"107\"/></rte></gpx>";

    fn entries(text: &str) -> (Vec<RawEntry>, Result<Tracks, Broken>) {
        let mut entries = Vec::new();
        let outcome = read(text, |entry| entries.push(entry));
        (entries, outcome)
    }

    #[test]
    fn way_points_tracks_and_routes_have_their_places_and_times() {
        let (entries, outcome) = entries(GOOD);
        let said = ["name: Khảo sát", "desc: đợt 2", "name: Sở"].map(str::to_owned).to_vec();
        assert_eq!(outcome, Ok(Tracks { name: Some("Khảo sát".to_owned()), said }));
        let said = |at: usize, target: ColumnTarget| {
            let entry: &RawEntry = &entries[at];
            entry
                .values
                .iter()
                .find(|value| value.target == Some(target))
                .map_or("", |value| value.text.as_str())
                .to_owned()
        };
        assert_eq!(entries.len(), 3);
        assert_eq!(
            (said(0, ColumnTarget::Name(None)), said(0, ColumnTarget::Date)),
            ("Tà Lùng".into(), "2023-04-25T01:30:00Z".into())
        );
        assert_eq!(said(0, ColumnTarget::Topics), "cửa khẩu\u{1f}");
        assert_eq!(entries[0].geometry, Some(Geometry::Point([106.57, 22.48])));
        assert_eq!(said(1, ColumnTarget::Date), "2023-04-25", "four hours are not one second");
        assert_eq!(entries[1].geometry, Some(Geometry::Line(vec![[106.0, 22.0], [106.0, 23.0]])));
        assert_eq!(entries[2].geometry, Some(Geometry::Line(vec![[106.0, 22.0], [107.0, 22.0]])));
    }

    #[test]
    fn a_cut_file_is_entries_or_told() {
        for (at, _) in GOOD.char_indices() {
            let (_, outcome) = entries(&GOOD[..at]);
            assert!(outcome.is_err(), "{at}");
        }
    }
}
