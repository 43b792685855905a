//! What becomes of a file when writing it goes wrong: the old one stays whole, and the message says
//! what happened.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::program::{code, command, km0, stderr};

const KM0: &str = env!("CARGO_BIN_EXE_km0");

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A folder with the file `out.json` in it, which is to be written over.
fn with_old() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    fs::write(&path, "old").unwrap();
    (folder, path)
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_leaves_the_old_one_whole() {
    let (folder, path) = with_old();
    // 16 blocks of 512 or 1024 bytes; the signal is ignored, so that writing fails
    let script = format!("trap '' XFSZ; ulimit -f 16; exec {KM0} export -f json --force -o {}", path.display());
    let output = Command::new("sh").args(["-c", &script]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stderr(&output).contains("the file could not be written"), "{}", stderr(&output));
    assert!(stderr(&output).trim_end().ends_with("out.json"), "the path comes last: {}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["out.json"], "nothing is left beside it");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_every_format() {
    for format in km0_core::export::Format::ALL.map(km0_core::export::Format::slug) {
        let output = km0(&["export", "-f", format, "-o", "/dev/full"]);
        assert_eq!(code(&output), 1, "{format}: {}", stderr(&output));
        assert!(stderr(&output).contains("No space left on device"), "{format}: {}", stderr(&output));
    }
}

/// The program as somebody who may not write everywhere.
#[cfg(target_os = "linux")]
fn as_anybody(args: &[&str]) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !root {
        return command(args);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", KM0]).args(args).stdin(Stdio::null());
    command
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_leaves_the_old_file_whole() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = with_old();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let output = as_anybody(&["export", "-f", "json", "--force", "-o", path.to_str().unwrap()]).output().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stderr(&output).contains("permission denied"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["out.json"]);
}

#[cfg(unix)]
#[test]
fn killed_in_the_middle_of_writing_it_leaves_the_old_file_whole() {
    let (folder, path) = with_old();
    // whole pages of everything take long enough to be caught at it
    let mut child = command(&["export", "-f", "html", "--pages", "--force", "-o", path.to_str().unwrap()])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    let writing = || {
        fs::read_dir(folder.path()).unwrap().map(Result::unwrap).any(|entry| {
            let name = entry.file_name().into_string().unwrap();
            name.starts_with(".km0-") && entry.metadata().is_ok_and(|draft| draft.len() > 0)
        })
    };
    while !writing() {
        assert!(began.elapsed() < Duration::from_mins(2), "it never began to write");
        assert!(child.try_wait().unwrap().is_none(), "it was done before it could be killed");
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()).len(), 2, "its draft is left");
    // the next export clears it away
    let output = km0(&["export", "-f", "json", "-q", "kind:gate", "--force", "-o", path.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(fs::read_to_string(&path).unwrap().starts_with('{'));
    assert_eq!(names(folder.path()), ["out.json"]);
}

#[test]
fn a_description_that_cannot_be_written_leaves_the_old_table_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (table, beside) = (folder.path().join("out.csv"), folder.path().join("out.datapackage.json"));
    fs::write(&table, "old").unwrap();
    fs::create_dir(&beside).unwrap();
    let output = km0(&["export", "-f", "csv", "--force", "-o", table.to_str().unwrap()]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("that is a folder"), "{}", stderr(&output));
    assert!(stderr(&output).trim_end().ends_with("out.datapackage.json"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&table).unwrap(), "old");
    assert_eq!(names(folder.path()), ["out.csv", "out.datapackage.json"]);
}

#[test]
fn neither_a_table_nor_what_stands_beside_it_is_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let (table, beside) = (folder.path().join("out.csv"), folder.path().join("out.datapackage.json"));
    fs::write(&beside, "mine").unwrap();
    let args = ["export", "-f", "csv", "-q", "kind:gate", "-o", table.to_str().unwrap()];
    let output = km0(&args);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("out.datapackage.json"), "{}", stderr(&output));
    assert!(!table.exists());
    assert_eq!(fs::read_to_string(&beside).unwrap(), "mine");
    let output = km0(&[&args[..], &["--force"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(names(folder.path()), ["out.csv", "out.datapackage.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_picture_on_a_full_disk_is_told() {
    for format in ["png", "svg", "pdf"] {
        let args = ["render", "--what", "timeline", "-q", "kind:gate", "--format", format, "-o", "/dev/full"];
        let output = km0(&args);
        assert_eq!(code(&output), 1, "{format}: {}", stderr(&output));
        assert!(stderr(&output).contains("No space left on device"), "{format}: {}", stderr(&output));
    }
}

#[test]
fn programs_that_write_one_file_at_the_same_time_leave_that_of_one() {
    let (folder, path) = with_old();
    let args = |query: &'static str| ["export", "-f", "json", "-q", query, "--force", "-o", path.to_str().unwrap()];
    let queries = ["kind:gate", "kind:meeting", "kind:person", "kind:agreement"];
    let whole = queries.map(|query| {
        assert_eq!(code(&km0(&args(query))), 0);
        fs::read(&path).unwrap()
    });
    for _ in 0..3 {
        let all = queries.map(|query| command(&args(query)).stderr(Stdio::null()).spawn().unwrap());
        for mut one in all {
            assert!(one.wait().unwrap().success());
        }
        assert!(whole.contains(&fs::read(&path).unwrap()), "a mixture was left");
        assert_eq!(names(folder.path()), ["out.json"]);
    }
}

#[test]
fn a_file_that_is_replaced_while_it_is_read_is_read_as_it_was_or_as_it_is() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    let table = |rows: usize| -> String {
        let rows = (0..rows).map(|row| format!("meeting number {row} on the border,2023-04-25\n"));
        std::iter::once("name,date\n".to_owned()).chain(rows).collect()
    };
    let replace = |rows: usize| {
        let beside = folder.path().join("beside");
        fs::write(&beside, table(rows)).unwrap();
        fs::rename(&beside, &path).unwrap();
    };
    replace(800);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for rows in [1, 800].into_iter().cycle().take_while(|_| !stop.load(Ordering::SeqCst)) {
                replace(rows);
                sleep(Duration::from_millis(3));
            }
        });
        let outputs: Vec<_> = (0..6).map(|_| km0(&["check", path.to_str().unwrap()])).collect();
        // first of all: a failure would be waited for for ever
        stop.store(true, Ordering::SeqCst);
        for output in outputs {
            let told = crate::program::stdout(&output) + &stderr(&output);
            // its rows, and the source that it is
            let known = ["800 records and 1 that they name", "1 record and 1 that they name"]
                .iter()
                .any(|known| told.contains(known));
            assert!(known && code(&output) == 0, "{told}");
        }
    });
}
