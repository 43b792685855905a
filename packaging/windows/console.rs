//! `km0.com`: the command line on Windows.
//!
//! Windows marks a program as one of windows or one of the console. One of the console, opened from an icon, has a black
//! window beside its own; one of windows has no output in a terminal, and the prompt comes back before it has ended.
//! Three ways were weighed:
//!
//! - `AttachConsole` in the program itself: needs `unsafe` or a crate around it, and the shell would still not wait, so
//!   that the exit code of `km0 check` were lost.
//! - A console program with a launcher of windows: what is pinned to the taskbar is then the console program.
//! - This: `km0.exe` is of windows, and beside it lies this small program of the console. A shell that is told `km0` looks
//!   for `.com` before `.exe`, so a terminal gets this one, and icons, the taskbar and files get the other.
//!
//! It starts `km0.exe` with the same arguments, hands on what that prints, waits, and ends with its exit code. A file or
//! a pipe that output is sent to is handed over as it is; only for a terminal, to which a program of windows can't write,
//! the text goes through here.

use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            let _closed = writeln!(io::stderr(), "km0: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let program = env::current_exe()?.with_file_name("km0.exe");
    let mut child = Command::new(program)
        .args(env::args_os().skip(1))
        .stdout(way(&io::stdout()))
        .stderr(way(&io::stderr()))
        .spawn()?;
    let out = child.stdout.take().map(|from| thread::spawn(move || hand_on(from, io::stdout())));
    let err = child.stderr.take().map(|from| thread::spawn(move || hand_on(from, io::stderr())));
    let status = child.wait()?;
    for thread in [out, err].into_iter().flatten() {
        let _panicked = thread.join();
    }
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn way(to: &impl IsTerminal) -> Stdio {
    if to.is_terminal() { Stdio::piped() } else { Stdio::inherit() }
}

/// All that comes, until the other end is closed. A terminal that is gone ends it, and with it the program's writing.
fn hand_on(mut from: impl Read, mut to: impl Write) {
    let _gone = io::copy(&mut from, &mut to).and_then(|_| to.flush());
}
