//! What the rest of the dataset says about a thing: for a gate or province its agreements,
//! meetings and promises, for a person the meetings, for a source what rests on it.

use crate::dataset::Ix;
use crate::model::{Field, Id, Item, Kind, Record};

use super::Reader;
use super::fields::{cites_paragraph, is_place, item, statement, statements_of};
use super::page::{Block, Run, entry};

/// Kinds in the order in which somebody preparing for a meeting asks for them.
const ORDER: [Kind; 13] = [
    Kind::Agreement,
    Kind::Commitment,
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
    let links = ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::About);
    let records = links.filter_map(|link| ctx.record(link.to)).filter(|record| record.kind == Kind::Discrepancy);
    let runs: Vec<Run> = records.map(|record| Run::Link(item(record), ctx.name(record).to_owned())).collect();
    if !runs.is_empty() {
        out.push(Block::Disagreements(runs));
    }
}

/// The records that concern this one, by kind.
pub(super) fn concerning(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<Block>) {
    let rows = if record.kind == Kind::Source { citing(ctx, record) } else { referring(ctx, ix, record.kind) };
    for kind in ORDER {
        let mut of_kind: Vec<Ix> =
            rows.iter().copied().filter(|row| ctx.record(*row).is_some_and(|r| r.kind == kind)).collect();
        if of_kind.is_empty() {
            continue;
        }
        of_kind.sort_by_key(|row| by_time(ctx, *row));
        out.push(Block::Heading { text: ctx.words.kinds(kind).to_owned(), count: Some(of_kind.len()) });
        out.extend(of_kind.into_iter().filter_map(|row| entry(ctx, row)).map(Block::Entry));
    }
}

/// Dated ones in the order of time, then those without a date.
fn by_time(ctx: &Reader<'_>, ix: Ix) -> (bool, Option<crate::model::Moment>) {
    let from = ctx.dataset.bounds(ix).and_then(|bounds| bounds.possible().from);
    (ctx.dataset.bounds(ix).is_none(), from)
}

/// What refers to the record, and for a place to anything that lies in it.
fn referring(ctx: &Reader<'_>, ix: Ix, kind: Kind) -> Vec<Ix> {
    let heart = if is_place(kind) { ctx.dataset.within(ix) } else { vec![ix] };
    let mut rows: Vec<Ix> = heart.iter().copied().filter(|inside| *inside != ix).collect();
    for inside in &heart {
        let back = ctx.dataset.back_links(*inside).iter().filter(|link| telling(link.field));
        rows.extend(back.map(|link| link.to));
    }
    rows.sort_unstable();
    rows.dedup();
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
