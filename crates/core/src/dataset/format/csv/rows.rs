//! Where the rows and cells of a table end (RFC 4180), with what people's files do beside: quotes
//! that are not doubled, spaces before them, lines that end in CR alone, and a quote that is never
//! closed, which costs its own line and not the rest of the file.

use memchr::{memchr, memchr_iter, memchr2};

use super::super::MAX_ROW;
use crate::dataset::table;

/// What stands at the beginning of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CsvStep {
    /// Nothing can be said before there are more bytes.
    More,
    /// A row was given, of so many bytes and lines.
    Row { bytes: usize, lines: u32 },
    /// A line without anything.
    Blank { bytes: usize },
    /// A quote opens in this line that is never closed: the line is left out.
    Unclosed { bytes: usize },
}

/// Takes the row that begins here; `cell` gets its cells, in pieces, with whether each piece is the
/// last of its cell. `whole` says that no more bytes come.
pub(super) fn row(rest: &[u8], delimiter: u8, whole: bool, mut cell: impl FnMut(&[u8], bool)) -> CsvStep {
    let Some((line, ended)) = line_end(rest, whole) else { return CsvStep::More };
    let first = rest.get(..line).unwrap_or_default();
    if first.is_empty() {
        return CsvStep::Blank { bytes: ended };
    }
    if memchr(b'"', first).is_none() {
        let mut from = 0;
        for at in memchr_iter(delimiter, first) {
            cell(first.get(from..at).unwrap_or_default(), true);
            from = at + 1;
        }
        cell(first.get(from..).unwrap_or_default(), true);
        return CsvStep::Row { bytes: ended, lines: 1 };
    }
    let mut at = 0;
    loop {
        let spaces = blanks(rest.get(at..).unwrap_or_default(), delimiter);
        let quoted = match rest.get(at + spaces) {
            Some(b'"') => quoted(rest, at + spaces + 1, delimiter, whole, &mut cell),
            _ => Quoted::Text,
        };
        let next = match quoted {
            Quoted::Closed(next) => next,
            Quoted::More => return CsvStep::More,
            Quoted::Unclosed => return CsvStep::Unclosed { bytes: ended },
            Quoted::Text => {
                let from = rest.get(at..).unwrap_or_default();
                let end = from.iter().position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'));
                if end.is_none() && !whole {
                    return CsvStep::More;
                }
                let end = end.unwrap_or(from.len());
                cell(from.get(..end).unwrap_or_default(), true);
                at + end
            }
        };
        match rest.get(next) {
            Some(byte) if *byte == delimiter => at = next + 1,
            _ => {
                let Some((0, after)) = line_end(rest.get(next..).unwrap_or_default(), whole) else {
                    return CsvStep::More;
                };
                let lines = super::lines(rest.get(..next).unwrap_or_default());
                return CsvStep::Row { bytes: next + after, lines: lines + 1 };
            }
        }
    }
}

/// The bytes of the spaces that stand here.
fn blanks(bytes: &[u8], delimiter: u8) -> usize {
    let mut long = 0;
    loop {
        long += match bytes.get(long..).unwrap_or_default() {
            [b' ', ..] => 1,
            [b'\t', ..] if delimiter != b'\t' => 1,
            [0xC2, 0xA0, ..] => 2,
            _ => return long,
        };
    }
}

/// Where the line ends, and where the next begins.
fn line_end(rest: &[u8], whole: bool) -> Option<(usize, usize)> {
    let Some(at) = memchr2(b'\n', b'\r', rest) else { return whole.then_some((rest.len(), rest.len())) };
    match (rest.get(at), rest.get(at + 1)) {
        (Some(b'\r'), None) if !whole => None,
        (Some(b'\r'), Some(b'\n')) => Some((at, at + 2)),
        _ => Some((at, at + 1)),
    }
}

enum Quoted {
    /// The mark after it stands here.
    Closed(usize),
    More,
    Unclosed,
    /// It is a text that begins with words in quotes, the only ones of its line: `"x" and y`.
    Text,
}

