//! Texts in any encoding, and how they are folded for the search.
#![no_main]

use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    hold::is_decoded(bytes);
});
