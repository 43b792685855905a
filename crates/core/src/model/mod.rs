//! What is known: plain values with no behaviour beyond what keeps them honest.
//!
//! A [`Record`] has a head that every kind shares (id, name, date, links, citations) and fields
//! of its own, laid down kind by kind in [`schema`]. Nothing here reads files or paints.

pub mod cite;
pub mod fold;
pub mod geometry;
pub mod hidden;
pub mod item;
pub mod kind;
pub mod node;
pub mod parts;
pub mod record;
pub mod schema;
pub mod text;

pub use cite::Cite;
pub use geometry::Geometry;
pub use item::Item;
pub use kind::Kind;
pub use km0_edtf as date;
pub use km0_edtf::{Bounds, Edtf, EdtfError, Moment, Precision, Span};
pub use record::{Id, List, Origin, Record, Value};
pub use schema::Field;
pub use text::{Forms, Lang, Text};
