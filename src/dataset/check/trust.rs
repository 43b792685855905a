//! How well a record is known must be said where it rests on the press alone, and a name must be
//! one that was really seen and that means one person.

use std::collections::HashMap;

use super::about;
use crate::dataset::index::Dataset;
use crate::dataset::problem::{Found, Rule};
use crate::model::schema::fields_of;
use crate::model::{Field, Kind, Record};

/// Sources whose name is a headline in square brackets: by custom one that nobody saw.
pub(super) fn rebuilt_headlines(dataset: &Dataset, problems: &mut Found) {
    for record in dataset.records().iter().filter(|record| record.kind == Kind::Source) {
        let rebuilt = record.name.forms().find(|name| name.starts_with('[') && name.ends_with(']'));
        if let Some(name) = rebuilt {
            let what = format!("{name} is a headline that was not seen");
            let remedy = "name the source by its publisher and date or page, and say so in limits";
            report(record, Rule::RebuiltHeadline, "name", what, remedy, problems);
        }
    }
}

/// Records that rest on press alone and don't say how sure they are, or are unsure of
/// themselves and don't say why.
pub(super) fn confidence(dataset: &Dataset, problems: &mut Found) {
    for record in dataset.records().iter().filter(|record| takes_confidence(record.kind)) {
        match record.choice(Field::Confidence) {
            None if rests_on_press(dataset, record) => {
                let what = "the record rests on press reports alone and has no confidence".to_owned();
                let remedy = "add confidence: High, Medium or Low";
                report(record, Rule::MissingConfidence, "confidence", what, remedy, problems);
            }
            Some("Low") if record.text(Field::Caveat).is_none() => {
                let what = "the record is of low confidence and has no caveat".to_owned();
                report(record, Rule::MissingCaveat, "caveat", what, "say in caveat what a reader must know", problems);
            }
            _ => {}
        }
    }
}

/// People of one name that don't refer to each other: one person twice, or two whom a reader
/// will take for one.
pub(super) fn shared_names(dataset: &Dataset, problems: &mut Found) {
    let mut first: HashMap<String, &Record> = HashMap::new();
    for record in dataset.records().iter().filter(|record| record.kind == Kind::Person) {
        let texts = std::iter::once(&record.name).chain(&record.aliases);
        let mut names: Vec<String> = texts.flat_map(crate::model::Text::forms).map(str::to_lowercase).collect();
        names.sort_unstable();
        names.dedup();
        let mut told = false;
        for name in names {
            let earlier = *first.entry(name.clone()).or_insert(record);
            let apart = earlier.id == record.id || earlier.see.contains(&record.id) || record.see.contains(&earlier.id);
            if !told && !apart {
                let what = format!("{} has the name {name:?} too", earlier.id);
                let remedy = "make them one record, or let them refer to each other in see";
                report(record, Rule::SharedName, "name", what, remedy, problems);
                told = true;
            }
        }
    }
}

fn takes_confidence(kind: Kind) -> bool {
    fields_of(kind).iter().any(|spec| spec.field == Field::Confidence)
}

fn rests_on_press(dataset: &Dataset, record: &Record) -> bool {
    let cites = record.all_cites();
    let is_press = |source: &str| {
        dataset.by_id(source).and_then(|source| source.choice(Field::Layer)).is_some_and(|layer| layer == "Press")
    };
    !cites.is_empty() && cites.iter().all(|cite| is_press(&cite.source))
}

fn report(record: &Record, rule: Rule, field: &str, what: String, remedy: &str, problems: &mut Found) {
    let mut problem = about(record, rule, what, remedy);
    problem.field = Some(field.into());
    problems.push(problem);
}
