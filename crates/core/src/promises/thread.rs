//! The records that have to do with a promise, in the order of time.

use std::collections::BTreeMap;

use crate::dataset::{Dataset, Ix};
use crate::model::parts::{Change, Statement};
use crate::model::{Bounds, Cite, Edtf, Field, Id, Kind, Moment, Record};

use super::age::made;
use super::link::{InCommon, LinkBasis, both, tells_subject, things, topics};
use super::standing::{PromiseStanding, standing};

/// What became of a promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread<'a> {
    pub standing: PromiseStanding<'a>,
    /// In the order of time, those without a date last. What the data says came before it is in.
    pub steps: Vec<ThreadStep>,
}

/// One later record, or entry of a record's history.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadStep {
    pub ix: Ix,
    pub part: RecordPart,
    pub by: LinkBasis,
    /// When it may have begun.
    pub from: Option<Moment>,
}

/// Which part of a record the step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordPart {
    Whole,
    /// This entry of a dated history.
    Change(Field, usize),
    /// These statements of the record, by field and number.
    Statements(Vec<(Field, usize)>),
}

impl ThreadStep {
    /// Whether it is what the data says the promise follows up, which came before it.
    pub fn is_forerunner(&self) -> bool {
        is_forerunner(&self.by)
    }

    /// The entry of a history that the step is.
    pub fn change<'a>(&self, dataset: &'a Dataset) -> Option<&'a Change> {
        match self.part {
            RecordPart::Change(field, at) => dataset.record(self.ix)?.history(field).get(at),
            RecordPart::Whole | RecordPart::Statements(_) => None,
        }
    }

    /// The statements that the step is.
    pub fn statements<'a>(&'a self, dataset: &'a Dataset) -> impl Iterator<Item = &'a Statement> {
        let list: &[(Field, usize)] = if let RecordPart::Statements(list) = &self.part { list } else { &[] };
        let record = dataset.record(self.ix);
        list.iter().filter_map(move |(field, at)| record?.statements(*field).get(*at))
    }

    /// The date of the step as its source gives it.
    pub fn date<'a>(&self, dataset: &'a Dataset) -> Option<&'a Edtf> {
        match self.part {
            RecordPart::Change(..) => self.change(dataset)?.date.as_ref(),
            RecordPart::Whole | RecordPart::Statements(_) => dataset.record(self.ix)?.date.as_ref(),
        }
    }

    /// What the step rests on.
    pub fn cites<'a>(&'a self, dataset: &'a Dataset) -> Vec<&'a Cite> {
        if let Some(change) = self.change(dataset) {
            return change.cite.iter().collect();
        }
        let said: Vec<&Cite> = self.statements(dataset).flat_map(|statement| &statement.cite).collect();
        if said.is_empty() { dataset.record(self.ix).map_or(Vec::new(), |r| r.cite.iter().collect()) } else { said }
    }
}

impl<'a> Thread<'a> {
    /// The thread of a promise; none for what is no promise. Costs what is linked with the things
    /// that the promise is about.
    pub fn of_promise(dataset: &'a Dataset, ix: Ix) -> Option<Self> {
        let standing = standing(dataset, ix)?;
        let promise = Promise::new(dataset, ix)?;
        let mut steps = promise.said();
        promise.computed(&mut steps);
        // once it is told to be done, nothing later is looked for
        if let Some(done) =
            standing.date.filter(|_| !standing.state.is_open()).and_then(|date| date.bounds().latest_end)
        {
            steps.retain(|step| step.by.is_said() || step.from.is_none_or(|from| from < done));
        }
        steps.sort_by_key(|step| (step.from.is_none(), step.from, step.ix));
        Some(Self { standing, steps })
    }

    /// The steps that the data links with the promise and that may tell what became of it.
    pub fn words(&self) -> impl Iterator<Item = &ThreadStep> {
        self.steps.iter().filter(|step| step.by.is_word())
    }
}

/// The last that the data links with the promise and that may tell what became of it.
pub(super) fn later_word(dataset: &Dataset, ix: Ix) -> Option<ThreadStep> {
    let said = Promise::new(dataset, ix)?.said();
    let later = said.into_iter().filter(|step| step.by.is_word() && !is_forerunner(&step.by));
    later.max_by_key(|step| step.from)
}

/// Whether the promise follows the record up, not the record the promise.
fn is_forerunner(by: &LinkBasis) -> bool {
    matches!(by, LinkBasis::Said { field: Field::FollowedBy, back: true })
}

/// A promise while its thread is worked out.
struct Promise<'a> {
    dataset: &'a Dataset,
    ix: Ix,
    record: &'a Record,
    /// What begins from this moment on is surely later; none without a date.
    after: Option<Moment>,
}

