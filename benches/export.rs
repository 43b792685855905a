//! What it costs to write half of a million records to a file, and what memory grows by meanwhile.
//!
//! `cargo bench --bench export`, or with a number of records and a format:
//! `cargo bench --bench export -- 100000 csv`.

// a bench that can't write has nothing to measure
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

// for its allocator, which is part of what is measured
use km0 as _;
use km0_testkit::generate;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::time::Instant;

use km0_core::dataset::{Ix, Watch};
use km0_core::export::{ExportNote, Format, Job, Survey, write};
use km0_core::model::Lang;
use km0_core::words::Words;

/// Times each format is written; the best and the middle one count.
const TIMES: usize = 5;
const FORMATS: [Format; 6] = [Format::Csv, Format::GeoJson, Format::Json, Format::Kml, Format::Ics, Format::Markdown];

fn main() {
    let records = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    let dataset = generate::dataset(records, 1);
    let words = Words::new(Lang::Vi);
    let rows: Vec<Ix> = dataset.rows().step_by(2).collect();
    let folder = tempfile::tempdir().unwrap();
    println!("{} of {records} records; seconds for weighing, and for weighing and writing", rows.len());
    let wanted = std::env::args().skip(1).find_map(|arg| FORMATS.into_iter().find(|format| format.slug() == arg));
    for format in FORMATS.into_iter().filter(|format| wanted.is_none_or(|wanted| wanted == *format)) {
        let path = folder.path().join("out");
        let mut runs = Vec::new();
        let mut weighed = f64::MAX;
        forget_peak();
        let before = memory("VmRSS");
        for _ in 0..TIMES {
            let start = Instant::now();
            let job = Job::new(&dataset, &words, &rows, ExportNote::default());
            let survey = Survey::count_losses(&job, format);
            weighed = weighed.min(start.elapsed().as_secs_f64());
            let mut file = BufWriter::with_capacity(1 << 18, File::create(&path).unwrap());
            write(&job, format, &survey, &mut file, &Watch::default()).unwrap();
            file.flush().unwrap();
            runs.push(start.elapsed().as_secs_f64());
        }
        runs.sort_by(f64::total_cmp);
        let size = fs::metadata(&path).unwrap().len() / 1_000_000;
        let grown = memory("VmHWM").saturating_sub(before) / 1000;
        let (best, middle) = (runs[0], runs[TIMES / 2]);
        println!(
            "{:10} best {best:.3} s, middle {middle:.3} s, weighing {weighed:.3} s, {size} MB, memory +{grown} MB",
            format.slug()
        );
    }
}

/// Kilobytes, where the system tells them.
fn memory(what: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The peak counts from here on.
fn forget_peak() {
    let _not_on_this_system = fs::write("/proc/self/clear_refs", "5");
}
