//! Links and citations must lead somewhere, and to the right kind of record.

use std::collections::HashSet;
use std::sync::Arc;

use crate::dataset::decode::Mention;
use crate::dataset::index::Dataset;
use crate::dataset::problem::{Found, Problem, Rule};
use crate::model::schema::{Shape, fields_of};
use crate::model::{Cite, Field, Id, Kind, Record};

/// Ids that no record has, and records of a kind that the field does not take.
pub(super) fn references(dataset: &Dataset, links: &[Mention<Id>], problems: &mut Found) {
    for link in links {
        let Some(target) = dataset.by_id(&link.target) else {
            let what = match nearest(dataset, &link.target) {
                Some(near) => format!("no record has the id {:?}, but one has {near:?}", link.target),
                None => format!("no record has the id {:?}", link.target),
            };
            problems.push(problem(link, Rule::UnknownReference, what, "mend the id, or add the record"));
            continue;
        };
        let allowed = allowed(link.kind, &link.field);
        if !allowed.is_empty() && !allowed.contains(&target.kind) {
            let names: Vec<_> = allowed.iter().map(|kind| kind.name()).collect();
            let what = format!("{:?} is a {}", link.target, target.kind.name());
            let remedy = format!("refer to a {}", names.join(" or "));
            problems.push(problem(link, Rule::WrongKind, what, &remedy));
        }
    }
}

/// As [`references`] and [`citations`], for records whose every link and citation stands in their
/// row: they are found again in the records, which takes no memory while a table is read.
pub(super) fn of_rows(dataset: &Dataset, files: &HashSet<Arc<str>>, problems: &mut Found) {
    let (mut links, mut cites) = (Vec::new(), Vec::new());
    for record in dataset.records().iter().filter(|record| files.contains(&record.origin.file)) {
        let fits = |field: Field, id: &Id| {
            let allowed = allowed(record.kind, field.name());
            dataset.by_id(id).is_some_and(|to| allowed.is_empty() || allowed.contains(&to.kind))
        };
        links.extend(
            record
                .links()
                .filter(|(field, id)| !fits(*field, id))
                .map(|(field, id)| mention(record, field.name(), Id::clone(id))),
        );
        let all = record.cite.iter().filter(|cite| wrong_cite(dataset, cite));
        cites.extend(all.map(|cite| mention(record, "cite", cite.clone())));
        if links.len() + cites.len() >= Found::TOLD {
            break;
        }
    }
    references(dataset, &links, problems);
    citations(dataset, &cites, problems);
}

fn mention<T>(record: &Record, field: &str, target: T) -> Mention<T> {
    Mention {
        target,
        record: Id::clone(&record.id),
        kind: record.kind,
        field: field.into(),
        origin: record.origin.clone(),
    }
}

/// Whether [`citations`] would have something to say.
fn wrong_cite(dataset: &Dataset, cite: &Cite) -> bool {
    let source = dataset.by_id(&cite.source).filter(|record| record.kind == Kind::Source);
    source.is_none_or(|source| match (cite.paragraph, source.number(Field::Paragraphs)) {
        (Some(number), Some(last)) => f64::from(number) > last,
        (one, other) => one.is_some() != other.is_some(),
    })
}

/// Citations of sources or paragraphs that are not there.
pub(super) fn citations(dataset: &Dataset, cites: &[Mention<Cite>], problems: &mut Found) {
    for mention in cites {
        let cite = &mention.target;
        let Some(source) = dataset.by_id(&cite.source).filter(|record| record.kind == Kind::Source) else {
            let what = format!("no source has the id {:?}", cite.source);
            problems.push(problem(mention, Rule::UnknownSource, what, "mend the citation, or add the source"));
            continue;
        };
        let last = source.number(Field::Paragraphs);
        let wrong = match (cite.paragraph, last) {
            (Some(number), Some(last)) if f64::from(number) > last => {
                Some(format!("{cite} is out of range: the source has {last} paragraphs"))
            }
            (Some(_), None) => Some(format!("{cite} names a paragraph, but the source has none")),
            (None, Some(_)) => Some(format!("{cite} names no paragraph, but the source has them")),
            _ => None,
        };
        if let Some(what) = wrong {
            problems.push(problem(mention, Rule::ParagraphOutOfRange, what, "cite the paragraph that says it"));
        }
    }
}

fn problem<T>(mention: &Mention<T>, rule: Rule, what: String, remedy: &str) -> Problem {
    let mut problem = Problem::new(rule, mention.origin.clone(), what, remedy);
    problem.record = Some(Id::clone(&mention.record));
    problem.field = Some(mention.field.clone());
    problem
}

/// The kinds that a field may refer to; any when empty.
fn allowed(kind: Kind, field: &str) -> &'static [Kind] {
    let own = fields_of(kind).iter().find(|spec| spec.field.name() == field).map(|spec| spec.shape);
    match (own, field) {
        (Some(Shape::Link(kinds) | Shape::Links(kinds)), _) => kinds,
        (_, "topics") => &[Kind::Topic],
        (_, "who") => &[Kind::Person, Kind::Organisation, Kind::Place],
        (_, "org") => &[Kind::Organisation, Kind::Place],
        (_, "place") => &[Kind::Place, Kind::Gate],
        _ => &[],
    }
}

/// An id one slip away from `id`, if there is one.
fn nearest<'a>(dataset: &'a Dataset, id: &str) -> Option<&'a str> {
    let plain = |text: &str| text.replace(['-', '_'], "");
    let wanted = plain(id);
    dataset.records().iter().map(|record| &*record.id).find(|known| plain(known) == wanted)
}
