//! What any reader makes of a file: written in each format that keeps everything and read again it is the same, and every other format can be written of it.
#![no_main]

use km0_core::dataset::FileFormat;
use km0_testkit::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some((which, file)) = bytes.split_first() {
        let format = [FileFormat::Ron, FileFormat::Csv, FileFormat::Json, FileFormat::Ics, FileFormat::Kml][usize::from(*which) % 5];
        let read = hold::is_read(format, file);
        hold::comes_back(&read);
        hold::is_used(&read.dataset);
    }
});
