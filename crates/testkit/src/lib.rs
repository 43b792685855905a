//! What tests and benches of several crates share: generated datasets, and with the feature
//! `window` the hands of a person and the graphics device that all windows of a suite use.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::PathBuf;

pub mod generate;
#[cfg(feature = "window")]
pub mod hands;
pub mod hold;
#[cfg(feature = "window")]
pub mod renderer;

/// The folder of the project, where `seeds` and `tests/data` are.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
