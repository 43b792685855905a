//! The picture command from the outside.

use std::fs;

use crate::program::{code, km0, stderr};

#[test]
fn a_picture_is_not_painted_over_a_file_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.png");
    fs::write(&path, "mine").unwrap();
    let output = km0(&["render", "-o", path.to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("add --force"), "{}", stderr(&output));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn the_same_arguments_paint_the_same_bytes_at_the_size_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let paint = |name: &str| {
        let path = folder.path().join(name);
        let args = ["render", "-q", "kind:meeting", "--select", "ta-lung", "--from", "2021", "--to", "2022"];
        let look = ["--size", "800x600", "--scale", "1.5", "--theme", "dark", "--lang", "en", "-o"];
        let output = km0(&[&args[..], &look[..], &[path.to_str().unwrap()]].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        fs::read(path).unwrap()
    };
    let (one, two) = (paint("one.png"), paint("two.png"));
    assert_eq!(one, two);
    let picture = image::load_from_memory(&one).unwrap();
    assert_eq!((picture.width(), picture.height()), (1200, 900));
}
