//! What a spreadsheet of OpenDocument holds.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: hold::expect_what_is_guarded(), |bytes: &[u8]| {
    hold::is_read(FileFormat::Ods, &hold::ods_with(bytes));
});
