//! What held at a moment: the class and the working of a gate.

use km0_core::dataset::Dataset;
use km0_core::dataset::boundaries::boundaries;
use km0_core::model::parts::{Change, GateClass};
use km0_core::model::{Field, Moment, Record, Value};
use km0_core::pages::along::{Working, working};
use km0_core::pages::stages::stages;

/// The class of a gate: the last one stated by the moment; where every statement is younger, the
/// first of them; [`GateClass::Unstated`] only where nothing else is said.
pub fn class_at(record: &Record, moment: Moment) -> Option<GateClass> {
    let history = record.history(Field::Class);
    let stated: Vec<&Change> = history.iter().filter(|c| c.value != GateClass::Unstated.name()).collect();
    let change = latest(stated.iter().copied(), moment).or_else(|| first(stated.iter().copied()));
    change.or_else(|| history.first()).and_then(|change| GateClass::from_name(change.value))
}

/// Whether a gate works at the moment, as far as is stated.
pub fn working_at(record: &Record, moment: Moment) -> Working {
    working(&stages(record, Field::Status), moment.0 as f64)
}

/// When a change began; one without a date always has.
fn begin(change: &Change) -> Moment {
    change.begin().unwrap_or(Moment(i64::MIN))
}

/// Whether the change is said to have ended by the moment. A single date says when something was
/// seen and not that it ended.
fn over(change: &Change, moment: Moment) -> bool {
    let interval = change.date.as_ref().filter(|date| date.is_interval());
    interval.and_then(|date| date.bounds().latest_end).is_some_and(|end| end <= moment)
}

/// The change that began last; of two that began together the one written later.
fn latest<'a>(changes: impl Iterator<Item = &'a Change>, moment: Moment) -> Option<&'a Change> {
    changes.filter(|change| begin(change) <= moment && !over(change, moment)).max_by_key(|change| begin(change))
}

fn first<'a>(changes: impl Iterator<Item = &'a Change>) -> Option<&'a Change> {
    changes.min_by_key(|change| begin(change))
}

/// Every moment at which the class, the status or the unit of a place may change or the drawn
/// provinces did, in order: from
/// one to the next nothing on the map does, however the shown time moves.
pub fn turns(dataset: &Dataset) -> Vec<Moment> {
    let mut turns = Vec::new();
    for record in dataset.records() {
        let changes = [Field::Class, Field::ClassCn, Field::Status].into_iter().flat_map(|field| record.history(field));
        let merger = match record.get(Field::MergedInto) {
            Some(Value::Merger(merger)) => Some(&merger.date),
            _ => None,
        };
        for date in changes.filter_map(|change| change.date.as_ref()).chain(merger) {
            let bounds = date.bounds();
            let ends = [
                date.bounds_as_written().earliest_start,
                bounds.earliest_start,
                bounds.latest_start,
                bounds.earliest_end,
                bounds.latest_end,
            ];
            turns.extend(ends.into_iter().flatten());
        }
        // a stage may end where its date says nothing of an end
        let ends = stages(record, Field::Status).into_iter().map(|stage| stage.to).filter(|to| to.is_finite());
        turns.extend(ends.map(|to| Moment(to as i64)));
    }
    turns.extend(boundaries().until());
    turns.sort_unstable();
    turns.dedup();
    turns
}

#[cfg(test)]
mod tests {
    use km0_core::model::parts::Merger;

    use super::*;
    use km0_core::dataset::open::SourceFile;
    use km0_core::dataset::open::load;
    use km0_core::model::parts::GateStatus;

    fn gate(fields: &str) -> Record {
        let text = format!("[Gate(id: \"g\", name: (vi: \"G\", en: \"G\"), {fields})]");
        let file = SourceFile { name: "test.ron".into(), text };
        load(&[file], Vec::new()).dataset.by_id("g").unwrap().clone()
    }

    fn day(year: i64, month: u8, day: u8) -> Moment {
        Moment::from_ymd(year, month, day).unwrap()
    }

    /// The unit that a place has become part of by the moment.
    fn merger_at(record: &Record, moment: Moment) -> Option<&Merger> {
        match record.get(Field::MergedInto) {
            Some(Value::Merger(merger)) => {
                merger.date.bounds().latest_start.is_some_and(|start| start <= moment).then_some(merger)
            }
            _ => None,
        }
    }

    #[test]
    fn a_class_holds_from_its_date_until_the_next() {
        let gate = gate(
            r#"class: [(value: Secondary), (value: Main, date: "2022-03"), (value: International, date: "2024-02-17")]"#,
        );
        assert_eq!(class_at(&gate, day(2020, 1, 1)), Some(GateClass::Secondary));
        assert_eq!(class_at(&gate, day(2023, 1, 1)), Some(GateClass::Main));
        assert_eq!(class_at(&gate, day(2025, 1, 1)), Some(GateClass::International));
    }

