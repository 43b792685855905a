//! The order of a page: first what the reader came for, then what serves whoever keeps the data,
//! folded away.
//!
//! Of a gate or province one asks what was agreed, promised and met about; of a meeting what came of
//! it and who sat there; of a promise how it stands; of a source where it can be read.

use crate::dataset::Ix;
use crate::model::parts::StatementKind;
use crate::model::{Field, Kind, Record};

use super::Reader;
use super::dossier::{self, Concerns};
use super::page::{PageBlock, PageSection, heading, link, taken_in};
use super::{fields, people, promise, report, series};

pub(super) fn body(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let low = record.choice(Field::Confidence) == Some("Low");
    let caution = report::caution(ctx, record).map(|text| PageBlock::Caution { text });
    let (above, below) = if low { (caution, None) } else { (None, caution) };
    out.extend(above);
    match record.kind {
        Kind::Gate | Kind::Place => place(ctx, ix, record, out),
        Kind::Meeting => meeting(ctx, ix, record, out),
        Kind::Agreement | Kind::Commitment => paper(ctx, ix, record, out),
        _ => other(ctx, ix, record, out),
    }
    notes(ctx, record, below, out);
    facts(ctx, record, out);
}

/// What was agreed, promised and met about it; everything else folded.
fn place(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let concerns = Concerns::new(ctx, ix, record, &[]);
    taken_in(ctx, ix, out);
    // what was agreed about a bridge or a route is often agreed about the gate that it is a part of
    let whole = record.link(Field::PartOf).filter(|_| record.kind == Kind::Gate);
    if let Some(whole) = whole {
        let label = ctx.words.field(Field::PartOf.name()).to_owned();
        out.push(PageBlock::Line { label, runs: vec![link(ctx, whole)], cites: Vec::new() });
    }
    concerns.open(ctx, record, out);
    if record.kind == Kind::Gate && whole.is_none() && !concerns.has(&[Kind::Agreement, Kind::Commitment]) {
        let text = ctx.words.t("details-none-agreed").to_owned();
        out.push(PageBlock::Paragraph { text, cites: Vec::new() });
    }
    concerns.mine(ctx, record, out);
    if record.kind == Kind::Gate {
        fields::gate_history(ctx, record, out);
    }
    people::posts_at(ctx, ix, record, out);
    concerns.folded(ctx, record, out);
    dossier::disagreements(ctx, ix, out);
}

/// What was agreed, promised and signed, and who sat across the table; then what was said.
fn meeting(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let concerns = Concerns::new(ctx, ix, record, &[]);
    fields::lead(ctx, record, out);
    fields::summary(ctx, record, out);
    let agreed = |kind: StatementKind| matches!(kind, StatementKind::Agreed | StatementKind::Term);
    fields::statements(ctx, record, PageSection::Agreed, "details-agreed", agreed, out);
    concerns.of_kinds(ctx, record, &[Kind::Commitment, Kind::Agreement], out);
    fields::seats(ctx, record, out);
    let said = |kind: StatementKind| !agreed(kind) && kind != StatementKind::Missing;
    fields::statements(ctx, record, PageSection::Said, "field-statements", said, out);
    concerns.rest(ctx, record, &[Kind::Commitment, Kind::Agreement], out);
    concerns.mine(ctx, record, out);
    dossier::disagreements(ctx, ix, out);
}

/// What it says, who is to do it, and what came of it.
fn paper(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let mut later = Vec::new();
    let told = promise::thread(ctx, ix, record, &mut later);
    let concerns = Concerns::new(ctx, ix, record, &told);
    fields::lead(ctx, record, out);
    promise::age_line(ctx, ix, out);
    fields::summary(ctx, record, out);
    fields::statements(ctx, record, PageSection::Terms, "field-terms", |_| true, out);
    if record.kind == Kind::Agreement {
        concerns.of_kinds(ctx, record, &[Kind::Commitment], out);
    }
    out.append(&mut later);
    fields::seats(ctx, record, out);
    let shown: &[Kind] = if record.kind == Kind::Agreement { &[Kind::Commitment] } else { &[] };
    concerns.rest(ctx, record, shown, out);
    concerns.mine(ctx, record, out);
    dossier::disagreements(ctx, ix, out);
}

fn other(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) {
    let told = if record.kind == Kind::Mechanism { series::sessions_of(ctx, ix) } else { Vec::new() };
    let concerns = Concerns::new(ctx, ix, record, &told);
    fields::lead(ctx, record, out);
    fields::summary(ctx, record, out);
    if record.kind == Kind::Mechanism {
        series::sessions(ctx, ix, record, out);
    }
    fields::histories(ctx, record, out);
    fields::claims(ctx, record, out);
    people::posts(ctx, record, out);
    people::posts_at(ctx, ix, record, out);
    fields::statements(ctx, record, PageSection::Said, "field-statements", |kind| kind != StatementKind::Missing, out);
    concerns.open(ctx, record, out);
    concerns.mine(ctx, record, out);
    concerns.folded(ctx, record, out);
    dossier::disagreements(ctx, ix, out);
}

/// What whoever keeps the data says of the record: what is inferred, what the sources leave open.
fn notes(ctx: &Reader<'_>, record: &Record, caution: Option<PageBlock>, out: &mut Vec<PageBlock>) {
    let mut notes: Vec<PageBlock> = caution.into_iter().collect();
    if !record.note.is_empty() {
        notes.push(PageBlock::Note { text: record.note.get(ctx.words.lang()).to_owned() });
    }
    // what is missing of a series stands with the series
    if record.kind != Kind::Mechanism {
        let missing = fields::statements_of(record).filter(|one| one.kind == StatementKind::Missing);
        notes.extend(missing.map(|one| fields::statement(ctx, one)));
    }
    if !notes.is_empty() {
        out.push(heading(PageSection::Notes, ctx.words.t("details-notes"), notes.len(), true));
        out.append(&mut notes);
    }
}

/// The rest of the record, a line each.
fn facts(ctx: &Reader<'_>, record: &Record, out: &mut Vec<PageBlock>) {
    let mut lines = Vec::new();
    if fields::is_place(record.kind) {
        fields::summary(ctx, record, &mut lines);
    }
    if matches!(record.kind, Kind::Meeting | Kind::Agreement) {
        fields::about(ctx, record, &mut lines);
    }
    fields::rest(ctx, record, &mut lines);
    fields::extra(record, &mut lines);
    if !lines.is_empty() {
        let key = if fields::is_place(record.kind) { "details-position" } else { "details-facts" };
        out.push(heading(PageSection::Facts, ctx.words.t(key), lines.len(), true));
        out.append(&mut lines);
    }
}

/// What rests on one paragraph of a source stands above the page of the source.
pub(super) fn paragraph(ctx: &Reader<'_>, source: &Record, number: u32, out: &mut Vec<PageBlock>) {
    fields::first_fields(ctx, source, out);
    dossier::paragraph(ctx, source, number, out);
}
