//! Tables and other people's events → records: which column means what, how their dates read, and
//! what of a row becomes which record. Feature collections, calendars and placemarks are rows too.

mod coordinates;
pub mod dates;
mod decode;
pub(super) mod entries;
pub(in crate::dataset) mod gazetteer;
mod guess;
mod ids;
mod mapping;
mod numbers;
mod places;
mod shape;
mod target;
mod trial;

pub(in crate::dataset) use decode::{BUILTIN, ReadRow, RowReader, seen_lang};
pub use decode::{Context, DecodedRows, RowCells, RowDecoder, kind_of};
pub(in crate::dataset) use guess::is_name;
pub use guess::{for_table, target_of};
pub use mapping::{DayMonthOrder, EXTENSION, MappedColumn, Mapping};
pub use target::{ColumnTarget, DatePart};
pub use trial::{TableHead, Trial, trial};

/// The degrees that a text says, in whatever form.
pub(in crate::dataset) fn coordinate(text: &str, latitude: bool) -> Option<f64> {
    coordinates::angle(text, latitude).ok()
}

/// An id for what is called so.
pub fn slug_of(title: &str) -> crate::model::Id {
    let slug = ids::slug(title);
    if slug.is_empty() { format!("data-{}", ids::digest(title)).into() } else { slug.into() }
}
