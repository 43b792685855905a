//! `km0 check`: every problem of a dataset at once.

use km0_core::dataset::problem::{as_csv, as_table};
use km0_core::dataset::{self, Options, Severity};

use super::args::{CheckTask, Shared};
use super::failure::{CommandResult, Status};
use super::plan::OutputFile;
use super::{out, source};

pub(super) fn run(task: CheckTask, shared: &Shared) -> CommandResult {
    let path = task.path.or_else(|| shared.data.clone());
    let table = task.problems.as_deref().map(|path| OutputFile { path, force: task.force });
    table.as_ref().map_or(Ok(()), OutputFile::allowed)?;
    let layers = source::layers(shared)?;
    let loaded = match path.as_deref() {
        Some(path) => source::open(path, &Options { format: task.from, ..source::options(shared) })?,
        None => dataset::builtin(),
    };
    let loaded = dataset::lay_over(loaded, &layers, &source::options(shared));
    let mut text = String::new();
    let (mut errors, mut warnings, mut notes) = (0, 0, 0);
    for problem in &loaded.problems {
        match problem.severity() {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
            Severity::Note => notes += 1,
        }
        text.push_str(&out::clean(&out::words().problem_line(problem)));
        text.push('\n');
    }
    let named = loaded.dataset.about.named;
    let counts = [
        ("records", loaded.dataset.len_of_rows()),
        ("named", named),
        ("errors", errors),
        ("warnings", warnings),
        ("notes", notes),
    ];
    text.push_str(&out::said("cli-checked", &counts.map(|(name, count)| (name, count.into()))));
    text.push('\n');
    out::print(text.as_bytes())?;
    if let Some(table) = table {
        let tabs = table.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("tsv"));
        let written =
            if tabs { as_table(&loaded.problems, out::words()) } else { as_csv(&loaded.problems, out::words()) };
        table.write(written.as_bytes())?;
    }
    Ok(source::done(Status::Fine, &loaded))
}
