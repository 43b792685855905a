//! How the window comes up: in whose language, painted by what, and what is said when it can't.

use std::collections::HashMap;
use std::fs;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use eframe::egui::{self, Vec2, ViewportCommand};
use egui_wgpu::{WgpuConfiguration, WgpuSetup, WgpuSetupCreateNew, wgpu};

use super::report;
use super::settings::Settings;
use super::window::{APP, SETTINGS};
use km0_core::guard;
use km0_core::model::Lang;
use km0_core::words::Words;

/// What the window takes where the screen has room for it, in points.
pub(super) const SIZE: [f32; 2] = [1440.0, 900.0];
/// Points that a desktop's bars and a window's frame take of a screen.
const BARS: f32 = 80.0;

/// The file of settings. The toolkit's own file is not written whole or not at all, and keeps where the window was.
pub(super) fn settings_file() -> Option<PathBuf> {
    eframe::storage_dir(APP).map(|folder| folder.join("settings.ron"))
}

/// The file that the toolkit keeps, in which settings stood before they had one.
fn toolkit_file() -> Option<PathBuf> {
    eframe::storage_dir(APP).map(|folder| folder.join("app.ron"))
}

/// What was remembered, where it can be read.
fn remembered() -> Option<Settings> {
    let own = fs::read_to_string(settings_file()?).ok().and_then(|text| ron::from_str(&text).ok());
    own.or_else(|| {
        let kept: HashMap<String, String> = ron::from_str(&fs::read_to_string(toolkit_file()?).ok()?).ok()?;
        ron::from_str(kept.get(SETTINGS)?).ok()
    })
}

/// What was remembered, or what a first start begins with: the system's language.
pub(super) fn settings() -> Settings {
    remembered().unwrap_or_else(|| Settings { lang: of_locales(sys_locale::get_locales()), ..Settings::default() })
}

/// The language that the window would speak: the one used last, else the system's, else English.
pub fn reader_lang() -> Lang {
    remembered().map_or_else(|| of_locales(sys_locale::get_locales()), |settings| settings.lang)
}

/// The first that the program speaks of those that a person prefers, in their order.
fn of_locales(tags: impl Iterator<Item = String>) -> Lang {
    let spoken = |tag: String| {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default().to_lowercase();
        Lang::ALL.into_iter().find(|lang| lang.tag() == language)
    };
    tags.into_iter().find_map(spoken).unwrap_or(Lang::En)
}

/// The window will be as at a first start: what it remembered of itself is put aside, and replaces what was
/// put aside before. Views and stories that were kept stay.
///
/// # Errors
/// When the file can't be moved.
pub(super) fn reset() -> std::io::Result<()> {
    let files = [settings_file(), toolkit_file()].into_iter().flatten().filter(|file| file.exists());
    files.into_iter().try_for_each(|file| fs::rename(&file, file.with_extension("before-reset.ron")))
}

/// A window that would not fit fills the screen instead. Asked once, before anything was remembered.
pub(super) fn fit(ctx: &egui::Context) {
    let screen = ctx.input(|input| input.viewport().monitor_size);
    if screen.is_some_and(is_tight) {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}

fn is_tight(screen: Vec2) -> bool {
    screen.x < SIZE[0] + BARS || screen.y < SIZE[1] + BARS
}

/// The ways to paint a window, in the order in which they are tried: what the toolkit would take, or
/// `WGPU_BACKEND` names; then each interface to graphics cards by itself, since a driver may be there and not
/// work; then what paints without a card.
fn ways() -> Vec<WgpuConfiguration> {
    let all = wgpu::Instance::enabled_backend_features();
    let way = |change: &dyn Fn(&mut WgpuSetupCreateNew)| {
        let mut setup = WgpuSetupCreateNew::without_display_handle();
        change(&mut setup);
        WgpuConfiguration { wgpu_setup: WgpuSetup::CreateNew(setup), ..WgpuConfiguration::default() }
    };
    let single = [wgpu::Backends::VULKAN, wgpu::Backends::METAL, wgpu::Backends::GL, wgpu::Backends::DX12];
    let single = single.into_iter().filter(|backend| all.contains(*backend));
    std::iter::once(way(&|_| {}))
        .chain(single.map(|backend| way(&|setup| setup.instance_descriptor.backends = backend)))
        .chain(std::iter::once(way(&|setup| {
            setup.instance_descriptor.backends = all;
            setup.native_adapter_selector = Some(Arc::new(|adapters, surface| {
                let fits = |adapter: &&wgpu::Adapter| {
                    adapter.get_info().device_type == wgpu::DeviceType::Cpu
                        && surface.is_none_or(|surface| adapter.is_surface_supported(surface))
                };
                adapters.iter().find(fits).cloned().ok_or_else(|| "nothing paints without a card".to_owned())
            }));
        })))
        .collect()
}

/// Whether a failure is one of the graphics driver's, met before anything was seen.
fn is_of_driver(info: &PanicHookInfo<'_>) -> bool {
    info.location().is_some_and(|at| at.file().contains("wgpu") || at.file().contains("naga"))
}

/// Opens the window in the first way that works. `run` is given the way, and what it sets once something has been
/// painted: from then on a failure is a failure.
pub(super) fn open(
    lang: Option<Lang>,
    run: impl Fn(WgpuConfiguration, Arc<AtomicBool>) -> eframe::Result,
) -> Result<(), String> {
    let painted = Arc::new(AtomicBool::new(false));
    let why = Arc::new(Mutex::new(None));
    let own: Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync> = Arc::from(panic::take_hook());
    panic::set_hook({
        let (painted, why, own) = (Arc::clone(&painted), Arc::clone(&why), Arc::clone(&own));
        Box::new(move |info| {
            if guard::is_expected(info) {
                return;
            }
            if painted.load(Ordering::SeqCst) || !is_of_driver(info) {
                own(info);
                report::write(info);
            } else if let Ok(mut why) = why.lock() {
                *why = Some(info.payload_as_str().unwrap_or("no reason was given").to_owned());
            }
        })
    });
    let outcome = tried(ways(), |way| {
        let ended = panic::catch_unwind(AssertUnwindSafe(|| run(way, Arc::clone(&painted))));
        let driver = why.lock().ok().and_then(|mut why| why.take());
        match (ended, driver) {
            (Ok(Ok(())), _) => Ok(()),
            (Ok(Err(eframe::Error::Wgpu(error))), _) if !painted.load(Ordering::SeqCst) => {
                Err(Failed::Driver(error.to_string()))
            }
            (Ok(Err(error)), _) => Err(Failed::Otherwise(error)),
            (Err(_), Some(driver)) => Err(Failed::Driver(driver)),
            (Err(panic), None) => panic::resume_unwind(panic),
        }
    });
    panic::set_hook(Box::new(move |info| own(info)));
    outcome.map_err(|failed| said(&Words::new(lang.unwrap_or_else(reader_lang)), &failed))
}

/// Why no window came up.
#[derive(Debug)]
enum Failed {
    /// Nothing could paint it.
    Driver(String),
    Otherwise(eframe::Error),
}

/// The first way that works. The first failure is told: it is that of what the machine should paint with.
fn tried<W>(ways: Vec<W>, open: impl Fn(W) -> Result<(), Failed>) -> Result<(), Failed> {
    let mut first = None;
    for way in ways {
        match open(way) {
            Err(Failed::Driver(why)) => first = first.or(Some(why)),
            other => return other,
        }
    }
    Err(Failed::Driver(first.unwrap_or_default()))
}

/// The message that says what to do where nothing paints.
pub(super) fn advice() -> &'static str {
    match () {
        () if cfg!(windows) => "startup-driver-windows",
        () if cfg!(target_os = "macos") => "startup-driver-macos",
        () => "startup-driver-linux",
    }
}

