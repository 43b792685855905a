//! The native window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui;

use crate::context::{Command, Item};
use crate::ui::fonts;
use km0_core::dataset::{Layer, Watch};
use km0_core::files;
use km0_core::model::Lang;
use km0_core::saved::SavedView;

use super::apply::layers_gone;
use super::explorer::Explorer;
use super::input::{Event, FileCommand, LayerCommand, ViewRead};
use super::loading::OpenFiles;
use super::report;
use super::session::{self, Keeper};
use super::settings::Settings;
use super::startup;
use super::state::{Notice, State};
use super::telling::Telling;

const TITLE: &str = "Km0";
/// The name that the desktop knows the program by, and its folder in a person's own.
pub(super) const APP: &str = "km0";
/// What settings were kept under in the toolkit's file.
pub(super) const SETTINGS: &str = "km0";
/// What stands for the program where the desktop asks the window and not the menu entry.
const ICON: &[u8] = include_bytes!("../../packaging/icon/png/256.png");

/// The explorer as the toolkit runs it.
struct App {
    explorer: Explorer,
    /// Frames that were laid out, as far as they matter.
    frames: u8,
    /// Set once a frame has been painted.
    painted: Arc<AtomicBool>,
    /// Nothing is remembered of the window's own place.
    new: bool,
    /// Keeps the session on the disk; none where nothing can be kept.
    keeper: Option<Keeper>,
    /// Whether settings were written when the window was closed.
    saved: bool,
    /// Whether a person knows that the session can't be kept.
    told: bool,
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.explorer.logic(ctx);
        if let Some(left) = self.explorer.state.wanted.take() {
            self.explorer = explorer(ctx, left.session.settings(), Opening::default());
            left.session.tell(&mut self.explorer.state);
            left.forget();
        }
        // before that another try at painting may follow, to which this one would be a window that was lost
        if self.painted.load(Ordering::SeqCst) {
            self.keep(ctx);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        match self.frames {
            0 if self.new => startup::fit(ui.ctx()),
            // the first has been painted by now
            1 => self.painted.store(true, Ordering::SeqCst),
            _ => {}
        }
        self.frames = self.frames.saturating_add(1);
        // a screen reader says what the window is called
        ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(TITLE));
        self.explorer.ui(ui);
    }

    /// The toolkit calls this when the window is closed, and not on its way: the session is kept meanwhile.
    fn save(&mut self, _storage: &mut dyn eframe::Storage) {
        let text = self.explorer.settings().to_text();
        let write = |file: PathBuf| files::write_atomically(&file, text.as_bytes(), true).is_ok();
        self.saved = startup::settings_file().is_some_and(write);
    }

    fn auto_save_interval(&self) -> Duration {
        Duration::MAX
    }

    fn on_exit(&mut self) {
        // settings that can't be written are in the session still, and offered at the next start
        let Some(keeper) = self.keeper.take().filter(|_| self.saved) else { return };
        let unsaved = self.explorer.state.telling.as_ref().is_some_and(Telling::is_changed);
        keeper.end(unsaved.then(|| self.explorer.session()).as_ref());
    }
}

impl App {
    /// Keeps the session, a moment after it has changed.
    fn keep(&mut self, ctx: &egui::Context) {
        let Some(keeper) = &mut self.keeper else { return };
        let explorer = &self.explorer;
        if let Some(wait) = keeper.keep(|| explorer.session(), Instant::now()) {
            ctx.request_repaint_after(wait);
        }
        if let Some(message) = keeper.failure().filter(|_| !self.told) {
            self.told = true;
            self.explorer.state.notice = Some(Notice::NotKept(message));
        }
        report::stands(standing(&self.explorer.state, ctx));
    }
}

/// How things stand, in numbers and names of settings.
fn standing(state: &State, ctx: &egui::Context) -> String {
    let Settings { lang, theme, board, .. } = &state.settings;
    let size = ctx.content_rect().size();
    format!(
        "records {}, layers {}, shown {}, selected {}, {lang:?}, {theme:?}, {board:?}, {:.0} × {:.0} points at {}",
        state.data.dataset.len(),
        state.data.layers.len(),
        state.ask.answer.rows.len(),
        state.selection.len(),
        size.x,
        size.y,
        ctx.pixels_per_point(),
    )
}

/// A window to open.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The dataset; what was open last when none.
    pub path: Option<PathBuf>,
    /// The language; the one used last when none.
    pub lang: Option<Lang>,
    /// A view to show, with the file it was read from.
    pub view: Option<(SavedView, PathBuf)>,
    pub layers: Vec<Layer>,
    /// The id of a record to go to.
    pub record: Option<String>,
    /// Nothing that was remembered counts.
    pub reset: bool,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When there is no display, or nothing that can paint on it; in the reader's language.
