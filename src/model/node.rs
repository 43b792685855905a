//! A value as it stands in a file, before anything is known about what it means.
//!
//! Every format is read into this one tree, so that checking, unknown fields and error positions
//! work the same for all of them.

use std::sync::Arc;

/// Where a value begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1; 0 where the format has no lines.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub tree: Tree,
    pub place: Place,
}

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
    pub place: Place,
    pub value: Node,
}

impl Tree {
    /// What to call the value in an error message.
    #[must_use]
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
