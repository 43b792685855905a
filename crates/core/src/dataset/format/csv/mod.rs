//! CSV (RFC 4180) and its cousins with semicolons and tabs, row by row.

mod rows;

use std::io::Read;
use std::sync::mpsc::{Receiver, channel};

use super::{Broken, MAX_COLUMNS, MAX_ROW, MAX_ROWS};
use crate::dataset::parallel::in_order;
use crate::dataset::problem::Rule;
use rows::CsvStep;

const PIECE: usize = 256 * 1024;
/// Bytes and cells of rows that are handed over together.
const BATCH: usize = 64 * 1024;
/// Lines left out that are told.
const MOST_TOLD: usize = 1_000;
/// Characters that are shown of a line that is left out.
const SHOWN: usize = 200;

/// A line that is left out because a quote opens in it that is never closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dataset) struct Unclosed {
    pub(in crate::dataset) line: u32,
    pub(in crate::dataset) text: String,
}

impl Unclosed {
    pub(in crate::dataset) fn told(&self) -> Broken {
        let what = format!("a quote opens in this line that is never closed, and the line is left out: {}", self.text);
        let remedy = "close the quote, or write it twice where it belongs to the text";
        Broken::new(Rule::Syntax, self.line, what, remedy)
    }
}

/// Gives every row that is not blank until `each` says that it is enough, or what broke the table.
/// What it gives back are the lines that are no rows.
pub(in crate::dataset) fn read(
    source: impl Read + Send,
    mut each: impl FnMut(u32, &CsvRow<'_>) -> bool,
) -> (Vec<Unclosed>, Result<(), Broken>) {
    read_ahead(source, || |_: &CsvBatch| (), |batch, ()| batch.rows().all(|(line, row)| each(line, &row)))
}

/// As [`read`], a batch of rows at a time, with what a worker has made of it: the rows are found on a thread of their
/// own, and each of several has a worker.
pub(in crate::dataset) fn read_ahead<T: Send, W: FnMut(&CsvBatch) -> T>(
    source: impl Read + Send,
    worker: impl Fn() -> W + Sync,
    mut take: impl FnMut(&CsvBatch, T) -> bool,
) -> (Vec<Unclosed>, Result<(), Broken>) {
    // what has been taken is filled again
    let (back, used) = channel();
    let mut enough = false;
    let found = in_order(
        move |to| find_rows(source, to, &used),
        || {
            let mut work = worker();
            move |batch: CsvBatch| {
                let made = work(&batch);
                (batch, made)
            }
        },
        |(batch, made)| {
            enough = !take(&batch, made);
            let _no_more_is_wanted = back.send(batch);
            !enough
        },
    );
    if enough { (Vec::new(), Ok(())) } else { found }
}

/// Gives the rows in batches as long as somebody takes them.
fn find_rows(
    source: impl Read,
    to: &mut dyn FnMut(CsvBatch) -> bool,
    used: &Receiver<CsvBatch>,
) -> (Vec<Unclosed>, Result<(), Broken>) {
    let mut finder =
        CsvFinder { source, bytes: Vec::new(), at: 0, whole: false, line: 1, delimiter: None, failed: None };
    let mut unclosed = Vec::new();
    let mut batch = CsvBatch::default();
    let outcome = loop {
        match finder.fill(&mut batch, &mut unclosed) {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(broken) => break Err(broken),
        }
        batch.close();
        let next = used.try_recv().map(CsvBatch::cleared).unwrap_or_default();
        if !to(std::mem::replace(&mut batch, next)) {
            return (unclosed, Ok(()));
        }
    };
    // what stands before the end, or a fault, is given
    batch.close();
    let _nobody_takes_more = to(batch);
    (unclosed, outcome)
}

struct CsvFinder<R> {
    source: R,
    /// Read, and from `at` on not yet taken.
    bytes: Vec<u8>,
    at: usize,
    whole: bool,
    line: u32,
    delimiter: Option<u8>,
    /// What ended reading before the end.
    failed: Option<std::io::Error>,
}

impl<R: Read> CsvFinder<R> {
    /// Fills a batch with rows; false at the end.
    fn fill(&mut self, batch: &mut CsvBatch, unclosed: &mut Vec<Unclosed>) -> Result<bool, Broken> {
        // cells without text take memory too
        while batch.bytes.len() + batch.ends.len() <= BATCH {
            if self.at == self.bytes.len() {
                match self.failed.take() {
                    Some(error) => return Err(Broken::of_io(&error, self.line)),
                    None if self.whole => return Ok(false),
                    None => self.more(),
                }
                continue;
            }
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let whole = self.whole;
            let delimiter = *self.delimiter.get_or_insert_with(|| rows::delimiter(rest, whole));
            let kept = batch.begin(self.line);
            let step = rows::row(rest, delimiter, whole, |piece, last| batch.piece(piece, last));
            if !matches!(step, CsvStep::Row { .. }) {
                batch.undo(kept);
            }
            match step {
                CsvStep::More if rest.len() > MAX_ROW + PIECE => {
                    let what = "one row is longer than 16 MiB";
                    return Err(Broken::new(Rule::TooLarge, self.line, what, "shorten it; the rest is not read"));
                }
                CsvStep::More => self.more(),
                CsvStep::Blank { bytes } => {
                    self.line = self.line.saturating_add(1);
                    self.at += bytes;
                }
                CsvStep::Unclosed { bytes } => {
                    if unclosed.len() < MOST_TOLD {
                        let text = String::from_utf8_lossy(rest.get(..bytes).unwrap_or_default());
                        let text = text.trim_end().chars().take(SHOWN).collect();
                        unclosed.push(Unclosed { line: self.line, text });
                    }
                    self.line = self.line.saturating_add(1);
                    self.at += bytes;
                }
                CsvStep::Row { bytes, lines } => {
                    if let Some(broken) = fault(self.line, batch.last()) {
                        batch.undo(kept);
                        return Err(broken);
                    }
                    // a spreadsheet's own note on what stands between its cells
                    let note = self.line == 1 && (rest.starts_with(b"sep=") || rest.starts_with(b"\"sep="));
                    if note && batch.last() <= 2 {
                        batch.undo(kept);
                    }
                    self.line = self.line.saturating_add(lines);
                    self.at += bytes;
                }
            }
        }
        Ok(true)
    }

    /// Reads on, and forgets what was taken.
    fn more(&mut self) {
        self.bytes.drain(..self.at);
        self.at = 0;
        let wanted = self.bytes.len() + PIECE;
        while self.bytes.len() < wanted && !self.whole {
            let old = self.bytes.len();
            self.bytes.resize(wanted, 0);
            let read = self.source.read(self.bytes.get_mut(old..).unwrap_or_default());
            self.bytes.truncate(old + read.as_ref().map_or(0, |read| *read));
            match read {
                Ok(0) => self.whole = true,
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    // the rows before the fault come first, and none is made of half a line
                    let end = memchr::memrchr2(b'\n', b'\r', &self.bytes).map_or(0, |at| at + 1);
                    self.bytes.truncate(end);
                    self.whole = true;
                    self.failed = Some(error);
                }
            }
        }
    }
}

