//! How well a record is known must be said where it rests on the press alone, and a name must be
//! one that was really seen and that means one person.

use std::collections::{BTreeSet, HashMap};

use super::about;
use super::sources::Sources;
use crate::dataset::index::Dataset;
use crate::dataset::parallel::by_parts;
use crate::dataset::problem::{FileProblems, Rule};
use crate::model::schema::fields_of;
use crate::model::{Field, Kind, Record, Text, hidden};

/// Sources whose name is a headline in square brackets: by custom one that nobody saw.
pub(super) fn rebuilt_headlines(dataset: &Dataset, problems: &mut FileProblems) {
    for (_, record) in dataset.of_kind(Kind::Source) {
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
pub(super) fn confidence(dataset: &Dataset, sources: &Sources<'_>, problems: &mut FileProblems) {
    let taking: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| takes_confidence(*kind)).collect();
    let parts = by_parts(dataset.len(), |part| {
        let records = dataset.records().get(part).unwrap_or_default().iter();
        let wrong = records.filter(|record| taking.contains(&record.kind)).filter_map(|record| {
            let rule = match record.choice(Field::Confidence) {
                None if rests_on_press(sources, record) => Rule::MissingConfidence,
                Some("Low") if record.text(Field::Caveat).is_none() => Rule::MissingCaveat,
                _ => return None,
            };
            Some((record, rule))
        });
        wrong.collect::<Vec<_>>()
    });
    for (record, rule) in parts.into_iter().flatten() {
        let (field, what, remedy) = if rule == Rule::MissingConfidence {
            let what = "the record rests on press reports alone and has no confidence";
            ("confidence", what, "add confidence: High, Medium or Low")
        } else {
            ("caveat", "the record is of low confidence and has no caveat", "say in caveat what a reader must know")
        };
        report(record, rule, field, what.to_owned(), remedy, problems);
    }
}

/// People of one name that don't refer to each other: one person twice, or two whom a reader
/// will take for one.
pub(super) fn shared_names(dataset: &Dataset, problems: &mut FileProblems) {
    let mut first: HashMap<String, &Record> = HashMap::new();
    for (_, record) in dataset.of_kind(Kind::Person) {
        let texts = std::iter::once(&record.name).chain(&record.aliases);
        let mut names: Vec<String> = texts.flat_map(Text::forms).map(str::to_lowercase).collect();
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

/// Names with signs that can't be seen and turn the direction of writing or do nothing: they may be made to look like
/// another name.
pub(super) fn hidden_signs(dataset: &Dataset, problems: &mut FileProblems) {
    let signs = |record: &Record| -> BTreeSet<char> {
        let texts = std::iter::once(&record.name).chain(&record.aliases);
        texts.flat_map(Text::forms).flat_map(str::chars).filter(|c| hidden::deceives(*c)).collect()
    };
    let parts = by_parts(dataset.len(), |part| {
        let records = dataset.records().get(part).unwrap_or_default().iter();
        records.map(|record| (record, signs(record))).filter(|(_, signs)| !signs.is_empty()).collect::<Vec<_>>()
    });
    for (record, signs) in parts.into_iter().flatten() {
        let what = format!("the name holds signs that can't be seen: {}", hidden::numbered(&signs, 4));
        report(record, Rule::HiddenSign, "name", what, "take them out", problems);
    }
}

fn takes_confidence(kind: Kind) -> bool {
    fields_of(kind).iter().any(|spec| spec.field == Field::Confidence)
}

fn rests_on_press(sources: &Sources<'_>, record: &Record) -> bool {
    let (mut any, mut all) = (false, true);
    record.each_cite(|cite| {
        any = true;
        all = all && sources.is_press(&cite.source);
    });
    any && all
}

fn report(record: &Record, rule: Rule, field: &str, what: String, remedy: &str, problems: &mut FileProblems) {
    let mut problem = about(record, rule, what, remedy);
    problem.field = Some(field.into());
    problems.push(problem);
}
