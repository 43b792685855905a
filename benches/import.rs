//! What it costs to read large files: time from the file to a checked and indexed dataset, and the
//! most memory the process had. Every figure comes from a process of its own.
//!
//! `cargo bench --bench import -- [records]`; a million when not said.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::expect_used)]

// for its allocator, which is part of what is measured
use km0 as _;
use km0_testkit::generate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use km0_core::dataset::{Ix, Watch, open};
use km0_core::export::{ExportNote, Format, Job, Survey, write_file};
use km0_core::model::Lang;
use km0_core::words::Words;

fn main() {
    // the harness of cargo adds an argument of its own
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", folder, records] => write(Path::new(folder), records.parse().unwrap()),
        ["read", path] => read(Path::new(path)),
        rest => all(rest.first().map_or("1000000", |records| records)),
    }
}

fn all(records: &str) {
    let folder = tempfile::tempdir().unwrap();
    let this = |args: &[&str]| {
        let status = Command::new(std::env::current_exe().unwrap()).args(args).status().unwrap();
        assert!(status.success(), "{args:?}");
    };
    this(&["write", folder.path().to_str().unwrap(), records]);
    let mut files: Vec<PathBuf> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| !path.to_string_lossy().ends_with("datapackage.json"));
    files.sort();
    for path in files {
        this(&["read", path.to_str().unwrap()]);
    }
}

/// The table of this program, its GeoJSON, a plain table as other programs write them, and one whose rows have
/// positions of their own under a few names.
fn write(folder: &Path, records: usize) {
    let dataset = generate::dataset(records, 7);
    let rows: Vec<Ix> = dataset.rows().collect();
    let words = Words::new(Lang::En);
    for format in [Format::Csv, Format::GeoJson] {
        let job = Job::new(&dataset, &words, &rows, ExportNote::default());
        let path = folder.join(format!("own.{}", format.extension()));
        write_file(&job, format, &Survey::count_losses(&job, format), &path, false, &Watch::default()).unwrap();
    }
    let mut plain = String::from("Tên,Ngày,Địa điểm,Vĩ độ,Kinh độ\n");
    for (at, record) in dataset.records().iter().enumerate() {
        let name = record.name.vi.replace('"', "");
        let (day, month, year) = (at % 28 + 1, at % 12 + 1, 2015 + at % 11);
        let place = at % 400;
        let (lat, lon) = (21.0 + place as f64 / 100.0, 104.0 + place as f64 / 100.0);
        plain.push_str(&format!("\"{name} {at}\",{day:02}/{month:02}/{year},Cửa khẩu {place},{lat},{lon}\n"));
    }
    fs::write(folder.join("plain.csv"), plain).unwrap();
    let mut spots = String::from("Tên,Ngày,Địa điểm,Vĩ độ,Kinh độ\n");
    for at in 0..records {
        let (lat, lon) = (21.0 + (at % 1000) as f64 / 500.0, 104.0 + (at / 1000) as f64 / 500.0);
        spots.push_str(&format!("Khảo sát {at},{},Cửa khẩu {},{lat},{lon}\n", 2015 + at % 11, at % 8));
    }
    fs::write(folder.join("spots.csv"), spots).unwrap();
}

fn read(path: &Path) {
    let size = fs::metadata(path).unwrap().len() as f64 / 1e6;
    // the file from the system's memory, not from the disk
    std::io::copy(&mut fs::File::open(path).unwrap(), &mut std::io::sink()).unwrap();
    let start = Instant::now();
    let loaded = open(path);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{:<14} {size:>6.0} MB  {:>8} records  {:>5} problems  {seconds:>6.2} s  peak {:>5} MB",
        path.file_name().unwrap().to_string_lossy(),
        loaded.dataset.len(),
        loaded.problems.len(),
        peak()
    );
}

/// The most memory that this process had, in MB, where the system tells it.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1000
}
