//! What the window reads, writes and asks the desktop for once it is up. Work is done beside the
//! thread that paints, and comes back as an input. (Settings and the session: `window.rs`, `session.rs`.)

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

use crate::context::{Command, Data, MapAction, task};
use crate::print::PrintRequest;
use km0_core::dataset::format::encoding::Encoding;
use km0_core::dataset::{self, Layer, Watch, underlay};
use km0_core::export::{self, Format, Job, Survey};
use km0_core::files;
use km0_core::model::{Lang, Origin};
use km0_core::pages::Reader;
use km0_core::pages::story::ToldStory;
use km0_core::saved::{EXTENSION, Edition, NamedView, SavedView};
use km0_core::words::Words;

use super::chooser::{self, NoChooser};
use super::effect::{Choose, Load};
use super::export_job::ExportJob;
use super::input::{Event, FileCommand, Input, LayerCommand, ViewCommand, ViewRead, WrittenFile};
use super::loading::{self, OpenFiles};
use super::offscreen::KeptPainter;
use super::watch::FileWatch;
use super::{opener, picture, report, saved_views_dir};

#[derive(Debug)]
pub(super) struct Jobs {
    sender: Sender<Input>,
    receiver: Receiver<Input>,
    /// The folder of the named views; without it none can be kept.
    views: Option<PathBuf>,
    watches: bool,
    /// What is watched, and what watches its files.
    watch: Option<(OpenFiles, Vec<FileWatch>)>,
    painter: KeptPainter,
}

impl Default for Jobs {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, views: None, watches: false, watch: None, painter: KeptPainter::default() }
    }
}

impl Jobs {
    /// What paints the window's pictures.
    pub(super) fn painter(&self) -> &KeptPainter {
        &self.painter
    }

    /// What finished work sends.
    pub(super) fn finished(&self) -> impl Iterator<Item = Input> {
        self.receiver.try_iter()
    }

    /// Opens a dataset, or lays layers over the one that is open. Of a table that nobody has said the
    /// columns of, asks for these first.
    pub(super) fn load(&self, wake: &Context, load: Load, open: OpenFiles, watch: Watch) {
        let sender = self.sender.clone();
        self.run("load", wake, move || {
            let mut kept = Ok(());
            let event = match load {
                Load::Dataset(None) => Some(loading::opened(dataset::builtin(), None)),
                Load::Dataset(Some(path)) => loading::ask_first(&path).or_else(|| loading::open(path, None, &watch)),
                Load::Table(path, mapping) => {
                    let mapping = loading::with_names(*mapping, &path);
                    kept = loading::keep(&path, &mapping);
                    loading::open(path, Some(mapping), &watch)
                }
                Load::Layers(layers, added) => {
                    let asked = added.as_deref().and_then(loading::ask_first);
                    asked.or_else(|| loading::lay(OpenFiles { layers, ..open }, added, &watch))
                }
                Load::LayerTable(layers, path, mapping) => {
                    kept = loading::keep(&path, &loading::with_names(*mapping, &path));
                    loading::lay(OpenFiles { layers, ..open }, Some(path), &watch)
                }
                Load::Mend(path, mend) => {
                    let mapping = loading::with_names(loading::mended(&path, mend), &path);
                    kept = loading::keep(&path, &mapping);
                    if open.path.as_ref() == Some(&path) {
                        loading::open(path, Some(mapping), &watch)
                    } else {
                        loading::lay(open, Some(path), &watch)
                    }
                }
                Load::Names(path, names) => match loading::keep_names(&path, names) {
                    Ok(()) => loading::lay(open, None, &watch),
                    Err(message) => Some(Event::Failed(message)),
                },
            };
            match (event, kept) {
                // the table is open all the same, but will have to be asked about again
                (Some(event), Err(message)) => {
                    let _window_gone = sender.send(event.into());
                    Some(Event::Failed(message))
                }
                (event, _) => event,
            }
        });
    }

