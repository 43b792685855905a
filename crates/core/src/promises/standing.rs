//! How a promise stands, as the data states it.

use crate::dataset::{Dataset, Ix};
use crate::model::parts::PromiseState;
use crate::model::{Cite, Edtf, Field, Kind, Record};

use super::thread;

/// How a promise stands, for lists and groups: what was stated of it last, or that nothing was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PromiseStatus {
    Proposed,
    Announced,
    Agreed,
    UnderWay,
    PartlyDone,
    Done,
    /// Later records take it up, and none states anew how it stands. What it was when it was made is
    /// in [`PromiseStanding::made`].
    TakenUp,
    /// No later record takes it up and no later state is stated. What it was when it was made is in
    /// [`PromiseStanding::made`].
    NoLaterWord,
}

impl PromiseStatus {
    /// Every state, in the order of lists.
    pub const ALL: [Self; 8] = [
        Self::Proposed,
        Self::Announced,
        Self::Agreed,
        Self::UnderWay,
        Self::PartlyDone,
        Self::Done,
        Self::TakenUp,
        Self::NoLaterWord,
    ];

    /// The word to look up in the interface language, as for words of data files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => PromiseState::Proposed.name(),
            Self::Announced => PromiseState::Announced.name(),
            Self::Agreed => PromiseState::Agreed.name(),
            Self::UnderWay => PromiseState::UnderWay.name(),
            Self::PartlyDone => PromiseState::PartlyDone.name(),
            Self::Done => PromiseState::Done.name(),
            Self::TakenUp => "TakenUp",
            Self::NoLaterWord => "NoLaterWord",
        }
    }

    /// Whether it is not told to be done.
    pub fn is_open(self) -> bool {
        self != Self::Done
    }
}

impl From<PromiseState> for PromiseStatus {
    fn from(state: PromiseState) -> Self {
        match state {
            PromiseState::Proposed => Self::Proposed,
            PromiseState::Agreed => Self::Agreed,
            PromiseState::Announced => Self::Announced,
            PromiseState::UnderWay => Self::UnderWay,
            PromiseState::PartlyDone => Self::PartlyDone,
            PromiseState::Done => Self::Done,
        }
    }
}

/// Where a state is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// By the record itself, for the time when the promise was made.
    Made,
    /// By this entry of the record's history.
    Change(usize),
    /// By nobody: later records take it up, this one last.
    TakenUp(Ix),
    /// Nowhere: nothing later is told.
    Silence,
}

/// How a promise stands, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseStanding<'a> {
    pub state: PromiseStatus,
    /// What it was when it was made.
    pub made: Option<PromiseState>,
    pub basis: Basis,
    /// The date of the state: when it was made, of the entry in its history, or of what took it up last.
    pub date: Option<&'a Edtf>,
    /// What the state rests on; for silence, what the promise itself rests on.
    pub cite: &'a [Cite],
}

/// How the promise stands; none for what is no promise: a commitment, or an agreement.
pub fn standing(dataset: &Dataset, ix: Ix) -> Option<PromiseStanding<'_>> {
    let record = dataset.record(ix)?;
    if !matches!(record.kind, Kind::Commitment | Kind::Agreement) {
        return None;
    }
    let made = made_as(record);
    if let Some((at, state)) = last_change(record) {
        let change = record.history(Field::History).get(at)?;
        let basis = Basis::Change(at);
        return Some(PromiseStanding { state, made, basis, date: change.date.as_ref(), cite: &change.cite });
    }
    let own = |state, basis| PromiseStanding { state, made, basis, date: record.date.as_ref(), cite: &record.cite };
    Some(match made {
        Some(made @ (PromiseState::UnderWay | PromiseState::PartlyDone | PromiseState::Done)) => {
            own(made.into(), Basis::Made)
        }
        Some(_) => match thread::later_word(dataset, ix).and_then(|step| Some((dataset.record(step.ix)?, step))) {
            Some((later, step)) => {
                let (date, cite) = match step.change(dataset) {
                    Some(change) => (&change.date, &change.cite),
                    None => (&later.date, &later.cite),
                };
                let stands = own(PromiseStatus::TakenUp, Basis::TakenUp(step.ix));
                PromiseStanding { date: date.as_ref(), cite, ..stands }
            }
            None => own(PromiseStatus::NoLaterWord, Basis::Silence),
        },
        None => own(PromiseStatus::NoLaterWord, Basis::Silence),
    })
}

/// How the promise stands, in one word; see [`standing`]. Costs what the record's own links do.
pub fn state(dataset: &Dataset, ix: Ix) -> Option<PromiseStatus> {
    standing(dataset, ix).map(|standing| standing.state)
}

/// Whether a promise was only asked for when it was made.
pub fn is_proposal(record: &Record) -> bool {
    record.kind == Kind::Commitment && record.choice(Field::State) == Some(PromiseState::Proposed.name())
}

/// What the record says it was when it was made. An agreement that is only named says nothing.
pub(super) fn made_as(record: &Record) -> Option<PromiseState> {
    match record.choice(Field::State) {
        Some(word) => PromiseState::from_name(word),
        None => match record.choice(Field::Standing)? {
            "Signed" | "InForce" => Some(PromiseState::Agreed),
            "Planned" => Some(PromiseState::Announced),
            _ => None,
        },
    }
}

/// The latest entry of the record's history; of two with one date, or without, the later written.
fn last_change(record: &Record) -> Option<(usize, PromiseStatus)> {
    let changes = record.history(Field::History).iter().enumerate();
    let (at, change) = changes.max_by_key(|(at, change)| (change.begin(), *at))?;
    Some((at, PromiseState::from_name(change.value)?.into()))
}
