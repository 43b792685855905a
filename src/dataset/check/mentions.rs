//! Links and citations must lead somewhere, and to the right kind of record.

use crate::dataset::decode::Mention;
use crate::dataset::index::Dataset;
use crate::dataset::problem::{Problem, Rule};
use crate::model::schema::{Shape, fields_of};
use crate::model::{Cite, Field, Id, Kind};

/// Ids that no record has, and records of a kind that the field does not take.
pub(super) fn references(dataset: &Dataset, links: &[Mention<Id>], problems: &mut Vec<Problem>) {
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

/// Citations of sources or paragraphs that are not there.
pub(super) fn citations(dataset: &Dataset, cites: &[Mention<Cite>], problems: &mut Vec<Problem>) {
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
