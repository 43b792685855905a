//! Tracks and waypoints (GPX).
#![no_main]

use km0_core::dataset::Format;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    hold::is_read(Format::Gpx, bytes);
});
