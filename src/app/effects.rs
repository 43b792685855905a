//! The one place where the window touches files and native dialogs. Slow work runs on a thread
//! of its own and comes back as a command.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::context::{AskedKinds, Command, Data, ViewRead, Writing, Written};
use crate::print::Order;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::table::Mapping;
use km0_core::dataset::{self, Ix, Layer, Watch, underlay};
use km0_core::export::{self, Choice, Format, Job, Survey};
use km0_core::files;
use km0_core::model::Lang;
use km0_core::pages::Reader;
use km0_core::pages::story::Told;
use km0_core::query::Query;
use km0_core::saved::{EXTENSION, Edition, NamedView, SavedView};
use km0_core::words::Words;

use super::chooser::{self, NoChooser};
use super::loading::{self, OpenFiles, opened};
use super::offscreen::{Painter, render_sheet};
use super::watch::FileWatch;
use super::{opener, picture, report, shelf};

/// An export with everything it needs, so that it can be written while the window goes on.
#[derive(Clone, Debug)]
pub(super) struct ExportJob {
    pub(super) data: Arc<Data>,
    pub(super) lang: Lang,
    pub(super) choice: Choice,
    /// What the shown records are the answer to.
    pub(super) query: Query,
    pub(super) shown: Vec<Ix>,
    pub(super) selected: Vec<Ix>,
}

impl ExportJob {
    /// Does something with the work that it describes.
    pub(super) fn with<T>(&self, what: impl FnOnce(&Job<'_>, &Survey) -> T) -> T {
        let words = Words::new(self.lang);
        let job = self.choice.job(&self.data.dataset, &words, &self.query, &self.shown, &self.selected);
        let survey = Survey::of(&job, self.choice.format);
        what(&job, &survey)
    }

    /// The name that its file is offered under: what it holds, and today.
    fn name(&self) -> String {
        let words = Words::new(self.lang);
        let today = chrono::Local::now().format("%Y-%m-%d").to_string();
        export::file_name(&self.data.dataset, &words, self.choice, &self.query, &self.selected, &today)
    }

    /// Writes the file, and beside it what belongs to it. None when it was cancelled.
    fn write(&self, path: PathBuf, begun: impl FnOnce(Writing)) -> Option<Result<Written, String>> {
        let watch = Watch::default();
        self.with(|job, survey| {
            begun(Writing { watch: watch.clone(), records: survey.records });
            let outcome = export::write_file(job, self.choice.format, survey, &path, true, &watch);
            match outcome {
                Err(_) if watch.is_cancelled() => None,
                Err(error) => Some(Err(error.to_string())),
                Ok(_) => Some(Ok(Written { holds: export::counted(job, survey), path })),
            }
        })
    }
}

#[derive(Debug)]
pub(super) struct Effects {
    sender: Sender<Command>,
    receiver: Receiver<Command>,
    /// The folder of the named views; without it none can be kept.
    shelf: Option<PathBuf>,
    watches: bool,
    /// What is watched, and what watches its files.
    watch: Option<(OpenFiles, Vec<FileWatch>)>,
}

impl Default for Effects {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, shelf: None, watches: false, watch: None }
    }
}

impl Effects {
    /// Commands that finished work sends.
    pub(super) fn finished(&self) -> impl Iterator<Item = Command> {
        self.receiver.try_iter()
    }

    /// Opens a dataset; of a table that nobody has said the columns of, asks for these first.
    pub(super) fn load(&self, path: Option<PathBuf>, watch: Watch, repaint: egui::Context) {
        self.run("load", repaint, move || match path {
            None => Some(opened(dataset::builtin(), None)),
            Some(path) => loading::ask_first(&path).or_else(|| loading::open(path, None, &watch)),
        });
    }

    /// Lays other layers over what is open. Of a table that is added, and that nobody has said the
    /// columns of, asks for these first.
    pub(super) fn lay(&self, open_files: OpenFiles, added: Option<PathBuf>, watch: Watch, repaint: egui::Context) {
        self.run("lay", repaint, move || {
            let asked = added.as_deref().and_then(loading::ask_first);
            asked.or_else(|| loading::lay(open_files, added, &watch))
        });
    }

