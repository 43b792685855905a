//! Whether a packed file unpacks to a size that can be had, found out by unpacking it to nowhere:
//! what an archive says of its own sizes may be a lie.

use std::borrow::Cow;
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
    unpacked_through(bytes, limit, remedy, |_, _| ())
}

/// The same for who looks at the parts meanwhile, piece by piece.
pub(super) fn unpacked_through(
    bytes: &[u8],
    limit: u64,
    remedy: &'static str,
    mut look: impl FnMut(&str, &[u8]),
) -> Result<u64, Broken> {
    let mut archive = open_archive(bytes, remedy)?;
    let mut total = 0;
    for at in 0..archive.len() {
        let name = archive.name_for_index(at).and_then(Result::ok).map(Cow::into_owned).unwrap_or_default();
        if let Ok(part) = archive.by_index(at) {
            let mut counter = Counter { total, look: |piece: &[u8]| look(&name, piece) };
            let _broken_or_whole = copy(&mut part.take(limit - total + 1), &mut counter);
            total = counter.total;
        }
        if total > limit {
            return Err(Broken::new(Rule::TooLarge, 1, "the archive unpacks to more than is taken", remedy));
        }
    }
    Ok(total)
}

/// Bytes that were written, and are thrown away once they have been looked at.
struct Counter<F> {
    total: u64,
    look: F,
}

impl<F: FnMut(&[u8])> Write for Counter<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.total += bytes.len() as u64;
        (self.look)(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
