//! KML 2.2: placemarks with their shape, their time and the folders they are in.

use quick_xml::events::BytesStart;

use super::xml::{self, Path, Visit};
use super::{Broken, plain, span};
use crate::dataset::problem::Rule;
use crate::dataset::table::ColumnTarget;
use crate::dataset::table::entries::RawEntry;
use crate::model::Geometry;
use crate::model::geometry::Point;
use crate::model::node::SourcePos;

/// Points that one placemark may have.
const MAX_POINTS: usize = 500_000;

/// What a map says beside its placemarks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::dataset) struct Map {
    pub(in crate::dataset) name: Option<String>,
    /// What it says of all that is in it.
    pub(in crate::dataset) said: Vec<String>,
    /// What is in it that is no placemark, with its line.
    pub(in crate::dataset) told: Vec<(u32, String, &'static str)>,
    /// Ids that placemarks of this program's own name and that are elsewhere.
    pub(in crate::dataset) outside: Vec<String>,
}

/// Gives every placemark; what comes back is what the map says beside them.
pub(in crate::dataset) fn read(text: &str, each: impl FnMut(RawEntry)) -> Result<Map, Broken> {
    let mut walk = KmlVisitor {
        each,
        map: Map::default(),
        count: 0,
        folders: Vec::new(),
        value: String::new(),
        mark: None,
        others: [(0, 0); OTHERS.len()],
    };
    xml::visit(text, "kml", &mut walk)?;
    for ((many, line), (_, called, remedy)) in walk.others.into_iter().zip(OTHERS).filter(|((many, _), _)| *many > 0) {
        walk.map.told.push((line, format!("{called} are left out, {many} of them"), remedy));
    }
    Ok(walk.map)
}

/// What else a map can hold, and what to do about it.
const OTHERS: [(&str, &str, &str); 5] = [
    ("NetworkLink", "links to other maps", "open these by themselves: nothing is fetched"),
    ("GroundOverlay", "pictures laid on the ground", "look at them in the program that made them"),
    ("ScreenOverlay", "pictures on the screen", "look at them in the program that made them"),
    ("PhotoOverlay", "photographs in space", "look at them in the program that made them"),
    ("Tour", "tours", "look at them in the program that made them"),
];

/// What is open while the elements go by.
struct KmlVisitor<F> {
    each: F,
    map: Map,
    count: u32,
    /// The names of the folders that are open.
    folders: Vec<String>,
    /// The name of the value that is open: `<Data name="…">`.
    value: String,
    mark: Option<OpenPlacemark>,
    /// How many of these there are, and the line of the first.
    others: [(u32, u32); OTHERS.len()],
}

/// A placemark that is open.
#[derive(Default)]
struct OpenPlacemark {
    entry: RawEntry,
    when: String,
    begin: String,
    end: String,
    shapes: Vec<Geometry>,
    rings: Vec<Vec<Point>>,
    /// Times and places of a track.
    times: Vec<String>,
    track: Vec<Point>,
    points: usize,
}

