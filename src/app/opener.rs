//! Opens a file with whatever the desktop opens files of its kind with.

use std::path::Path;
use std::process::{Command, Stdio};

/// Whether the desktop took the file. Waits for its answer: not for the thread that paints.
pub(super) fn open(file: &Path) -> bool {
    command(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| {
        // the Windows shell answers with a failure whatever it does
        cfg!(windows) || status.success()
    })
}

/// The file is one argument of a program, never a line for a shell; it is absolute, and so never
/// taken for an option.
fn command(file: &Path) -> Command {
    let mut command;
    if cfg!(target_os = "macos") {
        command = Command::new("open");
        command.arg("-t");
    } else if cfg!(windows) {
        command = Command::new("explorer");
    } else {
        command = Command::new("xdg-open");
    }
    command.arg(file);
    command
}
