//! `PMTiles` files, version 3: a head of 127 bytes, directories of tiles, the tiles. Nothing that a
//! file says is believed: every place is held against the file's length, and what is read or
//! unpacked at once has a limit.
//! <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use thiserror::Error;
use walkers::TileId;

use super::directory::{DirectoryEntry, find, read_entries, tile_number};

const HEAD: usize = 127;
/// Bytes of a directory or of the description, packed and unpacked.
const MOST_LISTED: u64 = 16 << 20;
/// Bytes of a tile, packed and unpacked.
const MOST_TILE: u64 = 4 << 20;
/// How deep directories may lie in each other.
const DEPTH: usize = 4;

/// Why a file gives no map.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(in crate::map) enum ArchiveError {
    #[error("there is no such file")]
    Missing,
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    #[error("the file is no PMTiles file")]
    Foreign,
    #[error("the file has version {0} of the format; 3 is needed")]
    Version(u8),
    #[error("the file is cut short or damaged")]
    Damaged,
    /// Tiles or a compression of this name.
    #[error("the file holds tiles as {0}, which cannot be shown")]
    Unsupported(&'static str),
}

/// What the tiles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TileFormat {
    Raster,
    Vector,
}

#[derive(Debug)]
pub(super) struct PmTiles {
    file: File,
    root: Vec<DirectoryEntry>,
    pub(super) head: PmTilesHeader,
    /// A JSON object; empty when the file has none that can be read.
    pub(super) description: serde_json::Value,
}

impl PmTiles {
    pub(super) fn open(path: &Path) -> Result<Self, ArchiveError> {
        let mut file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let mut head = Vec::with_capacity(HEAD);
        (&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
        let head = PmTilesHeader::read(&head, length)?;
        let mut part = |place| bytes_at(&mut file, place, head.lists_packed, MOST_LISTED);
        let root = read_entries(&part(head.root.clone())?).ok_or(ArchiveError::Damaged)?;
        let told = part(head.description.clone()).ok();
        let description = told.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Ok(Self { file, root, head, description })
    }

    /// The unpacked bytes of a tile; none where the file has no tile.
    pub(super) fn tile(&mut self, id: TileId) -> Result<Option<Vec<u8>>, ArchiveError> {
        let Some(number) = tile_number(id) else { return Ok(None) };
        let mut found = find(&self.root, number);
        for _ in 0..DEPTH {
            let Some(entry) = found else { return Ok(None) };
            if entry.run > 0 {
                let place = within(&self.head.data, &entry)?;
                return bytes_at(&mut self.file, place, self.head.tiles_packed, MOST_TILE).map(Some);
            }
            let place = within(&self.head.leaves, &entry)?;
            let leaf = bytes_at(&mut self.file, place, self.head.lists_packed, MOST_LISTED)?;
            found = find(&read_entries(&leaf).ok_or(ArchiveError::Damaged)?, number);
        }
        Err(ArchiveError::Damaged)
    }
}

/// The first 127 bytes.
#[derive(Debug)]
pub(super) struct PmTilesHeader {
    root: Range<u64>,
    description: Range<u64>,
    leaves: Range<u64>,
    data: Range<u64>,
    /// Whether directories and the description are packed, with gzip.
    lists_packed: bool,
    tiles_packed: bool,
    pub(super) content: TileFormat,
    pub(super) zooms: std::ops::RangeInclusive<u8>,
}

impl PmTilesHeader {
    fn read(bytes: &[u8], length: u64) -> Result<Self, ArchiveError> {
        if !bytes.starts_with(b"PM") {
            return Err(ArchiveError::Foreign);
        }
        if !bytes.starts_with(b"PMTiles") {
            return Err(ArchiveError::Version(2));
        }
        let byte = |at: usize| bytes.get(at).copied().ok_or(ArchiveError::Damaged);
        if byte(7)? != 3 {
            return Err(ArchiveError::Version(byte(7)?));
        }
        if bytes.len() < HEAD {
            return Err(ArchiveError::Damaged);
        }
        let long = |at: usize| {
            let eight = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok());
            eight.map(u64::from_le_bytes).ok_or(ArchiveError::Damaged)
        };
        let part = |at: usize| {
            let (from, size) = (long(at)?, long(at + 8)?);
            let to = from.checked_add(size).filter(|to| *to <= length).ok_or(ArchiveError::Damaged)?;
            Ok(from..to)
        };
        let content = match byte(99)? {
            1 => TileFormat::Vector,
            2 | 3 => TileFormat::Raster,
            4 => return Err(ArchiveError::Unsupported("WebP")),
            5 => return Err(ArchiveError::Unsupported("AVIF")),
            _ => return Err(ArchiveError::Unsupported("?")),
        };
        Ok(Self {
            root: part(8)?,
            description: part(24)?,
            leaves: part(40)?,
            data: part(56)?,
            lists_packed: is_packed(byte(97)?)?,
            tiles_packed: is_packed(byte(98)?)?,
            content,
            zooms: byte(100)?..=byte(101)?,
        })
    }
}

fn is_packed(code: u8) -> Result<bool, ArchiveError> {
    match code {
        1 => Ok(false),
        2 => Ok(true),
        3 => Err(ArchiveError::Unsupported("Brotli")),
        4 => Err(ArchiveError::Unsupported("Zstandard")),
        _ => Err(ArchiveError::Unsupported("?")),
    }
}

// by value, as an adapter of errors takes it
#[allow(clippy::needless_pass_by_value)]
fn unreadable(error: std::io::Error) -> ArchiveError {
    match error.kind() {
        std::io::ErrorKind::NotFound => ArchiveError::Missing,
        _ => ArchiveError::Unreadable(error.to_string()),
    }
}

/// Where in the file an entry of a part lies.
fn within(part: &Range<u64>, entry: &DirectoryEntry) -> Result<Range<u64>, ArchiveError> {
    let from = part.start.checked_add(entry.offset);
    let to = from.and_then(|from| from.checked_add(u64::from(entry.length))).filter(|to| *to <= part.end);
    from.zip(to).map(|(from, to)| from..to).ok_or(ArchiveError::Damaged)
}

/// The unpacked bytes of a part of the file: at most `most`, packed and unpacked.
fn bytes_at(file: &mut File, place: Range<u64>, packed: bool, most: u64) -> Result<Vec<u8>, ArchiveError> {
    let size = place.end.saturating_sub(place.start);
    file.seek(SeekFrom::Start(place.start)).map_err(unreadable)?;
    let (mut bytes, mut out) = (Vec::new(), Vec::new());
    file.take(size.min(most + 1)).read_to_end(&mut bytes).map_err(unreadable)?;
    let read = if packed {
        MultiGzDecoder::new(bytes.as_slice()).take(most + 1).read_to_end(&mut out)
    } else {
        bytes.as_slice().read_to_end(&mut out)
    };
    let whole = bytes.len() as u64 == size && read.is_ok() && bytes.len().max(out.len()) as u64 <= most;
    whole.then_some(out).ok_or(ArchiveError::Damaged)
}
