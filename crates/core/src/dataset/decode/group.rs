//! The fields of one struct, taken one by one, so that what is left over is known.

use std::sync::Arc;

use crate::dataset::problem::Rule;
use crate::model::node::{Member, Node, SourcePos};
use crate::model::{Cite, Id, Kind, List, Text};

use super::{Decoder, known_fields, said};

pub(super) struct FieldGroup<'a> {
    members: &'a [Member],
    taken: Vec<bool>,
    /// Values that could not be taken, or not whole, as they stand in the file.
    kept: Vec<(Arc<str>, Node)>,
}

/// The name under which a field's text is kept that is no value of it.
fn aside(name: &str, node: &Node) -> (Arc<str>, Node) {
    (Arc::from(format!("{name}_")), node.clone())
}

impl<'a> FieldGroup<'a> {
    pub(super) fn new(decoder: &mut Decoder, members: &'a [Member]) -> Self {
        let (mut taken, mut kept) = (vec![false; members.len()], Vec::new());
        for (i, member) in members.iter().enumerate() {
            if members.iter().take(i).any(|earlier| earlier.name == member.name) {
                if let Some(slot) = taken.get_mut(i) {
                    *slot = true;
                }
                let what = format!("{} is given twice", member.name);
                decoder.report(Rule::DuplicateField, member.place, what, "keep one of them");
                kept.push(aside(&member.name, &member.value));
            }
        }
        Self { members, taken, kept }
    }

    fn node(&mut self, name: &str) -> Option<&'a Node> {
        let at = self.members.iter().position(|member| &*member.name == name)?;
        if let Some(slot) = self.taken.get_mut(at) {
            *slot = true;
        }
        self.members.get(at).map(|member| &member.value)
    }

    /// The value of a field, where it is there and can be taken.
    pub(super) fn take<T>(
        &mut self,
        decoder: &mut Decoder,
        name: &'static str,
        read: impl FnOnce(&mut Decoder, &Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(name)?;
        let (outer, refused) = (decoder.field.replace(name), decoder.refused);
        let value = read(decoder, node);
        decoder.field = outer;
        if decoder.refused > refused {
            self.kept.push(aside(name, node));
        }
        value
    }

    pub(super) fn list<T>(
        &mut self,
        decoder: &mut Decoder,
        name: &'static str,
        one: impl FnMut(&mut Decoder, &Node) -> Option<T>,
    ) -> List<T> {
        self.take(decoder, name, |d, n| Some(d.each(n, one))).unwrap_or_default()
    }

    /// As [`Self::take`], but the field must be there.
    pub(super) fn required<T>(
        &mut self,
        decoder: &mut Decoder,
        name: &'static str,
        place: SourcePos,
        read: impl FnOnce(&mut Decoder, &Node) -> Option<T>,
    ) -> Option<T> {
        if !self.members.iter().any(|member| &*member.name == name) {
            decoder.report(Rule::MissingField, place, format!("{name} is missing"), format!("add {name}: …"));
            return None;
        }
        self.take(decoder, name, read)
    }

    pub(super) fn id(&mut self, decoder: &mut Decoder, place: SourcePos) -> Option<Id> {
        self.required(decoder, "id", place, Decoder::id)
    }

    pub(super) fn text(&mut self, decoder: &mut Decoder, name: &'static str) -> Text {
        self.take(decoder, name, Decoder::text).unwrap_or_default()
    }

    pub(super) fn required_text(&mut self, decoder: &mut Decoder, name: &'static str, place: SourcePos) -> Text {
        self.required(decoder, name, place, Decoder::text).filter(said).unwrap_or_default()
    }

    pub(super) fn ids(&mut self, decoder: &mut Decoder, name: &'static str) -> List<Id> {
        self.take(decoder, name, |d, n| Some(d.ids(n))).unwrap_or_default()
    }

    /// The citations, of which there must be one where `needed`.
    pub(super) fn cites(&mut self, decoder: &mut Decoder, place: SourcePos, needed: bool) -> List<Cite> {
        let given = self.members.iter().any(|member| &*member.name == "cite");
        let cites: List<Cite> = self.list(decoder, "cite", Decoder::cite);
        if needed && cites.is_empty() {
            let what = if given { "no citation can be used" } else { "cites nothing" };
            decoder.report(Rule::MissingCitation, place, what, "add cite: [\"source#paragraph\"]");
        }
        cites
    }

    /// What no field took: unknown fields, kept and reported.
    pub(super) fn rest(mut self, decoder: &mut Decoder, kind: Kind) -> List<(Arc<str>, Node)> {
        let mut known: Vec<_> = known_fields(kind).collect();
        known.sort_unstable();
        let kept = std::mem::take(&mut self.kept);
        let mut rest = self.untaken(decoder, &known, "it is kept as it is");
        rest.extend(kept);
        rest
    }

    /// As [`Self::rest`], for the fields of a part of a record, which has nowhere to keep them.
    pub(super) fn leftover(self, decoder: &mut Decoder, known: &[&str]) {
        // the field that the part belongs to keeps them
        decoder.refused += self.untaken(decoder, known, "it is left out").len();
    }

    fn untaken(self, decoder: &mut Decoder, known: &[&str], fate: &str) -> List<(Arc<str>, Node)> {
        let Self { members, taken, .. } = self;
        let left: Vec<&Member> = members.iter().zip(taken).filter(|(_, taken)| !taken).map(|(m, _)| m).collect();
        left.into_iter()
            .map(|member| {
                let what = format!("{:?} is no field here, and {fate}", member.name);
                decoder.report(Rule::UnknownField, member.place, what, format!("use one of {}", known.join(", ")));
                (Arc::clone(&member.name), member.value.clone())
            })
            .collect()
    }
}
