//! That the program makes no network call, shown by its system calls.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::root;

/// The calls on sockets of a run of the program that ends well or is ended after some seconds.
fn traced(folder: &Path, window: bool, args: &[&str]) -> String {
    let (trace, ended) = (folder.join("trace"), folder.join("ended"));
    let mut command = if window {
        // the program's own exit code: xvfb-run may give that of a failure to tidy up behind itself
        let mut screen = Command::new("xvfb-run");
        screen.args(["-a", "sh", "-c", "\"$@\"; echo $? > \"$ENDED\"", "sh", "strace"]).env("ENDED", &ended);
        screen
    } else {
        Command::new("strace")
    };
    command.args(["-f", "-qq", "-e", "trace=%network", "-o"]).arg(&trace);
    if window {
        command.args(["timeout", "8"]);
    }
    command.arg(env!("CARGO_BIN_EXE_km0")).args(args).current_dir(root());
    // a profile of its own, and no desktop to talk to
    command.env("HOME", folder).env("XDG_DATA_HOME", folder).env_remove("WAYLAND_DISPLAY");
    let output = command.stdin(Stdio::null()).output().unwrap();
    let code = if window { fs::read_to_string(ended).unwrap().trim().parse().ok() } else { output.status.code() };
    let wanted = if window { 124 } else { 0 };
    assert_eq!(code, Some(wanted), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(trace).unwrap()
}

/// Calls that make or use a socket of the internet.
fn outside(trace: &str) -> Vec<&str> {
    trace.lines().filter(|line| ["AF_INET", "AF_NETLINK", "AF_PACKET"].iter().any(|word| line.contains(word))).collect()
}

fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok()
}

#[test]
fn the_commands_open_no_network_socket() {
    assert!(has("strace"), "strace is not installed; scripts/test installs it");
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("picture.png");
    let paint = ["render", "--select", "huu-nghi", "-o", picture.to_str().unwrap()];
    for args in [&["list", "-q", "place:tuyen-quang"][..], &["export", "-f", "geojson"], &paint] {
        let trace = traced(folder.path(), false, args);
        assert_eq!(outside(&trace), Vec::<&str>::new(), "{args:?}");
    }
    assert!(picture.exists());
}

#[test]
fn the_window_opens_no_network_socket() {
    assert!(has("strace") && has("xvfb-run"), "strace or xvfb is not installed; scripts/test installs them");
    let folder = tempfile::tempdir().unwrap();
    let trace = traced(folder.path(), true, &[]);
    assert!(trace.contains("AF_UNIX"), "the window reached the screen: {trace}");
    assert_eq!(outside(&trace), Vec::<&str>::new());
}

#[test]
fn a_network_socket_would_be_noticed() {
    let line = "12 socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 9";
    assert_eq!(outside(&format!("1 socket(AF_UNIX, SOCK_STREAM, 0) = 3\n{line}\n")), [line]);
}
