//! The directories of a `PMTiles` file, and the number that a tile has in them.

use walkers::TileId;

/// Tiles with successive numbers that share their bytes, or with a run of 0 a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DirectoryEntry {
    pub(super) number: u64,
    pub(super) run: u32,
    /// Bytes from where the part of the file begins.
    pub(super) offset: u64,
    pub(super) length: u32,
}

/// The entry that a tile is in, or the directory that may list it.
pub(super) fn find(entries: &[DirectoryEntry], number: u64) -> Option<DirectoryEntry> {
    let at = entries.partition_point(|entry| entry.number <= number).checked_sub(1)?;
    let entry = entries.get(at).copied()?;
    (entry.run == 0 || number - entry.number < u64::from(entry.run)).then_some(entry)
}

/// The entries of an unpacked directory; none when it is damaged.
pub(super) fn read_entries(bytes: &[u8]) -> Option<Vec<DirectoryEntry>> {
    let mut numbers = Numbers { bytes };
    let count = numbers.next()?;
    // each entry takes four bytes at least
    let count = usize::try_from(count).ok().filter(|count| *count <= bytes.len() / 4)?;
    let mut entries = vec![DirectoryEntry { number: 0, run: 0, offset: 0, length: 0 }; count];
    let mut number = 0_u64;
    for entry in &mut entries {
        number = number.checked_add(numbers.next()?)?;
        entry.number = number;
    }
    for entry in &mut entries {
        entry.run = u32::try_from(numbers.next()?).ok()?;
    }
    for entry in &mut entries {
        entry.length = u32::try_from(numbers.next()?).ok().filter(|length| *length > 0)?;
    }
    // 0 means right after the entry before
    let mut after = None;
    for entry in &mut entries {
        entry.offset = match numbers.next()? {
            0 => after?,
            offset => offset - 1,
        };
        after = entry.offset.checked_add(u64::from(entry.length));
    }
    Some(entries)
}

/// Numbers of seven bits a byte, the lowest first.
struct Numbers<'a> {
    bytes: &'a [u8],
}

impl Numbers<'_> {
    fn next(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

/// The number of a tile: all tiles of the smaller zooms, then its place on the Hilbert curve. None
/// off the map or beyond the zooms that the format counts.
pub(super) fn tile_number(id: TileId) -> Option<u64> {
    let side = 1_u32.checked_shl(u32::from(id.zoom)).filter(|_| id.zoom <= 26)?;
    if id.x >= side || id.y >= side {
        return None;
    }
    let before = ((1_u64 << (2 * u32::from(id.zoom))) - 1) / 3;
    let (mut x, mut y) = (id.x, id.y);
    let mut along = 0_u64;
    let mut half = side / 2;
    while half > 0 {
        let (right, lower) = (u32::from(x & half > 0), u32::from(y & half > 0));
        along += u64::from(half) * u64::from(half) * u64::from((3 * right) ^ lower);
        if lower == 0 {
            if right == 1 {
                x = side - 1 - x;
                y = side - 1 - y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        half /= 2;
    }
    Some(before + along)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(zoom: u8, x: u32, y: u32) -> Option<u64> {
        tile_number(TileId { x, y, zoom })
    }

    #[test]
    fn tiles_have_the_numbers_of_the_specification() {
        assert_eq!(number(0, 0, 0), Some(0));
        assert_eq!([number(1, 0, 0), number(1, 0, 1), number(1, 1, 1), number(1, 1, 0)], [1, 2, 3, 4].map(Some));
        assert_eq!(number(2, 0, 0), Some(5));
        assert_eq!(number(12, 3423, 1763), Some(19_078_479));
        assert_eq!(number(3, 8, 0), None);
        assert_eq!(number(27, 0, 0), None);
    }

    #[test]
    fn every_tile_of_a_zoom_has_a_number_of_its_own() {
        let mut all: Vec<u64> = (0..16).flat_map(|x| (0..16).filter_map(move |y| number(4, x, y))).collect();
        all.sort_unstable();
        assert_eq!(all, (85..341).collect::<Vec<_>>());
    }

    #[test]
    fn runs_and_successions_are_read() {
        // two entries: tiles 1 to 3 share bytes, tile 7 follows
        let entries = read_entries(&[2, 1, 6, 3, 1, 10, 20, 1, 0]).unwrap();
        assert_eq!(find(&entries, 3), Some(DirectoryEntry { number: 1, run: 3, offset: 0, length: 10 }));
        assert_eq!(find(&entries, 7), Some(DirectoryEntry { number: 7, run: 1, offset: 10, length: 20 }));
        assert_eq!([find(&entries, 0), find(&entries, 4), find(&entries, 8)], [None; 3]);
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(entries) = read_entries(&bytes) {
                prop_assert!(entries.len() <= bytes.len() / 4);
                let _found = find(&entries, 12);
            }
        }
    }
}