/// What a reader is told, with what to do.
fn said(words: &Words, failed: &Failed) -> String {
    match failed {
        Failed::Driver(why) => {
            let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
            let values = [("advice", words.t(advice()).into()), ("why", why.into())];
            words.with("startup-no-driver", &values)
        }
        // the toolkit's own words name its source files
        Failed::Otherwise(eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_)) => {
            words.t("startup-display-silent").to_owned()
        }
        Failed::Otherwise(other) => other.to_string(),
    }
}

/// Why no window can be opened, where the desktop tells programs of its display by variables.
pub(super) fn no_display(lang: Option<Lang>, is_set: impl Fn(&str) -> bool) -> Option<String> {
    let told = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set);
    (cfg!(target_os = "linux") && !told)
        .then(|| Words::new(lang.unwrap_or_else(reader_lang)).t("startup-no-display").to_owned())
}

/// Says it in a box of the desktop's, for whoever opened the program from an icon and sees no terminal.
pub fn alert(text: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("Km0").set_description(text);
    let _closed = dialog.show();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn driver(why: &str) -> Result<(), Failed> {
        Err(Failed::Driver(why.to_owned()))
    }

    #[test]
    fn a_first_start_speaks_the_first_language_of_the_system_that_it_can() {
        let lang = |tags: &[&str]| of_locales(tags.iter().map(|tag| (*tag).to_owned()));
        assert_eq!(lang(&["vi-VN"]), Lang::Vi);
        assert_eq!(lang(&["zh-Hans-CN", "en-US"]), Lang::Zh);
        assert_eq!(lang(&["fr-FR", "vi"]), Lang::Vi);
        assert_eq!(lang(&["en_GB.UTF-8", "vi"]), Lang::En);
        assert_eq!(lang(&["fr-FR"]), Lang::En);
        assert_eq!(lang(&[]), Lang::En);
        // a language whose name begins alike is another
        assert_eq!(lang(&["vie"]), Lang::En);
    }

    #[test]
    fn the_next_way_to_paint_is_taken_when_one_fails() {
        let tries = std::cell::RefCell::new(Vec::new());
        let open = |way: u8| {
            tries.borrow_mut().push(way);
            if way < 3 { driver("lost") } else { Ok(()) }
        };
        assert!(tried(vec![1, 2, 3, 4], open).is_ok());
        assert_eq!(*tries.borrow(), [1, 2, 3]);
    }

    #[test]
    fn the_first_reason_is_told_with_what_to_install_in_each_language() {
        let Err(failed) = tried(vec!["Parent device is lost", "no adapter"], driver) else { panic!("none works") };
        for lang in Lang::ALL {
            let text = said(&Words::new(lang), &failed);
            assert!(text.contains("Parent device is lost") && !text.contains("no adapter"), "{text}");
            if cfg!(target_os = "linux") {
                assert!(text.contains("mesa-vulkan-drivers") && text.contains("libegl1"), "{text}");
            }
        }
    }

    #[test]
    fn a_small_screen_is_filled() {
        assert!(is_tight(Vec2::new(1366.0, 768.0)));
        assert!(is_tight(Vec2::new(1536.0, 864.0)));
        assert!(!is_tight(Vec2::new(1920.0, 1080.0)));
    }

    #[test]
    fn a_missing_display_is_told_where_there_should_be_one() {
        let told = no_display(Some(Lang::En), |_| false);
        assert_eq!(told.is_some(), cfg!(target_os = "linux"));
        assert_eq!(no_display(Some(Lang::En), |name| name == "DISPLAY"), None);
    }
}