impl<'a> Promise<'a> {
    fn new(dataset: &'a Dataset, ix: Ix) -> Option<Self> {
        let record = dataset.record(ix)?;
        let interval = record.date.as_ref().is_some_and(Edtf::is_interval);
        let after = made(dataset, ix).and_then(|made| if interval { made.latest_start } else { made.latest_end });
        Some(Self { dataset, ix, record, after })
    }

    fn is_later(&self, bounds: Option<Bounds>) -> bool {
        matches!((bounds.and_then(|bounds| bounds.earliest_start), self.after), (Some(from), Some(after)) if from >= after)
    }

    /// What the data links: the promise's own history, what follows it up or went before it, and
    /// what else names it or is named by it and is surely later.
    fn said(&self) -> Vec<ThreadStep> {
        let mut found: BTreeMap<Ix, LinkBasis> = BTreeMap::new();
        let mut keep = |ix: Ix, field: Field, back: bool| {
            let link = LinkBasis::Said { field, back };
            let known = found.entry(ix).or_insert_with(|| link.clone());
            if field == Field::FollowedBy || (!known.is_word() && link.is_word()) {
                *known = link;
            }
        };
        let ways = [(self.dataset.links(self.ix), false), (self.dataset.back_links(self.ix), true)];
        for (link, back) in ways.into_iter().flat_map(|(links, back)| links.iter().map(move |link| (link, back))) {
            if self.is_linked(link.field, link.to, back) {
                keep(link.to, link.field, back);
            }
        }
        let own = LinkBasis::Said { field: Field::History, back: false };
        let mut steps = self.changes(self.ix, Field::History, false, &own);
        for (ix, by) in found {
            self.step_of(ix, by, &mut steps);
        }
        self.of_projects(&mut steps);
        steps
    }

    fn is_linked(&self, field: Field, to: Ix, back: bool) -> bool {
        match field {
            Field::FollowedBy => true,
            // the occasion on which it was made is where the thread begins
            Field::UndertakenAt | Field::SignedAt if !back => false,
            // a project tells its own story, and a figure measures
            _ => {
                let teller =
                    self.dataset.record(to).is_some_and(|record| takes_part(record) && record.kind != Kind::Project);
                teller && self.is_later(self.dataset.bounds(to))
            }
        }
    }

    fn is_project(&self, ix: Ix) -> bool {
        self.dataset.record(ix).is_some_and(|record| record.kind == Kind::Project)
    }

    /// A project that is linked tells its story entry by entry.
    fn step_of(&self, ix: Ix, by: LinkBasis, steps: &mut Vec<ThreadStep>) {
        let before = steps.len();
        if self.is_project(ix) {
            steps.extend(self.changes(ix, Field::History, true, &by));
        }
        if steps.len() == before {
            steps.push(self.whole(ix, by));
        }
    }

    /// What came of the projects that the promise is about.
    fn of_projects(&self, steps: &mut Vec<ThreadStep>) {
        for link in self.dataset.links(self.ix).iter().filter(|link| link.field == Field::About) {
            if self.is_project(link.to) && !steps.iter().any(|step| step.ix == link.to) {
                let by = LinkBasis::Said { field: Field::About, back: false };
                steps.extend(self.changes(link.to, Field::History, true, &by));
            }
        }
    }

    /// The entries of a history; only those that are surely later where `later` asks for it.
    fn changes(&self, ix: Ix, field: Field, later: bool, by: &LinkBasis) -> Vec<ThreadStep> {
        let list = self.dataset.record(ix).map_or(&[][..], |record| record.history(field));
        let step = |(at, change): (usize, &Change)| {
            let bounds = change.date.as_ref().map(Edtf::bounds);
            let from = bounds.and_then(|bounds| bounds.earliest_start);
            let wanted = !later || self.is_later(bounds);
            wanted.then(|| ThreadStep { ix, part: RecordPart::Change(field, at), by: by.clone(), from })
        };
        list.iter().enumerate().filter_map(step).collect()
    }

    fn whole(&self, ix: Ix, by: LinkBasis) -> ThreadStep {
        let from = self.dataset.bounds(ix).and_then(|bounds| bounds.earliest_start);
        ThreadStep { ix, part: RecordPart::Whole, by, from }
    }

    /// What is surely later, about the same thing and of a shared topic; the later class and
    /// status of its gates; and what later sessions of the same mechanism took on of its topics.
    fn computed(&self, steps: &mut Vec<ThreadStep>) {
        if self.after.is_none() {
            return;
        }
        let (things, topics) = (things(self.dataset, self.ix), topics(self.dataset, self.ix));
        let known: Vec<Ix> = steps.iter().map(|step| step.ix).collect();
        let mut found: BTreeMap<Ix, Vec<Ix>> = BTreeMap::new();
        for thing in &things {
            let back = self.dataset.back_links(*thing).iter().filter(|link| tells_subject(link.field));
            for link in back.filter(|link| link.to != self.ix && !known.contains(&link.to)) {
                let list = found.entry(link.to).or_default();
                if list.last() != Some(thing) {
                    list.push(*thing);
                }
            }
            self.of_gate(*thing, steps);
        }
        for (ix, shared) in &found {
            steps.extend(self.about_the_same(*ix, shared, &topics));
        }
        self.of_mechanism(&topics, &known, &found, steps);
    }

