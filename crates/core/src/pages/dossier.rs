//! What the rest of the dataset says about a thing: for a gate or province its agreements,
//! meetings and promises, for a person the meetings, for a source what rests on it.

use crate::dataset::Ix;
use crate::model::{Field, Id, Item, Kind, Record};

use super::Reader;
use super::fields::{cites_paragraph, is_place, number_in_words, statement, statements_of};
use super::page::{Block, Entry, Run, entry};
use super::promise::{self, by_begin, item};
use super::{people, series};

/// Kinds in the order in which somebody preparing for a meeting asks for them.
const ORDER: [Kind; 13] = [
    Kind::Commitment,
    Kind::Agreement,
    Kind::Meeting,
    Kind::Project,
    Kind::Milestone,
    Kind::Figure,
    Kind::Gate,
    Kind::Place,
    Kind::Mechanism,
    Kind::Person,
    Kind::Organisation,
    Kind::Topic,
    Kind::Source,
];

/// Disagreements that name the record, above everything that rests on it.
pub(super) fn disagreements(ctx: &Reader<'_>, ix: Ix, out: &mut Vec<Block>) {
    let runs: Vec<Run> =
        disagreeing(ctx, ix).map(|record| Run::Link(item(record), ctx.name(record).to_owned())).collect();
    if !runs.is_empty() {
        out.push(Block::Disagreements(runs));
    }
}

fn disagreeing<'a>(ctx: &'a Reader<'_>, ix: Ix) -> impl Iterator<Item = &'a Record> {
    let links = ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::About);
    links.filter_map(|link| ctx.record(link.to)).filter(|record| record.kind == Kind::Discrepancy)
}

/// The records that concern a thing, by kind and each kind in the order of time.
pub(super) struct Concerns {
    of: Vec<(Kind, Vec<Ix>)>,
}

impl Concerns {
    /// What concerns the record, without what the page `tells` of already.
    pub(super) fn new(ctx: &Reader<'_>, ix: Ix, record: &Record, told: &[Ix]) -> Self {
        let mut rows = match record.kind {
            Kind::Source => citing(ctx, record),
            kind => referring(ctx, ix, kind),
        };
        if series::has_sessions(record.kind) {
            rows.extend(series::sessions_of(ctx, ix).into_iter().flat_map(|session| series::promises_of(ctx, session)));
        }
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|row| !told.contains(row));
        rows.sort_by_key(|row| by_begin(ctx.record(*row).and_then(|record| record.date.as_ref())));
        let of = |kind: Kind| {
            let is = |row: &Ix| ctx.record(*row).is_some_and(|record| record.kind == kind);
            (kind, rows.iter().copied().filter(is).collect::<Vec<Ix>>())
        };
        Self { of: ORDER.into_iter().map(of).filter(|(_, rows)| !rows.is_empty()).collect() }
    }

    fn rows(&self, kind: Kind) -> &[Ix] {
        self.of.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, rows)| rows)
    }

    /// "12 agreements · 9 promises, 4 open, the oldest 3 years · 2 disagreements of sources".
    pub(super) fn summary(&self, ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<Block>) {
        if record.kind.is_event() || matches!(record.kind, Kind::Source | Kind::Discrepancy) {
            return;
        }
        let mut parts: Vec<String> = self
            .of
            .iter()
            .filter(|(kind, _)| *kind != Kind::Topic)
            .map(|(kind, rows)| promise::tally(ctx, *kind, rows))
            .collect();
        let disagreements = disagreeing(ctx, ix).count();
        if disagreements > 0 {
            parts.push(ctx.words.with("tally-disagreements", &[("n", disagreements.into())]));
        }
        if !parts.is_empty() {
            out.push(Block::Summary { text: parts.join(" · ") });
        }
    }

    pub(super) fn blocks(&self, ctx: &Reader<'_>, record: &Record, out: &mut Vec<Block>) {
        for (kind, rows) in &self.of {
            if *kind == Kind::Commitment {
                promises(ctx, record, rows, out);
            } else {
                list(ctx, record, ctx.words.kinds(*kind), rows, out);
            }
            if *kind == Kind::Agreement && matches!(record.kind, Kind::Gate | Kind::Project) {
                people::signers(ctx, self.rows(Kind::Agreement), out);
            }
        }
    }
}

/// Those that are not told to be done first: what they ask is what the next meeting is about.
fn promises(ctx: &Reader<'_>, subject: &Record, rows: &[Ix], out: &mut Vec<Block>) {
    let (open, done): (Vec<Ix>, Vec<Ix>) = rows.iter().copied().partition(|ix| promise::is_open(ctx, *ix));
    let made = if series::has_sessions(subject.kind) { "promises-made" } else { "promises-open" };
    list(ctx, subject, ctx.words.t(made), &open, out);
    list(ctx, subject, ctx.words.t("promises-done"), &done, out);
}

