//! What Km0 does without a window.
//!
//! What happens to data, in the order of the modules: a file is read and checked into a
//! [`dataset`] of [`model`] values; a [`query`] asks it a question and gets an answer; [`pages`]
//! say what there is to say about one record; [`export`] writes records for other programs.
//! [`saved`] is what a window shows as a value, [`words`] the interface in three languages, and
//! [`basemap`] reads the files of the map that small maps and the window's draw.

mod named_enum;

pub mod basemap;
pub mod model;

pub mod dataset;

pub mod promises;
pub mod query;

pub mod export;
pub mod files;
pub mod guard;
pub mod pages;
pub mod saved;
pub mod words;
