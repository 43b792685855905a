//! Writing files whole or not at all, and reading small ones.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};
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
///
/// # Errors
/// When the file can't be read, is larger, or is no UTF-8.
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
///
/// # Errors
/// As [`write_with`].
pub fn write_atomically(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), WriteError> {
    write_with(path, overwrite, |into| into.write_all(bytes))
}

/// Bytes that are gathered before they go to the disk.
const BUFFER: usize = 1 << 18;

/// Puts what `write` writes at `path` in one step: it is written beside it, flushed to the disk and
/// then moved over. A reader sees the old file or the new one, never a part, even if the program is
/// killed meanwhile; what it leaves then is removed by whoever writes into that folder next.
///
/// A file that exists is replaced only when `overwrite` is set, and then keeps its permissions; a
/// symbolic link is followed. What is no file (a device, a pipe) is never replaced: the bytes go
/// into it.
///
/// # Errors
/// When the file exists and may not be replaced, is a folder or has none, or can't be written.
pub fn write_with(
    path: &Path,
    overwrite: bool,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), WriteError> {
    if is_device(path) {
        let into = fs::OpenOptions::new().write(true).open(path);
        let written = into.and_then(|into| buffered(into, write));
        return written.map_err(|cause| WriteError::Io { path: path.to_owned(), cause });
    }
    let draft = TemporaryFile::begin(path, overwrite)?;
    draft.fill(write)?;
    draft.publish()
}

/// Two files that belong together, the second small: both are written and flushed before either is
/// moved over, so that what goes wrong until then leaves both as they were. Otherwise as
/// [`write_with`], but that neither may be a device.
///
/// # Errors
/// As [`write_with`], of either file.
pub fn write_pair(
    path: &Path,
    beside: &Path,
    overwrite: bool,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    bytes_beside: &[u8],
) -> Result<(), WriteError> {
    let (first, second) = (TemporaryFile::begin(path, overwrite)?, TemporaryFile::begin(beside, overwrite)?);
    second.fill(|into| into.write_all(bytes_beside))?;
    first.fill(write)?;
    first.publish()?;
    second.publish()
}

/// Links that are followed; more is a circle.
const MOST_LINKS: usize = 40;

/// Where a link leads, whether or not there is a file yet: a link is never replaced by a file.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        if !at.is_symlink() {
            return Ok(fs::canonicalize(&at).unwrap_or(at));
        }
        let to = fs::read_link(&at)?;
        at = folder(&at).join(to);
    }
    Err(io::Error::from(io::ErrorKind::InvalidInput))
}

fn is_device(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

/// A file that does not stand at its path yet. It is gone when it is dropped.
struct TemporaryFile<'a> {
    path: &'a Path,
    target: PathBuf,
    file: NamedTempFile,
    overwrite: bool,
}

impl<'a> TemporaryFile<'a> {
    /// An empty one, where a file may be put at the path.
    fn begin(path: &'a Path, overwrite: bool) -> Result<Self, WriteError> {
        if path.is_dir() {
            return Err(WriteError::Folder(path.to_owned()));
        }
        if path.symlink_metadata().is_ok() && !overwrite {
            return Err(WriteError::Exists(path.to_owned()));
        }
        let failed = |kind: io::ErrorKind| WriteError::Io { path: path.to_owned(), cause: kind.into() };
        if is_device(path) {
            return Err(failed(io::ErrorKind::InvalidInput));
        }
        let target = behind_links(path).map_err(|error| failed(error.kind()))?;
        let folder = folder(&target);
        if !folder.is_dir() {
            return Err(WriteError::NoFolder(folder.to_owned()));
        }
        sweep(folder);
        // the full cause names the draft, which says nothing to whoever asked for another file
        let file = draft(&target, folder).map_err(|error| failed(error.kind()))?;
        Ok(Self { path, target, file, overwrite })
    }

    fn failed(&self, cause: io::Error) -> WriteError {
        WriteError::Io { path: self.path.to_owned(), cause }
    }

    fn fill(&self, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), WriteError> {
        let file = self.file.as_file();
        buffered(file, write).and_then(|()| file.sync_all()).map_err(|cause| self.failed(cause))
    }

