//! KML 2.2 for Google Earth and map programs: a folder a kind, a placemark a record, with its time
//! and where a source states that it was. An event without a stated place has no point; a register
//! without one is left out.

use std::io;

use quick_xml::Writer as Xml;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::dataset::Ix;
use crate::dataset::boundaries::boundaries;
use crate::dataset::place::{self, RecordPositions};
use crate::model::date::{DateForm, DateParts, Qualifier, Zone};
use crate::model::geometry::Point;
use crate::model::parts::Position;
use crate::model::{Cite, Edtf, Field, Geometry, Id, Kind, Moment, Record};

use super::geojson::drawn;
use super::job::{ExportOut, FormatWriter, Job};
use super::loss::{LossTally, LostPart, Survey};
use super::{cited, iso, kml_style, prose, wkt};

const DAY: i64 = 86_400;

pub(super) struct Kml;

impl FormatWriter for Kml {
    fn count_losses(&self, job: &Job<'_>, ix: Ix, record: &Record, tally: &mut LossTally) -> bool {
        if is_left(job, ix, record) {
            tally.add(LostPart::LeftUnplaced);
            return false;
        }
        tally.add_if(record.date.is_none(), LostPart::Undated);
        tally.add_if(prose::stated(job, ix) == RecordPositions::Nowhere, LostPart::Unplaced);
        tally.add_if(record.date.as_ref().is_some_and(|date| !is_exact(date)), LostPart::Doubt);
        tally.fields(record, prose::SAID);
        tally.add_if(record.links().next().is_some(), LostPart::Relations);
        tally.pinyin(record);
        true
    }

    fn write(&self, job: &Job<'_>, survey: &Survey, out: &mut ExportOut<'_>) -> io::Result<()> {
        let mut xml = Xml::new(Vec::new());
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        open(&mut xml, BytesStart::new("kml").with_attributes([("xmlns", "http://www.opengis.net/kml/2.2")]))?;
        open(&mut xml, BytesStart::new("Document"))?;
        leaf(&mut xml, "name", job.dataset.about.name.get(job.words.lang()))?;
        let mut about = prose::heading(job, survey);
        about.extend(survey.losses_in_short(job.words));
        about.push(boundaries().attribution.clone());
        leaf(&mut xml, "description", &paragraphs(&about))?;
        let is_used = |kind: &Kind| job.records().any(|(ix, one)| one.kind == *kind && !is_left(job, ix, one));
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(is_used).collect();
        kinds.iter().try_for_each(|kind| style(*kind, &mut xml))?;
        outside(job, &mut xml)?;
        flush(&mut xml, out)?;
        for kind in kinds {
            folder(job, kind, &mut xml, out)?;
        }
        close(&mut xml, "Document")?;
        close(&mut xml, "kml")?;
        xml.get_mut().push(b'\n');
        flush(&mut xml, out)
    }
}

type XmlBytes = Xml<Vec<u8>>;

/// What was made so far goes out.
fn flush(xml: &mut XmlBytes, out: &mut ExportOut<'_>) -> io::Result<()> {
    out.put(xml.get_ref())?;
    xml.get_mut().clear();
    Ok(())
}

/// Which ids the placemarks name that are not among them, for whoever reads them again.
fn outside(job: &Job<'_>, xml: &mut XmlBytes) -> io::Result<()> {
    let ids = job.about(|ix, record| is_left(job, ix, record)).outside;
    if ids.is_empty() {
        return Ok(());
    }
    xml.get_mut().push(b'\n');
    open(xml, BytesStart::new("ExtendedData"))?;
    open(xml, BytesStart::new("Data").with_attributes([("name", "outside")]))?;
    leaf(xml, "value", &ids.join(" "))?;
    close(xml, "Data")?;
    close(xml, "ExtendedData")
}

/// Whether a record has no room on a map or a strip of time.
fn is_left(job: &Job<'_>, ix: Ix, record: &Record) -> bool {
    !record.kind.is_event() && prose::stated(job, ix) == RecordPositions::Nowhere
}

