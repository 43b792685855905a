//! What a page of details says, without a pixel.

use crate::dataset::Ix;
use crate::model::{Cite, Edtf, Field, Id, Item, Kind, Lang, Moment, Record, Text, Value};

use super::notes::Notes;
use super::report::cites_of;
use super::{Reader, body, report, state};

/// Everything about one thing, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub item: Item,
    pub kind: Kind,
    /// The kind and form in words, of a gate with its two sides: "Road gate · Cao Bằng – Guangxi".
    pub eyebrow: String,
    pub title: String,
    /// The name in the other languages.
    pub other_names: Vec<String>,
    /// How it stands now, the more telling first.
    pub pills: Vec<Pill>,
    pub blocks: Vec<PageBlock>,
    /// The numbers of its citations.
    pub notes: Notes,
}

/// A state in a few words, to stand out by its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pill {
    pub text: String,
    pub tone: StateTone,
}

/// What kind of state it is; the same colour for each everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StateTone {
    /// What a thing is, as against how it fares.
    Class,
    /// Done, open.
    Good,
    /// On the way.
    Moving,
    /// Nothing is known of what came of it, or it has not begun.
    Waiting,
    /// Stopped.
    Bad,
    /// Something later is told of it.
    Told,
    /// Said, and no more.
    Plain,
}

/// A part of a page that can be folded away; a person's choice holds for its kind on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageSection {
    Records(Kind),
    /// What is laid over the dataset.
    Mine,
    Agreed,
    Said,
    Terms,
    Seats,
    Thread,
    Series,
    Posts,
    History,
    Signers,
    Claims,
    Paragraph,
    Notes,
    Facts,
    Sources,
}

/// A piece of text, or the name of something one can go to.
#[derive(Clone, Debug, PartialEq)]
pub enum PageRun {
    Text(String),
    Link(Item, String),
    /// An address of the web.
    Url(String),
}

/// One line of a list of records.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEntry {
    pub ix: Ix,
    pub id: Id,
    pub kind: Kind,
    pub name: String,
    /// When it was, and of a promise who asked for it.
    pub date: String,
    /// The year alone, where space is short; of a span the first that is known.
    pub year: String,
    /// How it stands, where that is to stand out.
    pub pill: Option<Pill>,
    /// What the list wants said of it beside the date: who signed, who asked for it, what part a
    /// person took. May be empty.
    pub note: String,
    /// What the date and the note rest on.
    pub cites: Vec<Cite>,
    /// What it says of the subject of the page, or in short.
    pub said: Vec<CitedSentence>,
    /// Why a reader must be careful with it; empty where there is no reason.
    pub caution: String,
}

impl ListEntry {
    /// The state and the note, in one line.
    pub fn told(&self) -> String {
        let pill = self.pill.as_ref().map(|pill| pill.text.as_str());
        let parts = pill.into_iter().chain([self.note.as_str()]).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// A sentence with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedSentence {
    pub text: String,
    pub cites: Vec<Cite>,
}

/// A step in the thread of a promise.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseStep {
    pub kind: Kind,
    /// When it may have begun; none when it has no date.
    pub begin: Option<Moment>,
    pub date: String,
    /// The record, as a link.
    pub name: PageRun,
    /// How the matter stood then, in the words of the record; may be empty.
    pub state: String,
    /// What was said, or what changed; may be empty.
    pub text: String,
    /// Nobody says that the step belongs here: it was worked out.
    pub computed: bool,
    /// How the data links it, or by what it was worked out: "computed: same gate, same topic".
    pub by: Vec<PageRun>,
    pub caution: String,
    pub cites: Vec<Cite>,
}

/// Rows that are read against each other: the sessions of a mechanism, the holders of a post.
#[derive(Clone, Debug, PartialEq)]
pub struct PageTable {
    /// The heads of the columns. The first column says what its row is about, so that a narrow
    /// page may set the others below it, each with its head.
    pub columns: Vec<String>,
    pub rows: Vec<PageRow>,
}

/// A row of a table: its cells, or a gap.
#[derive(Clone, Debug, PartialEq)]
pub enum PageRow {
    /// As many cells as there are columns; an empty one says nothing.
    Cells { cells: Vec<Vec<PageRun>>, caution: String, cites: Vec<Cite> },
    /// A row of which nothing is known, and what to say of that; goes over all columns.
    Gap { text: String },
}

