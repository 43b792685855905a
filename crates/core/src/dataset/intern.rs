//! Texts that come again and again, each kept once.

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::RandomState;

/// Texts that are remembered, which is as many as are looked up fast; of more, each is a text of its own.
const MOST: usize = 1 << 14;

/// Gives the same text as the same `Arc`, so that a million records share what they name.
#[derive(Debug, Default)]
pub(super) struct Interner {
    known: HashSet<Arc<str>, RandomState>,
}

impl Interner {
    pub(super) fn share(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.known.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        if self.known.len() < MOST {
            self.known.insert(Arc::clone(&new));
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_kept_once() {
        let mut all = Interner::default();
        let (one, other) = (all.share("ta-lung"), all.share("ta-lung"));
        assert!(Arc::ptr_eq(&one, &other));
        (0..MOST * 2).for_each(|n| drop(all.share(&n.to_string())));
        assert_eq!(all.known.len(), MOST);
        assert_eq!(&*all.share("new"), "new");
    }
}
