//! The way to the terminal: results to standard output, everything else to standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

use anyhow::Context;
use fluent_bundle::FluentValue;
use unicode_width::UnicodeWidthStr;

use km0_core::model::Lang;
use km0_core::words::Words;

use super::failure::{CommandResult, Failure, Status};

/// Writes a result. A reader that has seen enough (`km0 list | head`) ends it without a word.
pub(super) fn print(bytes: &[u8]) -> CommandResult {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("standard output can't be written").map_err(Failure::problem)
        }
        _ => Ok(Status::Fine),
    }
}

/// What was complained of last.
static LAST: Mutex<Option<String>> = Mutex::new(None);
/// Whether a window was asked for.
static IN_WINDOW: AtomicBool = AtomicBool::new(false);

/// Writes a line beside the result. There is nobody to tell when that fails.
pub(super) fn complain(line: &str) {
    if let Ok(mut last) = LAST.lock() {
        *last = Some(line.to_owned());
    }
    let _nobody = writeln!(io::stderr().lock(), "{line}");
}

/// A window was asked for, so its person may sit at a desktop and not at a terminal.
pub(super) fn in_window() {
    IN_WINDOW.store(true, Ordering::SeqCst);
}

/// What was complained of last, where nobody saw it.
pub(super) fn unheard() -> Option<String> {
    is_unheard().then(|| LAST.lock().ok()?.take()).flatten()
}

/// A program of windows has no standard error, unless it was given one.
#[cfg(windows)]
fn is_unheard() -> bool {
    use std::os::windows::io::AsRawHandle;
    io::stderr().as_raw_handle().is_null()
}

/// A desktop sends standard error to a journal.
#[cfg(not(windows))]
fn is_unheard() -> bool {
    let desktop = ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some());
    IN_WINDOW.load(Ordering::SeqCst) && !io::stderr().is_terminal() && (desktop || cfg!(target_os = "macos"))
}

/// Help goes to standard output, complaints about arguments to standard error.
pub(super) fn clap_message(error: &clap::Error) -> Status {
    let _nobody = error.print();
    if let Ok(mut last) = LAST.lock() {
        *last = Some(error.to_string());
    }
    if error.use_stderr() { Status::Usage } else { Status::Fine }
}

/// The text without control characters, which could take over a terminal; on one line.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push(match c {
            '\n' | '\r' | '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            // marks that turn the direction of the rest of the line
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        });
    }
    out
}

/// What messages are said in: English, unless the command line names a language.
static WORDS: OnceLock<Words> = OnceLock::new();

/// Messages are in this language from now on; only the first call counts.
pub(super) fn speak(lang: Lang) {
    let _once = WORDS.set(Words::new(lang));
}

pub(super) fn words() -> &'static Words {
    WORDS.get_or_init(|| Words::new(Lang::En))
}

/// A message with its values.
pub(super) fn said(key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
    words().with(key, values)
}

/// A remark beside the result.
pub(super) fn note(key: &str, values: &[(&str, FluentValue<'_>)]) {
    complain(&format!("{}: {}", words().t("cli-note"), said(key, values)));
}

/// Rows with their columns aligned, two blanks between; nothing is padded at the end of a line.
pub(super) fn table<R: AsRef<[String]>>(rows: &[R]) -> String {
    table_of(|take| rows.iter().for_each(|row| take(row.as_ref())))
}

/// As [`table`], for rows that are made twice, the first time to see how wide they are: a million are too many to keep.
pub(super) fn table_of(each: impl Fn(&mut dyn FnMut(&[String]))) -> String {
    let mut widths: Vec<usize> = Vec::new();
    each(&mut |row| {
        widths.resize(widths.len().max(row.len()), 0);
        widths.iter_mut().zip(row).for_each(|(width, cell)| *width = cell.width().max(*width));
    });
    let (mut out, mut line) = (String::new(), String::new());
    each(&mut |row| {
        line.clear();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    });
    out
}

/// The text in lines of at most `columns`, broken at blanks, or anywhere between ideographs.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        for (i, piece) in pieces(word).into_iter().enumerate() {
            let gap = usize::from(i == 0 && used > 0);
            let wide = piece.width();
            if used > 0 && used + gap + wide > columns {
                lines.push(String::new());
                used = 0;
            } else if gap == 1 {
                used += 1;
                lines.last_mut().into_iter().for_each(|line| line.push(' '));
            }
            used += wide;
            lines.last_mut().into_iter().for_each(|line| line.push_str(piece));
        }
    }
    lines
}

/// A word in the pieces that may stand on different lines.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in word.char_indices() {
        if at > start && km0_core::query::fold::is_ideograph(c) {
            pieces.extend(word.get(start..at));
            start = at;
        }
    }
    pieces.extend(word.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_what_a_terminal_shows() {
        let rows = [["友谊口岸", "a"], ["Tà Lùng", "b"], ["x", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(table(&rows), "友谊口岸  a\nTà Lùng   b\nx\n");
    }

    #[test]
    fn nothing_that_commands_a_terminal_gets_through() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\nc\u{202e}"), "a\u{fffd}[31mb\u{fffd} c\u{fffd}");
    }

    #[test]
    fn lines_break_at_blanks_and_between_ideographs() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("友谊口岸", 4), ["友谊", "口岸"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
        assert_eq!(wrapped("", 4), [""]);
    }
}
