//! A walk made into the tree of values that a file is read into.

use std::sync::Arc;

use crate::dataset::decode::About;
use crate::model::Record;
use crate::model::node::{Member, Node, SourcePos, Tree};

use super::walk::{self, Sink};

/// What the schema knows of a record, as `Kind(id: …, …)`; [`Record::extra`] is left out.
pub(super) fn of_record(record: &Record) -> Tree {
    let mut builder = TreeBuilder::default();
    walk::record(record, &mut builder);
    builder.done.unwrap_or(Tree::Null)
}

/// What a dataset says about itself, as `Dataset(…)`.
pub(super) fn of_about(about: &About) -> Tree {
    let mut builder = TreeBuilder::default();
    walk::about(about, &mut builder);
    builder.done.unwrap_or(Tree::Null)
}

/// Groups and lists that are open, the innermost last.
#[derive(Default)]
struct TreeBuilder {
    open: Vec<(Arc<str>, Tree)>,
    /// The field whose value comes next.
    key: Arc<str>,
    done: Option<Tree>,
}

impl TreeBuilder {
    fn push(&mut self, key: Arc<str>, tree: Tree) {
        let value = Node { tree, place: SourcePos::default() };
        match self.open.last_mut().map(|(_, tree)| tree) {
            Some(Tree::Struct(_, members)) => members.push(Member { name: key, place: SourcePos::default(), value }),
            Some(Tree::List(entries)) => entries.push(value),
            _ => self.done = Some(value.tree),
        }
    }

    fn put(&mut self, tree: Tree) {
        let key = std::mem::take(&mut self.key);
        self.push(key, tree);
    }

    fn begin(&mut self, tree: Tree) {
        self.open.push((std::mem::take(&mut self.key), tree));
    }

    fn finish(&mut self) {
        if let Some((key, tree)) = self.open.pop() {
            self.push(key, tree);
        }
    }
}

impl Sink for TreeBuilder {
    fn open(&mut self, name: &str) {
        self.begin(Tree::Struct(Arc::from(name), Vec::new()));
    }

    fn close(&mut self) {
        self.finish();
    }

    fn list(&mut self) {
        self.begin(Tree::List(Vec::new()));
    }

    fn end(&mut self) {
        self.finish();
    }

    fn key(&mut self, name: &str) {
        self.key = Arc::from(name);
    }

    fn text(&mut self, text: &str) {
        self.put(Tree::Text(Arc::from(text)));
    }

    fn word(&mut self, word: &str) {
        self.put(Tree::Word(Arc::from(word)));
    }

    fn number(&mut self, number: f64) {
        self.put(Tree::Number(number));
    }
}
