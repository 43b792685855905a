//! `km0 export`: records, for another program.

use std::io;
use std::path::Path;

use km0_core::dataset::{Dataset, Ix, Watch};
use km0_core::export::{
    self, ColumnSet, ExportChoice, Format, Job, Loss, LostPart, ReportForm, Scope, Stopped, Survey,
};
use km0_core::pages::Reader;
use km0_core::pages::story::ToldStory;
use km0_core::query::Corpus;
use km0_core::saved::SavedView;
use km0_core::words::Words;

use super::args::{ExportTask, Shared};
use super::failure::{CommandResult, Failure, Status};
use super::plan::{OutputFile, refused};
use super::source::RequestedView;
use super::{out, show, source};

pub(super) fn run(task: &ExportTask, shared: &Shared) -> CommandResult {
    let RequestedView { query, view, shared } = source::wanted(&task.asked, shared)?;
    if let Some(path) = task.target.output.as_deref() {
        OutputFile { path, force: task.target.force }.allowed()?;
        if let Some(beside) = export::beside(task.format, task.columns, path) {
            OutputFile { path: &beside, force: task.target.force }.allowed()?;
        }
    }
    if let Some(path) = &task.story {
        return story(path, task, &shared);
    }
    let loaded = source::load(&shared)?;
    source::tell_missing(view.as_ref(), &loaded);
    let selected = selected(&task.select, view.as_ref(), &loaded.dataset)?;
    let choice = choice(task, &selected)?;
    let answer = source::answer(&query, &loaded, source::lang(&shared));
    let words = Words::new(source::lang(&shared));
    let job = choice.job(&loaded.dataset, &words, &query, &answer.rows, &selected);
    let survey = Survey::count_losses(&job, task.format);
    let done = match task.target.output.as_deref() {
        Some(path) => file(&job, task.format, &survey, path, task.target.force)?,
        None => print(&job, task.format, &survey)?,
    };
    tell(&survey, task.format.slug());
    Ok(source::done(done, &loaded))
}

/// A story, step by step.
fn story(path: &Path, task: &ExportTask, shared: &Shared) -> CommandResult {
    if !task.format.is_report() {
        let values = [("flag", "--story".into()), ("format", task.format.slug().into())];
        return Err(Failure::usage(out::said("cli-pages", &values)));
    }
    let view = source::story(path)?;
    let shared = source::shared_by(&view, shared);
    let loaded = source::load(&shared)?;
    source::tell_missing(Some(&view), &loaded);
    let words = Words::new(source::lang(&shared));
    let reader = Reader { dataset: &loaded.dataset, words: &words };
    let told = ToldStory::from_view(&reader, &Corpus::new(&loaded.dataset), &view).unwrap_or_default();
    let job = Job::of_story(&loaded.dataset, &words, told);
    let survey = Survey::count_losses(&job, task.format);
    let done = match task.target.output.as_deref() {
        Some(path) => file(&job, task.format, &survey, path, task.target.force)?,
        None => print(&job, task.format, &survey)?,
    };
    Ok(source::done(done, &loaded))
}

/// The records that `--select` names, all of which must be there; else those of the view.
fn selected(named: &[String], view: Option<&SavedView>, dataset: &Dataset) -> Result<Vec<Ix>, Failure> {
    if named.is_empty() {
        let cites = view.map(|view| view.selection.as_slice()).unwrap_or_default();
        return Ok(cites.iter().filter_map(|cite| dataset.ix(&cite.source)).collect());
    }
    let one = |id: &String| {
        let record = show::find(dataset, id)?;
        dataset
            .ix(&record.id)
            .ok_or_else(|| Failure::usage(out::said("cli-no-record", &[("id", out::clean(id).into())])))
    };
    named.iter().map(one).collect()
}

fn choice(task: &ExportTask, selected: &[Ix]) -> Result<ExportChoice, Failure> {
    let scope = task.scope.unwrap_or(if task.select.is_empty() { Scope::Shown } else { Scope::Selection });
    if scope != Scope::Selection && !task.select.is_empty() {
        return Err(Failure::usage(out::words().t("cli-select-scope")));
    }
    if scope == Scope::Selection && selected.is_empty() {
        return Err(Failure::usage(out::words().t("cli-nothing-selected")));
    }
    if task.columns == ColumnSet::People && task.format != Format::Csv {
        return Err(Failure::usage(out::said("cli-columns-csv", &[("format", task.format.slug().into())])));
    }
    let (form, flag) = [
        (task.pages, ReportForm::Pages, "--pages"),
        (task.briefing, ReportForm::Briefing, "--briefing"),
        (task.along, ReportForm::Along, "--along"),
    ]
    .into_iter()
    .find_map(|(asked, form, flag)| asked.then_some((form, flag)))
    .unwrap_or((ReportForm::List, ""));
    if form != ReportForm::List && !task.format.is_report() {
        let values = [("flag", flag.into()), ("format", task.format.slug().into())];
        return Err(Failure::usage(out::said("cli-pages", &values)));
    }
    Ok(ExportChoice { format: task.format, scope, related: task.related, form, columns: task.columns })
}

pub(super) fn file(job: &Job<'_>, format: Format, survey: &Survey, path: &Path, force: bool) -> CommandResult {
    let beside = export::write_file(job, format, survey, path, force, &Watch::default()).map_err(refused)?;
    for path in std::iter::once(path).chain(beside.as_deref()) {
        out::complain(&out::said("cli-wrote", &[("path", path.display().to_string().into())]));
    }
    Ok(Status::Fine)
}

fn print(job: &Job<'_>, format: Format, survey: &Survey) -> CommandResult {
    let mut stdout = io::BufWriter::with_capacity(1 << 16, io::stdout());
    let outcome = export::write(job, format, survey, &mut stdout, &Watch::default());
    let flushed = outcome.and_then(|()| io::Write::flush(&mut stdout).map_err(Stopped::Io));
    match flushed {
        // whoever reads has seen enough
        Err(Stopped::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Fine),
        other => {
            let told = |error| anyhow::Error::new(error).context("standard output can't be written");
            other.map(|()| Status::Fine).map_err(|error| Failure::problem(told(error)))
        }
    }
}

/// How much was written, and what the format could not say.
pub(super) fn tell(survey: &Survey, format: &str) {
    let words = out::words();
    out::complain(&survey.in_words(words));
    let (fields, others): (Vec<&Loss>, Vec<&Loss>) =
        survey.losses.iter().partition(|loss| matches!(loss.what, LostPart::Field(_)));
    for loss in others {
        out::complain(&format!("{}: {}", words.t("cli-note"), loss.in_words(words)));
    }
    let name = |loss: &&Loss| match loss.what {
        LostPart::Field(field) => Some(format!("{} ({})", words.field(field.name()), loss.records)),
        _ => None,
    };
    let fields: Vec<String> = fields.iter().filter_map(name).collect();
    if !fields.is_empty() {
        let text = out::said("cli-no-room", &[("format", format.into()), ("fields", fields.join(", ").into())]);
        out::complain(&format!("{}: {}", words.t("cli-note"), out::wrapped(&text, 94).join("\n      ")));
    }
}
