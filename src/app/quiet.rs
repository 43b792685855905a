//! What libraries of the system print by themselves, such as a graphics driver that misses a
//! desktop: told only when the work fails.

#[cfg(unix)]
use std::fs::File;
#[cfg(unix)]
use std::io::{self, Read, Seek, Write};

/// Does the work. What is printed to standard error meanwhile is passed on only when it fails.
pub(super) fn unless_it_fails<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    #[cfg(unix)]
    if let Ok(ear) = StderrCapture::new() {
        let outcome = work();
        ear.end(outcome.is_err());
        return outcome;
    }
    work()
}

/// Takes what goes to standard error for as long as it is there.
#[cfg(unix)]
struct StderrCapture {
    heard: File,
    /// None once it has been given back.
    own: Option<std::os::fd::OwnedFd>,
}

#[cfg(unix)]
impl StderrCapture {
    fn new() -> io::Result<Self> {
        let heard = tempfile::tempfile()?;
        let own = rustix::io::dup(rustix::stdio::stderr())?;
        rustix::stdio::dup2_stderr(&heard)?;
        Ok(Self { heard, own: Some(own) })
    }

    /// Standard error is what it was.
    fn give_back(&mut self) {
        if let Some(own) = self.own.take() {
            let _nobody_to_tell = rustix::stdio::dup2_stderr(own);
        }
    }

    fn end(mut self, tell: bool) {
        self.give_back();
        let mut said = Vec::new();
        if tell && self.heard.rewind().and_then(|()| self.heard.read_to_end(&mut said)).is_ok() {
            let _nobody = io::stderr().write_all(&said);
        }
    }
}

#[cfg(unix)]
impl Drop for StderrCapture {
    /// A bug in the work is told where everything is.
    fn drop(&mut self) {
        self.give_back();
    }
}