    /// Keeps what names mean beside the file of a layer, and lays it anew.
    pub(super) fn keep_names(
        &self,
        (path, names): (PathBuf, BTreeMap<String, String>),
        open_files: OpenFiles,
        watch: Watch,
        repaint: egui::Context,
    ) {
        self.run("keep names", repaint, move || match loading::keep_names(&path, names) {
            Ok(()) => loading::lay(open_files, None, &watch),
            Err(message) => Some(Command::Failed(message)),
        });
    }

    /// What a person has said before of the names in a file.
    pub(super) fn ask_names(&self, path: PathBuf, repaint: egui::Context) {
        self.run("ask names", repaint, move || {
            let kept = dataset::open::kept_mapping(&path).and_then(Result::ok);
            Some(Command::NamesAsked(path, kept.map(|mapping| mapping.names).unwrap_or_default()))
        });
    }

    pub(super) fn choose_layer(&self, repaint: egui::Context) {
        let dialog = rfd::FileDialog::new().add_filter("Km0", &dataset::EXTENSIONS);
        self.run("choose layer", repaint, || match chooser::ask(|| dialog.pick_file()) {
            Ok(chosen) => chosen.map(Command::AddLayer),
            Err(NoChooser) => Some(Command::NoChooser),
        });
    }

    /// Keeps what the columns of a table mean beside it, and opens it, or with `over` lays that.
    pub(super) fn load_table(
        &self,
        (path, mut mapping): (PathBuf, Mapping),
        over: Option<OpenFiles>,
        watch: Watch,
        repaint: egui::Context,
    ) {
        let sender = self.sender.clone();
        self.run("load table", repaint, move || {
            if let Some(Ok(before)) = dataset::open::kept_mapping(&path).filter(|_| mapping.names.is_empty()) {
                mapping.names = before.names;
            }
            let kept = files::write_atomically(&dataset::open::mapping_path(&path), mapping.to_text().as_bytes(), true);
            let command = match over {
                Some(open_files) => loading::lay(open_files, Some(path), &watch),
                None => loading::open(path, Some(mapping), &watch),
            };
            match (command, kept) {
                // the table is open all the same, but will have to be asked about again
                (Some(command), Err(error)) => {
                    let _window_gone = sender.send(command);
                    Some(Command::Failed(error.to_string()))
                }
                (command, _) => command,
            }
        });
    }

    /// What the columns of a table are, to ask what they mean.
    pub(super) fn ask_columns(&self, path: PathBuf, encoding: Option<Encoding>, lang: Lang, repaint: egui::Context) {
        self.run("read columns", repaint, move || Some(loading::columns(path, encoding, lang)));
    }

    pub(super) fn choose_file(&self, repaint: egui::Context) {
        let dialog = rfd::FileDialog::new().add_filter("Km0", &dataset::EXTENSIONS);
        self.run("choose file", repaint, || match chooser::ask(|| dialog.pick_file()) {
            Ok(chosen) => chosen.map(Command::Open),
            Err(NoChooser) => Some(Command::NoChooser),
        });
    }

    /// From now on the files of what is open are watched.
    pub(super) fn watch_files(&mut self) {
        self.watches = true;
    }

    /// Watches the files of what is open now and of what is laid over it; the built-in set has none.
    /// What they say when they have changed comes as a command.
    pub(super) fn watch(&mut self, data: &Data, repaint: &egui::Context) {
        let is_same = |known: &OpenFiles| known.path == data.path && known.layers == data.layers;
        if !self.watches || self.watch.as_ref().is_some_and(|(known, _)| is_same(known)) {
            return;
        }
        let open_files = OpenFiles::of(data);
        // what is gone can't be watched, and was told
        let shown = open_files.layers.iter().filter(|layer| !layer.hidden && layer.path.exists());
        let paths: Vec<PathBuf> = open_files.path.iter().chain(shown.map(|layer| &layer.path)).cloned().collect();
        let mut watches = Vec::new();
        for path in paths {
            let (sender, repaint, open_files) = (self.sender.clone(), repaint.clone(), open_files.clone());
            let watch = FileWatch::new(&path, move |_| {
                let data = open_files.clone().read(&Watch::default());
                let _window_gone = sender.send(Command::Reloaded(Box::new(data)));
                repaint.request_repaint();
            });
            match watch {
                Ok(watch) => watches.push(watch),
                Err(message) => {
                    // not tried again with every frame
                    self.watches = false;
                    let _sent = self.sender.send(Command::Failed(message));
                }
            }
        }
        self.watch = Some((open_files, watches));
    }

