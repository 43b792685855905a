//! What became of a promise: how it stands, how old it is, and the thread of later records.

use crate::dataset::Ix;
use crate::model::parts::Statement;
use crate::model::{Edtf, Field, Kind, Moment, Record};
use crate::promises::{LinkBasis, PromiseStatus, RecordPart, Thread, ThreadStep, age, standing};

use super::Reader;
use super::page::{self, PageBlock, PageRun, PageSection, PromiseRemark, heading, label, link};
use super::report::caution;

/// How old an open promise is, as a line.
pub(super) fn age_line(ctx: &Reader<'_>, ix: Ix, out: &mut Vec<PageBlock>) {
    let open = ctx.record(ix).is_some_and(|record| record.kind == Kind::Commitment) && is_open(ctx, ix);
    let Some((at, old)) = ctx.dataset.last_word().zip(age_of(ctx, ix)).filter(|_| open) else { return };
    let text = ctx.words.with("promise-age-to", &[("age", old.into()), ("date", day(ctx, at).into())]);
    let label = ctx.words.t("promise-age").to_owned();
    let line = PageBlock::Line { label, runs: vec![PageRun::Text(text)], cites: Vec::new() };
    out.push(PageBlock::OfPromise(PromiseRemark::Age, Box::new(line)));
}

fn day(ctx: &Reader<'_>, at: Moment) -> String {
    ctx.words.span(at, at.plus_days(1))
}

/// The age of a promise in words, up to the last day the dataset has word of.
pub(super) fn age_of(ctx: &Reader<'_>, ix: Ix) -> Option<String> {
    let age = age(ctx.dataset, ix, ctx.dataset.last_word()?)?;
    Some(ctx.words.age(age.least, age.most))
}

/// The thread of a promise. For one whose state nobody asks for, an agreement, only where
/// something follows. Gives the records that the thread tells of.
pub(super) fn thread(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<PageBlock>) -> Vec<Ix> {
    let Some(thread) = Thread::of_promise(ctx.dataset, ix) else { return Vec::new() };
    if record.kind != Kind::Commitment && thread.steps.is_empty() {
        return Vec::new();
    }
    let (before, later): (Vec<&ThreadStep>, Vec<&ThreadStep>) =
        thread.steps.iter().partition(|step| step.is_forerunner());
    // what nobody links with the promise tells no outcome: it is offered, not told
    let silent = !later.iter().any(|step| step.by.is_word());
    let computed = later.iter().any(|step| !step.by.is_said());
    if silent {
        out.push(heading(PageSection::Thread, ctx.words.t("thread-heading"), 0, false));
        let said = PageBlock::Paragraph { text: ctx.words.t("thread-silent").to_owned(), cites: Vec::new() };
        out.push(PageBlock::OfPromise(PromiseRemark::Silence, Box::new(said)));
    }
    if !later.is_empty() {
        let key = if silent { "thread-possible" } else { "thread-heading" };
        out.push(heading(PageSection::Thread, ctx.words.t(key), later.len(), false));
        if computed {
            let note = PageBlock::Note { text: ctx.words.t("thread-computed").to_owned() };
            out.push(PageBlock::OfPromise(PromiseRemark::Computed, Box::new(note)));
        }
        out.extend(later.iter().filter_map(|step| step_block(ctx, step)));
    }
    if !before.is_empty() {
        out.push(heading(PageSection::Thread, ctx.words.t("thread-before"), before.len(), false));
        out.extend(before.iter().filter_map(|step| step_block(ctx, step)));
    }
    thread.steps.iter().map(|step| step.ix).collect()
}

fn step_block(ctx: &Reader<'_>, step: &ThreadStep) -> Option<PageBlock> {
    let record = ctx.record(step.ix)?;
    Some(PageBlock::Step(page::PromiseStep {
        kind: record.kind,
        begin: step.from,
        date: step.date(ctx.dataset).map(|date| ctx.words.date_short(date)).unwrap_or_default(),
        name: link(ctx, &record.id),
        state: state_of(ctx, step, record),
        text: text_of(ctx, step),
        computed: !step.by.is_said(),
        by: why(ctx, step),
        caution: caution(ctx, record).unwrap_or_default(),
        cites: step.cites(ctx.dataset).into_iter().cloned().collect(),
    }))
}

/// The state that the step itself states.
fn state_of(ctx: &Reader<'_>, step: &ThreadStep, record: &Record) -> String {
    let word = match step.change(ctx.dataset) {
        Some(change) => Some(change.value),
        None => [Field::State, Field::Standing].into_iter().find_map(|field| record.choice(field)),
    };
    word.map(|word| ctx.words.word(word).to_owned()).unwrap_or_default()
}

/// What was said, or what changed.
fn text_of(ctx: &Reader<'_>, step: &ThreadStep) -> String {
    let lang = ctx.words.lang();
    if let Some(change) = step.change(ctx.dataset) {
        return change.text.get(lang).to_owned();
    }
    let said: Vec<&str> = step.statements(ctx.dataset).map(|one: &Statement| one.text.get(lang)).collect();
    said.join(" ")
}

fn why(ctx: &Reader<'_>, step: &ThreadStep) -> Vec<PageRun> {
    let text = |key: &str| PageRun::Text(ctx.words.t(key).to_owned());
    let shared = match &step.by {
        LinkBasis::Said { field: Field::FollowedBy, back: false } => return vec![text("step-follows")],
        LinkBasis::Said { field: Field::FollowedBy, back: true } => return vec![text("step-forerunner")],
        LinkBasis::Said { field: Field::History, .. } => return vec![text("step-own")],
        LinkBasis::Said { field: Field::See, .. } => return vec![text("step-see")],
        LinkBasis::Said { field: Field::About, back: false } => return vec![text("step-project")],
        LinkBasis::Said { field, .. } => {
            return vec![PageRun::Text(ctx.words.with("step-linked", &[("field", label(ctx, field.name()).into())]))];
        }
        LinkBasis::Computed(shared) => shared,
    };
    let names = |list: &[Ix]| -> Vec<PageRun> {
        list.iter().filter_map(|ix| ctx.record(*ix)).map(|record| link(ctx, &record.id)).collect()
    };
    let session = shared.things.iter().any(|ix| ctx.record(*ix).is_some_and(|record| record.kind == Kind::Mechanism));
    let head = match step.part {
        RecordPart::Change(..) => "step-computed-gate",
        _ if session => "step-computed-session",
        _ => "step-computed",
    };
    let mut runs = vec![text(head)];
    runs.extend(names(&shared.things));
    if !shared.topics.is_empty() {
        runs.push(text("step-computed-topics"));
        runs.extend(names(&shared.topics));
    }
    runs
}

/// Whether the promise is not told to be done.
pub(super) fn is_open(ctx: &Reader<'_>, ix: Ix) -> bool {
    standing(ctx.dataset, ix).is_some_and(|standing| standing.state.is_open())
}

/// How many of these promises have a later word.
pub(super) fn told(ctx: &Reader<'_>, promises: &[Ix]) -> usize {
    let told =
        |ix: &&Ix| standing(ctx.dataset, **ix).is_some_and(|standing| standing.state != PromiseStatus::NoLaterWord);
    promises.iter().filter(told).count()
}

/// The later of two entries of a history by date; those without one stand last.
pub(super) fn by_begin(date: Option<&Edtf>) -> (bool, Option<Moment>) {
    let bounds = date.map(Edtf::bounds);
    // of what is only known to have begun by some day that day is all there is to go by
    (date.is_none(), bounds.and_then(|bounds| bounds.earliest_start.or(bounds.latest_start)))
}
