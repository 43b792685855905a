//! A record as a walk through its values in the order of the dataset's files. Every format that
//! keeps everything is written along this walk, and reading what it wrote gives the same record.

use crate::dataset::decode::About;
use crate::model::parts::{
    Change, Claim, Count, DatedName, Growth, LonLatBox, Merger, Position, Post, Proposal, Seat, Statement,
};
use crate::model::{Cite, Edtf, Id, Record, Text, Value};

/// A visitor: it is given the values of a record one after another, by their shape.
pub(super) trait Sink {
    /// A group of fields begins; its kind, or nothing.
    fn open(&mut self, name: &str);
    fn close(&mut self);
    fn list(&mut self);
    fn end(&mut self);
    /// The name of the field whose value comes next.
    fn key(&mut self, name: &str);
    fn text(&mut self, text: &str);
    /// One of the words that a schema allows.
    fn word(&mut self, word: &str);
    fn number(&mut self, number: f64);

    fn cite(&mut self, cite: &Cite) {
        self.text(&cite.to_string());
    }
}

/// What the schema knows of a record, as a group named after its kind; `extra` is left out.
pub(super) fn record(record: &Record, to: &mut impl Sink) {
    to.open(record.kind.name());
    head(record, to);
    for (field, value) in &record.fields {
        to.key(field.name());
        self::value(value, to);
    }
    cites(&record.cite, to);
    to.close();
}

fn head(record: &Record, to: &mut impl Sink) {
    put(to, "id", &record.id);
    said(to, "name", &record.name);
    said(to, "summary", &record.summary);
    date(to, "date", record.stated_date());
    ids(to, "about", &record.about);
    ids(to, "topics", &record.topics);
    ids(to, "see", &record.see);
    aliases(&record.aliases, to);
    said(to, "note", &record.note);
}

/// Under `aliases`, if there are any.
pub(super) fn aliases(all: &[Text], to: &mut impl Sink) {
    if !all.is_empty() {
        to.key("aliases");
        list(all, to, write_text);
    }
}

/// What a dataset says about itself, as `Dataset(…)`.
pub(super) fn about(about: &About, to: &mut impl Sink) {
    to.open("Dataset");
    put(to, "id", &about.id);
    said(to, "name", &about.name);
    said(to, "summary", &about.summary);
    some(to, "version", &about.version);
    some(to, "licence", &about.licence);
    date(to, "read", about.read.as_ref());
    date(to, "time", about.time.as_ref());
    for (name, frame) in [("frame", about.frame), ("extent", about.extent)] {
        if let Some(frame) = frame {
            to.key(name);
            self::frame(frame, to);
        }
    }
    if !about.same_words.is_empty() {
        to.key("same_words");
        list(&about.same_words, to, |group, to| list(group, to, |form, to| to.text(form)));
    }
    if !about.outside.is_empty() {
        to.key("outside");
        list(&about.outside, to, |id, to| to.text(id));
    }
    to.close();
}

/// The value of a field.
pub(super) fn value(value: &Value, to: &mut impl Sink) {
    match value {
        Value::Text(said) => write_text(said, to),
        Value::Date(date) => to.text(date.as_str()),
        Value::Link(id) => to.text(id),
        Value::Links(ids) => list(ids, to, |id, to| to.text(id)),
        Value::Number(number) => to.number(*number),
        Value::Word(word) => to.text(word),
        Value::Choice(word) => to.word(word),
        Value::Statements(all) => list(all, to, statement),
        Value::Seats(all) => list(all, to, seat),
        Value::Position(at) => position(at, to),
        Value::History(all) => list(all, to, change),
        Value::Posts(all) => list(all, to, post),
        Value::Claims(all) => list(all, to, claim),
        Value::Counts(all) => list(all, to, count),
        Value::Growths(all) => list(all, to, growth),
        Value::Names(all) => list(all, to, dated_name),
        Value::Proposals(all) => list(all, to, proposal),
        Value::Merger(one) => merger(one, to),
    }
}

/// One thing said in several languages.
pub(super) fn write_text(said: &Text, to: &mut impl Sink) {
    to.open("");
    some(to, "vi", &said.vi);
    some(to, "en", &said.en);
    some(to, "zh", &said.zh);
    some(to, "pinyin", &said.pinyin);
    if !said.zh_cite.is_empty() {
        to.key("zh_cite");
        list(&said.zh_cite, to, cite);
    }
    to.close();
}

fn cite(cite: &Cite, to: &mut impl Sink) {
    to.cite(cite);
}