impl<F: FnMut(RawEntry)> Visit for KmlVisitor<F> {
    fn open(&mut self, path: &Path, name: &str, start: &BytesStart<'_>, line: u32) {
        if let Some(at) = OTHERS.iter().position(|(known, ..)| *known == name)
            && let Some((many, first)) = self.others.get_mut(at)
        {
            *many += 1;
            *first = if *first == 0 { line } else { *first };
        }
        match name {
            "Placemark" => {
                self.count += 1;
                let place = SourcePos { line, column: 1 };
                let mut entry = RawEntry { number: self.count, place, ..RawEntry::default() };
                entry.keep("placemark_id", xml::attribute(start, "id"));
                self.mark = Some(OpenPlacemark { entry, ..OpenPlacemark::default() });
            }
            "Folder" => self.folders.push(String::new()),
            "Data" | "SimpleData" => {
                self.value = plain::plain_text(&xml::attribute(start, "name"));
                if self.value.trim().is_empty() {
                    name.to_lowercase().clone_into(&mut self.value);
                }
            }
            "link" if path.last().is_some_and(|parent| parent == "Placemark") => {
                let address = xml::attribute(start, "href");
                if let Some(mark) = &mut self.mark {
                    mark.entry.know(ColumnTarget::Source, "link", address);
                }
            }
            "Model" | "Polygon" => {
                if let Some(mark) = &mut self.mark {
                    mark.rings.clear();
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, path: &Path, name: &str, said: &str) {
        let parent = path.last().map_or("", String::as_str);
        let text = said.trim();
        let Some(mark) = &mut self.mark else {
            match (parent, name) {
                ("Document" | "kml", "name") if self.map.name.is_none() && !text.is_empty() => {
                    self.map.name = Some(text.to_owned());
                    self.map.said.push(text.to_owned());
                }
                ("Document" | "kml" | "Folder", "description" | "Snippet" | "snippet") if !text.is_empty() => {
                    self.map.said.push(plain::plain_text(text));
                }
                ("Folder", "name") => {
                    if let Some(folder) = self.folders.last_mut() {
                        *folder = plain::plain_text(text);
                    }
                }
                (_, "Folder") => drop(self.folders.pop()),
                ("TimeSpan", "begin" | "end") | ("TimeStamp", "when") if !text.is_empty() && !is_view(path) => {
                    let what = format!("a folder's own time ({text}) is none of what lies in it, and is left out");
                    self.map.told.push((1, what, "give each placemark its time"));
                }
                ("Data", "value") if self.value == "outside" => {
                    self.map.outside = text.split_whitespace().map(str::to_owned).collect();
                }
                _ => {}
            }
            return;
        };
        // where somebody looked from, and when, is nothing that happened
        if is_view(path) {
            return;
        }
        let entry = &mut mark.entry;
        match (parent, name) {
            ("Placemark", "name") => entry.know(ColumnTarget::Name(None), "name", plain::plain_text(text)),
            ("Placemark", "description") => {
                entry.know(ColumnTarget::Summary(None), "description", plain::plain_text(text));
                entry.keep("links", plain::links(text).join(" "));
            }
            ("Placemark", "Snippet" | "snippet") => entry.keep("snippet", plain::plain_text(text)),
            ("Placemark", "address") => entry.know(ColumnTarget::Place, "address", text),
            ("Placemark", "phoneNumber") => entry.keep("phone", text),
            ("author", "name") => entry.keep("author", text),
            ("TimeStamp", "when") => text.clone_into(&mut mark.when),
            ("TimeSpan", "begin") => text.clone_into(&mut mark.begin),
            ("TimeSpan", "end") => text.clone_into(&mut mark.end),
            // a value of this program's own is as it is; others are trimmed where they are decoded
            ("Data", "value") | (_, "SimpleData") => entry.named(self.value.clone(), said),
            (_, "coordinates") => mark.coordinates(parent, text),
            (_, "LinearRing") if parent == "outerBoundaryIs" || parent == "innerBoundaryIs" => {}
            (_, "Polygon") => {
                let rings = std::mem::take(&mut mark.rings);
                if !rings.is_empty() {
                    mark.shapes.push(Geometry::Area(rings));
                }
            }
            ("Track", "when") => mark.times.push(text.to_owned()),
            ("Track", "coord") => {
                mark.track.extend(points(&text.split_whitespace().take(2).collect::<Vec<_>>().join(",")));
            }
            (_, "Track") => {
                let track = std::mem::take(&mut mark.track);
                if !track.is_empty() {
                    mark.shapes.push(Geometry::Line(track));
                }
            }
            ("Model", "Location") | ("Location", _) => mark.located(name, text),
            (_, "Placemark") => {
                if let Some(mark) = self.mark.take() {
                    let folders = self.folders.iter().filter(|name| !name.is_empty());
                    (self.each)(mark.done(folders));
                }
            }
            _ => {}
        }
    }
}

/// Whether an element is part of where somebody looked from.
fn is_view(path: &Path) -> bool {
    path.iter().any(|part| matches!(part.as_str(), "LookAt" | "Camera" | "AbstractView"))
}

impl OpenPlacemark {
    fn coordinates(&mut self, parent: &str, text: &str) {
        let mut line = points(text);
        self.points += line.len();
        if self.points > MAX_POINTS {
            if self.points - line.len() <= MAX_POINTS {
                self.entry.tell(
                    Rule::TooLarge,
                    "it has more than 500000 points, and the rest is left out",
                    "simplify its shape",
                );
            }
            return;
        }
        // a point of several pairs is mostly one with decimal commas
        if line.is_empty() || parent == "Point" && line.len() > 1 {
            if !text.is_empty() {
                self.entry.tell(
                    Rule::BadCoordinates,
                    format!("{:?} are no coordinates", text.chars().take(40).collect::<String>()),
                    "write longitude,latitude",
                );
                self.entry.keep("coordinates", text);
            }
            return;
        }
        let height = text.split(',').nth(2).map(str::trim).filter(|_| parent == "Point");
        if let Some(height) = height.filter(|height| height.parse().is_ok_and(|metres: f64| metres != 0.0)) {
            self.entry.keep("elevation_m", height);
        }
        match parent {
            "Point" => self.shapes.extend(line.first().map(|point| Geometry::Point(*point))),
            "LinearRing" => self.rings.push(line),
            "LineString" if line.len() == 1 => self.shapes.extend(line.pop().map(Geometry::Point)),
            _ => self.shapes.push(Geometry::Line(line)),
        }
    }

    /// The place of a model: its parts come one by one.
    fn located(&mut self, name: &str, text: &str) {
        let number = text.parse::<f64>().unwrap_or(f64::NAN);
        match name {
            "longitude" => self.track = vec![[number, f64::NAN]],
            "latitude" => {
                if let Some([lon, _]) = self.track.pop() {
                    self.shapes.push(Geometry::Point([lon, number]));
                }
            }
            _ => {}
        }
    }

    fn done<'a>(mut self, folders: impl Iterator<Item = &'a String>) -> RawEntry {
        // a ring by itself is a line
        let rings = std::mem::take(&mut self.rings).into_iter().map(Geometry::Line);
        self.shapes.extend(rings);
        let mut entry = self.entry;
        if entry.is_own() {
            // what is shown of a record says again, and less exactly, what its data say
            entry.values.retain(|value| value.target.is_none());
            return entry;
        }
        self.times.retain(|time| !time.is_empty());
        if !self.when.is_empty() {
            span::put_moment(&mut entry, "when", &self.when);
        } else if let (Some(first), Some(last)) = (self.times.iter().min(), self.times.iter().max()) {
            span::put(&mut entry, "track", first, last);
        } else {
            span::put(&mut entry, "span", &self.begin, &self.end);
        }
        entry.topics("folder", folders);
        entry.geometry = match self.shapes.len() {
            0 => None,
            1 => self.shapes.pop(),
            _ => Some(Geometry::Many(self.shapes)),
        };
        entry
    }
}

/// `106.57,22.48,0 106.58,22.49,0`, with heights or without; none where one of them is no point.
fn points(text: &str) -> Vec<Point> {
    let joined;
    // some write blanks after commas
    let text = if text.contains(", ") {
        joined = text.split(',').map(str::trim).collect::<Vec<_>>().join(",");
        &joined
    } else {
        text
    };
    let point = |tuple: &str| {
        let mut numbers = tuple.split(',').map(str::parse::<f64>);
        let point = [numbers.next()?.ok()?, numbers.next()?.ok()?];
        point.iter().all(|number| number.is_finite()).then_some(point)
    };
    text.split_whitespace().map(point).collect::<Option<Vec<_>>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOOD: &str = "<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>Bản đồ</name>\n\
        <Folder><name>f</name>\n<Placemark><name>Tà Lùng &amp; Thủy Khẩu</name><description><![CDATA[<b>mở</b> lại]]></description>\n\
        <TimeSpan><begin>2023-01-08</begin><end>2023-02</end></TimeSpan><ExtendedData><Data name=\"loại\"><value>x</value></Data></ExtendedData>\n\
        <Point><coordinates> 106.57,22.48,0 </coordinates></Point></Placemark>\n<Placemark><name>b</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>\n\
        </Folder></Document></kml>";

    fn entries(text: &str) -> (Vec<RawEntry>, Result<Map, Broken>) {
        let mut entries = Vec::new();
        let outcome = read(text, |entry| entries.push(entry));
        (entries, outcome)
    }

    #[test]
    fn placemarks_have_their_names_times_and_points() {
        let (entries, outcome) = entries(GOOD);
        assert_eq!(outcome.unwrap().name.as_deref(), Some("Bản đồ"));
        let texts: Vec<(&str, &str)> = entries[0].values.iter().map(|value| (&*value.name, &*value.text)).collect();
        assert_eq!(
            texts,
            [
                ("name", "Tà Lùng & Thủy Khẩu"),
                ("description", "mở lại"),
                ("loại", "x"),
                ("span", "2023-01-08"),
                ("span", "2023-02"),
                ("folder", "f\u{1f}"),
            ]
        );
        let (_, outcome) = super::tests::entries(
            "<kml><Document><name>a</name><description>b &lt;b>c&lt;/b></description></Document></kml>",
        );
        assert_eq!(outcome.unwrap().said, ["a", "b c"]);
        assert_eq!((entries[0].place.line, entries[1].place.line), (4, 7));
        assert_eq!(entries[0].geometry, Some(Geometry::Point([106.57, 22.48])));
        assert_eq!(entries[1].geometry, Some(Geometry::Line(vec![[1.0, 2.0], [3.0, 4.0]])));
    }

    proptest! {
        #[test]
        fn a_mutated_file_is_placemarks_or_told(at in any::<prop::sample::Index>(), with in "\\PC{0,4}|[<>/&;\"]{1,3}") {
            let at = GOOD.char_indices().nth(at.index(GOOD.chars().count())).unwrap().0;
            let _never_panics = entries(&format!("{}{with}{}", &GOOD[..at], &GOOD[at..]));
            let _never_panics = entries(&GOOD[..at]);
        }
    }
}
