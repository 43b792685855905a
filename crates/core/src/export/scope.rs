//! Which records are taken.

use crate::named_enum;
use serde::{Deserialize, Serialize};

use crate::dataset::{Dataset, Ix};
use crate::model::{Field, Kind, Record};
use crate::query::Query;
use crate::query::bits::{FixedBitSet, rows_among};
use crate::words::Words;

use super::Format;
use super::job::{ExportNote, Job};

named_enum! {
    /// Of what is on the screen, what is taken.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Scope {
        /// What matches the query.
        #[default]
        Shown = "shown",
        Selection = "selection",
        All = "all",
    }

    /// All of them, in the order of the dialog.
    pub ALL;
    /// The name on the command line and in message keys.
    pub slug;
}

impl Scope {
    /// The records of the scope in order, each once.
    pub fn rows(self, dataset: &Dataset, shown: &[Ix], selected: &[Ix]) -> Vec<Ix> {
        match self {
            Self::Shown => shown.to_vec(),
            Self::Selection => selected.to_vec(),
            Self::All => dataset.rows().collect(),
        }
    }
}

/// The rows, and after them in the dataset's order what a selection of them marks as related: what
/// lies in their places, what these refer to and what refers to them; with their topics and the
/// sources that they cite, so that a file of them stands on its own.
pub fn with_related(dataset: &Dataset, rows: &[Ix]) -> Vec<Ix> {
    let inside = rows_among(dataset.len(), rows.iter().copied());
    let in_place = |ix: Ix| dataset.above(ix).iter().any(|place| inside.contains(place.row()));
    let heart: Vec<Ix> = dataset.rows().filter(|ix| inside.contains(ix.row()) || in_place(*ix)).collect();
    // what came about before a gate was part of a chosen one has nothing to do with that one
    let then = |ix: Ix, of: Ix| {
        let date = dataset.record(of).and_then(|record| record.date.as_ref());
        inside.contains(ix.row()) || dataset.above_then(ix, date).iter().any(|place| inside.contains(place.row()))
    };
    let mut near = FixedBitSet::with_capacity(dataset.len());
    for ix in heart {
        near.insert(ix.row());
        // half the dataset has to do with a topic, which tells nothing of what was chosen
        let back = dataset.back_links(ix).iter().filter(|link| link.field != Field::Topics);
        let linked = dataset.links(ix).iter().chain(back).filter(|link| then(ix, link.to));
        linked.for_each(|link| near.insert(link.to.row()));
        let cites = dataset.record(ix).map(Record::all_cites).unwrap_or_default();
        cites.into_iter().filter_map(|cite| dataset.ix(&cite.source)).for_each(|source| near.insert(source.row()));
    }
    let related = dataset.rows().filter(|ix| near.contains(ix.row()) && !inside.contains(ix.row()));
    rows.iter().copied().chain(related).collect()
}

/// Selected records that an export names; of more it says how many.
const NAMED: usize = 20;

named_enum! {
    /// How a report tells of its records.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum ReportForm {
        /// By kind, an entry each.
        #[default]
        List = "list",
        /// The whole page of each.
        Pages = "pages",
        /// A sheet for each gate and meeting: what was agreed, what became of it, what is open.
        Briefing = "briefing",
        /// The gates in the order in which they stand along the border, with what concerns each.
        Along = "along",
    }

    /// All of them, in the order of the dialog.
    pub ALL;
    /// The name in message keys: `export-form-list`.
    pub slug;
}

named_enum! {
    /// Which columns a table has.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum ColumnSet {
        /// What a person reads, in the reader's language.
        People = "people",
        /// Everything, under stable names, for programs.
        #[default]
        All = "all",
    }

    /// All of them, in the order of the dialog.
    pub ALL;
    /// The name on the command line and in message keys.
    pub slug;
}

/// What somebody wants: which records, in which format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ExportChoice {
    pub format: Format,
    pub scope: Scope,
    /// With what the records are related to.
    pub related: bool,
    /// How a report tells of the records.
    pub form: ReportForm,
    /// In a table of text, which columns.
    pub columns: ColumnSet,
}

impl ExportChoice {
    /// How the records are told of; only a report can do so in more than one way.
    pub fn form(&self) -> ReportForm {
        if self.format.is_report() { self.form } else { ReportForm::List }
    }

    /// The records in order, each once.
    pub fn rows(&self, dataset: &Dataset, shown: &[Ix], selected: &[Ix]) -> Vec<Ix> {
        let rows = self.scope.rows(dataset, shown, selected);
        if self.related { with_related(dataset, &rows) } else { rows }
    }

    /// The work: these records, with a note that says how they were chosen. `shown` is the answer
    /// to `query`.
    pub fn job<'a>(
        &self,
        dataset: &'a Dataset,
        words: &'a Words,
        query: &Query,
        shown: &[Ix],
        selected: &[Ix],
    ) -> Job<'a> {
        let rows = self.rows(dataset, shown, selected);
        let mut sentence = match self.scope {
            Scope::Shown => words.sentence_text(query, dataset, shown.len()),
            Scope::All => words.sentence_text(&Query::default(), dataset, dataset.len()),
            Scope::Selection => chosen(dataset, words, selected),
        };
        if self.related {
            let more = rows.len().saturating_sub(self.scope.rows(dataset, shown, selected).len());
            sentence = words.with("export-with-related", &[("sentence", sentence.into()), ("count", more.into())]);
        }
        // a list shows the events alone, and tabs beside it the rest
        let events = rows.iter().filter(|ix| dataset.kind(**ix).is_some_and(Kind::happens)).count();
        let sentence = words.of_which(sentence, events, rows.len());
        let filter = match self.scope {
            Scope::Shown => query.to_string(),
            Scope::All => String::new(),
            Scope::Selection => ids(dataset, selected),
        };
        Job::new(dataset, words, &rows, ExportNote { filter, sentence, generated: None })
            .with_form(self.form())
            .with_columns(self.columns)
    }
}

/// "Selected: Hữu Nghị, Tà Lùng".
fn chosen(dataset: &Dataset, words: &Words, selected: &[Ix]) -> String {
    let records = selected.iter().take(NAMED).filter_map(|ix| dataset.record(*ix));
    let mut names: Vec<String> = records.map(|record| record.name.get(words.lang()).to_owned()).collect();
    if selected.len() > NAMED {
        names.push(words.with("export-more-selected", &[("count", (selected.len() - NAMED).into())]));
    }
    words.with("export-selected", &[("names", words.join(&names).into())])
}

/// The query that finds the selected records, where it can be written in a line.
fn ids(dataset: &Dataset, selected: &[Ix]) -> String {
    if selected.len() > NAMED {
        return String::new();
    }
    let ids = selected.iter().filter_map(|ix| dataset.record(*ix)).map(|record| format!("id:{}", record.id));
    ids.collect::<Vec<_>>().join(" ")
}