    /// What a person has said before of the names in a file.
    pub(super) fn ask_names(&self, wake: &Context, path: PathBuf) {
        self.run("ask names", wake, move || {
            let kept = dataset::open::kept_mapping(&path).and_then(Result::ok);
            Some(Event::NamesAsked(path, kept.map(|mapping| mapping.names).unwrap_or_default()))
        });
    }

    /// What the columns of a table are, to ask what they mean.
    pub(super) fn ask_columns(&self, wake: &Context, path: PathBuf, encoding: Option<Encoding>, lang: Lang) {
        self.run("read columns", wake, move || Some(loading::columns(path, encoding, lang)));
    }

    /// Asks for a file or a folder to read.
    pub(super) fn choose(&self, wake: &Context, what: Choose) {
        let files = |name: &str, extensions: &[&str]| rfd::FileDialog::new().add_filter(name, extensions);
        let (dialog, input): (_, fn(PathBuf) -> Input) = match what {
            Choose::Folder => (rfd::FileDialog::new(), |path| FileCommand::Open(path).into()),
            Choose::Dataset => (files("Km0", &dataset::EXTENSIONS), |path| FileCommand::Open(path).into()),
            Choose::Layer => (files("Km0", &dataset::EXTENSIONS), |path| LayerCommand::Add(path).into()),
            Choose::MapFile => {
                let all: Vec<&str> = underlay::EXTENSIONS.into_iter().chain(["pmtiles"]).collect();
                (files("GeoJSON, KML, GPX, PMTiles", &all), |path| Command::Map(MapAction::ShowFile(path)).into())
            }
            Choose::View => (files(EXTENSION, &[EXTENSION]), |path| ViewCommand::Open(path).into()),
        };
        let ask = move || if what == Choose::Folder { dialog.pick_folder() } else { dialog.pick_file() };
        self.ask("choose", wake, ask, move |path| Some(input(path)));
    }

    /// From now on the files of what is open are watched.
    pub(super) fn watch_files(&mut self) {
        self.watches = true;
    }

