//! The fields of a record as blocks, by the shape of their values.

use crate::model::node::{Node, Tree};
use crate::model::parts::{Change, Position, Seat, Statement, StatementKind};
use crate::model::{Cite, Field, Id, Kind, Record, Value};

use super::Reader;
use super::page::{Block, Run, label, link, links};

/// Fields that the head of the page already shows, or that are said with another field.
const ELSEWHERE: &[Field] = &[
    Field::Form,
    Field::Standing,
    Field::State,
    Field::ValueTo,
    Field::Unit,
    Field::Bound,
    Field::BridgePoints,
    Field::Paragraphs,
    Field::Caveat,
];

/// The dated histories of the record.
pub(super) fn histories(ctx: &Reader<'_>, record: &Record, out: &mut Vec<Block>) {
    // that of a promise stands in its thread
    let told = record.kind == Kind::Commitment;
    for (field, value) in record.fields.iter().filter(|_| !told) {
        if let Value::History(list) = value {
            history(ctx, *field, list, out);
        }
    }
}

/// The record's other fields: those of one line first, then what it is about, then its lists.
pub(super) fn rest(ctx: &Reader<'_>, record: &Record, out: &mut Vec<Block>) {
    let shown = |field: Field, value: &Value| {
        let in_head = field == Field::Status && matches!(value, Value::Choice(_));
        // the thread of a promise tells what follows it
        let in_thread = field == Field::FollowedBy;
        !ELSEWHERE.contains(&field) && !in_head && !in_thread && !matches!(value, Value::History(_) | Value::Posts(_))
    };
    let is_list = |value: &Value| matches!(value, Value::Statements(_) | Value::Seats(_) | Value::Claims(_));
    let fields = record.fields.iter().filter(|(field, value)| shown(*field, value));
    for (field, value) in fields.clone().filter(|(_, value)| !is_list(value)) {
        one(ctx, record, *field, value, out);
    }
    links_of(ctx, record, out);
    for (field, value) in fields.filter(|(_, value)| is_list(value)) {
        one(ctx, record, *field, value, out);
    }
}

fn links_of(ctx: &Reader<'_>, record: &Record, out: &mut Vec<Block>) {
    for (field, ids) in [("about", &record.about), ("topics", &record.topics), ("see", &record.see)] {
        if !ids.is_empty() {
            out.push(Block::Line { label: label(ctx, field), runs: links(ctx, ids), cites: Vec::new() });
        }
    }
}

fn one(ctx: &Reader<'_>, record: &Record, field: Field, value: &Value, out: &mut Vec<Block>) {
    let lang = ctx.words.lang();
    let mut line = |runs: Vec<Run>, cites: &[Cite]| {
        if !runs.is_empty() {
            out.push(Block::Line { label: label(ctx, field.name()), runs, cites: cites.to_vec() });
        }
    };
    let text = |text: &str| vec![Run::Text(text.to_owned())];
    match value {
        Value::Text(said) => line(text(said.get(lang)), &said.zh_cite),
        Value::Date(date) => line(text(&format!("{}  ({date})", ctx.words.date(date))), &[]),
        Value::Link(id) => line(vec![link(ctx, id)], &[]),
        Value::Links(ids) => line(links(ctx, ids), &[]),
        Value::Number(number) => line(text(&number_in_words(ctx, record, field, *number)), &[]),
        Value::Word(word) => line(text(word), &[]),
        Value::Choice(word) => line(text(&choice(ctx, record, field, word)), &[]),
        Value::Position(position) => line(text(&place_in_words(ctx, position)), &position.cite),
        Value::Merger(merger) => {
            let date = Run::Text(format!("({})", ctx.words.date(&merger.date)));
            line(vec![link(ctx, &merger.place), date], &merger.cite);
        }
        Value::Growths(list) => {
            for growth in list {
                let percent = ctx.words.number(growth.percent);
                line(text(&format!("{percent} % · {}", growth.text.get(lang))), &[]);
            }
        }
        Value::Counts(list) => {
            for count in list {
                line(text(&format!("{} · {}", ctx.words.number(count.number), count.text.get(lang))), &count.cite);
            }
        }
        Value::Proposals(list) => {
            for proposal in list {
                line(vec![link(ctx, &proposal.who)], &proposal.cite);
            }
        }
        Value::Names(list) => {
            for name in list {
                let date = name.date.as_ref().map(|date| format!(" ({})", ctx.words.date(date))).unwrap_or_default();
                line(text(&format!("{}{date}", name.text.get(lang))), &name.cite);
            }
        }
        Value::Statements(list) => statements(ctx, record, field, list, out),
        Value::Seats(list) => seats(ctx, list, out),
        // said by `histories`, by `people` and by the thread of a promise
        Value::History(_) | Value::Posts(_) => {}
        Value::Claims(list) => {
            heading(ctx, field, list.len(), out);
            for claim in list {
                out.push(Block::Paragraph { text: claim.text.get(lang).to_owned(), cites: claim.cite.to_vec() });
            }
        }
    }
}

