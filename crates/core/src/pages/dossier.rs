//! What the rest of the dataset says about a thing: for a gate or province its agreements,
//! meetings and promises, for a person the meetings, for a source what rests on it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::dataset::Ix;
use crate::model::parts::{Role, Statement};
use crate::model::{Cite, Field, Id, Item, Kind, Record};
use crate::promises::{Basis, PromiseStatus, standing};

use super::Reader;
use super::fields::{cites_paragraph, is_place, number_in_words, plain_cites, statement, statements_of};
use super::page::{CitedSentence, ListEntry, PageBlock, PageRun, PageSection, entry, heading};
use super::state::{self, newest};
use super::{people, series};

/// Kinds in the order in which somebody preparing for a meeting asks for them.
const ORDER: [Kind; 13] = [
    Kind::Agreement,
    Kind::Commitment,
    Kind::Meeting,
    Kind::Gate,
    Kind::Project,
    Kind::Milestone,
    Kind::Figure,
    Kind::Place,
    Kind::Mechanism,
    Kind::Person,
    Kind::Organisation,
    Kind::Topic,
    Kind::Source,
];

/// Disagreements that name the record, folded.
pub(super) fn disagreements(ctx: &Reader<'_>, ix: Ix, out: &mut Vec<PageBlock>) {
    let links = ctx.dataset.back_links(ix).iter().filter(|link| link.field == Field::About);
    let rows: Vec<Ix> =
        links.map(|link| link.to).filter(|to| ctx.dataset.kind(*to) == Some(Kind::Discrepancy)).collect();
    if !rows.is_empty() {
        let section = PageSection::Records(Kind::Discrepancy);
        out.push(heading(section, ctx.words.t("details-disagree"), rows.len(), true));
        out.extend(rows.into_iter().filter_map(|row| entry(ctx, row)).map(PageBlock::Entry));
    }
}

/// The records that concern a thing, by kind and each kind with the newest first.
pub(super) struct Concerns {
    of: Vec<(Kind, Vec<Ix>)>,
    /// What is laid over the dataset, which stands apart.
    mine: Vec<Ix>,
    /// The thing with what lies in it; of what is no place, itself.
    heart: Vec<Ix>,
}

