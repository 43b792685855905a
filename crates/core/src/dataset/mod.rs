//! Files → a checked [`Dataset`], together with everything that is wrong with them.

pub mod begun;
pub mod border;
pub mod boundaries;
pub mod check;
pub mod decode;
pub mod derived;
pub mod format;
pub mod index;
mod intake;
mod intern;
mod once;
pub mod open;
pub mod overlay;
pub(crate) mod parallel;
mod period;
pub mod place;
pub mod problem;
pub mod table;
pub mod underlay;
pub mod watch;

pub use format::FileFormat;
pub use index::{Dataset, Ix};
pub use open::{Loaded, Options, builtin, lay_over, open, open_stream, open_with, sheets};
pub use overlay::{LaidLayer, Layer};
pub use problem::{Problem, Rule, Severity};
pub use watch::Watch;

/// The extensions of the files that [`mod@open`] understands.
pub const EXTENSIONS: [&str; 18] = FileFormat::EXTENSIONS;
