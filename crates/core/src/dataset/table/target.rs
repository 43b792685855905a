//! What a column of a table can mean.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Field, Lang};

/// A part of a date that stands in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Year,
    Quarter,
    Month,
    Day,
    Time,
}

/// What becomes of the cells of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
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
    Start(Part),
    Last(Part),
    /// How exactly the date is known: a day, a week, a month.
    Precision,
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
const PLAIN: [(Target, &str); 31] = [
    (Target::Ignore, "ignore"),
    (Target::Keep, "keep"),
    (Target::Id, "id"),
    (Target::Kind, "kind"),
    (Target::Date, "date"),
    (Target::End, "end"),
    (Target::Start(Part::Year), "start_year"),
    (Target::Start(Part::Quarter), "start_quarter"),
    (Target::Start(Part::Month), "start_month"),
    (Target::Start(Part::Day), "start_day"),
    (Target::Start(Part::Time), "start_time"),
    (Target::Last(Part::Year), "end_year"),
    (Target::Last(Part::Month), "end_month"),
    (Target::Last(Part::Day), "end_day"),
    (Target::Last(Part::Time), "end_time"),
    (Target::Place, "place"),
    (Target::Region, "region"),
    (Target::Lat, "lat"),
    (Target::Lon, "lon"),
    (Target::Coordinates, "coordinates"),
    (Target::Error, "error_m"),
    (Target::Geometry, "geometry"),
    (Target::Topics, "topics"),
    (Target::Source, "source"),
    (Target::Cite, "cite"),
    (Target::Name(None), "name"),
    (Target::Aliases, "aliases"),
    (Target::Chinese, "chinese"),
    (Target::Unknown, "unknown"),
    (Target::Titled, "title_part"),
    (Target::Precision, "date_precision"),
];

impl Target {
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
        Self::Start(Part::Year),
        Self::Start(Part::Quarter),
        Self::Start(Part::Month),
        Self::Start(Part::Day),
        Self::Start(Part::Time),
        Self::Place,
        Self::Region,
        Self::Lat,
        Self::Lon,
        Self::Coordinates,
        Self::Error,
        Self::Topics,
        Self::Source,
    ];

    #[must_use]
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

impl fmt::Display for Target {
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

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Target {
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
        let fields = Field::ALL.iter().map(|field| Target::Field(*field));
        let langs =
            [Target::Summary(Some(Lang::Zh)), Target::Note(Some(Lang::En)), Target::Said(Field::Theme, Lang::Zh)];
        for target in PLAIN.map(|(target, _)| target).into_iter().chain(Target::OFFERED).chain(langs).chain(fields) {
            assert_eq!(Target::from_slug(&target.to_string()), Some(target), "{target}");
        }
        assert_eq!(Target::from_slug("name_fr"), None);
        assert_eq!(Target::from_slug("field:nonsense"), None);
    }
}