/// The lines that end in the bytes, in any of three ways.
fn lines(bytes: &[u8]) -> u32 {
    let mut count: u32 = 0;
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let half = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        count = count.saturating_add(u32::from(!half));
    }
    count
}

fn fault(line: u32, cells: usize) -> Option<Broken> {
    if line > MAX_ROWS {
        return Some(Broken::new(Rule::TooLarge, line, "the table has more than 20 million rows", "split it"));
    }
    (cells > MAX_COLUMNS).then(|| {
        let what = format!("the row has {cells} columns, and 500 are taken");
        Broken::new(Rule::TooLarge, line, what, "leave out columns; the rest is not read")
    })
}

/// Rows, their cells one after another in one text.
#[derive(Default)]
pub(in crate::dataset) struct CsvBatch {
    /// The text as it is put together.
    bytes: Vec<u8>,
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
    /// The line of each row, and where its cells begin among `ends`.
    rows: Vec<(u32, usize)>,
}

impl CsvBatch {
    fn cleared(mut self) -> Self {
        self.bytes.clear();
        self.text.clear();
        self.ends.clear();
        self.rows.clear();
        self
    }

    /// Begins a row; how much text there was before it.
    fn begin(&mut self, line: u32) -> usize {
        self.rows.push((line, self.ends.len()));
        self.bytes.len()
    }

    /// Forgets the last row, before which there was so much text.
    fn undo(&mut self, text: usize) {
        self.bytes.truncate(text);
        if let Some((_, ends)) = self.rows.pop() {
            self.ends.truncate(ends);
        }
    }

    fn piece(&mut self, piece: &[u8], last: bool) {
        self.bytes.extend_from_slice(piece);
        if last {
            self.ends.push(self.bytes.len());
        }
    }

    /// Makes a text of the bytes, all at once: to look at each cell takes several times as long.
    fn close(&mut self) {
        if let Ok(text) = simdutf8::basic::from_utf8(&self.bytes) {
            self.text.push_str(text);
            return;
        }
        let mut from = 0;
        for end in &mut self.ends {
            let cell = self.bytes.get(from..*end).unwrap_or_default();
            self.text.push_str(&String::from_utf8_lossy(cell));
            (from, *end) = (*end, self.text.len());
        }
    }

    /// About how many bytes of the file the rows take.
    pub(in crate::dataset) fn bytes(&self) -> usize {
        self.text.len() + self.ends.len()
    }

    /// How many cells the last row has.
    fn last(&self) -> usize {
        self.rows.last().map_or(0, |(_, first)| self.ends.len() - first)
    }