impl Concerns {
    /// What concerns the record, without what the page tells of already.
    pub(super) fn new(ctx: &Reader<'_>, ix: Ix, record: &Record, told: &[Ix]) -> Self {
        let heart = if is_place(record.kind) { ctx.dataset.within(ix) } else { vec![ix] };
        let mut rows = match record.kind {
            Kind::Source => citing(ctx, record),
            _ => referring(ctx, ix, &heart),
        };
        if series::has_sessions(record.kind) {
            rows.extend(series::sessions_of(ctx, ix).into_iter().flat_map(|session| series::promises_of(ctx, session)));
        }
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|row| !told.contains(row));
        rows.sort_by_key(|row| newest(ctx.record(*row).and_then(|record| record.date.as_ref())));
        let apart = |row: &mut Ix| !ctx.dataset.is_laid(ix) && ctx.dataset.is_laid(*row);
        let mine = rows.extract_if(.., apart).collect();
        let of = |kind: Kind| {
            let is = |row: &Ix| ctx.dataset.kind(*row) == Some(kind);
            (kind, rows.iter().copied().filter(is).collect::<Vec<Ix>>())
        };
        Self { of: ORDER.into_iter().map(of).filter(|(_, rows)| !rows.is_empty()).collect(), mine, heart }
    }

    /// What a person's own files say of it, whatever it is, each with the name of its layer.
    pub(super) fn mine(&self, ctx: &Reader<'_>, subject: &Record, out: &mut Vec<PageBlock>) {
        if self.mine.is_empty() {
            return;
        }
        out.push(heading(PageSection::Mine, ctx.words.t("details-mine"), self.mine.len(), false));
        let entry = |row: &Ix| {
            let layer = ctx.dataset.layer_of(*row).map(|layer| layer.name.as_str()).unwrap_or_default();
            let entry = self.noted(ctx, subject, *row)?;
            let parts = [entry.note.as_str(), layer].into_iter().filter(|part| !part.is_empty());
            Some(ListEntry { note: parts.collect::<Vec<_>>().join(" · "), ..entry })
        };
        out.extend(self.mine.iter().filter_map(entry).map(PageBlock::Entry));
    }

    /// Whether anything of these kinds concerns it.
    pub(super) fn has(&self, kinds: &[Kind]) -> bool {
        self.of.iter().any(|(kind, _)| kinds.contains(kind))
    }

    /// What somebody came for.
    pub(super) fn open(&self, ctx: &Reader<'_>, subject: &Record, out: &mut Vec<PageBlock>) {
        self.lists(ctx, subject, |kind| is_open(subject.kind, kind), out);
    }

    /// What else there is, folded.
    pub(super) fn folded(&self, ctx: &Reader<'_>, subject: &Record, out: &mut Vec<PageBlock>) {
        self.lists(ctx, subject, |kind| !is_open(subject.kind, kind), out);
    }

    pub(super) fn of_kinds(&self, ctx: &Reader<'_>, subject: &Record, kinds: &[Kind], out: &mut Vec<PageBlock>) {
        self.lists(ctx, subject, |kind| kinds.contains(&kind), out);
    }

    /// All but these kinds, the open ones first.
    pub(super) fn rest(&self, ctx: &Reader<'_>, subject: &Record, shown: &[Kind], out: &mut Vec<PageBlock>) {
        self.lists(ctx, subject, |kind| is_open(subject.kind, kind) && !shown.contains(&kind), out);
        self.lists(ctx, subject, |kind| !is_open(subject.kind, kind) && !shown.contains(&kind), out);
    }

    fn lists(&self, ctx: &Reader<'_>, subject: &Record, wanted: impl Fn(Kind) -> bool, out: &mut Vec<PageBlock>) {
        for (kind, rows) in self.of.iter().filter(|(kind, _)| wanted(*kind)) {
            if *kind == Kind::Commitment {
                self.promises(ctx, subject, rows, out);
                continue;
            }
            let folded = !is_open(subject.kind, *kind);
            out.push(heading(PageSection::Records(*kind), ctx.words.kinds(*kind), rows.len(), folded));
            out.extend(rows.iter().filter_map(|row| self.noted(ctx, subject, *row)).map(PageBlock::Entry));
        }
    }

    /// By how they stand, those that are not told to be done first: what they ask is what the next
    /// meeting is about.
    fn promises(&self, ctx: &Reader<'_>, subject: &Record, rows: &[Ix], out: &mut Vec<PageBlock>) {
        let mut by_state: BTreeMap<(bool, Reverse<PromiseStatus>), Vec<Ix>> = BTreeMap::new();
        for (row, state) in rows.iter().filter_map(|row| Some((*row, standing(ctx.dataset, *row)?.state))) {
            by_state.entry((!state.is_open(), Reverse(state))).or_default().push(row);
        }
        let done = by_state.get(&(true, Reverse(PromiseStatus::Done))).map_or(0, Vec::len);
        let aside = if done == 0 { String::new() } else { ctx.words.with("promises-done", &[("n", done.into())]) };
        out.push(PageBlock::Heading {
            section: PageSection::Records(Kind::Commitment),
            text: ctx.words.kinds(Kind::Commitment).to_owned(),
            count: Some(rows.len()),
            aside,
            folded: false,
        });
        let rows = by_state.into_values().flatten();
        out.extend(rows.filter_map(|row| self.noted(ctx, subject, row)).map(PageBlock::Entry));
    }

    /// A line of the list with what matters of it to somebody who reads about the subject.
    fn noted(&self, ctx: &Reader<'_>, subject: &Record, row: Ix) -> Option<ListEntry> {
        let record = ctx.record(row)?;
        let entry = entry(ctx, row)?;
        let person = || people::part_in(ctx, subject, record);
        Some(match record.kind {
            Kind::Meeting | Kind::Agreement if subject.kind == Kind::Person => ListEntry { note: person(), ..entry },
            Kind::Agreement => self.paper(ctx, subject, row, record, entry),
            Kind::Commitment => promised(ctx, row, record, entry),
            Kind::Meeting => {
                let note = names(ctx, record.ids(Field::Venues));
                ListEntry { pill: state::meeting(ctx, record), note, cites: first_cite(ctx, record), ..entry }
            }
            Kind::Project => ListEntry { pill: state::project(ctx, record), ..entry },
            Kind::Gate => ListEntry { pill: state::class(ctx, record), ..entry },
            Kind::Figure => ListEntry { note: figure(ctx, record), cites: first_cite(ctx, record), ..entry },
            _ => entry,
        })
    }

    /// An agreement with who signed it and what it says about the subject.
    fn paper(&self, ctx: &Reader<'_>, subject: &Record, row: Ix, record: &Record, entry: ListEntry) -> ListEntry {
        let signers = || record.seats().iter().filter(|seat| seat.role == Role::Sign);
        let who: Vec<String> =
            signers().filter_map(|seat| ctx.dataset.by_id(&seat.who)).map(|who| ctx.name(who).to_owned()).collect();
        let note = if who.is_empty() {
            String::new()
        } else {
            ctx.words.with("entry-signed", &[("who", ctx.words.join(&who).into())])
        };
        let mut cites: Vec<Cite> = signers().flat_map(|seat| seat.cite.iter().cloned()).collect();
        if cites.is_empty() {
            cites = first_cite(ctx, record);
        }
        let mut said = if is_place(subject.kind) { self.said_in(ctx, subject, row, record) } else { Vec::new() };
        if said.is_empty() && !record.summary.is_empty() {
            let text = record.summary.get(ctx.words.lang()).to_owned();
            said.push(CitedSentence { text, cites: plain_cites(ctx, &record.cite) });
        }
        ListEntry { pill: state::paper(ctx, record), note, cites, said, ..entry }
    }

    /// What the paper says about the place or what lies in it: its terms, and what was promised in
    /// it.
    fn said_in(&self, ctx: &Reader<'_>, subject: &Record, row: Ix, record: &Record) -> Vec<CitedSentence> {
        let lang = ctx.words.lang();
        let about = |ids: &[Id], of: &[Ix]| ids.iter().filter_map(|id| ctx.dataset.ix(id)).any(|ix| of.contains(&ix));
        let terms = |of: &[Ix]| -> Vec<CitedSentence> {
            let terms = statements_of(record).filter(|one: &&Statement| about(&one.about, of));
            terms.map(|one| CitedSentence { text: one.text.get(lang).to_owned(), cites: one.cite.to_vec() }).collect()
        };
        let made = |of: &[Ix]| -> Vec<CitedSentence> {
            let made = ctx.dataset.back_links(row).iter().filter(|link| link.field == Field::UndertakenAt);
            let made = made.filter_map(|link| ctx.record(link.to)).filter(|promise| about(&promise.about, of));
            let said = made.map(|promise| CitedSentence {
                text: format!("{}{}", ctx.name(promise), ctx.words.t("sentence-end")),
                cites: promise.cite.to_vec(),
            });
            said.collect()
        };
        // what it says of a part stands for the whole only where it says nothing of the whole
        let own: Vec<Ix> = ctx.dataset.ix(&subject.id).into_iter().collect();
        let told = |of: &[Ix]| Some(terms(of)).filter(|terms| !terms.is_empty()).unwrap_or_else(|| made(of));
        Some(told(&own)).filter(|said| !said.is_empty()).unwrap_or_else(|| told(&self.heart))
    }
}

