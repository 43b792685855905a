//! A record as the tree of values that it was read from. Every format that keeps everything is
//! written from this tree, and reading the tree again gives the same record.

use std::sync::Arc;

use crate::dataset::decode::About;
use crate::model::node::{Member, Node, Place, Tree};
use crate::model::parts::{Change, Claim, Count, DatedName, Frame, Growth, Merger, Position, Post, Seat, Statement};
use crate::model::{Cite, Edtf, Id, Record, Text, Value};

/// What the schema knows of a record, as `Kind(id: …, …)`; [`Record::extra`] is left out.
pub(super) fn of_record(record: &Record) -> Tree {
    let mut group = Group::default();
    group.text("id", &record.id);
    group.said("name", &record.name);
    group.said("summary", &record.summary);
    group.date("date", record.date.as_ref());
    group.ids("about", &record.about);
    group.ids("topics", &record.topics);
    group.ids("see", &record.see);
    if !record.aliases.is_empty() {
        group.add("aliases", list(&record.aliases, of_text));
    }
    group.said("note", &record.note);
    for (field, value) in &record.fields {
        group.add(field.name(), of_value(value));
    }
    group.cites(&record.cite);
    Tree::Struct(Arc::from(record.kind.name()), group.0)
}

/// What a dataset says about itself, as `Dataset(…)`.
pub(super) fn of_about(about: &About) -> Tree {
    let mut group = Group::default();
    group.text("id", &about.id);
    group.said("name", &about.name);
    group.said("summary", &about.summary);
    group.word("version", &about.version);
    group.word("licence", &about.licence);
    group.date("time", about.time.as_ref());
    for (name, frame) in [("frame", about.frame), ("extent", about.extent)] {
        if let Some(frame) = frame {
            group.add(name, of_frame(frame));
        }
    }
    Tree::Struct(Arc::from("Dataset"), group.0)
}

fn of_value(value: &Value) -> Tree {
    match value {
        Value::Text(text) => of_text(text),
        Value::Date(date) => text(date.as_str()),
        Value::Link(id) => text(id),
        Value::Links(ids) => list(ids, |id| text(id)),
        Value::Number(number) => Tree::Number(*number),
        Value::Word(word) => text(word),
        Value::Choice(word) => Tree::Word(Arc::from(*word)),
        Value::Statements(all) => list(all, of_statement),
        Value::Seats(all) => list(all, of_seat),
        Value::Position(position) => of_position(position),
        Value::History(all) => list(all, of_change),
        Value::Posts(all) => list(all, of_post),
        Value::Claims(all) => list(all, of_claim),
        Value::Counts(all) => list(all, of_count),
        Value::Growths(all) => list(all, of_growth),
        Value::Names(all) => list(all, of_dated_name),
        Value::Merger(merger) => of_merger(merger),
    }
}

fn of_text(said: &Text) -> Tree {
    let mut group = Group::default();
    group.word("vi", &said.vi);
    group.word("en", &said.en);
    group.word("zh", &said.zh);
    group.word("pinyin", &said.pinyin);
    if !said.zh_cite.is_empty() {
        group.add("zh_cite", list(&said.zh_cite, of_cite));
    }
    group.done()
}

fn of_cite(cite: &Cite) -> Tree {
    text(&cite.to_string())
}

fn of_statement(statement: &Statement) -> Tree {
    let mut group = Group::default();
    group.choice("kind", statement.kind.name());
    group.ids("by", &statement.by);
    group.said("text", &statement.text);
    group.ids("about", &statement.about);
    group.ids("topics", &statement.topics);
    group.cites(&statement.cite);
    group.done()
}

fn of_seat(seat: &Seat) -> Tree {
    let mut group = Group::default();
    group.text("who", &seat.who);
    group.choice("role", seat.role.name());
    group.said("post", &seat.post);
    if let Some(side) = seat.side {
        group.choice("side", side.name());
    }
    group.word("at", seat.at.as_deref().unwrap_or_default());
    group.cites(&seat.cite);
    group.done()
}