    /// What changed at a gate; that a source once more sees it as it was is no change.
    fn of_gate(&self, thing: Ix, steps: &mut Vec<ThreadStep>) {
        let by = LinkBasis::Computed(InCommon { things: vec![thing], topics: Vec::new() });
        for field in [Field::Class, Field::Status] {
            let mut all = self.changes(thing, field, false, &by);
            all.sort_by_key(|step| step.from);
            let value = |step: &ThreadStep| step.change(self.dataset).map(|change| change.value);
            let earlier: Vec<_> = std::iter::once(None).chain(all.iter().map(value)).collect();
            let news =
                all.into_iter().zip(earlier).filter(|(step, before)| value(step) != *before).map(|(step, _)| step);
            steps.extend(news.filter(|step| step.from >= self.after));
        }
    }

    fn about_the_same(&self, ix: Ix, shared: &[Ix], topics: &[Ix]) -> Option<ThreadStep> {
        let record = self.dataset.record(ix)?;
        if !takes_part(record) || !self.is_later(self.dataset.bounds(ix)) {
            return None;
        }
        let said = self.statements_on(record, shared, topics);
        let common = both(topics, &self::topics(self.dataset, ix));
        if common.is_empty() {
            return None;
        }
        let by = LinkBasis::Computed(InCommon { things: shared.to_vec(), topics: common });
        let from = self.dataset.bounds(ix).and_then(|bounds| bounds.earliest_start);
        let part = if said.is_empty() { RecordPart::Whole } else { RecordPart::Statements(said) };
        Some(ThreadStep { ix, part, by, from })
    }

    /// The statements of a record that are about a shared thing and, where they name topics, about
    /// a shared topic.
    fn statements_on(&self, record: &Record, shared: &[Ix], topics: &[Ix]) -> Vec<(Field, usize)> {
        let names =
            |ids: &[Id], list: &[Ix]| ids.iter().filter_map(|id| self.dataset.ix(id)).any(|ix| list.contains(&ix));
        let fits = |one: &Statement| names(&one.about, shared) && (one.topics.is_empty() || names(&one.topics, topics));
        let fields = [Field::Statements, Field::Terms].into_iter();
        let all =
            fields.flat_map(|field| record.statements(field).iter().enumerate().map(move |(at, one)| (field, at, one)));
        all.filter(|(_, _, one)| fits(one)).map(|(field, at, _)| (field, at)).collect()
    }

    /// A promise about no thing in particular is followed through the later sessions of the
    /// mechanism under which it was made.
    fn of_mechanism(&self, topics: &[Ix], known: &[Ix], found: &BTreeMap<Ix, Vec<Ix>>, steps: &mut Vec<ThreadStep>) {
        let own = things(self.dataset, self.ix);
        let Some(mechanism) = own.is_empty().then(|| mechanism_of(self.dataset, self.record)).flatten() else { return };
        let sessions = self.dataset.back_links(mechanism).iter().filter(|link| link.field == Field::Mechanism);
        for session in sessions.map(|link| link.to).filter(|session| self.is_later(self.dataset.bounds(*session))) {
            let made = self.dataset.back_links(session).iter();
            for link in made.filter(|link| matches!(link.field, Field::UndertakenAt | Field::SignedAt)) {
                let fresh = link.to != self.ix && !known.contains(&link.to) && !found.contains_key(&link.to);
                let common = both(topics, &self::topics(self.dataset, link.to));
                if fresh && !common.is_empty() {
                    steps.push(
                        self.whole(link.to, LinkBasis::Computed(InCommon { things: vec![mechanism], topics: common })),
                    );
                }
            }
        }
    }
}

/// Kinds that can take a promise up; a figure measures, and does not.
fn takes_part(record: &Record) -> bool {
    matches!(record.kind, Kind::Meeting | Kind::Agreement | Kind::Commitment | Kind::Project | Kind::Milestone)
}

/// The mechanism of the meeting at which the promise was made.
pub(super) fn mechanism_of(dataset: &Dataset, record: &Record) -> Option<Ix> {
    let at = record.link(Field::UndertakenAt).or_else(|| record.link(Field::SignedAt))?;
    dataset.ix(dataset.by_id(at)?.link(Field::Mechanism)?)
}