/// The symbol and the balloon of a kind.
fn style(kind: Kind, xml: &mut XmlBytes) -> io::Result<()> {
    let (symbol, colour) = kml_style::look(kind);
    xml.get_mut().push(b'\n');
    open(xml, BytesStart::new("Style").with_attributes([("id", kml_style::id(kind).as_str())]))?;
    open(xml, BytesStart::new("IconStyle"))?;
    leaf(xml, "color", colour)?;
    open(xml, BytesStart::new("Icon"))?;
    leaf(xml, "href", &symbol)?;
    close(xml, "Icon")?;
    close(xml, "IconStyle")?;
    open(xml, BytesStart::new("BalloonStyle"))?;
    leaf(xml, "text", kml_style::BALLOON)?;
    close(xml, "BalloonStyle")?;
    close(xml, "Style")
}

fn folder(job: &Job<'_>, kind: Kind, xml: &mut XmlBytes, out: &mut ExportOut<'_>) -> io::Result<()> {
    let of_kind = job.records().filter(|(ix, record)| record.kind == kind && !is_left(job, *ix, record));
    xml.get_mut().push(b'\n');
    open(xml, BytesStart::new("Folder"))?;
    leaf(xml, "name", job.words.kinds(kind))?;
    for (ix, record) in of_kind {
        xml.get_mut().push(b'\n');
        placemark(job, ix, record, xml)?;
        flush(xml, out)?;
        out.tick(1)?;
    }
    close(xml, "Folder")
}

/// Children in the order that the schema wants.
fn placemark(job: &Job<'_>, ix: Ix, record: &Record, xml: &mut XmlBytes) -> io::Result<()> {
    let mut start = BytesStart::new("Placemark");
    // an XML id begins with a letter and holds no odd characters
    if record.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        start.push_attribute(("id", format!("km0-{}", record.id).as_str()));
    }
    open(xml, start)?;
    leaf(xml, "name", prose::name(job, record))?;
    let told = prose::lines(job, record).iter().map(|line| format!("<p>{}</p>", line.html())).collect::<String>();
    leaf(xml, "description", &told)?;
    if let Some(date) = &record.date {
        time(date, xml)?;
    }
    leaf(xml, "styleUrl", &format!("#{}", kml_style::id(record.kind)))?;
    let site = prose::stated(job, ix);
    data(job, ix, record, &site, xml)?;
    if let Some(shape) = drawn(job.dataset, ix, &site) {
        self::shape(&shape, xml)?;
        return close(xml, "Placemark");
    }
    match site {
        RecordPositions::Own(position) => point(position, xml)?,
        RecordPositions::At(_, places) => match places.as_slice() {
            [(_, position)] => point(position, xml)?,
            many => {
                open(xml, BytesStart::new("MultiGeometry"))?;
                for (_, position) in many {
                    point(position, xml)?;
                }
                close(xml, "MultiGeometry")?;
            }
        },
        RecordPositions::Nowhere => {}
    }
    close(xml, "Placemark")
}

fn shape(shape: &Geometry, xml: &mut XmlBytes) -> io::Result<()> {
    let simple = |name: &'static str, points: &[Point], xml: &mut XmlBytes| {
        open(xml, BytesStart::new(name))?;
        let all: Vec<String> = points.iter().map(|[lon, lat]| format!("{lon},{lat}")).collect();
        leaf(xml, "coordinates", &all.join(" "))?;
        close(xml, name)
    };
    let area = |rings: &[Vec<Point>], xml: &mut XmlBytes| {
        open(xml, BytesStart::new("Polygon"))?;
        for (at, ring) in rings.iter().enumerate() {
            let name = if at == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
            open(xml, BytesStart::new(name))?;
            simple("LinearRing", ring, xml)?;
            close(xml, name)?;
        }
        close(xml, "Polygon")
    };
    match shape {
        Geometry::Point(at) => return simple("Point", &[*at], xml),
        Geometry::Line(line) => return simple("LineString", line, xml),
        Geometry::Area(rings) => return area(rings, xml),
        _ => open(xml, BytesStart::new("MultiGeometry"))?,
    }
    match shape {
        Geometry::Points(points) => points.iter().try_for_each(|at| simple("Point", &[*at], xml))?,
        Geometry::Lines(lines) => lines.iter().try_for_each(|line| simple("LineString", line, xml))?,
        Geometry::Areas(areas) => areas.iter().try_for_each(|rings| area(rings, xml))?,
        Geometry::Many(parts) => parts.iter().try_for_each(|part| self::shape(part, xml))?,
        _ => {}
    }
    close(xml, "MultiGeometry")
}

