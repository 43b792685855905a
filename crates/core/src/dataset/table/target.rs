//! What a column of a table can mean.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Field, Lang};

/// A part of a date that stands in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatePart {
    Year,
    Quarter,
    Month,
    Day,
    Time,
}

/// What becomes of the cells of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColumnTarget {
    /// Left out.
    Ignore,
    /// Kept under the column's own name, as a field that the schema does not know.
    #[default]
    Keep,
    Id,
    Kind,
    /// In the table's language when none is named.
    Name(Option<Lang>),
    /// A part of the name where no column has all of it: an actor, what was done. Kept as well.
    Titled,
    Summary(Option<Lang>),
    Note(Option<Lang>),
    /// The whole date, or its beginning where another column has the end.
    Date,
    /// The last day, itself included.
    End,
    Start(DatePart),
    Last(DatePart),
    /// How exactly the date is known: a day, a week, a month.
    Precision,
    /// Whether it takes whole days, of which the last ends at the midnight after it.
    AllDay,
    /// A place's name; places become records.
    Place,
    /// The province, district or country that it is in.
    Region,
    Lat,
    Lon,
    /// Latitude and longitude in one cell.
    Coordinates,
    /// How far off the position may be, in metres.
    Error,
    /// Whether the position stands for a place, for what is around it, or for a whole region, by the codes of ACLED and GDELT.
    SpotPrecision,
    /// A point, line or area as well-known text.
    Geometry,
    /// Topics by name; topics become records.
    Topics,
    /// Who says so, in words or as an address; sources become records.
    Source,
    /// Citations in the form of the dataset's own files.
    Cite,
    /// A field of the record's kind: ids, words and numbers as they are, groups as JSON.
    Field(Field),
    /// A field that is a text, in one language.
    Said(Field, Lang),
    /// Other names, as JSON.
    Aliases,
    /// Pinyin and who vouches for the Chinese, by field, as JSON.
    Chinese,
    /// Fields that the schema does not know, as JSON.
    Unknown,
}

/// The targets without language or field, by their names in files.
const PLAIN: [(ColumnTarget, &str); 33] = [
    (ColumnTarget::Ignore, "ignore"),
    (ColumnTarget::Keep, "keep"),
    (ColumnTarget::Id, "id"),
    (ColumnTarget::Kind, "kind"),
    (ColumnTarget::Date, "date"),
    (ColumnTarget::End, "end"),
    (ColumnTarget::Start(DatePart::Year), "start_year"),
    (ColumnTarget::Start(DatePart::Quarter), "start_quarter"),
    (ColumnTarget::Start(DatePart::Month), "start_month"),
    (ColumnTarget::Start(DatePart::Day), "start_day"),
    (ColumnTarget::Start(DatePart::Time), "start_time"),
    (ColumnTarget::Last(DatePart::Year), "end_year"),
    (ColumnTarget::Last(DatePart::Month), "end_month"),
    (ColumnTarget::Last(DatePart::Day), "end_day"),
    (ColumnTarget::Last(DatePart::Time), "end_time"),
    (ColumnTarget::Place, "place"),
    (ColumnTarget::Region, "region"),
    (ColumnTarget::Lat, "lat"),
    (ColumnTarget::Lon, "lon"),
    (ColumnTarget::Coordinates, "coordinates"),
    (ColumnTarget::Error, "error_m"),
    (ColumnTarget::Geometry, "geometry"),
    (ColumnTarget::Topics, "topics"),
    (ColumnTarget::Source, "source"),
    (ColumnTarget::Cite, "cite"),
    (ColumnTarget::Name(None), "name"),
    (ColumnTarget::Aliases, "aliases"),
    (ColumnTarget::Chinese, "chinese"),
    (ColumnTarget::Unknown, "unknown"),
    (ColumnTarget::Titled, "title_part"),
    (ColumnTarget::Precision, "date_precision"),
    (ColumnTarget::AllDay, "all_day"),
    (ColumnTarget::SpotPrecision, "position_precision"),
];

impl ColumnTarget {
    /// What is offered for a column, in this order.
    pub const OFFERED: [Self; 25] = [
        Self::Ignore,
        Self::Keep,
        Self::Id,
        Self::Kind,
        Self::Name(None),
        Self::Name(Some(Lang::Vi)),
        Self::Name(Some(Lang::En)),
        Self::Name(Some(Lang::Zh)),
        Self::Summary(None),
        Self::Note(None),
        Self::Date,
        Self::End,
        Self::Start(DatePart::Year),
        Self::Start(DatePart::Quarter),
        Self::Start(DatePart::Month),
        Self::Start(DatePart::Day),
        Self::Start(DatePart::Time),
        Self::Place,
        Self::Region,
        Self::Lat,
        Self::Lon,
        Self::Coordinates,
        Self::Error,
        Self::Topics,
        Self::Source,
    ];

    /// What a mapping file calls it.
    pub fn from_slug(slug: &str) -> Option<Self> {
        if let Some((target, _)) = PLAIN.iter().find(|(_, name)| *name == slug) {
            return Some(*target);
        }
        if let Some(field) = slug.strip_prefix("field:") {
            let of = |name: &str| Field::ALL.iter().copied().find(|known| known.name() == name);
            let said = |(name, tag): (&str, &str)| Some(Self::Said(of(name)?, lang_of(tag)?));
            return of(field).map(Self::Field).or_else(|| field.rsplit_once('_').and_then(said));
        }
        let (head, lang) = match slug.rsplit_once('_') {
            Some((head, tag)) => (head, Some(lang_of(tag)?)),
            None => (slug, None),
        };
        match head {
            "name" => Some(Self::Name(lang)),
            "summary" => Some(Self::Summary(lang)),
            "note" => Some(Self::Note(lang)),
            _ => None,
        }
    }
}

fn lang_of(tag: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
}

impl fmt::Display for ColumnTarget {
    /// The name in mapping files: `name_vi`, `start_year`, `field:mechanism`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, name)) = PLAIN.iter().find(|(target, _)| target == self) {
            return f.write_str(name);
        }
        let (head, lang) = match self {
            Self::Field(field) => return write!(f, "field:{}", field.name()),
            Self::Said(field, lang) => return write!(f, "field:{}_{}", field.name(), lang.tag()),
            Self::Name(lang) => ("name", lang),
            Self::Summary(lang) => ("summary", lang),
            Self::Note(lang) => ("note", lang),
            _ => return Ok(()),
        };
        f.write_str(head)?;
        lang.map_or(Ok(()), |lang| write!(f, "_{}", lang.tag()))
    }
}

impl Serialize for ColumnTarget {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ColumnTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let slug = String::deserialize(deserializer)?;
        Self::from_slug(&slug).ok_or_else(|| serde::de::Error::custom(format!("{slug:?} is no meaning of a column")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_reads_back_from_its_name() {
        let fields = Field::ALL.iter().map(|field| ColumnTarget::Field(*field));
        let langs = [
            ColumnTarget::Summary(Some(Lang::Zh)),
            ColumnTarget::Note(Some(Lang::En)),
            ColumnTarget::Said(Field::Theme, Lang::Zh),
        ];
        for target in
            PLAIN.map(|(target, _)| target).into_iter().chain(ColumnTarget::OFFERED).chain(langs).chain(fields)
        {
            assert_eq!(ColumnTarget::from_slug(&target.to_string()), Some(target), "{target}");
        }
        assert_eq!(ColumnTarget::from_slug("name_fr"), None);
        assert_eq!(ColumnTarget::from_slug("field:nonsense"), None);
    }
}
