//! From arguments to a dataset and an answer.

use std::path::{Path, PathBuf};

use km0_core::dataset::{self, Dataset, Ix, Layer, Loaded, Options, Severity};
use km0_core::files;
use km0_core::model::{Field, Lang, Value};
use km0_core::query::{Answer, Corpus, Query};
use km0_core::saved::{self, Missing, SavedView};

use super::args::{QueryArgs, Shared};
use super::failure::{Failure, Status};
use super::out;

/// The dataset that `--data` names, else the built-in one. Its errors are counted on standard
/// error: the good records are there all the same.
pub(super) fn load(shared: &Shared) -> Result<Loaded, Failure> {
    let layers = layers(shared)?;
    let base = match &shared.data {
        None => dataset::builtin(),
        Some(path) => {
            let loaded = open(path, &options(shared))?;
            count_errors(&loaded, path);
            loaded
        }
    };
    if layers.is_empty() {
        return Ok(base);
    }
    let loaded = dataset::lay_over(base, &layers, &Options { format: None, ..options(shared) });
    for layer in &layers {
        let own = loaded.problems.iter().filter(|problem| problem.is_of(&layer.path));
        let errors = own.filter(|problem| problem.severity() == Severity::Error).count();
        if errors > 0 {
            out::note("cli-errors", &[("count", errors.into()), ("path", layer.path.display().to_string().into())]);
        }
    }
    Ok(loaded)
}

/// What is to be laid over the dataset, all of which is there.
pub(super) fn layers(shared: &Shared) -> Result<Vec<Layer>, Failure> {
    let mut layers: Vec<Layer> = Vec::new();
    for path in &shared.add {
        exists(path)?;
        if !layers.iter().any(|layer| layer.path == *path) {
            layers.push(Layer::at_path(path));
        }
    }
    Ok(layers)
}

/// What is said of a dataset before it is read.
pub(super) fn options(shared: &Shared) -> Options {
    Options { format: shared.from, encoding: shared.encoding, sheet: shared.sheet.clone(), ..Options::default() }
}

/// What stands for standard input in the place of a file.
const STDIN: &str = "-";

/// The dataset in a folder or file, or on standard input.
pub(super) fn open(path: &Path, options: &Options) -> Result<Loaded, Failure> {
    exists(path)?;
    if path == Path::new(STDIN) {
        return Ok(dataset::open_stream(std::io::stdin(), "stdin", options));
    }
    Ok(dataset::open_with(path, options))
}

/// A task is done; that its dataset has errors is told by the exit code, whatever the task.
pub(super) fn done(status: Status, loaded: &Loaded) -> Status {
    let errors = loaded.problems.iter().any(|problem| problem.severity() == Severity::Error);
    if errors { Status::Problems } else { status }
}

/// Counts a dataset's errors on standard error.
pub(super) fn count_errors(loaded: &Loaded, path: &Path) {
    let errors = loaded.problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
    if errors > 0 {
        out::note("cli-errors", &[("count", errors.into()), ("path", path.display().to_string().into())]);
    }
}

pub(super) fn exists(path: &Path) -> Result<(), Failure> {
    if path == Path::new(STDIN) || path.exists() {
        return Ok(());
    }
    Err(Failure::usage(out::said("cli-no-such-file", &[("path", path.display().to_string().into())])))
}

pub(super) fn lang(shared: &Shared) -> Lang {
    shared.lang.unwrap_or_default()
}

/// What is asked for, with what the view file says where the command line says nothing.
pub(super) struct RequestedView {
    pub(super) query: Query,
    pub(super) view: Option<SavedView>,
    pub(super) shared: Shared,
}

/// Reads the query and the view before anything is loaded, so that a slip is told at once.
pub(super) fn wanted(asked: &QueryArgs, shared: &Shared) -> Result<RequestedView, Failure> {
    let view = asked.view.as_deref().map(view).transpose()?;
    let query = match (&asked.query, &view) {
        (Some(text), _) => query(text)?,
        (None, Some(view)) => view.query.clone(),
        (None, None) => Query::default(),
    };
    let shared = view.as_ref().map_or_else(|| shared.clone(), |view| shared_by(view, shared));
    Ok(RequestedView { query, view, shared })
}

/// Language and dataset, those of the view where the command line names none.
pub(super) fn shared_by(view: &SavedView, shared: &Shared) -> Shared {
    let mut shared = shared.clone();
    shared.lang = shared.lang.or(view.lang);
    shared.data = shared.data.or_else(|| data_of(view));
    if shared.add.is_empty() {
        // what is gone is told with what else is
        let shown = view.layers.iter().filter(|layer| !layer.hidden && layer.path.exists());
        shared.add = shown.map(|layer| layer.path.clone()).collect();
    }
    shared
}

