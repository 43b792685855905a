//! [`SavedView`] → the text of its file.

use std::sync::Arc;

use super::{Board, SavedView, Story, StoryStep, VERSION, time};
use crate::dataset::Layer;
use crate::export::file_ron;
use crate::model::node::{Member, Node, SourcePos, Tree};
use crate::model::{Cite, Lang, Span, Text};

const HEAD: &str = "// A view of Km0. Open it from the File menu, or with: km0 --view FILE\n";

pub(super) fn written(view: &SavedView) -> String {
    let mut members = vec![member("version", Tree::Number(f64::from(VERSION)))];
    if !view.name.is_empty() {
        members.push(member("name", said(&view.name)));
    }
    members.push(member("dataset", edition(view)));
    members.push(member("query", said(&view.query.to_string())));
    frame(view, &mut members);
    members.push(member("selection", cites(&view.selection)));
    members.extend(view.lang.map(|lang| member("lang", Tree::Word(Arc::from(lang.tag())))));
    if !view.layers.is_empty() {
        members.push(member("layers", Tree::List(view.layers.iter().map(|layer| node(self::layer(layer))).collect())));
    }
    members.extend(view.story.as_ref().map(|story| member("story", self::story(story))));
    for extra in &view.extra {
        keep(&mut members, extra);
    }
    format!("{HEAD}{}", file_ron(&Tree::Struct(Arc::from("View"), members)))
}

/// When, where and on which board.
fn frame(view: &SavedView, members: &mut Vec<Member>) {
    members.extend(span(&view.time).map(|tree| member("time", tree)));
    members.extend(view.map.map(|frame| {
        let parts = [("lat", frame.lat), ("lon", frame.lon), ("zoom", frame.zoom)];
        member("map", group(parts.map(|(name, value)| member(name, Tree::Number(value))).into()))
    }));
    if view.board != Board::default() {
        members.push(member("board", Tree::Word(Arc::from(view.board.slug()))));
    }
}

fn cites(cites: &[Cite]) -> Tree {
    Tree::List(cites.iter().map(|cite| node(said(&cite.to_string()))).collect())
}

fn story(story: &Story) -> Tree {
    let mut members = texts("title", &story.title);
    members.push(member("steps", Tree::List(story.steps.iter().map(|one| node(step(one))).collect())));
    for extra in &story.extra {
        keep(&mut members, extra);
    }
    group(members)
}

fn step(step: &StoryStep) -> Tree {
    let view = &step.view;
    let mut members = texts("title", &step.title);
    members.append(&mut texts("caption", &step.caption));
    if !view.query.is_empty() {
        members.push(member("query", said(&view.query.to_string())));
    }
    frame(view, &mut members);
    for (name, list) in [("selection", &view.selection), ("cite", &step.cites)] {
        if !list.is_empty() {
            members.push(member(name, cites(list)));
        }
    }
    for extra in &view.extra {
        keep(&mut members, extra);
    }
    group(members)
}

/// The languages in which something is said.
fn texts(name: &str, text: &Text) -> Vec<Member> {
    let said = Lang::ALL.into_iter().filter(|lang| !text.only(*lang).is_empty());
    let forms: Vec<Member> = said.map(|lang| member(lang.tag(), self::said(text.only(lang)))).collect();
    if forms.is_empty() { Vec::new() } else { vec![member(name, group(forms))] }
}

fn edition(view: &SavedView) -> Tree {
    let edition = &view.dataset;
    let mut members = vec![member("id", said(&edition.id)), member("release", said(&edition.release))];
    members.extend(edition.path.as_ref().map(|path| member("path", said(&path.to_string_lossy()))));
    group(members)
}

fn layer(layer: &Layer) -> Tree {
    let mut members = vec![member("name", said(&layer.name)), member("path", said(&layer.path.to_string_lossy()))];
    if layer.hidden {
        members.push(member("hidden", Tree::Bool(true)));
    }
    group(members)
}

fn span(span: &Span) -> Option<Tree> {
    let from = span.from.and_then(time::first).map(|date| member("from", said(&date)));
    let to = span.to.and_then(time::last).map(|date| member("to", said(&date)));
    let members: Vec<Member> = from.into_iter().chain(to).collect();
    (!members.is_empty()).then(|| group(members))
}

/// Puts a field that was not understood where it stood: in the group of its name, or at the end. What stood beside a
/// map's position goes with that: alone it would be no position.
fn keep(members: &mut Vec<Member>, extra: &Member) {
    let group = members.iter_mut().find(|member| member.name == extra.name);
    match (group, &extra.value.tree) {
        (Some(member), Tree::Struct(_, more)) => {
            if let Tree::Struct(_, own) = &mut member.value.tree {
                own.extend(more.iter().cloned());
            }
        }
        (None, _) if &*extra.name != "map" => members.push(extra.clone()),
        _ => {}
    }
}

fn said(text: &str) -> Tree {
    Tree::Text(Arc::from(text))
}

fn group(members: Vec<Member>) -> Tree {
    Tree::Struct(Arc::from(""), members)
}

fn node(tree: Tree) -> Node {
    Node { tree, place: SourcePos::default() }
}

fn member(name: &str, tree: Tree) -> Member {
    Member { name: Arc::from(name), place: SourcePos::default(), value: node(tree) }
}