    /// Opens a file of a dataset to be read as text.
    pub(super) fn open_file(&self, file: PathBuf, place: String, repaint: egui::Context) {
        self.run("open file", repaint, move || Some(Command::Revealed { place, opened: opener::edit(&file) }));
    }

    /// Opens a file that was just written.
    pub(super) fn open_path(&self, file: PathBuf, repaint: egui::Context) {
        self.run("open path", repaint, move || {
            (!opener::open(&file)).then(|| Command::Failed(file.display().to_string()))
        });
    }

    /// Shows a file in the folder that holds it.
    pub(super) fn open_folder_of(&self, file: PathBuf, repaint: egui::Context) {
        self.run("open folder", repaint, move || {
            (!opener::show(&file)).then(|| Command::Failed(file.display().to_string()))
        });
    }

    /// Works out an answer while the window goes on with the one before.
    pub(super) fn answer(&self, data: Arc<Data>, query: Query, number: u64, repaint: egui::Context) {
        self.run("answer", repaint, move || {
            let Data { dataset, corpus, .. } = &*data;
            let counted = AskedKinds::of(&query, data.has_events).rows(corpus);
            let answer = query.run(dataset, corpus).with_facets(&query, dataset, corpus, counted);
            Some(Command::Answered(number, Box::new(answer)))
        });
    }

    pub(super) fn choose_folder(&self, repaint: egui::Context) {
        self.run("choose folder", repaint, || match chooser::ask(|| rfd::FileDialog::new().pick_folder()) {
            Ok(chosen) => chosen.map(Command::Open),
            Err(NoChooser) => Some(Command::NoChooser),
        });
    }

    pub(super) fn choose_map_file(&self, repaint: egui::Context) {
        let all: Vec<&str> = underlay::EXTENSIONS.into_iter().chain(["pmtiles"]).collect();
        let dialog = rfd::FileDialog::new().add_filter("GeoJSON, KML, GPX, PMTiles", &all);
        self.run("choose map file", repaint, || match chooser::ask(|| dialog.pick_file()) {
            Ok(chosen) => chosen.map(Command::ShowMapFile),
            Err(NoChooser) => Some(Command::NoChooser),
        });
    }

    /// Works out what an export would hold and lose.
    pub(super) fn survey(&self, job: ExportJob, number: u64, repaint: egui::Context) {
        self.run("survey", repaint, move || {
            Some(Command::Surveyed(number, Box::new(job.with(|_, survey| survey.clone()))))
        });
    }

    /// Asks where, and writes an export there; the folder of the last one is offered.
    pub(super) fn save_export(&self, job: ExportJob, folder: Option<PathBuf>, repaint: egui::Context) {
        let sender = self.sender.clone();
        let waker = repaint.clone();
        self.run("export", repaint, move || {
            let format = job.choice.format;
            let dialog = saving(folder, job.name()).add_filter(format.slug(), &[format.extension()]);
            // the native dialog itself asks before it gives the name of a file that exists
            let path = match chooser::ask(|| dialog.save_file()) {
                Ok(chosen) => chosen?,
                Err(NoChooser) => return Some(Command::NoChooser),
            };
            let begun = |writing| {
                let _window_gone = sender.send(Command::Exporting(writing));
                waker.request_repaint();
            };
            Some(job.write(path, begun).map_or(Command::ExportCancelled, Command::Exported))
        });
    }

    /// Writes the table of so many problems where the person says.
    pub(super) fn save_problems(
        &self,
        table: String,
        count: usize,
        lang: Lang,
        folder: Option<PathBuf>,
        repaint: egui::Context,
    ) {
        self.run("save problems", repaint, move || {
            let words = Words::new(lang);
            let name = format!("{}.csv", words.t("problems-file"));
            let dialog = saving(folder, name).add_filter("csv", &["csv"]);
            let path = match chooser::ask(|| dialog.save_file()) {
                Ok(chosen) => chosen?,
                Err(NoChooser) => return Some(Command::NoChooser),
            };
            let holds = words.with("problems-count", &[("count", count.into())]);
            let written = files::write_atomically(&path, table.as_bytes(), true);
            Some(Command::Exported(written.map(|()| Written { path, holds }).map_err(|error| error.to_string())))
        });
    }

