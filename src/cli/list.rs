//! `km0 list`: the records that match, in the order in which the window lists them.

use std::collections::HashMap;
use std::io::IsTerminal;

use serde_json::{Map, Value};

use km0_core::dataset::begun::{Begun, begun};
use km0_core::dataset::{Dataset, Ix, place};
use km0_core::export::{defused, record_json};
use km0_core::model::{Field, Kind, Record};
use km0_core::pages::{Reader, gate_status};
use km0_core::promises;
use km0_core::query::Answer;
use km0_core::words::{Words, collate};

use super::args::{ListColumn, ListFormat, ListTask, Shared, Sort};
use super::failure::CommandResult;
use super::source::RequestedView;
use super::{out, source};

/// The columns of the table when none are chosen.
const USUAL: [ListColumn; 4] = [ListColumn::Id, ListColumn::Kind, ListColumn::Date, ListColumn::Name];

pub(super) fn run(task: &ListTask, shared: &Shared) -> CommandResult {
    let mut named = shared.clone();
    named.data = task.path.clone().or(named.data);
    named.from = task.from;
    let RequestedView { query, view, shared } = source::wanted(&task.asked, &named)?;
    let loaded = source::load(&shared)?;
    source::tell_missing(view.as_ref(), &loaded);
    let answer = source::answer(&query, &loaded, source::lang(&shared));
    let words = Words::new(source::lang(&shared));
    let dataset = &loaded.dataset;
    let rows = sorted(&CellReader { dataset, words: &words }, &answer, task.sort);
    let reader = CellReader { dataset, words: &words };
    let format = if task.json { ListFormat::Json } else { task.format };
    let columns = if task.columns.is_empty() { USUAL.to_vec() } else { task.columns.clone() };
    let text = match format {
        ListFormat::Json => json(&reader, &rows, &task.columns),
        ListFormat::Ids => ids(dataset, &rows),
        ListFormat::Csv => csv(&reader, &rows, &columns),
        ListFormat::Table => {
            // a person wants to know what a column is; a script that cuts columns wants rows alone
            let head = (task.headings || std::io::stdout().is_terminal()).then(|| headings(&columns));
            out::table_of(|take| {
                head.iter().for_each(|head| take(head));
                rows.iter().for_each(|ix| take(&reader.row(*ix, &columns, "-")));
            })
        }
    };
    let done = out::print(text.as_bytes());
    if format == ListFormat::Table {
        out::complain(&out::said("cli-shown", &[("shown", rows.len().into()), ("all", dataset.len().into())]));
    }
    Ok(source::done(done?, &loaded))
}

/// As the window sorts by time; what has no date stands after everything.
fn by_time(dataset: &Dataset, ix: Ix) -> (bool, Option<Begun>) {
    let begun = begun(dataset, ix);
    (begun.is_none(), begun)
}

/// The rows in an order. Unasked, what fits best stands first where there are words, else what was
/// first in time; what has nothing to go by stands last.
fn sorted(reader: &CellReader<'_>, answer: &Answer, sort: Option<Sort>) -> Vec<Ix> {
    let mut rows = answer.rows.clone();
    match sort {
        Some(Sort::File) => {}
        Some(Sort::Name) => rows.sort_by_cached_key(|ix| {
            let mut key = Vec::new();
            collate::push(reader.cell(*ix, ListColumn::Name).as_str(), &mut key);
            key
        }),
        Some(Sort::Kind) => rows.sort_by_key(|ix| (reader.dataset.kind(*ix), by_time(reader.dataset, *ix))),
        Some(Sort::Id) => rows.sort_by_cached_key(|ix| reader.cell(*ix, ListColumn::Id)),
        Some(Sort::Date) => rows.sort_by_key(|ix| {
            let (none, begun) = by_time(reader.dataset, *ix);
            (none, begun.map(Begun::in_any_period))
        }),
        Some(Sort::Best) | None => {
            let ranks: HashMap<Ix, usize> = answer.best.iter().enumerate().map(|(rank, ix)| (*ix, rank)).collect();
            let best = |ix: &Ix| ranks.get(ix).copied().unwrap_or(usize::MAX);
            rows.sort_by_cached_key(|ix| (best(ix), by_time(reader.dataset, *ix)));
        }
    }
    rows
}

struct CellReader<'a> {
    dataset: &'a Dataset,
    words: &'a Words,
}

