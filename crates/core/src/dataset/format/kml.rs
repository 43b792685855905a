//! KML 2.2: placemarks with a point and a time.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding::lines;
use super::{Broken, plain};
use crate::dataset::problem::Rule;
use crate::dataset::table::Target;
use crate::dataset::table::entries::Entry;
use crate::model::node::Place;

/// How deep elements may be nested.
const MAX_DEPTH: usize = 64;

/// Gives every placemark; what comes back is the document's name, if it has one.
pub(in crate::dataset) fn read(text: &str, mut each: impl FnMut(Entry)) -> Result<Option<String>, Broken> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let event = reader.read_event();
        let line = lines.at(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match event {
            Ok(Event::Start(start)) => walk.open(&start, line)?,
            Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::End(_)) => {
                if let Some(entry) = walk.close() {
                    each(entry);
                }
            }
            Ok(Event::Text(text)) => walk.say(&text.decode().unwrap_or_default()),
            Ok(Event::CData(text)) => walk.say(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(name)) => {
                let name = name.decode().unwrap_or_default();
                match plain::named(&name) {
                    Some(c) => walk.say(c.encode_utf8(&mut [0; 4])),
                    None => walk.say(&format!("&{name};")),
                }
            }
            Ok(Event::Eof) => break,
            Err(error) => {
                let what = format!("the file is no XML from here on: {error}");
                return Err(Broken::new(Rule::Syntax, line, what, "mend it; the rest is not read"));
            }
        }
    }
    if !walk.path.is_empty() {
        let what = "the file ends inside an element";
        return Err(Broken::new(Rule::Syntax, lines.line, what, "close it; what came before is taken"));
    }
    if !walk.seen {
        return Err(Broken::new(Rule::Syntax, 1, "the file holds no KML", "open a file whose first element is kml"));
    }
    Ok(walk.name)
}

/// The line of a place in the text, asked for in order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line = self.line.saturating_add(lines(passed));
        self.at = at.max(self.at);
        self.line
    }
}

/// What is open while the elements go by.
#[derive(Default)]
struct Walk {
    path: Vec<String>,
    text: String,
    /// The name of the value that is open: `<Data name="…">`.
    value: String,
    entry: Option<Entry>,
    shape: Option<String>,
    pointed: bool,
    name: Option<String>,
    count: u32,
    seen: bool,
}

impl Walk {
    fn open(&mut self, start: &BytesStart<'_>, line: u32) -> Result<(), Broken> {
        let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
        if self.path.len() >= MAX_DEPTH {
            return Err(Broken::new(Rule::TooLarge, line, "elements are nested more than 64 deep", "flatten them"));
        }
        self.seen |= name == "kml";
        match name.as_str() {
            "Placemark" => {
                self.count += 1;
                let place = Place { line, column: 1 };
                self.entry = Some(Entry { number: self.count, place, ..Entry::default() });
                (self.shape, self.pointed) = (None, false);
            }
            "Data" | "SimpleData" => {
                let attribute = start.attributes().flatten().find(|one| one.key.as_ref() == b"name");
                let said = attribute.map(|one| plain::text(&String::from_utf8_lossy(&one.value)));
                self.value = said.unwrap_or_default();
            }
            "LineString" | "Polygon" | "Track" | "Model" | "LinearRing" => self.shape = Some(name.clone()),
            _ => {}
        }
        self.text.clear();
        self.path.push(name);
        Ok(())
    }

    fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Ends the element that is open; a placemark that ends is an entry.
    fn close(&mut self) -> Option<Entry> {
        let name = self.path.pop()?;
        let parent = self.path.last().map_or("", String::as_str);
        let said = std::mem::take(&mut self.text);
        let text = said.trim();
        let Some(entry) = &mut self.entry else {
            if name == "name" && parent == "Document" && self.name.is_none() {
                self.name = Some(text.to_owned());
            }
            return None;
        };
        match (parent, name.as_str()) {
            ("Placemark", "name") => entry.know(Target::Name(None), "name", plain::text(text)),
            ("Placemark", "description") => entry.know(Target::Summary(None), "description", plain::text(text)),
            ("Placemark", "address") => entry.know(Target::Place, "address", text),
            ("TimeStamp", "when") => entry.know(Target::Date, "when", moment(text)),
            ("TimeSpan", "begin") => entry.know(Target::Date, "begin", moment(text)),
            ("TimeSpan", "end") => entry.know(Target::End, "end", moment(text)),
            // a value of this program's own is as it is; others are trimmed where they are decoded
            ("Data", "value") | (_, "SimpleData") => entry.named(self.value.clone(), said),
            ("Point", "coordinates") => {
                let mut degrees = text.split(',').map(str::trim);
                entry.know(Target::Lon, "longitude", degrees.next().unwrap_or_default());
                entry.know(Target::Lat, "latitude", degrees.next().unwrap_or_default());
                self.pointed = true;
            }
            (_, "Placemark") => return self.done(),
            _ => {}
        }
        None
    }

    fn done(&mut self) -> Option<Entry> {
        let mut entry = self.entry.take()?;
        if let Some(shape) = self.shape.take().filter(|_| !self.pointed) {
            let what = format!("its geometry is no point but {shape:?}, and is left out");
            entry.left_out = Some((what, "give it a point, for instance where its label stands"));
        }
        if entry.is_own() {
            // what is shown of a record says again, and less exactly, what its data say
            entry.values.retain(|value| value.target.is_none());
        }
        Some(entry)
    }
}

/// Times of day in KML are mostly midnight because a date was wanted.
fn moment(text: &str) -> String {
    let midnight = ["T00:00:00Z", "T00:00:00.000Z", "T00:00:00"];
    midnight.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).to_owned()
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

    fn entries(text: &str) -> (Vec<Entry>, Result<Option<String>, Broken>) {
        let mut entries = Vec::new();
        let outcome = read(text, |entry| entries.push(entry));
        (entries, outcome)
    }

    #[test]
    fn placemarks_have_their_names_times_and_points() {
        let (entries, outcome) = entries(GOOD);
        assert_eq!(outcome, Ok(Some("Bản đồ".to_owned())));
        let texts: Vec<(&str, &str)> = entries[0].values.iter().map(|value| (&*value.name, &*value.text)).collect();
        assert_eq!(
            texts,
            [
                ("name", "Tà Lùng & Thủy Khẩu"),
                ("description", "mở lại"),
                ("begin", "2023-01-08"),
                ("end", "2023-02"),
                ("loại", "x"),
                ("longitude", "106.57"),
                ("latitude", "22.48")
            ]
        );
        assert_eq!((entries[0].place.line, entries[1].place.line), (4, 7));
        assert!(entries[1].left_out.as_ref().unwrap().0.contains("LineString"));
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
