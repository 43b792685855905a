//! The built-in dataset as a whole.

use std::path::Path;

use km0::dataset::{Loaded, Severity, builtin, open};

use crate::program::{code, km0, stdout};

fn errors(loaded: &Loaded) -> Vec<String> {
    let errors = loaded.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors.map(ToString::to_string).collect()
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    let (inside, folder) = (builtin(), open(Path::new("seeds")));
    let ids = |loaded: &Loaded| loaded.dataset.records().iter().map(|r| r.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&inside), ids(&folder));
    assert_eq!(inside.dataset.records(), folder.dataset.records());
    assert_eq!(inside.dataset.about, folder.dataset.about);
}

#[test]
fn the_built_in_dataset_has_no_errors() {
    assert_eq!(errors(&builtin()), Vec::<String>::new());
}

#[test]
fn checking_the_folder_ends_well_with_a_summary() {
    let output = km0(&["check", "seeds"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let last = stdout(&output).lines().last().unwrap().to_owned();
    assert!(last.contains(" records, 0 errors, "), "{last}");
}
