//! JSON of every kind: of this program, GeoJSON, TimelineJS, linked places.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    hold::is_read(FileFormat::Json, bytes);
});
