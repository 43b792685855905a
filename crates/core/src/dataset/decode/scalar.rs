//! Single values.

use std::sync::Arc;

use crate::dataset::problem::Rule;
use crate::model::node::{Node, Tree};
use crate::model::{Cite, Edtf, Id, List};

use super::{Decoder, MOST_DATES, is_slug};

impl Decoder {
    pub(super) fn quoted<'a>(&mut self, node: &'a Node) -> Option<&'a Arc<str>> {
        if let Tree::Text(text) = &node.tree {
            return Some(text);
        }
        self.wrong_type(node, "a text in quotes");
        None
    }

    pub(super) fn word(&mut self, node: &Node) -> Option<Box<str>> {
        self.quoted(node).map(|text| Box::from(&**text))
    }

    pub(super) fn number(&mut self, node: &Node) -> Option<f64> {
        if let Tree::Number(number) = node.tree {
            return Some(number);
        }
        self.wrong_type(node, "a number");
        None
    }

    /// A reference to another record.
    pub(super) fn link(&mut self, node: &Node) -> Option<Id> {
        let id = self.id(node)?;
        let mention = self.mention(Id::clone(&id), node.place);
        self.gathered.links.extend(mention);
        Some(id)
    }

    pub(super) fn id(&mut self, node: &Node) -> Option<Id> {
        let text = self.quoted(node)?;
        let id = is_slug(text).then(|| Id::from(Arc::clone(text)));
        if id.is_none() {
            let what = format!("{text:?} is no id");
            self.report(Rule::BadId, node.place, what, "use lower-case letters without marks, digits and -");
        }
        id
    }

    pub(super) fn ids(&mut self, node: &Node) -> List<Id> {
        self.each(node, Self::link)
    }

    pub(super) fn date(&mut self, node: &Node) -> Option<Edtf> {
        let text = self.quoted(node)?;
        if let Some(known) = self.dates.get(&**text) {
            return Some(known.clone());
        }
        match Edtf::parse(text) {
            Ok(date) => {
                if self.dates.len() < MOST_DATES {
                    self.dates.insert(date.clone());
                }
                Some(date)
            }
            Err(error) => {
                let message = error.to_string();
                let edtf = "write the date in EDTF, as precise as the source";
                let (what, remedy) = message.split_once("; ").unwrap_or((&message, edtf));
                self.report(Rule::BadDate, node.place, what, remedy);
                None
            }
        }
    }

    pub(super) fn cite(&mut self, node: &Node) -> Option<Cite> {
        let text = self.quoted(node)?;
        match Cite::parse_with(text, |source| self.shared.share(source).into()) {
            Ok(cite) => {
                let mention = self.mention(cite.clone(), node.place);
                self.gathered.cites.extend(mention);
                Some(cite)
            }
            Err(error) => {
                let message = error.to_string();
                let (what, remedy) = message.split_once("; ").unwrap_or((&message, "write source#paragraph"));
                self.report(Rule::BadCitation, node.place, what, remedy);
                None
            }
        }
    }

    /// One of the words that a field allows.
    pub(super) fn choice(&mut self, node: &Node, allowed: &[&'static str]) -> Option<&'static str> {
        let (Tree::Word(word) | Tree::Text(word)) = &node.tree else {
            self.wrong_type(node, "one of the field's words");
            return None;
        };
        let found = allowed.iter().copied().find(|name| *name == &**word);
        if found.is_none() {
            let what = format!("{word:?} is not among the field's words");
            self.report(Rule::UnknownWord, node.place, what, format!("use one of {}", allowed.join(", ")));
        }
        found
    }
}
