//! What holds for dates, datasets, queries and words, without a window and without the binary.

// the whole crate is a test, which clippy's exceptions for test functions do not see
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bad_bytes;
mod border;
mod cases;
mod cases_exact;
mod cases_lost;
mod cases_more;
mod cases_others;
mod export_stream;
mod facets;
mod foreign;
mod generated;
mod hold;
mod layers;
mod query;
mod search;
mod sentence;
mod stories;
