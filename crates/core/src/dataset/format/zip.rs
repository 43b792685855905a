//! Whether a packed file unpacks to a size that can be had, found out by unpacking it to nowhere:
//! what an archive says of its own sizes may be a lie.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// Parts that an archive may have.
const MAX_PARTS: usize = 10_000;

/// The bytes that all parts of an archive unpack to, or why that is not known. Never unpacks more
/// than a little over `limit`.
pub(super) fn unpacked_size(bytes: &[u8], limit: u64) -> Result<u64, &'static str> {
    let (mut at, parts) = directory(bytes).ok_or("the archive has no list of its parts")?;
    if parts > MAX_PARTS {
        return Err("the archive has more than 10000 parts");
    }
    let mut total = 0;
    for _ in 0..parts {
        let part = Part::read(bytes, at).ok_or("the archive's list of its parts is broken")?;
        at = part.next;
        total += part.unpacked(bytes, limit.saturating_sub(total)).ok_or("a part of the archive is broken")?;
        if total > limit {
            return Err("the archive unpacks to more than is taken");
        }
    }
    Ok(total)
}

/// Where the list of parts begins, and how many there are.
fn directory(bytes: &[u8]) -> Option<(usize, usize)> {
    // the end record has at least 22 bytes and at most 64 KiB of comment
    let from = bytes.len().checked_sub(22)?;
    let at = (from.saturating_sub(65_536)..=from).rev().find(|at| has(bytes, *at, b"PK\x05\x06"))?;
    let (parts, start) = (u16_at(bytes, at + 10)?, u32_at(bytes, at + 16)?);
    if parts != u16::MAX && start != u32::MAX {
        return Some((start as usize, usize::from(parts)));
    }
    let locator = at.checked_sub(20).filter(|at| has(bytes, *at, b"PK\x06\x07"))?;
    let end = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
    let parts = usize::try_from(u64_at(bytes, end.checked_add(32)?)?).ok()?;
    Some((usize::try_from(u64_at(bytes, end.checked_add(48)?)?).ok()?, parts))
}

/// An entry of the list of parts.
struct Part {
    packed: usize,
    /// Where the part's own heading is.
    start: usize,
    deflated: bool,
    next: usize,
}

impl Part {
    fn read(bytes: &[u8], at: usize) -> Option<Self> {
        if !has(bytes, at, b"PK\x01\x02") {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|offset| u16_at(bytes, at + offset).map(usize::from));
        let extra_at = at + 46 + name?;
        let mut part = Self {
            packed: u32_at(bytes, at + 20)? as usize,
            start: u32_at(bytes, at + 42)? as usize,
            deflated: u16_at(bytes, at + 10)? != 0,
            next: extra_at.checked_add(extra?)?.checked_add(comment?)?,
        };
        part.widen(bytes, at, bytes.get(extra_at..extra_at + extra?)?)?;
        Some(part)
    }

    /// Sizes that don't fit in 32 bits stand in a field of their own.
    fn widen(&mut self, bytes: &[u8], at: usize, extra: &[u8]) -> Option<()> {
        let wide = |value: usize| value == u32::MAX as usize;
        if !wide(self.packed) && !wide(self.start) {
            return Some(());
        }
        let mut field = 0;
        while u16_at(extra, field)? != 1 {
            field += 4 + usize::from(u16_at(extra, field + 2)?);
        }
        let mut value = field + 4 + if u32_at(bytes, at + 24)? == u32::MAX { 8 } else { 0 };
        for wanted in [&mut self.packed, &mut self.start] {
            if wide(*wanted) {
                *wanted = usize::try_from(u64_at(extra, value)?).ok()?;
                value += 8;
            }
        }
        Some(())
    }

    fn unpacked(&self, bytes: &[u8], limit: u64) -> Option<u64> {
        let heading = bytes.get(self.start..self.start.checked_add(30)?)?;
        let skip = 30 + usize::from(u16_at(heading, 26)?) + usize::from(u16_at(heading, 28)?);
        let from = self.start.checked_add(skip)?;
        let packed = bytes.get(from..from.checked_add(self.packed)?)?;
        if !self.deflated {
            return Some(self.packed as u64);
        }
        std::io::copy(&mut DeflateDecoder::new(packed).take(limit.saturating_add(1)), &mut std::io::sink()).ok()
    }
}

fn has(bytes: &[u8], at: usize, mark: &[u8]) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(mark))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