/// Whether lists of a kind stand open on the page of a subject.
fn is_open(subject: Kind, kind: Kind) -> bool {
    match kind {
        Kind::Agreement | Kind::Commitment | Kind::Meeting | Kind::Project => true,
        Kind::Gate => subject == Kind::Place,
        Kind::Milestone => !is_place(subject),
        _ => false,
    }
}

/// A promise with how it stands, when it was made, who asked for it and who is to do it.
pub(super) fn promised(ctx: &Reader<'_>, row: Ix, record: &Record, entry: ListEntry) -> ListEntry {
    let proposers: Vec<&Id> = record.proposals().iter().map(|proposal| &proposal.who).collect();
    let named = |ids: &mut dyn Iterator<Item = &Id>| -> Vec<String> {
        ids.filter_map(|id| ctx.dataset.by_id(id)).map(|who| ctx.name(who).to_owned()).collect()
    };
    let asked = named(&mut proposers.iter().copied());
    let doing = named(&mut record.ids(Field::By).iter());
    let say = |key: &str, who: Vec<String>| ctx.words.with(key, &[("who", ctx.words.join(&who).into())]);
    let asked = (!asked.is_empty()).then(|| say("entry-proposed", asked));
    let doing = (!doing.is_empty()).then(|| say("entry-does", doing));
    let made = state::made(ctx, record).map(str::to_owned).filter(|_| asked.is_none());
    // what took it up is all that is told of what became of it
    let later = match standing(ctx.dataset, row).map(|standing| standing.basis) {
        Some(Basis::TakenUp(later)) => ctx.record(later).map(|later| ctx.name(later).to_owned()),
        _ => None,
    };
    let later = later.map(|name| ctx.words.with("entry-later", &[("what", name.into())]));
    let mut parts = [made, asked, doing, later].into_iter().flatten();
    let first = parts.next().unwrap_or_default();
    let date = [first, entry.date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let note = parts.collect::<Vec<_>>().join(" · ");
    ListEntry { pill: state::promise(ctx, row), date, note, cites: first_cite(ctx, record), ..entry }
}

/// The value of a figure, as its source has it.
fn figure(ctx: &Reader<'_>, record: &Record) -> String {
    record.number(Field::Value).map(|value| number_in_words(ctx, record, Field::Value, value)).unwrap_or_default()
}

/// What a line rests on: the first citation stands for all that the record's own page gives.
fn first_cite(ctx: &Reader<'_>, record: &Record) -> Vec<Cite> {
    plain_cites(ctx, &record.cite).into_iter().take(1).collect()
}

fn names(ctx: &Reader<'_>, ids: &[Id]) -> String {
    let names = ids.iter().filter_map(|id| ctx.dataset.by_id(id)).map(|place| ctx.name(place).to_owned());
    ctx.words.join(&names.collect::<Vec<_>>())
}

/// What refers to the record, and for a place to anything that lies in it.
fn referring(ctx: &Reader<'_>, ix: Ix, heart: &[Ix]) -> Vec<Ix> {
    let mut rows: Vec<Ix> = heart.iter().copied().filter(|inside| *inside != ix).collect();
    for inside in heart {
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
pub(super) fn paragraph(ctx: &Reader<'_>, source: &Record, number: u32, out: &mut Vec<PageBlock>) {
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
    let title = ctx.words.t("details-rests");
    out.push(heading(PageSection::Paragraph, title, rows.len() + said.len(), false));
    out.extend(rows.into_iter().filter_map(|row| entry(ctx, row)).map(PageBlock::Entry));
    out.extend(said);
}

/// A statement with the record it stands in.
fn in_context(ctx: &Reader<'_>, block: PageBlock, id: &Id) -> PageBlock {
    match block {
        PageBlock::Statement { label, by, text, mut runs, cites } => {
            let name = ctx.dataset.by_id(id).map(|record| ctx.name(record).to_owned()).unwrap_or_default();
            runs.insert(0, PageRun::Link(Item::Record(Id::clone(id)), name));
            PageBlock::Statement { label, by, text, runs, cites }
        }
        other => other,
    }
}
