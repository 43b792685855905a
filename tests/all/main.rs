//! The program from the outside, and what holds for its source and data as a whole.

// the whole crate is a test, which clippy's exceptions for test functions do not see
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bad;
mod boards;
mod border;
mod cli;
mod conform;
mod curate;
mod data;
mod export;
mod export_faults;
mod facets;
mod fonts;
mod generated;
mod hands;
mod import;
mod import_window;
mod kept;
mod linked;
mod list;
mod network;
mod pages;
mod pictures;
mod program;
mod query;
mod reload;
mod render;
mod screen;
mod search;
mod sentence;
mod session;
mod sheets;
mod tidy;
mod views;
mod wild;
mod window;
mod words;
