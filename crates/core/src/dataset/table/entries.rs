//! Happenings that come with named values instead of columns (features, placemarks, calendar
//! entries, slides) as rows: a column is added when its name is first seen.

use std::borrow::Cow;
use std::sync::Arc;

use super::decode::{Context, RowDecoder};
use super::guess;
use super::mapping::Mapping;
use super::target::Target;
use crate::dataset::format::MAX_COLUMNS;
use crate::dataset::problem::{Found, Problem, Rule};
use crate::model::node::Place;
use crate::model::{Origin, Record};

/// One happening.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::dataset) struct Entry {
    /// Counted from 1 over the file.
    pub number: u32,
    pub place: Place,
    pub values: Vec<Value>,
    /// What of it can't be taken, if anything, and what to do.
    pub left_out: Option<(String, &'static str)>,
}

/// A value of a happening.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::dataset) struct Value {
    /// What it means, where the format says so; else its name does.
    pub target: Option<Target>,
    pub name: Cow<'static, str>,
    pub text: String,
}

impl Entry {
    /// Whether this program wrote it, and with it what its own files say of a record.
    #[must_use]
    pub(in crate::dataset) fn is_own(&self) -> bool {
        let has = |wanted: &str| self.values.iter().any(|value| value.target.is_none() && value.name == wanted);
        has("id") && has("kind") && ["name_vi", "name_en", "name_zh"].iter().any(|name| has(name))
    }

    pub(in crate::dataset) fn know(&mut self, target: Target, name: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.values.push(Value { target: Some(target), name: Cow::Borrowed(name), text });
        }
    }

    pub(in crate::dataset) fn named(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.values.push(Value { target: None, name: Cow::Owned(name.into()), text: text.into() });
    }
}

/// Decodes entries: those that this program wrote by their own names, others by what those mean.
#[derive(Debug)]
pub(in crate::dataset) struct Entries {
    own: Table,
    foreign: Table,
    file: Arc<str>,
    told: Found,
}

/// A table that grows to the right.
#[derive(Debug)]
struct Table {
    decoder: RowDecoder,
    own: bool,
    columns: Vec<(Target, String)>,
    cells: Vec<String>,
}

impl Entries {
    #[must_use]
    pub(in crate::dataset) fn new(context: Context) -> Self {
        let file = Arc::clone(&context.file);
        let own = Table::new(context.clone(), true);
        Self { own, foreign: Table::new(context, false), file, told: Found::default() }
    }

    pub(in crate::dataset) fn take(&mut self, entry: Entry) {
        if let Some((what, remedy)) = &entry.left_out {
            self.tell(Rule::LeftOut, entry.place, what.clone(), remedy);
        }
        let table = if entry.is_own() { &mut self.own } else { &mut self.foreign };
        let crowded = table.columns.len() == MAX_COLUMNS;
        let place = entry.place;
        let left = table.take(entry);
        if left > 0 && !crowded {
            let what = "values have more than 500 names, and the others are left out".to_owned();
            self.tell(Rule::TooLarge, place, what, "leave out what is not needed");
        }
    }

    fn tell(&mut self, rule: Rule, place: Place, what: String, remedy: &str) {
        let origin = Origin { file: Arc::clone(&self.file), line: place.line, column: place.column };
        self.told.push(Problem::new(rule, origin, what, remedy));
    }

    /// Whether there are entries of this program's own, which name others by id.
    #[must_use]
    pub(in crate::dataset) fn has_own(&self) -> bool {
        !self.own.decoder.records.is_empty()
    }

    #[must_use]
    pub(in crate::dataset) fn finish(self) -> (Vec<Record>, Vec<Problem>) {
        let (mut records, mut problems) = self.own.decoder.finish();
        let (mut others, mut more) = self.foreign.decoder.finish();
        records.append(&mut others);
        problems.append(&mut more);
        problems.extend(self.told.into_list());
        (records, problems)
    }
}

impl Table {
    fn new(context: Context, own: bool) -> Self {
        let decoder = RowDecoder::new(context, Mapping::default()).speaking_ids(own);
        Self { decoder, own, columns: Vec::new(), cells: Vec::new() }
    }

    /// Takes an entry; how many of its values there was no room for.
    fn take(&mut self, entry: Entry) -> usize {
        self.cells.iter_mut().for_each(String::clear);
        let mut left = 0;
        for value in entry.values {
            let Some(at) = self.column(value.target, &value.name) else {
                left += 1;
                continue;
            };
            if let Some(cell) = self.cells.get_mut(at) {
                *cell = value.text;
            }
        }
        self.decoder.row(entry.number, entry.place, &self.cells);
        left
    }

    /// The column of a value, which may be new.
    fn column(&mut self, target: Option<Target>, name: &str) -> Option<usize> {
        let known =
            self.columns.iter().position(|(known, other)| other == name && target.is_none_or(|to| to == *known));
        if known.is_some() || self.columns.len() == MAX_COLUMNS {
            return known;
        }
        let meant = target.unwrap_or_else(|| self.free(guess::target_of(name, self.own)));
        self.decoder.column(name, meant);
        self.columns.push((meant, name.to_owned()));
        self.cells.push(String::new());
        Some(self.columns.len() - 1)
    }

    /// The meaning, unless another column has it that can only be one.
    fn free(&self, target: Target) -> Target {
        let shared = matches!(target, Target::Keep | Target::Ignore | Target::Topics | Target::Source | Target::Cite);
        let taken = self.columns.iter().any(|(other, _)| *other == target);
        if taken && !shared { Target::Keep } else { target }
    }
}
