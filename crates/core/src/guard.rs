//! Work of libraries that break off at some files: that is a broken file, and no fault of the program.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does the work; nothing where it broke off.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work)).ok();
    GUARDED.set(before);
    done
}

/// Whether a library broke off in guarded work, of which nobody has to be told; what the program's own code does
/// wrong there is told as everywhere.
pub fn is_expected(info: &PanicHookInfo<'_>) -> bool {
    GUARDED.get() && info.location().is_some_and(|at| is_foreign(at.file()))
}

/// Whether a source file is of a library.
fn is_foreign(file: &str) -> bool {
    file.split(['/', '\\']).any(|part| matches!(part, "registry" | "vendor" | "rustc"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_breaks_off_gives_nothing_and_the_guard_ends_with_it() {
        assert_eq!(guarded(|| 1), Some(1));
        assert!(guarded(|| assert!(!GUARDED.get(), "expected")).is_none());
        assert!(!GUARDED.get());
        assert_eq!(guarded(|| guarded(|| ()).map(|()| GUARDED.get())), Some(Some(true)));
    }

    #[test]
    fn libraries_are_known_by_where_their_source_is() {
        let cfb = "registry/src/mirror-1949/calamine-0.38.0/src/cfb.rs";
        assert!(is_foreign(&format!("/home/a/.cargo/{cfb}")) && is_foreign(&format!(r"C:\{}", cfb.replace('/', r"\"))));
        assert!(!is_foreign("crates/core/src/dataset/format/book.rs") && !is_foreign("src/map/layers/file.rs"));
    }
}
