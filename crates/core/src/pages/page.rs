//! What a page of details says, without a pixel.

use crate::dataset::Ix;
use crate::model::{Cite, Field, Id, Item, Kind, Moment, Record, Text, Value};

use super::{Reader, dossier, fields, people, promise, report, series};

/// Everything about one thing, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub item: Item,
    pub kind: Kind,
    /// The kind and form in words: "Meeting · early-spring meeting".
    pub eyebrow: String,
    pub title: String,
    /// The name in the other languages.
    pub other_names: Vec<String>,
    pub blocks: Vec<Block>,
}

/// A piece of text, or the name of something one can go to.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    Text(String),
    Link(Item, String),
}

/// One line of a list of records.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub ix: Ix,
    pub id: Id,
    pub kind: Kind,
    pub name: String,
    pub date: String,
    /// What the list wants said of it beside the date: how a promise stands, what part a person
    /// took. May be empty.
    pub note: String,
    /// Why a reader must be careful with it; empty where there is no reason.
    pub caution: String,
}

/// A step in the thread of a promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub kind: Kind,
    /// When it may have begun; none when it has no date.
    pub begin: Option<Moment>,
    pub date: String,
    /// The record, as a link.
    pub name: Run,
    /// How the matter stood then, in the words of the record; may be empty.
    pub state: String,
    /// What was said, or what changed; may be empty.
    pub text: String,
    /// Nobody says that the step belongs here: it was worked out.
    pub computed: bool,
    /// How the data links it, or by what it was worked out: "computed: same gate, same topic".
    pub by: Vec<Run>,
    pub caution: String,
    pub cites: Vec<Cite>,
}

/// Rows that are read against each other: the sessions of a mechanism, the holders of a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The heads of the columns. The first column says what its row is about, so that a narrow
    /// page may set the others below it, each with its head.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// As many cells as there are columns; an empty one says nothing.
    Cells { cells: Vec<Vec<Run>>, caution: String, cites: Vec<Cite> },
    /// A row of which nothing is known, and what to say of that; goes over all columns.
    Gap { text: String },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading {
        text: String,
        count: Option<usize>,
    },
    Paragraph {
        text: String,
        cites: Vec<Cite>,
    },
    /// The whole page in a line: how many of what, and how old.
    Summary {
        text: String,
    },
    /// Why a reader must be careful with the record: little confidence, and what of.
    Caution {
        text: String,
    },
    /// What a reader must know before relying on the record.
    Note {
        text: String,
    },
    /// The disagreements that concern the record.
    Disagreements(Vec<Run>),
    /// A labelled value.
    Line {
        label: String,
        runs: Vec<Run>,
        cites: Vec<Cite>,
    },
    /// What somebody said, agreed or reported.
    Statement {
        label: String,
        by: Vec<Run>,
        text: String,
        runs: Vec<Run>,
        cites: Vec<Cite>,
    },
    /// One entry of a dated history.
    Change {
        value: String,
        /// When it may have begun; none when that has no date.
        begin: Option<Moment>,
        date: String,
        text: String,
        cites: Vec<Cite>,
    },
    Entry(Entry),
    Step(Step),
    Table(Table),
    Cites(Vec<Cite>),
}

/// The page of an item; none when the dataset has no such record.
#[must_use]
pub fn page(ctx: &Reader<'_>, item: &Item) -> Option<Page> {
    let ix = ctx.dataset.ix(item.record())?;
    let record = ctx.record(ix)?;
    let mut blocks = Vec::new();
    if let Item::Paragraph { number, .. } = item {
        dossier::paragraph(ctx, record, *number, &mut blocks);
    }
    body(ctx, ix, record, &mut blocks);
    fields::extra(ctx, record, &mut blocks);
    if !record.cite.is_empty() {
        blocks.push(Block::Heading { text: ctx.words.t("details-sources").to_owned(), count: None });
        blocks.push(Block::Cites(record.cite.to_vec()));
    }
    Some(Page {
        item: item.clone(),
        kind: record.kind,
        eyebrow: eyebrow(ctx, record),
        title: ctx.name(record).to_owned(),
        other_names: other_names(&record.name, ctx.name(record)),
        blocks,
    })
}

