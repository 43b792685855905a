//! Keeps the session on the disk while a window runs, so that a crash or a power cut loses nothing of it.
//!
//! A running window keeps its session in a file of its own, and holds a lock beside it for as long as it runs. When it
//! is closed both go. A session whose lock nobody holds is that of a window that did not end properly, and is offered
//! to the next one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::settings::Settings;
use super::state::State;
use super::telling::Telling;
use km0_core::files;
use km0_core::saved;

/// How long what changed may stand in memory alone.
const EVERY: Duration = Duration::from_secs(2);
/// Sessions that are kept for whoever has not answered whether they are wanted, the newest.
const MOST: usize = 3;
/// Bytes of a session's file.
const LARGEST: u64 = 4 << 20;

/// What a window shows, with what was made in it and is in no other file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    settings: String,
    /// The story that is told or made, as the text of a view.
    story: Option<String>,
    step: usize,
    editing: bool,
    /// The window was closed by a person, over a story that is in no file.
    closed: bool,
}

impl Session {
    pub(super) fn of(settings: &Settings, telling: Option<&Telling>) -> Self {
        Self {
            settings: settings.to_text(),
            story: telling.map(|telling| telling.view.to_text()),
            step: telling.map_or(0, |telling| telling.at),
            editing: telling.is_some_and(|telling| telling.editing),
            closed: false,
        }
    }

    pub(super) fn settings(&self) -> Settings {
        Settings::from_text(&self.settings)
    }

    /// Whether it ended properly, and is there only for a story that is in no file.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Puts the story that was told or made into a window.
    pub(super) fn tell(&self, state: &mut State) {
        let view = self.story.as_deref().and_then(|text| saved::read(text).ok());
        state.telling = view.map(|view| Telling::recovered(view, self.step, self.editing));
    }

    fn to_text(&self) -> String {
        ron::to_string(self).unwrap_or_default()
    }

    fn read(path: &Path) -> Option<Self> {
        ron::from_str(&files::read_text(path, LARGEST).ok()?).ok()
    }
}

/// A session that a window left which did not end properly.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfinishedSession {
    path: PathBuf,
    pub(super) session: Session,
    /// What was wrong, where the program could still write it down.
    pub(super) report: Option<PathBuf>,
}

impl UnfinishedSession {
    /// It is brought back, or nobody wants it.
    pub(super) fn forget(&self) {
        remove(&self.path);
    }
}

/// Removes a session and its lock.
fn remove(path: &Path) {
    let _gone = fs::remove_file(path);
    let _gone = fs::remove_file(lock_of(path));
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

/// Where the report of a session's end stands, if there is one.
pub(super) fn report_of(path: &Path) -> PathBuf {
    path.with_extension("report.txt")
}

/// The sessions in a folder whose windows are gone, the one that was kept last first. A clock that was set back changes
/// only their order.
fn left_in(folder: &Path) -> Vec<UnfinishedSession> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let sessions = entries.filter(|path| path.extension().is_some_and(|extension| extension == "ron"));
    let free = |path: &PathBuf| {
        let lock = fs::File::open(lock_of(path));
        lock.map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |lock| lock.try_lock().is_ok())
    };
    let mut left: Vec<_> =
        sessions.filter(free).map(|path| (fs::metadata(&path).and_then(|file| file.modified()).ok(), path)).collect();
    left.sort();
    left.reverse();
    left.drain(MOST.min(left.len())..).for_each(|(_, path)| remove(&path));
    sweep(folder);
    let read = |(_, path): (_, PathBuf)| {
        let report = Some(report_of(&path)).filter(|report| report.exists());
        let Some(session) = Session::read(&path) else {
            // half a session is none; the file is written whole or not at all, so it is somebody else's
            remove(&path);
            return None;
        };
        Some(UnfinishedSession { path, session, report })
    };
    left.into_iter().filter_map(read).collect()
}