/// Programs show descriptions as HTML, so the text is escaped for that first.
fn paragraphs(lines: &[String]) -> String {
    lines.iter().filter(|line| !line.is_empty()).map(|line| format!("<p>{}</p>", prose::escaped(line))).collect()
}

fn time(date: &Edtf, xml: &mut XmlBytes) -> io::Result<()> {
    if let Some(stamp) = stamp(date) {
        open(xml, BytesStart::new("TimeStamp"))?;
        leaf(xml, "when", &stamp)?;
        return close(xml, "TimeStamp");
    }
    let span = date.bounds().possible();
    open(xml, BytesStart::new("TimeSpan"))?;
    if let Some(begin) = span.from {
        leaf(xml, "begin", &instant(begin))?;
    }
    if let Some(end) = span.to {
        // the last day that is still in it
        leaf(xml, "end", &instant(if end.0.rem_euclid(DAY) == 0 { Moment(end.0 - DAY) } else { end }))?;
    }
    close(xml, "TimeSpan")
}

/// Whether KML's time says just what the date says.
fn is_exact(date: &Edtf) -> bool {
    let known = |one: crate::model::date::Date| matches!(one.form, DateForm::Day { .. } | DateForm::DateTime { .. });
    stamp(date).is_some() || (date.parts().dates().all(known) && !prose::is_doubtful(date))
}

/// The date as XML Schema writes a year, a month, a day or a moment, where it is one.
fn stamp(date: &Edtf) -> Option<String> {
    let DateParts::Single(one) = date.parts() else { return None };
    if one.qualifier != Qualifier::None {
        return None;
    }
    match one.form {
        DateForm::Year(year) => Some(counted(&self::year(year))),
        DateForm::Month { year, month } => Some(format!("{}-{month:02}", counted(&self::year(year)))),
        DateForm::Day { .. } => Some(instant(date.bounds().earliest_start?)),
        DateForm::DateTime { clock, .. } => {
            let day = instant(Moment(date.bounds().earliest_start?.0.div_euclid(DAY) * DAY));
            let (hour, minute, second) = (clock.hour, clock.minute, clock.second);
            Some(format!("{day}T{hour:02}:{minute:02}:{second:02}{}", zone(clock.zone)))
        }
        _ => None,
    }
}

/// As XML Schema writes it, always with minutes.
fn zone(zone: Option<Zone>) -> String {
    match zone {
        None => String::new(),
        Some(Zone::Utc) => "Z".to_owned(),
        Some(Zone::Ahead(minutes)) => {
            let (sign, ahead) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
            format!("{sign}{:02}:{:02}", ahead / 60, ahead % 60)
        }
    }
}

/// At least four digits, and no plus sign.
fn year(year: i64) -> String {
    format!("{}{:04}", if year < 0 { "-" } else { "" }, year.unsigned_abs())
}

fn instant(moment: Moment) -> String {
    counted(iso::moment(moment).trim_start_matches('+'))
}

/// The year before 1 is 0 to EDTF, and -1 to the XML Schema that the format is built on.
fn counted(text: &str) -> String {
    let digits = text.trim_start_matches('-');
    let end = digits.find('-').unwrap_or(digits.len());
    let (years, rest) = digits.split_at(end);
    match years.parse::<u64>() {
        Ok(before) if before == 0 || text.starts_with('-') => format!("-{:04}{rest}", before + 1),
        _ => text.to_owned(),
    }
}