fn heading(ctx: &Reader<'_>, field: Field, count: usize, out: &mut Vec<Block>) {
    out.push(Block::Heading { text: label(ctx, field.name()), count: Some(count) });
}

/// A number with its unit and bound.
pub(super) fn number_in_words(ctx: &Reader<'_>, record: &Record, field: Field, number: f64) -> String {
    if field != Field::Value {
        return ctx.words.number(number);
    }
    let bound = record.choice(Field::Bound).filter(|bound| *bound != "Exact").map(|bound| ctx.words.word(bound));
    let to = record.number(Field::ValueTo).map(|to| format!("–{}", ctx.words.number(to))).unwrap_or_default();
    let unit = ctx.words.unit(record.word(Field::Unit).unwrap_or(""));
    let value = format!("{}{to} {unit}", ctx.words.number(number));
    bound.map_or(value.clone(), |bound| format!("{bound} {value}"))
}

fn choice(ctx: &Reader<'_>, record: &Record, field: Field, word: &str) -> String {
    let points = record.number(Field::BridgePoints).filter(|_| field == Field::Format);
    let word = ctx.words.word(word);
    match points {
        Some(points) => {
            let points = ctx.words.with("details-bridge-points", &[("count", points.into())]);
            format!("{word}, {points}")
        }
        None => word.to_owned(),
    }
}

fn place_in_words(ctx: &Reader<'_>, position: &Position) -> String {
    let lang = ctx.words.lang();
    let confidence = position.confidence.map(|confidence| ctx.words.word(confidence.name()));
    let error = Some(position.error_m).filter(|metres| *metres > 0.0).map(|metres| ctx.words.number(metres));
    // what the data does not say is not said: no error given is not an error of nothing
    let doubt = match (error, confidence) {
        (Some(error), Some(confidence)) => Some(
            ctx.words.with("details-position-error", &[("metres", error.into()), ("confidence", confidence.into())]),
        ),
        (None, Some(confidence)) => {
            Some(ctx.words.with("details-position-confidence", &[("confidence", confidence.into())]))
        }
        (Some(error), None) => Some(ctx.words.with("details-position-metres", &[("metres", error.into())])),
        (None, None) => None,
    };
    let border = position
        .border_m
        .map(|metres| ctx.words.with("details-position-border", &[("metres", ctx.words.number(metres).into())]));
    let place = format!("{:.4}, {:.4}", position.lat, position.lon);
    let said: Vec<String> = std::iter::once(place).chain(doubt).chain(border).collect();
    let why = position.off_line.get(lang);
    if why.is_empty() { said.join(" · ") } else { format!("{}. {why}", said.join(" · ")) }
}

fn statements(ctx: &Reader<'_>, record: &Record, field: Field, list: &[Statement], out: &mut Vec<Block>) {
    // what is missing of a series stands with the series
    let apart = record.kind == Kind::Mechanism;
    let told: Vec<&Statement> = list.iter().filter(|one| !apart || one.kind != StatementKind::Missing).collect();
    if !told.is_empty() {
        heading(ctx, field, told.len(), out);
        out.extend(told.into_iter().map(|statement| self::statement(ctx, statement)));
    }
}

