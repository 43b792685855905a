//! Writing files whole or not at all, and reading small ones.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;
use thiserror::Error;

/// Why nothing was written. The file that stood at the path, if any, is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("a file of that name exists; choose another, or allow overwriting: {}", .0.display())]
    Exists(PathBuf),
    #[error("that is a folder; name a file in it: {}", .0.display())]
    Folder(PathBuf),
    #[error("there is no such folder; make it first: {}", .0.display())]
    NoFolder(PathBuf),
    #[error("the file could not be written ({cause}): {}", path.display())]
    Io { path: PathBuf, cause: io::Error },
}

/// Why a file gave no text.
#[derive(Debug, Error)]
pub enum ReadError {
    #[error("the file is larger than {limit} bytes: {}", path.display())]
    TooLarge { path: PathBuf, limit: u64 },
    #[error("the file is not UTF-8 text: {}", .0.display())]
    NoText(PathBuf),
    #[error("the file could not be read ({cause}): {}", path.display())]
    Io { path: PathBuf, cause: io::Error },
}

/// The text of a file of at most `limit` bytes.
pub fn read_text(path: &Path, limit: u64) -> Result<String, ReadError> {
    let failed = |cause: io::Error| ReadError::Io { path: path.to_owned(), cause };
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge { path: path.to_owned(), limit });
    }
    String::from_utf8(bytes).map_err(|_not_text| ReadError::NoText(path.to_owned()))
}

/// Puts `bytes` at `path` in one step; see [`write_with`].
pub fn write_atomically(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), WriteError> {
    write_with(path, overwrite, |into| into.write_all(bytes))
}

/// Bytes that are gathered before they go to the disk.
const BUFFER: usize = 1 << 18;

/// Puts what `write` writes at `path` in one step: it is written beside it, flushed to the disk and
/// then moved over. A reader sees the old file or the new one, never a part, even if the program is
/// killed meanwhile; what it leaves then is a file whose name begins with `.km0-`.
///
/// A file that exists is replaced only when `overwrite` is set, and then keeps its permissions; a
/// symbolic link is followed. What is no file (a device, a pipe) is never replaced: the bytes go
/// into it.
pub fn write_with(
    path: &Path,
    overwrite: bool,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), WriteError> {
    let failed = |cause: io::Error| WriteError::Io { path: path.to_owned(), cause };
    if path.is_dir() {
        return Err(WriteError::Folder(path.to_owned()));
    }
    if path.exists() && !path.is_file() {
        let into = fs::OpenOptions::new().write(true).open(path);
        return into.and_then(|into| buffered(into, write)).map(drop).map_err(failed);
    }
    let exists = path.symlink_metadata().is_ok();
    if exists && !overwrite {
        return Err(WriteError::Exists(path.to_owned()));
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(WriteError::NoFolder(folder.to_owned()));
    }
    let draft = draft(&target, folder).map_err(|error| {
        // the full cause names the draft, which says nothing to whoever asked for another file
        failed(error.kind().into())
    })?;
    buffered(draft.as_file(), write).and_then(|()| draft.as_file().sync_all()).map_err(failed)?;
    let moved = if overwrite { draft.persist(&target) } else { draft.persist_noclobber(&target) };
    match moved {
        Ok(_) => {}
        // somebody else made the file since we looked
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(WriteError::Exists(path.to_owned()));
        }
        Err(error) => return Err(failed(error.error)),
    }
    // the bytes are safe; that the folder's entry is too is more than every system can promise
    let _best_effort = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn buffered(into: impl Write + Send, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
    let mut into = BufWriter::with_capacity(BUFFER, into);
    write(&mut into)?;
    into.flush()
}

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The beginning of a file's name as every system takes it; `stem` holds letters, digits and
/// hyphens.
#[must_use]
pub fn unreserved(stem: &str) -> String {
    let low = stem.to_lowercase();
    let numbered = |name: &str| low.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    let reserved = DEVICES.contains(&low.as_str()) || numbered("com") || numbered("lpt");
    if reserved { format!("{stem}-") } else { stem.to_owned() }
}

/// An empty file beside the target with the permissions that the target has or would get.
fn draft(target: &Path, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".km0-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // the process's own mask takes away what the user does not want to give
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let draft = builder.tempfile_in(folder)?;
    if let Ok(metadata) = fs::metadata(target) {
        draft.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_is_written_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        write_atomically(&path, b"one", false).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn a_file_that_exists_stays_whole_unless_it_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let error = write_atomically(&path, b"new", false).unwrap_err();
        assert!(matches!(error, WriteError::Exists(_)), "{error}");
        assert!(error.to_string().ends_with("out.csv"), "the path comes last: {error}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write_atomically(&path, b"new", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn what_fails_in_the_middle_leaves_the_old_file_whole_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let outcome = write_with(&path, true, |into| {
            into.write_all(&vec![b'x'; 1 << 20])?;
            Err(io::Error::other("cancelled"))
        });
        assert!(outcome.unwrap_err().to_string().contains("cancelled"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn names_that_windows_keeps_for_devices_are_changed() {
        for (name, safe) in [("con", "con-"), ("NUL", "NUL-"), ("com1", "com1-"), ("com10", "com10"), ("cone", "cone")]
        {
            assert_eq!(unreserved(name), safe);
        }
    }

    #[test]
    fn a_folder_or_a_missing_folder_is_said_to_be_one() {
        let folder = tempfile::tempdir().unwrap();
        let outcome = write_atomically(folder.path(), b"", true);
        assert!(matches!(outcome, Err(WriteError::Folder(_))));
        let outcome = write_atomically(&folder.path().join("no/such.csv"), b"", true);
        assert!(matches!(outcome, Err(WriteError::NoFolder(_))));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_replaced_by_one() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        let outcome = write_atomically(&path, b"new", true);
        assert!(matches!(outcome, Err(WriteError::Io { .. })), "{outcome:?}");
        assert!(fs::metadata(&path).unwrap().file_type().is_socket());
        write_atomically(Path::new("/dev/null"), b"new", false).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_outlive_a_replacement() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_atomically(&link, b"new", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