/// Plain values for programs that filter.
fn data(job: &Job<'_>, ix: Ix, record: &Record, site: &RecordPositions<'_>, xml: &mut XmlBytes) -> io::Result<()> {
    open(xml, BytesStart::new("ExtendedData"))?;
    let mut add = |name: &str, value: &str| -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        open(xml, BytesStart::new("Data").with_attributes([("name", name)]))?;
        leaf(xml, "value", value)?;
        close(xml, "Data")
    };
    add("id", &record.id)?;
    add("kind", record.kind.slug())?;
    let name = if record.dated_by.is_some() { "derived_date" } else { "date" };
    add(name, record.date.as_ref().map_or("", |date| date.as_str()))?;
    for (name, text) in [("name", &record.name), ("summary", &record.summary), ("note", &record.note)] {
        for (lang, form) in [("vi", &text.vi), ("en", &text.en), ("zh", &text.zh)] {
            add(&format!("{name}_{lang}"), form)?;
        }
    }
    for field in [Field::Form, Field::Status, Field::Standing, Field::State, Field::Confidence] {
        add(field.name(), record.choice(field).unwrap_or_default())?;
    }
    if let Some(caveat) = record.text(Field::Caveat) {
        for (lang, form) in [("vi", &caveat.vi), ("en", &caveat.en), ("zh", &caveat.zh)] {
            add(&format!("caveat_{lang}"), form)?;
        }
    }
    add("about", &record.about.iter().map(Id::to_string).collect::<Vec<_>>().join("; "))?;
    add("topics", &record.topics.iter().map(Id::to_string).collect::<Vec<_>>().join("; "))?;
    add("see", &record.see.iter().map(Id::to_string).collect::<Vec<_>>().join("; "))?;
    add("cite", &record.cite.iter().map(Cite::to_string).collect::<Vec<_>>().join("; "))?;
    let mut sources = Vec::new();
    cited::CitationCells::default().push(job.dataset, &record.cite, &mut sources);
    add("sources", std::str::from_utf8(&sources).unwrap_or_default())?;
    match site {
        RecordPositions::Own(_) => add("placed_by", "own")?,
        RecordPositions::At(field, places) => {
            add("placed_by", field.name())?;
            let at = places.iter().filter_map(|(at, _)| Some(job.dataset.record(*at)?.id.to_string()));
            add("placed_at", &at.collect::<Vec<_>>().join("; "))?;
        }
        RecordPositions::Nowhere => {}
    }
    let about: Vec<&Position> = place::about(job.dataset, ix).into_iter().map(|(_, position)| position).collect();
    let mut points = Vec::new();
    wkt::push(&about, &mut points);
    add("about_wkt", std::str::from_utf8(&points).unwrap_or_default())?;
    // the point that is shown may be another record's, which this one took place at
    if let Some(at) = record.position() {
        add("lat", &at.lat.to_string())?;
        add("lon", &at.lon.to_string())?;
        if at.error_m > 0.0 {
            add("error_m", &at.error_m.to_string())?;
        }
    }
    close(xml, "ExtendedData")
}

fn point(position: &Position, xml: &mut XmlBytes) -> io::Result<()> {
    open(xml, BytesStart::new("Point"))?;
    leaf(xml, "coordinates", &format!("{},{}", position.lon, position.lat))?;
    close(xml, "Point")
}

fn open(xml: &mut XmlBytes, start: BytesStart<'_>) -> io::Result<()> {
    xml.write_event(Event::Start(start))
}

fn close(xml: &mut XmlBytes, name: &str) -> io::Result<()> {
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn leaf(xml: &mut XmlBytes, name: &str, text: &str) -> io::Result<()> {
    open(xml, BytesStart::new(name))?;
    // escaped here: the library escapes markup but lets through what no XML file may hold
    xml.write_event(Event::Text(BytesText::from_escaped(prose::escaped(text))))?;
    close(xml, name)
}
