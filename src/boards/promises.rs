//! Promises: how each stands as the sources give it, how old it is, and what came of it.

use std::borrow::Cow;

use super::sheet::{
    BoardColumn, BoardGroup, BoardGrouping, BoardSheet, ColumnStyle, Dress, NOT_SHOWN, SortKey, group_of,
};
use crate::context::{Board, Cached, ViewCtx, kind_style};
use km0_core::dataset::{Ix, place};
use km0_core::model::{Field, Kind, Moment, Record};
use km0_core::pages::promise_state;
use km0_core::promises::{self, Age, LinkBasis, PromiseStatus, Thread, ThreadStep};

/// Keeps the last day of which the dataset has word.
#[derive(Debug, Default)]
pub(super) struct Promises {
    last_word: Cached<u64, Option<Moment>>,
}

const WHAT: usize = 0;
const STATE: usize = 1;
const AGE: usize = 2;
const PLACE: usize = 3;
const MECHANISM: usize = 4;
const MADE: usize = 5;
const PROPOSED: usize = 6;
const BY: usize = 7;

const BY_STATE: usize = 1;
const BY_GATE: usize = 2;
const BY_MECHANISM: usize = 3;
const BY_AGE: usize = 4;

const fn column(slug: &'static str, title: &'static str, sizes: (f32, f32), rank: u8) -> BoardColumn {
    let look = if rank == 0 { ColumnStyle::Name } else { ColumnStyle::Plain };
    BoardColumn { slug, title, least: sizes.0, share: sizes.1, rank, look }
}

