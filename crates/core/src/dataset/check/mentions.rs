//! Links and citations must lead somewhere, and to the right kind of record.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::sources::{CitationFault, Sources, outside};
use crate::dataset::decode::Mention;
use crate::dataset::index::{Dataset, Ix};
use crate::dataset::parallel::by_parts;
use crate::dataset::problem::{FileProblems, Problem, Rule};
use crate::model::schema::{FieldShape, fields_of};
use crate::model::{Cite, Field, Id, Kind, Record};

/// Ids that no record has, and records of a kind that the field does not take.
pub(super) fn references(dataset: &Dataset, links: &[Mention<Id>], problems: &mut FileProblems) {
    let spellings = LazyCell::new(|| Spellings::new(dataset));
    let outside = outside(dataset);
    for link in links {
        let Some(target) = dataset.by_id(&link.target) else {
            if outside.contains(&*link.target) {
                continue;
            }
            let what = match spellings.nearest(&link.target) {
                Some(near) => format!("no record has the id {:?}, but one has {near:?}", link.target),
                None => format!("no record has the id {:?}", link.target),
            };
            problems.push(problem(link, Rule::UnknownReference, what, "mend the id, or add the record"));
            continue;
        };
        let allowed = allowed(link.kind, link.field);
        if !allowed.is_empty() && !allowed.contains(&target.kind) {
            let names: Vec<_> = allowed.iter().map(|kind| kind.name()).collect();
            let what = format!("{:?} is a {}", link.target, target.kind.name());
            let remedy = format!("refer to a {}", names.join(" or "));
            problems.push(problem(link, Rule::WrongKind, what, &remedy));
        }
    }
}

/// As [`references`] and [`citations`], for records that stand whole at one place: they are looked
/// through again, which takes no memory while a large file is read.
pub(super) fn of_rows(
    dataset: &Dataset,
    files: &HashSet<Arc<str>>,
    sources: &Sources<'_>,
    problems: &mut FileProblems,
) {
    if files.is_empty() {
        return;
    }
    let (allowed, outside) = (Allowed::new(), outside(dataset));
    let parts = by_parts(dataset.len(), |part| {
        let (mut links, mut cites) = (Vec::new(), Vec::new());
        for ix in dataset.rows_of(part) {
            let Some(record) = dataset.record(ix).filter(|record| files.contains(&record.origin.file)) else {
                continue;
            };
            let fits =
                |field: Field, to: Ix| dataset.kind(to).is_some_and(|kind| allowed.takes(record.kind, field, kind));
            if dataset.is_loose(ix) || dataset.links(ix).iter().any(|link| !fits(link.field, link.to)) {
                let wrong = record.links().filter(|(field, id)| match dataset.ix(id) {
                    Some(to) => !fits(*field, to),
                    None => !outside.contains(&***id),
                });
                links.extend(wrong.map(|(field, id)| mention(record, field.name(), Id::clone(id))));
            }
            record.each_cite(|cite| {
                if sources.fault(cite).is_some() {
                    cites.push(mention(record, "cite", cite.clone()));
                }
            });
            if links.len() + cites.len() > FileProblems::TOLD {
                break;
            }
        }
        (links, cites)
    });
    for (links, cites) in &parts {
        references(dataset, links, problems);
        citations(sources, cites, problems);
    }
}

/// Which kinds a field of a kind may refer to, looked up.
struct Allowed(Vec<&'static [Kind]>);

impl Allowed {
    fn new() -> Self {
        let fields = |kind: Kind| Field::ALL.iter().map(move |field| allowed(kind, field.name()));
        Self(Kind::ALL.into_iter().flat_map(fields).collect())
    }

    fn takes(&self, of: Kind, field: Field, to: Kind) -> bool {
        let kinds = self.0.get(of as usize * Field::ALL.len() + field as usize);
        kinds.is_none_or(|kinds| kinds.is_empty() || kinds.contains(&to))
    }
}

fn mention<T>(record: &Record, field: &'static str, target: T) -> Mention<T> {
    Mention { target, record: Id::clone(&record.id), kind: record.kind, field, origin: record.origin.clone() }
}

/// Citations of sources or paragraphs that are not there.
pub(super) fn citations(sources: &Sources<'_>, cites: &[Mention<Cite>], problems: &mut FileProblems) {
    for mention in cites {
        let cite = &mention.target;
        let (rule, what, remedy) = match sources.fault(cite) {
            None => continue,
            Some(CitationFault::NoSource) => {
                let what = format!("no source has the id {:?}", cite.source);
                (Rule::UnknownSource, what, "mend the citation, or add the source")
            }
            Some(CitationFault::Beyond(last)) => {
                let what = format!("{cite} is out of range: the source has {last} paragraphs");
                (Rule::ParagraphOutOfRange, what, "cite the paragraph that says it")
            }
            Some(CitationFault::Paragraph) => {
                let what = format!("{cite} names a paragraph, but the source has none");
                (Rule::ParagraphOutOfRange, what, "cite the paragraph that says it")
            }
            Some(CitationFault::NoParagraph) => {
                let what = format!("{cite} names no paragraph, but the source has them");
                (Rule::ParagraphOutOfRange, what, "cite the paragraph that says it")
            }
        };
        problems.push(problem(mention, rule, what, remedy));
    }
}

fn problem<T>(mention: &Mention<T>, rule: Rule, what: String, remedy: &str) -> Problem {
    let mut problem = Problem::new(rule, mention.origin.clone(), what, remedy);
    problem.record = Some(Id::clone(&mention.record));
    problem.field = Some(mention.field.into());
    problem
}

/// The kinds that a field may refer to; any when empty.
fn allowed(kind: Kind, field: &str) -> &'static [Kind] {
    let own = fields_of(kind).iter().find(|spec| spec.field.name() == field).map(|spec| spec.shape);
    match (own, field) {
        (Some(FieldShape::Link(kinds) | FieldShape::Links(kinds)), _) => kinds,
        (_, "topics") => &[Kind::Topic],
        (_, "who") => &[Kind::Person, Kind::Organisation, Kind::Place],
        (_, "org") => &[Kind::Organisation, Kind::Place],
        (_, "place") => &[Kind::Place, Kind::Gate],
        _ => &[],
    }
}

/// The ids of a dataset by how they read without hyphens.
struct Spellings<'a>(HashMap<String, &'a str, RandomState>);

impl<'a> Spellings<'a> {
    fn new(dataset: &'a Dataset) -> Self {
        let mut all = HashMap::with_capacity_and_hasher(dataset.len(), RandomState::default());
        for record in dataset.records() {
            all.entry(unhyphened(&record.id)).or_insert(&*record.id);
        }
        Self(all)
    }

    /// An id one slip away from `id`, if there is one.
    fn nearest(&self, id: &str) -> Option<&'a str> {
        self.0.get(&unhyphened(id)).copied()
    }
}

fn unhyphened(id: &str) -> String {
    id.replace(['-', '_'], "")
}