    /// Makes a picture and writes it where the person says.
    pub(super) fn save_picture(&self, order: Order, folder: Option<PathBuf>, repaint: egui::Context) {
        self.run("picture", repaint, move || {
            let slug = order.sheet.image.slug();
            let dialog = saving(folder, picture::file_name(&order)).add_filter(slug, &[slug]);
            // the native dialog itself asks before it gives the name of a file that exists
            let path = match chooser::ask(|| dialog.save_file()) {
                Ok(chosen) => chosen?,
                Err(NoChooser) => return Some(Command::NoChooser),
            };
            let saved = render_sheet(&order).map_err(|error| error.to_string()).and_then(|picture| {
                let written = files::write_atomically(&path, &picture.bytes, true);
                written.map(|()| (path, picture.lacking)).map_err(|error| error.to_string())
            });
            Some(Command::PictureSaved(saved))
        });
    }

    /// Writes a story as one page of the web where the person says.
    pub(super) fn save_story(&self, order: Order, folder: Option<PathBuf>, repaint: egui::Context) {
        self.run("story", repaint, move || {
            let name = Path::new(&picture::file_name(&order)).with_extension("html");
            let dialog = saving(folder, name.display().to_string()).add_filter("html", &["html"]);
            let path = match chooser::ask(|| dialog.save_file()) {
                Ok(chosen) => chosen?,
                Err(NoChooser) => return Some(Command::NoChooser),
            };
            let words = Words::new(order.lang);
            let reader = Reader { dataset: &order.data.dataset, words: &words };
            let told = order.story.as_deref().and_then(|view| Told::of(&reader, &order.data.corpus, view))?;
            let holds = words.with("story-steps", &[("n", told.scenes.len().into())]);
            let job = Job::of_story(&order.data.dataset, &words, told);
            let survey = Survey::of(&job, Format::Html);
            let written = export::write_file(&job, Format::Html, &survey, &path, true, &Watch::default());
            Some(Command::Exported(written.map(|_| Written { path, holds }).map_err(|error| error.to_string())))
        });
    }

    /// Makes the pixels of a picture for the clipboard.
    pub(super) fn copy_picture(&self, order: Order, repaint: egui::Context) {
        self.run("picture", repaint, move || {
            let scale = order.sheet.scale;
            let painted = Painter::new().and_then(|mut painter| painter.sheet(&order, scale));
            Some(match painted {
                Ok((image, _)) => Command::CopyImage(Box::new(picture::image(&image))),
                Err(error) => Command::Failed(error.to_string()),
            })
        });
    }

    /// Where named views are kept from now on. Those that are there come as a command.
    pub(super) fn keep_views_in(&mut self, folder: PathBuf, repaint: egui::Context) {
        self.shelf = Some(folder.clone());
        self.run("list views", repaint, move || Some(Command::ViewsListed(shelf::list(&folder))));
    }

    pub(super) fn keep_view(&self, view: SavedView, repaint: egui::Context) {
        self.on_shelf("keep view", repaint, move |folder| {
            shelf::keep(folder, &view).map(|kept| Some(Command::ViewSaved(kept)))
        });
    }

    pub(super) fn rename_view(&self, path: PathBuf, name: String, repaint: egui::Context) {
        self.on_shelf("rename view", repaint, move |_| shelf::rename(&path, &name).map(|()| None));
    }

    pub(super) fn delete_view(&self, path: PathBuf, repaint: egui::Context) {
        self.on_shelf("delete view", repaint, move |_| shelf::delete(&path).map(|()| None));
    }

    /// Changes the folder of the named views and tells what is in it then.
    fn on_shelf(
        &self,
        name: &str,
        repaint: egui::Context,
        work: impl FnOnce(&std::path::Path) -> Result<Option<Command>, String> + Send + 'static,
    ) {
        let Some(folder) = self.shelf.clone() else { return };
        let sender = self.sender.clone();
        self.run(name, repaint, move || {
            let outcome = work(&folder).unwrap_or_else(|message| Some(Command::Failed(message)));
            // listed first: what was saved is told from other files by being one of the named views
            let _window_gone = sender.send(Command::ViewsListed(shelf::list(&folder)));
            outcome
        });
    }

