//! Features of `GeoJSON` (RFC 7946): this program's own carry their record whole, those of others
//! are rows of their properties.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::dataset::derived::OF_FEATURES;
use crate::dataset::table::Target;
use crate::dataset::table::entries::Entry;
use crate::model::Kind;
use crate::model::node::{Member, Node, Tree};
use crate::model::schema::{Shape, fields_of};

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
        || fields_of(kind).iter().any(|spec| spec.field.name() == text && spec.shape == Shape::Text);
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

/// A feature of another program's as a row; none where it is no feature.
pub(in crate::dataset) fn entry(feature: &Node) -> Option<Entry> {
    if feature.member("type").and_then(Node::said) != Some("Feature") {
        return None;
    }
    let mut entry = Entry { place: feature.place, ..Entry::default() };
    if let Some(id) = feature.member("id") {
        entry.know(Target::Id, "id", id.plain());
    }
    if let Some(Tree::Struct(_, members)) = feature.member("properties").map(|node| &node.tree) {
        for member in members.iter().filter(|member| member.value.tree != Tree::Null) {
            entry.named(&*member.name, member.value.plain());
        }
    }
    position(feature, &mut entry);
    Some(entry)
}

fn position(feature: &Node, entry: &mut Entry) {
    let Some(geometry) = feature.member("geometry").filter(|node| node.tree != Tree::Null) else { return };
    let shape = geometry.member("type").and_then(Node::said).unwrap_or_default();
    let point = match (shape, geometry.member("coordinates").map(|node| &node.tree)) {
        ("Point", Some(Tree::List(pair))) => pair.as_slice(),
        // one point in a list of points is a point
        ("MultiPoint", Some(Tree::List(points))) => match points.as_slice() {
            [Node { tree: Tree::List(pair), .. }] => pair.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    if let [Node { tree: Tree::Number(lon), .. }, Node { tree: Tree::Number(lat), .. }, ..] = point {
        entry.know(Target::Lon, "longitude", lon.to_string());
        entry.know(Target::Lat, "latitude", lat.to_string());
    } else {
        let what = format!("its geometry is no point but {shape:?}, and is left out");
        entry.left_out = Some((what, "give it a point, for instance where its label stands"));
    }
}
