//! The folder where the desktop has programs keep what can be made again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of tiles that are kept from one start to the next.
const MOST: u64 = 256 << 20;

/// Where tiles from the network are kept; nowhere when the desktop does not say.
pub(super) fn tiles() -> Option<PathBuf> {
    Some(folder(|name| std::env::var_os(name).map(PathBuf::from))?.join("km0").join("tiles"))
}

/// Empties the folder of tiles if more has gathered there than is kept. To be called before it is used, beside the
/// thread that paints.
pub(super) fn bound(folder: &Path) {
    if size(folder).is_ok_and(|size| size > MOST) {
        let _can_be_made_again = fs::remove_dir_all(folder);
    }
}

/// Bytes of the files in a folder and those in it. Links are not followed.
fn size(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        sum += if metadata.is_dir() { size(&entry.path())? } else { metadata.len() };
    }
    Ok(sum)
}

/// By the rules of the system that the program was built for.
fn folder(told: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    // a path that is not absolute is to be ignored
    let told = |name: &str| told(name).filter(|path| path.is_absolute());
    if cfg!(target_os = "windows") {
        told("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        Some(told("HOME")?.join("Library/Caches"))
    } else {
        told("XDG_CACHE_HOME").or_else(|| Some(told("HOME")?.join(".cache")))
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn too_many_tiles_are_let_go_and_few_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let tiles = folder.path().join("tiles");
        fs::create_dir_all(tiles.join("a/b")).unwrap();
        fs::write(tiles.join("a/b/one"), "1234").unwrap();
        assert_eq!(size(&tiles).unwrap(), 4);
        bound(&tiles);
        assert!(tiles.join("a/b/one").exists());
        // a file with a hole takes no room on the disk of this machine
        fs::File::create(tiles.join("a/two")).unwrap().set_len(MOST).unwrap();
        bound(&tiles);
        assert!(!tiles.exists() && folder.path().exists());
        bound(&tiles);
    }

    #[test]
    fn the_desktop_says_where_and_the_home_folder_stands_in() {
        let asked = |pairs: &'static [(&str, &str)]| {
            folder(move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value)))
        };
        assert_eq!(asked(&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")]), Some("/c".into()));
        assert_eq!(asked(&[("XDG_CACHE_HOME", "c"), ("HOME", "/h")]), Some("/h/.cache".into()));
        assert_eq!(asked(&[]), None);
    }
}