/// A cell whose quote has just opened.
fn quoted(rest: &[u8], open: usize, delimiter: u8, whole: bool, cell: &mut impl FnMut(&[u8], bool)) -> Quoted {
    let (mut from, mut seek, mut stray) = (open, open, false);
    let piece = |from: usize, to: usize| rest.get(from..to).unwrap_or_default();
    let crosses = |to: usize| memchr2(b'\n', b'\r', piece(open, to)).is_some();
    loop {
        let Some(quote) = memchr(b'"', piece(seek, rest.len())).map(|at| seek + at) else {
            return if whole || rest.len() - open > MAX_ROW || stray && crosses(rest.len()) {
                Quoted::Unclosed
            } else {
                Quoted::More
            };
        };
        if rest.get(quote + 1) == Some(&b'"') {
            cell(piece(from, quote + 1), false);
            (from, seek) = (quote + 2, quote + 2);
            continue;
        }
        let spaces = blanks(piece(quote + 1, rest.len()), delimiter);
        match rest.get(quote + 1 + spaces) {
            None if !whole => return Quoted::More,
            Some(byte) if *byte != delimiter && !matches!(byte, b'\n' | b'\r') => {
                // a quote in the middle of a text; in another line, or behind a mark, it opens another cell
                if crosses(quote) || quote > open && rest.get(quote - 1) == Some(&delimiter) {
                    return Quoted::Unclosed;
                }
                let first = !stray && from == open;
                let line =
                    line_end(piece(quote + 1, rest.len()), whole).map(|(long, _)| piece(quote + 1, quote + 1 + long));
                match line.filter(|_| first) {
                    None if first && rest.len() - open <= MAX_ROW => return Quoted::More,
                    Some(line) if memchr(b'"', line).is_none() => return Quoted::Text,
                    _ => {}
                }
                stray = true;
                seek = quote + 1;
            }
            _ if stray && crosses(quote) => return Quoted::Unclosed,
            _ => {
                cell(piece(from, quote), true);
                return Quoted::Closed(quote + 1 + spaces);
            }
        }
    }
}

/// What stands between cells: the mark with which most rows have equally many; of equals, the one between names that
/// are known.
pub(super) fn delimiter(head: &[u8], whole: bool) -> u8 {
    const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
    const ROWS: usize = 200;
    // among which a heading is looked for
    const HEADS: usize = 8;
    let is_name = |cell: &[u8]| {
        let name = std::str::from_utf8(cell).unwrap_or_default().trim();
        name.len() < 60 && table::is_name(name).is_some()
    };
    let said = head.strip_prefix(b"sep=").or_else(|| head.strip_prefix(b"\"sep="));
    if let Some(mark) = said.and_then(|rest| rest.first()) {
        return *mark;
    }
    let score = |mark: u8| -> (usize, usize, usize) {
        let (mut rest, mut counts, mut known) = (head, Vec::new(), 0);
        while !rest.is_empty() && counts.len() < ROWS {
            let (mut cells, mut names) = (0, 0);
            let heads = counts.len() < HEADS;
            let step = row(rest, mark, true, |cell, last| {
                cells += usize::from(last);
                names += usize::from(heads && last && is_name(cell));
            });
            known = known.max(names);
            let bytes = match step {
                CsvStep::Row { bytes, .. } => {
                    // the last row of a piece may go on behind it
                    if bytes < rest.len() || whole || counts.is_empty() {
                        counts.push(cells);
                    }
                    bytes
                }
                CsvStep::Blank { bytes } => bytes,
                CsvStep::Unclosed { bytes } => {
                    counts.push(0);
                    bytes
                }
                CsvStep::More => break,
            };
            rest = rest.get(bytes.max(1)..).unwrap_or_default();
        }
        let often = |count: usize| counts.iter().filter(|other| **other == count).count();
        let best = counts.iter().filter(|count| **count > 1).map(|count| (often(*count), *count)).max();
        best.map_or((0, 0, 0), |(rows, cells)| (rows * 1_000 / counts.len().max(1), known, cells))
    };
    let scores: Vec<(usize, usize, usize)> = MARKS.iter().map(|mark| score(*mark)).collect();
    // a comma between digits alone is one before decimals
    let between = |at: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| head.get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let decimal = memchr_iter(b',', head).all(between) && scores.iter().skip(1).any(|(share, ..)| *share > 0);
    let mut best = (b',', (0, 0, 0));
    for (mark, score) in MARKS.iter().zip(scores) {
        // of equals, the one that is listed first
        if score > best.1 && !(decimal && *mark == b',') {
            best = (*mark, score);
        }
    }
    // a list under one name, whose texts have commas
    let first = head.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let spaced = memchr_iter(best.0, head).all(|at| head.get(at + 1) == Some(&b' '));
    let named = is_name(first) && memchr::memchr(best.0, first).is_none() && best.1.1 < 2;
    if named && spaced { NO_MARK } else { best.0 }
}

/// Stands between no cells: a table of one column.
const NO_MARK: u8 = 0x1F;