    /// Asks for a file name and writes the view there.
    pub(super) fn save_view(&self, view: SavedView, repaint: egui::Context) {
        self.run("save view", repaint, move || {
            let stem = shelf::stem(if view.name.is_empty() { &view.dataset.id } else { &view.name });
            let dialog =
                rfd::FileDialog::new().set_file_name(format!("{stem}.{EXTENSION}")).add_filter(EXTENSION, &[EXTENSION]);
            let path = match chooser::ask(|| dialog.save_file()) {
                Ok(chosen) => chosen?,
                Err(NoChooser) => return Some(Command::NoChooser),
            };
            Some(match shelf::write(&path, &view) {
                Ok(()) => Command::ViewSaved(NamedView { name: view.name, path }),
                Err(message) => Command::Failed(message),
            })
        });
    }

    pub(super) fn choose_view(&self, repaint: egui::Context) {
        self.run("choose view", repaint, || {
            let dialog = rfd::FileDialog::new().add_filter(EXTENSION, &[EXTENSION]);
            match chooser::ask(|| dialog.pick_file()) {
                Ok(chosen) => chosen.map(Command::OpenView),
                Err(NoChooser) => Some(Command::NoChooser),
            }
        });
    }

    /// Reads a view, and the dataset it was made with where that is not the one that is open. Where files are known, it
    /// is asked before others are opened.
    pub(super) fn read_view(
        &self,
        path: PathBuf,
        open: (Edition, Vec<Layer>),
        known: Option<Vec<PathBuf>>,
        repaint: egui::Context,
    ) {
        self.run("open view", repaint, move || {
            let view = match shelf::read(&path) {
                Ok(view) => view,
                Err(message) => return Some(Command::Failed(message)),
            };
            let others = known.map(|known| view.files_besides(&known)).unwrap_or_default();
            if !others.is_empty() {
                return Some(Command::ViewElsewhere(path, others));
            }
            let loaded = other_dataset(&view, &open.0, &open.1);
            Some(Command::ViewRead(Box::new(ViewRead { view, path, loaded })))
        });
    }

    fn run(&self, name: &str, repaint: egui::Context, work: impl FnOnce() -> Option<Command> + Send + 'static) {
        let sender = self.sender.clone();
        let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // the window may be gone by now, and then nobody waits for the outcome
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            let fault = || Some(Command::Failed(report::last().unwrap_or_default()));
            if let Some(command) = done.unwrap_or_else(|_fault| fault()) {
                let _sent = sender.send(command);
            }
            repaint.request_repaint();
        });
        if let Err(error) = spawned {
            let _sent = self.sender.send(Command::Failed(error.to_string()));
        }
    }
}

/// Asks for a file to write, in this folder if it is still there.
fn saving(folder: Option<PathBuf>, name: String) -> rfd::FileDialog {
    let dialog = rfd::FileDialog::new().set_file_name(name);
    match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

/// The dataset that a view was made with and what was laid over it, where that is not what is open
/// and it can be had. What is laid over it now and was not then stays, hidden.
fn other_dataset(view: &SavedView, open: &Edition, layers: &[Layer]) -> Option<Data> {
    let wanted = &view.dataset;
    let mut all = view.layers.clone();
    let others = layers.iter().filter(|layer| !view.layers.iter().any(|known| known.path == layer.path));
    all.extend(others.map(|layer| Layer { hidden: true, ..layer.clone() }));
    let same = wanted.id == open.id && (wanted.path == open.path || wanted.path.is_none());
    if same && all == layers {
        return None;
    }
    let path = if same { &open.path } else { &wanted.path };
    let read = |path: Option<PathBuf>| OpenFiles { path, layers: all.clone() }.read(&Watch::default());
    match path {
        Some(path) => path.exists().then(|| read(Some(path.clone()))),
        None => Some(read(None)).filter(|data| *data.dataset.about.id == *wanted.id),
    }
}
