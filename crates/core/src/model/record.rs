//! One record: a head that every kind shares, and fields of its own.

use std::sync::Arc;

use super::node::Node;
use super::parts::{Change, Claim, Count, DatedName, Growth, Merger, Position, Post, Proposal, Seat, Statement};
use super::schema::Field;
use super::{Cite, Edtf, Id, Kind, Text};

/// Where a record stands in the files it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub file: Arc<str>,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

/// What is known of one thing, as a dataset states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: Id,
    pub kind: Kind,
    pub name: Text,
    pub summary: Text,
    pub note: Text,
    pub aliases: List<Text>,
    pub date: Option<Edtf>,
    /// The link whose record lends this one its date; none where the date is the record's own.
    pub dated_by: Option<Field>,
    pub about: List<Id>,
    pub topics: List<Id>,
    pub see: List<Id>,
    pub cite: List<Cite>,
    /// What the record's kind adds, in the schema's order.
    pub fields: List<(Field, Value)>,
    /// Fields that the schema does not know, kept as they were read.
    pub extra: List<(Arc<str>, Node)>,
    pub origin: Origin,
}

/// A list of one pointer: most lists that a record could have are empty, and there may be a million
/// records.
pub type List<T> = thin_vec::ThinVec<T>;

/// The value of a field; the large ones in boxes, since a record has many small ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(Text),
    Date(Edtf),
    Link(Id),
    Links(List<Id>),
    Number(f64),
    /// Free text in no particular language: an address, a byline, a unit.
    Word(Box<str>),
    /// One of the words the schema allows.
    Choice(&'static str),
    Statements(List<Statement>),
    Seats(List<Seat>),
    Position(Box<Position>),
    History(List<Change>),
    Posts(List<Post>),
    Claims(List<Claim>),
    Counts(List<Count>),
    Growths(List<Growth>),
    Names(List<DatedName>),
    Merger(Box<Merger>),
    Proposals(List<Proposal>),
}

impl Record {
    /// A record that says nothing yet.
    pub fn new(id: Id, kind: Kind) -> Self {
        Self {
            id,
            kind,
            name: Text::default(),
            summary: Text::default(),
            note: Text::default(),
            aliases: List::new(),
            date: None,
            dated_by: None,
            about: List::new(),
            topics: List::new(),
            see: List::new(),
            cite: List::new(),
            fields: List::new(),
            extra: List::new(),
            origin: Origin::default(),
        }
    }

    /// The value of a field, whatever its shape.
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    /// The date that the record's own sources give it, as against one it takes from its occasion.
    pub fn stated_date(&self) -> Option<&Edtf> {
        self.date.as_ref().filter(|_| self.dated_by.is_none())
    }

    /// The record whose date this one takes, where it has none of its own.
    pub fn dated_from(&self) -> Option<&Id> {
        self.link(self.dated_by?)
    }

