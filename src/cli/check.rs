//! `km0 check`: every problem of a dataset at once.

use std::fmt::Write;

use km0_core::dataset::{self, Options, Severity};

use super::args::{CheckTask, Shared};
use super::failure::{Done, Status};
use super::{out, source};

pub(super) fn run(task: CheckTask, shared: &Shared) -> Done {
    let path = task.path.or_else(|| shared.data.clone());
    let layers = source::layers(shared)?;
    let loaded = match path.as_deref() {
        Some(path) => source::open(path, &Options { format: task.from, ..source::options(shared) })?,
        None => dataset::builtin(),
    };
    let loaded = dataset::lay_over(loaded, &layers, &source::options(shared));
    let mut text = String::new();
    let (mut errors, mut warnings) = (0, 0);
    for problem in &loaded.problems {
        match problem.severity() {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
        text.push_str(&out::clean(&problem.to_string()));
        text.push('\n');
    }
    let records = out::count(loaded.dataset.len(), "record");
    let (found, doubtful) = (out::count(errors, "error"), out::count(warnings, "warning"));
    // writing to a string does not fail
    let _never = writeln!(text, "{records}, {found}, {doubtful}");
    out::print(text.as_bytes())?;
    Ok(source::done(Status::Fine, &loaded))
}
