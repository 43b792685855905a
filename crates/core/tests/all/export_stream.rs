//! Large sets in order, and work that is ended before it is done.

use std::io;

use km0_core::dataset::{Dataset, Ix, Watch};
use km0_core::export::{ExportNote, Format, Job, Stopped, Survey, WrittenUnit, export, write};
use km0_core::model::Lang;
use km0_core::words::Words;
use km0_testkit::generate;

/// Enough records that several threads share the work.
const MANY: usize = 6_000;

fn rows(dataset: &Dataset) -> Vec<Ix> {
    dataset.rows().collect()
}

fn written(dataset: &Dataset, rows: &[Ix], format: Format) -> Vec<u8> {
    export(dataset, rows, format, &ExportNote::default()).bytes
}

#[test]
fn several_threads_keep_the_order_of_the_records() {
    let dataset = generate::dataset(MANY, 3);
    let backwards: Vec<Ix> = dataset.rows().collect::<Vec<_>>().into_iter().rev().collect();
    let csv = written(&dataset, &backwards, Format::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let wanted: Vec<String> = backwards.iter().map(|ix| dataset.record(*ix).unwrap().id.to_string()).collect();
    assert_eq!(ids, wanted);
    for format in [Format::Json, Format::GeoJson, Format::TimelineJs] {
        let _parses: serde_json::Value = serde_json::from_slice(&written(&dataset, &backwards, format)).unwrap();
    }
}

/// Takes so many bytes, and then cancels.
struct Cancelling<'a>(usize, &'a Watch);

impl io::Write for Cancelling<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_sub(bytes.len());
        if self.0 == 0 {
            self.1.cancel();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn work_that_is_cancelled_ends_and_says_so() {
    let dataset = generate::dataset(MANY, 4);
    let words = Words::new(Lang::En);
    for format in Format::ALL.into_iter().filter(|format| format.unit() != WrittenUnit::Sources) {
        let job = Job::new(&dataset, &words, &rows(&dataset), ExportNote::default());
        let survey = Survey::count_losses(&job, format);
        let watch = Watch::default();
        let outcome = write(&job, format, &survey, &mut Cancelling(1, &watch), &watch);
        assert!(matches!(outcome, Err(Stopped::Cancelled)), "{format:?}");
        // a workbook is packed only when all of its rows are there
        let least = if format == Format::Xlsx { dataset.len() } else { dataset.len() - 1 };
        assert!(watch.done() <= least as u64, "{format:?}: {}", watch.done());
    }
}
