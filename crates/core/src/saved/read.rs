//! The text of a view file → [`SavedView`], or where it goes wrong and what to do.

use std::collections::BTreeSet;
use std::path::PathBuf;

use thiserror::Error;

use super::{Board, Edition, MapFrame, SavedView, Story, StoryStep, VERSION, time};
use crate::dataset::Layer;
use crate::dataset::format::ron;
use crate::model::node::{Member, Node, SourcePos, Tree};
use crate::model::{Cite, Edtf, Lang, Span, Text};
use crate::query::Query;

/// What is wrong with a view file; begins with the line and column.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{}:{}: {what}; {remedy}", place.line, place.column)]
pub struct ViewError {
    pub place: SourcePos,
    pub what: String,
    pub remedy: String,
}

type Decoded<T> = Result<T, ViewError>;

/// Reads the text of a view file.
///
/// # Errors
/// The first thing in it that can't be understood, with its line.
pub fn read(text: &str) -> Result<SavedView, ViewError> {
    let node =
        ron::read_one(text).map_err(|e| ViewError { place: e.place, what: e.what, remedy: e.remedy.to_owned() })?;
    let members = match &node.tree {
        Tree::Struct(name, members) if &**name == "View" => members,
        other => {
            let what = format!("found {} where a view belongs", other.noun());
            return Err(wrong(&node, what, "a view file is one View( … )"));
        }
    };
    check_version(&node, members)?;
    check_twice(&node)?;
    let mut view = SavedView::default();
    for member in members {
        field(&mut view, member)?;
    }
    order(&mut view.extra);
    Ok(view)
}

/// Fields of a group have no order; in that of their names, a view that is written and read again is the same.
fn order(extra: &mut [Member]) {
    extra.sort_by(|one, other| one.name.cmp(&other.name));
}

/// Of two fields of one name only one could be meant, and kept.
fn check_twice(node: &Node) -> Decoded<()> {
    match &node.tree {
        Tree::Struct(_, members) => {
            let mut names = BTreeSet::new();
            for member in members {
                if !names.insert(&*member.name) {
                    let what = format!("{} is given twice", member.name);
                    return Err(ViewError { place: member.place, what, remedy: "keep one of them".to_owned() });
                }
                check_twice(&member.value)?;
            }
            Ok(())
        }
        Tree::List(entries) => entries.iter().try_for_each(check_twice),
        _ => Ok(()),
    }
}

fn check_version(node: &Node, members: &[Member]) -> Decoded<()> {
    let Some(member) = members.iter().find(|member| &*member.name == "version") else {
        return Err(wrong(node, "the view does not say its version", format!("write version: {VERSION}")));
    };
    let version = number(&member.value)?;
    if version < 1.0 || version.fract() != 0.0 {
        return Err(wrong(&member.value, format!("{version} is no version"), format!("write version: {VERSION}")));
    }
    if version > f64::from(VERSION) {
        let what = format!("the view is of version {version}, and this program reads version {VERSION}");
        return Err(wrong(&member.value, what, "open it with a newer Km0"));
    }
    Ok(())
}

fn field(view: &mut SavedView, member: &Member) -> Decoded<()> {
    let value = &member.value;
    match &*member.name {
        "version" => {}
        "name" => text_in(value)?.clone_into(&mut view.name),
        "dataset" => view.dataset = edition(value, &mut view.extra)?,
        "query" => view.query = query(value)?,
        "time" => view.time = span(value, &mut view.extra)?,
        "map" => view.map = Some(frame(value, &mut view.extra)?),
        "selection" => view.selection = selection(value)?,
        "board" => view.board = board(value)?,
        "lang" => view.lang = Some(lang(value)?),
        "layers" => view.layers = layers(value)?,
        "story" => view.story = Some(story(value)?),
        _ => view.extra.push(unplaced(member)),
    }
    Ok(())
}

