//! The one way to work beside the thread that paints: work that is begun and told of when it is
//! there, and a value that is kept for a key and made anew for another.

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Records from which on work over all of them is done beside the thread that paints.
pub const MANY: usize = 20_000;

/// Work that was begun.
#[derive(Debug)]
pub struct Coming<V>(Receiver<V>);

/// How it stands with the work.
#[derive(Debug, PartialEq, Eq)]
pub enum Stand<V> {
    Going,
    Done(V),
    /// It died, and nothing will come of it.
    Lost,
}

impl<V> Coming<V> {
    /// What has come of it. Once it is done it must not be asked again.
    pub fn poll(&self) -> Stand<V> {
        match self.0.try_recv() {
            Ok(value) => Stand::Done(value),
            Err(TryRecvError::Empty) => Stand::Going,
            Err(TryRecvError::Disconnected) => Stand::Lost,
        }
    }
}

/// Begins work on a thread of this name, and has `wake` painted when it is done.
///
/// # Errors
/// When the system has no thread to give.
pub fn begin<V: Send + 'static>(
    name: &str,
    wake: &egui::Context,
    work: impl FnOnce() -> V + Send + 'static,
) -> io::Result<Coming<V>> {
    let (sender, receiver) = channel();
    let wake = wake.clone();
    let work = move || {
        // nobody waits any more when the window is gone
        let _ = sender.send(work());
        wake.request_repaint();
    };
    thread::Builder::new().name(name.to_owned()).spawn(work).map(|_| Coming(receiver))
}

/// Lets go, on a thread of its own, of what takes long to let go of.
pub fn let_go<V: Send + 'static>(name: &str, value: V) {
    // without a thread it is done here and now
    let _thread = thread::Builder::new().name(name.to_owned()).spawn(move || drop(value));
}

/// The last value that was made, with its key, and the one that is being made: the one before stays
/// until it is there.
#[derive(Debug)]
pub struct Task<K, V> {
    made: Option<(K, V)>,
    coming: Option<(K, Coming<V>)>,
    at_once: bool,
}

impl<K, V> Default for Task<K, V> {
    fn default() -> Self {
        Self { made: None, coming: None, at_once: false }
    }
}

impl<K: PartialEq + Clone, V: Send + 'static> Task<K, V> {
    /// From now on every value is waited for: for pictures.
    pub fn wait(&mut self) {
        self.at_once = true;
    }

    /// Sees to it that there is, or will be, a value for the key: made here, or where it takes
    /// `long` beside, and then painted when it is there. True when the value is another than
    /// before.
    pub fn refresh(
        &mut self,
        key: &K,
        long: bool,
        wake: &egui::Context,
        make: impl FnOnce() -> V + Send + 'static,
    ) -> bool {
        let came = self.poll();
        if self.is_for(key) || self.coming.is_some() {
            // one at a time: what was asked for meanwhile is begun once this one is there
            return came;
        }
        if self.at_once || !long {
            self.made = Some((key.clone(), make()));
            return true;
        }
        // named after what is made
        let name = std::any::type_name::<V>().rsplit("::").next().unwrap_or_default();
        self.coming = begin(name, wake, make).ok().map(|coming| (key.clone(), coming));
        came
    }

    /// Takes what has come. True when the value is another than before.
    pub fn poll(&mut self) -> bool {
        let Some((key, coming)) = self.coming.take() else { return false };
        match coming.poll() {
            Stand::Going => self.coming = Some((key, coming)),
            Stand::Lost => {}
            Stand::Done(value) => {
                self.made = Some((key, value));
                return true;
            }
        }
        false
    }

    /// Whether the value that is there is the one for this key.
    pub fn is_for(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(made, _)| made == key)
    }

    /// Whether another value is being made.
    pub fn is_going(&self) -> bool {
        self.coming.is_some()
    }

    /// The value that is there, perhaps for an earlier key.
    pub fn get(&self) -> Option<&V> {
        self.made.as_ref().map(|(_, value)| value)
    }

    /// As [`Self::get`], with its key.
    pub fn kept(&self) -> Option<(&K, &V)> {
        self.made.as_ref().map(|(key, value)| (key, value))
    }

    pub fn get_mut(&mut self) -> Option<&mut V> {
        self.made.as_mut().map(|(_, value)| value)
    }

    /// As [`Self::get`], if it is for a key for which the test holds.
    pub fn get_if(&self, fits: impl FnOnce(&K) -> bool) -> Option<&V> {
        self.made.as_ref().filter(|(key, _)| fits(key)).map(|(_, value)| value)
    }

    /// The value that is there, which is not kept any longer.
    pub fn take(&mut self) -> Option<V> {
        self.made.take().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_for(task: &mut Task<u32, String>, key: u32) {
        let egui = egui::Context::default();
        for _ in 0..2_000 {
            task.refresh(&key, true, &egui, move || key.to_string());
            if task.is_for(&key) {
                return;
            }
            thread::sleep(std::time::Duration::from_millis(1));
        }
        panic!("{key} was never made");
    }

    #[test]
    fn what_does_not_take_long_is_there_at_once() {
        let mut task = Task::default();
        assert!(task.refresh(&1, false, &egui::Context::default(), || "1"));
        assert_eq!(task.get(), Some(&"1"));
        assert!(!task.refresh(&1, false, &egui::Context::default(), || "again"));
        assert_eq!(task.get(), Some(&"1"));
    }

    #[test]
    fn the_old_value_stays_until_the_new_one_is_there() {
        let (go, wait) = channel::<()>();
        let mut task = Task::default();
        let egui = egui::Context::default();
        task.refresh(&1, false, &egui, || "1".to_owned());
        let slow = move || {
            let _ = wait.recv();
            "2".to_owned()
        };
        assert!(!task.refresh(&2, true, &egui, slow));
        // asked for meanwhile, and begun once the other is there
        assert!(!task.refresh(&3, true, &egui, || "3".to_owned()));
        assert_eq!((task.get().map(String::as_str), task.is_for(&1)), (Some("1"), true));
        drop(go);
        wait_for(&mut task, 3);
        assert_eq!(task.get().map(String::as_str), Some("3"));
    }

    #[test]
    fn work_that_dies_is_begun_again() {
        let mut task: Task<u32, String> = Task::default();
        task.refresh(&1, true, &egui::Context::default(), || panic!("on purpose"));
        wait_for(&mut task, 1);
    }
}
