//! What became of a promise: how it stands according to the sources, the records that take it up in
//! the order of time, and how old it is.
//!
//! Nothing is inferred in silence. A state is one that the data states of the promise itself, with
//! its citation; a promise of which nothing later is told has no later word, whatever it was when it
//! was made. A step of the thread says whether the data links it or it was worked out, and by what.

mod age;
mod link;
mod standing;
mod thread;

#[cfg(test)]
mod tests;

pub use age::{Age, age, last_word};
pub use link::{InCommon, LinkBasis};
pub use standing::{Basis, PromiseStanding, PromiseStatus, is_proposal, standing, state};
pub use thread::{RecordPart, Thread, ThreadStep};
