//! Opening datasets: what is read on a thread of its own, and what the window says meanwhile.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{ProgressBar, Ui};

use crate::context::Data;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::open::{kept_mapping, mapping_path, sheets_in};
use km0_core::dataset::table::{DayMonthOrder, Mapping, TableHead};
use km0_core::dataset::{self, Layer, Loaded, Options, Watch};
use km0_core::files;
use km0_core::model::Lang;
use km0_core::words::Words;

use super::app_ctx::AppCtx;
use super::input::{Event, FileCommand, Mend, Unmapped};
use super::state::Loading;

/// What opens faster than this is not worth a word.
const PATIENCE: Duration = Duration::from_millis(250);

impl Loading {
    pub(super) fn new(path: Option<PathBuf>, over: bool) -> Self {
        Self { path, over, watch: Watch::default(), since: Instant::now() }
    }
}

/// A dataset that was read.
pub(super) fn opened(loaded: Loaded, path: Option<PathBuf>) -> Event {
    Event::Opened(Box::new(Data::new(loaded, path).with_words()))
}

/// Reads a dataset; nothing when it is not wanted any more.
pub(super) fn open(path: PathBuf, mapping: Option<Mapping>, watch: &Watch) -> Option<Event> {
    let loaded = dataset::open_with(&path, &Options { mapping, watch: watch.clone(), ..Options::default() });
    let event = (!watch.is_cancelled()).then(|| opened(loaded, Some(path)));
    event.filter(|_| !watch.is_cancelled())
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
        let gone = self.layers.iter().filter(|layer| !layer.hidden && !layer.path.exists());
        let gone = gone.map(|layer| layer.path.clone()).collect();
        Data::over(dataset::lay_over(base, &self.layers, &options), self.path, self.layers, gone).with_words()
    }
}

/// Reads what is open with these layers; nothing when it is not wanted any more.
pub(super) fn lay(files: OpenFiles, added: Option<PathBuf>, watch: &Watch) -> Option<Event> {
    let data = files.read(watch);
    (!watch.is_cancelled()).then(|| Event::Laid(Box::new(data), added))
}

/// The mapping with what was said before of names in the table, where it says nothing of them.
pub(super) fn with_names(mut mapping: Mapping, path: &Path) -> Mapping {
    if let Some(Ok(before)) = kept_mapping(path).filter(|_| mapping.names.is_empty()) {
        mapping.names = before.names;
    }
    mapping
}

/// Keeps beside a file what its columns and names mean.
pub(super) fn keep(path: &Path, mapping: &Mapping) -> Result<(), String> {
    let outcome = files::write_atomically(&mapping_path(path), mapping.to_text().as_bytes(), true);
    outcome.map_err(|error| error.to_string())
}

/// Keeps beside a file what its names mean; what else is kept there stays.
pub(super) fn keep_names(path: &Path, names: BTreeMap<String, String>) -> Result<(), String> {
    let before =
        kept_mapping(path).transpose().map_err(|error| format!("{}: {error}", mapping_path(path).display()))?;
    keep(path, &Mapping { names, ..before.unwrap_or_default() })
}

/// What was said before of how a file is read, and what is said now.
pub(super) fn mended(path: &Path, mend: Mend) -> Mapping {
    let mut mapping = kept_mapping(path).and_then(Result::ok).unwrap_or_default();
    match mend {
        Mend::Order(order) => {
            mapping.order = order;
            mapping.columns.iter_mut().for_each(|column| column.order = DayMonthOrder::Guessed);
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
pub(super) fn ask_first(path: &Path) -> Option<Event> {
    if kept_mapping(path).is_some() {
        return None;
    }
    // what keeps it from being read is told when it is opened
    let sheets = dataset::sheets(path).ok().filter(|sheets| hold_rows(sheets))?;
    Some(Event::ColumnsAsked(Box::new(Unmapped {
        path: path.to_owned(),
        sheets,
        before: None,
        encoding: None,
        over: false,
    })))
}

/// Whether there is anything below the headings; else there is nothing to ask.
fn hold_rows(sheets: &[TableHead]) -> bool {
    sheets.iter().any(|sheet| sheet.more || !sheet.body(&sheet.guess()).is_empty())
}

/// The question anew, with what was said before, or in another encoding.
pub(super) fn columns(path: PathBuf, encoding: Option<Encoding>, lang: Lang) -> Event {
    let before = kept_mapping(&path).and_then(Result::ok);
    let said = encoding.or_else(|| before.as_ref().and_then(|before| before.encoding));
    match sheets_in(&path, said) {
        Err(problem) => Event::Failed(Words::new(lang).problem_line(&problem)),
        Ok(sheets) => {
            // headings read in another encoding are others
            let before = before.filter(|_| encoding.is_none());
            Event::ColumnsAsked(Box::new(Unmapped { path, sheets, before, encoding: said, over: false }))
        }
    }
}

/// Whether a dataset is being opened that takes long enough to tell of.
pub(super) fn is_slow(ui: &Ui, ctx: &AppCtx<'_>) -> bool {
    let Some(loading) = &ctx.state.loading else { return false };
    let waited = loading.since.elapsed();
    if waited < PATIENCE {
        ui.ctx().request_repaint_after(PATIENCE.saturating_sub(waited));
        return false;
    }
    true
}

/// How far the dataset is that is being opened, and the way out.
pub(super) fn progress(ui: &mut Ui, ctx: &AppCtx<'_>) {
    let Some(loading) = &ctx.state.loading else { return };
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
            ctx.send(FileCommand::CancelLoad);
        }
    });
    ui.ctx().request_repaint_after(Duration::from_millis(100));
}
