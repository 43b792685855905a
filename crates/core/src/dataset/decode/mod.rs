//! [`Node`] trees → records, by the schema. A part that can't be taken is left out and reported;
//! the rest of its record still loads.

mod group;
mod parts;
mod scalar;

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::model::node::{Member, Node, SourcePos, Tree};
use crate::model::parts::LonLatBox;
use crate::model::schema::{FieldShape, FieldSpec, fields_of};
use crate::model::{Cite, Edtf, Field, Id, Kind, List, Origin, Record, Text, Value};

use super::intern::Interner;
use super::problem::{FileProblems, Problem, Rule, Severity, origin};
use group::FieldGroup;

/// Decodes the records of one file and gathers what is wrong with them.
#[derive(Debug)]
pub struct Decoder {
    file: Arc<str>,
    record: Option<(Id, Kind)>,
    field: Option<&'static str>,
    shared: Interner,
    dates: HashSet<Edtf, RandomState>,
    /// Values so far that could not be taken.
    pub(super) refused: usize,
    pub gathered: DecodedBeside,
}

/// What decoding comes to beside the records.
#[derive(Debug, Default)]
pub struct DecodedBeside {
    pub problems: FileProblems,
    /// Every id that was read as a link, for checking once all records are there.
    pub links: Vec<Mention<Id>>,
    /// Every citation that was read.
    pub cites: Vec<Mention<Cite>>,
    /// More was mentioned than is worth remembering: the two lists hold nothing.
    pub crowded: bool,
}

impl DecodedBeside {
    /// What came of what was decoded next.
    pub(super) fn append(&mut self, mut next: Self) {
        self.problems.append(next.problems);
        self.links.append(&mut next.links);
        self.cites.append(&mut next.cites);
        self.crowded |= next.crowded;
        self.limit();
    }

    fn limit(&mut self) {
        self.crowded |= self.links.len() + self.cites.len() > MOST_MENTIONS;
        if self.crowded {
            (self.links, self.cites) = (Vec::new(), Vec::new());
        }
    }
}

/// A link or citation with where it stands.
#[derive(Clone, Debug)]
pub struct Mention<T> {
    pub target: T,
    pub record: Id,
    pub kind: Kind,
    pub field: &'static str,
    pub origin: Origin,
}

/// Links and citations of one file that are remembered with their places. Those of larger files are
/// found again in the records, and told at these.
const MOST_MENTIONS: usize = 200_000;
/// Dates that are remembered.
const MOST_DATES: usize = 1 << 16;

impl Decoder {
    /// For the file of this name.
    pub fn new(file: Arc<str>) -> Self {
        Self {
            file,
            record: None,
            field: None,
            shared: Interner::default(),
            dates: HashSet::default(),
            refused: 0,
            gathered: DecodedBeside::default(),
        }
    }

    pub(super) fn report(
        &mut self,
        rule: Rule,
        place: SourcePos,
        what: impl Into<String>,
        remedy: impl Into<Box<str>>,
    ) {
        let mut problem = Problem::new(rule, origin(&self.file, place), what, remedy);
        problem.record = self.record.as_ref().map(|(id, _)| Id::clone(id));
        problem.field = self.field.map(Arc::from);
        self.gathered.problems.push(problem);
        // what is only missing is nothing that could be kept
        if rule.severity() == Severity::Error && !matches!(rule, Rule::MissingField | Rule::MissingCitation) {
            self.refused += 1;
        }
    }

    /// What is read from now on belongs to this record.
    pub(super) fn within(&mut self, id: Id, kind: Kind) {
        self.record = Some((id, kind));
        self.field = None;
    }

    /// A record, unless it has no usable kind or id.
    pub fn record(&mut self, node: &Node) -> Option<Record> {
        self.record = None;
        self.field = None;
        let (kind, members) = self.kind(node)?;
        let mut group = FieldGroup::new(self, members);
        let id = group.id(self, node.place)?;
        self.record = Some((Id::clone(&id), kind));
        let mut record = Record {
            kind,
            name: group.required_text(self, "name", node.place),
            summary: group.text(self, "summary"),
            note: group.text(self, "note"),
            aliases: group.list(self, "aliases", Self::text),
            date: group.take(self, "date", Self::date),
            dated_by: None,
            about: group.ids(self, "about"),
            topics: group.ids(self, "topics"),
            see: group.ids(self, "see"),
            cite: group.cites(self, node.place, kind != Kind::Source),
            fields: List::new(),
            extra: List::new(),
            origin: origin(&self.file, node.place),
            id,
        };
        for spec in fields_of(kind) {
            if let Some(value) = group.take(self, spec.field.name(), |d, n| d.value(spec, n)) {
                record.fields.push((spec.field, value));
            }
        }
        record.extra = group.rest(self, kind);
        Some(record)
    }

    /// What a file says about the dataset as a whole: `Dataset(…)`.
    pub fn about(&mut self, node: &Node) -> Option<About> {
        let Tree::Struct(name, members) = &node.tree else { return None };
        if &**name != "Dataset" {
            return None;
        }
        (self.record, self.field) = (None, None);
        let mut group = FieldGroup::new(self, members);
        let about = About {
            id: group.id(self, node.place)?,
            name: group.required_text(self, "name", node.place),
            summary: group.text(self, "summary"),
            version: group.take(self, "version", Self::word).unwrap_or_default().into(),
            licence: group.take(self, "licence", Self::word).unwrap_or_default().into(),
            read: group.take(self, "read", Self::date),
            time: group.take(self, "time", Self::date),
            frame: group.take(self, "frame", Self::frame),
            extent: group.take(self, "extent", Self::frame),
            same_words: group.list(self, "same_words", |d, n| Some(d.each(n, Self::word))),
            outside: group.list(self, "outside", |d, n| d.word(n).map(|id| Id::from(&*id))),
            named: 0,
        };
        let known =
            ["id", "name", "summary", "version", "licence", "read", "time", "frame", "extent", "same_words", "outside"];
        group.leftover(self, &known);
        Some(about)
    }

