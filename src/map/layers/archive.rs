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

use super::directory::{Entry, find, read_entries, tile_number};

const HEAD: usize = 127;
/// Bytes of a directory or of the description, packed and unpacked.
const MOST_LISTED: u64 = 16 << 20;
/// Bytes of a tile, packed and unpacked.
const MOST_TILE: u64 = 4 << 20;
/// Directories below the first that are kept.
const KEPT: usize = 16;
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
pub(super) enum Content {
    Raster,
    Vector,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
}

#[derive(Debug)]
pub(super) struct Archive {
    file: File,
    root: Vec<Entry>,
    leaves: Range<u64>,
    data: Range<u64>,
    listed_as: Packing,
    packed_as: Packing,
    pub(super) content: Content,
    pub(super) zooms: std::ops::RangeInclusive<u8>,
    /// A JSON object; empty when the file has none that can be read.
    pub(super) description: serde_json::Value,
    /// Directories that were needed last, by where they begin.
    kept: Vec<(u64, Vec<Entry>)>,
}

impl Archive {
    pub(super) fn open(path: &Path) -> Result<Self, ArchiveError> {
        let mut file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let mut head = Vec::with_capacity(HEAD);
        (&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
        let head = Head::of(&head, length)?;
        let root = bytes_at(&mut file, head.root, MOST_LISTED)?;
        let root = read_entries(&unpacked(root, head.listed_as, MOST_LISTED)?).ok_or(ArchiveError::Damaged)?;
        let told = bytes_at(&mut file, head.description, MOST_LISTED)
            .and_then(|bytes| unpacked(bytes, head.listed_as, MOST_LISTED));
        let description = told.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Ok(Self {
            file,
            root,
            leaves: head.leaves,
            data: head.data,
            listed_as: head.listed_as,
            packed_as: head.packed_as,
            content: head.content,
            zooms: head.zooms,
            description,
            kept: Vec::new(),
        })
    }

    /// The unpacked bytes of a tile; none where the file has no tile.
    pub(super) fn tile(&mut self, id: TileId) -> Result<Option<Vec<u8>>, ArchiveError> {
        let Some(number) = tile_number(id) else { return Ok(None) };
        let mut found = find(&self.root, number);
        for _ in 0..DEPTH {
            let Some(entry) = found else { return Ok(None) };
            if entry.run > 0 {
                let bytes = bytes_at(&mut self.file, within(&self.data, &entry)?, MOST_TILE)?;
                return unpacked(bytes, self.packed_as, MOST_TILE).map(Some);
            }
            found = find(self.leaf(&entry)?, number);
        }
        Err(ArchiveError::Damaged)
    }

    fn leaf(&mut self, entry: &Entry) -> Result<&[Entry], ArchiveError> {
        let place = within(&self.leaves, entry)?;
        let at = place.start;
        if let Some(i) = self.kept.iter().position(|(kept, _)| *kept == at) {
            let found = self.kept.remove(i);
            self.kept.push(found);
        } else {
            let bytes = unpacked(bytes_at(&mut self.file, place, MOST_LISTED)?, self.listed_as, MOST_LISTED)?;
            let entries = read_entries(&bytes).ok_or(ArchiveError::Damaged)?;
            if self.kept.len() >= KEPT {
                self.kept.remove(0);
            }
            self.kept.push((at, entries));
        }
        Ok(self.kept.last().map_or(&[], |(_, entries)| entries))
    }
}

/// The first 127 bytes.
struct Head {
    root: Range<u64>,
    description: Range<u64>,
    leaves: Range<u64>,
    data: Range<u64>,
    listed_as: Packing,
    packed_as: Packing,
    content: Content,
    zooms: std::ops::RangeInclusive<u8>,
}

impl Head {
    fn of(bytes: &[u8], length: u64) -> Result<Self, ArchiveError> {
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
            1 => Content::Vector,
            2 | 3 => Content::Raster,
            4 => return Err(ArchiveError::Unsupported("WebP")),
            5 => return Err(ArchiveError::Unsupported("AVIF")),
            _ => return Err(ArchiveError::Unsupported("?")),
        };
        Ok(Self {
            root: part(8)?,
            description: part(24)?,
            leaves: part(40)?,
            data: part(56)?,
            listed_as: packing(byte(97)?)?,
            packed_as: packing(byte(98)?)?,
            content,
            zooms: byte(100)?..=byte(101)?,
        })
    }
}

fn packing(code: u8) -> Result<Packing, ArchiveError> {
    match code {
        1 => Ok(Packing::Plain),
        2 => Ok(Packing::Gzip),
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
fn within(part: &Range<u64>, entry: &Entry) -> Result<Range<u64>, ArchiveError> {
    let from = part.start.checked_add(entry.offset);
    let to = from.and_then(|from| from.checked_add(u64::from(entry.length))).filter(|to| *to <= part.end);
    from.zip(to).map(|(from, to)| from..to).ok_or(ArchiveError::Damaged)
}

fn bytes_at(file: &mut File, place: Range<u64>, most: u64) -> Result<Vec<u8>, ArchiveError> {
    let size = place.end.saturating_sub(place.start);
    if size > most {
        return Err(ArchiveError::Damaged);
    }
    file.seek(SeekFrom::Start(place.start)).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(ArchiveError::Damaged) }
}

fn unpacked(bytes: Vec<u8>, packing: Packing, most: u64) -> Result<Vec<u8>, ArchiveError> {
    if packing == Packing::Plain {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let read = MultiGzDecoder::new(bytes.as_slice()).take(most + 1).read_to_end(&mut out);
    if read.is_err() || out.len() as u64 > most { Err(ArchiveError::Damaged) } else { Ok(out) }
}
