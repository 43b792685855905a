//! Map files (PMTiles): a tile is there, is not, or is told to be broken.
#![no_main]
#![allow(dead_code)]

// the reader is of the program, whose windows are no business of this one
#[path = "../../src/map"]
mod map {
    #[path = "layers"]
    pub(crate) mod layers {
        mod archive;
        mod directory;

        /// Asks a file for tiles of every level.
        pub(crate) fn ask(path: &std::path::Path) {
            let Ok(mut archive) = archive::PmTiles::open(path) else { return };
            for zoom in 0..=20_u8 {
                let middle = (1_u32 << zoom) / 2;
                for (x, y) in [(0, 0), (middle, middle / 2)] {
                    let _told = archive.tile(walkers::TileId { x, y, zoom });
                }
            }
        }
    }
}

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let folder = std::env::var_os("TMPDIR").map_or_else(|| "/dev/shm".into(), std::path::PathBuf::from);
    let path = folder.join(format!("km0-fuzz-{}.pmtiles", std::process::id()));
    if std::fs::write(&path, bytes).is_ok() {
        map::layers::ask(&path);
    }
});
