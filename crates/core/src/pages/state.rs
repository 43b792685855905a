//! How a thing stands now, in a few words: above its title, and beside it in lists.

use crate::dataset::Ix;
use crate::model::parts::{Change, GateClass, GateStatus, PromiseState};
use crate::model::{Edtf, Field, Id, Kind, Moment, Record, Value};
use crate::promises::{Basis, PromiseStanding, PromiseStatus, standing};

use super::Reader;
use super::page::{Pill, StateTone};
use super::stages::stages;

/// How the record stands.
pub(super) fn pills(ctx: &Reader<'_>, ix: Ix, record: &Record) -> Vec<Pill> {
    let one = |pill: Option<Pill>| pill.into_iter().collect();
    match record.kind {
        Kind::Gate => class(ctx, record).into_iter().chain(status(ctx, record)).collect(),
        Kind::Commitment => one(promise(ctx, ix)),
        Kind::Project => one(project(ctx, record)),
        Kind::Agreement => one(paper(ctx, record)),
        Kind::Meeting => one(meeting(ctx, record)),
        _ => Vec::new(),
    }
}

/// The class of a gate now, with since when where that is known: "International since 28 Dec 2023".
pub(super) fn class(ctx: &Reader<'_>, gate: &Record) -> Option<Pill> {
    let list = gate.history(Field::Class);
    let change = now(list, |change| change.value != GateClass::Unstated.name())?;
    let mut text = since(ctx, list, change);
    // where the other side calls it otherwise, the class is that of one side's decision
    let other = now(gate.history(Field::ClassCn), |_| true);
    if other.is_some_and(|other| other.value != change.value) {
        text = ctx.words.with("pill-by-vn", &[("class", text.into())]);
    }
    Some(Pill { text, tone: StateTone::Class })
}

/// Whether people and goods pass at the end of the time that the dataset is about, as on the map and on
/// the board of all gates; where nobody tells, what was told last, with its date.
pub fn status(ctx: &Reader<'_>, gate: &Record) -> Option<Pill> {
    let list = gate.history(Field::Status);
    let time = ctx.dataset.period().map_or(f64::MAX, |(_, to)| to.0 as f64 - 1.0);
    let held = stages(gate, Field::Status).into_iter().find(|stage| stage.holds(time));
    let Some(held) = held else {
        // what ended was told too
        let (_, last) = list.iter().enumerate().max_by_key(|(at, change)| (change.begin(), *at))?;
        let date = last.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default();
        let values = [("state", ctx.words.word(last.value).into()), ("date", date.into())];
        return Some(Pill { text: ctx.words.with("pill-last-told", &values), tone: StateTone::Plain });
    };
    let told = held.changes(gate);
    let change = now(list, |change| told.iter().any(|one| std::ptr::eq(*one, change)))?;
    let tone = match GateStatus::from_name(change.value)? {
        GateStatus::Open | GateStatus::Reopened | GateStatus::Upgraded => StateTone::Good,
        GateStatus::Suspended => StateTone::Bad,
        GateStatus::Trial => StateTone::Moving,
        GateStatus::NotOpen | GateStatus::ToBeOpened | GateStatus::ToBeUpgraded | GateStatus::UnderConstruction => {
            StateTone::Waiting
        }
    };
    Some(Pill { text: since(ctx, list, change), tone })
}

/// The last entry of a track; one that is said to have ended only where nothing else is told.
fn now(list: &[Change], counts: impl Fn(&Change) -> bool) -> Option<&Change> {
    let ended = |change: &Change| {
        change.date.as_ref().is_some_and(|date| date.is_interval() && date.bounds().latest_end.is_some())
    };
    let told = list.iter().enumerate().filter(|(_, change)| counts(change));
    told.max_by_key(|(at, change)| (!ended(change), change.begin(), *at)).map(|(_, change)| change)
}

/// The value, with its date where it is the one by which it came about: what was only seen to hold
/// on some day says no since.
fn since(ctx: &Reader<'_>, list: &[Change], change: &Change) -> String {
    let value = ctx.words.word(change.value);
    let turned = list.iter().any(|other| other.value != change.value);
    match change.date.as_ref().filter(|date| turned && begins(date)) {
        Some(date) => ctx.words.with("pill-since", &[("state", value.into()), ("date", first(ctx, date).into())]),
        None => value.to_owned(),
    }
}

fn begins(date: &Edtf) -> bool {
    date.bounds().earliest_start.is_some() && !date.bounds().latest_end.is_some_and(|_| date.is_interval())
}

/// The date, of a span without an end its beginning.
fn first(ctx: &Reader<'_>, date: &Edtf) -> String {
    let begin = if date.bounds().latest_end.is_none() { date.start() } else { None };
    ctx.words.date_short(begin.as_ref().unwrap_or(date))
}

/// How a promise stands, in the words that every list, board and page uses: "Done 28 Dec 2023",
/// "No later word".
pub fn promise(ctx: &Reader<'_>, ix: Ix) -> Option<Pill> {
    let standing = standing(ctx.dataset, ix)?;
    Some(Pill { text: promise_text(ctx, &standing), tone: tone(standing.state) })
}

fn promise_text(ctx: &Reader<'_>, standing: &PromiseStanding<'_>) -> String {
    let word = ctx.words.word(standing.state.name());
    match (standing.basis, standing.date) {
        (Basis::Change(_) | Basis::TakenUp(_), Some(date)) => {
            ctx.words.with("pill-on", &[("state", word.into()), ("date", ctx.words.date_short(date).into())])
        }
        _ => word.to_owned(),
    }
}

