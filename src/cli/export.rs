//! `km0 export`: the records that match, for another program.

use crate::export::{self, Export, Loss, Lost, Note};

use super::args::{ExportTask, Shared};
use super::failure::Done;
use super::plan::Target;
use super::source::Wanted;
use super::{out, source};
use crate::words::Words;

pub(super) fn run(task: &ExportTask, shared: &Shared) -> Done {
    let Wanted { query, view, shared } = source::wanted(&task.asked, shared)?;
    let target = task.target.output.as_deref().map(|path| Target { path, force: task.target.force });
    if let Some(target) = target {
        target.allowed()?;
    }
    let loaded = source::load(&shared)?;
    source::tell_missing(view.as_ref(), &loaded);
    let answer = source::answer(&query, &loaded, source::lang(&shared));
    let words = Words::new(source::lang(&shared));
    let sentence = words.sentence_text(&query, &loaded.dataset, answer.rows.len());
    let note = Note { filter: query.to_string(), sentence, generated: None };
    let export = export::export(&loaded.dataset, &answer.rows, task.format, &note);
    let done = match target {
        Some(target) => target.write(&export.bytes)?,
        None => out::print(&export.bytes)?,
    };
    tell(&export, task.format.slug());
    Ok(done)
}

/// How much was written, and what the format could not say.
pub(super) fn tell(export: &Export, format: &str) {
    let records = out::count(export.records, "record");
    out::complain(&records);
    let (fields, others): (Vec<&Loss>, Vec<&Loss>) =
        export.losses.iter().partition(|loss| matches!(loss.what, Lost::Field(_)));
    for loss in others {
        out::complain(&format!("note: {loss}"));
    }
    let name = |loss: &&Loss| match loss.what {
        Lost::Field(field) => Some(format!("{} ({})", field.name(), loss.records)),
        _ => None,
    };
    let fields: Vec<String> = fields.iter().filter_map(name).collect();
    if !fields.is_empty() {
        let text = format!("{format} has no room for these fields (of so many records): {}", fields.join(", "));
        out::complain(&format!("note: {}", out::wrapped(&text, 94).join("\n      ")));
    }
}
