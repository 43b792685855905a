//! The parts of a workbook, one of them replaced.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: hold::expect_what_is_guarded(), |bytes: &[u8]| {
    if let Some((which, part)) = bytes.split_first() {
        hold::is_read(FileFormat::Xlsx, &hold::xlsx_with(*which, part));
    }
});
