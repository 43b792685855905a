//! The bytes of a text file → UTF-8, piece by piece: UTF-8 with or without byte order mark, and
//! UTF-16 with one. Whatever else it is gets told, with the line.

use std::io::{self, BufRead, ErrorKind, Read};

use thiserror::Error;

use crate::dataset::watch::Watch;

/// Bytes that are looked at in one go.
const PIECE: usize = 64 * 1024;

/// Why reading stopped before the end.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Stop {
    /// The bytes are no text that is understood.
    #[error("{what}")]
    NotText {
        /// Counted from 1.
        line: u32,
        what: String,
        remedy: &'static str,
    },
    #[error("the file is larger than {0} MiB")]
    TooLarge(u64),
    #[error("reading was cancelled")]
    Cancelled,
}

impl Stop {
    fn into_io(self) -> io::Error {
        io::Error::new(ErrorKind::InvalidData, self)
    }

    /// What stopped the reader that gave this error, if it was this module.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref())
    }
}

const SAVE_AS: &str = "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Utf8,
    Utf16 { big: bool },
}

/// A reader of UTF-8 that is whole: whatever it gives is valid text, though a piece may end
/// within a character.
#[derive(Debug)]
pub struct TextReader<R> {
    inner: R,
    coding: Option<Coding>,
    /// Read and not yet understood.
    raw: Vec<u8>,
    /// Understood and not yet given.
    ready: Vec<u8>,
    given: usize,
    line: u32,
    bytes: u64,
    limit: u64,
    ended: bool,
    /// What to tell once everything before it has been given.
    stop: Option<Stop>,
    watch: Watch,
}

impl<R: Read> TextReader<R> {
    /// Stops after `limit` bytes of the file.
    pub fn new(inner: R, limit: u64, watch: &Watch) -> Self {
        Self {
            inner,
            coding: None,
            raw: Vec::new(),
            ready: Vec::new(),
            given: 0,
            line: 1,
            bytes: 0,
            limit,
            ended: false,
            stop: None,
            watch: watch.clone(),
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && self.stop.is_none() && !(self.ended && self.raw.is_empty()) {
            self.read_piece()?;
            if self.coding.is_none() && (self.raw.len() >= 4 || self.ended) {
                self.coding = self.begin();
            }
            match self.coding {
                Some(Coding::Utf8) => self.take_utf8(),
                Some(Coding::Utf16 { big }) => self.take_utf16(big),
                None => {}
            }
        }
        self.count_lines();
        Ok(())
    }

    fn read_piece(&mut self) -> io::Result<()> {
        if self.watch.is_cancelled() {
            return Err(Stop::Cancelled.into_io());
        }
        let old = self.raw.len();
        self.raw.resize(old + PIECE, 0);
        let read = self.inner.read(self.raw.get_mut(old..).unwrap_or_default());
        self.raw.truncate(old + read.as_ref().map_or(0, |read| *read));
        let read = match read {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            other => other?,
        };
        self.ended = read == 0;
        self.bytes += read as u64;
        self.watch.advance(read);
        if self.bytes > self.limit {
            return Err(Stop::TooLarge(self.limit >> 20).into_io());
        }
        Ok(())
    }

    /// The coding that the first bytes tell, which are taken away if they only tell that.
    fn begin(&mut self) -> Option<Coding> {
        let head = self.raw.get(..4.min(self.raw.len())).unwrap_or_default();
        let (coding, mark) = match head {
            [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] => {
                return self.refuse("the file is UTF-32, which is not understood");
            }
            [0xEF, 0xBB, 0xBF, ..] => (Coding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Coding::Utf16 { big: false }, 2),
            [0xFE, 0xFF, ..] => (Coding::Utf16 { big: true }, 2),
            [0, b, ..] | [b, 0, ..] if *b != 0 => {
                return self.refuse("the file looks like UTF-16 without a byte order mark");
            }
            _ => (Coding::Utf8, 0),
        };
        self.raw.drain(..mark);
        Some(coding)
    }

    fn refuse(&mut self, what: &str) -> Option<Coding> {
        self.raw.clear();
        self.ended = true;
        self.stop = Some(Stop::NotText { line: 1, what: what.to_owned(), remedy: SAVE_AS });
        None
    }

    fn take_utf8(&mut self) {
        let (good, bad) = match simdutf8::compat::from_utf8(&self.raw) {
            Ok(text) => (text.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_some() || self.ended),
        };
        if bad {
            let byte = self.raw.get(good).copied().unwrap_or_default();
            self.fail(good, format!("the file is not UTF-8: byte 0x{byte:02X}"));
        }
        // both keep their memory: giving a large piece back and asking for it anew costs more
        std::mem::swap(&mut self.ready, &mut self.raw);
        self.raw.clear();
        if !bad {
            self.raw.extend_from_slice(self.ready.get(good..).unwrap_or_default());
        }
        self.ready.truncate(good);
    }

    fn take_utf16(&mut self, big: bool) {
        let unit = |pair: &[u8]| match pair {
            [a, b] if big => u16::from_be_bytes([*a, *b]),
            [a, b] => u16::from_le_bytes([*a, *b]),
            _ => 0,
        };
        let mut units: Vec<u16> = self.raw.chunks_exact(2).map(unit).collect();
        // half of a pair waits for the other half
        let waits = !self.ended && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit));
        units.truncate(units.len() - usize::from(waits));
        let odd = self.ended && self.raw.len() % 2 == 1;
        let mut text = String::with_capacity(units.len() * 2);
        let mut bad = odd;
        for one in char::decode_utf16(units.iter().copied()) {
            match one {
                Ok(c) => text.push(c),
                Err(_unpaired) => {
                    bad = true;
                    break;
                }
            }
        }
        self.raw.drain(..(units.len() * 2).min(self.raw.len()));
        self.ready = text.into_bytes();
        if bad {
            self.fail(self.ready.len(), "the file is not whole UTF-16".to_owned());
            self.raw.clear();
        }
    }

    fn fail(&mut self, after: usize, what: String) {
        let whole = if self.ready.is_empty() { &self.raw } else { &self.ready };
        let before = whole.get(..after).unwrap_or_default();
        let line = self.line.saturating_add(lines(before));
        self.stop = Some(Stop::NotText { line, what, remedy: SAVE_AS });
        self.ended = true;
    }

    fn count_lines(&mut self) {
        self.line = self.line.saturating_add(lines(&self.ready));
    }
}

