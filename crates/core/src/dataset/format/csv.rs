//! CSV (RFC 4180) and its cousins with semicolons and tabs, row by row.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use csv::{ByteRecord, ReaderBuilder};

use super::{Broken, MAX_COLUMNS, MAX_ROW, MAX_ROWS};
use crate::dataset::problem::Rule;

const PIECE: usize = 256 * 1024;
/// Bytes and cells of rows that are handed over together.
const BATCH: usize = 128 * 1024;
/// Batches that may wait.
const AHEAD: usize = 8;

/// A reader that gives up when one row takes too much of it: a quote that is never closed makes
/// the rest of a file one cell.
struct Leash<R> {
    inner: R,
    since: usize,
    /// Bytes given so far.
    given: u64,
    /// Where lines end, with whether that is a line feed, as far as no row has passed them.
    ends: VecDeque<(u64, bool)>,
    line: u32,
}

impl<R> Leash<R> {
    fn new(inner: R) -> Self {
        Self { inner, since: 0, given: 0, ends: VecDeque::new(), line: 1 }
    }

    /// The line of the row that is looked for from this byte on. The parser's own count lags
    /// behind where lines end in two characters, and where there are blank ones.
    fn line_from(&mut self, mut byte: u64) -> u32 {
        while let Some((at, feed)) = self.ends.front().copied().filter(|(at, _)| *at <= byte) {
            self.ends.pop_front();
            self.line = self.line.saturating_add(u32::from(feed));
            // blank lines before the row are not its own
            byte += u64::from(at == byte);
        }
        self.line
    }
}

impl<R: Read> Read for Leash<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since > MAX_ROW + PIECE {
            return Err(io::Error::other(LONG_ROW));
        }
        let count = self.inner.read(buffer)?;
        self.since += count;
        let new = buffer.get(..count).unwrap_or_default();
        let ends = memchr::memchr2_iter(b'\n', b'\r', new);
        self.ends.extend(ends.map(|at| (self.given + at as u64, new.get(at) == Some(&b'\n'))));
        self.given += count as u64;
        Ok(count)
    }
}

const LONG_ROW: &str = "one row is longer than 16 MiB";

/// Gives every row that is not blank until `each` says that it is enough, or what broke the table.
///
/// The rows are found on a thread of their own, a few batches ahead of `each`.
pub(in crate::dataset) fn read(
    source: impl Read + Send,
    mut each: impl FnMut(u32, &Row<'_>) -> bool,
) -> Result<(), Broken> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        // what has been taken is filled again
        let (back, used) = channel();
        let finder = scope.spawn(move || find_rows(source, &sender, &used));
        while let Ok(batch) = receiver.recv() {
            if !batch.rows().all(|(line, row)| each(line, &row)) {
                return Ok(());
            }
            let _no_more_is_wanted = back.send(batch);
        }
        finder.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Sends the rows in batches as long as somebody takes them.
fn find_rows(source: impl Read, to: &SyncSender<Batch>, used: &Receiver<Batch>) -> Result<(), Broken> {
    let mut buffered = BufReader::with_capacity(PIECE, source);
    let head = buffered.fill_buf().map_err(|error| Broken::of_io(&error, 1))?;
    let delimiter = delimiter(head);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(PIECE)
        .from_reader(Leash::new(buffered));
    let (mut row, mut batch) = (ByteRecord::new(), Batch::default());
    loop {
        let byte = reader.position().byte();
        let outcome = reader.read_byte_record(&mut row);
        let line = reader.get_mut().line_from(byte);
        let ended = match outcome {
            Ok(true) => fault(line, &row).map(Err),
            Ok(false) => Some(Ok(())),
            Err(error) => Some(Err(broken(error, line))),
        };
        if let Some(outcome) = ended {
            // what stands before the end, or a fault, is given
            let _nobody_takes_more = to.send(batch);
            return outcome;
        }
        reader.get_mut().since = 0;
        // a spreadsheet's own note on what stands between its cells
        if line == 1 && row.len() <= 2 && row.get(0).is_some_and(|cell| cell.starts_with(b"sep=")) {
            continue;
        }
        batch.push(line, &row);
        // cells without text take memory too
        if batch.text.len() + batch.ends.len() > BATCH {
            let next = used.try_recv().map(Batch::cleared).unwrap_or_default();
            if to.send(std::mem::replace(&mut batch, next)).is_err() {
                return Ok(());
            }
        }
    }
}

fn fault(line: u32, row: &ByteRecord) -> Option<Broken> {
    if line > MAX_ROWS {
        return Some(Broken::new(Rule::TooLarge, line, "the table has more than 20 million rows", "split it"));
    }
    (row.len() > MAX_COLUMNS).then(|| {
        let what = format!("the row has {} columns, and 500 are taken", row.len());
        Broken::new(Rule::TooLarge, line, what, "leave out columns; the rest is not read")
    })
}

/// Rows, their cells one after another in one text.
#[derive(Default)]
struct Batch {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
    /// The line of each row, and where its cells begin among `ends`.
    rows: Vec<(u32, usize)>,
}

impl Batch {
    fn cleared(mut self) -> Self {
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
        self
    }

    fn push(&mut self, line: u32, row: &ByteRecord) {
        self.rows.push((line, self.ends.len()));
        // the reader beneath gives valid text
        match simdutf8::basic::from_utf8(row.as_slice()) {
            Ok(text) => {
                let mut end = self.text.len();
                self.text.push_str(text);
                self.ends.extend(row.iter().map(|cell| {
                    end += cell.len();
                    end
                }));
            }
            Err(_) => row.iter().for_each(|cell| {
                self.text.push_str(&String::from_utf8_lossy(cell));
                self.ends.push(self.text.len());
            }),
        }
    }

    fn rows(&self) -> impl Iterator<Item = (u32, Row<'_>)> {
        let next = self.rows.iter().skip(1).map(|(_, first)| *first).chain([self.ends.len()]);
        self.rows.iter().zip(next).map(|((line, first), next)| {
            let start = first.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |end| *end);
            let ends = self.ends.get(*first..next).unwrap_or_default();
            (*line, Row { text: &self.text, start, ends })
        })
    }
}