    fn kind<'a>(&mut self, node: &'a Node) -> Option<(Kind, &'a [Member])> {
        let Tree::Struct(name, members) = &node.tree else {
            let what = format!("found {} where a record belongs", node.tree.noun());
            self.report(Rule::UnknownKind, node.place, what, "write Kind(id: …, name: …)");
            return None;
        };
        let Some(kind) = Kind::from_name(name) else {
            let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            let what = format!("{name:?} is no kind of record");
            self.report(Rule::UnknownKind, node.place, what, format!("use one of {}", known.join(", ")));
            return None;
        };
        Some((kind, members))
    }

    /// A value of the shape that the schema wants.
    pub(super) fn value(&mut self, spec: &FieldSpec, node: &Node) -> Option<Value> {
        match spec.shape {
            FieldShape::Text => self.text(node).map(Value::Text),
            FieldShape::Date => self.date(node).map(Value::Date),
            FieldShape::Link(_) => self.link(node).map(Value::Link),
            FieldShape::Links(_) => Some(Value::Links(self.ids(node))),
            FieldShape::Number => self.number(node).map(Value::Number),
            FieldShape::Word => self.word(node).map(Value::Word),
            FieldShape::Choice(allowed) => self.choice(node, allowed).map(Value::Choice),
            FieldShape::Statements => Some(Value::Statements(self.each(node, Self::statement))),
            FieldShape::Seats => Some(Value::Seats(self.each(node, Self::seat))),
            FieldShape::Position => self.position(node).map(Box::new).map(Value::Position),
            FieldShape::History(allowed) => Some(Value::History(self.each(node, |d, n| d.change(n, allowed)))),
            FieldShape::Posts => Some(Value::Posts(self.each(node, Self::post))),
            FieldShape::Claims => Some(Value::Claims(self.each(node, Self::claim))),
            FieldShape::Counts => Some(Value::Counts(self.each(node, Self::count))),
            FieldShape::Growths => Some(Value::Growths(self.each(node, Self::growth))),
            FieldShape::Names => Some(Value::Names(self.each(node, Self::dated_name))),
            FieldShape::Proposals => Some(Value::Proposals(self.each(node, Self::proposal))),
            FieldShape::Merger => self.merger(node).map(Box::new).map(Value::Merger),
        }
    }

    /// Every entry of a list that can be taken.
    fn each<T>(&mut self, node: &Node, mut one: impl FnMut(&mut Self, &Node) -> Option<T>) -> List<T> {
        let Tree::List(entries) = &node.tree else {
            self.wrong_type(node, "a list in [ ]");
            return List::new();
        };
        entries.iter().filter_map(|entry| one(self, entry)).collect()
    }

    fn mention<T>(&mut self, target: T, place: SourcePos) -> Option<Mention<T>> {
        self.gathered.limit();
        let (record, kind) = self.record.clone().filter(|_| !self.gathered.crowded)?;
        let field = self.field.unwrap_or_default();
        Some(Mention { target, record, kind, field, origin: origin(&self.file, place) })
    }

    fn wrong_type(&mut self, node: &Node, wanted: &str) {
        let what = format!("found {}, not {wanted}", node.tree.noun());
        self.report(Rule::WrongType, node.place, what, format!("write {wanted}"));
    }
}

/// What a dataset says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    pub id: Id,
    pub name: Text,
    pub summary: Text,
    pub version: String,
    pub licence: String,
    /// When its sources were read: what citations have as the date of access.
    pub read: Option<Edtf>,
    /// The period that the timeline shows first.
    pub time: Option<Edtf>,
    /// The part of the world that the map shows first.
    pub frame: Option<LonLatBox>,
    /// The part of the world that positions may lie in; `frame` and half of it around when not given.
    pub extent: Option<LonLatBox>,
    /// Words and expressions that mean the same, group by group: a search for one finds all.
    pub same_words: List<List<Box<str>>>,
    /// Ids that records name and that are elsewhere on purpose: this is a part of another dataset.
    pub outside: List<Id>,
    /// Records that no row of a table, and no entry of such a file, is of: places, topics and sources that
    /// these name.
    pub named: usize,
}

/// The names every record may have, beside its kind's own.
pub const HEAD: [&str; 10] = ["id", "name", "summary", "note", "aliases", "date", "about", "topics", "see", "cite"];

/// Every field name a record of `kind` may have.
pub fn known_fields(kind: Kind) -> impl Iterator<Item = &'static str> {
    HEAD.into_iter().chain(fields_of(kind).iter().map(|spec| Field::name(spec.field)))
}

/// Text in which both languages that every text must have are missing is no text.
fn said(text: &Text) -> bool {
    !text.is_empty()
}

/// The text as an id, if it is one.
pub(super) fn slug(text: &str) -> Option<Id> {
    is_slug(text).then(|| Id::from(text))
}

/// Whether the text can be an id.
pub(super) fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.');
    !text.is_empty() && text.len() <= 120 && text.bytes().all(fits)
}