fn of_position(position: &Position) -> Tree {
    let mut group = Group::default();
    group.add("lat", Tree::Number(position.lat));
    group.add("lon", Tree::Number(position.lon));
    if position.error_m > 0.0 {
        group.add("error_m", Tree::Number(position.error_m));
    }
    if let Some(metres) = position.border_m {
        group.add("border_m", Tree::Number(metres));
    }
    group.said("off_line", &position.off_line);
    group.word("point", &position.point);
    if let Some(confidence) = position.confidence {
        group.choice("confidence", confidence.name());
    }
    group.cites(&position.cite);
    group.done()
}

fn of_change(change: &Change) -> Tree {
    let mut group = Group::default();
    group.choice("value", change.value);
    group.date("date", change.date.as_ref());
    group.said("text", &change.text);
    group.cites(&change.cite);
    group.done()
}

fn of_post(post: &Post) -> Tree {
    let mut group = Group::default();
    group.said("post", &post.post);
    group.word("org", post.org.as_deref().unwrap_or_default());
    group.date("seen", post.seen.as_ref());
    group.cites(&post.cite);
    group.done()
}

fn of_claim(claim: &Claim) -> Tree {
    let mut group = Group::default();
    group.said("text", &claim.text);
    group.cites(&claim.cite);
    group.done()
}

fn of_count(count: &Count) -> Tree {
    let mut group = Group::default();
    group.add("number", Tree::Number(count.number));
    group.said("text", &count.text);
    group.cites(&count.cite);
    group.done()
}

fn of_growth(growth: &Growth) -> Tree {
    let mut group = Group::default();
    group.add("percent", Tree::Number(growth.percent));
    group.said("text", &growth.text);
    group.done()
}

fn of_dated_name(name: &DatedName) -> Tree {
    let mut group = Group::default();
    group.said("text", &name.text);
    group.date("date", name.date.as_ref());
    group.cites(&name.cite);
    group.done()
}

fn of_merger(merger: &Merger) -> Tree {
    let mut group = Group::default();
    group.text("place", &merger.place);
    group.date("date", Some(&merger.date));
    group.cites(&merger.cite);
    group.done()
}

fn of_frame(frame: Frame) -> Tree {
    let mut group = Group::default();
    for (name, degrees) in [("west", frame.west), ("south", frame.south), ("east", frame.east), ("north", frame.north)]
    {
        group.add(name, Tree::Number(degrees));
    }
    group.done()
}

fn text(text: &str) -> Tree {
    Tree::Text(Arc::from(text))
}

fn node(tree: Tree) -> Node {
    Node { tree, place: Place::default() }
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Tree) -> Tree {
    Tree::List(all.iter().map(|entry| node(one(entry))).collect())
}

/// The fields of a group as they are gathered. What says nothing is left out.
#[derive(Default)]
struct Group(Vec<Member>);

impl Group {
    fn add(&mut self, name: &str, tree: Tree) {
        self.0.push(Member { name: Arc::from(name), place: Place::default(), value: node(tree) });
    }

    fn text(&mut self, name: &str, value: &str) {
        self.add(name, text(value));
    }

    fn word(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.text(name, value);
        }
    }

    fn choice(&mut self, name: &str, word: &str) {
        self.add(name, Tree::Word(Arc::from(word)));
    }

    fn said(&mut self, name: &str, said: &Text) {
        if *said != Text::default() {
            self.add(name, of_text(said));
        }
    }

    fn date(&mut self, name: &str, date: Option<&Edtf>) {
        if let Some(date) = date {
            self.text(name, date.as_str());
        }
    }

    fn ids(&mut self, name: &str, ids: &[Id]) {
        if !ids.is_empty() {
            self.add(name, list(ids, |id| text(id)));
        }
    }

    fn cites(&mut self, cites: &[Cite]) {
        if !cites.is_empty() {
            self.add("cite", list(cites, of_cite));
        }
    }

    fn done(self) -> Tree {
        Tree::Struct(Arc::from(""), self.0)
    }
}
