//! The native window.

use std::path::{Path, PathBuf};

use eframe::egui;

use crate::context::{Command, Item, ViewRead};
use km0_core::dataset::{Layer, Watch};
use km0_core::model::Lang;
use km0_core::saved::SavedView;

use super::apply::layers_gone;
use super::explorer::Explorer;
use super::loading::OpenFiles;
use super::settings::Settings;
use super::state::State;

/// The name that the desktop knows the program by, and its folder in a person's own.
const APP: &str = "km0";
const SETTINGS: &str = "km0";
/// What stands for the program where the desktop asks the window and not the menu entry.
const ICON: &[u8] = include_bytes!("../../packaging/icon/png/256.png");

/// The explorer as the toolkit runs it.
struct App {
    explorer: Explorer,
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.explorer.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.explorer.ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        storage.set_string(SETTINGS, self.explorer.settings().to_text());
    }
}

/// Opens the window on a folder, or on what was open last, and runs until it is closed.
///
/// # Errors
/// When there is no display, or nothing that can paint on it.
pub fn run_window(
    path: Option<PathBuf>,
    lang: Option<Lang>,
    view: Option<(SavedView, PathBuf)>,
    (layers, record): (Vec<Layer>, Option<String>),
) -> Result<(), String> {
    if let Some(message) = no_display(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        return Err(message);
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Km0")
            .with_app_id(APP)
            .with_icon(eframe::icon_data::from_png_bytes(ICON).unwrap_or_default())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 360.0])
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Wgpu,
        ..eframe::NativeOptions::default()
    };
    let create = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let render = cc.wgpu_render_state.as_ref().ok_or("the window is not painted by wgpu")?;
        Explorer::install_renderer(render);
        Ok(Box::new(App { explorer: explorer(cc, path, lang, view, (layers, record)) }))
    };
    eframe::run_native(APP, options, Box::new(create)).map_err(|error| match error {
        // the toolkit's own words name its source files
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            "no display answers; km0 render -o FILE.png paints the explorer without one".to_owned()
        }
        other => other.to_string(),
    })
}

/// Why no window can be opened, where the desktop tells programs of its display by variables.
fn no_display(is_set: impl Fn(&str) -> bool) -> Option<String> {
    let told = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set);
    let message = "there is no display to open a window on; km0 render -o FILE.png paints a picture without one";
    (cfg!(target_os = "linux") && !told).then(|| message.to_owned())
}

/// Bytes of a file that takes noticeably long to open.
const LARGE: u64 = 8 << 20;

fn is_large(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() > LARGE)
}

fn explorer(
    cc: &eframe::CreationContext<'_>,
    path: Option<PathBuf>,
    lang: Option<Lang>,
    view: Option<(SavedView, PathBuf)>,
    (layers, record): (Vec<Layer>, Option<String>),
) -> Explorer {
    let stored = cc.storage.and_then(|storage| storage.get_string(SETTINGS));
    let mut settings = stored.map(|text| Settings::from_text(&text)).unwrap_or_default();
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
    Explorer::install(&cc.egui_ctx);
    let mut explorer = Explorer::new(State::new(files.read(&Watch::default()), settings));
    if same && later.is_none() && view.is_none() {
        explorer.restore_session();
    }
    if let Some(later) = later {
        explorer.send(Command::Open(later));
    }
    if waits {
        explorer.state.pending = asked;
    } else {
        asked.into_iter().for_each(|layer| explorer.send(Command::AddLayer(layer.path)));
    }
    explorer.state.notice = layers_gone(&explorer.state.data);
    explorer.keep_tiles_in(super::cache::tiles());
    explorer.watch_files();
    if let Some(folder) = eframe::storage_dir(APP) {
        explorer.keep_views_in(folder.join("views"), &cc.egui_ctx);
    }
    if let Some((mut view, path)) = view {
        view.lang = lang.or(view.lang);
        explorer.send(Command::ViewRead(Box::new(ViewRead { view, path, loaded: None })));
    }
    if let Some(id) = record {
        explorer.send(Command::GoTo(Item::Record(id.into())));
    }
    explorer
}
