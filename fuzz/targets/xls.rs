//! Workbooks of Excel up to 2003.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: hold::expect_what_is_guarded(), |bytes: &[u8]| {
    hold::is_read(FileFormat::Xls, bytes);
});
