//! The folder of the named views: one file a view, named after it.

use std::fs;
use std::path::{Path, PathBuf};

use km0_core::files;
use km0_core::query::fold;
use km0_core::saved::{self, EXTENSION, NamedView, SavedView};

/// Characters of a name that its file is called by.
const LONGEST: usize = 60;

/// The text of a view file as a view; else what is wrong, with the path.
pub(super) fn read(path: &Path) -> Result<SavedView, String> {
    let text = files::read_text(path, saved::MAX_FILE).map_err(|error| error.to_string())?;
    let mut view = saved::read(&text).map_err(|error| format!("{}:{error}", path.display()))?;
    // what it lacks then is told with what else it lacks
    view.stay_here();
    Ok(view)
}

/// The views in the folder by name. A file that can't be read is there under its own name, so
/// that opening it says what is wrong.
pub(super) fn list(folder: &Path) -> Vec<NamedView> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut views: Vec<NamedView> = entries.filter(|path| saved::is_view(path)).map(named).collect();
    views.sort_by_cached_key(|view| (fold::bare(&view.name), view.path.clone()));
    views
}

fn named(path: PathBuf) -> NamedView {
    let own = read(&path).ok().map(|view| view.name).filter(|name| !name.is_empty());
    let name = own.unwrap_or_else(|| path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    NamedView { name, path }
}

/// Writes the view under its name, over one of that name if there is one.
pub(super) fn keep(folder: &Path, view: &SavedView) -> Result<NamedView, String> {
    fs::create_dir_all(folder).map_err(|error| format!("{error}: {}", folder.display()))?;
    let same = list(folder).into_iter().find(|other| other.name == view.name);
    let path = same.map_or_else(|| free_path(folder, &view.name), |other| other.path);
    write(&path, view)?;
    Ok(NamedView { name: view.name.clone(), path })
}

pub(super) fn write(path: &Path, view: &SavedView) -> Result<(), String> {
    files::write_atomically(path, view.to_text().as_bytes(), true).map_err(|error| error.to_string())
}

/// Gives the view in a file another name; the file keeps its own.
pub(super) fn rename(path: &Path, name: &str) -> Result<(), String> {
    let view = SavedView { name: name.to_owned(), ..read(path)? };
    write(path, &view)
}

pub(super) fn delete(path: &Path) -> Result<(), String> {
    fs::remove_file(path).map_err(|error| format!("{error}: {}", path.display()))
}

/// A path in the folder that no file has, called after the name.
fn free_path(folder: &Path, name: &str) -> PathBuf {
    let stem = stem(name);
    let numbered = |number: usize| if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
    let paths = (1_usize..).map(|number| folder.join(format!("{}.{EXTENSION}", numbered(number))));
    paths.into_iter().find(|path| !path.exists()).unwrap_or_else(|| folder.join(format!("view.{EXTENSION}")))
}

/// The name as every file system takes it.
pub(super) fn stem(name: &str) -> String {
    let plain = fold::bare(name);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST).collect();
    if joined.is_empty() { "view".to_owned() } else { files::unreserved(&joined) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str) -> SavedView {
        SavedView { name: name.to_owned(), ..SavedView::default() }
    }

    #[test]
    fn views_are_kept_by_name_and_one_of_the_same_name_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = folder.path().join("views");
        assert_eq!(list(&shelf), []);
        let first = keep(&shelf, &view("Tà Lùng: 2021")).unwrap();
        assert_eq!(first.path.file_name().unwrap(), "ta-lung-2021.km0view");
        let other = keep(&shelf, &view("ta lung 2021")).unwrap();
        assert_eq!(other.path.file_name().unwrap(), "ta-lung-2021-2.km0view");
        assert_eq!(keep(&shelf, &view("Tà Lùng: 2021")).unwrap(), first);
        keep(&shelf, &view("Ải Nam Quan")).unwrap();
        let names: Vec<String> = list(&shelf).into_iter().map(|view| view.name).collect();
        assert_eq!(names, ["Ải Nam Quan", "ta lung 2021", "Tà Lùng: 2021"]);
    }

    #[test]
    fn a_view_is_renamed_and_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let kept = keep(folder.path(), &view("one")).unwrap();
        rename(&kept.path, "two").unwrap();
        assert_eq!(list(folder.path()), [NamedView { name: "two".into(), path: kept.path.clone() }]);
        delete(&kept.path).unwrap();
        assert_eq!(list(folder.path()), []);
        assert!(delete(&kept.path).unwrap_err().ends_with("one.km0view"));
    }

    #[test]
    fn a_broken_file_is_listed_by_its_own_name_and_says_where_it_is_broken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.km0view");
        fs::write(&path, "View(\n  version: 1,\n  lang: fr)").unwrap();
        assert_eq!(list(folder.path()), [NamedView { name: "mine".into(), path: path.clone() }]);
        let error = read(&path).unwrap_err();
        assert!(error.contains("mine.km0view:3:9: fr is no language"), "{error}");
    }
}