fn story(node: &Node) -> Decoded<Story> {
    let mut story = Story::default();
    let mut rest = Vec::new();
    group("story", node, &mut rest, |name, value| {
        match name {
            "title" => story.title = texts(name, value, &mut story.extra)?,
            "steps" => {
                story.steps = list(value, "write [(caption: (vi: \"…\")), …]")?.map(step).collect::<Decoded<_>>()?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    if let Some(Tree::Struct(_, more)) = rest.pop().map(|member| member.value.tree) {
        story.extra.extend(more);
    }
    order(&mut story.extra);
    Ok(story)
}

/// A step is what a view is, without a dataset and a language of its own.
fn step(node: &Node) -> Decoded<StoryStep> {
    let Tree::Struct(_, members) = &node.tree else {
        return Err(mistaken(node, "a step", "write (caption: (vi: \"…\"), query: \"…\")"));
    };
    let mut step = StoryStep::default();
    for member in members {
        let value = &member.value;
        match &*member.name {
            "title" => step.title = texts("title", value, &mut step.view.extra)?,
            "caption" => step.caption = texts("caption", value, &mut step.view.extra)?,
            "cite" => step.cites = selection(value)?,
            "query" | "time" | "map" | "board" | "selection" => field(&mut step.view, member)?,
            _ => step.view.extra.push(unplaced(member)),
        }
    }
    order(&mut step.view.extra);
    Ok(step)
}

/// Text in up to three languages; in quotes alone it is Vietnamese.
fn texts(name: &str, node: &Node, extra: &mut Vec<Member>) -> Decoded<Text> {
    let mut all = Text::default();
    if let Some(said) = text_tree(&node.tree) {
        all.set(Lang::Vi, &**said);
        return Ok(all);
    }
    group(name, node, extra, |tag, value| {
        let Some(lang) = Lang::ALL.into_iter().find(|lang| lang.tag() == tag) else { return Ok(false) };
        all.set(lang, text_in(value)?);
        Ok(true)
    })?;
    Ok(all)
}

fn edition(node: &Node, extra: &mut Vec<Member>) -> Decoded<Edition> {
    let mut edition = Edition::default();
    group("dataset", node, extra, |name, value| {
        match name {
            "id" => text_in(value)?.clone_into(&mut edition.id),
            "release" => text_in(value)?.clone_into(&mut edition.release),
            "path" => edition.path = Some(PathBuf::from(text_in(value)?)),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(edition)
}

fn query(node: &Node) -> Decoded<Query> {
    Query::parse(text_in(node)?).map_err(|error| wrong(node, format!("the query can't be read: {error}"), "correct it"))
}

fn span(node: &Node, extra: &mut Vec<Member>) -> Decoded<Span> {
    let date = |value: &Node| -> Decoded<Edtf> {
        Edtf::parse(text_in(value)?)
            .map_err(|error| wrong(value, error.to_string(), "write a date such as 2023-06 or 2023-06-30"))
    };
    let (mut from, mut to) = (None, None);
    group("time", node, extra, |name, value| {
        match name {
            "from" => from = Some(date(value)?),
            "to" => to = Some(date(value)?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let span = time::window(from.as_ref(), to.as_ref());
    if span.is_empty() {
        return Err(wrong(node, "the time ends before it begins", "let from lie before the end of to"));
    }
    Ok(span)
}

fn frame(node: &Node, extra: &mut Vec<Member>) -> Decoded<MapFrame> {
    let (mut lat, mut lon, mut zoom) = (None, None, None);
    group("map", node, extra, |name, value| {
        match name {
            "lat" => lat = Some(within(value, 90.0)?),
            "lon" => lon = Some(within(value, 180.0)?),
            "zoom" => zoom = Some(within(value, 30.0)?),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    match (lat, lon, zoom) {
        (Some(lat), Some(lon), Some(zoom)) => Ok(MapFrame { lat, lon, zoom }),
        _ => Err(wrong(node, "the map lacks lat, lon or zoom", "write (lat: 21.97, lon: 106.71, zoom: 9)")),
    }
}

fn within(node: &Node, most: f64) -> Decoded<f64> {
    let value = number(node)?;
    if value.abs() <= most {
        return Ok(value);
    }
    Err(wrong(node, format!("{value} is too large here"), format!("write a number from -{most} to {most}")))
}

fn selection(node: &Node) -> Decoded<Vec<Cite>> {
    let cite = |entry: &Node| {
        Cite::parse(text_in(entry)?).map_err(|error| wrong(entry, error.to_string(), "or the id of a record"))
    };
    list(node, "write [\"ta-lung\", \"000#12\"]")?.map(cite).collect()
}

fn list<'a>(node: &'a Node, remedy: &str) -> Decoded<std::slice::Iter<'a, Node>> {
    match &node.tree {
        Tree::List(entries) => Ok(entries.iter()),
        _ => Err(mistaken(node, "a list", remedy)),
    }
}

fn layers(node: &Node) -> Decoded<Vec<Layer>> {
    list(node, "write [(name: \"…\", path: \"…\")]")?.map(layer).collect()
}

fn layer(node: &Node) -> Decoded<Layer> {
    let Tree::Struct(_, members) = &node.tree else {
        return Err(mistaken(node, "a group of fields", "write (name: \"…\", path: \"…\")"));
    };
    let mut layer = Layer::default();
    for member in members {
        match (&*member.name, &member.value.tree) {
            ("name", _) => text_in(&member.value)?.clone_into(&mut layer.name),
            ("path", _) => layer.path = PathBuf::from(text_in(&member.value)?),
            ("hidden", Tree::Bool(hidden)) => layer.hidden = *hidden,
            ("hidden", _) => return Err(mistaken(&member.value, "true or false", "write hidden: true")),
            _ => {}
        }
    }
    if layer.path.as_os_str().is_empty() {
        return Err(wrong(node, "the layer does not say its file", "write path: \"…\""));
    }
    if layer.name.is_empty() {
        layer.name = Layer::at_path(&layer.path).name;
    }
    Ok(layer)
}

fn board(node: &Node) -> Decoded<Board> {
    let remedy = "write overview, promises, figures, disagreements or gates";
    let slug = match &node.tree {
        Tree::Word(word) => word,
        _ => text_tree(&node.tree).ok_or_else(|| mistaken(node, "a board", remedy))?,
    };
    Board::from_slug(slug).ok_or_else(|| wrong(node, format!("{slug} is no board"), remedy))
}

fn lang(node: &Node) -> Decoded<Lang> {
    let tag = match &node.tree {
        Tree::Word(word) => word,
        _ => text_tree(&node.tree).ok_or_else(|| mistaken(node, "a language", "write vi, en or zh"))?,
    };
    let known = Lang::ALL.into_iter().find(|lang| lang.tag() == &**tag);
    known.ok_or_else(|| wrong(node, format!("{tag} is no language of the interface"), "write vi, en or zh"))
}

/// Reads the fields of a group; those that `take` does not know are kept under the group's name.
fn group(
    name: &str,
    node: &Node,
    extra: &mut Vec<Member>,
    mut take: impl FnMut(&str, &Node) -> Decoded<bool>,
) -> Decoded<()> {
    let Tree::Struct(_, members) = &node.tree else {
        return Err(mistaken(node, "a group of fields", "write (field: value, …)"));
    };
    let mut kept = Vec::new();
    for member in members {
        if !take(&member.name, &member.value)? {
            kept.push(unplaced(member));
        }
    }
    if !kept.is_empty() {
        let value = Node { tree: Tree::Struct("".into(), kept), place: SourcePos::default() };
        extra.push(Member { name: name.into(), place: SourcePos::default(), value });
    }
    Ok(())
}

/// The field without its place in the file, which is no part of what it says.
fn unplaced(member: &Member) -> Member {
    Member { name: member.name.clone(), place: SourcePos::default(), value: adrift(&member.value) }
}

fn adrift(node: &Node) -> Node {
    let tree = match &node.tree {
        Tree::List(entries) => Tree::List(entries.iter().map(adrift).collect()),
        Tree::Struct(name, members) => Tree::Struct(name.clone(), members.iter().map(unplaced).collect()),
        other => other.clone(),
    };
    Node { tree, place: SourcePos::default() }
}

fn text_in(node: &Node) -> Decoded<&str> {
    let found = text_tree(&node.tree).map(|text| &**text);
    found.ok_or_else(|| mistaken(node, "a text in quotes", "put it in quotes"))
}

fn text_tree(tree: &Tree) -> Option<&std::sync::Arc<str>> {
    if let Tree::Text(text) = tree { Some(text) } else { None }
}

fn number(node: &Node) -> Decoded<f64> {
    if let Tree::Number(number) = &node.tree {
        return Ok(*number);
    }
    Err(mistaken(node, "a number", "write it without quotes"))
}

fn mistaken(node: &Node, wanted: &str, remedy: &str) -> ViewError {
    wrong(node, format!("found {} where {wanted} belongs", node.tree.noun()), remedy)
}

fn wrong(node: &Node, what: impl Into<String>, remedy: impl Into<String>) -> ViewError {
    ViewError { place: node.place, what: what.into(), remedy: remedy.into() }
}
