//! The class and the working of a gate through time, as its sources state them.

use crate::model::parts::{Change, GateStatus};
use crate::model::schema::fields_of;
use crate::model::{Edtf, Field, Moment, Record};

/// A stretch through which one value holds, as far as is stated.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldStage {
    pub field: Field,
    pub value: &'static str,
    /// Seconds: from the first statement on; without bound when that has no date.
    pub from: f64,
    /// Seconds: to the next other value, or to its stated end.
    pub to: f64,
    /// The statements, as places in the record's history, those without a date first.
    pub statements: Vec<usize>,
    /// When each dated statement places it: what may be meant, in seconds.
    pub stated: Vec<(f64, f64)>,
}

fn seconds(moment: Moment) -> f64 {
    moment.0 as f64
}

impl HeldStage {
    /// Whether it holds at a time, as far as is stated.
    pub fn holds(&self, time: f64) -> bool {
        self.from <= time && time < self.to
    }

    /// The time from which on it is stated to hold: before that it may have.
    pub fn known(&self) -> f64 {
        if self.from.is_finite() { self.from } else { self.stated.first().map_or(f64::INFINITY, |(from, _)| *from) }
    }

    /// What states it, of the record that it is a stage of.
    pub fn changes<'a>(&self, record: &'a Record) -> Vec<&'a Change> {
        let history = record.history(self.field);
        self.statements.iter().filter_map(|at| history.get(*at)).collect()
    }
}

/// The histories of a record that state anything, in the order of its kind's fields: each has a row
/// of its own.
pub fn tracks(record: &Record) -> Vec<Field> {
    let fields = fields_of(record.kind).iter().map(|spec| spec.field);
    fields.filter(|field| !record.history(*field).is_empty()).collect()
}

/// The stages of a field, in the order of time. Statements without a date stand before the others;
/// those that say one value after another are one stage.
pub fn stages(record: &Record, field: Field) -> Vec<HeldStage> {
    of_field(field, record.history(field))
}

fn begin(change: &Change) -> f64 {
    change.begin().map_or(f64::NEG_INFINITY, seconds)
}

/// When it is over as far as is stated. An end that nobody knows leaves what is told of its start alone;
/// but what is not open stays so until somebody tells that it was opened.
fn end(value: &str, date: &Edtf) -> Option<Moment> {
    let start = date.as_str().strip_suffix('/').and_then(|start| Edtf::parse(start).ok());
    match start {
        Some(_) if value == GateStatus::NotOpen.name() => None,
        Some(start) => start.bounds().possible().to,
        None => date.bounds().possible().to.filter(|_| date.is_interval()),
    }
}

fn of_field(field: Field, history: &[Change]) -> Vec<HeldStage> {
    let mut order: Vec<(usize, &Change)> = history.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| begin(a).total_cmp(&begin(b)));
    // what holds at no stated time holds with the first of the same value that is dated
    let dated = |value: &str| order.iter().position(|(_, other)| other.value == value && other.date.is_some());
    let mut stages: Vec<HeldStage> = Vec::new();
    let mut loose: Vec<(usize, &Change)> = Vec::new();
    for (at, change) in &order {
        if change.date.is_none() && dated(change.value).is_some() {
            loose.push((*at, change));
        } else {
            add(&mut stages, field, *at, change);
        }
    }
    for (at, change) in loose.into_iter().rev() {
        let found = stages.iter_mut().enumerate().find(|(_, stage)| stage.value == change.value);
        if let Some((place, stage)) = found {
            stage.statements.insert(0, at);
            // nothing else held before, and nobody says since when this did
            stage.from = if place == 0 { f64::NEG_INFINITY } else { stage.from };
        }
    }
    stages
}

fn add(stages: &mut Vec<HeldStage>, field: Field, at: usize, change: &Change) {
    let from = begin(change);
    let span = change.date.as_ref().map(|date| date.bounds().possible());
    let stated = span.map(|span| (span.from.map_or(from, seconds), span.to.map_or(f64::INFINITY, seconds)));
    let end = change.date.as_ref().and_then(|date| end(change.value, date)).map_or(f64::INFINITY, seconds);
    if let Some(last) = stages.last_mut() {
        if last.value == change.value && last.to >= from {
            last.statements.push(at);
            last.stated.extend(stated);
            last.to = end;
            return;
        }
        last.to = last.to.min(from.max(last.from));
    }
    stages.push(HeldStage {
        field,
        value: change.value,
        from,
        to: end,
        statements: vec![at],
        stated: stated.into_iter().collect(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::open::{SourceFile, load};

    fn said(fields: &str) -> Vec<String> {
        let text = format!("[Gate(id: \"g\", name: (vi: \"G\", en: \"G\"), {fields})]");
        let dataset = load(&[SourceFile { name: "test.ron".into(), text }], Vec::new()).dataset;
        let day = |time: f64| {
            if time.is_finite() { format!("{:?}", Moment(time as i64).ymd()) } else { "..".to_owned() }
        };
        let gate = dataset.by_id("g").unwrap();
        let stages: Vec<HeldStage> = tracks(gate).into_iter().flat_map(|field| stages(gate, field)).collect();
        stages.iter().map(|s| format!("{} {} {} {:?}", s.value, day(s.from), day(s.to), s.statements)).collect()
    }

    #[test]
    fn a_value_holds_until_another_one_is_stated() {
        let class = r#"class: [(value: Secondary), (value: Main, date: "2022-03"), (value: International, date: "2024-02-17")]"#;
        assert_eq!(
            said(class),
            [
                "Secondary .. (2022, 3, 1) [0]",
                "Main (2022, 3, 1) (2024, 2, 17) [1]",
                "International (2024, 2, 17) .. [2]"
            ]
        );
    }

    #[test]
    fn an_end_that_nobody_knows_is_no_lasting_state() {
        let status = r#"status: [(value: Suspended, date: "2021-12-21/"), (value: Open, date: "2023-01-08/..")]"#;
        assert_eq!(said(status), ["Suspended (2021, 12, 21) (2021, 12, 22) [0]", "Open (2023, 1, 8) .. [1]"]);
        assert_eq!(said(r#"status: [(value: NotOpen, date: "2023-12-14/")]"#), ["NotOpen (2023, 12, 14) .. [0]"]);
    }

    #[test]
    fn statements_of_one_value_are_one_stage() {
        let class = r#"class: [(value: Main), (value: Main, date: "2021-04-09"), (value: Main, date: "2024-02-17")]"#;
        assert_eq!(said(class), ["Main .. .. [0, 1, 2]"]);
    }

    #[test]
    fn a_stated_end_ends_a_stage() {
        let status = r#"status: [(value: Open), (value: Suspended, date: "2020-02/2022-01")]"#;
        assert_eq!(said(status), ["Open .. (2020, 2, 1) [0]", "Suspended (2020, 2, 1) (2022, 2, 1) [1]"]);
    }
}