    /// Moves it to its path.
    fn publish(self) -> Result<(), WriteError> {
        let Self { path, target, file, overwrite } = self;
        let moved = if overwrite { file.persist(&target) } else { file.persist_noclobber(&target) };
        match moved {
            Ok(_) => {}
            // somebody else made the file since we looked
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(WriteError::Exists(path.to_owned()));
            }
            Err(error) => return Err(WriteError::Io { path: path.to_owned(), cause: error.error }),
        }
        // the bytes are safe; that the folder's entry is too is more than every system can promise
        let _best_effort = fs::File::open(folder(&target)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
pub fn unreserved(stem: &str) -> String {
    let low = stem.to_lowercase();
    let numbered = |name: &str| low.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    let reserved = DEVICES.contains(&low.as_str()) || numbered("com") || numbered("lpt");
    if reserved { format!("{stem}-") } else { stem.to_owned() }
}

/// The ends of a draft's name.
const NAME: (&str, &str) = (".km0-", ".part");

/// An empty file beside the target with the permissions that the target has or would get, and
/// locked for as long as it is open.
fn draft(target: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(NAME.0).suffix(NAME.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // the process's own mask takes away what the user does not want to give
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let draft = loop {
        let draft = builder.tempfile_in(folder)?;
        // where the system knows no locks nobody gets one, and so nobody sweeps
        let _best_effort = draft.as_file().lock();
        // another may have swept it away before it was locked
        if draft.path().exists() {
            break draft;
        }
    };
    if let Ok(metadata) = fs::metadata(target) {
        draft.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(draft)
}

/// Removes the drafts in the folder that nobody is writing: the lock of a writer goes with it,
/// however it ends.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_draft = name.to_str().is_some_and(|name| name.starts_with(NAME.0) && name.ends_with(NAME.1));
        // to open a pipe would wait for whoever writes into it
        if !is_draft || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let left = fs::File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            let _best_effort = fs::remove_file(entry.path());
        }
    }
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
    fn of_a_pair_neither_is_changed_where_one_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let (table, beside) = (folder.path().join("out.csv"), folder.path().join("out.json"));
        fs::write(&table, "old").unwrap();
        fs::create_dir(&beside).unwrap();
        let outcome = write_pair(&table, &beside, true, |into| into.write_all(b"new"), b"new");
        assert!(matches!(&outcome, Err(WriteError::Folder(path)) if *path == beside), "{outcome:?}");
        assert_eq!(fs::read(&table).unwrap(), b"old");
        fs::remove_dir(&beside).unwrap();
        fs::write(&beside, "old").unwrap();
        let outcome = write_pair(&table, &beside, true, |_| Err(io::Error::other("cancelled")), b"new");
        assert!(outcome.unwrap_err().to_string().contains("cancelled"));
        assert_eq!((fs::read(&table).unwrap(), fs::read(&beside).unwrap()), (b"old".to_vec(), b"old".to_vec()));
        write_pair(&table, &beside, true, |into| into.write_all(b"new"), b"new").unwrap();
        assert_eq!((fs::read(&table).unwrap(), fs::read(&beside).unwrap()), (b"new".to_vec(), b"new".to_vec()));
        assert_eq!(names(folder.path()), ["out.csv", "out.json"]);
    }

    #[test]
    fn drafts_that_nobody_writes_are_removed_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".km0-dead.part", ".km0-notes.txt", "mine.part"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join(".km0-folder.part")).unwrap();
        write_with(&folder.path().join("slow.csv"), false, |into| {
            into.write_all(b"slow")?;
            // meanwhile another is written beside it
            write_atomically(&folder.path().join("quick.csv"), b"quick", false).map_err(io::Error::other)?;
            let drafts = names(folder.path()).into_iter().filter(|name| name.starts_with(NAME.0)).count();
            assert_eq!(drafts, 3, "the folder, the notes and the one that is being written");
            Ok(())
        })
        .unwrap();
        assert_eq!(names(folder.path()), [".km0-folder.part", ".km0-notes.txt", "mine.part", "quick.csv", "slow.csv"]);
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
