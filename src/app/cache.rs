//! The folder where the desktop has programs keep what can be made again.

use std::path::PathBuf;

/// Where tiles from the network are kept; nowhere when the desktop does not say.
#[must_use]
pub(super) fn tiles() -> Option<PathBuf> {
    Some(folder(|name| std::env::var_os(name).map(PathBuf::from))?.join("km0").join("tiles"))
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
    fn the_desktop_says_where_and_the_home_folder_stands_in() {
        let asked = |pairs: &'static [(&str, &str)]| {
            folder(move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value)))
        };
        assert_eq!(asked(&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")]), Some("/c".into()));
        assert_eq!(asked(&[("XDG_CACHE_HOME", "c"), ("HOME", "/h")]), Some("/h/.cache".into()));
        assert_eq!(asked(&[]), None);
    }
}