/// Removes locks without a session, of windows that were gone before they had anything to keep, and all but the newest
/// reports. A lock that is new may be of a window that is just opening.
fn sweep(folder: &Path) {
    let (mut reports, now) = (Vec::new(), std::time::SystemTime::now());
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let modified = fs::metadata(&path).and_then(|file| file.modified());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".report.txt") {
            reports.push((modified.ok(), path));
        } else if path.extension().is_some_and(|end| end == "lock") && !path.with_extension("ron").exists() {
            let old = modified.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > Duration::from_mins(1)));
            let free = || fs::File::open(&path).is_ok_and(|lock| lock.try_lock().is_ok());
            if old && free() {
                let _gone = fs::remove_file(&path);
            }
        }
    }
    reports.sort();
    reports.iter().rev().skip(MOST).for_each(|(_, path)| drop(fs::remove_file(path)));
}

/// Keeps the session of this window.
#[derive(Debug)]
pub(super) struct Keeper {
    path: PathBuf,
    /// Held for as long as the window runs.
    _lock: fs::File,
    kept: Session,
    next: Instant,
    texts: Option<Sender<String>>,
    failures: Receiver<String>,
    writer: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Begins a session in a folder, and finds those that were left there.
    ///
    /// # Errors
    /// When nothing can be kept there.
    pub(super) fn begin(folder: &Path) -> io::Result<(Self, Vec<UnfinishedSession>)> {
        fs::create_dir_all(folder)?;
        let left = left_in(folder);
        let (lock, path) = tempfile::Builder::new().prefix("session-").suffix(".lock").tempfile_in(folder)?.keep()?;
        lock.lock()?;
        let path = path.with_extension("ron");
        let ((texts, asked), (failed, failures)) = (channel::<String>(), channel());
        let into = path.clone();
        // a disk may take its time, and the window must not
        let writer = std::thread::Builder::new().name("keep session".to_owned()).spawn(move || {
            while let Ok(first) = asked.recv() {
                let text = asked.try_iter().last().unwrap_or(first);
                if let Err(error) = files::write_atomically(&into, text.as_bytes(), true) {
                    let _window_gone = failed.send(error.to_string());
                }
            }
        })?;
        let keeper = Self {
            path,
            _lock: lock,
            kept: Session::default(),
            next: Instant::now(),
            texts: Some(texts),
            failures,
            writer: Some(writer),
        };
        Ok((keeper, left))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the session if it has changed and was not kept just now. Gives how long the rest may wait.
    pub(super) fn keep(&mut self, session: impl FnOnce() -> Session, now: Instant) -> Option<Duration> {
        if let Some(wait) = self.next.checked_duration_since(now).filter(|wait| !wait.is_zero()) {
            return Some(wait);
        }
        self.next = now + EVERY;
        let session = session();
        if session != self.kept {
            if let Some(texts) = &self.texts {
                let _writer_gone = texts.send(session.to_text());
            }
            self.kept = session;
        }
        None
    }

    /// Why the session could not be kept, if so since it was asked last.
    pub(super) fn failure(&self) -> Option<String> {
        self.failures.try_iter().last()
    }

    /// The window is closed by a person: nothing is left to bring back but a story that is in no file.
    pub(super) fn end(mut self, unsaved: Option<&Session>) {
        if let (Some(session), Some(texts)) = (unsaved, &self.texts) {
            let _writer_gone = texts.send(Session { closed: true, ..session.clone() }.to_text());
        }
        self.texts = None;
        self.writer.take().into_iter().for_each(|writer| drop(writer.join()));
        if unsaved.is_none() {
            remove(&self.path);
        } else {
            let _gone = fs::remove_file(lock_of(&self.path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use km0_core::model::Lang;
    use km0_core::saved::{SavedView, Story};

    fn session(query: &str) -> Session {
        let settings = Settings { query: query.to_owned(), lang: Lang::Vi, ..Settings::default() };
        Session::of(&settings, None)
    }

    fn written(keeper: &mut Keeper, session: &Session) {
        keeper.keep(|| session.clone(), Instant::now());
        let start = Instant::now();
        while Session::read(&keeper.path).as_ref() != Some(session) {
            assert!(start.elapsed() < Duration::from_secs(20), "not written");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// A window that is gone without having been closed: its lock goes with it, its file stays.
    fn killed(keeper: Keeper) {
        drop(keeper);
    }

    #[test]
    fn what_a_window_leaves_that_did_not_end_properly_is_offered_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let (mut first, left) = Keeper::begin(folder.path()).unwrap();
        assert_eq!(left, []);
        written(&mut first, &session("họp"));
        // another window beside it sees a session that goes on
        let (mut second, left) = Keeper::begin(folder.path()).unwrap();
        assert_eq!(left, []);
        written(&mut second, &session("ký"));
        second.end(None);
        killed(first);
        let (third, left) = Keeper::begin(folder.path()).unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].session, session("họp"));
        assert_eq!(left[0].session.settings().query, "họp");
        left[0].forget();
        third.end(None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_story_that_was_being_made_comes_back_at_its_step() {
        let mut story = Story::default();
        for _ in 0..3 {
            story.add(None, saved::StoryStep::default());
        }
        let view = SavedView { story: Some(story), name: "Tà Lùng".to_owned(), ..SavedView::default() };
        let telling = Telling::recovered(view, 2, true);
        let kept = Session::of(&Settings::default(), Some(&telling));
        let again: Session = ron::from_str(&kept.to_text()).unwrap();
        let mut state = super::super::trial::start();
        again.tell(&mut state);
        assert_eq!(state.telling, Some(telling));
    }

    #[test]
    fn a_story_in_no_file_outlives_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let mut story = Story::default();
        story.add(None, saved::StoryStep::default());
        let telling = Telling::recovered(SavedView { story: Some(story), ..SavedView::default() }, 0, true);
        let (keeper, _) = Keeper::begin(folder.path()).unwrap();
        keeper.end(Some(&Session::of(&Settings::default(), Some(&telling))));
        let (keeper, left) = Keeper::begin(folder.path()).unwrap();
        assert!(left[0].session.is_closed(), "it is no crash");
        let mut state = super::super::trial::start();
        left[0].session.tell(&mut state);
        assert_eq!(state.telling, Some(telling));
        left[0].forget();
        keeper.end(None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_is_written_that_was_written_before_and_nothing_twice_in_a_moment() {
        let folder = tempfile::tempdir().unwrap();
        let (mut keeper, _) = Keeper::begin(folder.path()).unwrap();
        let now = Instant::now();
        assert_eq!(keeper.keep(|| session("a"), now), None);
        assert_eq!(keeper.keep(|| panic!("too soon"), now + EVERY / 2), Some(EVERY / 2));
        assert_eq!(keeper.keep(|| session("a"), now + EVERY), None);
        assert_eq!(keeper.keep(|| session("b"), now + 2 * EVERY), None);
        keeper.end(None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_gone_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (mut keeper, _) = Keeper::begin(&folder.path().join("sessions")).unwrap();
        fs::remove_dir_all(folder.path().join("sessions")).unwrap();
        keeper.keep(|| session("a"), Instant::now());
        let start = Instant::now();
        let told = loop {
            if let Some(told) = keeper.failure() {
                break told;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "nothing was told");
            std::thread::sleep(Duration::from_millis(5));
        };
        assert!(told.contains("there is no such folder"), "{told}");
        fs::write(folder.path().join("sessions"), "a file").unwrap();
        assert!(Keeper::begin(&folder.path().join("sessions")).is_err());
    }

    #[test]
    fn only_the_newest_sessions_are_kept_and_what_is_none_goes() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..6 {
            let path = folder.path().join(format!("session-{number}.ron"));
            fs::write(&path, session(&number.to_string()).to_text()).unwrap();
            let at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + number);
            fs::File::options().write(true).open(&path).unwrap().set_modified(at).unwrap();
        }
        fs::write(folder.path().join("session-half.ron"), "(settings: \"(la").unwrap();
        let (_keeper, left) = Keeper::begin(folder.path()).unwrap();
        let queries: Vec<String> = left.iter().map(|left| left.session.settings().query).collect();
        assert_eq!(queries, ["5", "4"], "and half a session, which was the newest");
        assert!(!folder.path().join("session-0.ron").exists() && !folder.path().join("session-half.ron").exists());
    }
}
