//! What each column of a table means, as a value that is kept beside the table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::guess;
use super::target::ColumnTarget;
use crate::dataset::format::encoding::Encoding;
use crate::model::{Kind, Lang};

/// The extension of mapping files: `events.csv` has `events.csv.km0map` beside it.
pub const EXTENSION: &str = "km0map";

/// In which order a date such as 04/05/2023 has day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayMonthOrder {
    /// As the table's other dates show; day first, and told, where none does.
    #[default]
    Guessed,
    DayFirst,
    MonthFirst,
    /// The day first, and a spreadsheet that expected the month first has turned those around that
    /// it could: which those are is not known.
    Turned,
}

impl DayMonthOrder {
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_guessed(&self) -> bool {
        *self == Self::Guessed
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// What stands in the table's first row; a letter where it has none.
    pub name: String,
    pub target: ColumnTarget,
    /// Where it is another than the table's.
    #[serde(default, skip_serializing_if = "DayMonthOrder::is_guessed")]
    pub order: DayMonthOrder,
    /// Whether `2009-10` in it may be two years, as others of its cells are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub years: bool,
    /// The mark before decimals, where its numbers show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<char>,
}

impl MappedColumn {
    /// A column of this name, and what becomes of it.
    pub fn new(name: impl Into<String>, target: ColumnTarget) -> Self {
        Self { name: name.into(), target, order: DayMonthOrder::Guessed, years: false, decimal: None }
    }
}

/// What the columns of a table mean; kept in a small file beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// The sheet of a workbook; the first that holds a table when none.
    pub sheet: Option<String>,
    /// The encoding of a text file; guessed when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// Whether a row names the columns.
    pub header: bool,
    /// The number of that row, or of the first of several; found when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<u32>,
    /// How many rows name the columns, one below the other.
    #[serde(skip_serializing_if = "is_one")]
    pub headings: u32,
    pub order: DayMonthOrder,
    /// What a row is where no column says it.
    pub kind: Kind,
    /// The language of texts whose column names none; seen text by text when none.
    pub lang: Option<Lang>,
    /// What the columns mean; as they seem to when none.
    pub columns: Vec<MappedColumn>,
    /// What names in the table mean in the dataset that it is laid over: the id of a record, or
    /// nothing where it is none of those.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(count: &u32) -> bool {
    *count == 1
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            sheet: None,
            encoding: None,
            header: true,
            heading: None,
            headings: 1,
            order: DayMonthOrder::Guessed,
            kind: Kind::Milestone,
            lang: None,
            columns: Vec::new(),
            names: BTreeMap::new(),
        }
    }
}

impl Mapping {
    /// Whether it is that of a table which this program wrote.
    pub fn is_own(&self) -> bool {
        self.header && guess::are_own(self.columns.iter().map(|column| column.name.as_str()))
    }

    /// The mapping in a text.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn from_text(text: &str) -> Result<Self, String> {
        ron::from_str(text).map_err(|error| error.to_string())
    }

    /// Text that reads back as the same mapping, for a person to read and change.
    pub fn to_text(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new().compact_arrays(false).struct_names(false).depth_limit(2);
        let text = ron::ser::to_string_pretty(self, pretty).unwrap_or_default();
        format!("// what the columns of the table of this name mean to km0\n{text}\n")
    }

    /// The same meanings for a table whose columns are these: by name where the mapping knows it,
    /// guessed where it does not.
    pub fn fitted(&self, names: &[String]) -> Self {
        let mut known: Vec<&MappedColumn> = self.columns.iter().collect();
        let own = guess::are_own(names.iter().map(String::as_str));
        let columns = names.iter().map(|name| {
            let at = known.iter().position(|column| column.name == *name);
            at.map_or_else(|| MappedColumn::new(name, guess::target_of(name, own)), |at| known.remove(at).clone())
        });
        Self { columns: columns.collect(), ..self.clone() }
    }

    /// Whether rows can become records: something names them or dates them.
    pub fn is_usable(&self) -> bool {
        let names = |target| {
            matches!(
                target,
                ColumnTarget::Name(_)
                    | ColumnTarget::Summary(_)
                    | ColumnTarget::Id
                    | ColumnTarget::Titled
                    | ColumnTarget::Topics
            )
        };
        self.columns.iter().any(|column| names(column.target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_reads_back_as_it_was_written() {
        let column = |name: &str, target| MappedColumn::new(name, target);
        let mapping = Mapping {
            sheet: Some("Sự kiện".into()),
            order: DayMonthOrder::MonthFirst,
            kind: Kind::Meeting,
            lang: Some(Lang::Vi),
            columns: vec![column("Ngày", ColumnTarget::Date), column("Tên", ColumnTarget::Name(Some(Lang::Vi)))],
            names: [("Tà Lùng", "ta-lung"), ("X", "")].map(|(name, id)| (name.into(), id.into())).into(),
            ..Mapping::default()
        };
        let text = mapping.to_text();
        assert_eq!(Mapping::from_text(&text).unwrap(), mapping, "{text}");
        assert!(text.contains("\"Ngày\"") && text.contains("\"name_vi\""), "{text}");
        assert!(Mapping::from_text("(columns: [(name: \"a\", target: \"b\")])").unwrap_err().contains("no meaning"));
    }

    #[test]
    fn a_mapping_follows_columns_that_moved() {
        let column = |name: &str, target| MappedColumn::new(name, target);
        let mapping = Mapping {
            columns: vec![
                column("a", ColumnTarget::Date),
                column("b", ColumnTarget::Keep),
                column("b", ColumnTarget::Lat),
            ],
            ..Mapping::default()
        };
        let fitted = mapping.fitted(&["b", "title", "b", "a"].map(str::to_owned));
        let targets: Vec<ColumnTarget> = fitted.columns.iter().map(|column| column.target).collect();
        assert_eq!(targets, [ColumnTarget::Keep, ColumnTarget::Name(None), ColumnTarget::Lat, ColumnTarget::Date]);
    }
}