fn statement(statement: &Statement, to: &mut impl Sink) {
    to.open("");
    choice(to, "kind", statement.kind.name());
    ids(to, "by", &statement.by);
    said(to, "text", &statement.text);
    ids(to, "about", &statement.about);
    ids(to, "topics", &statement.topics);
    cites(&statement.cite, to);
    to.close();
}

fn seat(seat: &Seat, to: &mut impl Sink) {
    to.open("");
    put(to, "who", &seat.who);
    choice(to, "role", seat.role.name());
    said(to, "post", &seat.post);
    if let Some(side) = seat.side {
        choice(to, "side", side.name());
    }
    some(to, "at", seat.at.as_deref().unwrap_or_default());
    cites(&seat.cite, to);
    to.close();
}

fn position(position: &Position, to: &mut impl Sink) {
    to.open("");
    number(to, "lat", position.lat);
    number(to, "lon", position.lon);
    if position.error_m > 0.0 {
        number(to, "error_m", position.error_m);
    }
    if let Some(metres) = position.border_m {
        number(to, "border_m", metres);
    }
    said(to, "off_line", &position.off_line);
    some(to, "point", &position.point);
    if let Some(confidence) = position.confidence {
        choice(to, "confidence", confidence.name());
    }
    cites(&position.cite, to);
    to.close();
}

fn change(change: &Change, to: &mut impl Sink) {
    to.open("");
    choice(to, "value", change.value);
    date(to, "date", change.date.as_ref());
    said(to, "text", &change.text);
    cites(&change.cite, to);
    to.close();
}

fn proposal(proposal: &Proposal, to: &mut impl Sink) {
    to.open("");
    put(to, "who", &proposal.who);
    cites(&proposal.cite, to);
    to.close();
}

fn post(post: &Post, to: &mut impl Sink) {
    to.open("");
    said(to, "post", &post.post);
    some(to, "org", post.org.as_deref().unwrap_or_default());
    date(to, "seen", post.seen.as_ref());
    cites(&post.cite, to);
    to.close();
}

fn claim(claim: &Claim, to: &mut impl Sink) {
    to.open("");
    said(to, "text", &claim.text);
    cites(&claim.cite, to);
    to.close();
}

fn count(count: &Count, to: &mut impl Sink) {
    to.open("");
    number(to, "number", count.number);
    said(to, "text", &count.text);
    cites(&count.cite, to);
    to.close();
}

fn growth(growth: &Growth, to: &mut impl Sink) {
    to.open("");
    number(to, "percent", growth.percent);
    said(to, "text", &growth.text);
    to.close();
}

fn dated_name(name: &DatedName, to: &mut impl Sink) {
    to.open("");
    said(to, "text", &name.text);
    date(to, "date", name.date.as_ref());
    cites(&name.cite, to);
    to.close();
}

fn merger(merger: &Merger, to: &mut impl Sink) {
    to.open("");
    put(to, "place", &merger.place);
    date(to, "date", Some(&merger.date));
    cites(&merger.cite, to);
    to.close();
}

fn frame(frame: LonLatBox, to: &mut impl Sink) {
    to.open("");
    for (name, degrees) in [("west", frame.west), ("south", frame.south), ("east", frame.east), ("north", frame.north)]
    {
        number(to, name, degrees);
    }
    to.close();
}

fn list<T, S: Sink>(all: &[T], to: &mut S, mut one: impl FnMut(&T, &mut S)) {
    to.list();
    for entry in all {
        one(entry, to);
    }
    to.end();
}

fn put(to: &mut impl Sink, name: &str, value: &str) {
    to.key(name);
    to.text(value);
}

/// What says nothing is left out.
fn some(to: &mut impl Sink, name: &str, value: &str) {
    if !value.is_empty() {
        put(to, name, value);
    }
}

fn number(to: &mut impl Sink, name: &str, value: f64) {
    to.key(name);
    to.number(value);
}

fn choice(to: &mut impl Sink, name: &str, word: &str) {
    to.key(name);
    to.word(word);
}

fn said(to: &mut impl Sink, name: &str, said: &Text) {
    if *said != Text::default() {
        to.key(name);
        write_text(said, to);
    }
}

fn date(to: &mut impl Sink, name: &str, date: Option<&Edtf>) {
    if let Some(date) = date {
        put(to, name, date.as_str());
    }
}

/// Under `name`, if there are any.
pub(super) fn ids(to: &mut impl Sink, name: &str, ids: &[Id]) {
    if !ids.is_empty() {
        to.key(name);
        list(ids, to, |id, to| to.text(id));
    }
}

/// Under `cite`, if there are any.
pub(super) fn cites(cites: &[Cite], to: &mut impl Sink) {
    if !cites.is_empty() {
        to.key("cite");
        list(cites, to, cite);
    }
}