    /// The rows with their lines.
    pub(in crate::dataset) fn rows(&self) -> impl Iterator<Item = (u32, CsvRow<'_>)> {
        let next = self.rows.iter().skip(1).map(|(_, first)| *first).chain([self.ends.len()]);
        self.rows.iter().zip(next).map(|((line, first), next)| {
            let start = first.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |end| *end);
            let ends = self.ends.get(*first..next).unwrap_or_default();
            (*line, CsvRow { text: &self.text, start, ends })
        })
    }
}

/// One row, as long as its batch is there.
#[derive(Clone, Copy, Debug)]
pub(in crate::dataset) struct CsvRow<'a> {
    text: &'a str,
    start: usize,
    ends: &'a [usize],
}

impl<'a> CsvRow<'a> {
    /// The cells, counted from 0.
    pub(in crate::dataset) fn get(&self, at: usize) -> Option<&'a str> {
        let start = at.checked_sub(1).map_or(Some(self.start), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(at)?)
    }

    pub(in crate::dataset) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(in crate::dataset) fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let row = *self;
        (0..self.ends.len()).filter_map(move |at| row.get(at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Rows = Vec<(u32, Vec<String>)>;

    fn rows(text: &[u8]) -> (Rows, Result<(), Broken>) {
        let mut rows = Vec::new();
        let (_, outcome) = read(text, |line, row| {
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

    fn unclosed(text: &str) -> (Vec<u32>, Vec<String>) {
        let mut first = Vec::new();
        let (unclosed, outcome) = read(text.as_bytes(), |_, row| {
            first.push(row.get(0).unwrap_or_default().to_owned());
            true
        });
        assert_eq!(outcome, Ok(()));
        (unclosed.iter().map(|one| one.line).collect(), first)
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_own_line() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for rest in ["", ",\"x, y\"", ",\"\"", ",\"x \"\"y\"\" z\""] {
            let text = format!("n,d{rest}\na,1{rest}\n\"b,2{rest}\nc,3{rest}\n\"d\",4{rest}\n");
            assert_eq!(unclosed(&text), (vec![3], names(&["n", "a", "c", "d"])), "{text}");
        }
        let text = "n,d\n\"a,1\n\"b,2\nc,3\nd,\"4\n";
        assert_eq!(unclosed(text), (vec![2, 3, 5], names(&["n", "c"])), "several");
        assert_eq!(unclosed("n,d\na,\"1"), (vec![2], names(&["n"])), "at the end");
        // quotes in a text, and texts of several lines, are none of this
        let text = "n,d\n\"He said \"hello\" to me\",1\n\"two\nlines\",2\n5\" pipe,3\n";
        assert_eq!(unclosed(text), (vec![], names(&["n", "He said \"hello\" to me", "two\nlines", "5\" pipe"])));
    }

    #[test]
    fn the_mark_between_cells_is_the_one_with_which_rows_agree() {
        for (text, wide) in [
            ("a;b;c (x, y, z)\nd;e;22.48, 106.57\n", 3),
            ("Tên;Vĩ độ;Kinh độ\nA;22,48;106,57\nB;22,5;106,6\n", 3),
            ("Title of it,,,\n,,,\na,b,c,d\n1,\"x; y\",3,4\n", 4),
            ("a|b\nx, y|1\nz|2\n", 2),
            ("a\tb\tc\nx, y\t1, 2\t3\n", 3),
            ("a,b\n\"x;y\",1\n\"z;w\",2\n", 2),
            ("sep=|\na,x|b\nc,y|d\n", 2),
            ("a;b\n\"one;\ntwo\";2\n", 2),
        ] {
            let all = rows(text.as_bytes()).0;
            assert_eq!(all.last().unwrap().1.len(), wide, "{text}");
        }
    }

    #[test]
    fn lines_end_in_three_ways_and_quotes_may_stand_after_spaces() {
        for end in ["\n", "\r", "\r\n"] {
            let text = ["a, b, c", "x, \"y, z\", 1", "", "\"p\" ,q,2"].join(end);
            let all = rows(text.as_bytes()).0;
            let lines: Vec<u32> = all.iter().map(|(line, _)| *line).collect();
            assert_eq!((lines, all[1].1.as_slice()), (vec![1, 2, 4], &["x", "y, z", " 1"].map(str::to_owned)[..]));
            assert_eq!(all[2].1, ["p", "q", "2"]);
        }
    }

    #[test]
    fn rows_of_nothing_do_not_fill_memory() {
        let ((_, used), mut sizes) = (channel(), Vec::new());
        let mut to = |batch: CsvBatch| {
            sizes.push(batch.ends.len());
            true
        };
        assert_eq!(find_rows(",\n".repeat(1 << 20).as_bytes(), &mut to, &used), (Vec::new(), Ok(())));
        assert_eq!(sizes.iter().sum::<usize>(), 2 << 20);
        assert!(sizes.iter().all(|cells| *cells <= BATCH + 2), "{sizes:?}");
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_fill_memory() {
        let long = std::io::Cursor::new(b"a,b\n\"".to_vec()).chain(std::io::repeat(b'x'));
        let told = read(long, |_, _| true).1.unwrap_err();
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
