//! What the rules must know of the sources, which every record of a dataset cites.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::dataset::index::Dataset;
use crate::model::{Cite, Field, Kind};

/// The sources of a dataset, by id.
pub(super) struct Sources<'a> {
    by_id: HashMap<&'a str, CheckedSource, RandomState>,
    outside: HashSet<&'a str, RandomState>,
}

/// The ids that are known to be elsewhere.
pub(super) fn outside(dataset: &Dataset) -> HashSet<&str, RandomState> {
    dataset.about.outside.iter().map(|id| &**id).collect()
}

struct CheckedSource {
    /// How many paragraphs it has, where it has numbered ones.
    paragraphs: Option<f64>,
    press: bool,
}

/// What is wrong with a citation.
pub(super) enum CitationFault {
    NoSource,
    /// The source has only so many paragraphs.
    Beyond(f64),
    /// The source has no paragraphs.
    Paragraph,
    /// The source has paragraphs, and the citation does not say which.
    NoParagraph,
}

impl<'a> Sources<'a> {
    pub(super) fn new(dataset: &'a Dataset) -> Self {
        let source = |record: &'a crate::model::Record| {
            let press = record.choice(Field::Layer) == Some("Press");
            (&*record.id, CheckedSource { paragraphs: record.number(Field::Paragraphs), press })
        };
        let by_id = dataset.of_kind(Kind::Source).map(|(_, record)| source(record)).collect();
        Self { by_id, outside: outside(dataset) }
    }

    pub(super) fn fault(&self, cite: &Cite) -> Option<CitationFault> {
        let Some(source) = self.by_id.get(&*cite.source) else {
            return (!self.outside.contains(&*cite.source)).then_some(CitationFault::NoSource);
        };
        match (cite.paragraph, source.paragraphs) {
            (Some(number), Some(last)) => (f64::from(number) > last).then_some(CitationFault::Beyond(last)),
            (Some(_), None) => Some(CitationFault::Paragraph),
            (None, Some(_)) => Some(CitationFault::NoParagraph),
            (None, None) => None,
        }
    }

    /// Whether the source is a press report.
    pub(super) fn is_press(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|source| source.press)
    }
}
