//! Files → a checked [`Dataset`], together with everything that is wrong with them.

pub mod boundaries;
pub mod check;
pub mod decode;
pub mod format;
pub mod index;
pub mod open;
pub mod place;
pub mod problem;

pub use index::{Dataset, Ix};
pub use open::{Loaded, builtin, open};
pub use problem::{Problem, Rule, Severity};