/// The lines that end in the bytes.
pub(super) fn lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}

impl<R: Read> BufRead for TextReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given == self.ready.len() {
            self.fill()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        match &self.stop {
            Some(stop) if rest.is_empty() => Err(stop.clone().into_io()),
            _ => Ok(rest),
        }
    }

    fn consume(&mut self, count: usize) {
        self.given = (self.given + count).min(self.ready.len());
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

/// The whole text of a file, for formats that are read in one piece.
///
/// # Errors
/// What [`TextReader`] stops for, or what the system says.
pub fn text(inner: impl Read, limit: u64, watch: &Watch) -> io::Result<String> {
    let mut out = String::new();
    TextReader::new(inner, limit, watch).read_to_string(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives a few bytes at a time, so that characters are cut.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn read(bytes: &[u8]) -> Result<String, Stop> {
        text(Drip(bytes, 3), 1 << 20, &Watch::default()).map_err(|error| Stop::of(&error).unwrap().clone())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn a_text_of_many_lines_of_another_coding_tells_the_line() {
        let told = read(b"a,b\nc,d\nt\xE1\xBB,x\n").unwrap_err();
        assert!(matches!(&told, Stop::NotText { line: 3, what, .. } if what.contains("0xE1")), "{told:?}");
    }

    #[test]
    fn what_is_before_the_fault_is_given_first() {
        let mut reader = TextReader::new(&b"good\nbad\xFF"[..], 100, &Watch::default());
        let mut first = [0; 32];
        let count = reader.read(&mut first).unwrap();
        assert_eq!(&first[..count], b"good\nbad");
        assert!(reader.read(&mut first).is_err());
    }

    #[test]
    fn other_codings_are_named() {
        assert!(matches!(read(b"\xFF\xFE\0\0a\0\0\0"), Err(Stop::NotText { what, .. }) if what.contains("UTF-32")));
        assert!(matches!(read(b"a\0b\0"), Err(Stop::NotText { what, .. }) if what.contains("UTF-16 without")));
    }

    #[test]
    fn a_file_over_the_limit_and_one_nobody_waits_for_are_not_read_on() {
        let told = text(&b"0123456789"[..], 9, &Watch::default()).unwrap_err();
        assert_eq!(Stop::of(&told), Some(&Stop::TooLarge(0)));
        let watch = Watch::default();
        watch.cancel();
        assert_eq!(Stop::of(&text(&b"a"[..], 9, &watch).unwrap_err()), Some(&Stop::Cancelled));
    }

    proptest! {
        #[test]
        fn every_text_reads_the_same_in_all_codings(said in "\\PC*", drip in 1_usize..9) {
            let said = format!("#{said}");
            let marked = [&[0xEF, 0xBB, 0xBF], said.as_bytes()].concat();
            for bytes in [said.as_bytes().to_vec(), marked, utf16(&said, true), utf16(&said, false)] {
                let watch = Watch::default();
                prop_assert_eq!(text(Drip(&bytes, drip), 1 << 20, &watch).unwrap(), said.clone());
                prop_assert_eq!(watch.done(), bytes.len() as u64);
            }
        }

        #[test]
        fn any_bytes_are_text_or_told(bytes in prop::collection::vec(any::<u8>(), 0..200), drip in 1_usize..9) {
            let outcome = text(Drip(&bytes, drip), 1 << 20, &Watch::default());
            prop_assert!(outcome.is_ok() || Stop::of(&outcome.unwrap_err()).is_some());
        }
    }
}
