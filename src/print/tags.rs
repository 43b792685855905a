//! The structure of pages, for whoever hears them read: which content is which heading, paragraph,
//! cell or figure, in reading order. What is none of these is furniture.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use egui::{Pos2, Rect};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use super::scene::{PathStep, SceneInk, SceneMark};

/// What a part of a page is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// Its level from 1, and its text.
    Heading(u16, String),
    Text,
    Row {
        /// Rows of one table follow each other.
        table: usize,
        head: bool,
    },
    /// What it shows, in words.
    Figure(String),
}

/// A part of a page. What is parted has several, of the same place in reading order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    pub(super) page: usize,
    pub(super) rect: Rect,
    /// Its place in reading order, and that of a cell in its row.
    pub(super) order: (usize, usize),
    pub(super) role: Role,
}

/// The content of the pages by the regions it belongs to.
#[derive(Debug, Default)]
pub(super) struct TaggedContent(BTreeMap<(usize, usize), (Option<Role>, Vec<Node>)>);

impl TaggedContent {
    pub(super) fn add(&mut self, region: &Region, node: impl Into<Node>) {
        let (role, nodes) = self.0.entry(region.order).or_default();
        role.get_or_insert_with(|| region.role.clone());
        nodes.push(node.into());
    }

    /// The whole in reading order.
    pub(super) fn tree(self, lang: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
        let mut table: Option<(usize, TaggedTable)> = None;
        for ((piece, _), (role, nodes)) in self.0 {
            let Some(role) = role else { continue };
            if let Role::Row { table: number, head } = role {
                if let Some((_, done)) = table.take_if(|(before, _)| *before != number) {
                    tree.push(done.group());
                }
                table.get_or_insert_with(|| (number, TaggedTable::default())).1.cell(piece, head, nodes);
                continue;
            }
            if let Some((_, done)) = table.take() {
                tree.push(done.group());
            }
            tree.push(group(role, nodes));
        }
        if let Some((_, done)) = table {
            tree.push(done.group());
        }
        tree
    }
}

fn group(role: Role, nodes: Vec<Node>) -> TagGroup {
    match role {
        Role::Heading(level, text) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, Some(text)), nodes)
        }
        Role::Figure(alt) => TagGroup::with_children(Tag::Figure(Some(alt)), nodes),
        Role::Text | Role::Row { .. } => TagGroup::with_children(Tag::P, nodes),
    }
}

#[derive(Default)]
struct TaggedTable {
    rows: Vec<(usize, TagGroup)>,
}

impl TaggedTable {
    fn cell(&mut self, piece: usize, head: bool, nodes: Vec<Node>) {
        let cell = if head {
            TagGroup::with_children(Tag::TH(TableHeaderScope::Column), nodes)
        } else {
            TagGroup::with_children(Tag::TD, nodes)
        };
        if self.rows.last().is_none_or(|(row, _)| *row != piece) {
            self.rows.push((piece, TagGroup::new(Tag::TR)));
        }
        if let Some((_, row)) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    fn group(self) -> TagGroup {
        TagGroup::with_children(Tag::Table, self.rows.into_iter().map(|(_, row)| row.into()).collect())
    }
}

/// A link around its text.
pub(super) fn link(text: Option<Identifier>, annotations: Vec<Identifier>) -> TagGroup {
    let children = text.into_iter().chain(annotations).map(Node::from).collect();
    TagGroup::with_children(Tag::Link, children)
}

/// The region that a mark belongs to. Only in figures are lines and areas more than furniture.
pub(super) fn region_of<'a>(mark: &SceneMark, regions: &[&'a Region]) -> Option<&'a Region> {
    let at = place(mark)?;
    let text = matches!(mark.ink, SceneInk::Text(_));
    let takes = |region: &&&Region| (text || matches!(region.role, Role::Figure(_))) && region.rect.contains(at);
    regions.iter().find(takes).copied()
}

/// About the middle of what is drawn.
fn place(mark: &SceneMark) -> Option<Pos2> {
    match &mark.ink {
        SceneInk::Text(run) => Some(run.turn.map_or(run.at - egui::vec2(0.0, run.size * 0.3), |(_, around)| around)),
        SceneInk::Form(form) => {
            let points = form.steps.iter().filter_map(|step| match step {
                PathStep::Move(p) | PathStep::Line(p) | PathStep::Cubic(_, _, p) => Some(*p),
                PathStep::Close => None,
            });
            let rect = points.fold(Rect::NOTHING, |mut rect, p| {
                rect.extend_with(p);
                rect
            });
            rect.is_finite().then(|| rect.intersect(mark.clip).center())
        }
    }
}
