//! Bytes of a stream one by one, with their line and column.

use std::io::{self, BufRead};

use super::encoding::lines;
use crate::model::node::SourcePos;

/// A cursor over UTF-8.
pub(super) struct ByteCursor<R> {
    inner: R,
    place: SourcePos,
}

impl<R: BufRead> ByteCursor<R> {
    pub(super) fn new(inner: R) -> Self {
        Self::at(inner, SourcePos { line: 1, column: 1 })
    }

    /// For what begins at `place`.
    pub(super) fn at(inner: R, place: SourcePos) -> Self {
        Self { inner, place }
    }

    pub(super) fn place(&self) -> SourcePos {
        self.place
    }

    /// The byte that comes next; none at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.inner.fill_buf()?.first().copied())
    }

    /// The bytes that are at hand without reading more; none at the end.
    pub(super) fn ahead(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    pub(super) fn bump(&mut self) -> io::Result<Option<u8>> {
        let next = self.peek()?;
        if let Some(byte) = next {
            self.inner.consume(1);
            self.place = after(self.place, &[byte]);
        }
        Ok(next)
    }

    /// Appends the bytes up to the first that ends the run.
    pub(super) fn take_run(&mut self, out: &mut Vec<u8>, ends: impl Fn(u8) -> bool) -> io::Result<()> {
        loop {
            let rest = self.inner.fill_buf()?;
            let count = rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
            let run = rest.get(..count).unwrap_or_default();
            out.extend_from_slice(run);
            self.place = after(self.place, run);
            let whole = count < rest.len() || rest.is_empty();
            self.inner.consume(count);
            if whole {
                return Ok(());
            }
        }
    }

    /// Appends the JSON value that comes next as it stands, as far as brackets and quotes tell where
    /// it ends. False when it is longer than `most`.
    pub(super) fn take_value(&mut self, out: &mut Vec<u8>, most: usize) -> io::Result<bool> {
        let before = out.len();
        let mut scan = ValueScan::default();
        loop {
            let rest = self.inner.fill_buf()?;
            let count = scan.ends_in(rest).unwrap_or(rest.len());
            let run = rest.get(..count).unwrap_or_default();
            out.extend_from_slice(run);
            self.place = after(self.place, run);
            let whole = count < rest.len() || rest.is_empty();
            self.inner.consume(count);
            if whole || out.len() - before > most {
                return Ok(whole);
            }
        }
    }

    /// Passes by the bytes up to the first that ends the run.
    pub(super) fn skip_run(&mut self, ends: impl Fn(u8) -> bool) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| !ends(byte)) {
            self.bump()?;
        }
        Ok(())
    }

    pub(super) fn skip_blank(&mut self) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            self.bump()?;
        }
        Ok(())
    }

    /// Takes the byte if it comes next.
    pub(super) fn eat(&mut self, byte: u8) -> io::Result<bool> {
        let comes = self.peek()? == Some(byte);
        if comes {
            self.bump()?;
        }
        Ok(comes)
    }
}

impl<'a> ByteCursor<&'a [u8]> {
    /// Takes the comma or closing bracket between entries, and the blanks around it.
    pub(super) fn skip_comma(&mut self) -> io::Result<bool> {
        self.skip_blank()?;
        let comes = self.eat(b',')? || self.eat(b']')?;
        self.skip_blank()?;
        Ok(comes)
    }

    /// What is left, if a value begins there, and where that is.
    pub(super) fn rest_of_value(&self) -> Option<(&'a [u8], SourcePos)> {
        let begins = |byte: &u8| matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9');
        self.inner.first().is_some_and(begins).then_some((self.inner, self.place))
    }

    /// What is left from the next line on that begins with an object, no further in than `column`.
    pub(super) fn next_object_line(mut self, column: u32) -> Option<(&'a [u8], SourcePos)> {
        loop {
            let line_end = memchr::memchr(b'\n', self.inner)?;
            let (line, rest) = self.inner.split_at(line_end + 1);
            (self.place, self.inner) = (after(self.place, line), rest);
            let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if rest.get(blank) == Some(&b'{') && blank < column as usize {
                return Some((self.inner, self.place));
            }
        }
    }
}

/// Where in a value the bytes are that were looked at last.
#[derive(Default)]
struct ValueScan {
    depth: u32,
    in_text: bool,
    escaped: bool,
}

impl ValueScan {
    /// Where the value ends, if it does in these bytes: before the comma or bracket that follows it.
    fn ends_in(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if self.escaped {
                self.escaped = false;
            } else if self.in_text {
                at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
                let quote = bytes.get(at) == Some(&b'"');
                (self.in_text, self.escaped) = (!quote, !quote);
            } else {
                match byte {
                    b'"' => self.in_text = true,
                    b'{' | b'[' => self.depth += 1,
                    b',' | b'}' | b']' if self.depth == 0 => return Some(at),
                    b'}' | b']' => self.depth -= 1,
                    _ => {}
                }
            }
            at += 1;
        }
        None
    }
}

/// What stands before each value of a sequence (RFC 8142).
pub(super) const MARK: u8 = 0x1E;

/// Where the first value of the bytes ends, if it does in them and is an object or list.
fn end_of_value(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether the bytes hold a whole object or list.
pub(super) fn is_whole(entry: &[u8]) -> bool {
    end_of_value(entry).is_some()
}

/// Whether another value comes after the first.
pub(super) fn several(ahead: &[u8]) -> bool {
    let rest = end_of_value(ahead).and_then(|end| ahead.get(end..)).unwrap_or_default();
    ahead.first() == Some(&b'{') && matches!(rest.trim_ascii_start().first(), Some(b'{' | &MARK))
}

/// Where the run ends that begins at `place`.
pub(super) fn after(place: SourcePos, run: &[u8]) -> SourcePos {
    // a character is counted by its first byte
    let characters = |run: &[u8]| {
        let count = run.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    match memchr::memrchr(b'\n', run) {
        None => SourcePos { column: place.column.saturating_add(characters(run)), ..place },
        Some(last) => {
            let tail = run.get(last + 1..).unwrap_or_default();
            SourcePos { line: place.line.saturating_add(lines(run)), column: characters(tail).saturating_add(1) }
        }
    }
}