/// One row, as long as its batch is there.
#[derive(Clone, Copy, Debug)]
pub(in crate::dataset) struct Row<'a> {
    text: &'a str,
    start: usize,
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// The cells, counted from 0.
    pub(in crate::dataset) fn get(&self, at: usize) -> Option<&'a str> {
        let start = at.checked_sub(1).map_or(Some(self.start), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(at)?)
    }

    pub(in crate::dataset) fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let row = *self;
        (0..self.ends.len()).filter_map(move |at| row.get(at))
    }
}

fn broken(error: csv::Error, line: u32) -> Broken {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.to_string() == LONG_ROW => {
            let remedy = "close the quote that opens in it, or shorten it; the rest is not read";
            Broken::new(Rule::TooLarge, line, LONG_ROW, remedy)
        }
        csv::ErrorKind::Io(error) => Broken::of_io(&error, line),
        _ => Broken::new(Rule::Syntax, line, "the row can't be read", "mend it"),
    }
}

/// What stands between cells: whatever comes most in the first line, outside of quotes.
fn delimiter(head: &[u8]) -> u8 {
    let head = head.strip_prefix(b"sep=").unwrap_or(head);
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                for (mark, count) in &mut counts {
                    *count += usize::from(mark == byte);
                }
            }
            _ => {}
        }
    }
    // of equals, the one that is listed first
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Rows = Vec<(u32, Vec<String>)>;

    fn rows(text: &[u8]) -> (Rows, Result<(), Broken>) {
        let mut rows = Vec::new();
        let outcome = read(text, |line, row| {
            rows.push((line, row.iter().map(str::to_owned).collect()));
            true
        });
        (rows, outcome)
    }

    #[test]
    fn rows_are_called_by_their_lines() {
        let (rows, outcome) = rows(b"a,b\r\n\r\n\"x\r\ny\",2\r\n3\n\n\n4\n");
        assert_eq!(outcome, Ok(()));
        let lines: Vec<u32> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 5, 8]);
        assert_eq!(rows[1].1, ["x\r\ny", "2"]);
    }

    #[test]
    fn what_stands_between_cells_is_seen() {
        for text in ["a;b;c\n1,5;2;3", "a\tb\tc\n1,5\t2\t3", "sep=;\na;b;c\n1,5;2;3", "\"x,y,z,w\";b;c\n1,5;2;3"] {
            assert_eq!(rows(text.as_bytes()).0.last().unwrap().1, ["1,5", "2", "3"], "{text}");
        }
        assert_eq!(rows(b"only\none").0.len(), 2);
    }

    #[test]
    fn rows_of_nothing_do_not_fill_memory() {
        let ((to, batches), (_, used)) = (sync_channel(1_000), channel());
        assert_eq!(find_rows(",\n".repeat(1 << 20).as_bytes(), &to, &used), Ok(()));
        drop(to);
        let sizes: Vec<usize> = batches.iter().map(|batch| batch.ends.len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 2 << 20);
        assert!(sizes.iter().all(|cells| *cells <= BATCH + 2), "{sizes:?}");
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_fill_memory() {
        let long = io::Cursor::new(b"a,b\n\"".to_vec()).chain(io::repeat(b'x'));
        let told = read(long, |_, _| true).unwrap_err();
        assert_eq!((told.rule, told.place.line), (Rule::TooLarge, 2));
        let wide = format!("{}\n", ",".repeat(600));
        assert_eq!(rows(wide.as_bytes()).1.unwrap_err().rule, Rule::TooLarge);
    }

    proptest! {
        #[test]
        fn any_text_is_rows_or_told(text in "[a-z\",;\\r\\n\\t]{0,80}|\\PC{0,60}") {
            let _never_panics = rows(text.as_bytes());
        }
    }
}
