//! Bytes of a stream one by one, with their line and column.

use std::io::{self, Read};

use crate::model::node::Place;

const PIECE: usize = 64 * 1024;

/// A cursor over a stream of UTF-8.
pub(super) struct Bytes<R> {
    inner: R,
    piece: Vec<u8>,
    at: usize,
    place: Place,
}

impl<R: Read> Bytes<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, piece: Vec::new(), at: 0, place: Place { line: 1, column: 1 } }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// The byte that comes next; none at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.at == self.piece.len() {
            self.piece.resize(PIECE, 0);
            let count = self.inner.read(&mut self.piece)?;
            self.piece.truncate(count);
            self.at = 0;
        }
        Ok(self.piece.get(self.at).copied())
    }

    pub(super) fn bump(&mut self) -> io::Result<Option<u8>> {
        let next = self.peek()?;
        if let Some(byte) = next {
            self.at += 1;
            self.place = after(self.place, byte);
        }
        Ok(next)
    }

    /// Appends the bytes up to the first that ends the run, as far as they are at hand.
    pub(super) fn take_run(&mut self, out: &mut Vec<u8>, ends: impl Fn(u8) -> bool) -> io::Result<()> {
        while self.peek()?.is_some_and(|byte| !ends(byte)) {
            let rest = self.piece.get(self.at..).unwrap_or_default();
            let count = rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
            let run = rest.get(..count).unwrap_or_default();
            out.extend_from_slice(run);
            self.place = run.iter().fold(self.place, |place, byte| after(place, *byte));
            self.at += count;
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

fn after(place: Place, byte: u8) -> Place {
    if byte == b'\n' {
        Place { line: place.line.saturating_add(1), column: 1 }
    } else {
        // a character is counted by its first byte
        Place { column: place.column.saturating_add(u32::from(byte & 0xC0 != 0x80)), ..place }
    }
}
