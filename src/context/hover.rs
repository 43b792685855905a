//! What the pointer is over: written while this frame is painted, read in the next, so that all
//! panels agree whichever is painted first.

use std::cell::RefCell;

use super::{Focus, Item};
use km0_core::dataset::{Dataset, Ix};

#[derive(Debug, Default)]
pub struct Hover {
    shown: Option<Item>,
    /// What is shown, with what has to do with it.
    focus: Focus,
    next: RefCell<Option<Item>>,
}

/// How what the pointer is over concerns a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pointed {
    #[default]
    No,
    /// It has to do with what the pointer is over.
    Near,
    /// The pointer is over it, in this panel or another.
    Here,
}

impl Hover {
    /// What was hovered when the last frame ended.
    pub fn item(&self) -> Option<&Item> {
        self.shown.as_ref()
    }

    /// Says that the pointer is over `item`. The last to say so wins.
    pub fn set(&self, item: Item) {
        self.next.replace(Some(item));
    }

    /// Says that `item` is told of, which counts unless the pointer is over something.
    pub fn suggest(&self, item: Item) {
        self.next.borrow_mut().get_or_insert(item);
    }

    /// Ends the frame. True when another item is hovered than before, and so all panels must be
    /// painted again.
    pub fn end_frame(&mut self) -> bool {
        let next = self.next.take();
        let changed = next != self.shown;
        if changed {
            self.focus = Focus::default();
        }
        self.shown = next;
        changed
    }

    /// Works out what has to do with the item; after it or the dataset has changed.
    pub fn relate(&mut self, dataset: &Dataset) {
        self.focus = Focus::new(dataset, self.shown.as_slice());
    }

    pub fn pointed(&self, ix: Ix) -> Pointed {
        if self.focus.is_selected(ix) {
            Pointed::Here
        } else if self.focus.is_related(ix) {
            Pointed::Near
        } else {
            Pointed::No
        }
    }
}
