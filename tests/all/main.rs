//! The program from the outside, and what holds for its source and data as a whole.

// the whole crate is a test, which clippy's exceptions for test functions do not see
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod along;
mod bad;
mod boards;
mod cli;
mod conform;
mod curate;
mod data;
mod docs;
mod export;
mod export_faults;
mod find;
mod fonts;
mod import;
mod import_window;
mod kept;
mod keyboard;
mod layers;
mod layout;
mod legible;
mod linked;
#[cfg(target_os = "linux")]
mod linux;
mod list;
mod pages;
mod pictures;
mod program;
mod reload;
mod render;
mod schema;
mod session;
mod sheets;
mod tidy;
mod views;
mod wild;
mod window;
mod wording;
mod words;

#[cfg(not(target_os = "linux"))]
#[test]
fn what_needs_linux_is_skipped() {
    // system calls, the X server and xmllint are looked at on Linux only
}
