//! Tells when the files of the open dataset change. Sleeps until the system says so; nothing is
//! looked for in between.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Quiet that must follow a change before the files are read: programs write in several steps.
const QUIET: Duration = Duration::from_millis(250);
/// The longest that changes without an end are waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// Watches until it is dropped.
#[derive(Debug)]
pub(super) struct FileWatch {
    /// Its end ends the thread that waits for it.
    _watcher: RecommendedWatcher,
}

impl FileWatch {
    /// Calls `changed` on a thread of its own whenever the file, or a file of the folder, has
    /// changed and then stood still for a moment.
    ///
    /// # Errors
    /// When the system can't watch the path.
    pub(super) fn new(path: &Path, mut changed: impl FnMut(&Path) + Send + 'static) -> Result<Self, String> {
        let (sender, receiver) = channel();
        let of_dataset = WatchedNames::new(path);
        let folder = of_dataset.folder.clone();
        let tell = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| of_dataset.concerns(&event)) {
                // nobody waits any more once the window is gone
                let _gone = sender.send(());
            }
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(|error| error.to_string())?;
        watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(|error| error.to_string())?;
        let theirs = path.to_owned();
        let wait = move || {
            while receiver.recv().is_ok() {
                if settled(&receiver) {
                    changed(&theirs);
                }
            }
        };
        std::thread::Builder::new().name("watch files".to_owned()).spawn(wait).map_err(|error| error.to_string())?;
        Ok(Self { _watcher: watcher })
    }
}

/// Waits until changes have stopped. False when nobody watches any more.
fn settled(changes: &Receiver<()>) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    true
}

/// Which changes of a folder concern the dataset.
struct WatchedNames {
    folder: PathBuf,
    /// The one file, where the dataset is one.
    file: Option<std::ffi::OsString>,
}

impl WatchedNames {
    /// Editors put a new file in the place of the old one, so that a file is watched from its folder.
    fn new(path: &Path) -> Self {
        if path.is_dir() {
            return Self { folder: path.to_owned(), file: None };
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new(".")).to_owned();
        Self { folder, file: path.file_name().map(std::ffi::OsStr::to_owned) }
    }

    fn concerns(&self, event: &Event) -> bool {
        let changes = match event.kind {
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
                true
            }
        };
        changes && event.paths.iter().any(|path| self.is_ours(path))
    }

    fn is_ours(&self, path: &Path) -> bool {
        let Some(name) = path.file_name() else { return false };
        if let Some(file) = &self.file {
            return name == file;
        }
        // what editors keep beside a file is none of the dataset's
        let name = name.to_string_lossy();
        !name.starts_with(['.', '#']) && !name.ends_with('~')
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::channel;

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn watched(path: &Path) -> (FileWatch, Receiver<PathBuf>) {
        let (sender, receiver) = channel();
        let watch = FileWatch::new(path, move |path| sender.send(path.to_owned()).unwrap()).unwrap();
        (watch, receiver)
    }

    #[test]
    fn many_writes_are_one_change() {
        let folder = tempfile::tempdir().unwrap();
        let (_watch, changes) = watched(folder.path());
        for text in ["a", "ab", "abc"] {
            fs::write(folder.path().join("a.ron"), text).unwrap();
        }
        assert_eq!(changes.recv_timeout(LONG).unwrap(), folder.path());
        assert!(changes.recv_timeout(QUIET * 3).is_err(), "told twice");
    }

    #[test]
    fn a_file_that_an_editor_puts_in_the_place_of_the_old_one_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        fs::write(&file, "a").unwrap();
        let (_watch, changes) = watched(&file);
        fs::write(folder.path().join("other.ron"), "x").unwrap();
        assert!(changes.recv_timeout(QUIET * 3).is_err(), "another file is not the dataset's");
        fs::write(folder.path().join("new"), "b").unwrap();
        fs::rename(folder.path().join("new"), &file).unwrap();
        assert_eq!(changes.recv_timeout(LONG).unwrap(), file);
    }

    #[test]
    fn what_editors_keep_beside_a_file_is_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let (_watch, changes) = watched(folder.path());
        for name in [".a.ron.swp", "a.ron~", "#a.ron#"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        assert!(changes.recv_timeout(QUIET * 3).is_err());
    }

    #[test]
    fn what_is_not_there_cannot_be_watched() {
        assert!(FileWatch::new(Path::new("/no/such/folder/a.ron"), |_| {}).is_err());
    }
}
