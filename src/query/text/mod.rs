//! Free words: an index of every word of every record, and what is found in it.
//!
//! Words are kept with their marks and looked up without them where the asker left them out.

mod find;
mod index;
mod mark;
mod tokens;
mod typo;

pub(super) use find::{Find, Found};
pub(super) use index::{Parts, TextIndex};
pub use mark::Marker;