/// A view file, or what is wrong in which line of it.
pub(super) fn view(path: &Path) -> Result<SavedView, Failure> {
    exists(path)?;
    let text = files::read_text(path, saved::MAX_FILE).map_err(Failure::problem)?;
    let view = saved::read(&text).map_err(|error| Failure::usage(format_args!("{}:{error}", path.display())));
    let mut view = view?;
    for path in view.stay_here() {
        out::note("cli-view-remote", &[("path", out::clean(&path.display().to_string()).into())]);
    }
    Ok(view)
}

/// A view file with a story, or the built-in story of this name.
pub(super) fn story(wanted: &Path) -> Result<SavedView, Failure> {
    let mut known = saved::built_in();
    let view = match known.find(|(name, _)| Path::new(name) == wanted && !wanted.exists()) {
        Some((_, view)) => view,
        None if !wanted.exists() => {
            let names = saved::built_in().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
            let path = out::clean(&wanted.display().to_string());
            return Err(Failure::usage(out::said(
                "cli-no-such-story",
                &[("path", path.into()), ("names", names.into())],
            )));
        }
        None => self::view(wanted)?,
    };
    if view.story.as_ref().is_none_or(|story| story.steps.is_empty()) {
        let path = out::clean(&wanted.display().to_string());
        return Err(Failure::usage(out::said("cli-no-story", &[("path", path.into())])));
    }
    Ok(view)
}

/// Where the dataset of a view is, if it is still there.
pub(super) fn data_of(view: &SavedView) -> Option<PathBuf> {
    let path = view.dataset.path.as_ref()?;
    if !path.exists() {
        out::note("cli-view-data-gone", &[("path", path.display().to_string().into())]);
    }
    path.exists().then(|| path.clone())
}

/// Tells on standard error what of a view the dataset does not have. Terms of its query that name
/// nothing are told with the answer.
pub(super) fn tell_missing(view: Option<&SavedView>, loaded: &Loaded) {
    for missing in view.into_iter().flat_map(|view| saved::missing(view, &loaded.dataset, &[])) {
        let other =
            |saved: String, open: String| [("saved", saved), ("open", open)].map(|(name, text)| (name, text.into()));
        match missing {
            Missing::Dataset { saved, open } => out::note("cli-view-dataset", &other(out::clean(&saved), open)),
            Missing::Release { saved, open } => out::note("cli-view-release", &other(out::clean(&saved), open)),
            Missing::Layer(path) => {
                out::note("cli-view-layer", &[("path", out::clean(&path.display().to_string()).into())]);
            }
            Missing::Term(term) => out::note("cli-names-nothing", &[("term", out::clean(&term.to_string()).into())]),
            Missing::Selected(cite) => {
                out::note("cli-view-selects", &[("id", out::clean(&cite.to_string()).into())]);
            }
        }
    }
}

fn query(text: &str) -> Result<Query, Failure> {
    Query::parse(text).map_err(|error| Failure::usage(out::words().query_error(&error)))
}

/// The records that match, with a note on standard error for what the query can't find and for
/// what it finds under another name.
pub(super) fn answer(query: &Query, loaded: &Loaded, lang: Lang) -> Answer {
    answered(query, &loaded.dataset, &Corpus::new(&loaded.dataset), lang)
}

/// The same, for whoever has a corpus of the dataset already.
pub(super) fn answered(query: &Query, dataset: &Dataset, corpus: &Corpus, lang: Lang) -> Answer {
    let answer = query.run(dataset, corpus);
    for doubt in &answer.doubts {
        out::note("cli-names-nothing", &[("term", out::clean(&doubt.term.to_string()).into())]);
    }
    if !answer.undated.is_empty() {
        out::note("cli-undated", &[("count", answer.undated.len().into())]);
    }
    for (part, whole) in &answer.through {
        through(dataset, *part, *whole, lang);
    }
    answer
}

/// "note: Tuyên Quang includes Hà Giang, merged into it on 2025-07-01".
fn through(dataset: &Dataset, part: Ix, whole: Ix, lang: Lang) {
    let (Some(part), Some(whole)) = (dataset.record(part), dataset.record(whole)) else { return };
    let Some(Value::Merger(merger)) = part.get(Field::MergedInto) else { return };
    let [part, whole] = [part, whole].map(|record| out::clean(record.name.get(lang)));
    let date = merger.date.to_string();
    out::note("cli-merged", &[("part", part.into()), ("whole", whole.into()), ("date", date.into())]);
}
