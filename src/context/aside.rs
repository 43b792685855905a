//! A value that may take long to work out: then it is made beside the thread that paints, and the
//! one before stays until it is there.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Records from which on work over all of them is done beside the thread that paints.
pub const MANY: usize = 20_000;

/// The last value that was made, with its key, and the one that is being made.
#[derive(Debug)]
pub struct Aside<K, V> {
    made: Option<(K, V)>,
    coming: Option<(K, Receiver<V>)>,
    at_once: bool,
}

impl<K, V> Default for Aside<K, V> {
    fn default() -> Self {
        Self { made: None, coming: None, at_once: false }
    }
}

impl<K: PartialEq + Clone, V: Send + 'static> Aside<K, V> {
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
        let mut came = false;
        if let Some((coming, receiver)) = &self.coming {
            match receiver.try_recv() {
                Ok(value) => {
                    self.made = Some((coming.clone(), value));
                    self.coming = None;
                    came = true;
                }
                Err(TryRecvError::Disconnected) => self.coming = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        if self.is_for(key) || self.coming.is_some() {
            // one at a time: what was asked for meanwhile is begun once this one is there
            return came;
        }
        if self.at_once || !long {
            self.made = Some((key.clone(), make()));
            return true;
        }
        let (sender, receiver) = channel();
        let wake = wake.clone();
        let work = move || {
            // nobody waits any more when the window is gone
            let _ = sender.send(make());
            wake.request_repaint();
        };
        if thread::Builder::new().name("aside".to_owned()).spawn(work).is_ok() {
            self.coming = Some((key.clone(), receiver));
        }
        came
    }

    /// Whether the value that is there is the one for this key.
    #[must_use]
    pub fn is_for(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(made, _)| made == key)
    }

    /// The value that is there, perhaps for an earlier key.
    #[must_use]
    pub fn get(&self) -> Option<&V> {
        self.made.as_ref().map(|(_, value)| value)
    }

    pub fn get_mut(&mut self) -> Option<&mut V> {
        self.made.as_mut().map(|(_, value)| value)
    }

    /// As [`Self::get`], if it is for a key for which the test holds.
    #[must_use]
    pub fn get_if(&self, fits: impl FnOnce(&K) -> bool) -> Option<&V> {
        self.made.as_ref().filter(|(key, _)| fits(key)).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_for(aside: &mut Aside<u32, String>, key: u32) {
        let egui = egui::Context::default();
        for _ in 0..2_000 {
            aside.refresh(&key, true, &egui, move || key.to_string());
            if aside.is_for(&key) {
                return;
            }
            thread::sleep(std::time::Duration::from_millis(1));
        }
        panic!("{key} was never made");
    }

    #[test]
    fn what_does_not_take_long_is_there_at_once() {
        let mut aside = Aside::default();
        assert!(aside.refresh(&1, false, &egui::Context::default(), || "1"));
        assert_eq!(aside.get(), Some(&"1"));
        assert!(!aside.refresh(&1, false, &egui::Context::default(), || "again"));
        assert_eq!(aside.get(), Some(&"1"));
    }

    #[test]
    fn the_old_value_stays_until_the_new_one_is_there() {
        let (go, wait) = channel::<()>();
        let mut aside = Aside::default();
        let egui = egui::Context::default();
        aside.refresh(&1, false, &egui, || "1".to_owned());
        let slow = move || {
            let _ = wait.recv();
            "2".to_owned()
        };
        assert!(!aside.refresh(&2, true, &egui, slow));
        // asked for meanwhile, and begun once the other is there
        assert!(!aside.refresh(&3, true, &egui, || "3".to_owned()));
        assert_eq!((aside.get().map(String::as_str), aside.is_for(&1)), (Some("1"), true));
        drop(go);
        wait_for(&mut aside, 3);
        assert_eq!(aside.get().map(String::as_str), Some("3"));
    }

    #[test]
    fn work_that_dies_is_begun_again() {
        let mut aside: Aside<u32, String> = Aside::default();
        aside.refresh(&1, true, &egui::Context::default(), || panic!("on purpose"));
        wait_for(&mut aside, 1);
    }
}
