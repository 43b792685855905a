//! Opens a file with whatever the desktop opens files of its kind with, or shows where it is.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use km0_core::model::Origin;

/// The file of a record on the disk, whole where messages may name it shorter, and its place in it
/// as people write it. Asks the disk.
pub(super) fn place_of(dataset: &Path, origin: &Origin) -> (PathBuf, String) {
    let named = PathBuf::from(&*origin.file);
    let inside = || dataset.join(named.file_name().unwrap_or_default());
    let file = if named.exists() || !dataset.is_dir() { named } else { inside() };
    let file = std::path::absolute(&file).unwrap_or(file);
    let place = format!("{}:{}", file.display(), origin.line);
    (file, place)
}

/// Whether the desktop took the file. Waits for its answer: not for the thread that paints.
pub(super) fn open(file: &Path) -> bool {
    takes(program(&[file.as_os_str()]))
}

/// The same, as text where the desktop would rather run or show it.
pub(super) fn edit(file: &Path) -> bool {
    if cfg!(target_os = "macos") { takes(program(&["-t".as_ref(), file.as_os_str()])) } else { open(file) }
}

/// Shows the file in its folder, picked out where the desktop can do so.
pub(super) fn show(file: &Path) -> bool {
    if cfg!(target_os = "macos") {
        takes(program(&["-R".as_ref(), file.as_os_str()]))
    } else if cfg!(windows) {
        takes(program(&["/select,".as_ref(), file.as_os_str()]))
    } else {
        open(folder(file))
    }
}

/// The folder that holds a file.
fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file is one argument of a program, never a line for a shell; it is absolute, and so never
/// taken for an option.
fn program(arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    });
    command.args(arguments);
    command
}

fn takes(mut command: Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| {
        // the Windows shell answers with a failure whatever it does
        cfg!(windows) || status.success()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_shown_in_the_folder_that_holds_it() {
        assert_eq!(folder(Path::new("/srv/bao cao/ta-lung.xlsx")), Path::new("/srv/bao cao"));
        assert_eq!(folder(Path::new("ta-lung.xlsx")), Path::new("."));
    }
}
