//! Features of `GeoJSON` (RFC 7946), with what JSON-FG and Linked Places add: this program's own carry
//! their record whole, those of others are rows of their properties.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::crs::Crs;
use super::shape;
use super::span;
use super::when;
use crate::dataset::derived::OF_FEATURES;
use crate::dataset::problem::Rule;
use crate::dataset::table::entries::{RawEntry, since_1970};
use crate::dataset::table::{ColumnTarget, target_of};
use crate::model::node::{Member, Node, Tree};
use crate::model::schema::{FieldShape, fields_of};
use crate::model::{Geometry, Kind, Lang};

/// What the properties of this program's own features are, by kind and name: a million features
/// have the same few.
#[derive(Debug, Default)]
pub(in crate::dataset) struct Properties(HashMap<(Kind, Arc<str>), Property, RandomState>);

#[derive(Clone, Debug)]
enum Property {
    Derived,
    Field,
    /// A part of a text: `name_vi` is the part `vi` of `name`.
    Part {
        text: Arc<str>,
        part: Arc<str>,
    },
}

/// Names that are remembered.
const MOST: usize = 10_000;

impl Properties {
    /// The record that one of this program's own features is, in the form of its JSON; the feature
    /// again where it is another program's.
    pub(in crate::dataset) fn record(&mut self, feature: Node) -> Result<Node, Node> {
        let Some(kind) = own_kind(&feature) else { return Err(feature) };
        let Node { tree: Tree::Struct(_, members), place } = feature else { return Err(feature) };
        let mut own = Vec::new();
        for member in members {
            match (&*member.name, member.value.tree) {
                ("id", tree) => own.push(Member { value: Node { tree, ..member.value }, ..member }),
                ("properties", Tree::Struct(_, members)) => {
                    for member in members {
                        match self.property(kind, &member.name) {
                            Property::Derived => {}
                            Property::Field => own.push(member),
                            Property::Part { text, part } => join(&mut own, text, Member { name: part, ..member }),
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Node { tree: Tree::Struct(Arc::from(""), own), place })
    }

    fn property(&mut self, kind: Kind, name: &Arc<str>) -> Property {
        let key = (kind, Arc::clone(name));
        if let Some(known) = self.0.get(&key) {
            return known.clone();
        }
        let property = match text_of(kind, name) {
            _ if OF_FEATURES.contains(&&**name) => Property::Derived,
            Some((text, part)) => Property::Part { text: Arc::from(text), part: Arc::from(part) },
            None => Property::Field,
        };
        if self.0.len() < MOST {
            self.0.insert(key, property.clone());
        }
        property
    }
}

/// The kind of the record that a feature of this program's own is.
fn own_kind(feature: &Node) -> Option<Kind> {
    let (id, properties) = (feature.member("id")?, feature.member("properties")?);
    let kind = Kind::from_slug(properties.member("kind")?.said()?)?;
    id.said()?;
    ["name_vi", "name_en", "name_zh"].iter().any(|name| properties.member(name).is_some()).then_some(kind)
}

/// `name_vi` → the text `name` and its part `vi`.
fn text_of(kind: Kind, name: &str) -> Option<(&str, &str)> {
    let parts = ["_vi", "_en", "_zh_cite", "_zh", "_pinyin"];
    let (text, part) = parts.iter().find_map(|part| Some((name.strip_suffix(part)?, part.get(1..)?)))?;
    let is_text = matches!(text, "name" | "summary" | "note")
        || fields_of(kind).iter().any(|spec| spec.field.name() == text && spec.shape == FieldShape::Text);
    is_text.then_some((text, part))
}

/// Puts a part where the others of its text are.
fn join(own: &mut Vec<Member>, name: Arc<str>, part: Member) {
    if let Some(Member { value: Node { tree: Tree::Struct(_, parts), .. }, .. }) =
        own.iter_mut().find(|member| member.name == name)
    {
        parts.push(part);
        return;
    }
    let place = part.place;
    let value = Node { tree: Tree::Struct(Arc::from(""), vec![part]), place };
    own.push(Member { name, place, value });
}

/// In what reference systems the coordinates of a collection are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::dataset) struct Reference {
    /// Of `geometry`: older files name one.
    pub(in crate::dataset) crs: Option<Crs>,
    /// Of `place`, which JSON-FG has beside it.
    pub(in crate::dataset) fg: Option<Crs>,
}

/// Members of a feature that have their own meaning.
const KNOWN: [&str; 20] = [
    "type",
    "id",
    "@id",
    "properties",
    "geometry",
    "bbox",
    "when",
    "time",
    "place",
    "names",
    "types",
    "descriptions",
    "links",
    "relations",
    "depictions",
    "coordRefSys",
    "crs",
    "conformsTo",
    "@context",
    "featureType",
];

/// What a collection says of all its features, each by its name.
pub(in crate::dataset) fn said_of_all(collection: &Node) -> Vec<String> {
    let Tree::Struct(_, members) = &collection.tree else { return Vec::new() };
    let said = members.iter().filter(|member| {
        !KNOWN.contains(&&*member.name) && member.name.as_ref() != "features" && member.value.tree != Tree::Null
    });
    said.map(|member| format!("{}: {}", member.name, member.value.plain())).collect()
}

/// A feature of another program's as a row; none where it is no feature.
pub(in crate::dataset) fn entry(feature: &Node, reference: &Reference) -> Option<RawEntry> {
    if feature.member("type").and_then(Node::said) != Some("Feature") {
        return None;
    }
    let Tree::Struct(_, members) = &feature.tree else { return None };
    let mut entry = RawEntry { place: feature.place, ..RawEntry::default() };
    if let Some(id) = feature.member("id").or_else(|| feature.member("@id")) {
        let id = id.plain();
        if id.contains("://") {
            entry.keep("uri", id.clone());
        }
        entry.know(ColumnTarget::Id, "id", id);
    }
    linked(feature, &mut entry);
    if let Some(when) = feature.member("when") {
        when::linked_places(when, &mut entry);
    }
    if let Some(time) = feature.member("time") {
        when::json_fg(time, &mut entry);
    }
    if let Some(of_type) = feature.member("featureType").filter(|node| node.tree != Tree::Null) {
        entry.topics("featureType", texts(of_type));
    }
    if let Some(Tree::Struct(_, members)) = feature.member("properties").map(|node| &node.tree) {
        values(members.iter(), &mut entry);
    }
    values(members.iter().filter(|member| !KNOWN.contains(&&*member.name)), &mut entry);
    position(feature, reference, &mut entry);
    Some(entry)
}

/// Named values as they are.
pub(in crate::dataset) fn values<'a>(members: impl Iterator<Item = &'a Member>, entry: &mut RawEntry) {
    for member in members.filter(|member| member.value.tree != Tree::Null) {
        let opened;
        let member = match unwrapped(&member.value) {
            Some(value) => {
                opened = Member { value, ..member.clone() };
                &opened
            }
            None => member,
        };
        if in_languages(&member.name, &member.value, entry) {
            continue;
        }
        if entry.geometry.is_none() && matches!(member.value.tree, Tree::Struct(..)) {
            if let Some(shape) = shape::geometry(&member.value) {
                entry.geometry = Some(shape);
                continue;
            }
            if somewhere(&member.value, entry) {
                continue;
            }
        }
        if let Some(date) = dated(&member.name, &member.value) {
            entry.named(&*member.name, date);
            continue;
        }
        if span_of(&member.name, &member.value, entry) {
            continue;
        }
        // a value with its type beside it, as stores of triples give it
        if let Some(value) = typed(&member.value) {
            match shape_in(value) {
                Ok(shape) if entry.geometry.is_none() => entry.geometry = Some(shape),
                Ok(shape) => entry.named(&*member.name, shape.to_wkt()),
                Err(text) => entry.named(&*member.name, text),
            }
            continue;
        }
        match &*member.name {
            // of STAC, a catalogue of pictures from above
            "start_datetime" => span::put_moment(entry, "start_datetime", &member.value.plain()),
            "end_datetime" => entry.know(ColumnTarget::End, "end_datetime", member.value.plain()),
            // of Linked Places: countries and classes of places
            "ccodes" | "fclasses" => entry.keep_as(member.name.to_string(), member.value.plain()),
            name => entry.named(name, member.value.plain()),
        }
    }
}

/// What a program has put a value into: `{"rendered": …}`, `[{"plain_text": …}]`, `{"type": "date", "date": …}`.
fn unwrapped(node: &Node) -> Option<Node> {
    let inner = match &node.tree {
        Tree::Struct(..) => {
            let kind = node.member("type").and_then(Node::said).filter(|kind| *kind != "type");
            let said = node.member("rendered").or_else(|| node.member("plain_text"));
            said.or_else(|| node.member(kind?))?.clone()
        }
        Tree::List(all) if !all.is_empty() => {
            let texts = all.iter().map(|one| one.member("plain_text").map(Node::plain)).collect::<Option<Vec<_>>>()?;
            Node { tree: Tree::Text(Arc::from(texts.concat())), place: node.place }
        }
        _ => return None,
    };
    Some(unwrapped(&inner).unwrap_or(inner))
}

/// Says a text that comes in several languages: `{"vi": …, "en": …}`; whether it was one.
fn in_languages(name: &str, node: &Node, entry: &mut RawEntry) -> bool {
    let Tree::Struct(_, members) = &node.tree else { return false };
    let known = |member: &&Member| Lang::ALL.iter().any(|lang| *lang.tag() == *member.name);
    let texts = members.iter().all(|one| one.value.said().is_some() && one.name.len() <= 7);
    if !texts || members.iter().filter(known).count() * 2 <= members.len() {
        return false;
    }
    for member in members {
        entry.named(format!("{name}_{}", member.name), member.value.plain());
    }
    true
}

/// A moment that comes with its zone, in a wrapper of its database, or in parts; none where it is no moment.
fn dated(name: &str, value: &Node) -> Option<String> {
    let wrapped = ["dateTime", "date", "$date", "$numberLong"].iter().find_map(|name| value.member(name));
    match wrapped.map(|inner| &inner.tree) {
        Some(Tree::Struct(..)) => return wrapped.and_then(|inner| dated(name, inner)),
        Some(Tree::List(_)) | None => {}
        Some(_) => return wrapped.map(Node::plain),
    }
    let is_date = matches!(target_of(name, false), ColumnTarget::Date | ColumnTarget::End);
    let number = |node: &Node| node.plain().parse::<i32>().ok();
    let parts: Vec<i32> = match &value.tree {
        Tree::List(all) if is_date => all.iter().map(number).collect::<Option<_>>()?,
        Tree::Struct(_, members) if is_date => {
            let names = ["year", "month", "day"];
            // what it says beyond them is kept with it
            if !members.iter().all(|member| names.contains(&&*member.name)) {
                return None;
            }
            names.map(|name| value.member(name).and_then(number)).into_iter().map_while(|part| part).collect()
        }
        _ => return None,
    };
    match parts.as_slice() {
        [year @ 1..=9999] if matches!(value.tree, Tree::Struct(..)) => Some(format!("{year:04}")),
        [year @ 1..=9999, month @ 1..=12] => Some(format!("{year:04}-{month:02}")),
        [year @ 1..=9999, month @ 1..=12, day @ 1..=31] => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}

/// Says a date that is a group of its two ends, or a list of moments; whether it was one.
fn span_of(name: &str, value: &Node, entry: &mut RawEntry) -> bool {
    let end = |names: &[&str]| {
        let found = names.iter().find_map(|name| value.member(name)).filter(|node| node.tree != Tree::Null);
        found.map(|node| dated("date", node).unwrap_or_else(|| node.plain()))
    };
    let is_date = matches!(target_of(name, false), ColumnTarget::Date);
    let group = is_date && matches!(value.tree, Tree::Struct(..));
    let (first, last) = match &value.tree {
        Tree::Struct(..) if group => (end(&["start", "from", "begin"]), end(&["end", "to", "stop", "until"])),
        // what moves has a time for each of its points
        Tree::List(all) if matches!(name, "times" | "coordTimes" | "timestamps") => {
            let mut moments: Vec<String> = all.iter().map(Node::plain).collect();
            moments.sort();
            let moment = |text: Option<&String>| text.map(|text| since_1970(text).unwrap_or_else(|| text.clone()));
            // the last is one of them, and no end that is over when its day begins
            let last = moment(moments.last()).map(|last| last.trim_end_matches("T00:00:00Z").to_owned());
            (moment(moments.first()), last)
        }
        _ => return false,
    };
    if first.is_none() && last.is_none() {
        return false;
    }
    match (first, last) {
        // where no end is said, it is the day itself
        (Some(first), None) => span::put_moment(entry, "date", &first),
        (first, last) => span::put(entry, "date", &first.unwrap_or_default(), &last.unwrap_or_default()),
    }
    match &value.tree {
        Tree::List(all) if all.len() > 2 => entry.keep_as(name.to_owned(), value.plain()),
        Tree::Struct(_, members) if members.len() > 2 => entry.keep_as(name.to_owned(), value.plain()),
        _ => {}
    }
    true
}

/// The value of `{"type": "literal", "value": …}`, as SPARQL has it.
fn typed(node: &Node) -> Option<String> {
    let known = ["uri", "literal", "typed-literal", "bnode"];
    node.member("type").and_then(Node::said).filter(|kind| known.contains(kind))?;
    node.member("value").map(Node::plain)
}

/// The shape that a text is as WKT, where it is one.
fn shape_in(text: String) -> Result<Geometry, String> {
    let wkt = ["POINT", "LINESTRING", "POLYGON", "MULTI"];
    let upper = text.trim_start().get(..7).unwrap_or_default().to_ascii_uppercase();
    let shape = wkt.iter().any(|name| upper.starts_with(name)).then(|| Geometry::from_wkt(&text)).flatten();
    shape.ok_or(text)
}

/// Where something is, as a group of values: `{"name": …, "lat": …, "lng": …}`. Whether it was one.
fn somewhere(node: &Node, entry: &mut RawEntry) -> bool {
    let number = |node: &Node, names: &[&str]| names.iter().find_map(|name| node.member(name)).map(Node::plain);
    let inner = node.member("geo").unwrap_or(node);
    let lat = number(inner, &["lat", "latitude"]);
    let lon = number(inner, &["lon", "lng", "long", "longitude"]);
    let (Some(lat), Some(lon)) = (lat, lon) else {
        // a place of schema.org has a name, and often no position
        let is_place = node.member("@type").and_then(Node::said) == Some("Place");
        let name = node.member("name").and_then(Node::said).filter(|_| is_place);
        name.into_iter().for_each(|name| entry.know(ColumnTarget::Place, "location", name));
        return is_place && name.is_some();
    };
    entry.know(ColumnTarget::Lat, "latitude", lat);
    entry.know(ColumnTarget::Lon, "longitude", lon);
    if let Tree::Struct(_, members) = &node.tree {
        for member in members {
            match &*member.name {
                "lat" | "latitude" | "lon" | "lng" | "long" | "longitude" | "geo" | "@type" | "type" => {}
                "name" | "label" => entry.know(ColumnTarget::Place, "location", member.value.plain()),
                _ => entry.named(&*member.name, member.value.plain()),
            }
        }
    }
    true
}

/// The texts that a value is, or lists.
fn texts(node: &Node) -> Vec<String> {
    match &node.tree {
        Tree::List(all) => all.iter().map(Node::plain).collect(),
        _ => vec![node.plain()],
    }
}

/// The entries of a list, or none.
fn listed<'a>(feature: &'a Node, name: &str) -> &'a [Node] {
    match feature.member(name).map(|node| &node.tree) {
        Some(Tree::List(all)) => all,
        _ => &[],
    }
}

/// What Linked Places says of a place: its names and types, what is told of it, and links.
fn linked(feature: &Node, entry: &mut RawEntry) {
    let said = |node: &Node, name: &str| node.member(name).and_then(Node::said).map(str::to_owned);
    let mut taken: Vec<&str> = Vec::new();
    let mut others = Vec::new();
    for name in listed(feature, "names") {
        let Some(toponym) = said(name, "toponym") else { continue };
        let tag = name.member("lang").and_then(Node::said).unwrap_or_default();
        let lang =
            Lang::ALL.into_iter().find(|lang| tag.split('-').next() == Some(lang.tag()) && !tag.contains("Latn"));
        match lang {
            Some(lang) if !taken.contains(&lang.tag()) => {
                taken.push(lang.tag());
                entry.know(ColumnTarget::Name(Some(lang)), "toponym", toponym);
            }
            _ => others.push(toponym),
        }
        for citation in listed(name, "citations") {
            entry.know(
                ColumnTarget::Source,
                "citation",
                said(citation, "@id").or_else(|| said(citation, "label")).unwrap_or_default(),
            );
        }
    }
    if taken.is_empty()
        && !others.is_empty()
        && feature.member("properties").and_then(|all| all.member("title")).is_none()
    {
        entry.know(ColumnTarget::Name(None), "toponym", others.remove(0));
    }
    entry.keep("other_names", others.join("; "));
    let types = listed(feature, "types").iter();
    let labels = types.filter_map(|one| {
        let source = listed(one, "sourceLabels").first().and_then(|label| said(label, "label"));
        said(one, "label").or(source).or_else(|| said(one, "identifier"))
    });
    entry.topics("types", labels.collect::<Vec<_>>());
    for description in listed(feature, "descriptions") {
        let tag = description.member("lang").and_then(Node::said).unwrap_or_default();
        let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == tag);
        entry.know(ColumnTarget::Summary(lang), "description", said(description, "value").unwrap_or_default());
    }
    for name in ["links", "relations", "depictions"] {
        let all: Vec<String> = listed(feature, name).iter().map(Node::plain).collect();
        entry.keep(name, all.join("\n"));
    }
}

