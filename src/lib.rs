//! Km0 shows dated, placed records on a timeline linked to a map.
//!
//! What happens to data, in the order of the modules: a file is read and checked into a
//! [`km0_core::dataset`] of [`km0_core::model`] values; a [`km0_core::query`] asks it a question and gets an answer; the answer
//! becomes panel models ([`timeline`], [`map`], [`boards`], [`details`] of [`km0_core::pages`], [`browse`], [`facets`])
//! that are laid out and painted, or bytes for other programs ([`km0_core::export`]). What a person does comes back as a command
//! ([`context`]) that [`app`] applies to its state. [`cli`] does the same without a window.

pub mod ui;

pub mod context;

pub mod boards;
pub mod browse;
pub mod details;
pub mod facets;
pub mod map;
pub mod timeline;

pub mod print;

pub mod app;
pub mod cli;

/// A million records are many small pieces of memory: this takes and gives them back in less time than the system's
/// own allocators, and hands to the system what a file took once it is closed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
