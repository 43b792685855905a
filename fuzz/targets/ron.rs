//! The dataset's own notation.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    hold::is_notation(text);
    hold::is_read(FileFormat::Ron, text.as_bytes());
});