/// Where the feature is: its geometry, else what JSON-FG calls its place.
fn position(feature: &Node, reference: &Reference, entry: &mut RawEntry) {
    let own = |name: &str, read: fn(&Node) -> Option<Crs>| feature.member(name).and_then(read);
    let there = |name: &str| feature.member(name).filter(|node| node.tree != Tree::Null);
    let (geometry, crs) = match (there("geometry"), there("place")) {
        (Some(geometry), _) => (geometry, own("crs", Crs::of_geojson).or_else(|| reference.crs.clone())),
        (None, Some(place)) => {
            let named = place.member("coordRefSys").and_then(Crs::of_json_fg);
            let named = named.or_else(|| own("coordRefSys", Crs::of_json_fg));
            (place, named.or_else(|| reference.fg.clone()))
        }
        (None, None) => return,
    };
    if let Some(when) = geometry.member("when").filter(|_| feature.member("when").is_none()) {
        when::linked_places(when, entry);
    }
    let Some(found) = shape::geometry(geometry) else {
        let said = geometry.member("type").map(Node::plain).unwrap_or_default();
        entry.tell(
            Rule::BadCoordinates,
            format!("its geometry {said:?} can't be read, and is left out"),
            "write it as GeoJSON has it",
        );
        return entry.keep("geometry", geometry.plain());
    };
    if let (Geometry::Point(_), Some(Tree::List(numbers))) = (&found, geometry.member("coordinates").map(|at| &at.tree))
        && let Some(height) =
            numbers.get(2).filter(|height| height.plain().parse().is_ok_and(|metres: f64| metres != 0.0))
    {
        entry.keep("elevation_m", height.plain());
    }
    entry.geometry = Some(found);
    if let Some(crs) = crs {
        put_in_degrees(entry, &crs);
    }
}

/// Puts the shape of an entry from its reference system in degrees; what can't be is told and kept.
pub(in crate::dataset) fn put_in_degrees(entry: &mut RawEntry, crs: &Crs) {
    let Some(shape) = &mut entry.geometry else { return };
    if let Crs::Other { name } = crs {
        let what = format!(
            "its coordinates are in the reference system {name:?}, which is not converted, and it is not placed"
        );
        let wkt = shape.to_wkt();
        entry.geometry = None;
        entry.keep("geometry", wkt);
        return entry.tell(Rule::BadCoordinates, what, "save it in WGS 84 (EPSG:4326)");
    }
    shape.change(&|point| crs.degrees(point));
}