/// A piece of a page, one below the other.
#[derive(Clone, Debug, PartialEq)]
pub enum PageBlock {
    /// What comes up to the next heading is its section.
    Heading {
        section: PageSection,
        text: String,
        count: Option<usize>,
        /// What is said beside the count: "3 done". May be empty.
        aside: String,
        /// Whether the section is folded away until somebody asks for it.
        folded: bool,
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
    /// A labelled value.
    Line {
        label: String,
        runs: Vec<PageRun>,
        cites: Vec<Cite>,
    },
    /// What somebody said, agreed or reported.
    Statement {
        label: String,
        by: Vec<PageRun>,
        text: String,
        runs: Vec<PageRun>,
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
    Entry(ListEntry),
    Step(PromiseStep),
    Table(PageTable),
    /// A block that tells this of a promise. Painted as any other; a report in short leaves it out.
    OfPromise(PromiseRemark, Box<PageBlock>),
}

/// What is said of a promise beside its state and its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseRemark {
    /// How old it is.
    Age,
    /// That no later word is known.
    Silence,
    /// That steps were worked out and nobody says them.
    Computed,
}

/// The page of an item; none when the dataset has no such record.
pub fn page(ctx: &Reader<'_>, item: &Item) -> Option<Page> {
    let ix = ctx.dataset.ix(item.record())?;
    let record = ctx.record(ix)?;
    let mut blocks = Vec::new();
    let mut title = ctx.name(record).to_owned();
    if let Item::Paragraph { number, .. } = item {
        title = ctx.words.with("details-paragraph", &[("number", (*number).into()), ("source", title.into())]);
        body::paragraph(ctx, record, *number, &mut blocks);
    }
    body::body(ctx, ix, record, &mut blocks);
    let mut notes = Notes::default();
    for cites in blocks.iter().flat_map(cites_of) {
        notes.add(cites);
    }
    Some(Page {
        item: item.clone(),
        kind: record.kind,
        eyebrow: state::eyebrow(ctx, record),
        title,
        other_names: other_names(&record.name, ctx.name(record)).into_iter().chain(no_name(ctx, record)).collect(),
        pills: state::pills(ctx, ix, record),
        blocks,
        notes,
    })
}

/// A heading of a section.
pub(super) fn heading(section: PageSection, text: &str, count: usize, folded: bool) -> PageBlock {
    let count = Some(count).filter(|count| *count > 0);
    PageBlock::Heading { section, text: text.to_owned(), count, aside: String::new(), folded }
}

/// The forms of a name in the languages of the two sides, beside the one that is shown. English is
/// neither side's: it stands only where it is all there is.
pub(super) fn other_names(name: &Text, shown: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let english = if name.vi.is_empty() && name.zh.is_empty() { &*name.en } else { "" };
    for form in [&*name.vi, &*name.zh, english] {
        if !form.is_empty() && form != shown && !names.iter().any(|name| name == form) {
            names.push(form.to_string());
        }
    }
    if let Some(last) = names.last_mut().filter(|last| ***last == *name.zh && !name.pinyin.is_empty()) {
        *last = format!("{last} ({})", name.pinyin);
    }
    names
}

/// Tells that a name which has two languages has none in the reader's. A source is called as it calls itself.
fn no_name(ctx: &Reader<'_>, record: &Record) -> Option<String> {
    let lang = ctx.words.lang();
    let others = Lang::ALL.into_iter().filter(|other| *other != lang && !record.name.only(*other).is_empty()).count();
    let missing = record.name.only(lang).is_empty() && others > 1 && record.kind != Kind::Source;
    missing.then(|| ctx.words.t("details-no-name").to_owned())
}

/// The units that became part of the place: their records are shown as its own.
pub(super) fn taken_in(ctx: &Reader<'_>, ix: Ix, blocks: &mut Vec<PageBlock>) {
    for back in ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::MergedInto) {
        let Some(part) = ctx.record(back.to) else { continue };
        let Some(Value::Merger(merger)) = part.get(Field::MergedInto) else { continue };
        let since = ctx.words.with("details-merged-on", &[("date", ctx.words.date(&merger.date).into())]);
        let runs = vec![link(ctx, &part.id), PageRun::Text(since)];
        let label = ctx.words.t("details-includes").to_owned();
        blocks.push(PageBlock::Line { label, runs, cites: merger.cite.to_vec() });
    }
}

/// The label of a field in the interface language.
pub(super) fn label(ctx: &Reader<'_>, field: &str) -> String {
    ctx.words.field(field).to_owned()
}

/// A link to a record by its name; what the dataset does not have is said to be missing.
pub(super) fn link(ctx: &Reader<'_>, id: &Id) -> PageRun {
    match ctx.dataset.by_id(id) {
        Some(record) => PageRun::Link(Item::Record(Id::clone(id)), ctx.name(record).to_owned()),
        // an id is no name, and nothing that a reader could look up
        None => PageRun::Text(ctx.words.t("details-unknown").to_owned()),
    }
}

/// Links to several records.
pub(super) fn links(ctx: &Reader<'_>, ids: &[Id]) -> Vec<PageRun> {
    ids.iter().map(|id| link(ctx, id)).collect()
}

/// A record as a line of a list.
pub(super) fn entry(ctx: &Reader<'_>, ix: Ix) -> Option<ListEntry> {
    let record = ctx.record(ix)?;
    Some(ListEntry {
        ix,
        id: Id::clone(&record.id),
        kind: record.kind,
        name: ctx.name(record).to_owned(),
        date: record.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default(),
        year: record.date.as_ref().and_then(year).unwrap_or_default(),
        pill: None,
        note: String::new(),
        cites: Vec::new(),
        said: Vec::new(),
        caution: report::caution(ctx, record).unwrap_or_default(),
    })
}

fn year(date: &Edtf) -> Option<String> {
    let bounds = date.bounds();
    // an end is the moment after the last
    let known = bounds.earliest_start.or_else(|| bounds.latest_end.map(|end| Moment(end.0 - 1)))?;
    Some(known.ymd().0.to_string())
}
