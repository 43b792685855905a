//! What a person can send of a fault of the program: where it happened, what was done before, and how large things
//! were. Nothing of what they looked at stands in it.

use std::collections::VecDeque;
use std::fmt::{self, Debug, Write as _};
use std::fs;
use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

/// Commands that a report names, the last ones.
const MOST: usize = 40;
/// Bytes of a message that are told.
const LONGEST: usize = 300;

#[derive(Debug, Default)]
struct KnownReports {
    /// Where reports of this run are put.
    path: Option<PathBuf>,
    done: VecDeque<String>,
    state: String,
    last: Option<String>,
}

static KNOWN: LazyLock<Mutex<KnownReports>> = LazyLock::new(Mutex::default);

/// Reports of this run are put there from now on.
pub(super) fn put_at(path: PathBuf) {
    if let Ok(mut known) = KNOWN.lock() {
        known.path = Some(path);
    }
}

/// What was done, without what it was done with.
pub(super) fn note(command: &impl Debug) {
    let name = name_of(command);
    if let Ok(mut known) = KNOWN.lock() {
        match known.done.back_mut() {
            Some(last) if last.trim_end_matches(|c: char| " ×0123456789".contains(c)) == name => {
                let times = last.rsplit_once('×').and_then(|(_, times)| times.parse::<usize>().ok()).unwrap_or(1);
                *last = format!("{name} ×{}", times + 1);
            }
            _ => {
                known.done.push_back(name);
                let more = known.done.len().saturating_sub(MOST);
                known.done.drain(..more);
            }
        }
    }
}

/// How things stand: numbers and the names of settings.
pub(super) fn stands(state: String) {
    if let Ok(mut known) = KNOWN.lock() {
        known.state = state;
    }
}

/// The fault that was met last, in a line.
pub(super) fn last() -> Option<String> {
    KNOWN.lock().ok()?.last.clone()
}

/// The name of an enum's variant, however much it holds.
fn name_of(value: &impl Debug) -> String {
    struct Name(String);
    impl fmt::Write for Name {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
            self.0.push_str(text.get(..end).unwrap_or_default());
            // what follows is what it holds
            if end < text.len() { Err(fmt::Error) } else { Ok(()) }
        }
    }
    let mut name = Name(String::new());
    let _stopped = write!(name, "{value:?}");
    name.0
}

/// A panic's message without what it quotes, which may be of a person's data.
fn told(message: &str) -> String {
    let quoted = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '‘') || !c.is_ascii();
    let end = message.find(quoted).unwrap_or(message.len()).min(LONGEST);
    let told = message.get(..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if end < message.len() { format!("{told} …") } else { told }
}

/// Writes down a fault. To be called while it is met; never fails itself.
pub(super) fn write(info: &PanicHookInfo<'_>) {
    let at = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let fault = format!("{} at {at}, in the thread {thread}", told(info.payload_as_str().unwrap_or("no reason")));
    let trace = std::backtrace::Backtrace::force_capture().to_string();
    // the fault may be in what is locked here
    let Ok(mut known) = KNOWN.try_lock() else { return };
    known.last = Some(fault.clone());
    let report = report_text(&fault, &known, &trace);
    if let Some(path) = &known.path {
        let before = fs::read_to_string(path).unwrap_or_default();
        let all = if before.is_empty() { report } else { format!("{before}\n{report}") };
        let _nobody_to_tell = km0_core::files::write_atomically(path, all.as_bytes(), true);
    }
}

fn report_text(fault: &str, known: &KnownReports, trace: &str) -> String {
    let mut out = String::new();
    let (version, os, arch) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    // writing into a text never fails
    let _ = writeln!(out, "A fault of Km0 {version} on {os} {arch}");
    let _ = writeln!(out, "This report holds nothing of your data, file names or searches.\n");
    let _ = writeln!(out, "fault: {fault}\nstate: {}\n\nwhat was done before, the last at the end:", known.state);
    for name in &known.done {
        let _ = writeln!(out, "  {name}");
    }
    let _ = writeln!(out, "\nwhere it was:\n{trace}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::Event;
    use crate::context::{Command, Item};

    #[test]
    fn a_command_is_told_without_what_it_holds() {
        assert_eq!(name_of(&Command::Ask("họp kín".to_owned())), "Ask");
        assert_eq!(name_of(&Command::Select(Item::Record("nguyen-van-a".into()))), "Select");
        assert_eq!(name_of(&Command::ClearQuery), "ClearQuery");
        assert_eq!(name_of(&Event::NamesAsked("/nhà/tôi".into(), std::collections::BTreeMap::new())), "NamesAsked");
    }

    #[test]
    fn a_message_is_told_up_to_what_it_quotes() {
        for (message, wanted) in [
            (
                "index out of bounds: the len is 3 but the index is 7",
                "index out of bounds: the len is 3 but the index is 7",
            ),
            (
                "byte index 5 is not a char boundary; it is inside 'ọ' (bytes 4..7) of `Họp kín`",
                "byte index 5 is not a char boundary; it is inside …",
            ),
            ("no such place: Tà Lùng", "no such place: T …"),
            ("called `Option::unwrap()` on a `None` value", "called …"),
        ] {
            assert_eq!(told(message), wanted);
        }
    }

    #[test]
    fn a_report_says_what_was_done_and_how_much_there_was() {
        let done = VecDeque::from(["Ask".to_owned(), "Select ×3".to_owned()]);
        let known = KnownReports { done, state: "records 12".to_owned(), ..KnownReports::default() };
        let report = report_text("index out of bounds at src/map/mod.rs:7:1", &known, "0: main");
        for part in ["src/map/mod.rs:7:1", "records 12", "  Ask\n  Select ×3\n", "0: main", env!("CARGO_PKG_VERSION")]
        {
            assert!(report.contains(part), "{part}: {report}");
        }
    }
}