/// The tone of a promise's state.
pub fn tone(state: PromiseStatus) -> StateTone {
    match state {
        PromiseStatus::Done => StateTone::Good,
        PromiseStatus::PartlyDone | PromiseStatus::UnderWay => StateTone::Moving,
        PromiseStatus::NoLaterWord => StateTone::Waiting,
        PromiseStatus::TakenUp => StateTone::Told,
        PromiseStatus::Proposed | PromiseStatus::Announced | PromiseStatus::Agreed => StateTone::Plain,
    }
}

/// What was last told of a project.
pub fn project(ctx: &Reader<'_>, record: &Record) -> Option<Pill> {
    let change = now(record.history(Field::History), |change| change.value != "Unstated")?;
    let tone = match change.value {
        "Done" => StateTone::Good,
        "Started" | "UnderWay" | "NearlyDone" | "Trial" => StateTone::Moving,
        _ => StateTone::Plain,
    };
    let word = ctx.words.word(change.value);
    let text = match &change.date {
        Some(date) => ctx.words.with("pill-on", &[("state", word.into()), ("date", ctx.words.date_short(date).into())]),
        None => word.to_owned(),
    };
    Some(Pill { text, tone })
}

/// An agreement that is signed needs no word of it.
pub(super) fn paper(ctx: &Reader<'_>, record: &Record) -> Option<Pill> {
    let word = record.choice(Field::Standing).filter(|word| *word != "Signed")?;
    let tone = match word {
        "InForce" => StateTone::Good,
        "Planned" => StateTone::Waiting,
        _ => StateTone::Plain,
    };
    Some(Pill { text: ctx.words.word(word).to_owned(), tone })
}

/// A meeting that took place needs no word of it.
pub(super) fn meeting(ctx: &Reader<'_>, record: &Record) -> Option<Pill> {
    let word = record.choice(Field::Status).filter(|word| *word != "Held")?;
    let tone = if word == "Planned" { StateTone::Waiting } else { StateTone::Plain };
    Some(Pill { text: ctx.words.word(word).to_owned(), tone })
}

/// The kind and form in words; of a gate its form and what it joins.
pub(super) fn eyebrow(ctx: &Reader<'_>, record: &Record) -> String {
    let form = record.choice(Field::Form).filter(|form| *form != "Other").map(|form| ctx.words.word(form));
    if record.kind == Kind::Gate {
        let form = form.unwrap_or(ctx.words.kind(record.kind)).to_owned();
        return std::iter::once(form).chain(sides(ctx, record)).collect::<Vec<_>>().join(" · ");
    }
    let mut parts = vec![ctx.words.kind(record.kind)];
    parts.extend(form);
    // an agreement whose form is that it is one
    parts.dedup_by_key(|part| part.to_lowercase());
    parts.join(" · ")
}

/// "Cao Bằng – Guangxi (Long Bang)".
fn sides(ctx: &Reader<'_>, gate: &Record) -> Option<String> {
    let vn = province_of(ctx, gate.ids(Field::Vn)).map(|place| name_today(ctx, place));
    let cn = province(ctx, gate.ids(Field::Cn));
    let other = gate.text(Field::Counterpart).map(|text| text.get(ctx.words.lang())).unwrap_or_default();
    let cn = match (cn, other) {
        (cn, "") => cn.map(str::to_owned),
        (Some(cn), other) => Some(ctx.words.with("gate-counterpart", &[("place", cn.into()), ("name", other.into())])),
        (None, other) => Some(other.to_owned()),
    };
    let sides: Vec<String> = vn.into_iter().chain(cn).collect();
    (!sides.is_empty()).then(|| sides.join(" – "))
}

/// The province among the places of one side, else the first of them.
pub(super) fn province<'a>(ctx: &Reader<'a>, ids: &[Id]) -> Option<&'a str> {
    province_of(ctx, ids).map(|place| ctx.name(place))
}

fn province_of<'a>(ctx: &Reader<'a>, ids: &[Id]) -> Option<&'a Record> {
    let places = || ids.iter().filter_map(|id| ctx.dataset.by_id(id));
    let province = places().find(|place| matches!(place.choice(Field::Form), Some("Province" | "Region")));
    province.or_else(|| places().next())
}

/// Its name, of a province that became part of another that one's: "Tuyên Quang (formerly Hà Giang)".
fn name_today(ctx: &Reader<'_>, place: &Record) -> String {
    let name = ctx.name(place);
    let merged = match place.get(Field::MergedInto) {
        Some(Value::Merger(merger)) => ctx.dataset.by_id(&merger.place),
        _ => None,
    };
    merged.map_or_else(
        || name.to_owned(),
        |now| ctx.words.with("gate-now", &[("now", ctx.name(now).into()), ("was", name.into())]),
    )
}

/// What a promise was when it was made: "Agreed", "Proposed".
pub(super) fn made<'a>(ctx: &'a Reader<'_>, record: &Record) -> Option<&'a str> {
    let state = record.choice(Field::State).and_then(PromiseState::from_name)?;
    Some(ctx.words.word(state.name()))
}

/// When something may have begun, for an order in which the newest stands first and what has no
/// date last.
pub(super) fn newest(date: Option<&Edtf>) -> std::cmp::Reverse<Option<Moment>> {
    std::cmp::Reverse(date.and_then(|date| date.bounds_as_written().earliest_start))
}
