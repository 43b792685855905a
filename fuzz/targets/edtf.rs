//! Dates in EDTF.
#![no_main]

use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    hold::is_date(text);
});
