//! What the pointer is over: written while this frame is painted, read in the next, so that all
//! panels agree whichever is painted first.

use std::cell::RefCell;

use super::Item;

#[derive(Debug, Default)]
pub struct Hover {
    shown: Option<Item>,
    next: RefCell<Option<Item>>,
}

impl Hover {
    /// What was hovered when the last frame ended.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.shown.as_ref()
    }

    /// Says that the pointer is over `item`. The last to say so wins.
    pub fn set(&self, item: Item) {
        self.next.replace(Some(item));
    }

    /// Ends the frame. True when another item is hovered than before, and so all panels must be
    /// painted again.
    pub fn end_frame(&mut self) -> bool {
        let next = self.next.take();
        let changed = next != self.shown;
        self.shown = next;
        changed
    }
}
