//! The places that rows name, each once.

use std::collections::HashMap;

use super::decode::empty;
use super::ids::Ids;
use crate::model::parts::Position;
use crate::model::{Cite, Field, Id, Kind, List, Record, Text, Value, fold};

/// Degrees within which two positions under one name are one place: some ten metres.
const SAME: f64 = 1e-4;

#[derive(Debug, Default)]
pub(super) struct Places {
    records: Vec<Record>,
    /// The places of a name, folded.
    by_name: HashMap<String, Vec<usize>>,
    /// Names as they were written, folded: folding a million times is felt.
    folded: HashMap<String, String>,
}

impl Places {
    /// The place of this name and position; made where there is none yet. A name that came
    /// without a position takes the first that comes with it.
    pub(super) fn find(
        &mut self,
        name: &Text,
        position: Option<Position>,
        of: &Record,
        ids: &mut Ids,
        cite: List<Cite>,
    ) -> Id {
        let said = name.forms().next().unwrap_or_default();
        if !self.folded.contains_key(said) {
            self.folded.insert(said.to_owned(), fold::plain(said));
        }
        let folded = self.folded.get(said).cloned().unwrap_or_default();
        let same = self.by_name.entry(folded).or_default();
        for at in same.iter() {
            let Some(record) = self.records.get_mut(*at) else { continue };
            match (record.position(), &position) {
                (_, None) => return Id::clone(&record.id),
                (Some(known), Some(here))
                    if (known.lat - here.lat).abs() < SAME && (known.lon - here.lon).abs() < SAME =>
                {
                    return Id::clone(&record.id);
                }
                (None, Some(here)) => {
                    record.fields.push((Field::At, Value::Position(Box::new(here.clone()))));
                    return Id::clone(&record.id);
                }
                (Some(_), Some(_)) => {}
            }
        }
        let whole = position.as_ref().map_or(String::new(), |at| format!("{said} {} {}", at.lat, at.lon));
        let stem = super::ids::slug(said);
        let stem = if stem.is_empty() { super::ids::digest(said) } else { stem };
        let id = ids.made(&format!("place {stem}"), "", || whole.clone());
        let id = id.unwrap_or_else(|| Id::from(format!("place-{}", super::ids::digest(&whole))));
        let mut record = empty(Id::clone(&id), Kind::Place, &of.origin.file, of.origin.line);
        record.name = name.clone();
        record.cite = cite;
        record.fields.extend(position.map(|at| (Field::At, Value::Position(Box::new(at)))));
        same.push(self.records.len());
        self.records.push(record);
        id
    }

    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }
}