    #[test]
    fn from_one_turn_to_the_next_no_gate_changes() {
        let dataset = km0_core::dataset::builtin().dataset;
        let turns = turns(&dataset);
        assert!(turns.len() > 4, "{turns:?}");
        let state = |moment: Moment| -> Vec<_> {
            let gates = dataset.records().iter();
            gates.map(|r| (class_at(r, moment), working_at(r, moment), merger_at(r, moment).is_some())).collect()
        };
        let days = (0..370).map(|week| day(2019, 1, 1).plus_days(week * 7));
        let eras: Vec<(usize, Moment)> = days.map(|day| (turns.partition_point(|turn| *turn <= day), day)).collect();
        for pair in eras.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            assert_eq!(state(pair[0].1), state(pair[1].1), "{pair:?}");
        }
    }

    #[test]
    fn the_first_stated_class_is_taken_for_the_time_before_it() {
        let gate = gate(r#"class: [(value: Unstated), (value: Main, date: "2024-02-17")]"#);
        assert_eq!(class_at(&gate, day(2020, 1, 1)), Some(GateClass::Main));
    }

    #[test]
    fn a_gate_to_be_opened_is_pending_until_it_is_open() {
        let gate = gate(r#"status: [(value: ToBeOpened, date: "2021-04-09"), (value: Open, date: "2023-09-16")]"#);
        assert_eq!(working_at(&gate, day(2020, 6, 1)), Working::NotOpen);
        assert_eq!(working_at(&gate, day(2022, 6, 1)), Working::NotOpen);
        assert_eq!(working_at(&gate, day(2024, 6, 1)), Working::Open);
    }

    #[test]
    fn a_suspension_with_an_end_ends() {
        let gate = gate(r#"status: [(value: Open), (value: Suspended, date: "2020-02/2022-01")]"#);
        assert_eq!(working_at(&gate, day(2021, 1, 1)), Working::Suspended);
        // nobody tells that it works again
        assert_eq!(working_at(&gate, day(2023, 1, 1)), Working::Unknown);
    }

    #[test]
    fn no_gate_is_drawn_open_before_the_day_a_source_opens_it() {
        let dataset = km0_core::dataset::builtin().dataset;
        let gates = || dataset.records().iter().filter(|record| record.kind == km0_core::model::Kind::Gate);
        // the first day on which a source tells of people or goods there
        let opened = [
            ("na-doong", day(2021, 6, 1)),
            ("duong-chuyen-dung-1088-2-1089", day(2024, 5, 27)),
            ("hoanh-mo", day(2021, 12, 1)),
            ("bac-phong-sinh", day(2022, 1, 6)),
            ("nghia-thuan", day(2024, 11, 17)),
            ("bach-dich", day(2024, 11, 17)),
            ("ly-van", day(2025, 2, 27)),
        ];
        for (id, opening) in opened {
            let gate = dataset.by_id(id).unwrap();
            for before in [day(2014, 1, 1), day(2020, 6, 1), opening.plus_days(-1)] {
                assert_ne!(working_at(gate, before), Working::Open, "{id} at {before:?}");
            }
            assert_eq!(working_at(gate, opening), Working::Open, "{id}");
        }
        for id in ["duong-chuyen-dung-1088-2-1089", "nghia-thuan", "bach-dich"] {
            assert_eq!(working_at(dataset.by_id(id).unwrap(), day(2020, 6, 1)), Working::NotOpen, "{id}");
        }
        // the trial of the crossing at the falls let people pass before it was opened for good
        let falls = dataset.by_id("ban-gioc-834-1").unwrap();
        assert_eq!(working_at(falls, day(2023, 9, 14)), Working::NotOpen);
        assert_eq!(working_at(falls, day(2023, 9, 15)), Working::Open);
        for gate in gates() {
            let steps = gate.history(Field::Status);
            let shut = steps.iter().any(|step| step.value == GateStatus::NotOpen.name());
            if shut && steps.len() == 1 {
                for year in 2014..=2026 {
                    assert_eq!(working_at(gate, day(year, 6, 30)), Working::NotOpen, "{} in {year}", gate.id);
                }
            }
        }
        for id in ["po-peo", "dinh-phong", "ban-khoong"] {
            assert_ne!(working_at(dataset.by_id(id).unwrap(), day(2025, 12, 31)), Working::Open, "{id}");
        }
    }

    #[test]
    fn of_what_nobody_tells_nothing_is_known() {
        assert_eq!(working_at(&gate(""), day(2021, 1, 1)), Working::Unknown);
        assert_eq!(class_at(&gate(""), day(2021, 1, 1)), None);
    }
}
