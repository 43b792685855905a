//! Two walks through the past: queries (undo, redo) and selections (back, forward).

/// A past, a present that its owner keeps, and a future.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
}

/// Steps that are kept.
const DEPTH: usize = 500;

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}

impl<T: PartialEq> History<T> {
    /// Remembers what was, before it changes. What was undone before can't be redone after.
    pub fn remember(&mut self, was: T) {
        self.future.clear();
        if self.past.len() >= DEPTH {
            self.past.remove(0);
        }
        self.past.push(was);
    }

    /// What was before `now`, which becomes the future.
    pub fn back(&mut self, now: T) -> Option<T> {
        let was = self.past.pop()?;
        self.future.push(now);
        Some(was)
    }

    /// What was undone last; `now` becomes the past.
    pub fn forward(&mut self, now: T) -> Option<T> {
        let next = self.future.pop()?;
        self.past.push(now);
        Some(next)
    }

    pub fn can_back(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_forward(&self) -> bool {
        !self.future.is_empty()
    }

    /// The step that [`Self::back`] would return to.
    pub fn last(&self) -> Option<&T> {
        self.past.last()
    }

    /// The step that [`Self::forward`] would go to.
    pub fn next(&self) -> Option<&T> {
        self.future.last()
    }

    /// Drops the last step, as if it had not been.
    pub fn forget_last(&mut self) {
        self.past.pop();
    }

    /// The steps of the past, the last one first.
    pub fn past(&self) -> impl Iterator<Item = &T> {
        self.past.iter().rev()
    }
}
