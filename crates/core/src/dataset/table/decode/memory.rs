//! What a million rows feel: memory that is taken once, and only as much as is needed.

use super::RowDecoder;
use crate::dataset::watch::Watch;
use crate::model::{List, Record};

/// Records of which the rest can be guessed.
const MANY: usize = 1 << 14;

impl RowDecoder {
    /// Takes memory at once for as many records as a file will have, by the share of it that these are of: to grow
    /// bit by bit moves a million of them twice.
    pub(in crate::dataset) fn make_room(&mut self, watch: &Watch, read: usize) {
        let have = self.records.len();
        if have == self.records.capacity() && have >= MANY {
            let all = watch.in_all(have, read);
            // what is left is guessed: neither is much taken for nothing, nor little time and again
            let more = all.saturating_add(all / 20).saturating_sub(have).clamp(have, 100 * have);
            self.records.reserve_exact(more);
            if !self.reader.own {
                self.ids.make_room(more);
            }
        }
    }
}

/// Puts something into a list that mostly stays the only one: what grows by itself takes room for four.
pub(super) fn put<T>(list: &mut List<T>, one: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(one);
}

/// Gives back what lists have taken and don't need: a million rows feel it.
pub(super) fn fit(record: &mut Record) {
    record.about.shrink_to_fit();
    record.topics.shrink_to_fit();
    record.cite.shrink_to_fit();
    record.fields.shrink_to_fit();
    record.extra.shrink_to_fit();
}
