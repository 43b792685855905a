//! How a command ends.

use std::fmt::Display;
use std::panic::PanicHookInfo;

/// The exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Fine = 0,
    /// The data has errors, or something could not be done.
    Problems = 1,
    /// What was typed can't be understood or allowed.
    Usage = 2,
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) status: Status,
    pub(super) message: anyhow::Error,
}

pub(super) type CommandResult = Result<Status, Failure>;

impl Failure {
    pub(super) fn usage(what: impl Display) -> Self {
        Self { status: Status::Usage, message: anyhow::anyhow!("{what}") }
    }

    pub(super) fn problem(message: impl Into<anyhow::Error>) -> Self {
        Self { status: Status::Problems, message: message.into() }
    }
}

/// One line on a bug, with what a report about it needs.
pub(super) fn bug(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let what = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let at = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
    bug_line(what.unwrap_or("no reason was given"), &at)
}

fn bug_line(what: &str, at: &str) -> String {
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    let version = env!("CARGO_PKG_VERSION");
    format!("error: this is a bug in km0 {version}, please report it: {what}{at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_told_in_one_line() {
        let line = bug_line("index out of\n  bounds", " at src/map.rs:7");
        assert!(line.ends_with("please report it: index out of bounds at src/map.rs:7"), "{line}");
        assert_eq!(line.lines().count(), 1);
    }
}