/// A statement as a block.
pub(super) fn statement(ctx: &Reader<'_>, statement: &Statement) -> Block {
    Block::Statement {
        label: ctx.words.word(StatementKind::name(statement.kind)).to_owned(),
        by: links(ctx, &statement.by),
        text: statement.text.get(ctx.words.lang()).to_owned(),
        runs: links(ctx, &statement.about),
        cites: statement.cite.to_vec(),
    }
}

/// Who took part, side by side, the more prominent roles first.
fn seats(ctx: &Reader<'_>, list: &[Seat], out: &mut Vec<Block>) {
    heading(ctx, Field::Seats, list.len(), out);
    let mut seats: Vec<&Seat> = list.iter().collect();
    seats.sort_by_key(|seat| (seat.side, seat.role));
    for seat in seats {
        let side = seat.side.map(|side| ctx.words.word(side.name()));
        let role = ctx.words.word(seat.role.name());
        let label = side.map_or_else(|| role.to_owned(), |side| format!("{role} · {side}"));
        let mut runs = vec![link(ctx, &seat.who)];
        if !seat.post.is_empty() {
            runs.push(Run::Text(seat.post.get(ctx.words.lang()).to_owned()));
        }
        if let Some(at) = &seat.at {
            runs.push(Run::Text(ctx.words.t("details-at").to_owned()));
            runs.push(link(ctx, at));
        }
        out.push(Block::Line { label, runs, cites: seat.cite.to_vec() });
    }
}

fn history(ctx: &Reader<'_>, field: Field, list: &[Change], out: &mut Vec<Block>) {
    heading(ctx, field, list.len(), out);
    let mut changes: Vec<&Change> = list.iter().collect();
    changes.sort_by_key(|change| change.date.as_ref().and_then(|date| date.bounds().possible().from));
    for change in changes {
        out.push(Block::Change {
            value: ctx.words.word(change.value).to_owned(),
            begin: change.date.as_ref().and_then(|date| date.bounds().possible().from),
            date: change.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default(),
            text: change.text.get(ctx.words.lang()).to_owned(),
            cites: change.cite.to_vec(),
        });
    }
}

/// Fields that the program does not know, as they were read.
pub(super) fn extra(ctx: &Reader<'_>, record: &Record, out: &mut Vec<Block>) {
    if record.extra.is_empty() {
        return;
    }
    out.push(Block::Heading { text: ctx.words.t("details-extra").to_owned(), count: Some(record.extra.len()) });
    for (name, node) in &record.extra {
        let runs = vec![Run::Text(node_text(node))];
        out.push(Block::Line { label: name.to_string(), runs, cites: Vec::new() });
    }
}

/// Whether a citation of `source` at `number` is among these.
pub(super) fn cites_paragraph(cites: &[Cite], source: &Id, number: u32) -> bool {
    cites.iter().any(|cite| cite.source == *source && cite.paragraph == Some(number))
}

/// Where a record's statements stand, for those that cite a paragraph.
pub(super) fn statements_of(record: &Record) -> impl Iterator<Item = &Statement> {
    let own = [Field::Statements, Field::Terms].into_iter();
    own.flat_map(|field| record.statements(field))
}

/// Whether records of the kind are places.
pub(super) fn is_place(kind: Kind) -> bool {
    matches!(kind, Kind::Gate | Kind::Place)
}

/// A value that the schema does not know, in one line.
fn node_text(node: &Node) -> String {
    match &node.tree {
        Tree::Null => String::new(),
        Tree::Bool(yes) => yes.to_string(),
        Tree::Number(number) => number.to_string(),
        Tree::Text(text) | Tree::Word(text) => text.to_string(),
        Tree::List(nodes) => nodes.iter().map(node_text).collect::<Vec<_>>().join(", "),
        Tree::Struct(name, members) => {
            let inner: Vec<_> = members.iter().map(|m| format!("{}: {}", m.name, node_text(&m.value))).collect();
            format!("{name}({})", inner.join(", "))
        }
    }
}
