//! Whether the desktop's file chooser answered at all. The library gives nothing both for
//! "cancelled" and for "there is no chooser", and tells them apart only in its log.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Nothing on the desktop can ask for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoChooser;

struct ResponseListener;

/// Whether the last way of asking that the library knows has failed.
static FAILED: AtomicBool = AtomicBool::new(false);

impl Log for ResponseListener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() == Level::Error && metadata.target().starts_with("rfd")
    }

    fn log(&self, record: &Record<'_>) {
        // a portal that fails is followed by zenity, and only after that comes nothing
        if self.enabled(record.metadata()) && record.args().to_string().contains("zenity") {
            FAILED.store(true, Ordering::SeqCst);
        }
    }

    fn flush(&self) {}
}

/// What a dialog gave; `None` when the person cancelled it.
pub(super) fn ask(dialog: impl FnOnce() -> Option<PathBuf>) -> Result<Option<PathBuf>, NoChooser> {
    if log::set_logger(&ResponseListener).is_ok() {
        log::set_max_level(LevelFilter::Error);
    }
    FAILED.store(false, Ordering::SeqCst);
    let chosen = dialog();
    if chosen.is_none() && FAILED.load(Ordering::SeqCst) { Err(NoChooser) } else { Ok(chosen) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_chooser_is_told_from_a_cancelled_one() {
        assert_eq!(ask(|| None), Ok(None));
        let missing = ask(|| {
            log::error!(target: "rfd::backend", "Failed to connect to session bus: none");
            log::error!(target: "rfd::backend", "Failed to save file with zenity: not found");
            None
        });
        assert_eq!(missing, Err(NoChooser));
        let fallback = ask(|| {
            log::error!(target: "rfd::backend", "Failed to connect to session bus: none");
            Some(PathBuf::from("out.csv"))
        });
        assert_eq!(fallback, Ok(Some(PathBuf::from("out.csv"))));
    }
}