fn list(ctx: &Reader<'_>, subject: &Record, title: &str, rows: &[Ix], out: &mut Vec<Block>) {
    if !rows.is_empty() {
        out.push(Block::Heading { text: title.to_owned(), count: Some(rows.len()) });
        out.extend(rows.iter().filter_map(|row| noted(ctx, subject, *row)).map(Block::Entry));
    }
}

/// A line of the list with what matters of it to somebody who reads about the subject.
fn noted(ctx: &Reader<'_>, subject: &Record, row: Ix) -> Option<Entry> {
    let record = ctx.record(row)?;
    let note = match record.kind {
        Kind::Commitment => promise::note(ctx, row),
        Kind::Meeting | Kind::Agreement if subject.kind == Kind::Person => people::part_in(ctx, subject, record),
        Kind::Agreement => {
            record.choice(Field::Standing).map(|word| ctx.words.word(word).to_owned()).unwrap_or_default()
        }
        Kind::Figure => record
            .number(Field::Value)
            .map(|value| number_in_words(ctx, record, Field::Value, value))
            .unwrap_or_default(),
        Kind::Project => latest(ctx, record, Field::History),
        Kind::Gate => latest(ctx, record, Field::Class),
        _ => String::new(),
    };
    Some(Entry { note, ..entry(ctx, row)? })
}

/// The last entry of a dated history: "Under way (November 2025)".
fn latest(ctx: &Reader<'_>, record: &Record, field: Field) -> String {
    let change = record.history(field).iter().filter(|change| change.date.is_some());
    let Some(change) = change.max_by_key(|change| by_begin(change.date.as_ref())) else { return String::new() };
    let state = ctx.words.word(change.value);
    let date = change.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default();
    ctx.words.with("promise-stated", &[("state", state.into()), ("date", date.into())])
}

/// What refers to the record, and for a place to anything that lies in it.
fn referring(ctx: &Reader<'_>, ix: Ix, kind: Kind) -> Vec<Ix> {
    let heart = if is_place(kind) { ctx.dataset.within(ix) } else { vec![ix] };
    let mut rows: Vec<Ix> = heart.iter().copied().filter(|inside| *inside != ix).collect();
    for inside in &heart {
        let back = ctx.dataset.back_links(*inside).iter().filter(|link| telling(link.field));
        rows.extend(back.map(|link| link.to).filter(|row| ctx.dataset.is_of(*row, *inside, ix)));
    }
    rows.retain(|row| *row != ix);
    rows
}

fn telling(field: Field) -> bool {
    field != Field::See
}

fn citing(ctx: &Reader<'_>, source: &Record) -> Vec<Ix> {
    let cites = |record: &Record| record.all_cites().iter().any(|cite| cite.source == source.id);
    ctx.dataset.rows().zip(ctx.dataset.records()).filter(|(_, record)| cites(record)).map(|(ix, _)| ix).collect()
}

/// What rests on one paragraph of a source: the records that cite it, and the very statements.
pub(super) fn paragraph(ctx: &Reader<'_>, source: &Record, number: u32, out: &mut Vec<Block>) {
    let title = ctx.words.with("details-paragraph", &[("number", number.into()), ("source", (&*source.id).into())]);
    let mut said = Vec::new();
    let mut rows = Vec::new();
    for (ix, record) in ctx.dataset.rows().zip(ctx.dataset.records()) {
        if cites_paragraph(&record.cite, &source.id, number) {
            rows.push(ix);
        }
        for one in statements_of(record).filter(|one| cites_paragraph(&one.cite, &source.id, number)) {
            said.push(in_context(ctx, statement(ctx, one), &record.id));
        }
    }
    out.push(Block::Heading { text: title, count: Some(rows.len() + said.len()) });
    out.extend(rows.into_iter().filter_map(|row| entry(ctx, row)).map(Block::Entry));
    out.extend(said);
}

/// A statement with the record it stands in.
fn in_context(ctx: &Reader<'_>, block: Block, id: &Id) -> Block {
    match block {
        Block::Statement { label, by, text, mut runs, cites } => {
            let name = ctx.dataset.by_id(id).map(|record| ctx.name(record).to_owned()).unwrap_or_default();
            runs.insert(0, Run::Link(Item::Record(Id::clone(id)), name));
            Block::Statement { label, by, text, runs, cites }
        }
        other => other,
    }
}
