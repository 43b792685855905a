//! A value as it stands in a file, before anything is known about what it means.
//!
//! Every format is read into this one tree, so that checking, unknown fields and error positions
//! work the same for all of them.

use std::sync::Arc;

/// Where a value begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourcePos {
    /// Counted from 1; 0 where the format has no lines.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub tree: Tree,
    pub place: SourcePos,
}

/// A value of a file, whatever its format.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Null,
    Bool(bool),
    Number(f64),
    Text(Arc<str>),
    /// A bare word: `International`.
    Word(Arc<str>),
    List(Vec<Node>),
    /// `Name(field: value, …)`; the name is empty for `(field: value, …)`.
    Struct(Arc<str>, Vec<Member>),
}

/// One `name: value` of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub name: Arc<str>,
    pub place: SourcePos,
    pub value: Node,
}

impl Node {
    /// The value of this name, of a group of fields that has one.
    pub fn member(&self, name: &str) -> Option<&Self> {
        match &self.tree {
            Tree::Struct(_, members) => members.iter().find(|member| &*member.name == name).map(|member| &member.value),
            _ => None,
        }
    }

    /// The text, where it is one.
    pub fn said(&self) -> Option<&str> {
        match &self.tree {
            Tree::Text(text) | Tree::Word(text) => Some(text),
            _ => None,
        }
    }

    /// The texts and bare words in it, in order.
    pub fn each_text<'a>(&'a self, take: &mut impl FnMut(&'a str)) {
        match &self.tree {
            Tree::Text(text) | Tree::Word(text) => take(text),
            Tree::List(entries) => entries.iter().for_each(|entry| entry.each_text(take)),
            Tree::Struct(_, members) => members.iter().for_each(|member| member.value.each_text(take)),
            Tree::Null | Tree::Bool(_) | Tree::Number(_) => {}
        }
    }

    /// The value in one line for a person; lists with `; ` between their entries.
    pub fn plain(&self) -> String {
        let joined =
            |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        match &self.tree {
            Tree::Null => String::new(),
            Tree::Bool(yes) => yes.to_string(),
            Tree::Number(number) => number.to_string(),
            Tree::Text(text) | Tree::Word(text) => text.to_string(),
            Tree::List(entries) => joined(entries.iter().map(Self::plain).collect()),
            Tree::Struct(_, members) => {
                joined(members.iter().map(|member| format!("{}: {}", member.name, member.value.plain())).collect())
            }
        }
    }

    /// Lets the value and everything in it stand at this place.
    pub fn put_at(&mut self, place: SourcePos) {
        self.place = place;
        match &mut self.tree {
            Tree::List(entries) => entries.iter_mut().for_each(|entry| entry.put_at(place)),
            Tree::Struct(_, members) => members.iter_mut().for_each(|member| {
                member.place = place;
                member.value.put_at(place);
            }),
            Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::Text(_) | Tree::Word(_) => {}
        }
    }
}

impl Tree {
    /// What to call the value in an error message.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a yes/no value",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text in quotes",
            Self::Word(_) => "a bare word",
            Self::List(_) => "a list",
            Self::Struct(..) => "a group of fields",
        }
    }
}
