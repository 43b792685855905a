//! Views and stories: written and read again they are the same.
#![no_main]

use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    hold::is_view(text);
});