impl BoardSheet for Promises {
    const BOARD: Board = Board::Promises;
    const KIND: Kind = Kind::Commitment;
    const DATE: usize = MADE;
    const COUNT: &'static str = "promises-count";
    const COLUMNS: &'static [BoardColumn] = &[
        column("what", "promises-what", (320.0, 3.0), 0),
        BoardColumn { look: ColumnStyle::State, ..column("state", "promises-state", (156.0, 0.1), 1) },
        column("age", "promises-age", (146.0, 0.1), 2),
        column("place", "list-place", (130.0, 1.2), 4),
        column("mechanism", "list-mechanism", (130.0, 1.2), 5),
        column("made", "promises-day", (92.0, 0.2), 3),
        column("proposed", "promises-proposed", (NOT_SHOWN, 0.0), 7),
        column("by", "promises-by", (NOT_SHOWN, 0.0), 8),
        column("later", "promises-later", (150.0, 2.0), 6),
    ];
    const AT_FIRST: (usize, bool, usize) = (AGE, true, BY_STATE);
    const GROUPINGS: &'static [BoardGrouping] = &[
        BoardGrouping { slug: "none", title: "group-none" },
        BoardGrouping { slug: "state", title: "promises-state" },
        BoardGrouping { slug: "gate", title: "key-gate" },
        BoardGrouping { slug: "mechanism", title: "key-mechanism" },
        BoardGrouping { slug: "age", title: "promises-age" },
    ];

    /// Room for a title of two lines with two lines below it: where it was made, and the parties.
    const ROW: f32 = 76.0;

    fn said_by_groups(grouping: usize) -> Option<usize> {
        (grouping == BY_STATE).then_some(STATE)
    }

    /// When it came to how it stands, where the column of that is not shown; where it was made; who
    /// asked for it and who is to do it, or where neither is told, who was there.
    fn below(&self, ctx: &ViewCtx<'_>, ix: Ix, record: &Record, grouping: usize) -> String {
        let occasion = record.link(Field::UndertakenAt).and_then(|id| ctx.dataset.by_id(id));
        let named = |id| ctx.dataset.by_id(id).map(|record| ctx.name(record));
        let of = |key, names: Vec<&str>| {
            (!names.is_empty()).then(|| format!("{}: {}", ctx.words.t(key), ctx.words.list(&names)))
        };
        let proposed = of("promises-proposed", record.proposals().iter().filter_map(|one| named(&one.who)).collect());
        let by = of("promises-by", record.ids(Field::By).iter().filter_map(|id| named(id)).collect());
        let there = || {
            let parties = occasion.map_or(&[][..], |at| at.ids(Field::Parties));
            of("promises-between", parties.iter().filter_map(|id| named(id)).collect())
        };
        let who = if proposed.is_none() && by.is_none() { there() } else { None };
        let at = occasion.map(|occasion| ctx.name(occasion).to_owned());
        [Self::since(ctx, ix, grouping), at, proposed, by, who].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Proposals are hollow, commitments full.
    fn dress(&self, ctx: &ViewCtx<'_>, ix: Ix, record: &Record) -> Dress {
        let color = kind_style::color(record.kind, ctx.palette);
        let look = kind_style::fill(record, color);
        let tone = promises::state(ctx.dataset, ix).map(km0_core::pages::tone);
        Dress { sign: Some((kind_style::mark(record.kind), look)), tone }
    }

    fn prepare(&mut self, ctx: &ViewCtx<'_>) {
        self.last_word.refresh(ctx.dataset.stamp(), || promises::last_word(ctx.dataset));
    }

    /// The day up to which ages are counted.
    fn moment(&self, ctx: &ViewCtx<'_>) -> i64 {
        self.now(ctx).map_or(0, |now| now.0.div_euclid(86_400))
    }

    fn cell<'a>(&self, ctx: &ViewCtx<'a>, ix: Ix, record: &'a Record, column: usize) -> Cow<'a, str> {
        match column {
            WHAT => Cow::Borrowed(ctx.name(record)),
            STATE => Cow::Owned(promise_state(&ctx.reader(), ix).map(|pill| pill.text).unwrap_or_default()),
            AGE => Cow::Owned(self.age(ctx, ix).map(|age| ctx.words.age(age.least, age.most)).unwrap_or_default()),
            PLACE => joined(ctx, places(ctx, record).into_iter()),
            MECHANISM => joined(ctx, mechanisms(ctx, record).into_iter()),
            MADE => Cow::Owned(record.date.as_ref().map(|date| ctx.words.date_short(date)).unwrap_or_default()),
            PROPOSED => joined(ctx, record.proposals().iter().filter_map(|one| ctx.dataset.by_id(&one.who))),
            BY => joined(ctx, record.ids(Field::By).iter().filter_map(|id| ctx.dataset.by_id(id))),
            _ => Cow::Owned(later(ctx, ix).unwrap_or_default()),
        }
    }

    fn key(&self, ctx: &ViewCtx<'_>, ix: Ix, record: &Record, column: usize) -> SortKey {
        match column {
            STATE => SortKey::number(promises::state(ctx.dataset, ix).map(|state| f64::from(rank(state)))),
            MADE => SortKey::date(ctx, ix),
            // the younger, the later it was made, whatever the day it is counted from
            AGE => match SortKey::date(ctx, ix) {
                // where it is not known since when, there is nothing to go by
                SortKey::By(name, made) if self.age(ctx, ix).is_some() => SortKey::By(name, -made),
                _ => SortKey::Nothing,
            },
            _ => SortKey::name(&self.cell(ctx, ix, record, column)),
        }
    }

    fn groups<'a>(&self, ctx: &ViewCtx<'a>, ix: Ix, record: &'a Record, grouping: usize) -> Vec<BoardGroup<'a>> {
        let of = |record| group_of(ctx, record);
        match grouping {
            BY_STATE => promises::state(ctx.dataset, ix).map(|state| of_state(ctx, state)).into_iter().collect(),
            BY_GATE => place::linked(ctx.dataset, record, Kind::Gate).into_iter().map(of).collect(),
            BY_MECHANISM => mechanisms(ctx, record).into_iter().map(of).collect(),
            BY_AGE => self.age(ctx, ix).map(|age| of_age(ctx, age)).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn none(&self, grouping: usize) -> &'static str {
        match grouping {
            BY_GATE => "group-no-gate",
            BY_MECHANISM => "group-no-mechanism",
            BY_AGE => "group-no-date",
            _ => "word-Unstated",
        }
    }
}

impl Promises {
    /// The moment that is played, else the last of which the dataset has word: what came after it
    /// the data cannot know.
    fn now(&self, ctx: &ViewCtx<'_>) -> Option<Moment> {
        match ctx.play {
            Some(play) => Some(Moment(play.at.clamp(-1e17, 1e17).floor() as i64)),
            None => self.last_word.value().copied().flatten(),
        }
    }

    fn age(&self, ctx: &ViewCtx<'_>, ix: Ix) -> Option<Age> {
        promises::age(ctx.dataset, ix, self.now(ctx)?)
    }

    /// How it stands and since when, where more is known than the title of its group says.
    fn since(ctx: &ViewCtx<'_>, ix: Ix, grouping: usize) -> Option<String> {
        let group = (grouping == BY_STATE).then(|| promises::state(ctx.dataset, ix))??;
        let told = promise_state(&ctx.reader(), ix)?.text;
        (told != ctx.words.word(group.name())).then_some(told)
    }
}

/// What is open stands before what is done.
pub(super) fn rank(state: PromiseStatus) -> u8 {
    match state {
        PromiseStatus::NoLaterWord => 0,
        PromiseStatus::Proposed => 1,
        PromiseStatus::Announced => 2,
        PromiseStatus::Agreed => 3,
        PromiseStatus::TakenUp => 4,
        PromiseStatus::UnderWay => 5,
        PromiseStatus::PartlyDone => 6,
        PromiseStatus::Done => 7,
    }
}

fn of_state<'a>(ctx: &ViewCtx<'a>, state: PromiseStatus) -> BoardGroup<'a> {
    let name = state.name();
    BoardGroup { rank: rank(state).into(), id: name.into(), title: ctx.words.word(name).into() }
}

