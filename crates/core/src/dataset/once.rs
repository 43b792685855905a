//! Ids in a list, each once.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::model::{Id, List};

/// Adds ids to a list, each the first time that it comes. A long list is not looked through for each of them: a cell may
/// name a hundred thousand.
#[derive(Debug, Default)]
pub(super) struct Once(HashSet<Id, RandomState>);

impl Once {
    /// Ids from which on a list counts as long.
    const LONG: usize = 16;

    /// `list` is the same from call to call.
    pub(super) fn push(&mut self, list: &mut List<Id>, id: Id) {
        if list.len() < Self::LONG {
            if !list.contains(&id) {
                // most lists stay with one, and what grows by itself takes room for four
                list.reserve_exact(usize::from(list.is_empty()));
                list.push(id);
            }
            return;
        }
        if self.0.is_empty() {
            self.0.extend(list.iter().cloned());
        }
        if self.0.insert(Id::clone(&id)) {
            list.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stays_where_it_came_first_in_short_and_long_lists() {
        for many in [3, 15, 16, 17, 100] {
            let (mut list, mut once) = (List::new(), Once::default());
            for at in (0..many).chain(0..many) {
                once.push(&mut list, Id::from(format!("r{at}")));
            }
            let expected: Vec<String> = (0..many).map(|at| format!("r{at}")).collect();
            assert_eq!(list.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
        }
    }
}
