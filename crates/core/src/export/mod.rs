//! Records → bytes for other programs, with an account of what a format can't say.
//!
//! Only [`write_file`] touches the disk, and nothing asks the clock, so that the same records give
//! the same bytes. Large sets stream: memory does not grow with the output. A format is a file with
//! its writer and its losses, and an entry in [`Format`].

mod bibtex;
mod cited;
mod collection;
mod csl;
mod csv;
mod docx;
pub mod figure;
mod format;
mod geojson;
mod html;
mod ics;
mod iso;
mod job;
mod json;
mod kept;
mod kml;
mod kml_style;
mod loss;
mod lpf;
mod markdown;
mod name;
mod notation;
mod package;
mod people;
mod prose;
mod quoted;
mod report;
mod ron;
mod scope;
mod svg;
mod table;
mod timelinejs;
mod tree;
mod walk;
mod wkt;
mod xlsx;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::dataset::{Dataset, Ix, Watch};
use crate::files::{self, WriteError};
use crate::model::Lang;
use crate::words::Words;

pub use crate::dataset::place::{RecordPositions, placed};
pub use csv::defused;
pub use format::{Format, FormatPurpose, WrittenUnit};
pub use job::{ExportNote, Job, Stopped};
pub use json::record as record_json;
pub use loss::{Loss, LostPart, Survey};
pub use name::file_name;
pub use prose::release;
pub use ron::{file as file_ron, record as record_ron};
pub use scope::{ColumnSet, ExportChoice, ReportForm, Scope, with_related};

/// A finished export, in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// UTF-8 text, but for XLSX and DOCX. CSV begins with a byte order mark, without which spreadsheets
    /// garble it.
    pub bytes: Vec<u8>,
    /// Records that were to be written.
    pub records: usize,
    /// What the format could not say.
    pub losses: Vec<Loss>,
}

/// Writes a job in a format as it goes; nothing that is written stays in memory.
///
/// `survey` is that of the same job and format: it stands in the file.
///
/// # Errors
/// When `watch` says so, or `to` takes no more.
pub fn write(
    job: &Job<'_>,
    format: Format,
    survey: &Survey,
    to: &mut (dyn Write + Send),
    watch: &Watch,
) -> Result<(), Stopped> {
    let outcome = format.writer().write(job, survey, &mut job::ExportOut::new(to, watch));
    outcome.map_err(|error| if watch.is_cancelled() { Stopped::Cancelled } else { Stopped::Io(error) })
}

/// Writes a file whole or not at all, together with what belongs beside it.
///
/// What stands beside is named after it, and given back: for `out.csv` a description of its
/// columns, `out.datapackage.json`.
///
/// # Errors
/// When one of the files can't be written or may not be replaced.
pub fn write_file(
    job: &Job<'_>,
    format: Format,
    survey: &Survey,
    path: &Path,
    overwrite: bool,
    watch: &Watch,
) -> Result<Option<PathBuf>, WriteError> {
    let beside = beside(format, job.columns, path);
    let write = |into: &mut (dyn Write + Send)| write(job, format, survey, into, watch).map_err(io::Error::other);
    match &beside {
        None => files::write_with(path, overwrite, write)?,
        Some(beside) => {
            let table = path.file_name().unwrap_or_default().to_string_lossy();
            let described = package::describe(job, survey, &table);
            files::write_pair(path, beside, overwrite, write, &described)?;
        }
    }
    Ok(beside)
}

/// The file that is written beside one of the format, if any. Nothing stands beside a device, and a
/// table for people needs no description.
pub fn beside(format: Format, columns: ColumnSet, path: &Path) -> Option<PathBuf> {
    let is_file = path.is_file() || !path.exists();
    (format == Format::Csv && columns == ColumnSet::All && is_file).then(|| path.with_extension("datapackage.json"))
}

/// The same as [`write()`] in memory and in Vietnamese, for sets that are known to be small.
pub fn export(dataset: &Dataset, rows: &[Ix], format: Format, note: &ExportNote) -> Export {
    let words = Words::new(Lang::default());
    let job = Job::new(dataset, &words, rows, note.clone());
    let survey = Survey::count_losses(&job, format);
    let mut bytes = Vec::new();
    // memory takes everything
    let _never = write(&job, format, &survey, &mut bytes, &Watch::default());
    Export { bytes, records: survey.records, losses: survey.losses }
}

#[cfg(test)]
mod tests;