/// The whole years that have surely gone by, up to four.
fn years(age: Age) -> u32 {
    let years = age.least.max(0) / 365;
    u32::try_from(years).unwrap_or(u32::MAX).min(4)
}

/// The oldest first.
fn of_age<'a>(ctx: &ViewCtx<'a>, age: Age) -> BoardGroup<'a> {
    let years = years(age);
    let title = ctx.words.with("age-at-least", &[("count", years.into())]);
    BoardGroup { rank: 10 - years, id: years.to_string().into(), title: title.into() }
}

/// The gates that it names, else its places.
fn places<'a>(ctx: &ViewCtx<'a>, record: &Record) -> Vec<&'a Record> {
    let gates = place::linked(ctx.dataset, record, Kind::Gate);
    if gates.is_empty() { place::linked(ctx.dataset, record, Kind::Place) } else { gates }
}

/// The mechanism of the meeting at which it was made, and those that it names.
fn mechanisms<'a>(ctx: &ViewCtx<'a>, record: &Record) -> Vec<&'a Record> {
    let dataset = ctx.dataset;
    let occasion = record.link(Field::UndertakenAt).and_then(|id| dataset.by_id(id));
    // what was signed at a meeting was undertaken at it
    let meeting = occasion.and_then(|at| at.link(Field::SignedAt)).and_then(|id| dataset.by_id(id)).or(occasion);
    let own = meeting.and_then(|meeting| meeting.link(Field::Mechanism)).and_then(|id| dataset.by_id(id));
    let mut found: Vec<&Record> = own.into_iter().collect();
    for named in place::linked(dataset, record, Kind::Mechanism) {
        if found.iter().all(|other| other.id != named.id) {
            found.push(named);
        }
    }
    found
}

/// The last record that the data links with it and that tells of it: "12 Mar 2025 · Minutes of …".
/// What it followed up itself is none.
fn later(ctx: &ViewCtx<'_>, ix: Ix) -> Option<String> {
    let thread = Thread::of_promise(ctx.dataset, ix)?;
    if thread.standing.state == PromiseStatus::NoLaterWord {
        return None;
    }
    let before = |step: &&ThreadStep| matches!(step.by, LinkBasis::Said { field: Field::FollowedBy, back: true });
    let words = || thread.words().filter(|step| !before(step));
    let step = words().filter(|step| step.from.is_some()).last().or_else(|| words().last())?;
    let record = ctx.record(step.ix)?;
    let name = match step.change(ctx.dataset) {
        // an entry of the promise's own history says itself what happened
        Some(change) if step.ix == ix => {
            let said = change.text.get(ctx.words.lang());
            if said.is_empty() { ctx.words.word(change.value) } else { said }
        }
        _ => ctx.name(record),
    };
    let date = step.date(ctx.dataset).map(|date| ctx.words.date_short(date));
    Some(date.map_or_else(|| name.to_owned(), |date| format!("{date} · {name}")))
}

fn joined<'a>(ctx: &ViewCtx<'a>, records: impl Iterator<Item = &'a Record>) -> Cow<'a, str> {
    let names: Vec<&str> = records.map(|record| ctx.name(record)).collect();
    match names.as_slice() {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(one),
        many => Cow::Owned(many.join(" · ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_those_that_have_surely_gone_by() {
        let years = |least, most| years(Age { least, most });
        assert_eq!((years(364, 800), years(366, 366), years(9_000, 9_000)), (0, 1, 4));
    }

    #[test]
    fn a_promise_stands_as_its_own_page_says_in_the_very_same_words() {
        use crate::context::OwnedViewCtx;
        use km0_core::model::Lang;
        use km0_core::pages::page;
        for lang in Lang::ALL {
            let world = OwnedViewCtx::of_builtin(lang);
            let ctx = world.ctx();
            for (ix, record) in ctx.dataset.of_kind(Kind::Commitment) {
                let own = Promises::default().cell(&ctx, ix, record, STATE).into_owned();
                let pills = page(&ctx.reader(), &record.item()).unwrap().pills;
                assert_eq!(pills.iter().map(|pill| pill.text.as_str()).collect::<Vec<_>>(), [own.as_str()]);
            }
        }
    }
}