/// What a reader asks first stands first: of a gate how it stands and what is promised about it,
/// of a mechanism its sessions, of a promise what became of it.
fn body(ctx: &Reader<'_>, ix: Ix, record: &Record, blocks: &mut Vec<Block>) {
    let mut told = Vec::new();
    let mut later = Vec::new();
    match record.kind {
        Kind::Commitment | Kind::Agreement => told = promise::thread(ctx, ix, record, &mut later),
        Kind::Mechanism => told = series::sessions_of(ctx, ix),
        _ => {}
    }
    let concerns = dossier::Concerns::new(ctx, ix, record, &told);
    concerns.summary(ctx, ix, record, blocks);
    head(ctx, record, blocks);
    taken_in(ctx, ix, blocks);
    dossier::disagreements(ctx, ix, blocks);
    match record.kind {
        Kind::Gate | Kind::Place => {
            fields::histories(ctx, record, blocks);
            concerns.blocks(ctx, record, blocks);
            people::posts_at(ctx, ix, record, blocks);
            fields::rest(ctx, record, blocks);
        }
        Kind::Mechanism => {
            series::sessions(ctx, ix, record, blocks);
            fields::rest(ctx, record, blocks);
            concerns.blocks(ctx, record, blocks);
        }
        _ => {
            if record.kind == Kind::Commitment {
                promise::standing_of(ctx, ix, blocks);
            }
            people::posts(ctx, record, blocks);
            people::posts_at(ctx, ix, record, blocks);
            fields::rest(ctx, record, blocks);
            blocks.append(&mut later);
            fields::histories(ctx, record, blocks);
            concerns.blocks(ctx, record, blocks);
        }
    }
}

fn eyebrow(ctx: &Reader<'_>, record: &Record) -> String {
    let form = record.choice(Field::Form).filter(|form| *form != "Other").map(|form| ctx.words.word(form));
    let standing = [Field::Status, Field::Standing, Field::State].into_iter().find_map(|field| record.choice(field));
    let mut parts = vec![ctx.words.kind(record.kind)];
    parts.extend(form);
    parts.extend(standing.map(|word| ctx.words.word(word)));
    // an agreement whose form is that it is one
    parts.dedup_by_key(|part| part.to_lowercase());
    parts.join(" · ")
}

/// The forms of a name beside the one that is shown.
fn other_names(name: &Text, shown: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for form in [&name.vi, &name.en, &name.zh] {
        if !form.is_empty() && **form != *shown && !names.iter().any(|name| **name == **form) {
            names.push(form.to_string());
        }
    }
    if let Some(last) = names.last_mut().filter(|last| ***last == *name.zh && !name.pinyin.is_empty()) {
        *last = format!("{last} ({})", name.pinyin);
    }
    names
}

fn head(ctx: &Reader<'_>, record: &Record, blocks: &mut Vec<Block>) {
    let lang = ctx.words.lang();
    if let Some(date) = &record.date {
        let text = format!("{}  ({date})", ctx.words.date(date));
        blocks.push(Block::Line { label: label(ctx, "date"), runs: vec![Run::Text(text)], cites: Vec::new() });
    }
    if !record.summary.is_empty() {
        blocks.push(Block::Paragraph { text: record.summary.get(lang).to_owned(), cites: record.cite.to_vec() });
    }
    blocks.extend(report::caution(ctx, record).map(|text| Block::Caution { text }));
    if !record.note.is_empty() {
        blocks.push(Block::Note { text: record.note.get(lang).to_owned() });
    }
    let aliases: Vec<_> = record.aliases.iter().map(|alias| alias.get(lang)).collect();
    if !aliases.is_empty() {
        let runs = vec![Run::Text(aliases.join(" · "))];
        blocks.push(Block::Line { label: label(ctx, "aliases"), runs, cites: Vec::new() });
    }
}

/// The units that became part of the place: their records are shown as its own.
fn taken_in(ctx: &Reader<'_>, ix: Ix, blocks: &mut Vec<Block>) {
    for back in ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::MergedInto) {
        let Some(part) = ctx.record(back.to) else { continue };
        let Some(Value::Merger(merger)) = part.get(Field::MergedInto) else { continue };
        let since = ctx.words.with("details-merged-on", &[("date", ctx.words.date(&merger.date).into())]);
        let runs = vec![link(ctx, &part.id), Run::Text(since)];
        let label = ctx.words.t("details-includes").to_owned();
        blocks.push(Block::Line { label, runs, cites: merger.cite.to_vec() });
    }
}

/// The label of a field in the interface language.
pub(super) fn label(ctx: &Reader<'_>, field: &str) -> String {
    ctx.words.field(field).to_owned()
}

/// A link to a record by its name, or the bare id where the dataset has none such.
pub(super) fn link(ctx: &Reader<'_>, id: &Id) -> Run {
    match ctx.dataset.by_id(id) {
        Some(record) => Run::Link(Item::Record(Id::clone(id)), ctx.name(record).to_owned()),
        None => Run::Text(id.to_string()),
    }
}

/// Links to several records.
pub(super) fn links(ctx: &Reader<'_>, ids: &[Id]) -> Vec<Run> {
    ids.iter().map(|id| link(ctx, id)).collect()
}

/// A record as a line of a list.
pub(super) fn entry(ctx: &Reader<'_>, ix: Ix) -> Option<Entry> {
    let record = ctx.record(ix)?;
    Some(Entry {
        ix,
        id: Id::clone(&record.id),
        kind: record.kind,
        name: ctx.name(record).to_owned(),
        date: record.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default(),
        note: String::new(),
        caution: report::caution(ctx, record).unwrap_or_default(),
    })
}
