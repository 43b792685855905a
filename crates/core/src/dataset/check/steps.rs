//! A step of a gate's history must change something: one that says again what the step before it
//! said, or nothing, is drawn as a change that there was not.

use super::about;
use crate::dataset::index::Dataset;
use crate::dataset::problem::{FileProblems, Rule};
use crate::model::parts::{Change, GateClass, GateStatus};
use crate::model::{Edtf, Field, Kind, Moment, Record};

/// The histories of a gate, none of which stands for another.
const TRACKS: [Field; 3] = [Field::Class, Field::ClassCn, Field::Status];

/// Steps that change nothing, and gates that are open and not yet open at one time.
pub(super) fn histories(dataset: &Dataset, problems: &mut FileProblems) {
    for (_, record) in dataset.of_kind(Kind::Gate) {
        for track in TRACKS {
            let steps = in_order(record.history(track));
            for step in steps.iter().filter(|step| step.value == GateClass::Unstated.name()) {
                let what = format!("the step{} says nothing", of_date(step));
                report(record, Rule::NoChange, track, what, "leave the step out", problems);
            }
            for pair in steps.windows(2) {
                if let [before, after] = pair {
                    neighbours(record, track, before, after, problems);
                }
            }
        }
    }
}

fn neighbours(record: &Record, track: Field, before: &Change, after: &Change, problems: &mut FileProblems) {
    if before.value == after.value && !is_over(before, after.begin()) {
        let what = format!("{}{} says what the step before it says", after.value, of_date(after));
        let remedy = "make them one step with the citations of both, or end the first one's date";
        report(record, Rule::NoChange, track, what, remedy, problems);
    }
    let bounds = |change: &Change| change.date.as_ref().map(Edtf::bounds);
    let opened = bounds(after).and_then(|bounds| bounds.latest_start);
    let shut_until = bounds(before).and_then(|bounds| bounds.earliest_end);
    let clash = opened.zip(shut_until).is_some_and(|(opened, until)| opened < until);
    if clash && before.value == GateStatus::NotOpen.name() && after.value == GateStatus::Open.name() {
        let what = format!("NotOpen{} and Open{} hold at one time", of_date(before), of_date(after));
        report(record, Rule::ContradictoryDates, track, what, "let NotOpen end the day before it opens", problems);
    }
}

/// Those without a date come first, as they are written.
fn in_order(history: &[Change]) -> Vec<&Change> {
    let mut steps: Vec<&Change> = history.iter().collect();
    steps.sort_by_key(|step| step.begin());
    steps
}

/// Whether the step is said to have ended by the moment; a single date only says when it began.
fn is_over(change: &Change, moment: Option<Moment>) -> bool {
    let interval = change.date.as_ref().filter(|date| date.is_interval());
    interval.and_then(|date| date.bounds().latest_end).zip(moment).is_some_and(|(end, moment)| end <= moment)
}

fn of_date(change: &Change) -> String {
    change.date.as_ref().map_or_else(String::new, |date| format!(" of {date}"))
}

fn report(record: &Record, rule: Rule, field: Field, what: String, remedy: &str, problems: &mut FileProblems) {
    let mut problem = about(record, rule, what, remedy);
    problem.field = Some(field.name().into());
    problems.push(problem);
}
