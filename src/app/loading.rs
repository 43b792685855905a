//! Opening datasets: what is read on a thread of its own, and what the window says meanwhile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{ProgressBar, Ui};

use crate::context::{Command, Data, Mend, Unmapped, ViewCtx};
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::open::{kept_mapping, mapping_path, sheets_in};
use km0_core::dataset::table::{Mapping, Order, Sheet};
use km0_core::dataset::{self, Layer, Loaded, Options, Watch};
use km0_core::files;
use km0_core::model::Lang;
use km0_core::words::Words;

use super::state::{Loading, State};

/// What opens faster than this is not worth a word.
const PATIENCE: Duration = Duration::from_millis(250);

impl Loading {
    pub(super) fn new(path: Option<PathBuf>) -> Self {
        Self { path, over: false, watch: Watch::default(), since: Instant::now() }
    }
}

/// A dataset that was read.
pub(super) fn opened(loaded: Loaded, path: Option<PathBuf>) -> Command {
    Command::Opened(Box::new(Data::new(loaded, path)))
}

/// Reads a dataset; nothing when it is not wanted any more.
pub(super) fn open(path: PathBuf, mapping: Option<Mapping>, watch: &Watch) -> Option<Command> {
    let loaded = dataset::open_with(&path, &Options { mapping, watch: watch.clone(), ..Options::default() });
    let command = (!watch.is_cancelled()).then(|| opened(loaded, Some(path)));
    command.filter(|_| !watch.is_cancelled())
}

/// What is open: a dataset, and what is laid over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OpenFiles {
    /// None for the built-in set.
    pub(super) path: Option<PathBuf>,
    pub(super) layers: Vec<Layer>,
}

impl OpenFiles {
    pub(super) fn of(data: &Data) -> Self {
        Self { path: data.path.clone(), layers: data.layers.clone() }
    }

    /// Reads all of it anew.
    pub(super) fn read(self, watch: &Watch) -> Data {
        let options = Options { watch: watch.clone(), ..Options::default() };
        let base = self.path.as_deref().map_or_else(dataset::builtin, |path| dataset::open_with(path, &options));
        Data::over(dataset::lay_over(base, &self.layers, &options), self.path, self.layers)
    }
}

/// Reads what is open with these layers; nothing when it is not wanted any more.
pub(super) fn lay(files: OpenFiles, added: Option<PathBuf>, watch: &Watch) -> Option<Command> {
    let data = files.read(watch);
    (!watch.is_cancelled()).then(|| Command::Laid(Box::new(data), added))
}

/// Keeps beside a file what its names mean; what else is kept there stays.
pub(super) fn keep_names(path: &Path, names: BTreeMap<String, String>) -> Result<(), String> {
    let before =
        kept_mapping(path).transpose().map_err(|error| format!("{}: {error}", mapping_path(path).display()))?;
    let text = Mapping { names, ..before.unwrap_or_default() }.to_text();
    files::write_atomically(&mapping_path(path), text.as_bytes(), true).map_err(|error| error.to_string())
}

/// What was said before of how a file is read, and what is said now.
pub(super) fn mended(path: &Path, mend: Mend) -> Mapping {
    let mut mapping = kept_mapping(path).and_then(Result::ok).unwrap_or_default();
    match mend {
        Mend::Order(order) => {
            mapping.order = order;
            mapping.columns.iter_mut().for_each(|column| column.order = Order::Guessed);
        }
        Mend::Encoding(encoding) => {
            // its headings read otherwise are others
            mapping = Mapping { encoding: Some(encoding), columns: Vec::new(), heading: None, ..mapping };
        }
        Mend::Part(name) => mapping = Mapping { sheet: Some(name), names: mapping.names, ..Mapping::default() },
    }
    mapping
}

/// The question what the columns of a table mean, where there is one.
pub(super) fn ask_first(path: &Path) -> Option<Command> {
    if kept_mapping(path).is_some() {
        return None;
    }
    // what keeps it from being read is told when it is opened
    let sheets = dataset::sheets(path).ok().filter(|sheets| hold_rows(sheets))?;
    Some(Command::ColumnsAsked(Box::new(Unmapped {
        path: path.to_owned(),
        sheets,
        before: None,
        encoding: None,
        over: false,
    })))
}

/// Whether there is anything below the headings; else there is nothing to ask.
fn hold_rows(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| sheet.more || !sheet.body(&sheet.guess()).is_empty())
}

/// The question anew, with what was said before, or in another encoding.
pub(super) fn columns(path: PathBuf, encoding: Option<Encoding>, lang: Lang) -> Command {
    let before = kept_mapping(&path).and_then(Result::ok);
    let said = encoding.or_else(|| before.as_ref().and_then(|before| before.encoding));
    match sheets_in(&path, said) {
        Err(problem) => Command::Failed(Words::new(lang).problem_line(&problem)),
        Ok(sheets) => {
            // headings read in another encoding are others
            let before = before.filter(|_| encoding.is_none());
            Command::ColumnsAsked(Box::new(Unmapped { path, sheets, before, encoding: said, over: false }))
        }
    }
}

/// Whether a dataset is being opened that takes long enough to tell of.
pub(super) fn is_slow(ui: &Ui, state: &State) -> bool {
    let Some(loading) = &state.loading else { return false };
    let waited = loading.since.elapsed();
    if waited < PATIENCE {
        ui.ctx().request_repaint_after(PATIENCE.saturating_sub(waited));
        return false;
    }
    true
}

/// How far the dataset is that is being opened, and the way out.
pub(super) fn progress(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &State) {
    let Some(loading) = &state.loading else { return };
    let name = loading.path.as_ref().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy();
    let share = loading.watch.share();
    // once it is read it is indexed, which tells nothing of how far it is
    let key = if share < 1.0 { "load-reading" } else { "load-indexing" };
    ui.add(egui::Label::new(ctx.words.with(key, &[("name", name.into_owned().into())])).truncate());
    ui.horizontal(|ui| {
        if share < 1.0 {
            ui.add(ProgressBar::new(share).desired_width(ui.available_width() - 110.0).show_percentage());
        } else {
            ui.spinner();
        }
        if ui.button(ctx.words.t("load-cancel")).clicked() {
            ctx.send(Command::CancelLoad);
        }
    });
    ui.ctx().request_repaint_after(Duration::from_millis(100));
}
