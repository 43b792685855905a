//! The files that a view names and that are not open: a view may come from anybody.

use std::path::{Path, PathBuf};

use super::SavedView;

impl SavedView {
    /// Takes out the paths that lead to other computers, and gives them: only to look whether a file is there would tell
    /// its server who reads the view, and with what name.
    pub fn stay_here(&mut self) -> Vec<PathBuf> {
        let dataset = self.dataset.path.take_if(|path| is_remote(path));
        let layers = self.layers.extract_if(.., |layer| is_remote(&layer.path)).map(|layer| layer.path);
        dataset.into_iter().chain(layers).collect()
    }

    /// The dataset and the layers that it would open, but for those that are known.
    pub fn files_besides(&self, known: &[PathBuf]) -> Vec<PathBuf> {
        let layers = self.layers.iter().filter(|layer| !layer.hidden).map(|layer| &layer.path);
        self.dataset.path.iter().chain(layers).filter(|path| !known.contains(path)).cloned().collect()
    }
}

/// Whether a path is one of a network's shares, as Windows writes them: `\\server\share`, `//server/share`.
pub fn is_remote(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    let slash = |at: usize| text.get(at).is_some_and(|byte| matches!(byte, b'/' | b'\\'));
    // what Windows writes before the letter of a drive stays on this computer: `\\?\C:\data`
    let sign = text.get(2).is_some_and(|byte| matches!(byte, b'?' | b'.'));
    let drive = sign && slash(3) && text.get(5) == Some(&b':');
    slash(0) && slash(1) && !drive
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Layer;
    use crate::saved::read;

    #[test]
    fn shares_are_told_from_what_is_on_this_computer() {
        for path in [r"\\server\share\a.csv", "//server/share", r"\\?\UNC\server\share", r"\\.\pipe\a", r"\/server/a"] {
            assert!(is_remote(Path::new(path)), "{path}");
        }
        for path in ["/srv/a.csv", r"C:\a.csv", r"\\?\C:\a.csv", "a/b", "", "/", r"\a"] {
            assert!(!is_remote(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn a_view_asks_no_other_computer() {
        let text = r#"View(version: 1, dataset: (id: "a", path: "\\\\thief\\a.csv"))"#;
        let mut view = read(text).unwrap();
        view.layers = vec![Layer::at_path(Path::new("//thief/b.csv")), Layer::at_path(Path::new("/srv/c.csv"))];
        assert_eq!(view.stay_here(), [PathBuf::from(r"\\thief\a.csv"), PathBuf::from("//thief/b.csv")]);
        assert_eq!((view.dataset.path.clone(), view.layers.len()), (None, 1));
        assert_eq!(view.stay_here(), Vec::<PathBuf>::new());
    }

    #[test]
    fn what_is_known_is_not_asked_about() {
        let mut view = SavedView::default();
        view.dataset.path = Some("/srv/a".into());
        view.layers =
            vec![Layer::at_path(Path::new("/srv/b")), Layer { hidden: true, ..Layer::at_path(Path::new("/srv/c")) }];
        assert_eq!(view.files_besides(&[]), [PathBuf::from("/srv/a"), PathBuf::from("/srv/b")]);
        assert_eq!(view.files_besides(&["/srv/a".into(), "/srv/b".into()]), Vec::<PathBuf>::new());
    }
}