impl CellReader<'_> {
    /// `none` stands where there is nothing.
    fn row(&self, ix: Ix, columns: &[ListColumn], none: &str) -> Vec<String> {
        let cell = |column: &ListColumn| {
            let text = out::clean(&self.cell(ix, *column));
            if text.is_empty() { none.to_owned() } else { text }
        };
        columns.iter().map(cell).collect()
    }

    fn cell(&self, ix: Ix, column: ListColumn) -> String {
        let Some(record) = self.dataset.record(ix) else { return String::new() };
        let lang = self.words.lang();
        match column {
            ListColumn::Id => record.id.to_string(),
            ListColumn::Kind => record.kind.slug().to_owned(),
            ListColumn::Date => record.date.as_ref().map(ToString::to_string).unwrap_or_default(),
            ListColumn::When => record.date.as_ref().map(|date| self.words.date(date)).unwrap_or_default(),
            ListColumn::Name => record.name.get(lang).to_owned(),
            ListColumn::Summary => record.summary.get(lang).to_owned(),
            ListColumn::Place => {
                let places = [Kind::Gate, Kind::Place].into_iter();
                self.names(places.flat_map(|kind| place::linked(self.dataset, record, kind)))
            }
            ListColumn::Topics => self.names(record.topics.iter().filter_map(|id| self.dataset.by_id(id))),
            ListColumn::State => self.state(ix, record),
            ListColumn::Sources => {
                let mut ids: Vec<&str> = record.all_cites().into_iter().map(|cite| &*cite.source).collect();
                ids.sort_unstable();
                ids.dedup();
                ids.join("; ")
            }
        }
    }

    fn names<'b>(&self, records: impl Iterator<Item = &'b Record>) -> String {
        records.map(|record| record.name.get(self.words.lang())).collect::<Vec<_>>().join("; ")
    }

    fn state(&self, ix: Ix, record: &Record) -> String {
        if record.kind == Kind::Commitment {
            let state = promises::state(self.dataset, ix);
            return state.map(|state| self.words.word(state.name()).to_owned()).unwrap_or_default();
        }
        if record.kind == Kind::Gate {
            let reader = Reader { dataset: self.dataset, words: self.words };
            return gate_status(&reader, record).map(|pill| pill.text).unwrap_or_default();
        }
        let own = [Field::Standing, Field::Status].into_iter().find_map(|field| record.choice(field));
        let last = [Field::Status, Field::History].into_iter().find_map(|field| record.history(field).last());
        own.or(last.map(|change| change.value)).map(|word| self.words.word(word).to_owned()).unwrap_or_default()
    }
}

/// What the columns of a table are called, in the language of messages.
fn headings(columns: &[ListColumn]) -> Vec<String> {
    let words = out::words();
    let name = |column: &ListColumn| match column {
        ListColumn::Id => words.field("id"),
        ListColumn::Kind => words.field("kind"),
        ListColumn::Date => words.field("date"),
        ListColumn::When => words.t("people-when"),
        ListColumn::Name => words.field("name"),
        ListColumn::Summary => words.field("summary"),
        ListColumn::Place => words.t("people-about"),
        ListColumn::Topics => words.field("topics"),
        ListColumn::State => words.field("state"),
        ListColumn::Sources => words.field("cite"),
    };
    columns.iter().map(|column| name(column).to_owned()).collect()
}

fn ids(dataset: &Dataset, rows: &[Ix]) -> String {
    rows.iter().filter_map(|ix| dataset.record(*ix)).map(|record| format!("{}\n", record.id)).collect()
}

/// The whole records as an export writes them; of each only these members where columns are chosen.
fn json(reader: &CellReader<'_>, rows: &[Ix], columns: &[ListColumn]) -> String {
    let one = |ix: &Ix| -> Option<Value> {
        if columns.is_empty() {
            return record_json(reader.dataset, *ix);
        }
        let member = |column: &ListColumn| (column.slug(), reader.cell(*ix, *column).into());
        Some(Value::Object(columns.iter().map(member).collect::<Map<_, _>>()))
    };
    let list: Value = rows.iter().filter_map(one).collect();
    format!("{list:#}\n")
}

fn csv(reader: &CellReader<'_>, rows: &[Ix], columns: &[ListColumn]) -> String {
    let quoted = |cell: String| {
        let cell = defused(cell);
        let plain = !cell.contains(['"', ',', '\n', '\r']);
        if plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    let names: Vec<String> = columns.iter().map(|column| column.slug()).collect();
    let mut text = format!("{}\r\n", names.join(","));
    for ix in rows {
        let cells: Vec<String> = reader.row(*ix, columns, "").into_iter().map(quoted).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}
