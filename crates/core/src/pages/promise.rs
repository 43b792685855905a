//! What became of a promise: how it stands, how old it is, and the thread of later records.

use crate::dataset::Ix;
use crate::model::parts::Statement;
use crate::model::{Edtf, Field, Item, Kind, Moment, Record};
use crate::promises::{Basis, Link, Part, Standing, State, Step, Thread, age, standing};

use super::Reader;
use super::page::{self, Block, Run, label, link};
use super::report::caution;

/// How the promise stands and how old it is, in lines.
pub(super) fn standing_of(ctx: &Reader<'_>, ix: Ix, out: &mut Vec<Block>) {
    let Some(standing) = standing(ctx.dataset, ix) else { return };
    let runs = vec![Run::Text(in_words(ctx, &standing))];
    out.push(Block::Line { label: ctx.words.t("promise-standing").to_owned(), runs, cites: standing.cite.to_vec() });
    let Some((at, old)) = ctx.dataset.last_word().zip(age_of(ctx, ix)).filter(|_| standing.state.is_open()) else {
        return;
    };
    let text = ctx.words.with("promise-age-to", &[("age", old.into()), ("date", day(ctx, at).into())]);
    let label = ctx.words.t("promise-age").to_owned();
    out.push(Block::Line { label, runs: vec![Run::Text(text)], cites: Vec::new() });
}

fn day(ctx: &Reader<'_>, at: Moment) -> String {
    ctx.words.span(at, at.plus_days(1))
}

/// "Agreed; no later word", "Agreed; taken up later", "Done (28 December 2023)".
fn in_words(ctx: &Reader<'_>, standing: &Standing<'_>) -> String {
    let made = standing.made.map_or("", |made| ctx.words.word(made.name()));
    match (standing.basis, standing.date) {
        (Basis::Silence, _) if made.is_empty() => ctx.words.word(State::NoLaterWord.name()).to_owned(),
        (Basis::Silence, _) => ctx.words.with("promise-silent", &[("made", made.into())]),
        (Basis::Made, _) if !standing.state.is_open() => made.to_owned(),
        (Basis::Made, _) => ctx.words.with("promise-taken-up", &[("made", made.into())]),
        (Basis::Change(_), None) => ctx.words.word(standing.state.name()).to_owned(),
        (Basis::Change(_), Some(date)) => {
            let state = ctx.words.word(standing.state.name());
            ctx.words.with("promise-stated", &[("state", state.into()), ("date", ctx.words.date_short(date).into())])
        }
    }
}

/// The age of a promise in words, up to the last day the dataset has word of.
pub(super) fn age_of(ctx: &Reader<'_>, ix: Ix) -> Option<String> {
    let age = age(ctx.dataset, ix, ctx.dataset.last_word()?)?;
    Some(ctx.words.age(age.least, age.most))
}

/// How a promise stands, and while it is open how old it is: for a line of a list.
pub(super) fn note(ctx: &Reader<'_>, ix: Ix) -> String {
    let Some(standing) = standing(ctx.dataset, ix) else { return String::new() };
    let old = age_of(ctx, ix).filter(|_| standing.state.is_open());
    std::iter::once(in_words(ctx, &standing)).chain(old).collect::<Vec<_>>().join(" · ")
}

/// The thread of a promise. For one whose state nobody asks for, an agreement, only where
/// something follows. Gives the records that the thread tells of.
pub(super) fn thread(ctx: &Reader<'_>, ix: Ix, record: &Record, out: &mut Vec<Block>) -> Vec<Ix> {
    let Some(thread) = Thread::of(ctx.dataset, ix) else { return Vec::new() };
    if record.kind != Kind::Commitment && thread.steps.is_empty() {
        return Vec::new();
    }
    let count = Some(thread.steps.len()).filter(|count| *count > 0);
    out.push(Block::Heading { text: ctx.words.t("thread-heading").to_owned(), count });
    if thread.words().next().is_none() {
        out.push(Block::Paragraph { text: ctx.words.t("thread-silent").to_owned(), cites: Vec::new() });
    }
    if thread.steps.iter().any(|step| !step.by.is_said()) {
        out.push(Block::Note { text: ctx.words.t("thread-computed").to_owned() });
    }
    out.extend(thread.steps.iter().filter_map(|step| step_block(ctx, step)));
    thread.steps.iter().map(|step| step.ix).collect()
}