pub fn run_window(opening: &Opening) -> Result<(), String> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if let Some(message) = startup::no_display(opening.lang, is_set) {
        return Err(message);
    }
    if opening.reset {
        startup::reset().map_err(|error| error.to_string())?;
    }
    // they take a while to list, and a dataset may need one at once
    fonts::list_system_fonts();
    if let Some(tiles) = super::cache::tiles() {
        let _not_this_time =
            std::thread::Builder::new().name("tiles".into()).spawn(move || super::cache::bound(&tiles));
    }
    startup::open(opening.lang, |way, painted| {
        let options = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_title(TITLE)
                .with_app_id(APP)
                .with_icon(eframe::icon_data::from_png_bytes(ICON).unwrap_or_default())
                .with_inner_size(startup::SIZE)
                .with_min_inner_size([640.0, 360.0])
                .with_drag_and_drop(true),
            renderer: eframe::Renderer::Wgpu,
            wgpu_options: way,
            ..eframe::NativeOptions::default()
        };
        let create = |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
            let render = cc.wgpu_render_state.as_ref().ok_or("the window is not painted by wgpu")?;
            Explorer::install_renderer(render);
            // under this name the toolkit keeps where the window was
            let new = cc.storage.is_none_or(|storage| storage.get_string("window").is_none());
            Explorer::install(&cc.egui_ctx);
            fonts::add_system_fonts(&cc.egui_ctx);
            let mut settings = startup::settings();
            let begun = eframe::storage_dir(APP).map(|folder| Keeper::begin(&folder.join("sessions")));
            let (keeper, left, failure) = match begun {
                Some(Ok((keeper, left))) => (Some(keeper), left, None),
                Some(Err(error)) => (None, Vec::new(), Some(error.to_string())),
                None => (None, Vec::new(), None),
            };
            if let Some(keeper) = &keeper {
                report::put_at(session::report_of(keeper.path()));
            }
            let (closed, left): (Vec<_>, Vec<_>) = left.into_iter().partition(|left| left.session.is_closed());
            if !left.is_empty() {
                // what was open may be what ended it
                settings = Settings {
                    folder: None,
                    over: Vec::new(),
                    query: String::new(),
                    selection: Vec::new(),
                    ..settings
                };
            }
            let mut explorer = explorer(&cc.egui_ctx, settings, opening.clone());
            explorer.state.left = left.into_iter().next();
            if let Some(closed) = closed.into_iter().next() {
                closed.session.tell(&mut explorer.state);
                closed.forget();
            }
            if let Some(message) = failure {
                explorer.state.notice = Some(Notice::NotKept(message));
            }
            Ok(Box::new(App { explorer, frames: 0, painted, new, keeper, saved: false, told: false }))
        };
        eframe::run_native(APP, options, Box::new(create))
    })
}

/// Bytes of a file that takes noticeably long to open.
const LARGE: u64 = 8 << 20;

fn is_large(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() > LARGE)
}

/// The files that somebody has opened here before.
fn known(settings: &Settings) -> Vec<PathBuf> {
    let layers = settings.over.iter().map(|layer| &layer.path);
    settings.folder.iter().chain(&settings.recent).chain(layers).cloned().collect()
}

fn explorer(ctx: &egui::Context, mut settings: Settings, opening: Opening) -> Explorer {
    let Opening { mut path, lang, mut view, layers, record, reset: _ } = opening;
    let mut elsewhere = None;
    if let Some((shown, file)) = view.take_if(|_| path.is_none() && layers.is_empty()) {
        let others = shown.files_besides(&known(&settings));
        let own = eframe::storage_dir(APP).is_some_and(|folder| file.starts_with(folder));
        if others.is_empty() || own {
            path = shown.dataset.path.clone().filter(|path| path.exists());
            view = Some((shown, file));
        } else {
            elsewhere = Some((file, others));
        }
    }
    // a view of the built-in set is not shown on whatever was open last
    let last = settings.folder.take().filter(|folder| folder.exists() && view.is_none() && record.is_none());
    if path.is_some() && path != last {
        settings.time = None;
        settings.map = None;
    }
    let same = path.is_none() || path == last;
    let path = path.or(last);
    // a table that nobody has said the columns of is asked about in the window, and what takes long
    // is opened in it, with a way out
    // one that a record is looked for in is there before it is gone to
    let asks = |path: &PathBuf| super::loading::ask_first(path).is_some() || (view.is_none() && is_large(path));
    let in_window = |path: &PathBuf| record.is_none() && asks(path);
    let later = path.clone().filter(in_window);
    let path = path.filter(|_| later.is_none());
    let before = std::mem::take(&mut settings.over);
    let named = view.as_ref().map(|(view, _)| view.layers.clone()).filter(|named| !named.is_empty());
    let layers = match named {
        Some(named) if layers.is_empty() => named,
        None if layers.is_empty() && same && view.is_none() && record.is_none() => before,
        _ => layers,
    };
    // a table that nobody has said the columns of is asked about here too
    let (asked, layers): (Vec<Layer>, Vec<Layer>) =
        layers.into_iter().partition(|layer| later.is_some() || !layer.hidden && asks(&layer.path));
    let waits = later.is_some();
    let files = OpenFiles { path: path.clone(), layers };
    settings.folder.clone_from(&path);
    settings.over.clone_from(&files.layers);
    settings.lang = lang.unwrap_or(settings.lang);
    let mut state = State::new(files.read(&Watch::default()), settings);
    state.notice = layers_gone(&state.data);
    if waits {
        state.pending.clone_from(&asked);
    }
    state.elsewhere = elsewhere;
    let mut explorer = Explorer::new(state);
    if same && later.is_none() && view.is_none() {
        explorer.restore_session();
    }
    if let Some(later) = later {
        explorer.send(FileCommand::Open(later));
    }
    if !waits {
        asked.into_iter().for_each(|layer| explorer.send(LayerCommand::Add(layer.path)));
    }
    explorer.keep_tiles_in(super::cache::tiles());
    explorer.watch_files();
    if let Some(folder) = eframe::storage_dir(APP) {
        explorer.keep_views_in(folder.join("views"), ctx);
    }
    if let Some((mut view, path)) = view {
        view.lang = lang.or(view.lang);
        explorer.send(Event::ViewRead(Box::new(ViewRead { view, path, loaded: None })));
    }
    if let Some(id) = record {
        explorer.send(Command::GoTo(Item::Record(id.into())));
    }
    explorer
}
