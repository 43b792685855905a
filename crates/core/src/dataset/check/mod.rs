//! Rules that need the whole dataset, one function each. Rules on single values are held where
//! the values are decoded.

mod dates;
mod measures;
mod mentions;
mod sides;
mod sources;
mod steps;
mod trust;

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::parts::LonLatBox;
use crate::model::{Cite, Field, Id, Record};

use super::decode::Mention;
use super::index::{Dataset, Ix};
use super::problem::{FileProblems, Problem, Rule};
use sources::Sources;

/// Everything that records refer to, with where it stands.
#[derive(Debug, Default)]
pub struct Mentions {
    pub links: Vec<Mention<Id>>,
    pub cites: Vec<Mention<Cite>>,
    /// Files whose records refer to one another and are not in the lists above: tables, and files
    /// with more mentions than are remembered.
    pub tables: HashSet<Arc<str>>,
}

/// Runs every rule.
pub fn run(dataset: &Dataset, mentions: &Mentions) -> Vec<Problem> {
    let mut found = FileProblems::default();
    let problems = &mut found;
    mentions::references(dataset, &mentions.links, problems);
    let sources = &Sources::new(dataset);
    mentions::citations(sources, &mentions.cites, problems);
    mentions::of_rows(dataset, &mentions.tables, sources, problems);
    dates::contradictions(dataset, problems);
    dates::of_publication(dataset, problems);
    steps::histories(dataset, problems);
    sides::of_agreements(dataset, problems);
    measures::wordings(dataset, problems);
    trust::rebuilt_headlines(dataset, problems);
    trust::confidence(dataset, sources, problems);
    trust::shared_names(dataset, problems);
    trust::hidden_signs(dataset, problems);
    circles(dataset, problems);
    off_the_map(dataset, problems);
    found.into_list()
}

/// Records that were dropped because another has their id.
pub fn duplicates(dataset: &Dataset, dropped: &[Record], problems: &mut Vec<Problem>) {
    for record in dropped.iter().take(FileProblems::TOLD) {
        if let Some(earlier) = dataset.by_id(&record.id) {
            let what = format!(
                "{} is also the id of the record at {}:{}",
                record.id, earlier.origin.file, earlier.origin.line
            );
            let mut problem = about(record, Rule::DuplicateId, what, "give one of them another id, or merge them");
            problem.field = Some("id".into());
            problems.push(problem);
        }
    }
}

fn about(record: &Record, rule: Rule, what: String, remedy: &str) -> Problem {
    let mut problem = Problem::new(rule, record.origin.clone(), what, remedy);
    problem.record = Some(Id::clone(&record.id));
    problem
}

/// Places that are part of themselves.
fn circles(dataset: &Dataset, problems: &mut FileProblems) {
    let parent = |ix: Ix| dataset.links(ix).iter().find(|link| link.field == Field::PartOf).map(|link| link.to);
    for (ix, record) in dataset.rows().zip(dataset.records()) {
        let mut at = parent(ix);
        let mut steps = 0;
        while let Some(place) = at.filter(|_| steps < dataset.len()) {
            if place == ix {
                let what = "the place is part of itself by way of part_of".to_owned();
                problems.push(about(record, Rule::Circular, what, "remove one part_of of the circle"));
                break;
            }
            (at, steps) = (parent(place), steps + 1);
        }
    }
}

/// Positions outside the part of the world that the dataset says it is about.
fn off_the_map(dataset: &Dataset, problems: &mut FileProblems) {
    let Some(extent) = dataset.about.extent.or_else(|| dataset.about.frame.map(with_surroundings)) else { return };
    for record in dataset.records() {
        let Some(position) = record.position() else { continue };
        let inside = (extent.west..=extent.east).contains(&position.lon)
            && (extent.south..=extent.north).contains(&position.lat);
        if !inside {
            let what = format!("lat {}, lon {} lies outside the dataset's extent", position.lat, position.lon);
            problems.push(about(record, Rule::OffTheMap, what, "check the degrees, or widen extent in Dataset"));
        }
    }
}

/// A frame with half its size added on every side.
fn with_surroundings(frame: LonLatBox) -> LonLatBox {
    let (wide, high) = ((frame.east - frame.west) / 2.0, (frame.north - frame.south) / 2.0);
    LonLatBox { west: frame.west - wide, south: frame.south - high, east: frame.east + wide, north: frame.north + high }
}