fn step_block(ctx: &Reader<'_>, step: &Step) -> Option<Block> {
    let record = ctx.record(step.ix)?;
    Some(Block::Step(page::Step {
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
fn state_of(ctx: &Reader<'_>, step: &Step, record: &Record) -> String {
    let word = match step.change(ctx.dataset) {
        Some(change) => Some(change.value),
        None => [Field::State, Field::Standing].into_iter().find_map(|field| record.choice(field)),
    };
    word.map(|word| ctx.words.word(word).to_owned()).unwrap_or_default()
}

/// What was said, or what changed.
fn text_of(ctx: &Reader<'_>, step: &Step) -> String {
    let lang = ctx.words.lang();
    if let Some(change) = step.change(ctx.dataset) {
        return change.text.get(lang).to_owned();
    }
    let said: Vec<&str> = step.statements(ctx.dataset).map(|one: &Statement| one.text.get(lang)).collect();
    said.join(" ")
}

fn why(ctx: &Reader<'_>, step: &Step) -> Vec<Run> {
    let text = |key: &str| Run::Text(ctx.words.t(key).to_owned());
    let shared = match &step.by {
        Link::Said { field: Field::FollowedBy, back: false } => return vec![text("step-follows")],
        Link::Said { field: Field::FollowedBy, back: true } => return vec![text("step-forerunner")],
        Link::Said { field: Field::History, .. } => return vec![text("step-own")],
        Link::Said { field: Field::See, .. } => return vec![text("step-see")],
        Link::Said { field: Field::About, back: false } => return vec![text("step-project")],
        Link::Said { field, .. } => {
            return vec![Run::Text(ctx.words.with("step-linked", &[("field", label(ctx, field.name()).into())]))];
        }
        Link::Computed(shared) => shared,
    };
    let names = |list: &[Ix]| -> Vec<Run> {
        list.iter().filter_map(|ix| ctx.record(*ix)).map(|record| link(ctx, &record.id)).collect()
    };
    let session = shared.things.iter().any(|ix| ctx.record(*ix).is_some_and(|record| record.kind == Kind::Mechanism));
    let head = match step.part {
        Part::Change(..) => "step-computed-gate",
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
    let told = |ix: &&Ix| standing(ctx.dataset, **ix).is_some_and(|standing| standing.state != State::NoLaterWord);
    promises.iter().filter(told).count()
}

/// "12 agreements", "9 promises, 4 open, the oldest 3 years".
pub(super) fn tally(ctx: &Reader<'_>, kind: Kind, rows: &[Ix]) -> String {
    let count = ctx.words.with(&format!("tally-{}", kind.slug()), &[("n", rows.len().into())]);
    if kind != Kind::Commitment {
        return count;
    }
    let open: Vec<Ix> = rows.iter().copied().filter(|ix| is_open(ctx, *ix)).collect();
    if open.is_empty() {
        return count;
    }
    let at = ctx.dataset.last_word();
    let oldest = open.iter().filter_map(|ix| age(ctx.dataset, *ix, at?)).max_by_key(|age| (age.most, age.least));
    let values = [("n", open.len().into())];
    let open = match oldest {
        None => ctx.words.with("tally-open-undated", &values),
        Some(oldest) => {
            let [n] = values;
            ctx.words.with("tally-open", &[n, ("age", ctx.words.age(oldest.least, oldest.most).into())])
        }
    };
    format!("{count}{}{open}", ctx.words.t("list-comma"))
}

/// The later of two entries of a history by date; those without one stand last.
pub(super) fn by_begin(date: Option<&Edtf>) -> (bool, Option<Moment>) {
    (date.is_none(), date.and_then(|date| date.bounds().earliest_start))
}

/// The item of a record.
pub(super) fn item(record: &Record) -> Item {
    Item::Record(record.id.clone())
}
