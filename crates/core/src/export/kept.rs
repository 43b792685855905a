//! Texts that are written again and again, put together once.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use foldhash::fast::RandomState;

/// Bytes that are kept; with more the keeping begins anew.
const KEPT: usize = 1 << 22;

/// By key, where its text is.
#[derive(Debug)]
pub(super) struct KeptTexts<K> {
    known: HashMap<K, Range<usize>, RandomState>,
    text: Vec<u8>,
}

impl<K> Default for KeptTexts<K> {
    fn default() -> Self {
        Self { known: HashMap::default(), text: Vec::new() }
    }
}

impl<K: Hash + Eq + Clone> KeptTexts<K> {
    /// The text of a key, which `write` appends the first time.
    pub(super) fn get(&mut self, key: &K, write: impl FnOnce(&mut Vec<u8>)) -> &[u8] {
        if let Some(range) = self.known.get(key) {
            return self.text.get(range.clone()).unwrap_or_default();
        }
        if self.text.len() > KEPT {
            self.known.clear();
            self.text.clear();
        }
        let from = self.text.len();
        write(&mut self.text);
        self.known.insert(key.clone(), from..self.text.len());
        self.text.get(from..).unwrap_or_default()
    }
}
