//! Free words: an index of every word of every record, and what is found in it.
//!
//! Words are kept with their marks and looked up without them where the asker left them out.

mod cost;
mod find;
mod free;
mod index;
mod mark;
mod names;
mod same;
mod tokens;
mod typo;

pub(super) use cost::NameCosts;
pub(super) use find::SearchTerm;
pub(super) use free::FreeWords;
pub(super) use index::{SearchTexts, TextIndex};
pub use mark::Marker;
pub(super) use names::SearchName;
pub(super) use same::Synonyms;
pub(super) use typo::{apart, slips_to_offer};
