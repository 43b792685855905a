//! `km0 convert`: a file of any format that is read, in any that is written.

use std::path::Path;

use km0_core::dataset::table::Mapping;
use km0_core::dataset::{Ix, Options};
use km0_core::export::{self, ColumnSet, ExportNote, Format, Job, Survey};
use km0_core::files;
use km0_core::words::Words;

use super::args::{ConvertTask, Shared};
use super::failure::{CommandResult, Failure};
use super::plan::OutputFile;
use super::{out, source};

/// Bytes that a mapping file may have.
const MAX_MAPPING: u64 = 1 << 20;

pub(super) fn run(task: &ConvertTask, shared: &Shared) -> CommandResult {
    if shared.data.is_some() {
        return Err(Failure::usage(out::words().t("cli-convert-data")));
    }
    source::exists(&task.input)?;
    let format = format_of(&task.output)?;
    let beside = export::beside(format, ColumnSet::All, &task.output);
    for path in std::iter::once(task.output.as_path()).chain(beside.as_deref()) {
        OutputFile { path, force: task.force }.allowed()?;
    }
    let mapping = task.mapping.as_deref().map(mapping).transpose()?;
    let loaded = source::open(&task.input, &Options { mapping, format: task.from, ..source::options(shared) })?;
    source::count_errors(&loaded, &task.input);
    if loaded.dataset.is_empty() {
        let values = [("path", task.input.display().to_string().into())];
        return Err(Failure::problem(anyhow::anyhow!(out::said("cli-nothing-to-write", &values))));
    }
    let rows: Vec<Ix> = loaded.dataset.rows().collect();
    let words = Words::new(source::lang(shared));
    let job = Job::new(&loaded.dataset, &words, &rows, ExportNote::default());
    let survey = Survey::count_losses(&job, format);
    let done = super::export::file(&job, format, &survey, &task.output, task.force)?;
    super::export::tell(&survey, format.slug());
    Ok(source::done(done, &loaded))
}

/// What the end of the output's name asks for; the longest that fits.
fn format_of(path: &Path) -> Result<Format, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let fits = Format::ALL.into_iter().filter(|format| name.ends_with(&format!(".{}", format.extension())));
    fits.max_by_key(|format| format.extension().len()).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.extension()).collect();
        let values = [("name", out::clean(&name).into()), ("known", known.join(", ").into())];
        Failure::usage(out::said("cli-no-such-format", &values))
    })
}

fn mapping(path: &Path) -> Result<Mapping, Failure> {
    source::exists(path)?;
    let text = files::read_text(path, MAX_MAPPING).map_err(Failure::problem)?;
    Mapping::from_text(&text).map_err(|error| Failure::usage(format_args!("{}:{error}", path.display())))
}