    /// A field that is a text.
    pub fn text(&self, field: Field) -> Option<&Text> {
        match self.get(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A field that is free text in no particular language.
    pub fn word(&self, field: Field) -> Option<&str> {
        match self.get(field) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// A field that is one of the words of its schema.
    pub fn choice(&self, field: Field) -> Option<&'static str> {
        match self.get(field) {
            Some(Value::Choice(word)) => Some(word),
            _ => None,
        }
    }

    /// A field that is a number.
    pub fn number(&self, field: Field) -> Option<f64> {
        match self.get(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A field that names one record.
    pub fn link(&self, field: Field) -> Option<&Id> {
        match self.get(field) {
            Some(Value::Link(id)) => Some(id),
            _ => None,
        }
    }

    /// A field that names records; none where it is not given.
    pub fn ids(&self, field: Field) -> &[Id] {
        match self.get(field) {
            Some(Value::Links(ids)) => ids,
            _ => &[],
        }
    }

    /// A field that is a date; the record's own stands in its head.
    pub fn date_in(&self, field: Field) -> Option<&Edtf> {
        match self.get(field) {
            Some(Value::Date(date)) => Some(date),
            _ => None,
        }
    }

    /// A field that is a list of what was said.
    pub fn statements(&self, field: Field) -> &[Statement] {
        match self.get(field) {
            Some(Value::Statements(list)) => list,
            _ => &[],
        }
    }

    /// Who took part.
    pub fn seats(&self) -> &[Seat] {
        match self.get(Field::Seats) {
            Some(Value::Seats(list)) => list,
            _ => &[],
        }
    }

    /// A field that is a dated history, the earliest first.
    pub fn history(&self, field: Field) -> &[Change] {
        match self.get(field) {
            Some(Value::History(list)) => list,
            _ => &[],
        }
    }

    /// Where it is, by its own coordinates.
    pub fn position(&self) -> Option<&Position> {
        match self.get(Field::At) {
            Some(Value::Position(position)) => Some(position),
            _ => None,
        }
    }

    /// Who proposed it.
    pub fn proposals(&self) -> &[Proposal] {
        match self.get(Field::ProposedBy) {
            Some(Value::Proposals(list)) => list,
            _ => &[],
        }
    }

    /// Every id the record refers to, with the field that does; an id may come more than once.
    pub fn links(&self) -> impl Iterator<Item = (Field, &Id)> {
        let head = [(Field::About, &self.about), (Field::Topics, &self.topics), (Field::See, &self.see)]
            .into_iter()
            .flat_map(|(field, ids)| ids.iter().map(move |id| (field, id)));
        let own = self.fields.iter().flat_map(|(field, value)| value.links().map(|id| (*field, id)));
        head.chain(own)
    }

    /// Every citation in the record, those of its entries included.
    pub fn all_cites(&self) -> Vec<&Cite> {
        let mut cites = Vec::new();
        self.each_cite(|cite| cites.push(cite));
        cites
    }

    /// As [`Self::all_cites`], one by one.
    pub fn each_cite<'a>(&'a self, mut take: impl FnMut(&'a Cite)) {
        self.cite.iter().for_each(&mut take);
        for text in [&self.name, &self.summary, &self.note].into_iter().chain(&self.aliases) {
            text.zh_cite.iter().for_each(&mut take);
        }
        for (_, value) in &self.fields {
            value.each_cite(&mut take);
        }
    }
}

/// The ids that a value refers to. Most values refer to one or none, and a million records are
/// asked: only groups are worth a list.
enum Linked<'a> {
    One(Option<&'a Id>),
    Many(std::slice::Iter<'a, Id>),
    Gathered(std::vec::IntoIter<&'a Id>),
}

impl<'a> Linked<'a> {
    fn gather(ids: impl Iterator<Item = &'a Id>) -> Self {
        Self::Gathered(ids.collect::<Vec<_>>().into_iter())
    }
}

impl<'a> Iterator for Linked<'a> {
    type Item = &'a Id;

    fn next(&mut self) -> Option<&'a Id> {
        match self {
            Self::One(id) => id.take(),
            Self::Many(ids) => ids.next(),
            Self::Gathered(ids) => ids.next(),
        }
    }
}

impl Value {
    fn links(&self) -> Linked<'_> {
        match self {
            Self::Link(id) => Linked::One(Some(id)),
            Self::Links(ids) => Linked::Many(ids.iter()),
            Self::Statements(list) => {
                Linked::gather(list.iter().flat_map(|s| s.by.iter().chain(&s.about).chain(&s.topics)))
            }
            Self::Seats(list) => Linked::gather(list.iter().flat_map(|s| std::iter::once(&s.who).chain(&s.at))),
            Self::Posts(list) => Linked::gather(list.iter().filter_map(|post| post.org.as_ref())),
            Self::Proposals(list) => Linked::gather(list.iter().map(|proposal| &proposal.who)),
            Self::Merger(merger) => Linked::One(Some(&merger.place)),
            Self::Text(_)
            | Self::Date(_)
            | Self::Number(_)
            | Self::Word(_)
            | Self::Choice(_)
            | Self::Position(_)
            | Self::History(_)
            | Self::Claims(_)
            | Self::Counts(_)
            | Self::Growths(_)
            | Self::Names(_) => Linked::One(None),
        }
    }

    fn each_cite<'a>(&'a self, take: &mut impl FnMut(&'a Cite)) {
        match self {
            Self::Text(text) => text.zh_cite.iter().for_each(take),
            Self::Statements(list) => list.iter().flat_map(|s| &s.cite).for_each(take),
            Self::Seats(list) => list.iter().flat_map(|s| &s.cite).for_each(take),
            Self::Position(position) => position.cite.iter().for_each(take),
            Self::History(list) => list.iter().flat_map(|c| &c.cite).for_each(take),
            Self::Posts(list) => list.iter().flat_map(|p| &p.cite).for_each(take),
            Self::Claims(list) => list.iter().flat_map(|c| &c.cite).for_each(take),
            Self::Counts(list) => list.iter().flat_map(|c| &c.cite).for_each(take),
            Self::Names(list) => list.iter().flat_map(|n| &n.cite).for_each(take),
            Self::Proposals(list) => list.iter().flat_map(|p| &p.cite).for_each(take),
            Self::Merger(merger) => merger.cite.iter().for_each(take),
            Self::Date(_)
            | Self::Link(_)
            | Self::Links(_)
            | Self::Number(_)
            | Self::Word(_)
            | Self::Choice(_)
            | Self::Growths(_) => {}
        }
    }
}
