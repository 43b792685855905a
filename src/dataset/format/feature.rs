//! Features of `GeoJSON` (RFC 7946): this program's own carry their record whole, those of others
//! are rows of their properties.

use std::sync::Arc;

use crate::dataset::derived::OF_FEATURES;
use crate::dataset::table::Target;
use crate::dataset::table::entries::Entry;
use crate::model::Kind;
use crate::model::node::{Member, Node, Tree};
use crate::model::schema::{Shape, fields_of};

/// The record that one of this program's own features is, in the form of its JSON; none where
/// the feature is another program's.
pub(in crate::dataset) fn record(feature: &Node) -> Option<Node> {
    let (id, properties) = (feature.member("id")?, feature.member("properties")?);
    let kind = Kind::from_slug(properties.member("kind")?.said()?)?;
    id.said()?;
    let Tree::Struct(_, members) = &properties.tree else { return None };
    if !["name_vi", "name_en", "name_zh"].iter().any(|name| properties.member(name).is_some()) {
        return None;
    }
    let mut own = vec![Member { name: Arc::from("id"), place: id.place, value: id.clone() }];
    for member in members.iter().filter(|member| !OF_FEATURES.contains(&&*member.name)) {
        match text_of(kind, &member.name) {
            None => own.push(member.clone()),
            Some((name, part)) => {
                let part = Member { name: Arc::from(part), ..member.clone() };
                join(&mut own, name, part);
            }
        }
    }
    Some(Node { tree: Tree::Struct(Arc::from(""), own), place: feature.place })
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
fn join(own: &mut Vec<Member>, name: &str, part: Member) {
    if let Some(Member { value: Node { tree: Tree::Struct(_, parts), .. }, .. }) =
        own.iter_mut().find(|member| &*member.name == name)
    {
        parts.push(part);
        return;
    }
    let place = part.place;
    let value = Node { tree: Tree::Struct(Arc::from(""), vec![part]), place };
    own.push(Member { name: Arc::from(name), place, value });
}

/// A feature of another program's as a row; none where it is no feature.
pub(in crate::dataset) fn entry(feature: &Node, number: u32) -> Option<Entry> {
    if feature.member("type").and_then(Node::said) != Some("Feature") {
        return None;
    }
    let mut entry = Entry { number, place: feature.place, ..Entry::default() };
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
