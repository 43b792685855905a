//! The real window on a real X server without a screen.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _already_gone = self.0.kill();
        let _status = self.0.wait();
    }
}

/// An X server that keeps its screen in a file of `folder`.
fn server(folder: &Path, display: u32) -> Running {
    let screen = ["-screen", "0", "1280x720x24", "-nolisten", "tcp", "-fbdir"];
    let child = Command::new("Xvfb").arg(format!(":{display}")).args(screen).arg(folder).stderr(Stdio::null()).spawn();
    let server = Running(child.expect("Xvfb is not installed; scripts/test installs it"));
    let socket = format!("/tmp/.X11-unix/X{display}");
    let start = Instant::now();
    while !Path::new(&socket).exists() {
        assert!(start.elapsed() < Duration::from_secs(20), "the X server does not come up");
        std::thread::sleep(Duration::from_millis(50));
    }
    server
}

/// How often each colour stands on the screen. The file is an X window dump: a head whose length
/// is its first word, a colour map, and rows of four bytes a pixel.
fn colours(dump: &[u8]) -> HashMap<[u8; 3], usize> {
    let word = |at: usize| u32::from_be_bytes(dump[at..at + 4].try_into().unwrap()) as usize;
    let (head, width, height, stride, map) = (word(0), word(16), word(20), word(48), word(76));
    let mut counts = HashMap::new();
    // the server may still be about to write its head
    let Some(pixels) = dump.get(head + map * 12..).filter(|_| stride > 0) else { return counts };
    for row in pixels.chunks(stride).take(height) {
        for pixel in row.chunks_exact(4).take(width) {
            *counts.entry([pixel[2], pixel[1], pixel[0]]).or_default() += 1;
        }
    }
    counts
}

const PAGE: [u8; 3] = [0xFA, 0xF9, 0xF6];
const SEA: [u8; 3] = [0xD8, 0xE6, 0xEE];

/// The screen's colours once the page and the sea of the map are among them: the map's own data comes
/// a little later than the window.
fn painted(screen: &Path, window: &mut Running) {
    let start = Instant::now();
    loop {
        if let Some(status) = window.0.try_wait().unwrap() {
            panic!("the window ended by itself: {status}");
        }
        let counts = fs::read(screen).ok().filter(|dump| dump.len() > 4096).map(|dump| colours(&dump));
        let many = |counts: &HashMap<_, usize>, colour, least| counts.get(&colour).is_some_and(|count| *count > least);
        if let Some(counts) = &counts
            && counts.len() > 500
            && many(counts, PAGE, 100_000)
            && many(counts, SEA, 1_000)
        {
            return;
        }
        let seen = counts.map(|counts| [PAGE, SEA].map(|colour| counts.get(&colour).copied()));
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "not painted within a minute: {seen:?} pixels of page and sea"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn the_window_opens_paints_the_explorer_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    // a number of this process's own, so that tests on one machine do not share a display
    let display = 200 + std::process::id() % 10_000;
    let _server = server(folder.path(), display);
    let mut window = Running(
        Command::new(env!("CARGO_BIN_EXE_km0"))
            .env("DISPLAY", format!(":{display}"))
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    painted(&folder.path().join("Xvfb_screen0"), &mut window);
    std::thread::sleep(Duration::from_secs(1));
    assert!(window.0.try_wait().unwrap().is_none(), "the window is still open");
}

#[test]
fn without_a_display_the_window_says_so_and_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_km0"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", folder.path())
        .env("XDG_RUNTIME_DIR", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("display"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