    /// Watches the files of what is open now and of what is laid over it; the built-in set has none.
    /// What they say when they have changed comes as an event.
    pub(super) fn watch(&mut self, data: &Data, wake: &Context) {
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
            let (sender, wake, open_files) = (self.sender.clone(), wake.clone(), open_files.clone());
            let watch = FileWatch::new(&path, move |_| {
                let data = open_files.clone().read(&Watch::default());
                let _window_gone = sender.send(Event::Reloaded(Box::new(data)).into());
                wake.request_repaint();
            });
            match watch {
                Ok(watch) => watches.push(watch),
                Err(message) => {
                    // not tried again with every frame
                    self.watches = false;
                    let _sent = self.sender.send(Event::Failed(message).into());
                }
            }
        }
        self.watch = Some((open_files, watches));
    }

    /// Opens the file of a record to be read as text. Gives the place, to be copied.
    pub(super) fn reveal(&self, wake: &Context, dataset: &Path, origin: &Origin) -> String {
        let (file, place) = opener::place_of(dataset, origin);
        let told = place.clone();
        self.run("open file", wake, move || Some(Event::Revealed { place: told, opened: opener::edit(&file) }));
        place
    }

    /// Opens a file that was just written, or shows it in the folder that holds it.
    pub(super) fn open_path(&self, wake: &Context, file: PathBuf, in_folder: bool) {
        self.run("open path", wake, move || {
            let opened = if in_folder { opener::show(&file) } else { opener::open(&file) };
            (!opened).then(|| Event::Failed(file.display().to_string()))
        });
    }

    /// Asks where, and writes an export there; the folder of the last one is offered.
    pub(super) fn save_export(&self, wake: &Context, job: ExportJob, folder: Option<PathBuf>) {
        let (sender, waker) = (self.sender.clone(), wake.clone());
        let format = job.choice.format;
        let ask = saving(folder, job.name(), format.slug(), format.extension());
        self.ask("export", wake, ask, move |path| {
            let begun = |writing| {
                let _window_gone = sender.send(Event::Exporting(writing).into());
                waker.request_repaint();
            };
            Some(job.write(path, begun).map_or(Event::ExportCancelled, Event::Exported))
        });
    }

    /// Writes the table of so many problems where the person says.
    pub(super) fn save_problems(
        &self,
        wake: &Context,
        table: String,
        count: usize,
        words: &Words,
        folder: Option<PathBuf>,
    ) {
        let name = format!("{}.csv", words.t("problems-file"));
        let holds = words.with("problems-count", &[("count", count.into())]);
        self.ask("save problems", wake, saving(folder, name, "csv", "csv"), move |path| {
            let written = write(&path, table.as_bytes());
            Some(Event::Exported(written.map(|()| WrittenFile { path, holds })))
        });
    }

    /// Makes a picture and writes it where the person says.
    pub(super) fn save_picture(&self, wake: &Context, order: PrintRequest, folder: Option<PathBuf>) {
        let (slug, painter) = (order.sheet.image.slug(), self.painter.clone());
        self.ask("picture", wake, saving(folder, picture::file_name(&order), slug, slug), move |path| {
            let picture = painter.render(&order).map_err(|error| error.said(order.lang));
            let saved = picture.and_then(|picture| write(&path, &picture.bytes).map(|()| (path, picture.lacking)));
            Some(Event::PictureSaved(saved))
        });
    }

    /// Writes a story as one page of the web where the person says.
    pub(super) fn save_story(&self, wake: &Context, order: PrintRequest, folder: Option<PathBuf>) {
        let name = Path::new(&picture::file_name(&order)).with_extension("html").display().to_string();
        self.ask("story", wake, saving(folder, name, "html", "html"), move |path| {
            let words = Words::new(order.lang);
            let reader = Reader { dataset: &order.data.dataset, words: &words };
            let told =
                order.story.as_deref().and_then(|view| ToldStory::from_view(&reader, &order.data.corpus, view))?;
            let holds = words.with("story-steps", &[("n", told.scenes.len().into())]);
            let job = Job::of_story(&order.data.dataset, &words, told);
            let survey = Survey::count_losses(&job, Format::Html);
            let written = export::write_file(&job, Format::Html, &survey, &path, true, &Watch::default());
            Some(Event::Exported(written.map(|_| WrittenFile { path, holds }).map_err(|error| error.to_string())))
        });
    }

    /// Makes the pixels of a picture for the clipboard.
    pub(super) fn copy_picture(&self, wake: &Context, order: PrintRequest) {
        let painter = self.painter.clone();
        self.run("picture", wake, move || {
            Some(match painter.paint(&order, order.sheet.scale) {
                Ok((image, _)) => Event::PictureMade(Box::new(picture::image(&image))),
                Err(error) => Event::Failed(error.said(order.lang)),
            })
        });
    }

    /// Where named views are kept from now on. Those that are there come as an event.
    pub(super) fn keep_views_in(&mut self, wake: &Context, folder: PathBuf) {
        self.views = Some(folder.clone());
        self.run("list views", wake, move || Some(Event::ViewsListed(saved_views_dir::list(&folder))));
    }

    pub(super) fn keep_view(&self, wake: &Context, view: SavedView) {
        self.with_views(wake, move |folder| {
            saved_views_dir::keep(folder, &view).map(|kept| Some(Event::ViewSaved(kept)))
        });
    }

    pub(super) fn rename_view(&self, wake: &Context, path: PathBuf, name: String) {
        self.with_views(wake, move |_| saved_views_dir::rename(&path, &name).map(|()| None));
    }

    pub(super) fn delete_view(&self, wake: &Context, path: PathBuf) {
        self.with_views(wake, move |_| saved_views_dir::delete(&path).map(|()| None));
    }

    /// Changes the folder of the named views and tells what is in it then.
    fn with_views(&self, wake: &Context, work: impl FnOnce(&Path) -> Result<Option<Event>, String> + Send + 'static) {
        let Some(folder) = self.views.clone() else { return };
        let sender = self.sender.clone();
        self.run("named views", wake, move || {
            let outcome = work(&folder).unwrap_or_else(|message| Some(Event::Failed(message)));
            // listed first: what was saved is told from other files by being one of the named views
            let _window_gone = sender.send(Event::ViewsListed(saved_views_dir::list(&folder)).into());
            outcome
        });
    }

    /// Asks for a file name and writes the view there.
    pub(super) fn save_view(&self, wake: &Context, view: SavedView) {
        let stem = saved_views_dir::stem(if view.name.is_empty() { &view.dataset.id } else { &view.name });
        let ask = saving(None, format!("{stem}.{EXTENSION}"), EXTENSION, EXTENSION);
        self.ask("save view", wake, ask, move |path| {
            Some(match saved_views_dir::write(&path, &view) {
                Ok(()) => Event::ViewSaved(NamedView { name: view.name, path }),
                Err(message) => Event::Failed(message),
            })
        });
    }

    /// Reads a view, and the dataset it was made with where that is not the one that is open. Where files are known, it
    /// is asked before others are opened.
    pub(super) fn read_view(
        &self,
        wake: &Context,
        path: PathBuf,
        open: Edition,
        layers: Vec<Layer>,
        known: Option<Vec<PathBuf>>,
    ) {
        self.run("open view", wake, move || {
            let view = match saved_views_dir::read(&path) {
                Ok(view) => view,
                Err(message) => return Some(Event::Failed(message)),
            };
            let others = known.map(|known| view.files_besides(&known)).unwrap_or_default();
            if !others.is_empty() {
                return Some(Event::ViewElsewhere(path, others));
            }
            let loaded = other_dataset(&view, &open, &layers);
            Some(Event::ViewRead(Box::new(ViewRead { view, path, loaded })))
        });
    }

    /// Asks with a dialog of the desktop's, and goes on with what was chosen.
    fn ask<T: Into<Input>>(
        &self,
        name: &str,
        wake: &Context,
        ask: impl FnOnce() -> Option<PathBuf> + Send + 'static,
        then: impl FnOnce(PathBuf) -> Option<T> + Send + 'static,
    ) {
        self.run(name, wake, move || match chooser::ask(ask) {
            Ok(chosen) => then(chosen?).map(Into::into),
            Err(NoChooser) => Some(Event::NoChooser.into()),
        });
    }

    fn run<T: Into<Input>>(&self, name: &str, wake: &Context, work: impl FnOnce() -> Option<T> + Send + 'static) {
        let sender = self.sender.clone();
        let begun = task::begin(name, wake, move || {
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work().map(Into::into)));
            let fault = |_| Some(Event::Failed(report::last().unwrap_or_default()).into());
            // the window may be gone by now, and then nobody waits for the outcome
            done.unwrap_or_else(fault).map(|input| sender.send(input).is_ok())
        });
        if let Err(error) = begun {
            let _sent = self.sender.send(Event::Failed(error.to_string()).into());
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    files::write_atomically(path, bytes, true).map_err(|error| error.to_string())
}

/// Asks for a file to write, in this folder if it is still there. The native dialog itself asks
/// before it gives the name of a file that exists.
fn saving(
    folder: Option<PathBuf>,
    name: String,
    kind: &str,
    extension: &str,
) -> impl FnOnce() -> Option<PathBuf> + Send + 'static {
    let dialog = rfd::FileDialog::new().set_file_name(name).add_filter(kind, &[extension]);
    move || match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder).save_file(),
        None => dialog.save_file(),
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
