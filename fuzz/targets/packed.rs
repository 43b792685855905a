//! Containers as they come: workbooks of every kind, packed KML.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: hold::expect_what_is_guarded(), |bytes: &[u8]| {
    for format in [FileFormat::Xlsx, FileFormat::Xlsb, FileFormat::Ods, FileFormat::Kmz, FileFormat::Xls] {
        hold::is_read(format, bytes);
    }
});
