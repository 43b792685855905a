//! What an export leaves unsaid, counted and named.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::dataset::{Dataset, Ix};
use crate::model::Field;

use super::{Chosen, Format};
use crate::dataset::place::{Placed, placed};

/// The fields that the flat formats (CSV and GeoJSON) have room for.
pub(super) const FLAT: [Field; 17] = [
    Field::Form,
    Field::Status,
    Field::Standing,
    Field::State,
    Field::Side,
    Field::Bound,
    Field::Value,
    Field::ValueTo,
    Field::Unit,
    Field::Printed,
    Field::Address,
    Field::Published,
    Field::KnownBy,
    Field::Mechanism,
    Field::Venues,
    Field::Place,
    Field::At,
];

/// One thing that the format could not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    pub what: Lost,
    /// In how many of the records.
    pub records: usize,
}

/// What can be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lost {
    /// No date: empty cells or properties.
    Undated,
    /// No position: `null` geometry.
    Unplaced,
    /// Fields that the format has no place for.
    Field(Field),
    /// Other names.
    Aliases,
    /// Chinese where a column has only Vietnamese and English, and pinyin with its citation.
    Chinese,
    /// Fields that the schema does not know.
    UnknownFields,
    /// References to records that are not exported; they lead nowhere when the file stands alone.
    Outside,
}

impl Lost {
    /// The name in message keys: `loss-undated`, `loss-field`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Undated => "undated",
            Self::Unplaced => "unplaced",
            Self::Field(_) => "field",
            Self::Aliases => "aliases",
            Self::Chinese => "chinese",
            Self::UnknownFields => "unknown-fields",
            Self::Outside => "outside",
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (noun, has) = if self.records == 1 { ("record", "has") } else { ("records", "have") };
        write!(f, "{} {noun} ", self.records)?;
        match self.what {
            Lost::Undated => write!(f, "{has} no date"),
            Lost::Unplaced => write!(f, "{has} no position"),
            Lost::Field(field) => write!(f, "without {}", field.name()),
            Lost::Aliases => f.write_str("without aliases"),
            Lost::Chinese => f.write_str("without some Chinese or pinyin"),
            Lost::UnknownFields => f.write_str("without the fields that the schema does not know"),
            Lost::Outside => {
                write!(f, "{} to records that are not exported", if self.records == 1 { "refers" } else { "refer" })
            }
        }
    }
}

/// In a stable order: dates and places first, then fields in the order of the schema.
pub(super) fn gather(dataset: &Dataset, chosen: &[Chosen<'_>], format: Format) -> Vec<Loss> {
    let inside: BTreeSet<Ix> = chosen.iter().map(|one| one.ix).collect();
    let mut counts: BTreeMap<Lost, usize> = BTreeMap::new();
    for one in chosen {
        for what in of_record(dataset, *one, format, &inside) {
            *counts.entry(what).or_default() += 1;
        }
    }
    counts.into_iter().map(|(what, records)| Loss { what, records }).collect()
}

fn of_record(dataset: &Dataset, one: Chosen<'_>, format: Format, inside: &BTreeSet<Ix>) -> BTreeSet<Lost> {
    let mut lost = BTreeSet::new();
    let record = one.record;
    if matches!(format, Format::Json | Format::Ron) {
        let leads_out = dataset.links(one.ix).iter().any(|link| !inside.contains(&link.to))
            || record.all_cites().iter().filter_map(|cite| dataset.ix(&cite.source)).any(|ix| !inside.contains(&ix));
        lost.extend(leads_out.then_some(Lost::Outside));
        return lost;
    }
    lost.extend(record.date.is_none().then_some(Lost::Undated));
    let unplaced = format == Format::GeoJson && placed(dataset, one.ix) == Placed::Nowhere;
    lost.extend(unplaced.then_some(Lost::Unplaced));
    lost.extend(record.fields.iter().map(|(field, _)| *field).filter(|field| !FLAT.contains(field)).map(Lost::Field));
    lost.extend((!record.see.is_empty()).then_some(Lost::Field(Field::See)));
    lost.extend((!record.aliases.is_empty()).then_some(Lost::Aliases));
    lost.extend((!record.extra.is_empty()).then_some(Lost::UnknownFields));
    let pinyin = [&record.name, &record.summary, &record.note].iter().any(|text| !text.pinyin.is_empty());
    // columns for Chinese summaries and notes would stand empty in all but a few rows
    let chinese = format == Format::Csv && [&record.summary, &record.note].iter().any(|text| !text.zh.is_empty());
    lost.extend((pinyin || chinese).then_some(Lost::Chinese));
    lost
}
