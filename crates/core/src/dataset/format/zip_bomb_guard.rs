//! Whether a packed file unpacks to a size that can be had, found out by unpacking it to nowhere:
//! what an archive says of its own sizes may be a lie.

use std::io::{self, Cursor, Read, Write, copy};

use zip::ZipArchive;

use super::Broken;
use crate::dataset::problem::Rule;

/// Parts that an archive may have.
const MAX_PARTS: usize = 10_000;

/// Opens an archive, unless it has more parts than are taken.
///
/// # Errors
/// What is wrong with it; `remedy` is what to do.
pub(super) fn open_archive<B: AsRef<[u8]>>(bytes: B, remedy: &'static str) -> Result<ZipArchive<Cursor<B>>, Broken> {
    let archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Broken::new(Rule::Syntax, 1, format!("the archive can't be read: {error}"), remedy))?;
    if archive.len() > MAX_PARTS {
        return Err(Broken::new(Rule::TooLarge, 1, "the archive has more than 10000 parts", remedy));
    }
    Ok(archive)
}

/// The bytes that all parts of an archive unpack to. Never unpacks more than a little over `limit`.
/// A part that is broken counts as far as it can be read: whoever needs it will say what is wrong.
///
/// # Errors
/// Why the archive can't be opened, or that it is more than `limit`; `remedy` is what to do.
pub(super) fn unpacked_size(bytes: &[u8], limit: u64, remedy: &'static str) -> Result<u64, Broken> {
    let mut archive = open_archive(bytes, remedy)?;
    let mut total = Counter(0);
    for at in 0..archive.len() {
        if let Ok(part) = archive.by_index(at) {
            let _broken_or_whole = copy(&mut part.take(limit - total.0 + 1), &mut total);
        }
        if total.0 > limit {
            return Err(Broken::new(Rule::TooLarge, 1, "the archive unpacks to more than is taken", remedy));
        }
    }
    Ok(total.0)
}

/// Bytes that were written, and are thrown away.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
