//! Cells of tables: dates in every way of writing, positions, values.
#![no_main]

use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    hold::is_date_cell(text);
    hold::is_cell(text);
});
